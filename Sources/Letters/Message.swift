import Basics
import Claims

/// The words of one letter, with everything filled in.
struct Message {
    let subject: String
    let title: String
    let greeting: String
    let opening: [String]
    let closing: [String]
    let signOff: String
    let sms: String

    /// - Parameter words: the company's own; nil for those that come with Purr.
    init(_ kind: NoticeKind, _ tone: Tone, _ words: LetterWords?, _ facts: LetterFacts) {
        let words = words ?? ShippedWords.words(WordsKey(kind, tone, facts.language))
        func fill(_ text: String) -> String { WordsTemplate.fill(text, facts) }
        subject = fill(words.subject)
        title = facts.title(of: kind) ?? fill(words.title)
        greeting = fill(words.greeting)
        opening = words.opening.map(fill)
        closing = words.closing.map(fill)
        signOff = fill(words.signOff)
        // A hard space is outside the telephone's alphabet and would make the message twice as long.
        sms = String(fill(words.sms).map { $0 == "\u{A0}" ? " " : $0 })
    }
}

extension LetterFacts {
    /// What the law or custom calls the letter; nil for a nudge, which may call itself what it likes.
    ///
    /// - Source: inkassoloven § 9 (1) and § 10 (1): a misleading heading has cost creditors their fees.
    func title(of kind: NoticeKind) -> String? {
        switch (kind, language) {
        case (.nudge, _): nil
        case (.reminder, .nb), (.reminder, .nn): "Purring"
        case (.reminder, .en): "Reminder (purring)"
        case (.collectionNotice, .nb), (.collectionNotice, .nn): "Inkassovarsel"
        case (.collectionNotice, .en): "Collection notice (inkassovarsel)"
        case (.transferWarning, .nb):
            "\(isPlural ? "Kravene" : "Kravet") kan bli sendt til inkasso"
        case (.transferWarning, .nn):
            isPlural ? "Krava kan bli sende til inkasso" : "Kravet kan bli sendt til inkasso"
        case (.transferWarning, .en):
            "The \(isPlural ? "claims" : "claim") may be sent to debt collection"
        case (.paymentDemand, .nb): "Betalingsoppfordring"
        case (.paymentDemand, .nn): "Betalingsoppmoding (betalingsoppfordring)"
        case (.paymentDemand, .en): "Demand for payment (betalingsoppfordring)"
        }
    }
}

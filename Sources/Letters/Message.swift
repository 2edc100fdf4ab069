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
        let words =
            words
            ?? ShippedWords.words(
                WordsKey(kind, tone, facts.language),
                for: facts.isBusiness ? .business : .consumer)
        func fill(_ text: String) -> String { WordsTemplate.fill(text, facts) }
        subject = fill(words.subject)
        title = facts.title(of: kind) ?? fill(words.title)
        greeting = fill(words.greeting)
        opening = words.opening.map(fill)
        closing = words.closing.map(fill)
        signOff = fill(words.signOff)
        sms = TextMessage.short(words.sms, facts)
    }
}

/// The text message that says that a letter waits.
private enum TextMessage {
    /// More parts than this nobody reads, and each is paid for.
    static let partsMost = 2
    /// A name is cut here when nothing else helps; whoever has a longer one is known by its beginning.
    static let nameMost = 60

    /// The message in at most two parts: with every way to get in touch, else with the shortest, else the bare word that a letter waits.
    static func short(_ words: String, _ facts: LetterFacts) -> String {
        var brief = facts
        brief.contacts = facts.contacts.min { $0.count < $1.count }.map { [$0] } ?? []
        let name = String(facts.creditor.prefix(nameMost))
        let messages = [
            WordsTemplate.fill(words, facts), WordsTemplate.fill(words, brief),
            waits(facts.creditor, facts), waits(name, facts),
        ].map(plain)
        return messages.first { TextMessageSize($0).parts <= partsMost }
            ?? messages[messages.count - 1]
    }

    private static func waits(_ name: String, _ facts: LetterFacts) -> String {
        switch facts.language {
        case .nb: "\(name) har sendt \(facts.isBusiness ? "dere" : "deg") et brev."
        case .nn: "\(name) har sendt \(facts.isBusiness ? "dykk" : "deg") eit brev."
        case .en: "\(name) has sent you a letter."
        }
    }

    /// A hard space is outside the telephone's alphabet and would make the message twice as long.
    private static func plain(_ text: String) -> String {
        String(text.map { $0 == "\u{A0}" ? " " : $0 })
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

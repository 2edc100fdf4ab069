import Basics
import Claims

/// The words of one letter that change with tone; what the law wants said is in ``LegalBlocks``.
struct Message {
    /// Without a word of collection, as an envelope would be: others may see it.
    var subject: String
    var title: String
    var greeting: String
    var opening: [String]
    var closing: [String]
    var signOff: String

    /// The texts for a step and a tone, in the facts' language.
    init(_ notice: Notice, _ tone: Tone, _ facts: LetterFacts) {
        switch facts.language {
        case .nb: self = BokmaalTexts(facts).message(notice, tone)
        case .nn: self = NynorskTexts(facts).message(notice, tone)
        case .en: self = EnglishTexts(facts).message(notice, tone)
        }
    }

    init(
        subject: String, title: String, greeting: String, opening: [String], closing: [String],
        signOff: String
    ) {
        self.subject = subject
        self.title = title
        self.greeting = greeting
        self.opening = opening
        self.closing = closing
        self.signOff = signOff
    }
}

/// What a step says in a tone, before greeting and closing are added.
struct Body {
    var subject: String
    var title: String
    var opening: [String]
}

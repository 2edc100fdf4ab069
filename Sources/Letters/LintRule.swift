import Basics

/// Something a letter may not say, as data: the words, where they matter, and why.
public struct LintRule: Hashable, Sendable {
    /// Stable: `threat.police`.
    public let id: String
    /// Letters in which it is refused.
    public let refused: Set<NoticeKind>
    /// Letters in which it is only pointed out.
    public let advised: Set<NoticeKind>
    public let parts: Set<LintPart>
    /// Phrases that break the rule, in Bokmål and Nynorsk together: a text in one often holds a word of the other.
    let norwegian: [LintPhrase]
    let english: [LintPhrase]
    /// Phrases that, in the same sentence, make it harmless: `uten` beside a fee.
    let unless: [LintPhrase]
    let form: LintForm?
    /// Why, for whoever wrote the text.
    public let why: LintWords
    /// The law, or good practice with its paragraph.
    public let source: String

    init(
        _ id: String, refused: Set<NoticeKind> = Set(NoticeKind.allCases),
        advised: Set<NoticeKind> = [],
        parts: Set<LintPart> = Set(LintPart.allCases), nb: [String] = [], en: [String] = [],
        unless: [String] = [], form: LintForm? = nil, why: LintWords, source: String
    ) {
        self.id = id
        self.refused = refused
        self.advised = advised.subtracting(refused)
        self.parts = parts
        norwegian = nb.map { LintPhrase($0) }
        english = en.map { LintPhrase($0) }
        self.unless = unless.map { LintPhrase($0) }
        self.form = form
        self.why = why
        self.source = source
    }

    func severity(in notice: NoticeKind) -> LintSeverity? {
        refused.contains(notice) ? .refuse : advised.contains(notice) ? .advise : nil
    }

    /// The phrases searched for in a text of this language, as ``LintPhrase`` reads them; empty for what is measured.
    public func words(_ language: Language) -> [String] { phrases(language).map(\.text) }

    func phrases(_ language: Language) -> [LintPhrase] {
        switch language {
        case .nb, .nn: norwegian
        // The Norwegian words stand in English letters too: "debt collection (inkasso)".
        case .en: english + norwegian
        }
    }
}

/// What no list of words catches.
enum LintForm: Hashable, Sendable {
    /// An amount, a date, a percentage or an account number written out where a placeholder would follow the letter.
    case ownFigures
    /// Words in capitals, or more than one exclamation mark.
    case shouting
    /// A picture of a face or the like.
    case pictures
    /// More characters than the part should have.
    case length(Int)
    /// More parts than a text message should have (GSM 03.38, UCS-2).
    case messageParts(Int)
}

public enum LintSeverity: String, Codable, Hashable, Sendable {
    /// The text is not taken.
    case refuse
    /// It is taken, and whoever wrote it is told.
    case advise
}

/// Where in a letter a text stands.
public enum LintPart: String, CaseIterable, Codable, Hashable, Sendable {
    case subject, title, body, sms
}

/// The same words in the product's languages.
public struct LintWords: Hashable, Sendable {
    let nb: String
    let nn: String
    let en: String

    init(_ nb: String, _ nn: String, _ en: String) {
        self.nb = nb
        self.nn = nn
        self.en = en
    }

    public func `in`(_ language: Language) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }
}

/// A piece of a letter to look at.
public struct LintText: Hashable, Sendable {
    public let part: LintPart
    public let text: String
    /// Of a file or an editor, from 1; 0 when there is none.
    public let line: Int

    public init(_ part: LintPart, _ text: String, line: Int = 0) {
        self.part = part
        self.text = text
        self.line = line
    }
}

/// Something found in a text, or missing in a letter.
public struct LintFinding: Hashable, Sendable {
    public let rule: String
    public let severity: LintSeverity
    public let part: LintPart
    /// From 1; 0 when the text has none.
    public let line: Int
    /// The words as they stand; empty for what is missing.
    public let found: String
    public let why: LintWords
    public let source: String
}

import Basics
import Claims

/// Which letter words are for.
public struct WordsKey: Hashable, Sendable {
    public var kind: NoticeKind
    public var tone: Tone
    public var language: Language

    public init(_ kind: NoticeKind, _ tone: Tone, _ language: Language) {
        self.kind = kind
        self.tone = tone
        self.language = language
    }

    /// Every letter there is.
    public static let all: [WordsKey] = NoticeKind.allCases.flatMap { kind in
        Tone.allCases.flatMap { tone in
            Language.allCases.map { WordsKey(kind, tone, $0) }
        }
    }
}

/// The words that come with Purr.
///
/// Each language is one text: a `frame` for each tone holds what all its letters share, then come the letters. A letter that
/// says something else to a company than to a person has a section of its own, as `nudge warm business`; the others are for
/// both, and what is bent by number or audience is a placeholder. A warning of transfer is worded as a collection notice.
public enum ShippedWords {
    /// - Parameter audience: whom they are for; consumers have what everybody has.
    public static func words(
        _ key: WordsKey, for audience: WordsAudience = .everybody
    ) -> LetterWords {
        table[.init(key, audience)] ?? table[.init(key)] ?? empty
    }

    /// Letters that are worded apart for an audience.
    public static func isApart(_ place: OwnWords.Place) -> Bool {
        place.audience != .everybody && table[place] != nil
    }

    private static let empty = LetterWords(
        subject: "", title: "", greeting: "", opening: [], closing: [], signOff: "", sms: "")

    private static let table: [OwnWords.Place: LetterWords] = {
        var table: [OwnWords.Place: LetterWords] = [:]
        for (language, text) in [(Language.nb, bokmaal), (.nn, nynorsk), (.en, english)] {
            let sections = sections(of: text)
            for key in WordsKey.all where key.language == language {
                let frame = sections["frame \(key.tone.rawValue)"] ?? ""
                for audience in WordsAudience.allCases {
                    let apart = audience == .everybody ? "" : " \(audience.rawValue)"
                    let name = "\(name(key.kind)) \(key.tone.rawValue)\(apart)"
                    guard let letter = sections[name] else { continue }
                    do {
                        table[.init(key, audience)] = try LetterWords(
                            parsing: letter + "\n" + frame, for: key.kind)
                    } catch {
                        preconditionFailure("words of \(key): \(error)")
                    }
                }
            }
        }
        return table
    }()

    private static func name(_ kind: NoticeKind) -> String {
        switch kind {
        case .nudge: "nudge"
        case .reminder: "reminder"
        case .collectionNotice, .transferWarning: "notice"
        case .paymentDemand: "demand"
        }
    }

    private static func sections(of text: String) -> [String: String] {
        var sections: [String: String] = [:]
        var name = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                name = String(line.dropFirst(4))
            } else {
                sections[name, default: ""] += line + "\n"
            }
        }
        return sections
    }
}

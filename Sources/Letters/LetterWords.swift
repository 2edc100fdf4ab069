import Basics

/// The words of one letter that change with tone, as a company edits them; what the law wants said is in ``LegalBlocks``.
///
/// As text, each part begins with its name, and a blank line begins another paragraph:
///
///     subject: Påminnelse om {invoices}
///     greeting: Hei, {debtor}
///     opening: Vi kan ikke se at {invoices} er {paid}. {due-sentence}
///
///     Vi ber {you-object} betale {by}.
///     closing: Har {you} spørsmål, når {you} oss på {contact}.
///     signoff: Med vennlig hilsen
///     sms: {creditor} har sendt {you-object} et brev.
public struct LetterWords: Hashable, Sendable {
    /// Without a word of collection, as an envelope would be: others may see it.
    public var subject: String
    /// The heading, in a nudge only; the other letters' are the law's.
    public var title: String
    public var greeting: String
    /// Paragraphs before the specification.
    public var opening: [String]
    /// Paragraphs after the payment box.
    public var closing: [String]
    public var signOff: String
    /// Says that a letter waits, and no more.
    public var sms: String

    public init(
        subject: String, title: String, greeting: String, opening: [String], closing: [String],
        signOff: String, sms: String
    ) {
        self.subject = subject
        self.title = title
        self.greeting = greeting
        self.opening = opening
        self.closing = closing
        self.signOff = signOff
        self.sms = sms
    }

    enum Part: String, CaseIterable {
        case subject, title, greeting, opening, closing, signoff, sms

        /// In characters, of the whole part; more is no letter people read.
        var most: Int {
            switch self {
            case .subject, .title, .greeting, .signoff: 150
            case .sms: 400
            case .opening, .closing: 3_000
            }
        }

        var hasParagraphs: Bool { self == .opening || self == .closing }
    }

    /// As text, that ``init(parsing:for:)`` reads back the same.
    public var text: String {
        var lines = ["subject: \(subject)"]
        if !title.isEmpty { lines.append("title: \(title)") }
        lines.append("greeting: \(greeting)")
        lines.append("opening: \(opening.joined(separator: "\n\n"))")
        lines.append("closing: \(closing.joined(separator: "\n\n"))")
        lines.append("signoff: \(signOff)")
        lines.append("sms: \(sms)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The parts for the lint, with their lines in ``text``.
    public var lintTexts: [LintText] {
        var line = 1
        var texts: [LintText] = []
        func add(_ part: LintPart, _ text: String) {
            if !text.isEmpty { texts.append(LintText(part, text, line: line)) }
        }
        add(.subject, subject)
        line += 1
        if !title.isEmpty {
            add(.title, title)
            line += 1
        }
        add(.body, greeting)
        for paragraphs in [opening, closing] {
            line += 1
            for (index, paragraph) in paragraphs.enumerated() {
                if index > 0 { line += 2 }
                add(.body, paragraph)
            }
        }
        line += 1
        add(.body, signOff)
        line += 1
        add(.sms, sms)
        return texts
    }
}

// MARK: - Reading

extension LetterWords {
    /// A page of words.
    private static let bytesMost = 20_000

    /// - Parameter kind: the letter, which decides what may be said: a title only in a nudge, a deadline only where there is one.
    /// - Throws: `Diagnostic` `words.part` (unknown, missing or twice), `words.placeholder` (unknown, or not in this letter),
    ///   `words.length`; the place is the line.
    public init(parsing text: String, for kind: NoticeKind) throws(Diagnostic) {
        guard text.utf8.count <= Self.bytesMost else {
            throw Diagnostic(
                "words.length", place: "text", found: "\(text.utf8.count) bytes",
                expected: "at most \(Self.bytesMost)")
        }
        let parts = try Self.parts(of: text)
        func part(_ name: Part) throws(Diagnostic) -> [String] {
            guard let (line, paragraphs) = parts[name] else {
                let isWanted = name != .title || kind == .nudge
                if isWanted {
                    throw Diagnostic(
                        "words.part", place: "text", found: "no \(name.rawValue)",
                        expected: "a line that begins with \(name.rawValue):")
                }
                return [""]
            }
            try Self.check(name, paragraphs, line: line, kind)
            return paragraphs
        }
        self.init(
            subject: try part(.subject)[0], title: try part(.title)[0],
            greeting: try part(.greeting)[0], opening: try part(.opening),
            closing: try part(.closing), signOff: try part(.signoff)[0], sms: try part(.sms)[0])
    }

    private static func parts(
        of text: String
    ) throws(Diagnostic) -> [Part: (line: Int, paragraphs: [String])] {
        var parts: [Part: (line: Int, paragraphs: [String])] = [:]
        var current: Part?
        var isNew = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            let line = raw.trimmed
            if line.hasPrefix("#") { continue }
            if let (part, rest) = begin(line) {
                guard parts[part] == nil else {
                    throw Diagnostic(
                        "words.part", place: "line \(index + 1)", found: "\(part.rawValue) again",
                        expected: "each part once")
                }
                parts[part] = (index + 1, [rest])
                current = part
                isNew = false
            } else if line.isEmpty {
                isNew = true
            } else if let part = current {
                if isNew, part.hasParagraphs {
                    parts[part]?.paragraphs.append(line)
                } else if let last = parts[part]?.paragraphs.popLast() {
                    parts[part]?.paragraphs.append(last.isEmpty ? line : "\(last) \(line)")
                }
                isNew = false
            } else {
                throw Diagnostic(
                    "words.part", place: "line \(index + 1)", found: String(line.prefix(40)),
                    expected: Part.allCases.map { "\($0.rawValue):" }.joined(separator: " "),
                    remedy: "begin with subject:")
            }
        }
        return parts
    }

    private static func begin(_ line: String) -> (Part, String)? {
        guard let colon = line.firstIndex(of: ":"),
            let part = Part(rawValue: line[..<colon].lowercased())
        else { return nil }
        return (part, line[line.index(after: colon)...].trimmed)
    }

    private static func check(
        _ part: Part, _ paragraphs: [String], line: Int, _ kind: NoticeKind
    ) throws(Diagnostic) {
        let place = "line \(line), \(part.rawValue)"
        if part == .title, kind != .nudge {
            throw Diagnostic(
                "words.part", place: place, found: "a title",
                expected: "none: this letter's title is the law's",
                remedy: "leave the line out")
        }
        let count = paragraphs.reduce(0) { $0 + $1.count }
        guard count <= part.most else {
            throw Diagnostic(
                "words.length", place: place, found: "\(count) characters",
                expected: "at most \(part.most)")
        }
        guard count > 0 else {
            throw Diagnostic("words.part", place: place, found: "nothing", expected: "some words")
        }
        for paragraph in paragraphs {
            for name in WordsTemplate.names(in: paragraph) {
                guard let found = Placeholder(named: name), found.isAllowed(in: kind) else {
                    throw unknown(name, place, kind)
                }
            }
        }
    }

    private static func unknown(_ name: String, _ place: String, _ kind: NoticeKind) -> Diagnostic {
        let allowed = Placeholder.allCases.filter { $0.isAllowed(in: kind) }.map(\.rawValue)
        let near = allowed.first { $0.hasPrefix(name.lowercased().prefix(3)) }
        return Diagnostic(
            "words.placeholder", place: place, found: "{\(name)}",
            expected: allowed.map { "{\($0)}" }.joined(separator: " "),
            remedy: near.map { "did you mean {\($0)}?" } ?? "use one of those, or plain words")
    }
}

extension Placeholder {
    /// By its name, with or without a capital first letter.
    init?(named name: String) {
        guard let found = Placeholder(rawValue: name.prefix(1).lowercased() + name.dropFirst())
        else { return nil }
        self = found
    }
}

/// Fills placeholders in.
enum WordsTemplate {
    static func fill(_ text: String, _ facts: LetterFacts) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            if let placeholder = Placeholder(named: name) {
                let phrase = facts.phrase(placeholder)
                result += name.first?.isUppercase == true ? phrase.capitalised : phrase
            } else {
                result += rest[open...close]
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// What stands in braces, also where it is no placeholder; an open brace alone is named by what follows.
    static func names(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { part in
            String(part.prefix { $0 != "}" })
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

/// Coded as ``text``: a frozen letter keeps its words as the company wrote them.
extension LetterWords: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        // Written by Purr and checked then: a letter approved yesterday is not judged by today's rules.
        let parts = try Self.parts(of: text)
        func all(_ part: Part) -> [String] { parts[part]?.paragraphs ?? [] }
        func one(_ part: Part) -> String { all(part).first ?? "" }
        self.init(
            subject: one(.subject), title: one(.title), greeting: one(.greeting),
            opening: all(.opening), closing: all(.closing), signOff: one(.signoff), sms: one(.sms))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

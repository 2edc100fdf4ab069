/// Words to look for in a reply, as data: `ikke ..bestilt|kjøpt` or `bestrid* ~v`.
///
/// A word may have alternatives (`|`) and an open end (`*`); `..` before a word lets up to four others stand before it. At the end of
/// the line `~` says that a *not* shortly before takes the phrase back, `~v` that one after it does too, and `!kopi|brev` that it
/// does not count when one of these words follows.
struct ReplyPhrase: Sendable {
    struct Pattern: Sendable {
        let gap: Int
        private let whole: [String]
        private let starts: [String]

        init(_ text: Substring) {
            gap = text.hasPrefix("..") ? 4 : 0
            let words = text.drop { $0 == "." }.split(separator: "|")
            whole = words.filter { !$0.hasSuffix("*") }.map(String.init)
            starts = words.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
        }

        func fits(_ word: String) -> Bool {
            whole.contains(word) || starts.contains { word.hasPrefix($0) }
        }
    }

    let parts: [Pattern]
    let unless: [Pattern]
    let isNegatable: Bool
    let isVerb: Bool

    /// nil for an empty line.
    init?(_ line: Substring) {
        var parts: [Pattern] = []
        var unless: [Pattern] = []
        var flags: [Substring] = []
        for piece in line.split(separator: " ") {
            if piece.hasPrefix("~") {
                flags.append(piece)
            } else if piece.hasPrefix("!") {
                unless.append(Pattern(piece.dropFirst()))
            } else {
                parts.append(Pattern(piece))
            }
        }
        if parts.isEmpty { return nil }
        self.parts = parts
        self.unless = unless
        isNegatable = !flags.isEmpty
        isVerb = flags.contains("~v")
    }

    static func of(_ kind: ReplyReading.Kind) -> [ReplyPhrase] {
        switch kind {
        case .objection: objection
        case .hardship: hardship
        case .wrongRecipient: wrongRecipient
        case .paidAlready: paidAlready
        case .promise: promise
        case .copyRequest: copyRequest
        }
    }

    private static func read(_ text: String) -> [ReplyPhrase] {
        text.split(separator: "\n").compactMap { ReplyPhrase($0) }
    }

    private static let objection = read(ReplyPhraseTable.objection)
    private static let hardship = read(ReplyPhraseTable.hardship)
    private static let wrongRecipient = read(ReplyPhraseTable.wrongRecipient)
    private static let paidAlready = read(ReplyPhraseTable.paidAlready)
    private static let promise = read(ReplyPhraseTable.promise)
    private static let copyRequest = read(ReplyPhraseTable.copyRequest)
}

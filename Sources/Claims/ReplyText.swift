/// What somebody has written in a reply: without the letter it answers, the signature, and what programs add.
///
///     ReplyText("Det stemmer ikke.\n\nDen 24.11.2026 skrev Fjordvik <post@f.example>:\n> Har du glemt oss?").own
///     // "Det stemmer ikke."
public struct ReplyText: Hashable, Sendable {
    /// The sender's own words, above, between and below what is quoted.
    public let own: String

    /// More lines than this are no reply; the rest is not looked at.
    private static let linesMax = 5_000

    /// - Parameter text: plain text with lines of LF, quoted lines beginning with `>`.
    public init(_ text: String) {
        var lines = text.split(
            separator: "\n", maxSplits: Self.linesMax, omittingEmptySubsequences: false)
        if lines.count > Self.linesMax { lines.removeLast() }
        var kept: [Substring] = []
        var index = 0
        while index < lines.count {
            if let length = Self.attribution(lines, index) {
                let next = lines[(index + length)...].first { !Self.isBlank($0) }
                // Below a quote with marks people write on; without marks all that follows is the quote.
                guard next?.hasPrefix(">") ?? false else { break }
                index += length
                continue
            }
            if Self.isDivider(lines[index]) || Self.isHeaderBlock(lines, index) { break }
            if Self.trimmed(lines[index]) == "--" { break }
            if !lines[index].hasPrefix(">"), !Self.isAddedByProgram(lines[index]) {
                kept.append(lines[index])
            }
            index += 1
        }
        own = Self.joined(Self.withoutNotices(Self.withoutSignature(kept)))
    }

    // MARK: - Where the quote begins

    /// `Den 24. nov. 2026 skrev Fjordvik <a@b>:` over at most three lines; gives how many.
    private static func attribution(_ lines: [Substring], _ start: Int) -> Int? {
        guard !isBlank(lines[start]), !lines[start].hasPrefix(">") else { return nil }
        var whole = ""
        for length in 1...3 where start + length <= lines.count {
            let line = trimmed(lines[start + length - 1])
            if line.isEmpty { return nil }
            whole += (whole.isEmpty ? "" : " ") + line.lowercased()
            guard whole.count < 400 else { return nil }
            guard whole.hasSuffix(":") || whole.hasSuffix("skrev") || whole.hasSuffix("skreiv")
            else { continue }
            let isSaid = ["wrote", "skrev", "skreiv", "schrieb", "écrit"].contains(
                where: whole.contains)
            // Who and when: what a person writes before a colon of their own has neither.
            let isDated = whole.contains("@") || whole.contains("20") && whole.contains(":")
            return isSaid && isDated ? length : nil
        }
        return nil
    }

    private static func isDivider(_ line: Substring) -> Bool {
        let text = trimmed(line).lowercased()
        guard text.hasPrefix("---") || text.hasPrefix("___") else { return false }
        let words = [
            "original", "opprinnelig", "opphavleg", "videresendt", "vidaresend", "forwarded",
        ]
        return text.count >= 20 && text.allSatisfy { $0 == "_" }
            || words.contains(where: text.contains)
    }

    /// `Fra: … Sendt: … Til: … Emne: …`, each on its line.
    private static func isHeaderBlock(_ lines: [Substring], _ start: Int) -> Bool {
        func name(_ line: Substring) -> String? {
            let bare = trimmed(line).replacing("*", with: "").lowercased()
            guard let colon = bare.firstIndex(of: ":") else { return nil }
            return String(bare[..<colon])
        }
        guard let first = name(lines[start]), ["fra", "frå", "from"].contains(first) else {
            return false
        }
        let others: Set<String> = [
            "sendt", "dato", "sent", "date", "til", "to", "emne", "subject", "kopi", "cc",
        ]
        return lines[(start + 1)...].prefix(5).count { name($0).map(others.contains) ?? false } >= 2
    }

    private static func isAddedByProgram(_ line: Substring) -> Bool {
        let text = trimmed(line).lowercased()
        let starts = [
            "sendt fra min", "sendt frå min", "sendt fra outlook", "sendt fra e-post",
            "sendt fra yahoo", "sent from my", "sent from outlook", "sent from mail",
            "sent from yahoo", "hent outlook", "få outlook", "get outlook", "scanned by",
        ]
        return text.count < 120 && starts.contains { text.hasPrefix($0) }
    }

    // MARK: - Signatures and notices

    /// Words that end a letter, alone on their line or with a name.
    private static let closings = [
        "mvh", "m.v.h", "med vennlig hilsen", "med venleg helsing", "vennlig hilsen",
        "venleg helsing", "med hilsen", "med helsing", "beste hilsen", "hilsen", "helsing", "vh",
        "best regards", "kind regards", "regards", "sincerely", "yours sincerely", "br",
        "med vennleg helsing", "vennleg helsing", "cheers",
    ]

    /// Without what stands after the greeting, unless it is a sentence: a word too many costs a look, a missed
    /// objection much more.
    private static func withoutSignature(_ lines: [Substring]) -> [Substring] {
        guard let last = lines.lastIndex(where: isClosing) else { return lines }
        let rest = lines[(last + 1)...].filter { line in
            let text = trimmed(line).lowercased()
            return text.hasPrefix("ps") || text.hasPrefix("p.s")
                || text.split(separator: " ").count > 6
        }
        return Array(lines[..<last]) + rest
    }

    private static func isClosing(_ line: Substring) -> Bool {
        let text = trimmed(line).lowercased()
        return closings.contains { closing in
            guard text.hasPrefix(closing) else { return false }
            let rest = text.dropFirst(closing.count)
            return (rest.first.map { !$0.isLetter } ?? true)
                && rest.split(separator: " ").count <= 4
        }
    }

    /// Without paragraphs in which a company's programs speak of secrecy and errors.
    private static func withoutNotices(_ lines: [Substring]) -> [Substring] {
        let marks = ["konfidensiel", "fortrolig", "taushetsplikt", "confidential", "privileged"]
        return lines.split(omittingEmptySubsequences: false, whereSeparator: isBlank).filter {
            paragraph in
            let text = paragraph.joined(separator: " ").lowercased()
            let isNotice =
                marks.contains(where: text.contains)
                && ["mottatt", "mottaker", "motteke", "received", "recipient", "intended"]
                    .contains(where: text.contains)
            return !isNotice
        }.joined(separator: [""]).map { $0 }
    }

    // MARK: - Lines

    private static func trimmed(_ line: Substring) -> Substring {
        var rest = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
        while let last = rest.last, last == " " || last == "\t" || last == "\u{A0}" || last == "\r"
        {
            rest.removeLast()
        }
        return rest
    }

    private static func isBlank(_ line: Substring) -> Bool { trimmed(line).isEmpty }

    private static func joined(_ lines: [Substring]) -> String {
        var rest = lines.map(trimmed)[...]
        while rest.first?.isEmpty ?? false { rest.removeFirst() }
        while rest.last?.isEmpty ?? false { rest.removeLast() }
        return rest.joined(separator: "\n")
    }
}

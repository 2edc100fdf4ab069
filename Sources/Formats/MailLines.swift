/// Plain text as lines of LF, without what only transport needed.
enum MailLines {
    /// - Parameters:
    ///   - isFlowed: lines that end in a blank go on in the next (RFC 3676).
    ///   - deletesSpace: that blank is not part of the text.
    static func text(_ text: String, isFlowed: Bool, deletesSpace: Bool) -> String {
        var lines = split(text)
        if isFlowed { lines = flow(lines, deletesSpace) }
        return trimmed(lines).joined(separator: "\n")
    }

    /// Without what could steer a terminal or turn the order of the letters about.
    static func shown(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isSteering) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isSteering($0) }))
    }

    static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10: false
        case 0..<32, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func split(_ text: String) -> [Substring] {
        text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { line in
            Substring(line.last == "\r" ? line.dropLast() : line)
        }
    }

    /// Without empty lines at either end and blanks at the end of lines.
    private static func trimmed(_ lines: [Substring]) -> ArraySlice<Substring> {
        var tidy = lines.map { line in
            var rest = line.unicodeScalars
            while let last = rest.last, last.value <= 32 || last.value == 0xA0 {
                rest.removeLast()
            }
            return Substring(rest)
        }[...]
        while tidy.first?.isEmpty ?? false { tidy.removeFirst() }
        while tidy.last?.isEmpty ?? false { tidy.removeLast() }
        return tidy
    }

    private static func flow(_ lines: [Substring], _ deletesSpace: Bool) -> [Substring] {
        var out: [Substring] = []
        var paragraph = ""
        var depth = -1
        for line in lines {
            let quotes = line.prefix { $0 == ">" }.count
            var content = line.dropFirst(quotes)
            // A blank put before what would else be taken for a quote or a postmark.
            if content.first == " " { content = content.dropFirst() }
            let isSignature = content == "-- "
            if depth >= 0, quotes != depth || isSignature {
                out.append(Substring(paragraph))
                depth = -1
            }
            if depth < 0 {
                paragraph = quotes > 0 ? String(repeating: ">", count: quotes) + " " : ""
            }
            if content.last == " ", !isSignature {
                paragraph += deletesSpace ? content.dropLast() : content
                depth = quotes
            } else {
                out.append(Substring(paragraph + content))
                depth = -1
            }
        }
        if depth >= 0 { out.append(Substring(paragraph)) }
        return out
    }
}

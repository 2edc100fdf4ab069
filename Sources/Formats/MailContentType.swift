/// What a part is and how it is to be shown: a value with parameters, as `text/plain; charset=utf-8; format=flowed`.
struct MailParameters {
    /// In lower case, without blanks: `text/plain`, `attachment`.
    private(set) var value = ""
    /// By name in lower case, decoded.
    private var parameters: [String: String] = [:]

    /// A sensible part has three; the rest are not looked at.
    private static let countMax = 64

    subscript(_ name: String) -> String { parameters[name] ?? "" }

    func has(_ name: String) -> Bool { parameters[name] != nil }

    /// - Source: RFC 2045 § 5.1, RFC 2231 (continued and encoded parameters), leniently.
    init(_ field: [UInt8]) {
        var scanner = Scanner(rest: field[...])
        value = MailCharset.guessed(scanner.token(until: [UInt8(ascii: ";")])).lowercased()
        value.removeAll { $0 == " " || $0 == "\t" }
        var pieces: [String: [Piece]] = [:]
        for _ in 0..<Self.countMax {
            guard let (name, bytes) = scanner.parameter() else { break }
            add(name.lowercased(), bytes, to: &pieces)
        }
        for (name, parts) in pieces where parameters[name] == nil || parts[0].isEncoded {
            parameters[name] = Self.join(parts.sorted { $0.number < $1.number })
        }
    }

    private struct Piece {
        let number: Int
        let isEncoded: Bool
        let bytes: [UInt8]
    }

    /// `filename`, or a piece such as `filename*`, `filename*1` or `filename*1*`.
    private mutating func add(
        _ name: String, _ bytes: [UInt8], to pieces: inout [String: [Piece]]
    ) {
        let parts = name.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1 else {
            // Encoded words have no place in parameters, and many programs put them there.
            if parameters[name] == nil { parameters[name] = MailWords.text(bytes) }
            return
        }
        let number = Int(parts[1]) ?? 0
        pieces[String(parts[0]), default: []].append(
            Piece(
                number: number, isEncoded: parts.last?.isEmpty ?? false, bytes: bytes))
    }

    private static func join(_ pieces: [Piece]) -> String {
        var charset = "utf-8"
        var bytes: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            var part = piece.bytes[...]
            if index == 0, piece.isEncoded {
                // `charset'language'text`
                let quote = UInt8(ascii: "'")
                if let first = part.firstIndex(of: quote),
                    let second = part[(first + 1)...].firstIndex(of: quote)
                {
                    charset = MailCharset.guessed(part[..<first])
                    part = part[(second + 1)...]
                }
            }
            bytes += piece.isEncoded ? MailDecoding.percent(part) : Array(part)
        }
        return MailWords.tidy(
            MailCharset.text(bytes, named: charset) ?? MailCharset.guessed(bytes))
    }

    /// Walks through a field once.
    private struct Scanner {
        var rest: ArraySlice<UInt8>

        /// `name=value`, the value out of its quotes; nil at the end.
        mutating func parameter() -> (name: String, bytes: [UInt8])? {
            while let first = rest.first, first <= 32 || first == UInt8(ascii: ";") {
                rest.removeFirst()
            }
            if rest.isEmpty { return nil }
            let name = token(until: [UInt8(ascii: "="), UInt8(ascii: ";")])
            guard rest.first == UInt8(ascii: "=") else {
                return (MailCharset.guessed(name), [])
            }
            rest.removeFirst()
            return (MailCharset.guessed(name), token(until: [UInt8(ascii: ";")]))
        }

        /// What stands before any of the ends: quotes are taken off, comments left out, blanks at the ends too.
        mutating func token(until ends: [UInt8]) -> [UInt8] {
            var out: [UInt8] = []
            var quotedThrough = 0
            var commentDepth = 0
            var isQuoted = false
            while let byte = rest.first {
                if !isQuoted, commentDepth == 0, ends.contains(byte) { break }
                rest.removeFirst()
                if byte == UInt8(ascii: "\\"), isQuoted || commentDepth > 0,
                    let next = rest.popFirst()
                {
                    if isQuoted { out.append(next) }
                } else if isQuoted {
                    if byte == UInt8(ascii: "\"") {
                        isQuoted = false
                        quotedThrough = out.count
                    } else {
                        out.append(byte)
                    }
                } else if byte == UInt8(ascii: "("), out.isEmpty || out.last == 32 {
                    commentDepth += 1
                } else if commentDepth > 0 {
                    if byte == UInt8(ascii: ")") { commentDepth -= 1 }
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = true
                } else if byte > 32 || !out.isEmpty {
                    out.append(byte <= 32 ? 32 : byte)
                }
            }
            while out.count > quotedThrough, out.last == 32 { out.removeLast() }
            return out
        }
    }
}

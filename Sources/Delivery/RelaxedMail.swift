/// An e-mail in the *relaxed* form that DKIM hashes: what servers may change on the way is taken out.
///
/// - Source: RFC 6376 § 3.4.2 (header), § 3.4.4 (body), § 5.4.2 (a field that occurs several times).
struct RelaxedMail {
    private struct Field {
        /// In lower case.
        let name: String
        /// All of its lines, with name and line ends.
        let bytes: ArraySlice<UInt8>
    }
    private let fields: [Field]
    private let body: ArraySlice<UInt8>

    /// - Parameter mail: RFC 5322 with CRLF; without an empty line all of it is header.
    init(_ mail: [UInt8]) {
        let mail = mail[...]
        var fields: [Field] = []
        var start = 0
        while start < mail.endIndex {
            var end = Self.lineEnd(in: mail, from: start)
            if mail[start..<end].elementsEqual(Self.crlf) {
                start = end
                break
            }
            // A line that begins with a blank belongs to the field above it.
            while end < mail.endIndex, Self.isBlank(mail[end]) {
                end = Self.lineEnd(in: mail, from: end)
            }
            let bytes = mail[start..<end]
            fields.append(Field(name: Self.name(bytes.prefix { $0 != 0x3A }), bytes: bytes))
            start = end
        }
        self.fields = fields
        body = mail[start...]
    }

    /// How many fields have that name, whatever its case.
    func count(of name: String) -> Int { fields.count { $0.name == name.lowercased() } }

    /// The named fields in relaxed form, each ended by CRLF.
    ///
    /// A name that comes several times takes the fields from the last upwards. Named once more than there are fields, it gives
    /// nothing, so that a field added later breaks the signature.
    func header(_ names: [String]) -> [UInt8] {
        var out: [UInt8] = []
        var left = Dictionary(grouping: fields, by: \.name)
        for name in names {
            guard let field = left[name.lowercased()]?.popLast() else { continue }
            out += Self.relaxed(field.bytes) + Self.crlf
        }
        return out
    }

    /// The body in relaxed form: runs of blanks as one, none at a line's end, no empty lines after the last.
    func relaxedBody() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(body.count + 2)
        /// Where the last line that is not empty ends.
        var end = 0
        var start = body.startIndex
        while start < body.endIndex {
            let next = Self.lineEnd(in: body, from: start)
            let line = body[start..<next]
            let before = out.count
            Self.appendRelaxed(line.suffix(2) == Self.crlf[...] ? line.dropLast(2) : line, to: &out)
            let isEmpty = out.count == before
            out += Self.crlf
            if !isEmpty { end = out.count }
            start = next
        }
        out.removeLast(out.count - end)
        return out
    }

    /// `Subject:  a \r\n  b ` as `subject:a b`, without a line end.
    static func relaxed(_ field: ArraySlice<UInt8>) -> [UInt8] {
        let name = field.prefix { $0 != 0x3A }
        var out = Array(Self.name(name).utf8) + [0x3A]
        let value = field[name.endIndex...].dropFirst().filter { !crlf.contains($0) }
        appendRelaxed(value.drop(while: isBlank), to: &out)
        return out
    }

    // MARK: Parts

    private static let crlf: [UInt8] = [0x0D, 0x0A]

    /// Appends a line's text with each run of blanks as one blank, and none at its end.
    private static func appendRelaxed(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
        var isAfterBlank = false
        for byte in line {
            if isBlank(byte) {
                isAfterBlank = true
                continue
            }
            if isAfterBlank { out.append(0x20) }
            isAfterBlank = false
            out.append(byte)
        }
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { !isBlank($0) }, as: UTF8.self).lowercased()
    }

    /// The place after the next CRLF, or the end.
    private static func lineEnd(in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while let feed = bytes[index...].firstIndex(of: 0x0A) {
            if feed > start, bytes[feed - 1] == 0x0D { return feed + 1 }
            index = feed + 1
        }
        return bytes.endIndex
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

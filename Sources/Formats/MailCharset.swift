import Glibc

/// The letters of a message: bytes in the encoding it names, to text.
enum MailCharset {
    /// Encodings that the C library converts. A name from a message chooses among these and nothing else: the library would
    /// load a converter of any name it is given.
    private static let converted: Set<String> = Set(
        (2...16).map { "iso-8859-\($0)" } + (1250...1258).map { "windows-\($0)" } + [
            "koi8-r", "koi8-u", "macintosh", "ibm437", "ibm850", "ibm865", "utf-16", "utf-16le",
            "utf-16be", "utf-32", "iso-2022-jp", "shift_jis", "euc-jp", "gb2312", "gbk", "gb18030",
            "big5", "euc-kr",
        ])

    private static let otherNames = [
        "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "ascii": "us-ascii", "": "us-ascii",
        "ansi_x3.4-1968": "us-ascii", "latin1": "iso-8859-1", "latin-1": "iso-8859-1",
        "iso8859-1": "iso-8859-1", "iso_8859-1": "iso-8859-1", "l1": "iso-8859-1",
        "iso8859-15": "iso-8859-15", "latin9": "iso-8859-15", "latin-9": "iso-8859-15",
        "cp1252": "windows-1252", "x-mac-roman": "macintosh", "cp850": "ibm850",
        "cp865": "ibm865", "cp437": "ibm437", "sjis": "shift_jis", "ks_c_5601-1987": "euc-kr",
        "x-unknown": "us-ascii", "unknown-8bit": "us-ascii",
    ]

    /// The text; nil when nobody here knows the encoding.
    ///
    /// What is called ASCII or UTF-8 and is not is read as Windows-1252, and ISO-8859-1 always is: senders mean it.
    static func text(_ bytes: some Collection<UInt8>, named name: String) -> String? {
        let folded = name.lowercased()
        let known = otherNames[folded] ?? folded
        switch known {
        case "utf-8", "us-ascii": return guessed(bytes)
        case "iso-8859-1", "windows-1252": return CSVEncoding.windows1252Text(Array(bytes)[...])
        default: return converted.contains(known) ? convert(Array(bytes), from: known) : nil
        }
    }

    /// UTF-8 when it is, else Windows-1252.
    static func guessed(_ bytes: some Collection<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? CSVEncoding.windows1252Text(Array(bytes)[...])
    }

    /// What can not be converted becomes U+FFFD, a byte at a time.
    private static func convert(_ bytes: [UInt8], from name: String) -> String? {
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        var input = bytes.map { CChar(bitPattern: $0) }
        var buffer = [CChar](repeating: 0, count: 4096)
        input.withUnsafeMutableBufferPointer { source in
            var next = source.baseAddress
            var left = source.count
            while left > 0 {
                let status = buffer.withUnsafeMutableBufferPointer { target -> Int32 in
                    var to = target.baseAddress
                    var room = target.count
                    let result = iconv(converter, &next, &left, &to, &room)
                    let failure = result == -1 ? errno : 0
                    for byte in target[..<(target.count - room)] {
                        out.append(UInt8(bitPattern: byte))
                    }
                    return failure
                }
                if status == 0 { break }
                if status == E2BIG { continue }
                out += "\u{FFFD}".utf8
                // EILSEQ: a byte that means nothing; EINVAL: the text ends within a character.
                guard status == EILSEQ, left > 0 else { break }
                next = next?.advanced(by: 1)
                left -= 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

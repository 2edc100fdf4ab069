/// Reads the page of a one-page PDF that Cairo has written, to place it in other files as a drawing.
///
/// It knows what Cairo writes when it is held to PDF 1.4: a table of offsets, and no objects within streams.
///
/// - Source: ISO 32000-1, 7.3 (objects), 7.5 (file structure), 8.10 (form XObjects).
struct PDFPageReader {
    private indirect enum Value {
        /// A number, a name or a string, as it is written.
        case plain([UInt8])
        case reference(Int)
        case array([Value])
        case dictionary([(key: String, value: Value)])

        subscript(key: String) -> Value? {
            guard case .dictionary(let entries) = self else { return nil }
            return entries.first { $0.key == key }?.value
        }
    }

    private struct Object {
        let value: Value
        /// The bytes between `stream` and `endstream`, as they are packed; nil for none.
        let stream: [UInt8]?
    }

    private let bytes: [UInt8]
    /// Where each object begins; 0 for none.
    private var offsets: [Int] = []

    /// The page as a drawing of its own size; nil for a file of another make.
    static func fragment(_ pdf: [UInt8]) -> PDFFragment? {
        var reader = PDFPageReader(pdf)
        return reader.fragment()
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func fragment() -> PDFFragment? {
        guard let page = page(), let resources = page["Resources"], let box = page["MediaBox"],
            let contents = page["Contents"].flatMap(object), let stream = contents.stream
        else { return nil }
        var places: [Int: Int] = [:]
        var waiting: [Int] = []
        func place(_ number: Int) -> Int {
            if let known = places[number] { return known }
            waiting.append(number)
            places[number] = waiting.count
            return waiting.count
        }
        var head = [PDFFragment.Part(" /Type /XObject /Subtype /Form /BBox ")]
        head += Self.parts(box, place) + [PDFFragment.Part(" /Resources ")]
        head += Self.parts(resources, place)
        if let group = page["Group"] {
            head.append(PDFFragment.Part(" /Group "))
            head += Self.parts(group, place)
        }
        var objects = [PDFFragment.stream(head, stream)]
        var next = 0
        while next < waiting.count {
            guard let object = object(.reference(waiting[next])) else { return nil }
            objects.append(Self.parts(object, place))
            next += 1
        }
        return PDFFragment(objects)
    }

    // MARK: - Writing

    private static func parts(_ object: Object, _ place: (Int) -> Int) -> [PDFFragment.Part] {
        guard let stream = object.stream, case .dictionary(let entries) = object.value else {
            return parts(object.value, place)
        }
        // Its length is told anew, since Cairo tells it in an object of its own.
        let kept = entries.filter { $0.key != "Length" }
        var parts = [PDFFragment.Part("<< /Length \(stream.count)")]
        for entry in kept {
            parts.append(PDFFragment.Part(" /\(entry.key) "))
            parts += Self.parts(entry.value, place)
        }
        return parts
            + [PDFFragment.Part(" >>\nstream\n"), .bytes(stream), PDFFragment.Part("\nendstream")]
    }

    private static func parts(_ value: Value, _ place: (Int) -> Int) -> [PDFFragment.Part] {
        switch value {
        case .plain(let bytes): return [.bytes(bytes)]
        case .reference(let number): return [.reference(place(number))]
        case .array(let values):
            var parts = [PDFFragment.Part("[")]
            for value in values { parts += Self.parts(value, place) + [PDFFragment.Part(" ")] }
            return parts + [PDFFragment.Part("]")]
        case .dictionary(let entries):
            var parts = [PDFFragment.Part("<<")]
            for entry in entries {
                parts.append(PDFFragment.Part(" /\(entry.key) "))
                parts += Self.parts(entry.value, place)
            }
            return parts + [PDFFragment.Part(" >>")]
        }
    }

    // MARK: - Reading

    private mutating func page() -> Value? {
        guard let start = position(of: "startxref", from: max(0, bytes.count - 100)) else {
            return nil
        }
        var place = start + 9
        guard let table = number(&place), readTable(table),
            var trailer = position(
                of: "trailer", from: table)
        else { return nil }
        trailer += 7
        guard let root = value(&trailer)?["Root"].flatMap(object)?.value,
            let pages = root["Pages"].flatMap(object)?.value,
            case .array(let kids) = pages["Kids"], let first = kids.first
        else { return nil }
        return object(first)?.value
    }

    private mutating func readTable(_ table: Int) -> Bool {
        var place = table
        guard token(&place) == Array("xref".utf8), number(&place) == 0,
            let count = number(&place), (1...100_000).contains(count)
        else { return false }
        for _ in 0..<count {
            guard let offset = number(&place), number(&place) != nil else { return false }
            offsets.append(token(&place) == [UInt8(ascii: "n")] ? offset : 0)
        }
        return true
    }

    private func object(_ value: Value) -> Object? {
        guard case .reference(let number) = value else { return Object(value: value, stream: nil) }
        guard offsets.indices.contains(number), offsets[number] > 0 else { return nil }
        var place = offsets[number]
        guard self.number(&place) == number, self.number(&place) != nil,
            token(&place) == Array("obj".utf8), let body = self.value(&place)
        else { return nil }
        guard token(&place) == Array("stream".utf8) else { return Object(value: body, stream: nil) }
        if place < bytes.count, bytes[place] == 13 { place += 1 }
        place += 1
        guard let length = body["Length"].flatMap({ object($0) })?.value,
            case .plain(let digits) = length,
            let count = Int(String(decoding: digits, as: UTF8.self)),
            count >= 0, place + count <= bytes.count
        else { return nil }
        return Object(value: body, stream: Array(bytes[place..<place + count]))
    }

    private func value(_ place: inout Int) -> Value? {
        skipSpace(&place)
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "<"):
            let isDictionary = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "<")
            return isDictionary ? dictionary(&place) : string(&place, until: UInt8(ascii: ">"))
        case UInt8(ascii: "["): return array(&place)
        case UInt8(ascii: "("): return string(&place, until: UInt8(ascii: ")"))
        default: return plain(&place)
        }
    }

    private func dictionary(_ place: inout Int) -> Value? {
        place += 2
        var entries: [(key: String, value: Value)] = []
        while true {
            skipSpace(&place)
            guard place + 1 < bytes.count else { return nil }
            if bytes[place] == UInt8(ascii: ">") {
                place += 2
                return .dictionary(entries)
            }
            guard let key = token(&place), key.first == UInt8(ascii: "/"), let value = value(&place)
            else { return nil }
            entries.append((String(decoding: key.dropFirst(), as: UTF8.self), value))
        }
    }

    private func array(_ place: inout Int) -> Value? {
        place += 1
        var values: [Value] = []
        while true {
            skipSpace(&place)
            guard place < bytes.count else { return nil }
            if bytes[place] == UInt8(ascii: "]") {
                place += 1
                return .array(values)
            }
            guard let value = value(&place) else { return nil }
            values.append(value)
        }
    }

    /// Strings stand in what Cairo says of itself and of fonts; they are copied as they are.
    private func string(_ place: inout Int, until end: UInt8) -> Value? {
        let start = place
        while place < bytes.count, bytes[place] != end {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place += 1
        return place <= bytes.count ? .plain(Array(bytes[start..<place])) : nil
    }

    /// A number or a name, or a reference: two numbers and an R.
    private func plain(_ place: inout Int) -> Value? {
        guard let first = token(&place) else { return nil }
        var ahead = place
        if let number = Int(String(decoding: first, as: UTF8.self)),
            let generation = token(&ahead), Int(String(decoding: generation, as: UTF8.self)) != nil,
            token(&ahead) == [UInt8(ascii: "R")]
        {
            place = ahead
            return .reference(number)
        }
        return .plain(first)
    }

    private func number(_ place: inout Int) -> Int? {
        token(&place).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// A word, or a name with its slash; nil at a delimiter or the end.
    private func token(_ place: inout Int) -> [UInt8]? {
        skipSpace(&place)
        let start = place
        if place < bytes.count, bytes[place] == UInt8(ascii: "/") { place += 1 }
        while place < bytes.count, !Self.isSpace(bytes[place]),
            !"()<>[]/%".utf8.contains(bytes[place])
        {
            place += 1
        }
        return place > start ? Array(bytes[start..<place]) : nil
    }

    private func skipSpace(_ place: inout Int) {
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%") {
                while place < bytes.count, bytes[place] != 10 { place += 1 }
            } else if !Self.isSpace(bytes[place]) {
                return
            } else {
                place += 1
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || (9...13).contains(byte) || byte == 0
    }

    private func position(of word: String, from start: Int) -> Int? {
        let wanted = Array(word.utf8)
        guard bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
        return (start...(bytes.count - wanted.count)).first {
            bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
}

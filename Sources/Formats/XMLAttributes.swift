/// The attributes of an element, valid only while the handler runs.
struct XMLAttributes {
    struct Attribute {
        let local: UnsafeBufferPointer<UInt8>
        let value: UnsafeBufferPointer<UInt8>
    }

    private let all: UnsafeBufferPointer<Attribute>

    init(_ all: UnsafeBufferPointer<Attribute>) { self.all = all }

    static var none: XMLAttributes { XMLAttributes(UnsafeBufferPointer(start: nil, count: 0)) }

    var isEmpty: Bool { all.isEmpty }

    /// The value of the first attribute with this local name.
    subscript(name: StaticString) -> String? {
        all.first { XMLName.same($0.local, name) }
            .map { String(decoding: $0.value, as: UTF8.self) }
    }
}

/// Gathers the attributes of one tag after the other: where their names lie, and their values.
struct XMLAttributeReader {
    private struct Place {
        var name: Range<Int>
        var prefixCount: Int
        var value: Range<Int>
    }

    private var places: [Place] = []
    private var values: [UInt8] = []
    private var attributes: [XMLAttributes.Attribute] = []

    var isEmpty: Bool { places.isEmpty }
    var count: Int { places.count }

    @inline(__always)
    mutating func removeAll() {
        if places.isEmpty, values.isEmpty { return }
        places.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    mutating func begin(name: Range<Int>, prefixCount: Int) {
        let start = values.count
        places.append(Place(name: name, prefixCount: prefixCount, value: start..<start))
    }

    @inline(__always)
    mutating func add(_ byte: UInt8) { values.append(byte) }

    mutating func end() {
        let last = places.count - 1
        places[last].value = places[last].value.lowerBound..<values.count
    }

    // MARK: - What was gathered

    typealias Bytes = UnsafeBufferPointer<UInt8>

    func value(_ index: Int) -> ArraySlice<UInt8> { values[places[index].value] }

    func local(_ index: Int, _ window: UnsafePointer<UInt8>) -> Bytes {
        let place = places[index]
        return Self.bytes(
            place.name.lowerBound + place.prefixCount, place.name.upperBound, window)
    }

    /// Without its colon; empty when there is none.
    func prefix(_ index: Int, _ window: UnsafePointer<UInt8>) -> Bytes {
        let place = places[index]
        return Self.bytes(
            place.name.lowerBound, place.name.lowerBound + max(0, place.prefixCount - 1), window)
    }

    /// The prefix that `xmlns:prefix` declares, empty for `xmlns`; nil for other attributes.
    func declaredPrefix(_ index: Int, _ window: UnsafePointer<UInt8>) -> Bytes? {
        let (prefix, local) = (prefix(index, window), local(index, window))
        if prefix.elementsEqual("xmlns".utf8) { return local }
        return prefix.isEmpty && local.elementsEqual("xmlns".utf8) ? prefix : nil
    }

    private static func bytes(_ start: Int, _ end: Int, _ window: UnsafePointer<UInt8>) -> Bytes {
        UnsafeBufferPointer(start: window + start, count: end - start)
    }

    /// Hands all but the namespaces' declarations to `body`.
    mutating func withAttributes(
        _ window: UnsafePointer<UInt8>, _ body: (XMLAttributes) throws -> Void
    ) rethrows {
        attributes.removeAll(keepingCapacity: true)
        let values = values
        try values.withUnsafeBufferPointer { values in
            for index in places.indices where declaredPrefix(index, window) == nil {
                attributes.append(
                    XMLAttributes.Attribute(
                        local: local(index, window),
                        value: UnsafeBufferPointer(rebasing: values[places[index].value])))
            }
            try attributes.withUnsafeBufferPointer { try body(XMLAttributes($0)) }
        }
    }
}

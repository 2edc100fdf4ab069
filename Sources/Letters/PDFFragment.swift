/// Objects of a PDF that are made once and written into many files, whatever numbers they get there.
struct PDFFragment: Sendable {
    enum Part: Sendable {
        case bytes([UInt8])
        /// Another object of the fragment, by its place.
        case reference(Int)

        init(_ text: String) { self = .bytes(Array(text.utf8)) }
    }

    /// Each object's body; the first is the one that files refer to.
    private let objects: [[Part]]
    /// How many bytes the fragment adds to a file.
    let byteCount: Int

    init(_ objects: [[Part]]) {
        self.objects = objects
        byteCount = objects.joined().reduce(0) { sum, part in
            switch part {
            case .bytes(let bytes): sum + bytes.count
            case .reference: sum + 8
            }
        }
    }

    /// Writes the objects.
    ///
    /// - Returns: the first one's number.
    func write(to file: inout PDFFile) -> Int {
        let numbers = objects.map { _ in file.reserve() }
        for (number, object) in zip(numbers, objects) {
            file.write(number, object) { numbers[$0] }
        }
        return numbers[0]
    }

    /// The body of a stream whose bytes are deflated already.
    ///
    /// - Parameter entries: of its dictionary, each with a space before it.
    static func stream(_ entries: [Part], _ deflated: [UInt8]) -> [Part] {
        [Part("<< /Length \(deflated.count) /Filter /FlateDecode")] + entries
            + [Part(" >>\nstream\n"), .bytes(deflated), Part("\nendstream")]
    }
}

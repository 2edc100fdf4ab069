import Basics
import Store

/// What happened, line by line, and the hash of it: two runs with the same hash did the same.
final class Trace {
    private var hash = SHA256()
    private let sink: ((String) -> Void)?
    private(set) var lines = 0

    /// - Parameter sink: told each line, for somebody who compares two runs.
    init(sink: ((String) -> Void)? = nil) { self.sink = sink }

    func add(_ line: String) {
        lines += 1
        var text = line + "\n"
        text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
        sink?(line)
    }

    /// The SHA-256 of all lines, in hexadecimal.
    func digest() -> String {
        var copy = hash
        return Digest.hex(copy.finish())
    }
}

/// What was wrong with something that came from outside: a file, an argument, a stored value.
///
/// Every refusal in Purr is one of these, so that the terminal, the log and the API tell it alike.
///
///     error ocr.record-length: innbetalinger.txt, line 7
///       found:    79 characters
///       expected: 80 characters
///       do:       fetch the file again from the bank; do not edit it
public struct Diagnostic: Error, Hashable, Codable, Sendable {
    /// Stable and machine-readable: `format.problem`, lower case with hyphens.
    public var code: String
    /// Where: a file with line or element, an argument, a claim.
    public var place: String
    public var found: String
    public var expected: String
    /// The next thing to do, as a sentence without a full stop.
    public var remedy: String

    public init(
        _ code: String, place: String, found: String, expected: String, remedy: String = ""
    ) {
        self.code = code
        self.place = place
        self.found = found
        self.expected = expected
        self.remedy = remedy
    }

    /// The same fault with a file's name before the place.
    public func inFile(_ name: String) -> Diagnostic {
        var copy = self
        copy.place = place.isEmpty ? name : "\(name), \(place)"
        return copy
    }
}

extension Diagnostic: CustomStringConvertible {
    public var description: String {
        var lines = ["\(code): \(place)", "  found:    \(found)", "  expected: \(expected)"]
        if !remedy.isEmpty { lines.append("  do:       \(remedy)") }
        return lines.joined(separator: "\n")
    }
}

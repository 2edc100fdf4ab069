import Basics

/// A line of a story that could not be understood, or that tells what cannot be.
public struct StoryFault: Error, Hashable, Codable, Sendable {
    /// Stable and machine-readable: `scenario.word`.
    public let code: String
    /// The line in the file, from 1.
    public let line: Int
    public let found: String
    public let expected: String
    /// The next thing to do, as a sentence without a full stop; empty when there is nothing to say.
    public let remedy: String

    init(_ code: String, line: Int, found: String, expected: String, remedy: String = "") {
        self.code = "scenario." + code
        self.line = line
        self.found = found
        self.expected = expected
        self.remedy = remedy
    }

    /// The fault as every other refusal is told, with `file:line` as its place.
    public func diagnostic(in file: String) -> Diagnostic {
        Diagnostic(
            code, place: "\(file):\(line)", found: found, expected: expected, remedy: remedy)
    }
}

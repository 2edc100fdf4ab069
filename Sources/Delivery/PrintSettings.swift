import Basics

/// How letters on paper are gathered for whoever prints and envelopes them.
public struct PrintSettings: Hashable, Codable, Sendable {
    /// Holds `waiting`, `batches` and `done`.
    public var directory: String
    /// Both sides of the sheet: each letter begins on a new one.
    public var isDuplex: Bool
    public var isColour: Bool
    /// One file for all letters of a batch, else one a letter.
    public var isMerged: Bool

    /// - Throws: `Diagnostic` `print.folder` without a folder.
    public init(
        directory: String, isDuplex: Bool = false, isColour: Bool = false, isMerged: Bool = true
    ) throws(Diagnostic) {
        self.directory = directory
        self.isDuplex = isDuplex
        self.isColour = isColour
        self.isMerged = isMerged
        try check()
    }

    public func check() throws(Diagnostic) {
        guard !directory.isEmpty else {
            throw Diagnostic(
                "print.folder", place: "folder", found: "nothing", expected: "a folder")
        }
    }
}

import Basics
enum SAFTReader {
    static func read(_ source: inout ByteSource, options: ReadOptions, _ handle: (FileRecord) throws -> Void) throws -> FileSummary {
        throw Diagnostic("format.unknown", place: "", found: "", expected: "")
    }
}

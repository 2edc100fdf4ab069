import Foundation

/// Tells on standard error how far preparing has come, so that the table on standard output stays a table.
enum Note {
    static func say(_ text: String) {
        FileHandle.standardError.write(Data("purr-bench: \(text)\n".utf8))
    }

    /// One line for each quarter million, and none for what is quickly done.
    static func progress(_ what: String, _ done: Int, of all: Int, every step: Int = 250_000) {
        if done % step == 0 { say("\(done) of \(all) \(what)") }
    }
}

import Foundation
import Testing

/// Runs the program and ends it with SIGKILL just before a chosen call that leaves a trace: see power_cut.c.
///
/// The program is the one a user gets; what counts its calls is loaded before its libraries and is no part of it.
enum PowerCut {
    /// One call, as the log has it: `write purr.sqlite-wal`, `send server`.
    struct Call: Equatable {
        let name: String
        let place: String
        /// Counted from 1.
        let number: Int
        /// What lies in between changes nothing that could be found later.
        var isLasting: Bool { !place.hasSuffix("-shm") }
        /// Pages that are in the log go into the book itself, when the last one closes it.
        var isTidying: Bool {
            place.hasSuffix(".sqlite") || name == "unlink" && place.contains(".sqlite-")
        }
    }

    private static let folder = try? TemporaryDirectory()

    /// The library, built once; nil where there is no C compiler.
    private static let library: String? = {
        guard let folder, let compiler = Tool.path("cc") ?? Tool.path("clang") else { return nil }
        let library = folder.path + "/power_cut.so"
        let source = Binary.root + "/Tests/Support/power_cut.c"
        _ = try? Tool.run(compiler, ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"])
        return FileManager.default.fileExists(atPath: library) ? library : nil
    }()

    static var isPossible: Bool { library != nil }

    /// Runs to the end, or to just before a call.
    ///
    /// - Parameter cut: the number of the call before which it ends; nil for none.
    /// - Returns: how it ended, and its calls, the one it was cut off before included.
    static func run(
        _ arguments: [String], before cut: Int? = nil, environment: [String: String] = [:]
    ) throws -> (outcome: Binary.Outcome, calls: [Call]) {
        let own = try TemporaryDirectory()
        var environment = environment
        environment["LD_PRELOAD"] = library
        environment["POWER_CUT_LOG"] = own.path + "/calls"
        environment["POWER_CUT_AT"] = cut.map { "\($0)" } ?? "0"
        let outcome = try Binary.run(arguments, environment: environment)
        let lines = try own.text("calls").split(separator: "\n")
        let calls = lines.enumerated().map { index, line in
            let words = line.split(separator: " ", maxSplits: 1)
            return Call(
                name: String(words[0]), place: words.count > 1 ? String(words[1]) : "",
                number: index + 1)
        }
        return (outcome, calls)
    }

    /// The calls before which a cut leaves something of its own behind.
    ///
    /// Of several writes to one file in a row the first and the last: SQLite counts a transaction from its last page, and of a
    /// file that has no name yet it makes no difference how much is there.
    ///
    /// - Parameter opening: how many lasting calls every command makes when it opens the book; nil for all moments. Else those
    ///   are left out, the first of several writes too, and the moving of pages from the log into the book at the end.
    static func moments(_ calls: [Call], after opening: Int? = nil) -> [Call] {
        if ProcessInfo.processInfo.environment["PURR_CUTS"] == "all" { return calls }
        let isThorough = opening == nil
        let lasting = Self.lasting(calls).dropFirst(opening ?? 0)
            .filter { isThorough || !$0.isTidying }
        return lasting.enumerated().filter { index, call in
            guard call.name == "write" else { return true }
            func isSame(_ other: Int) -> Bool {
                lasting.indices.contains(other) && lasting[other].name == call.name
                    && lasting[other].place == call.place
            }
            return isThorough && !isSame(index - 1) || !isSame(index + 1)
        }.map(\.element)
    }

    /// The calls that change something that could be found later.
    ///
    /// What PostgreSQL is told within a transaction is left out: a cut there leaves nothing, whichever statement was next. What
    /// stays is the end of each transaction that changes something, and the call after it.
    static func lasting(_ calls: [Call]) -> [Call] {
        var isWriting = false
        var hasCommitted = false
        return calls.filter(\.isLasting).filter { call in
            guard call.place.hasPrefix("database") else {
                hasCommitted = false
                return true
            }
            defer {
                if call.place == "database write" { isWriting = true }
                hasCommitted = call.place == "database commit" && isWriting
                if hasCommitted { isWriting = false }
            }
            return hasCommitted || call.place == "database commit" && isWriting
        }
    }
}

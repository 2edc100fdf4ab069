import Basics
import Dispatch
import Foundation
import Store

/// Runs a program and takes what it prints.
enum Child {
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        try start(program, arguments).end()
    }

    /// Runs a stage of this very program in a process of its own, so that each has its own peak of memory.
    static func stage(_ stage: Stage, _ work: StageWork) throws -> Measurement {
        try startStage(stage, work).measurement()
    }

    /// The same in several processes at once.
    static func stages(_ stage: Stage, _ work: StageWork, processes: Int) throws -> [Measurement] {
        let children = try (0..<processes).map { _ in try startStage(stage, work) }
        return try children.map { try $0.measurement() }
    }

    private static func startStage(_ stage: Stage, _ work: StageWork) throws -> Running {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        return try start(program, ["--only", stage.rawValue] + work.arguments)
    }

    private static func start(_ program: String, _ arguments: [String]) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return Running(process: process, pipe: pipe, arguments: arguments)
    }

    /// A program at work.
    private struct Running {
        let process: Process
        let pipe: Pipe
        let arguments: [String]

        /// Waits for it, and gives what it has printed.
        func end() throws -> String {
            let output = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw Diagnostic(
                    "bench.child", place: arguments.joined(separator: " "),
                    found: "exit \(process.terminationStatus)", expected: "0")
            }
            return String(decoding: output, as: UTF8.self)
        }

        func measurement() throws -> Measurement {
            try JSONDecoder().decode(Measurement.self, from: Data(try end().utf8))
        }
    }
}

/// What a stage is told: how much, and where.
struct StageWork {
    var rows: Int
    var directory: String
    var engine = StoreAddress.Engine.sqlite
    var format = SampleFormat.ocr
    /// W7: how many books the rows are in, and how many in each are due.
    var books = 1
    var due = 0

    var place: BenchPlace { BenchPlace(directory: directory, engine: engine) }

    var arguments: [String] {
        [
            "--rows", String(rows), "--directory", directory, "--store", engine.rawValue,
            "--format", format.rawValue, "--books", String(books), "--due", String(due),
        ]
    }
}

enum Memory {
    /// The most this process has held at once, in megabytes (VmHWM).
    static var peakMB: Double {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
                .compactMap({ Double($0) }).first
        else { return 0 }
        return kilobytes / 1_024
    }
}

/// Measures work that counts rows.
enum Stopwatch {
    /// Runs `body`, which returns how many rows it did, by the clock and by the processor.
    static func measure(_ body: () throws -> Int) rethrows -> Measurement {
        let before = processor
        let (seconds, rows) = try timed(body)
        var measurement = Measurement(
            value: Double(rows) / seconds, peakMemoryMB: Memory.peakMB)
        measurement.seconds = seconds
        measurement.cpuSeconds = processor - before
        measurement.rows = rows
        return measurement
    }

    /// Seconds of processor time this process has used, on all its threads, in and out of the kernel.
    private static var processor: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}

/// Seconds that `body` took, and what it gave.
func timed<T>(_ body: () throws -> T) rethrows -> (seconds: Double, value: T) {
    let start = ContinuousClock.now
    let value = try body()
    let elapsed = (ContinuousClock.now - start).components
    return (Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18, value)
}

/// Waits for asynchronous work where nothing else goes on.
func waitFor(_ body: @escaping @Sendable () async throws -> Void) throws {
    let done = DispatchSemaphore(value: 0)
    let outcome = Outcome()
    Task {
        do { try await body() } catch { outcome.fault = error }
        done.signal()
    }
    done.wait()
    if let fault = outcome.fault { throw fault }
}

private final class Outcome: @unchecked Sendable {
    // Sendable because the semaphore stands between the one who writes and the one who reads.
    var fault: (any Error)?
}

import Basics
import Foundation

/// Runs a program and takes what it prints.
enum Child {
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Diagnostic(
                "bench.child", place: arguments.joined(separator: " "),
                found: "exit \(process.terminationStatus)", expected: "0")
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Runs a stage of this very program in a process of its own, so that each has its own peak of memory.
    static func stage(
        _ stage: Stage, size: Int, directory: String, format: SampleFormat = .ocr
    ) throws -> Measurement {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let output = try run(
            program,
            [
                "--only", stage.rawValue, "--rows", String(size), "--directory", directory,
                "--format", format.rawValue,
            ])
        return try JSONDecoder().decode(Measurement.self, from: Data(output.utf8))
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

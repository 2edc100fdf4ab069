import Basics
import Foundation
import Formats

/// The files of W1.
enum SampleFormat: String, CaseIterable {
    case ocr, camt, saft

    /// Where the workload's file lies.
    func path(in directory: String) -> String { "\(directory)/items.\(rawValue)" }

    func write(_ size: Int, in directory: String) throws {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        switch self {
        case .ocr: try PaymentFile.write(size, to: path(in: directory))
        case .camt: try CamtFile.write(size, to: path(in: directory))
        case .saft: try LedgerFile.write(size, to: path(in: directory))
        }
    }

    func megabytes(in directory: String) -> Double {
        let size = try? FileManager.default.attributesOfItem(atPath: path(in: directory))[.size]
        return Double((size as? NSNumber)?.int64Value ?? 0) / 1e6
    }
}

/// W1, reading alone: every record of a file, on one thread, kept by nobody.
enum ReadBench {
    static func measure(_ format: SampleFormat, _ size: Int, in directory: String) throws
        -> Measurement
    {
        let path = format.path(in: directory)
        var entries = 0
        var sum = Money.zero
        var measurement = try Stopwatch.measure {
            var source = try ByteSource(path: path)
            _ = try FileReader.read(&source) { record in
                switch record {
                case .bankEntry(let entry):
                    entries += 1
                    sum += entry.amount
                case .openItem(let item):
                    entries += 1
                    sum += item.remaining
                default: break
                }
            }
            return size
        }
        let expected =
            format == .saft ? LedgerFile.openInvoices(LedgerFile.Counts(vouchers: size)) : size
        guard entries == expected else {
            throw Diagnostic(
                "bench.read", place: format.rawValue, found: "\(entries) records",
                expected: "\(expected)")
        }
        measurement.megabytes = format.megabytes(in: directory)
        measurement.ore = sum.ore
        return measurement
    }
}

/// Programs others have written, on the same file in the same run.
enum Peer {
    /// What a script in this folder made of it; nil when a package it needs is not there.
    static func measure(
        _ script: String, _ format: SampleFormat, _ reader: String, in directory: String
    )
        -> Measurement?
    {
        guard let output = run(script, [format.path(in: directory), reader]) else { return nil }
        var measurement = try? JSONDecoder().decode(Measurement.self, from: Data(output.utf8))
        measurement?.megabytes = format.megabytes(in: directory)
        return measurement
    }

    /// What a script prints, run by the Python of the benchmarks' environment or else the system's.
    static func run(_ script: String, _ arguments: [String]) -> String? {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent(script).path
        let venv = FileManager.default.currentDirectoryPath + "/.build/venv-bench/bin/python"
        let hasVenv = FileManager.default.isExecutableFile(atPath: venv)
        // -B: no compiled files beside the sources.
        return try? Child.run("/usr/bin/env", [hasVenv ? venv : "python3", "-B", path] + arguments)
    }
}

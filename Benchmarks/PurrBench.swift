import Basics
import Foundation

/// A piece of work that runs in a process of its own.
enum Stage: String, CaseIterable {
    case importSetUp = "W1-setup"
    case importReference = "W1-reference"
    case importMeasured = "W1"
    case fileSetUp = "W1-file"
    case readMeasured = "W1-read"
    case decideReference = "W2-reference"
    case decideMeasured = "W2"
    case daySetUp = "W3-setup"
    case dayReference = "W3-reference"
    case dayMeasured = "W3"
    case quietSetUp = "W3b-setup"
    case quietMeasured = "W3b"
    case letters = "W4"
    case lettersTwo = "W4.two"
    case mails = "W6"
    case mailsEight = "W6.eight"
}

/// `purr-bench [--size full|small] [--only W1]`: runs the workloads, prints a table, writes `.build/bench.json`.
@main
struct PurrBench {
    var size = "full"
    var only: String?
    /// Set in a child: which stage's size, and where its files are.
    var rows: Int?
    var directory = ".build/bench"
    var format = SampleFormat.ocr
    private var lines: [Line] = []

    static func main() {
        do {
            var bench = try PurrBench(Array(CommandLine.arguments.dropFirst()))
            try bench.run()
        } catch {
            FileHandle.standardError.write(Data("purr-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            let value = rest.popFirst()
            switch (option, value) {
            case ("--size", let value?) where ["full", "small"].contains(value): size = value
            case ("--only", let value?): only = value
            case ("--rows", let value?): rows = Int(value)
            case ("--directory", let value?): directory = value
            case ("--format", let value?): format = SampleFormat(rawValue: value) ?? .ocr
            default:
                throw Diagnostic(
                    "bench.option", place: option, found: value ?? "nothing",
                    expected:
                        "--size full|small, --only W1|W1.camt|W1.read.saft|…|W2|W3|W3b|W4|W5|W6")
            }
        }
    }

    private mutating func run() throws {
        if let rows, let stage = only.flatMap({ Stage(rawValue: $0) }) {
            let measured = try perform(stage, rows)
            print(String(decoding: try JSONEncoder().encode(measured), as: UTF8.self))
            return
        }
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let isFull = size == "full"
        let rows = isFull ? 1_000_000 : 50_000
        Report.head()
        for format in SampleFormat.allCases {
            if wants("W1.read.\(format)") { try reading(format, rows) }
        }
        for format in SampleFormat.allCases {
            if wants(importName(format)) { try importing(format, rows) }
        }
        if wants("W2") { try deciding(isFull ? 1_000_000 : 200_000) }
        if wants("W3") { try day(rows) }
        if wants("W3b") { try quietDay(rows) }
        if wants("W4") { try letters(isFull ? 2_000 : 300) }
        if wants("W4.two") { try lettersOnTwo(isFull ? 4_000 : 600) }
        if wants("W4.many") { try manyLetters(isFull ? 100_000 : 5_000) }
        if wants("W6") { try mails(isFull ? 20_000 : 2_000) }
        if wants("W5") { matching(isFull ? 40_000 : 8_000) }
        try Report.write(lines)
    }

    /// True for a workload named, and for those whose name begins with it and a dot.
    private func wants(_ workload: String) -> Bool {
        only.map { workload == $0 || workload.hasPrefix("\($0).") } ?? true
    }

    private func perform(_ stage: Stage, _ rows: Int) throws -> Measurement {
        switch stage {
        case .importSetUp: try ImportBench.setUp(format, rows, in: directory)
        case .importReference: return try ImportBench.reference(rows, in: directory)
        case .importMeasured: return try ImportBench.measure(format, rows, in: directory)
        case .fileSetUp: try format.write(rows, in: directory)
        case .readMeasured: return try ReadBench.measure(format, rows, in: directory)
        case .decideReference: return DecideBench.measure(rows, threads: 1)
        case .decideMeasured: return DecideBench.measure(rows, threads: 2)
        case .daySetUp: try DayBench.setUp(rows, in: directory)
        case .dayReference: return try DayBench.reference(rows, in: directory)
        case .dayMeasured: return try DayBench.measure(rows, in: directory)
        case .quietSetUp: try BookFiller(directory: directory).fill(open: rows, perDebtor: 4)
        case .quietMeasured: return try DayBench.measureQuiet(rows, in: directory)
        case .letters: return try LetterBench.measure(rows)
        case .mails: return try MailBench.measure(rows, connections: 1)
        case .mailsEight: return try MailBench.measure(rows, connections: 8)
        case .lettersTwo: return try LetterBench.measure(rows, threads: 2)
        }
        return Measurement(value: 0, peakMemoryMB: Memory.peakMB)
    }

    private func stage(
        _ stage: Stage, _ rows: Int, _ format: SampleFormat = .ocr
    ) throws -> Measurement {
        try Child.stage(stage, size: rows, directory: directory, format: format)
    }

    private mutating func add(_ line: Line) {
        lines.append(line)
        Report.show(line)
    }

    /// OCR giro is plain W1, as it has always been.
    private func importName(_ format: SampleFormat) -> String {
        format == .ocr ? "W1" : "W1.\(format)"
    }

    private mutating func importing(_ format: SampleFormat, _ rows: Int) throws {
        _ = try stage(.importSetUp, rows, format)
        let reference = try stage(.importReference, rows)
        let measured = try stage(.importMeasured, rows, format)
        try? FileManager.default.removeItem(atPath: directory)
        add(
            Line(
                importName(format), size: rows, measured, unit: "rows/s",
                reference: reference.value, aim: "ratio >= 0.5, <= 200 MB"
            ) { ($0.ratio ?? 0) >= 0.5 && $0.peakMemoryMB <= 200 })
    }

    /// Reading on one thread, and what others make of the same file: compared by processor time, which
    /// other work on the machine does not touch.
    private mutating func reading(_ format: SampleFormat, _ rows: Int) throws {
        _ = try stage(.fileSetUp, rows, format)
        let measured = try stage(.readMeasured, rows, format)
        let name = "W1.read.\(format)"
        switch format {
        case .ocr:
            let slices = peer("peer_ocr.py", format, "slices", "\(name).slices")
            add(
                Line(
                    name, size: rows, measured, unit: "rows/s", reference: slices?.value,
                    aim: ">= 2 000 000/s, <= 200 MB"
                ) { $0.value >= 2_000_000 && $0.peakMemoryMB <= 200 })
            // It is slow, so it gets a twentieth of the file.
            _ = try stage(.fileSetUp, rows / 20, format)
            peer("peer_ocr.py", format, "netsgiro", "\(name).netsgiro")
        case .camt, .saft:
            let lxml = peer("peer_xml.py", format, format.rawValue, "\(name).lxml")
            if let sum = lxml?.ore, sum != measured.ore {
                throw Diagnostic(
                    "bench.read", place: name, found: "\(sum) øre by lxml",
                    expected: "\(measured.ore ?? 0), as Purr reads")
            }
            let ratio = lxml?.cpuSeconds.flatMap { cpu in measured.cpuSeconds.map { cpu / $0 } }
            add(
                Line(
                    name, size: rows, measured, unit: "rows/s", reference: lxml?.value,
                    aim: "cpu of lxml >= 5 x, <= 200 MB"
                ) { (ratio ?? 0) >= 5 && $0.peakMemoryMB <= 200 })
        }
        try? FileManager.default.removeItem(atPath: directory)
    }

    @discardableResult
    private mutating func peer(
        _ script: String, _ format: SampleFormat, _ reader: String, _ name: String
    ) -> Measurement? {
        guard let measured = Peer.measure(script, format, reader, in: directory) else {
            print(
                "\(name): its package is not installed, so nothing to compare with; see make venv-bench"
            )
            return nil
        }
        add(Line(name, size: measured.rows ?? 0, measured, unit: "rows/s", reference: nil))
        return measured
    }

    private mutating func deciding(_ rows: Int) throws {
        let reference = try stage(.decideReference, rows)
        let measured = try stage(.decideMeasured, rows)
        add(
            Line(
                "W2", size: rows, measured, unit: "claims/s", reference: reference.value,
                aim: ">= 3 000 000 claims/s"
            ) { $0.value >= 3_000_000 })
    }

    private mutating func day(_ rows: Int) throws {
        _ = try stage(.daySetUp, rows)
        let reference = try stage(.dayReference, rows)
        let measured = try stage(.dayMeasured, rows)
        add(
            Line(
                "W3", size: rows / 10, measured, unit: "letters/s", reference: reference.value,
                aim: ">= 10 000 letters/s"
            ) { $0.value >= 10_000 })
    }

    private mutating func quietDay(_ rows: Int) throws {
        _ = try stage(.quietSetUp, rows)
        let measured = try stage(.quietMeasured, rows)
        add(
            Line("W3b", size: rows, measured, unit: "ms", reference: nil, aim: "<= 50 ms") {
                $0.value <= 50
            })
    }

    private mutating func matching(_ customers: Int) {
        let seed = ProcessInfo.processInfo.environment["PURR_SEED"].flatMap { UInt64($0) }
        let outcome = MatchBench.measure(customers: customers, seed: seed ?? 2026)
        let payments = outcome.tallies.values.reduce(0) { $0 + $1.all }
        func line(_ value: Double, _ unit: String, _ aim: String, _ isMet: Bool) {
            add(
                Line(
                    "W5", size: payments,
                    Measurement(value: value, peakMemoryMB: Memory.peakMB), unit: unit,
                    reference: nil, aim: aim
                ) { _ in isMet })
        }
        line(
            outcome.precision * 100, "% right", ">= 99.9 % of what is booked",
            outcome.precision >= 0.999)
        line(outcome.recall * 100, "% found", ">= 97 % of what can be", outcome.recall >= 0.97)
        MatchBench.print(outcome)
    }

    private mutating func letters(_ rows: Int) throws {
        let measured = try stage(.letters, rows)
        let typst = LetterBench.typst(rows)
        if typst == nil {
            print("W4: Typst is not there, so nothing to compare with; make venv-bench installs it")
        }
        add(
            Line(
                "W4", size: rows, measured, unit: "letters/s", reference: typst,
                aim: ">= 150 letters/s, ratio >= 3"
            ) { $0.value >= 150 && ($0.ratio ?? 0) >= 3 })
    }

    private mutating func lettersOnTwo(_ rows: Int) throws {
        let weasyPrint = LetterBench.weasyPrint(isSmall ? 20 : 100)
        if weasyPrint == nil {
            print(
                "W4: WeasyPrint is not there, so nothing to compare with; make venv-bench installs it"
            )
        }
        let one = try stage(.letters, rows / 2)
        add(
            Line(
                "W4.weasyprint", size: rows / 2, one, unit: "letters/s", reference: weasyPrint,
                aim: "ratio >= 12"
            ) { ($0.ratio ?? 0) >= 12 })
        add(
            Line(
                "W4.two", size: rows, try stage(.lettersTwo, rows), unit: "letters/s",
                reference: one.value, aim: "two cores, ratio >= 1.7 to one"
            ) { ($0.ratio ?? 0) >= 1.7 })
    }

    /// What one process holds after many letters, beside what it holds after a fiftieth of them.
    private mutating func manyLetters(_ rows: Int) throws {
        let few = try stage(.lettersTwo, rows / 50)
        let many = try stage(.lettersTwo, rows)
        add(
            Line(
                "W4.many", size: rows,
                Measurement(value: many.peakMemoryMB, peakMemoryMB: many.peakMemoryMB),
                unit: "MB", reference: few.peakMemoryMB, aim: "ratio <= 1.2: memory is flat"
            ) { ($0.ratio ?? 9) <= 1.2 })
    }

    private mutating func mails(_ rows: Int) throws {
        for (name, stage, connections) in [("W6", Stage.mails, 1), ("W6.eight", .mailsEight, 8)] {
            let limit = try MailBench.sinkAlone(rows, connections: connections)
            add(
                Line(
                    name, size: rows, try self.stage(stage, rows), unit: "mails/s",
                    reference: limit,
                    aim: ">= 1000 mails/s"
                ) { $0.value >= 1_000 })
        }
    }

    private var isSmall: Bool { size == "small" }
}

import Basics
import Foundation
import Store

/// A piece of work that runs in a process of its own.
enum Stage: String, CaseIterable {
    case importSetUp = "W1-setup"
    case importReference = "W1-reference"
    case importCopy = "W1-copy"
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
    case commitReference = "W3.commit-reference"
    case commitMeasured = "W3.commit"
    case letters = "W4"
    case lettersTwo = "W4.two"
    case mails = "W6"
    case mailsEight = "W6.eight"
    case nightSetUp = "W7-setup"
    case nightPlan = "W7-plan"
    case nightMeasured = "W7"
    case diskMeasured = "W7.disk"
}

/// `purr-bench [--size full|small] [--only W1]`: runs the workloads, prints a table, writes `.build/bench.json`.
@main
struct PurrBench {
    var size = "full"
    var only: String?
    /// Where the files of all workloads are.
    var work = StageWork(rows: 0, directory: ".build/bench")
    /// Set in a child, which does one stage.
    var isChild = false
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
            case ("--rows", let value?):
                work.rows = Int(value) ?? 0
                isChild = true
            case ("--directory", let value?): work.directory = value
            case ("--store", let value?):
                work.engine = StoreAddress.Engine(rawValue: value) ?? .sqlite
            case ("--format", let value?): work.format = SampleFormat(rawValue: value) ?? .ocr
            case ("--books", let value?): work.books = Int(value) ?? 1
            case ("--due", let value?): work.due = Int(value) ?? 0
            default:
                throw Diagnostic(
                    "bench.option", place: option, found: value ?? "nothing",
                    expected:
                        "--size full|small, --only W1|W1.camt|W1.read.saft|…|W2|W3|W3b|W4|W5|W6|W7")
            }
        }
    }

    private mutating func run() throws {
        if isChild, let stage = only.flatMap({ Stage(rawValue: $0) }) {
            let measured = try perform(stage)
            print(String(decoding: try JSONEncoder().encode(measured), as: UTF8.self))
            return
        }
        defer { clear() }
        Note.say(try BenchPlace.serverSettings())
        let isFull = size == "full"
        let rows = isFull ? 1_000_000 : 50_000
        Report.head()
        for format in SampleFormat.allCases {
            if wants("W1.read.\(format)") { try reading(format, rows) }
        }
        for engine in [StoreAddress.Engine.sqlite, .postgresql] {
            for format in SampleFormat.allCases {
                let name = importName(format, engine)
                if wants(name), isThere(engine, name) { try importing(format, rows, engine) }
            }
        }
        if wants("W2") { try deciding(isFull ? 1_000_000 : 200_000) }
        for engine in [StoreAddress.Engine.sqlite, .postgresql] {
            let end = suffix(engine)
            if wants("W3" + end), isThere(engine, "W3" + end) { try day(rows, engine) }
            if wants("W3.commit" + end), isThere(engine, "W3.commit" + end) {
                try commits(isFull ? 5_000 : 500, engine)
            }
            if wants("W3b" + end), isThere(engine, "W3b" + end) { try quietDay(rows, engine) }
        }
        if wants("W4") { try letters(isFull ? 2_000 : 300) }
        if wants("W4.two") { try lettersOnTwo(isFull ? 4_000 : 600) }
        if wants("W4.many") { try manyLetters(isFull ? 100_000 : 5_000) }
        if wants("W6") { try mails(isFull ? 20_000 : 2_000) }
        if wants("W5") { matching(isFull ? 40_000 : 8_000) }
        try nights()
        try Report.write(lines)
    }

    /// True for a workload named, and for those whose name begins with it and a dot.
    func wants(_ workload: String) -> Bool {
        only.map { workload == $0 || workload.hasPrefix("\($0).") } ?? true
    }

    /// SQLite's workloads have the names they have always had.
    func suffix(_ engine: StoreAddress.Engine) -> String {
        engine == .sqlite ? "" : ".postgresql"
    }

    /// A workload whose server is not there counts as not met, and says so.
    mutating func isThere(_ engine: StoreAddress.Engine, _ workload: String) -> Bool {
        if engine == .sqlite || BenchPlace.server != nil { return true }
        print(
            "\(workload): no PostgreSQL; run it by make bench or under Tests/Support/with_postgres")
        add(
            Line(
                workload, size: 0, Measurement(value: 0, peakMemoryMB: 0), unit: "–",
                reference: nil, aim: "a server to measure on"))
        return false
    }

    private func perform(_ stage: Stage) throws -> Measurement {
        let (rows, place, format) = (work.rows, work.place, work.format)
        switch stage {
        case .importSetUp: try ImportBench.setUp(format, rows, in: place)
        case .importReference: return try ImportBench.reference(rows, in: place)
        case .importCopy: return try ImportBench.copyReference(rows, in: place)
        case .importMeasured: return try ImportBench.measure(format, rows, in: place)
        case .fileSetUp: try format.write(rows, in: work.directory)
        case .readMeasured: return try ReadBench.measure(format, rows, in: work.directory)
        case .decideReference: return DecideBench.measure(rows, threads: 1)
        case .decideMeasured: return DecideBench.measure(rows, threads: 2)
        case .daySetUp: try DayBench.setUp(rows, in: place)
        case .dayReference: return try DayBench.reference(rows, in: place)
        case .dayMeasured: return try DayBench.measure(rows, in: place)
        case .quietSetUp: try BookFiller(place: place).fill(open: rows, perDebtor: 4)
        case .quietMeasured: return try DayBench.measureQuiet(rows, in: place)
        case .commitReference: return try CommitBench.reference(rows, in: place)
        case .commitMeasured: return try CommitBench.measure(rows, in: place)
        case .letters: return try LetterBench.measure(rows)
        case .mails: return try MailBench.measure(rows, connections: 1)
        case .mailsEight: return try MailBench.measure(rows, connections: 8)
        case .lettersTwo: return try LetterBench.measure(rows, threads: 2)
        case .nightSetUp: try NightBench.filler(work).fill()
        case .nightPlan: try NightBench.filler(work).plan()
        case .nightMeasured: return try NightBench.measure(work)
        case .diskMeasured:
            return Measurement(
                value: Double(try place.bytes()) / Double(rows), peakMemoryMB: Memory.peakMB)
        }
        return Measurement(value: 0, peakMemoryMB: Memory.peakMB)
    }

    func stage(
        _ stage: Stage, _ rows: Int, _ format: SampleFormat = .ocr,
        on engine: StoreAddress.Engine = .sqlite
    ) throws -> Measurement {
        var work = work
        work.rows = rows
        work.format = format
        work.engine = engine
        return try measured(stage, work)
    }

    /// A stage, with the processor time of the server it has asked.
    func measured(_ stage: Stage, _ work: StageWork) throws -> Measurement {
        guard work.engine == .postgresql else { return try Child.stage(stage, work) }
        let before = try BenchPlace.serverProcessor()
        var measurement = try Child.stage(stage, work)
        if let own = measurement.cpuSeconds {
            measurement.cpuSeconds = try own + BenchPlace.serverProcessor() - before
        }
        return measurement
    }

    /// Removes what a workload has left.
    func clear() {
        BenchPlace(directory: work.directory, engine: .postgresql).remove()
    }

    mutating func add(_ line: Line) {
        lines.append(line)
        Report.show(line)
    }

    /// OCR giro is plain W1, as it has always been.
    private func importName(_ format: SampleFormat, _ engine: StoreAddress.Engine) -> String {
        (format == .ocr ? "W1" : "W1.\(format)") + suffix(engine)
    }

    private mutating func importing(
        _ format: SampleFormat, _ rows: Int, _ engine: StoreAddress.Engine
    ) throws {
        let name = importName(format, engine)
        _ = try stage(.importSetUp, rows, format, on: engine)
        let reference = try stage(.importReference, rows, on: engine)
        if engine == .postgresql {
            let copied = try stage(.importCopy, rows, on: engine)
            add(Line("\(name).copy", size: rows, copied, unit: "rows/s", reference: nil))
        }
        let measured = try stage(.importMeasured, rows, format, on: engine)
        clear()
        add(
            Line(
                name, size: rows, measured, unit: "rows/s",
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
        clear()
    }

    @discardableResult
    private mutating func peer(
        _ script: String, _ format: SampleFormat, _ reader: String, _ name: String
    ) -> Measurement? {
        guard let measured = Peer.measure(script, format, reader, in: work.directory) else {
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

    private mutating func day(_ rows: Int, _ engine: StoreAddress.Engine) throws {
        _ = try stage(.daySetUp, rows, on: engine)
        let reference = try stage(.dayReference, rows, on: engine)
        let measured = try stage(.dayMeasured, rows, on: engine)
        clear()
        add(
            Line(
                "W3" + suffix(engine), size: rows / 10, measured, unit: "letters/s",
                reference: reference.value, aim: ">= 10 000 letters/s"
            ) { $0.value >= 10_000 })
    }

    /// A commit that does not wait for the disk is none.
    private mutating func commits(_ count: Int, _ engine: StoreAddress.Engine) throws {
        _ = try stage(.quietSetUp, 4, on: engine)
        let reference = try stage(.commitReference, count, on: engine)
        let measured = try stage(.commitMeasured, count, on: engine)
        clear()
        let waits = try engine == .sqlite || BenchPlace.serverWaitsForDisk()
        add(
            Line(
                "W3.commit" + suffix(engine), size: count, measured, unit: "commits/s",
                reference: reference.value, aim: "each waits for the disk"
            ) { _ in waits })
    }

    private mutating func quietDay(_ rows: Int, _ engine: StoreAddress.Engine) throws {
        _ = try stage(.quietSetUp, rows, on: engine)
        let measured = try stage(.quietMeasured, rows, on: engine)
        clear()
        add(
            Line(
                "W3b" + suffix(engine), size: rows, measured, unit: "ms", reference: nil,
                aim: "<= 50 ms"
            ) { $0.value <= 50 })
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

    var isSmall: Bool { size == "small" }
}

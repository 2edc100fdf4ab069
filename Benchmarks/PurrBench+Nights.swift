import Basics
import Store

/// W7: many companies on one machine.
extension PurrBench {
    mutating func nights() throws {
        for engine in [StoreAddress.Engine.sqlite, .postgresql] {
            let books = "W7.books.\(engine.rawValue)"
            if wants(books), isThere(engine, books) { try manyBooks(books, engine) }
        }
        for engine in [StoreAddress.Engine.sqlite, .postgresql] {
            let flat = "W7.flat.\(engine.rawValue)"
            if wants(flat), isThere(engine, flat) { try growing(flat, engine) }
        }
    }

    /// The run of all books: one process, then four over one PostgreSQL; then a night in which nothing is due.
    private mutating func manyBooks(_ name: String, _ engine: StoreAddress.Engine) throws {
        let books = isSmall ? 500 : 10_000
        var night = work
        night.engine = engine
        night.books = books
        night.rows = books * 100
        night.due = 10
        _ = try Child.stage(.nightSetUp, night)
        _ = try Child.stage(.nightPlan, night)
        let one = try measured(.nightMeasured, night)
        add(Line(name, size: books, one, unit: "books/s", reference: nil))
        if engine == .postgresql {
            _ = try Child.stage(.nightPlan, night)
            let before = try BenchPlace.serverProcessor()
            let (seconds, parts) = try timed {
                try Child.stages(.nightMeasured, night, processes: 4)
            }
            let done = parts.reduce(0) { $0 + ($1.rows ?? 0) }
            guard done == books else {
                throw Diagnostic(
                    "bench.night", place: name, found: "\(done) books", expected: "\(books)")
            }
            var four = Measurement(
                value: Double(books) / seconds,
                peakMemoryMB: parts.map(\.peakMemoryMB).max() ?? 0)
            four.cpuSeconds =
                try parts.compactMap(\.cpuSeconds).reduce(0, +) + BenchPlace.serverProcessor()
                - before
            add(
                Line(
                    "\(name).four", size: books, four, unit: "books/s", reference: one.value,
                    aim: "four processes, ratio >= 1.5"
                ) { ($0.ratio ?? 0) >= 1.5 })
        }
        var disk = try Child.stage(.diskMeasured, night)
        disk.rows = nil
        add(
            Line(
                "W7.disk.\(engine.rawValue)", size: night.rows, disk, unit: "B/claim",
                reference: nil))
        night.due = 0
        _ = try Child.stage(.nightSetUp, night)
        _ = try Child.stage(.nightPlan, night)
        let quiet = try measured(.nightMeasured, night)
        add(
            Line("W7.quiet.\(engine.rawValue)", size: books, quiet, unit: "books/s", reference: nil)
        )
        clear()
    }

    /// As many due claims in a hundred books, which hold more and more besides.
    private mutating func growing(_ name: String, _ engine: StoreAddress.Engine) throws {
        let sizes = [10_000, 100_000] + (isSmall ? [] : [1_000_000, 10_000_000])
        var night = work
        night.engine = engine
        night.books = 100
        night.due = 20
        var smallest: Double?
        for size in sizes {
            night.rows = size
            _ = try Child.stage(.nightSetUp, night)
            var best: Measurement?
            for _ in 1...3 {
                _ = try Child.stage(.nightPlan, night)
                let run = try measured(.nightMeasured, night)
                if run.seconds ?? 0 < best?.seconds ?? .infinity { best = run }
            }
            guard var measured = best, let seconds = measured.seconds else { continue }
            measured.value = seconds * 1e6 / Double(night.books * night.due)
            add(
                Line(
                    "\(name).\(size)", size: size, measured, unit: "µs/due", reference: smallest,
                    aim: smallest == nil ? nil : "flat: ratio <= 1.5"
                ) { ($0.ratio ?? 9) <= 1.5 })
            smallest = smallest ?? measured.value
            clear()
        }
    }
}

import Basics
import Claims
import Desk
import Dispatch
import Foundation
import Letters
import Store

/// W3: a day on which one claim in ten is due; W3b: a day on which none is.
enum DayBench {
    static func setUp(_ size: Int, in place: BenchPlace) throws {
        let filler = BookFiller(place: place)
        try filler.fill(open: size, perDebtor: 4)
        try filler.makeDue(size / 10)
    }

    /// Decided, committed to the outbox, and every letter as text; each claim has a letter of its own.
    static func measure(_ size: Int, in place: BenchPlace) throws -> Measurement {
        let desk = try BookFiller(place: place).desk()
        let (seconds, bytes) = try timed {
            let approval = try desk.approve()
            guard approval.blocks.isEmpty, approval.letters.count == size / 10 else {
                throw Diagnostic(
                    "bench.day", place: "W3",
                    found: "\(approval.letters.count) letters, \(approval.blocks)",
                    expected: "\(size / 10) letters")
            }
            return try texts(approval.letters.map(\.request))
        }
        guard bytes > size / 10 * 500 else {
            throw Diagnostic(
                "bench.day", place: "W3", found: "\(bytes) bytes of text", expected: "letters")
        }
        return Measurement(value: Double(size / 10) / seconds, peakMemoryMB: Memory.peakMB)
    }

    /// Renders on two threads; the bytes of all letters.
    private static func texts(_ requests: [LetterRequest]) throws -> Int {
        let half = requests.count / 2
        let results = Slots(2)
        DispatchQueue.concurrentPerform(iterations: 2) { thread in
            let part = thread == 0 ? requests[..<half] : requests[half...]
            results.set(
                at: thread,
                Result {
                    try part.reduce(0) {
                        $0 + LetterText.render(try LetterComposer.compose($1)).utf8.count
                    }
                })
        }
        return try results.all().reduce(0, +)
    }

    /// Milliseconds to find that nothing is due, right after the book is opened.
    static func measureQuiet(_ size: Int, in place: BenchPlace) throws -> Measurement {
        let desk = try BookFiller(place: place).desk()
        let (seconds, report) = try timed { try desk.report() }
        guard report.isQuiet else {
            throw Diagnostic(
                "bench.day", place: "W3b",
                found: "\(report.bundles.count) letters", expected: "nothing due")
        }
        return Measurement(value: seconds * 1_000, peakMemoryMB: Memory.peakMB)
    }

    /// As many outbox rows, by one prepared insert in one transaction.
    static func reference(_ size: Int, in place: BenchPlace) throws -> Measurement {
        let request = [UInt8](repeating: 65, count: 900)
        if place.engine == .postgresql { return try postgres(size / 10, request, in: place) }
        let database = try Database(path: place.directory + "/reference.sqlite")
        _ = try database.write { try $0.run(bareTable) }
        let (seconds, _) = try timed {
            try database.write { connection in
                let insert = try connection.prepare(
                    "INSERT INTO bare VALUES (?1,?2,?3,1,?4,?4,0,?5,'waiting',?6,?7,?6,?6,0,?8)")
                for number in 0..<size / 10 {
                    insert.bind(1, 1)
                    insert.bind(2, Int64(number))
                    insert.bind(3, Int64(number))
                    insert.bind(4, 20_733)
                    insert.bind(5, 123_456)
                    insert.bind(6, 1_791_000_000)
                    insert.bind(7, "bench")
                    insert.bind(8, request)
                    try insert.run()
                }
            }
        }
        return Measurement(value: Double(size / 10) / seconds, peakMemoryMB: Memory.peakMB)
    }

    private static let bareTable = """
        CREATE TABLE bare (
            book INTEGER, id INTEGER, debtor INTEGER, step INTEGER, letter_day INTEGER,
            deadline INTEGER, fee INTEGER, total INTEGER, state TEXT, approved_at INTEGER,
            approved_by TEXT, leaves_at INTEGER, state_at INTEGER, attempts INTEGER,
            request BLOB)
        """

    private static func postgres(
        _ rows: Int, _ request: [UInt8], in place: BenchPlace
    ) throws -> Measurement {
        let raw = try RawPostgres(try place.postgresAddress())
        try raw.run(
            bareTable.replacingOccurrences(of: "INTEGER", with: "BIGINT")
                .replacingOccurrences(of: "BLOB", with: "BYTEA"))
        let text = String(decoding: request, as: UTF8.self)
        let (seconds, _) = try timed {
            try raw.insert(
                "INSERT INTO bare VALUES ($1,$2,$3,1,$4,$4,0,$5,'waiting',$6,$7,$6,$6,0,$8)",
                rows: rows
            ) { number in
                [
                    "1", String(number), String(number), "20733", "123456", "1791000000", "bench",
                    text,
                ]
            }
        }
        return Measurement(value: Double(rows) / seconds, peakMemoryMB: Memory.peakMB)
    }
}

/// What each thread came to.
private final class Slots: @unchecked Sendable {
    // Sendable by use: each thread writes a place of its own, and they are read when all are done.
    private let places: UnsafeMutablePointer<Result<Int, any Error>>
    private let count: Int

    init(_ count: Int) {
        places = .allocate(capacity: count)
        places.initialize(repeating: .success(0), count: count)
        self.count = count
    }

    deinit {
        places.deinitialize(count: count)
        places.deallocate()
    }

    func set(at place: Int, _ result: Result<Int, any Error>) { places[place] = result }

    func all() throws -> [Int] { try (0..<count).map { try places[$0].get() } }
}

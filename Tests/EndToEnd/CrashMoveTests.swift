import Foundation
import TestStore
import Testing

/// The power goes while books are backed up, restored and moved.
///
/// PURR_SEED repeats the moments of an earlier run, as far as the machine repeats its own.
@Suite("Power cuts while books are copied", .serialized)
struct CrashMoveTests {
    private static let day = "2026-09-04"
    private static let cuts = 8
    private static let seed: UInt64 =
        ProcessInfo.processInfo.environment["PURR_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 1...999_999)

    private func company() throws -> Company {
        let company = try Company()
        let count = Binary.isForDebugging ? 100 : 2_000
        let items = (0..<count).map {
            OpenItem(invoice: "\(100_000 + $0)", customer: "\(200_000 + $0)", name: "Kunde \($0)")
        }
        try company.take(OpenItem.list(items), named: "list.csv", today: Self.day)
        return company
    }

    private func claims(_ place: [String]) throws -> String {
        try Binary.run(["claims", "--all", "--json", "--today", Self.day] + place).output
    }

    @Test("A backup that is cut off leaves whole backups or none, and the book alone")
    func backup() throws {
        let company = try company()
        let before = try claims(company.data)
        var moments = try Moments(seed: Self.seed) {
            let folder = try TemporaryDirectory()
            _ = try Binary.run(["backup", "--into", folder.path] + company.data)
        }
        for cut in 1...Self.cuts {
            let folder = try TemporaryDirectory()
            let comment = try moments.cut(["backup", "--into", folder.path] + company.data, cut)
            for name in folder.names() where name.hasSuffix(".backup") {
                let tried = try Binary.run(["restore", "--verify", "\(folder.path)/\(name)"])
                #expect(tried.status == 0, "\(comment): \(tried.story)")
            }
        }
        #expect(try claims(company.data) == before)
        moments.tell("backup")
    }

    @Test("A restore that is cut off gives all books or none, and is whole after another")
    func restore() throws {
        let company = try company()
        let before = try claims(company.data)
        let folder = try TemporaryDirectory()
        try company.must(["backup", "--into", folder.path])
        let file = "\(folder.path)/\(try #require(folder.names().first))"
        var moments = try Moments(seed: Self.seed &+ 1) {
            let (place, store) = try Self.empty()
            _ = try Binary.run(["restore", file] + place)
            withExtendedLifetime(store) {}
        }
        for cut in 1...Self.cuts {
            let (place, store) = try Self.empty()
            let comment = try moments.cut(["restore", file] + place, cut)
            let again = try Binary.run(["restore", file] + place)
            if again.status != 0 {
                #expect(again.error.contains("restore.taken"), "\(comment): \(again.story)")
            }
            #expect(try Binary.run(["verify"] + place).status == 0, "\(comment)")
            #expect(try claims(place) == before, "\(comment)")
            withExtendedLifetime(store) {}
        }
        moments.tell("restore")
    }

    @Test("A move that is cut off is ended by another; the book is in one place")
    func migrate() throws {
        let start = try company()
        let before = try claims(start.data)
        var moments = try Moments(seed: Self.seed &+ 2) {
            let (_, store) = try Self.empty()
            _ = try Company(copyOf: start).run(["migrate", "--to", store.text])
        }
        for cut in 1...Self.cuts {
            let company = try Company(copyOf: start)
            let (place, store) = try Self.empty()
            let comment = try moments.cut(["migrate", "--to", store.text] + company.data, cut)
            let again = try company.run(["migrate", "--to", store.text])
            #expect(again.status == 0, "\(comment): \(again.story)")
            #expect(try Binary.run(["verify"] + place).status == 0, "\(comment)")
            #expect(try claims(place) == before, "\(comment)")
            let closed = try company.run(["pause", "100001", "--reason", "x"], today: Self.day)
            #expect(closed.error.contains("book.moved"), "\(comment): \(closed.story)")
        }
        moments.tell("migrate")
    }

    /// A place without anything in it.
    private static func empty() throws -> ([String], TestStore) {
        let store = try TestStore(isBare: true)
        return (["--data", store.folder.path, "--store", store.text], store)
    }
}

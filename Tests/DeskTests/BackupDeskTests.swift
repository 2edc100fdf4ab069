import Basics
import Foundation
import Store
import TestStore
import Testing

@testable import Desk

@Suite("Backups and what comes of them")
struct BackupDeskTests {
    private static func instant(_ day: Day, _ hour: Int) -> Int64 {
        Clock.instant(day, minute: hour * 60)
    }

    @Test("A week of days, five weeks and a year of months stay; the rest goes")
    func retention() {
        // One each night for two years.
        let first = Day(2025, 1, 1)
        let all = (0..<730).map { Self.instant(first + $0, 4) }
        let gone = BackupRetention.standard.expired(all)
        let kept = all.filter { !gone.contains($0) }.map { Clock.day(of: $0) }
        let last = first + 729
        #expect(kept.suffix(7) == (0..<7).map { last - 6 + $0 })
        // The last of each month but those of the last days; twelve months of them.
        let months = kept.filter { ($0 + 1).components.day == 1 }
        #expect(months.count == 12 && months.first == Day(2026, 1, 31))
        // Sundays end weeks; the last week has not ended.
        let sundays = kept.filter { ($0.number + 4) % 7 == 0 }
        #expect(Set(sundays).isSuperset(of: [Day(2026, 12, 27), Day(2026, 12, 6)]))
        #expect(!kept.contains(Day(2026, 11, 29)))
        #expect(kept.count < 7 + 5 + 12)
        // What is kept once stays when it is looked at again.
        #expect(BackupRetention.standard.expired(kept.map { Self.instant($0, 4) }).isEmpty)
    }

    @Test("Of several a day the newest stays; the newest of all always does")
    func several() {
        let day = Day(2026, 5, 4)
        let all = [Self.instant(day, 4), Self.instant(day, 12), Self.instant(day - 1, 23)]
        #expect(
            BackupRetention(days: 1, weeks: 0, months: 0).expired(all) == [all[0], all[2]])
        #expect(BackupRetention(days: 0, weeks: 0, months: 1).expired(all) == [all[0], all[2]])
        #expect(BackupRetention(days: 2, weeks: 0, months: 0).expired(all) == [all[0]])
    }

    @Test(
        "How many to keep is told as three numbers",
        arguments: ["", "7", "7,5", "0,0,0", "-1,2,3", "7,5,x"])
    func keep(_ text: String) {
        let fault = #expect(throws: Diagnostic.self) { try BackupRetention(parsing: text) }
        #expect(fault?.code == "backup.keep")
    }

    @Test("A backup's name tells when it was made; other files are left alone")
    func names() {
        let instant = Self.instant(Day(2026, 3, 9), 7)
        #expect(BackupFolder.name(of: instant) == "purr-20260309T060000Z.backup")
        #expect(BackupFolder.instant(of: BackupFolder.name(of: instant)) == instant)
        for name in [
            "purr.sqlite", "purr-20261301T060000Z.backup", "purr-20260309T060000Z.backup.part",
        ] {
            #expect(BackupFolder.instant(of: name) == nil)
        }
    }

    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("1001"), TestDesk.row("1002", customer: "10002")])
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        _ = try desk.desk.approve()
        return desk
    }

    @Test("Restored letters of the outbox wait for a person: nothing goes out twice")
    func letters() throws {
        let desk = try desk()
        let folder = BackupFolder(desk.path("backups"))
        let backups = BackupDesk(clock: desk.desk.clock, actor: "test")
        let waiting = try desk.desk.database.read(book: 1) { try $0.notices(in: [.approved]) }.count
        #expect(waiting > 0)
        let made = try backups.backUp(desk.desk.database, into: folder)
        #expect(folder.items().map(\.path) == [made.path])
        let store = try TestStore(isPostgres: false)
        let restored = try backups.restore(made.path, to: store.address)
        #expect(restored.isWhole && restored.books.map(\.held) == [waiting])
        let database = try Database(store.address)
        let states = OutboxNotice.State.before + [.sending]
        let (held, left, last) = try database.read(book: 1) { scope in
            (
                try scope.notices(in: [.uncertain]).count, try scope.notices(in: states).count,
                try scope.journal().last?.kind
            )
        }
        #expect(held == waiting && left == 0 && last == "restored")
        #expect(try database.verifyChain(book: 1).isWhole)
        // Where somebody knows that none has left, they go on waiting.
        let other = try TestStore(isPostgres: false)
        let known = try backups.restore(made.path, to: other.address, nothingSent: true)
        #expect(known.isWhole && known.books.map(\.held) == [0])
        let going = try Database(other.address).read(book: 1) { try $0.notices(in: [.approved]) }
        #expect(going.count == waiting)
    }

    @Test("A drill tells whether a backup is good and leaves nothing")
    func drill() throws {
        let desk = try desk()
        let before = try desk.dump()
        let folder = BackupFolder(desk.path("backups"))
        let backups = BackupDesk(clock: desk.desk.clock, actor: "test")
        let made = try backups.backUp(desk.desk.database, into: folder)
        let place = desk.path("drill")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let tried = try backups.drill(made.path, in: place)
        #expect(tried.isWhole && tried.report.rows == made.report.rows)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
        #expect(try desk.dump() == before)
    }

    @Test("Old backups go when a new one is whole, and only then")
    func tidies() throws {
        let desk = try desk()
        let folder = BackupFolder(desk.path("backups"))
        let backups = BackupDesk(clock: desk.desk.clock, actor: "test")
        let keep = BackupRetention(days: 1, weeks: 0, months: 0)
        let first = try backups.backUp(desk.desk.database, into: folder, keeping: keep)
        let taken = #expect(throws: Diagnostic.self) {
            try backups.backUp(desk.desk.database, into: folder, keeping: keep)
        }
        #expect(taken?.code == "backup.taken")
        #expect(folder.items().map(\.path) == [first.path])
        desk.time.advance(minutes: 5)
        let second = try backups.backUp(desk.desk.database, into: folder, keeping: keep)
        #expect(second.removed.map(\.path) == [first.path])
        #expect(folder.items().map(\.path) == [second.path])
    }
}

@Suite("Moving books")
struct MoveDeskTests {
    @Test(
        "A dry run makes nothing; the move does, tells it in the journal, and is refused a second time"
    )
    func moves() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("1001")])
        let store = try TestStore(isPostgres: false)
        let move = MoveDesk(desk.desk.database, clock: desk.desk.clock, as: .person("test"))
        let before = try desk.dump()
        let tried = try move.move(to: store.address, dryRun: true)
        #expect(tried.map(\.end) == [.wouldMove] && tried.allSatisfy { $0.rows > 3 })
        #expect(try StoreState.of(store.address) == nil)
        #expect(try desk.dump() == before)
        let items = try move.move(to: store.address)
        #expect(items.map(\.end) == [.moved] && items.map(\.rows) == tried.map(\.rows))
        let other = try Database(store.address)
        #expect(try other.verifyChain(book: 1, head: items[0].head).isWhole)
        #expect(try other.read(book: 1) { try $0.journal() }.last?.kind == "moved")
        #expect(try move.move(to: store.address).isEmpty)
        let fault = #expect(throws: Diagnostic.self) { try move.move([1], to: store.address) }
        #expect(fault?.code == "store.book-exists")
        let same = #expect(throws: Diagnostic.self) {
            try move.move([1], to: desk.desk.database.address)
        }
        #expect(same?.code == "move.same")
    }
}

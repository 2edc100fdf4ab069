import Basics
import Claims
import Foundation
import TestStore
import Testing

@testable import Store

@Suite("Books that move to another store")
struct BookMoveTests {
    @Test(
        "A moved book is there as it was here, and is only read here from then on",
        arguments: TestStore.engines, TestStore.engines)
    func moves(from: Bool, to: Bool) throws {
        let book = try BackupTests.books(isPostgres: from)
        let store = try TestStore(isPostgres: to)
        defer { withExtendedLifetime(store) {} }
        let other = try Database(store.address)
        let before = try book.dump(ofBook: 1)
        let second = try book.dump(ofBook: 2)
        let head = try book.read { try $0.head() }
        let moved = try book.database.move(book: 1, to: other)
        #expect(moved.head == head)
        #expect(try TestStore.dump(other, ofBook: 1) == before)
        #expect(moved.copy.total == Int64(before.count))
        #expect(try other.verifyChain(book: 1, head: head).isWhole)
        // The other book has not moved, and goes on.
        #expect(try book.dump(ofBook: 2) == second)
        #expect(try book.database.read { try $0.booksHere() }.map(\.id) == [2])
        let fault = #expect(throws: Diagnostic.self) { try book.addClaim("1003") }
        #expect(fault?.code == "book.moved")
        #expect(fault?.remedy.contains(other.address.text) == true)
        #expect(try book.read { try $0.allClaims() }.count == 2)
        #expect(try book.database.planNightly(day: Day(2026, 9, 3), at: 0) == 1)
        let again = #expect(throws: Diagnostic.self) { try book.database.move(book: 1, to: other) }
        #expect(again?.code == "store.book-exists")
    }

    @Test("A number that is taken there is refused, and both stores are as before")
    func taken() throws {
        let a = try BackupTests.books()
        let b = try BackupTests.books()
        let before = (try a.dump(), try b.dump())
        let fault = #expect(throws: Diagnostic.self) {
            try a.database.move(book: 1, to: b.database)
        }
        #expect(fault?.code == "store.book-exists")
        #expect(try a.database.finishMove(of: 1, to: b.database) == false)
        #expect(try a.dump() == before.0 && b.dump() == before.1)
    }

    @Test("A book that somebody works in does not move")
    func running() throws {
        let book = try BackupTests.books()
        let store = try TestStore()
        defer { withExtendedLifetime(store) {} }
        let other = try Database(store.address)
        _ = try book.database.write(book: 1) { scope in
            try scope.take(.hand, run: 1, worker: "w", seconds: 600, at: 0)
        }
        let fault = #expect(throws: Diagnostic.self) { try book.database.move(book: 1, to: other) }
        #expect(fault?.code == "job.running")
        #expect(try other.read { try $0.books() }.isEmpty)
    }

    @Test("A move that was cut off between its two commits is ended by another")
    func cutOff() throws {
        let book = try BackupTests.books()
        let store = try TestStore()
        defer { withExtendedLifetime(store) {} }
        let other = try Database(store.address)
        try book.database.copy(book: 1, to: other)
        #expect(try book.database.finishMove(of: 1, to: other))
        let fault = #expect(throws: Diagnostic.self) { try book.addClaim("1003") }
        #expect(fault?.code == "book.moved")
    }

    @Test("A store is looked at without being made or changed", arguments: TestStore.engines)
    func looks(isPostgres: Bool) throws {
        let book = try BackupTests.books(isPostgres: isPostgres)
        let state = try #require(try StoreState.of(book.store.address))
        #expect(state.isCurrent && state.books == [1, 2])
        let path = BackupTests.file()
        #expect(try StoreState.of(.sqlite(path)) == nil)
        #expect(access(path, F_OK) != 0)
    }
}

import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

/// Which book a command works on, and as of when.
struct BookOptions: ParsableArguments {
    @Option(name: .long, help: "The folder with the database and the letters.")
    var data = "data"

    @Option(name: .long, help: "The book's id, when the database has several.")
    var book: Int64?

    @Option(
        name: .long,
        help: "Act as if it were this day (yyyy-mm-dd), for examples and rehearsals.",
        transform: parseDay)
    var today: Day?

    var databasePath: String { data + "/purr.sqlite" }

    /// Each book's letters lie apart: they have the same numbers.
    func lettersFolder(of book: Int64) -> String {
        book == 1 ? data + "/letters" : data + "/letters-\(book)"
    }

    var clock: Clock { today.map { .startingAt($0) } ?? .system }

    func desk() throws -> BookDesk {
        guard FileManager.default.fileExists(atPath: databasePath) else {
            throw Diagnostic(
                "book.none", place: data, found: "no database", expected: databasePath,
                remedy: "make a book with: purr book create, or try the example: purr start")
        }
        return try openDesk()
    }

    func openDesk() throws -> BookDesk {
        let database = try Database(path: databasePath)
        return try BookDesk.open(
            database, book: try BookDesk.book(book, in: database), clock: clock, actor: Self.actor)
    }

    /// Who runs the command, as the journal names them.
    static var actor: String { ProcessInfo.processInfo.environment["USER"] ?? "terminal" }
}

func parseDay(_ text: String) throws -> Day {
    guard let day = Day(parsing: text) else {
        throw ValidationError("'\(text)' is not a day; write 2026-11-23 or 23.11.2026")
    }
    return day
}

func parseAccount(_ text: String) throws -> AccountNumber {
    let account = AccountNumber(text)
    guard account.isNorwegian else {
        throw ValidationError("'\(text)' is not an account number; write its eleven digits")
    }
    return account
}

func parseMoney(_ text: String) throws -> Money {
    guard let money = Money(parsing: text), money > .zero else {
        throw ValidationError("'\(text)' is not an amount; write 1234,50")
    }
    return money
}

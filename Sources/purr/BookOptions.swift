import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

/// Who runs a command.
struct PersonOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: "Who you are, when it is not the machine's user (see: purr person list).")
    var name: String?

    var actor: Actor { .person(name ?? Self.user) }

    /// The machine's user.
    static var user: String { ProcessInfo.processInfo.environment["USER"] ?? "terminal" }
}

/// Which book a command works on, and as of when.
struct BookOptions: ParsableArguments {
    @OptionGroup var place: StoreOptions

    @OptionGroup var person: PersonOptions

    @Option(name: .long, help: "The book's id, when you can open several.")
    var book: Int64?

    @Option(
        name: .long,
        help: "Act as if it were this day (yyyy-mm-dd), for examples and rehearsals.",
        transform: parseDay)
    var today: Day?

    var data: String { place.data }

    func lettersFolder(of book: Int64) -> String { place.lettersFolder(of: book) }

    var clock: Clock { today.map { .startingAt($0) } ?? .system }

    func desk() throws -> BookDesk {
        let database = try place.database()
        return try BookDesk.open(
            database, book: try BookDesk.book(book, in: database, as: person.actor),
            as: person.actor, clock: clock)
    }
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

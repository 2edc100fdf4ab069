import Basics
import Claims
import Desk
import Foundation
import Law
import Letters
import Store

/// Fills a book by plain inserts, faster than an import: what was there before the measured work.
struct BookFiller {
    let place: BenchPlace

    static let author = Author("bench", at: 0)

    func desk() throws -> BookDesk {
        let database = try place.database()
        return try BookDesk.open(
            database, book: try BookDesk.book(nil, in: database, as: .person("bench")),
            as: .person("bench"), clock: .startingAt(Sample.today))
    }

    /// A new book with `open` claims, none of them due, `perDebtor` of them each.
    func fill(open: Int, perDebtor: Int) throws {
        try place.clear()
        let database = try place.database()
        let city = Sample.city(0)
        let book = try BookDesk.createBook(
            BookRecord(
                name: "Fjordlys Elektro AS", organisationNumber: Sample.organisationNumber,
                street: "Havnegata 1", postcode: city.postcode, city: city.name,
                email: "faktura@example.no", phone: "22 00 00 00",
                // As many letters a day as are due.
                account: AccountNumber(Sample.account), dailyLimit: 0), in: database,
            as: .person("bench"))
        let debtors = (open + perDebtor - 1) / perDebtor
        try database.write(book: book.id, by: Self.author) { scope in
            try insertDebtors(debtors, scope)
            try insertClaims(open, debtors: debtors, scope)
            try scope.note(account: Sample.account, through: Sample.today - 1)
        }
        try place.settle(database)
    }

    private func insertDebtors(_ count: Int, _ scope: BookConnection) throws {
        _ = try scope.reserve("debtor", count: Int64(count))
        let insert = try scope.connection.prepare(
            """
            INSERT INTO debtor (book, id, number, name, kind, street, postcode, city, country,
                email, phone) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,'NO',?9,'')
            """)
        for number in 0..<count {
            let city = Sample.city(number)
            let kind: DebtorKind = number % 4 == 0 ? .business : .consumer
            try insert.bind([
                scope.book, number + 1, String(10_000 + number), Sample.name(number),
                kind.rawValue, Sample.street(number), city.postcode, city.name,
                number % 3 == 0 ? "" : "kunde\(number)@example.no",
            ])
            try insert.run()
            Note.progress("customers", number + 1, of: count)
        }
    }

    /// Claim `n` has the id `n + 1` and the debtor `n % debtors + 1`.
    private func insertClaims(_ count: Int, debtors: Int, _ scope: BookConnection) throws {
        _ = try scope.reserve("claim", count: Int64(count))
        let insert = try scope.connection.prepare(
            """
            INSERT INTO claim (book, id, debtor, invoice, kid, kid_key, issued, due, principal,
                concerns, documented, listed_through, next_day)
            VALUES (?,?,?,?,?,?,?,?,?,?,1,NULL,?)
            """)
        for number in 0..<count {
            let due = Sample.today + (1 + number % 30)
            let kid = Sample.kid(number)
            try insert.bind([
                scope.book, number + 1, number % debtors + 1, Sample.invoice(number), kid,
                BookConnection.kidKey(kid), due - 14, due, Sample.principal(number),
                "Arbeid og materiell", due + 3,
            ])
            try insert.run()
            Note.progress("claims", number + 1, of: count)
        }
    }

    /// Makes the first `count` claims due today: half for a nudge, three in ten for a reminder after a nudge, the
    /// rest for a collection notice after both. One in fifty has paid a part.
    func makeDue(_ count: Int) throws {
        let database = try place.database()
        let book = try BookDesk.book(nil, in: database, as: .person("bench"))
        let frozen = try JSONEncoder().encode(Self.earlierLetter)
        try database.write(book: book.id, by: Self.author) { scope in
            let update = try scope.connection.prepare(
                "UPDATE claim SET issued = ?, due = ?, next_day = ? WHERE book = ? AND id = ?")
            for number in 0..<count {
                let due: Day
                switch number % 10 {
                case 0..<5: due = Sample.today - 3
                case 5..<8: due = Sample.today - 20
                default: due = Sample.today - 40
                }
                try update.bind([due - 14, due, Sample.today, scope.book, number + 1])
                try update.run()
                if number % 10 >= 5 {
                    try letter(.nudge, number, sentOn: due + 3, Array(frozen), scope)
                }
                if number % 10 >= 8 {
                    try letter(.reminder, number, sentOn: due + 15, Array(frozen), scope)
                }
                if number % 50 == 7 { try payPart(number, on: due + 1, scope) }
                Note.progress("claims made due", number + 1, of: count)
            }
            try scope.connection.run("UPDATE notice SET state = 'sent' WHERE state = 'approved'")
        }
        try place.settle(database)
    }

    private func letter(
        _ step: Step, _ number: Int, sentOn: Day, _ frozen: [UInt8], _ scope: BookConnection
    ) throws {
        try scope.insertNotice(
            NewNotice(
                id: NoticeID(try scope.reserve("notice")), debtor: DebtorID(Int64(number + 1)),
                step: step, letterDay: sentOn, deadline: step == .nudge ? nil : sentOn + 14,
                fee: step == .nudge ? .zero : Money(ore: 3_500),
                total: Sample.principal(number), approvedAt: 0, approvedBy: "bench", leavesAt: 0,
                request: frozen,
                claims: [
                    (
                        ClaimID(Int64(number + 1)), 1,
                        step == .nudge ? .zero : Money(ore: 3_500)
                    )
                ]))
    }

    private func payPart(_ number: Int, on day: Day, _ scope: BookConnection) throws {
        try scope.append(
            .paid(
                .init(
                    payment: PaymentID(Int64(number + 1)),
                    amount: Money(ore: Sample.principal(number).ore / 3), ordered: day)),
            to: ClaimID(Int64(number + 1)), on: day, at: 0)
    }

    /// What an earlier letter's frozen request looks like; it takes the room it takes in a real book.
    static let earlierLetter = LetterBench.request(1, claims: 1, step: .nudge)
}

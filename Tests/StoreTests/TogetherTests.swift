import Basics
import Claims
import Store
import Testing

@Suite("Many asked together")
struct TogetherTests {
    private static let day = Day(2026, 9, 4)
    /// One more than a server is asked for in one question.
    private static let customers = 1_001

    /// Customers with a claim each; every third has a credit, every second a letter, and some of these cost a fee.
    private static func filled() throws -> (book: TemporaryBook, debtors: [DebtorID]) {
        let book = try TemporaryBook()
        let debtors = try book.write { scope in
            try (0..<customers).map { number in
                let debtor = try scope.upsertDebtor(
                    Debtor(id: DebtorID(0), number: "\(20_000 + number)", name: "Kunde \(number)")
                ).id
                let claim = try #require(
                    try scope.insertClaim(
                        NewClaim(
                            debtor: debtor, invoice: "F\(number)", kid: "", issued: day - 30,
                            due: day - 16, principal: Money(kroner: 100))))
                if number % 3 == 0 {
                    let credit = Fact.Credit(
                        amount: Money(kroner: 1), reference: "K", corrects: true)
                    try scope.append(.credited(credit), to: claim, on: day - 1, at: 0)
                    try scope.append(.disputed(why: "feil"), to: claim, on: day, at: 0)
                }
                if number % 2 == 0 { try letter(number, debtor, claim, scope) }
                return debtor
            }
        }
        return (book, debtors)
    }

    private static func letter(
        _ number: Int, _ debtor: DebtorID, _ claim: ClaimID, _ scope: BookConnection
    ) throws {
        try scope.insertNotice(
            NewNotice(
                id: NoticeID(try scope.reserve("notice")), debtor: debtor, step: .reminder,
                letterDay: day - number % 10, deadline: day + 14,
                fee: number % 4 == 0 ? Money(kroner: 38) : .zero, total: Money(kroner: 100),
                approvedAt: 0, approvedBy: "test", leavesAt: 0, request: [1],
                claims: [(claim, 1, .zero)]))
    }

    @Test("Each gets what it would get if it were asked for alone")
    func asAlone() throws {
        let (book, debtors) = try Self.filled()
        try book.read { scope in
            let some = debtors.reversed().filter { $0.number % 5 != 0 }
            let known = try scope.debtors(of: some)
            let claims = try scope.claims(of: some)
            let days = try scope.letterDays(of: some, since: Self.day - 7, besides: NoticeID(2))
            #expect(known.count == some.count)
            for debtor in some {
                #expect(try known[debtor] == scope.debtor(debtor))
                #expect(
                    try claims[debtor]?.map(\.claim) == scope.claims(debtor: debtor).map(\.claim))
                #expect(
                    try days[debtor, default: []]
                        == scope.letterDays(debtor, since: Self.day - 7, besides: NoticeID(2)))
            }
            #expect(
                try scope.noticed(among: some)
                    == Set(some.filter { try scope.hasNotice($0, atLeast: .nudge) }))
        }
    }

    @Test(
        "Credits, fees of the day and accounts are told for those who have them, and for nobody else"
    )
    func onlyThoseAsked() throws {
        let (book, debtors) = try Self.filled()
        try book.write { try $0.remember(account: "12345678903", of: debtors[4]) }
        try book.read { scope in
            let credited = try scope.creditedClaims(of: Array(debtors.prefix(7)))
            #expect(Set(credited.keys) == [debtors[0], debtors[3], debtors[6]])
            #expect(credited[debtors[3]]?.first?.claim.facts.count == 2)
            let charged = try scope.charged(among: Array(debtors.prefix(41)), on: Self.day)
            #expect(charged == [debtors[0], debtors[20], debtors[40]])
            #expect(
                try scope.accounts(of: Array(debtors.prefix(6))) == [debtors[4]: ["12345678903"]])
            #expect(try scope.debtors(of: []).isEmpty)
        }
    }
}

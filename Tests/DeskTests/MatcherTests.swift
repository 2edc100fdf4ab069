import Basics
import Claims
import Desk
import Store
import Testing

@Suite("Placing payments at the desk")
struct MatcherTests {
    private static let list = [
        TestDesk.row("4001", kid: "40014", amount: "4812,50"),
        TestDesk.row("4002", kid: "40022", amount: "1999,00"),
        TestDesk.row(
            "4003", kid: "40030", amount: "1250,00", customer: "10002", name: "Bakken Bygg AS"),
    ]

    private func ready() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: Self.list)
        return desk
    }

    private func waiting(_ desk: TestDesk) throws -> [StoredPayment] {
        try desk.desk.payments(onlyUnmatched: true)
    }

    private func open(_ desk: TestDesk, _ invoice: String) throws -> Money {
        try desk.claim(invoice).statement.openInvoice
    }

    // MARK: - Booked and proposed

    @Test("The name and the very amount are booked, and the journal tells how sure it was")
    func byName() throws {
        let desk = try ready()
        let outcome = try desk.take(
            BankFile.camt054([
                Paid(ore: 481_250, booked: Day(2026, 8, 18), text: "", payer: "HANSEN OLA")
            ]))
        #expect(outcome.paymentsPlaced == 1)
        #expect(try open(desk, "4001") == .zero)
        #expect(try waiting(desk).isEmpty)
        let line = try #require(try desk.desk.journal().first { $0.kind == "match" })
        #expect(line.detail.hasPrefix("payment 1 score 99"))
    }

    @Test("The book's own threshold decides what is booked")
    func threshold() throws {
        let desk = try ready()
        var book = desk.desk.book
        book.matchThreshold = 1_000
        try desk.desk.change(book)
        let strict = try desk.reopened()
        try desk.take(
            BankFile.camt054([
                Paid(ore: 481_250, booked: Day(2026, 8, 18), text: "", payer: "HANSEN OLA")
            ]), at: strict)
        let payment = try #require(try waiting(desk).first)
        let proposals = try strict.proposals(for: payment.payment.id).proposals
        #expect(proposals.first?.parts.map(\.amount.ore) == [481_250])
        #expect((980..<1_000).contains(proposals.first?.score ?? 0))
        #expect(try strict.accept(payment.payment.id, rank: 1) == .zero)
        #expect(try open(desk, "4001") == .zero)
    }

    @Test("Two payments that fit one invoice do not both pay it")
    func once() throws {
        let desk = try ready()
        let paid = Paid(ore: 481_250, booked: Day(2026, 8, 18), text: "", payer: "Ola Hansen")
        var again = paid
        again.reference = 2
        again.booked = Day(2026, 8, 19)
        try desk.take(BankFile.camt054([paid, again]))
        #expect(try open(desk, "4001") == .zero)
        #expect(try desk.claim("4001").statement.overpaid == .zero)
        #expect(try waiting(desk).map(\.rest.ore) == [481_250])
    }

    @Test(
        "A payment with KID outranks a likely one that came before it; what a person placed stays")
    func kidOutranks() throws {
        for byHand in [false, true] {
            let desk = try ready()
            try desk.take(
                BankFile.camt054([
                    Paid(ore: 481_250, booked: Day(2026, 8, 18), text: "", payer: "Ola Hansen")
                ]))
            if byHand {
                _ = try desk.desk.unmatch(PaymentID(1))
                _ = try desk.desk.match(PaymentID(1), to: [try desk.id("4001")])
            }
            try desk.take(
                BankFile.ocr([Paid(ore: 481_250, kid: "40014", booked: Day(2026, 8, 17))]))
            #expect(try open(desk, "4001") == .zero)
            #expect(try desk.claim("4001").statement.overpaid == .zero)
            #expect(try waiting(desk).map(\.payment.id.number) == [byHand ? 2 : 1])
            #expect(try desk.desk.reconcile().isProven)
        }
    }

    @Test("An invoice that comes after its payment finds it")
    func invoiceLater() throws {
        let desk = try TestDesk()
        try desk.take(
            BankFile.camt054([
                Paid(
                    ore: 481_250, booked: Day(2026, 8, 18), text: "faktura 4001",
                    payer: "Ola Hansen")
            ]))
        #expect(try waiting(desk).count == 1)
        let outcome = try desk.take(list: Self.list)
        #expect(outcome.paymentsPlacedLater == 1)
        #expect(try open(desk, "4001") == .zero)
    }

    @Test("Money in another currency is held, and never placed as if it were kroner")
    func currency() throws {
        let desk = try ready()
        let euro = BankFile.camt054([
            Paid(ore: 481_250, booked: Day(2026, 8, 18), text: "faktura 4001", payer: "Ola Hansen")
        ]).replacing("NOK", with: "EUR")
        try desk.take(euro)
        #expect(try open(desk, "4001") == Money(ore: 481_250))
        let held = try desk.desk.report().held
        #expect(held.map(\.claim.invoice).sorted() == ["4001", "4002"])
        let fault = #expect(throws: Diagnostic.self) {
            try desk.desk.match(PaymentID(1), to: [try desk.id("4001")])
        }
        #expect(fault?.code == "match.currency")
        #expect(try desk.desk.reconcile().isProven)
    }

    // MARK: - Taken back

    @Test("A match taken back leaves the claim as it was, and is not booked again by itself")
    func unmatch() throws {
        let desk = try ready()
        let before = try desk.claim("4001").statement
        try desk.take(
            BankFile.camt054([
                Paid(ore: 481_250, booked: Day(2026, 8, 18), text: "", payer: "Ola Hansen")
            ]))
        #expect(try desk.desk.unmatch(PaymentID(1)) == ["4001"])
        #expect(try desk.claim("4001").statement == before)
        #expect(try waiting(desk).map(\.rest.ore) == [481_250])
        #expect(try desk.desk.reconcile().isProven)
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        try desk.take(
            BankFile.ocr([Paid(ore: 125_000, kid: "40030", booked: Day(2026, 8, 19))]))
        #expect(try open(desk, "4001") == Money(ore: 481_250))
        // It still holds its likely debtor's letters.
        #expect(try desk.desk.report().held.map(\.claim.invoice).sorted() == ["4001", "4002"])
        let fault = #expect(throws: Diagnostic.self) { try desk.desk.unmatch(PaymentID(1)) }
        #expect(fault?.code == "payment.not-placed")
    }

    @Test("What was set aside can be taken back too")
    func unmatchSetAside() throws {
        let desk = try ready()
        try desk.take(BankFile.camt054([Paid(ore: 777, booked: Day(2026, 8, 18), text: "x")]))
        try desk.desk.setAside(PaymentID(1), reason: "gave")
        #expect(try waiting(desk).isEmpty)
        #expect(try desk.desk.unmatch(PaymentID(1)) == [])
        #expect(try waiting(desk).map(\.rest.ore) == [777])
    }

    @Test("One payment for several invoices, in the order they are named")
    func several() throws {
        let desk = try ready()
        try desk.take(BankFile.camt054([Paid(ore: 500_000, booked: Day(2026, 8, 18), text: "x")]))
        let ids = [try desk.id("4002"), try desk.id("4001")]
        #expect(try desk.desk.match(PaymentID(1), to: ids) == .zero)
        #expect(try open(desk, "4002") == .zero)
        #expect(try open(desk, "4001") == Money(ore: 481_250 + 199_900 - 500_000))
        #expect(try desk.desk.unmatch(PaymentID(1)).sorted() == ["4001", "4002"])
        #expect(try open(desk, "4002") == Money(ore: 199_900))
    }

    @Test("A payment freed from a customer holds none of their letters, and the others' still")
    func free() throws {
        let desk = try ready()
        try desk.take(
            BankFile.camt054([Paid(ore: 125_000, booked: Day(2026, 8, 19), text: "takk")]))
        #expect(try desk.desk.report().held.map(\.claim.invoice) == ["4003"])
        try desk.desk.free(PaymentID(1), from: "10001", reason: "ringte")
        #expect(try desk.desk.report().held.map(\.claim.invoice) == ["4003"])
        try desk.desk.free(PaymentID(1), from: "10002", reason: "ringte")
        #expect(try desk.desk.report().held.isEmpty)
        #expect(try waiting(desk).count == 1)
        let fault = #expect(throws: Diagnostic.self) {
            try desk.desk.free(PaymentID(1), from: "99999", reason: "x")
        }
        #expect(fault?.code == "customer.unknown")
    }

    // MARK: - Balances

    private func statement(_ day: Day, _ opening: String, _ closing: String) -> String {
        func balance(_ code: String, _ amount: String) -> String {
            """
            <Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy="NOK">\(amount)</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>\(day.iso)</Dt></Dt></Bal>
            """
        }
        return BankFile.camt053([], through: day).replacing(
            "</Acct>", with: "</Acct>" + balance("OPBD", opening) + balance("CLBD", closing))
    }

    @Test(
        "A statement that is missing is named and holds all letters, until it comes or is explained"
    )
    func gap() throws {
        let desk = try ready()
        try desk.take(statement(Day(2026, 8, 18), "100.00", "150.00"))
        #expect(try desk.desk.report().blocks.isEmpty)
        let outcome = try desk.take(statement(Day(2026, 8, 20), "90.00", "90.00"))
        #expect(outcome.findings.map(\.code) == ["bank.gap"])
        #expect(try desk.desk.report().blocks.map(\.code) == ["bank.gap"])
        #expect(try desk.desk.reconcile().breaks.map(\.found.amount.ore) == [-6_000])
        #expect(try desk.desk.bankAccounts().first?.balance?.amount.ore == 9_000)
        let account = AccountNumber("99991042764")
        #expect(throws: Diagnostic.self) {
            try desk.desk.acceptBreak(of: account, after: Day(2026, 8, 19), reason: "x")
        }
        try desk.desk.acceptBreak(of: account, after: Day(2026, 8, 18), reason: "gebyr")
        #expect(try desk.desk.report().blocks.isEmpty)

        let other = try ready()
        try other.take(statement(Day(2026, 8, 18), "100.00", "150.00"))
        try other.take(statement(Day(2026, 8, 20), "90.00", "90.00"))
        #expect(
            try other.take(statement(Day(2026, 8, 19), "150.00", "90.00")).findings.isEmpty)
        #expect(try other.desk.report().blocks.isEmpty)
    }

    @Test("A file whose entries are not what its balances moved by is told")
    func balanceDiffers() throws {
        let desk = try ready()
        try desk.take(statement(Day(2026, 8, 18), "100.00", "150.00"))
        let result = try desk.desk.reconcile()
        #expect(result.files.last?.balanceDifference == Money(kroner: 50))
        #expect(!result.isProven)
    }
}

@Suite("Files in any order and cut")
struct ImportOrderTests {
    /// A few customers and what they pay: with KID, by invoice number, by name, in part, twice, and by nobody known.
    private struct World {
        var rows: [String] = []
        var paid: [Paid] = []

        init(seed: UInt64) {
            var chance = SeededChance(seed: seed)
            let names = ["Ola Hansen", "Kari Nordmann", "Bakken Bygg AS", "Åse Lie", "Per Dahl"]
            var number = 4_000
            for (index, name) in names.enumerated() {
                for _ in 0..<Int.random(in: 1...3, using: &chance) {
                    number += 1
                    let ore = Int64.random(in: 20_000...900_000, using: &chance)
                    let kid = KID.make(payload: "\(number)", .mod10)?.text ?? ""
                    rows.append(
                        TestDesk.row(
                            "\(number)", kid: kid, due: Day(2026, 8, 20) + number % 9,
                            amount: "\(ore / 100),\(ore % 100 < 10 ? "0" : "")\(ore % 100)",
                            customer: "1000\(index)", name: name))
                    pay(ore, kid, number, name, &chance)
                }
            }
            for index in paid.indices { paid[index].reference = 10 + index }
        }

        private mutating func pay(
            _ ore: Int64, _ kid: String, _ number: Int, _ name: String,
            _ chance: inout SeededChance
        ) {
            let day = Day(2026, 8, 24) + Int.random(in: 0...6, using: &chance)
            switch Int.random(in: 0..<8, using: &chance) {
            case 0, 1: paid.append(Paid(ore: ore, kid: kid, booked: day, payer: name))
            case 2: paid.append(Paid(ore: ore, booked: day, text: "faktura \(number)", payer: name))
            case 3: paid.append(Paid(ore: ore, booked: day, text: "", payer: name.uppercased()))
            case 4: paid.append(Paid(ore: ore / 3, kid: kid, booked: day, payer: name))
            case 5:
                paid.append(Paid(ore: ore, kid: kid, booked: day, payer: name))
                paid.append(Paid(ore: ore, booked: day + 1, text: "", payer: name))
            case 6: paid.append(Paid(ore: ore, booked: day, text: "gave", payer: "Ukjent Person"))
            default: return
            }
        }
    }

    /// What the book says in the end, without the order things came in.
    private func end(_ desk: TestDesk) throws -> [String] {
        let payments = Dictionary(
            uniqueKeysWithValues: try desk.desk.payments(onlyUnmatched: false, limit: 999).map {
                ($0.payment.id, "\($0.payment.booked.iso) \($0.payment.amount) \($0.reference)")
            })
        let claims = try desk.desk.claims(onlyOpen: false).map { item in
            let receipts = item.claim.paidBy.flatMap { id in
                item.claim.standingReceipts(of: id).map { "\(payments[id] ?? "?") \($0.amount)" }
            }.sorted()
            return "\(item.claim.invoice) \(item.decision.statement.toPay) \(receipts)"
        }
        let waiting = try desk.desk.payments(onlyUnmatched: true).map {
            "waits \(payments[$0.payment.id] ?? "?") \($0.rest)"
        }
        return (claims + waiting).sorted()
    }

    @Test(
        "The order and cutting of files never change the end, and no øre is lost", arguments: 1...12
    )
    func anyOrder(seed: Int) throws {
        let world = World(seed: UInt64(seed))
        var chance = SeededChance(seed: UInt64(seed) &* 977)
        var expected: [String]?
        for round in 0..<4 {
            let desk = try TestDesk(today: Day(2026, 9, 1))
            var order = round == 0 ? world.paid : world.paid.shuffled(using: &chance)
            var files: [[Paid]] = []
            while !order.isEmpty {
                let count =
                    round == 0 ? order.count : Int.random(in: 1...order.count, using: &chance)
                files.append(Array(order.prefix(count)))
                order.removeFirst(count)
            }
            let listAt = Int.random(in: 0...files.count, using: &chance)
            for (index, file) in files.enumerated() {
                if index == listAt { try desk.take(list: world.rows, asOf: Day(2026, 8, 15)) }
                try desk.take(BankFile.camt054(file))
            }
            if listAt == files.count { try desk.take(list: world.rows, asOf: Day(2026, 8, 15)) }
            let proof = try desk.desk.reconcile()
            #expect(proof.isProven, "seed \(seed) round \(round)")
            let received = proof.accounts.map(\.figures.received).sum()
            #expect(received == Money(ore: world.paid.map(\.ore).reduce(0, +)))
            let found = try end(desk)
            if let expected { #expect(found == expected, "seed \(seed) round \(round)") }
            expected = expected ?? found
        }
    }
}

/// Random numbers that come again with the same seed.
private struct SeededChance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

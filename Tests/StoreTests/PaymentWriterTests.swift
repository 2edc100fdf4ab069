import Basics
import Claims
import Store
import Testing

extension NewPayment {
    static func ocr(
        _ ore: Int64, kid: String, booked: Day = Day(2026, 9, 1), reference: String = "010000010"
    ) -> NewPayment {
        NewPayment(
            kind: .payment, family: .ocr, account: "99991042764", booked: booked, ordered: nil,
            amount: Money(ore: ore), currency: "NOK", kid: kid, text: "", payerName: "",
            payerAccount: "99993010010", reference: reference)
    }

    static func camt(
        _ family: PaymentFamily, _ ore: Int64, kid: String = "", booked: Day = Day(2026, 9, 1),
        text: String = "", payer: String = "Ola Hansen", reference: String = "223000001"
    ) -> NewPayment {
        NewPayment(
            kind: .payment, family: family, account: "99991042764", booked: booked, ordered: nil,
            amount: Money(ore: ore), currency: "NOK", kid: kid, text: text, payerName: payer,
            payerAccount: "", reference: reference)
    }
}

extension TemporaryBook {
    /// Writes a file's payments; returns how many were new and how many known.
    @discardableResult
    func take(_ payments: [NewPayment]) throws -> (added: Int, known: Int, placed: Int) {
        try write { scope in
            let writer = try PaymentWriter(scope, importID: try scope.reserve("import"), at: 0)
            try writer.write(payments)
            return (writer.added, writer.known, writer.placed)
        }
    }

    func paymentCount() throws -> Int { try read { try $0.payments(limit: 100).count } }
}

@Suite("Payments into the book")
struct PaymentWriterTests {
    private let kid = "10017"

    @Test("A payment by KID on an untouched claim is placed at once")
    func plain() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001", kid: kid)
        let outcome = try book.take([.ocr(60_000, kid: kid)])
        #expect(outcome == (1, 0, 1))
        let payment = try #require(try book.read { try $0.payments(limit: 1).first })
        #expect(payment.rest == .zero)
        #expect(payment.payment.debtor == book.debtor)
        let facts = try #require(try book.read { try $0.claim(claim) }).claim.facts
        #expect(
            facts.map(\.event)
                == [.paid(.init(payment: payment.payment.id, amount: Money(ore: 60_000)))])
        #expect(facts.first?.on == Day(2026, 9, 1))
    }

    @Test("Leading zeros of a KID may be lost on the way")
    func leadingZeros() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: "0010017")
        #expect(try book.take([.ocr(60_000, kid: "10017")]).placed == 1)
    }

    @Test("What is not plain is left for a closer look, with all of it unplaced")
    func leftovers() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: kid)
        let cases: [NewPayment] = [
            .ocr(100_001, kid: kid), .ocr(100, kid: "10018"), .camt(.camt054, 100),
            .ocr(100, kid: "20016"),
        ]
        try book.write { scope in
            let writer = try PaymentWriter(scope, importID: try scope.reserve("import"), at: 0)
            try writer.write(cases)
            #expect(writer.placed == 0)
            #expect(writer.takeLeftovers().map(\.payment.amount) == cases.map(\.amount))
            #expect(writer.takeLeftovers().isEmpty)
        }
        for stored in try book.read({ try $0.payments(limit: 9) }) {
            #expect(stored.rest == stored.payment.amount)
        }
    }

    @Test("A second payment on a claim is left for a closer look")
    func touchedClaim() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: kid)
        let outcome = try book.take([.ocr(60_000, kid: kid), .ocr(40_000, kid: kid)])
        #expect(outcome == (2, 0, 1))
    }

    @Test("The same entries in another file are known, and an overlap adds only what is new")
    func overlap() throws {
        let book = try TemporaryBook()
        let monday: [NewPayment] = [.ocr(100, kid: kid), .camt(.camt054, 200)]
        let tuesday: [NewPayment] = [.ocr(300, kid: kid, booked: Day(2026, 9, 2))]
        #expect(try book.take(monday).added == 2)
        #expect(try book.take(monday) == (0, 2, 0))
        #expect(try book.take(monday + tuesday) == (1, 2, 0))
        #expect(try book.paymentCount() == 3)
    }

    @Test("Equal entries within one file are two payments, however often the file comes")
    func equalEntries() throws {
        let book = try TemporaryBook()
        let one = NewPayment.camt(.camt054, 500, text: "Faktura", reference: "")
        #expect(try book.take([one, one]).added == 2)
        #expect(try book.take([one, one]) == (0, 2, 0))
        #expect(try book.take([one]) == (0, 1, 0))
        #expect(try book.take([one, one, one]) == (1, 2, 0))
    }

    @Test("The next day's equal payment is another payment")
    func nextDay() throws {
        let book = try TemporaryBook()
        let first = NewPayment.ocr(500, kid: kid)
        let second = NewPayment.ocr(500, kid: kid, booked: Day(2026, 9, 2))
        #expect(try book.take([first]).added == 1)
        #expect(try book.take([second]).added == 1)
        #expect(try book.take([first, second]) == (0, 2, 0))
    }

    static let orders: [[PaymentFamily]] = [
        [.ocr, .camt054, .camt053], [.ocr, .camt053, .camt054], [.camt054, .ocr, .camt053],
        [.camt054, .camt053, .ocr], [.camt053, .ocr, .camt054], [.camt053, .camt054, .ocr],
    ]

    @Test(
        "The same money in OCR giro, camt.054 and camt.053, in any order, is booked once",
        arguments: orders)
    func threeFamilies(order: [PaymentFamily]) throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: kid)
        var added: [Int] = []
        for _ in 0..<2 {
            for (index, family) in order.enumerated() {
                // A bank may book a day or two after Nets.
                let payment: NewPayment =
                    family == .ocr
                    ? .ocr(60_000, kid: kid)
                    : .camt(family, 60_000, kid: kid, booked: Day(2026, 9, 1) + index)
                added.append(try book.take([payment]).added)
            }
        }
        #expect(added == [1, 0, 0, 0, 0, 0])
        #expect(try book.paymentCount() == 1)
    }

    @Test("Two equal payments told of by each family stay two", arguments: orders)
    func twoOfEach(order: [PaymentFamily]) throws {
        let book = try TemporaryBook()
        for family in order {
            let payments: [NewPayment] = ["1", "2"].map { number in
                family == .ocr
                    ? .ocr(500, kid: kid, reference: "01000001\(number)")
                    : .camt(family, 500, kid: kid, reference: "22300000\(number)")
            }
            try book.take(payments)
        }
        #expect(try book.paymentCount() == 2)
    }

    @Test("Equal payments of two days, told of by two families, stay two")
    func twoDaysTwoFamilies() throws {
        let days = [Day(2026, 9, 1), Day(2026, 9, 2)]
        for order in [days, days.reversed()] {
            let book = try TemporaryBook()
            try book.take(days.map { .ocr(500, kid: kid, booked: $0) })
            for day in order {
                try book.take([.camt(.camt054, 500, kid: kid, booked: day, reference: day.iso)])
            }
            #expect(try book.paymentCount() == 2)
        }
    }

    @Test("Equal money weeks apart is not the same money in two families")
    func weeksApart() throws {
        let book = try TemporaryBook()
        try book.take([.ocr(500, kid: kid)])
        #expect(
            try book.take([.camt(.camt054, 500, kid: kid, booked: Day(2026, 9, 21))]).added == 1)
    }

    @Test("Between statements of a bank, another reference is other money")
    func references() throws {
        let book = try TemporaryBook()
        try book.take([.camt(.camt054, 500, text: "Faktura 1001", reference: "223000001")])
        #expect(
            try book.take([.camt(.camt053, 500, text: "Faktura 10", reference: "223000001")]).added
                == 0)
        #expect(try book.take([.camt(.camt053, 500, reference: "223000002")]).added == 1)
    }

    @Test("A lump sum is explained when the payments that came add up to it, not before")
    func lumpSum() throws {
        let book = try TemporaryBook()
        let lump = NewPayment(
            kind: .lumpSum, family: .camt053, account: "99991042764", booked: Day(2026, 9, 2),
            ordered: nil, amount: Money(ore: 900), currency: "NOK", kid: "", text: "OCR",
            payerName: "", payerAccount: "", reference: "9")
        try book.take([lump, .ocr(500, kid: kid)])
        #expect(try book.write { try $0.explainLumpSums() }.count == 1)
        try book.take([.ocr(400, kid: kid, reference: "010000011")])
        #expect(try book.write { try $0.explainLumpSums() }.isEmpty)
    }
}

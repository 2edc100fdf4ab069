import Basics
import Claims
import Store
import TestStore
import Testing

/// A batch at once must come to what its payments come to one by one.
@Suite("Batches of payments")
struct PaymentBatchTests {
    /// Claims with KIDs of their own, two that share one, one that something has happened to.
    private func book() throws -> TemporaryBook {
        let book = try TemporaryBook()
        for (index, kid) in kids.enumerated() { try book.addClaim("\(1001 + index)", kid: kid) }
        try book.addClaim("2001", kid: kids[0])
        let noted = try book.addClaim("2002", kid: "20016")
        try book.write { scope in
            try scope.append(.disputed(why: "levert feil"), to: noted, on: Day(2026, 8, 20), at: 0)
        }
        return book
    }

    private let kids = ["10017", "10025", "10033", "10041", "0010058", "10066"]

    /// What the book holds of payments, whatever their numbers are. How far they are placed is for what comes
    /// after to make alike.
    private func content(_ book: TemporaryBook) throws -> [String] {
        try book.read { scope in
            let payments = try scope.payments(limit: 1_000)
            let placed = payments.map { $0.payment.amount - $0.rest }.sum()
            let paid = try scope.allClaims().flatMap(\.claim.facts).map { fact in
                if case .paid(let receipt) = fact.event { receipt.amount } else { Money.zero }
            }
            #expect(placed == paid.sum())
            return payments.map {
                "\($0.payment.kid) \($0.payment.amount) \($0.payment.booked) \($0.reference)"
            }.sorted()
        }
    }

    private func payments(_ random: inout SeededNumbers, _ family: PaymentFamily) -> [NewPayment] {
        (0..<Int.random(in: 1...25, using: &random)).map { _ in
            let kid = (kids + ["20016", "10058", "10074", "", "12345"]).randomElement(
                using: &random)
            let ore = [60_000, 100_000, 100_001].randomElement(using: &random) ?? 0
            let booked = Day(2026, 9, 1) + Int.random(in: 0...2, using: &random)
            return family == .ocr
                ? .ocr(Int64(ore), kid: kid ?? "", booked: booked)
                : .camt(family, Int64(ore), kid: kid ?? "", booked: booked)
        }
    }

    @Test("At once, one by one and looked up before: the same book", arguments: 0..<40)
    func sameOutcome(seed: Int) throws {
        var random = SeededNumbers(state: UInt64(seed) &* 7_919 &+ 1)
        let (atOnce, single, before) = (try book(), try book(), try book())
        for family in [PaymentFamily.ocr, .ocr, .camt054, .ocr] {
            var file = payments(&random, family)
            if Bool.random(using: &random) { NewPayment.sort(&file) }
            let found = try before.readAside { try ClaimFinder($0).claims(namedBy: file) }
            let outcomes = [
                try atOnce.write { try take([file], into: $0, claims: nil) },
                try single.write { try take(file.map { [$0] }, into: $0, claims: nil) },
                try before.write { try take([file], into: $0, claims: found) },
            ]
            #expect(outcomes[0] == outcomes[1], "seed \(seed), \(family)")
            #expect(outcomes[0] == outcomes[2], "seed \(seed), \(family)")
            let content = try content(atOnce)
            #expect(content == (try self.content(single)), "seed \(seed), \(family)")
            #expect(content == (try self.content(before)), "seed \(seed), \(family)")
            // The same file in other bytes adds nothing.
            let again = try atOnce.write { try take([file.reversed()], into: $0, claims: nil) }
            #expect(again == [0, file.count])
            _ = try single.write { try take([file], into: $0, claims: nil) }
            _ = try before.write { try take([file], into: $0, claims: nil) }
        }
    }

    /// Added and known.
    private func take(
        _ batches: [[NewPayment]], into scope: BookConnection, claims: [NamedClaim]?
    ) throws -> [Int] {
        let writer = try PaymentWriter(scope, importID: try scope.reserve("import"), at: 0)
        for batch in batches { try writer.write(batch, claims: claims) }
        return [writer.added, writer.known]
    }

    @Test("What was looked up before counts no more for a claim that has got a fact since")
    func lookedUpBefore() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001", kid: kids[0])
        let file: [NewPayment] = [.ocr(60_000, kid: kids[0])]
        let found = try book.readAside { try ClaimFinder($0).claims(namedBy: file) }
        #expect(found.map(\.isPlain) == [true])
        try book.write { scope in
            try scope.append(.disputed(why: "levert feil"), to: claim, on: Day(2026, 8, 20), at: 0)
            let writer = try PaymentWriter(scope, importID: try scope.reserve("import"), at: 0)
            try writer.write(file, claims: found)
            #expect(writer.placed == 0)
            #expect(writer.takeLeftovers().count == 1)
        }
    }

    @Test("What a payer named and what banks kept stays with a payment, plain or not")
    func references() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: kids[0])
        var payments: [NewPayment] = [.ocr(60_000, kid: kids[0]), .ocr(60_000, kid: kids[1])]
        for index in payments.indices {
            payments[index].named = ["1001", "RF18"]
            payments[index].charges = Money(ore: 500)
        }
        #expect(try book.take(payments).placed == 1)
        for stored in try book.read({ try $0.payments(limit: 9) }) {
            #expect(stored.payment.named == ["1001", "RF18"])
            #expect(stored.payment.charges == Money(ore: 500))
        }
    }

    @Test("A batch that fails leaves the transaction to be rolled back")
    func failure() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: kids[0])
        try book.addClaim("1002", kid: kids[1])
        let before = try book.dump()
        #expect(throws: Diagnostic.self) {
            try book.write { scope in
                // A payment that has the number the second is to get.
                let next = try scope.last("payment") + 2
                try scope.connection.run(
                    """
                    INSERT INTO payment (book, id, import, alike, ordinal, family, exact, kind, account, booked,
                        amount, currency, kid, text, payer_name, payer_account, reference, rest)
                    VALUES (?, ?, 1, 1, 1, 1, 1, 1, '', 1, 1, 'NOK', '', '', '', '', '', 0)
                    """, book.book, next)
                let writer = try PaymentWriter(scope, importID: 1, at: 0)
                try writer.write([.ocr(60_000, kid: kids[0]), .ocr(60_000, kid: kids[1])])
            }
        }
        #expect(try book.dump() == before)
    }

    @Test("Sorted by KID, each payment is there once and equal KIDs keep their order")
    func sorting() {
        var random = SeededNumbers(state: 5)
        for count in [0, 1, 2, 3, 100] {
            let batch = (0..<count).map { number in
                NewPayment.ocr(
                    Int64(number), kid: kids.randomElement(using: &random) ?? "",
                    reference: "\(number)")
            }
            var sorted = batch
            NewPayment.sort(&sorted)
            let expected = kids.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.flatMap { kid in
                batch.filter { $0.kid == kid }
            }
            #expect(sorted.map(\.reference) == expected.map(\.reference))
        }
    }

    @Test("A database of the version before is brought up, and knows its payments again")
    func migration() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: kids[0])
        let file: [NewPayment] = [
            .ocr(60_000, kid: kids[0]), .ocr(40_000, kid: kids[0]), .camt(.camt054, 500, text: "x"),
        ]
        try book.take(file)
        // As the version before left them: every payment in the index, the second of a KID the second alike.
        for statement in [
            "DROP INDEX payment_identity", "UPDATE payment SET ordinal = 1",
            "UPDATE payment SET ordinal = 2 WHERE amount = 40000",
            "CREATE UNIQUE INDEX payment_identity ON payment (book, alike, ordinal)",
            "DELETE FROM schema_migration WHERE number = 4",
        ] {
            try book.store.tamper(statement)
        }
        let before = try book.dump()
        let again = try Database(book.store.address)
        #expect(try TestStore.dump(again) == before)
        let author = Author("test", at: 0)
        let outcome = try again.write(book: book.book, by: author) { scope in
            try take([file], into: scope, claims: nil)
        }
        #expect(outcome == [0, 3])
        let more = try again.write(book: book.book, by: author) { scope in
            try take(
                [
                    [
                        .camt(.camt053, 60_000, kid: kids[0]),
                        .ocr(60_000, kid: kids[0], reference: "2"),
                    ]
                ],
                into: scope, claims: nil)
        }
        #expect(more == [1, 1])
    }
}

/// Random numbers that are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

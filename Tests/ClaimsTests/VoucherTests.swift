import Basics
import Claims
import Law
import Testing

@Suite("Vouchers for the ledger")
struct VoucherTests {
    private static let terms = VoucherTerms(book: 1, customer: "10001")

    private func vouchers(
        _ claim: Claim, through day: Day = Day(2026, 12, 31),
        _ change: (inout VoucherTerms) -> Void = { _ in }
    ) throws -> [Voucher] {
        var terms = Self.terms
        change(&terms)
        return try claim.vouchers(through: day, terms, law: .shipped) { $0.rawValue }
    }

    /// `1500 10001 D 38.00` a line, with `/7` for a tax code.
    private func lines(_ voucher: Voucher) -> [String] {
        voucher.lines.map { line in
            let side = line.debit > .zero ? "D \(line.debit)" : "C \(line.credit)"
            return "\(line.account)\(line.taxCode.map { "/\($0)" } ?? "") \(side)"
        }
    }

    private let due = Day(2026, 2, 2)
    private let reminder = letter(
        .reminder, Day(2026, 2, 16), deadline: Day(2026, 3, 2), feeOre: 3_800)

    @Test("A fee is income when its letter goes, and none when it comes back later")
    func fee() throws {
        let claim = claim(
            due: due,
            [reminder, (Day(2026, 2, 20), .undelivered(NoticeID(1), why: "returned"))])
        let all = try vouchers(claim)
        #expect(all.map(\.kind) == [.fee, .feeReversed])
        #expect(lines(all[0]) == ["1500 D 38.00", "3900/7 C 38.00"])
        #expect(lines(all[1]) == ["1500 C 38.00", "3900/7 D 38.00"])
        #expect(all[0].id == "1-1-1" && all[0].day == Day(2026, 2, 16))
        #expect(all[0].lines.map(\.customer) == ["10001", nil])
        #expect(all[0].lines.map(\.invoice) == ["1001", "1001"])
    }

    @Test("A letter called back on its day has no vouchers, and the next one's are its own")
    func recalled() throws {
        let next = letter(
            .reminder, Day(2026, 2, 17), deadline: Day(2026, 3, 3), feeOre: 3_800, id: 2)
        let claim = claim(
            due: due, [reminder, (Day(2026, 2, 16), .recalled(NoticeID(1), why: "undo")), next])
        #expect(try vouchers(claim).map(\.id) == ["1-1-3"])
    }

    @Test("Interest is income when it has been demanded and paid, to the øre")
    func interest() throws {
        // 10 000,00 for 28 days at 12 %: 92,05.
        let day = Day(2026, 3, 2)
        let demanded = claim(due: due, [reminder, (day, paid(1_000_000 + 3_800 + 9_205))])
        let all = try vouchers(demanded)
        #expect(all.map(\.kind) == [.fee, .interest])
        #expect(lines(all[1]) == ["1500 D 92.05", "8050/7 C 92.05"])
        // Nobody asked: the money went to the invoice.
        let silent = claim(due: due, [(day, paid(500_000))])
        #expect(try vouchers(silent).isEmpty)
        // Asked for afterwards: then it is.
        let later = claim(
            due: due,
            [
                (day, paid(500_000)),
                letter(.reminder, Day(2026, 3, 3), deadline: Day(2026, 3, 17), feeOre: 3_800),
            ])
        #expect(
            try lines(vouchers(later)[0]) == ["1500 D 130.05", "3900/7 C 38.00", "8050/7 C 92.05"])
    }

    @Test("What is waived is fees and principal; interest that was never booked is not")
    func waived() throws {
        let claim = claim(
            due: due,
            [
                reminder, (Day(2026, 3, 2), paid(990_000, forPrincipal: true)),
                (Day(2026, 3, 2), .waived(Money(ore: 3_800 + 9_205 + 10_000), why: "small")),
            ])
        let all = try vouchers(claim)
        #expect(all.map(\.kind) == [.fee, .waived])
        #expect(lines(all[1]) == ["1500 C 138.00", "7830/0 D 138.00"])
    }

    @Test("Fees that fall away are no income, and no loss")
    func dropped() throws {
        let claim = claim(
            due: due,
            [
                reminder, (Day(2026, 2, 20), .disputed(why: "d")),
                (Day(2026, 2, 25), .objectionEnded(.reasonable, why: "right")),
            ])
        #expect(
            try lines(vouchers(claim)[1]) == ["1500 C 38.00", "3900/7 D 38.00"])
    }

    @Test("A loss leaves nothing on the customer; its VAT comes back when it is final")
    func loss() throws {
        let day = Day(2026, 9, 1)
        let plain = claim(due: due, [reminder, (day, .writtenOff(why: "w"))])
        #expect(try lines(vouchers(plain)[1]) == ["1500 C 10038.00", "7830/0 D 10038.00"])
        let final = claim(
            due: due,
            [reminder, (day, .lossEstablished(.a, why: "w")), (day, .writtenOff(why: "w"))])
        let all = try vouchers(final)
        #expect(all.map(\.kind) == [.fee, .loss])
        #expect(
            lines(all[1]) == ["1500 C 10038.00", "7830/0 D 8038.00", "2700/1 D 2000.00"])
    }

    @Test(
        "The tax code of lost VAT follows the invoice's own rate",
        arguments: [
            (200_000, "1"), (130_435, "11"), (107_143, "13"), (99_991, "12"), (130_436, "1"),
        ])
    func rates(_ vat: Int64, _ code: String) throws {
        let claim = claim(
            due: due,
            [
                (Day(2026, 9, 1), .lossEstablished(.a, why: "w")),
                (Day(2026, 9, 1), .writtenOff(why: "w")),
            ])
        let line = try vouchers(claim) { $0.vat = Money(ore: vat) }[0].lines.last
        #expect(line?.taxCode == code)
        #expect(line?.debit == Money(ore: vat))
    }

    @Test("What is paid after the loss is taken off it, and its VAT is owed again")
    func recovered() throws {
        let day = Day(2026, 9, 1)
        let claim = claim(
            due: due,
            [
                (day, .lossEstablished(.a, why: "w")), (day, .writtenOff(why: "w")),
                (day + 1, paid(500_000, forPrincipal: true)),
            ])
        let last = try #require(try vouchers(claim).last)
        #expect(last.kind == .recovered)
        #expect(lines(last) == ["1500 D 5000.00", "7830/0 C 4000.00", "2700/1 C 1000.00"])
    }

    @Test("Accounts are the company's own where it says so; the bank is told of on request")
    func chart() throws {
        let claim = claim(due: due, [reminder, (Day(2026, 2, 16), paid(500_000))])
        let all = try vouchers(claim) {
            $0.chart.fees = "3950"
            $0.chart.receivables = "1501"
            $0.includesBank = true
        }
        #expect(all.map(\.kind).contains(.bank))
        #expect(lines(all[0]) == ["1501 D 38.00", "3950/7 C 38.00"])
        let bank = try #require(all.first { $0.kind == .bank })
        #expect(bank.id == "1-1-2-B")
        #expect(lines(bank) == ["1920 D 5000.00", "1501 C 5000.00"])
        #expect(bank.lines.map(\.customer) == [nil, "10001"])
    }

    @Test("Facts to come change no voucher that was made, and a missing rate is told")
    func stable() throws {
        let early = claim(due: due, [reminder])
        let late = claim(
            due: due,
            [reminder, (Day(2026, 3, 2), paid(10_000)), (Day(2026, 9, 1), .writtenOff(why: "w"))])
        #expect(try Array(vouchers(late).prefix(1)) == vouchers(early))
        #expect(try vouchers(late, through: Day(2026, 2, 16)) == vouchers(early))
        #expect(try vouchers(late, through: Day(2026, 2, 15)).isEmpty)
        let beyond = claim(due: Day(2049, 1, 4), [(Day(2049, 9, 1), paid(1_000))])
        #expect(throws: MissingRate.self) { try vouchers(beyond, through: Day(2049, 12, 31)) }
    }

    // MARK: Whatever happens

    /// What the ledger says of the customer: the invoice and the bank's part, and Purr's vouchers.
    private func balance(_ claim: Claim, on day: Day, _ vouchers: [Voucher]) -> Money {
        let statement = Statement(of: claim, on: day, law: .shipped)
        let known = claim.principal - statement.credited - statement.paid + statement.refunded
        let lines = vouchers.flatMap(\.lines).filter { $0.account == "1500" }
        return known + lines.map(\.debit).sum() - lines.map(\.credit).sum()
    }

    @Test("Every voucher balances, and the customer's balance is what is open, whatever happens")
    func properties() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Chance(seed: seed)
        for _ in 0..<400 {
            var life = LawPropertyTests.Life(using: &chance)
            let first = life.claim.due
            for day in 1...300 {
                if let proposal = life.claim.decision(on: first + day).proposal,
                    Int.random(in: 0..<3, using: &chance) == 0
                {
                    life.send(proposal)
                }
                life.live(on: first + day, using: &chance)
            }
            let end = first + 301
            if Bool.random(using: &chance) { life.add(.lossEstablished(.d, why: "w"), end) }
            if Bool.random(using: &chance) { life.add(.writtenOff(why: "w"), end) }
            life.live(on: end, using: &chance)
            // Some things are heard of late.
            life.add(paid(5_000, payment: 900), first + Int.random(in: 1...300, using: &chance))
            life.add(
                .credited(.init(amount: Money(ore: 700), reference: "s")),
                first + Int.random(in: 1...300, using: &chance))
            let claim = life.claim
            let all = try vouchers(claim, through: end)
            #expect(!all.contains { !$0.isBalanced }, "seed \(seed)")
            #expect(Set(all.map(\.id)).count == all.count, "seed \(seed)")
            let earlier = try vouchers(
                claim.with(facts: Array(claim.facts.dropLast(2))), through: end)
            #expect(Array(all.prefix(earlier.count)) == earlier, "seed \(seed)")
            let statement = Statement(of: claim, on: end, law: .shipped)
            let isWrittenOff = claim.facts.contains { $0.event == .writtenOff(why: "w") }
            let balance = balance(claim, on: end, all)
            if isWrittenOff {
                #expect(balance <= .zero, "seed \(seed)")
            } else if statement.isInterestDemanded {
                #expect(
                    balance
                        == statement.openPrincipal + statement.openCosts - statement.overpaid,
                    "seed \(seed)")
            }
        }
    }
}

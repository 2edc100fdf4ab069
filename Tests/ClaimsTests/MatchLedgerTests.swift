import Basics
import Testing

@testable import Claims

@Suite("Weighing where a payment belongs")
struct MatchLedgerTests {
    // MARK: Builders

    private func claim(
        _ number: Int64, _ debtor: Int64, _ ore: Int64, due: Day = Day(2026, 10, 1),
        costs: Int64 = 0, kid: String = "", listed: Day? = nil
    ) -> OpenClaim {
        OpenClaim(
            id: ClaimID(number), debtor: DebtorID(debtor), invoice: "\(number)", kidKey: kid,
            issued: due - 14, due: due, openInvoice: Money(ore: ore),
            toPay: Money(ore: ore + costs), listedThrough: listed)
    }

    private func payment(
        _ ore: Int64, text: String = "", name: String = "", account: String = "",
        kid: String = "", booked: Day = Day(2026, 10, 2), named: [String] = [],
        charges: Int64 = 0, debtor: Int64? = nil
    ) -> Payment {
        Payment(
            id: PaymentID(1), account: AccountNumber("99991042764"), booked: booked,
            amount: Money(ore: ore), kid: kid, text: text, payerName: name, payerAccount: account,
            debtor: debtor.map { DebtorID($0) }, named: named, charges: Money(ore: charges))
    }

    /// A book of these debtors and of 400 others that have nothing to do with the payment.
    private func proposals(
        _ debtors: [MatchDebtor], _ payment: Payment
    ) -> [MatchProposal] {
        var keys = MatchKeys([payment])
        let others = (1_000..<1_400).map { number -> MatchDebtor in
            let id = Int64(number)
            return MatchDebtor(
                id: DebtorID(id), number: "\(id)", name: "Kunde \(id)bakken",
                claims: [claim(90_000 + id, id, 77_700 + id)])
        }
        let names = ["Ola Hansen", "Kari Hansen", "Bakken Bygg AS", "Ola Hansen"]
        for debtor in debtors + others {
            let name = debtor.id.number <= 4 ? names[Int(debtor.id.number) - 1] : "Kunde"
            keys.note(debtor: debtor.id, name: name, number: debtor.number, organisationNumber: "")
            for claim in debtor.claims + debtor.paid {
                keys.note(
                    claim: claim.id, of: debtor.id, invoice: claim.invoice, kidKey: claim.kidKey,
                    amounts: [claim.openInvoice, claim.toPay])
            }
            if !debtor.accounts.isDisjoint(with: keys.accounts) {
                keys.note(payerSeenWith: debtor.id)
            }
        }
        let wanted = keys.debtors
        let ledger = MatchLedger(
            (debtors + others).filter { wanted.contains($0.id) }, frequencies: keys.frequencies)
        return ledger.proposals(for: payment)
    }

    private func ola(_ claims: [OpenClaim], accounts: Set<String> = []) -> MatchDebtor {
        MatchDebtor(
            id: DebtorID(1), number: "10001", name: "Ola Hansen", accounts: accounts,
            claims: claims)
    }

    private func kari(_ claims: [OpenClaim]) -> MatchDebtor {
        MatchDebtor(id: DebtorID(2), number: "10002", name: "Kari Hansen", claims: claims)
    }

    private func booked(_ proposals: [MatchProposal]) -> [Int64: Int64]? {
        guard let best = proposals.first,
            best.isBookable(threshold: MatchProposal.thresholdDefault)
        else { return nil }
        return Dictionary(
            uniqueKeysWithValues: best.parts.map { ($0.claim.number, $0.amount.ore) })
    }

    // MARK: What is sure

    @Test("An invoice number and the amount are enough; so are a known account and the amount")
    func sure() {
        let debtors = [ola([claim(40_101, 1, 123_450)]), kari([claim(40_102, 2, 88_000)])]
        #expect(
            booked(proposals(debtors, payment(123_450, text: "Faktura 40101"))) == [40_101: 123_450]
        )
        let known = [ola([claim(40_101, 1, 123_450)], accounts: ["12345678903"])]
        let found = proposals(known, payment(123_450, account: "12345678903"))
        #expect(booked(found) == [40_101: 123_450])
        #expect(found[0].reasons.contains(.account))
        #expect(found[0].reasons.contains(.amount))
    }

    @Test(
        "A KID with one slip and the amount are enough, whether it stands in the field or the message"
    )
    func kidSlip() {
        let debtors = [ola([claim(40_101, 1, 123_450, kid: "2000140101")])]
        #expect(
            booked(proposals(debtors, payment(123_450, kid: "2000140110"))) == [40_101: 123_450])
        let text = proposals(debtors, payment(123_450, text: "kid 200014101"))
        #expect(booked(text) == [40_101: 123_450])
        #expect(text[0].reasons.first == .kidWithSlip("200014101"))
    }

    @Test("Named invoices of one debtor, and of several, when they add up")
    func sums() {
        let debtors = [
            ola([claim(40_101, 1, 100_050), claim(40_103, 1, 50_000)]),
            kari([claim(40_102, 2, 88_000)]),
        ]
        #expect(
            booked(
                proposals(
                    debtors, payment(150_050, text: "faktura 40101 og 40103", name: "Ola Hansen")))
                == [40_101: 100_050, 40_103: 50_000])
        let both = proposals(debtors, payment(188_050, text: "faktura 40101 og 40102"))
        #expect(booked(both) == [40_101: 100_050, 40_102: 88_000])
        #expect(both[0].debtor == nil)
    }

    @Test("What banks kept on the way explains a shortfall")
    func charges() {
        let debtors = [ola([claim(40_101, 1, 123_450)])]
        let found = proposals(
            debtors, payment(118_450, text: "invoice 40101", name: "Ola Hansen", charges: 5_000))
        #expect(booked(found) == [40_101: 118_450])
        #expect(found[0].reasons.contains(.amountBeforeCharges(Money(ore: 5_000))))
    }

    // MARK: What is not

    @Test("An amount alone is proposed and never booked")
    func amountOnly() {
        let found = proposals([ola([claim(40_101, 1, 123_450)])], payment(123_450))
        #expect(found.first?.parts.map(\.claim.number) == [40_101])
        #expect(booked(found) == nil)
    }

    @Test("Two of one name and one amount share the probability, and nobody is booked")
    func twoAlike() {
        let twin = MatchDebtor(
            id: DebtorID(4), number: "10004", name: "Ola Hansen",
            claims: [claim(40_104, 4, 123_450)])
        let found = proposals(
            [ola([claim(40_101, 1, 123_450)]), twin], payment(123_450, name: "Ola Hansen"))
        #expect(found.count >= 2)
        #expect(found.prefix(2).allSatisfy { (400...500).contains($0.score) })
        #expect(booked(found) == nil)
    }

    @Test(
        "An invoice that is paid already shows a payment made twice: the debtor is told, nothing is booked"
    )
    func twice() {
        let paid = OpenClaim(
            id: ClaimID(40_101), debtor: DebtorID(1), invoice: "40101", kidKey: "",
            issued: Day(2026, 9, 1), due: Day(2026, 9, 15), openInvoice: .zero, toPay: .zero,
            asked: [Money(ore: 123_450)])
        let found = proposals(
            [ola([paid, claim(40_105, 1, 123_450)])],
            payment(123_450, text: "faktura 40101", name: "Ola Hansen"))
        #expect(found.first?.reasons.contains(.alreadyPaid("40101")) == true)
        #expect(found.first?.debtor == DebtorID(1))
        #expect(booked(found) == nil)
    }

    @Test(
        "Money that came before the list that told of a claim is not the claim's, unless the ledger says so"
    )
    func listed() {
        let listed = [ola([claim(40_101, 1, 123_450, listed: Day(2026, 10, 2))])]
        #expect(booked(proposals(listed, payment(123_450, text: "faktura 40101"))) == nil)
        let later = payment(123_450, text: "faktura 40101", booked: Day(2026, 10, 3))
        #expect(booked(proposals(listed, later)) == [40_101: 123_450])
        #expect(booked(proposals(listed, payment(123_450, debtor: 1))) == [40_101: 123_450])
    }

    @Test("A valid KID that is nobody's here speaks against a match by amount and name")
    func foreignKID() {
        let debtors = [ola([claim(40_101, 1, 123_400)])]
        let plain = proposals(debtors, payment(123_400, name: "Ola Hansen")).first?.score ?? 0
        let other = proposals(debtors, payment(123_400, name: "Ola Hansen", kid: "77777777772"))
        #expect(other.first?.score ?? 0 < plain)
        #expect(booked(other) == nil)
    }

    @Test("Of alike invoices of one debtor the oldest is paid")
    func alike() {
        let claims = [
            claim(40_102, 1, 49_900, due: Day(2026, 10, 1)),
            claim(40_101, 1, 49_900, due: Day(2026, 9, 1)),
        ]
        let found = proposals(
            [ola(claims, accounts: ["12345678903"])], payment(49_900, account: "12345678903"))
        #expect(booked(found) == [40_101: 49_900])
    }

    // MARK: Properties

    @Test(
        "The parts and the rest are the payment, no claim gets more than it can hold, and scores are at most a thousand"
    )
    func conserved() {
        var chance = Chance(seed: 41)
        for _ in 0..<400 {
            var number: Int64 = 40_100
            let debtors = (1...4).map { id -> MatchDebtor in
                let claims = (0..<Int.random(in: 0...5, using: &chance)).map { _ -> OpenClaim in
                    number += 1
                    return claim(
                        number, Int64(id), Int64.random(in: 1...60, using: &chance) * 1_000,
                        due: Day(2026, 9, 1) + Int.random(in: 0...40, using: &chance),
                        costs: Bool.random(using: &chance) ? 3_800 : 0)
                }
                return MatchDebtor(
                    id: DebtorID(Int64(id)), number: "1000\(id)", name: "Ola Hansen",
                    accounts: id == 1 ? ["12345678903"] : [], claims: claims)
            }
            let found = proposals(
                debtors,
                payment(
                    Int64.random(in: 1...90, using: &chance) * 1_000,
                    text: Bool.random(using: &chance) ? "faktura 40102 og 40104" : "",
                    name: "Ola Hansen",
                    account: Bool.random(using: &chance) ? "12345678903" : ""))
            #expect(found.map(\.score).reduce(0, +) <= 1_000)
            #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
            let open = Dictionary(
                uniqueKeysWithValues: debtors.flatMap(\.claims).map { ($0.id, $0) })
            for proposal in found {
                for part in proposal.parts {
                    #expect(part.amount > .zero && part.amount <= open[part.claim]?.toPay ?? .zero)
                }
                #expect(Set(proposal.parts.map(\.claim)).count == proposal.parts.count)
            }
        }
    }
}

@Suite("A match taken back")
struct MisplacedTests {
    private func receipt(_ ore: Int64, _ payment: Int64) -> Fact.Receipt {
        Fact.Receipt(payment: PaymentID(payment), amount: Money(ore: ore), ordered: Day(2026, 3, 1))
    }

    @Test("The claim is as before on every day, whatever else has happened")
    func asBefore() {
        var chance = Chance(seed: 5)
        for round in 0..<300 {
            var events: [(Day, Fact.Event)] = []
            if Bool.random(using: &chance) {
                events.append(
                    letter(.reminder, Day(2026, 2, 20), deadline: Day(2026, 3, 6), feeOre: 3_500))
            }
            if Bool.random(using: &chance) {
                events.append((Day(2026, 2, 25), paid(30_000, payment: 9)))
            }
            let before = claim(200_000, events)
            let wrong = receipt(Int64.random(in: 1...200_000, using: &chance), 4)
            var after =
                events + [(Day(2026, 3, 2), .paid(wrong)), (Day(2026, 3, 2), .misplaced(wrong))]
            var expected = events
            if round % 3 == 0 {
                // Placed anew afterwards, it counts.
                after.append((Day(2026, 3, 2), .paid(wrong)))
                expected.append((Day(2026, 3, 2), .paid(wrong)))
            }
            let reference = round % 3 == 0 ? claim(200_000, expected) : before
            for offset in [0, 20, 28, 29, 60, 400] {
                let day = Day(2026, 2, 1) + offset
                #expect(claim(200_000, after).statement(day) == reference.statement(day))
            }
        }
    }

    @Test("Receipts that stand: neither gone back nor taken back")
    func standing() {
        let both = claim(
            200_000,
            [(Day(2026, 3, 2), .paid(receipt(500, 4))), (Day(2026, 3, 2), .paid(receipt(700, 4)))])
        #expect(both.standingReceipts(of: PaymentID(4)).map(\.amount.ore) == [500, 700])
        let one = both.appending(
            Fact(id: 9, on: Day(2026, 3, 2), event: .misplaced(receipt(500, 4))))
        #expect(one.standingReceipts(of: PaymentID(4)).map(\.amount.ore) == [700])
        #expect(one.standingReceipts(of: PaymentID(5)).isEmpty)
    }
}

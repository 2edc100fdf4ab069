import Basics
import Claims
import Law
import Testing

/// What holds for every history a claim can have, whatever is in it.
@Suite("Properties of random histories")
struct LawPropertyTests {
    /// A claim to which anything the law knows can happen, each letter sent when the plan sends it.
    struct Life {
        var claim: Claim
        private(set) var sent: [Proposal] = []
        private var receipts: [Fact.Receipt] = []

        init(using chance: inout Chance) {
            claim = ClaimsTests.claim(
                Int64.random(in: 10_000...5_000_000, using: &chance),
                due: Day(2023, 1, 1) + Int.random(in: 0..<1000, using: &chance),
                kind: DebtorKind.allCases.randomElement(using: &chance) ?? .unknown)
        }

        mutating func live(on day: Day, using chance: inout Chance) {
            guard Int.random(in: 0..<25, using: &chance) == 0 else { return }
            let owed = Statement(of: claim, on: day, law: .shipped).toPay
            let some = Money(ore: Int64.random(in: 1...max(1, owed.ore), using: &chance))
            switch Int.random(in: 0..<16, using: &chance) {
            case 0: add(.paused(until: day + Int.random(in: 1..<30, using: &chance), why: "p"), day)
            case 1: add(.disputed(why: "d"), day)
            case 2:
                add(
                    .objectionEnded(
                        ObjectionOutcome.allCases.randomElement(using: &chance) ?? .groundless,
                        why: "v"), day)
            case 3: add(.resumed(why: "r"), day)
            case 4: add(.promised(by: day + Int.random(in: 0..<20, using: &chance), why: "l"), day)
            case 5: add(.deferred(to: day + Int.random(in: 1..<40, using: &chance), why: "u"), day)
            case 6: agree(on: day, using: &chance)
            case 7:
                if claim.debtorKind == .business {
                    add(.compensationClaimed(Money(kroner: 460)), day)
                }
            case 8: add(.waived(Money(ore: min(some.ore, 10_000)), why: "e"), day)
            case 9:
                add(
                    .credited(
                        .init(
                            amount: Money(ore: min(some.ore, 50_000)), reference: "k",
                            corrects: Bool.random(using: &chance))), day)
            case 10: add(.insolvent(.bankruptcy, why: "k"), day)
            case 11: add(.insolvencyEnded(why: "o"), day)
            case 12: if let receipt = receipts.popLast() { add(.reversed(receipt), day) }
            default: pay(some, on: day, using: &chance)
            }
        }

        private mutating func agree(on day: Day, using chance: inout Chance) {
            let parts = InstalmentPlan.sharing(
                Money(kroner: 900), over: 3, from: day + Int.random(in: 1..<30, using: &chance))
            guard let plan = try? InstalmentPlan(parts, bearsInterest: Bool.random(using: &chance))
            else { return }
            add(.instalmentPlan(plan), day)
        }

        private mutating func pay(_ amount: Money, on day: Day, using chance: inout Chance) {
            let receipt = Fact.Receipt(
                payment: PaymentID(Int64(claim.facts.count + 1)), amount: amount,
                ordered: Bool.random(using: &chance) ? day - 1 : nil,
                designation: [nil, nil, nil, .principal, .interest, .costs]
                    .randomElement(using: &chance) ?? nil)
            receipts.append(receipt)
            add(.paid(receipt), day)
        }

        mutating func add(_ event: Fact.Event, _ day: Day) { claim = claim.adding(event, on: day) }

        mutating func send(_ proposal: Proposal) {
            sent.append(proposal)
            claim = claim.sending(proposal)
        }
    }

    private func lives(
        _ count: Int, days: Int = 220,
        _ check: (Life, Day, Decision, UInt64) -> Void = { _, _, _, _ in },
        atEnd: (Life, Day, UInt64) -> Void = { _, _, _ in }
    ) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Chance(seed: seed)
        for _ in 0..<count {
            var life = Life(using: &chance)
            let first = life.claim.due
            for offset in 0..<days {
                let day = first + offset
                life.live(on: day, using: &chance)
                let decision = life.claim.decision(on: day)
                check(life, day, decision, seed)
                if let proposal = decision.proposal { life.send(proposal) }
            }
            atEnd(life, first + days, seed)
        }
    }

    @Test("Every printed line adds up to what is owed, and compensation never comes on top of fees")
    func addsUp() {
        lives(
            150,
            atEnd: { life, _, seed in
                for day in stride(from: 0, to: 260, by: 13).map({ life.claim.due + $0 }) {
                    let s = life.claim.statement(day)
                    let charged = s.principal - s.credited - s.waived + s.interest + s.costs
                    #expect(
                        charged - s.paid + s.refunded + s.overpaid == s.toPay,
                        "seed \(seed), \(day)")
                    #expect(s.segments.map(\.amount).sum() == s.interest, "seed \(seed), \(day)")
                    #expect(s.costs >= max(s.compensation, .zero), "seed \(seed), \(day)")
                    #expect(s.costs <= s.compensation + s.fees, "seed \(seed), \(day)")
                    #expect(
                        s.openPrincipal >= .zero && s.openInterest >= .zero && s.openCosts >= .zero,
                        "seed \(seed), \(day)")
                }
            })
    }

    @Test("A day computed by itself is that day computed with all that came after")
    func dayByDay() {
        lives(
            120,
            atEnd: { life, _, seed in
                for offset in stride(from: 0, to: 220, by: 11) {
                    let day = life.claim.due + offset
                    #expect(
                        life.claim.asOf(day).statement(day) == life.claim.statement(day),
                        "seed \(seed), \(day)")
                }
            })
    }

    @Test(
        "A payment split in two on one day owes the same that day, and later unless a part was the principal"
    )
    func splitting() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Chance(seed: seed)
        for _ in 0..<400 {
            let principal = Int64.random(in: 10_000...1_000_000, using: &chance)
            let due = Day(2025, 1, 1) + Int.random(in: 0..<400, using: &chance)
            let day = due + Int.random(in: 1..<90, using: &chance)
            let base = claim(
                principal, due: due, [letter(.reminder, due + 14, deadline: due + 28, feeOre: 3800)]
            )
            let open = base.statement(day).openPrincipal.ore
            let whole = Int64.random(in: 2...principal, using: &chance)
            let part = Int64.random(in: 1..<whole, using: &chance)
            guard whole != open, part != open else { continue }
            let one = base.adding(paid(whole), on: day)
            let two = base.adding(paid(part), on: day).adding(
                paid(whole - part, payment: 2), on: day)
            #expect(one.statement(day).toPay == two.statement(day).toPay, "seed \(seed)")
            let rest = base.adding(paid(part), on: day).statement(day).openPrincipal.ore
            if whole - part != rest {
                #expect(
                    one.statement(day + 60).toPay == two.statement(day + 60).toPay, "seed \(seed)")
            }
        }
    }

    @Test(
        "Every letter that is sent is lawful when it is checked, also with the rates of later years"
    )
    func checked() {
        let later = LawBook.shipped.adding([
            OwnRate(
                table: .lateInterest, from: Day(2027, 1, 1), to: Day(2027, 6, 30), value: 1300,
                source: "t"),
            OwnRate(
                table: .collectionRate, from: Day(2027, 1, 1), to: nil, value: 80_000, source: "t"),
        ])
        var letters = 0
        lives(
            150,
            atEnd: { life, _, seed in
                for proposal in life.sent {
                    guard
                        let notice = life.claim.letters.first(where: {
                            $0.sentOn == proposal.sentOn && $0.step == proposal.step
                        })
                    else { continue }
                    letters += 1
                    for law in [LawBook.shipped, later] {
                        let review = LetterReview(
                            notice, on: life.claim, statedInterest: proposal.interest, law: law)
                        #expect(
                            review.isLawful, "seed \(seed): \(review.faults) \(life.claim.facts)")
                    }
                }
            })
        #expect(letters > 150)
    }

    @Test(
        "Nothing that presses goes under an objection, a pause, a kept plan, an insolvency, or when all is paid"
    )
    func held() {
        var letters = 0
        lives(
            200,
            { life, day, decision, seed in
                guard let proposal = decision.proposal else { return }
                letters += 1
                let clock = LegalClock(of: life.claim, law: .shipped, on: day)
                #expect(clock.holds.isEmpty, "seed \(seed), \(day): \(clock.holds)")
                #expect(!decision.statement.isInvoicePaid, "seed \(seed), \(day)")
                #expect(proposal.toPay > .zero, "seed \(seed), \(day)")
                if let deadline = proposal.deadline {
                    #expect(deadline - day >= 14, "seed \(seed)")
                }
                if let rung = clock[proposal.step], let first = rung.lawfulFrom {
                    #expect(day >= first, "seed \(seed), \(day)")
                }
            })
        #expect(letters > 200)
    }
}

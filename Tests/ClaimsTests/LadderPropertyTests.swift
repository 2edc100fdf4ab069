import Basics
import Claims
import Law
import Testing

@Suite("Ladders run day by day")
struct LadderPropertyTests {
    /// A claim that things happen to by chance, with each letter that may go sent on its day.
    struct Run {
        var claim: Claim
        let plan: Plan.Name
        var sent: [Proposal] = []
        private var owedReceipts: [Fact.Receipt] = []

        init(using chance: inout Chance) {
            let due = Day(2026, 1, 1) + Int.random(in: 0..<60, using: &chance)
            claim = ClaimsTests.claim(
                Int64.random(in: 100...2_000_000, using: &chance), due: due,
                kind: DebtorKind.allCases.randomElement(using: &chance) ?? .unknown)
            plan = Plan.Name.allCases.randomElement(using: &chance) ?? .anbefalt
        }

        /// Lets one in forty days bring something.
        mutating func live(through day: Day, using chance: inout Chance) {
            guard Int.random(in: 0..<40, using: &chance) == 0 else { return }
            switch Int.random(in: 0..<9, using: &chance) {
            case 0: add(.paused(until: day + Int.random(in: 1..<30, using: &chance), why: "p"), day)
            case 1: add(.disputed(why: "d"), day)
            case 2, 3: add(.resumed(why: "r"), day)
            case 4: add(.promised(by: day + Int.random(in: 0..<20, using: &chance), why: "l"), day)
            case 5:
                if let last = claim.letters.last { add(.undelivered(last.id, why: "u"), day) }
            case 6:
                if let receipt = owedReceipts.popLast() { add(.reversed(receipt), day) }
            default:
                let owed = Statement(of: claim, on: day, law: .shipped).toPay
                let amount = Money(ore: Int64.random(in: 1...max(1, owed.ore), using: &chance))
                let receipt = Fact.Receipt(
                    payment: PaymentID(Int64(claim.facts.count)),
                    amount: Bool.random(using: &chance) ? max(amount, owed) : amount)
                guard receipt.amount > .zero else { return }
                owedReceipts.append(receipt)
                add(.paid(receipt), day)
            }
        }

        private mutating func add(_ event: Fact.Event, _ day: Day) {
            claim = claim.adding(event, on: day)
        }

        mutating func send(_ proposal: Proposal) {
            sent.append(proposal)
            claim = claim.sending(proposal)
        }
    }

    /// Runs claims day by day and hands over each day's decision before it is carried out.
    private func simulate(
        claims: Int, days: Int, seed: UInt64, _ check: (Run, Day, Decision) -> Void,
        atEnd: (Run) -> Void = { _ in }
    ) {
        var chance = Chance(seed: seed)
        for _ in 0..<claims {
            var run = Run(using: &chance)
            for offset in 0..<days {
                let day = run.claim.due + offset
                run.live(through: day, using: &chance)
                let decision = run.claim.decision(on: day, run.plan)
                check(run, day, decision)
                if let proposal = decision.proposal { run.send(proposal) }
            }
            atEnd(run)
        }
    }

    @Test("No step is sent twice in a round, no fee before day 14, two small fees and one demand")
    func boundsHold() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var letters = 0
        simulate(claims: 200, days: 300, seed: seed) { run, day, decision in
            guard let proposal = decision.proposal else { return }
            letters += 1
            #expect(day > run.claim.due, "seed \(seed)")
            #expect(proposal.sentOn >= proposal.lawfulFrom, "seed \(seed)")
            if proposal.feeAmount > .zero {
                #expect(day >= run.claim.due + 14, "seed \(seed)")
            }
            if let deadline = proposal.deadline {
                #expect(deadline >= day + 14, "seed \(seed)")
                #expect(NorwegianCalendar.isBusinessDay(deadline), "seed \(seed)")
            }
        } atEnd: { run in
            let keys = run.sent.map { "\($0.step.name) \($0.round)" }
            #expect(Set(keys).count == keys.count, "seed \(seed): \(keys)")
            expectFees(run, seed)
        }
        #expect(letters > 200, "seed \(seed): the runs tell nothing")
    }

    /// Fees of letters that still count; a chain starts anew more than six months after its last fee.
    private func expectFees(_ run: Run, _ seed: UInt64) {
        let recalled = run.claim.facts.compactMap { fact in
            if case .undelivered(let id, _) = fact.event { id } else { nil }
        }
        let charged = run.claim.letters.filter { $0.fee > .zero && !recalled.contains($0.id) }
        for first in charged {
            let chain = charged.filter {
                $0.sentOn >= first.sentOn && $0.sentOn <= first.sentOn.adding(months: 6)
            }
            #expect(chain.count { $0.step < .paymentDemand } <= 2, "seed \(seed)")
            #expect(chain.count { $0.step == .paymentDemand } <= 1, "seed \(seed)")
        }
    }

    @Test("Nothing is sent while paused, disputed, promised or paid")
    func nothingWhileHeld() {
        let seed = UInt64.random(in: 0...UInt64.max)
        simulate(claims: 150, days: 200, seed: seed) { run, day, decision in
            guard decision.proposal != nil else { return }
            var isHeld = false
            for fact in run.claim.facts {
                switch fact.event {
                case .disputed: isHeld = true
                case .paused(let until, _): isHeld = until.map { day < $0 } ?? true
                case .resumed: isHeld = false
                default: continue
                }
            }
            let objected = run.claim.facts.lastIndex {
                if case .disputed = $0.event { true } else { false }
            }
            let resumed = run.claim.facts.lastIndex {
                if case .resumed = $0.event { true } else { false }
            }
            #expect((objected ?? -1) <= (resumed ?? -1), "seed \(seed)")
            #expect(!isHeld, "seed \(seed)")
            #expect(decision.statement.openPrincipal > .zero, "seed \(seed)")
        }
    }

    @Test("The same question has the same answer")
    func deterministic() {
        let seed = UInt64.random(in: 0...UInt64.max)
        simulate(claims: 20, days: 120, seed: seed) { run, day, decision in
            #expect(run.claim.decision(on: day, run.plan) == decision, "seed \(seed)")
        }
    }

    @Test("Before the next day that a decision names, nothing new can be sent")
    func nextDay() {
        let seed = UInt64.random(in: 0...UInt64.max)
        simulate(claims: 60, days: 150, seed: seed) { run, day, decision in
            guard decision.proposal == nil else { return }
            // Without a next day only a fact can change the answer.
            let next = decision.nextDay ?? day + 60
            for early in stride(from: 1, to: next - day, by: 1) {
                #expect(
                    run.claim.decision(on: day + early, run.plan).proposal == nil, "seed \(seed)")
            }
        }
    }
}

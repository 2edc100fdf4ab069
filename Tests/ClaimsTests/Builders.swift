import Basics
import Claims
import Law

/// A claim as tests write it: each value a test does not mention has a plain default.
func claim(
    _ principalOre: Int64 = 1_000_000, due: Day = Day(2026, 2, 2), kind: DebtorKind = .consumer,
    basis: DueBasis = .agreed, documented: Bool = true, _ events: [(Day, Fact.Event)] = []
) -> Claim {
    Claim(
        id: ClaimID(1), debtor: DebtorID(1), invoice: "1001", kid: "10017", issued: due - 14,
        due: due, dueBasis: basis, principal: Money(ore: principalOre), debtorKind: kind,
        isDocumented: documented,
        facts: events.enumerated().map { index, event in
            Fact(id: Int64(index + 1), on: event.0, event: event.1)
        })
}

func paid(_ ore: Int64, payment: Int64 = 1, forPrincipal: Bool = false) -> Fact.Event {
    .paid(
        .init(
            payment: PaymentID(payment), amount: Money(ore: ore),
            designation: forPrincipal ? .principal : nil))
}

func letter(
    _ step: Step, _ sentOn: Day, deadline: Day?, feeOre: Int64 = 0, id: Int64 = 1
) -> (Day, Fact.Event) {
    (
        sentOn,
        .noticed(
            Notice(
                id: NoticeID(id), step: step, sentOn: sentOn, deadline: deadline,
                fee: Money(ore: feeOre)))
    )
}

extension Claim {
    func statement(_ day: Day) -> Statement {
        Statement(of: self, on: day, law: .shipped, keepingDetails: true)
    }
}

/// A repeatable source of chance; the seed is printed by whoever uses it.
struct Chance: RandomNumberGenerator {
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

// MARK: - Climbing the ladder

extension Claim {
    /// The letters on the claim, in order of recording.
    var letters: [Notice] {
        facts.compactMap { fact in
            if case .noticed(let notice) = fact.event { notice } else { nil }
        }
    }

    func adding(_ event: Fact.Event, on day: Day) -> Claim {
        appending(Fact(id: Int64(facts.count + 1), on: day, event: event))
    }

    /// The claim after the proposed letter was approved.
    func sending(_ proposal: Proposal) -> Claim {
        adding(
            .noticed(
                Notice(
                    id: NoticeID(Int64(letters.count + 1)), step: proposal.step,
                    round: proposal.round, sentOn: proposal.sentOn, deadline: proposal.deadline,
                    fee: proposal.feeAmount)),
            on: proposal.sentOn)
    }

    func decision(
        on day: Day, _ plan: Plan.Name = .anbefalt, exempt: String? = nil,
        circumstances: Circumstances = .clear, law: LawBook = .shipped
    ) -> Decision {
        decide(
            self, policy: Policy(plan: .named(plan), exempt: exempt), law: law, today: day,
            circumstances: circumstances)
    }

    /// The claim with each letter sent on the first day it may go, until `step` is what comes next.
    func climbed(to step: Step, _ plan: Plan.Name = .anbefalt) -> Claim {
        var climbing = self
        for day in 1...200 {
            guard case .send(let proposal) = climbing.decision(on: due + day, plan).verdict else {
                continue
            }
            if proposal.step >= step { break }
            climbing = climbing.sending(proposal)
        }
        return climbing
    }
}

extension Decision {
    var proposal: Proposal? {
        if case .send(let proposal) = verdict { proposal } else { nil }
    }
}

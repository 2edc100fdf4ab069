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
    .paid(.init(payment: PaymentID(payment), amount: Money(ore: ore), forPrincipal: forPrincipal))
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
        Statement(of: self, on: day, law: .shipped, keepingSegments: true)
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

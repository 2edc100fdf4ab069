import Basics
import Law

/// What the law lets the letters of a claim do, given those told of by a day: the legal clock's answers one by one, for
/// letters that came in another order than the ladder's, or twice.
extension Claim {
    /// The first day the law lets `step` go, given the letters before it; nil when it needs a letter that was not sent.
    ///
    /// When the step has been taken, the letters before its last time count. A reminder is the one with a fee: one
    /// without may go the day after the due date.
    ///
    /// - Parameter graceBankDays: whole bank days to wait after a deadline for money on its way; 0 is what the law asks.
    public func lawfulFrom(
        _ step: Step, on day: Day, law: LawBook, graceBankDays: Int = 0
    ) -> Day? {
        ladder(on: day, law, graceBankDays)
            .earliest(step, after: letters(before: step, on: day))
    }

    /// The first day the letter may carry its fee, given the letters before it; nil when it never may.
    public func feeLawfulFrom(
        _ kind: LetterKind, on day: Day, law: LawBook, graceBankDays: Int = 0
    ) -> Day? {
        let before = letters(before: kind.step, on: day)
        return ladder(on: day, law, graceBankDays).feeFrom(kind, after: before)
    }

    /// What a letter of `day` may add, after what standard compensation already covers; the one that was sent that
    /// day, or else one that could be.
    public func fee(of kind: LetterKind, on day: Day, law: LawBook) -> FeeDecision {
        let told = untold(kind.step, on: day)
        let statement = Statement(of: told, on: day, law: law)
        if statement.isInvoicePaid { return FeeDecision(amount: .zero, reason: .onlyCostsLeft) }
        let due = terms(on: day, law.conventions).due
        do throws(MissingRate) {
            return try Standing(told, through: day).fee(
                of: kind, due: due, sentOn: day, statement, law)
        } catch {
            return FeeDecision(amount: .zero, reason: .missingRate(error))
        }
    }

    /// The last deadline of a letter that runs on `day`, its last day included; nil when none does.
    public func runningDeadline(on day: Day) -> Day? {
        Standing(self, through: day).notices.compactMap(\.deadline).filter { $0 >= day }.max()
    }

    private func ladder(on day: Day, _ law: LawBook, _ graceBankDays: Int) -> LawfulLadder {
        LawfulLadder(
            due: terms(on: day, law.conventions).due, law: law, graceBankDays: graceBankDays)
    }

    /// The letters that stand on `day` and came before the last one at `step`; all of them when there is none.
    private func letters(before step: Step, on day: Day) -> [EarlierLetter] {
        let standing = Standing(self, through: day)
        guard let last = standing.notices.lastIndex(where: { $0.step == step }) else {
            return standing.letters
        }
        let later = Set(standing.notices[last...].map(\.id))
        let before = facts.filter { fact in
            if case .noticed(let notice) = fact.event { !later.contains(notice.id) } else { true }
        }
        return Standing(with(facts: before), through: day).letters
    }

    /// The claim as it stood before the last letter at `step` of that day; unchanged when there is none.
    private func untold(_ step: Step, on day: Day) -> Claim {
        let index = facts.lastIndex { fact in
            if case .noticed(let notice) = fact.event {
                notice.step == step && notice.sentOn == day
                    && !isCalledBack(notice.id, through: day)
            } else {
                false
            }
        }
        return index.map { with(facts: Array(facts[..<$0])) } ?? self
    }
}

extension LetterKind {
    /// The rung at which the letter is sent.
    public var step: Step {
        switch self {
        case .reminder: .reminder
        case .collectionNotice: .collectionNotice
        case .paymentDemand: .paymentDemand
        }
    }
}

import Basics
import Law

/// The first lawful day of each letter on a claim, given the letters before it, and the fee it may carry.
///
/// - A nudge may go the day after the due date, and never carries a fee.
/// - A reminder that shall carry its fee goes on the fourteenth day after the due date or later.
/// - A collection notice needs no reminder before it: the day after the due date, without fee; but no letter goes
///   before the deadline of the one before it has passed.
/// - A payment demand needs a missed deadline of at least 14 days in a reminder or collection notice.
///
/// ```scenario
/// claim consumer principal 4800.00 due 2026-08-03
/// expect earliest reminder 2026-08-17
/// expect earliest collection-notice 2026-08-04
/// 2026-08-17 reminder deadline 2026-08-31
/// expect earliest collection-notice 2026-09-01
/// expect earliest payment-demand 2026-09-01
/// ```
///
/// - Source: inkassoforskriften § 1-2, inkassoloven §§ 8–10. That a running deadline holds the next letter is good
///   practice (§ 8), here a rule.
struct LawfulLadder {
    let due: Day
    let law: LawBook
    /// Whole bank days to wait after a deadline; 0 is what the law asks.
    let graceBankDays: Int

    /// The first lawful day of `step`; nil when it needs a letter that has not been sent.
    func earliest(_ step: Step, after letters: [EarlierLetter]) -> Day? {
        switch step {
        case .nudge: return afterRunningDeadline(letters) ?? due + 1
        case .reminder:
            return max(CreditorFee.earliest(due: due), afterRunningDeadline(letters) ?? due)
        case .collectionNotice: return afterRunningDeadline(letters) ?? due + 1
        case .paymentDemand, .ask:
            let isOpened = letters.contains { letter in
                letter.kind != .paymentDemand && letter.sentOn > due
                    && letter.deadline.map { $0 - letter.sentOn >= Deadline.noticeDaysMinimum }
                        ?? false
            }
            return isOpened ? afterRunningDeadline(letters) : nil
        }
    }

    /// What decides ``earliest(_:after:)``.
    func reason(_ step: Step, after letters: [EarlierLetter]) -> Reason {
        guard let first = earliest(step, after: letters) else { return .needsMissedDeadline }
        if step == .nudge { return .overdue(since: first) }
        if let deadline = lastDeadline(letters), deadline >= due, step != .reminder {
            return .deadlineRuns(deadline: deadline)
        }
        return .allowed(step.letterKind ?? .reminder, from: first)
    }

    /// What the letter may carry when it is sent on `sentOn`; nil when a rate is not known.
    func fee(
        _ kind: LetterKind, sentOn: Day, after letters: [EarlierLetter]
    ) -> FeeDecision? {
        do throws(MissingRate) {
            return try CreditorFee.decide(
                kind, due: due, sentOn: sentOn, earlier: letters, law: law)
        } catch {
            return FeeDecision(amount: .zero, reason: .missingRate(error))
        }
    }

    /// The first day the letter may carry its fee; nil when it never may.
    ///
    /// A fee can become lawful only when a waiting period ends, so just those days are tried.
    func feeFrom(_ kind: LetterKind, after letters: [EarlierLetter]) -> Day? {
        let step: Step =
            switch kind {
            case .reminder: .reminder
            case .collectionNotice: .collectionNotice
            case .paymentDemand: .paymentDemand
            }
        guard let first = earliest(step, after: letters) else { return nil }
        var days = [first, CreditorFee.earliest(due: due)]
        for letter in letters {
            if let deadline = letter.deadline { days.append(deadline + 1) }
            days.append(letter.sentOn.adding(months: 6) + 1)
        }
        return days.filter { $0 >= first }.sorted().first {
            (fee(kind, sentOn: $0, after: letters)?.amount ?? .zero) > .zero
        }
    }

    func deadline(sentOn: Day, days: Int = Deadline.noticeDaysMinimum) -> Day {
        Deadline.toPrint(sentOn: sentOn, days: days, conventions: law.conventions)
    }

    /// The day after the last deadline, with grace; nil when no letter set one after the due date.
    private func afterRunningDeadline(_ letters: [EarlierLetter]) -> Day? {
        guard let deadline = lastDeadline(letters), deadline > due else { return nil }
        return Deadline.nextStep(after: deadline, graceBankDays: graceBankDays)
    }

    private func lastDeadline(_ letters: [EarlierLetter]) -> Day? {
        letters.compactMap(\.deadline).max()
    }
}

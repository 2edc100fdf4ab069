import Basics
import Claims
import Law
import Texts

/// Why the law does not let a letter go on a day.
struct LetterRefusal: Hashable {
    /// Stable name: that of ``Law/Reason/code``, or `deadline-too-short`.
    let code: String
    /// One English sentence.
    let sentence: String
    /// The first day it may go as far as this is what holds it; nil when no day by itself mends it.
    let from: Day?

    init(_ reason: Reason, from: Day? = nil) {
        self.code = reason.code
        self.sentence = ReasonTexts.sentence(reason, .en)
        self.from = from
    }

    init(shortDeadline days: Int) {
        self.code = "deadline-too-short"
        self.sentence =
            "The letter gives \(days) days to pay; the law asks at least \(Deadline.noticeDaysMinimum)."
        self.from = nil
    }
}

extension Claim {
    /// Whether the law lets a letter go: the one judgement of every letter that a story tells of.
    ///
    /// A letter never goes before the day after the due date, before the deadline of an earlier letter has passed, while
    /// the debtor objects or is insolvent, while the creditor has bound itself to wait, when nothing is owed, or when the
    /// claim has lapsed. A payment demand needs a missed deadline of at least 14 days, and under the act of 2026 it is an
    /// agency's letter. A collection notice and a payment demand give at least 14 days to pay. A reminder that goes too
    /// early for its fee is allowed, without one.
    ///
    /// - Returns: what forbids it, the most telling first; empty when it may go.
    /// - Source: inkassoloven §§ 8–10 and 17, inkassoforskriften § 1-2, inkassoloven (2026) § 21.
    func refusals(of step: Step, on day: Day, deadline: Day?, law: LawBook) -> [LetterRefusal] {
        var refusals: [LetterRefusal] = []
        let due = terms(on: day, law.conventions).due
        let first = letterLawfulFrom(on: day, law: law)
        if day <= due {
            refusals.append(LetterRefusal(.notDue(due: due), from: due + 1))
        } else if day < first {
            refusals.append(LetterRefusal(.deadlineRuns(deadline: first - 1), from: first))
        }
        if step == .paymentDemand {
            if law.regime(on: day) == .act2026 { refusals.append(LetterRefusal(.agencyOnly)) }
            if lawfulFrom(step, on: day, law: law) == nil {
                refusals.append(LetterRefusal(.needsMissedDeadline))
            }
        }
        if Statement(of: self, on: day, law: law).toPay == .zero {
            refusals.append(LetterRefusal(.settled))
        }
        refusals += LegalClock(of: self, law: law, on: day).holds.map { LetterRefusal($0) }
        if let last = lapsed(before: day) { refusals.append(LetterRefusal(.lapsed(lastDay: last))) }
        if let days = deadline.map({ $0 - day }), days < Deadline.noticeDaysMinimum,
            step == .collectionNotice || step == .paymentDemand
        {
            refusals.append(LetterRefusal(shortDeadline: days))
        }
        return refusals
    }

    /// The claim's last day when it is past; nil while it stands, or when a step at court has been taken.
    private func lapsed(before day: Day) -> Day? {
        var last = LimitationPeriod.ends(due: terms(on: day).due)
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .acknowledged, .instalmentPlan:
                last = max(last, LimitationPeriod.ends(due: fact.on))
            case .limitationExtended(let to, _): last = max(last, to)
            case .legalAction: return nil
            default: continue
            }
        }
        return last < day ? last : nil
    }
}

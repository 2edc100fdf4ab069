import Basics
import Claims
import Law
import Texts

/// Why the law does not let a letter go on its day.
struct LetterRefusal: Hashable {
    /// Stable name: that of ``Law/Reason/code`` or ``Law/FeeReason/code``, or `deadline-too-short`.
    let code: String
    /// In English.
    let sentence: String
    /// The first day it may go as far as this is what forbids it; nil when no day by itself mends it.
    var from: Day?

    init(code: String, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    init(_ reason: Reason, from: Day? = nil) {
        self.init(code: reason.code, ReasonTexts.sentence(reason, .en))
        self.from = from
    }
}

extension Claim {
    /// Whether the law lets a letter go: the one judgement of every letter that a story tells of, the same that
    /// `purr check` makes.
    ///
    /// A letter never goes before the day after the due date, before the deadline of an earlier letter has passed, while
    /// the debtor objects or is insolvent, while the creditor has bound itself to wait, when nothing is left of the
    /// invoice, or when the claim has lapsed. A payment demand needs a missed deadline of at least 14 days, and under the
    /// act of 2026 it is an agency's letter. A collection notice and a payment demand give at least 14 days to pay. A
    /// reminder that goes too early for its fee is allowed, without one.
    ///
    /// - Returns: what forbids it, the most telling first; empty when it may go.
    func refusals(of notice: Notice, law: LawBook) -> [LetterRefusal] {
        let day = notice.sentOn
        let due = terms(on: day, law.conventions).due
        let review = LetterReview(notice, on: self, statedInterest: nil, law: law)
        return review.faults.map { LetterRefusal($0, of: self, due: due, on: day) }
    }
}

extension LetterRefusal {
    fileprivate init(_ fault: LetterReview.Fault, of claim: Claim, due: Day, on day: Day) {
        switch fault {
        case .tooEarly(let from):
            if day <= due {
                self.init(.notDue(due: due), from: from ?? due + 1)
            } else if let from {
                // With no deadline running it is the fee that has to wait.
                let running = claim.runningDeadline(on: day)
                self.init(
                    running.map { .deadlineRuns(deadline: $0) } ?? .feeDays(until: from), from: from
                )
            } else {
                self.init(.needsMissedDeadline)
            }
        case .feeTooHigh(let charged, let allowed):
            // A fee that may be charged, but not so much of it, has no reason of its own.
            let code = allowed.reason == .allowed ? "fee.too-high" : allowed.reason.code
            self.init(
                code: code, CheckTexts(.en).feeTooHigh(charged, allowed.amount))
        case .deadlineTooShort(let days):
            self.init(code: "deadline-too-short", CheckTexts(.en).deadlineTooShort(days))
        case .held(let reason): self.init(reason)
        case .interestTooHigh(let stated, let allowed):
            self.init(code: fault.code, CheckTexts(.en).interestTooHigh(stated, allowed))
        case .agencyOnly: self.init(.agencyOnly)
        }
    }
}

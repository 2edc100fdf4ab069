import Basics
import Claims
import Law

/// What fee a letter may carry, read straight from the rules: each condition that fails is a reason.
struct OracleFee {
    /// In øre.
    let amount: Int
    /// Every reason why it carries none; the product names one of them.
    let reasons: [FeeReason]

    init(
        _ kind: LetterKind, due: Day, sentOn: Day, earlier: [EarlierLetter], act2026From: Day?
    ) {
        var reasons: [FeeReason] = []
        if let act2026From, sentOn >= act2026From { reasons.append(.act2026) }
        let chain = Self.chain(of: earlier, before: sentOn)
        switch kind {
        case .reminder, .collectionNotice:
            if sentOn - due < 14 { reasons.append(.tooEarly(earliest: due + 14)) }
            // The demand comes last in each lawful row of letters.
            if chain.contains(where: { $0.kind == .paymentDemand }) { reasons.append(.chainFull) }
            reasons += Self.againstSmallFee(chain.filter { $0.kind != .paymentDemand }, sentOn)
        case .paymentDemand:
            if chain.contains(where: { $0.kind == .paymentDemand }) {
                reasons.append(.demandAlreadyCharged)
            }
            let missed = earlier.filter { letter in
                guard let deadline = letter.deadline, letter.kind != .paymentDemand else {
                    return false
                }
                // What is sent before the due date is over reminds of nothing.
                return letter.sentOn > due && deadline - letter.sentOn >= 14 && deadline < sentOn
            }
            if missed.isEmpty { reasons.append(.noMissedDeadline) }
        }
        self.reasons = reasons
        self.amount = reasons.isEmpty ? Self.fee(kind, due: due, sentOn: sentOn) : 0
    }

    /// What a letter on a claim may carry by the facts that were recorded before it.
    init?(_ notice: Notice, on claim: Claim, _ law: LawBook) {
        let place = claim.facts.firstIndex {
            if case .noticed(let letter) = $0.event { letter.id == notice.id } else { false }
        }
        guard let place, let kind = notice.step.letterKind else { return nil }
        let before = claim.facts[..<place].filter { $0.on <= notice.sentOn }
        var due = claim.due
        var compensation = 0
        var earlier: [(id: NoticeID?, letter: EarlierLetter)] = []
        for fact in before {
            switch fact.event {
            case .deferred(let to, _): due = max(due, to)
            case .chargedBefore(let fee):
                earlier.append(
                    (nil, EarlierLetter(kind: .reminder, sentOn: fact.on, deadline: nil, fee: fee)))
            case .noticed(let letter):
                guard let kind = letter.step.letterKind else { continue }
                earlier.append(
                    (
                        letter.id,
                        EarlierLetter(
                            kind: kind, sentOn: letter.sentOn, deadline: letter.deadline,
                            fee: letter.fee)
                    ))
            case .compensationClaimed(let amount): compensation = Int(amount.ore)
            case .recalled(let id, _), .undelivered(let id, _): earlier.removeAll { $0.id == id }
            default: continue
            }
        }
        let plain = OracleFee(
            kind, due: due, sentOn: notice.sentOn, earlier: earlier.map(\.letter),
            act2026From: law.act2026From)
        let charged = earlier.reduce(0) { $0 + Int($1.letter.fee.ore) }
        // What is claimed first is set off against the other.
        let isCovered = plain.amount > 0 && charged + plain.amount <= compensation
        amount = isCovered ? 0 : plain.amount
        reasons = isCovered ? [.coveredByCompensation] : plain.reasons
    }

    private static func againstSmallFee(
        _ charged: [EarlierLetter], _ sentOn: Day
    ) -> [FeeReason] {
        guard let first = charged.first else { return [] }
        var reasons: [FeeReason] = []
        if charged.count >= 2 { reasons.append(.chainFull) }
        if first.kind == .collectionNotice { reasons.append(.notAfterCollectionNotice) }
        guard let deadline = first.deadline else { return reasons + [.deadlineTooShort(days: nil)] }
        if deadline - first.sentOn < 14 {
            reasons.append(.deadlineTooShort(days: deadline - first.sentOn))
        }
        if deadline >= sentOn { reasons.append(.deadlineRunning(until: deadline)) }
        return reasons
    }

    /// The letters a fee was charged for, since more than six months last lay between two of them.
    private static func chain(of earlier: [EarlierLetter], before sentOn: Day) -> [EarlierLetter] {
        var chain: [EarlierLetter] = []
        for letter in earlier.sorted(by: { $0.sentOn < $1.sentOn }) where letter.fee > .zero {
            if let last = chain.last, letter.sentOn > sixMonths(after: last.sentOn) { chain = [] }
            chain.append(letter)
        }
        if let last = chain.last, sentOn > sixMonths(after: last.sentOn) { return [] }
        return chain
    }

    /// The same date half a year on; the month's last day when it has no such date.
    private static func sixMonths(after day: Day) -> Day {
        let (year, month, date) = day.components
        let (laterYear, laterMonth) = month <= 6 ? (year, month + 6) : (year + 1, month - 6)
        var candidate = date
        while true {
            if let found = Day(year: laterYear, month: laterMonth, day: candidate) { return found }
            candidate -= 1
        }
    }

    /// A twentieth or three twentieths of the inkassosats of the sending day; twice that for claims due before
    /// October 2020. Whole kroner from 2026, a half upwards.
    static func fee(_ kind: LetterKind, due: Day, sentOn: Day) -> Int {
        let twentieths = (kind == .paymentDemand ? 3 : 1) * (due < Day(2020, 10, 1) ? 2 : 1)
        let kroner = Rational((TypedLaw.collectionRate(on: sentOn) ?? 0) * twentieths, 20)
        return sentOn.year >= 2026 ? kroner.halfUp * 100 : (kroner * Rational(100)).halfUp
    }
}

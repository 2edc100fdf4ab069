import Basics

/// A letter sent earlier on the claim, as the fee rules see it.
public struct EarlierLetter: Hashable, Codable, Sendable {
    public let kind: LetterKind
    public let sentOn: Day
    /// The last day to pay; nil when it is not known, and then it never counts as missed.
    public let deadline: Day?
    public let fee: Money

    public init(kind: LetterKind, sentOn: Day, deadline: Day?, fee: Money) {
        self.kind = kind
        self.sentOn = sentOn
        self.deadline = deadline
        self.fee = fee
    }

    /// True when the deadline gave at least 14 days and has passed before `day`.
    func hasMissedFullDeadline(before day: Day) -> Bool {
        guard let deadline else { return false }
        return deadline - sentOn >= Deadline.noticeDaysMinimum && deadline < day
    }
}

/// What a letter may charge, and why.
public struct FeeDecision: Hashable, Codable, Sendable {
    /// In øre; zero when the letter carries none.
    public let amount: Money
    public let reason: FeeReason

    public init(amount: Money, reason: FeeReason) {
        self.amount = amount
        self.reason = reason
    }
}

/// Why a letter carries its fee, or none.
public enum FeeReason: Hashable, Codable, Sendable {
    case allowed
    /// Sent before the fourteenth day after the due date.
    case tooEarly(earliest: Day)
    /// Two small fees have been charged.
    case chainFull
    /// The first fee letter's deadline was under 14 days, or is not known.
    case deadlineTooShort(days: Int?)
    /// The first fee letter's deadline has not passed.
    case deadlineRunning(until: Day)
    /// The first fee letter was a collection notice; nothing small follows it.
    case notAfterCollectionNotice
    case demandAlreadyCharged
    /// No deadline of at least 14 days has been missed.
    case noMissedDeadline
    /// Fees under the act of 2026 have not been set.
    case act2026
    /// Another claim in the same letter bears the fee.
    case oneFeePerLetter
    /// Only fees and interest are left of the claim.
    case onlyCostsLeft
    /// Standard compensation has been claimed, and covers this fee too.
    case coveredByCompensation
    /// It might have carried one; the creditor asked for none.
    case notCharged
    /// A rate is not known, so nothing may be charged.
    case missingRate(MissingRate)

    /// Stable name for machines.
    public var code: String {
        switch self {
        case .allowed: "fee.allowed"
        case .tooEarly: "fee.too-early"
        case .chainFull: "fee.chain-full"
        case .deadlineTooShort: "fee.deadline-too-short"
        case .deadlineRunning: "fee.deadline-running"
        case .notAfterCollectionNotice: "fee.not-after-collection-notice"
        case .demandAlreadyCharged: "fee.demand-already-charged"
        case .noMissedDeadline: "fee.no-missed-deadline"
        case .act2026: "fee.act-2026"
        case .oneFeePerLetter: "fee.one-per-letter"
        case .onlyCostsLeft: "fee.only-costs-left"
        case .coveredByCompensation: "fee.covered-by-compensation"
        case .missingRate: "fee.missing-rate"
        case .notCharged: "fee.not-charged"
        }
    }

    public var citation: Citation {
        switch self {
        case .allowed, .notCharged, .tooEarly, .deadlineTooShort, .deadlineRunning,
            .notAfterCollectionNotice:
            Citation(.inkassoforskriften, "§ 1-2")
        case .chainFull, .demandAlreadyCharged: Citation(.inkassoforskriften, "§ 1-3")
        case .noMissedDeadline: Citation(.inkassoforskriften, "§ 1-2 (3)")
        case .act2026: Citation(.inkassoloven2026, "§ 19")
        case .oneFeePerLetter, .onlyCostsLeft: Citation(.inkassoloven, "§ 17 (1)")
        case .coveredByCompensation: Citation(.inkassoforskriften, "§ 1-5")
        case .missingRate(let missing): missing.table.citation
        }
    }
}

/// The creditor's own fees for reminders, collection notices and payment demands.
///
/// A small fee is 1/20 of the inkassosats on the day the letter is sent, a payment demand's 3/20; claims that fell
/// due before 2020-10-01 carry 1/10 and 3/10. From 2026 they are rounded to whole kroner, half up: 38 and 113.
///
/// ```scenario
/// claim consumer principal 4800.00 due 2026-08-03
/// 2026-08-16
/// expect fee reminder fee.too-early
/// 2026-08-17
/// expect fee reminder 38.00
/// 2026-08-17 reminder deadline 2026-08-31
/// 2026-08-31
/// expect fee collection-notice fee.deadline-running
/// 2026-09-02 collection-notice deadline 2026-09-16
/// 2026-09-18 payment-demand deadline 2026-10-02
/// expect fees 189.00
/// ```
///
/// - Source: inkassoforskriften §§ 1-1 to 1-3.
public enum CreditorFee {
    /// The first day a reminder or collection notice may carry a fee: 14 days after the due date.
    public static func earliest(due: Day) -> Day { due + 14 }

    /// The fee by itself, whether or not this letter may carry it.
    public static func amount(
        of kind: LetterKind, due: Day, sentOn: Day, law: LawBook
    ) throws(MissingRate) -> Money {
        let rate = try law.value(of: .collectionRate, in: law.collectionRate, on: sentOn)
        let isReformed = due >= Day(2020, 10, 1)
        let twentieths: Int64 =
            switch kind {
            case .reminder, .collectionNotice: isReformed ? 1 : 2
            case .paymentDemand: isReformed ? 3 : 6
            }
        let exact = rate.ore * twentieths  // in twentieths of an øre
        guard sentOn >= Day(2026, 1, 1) else { return Money(ore: exact / 20) }
        return Money(kroner: (exact + 1000) / 2000)
    }

    /// The inkassosats that a letter's fee is a fraction of: its value, the day it holds from, and its source.
    ///
    /// - Throws: ``MissingRate`` when none is known for the day.
    public static func rate(sentOn: Day, law: LawBook) throws(MissingRate) -> Dated<Money> {
        guard let row = law.collectionRate.last(where: { $0.covers(sentOn) }) else {
            throw MissingRate(table: .collectionRate, day: sentOn)
        }
        return row
    }

    /// Whether this letter may carry its fee, given every letter before it, in any order.
    public static func decide(
        _ kind: LetterKind, due: Day, sentOn: Day, earlier: [EarlierLetter], law: LawBook
    ) throws(MissingRate) -> FeeDecision {
        if law.regime(on: sentOn) == .act2026 { return none(.act2026) }
        let chain = FeeChain(earlier, before: sentOn)
        if let obstacle = chain.obstacle(to: kind, due: due, sentOn: sentOn, earlier) {
            return none(obstacle)
        }
        return FeeDecision(
            amount: try amount(of: kind, due: due, sentOn: sentOn, law: law), reason: .allowed)
    }

    private static func none(_ reason: FeeReason) -> FeeDecision {
        FeeDecision(amount: .zero, reason: reason)
    }
}

/// The fee letters that still count: the chain starts anew more than six months after the last one.
private struct FeeChain {
    private var smallFees = 0
    private var first: EarlierLetter?
    private var hasDemandFee = false

    init(_ earlier: [EarlierLetter], before sentOn: Day) {
        let charged = earlier.filter { $0.fee > .zero }.sorted { $0.sentOn < $1.sentOn }
        guard let last = charged.last, sentOn <= last.sentOn.adding(months: 6) else { return }
        var start = charged.count - 1
        while start > 0,
            charged[start].sentOn <= charged[start - 1].sentOn.adding(months: 6)
        {
            start -= 1
        }
        for letter in charged[start...] {
            switch letter.kind {
            case .reminder, .collectionNotice:
                smallFees += 1
                if first == nil { first = letter }
            case .paymentDemand: hasDemandFee = true
            }
        }
    }

    func obstacle(
        to kind: LetterKind, due: Day, sentOn: Day, _ earlier: [EarlierLetter]
    ) -> FeeReason? {
        switch kind {
        case .paymentDemand:
            if hasDemandFee { return .demandAlreadyCharged }
            let isMissed = earlier.contains {
                // A letter sent before the invoice was late is no reminder of it.
                $0.kind != .paymentDemand && $0.sentOn > due
                    && $0.hasMissedFullDeadline(before: sentOn)
            }
            return isMissed ? nil : .noMissedDeadline
        case .reminder, .collectionNotice:
            let earliest = CreditorFee.earliest(due: due)
            if sentOn < earliest { return .tooEarly(earliest: earliest) }
            // A payment demand comes after the small fees, never before them.
            if hasDemandFee { return .chainFull }
            guard let first else { return nil }
            if smallFees >= 2 { return .chainFull }
            if first.kind != .reminder { return .notAfterCollectionNotice }
            guard let deadline = first.deadline else { return .deadlineTooShort(days: nil) }
            let days = deadline - first.sentOn
            if days < Deadline.noticeDaysMinimum { return .deadlineTooShort(days: days) }
            return deadline < sentOn ? nil : .deadlineRunning(until: deadline)
        }
    }
}

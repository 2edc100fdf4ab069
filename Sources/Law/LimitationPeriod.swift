import Basics

/// Something that the law of limitation knows, or is often believed to.
public enum LimitationEvent: Hashable, Sendable {
    /// A step that stops the period while its case is pending.
    public enum Step: String, CaseIterable, Codable, Sendable {
        /// Forliksklage (§ 15).
        case conciliationComplaint = "conciliation-complaint"
        /// Stevning (§ 15).
        case writ
        /// The claim was pleaded in set-off in a case between the parties (§ 15).
        case setOffPleaded = "set-off"
        /// A petition for enforcement of a claim that has grounds for it (§ 17).
        case enforcementPetition = "enforcement-petition"
        /// The creditor's own petition for bankruptcy (§ 18).
        case bankruptcyPetition = "bankruptcy-petition"
        /// The claim was filed in the debtor's estate (§ 18); see ``Bankruptcy/limitationStops(openedOn:filedOn:deadline:)``
        /// for the day it counts from.
        case estateFiling = "filed-in-estate"

        fileprivate var paragraph: String {
            switch self {
            case .conciliationComplaint, .writ, .setOffPleaded: "§ 15"
            case .enforcementPetition: "§ 17"
            case .bankruptcyPetition, .estateFiling: "§ 18"
            }
        }
    }

    /// A letter of any kind: a reminder, a collection notice, a payment demand, a bankruptcy notice. Changes nothing.
    case letter
    /// The debtor acknowledged the claim: promised to pay, paid interest, signed a plan (§ 14).
    case acknowledged
    /// The parties agreed, after the claim arose, that it lapses on this day (§ 28).
    case extended(to: Day)
    /// A step that stops the period while its case is pending (§§ 15–18); nil when which one is not known.
    case legalAction(Step?)
    /// Judgment or settlement in court: ten years (§ 21).
    case decided
    /// Enforcement without full cover, or an estate closed with the claim recognised: ten years (§ 21).
    case closedUncovered
    /// The case ended without a decision: what it stopped holds for one year more (§ 22).
    case endedWithoutDecision

    /// A step whose kind is not known.
    public static let action = LimitationEvent.legalAction(nil)
}

/// When a claim lapses (foreldelse), and what has moved that day.
///
/// Three years from the due date: the last day is the day with the same number three years later, and the month's
/// last day if there is none. A last day on a Saturday, Sunday or public holiday moves to the next business day.
/// Letters change nothing. An acknowledgement starts a new period; a case at court stops the period while it lasts; a
/// judgment gives ten years; a case that ends without a decision leaves a year, or what is left of the period if that
/// is more. What comes after the last day revives nothing (a reading: an acknowledgement of a lapsed claim is for a
/// lawyer to judge). An acknowledgement of a claim with a judgment never shortens its ten years and adds the claim's own
/// period (a reading).
///
/// ```scenario
/// claim consumer principal 4800.00 due 2023-11-22
/// 2026-11-10 reminder
/// # 2026-11-22 is a Sunday, and a letter changes nothing.
/// expect limitation 2026-11-23
/// 2026-11-20 acknowledged a signed letter
/// expect limitation 2029-11-20
///
/// story A case that is soon dismissed takes nothing away
/// claim consumer principal 4800.00 due 2023-11-22
/// 2023-12-01 conciliation-complaint
/// expect limitation stopped
/// 2024-01-10 case-ended
/// expect limitation 2026-11-23
/// ```
///
/// - Source: foreldelsesloven §§ 2–3, 14–18, 20–22 and 28–29.
public struct LimitationPeriod: Hashable, Sendable {
    /// The ordinary period in months; a loan's or a debt instrument's is ten years (§ 5).
    public static let months = 36
    public static let longMonths = 120

    /// The day a pending case stopped the period; nil when none is pending.
    public private(set) var stoppedOn: Day?

    private let due: Day
    private let period: Int
    private let arose: Day?
    /// The last day, were no case pending, and what caused it.
    private var running: Day
    private var cause: Citation
    /// The last day as it would be without agreed extensions: their ten years are counted from it.
    private var unextended: Day
    private var stop: Citation?
    private var hasBeenAtCourt = false

    /// The last day on which the claim can be saved, by a complaint posted to the conciliation board for instance; nil
    /// while a case is pending.
    public var lastDay: Day? { stoppedOn == nil ? running : nil }

    /// What set the last day, or what stopped the period.
    public var citation: Citation { stop ?? cause }

    /// The last day when nothing interrupts it.
    public static func ends(due: Day, months: Int = LimitationPeriod.months) -> Day {
        NorwegianCalendar.businessDay(onOrAfter: due.adding(months: months))
    }

    /// The period after these events. An extension that does not hold changes nothing here; ``checked(due:months:arose:events:)``
    /// tells of it.
    ///
    /// - Parameters:
    ///   - due: the first day performance could be demanded.
    ///   - months: how long the period is; ten years for a loan or a debt instrument.
    ///   - arose: the day the claim came to be, before which no extension can be agreed; nil when that is not known, and then
    ///     it is not judged.
    ///   - events: in order of day; what comes after the last day changes nothing.
    public init(
        due: Day, months: Int = LimitationPeriod.months, arose: Day? = nil,
        events: [(on: Day, event: LimitationEvent)]
    ) {
        self.init(due: due, months: months, arose: arose)
        for (day, event) in events { try? follow(event, on: day) }
    }

    private init(due: Day, months: Int, arose: Day?) {
        self.due = due
        self.period = months
        self.arose = arose
        running = Self.ends(due: due, months: months)
        unextended = running
        cause = Citation(.foreldelsesloven, months == Self.months ? "§§ 2–3" : "§ 5")
    }

    /// As the initialiser, but the first extension that does not hold is an error.
    public static func checked(
        due: Day, months: Int = LimitationPeriod.months, arose: Day? = nil,
        events: [(on: Day, event: LimitationEvent)]
    ) throws(ExtensionFault) -> LimitationPeriod {
        var result = LimitationPeriod(due: due, months: months, arose: arose)
        for (day, event) in events { try result.follow(event, on: day) }
        return result
    }

    /// True when the last day lies before `day`.
    public func hasLapsed(before day: Day) -> Bool { lastDay.map { $0 < day } ?? false }

    private mutating func follow(_ event: LimitationEvent, on day: Day) throws(ExtensionFault) {
        if case .extended(let to) = event {
            self = try extended(to: to, on: day)
        } else if !hasLapsed(before: day) {
            apply(event, on: day)
        }
    }

    private mutating func apply(_ event: LimitationEvent, on day: Day) {
        switch event {
        case .letter, .extended: break
        case .acknowledged:
            // From the acknowledgement, or from the due date where that comes later (§ 20).
            move(to: Self.ends(due: max(day, due), months: period), "§ 14")
        case .legalAction(let step):
            guard stoppedOn == nil else { return }
            stoppedOn = day
            stop = Citation(.foreldelsesloven, step?.paragraph ?? "§§ 15–18")
            hasBeenAtCourt = true
        case .decided:
            resume()
            hasBeenAtCourt = true
            move(to: Self.ends(due: max(day, due), months: Self.longMonths), "§ 21")
        case .closedUncovered:
            resume()
            hasBeenAtCourt = true
            move(to: Self.ends(due: day, months: Self.longMonths), "§ 21")
        case .endedWithoutDecision:
            guard stoppedOn != nil else { return }
            resume()
            move(to: Self.ends(due: day, months: 12), "§ 22")
        }
    }

    private mutating func resume() {
        stoppedOn = nil
        stop = nil
    }

    /// No event takes away what is left of a period.
    private mutating func move(to day: Day, _ paragraph: String) {
        unextended = max(unextended, day)
        guard day > running else { return }
        running = day
        cause = Citation(.foreldelsesloven, paragraph)
    }
}

// MARK: - Agreed extensions

/// Why an agreed extension of the limitation period does not hold. Purr refuses it and never shortens it to what would
/// (foreldelsesloven § 28).
public enum ExtensionFault: Error, Hashable, Sendable {
    /// It was agreed before the claim arose.
    case beforeClaimArose(Day)
    /// The claim had lapsed when it was agreed.
    case lapsed(lastDay: Day)
    /// The claim does not lapse before that day anyway.
    case notLater(lastDay: Day)
    /// It is longer than three years from the agreement.
    case longerThanThreeYears(latest: Day)
    /// It is longer than ten years from the day the claim would else have lapsed.
    case longerThanTenYears(latest: Day)
}

extension LimitationPeriod {
    /// The period after an agreed extension: at most three years at a time, counted from the agreement, and at most ten years
    /// after the day the claim would else have lapsed.
    ///
    /// - Parameter day: the day it was agreed.
    /// - Throws: why it does not hold.
    public func extended(to last: Day, on day: Day) throws(ExtensionFault) -> LimitationPeriod {
        if let arose, day < arose { throw .beforeClaimArose(arose) }
        if hasLapsed(before: day) { throw .lapsed(lastDay: running) }
        guard last > running else { throw .notLater(lastDay: running) }
        let threeYears = day.adding(months: Self.months)
        guard last <= threeYears else { throw .longerThanThreeYears(latest: threeYears) }
        let tenYears = unextended.adding(months: Self.longMonths)
        guard last <= tenYears else { throw .longerThanTenYears(latest: tenYears) }
        var result = self
        result.running = NorwegianCalendar.businessDay(onOrAfter: last)
        result.cause = Citation(.foreldelsesloven, "§ 28")
        return result
    }

    /// Whether an agreed extension is at most three years at a time, and does not go beyond `longest`: ten years after the day the
    /// claim would else have lapsed.
    ///
    /// ```scenario
    /// claim consumer principal 4800.00 due 2026-08-03
    /// 2026-08-10 refused extended to 2029-08-11
    /// 2026-08-10 extended to 2029-08-10
    /// expect limitation 2029-08-10
    /// ```
    ///
    /// - Source: foreldelsesloven § 28.
    public static func mayExtend(on day: Day, to: Day, longest: Day) -> Bool {
        to <= day.adding(months: months) && to <= longest
    }
}

// MARK: - Interest

extension LimitationPeriod {
    /// The last day whose interest has lapsed by `day`, because each day's interest has three years of its own and the last of
    /// them moves off days off; `day` itself when the whole claim has lapsed.
    ///
    /// - Returns: nil once the claim has been at court: what then becomes of interest is for §§ 21–22, which Purr does not compute.
    public func interestLapsedThrough(on day: Day) -> Day? {
        if hasLapsed(before: day) { return day }
        guard !hasBeenAtCourt else { return nil }
        var last = day.adding(months: -Self.months)
        while Self.ends(due: last) >= day { last = last - 1 }
        return last
    }

    /// Interest that ran on this day or earlier has lapsed by `day`, were there no days off: each day's interest has three
    /// years of its own. ``interestLapsedThrough(on:)`` counts them too, and what has happened to the claim.
    ///
    /// ```scenario
    /// 2026-08-03
    /// expect interest-lapsed 2023-08-02
    /// ```
    ///
    /// - Source: foreldelsesloven §§ 2–3 and 24.
    public static func interestLapsed(through day: Day) -> Day { day.adding(months: -months) - 1 }
}

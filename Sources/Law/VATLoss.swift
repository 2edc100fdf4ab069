import Basics

/// When the VAT of an unpaid invoice may be taken back, because the debtor cannot pay.
///
/// One of four must hold: (a) enforcement or collection tried in vain; (b) not paid six months after the due date in spite of at
/// least three reminders at normal intervals; (c) insolvency proceedings show no cover; (d) it is otherwise fully clear. Mere
/// unwillingness or a dispute is not enough, and what a pledge covers is not lost. Between related parties the right lapses 24 months
/// after the VAT was invoiced, for terms from 2026.
///
/// Which intervals are normal the regulation leaves open; Purr counts reminders at least seven days apart unless told otherwise,
/// a reading.
///
/// ```scenario
/// claim consumer principal 12500.00 due 2026-02-02 vat 2500.00
/// 2026-02-05 nudge
/// 2026-02-17 reminder
/// 2026-03-05 collection-notice
/// expect vat-loss b 2026-08-03
/// expect vat-loss a none
/// expect vat-loss-amount 2500.00
/// ```
///
/// - Source: merverdiavgiftsloven § 4-7, merverdiavgiftsforskriften §§ 4-7-1 and 4-7-2.
public enum VATLoss {
    public enum Alternative: String, CaseIterable, Codable, Sendable {
        /// Enforcement or collection tried in vain.
        case a
        /// Six months and three reminders.
        case b
        /// Insolvency proceedings without cover.
        case c
        /// Otherwise fully clear.
        case d
    }

    /// What the claim's own history shows.
    public struct Evidence: Hashable, Sendable {
        public var due: Day
        /// The days letters went that asked for payment after the due date, in any order.
        public var reminders: [Day]
        /// The day enforcement or an agency gave up; nil when neither has.
        public var triedInVain: Day?
        /// The day the estate showed no cover; nil when it has not.
        public var noCover: Day?
        /// The day a person noted that it is otherwise clear; nil when nobody has.
        public var clear: Day?
        /// True while an objection stands: a dispute is no inability to pay.
        public var isDisputed: Bool

        public init(
            due: Day, reminders: [Day], triedInVain: Day? = nil, noCover: Day? = nil,
            clear: Day? = nil, isDisputed: Bool = false
        ) {
            self.due = due
            self.reminders = reminders
            self.triedInVain = triedInVain
            self.noCover = noCover
            self.clear = clear
            self.isDisputed = isDisputed
        }
    }

    public static let remindersNeeded = 3
    /// Days between reminders at least, to count as normal intervals.
    public static let interval = 7

    /// The first day the alternative holds; nil when the evidence does not show it.
    ///
    /// - Parameter interval: days between reminders at least, for alternative b.
    public static func holds(
        _ alternative: Alternative, _ evidence: Evidence, interval: Int = VATLoss.interval
    ) -> Day? {
        if evidence.isDisputed { return nil }
        switch alternative {
        case .a: return evidence.triedInVain
        case .b:
            let counted = counted(evidence.reminders, due: evidence.due, interval: interval)
            guard counted.count >= remindersNeeded else { return nil }
            return first(due: evidence.due, thirdReminder: counted[remindersNeeded - 1])
        case .c: return evidence.noCover
        case .d: return evidence.clear
        }
    }

    /// The day after both six months and the third reminder have passed.
    private static func first(due: Day, thirdReminder: Day) -> Day {
        max(due.adding(months: 6), thirdReminder) + 1
    }

    /// How far alternative b has come.
    public struct Progress: Hashable, Codable, Sendable {
        /// The reminders that count, in order.
        public let counted: [Day]
        /// How many more it needs.
        public let missing: Int
        /// The first day it can hold if those that are missing go as early as they count; nil in a dispute.
        public let firstDay: Day?
    }

    /// How far alternative b has come with the reminders sent until today, and the first day it can hold.
    public static func progress(
        _ evidence: Evidence, asOf today: Day, interval: Int = VATLoss.interval
    ) -> Progress {
        let counted = counted(
            evidence.reminders.filter { $0 <= today }, due: evidence.due, interval: interval)
        let missing = max(0, remindersNeeded - counted.count)
        var third = counted.count >= remindersNeeded ? counted[remindersNeeded - 1] : evidence.due
        if missing > 0 {
            let next = max(today, counted.last.map { $0 + interval } ?? evidence.due + 1)
            third = next + (missing - 1) * interval
        }
        return Progress(
            counted: counted, missing: missing,
            firstDay: evidence.isDisputed ? nil : first(due: evidence.due, thirdReminder: third))
    }

    /// Reminders after the due date that are far enough apart, in order.
    public static func counted(
        _ reminders: [Day], due: Day, interval: Int = VATLoss.interval
    ) -> [Day] {
        var counted: [Day] = []
        for day in reminders.sorted() where day > due {
            if let last = counted.last, day - last < interval { continue }
            counted.append(day)
        }
        return counted
    }

    /// The three letters that alternative b needs, as the recommended plan sends them: a nudge, a reminder with fee,
    /// and a collection notice after its deadline.
    public static func reminderPlan(due: Day) -> [Day] {
        let nudge = NorwegianCalendar.businessDay(onOrAfter: due + 3)
        let reminder = NorwegianCalendar.businessDay(onOrAfter: due + 14)
        let notice = NorwegianCalendar.businessDay(
            onOrAfter: Deadline.nextStep(
                after: Deadline.toPrint(sentOn: reminder), graceBankDays: 2))
        return [nudge, reminder, notice]
    }

    /// The VAT part of a lost gross amount: by the invoice's own share when it is known, else 25/125; half up.
    ///
    /// - Parameters:
    ///   - lost: principal that is open; fees, compensation and interest are outside VAT.
    ///   - invoice: the invoice with VAT, of which `vat` is a part; no more than all of it counts.
    ///   - secured: what a pledge or a guarantor covers of the lost amount: it is not lost.
    public static func amount(
        lost: Money, invoice: Money, vat: Money?, secured: Money = .zero
    ) -> Money {
        let uncovered = lost - max(secured, .zero)
        let (part, whole) = vat.map { (min($0.ore, invoice.ore), invoice.ore) } ?? (25, 125)
        guard whole > 0, part > 0, uncovered > .zero else { return .zero }
        let product = Int128(uncovered.ore) * Int128(part)
        return Money(ore: Int64((2 * product + Int128(whole)) / (2 * Int128(whole))))
    }

    /// The two-month term in which the loss is established, 1…6, and the day its return is due.
    public static func term(of day: Day) -> (year: Int, term: Int, deadline: Day) {
        let (year, month, _) = day.components
        let term = (month + 1) / 2
        return (year, term, PublicDeadline.vatTerm(year, term).day)
    }

    /// The day from which the right has lapsed between related parties (90 % ownership): 24 months after the VAT was
    /// invoiced; nil for terms before 2026.
    ///
    /// - Parameters:
    ///   - day: the day the VAT was invoiced, or should have been if that was earlier.
    ///   - daysInProceedings: how many days the debtor has been in debt negotiation, bankruptcy or reconstruction: the time
    ///     is longer by them.
    ///
    /// ```scenario
    /// 2025-12-31
    /// expect vat-loss-related none
    /// 2026-01-01
    /// expect vat-loss-related 2028-01-02
    /// ```
    ///
    /// - Source: merverdiavgiftsloven § 4-7, merverdiavgiftsforskriften § 4-7-2.
    public static func relatedPartyLapse(
        invoicedOn day: Day, daysInProceedings: Int = 0
    ) -> Day? {
        guard day >= Day(2026, 1, 1) else { return nil }
        return day.adding(months: 24) + max(0, daysInProceedings) + 1
    }
}

import Basics

/// The days of a debtor's bankruptcy (konkurs): when to file, and when to ask for it.
///
/// - Filing a claim: the deadline in the announcement lies three to six weeks after it. Filing in time stops limitation with
///   effect from the opening; later filing is accepted until the estate is distributed, at the filer's cost. Interest as an
///   ordinary claim ends on the opening day.
/// - Asking for bankruptcy: a clear and due debt is demanded; four weeks later at the earliest a payment order is served that gives two
///   weeks and warns of bankruptcy; the petition reaches the court within two weeks after those. The debtor must be bound to keep
///   accounts, now or in the last year, and the claim not safely secured.
///
/// ```scenario
/// claim business principal 48000.00 due 2026-06-01
/// 2026-09-01 bankrupt
/// expect proof-of-claim 2026-09-22 2026-10-13
/// expect bankruptcy-chain 2026-09-29 2026-10-14 2026-10-27
/// ```
///
/// - Source: konkursloven §§ 60–64, 67, 109 and 115; dekningsloven § 9-7; foreldelsesloven § 18.
public enum Bankruptcy {
    /// The first and the last day that the announcement can set for filing, both inclusive.
    public static func filingWindow(announcedOn day: Day) -> (first: Day, last: Day) {
        (day + 21, day + 42)
    }

    /// The last day that bears interest as an ordinary claim: the opening day.
    public static func lastInterestDay(openedOn day: Day) -> Day { day }

    /// Where a trade receivable stands in the estate, with interest to the opening and collection costs.
    public static let priority = Citation(.dekningsloven, "§ 9-6")
    /// Where interest after the opening stands.
    public static let laterInterestPriority = Citation(.dekningsloven, "§ 9-7")

    /// The presumption of insolvency by an unpaid order, step by step.
    public struct Chain: Hashable, Codable, Sendable {
        /// The day payment was demanded.
        public let demandedOn: Day
        /// The first day the payment order may be served: four weeks after.
        public let serveFrom: Day
        /// The last day to pay after service, inclusive: two weeks.
        public let payUntil: Day
        /// The first day the petition may be received.
        public let petitionFrom: Day
        /// The last day it may, inclusive: two weeks after the time to pay.
        public let petitionUntil: Day

        /// - Parameter servedOn: the day the order was served, when it has been; the first day it may be when nil.
        public init(demandedOn: Day, servedOn: Day? = nil) {
            self.demandedOn = demandedOn
            self.serveFrom = demandedOn + 28
            self.payUntil = max(servedOn ?? serveFrom, serveFrom) + 14
            self.petitionFrom = payUntil + 1
            self.petitionUntil = payUntil + 14
        }

        /// True when the order was served before it might be, so that it presumes nothing.
        public func isServedTooEarly(on day: Day) -> Bool { day < serveFrom }
    }
}

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
/// - Source: konkursloven §§ 60–64, 67, 109 and 115; dekningsloven §§ 9-6 and 9-7; foreldelsesloven § 18; domstolloven
///   §§ 148–149 for how weeks are counted.
public enum Bankruptcy {
    /// The first and the last day that the announcement can set for filing, both inclusive.
    public static func filingWindow(announcedOn day: Day) -> (first: Day, last: Day) {
        (day + 21, day + 42)
    }

    /// The day limitation stops for a claim filed in the estate: the opening when it was filed by the deadline in the
    /// announcement, inclusive, else the day it was filed.
    ///
    /// A claim that would have lapsed between the two is thus saved by filing in time.
    public static func limitationStops(openedOn: Day, filedOn: Day, deadline: Day) -> Day {
        filedOn <= deadline ? min(openedOn, filedOn) : filedOn
    }

    /// The last day that bears interest as an ordinary claim: the opening day.
    public static func lastInterestDay(openedOn day: Day) -> Day { day }

    /// Where a trade receivable stands in the estate, with interest to the opening and collection costs.
    public static let priority = Citation(.dekningsloven, "§ 9-6")
    /// Where interest after the opening stands.
    public static let laterInterestPriority = Citation(.dekningsloven, "§ 9-7")

    /// The presumption of insolvency by an unpaid order, step by step, from planned or actual days.
    ///
    /// Time to pay that ends on a day off runs to the next business day, and the court's two weeks are counted as if it did not: a
    /// reading that is safe either way.
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

        /// - Parameter servedOn: the day the order was served, when it has been; the first day it may be when nil, and when it was
        ///   served too early, because it then has to be served again.
        public init(demandedOn: Day, servedOn: Day? = nil) {
            self.demandedOn = demandedOn
            self.serveFrom = demandedOn + 28
            let served = max(servedOn ?? serveFrom, serveFrom)
            self.payUntil = NorwegianCalendar.businessDay(onOrAfter: served + 14)
            self.petitionFrom = payUntil + 1
            self.petitionUntil = served + 28
        }

        /// True when the order was served before it might be, so that it presumes nothing.
        public func isServedTooEarly(on day: Day) -> Bool { day < serveFrom }

        /// What keeps the chain from presuming insolvency; empty when all is in time so far.
        ///
        /// - Parameters:
        ///   - servedOn: the day given when the chain was made.
        ///   - petitionedOn: the day the court received the petition; nil when it has not.
        ///   - today: tells whether the petition can still come in time; nil asks of the days given only.
        public func missed(
            servedOn: Day?, petitionedOn: Day? = nil, asOf today: Day? = nil
        ) -> [Missed] {
            if let servedOn, isServedTooEarly(on: servedOn) { return [.servedTooEarly] }
            if let petitionedOn {
                if servedOn == nil { return [.notServed] }
                if petitionedOn < petitionFrom { return [.petitionTooEarly] }
                return petitionedOn > petitionUntil ? [.petitionTooLate] : []
            }
            guard let today, servedOn != nil, today > petitionUntil else { return [] }
            return [.petitionTooLate]
        }
    }

    /// A step that came at the wrong time.
    public enum Missed: String, CaseIterable, Codable, Sendable {
        /// The order was served before four weeks had passed.
        case servedTooEarly = "served-too-early"
        /// There is a petition and no order was served.
        case notServed = "not-served"
        /// The court received the petition before the time to pay was out.
        case petitionTooEarly = "petition-too-early"
        /// The court's two weeks have passed without it.
        case petitionTooLate = "petition-too-late"
    }

    /// Something that bars a petition by an unpaid order, whatever its days.
    public enum Obstacle: String, CaseIterable, Codable, Sendable {
        /// The debtor is not bound by law to keep accounts, nor was in the last year.
        case noAccountingDuty = "no-accounting-duty"
        /// Nobody has said whether the debtor is.
        case accountingDutyUnknown = "accounting-duty-unknown"
        /// The claim is safely secured.
        case secured

        public var citation: Citation {
            switch self {
            case .noAccountingDuty, .accountingDutyUnknown: Citation(.konkursloven, "§ 63")
            case .secured: Citation(.konkursloven, "§ 64")
            }
        }
    }

    /// What bars a petition by an unpaid order.
    ///
    /// - Parameters:
    ///   - keepsAccounts: whether the debtor is bound by law to keep accounts now, or was in the last year before the petition; nil
    ///     when not known, which bars until somebody has found out.
    ///   - isSecured: whether a pledge or the like covers the claim safely.
    public static func obstacles(keepsAccounts: Bool?, isSecured: Bool) -> [Obstacle] {
        var found: [Obstacle] = []
        switch keepsAccounts {
        case true?: break
        case false?: found.append(.noAccountingDuty)
        case nil: found.append(.accountingDutyUnknown)
        }
        if isSecured { found.append(.secured) }
        return found
    }
}

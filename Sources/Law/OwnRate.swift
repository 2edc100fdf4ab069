import Basics

/// A rate that somebody has added because this version of Purr does not ship it yet.
public struct OwnRate: Hashable, Codable, Sendable {
    public let table: MissingRate.Table
    public let from: Day
    /// Inclusive; nil until it is changed.
    public let to: Day?
    /// Hundredths of a percent for late interest, øre for the others.
    public let value: Int64
    /// The regulation or announcement it was read in.
    public let source: String

    public init(table: MissingRate.Table, from: Day, to: Day?, value: Int64, source: String) {
        self.table = table
        self.from = from
        self.to = to
        self.value = value
        self.source = source
    }
}

extension OwnRate {
    /// Refuses a row that can not be right.
    ///
    /// - Parameter replaces: true when it corrects an own row for the same days.
    /// - Throws: `Diagnostic` with a code of its own for each fault.
    public func check(against law: LawBook, replaces: Bool) throws(Diagnostic) {
        try checkValue()
        try checkPeriod()
        if source.isEmpty {
            throw fault("law.rate-source", "no source", "the regulation it was read in")
        }
        for row in law.rows(of: table) where overlaps(row) {
            if row.isOwn {
                if !replaces {
                    throw fault(
                        "law.rate-known", "your own row \(row.from.iso)–\(row.to?.iso ?? "")",
                        "--replace, to correct it")
                }
            } else if row.to != nil || from <= row.from {
                throw fault(
                    "law.rate-known", "shipped: \(row.from.iso)–\(row.to?.iso ?? "")",
                    "days that no shipped row covers")
            }
        }
    }

    private func overlaps(_ row: LawBook.Row) -> Bool {
        (row.to.map { from <= $0 } ?? true) && (to.map { row.from <= $0 } ?? true)
    }

    private func fault(_ code: String, _ found: String, _ expected: String) -> Diagnostic {
        Diagnostic(
            code, place: "\(table.rawValue) from \(from.iso)", found: found, expected: expected,
            remedy: "see the rows there are with: purr law rates")
    }

    private func checkValue() throws(Diagnostic) {
        let range: ClosedRange<Int64> =
            switch table {
            case .lateInterest: 1...3000
            case .standardCompensation: 10_000...200_000
            case .collectionRate: 10_000...500_000
            case .courtFee: 50_000...1_000_000
            }
        guard range.contains(value) else {
            let (low, high) = (Money(ore: range.lowerBound), Money(ore: range.upperBound))
            throw fault(
                "law.rate-value", Money(ore: value).decimal, "\(low.decimal) to \(high.decimal)")
        }
    }

    /// Interest and compensation are set for half-years, the others for years or until changed.
    private func checkPeriod() throws(Diagnostic) {
        let (_, month, day) = from.components
        switch table {
        case .lateInterest, .standardCompensation:
            let whole = MissingRate(table: table, day: from).period
            guard from == whole.from, to == whole.to else {
                throw fault(
                    "law.rate-period", "\(from.iso)–\(to?.iso ?? "open")",
                    "a whole half-year, \(whole.from.iso)–\(whole.to.iso)")
            }
        case .collectionRate, .courtFee:
            let ends = to.map { $0.components.month == 12 && $0.components.day == 31 } ?? true
            guard month == 1, day == 1, ends, to.map({ $0 > from }) ?? true else {
                throw fault(
                    "law.rate-period", "\(from.iso)–\(to?.iso ?? "open")",
                    "from 1 January, through 31 December or open")
            }
        }
    }
}

extension LawBook {
    /// A row of any table, its value in hundredths of a percent or øre.
    public struct Row: Hashable, Codable, Sendable {
        public let from: Day
        public let to: Day?
        public let value: Int64
        public let source: String
        /// True when somebody added it; false when this version ships it.
        public let isOwn: Bool
    }

    /// All rows of a table, oldest first.
    public func rows(of table: MissingRate.Table) -> [Row] {
        func row<Value>(_ dated: Dated<Value>, _ value: Int64) -> Row {
            Row(
                from: dated.from, to: dated.to, value: value, source: dated.source,
                isOwn: dated.isOwn)
        }
        return switch table {
        case .lateInterest: lateInterest.map { row($0, Int64($0.value)) }
        case .standardCompensation: standardCompensation.map { row($0, $0.value.ore) }
        case .collectionRate: collectionRate.map { row($0, $0.value.ore) }
        case .courtFee: courtFee.map { row($0, $0.value.ore) }
        }
    }

    /// The same law with rows that somebody has added, in the order they were recorded: a later one for the same first
    /// day takes the place of an earlier one.
    public func adding(_ rates: [OwnRate]) -> LawBook {
        func merged<Value>(
            _ shipped: [Dated<Value>], _ table: MissingRate.Table, _ value: (Int64) -> Value
        ) -> [Dated<Value>] {
            var own: [Day: Dated<Value>] = [:]
            for rate in rates where rate.table == table {
                own[rate.from] = Dated(
                    rate.from, rate.to, value(rate.value), rate.source, isOwn: true)
            }
            return shipped + own.values
        }
        return LawBook(
            lateInterest: merged(lateInterest, .lateInterest) { Int($0) },
            standardCompensation: merged(standardCompensation, .standardCompensation) {
                Money(ore: $0)
            },
            collectionRate: merged(collectionRate, .collectionRate) { Money(ore: $0) },
            courtFee: merged(courtFee, .courtFee) { Money(ore: $0) }, act2026From: act2026From,
            conventions: conventions)
    }

    /// A period that is not known, or that nobody has confirmed.
    public struct Gap: Hashable, Sendable {
        public let table: MissingRate.Table
        public let from: Day
        public let to: Day
        /// False when a row without an end covers the period, but no one has said that it still holds.
        public let isMissing: Bool

        /// The command that fills it.
        public var remedy: String {
            "purr law rates add \(table.rawValue) --from \(from.iso) --to \(to.iso) --value VALUE --source SOURCE"
        }
    }

    /// Days before a period begins from which its missing rate is told of.
    public static let noticeDays = 30

    /// What is missing on `day`, and in a half-year or year that begins within 30 days.
    public func gaps(on day: Day) -> [Gap] {
        MissingRate.Table.allCases.flatMap { table -> [Gap] in
            let now = MissingRate(table: table, day: day).period
            let next = MissingRate(table: table, day: now.to + 1).period
            let periods = next.from - day <= Self.noticeDays ? [now, next] : [now]
            return periods.compactMap { gap(table, $0) }
        }
    }

    private func gap(_ table: MissingRate.Table, _ period: (from: Day, to: Day)) -> Gap? {
        guard let row = rows(of: table).last(where: { covers($0, period.from) }) else {
            return Gap(table: table, from: period.from, to: period.to, isMissing: true)
        }
        // A shipped row without an end was seen in force the year it begins, and no later.
        let isConfirmed = row.isOwn || row.to != nil || row.from.year == period.from.year
        return isConfirmed
            ? nil : Gap(table: table, from: period.from, to: period.to, isMissing: false)
    }

    private func covers(_ row: Row, _ day: Day) -> Bool {
        row.from <= day && (row.to.map { day <= $0 } ?? true)
    }
}

/// A civil day in the Gregorian calendar, without hour or time zone.
///
/// Law counts days, not seconds: a due date, a deadline and an interest day are `Day`s. Arithmetic is
/// in whole days.
///
///     Day(2026, 2, 2) + 14                       // 2026-02-16
///     Day(2026, 3, 1) - Day(2026, 2, 1)          // 28
public struct Day: Hashable, Sendable {
    /// Days since 1970-01-01, which is day 0.
    public let number: Int32

    @inlinable
    public init(number: Int32) { self.number = number }

    /// The day with this year, month and day of month; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.number = Day.count(year, month, day)
    }

    /// The day as written in source code; traps when there is no such day.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        guard let valid = Day(year: year, month: month, day: day) else {
            preconditionFailure("no such day: \(year)-\(month)-\(day)")
        }
        self = valid
    }

    /// Year, month (1…12) and day of month (1…31).
    public var components: (year: Int, month: Int, day: Int) {
        // Days since 0000-03-01 in eras of 400 years; March first makes the leap day last.
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    public var year: Int { components.year }

    /// Monday is 1, Sunday 7.
    @inlinable
    public var weekday: Int {
        let fromMonday = (Int(number) + 3) % 7
        return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
    }

    /// The day with the same number `months` later; the month's last day if it is shorter.
    ///
    /// - Source: foreldelsesloven § 29 counts months this way.
    public func adding(months: Int) -> Day {
        let (year, month, day) = components
        let index = year * 12 + (month - 1) + months
        let newYear = (index - (index < 0 ? 11 : 0)) / 12
        let newMonth = index - newYear * 12 + 1
        // Files may hold days up to the end of year 9999, so the result may lie beyond it.
        let newDay = min(day, Day.length(ofMonth: newMonth, year: newYear))
        return Day(number: Day.count(newYear, newMonth, newDay))
    }

    @inlinable
    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
    @inlinable
    public static func - (day: Day, days: Int) -> Day { Day(number: day.number - Int32(days)) }
    /// Days from `earlier` to `later`: the later one counts, the earlier does not.
    @inlinable
    public static func - (later: Day, earlier: Day) -> Int { Int(later.number - earlier.number) }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func count(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear
        return Int32(era * 146_097 + ofEra - 719_468)
    }
}

extension Day: Comparable {
    @inlinable
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

// MARK: - Text

extension Day {
    /// Reads `2026-11-23`; nil when it is not a day.
    public init?(iso text: some StringProtocol) {
        let parts = String(text).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads a day as people write it in Norway: `23.11.2026`, `23.11.26`, `2026-11-23`, `20261123`, with
    /// `/` or `-` for the dots; nil when it is not a day.
    public init?(parsing text: some StringProtocol) {
        let trimmed = String(text).split(separator: " ").first.map(String.init) ?? ""
        if let iso = Day(iso: trimmed.prefix(10)),
            trimmed.count == 10 || trimmed.dropFirst(10).first == "T"
        {
            self = iso
            return
        }
        if trimmed.utf8.count == 8, trimmed.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(trimmed)
        {
            self.init(year: number / 10000, month: number / 100 % 100, day: number % 100)
            return
        }
        let parts = trimmed.split(omittingEmptySubsequences: false) {
            $0 == "." || $0 == "/" || $0 == "-"
        }
        guard parts.count == 3,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            parts[0].utf8.count <= 2, parts[1].utf8.count <= 2,
            parts[2].utf8.count == 4 || parts[2].utf8.count == 2,
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        self.init(year: year < 100 ? 2000 + year : year, month: month, day: day)
    }

    /// `2026-11-23`.
    public var iso: String {
        let (year, month, day) = components
        return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
    }

    /// `23.11.2026`, the form people read.
    public var text: String {
        let (year, month, day) = components
        return "\(Day.padded(day, 2)).\(Day.padded(month, 2)).\(year)"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Day: CustomStringConvertible {
    public var description: String { iso }
}

/// Coded as ISO text, `"2026-11-23"`.
extension Day: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(iso: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a day (yyyy-mm-dd): \(text)")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

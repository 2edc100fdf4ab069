import Basics
import Foundation
import Store

/// How many backups are kept: the newest of each of the last days, weeks and months that have one.
public struct BackupRetention: Hashable, Sendable {
    public var days: Int
    public var weeks: Int
    public var months: Int

    /// A week of days, five weeks, a year of months.
    public static let standard = BackupRetention(days: 7, weeks: 5, months: 12)

    public init(days: Int, weeks: Int, months: Int) {
        self.days = days
        self.weeks = weeks
        self.months = months
    }

    /// `7,5,12`: days, weeks, months.
    ///
    /// - Throws: `Diagnostic` `backup.keep`.
    public init(parsing text: String) throws {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 3, let days = numbers[0], let weeks = numbers[1],
            let months = numbers[2],
            [days, weeks, months].allSatisfy({ (0...1_000).contains($0) }),
            days + weeks + months > 0
        else {
            throw Diagnostic(
                "backup.keep", place: "--keep", found: text,
                expected: "how many days, weeks and months: 7,5,12",
                remedy: "0 keeps none of a kind; not all may be 0")
        }
        self.init(days: days, weeks: weeks, months: months)
    }

    /// Those that are to go, of backups made at these instants (seconds since 1970 UTC); never the newest.
    ///
    /// Weeks begin on Monday; all by the calendar in Norway.
    public func expired(_ instants: [Int64]) -> [Int64] {
        let newestFirst = instants.sorted(by: >)
        var kept = Set(newestFirst.prefix(1))
        func keep(_ count: Int, per period: (Day) -> Int64) {
            var seen: Set<Int64> = []
            for instant in newestFirst {
                let isFirst = seen.insert(period(Clock.day(of: instant))).inserted
                if seen.count > count { return }
                if isFirst { kept.insert(instant) }
            }
        }
        keep(days) { Int64($0.number) }
        keep(weeks) { Int64(($0 - ($0.weekday - 1)).number) }
        keep(months) { day in
            let (year, month, _) = day.components
            return Int64(year) * 12 + Int64(month)
        }
        return newestFirst.filter { !kept.contains($0) }
    }
}

/// A folder of backups, each named after when it was made: `purr-20261130T201500Z.backup`.
public struct BackupFolder: Sendable {
    public struct Item: Hashable, Sendable {
        public let path: String
        /// Seconds since 1970 UTC.
        public let madeAt: Int64
        public let bytes: Int64
    }

    public let path: String

    public init(_ path: String) { self.path = path }

    /// Those that are there, the newest first; none when there is no such folder.
    public func items() -> [Item] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap { name in
            guard let madeAt = Self.instant(of: name) else { return nil }
            let file = "\(path)/\(name)"
            let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64
            return Item(path: file, madeAt: madeAt, bytes: size ?? 0)
        }.sorted { $0.madeAt > $1.madeAt }
    }

    /// Makes the folder where it is not there yet.
    ///
    /// - Throws: `Diagnostic` `backup.write`.
    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Diagnostic(
                "backup.write", place: path, found: "a folder that can not be made",
                expected: "a place to write", remedy: "choose another folder with --into")
        }
    }

    /// Removes what is not to be kept.
    ///
    /// - Returns: what was removed.
    @discardableResult
    public func tidy(_ retention: BackupRetention) -> [Item] {
        let items = items()
        let expired = Set(retention.expired(items.map(\.madeAt)))
        return items.filter { expired.contains($0.madeAt) && unlink($0.path) == 0 }
    }

    /// Removes what backups have left that were cut off before an instant.
    func removeLeftovers(before instant: Int64) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.hasSuffix(".part") {
            guard let madeAt = Self.instant(of: String(name.dropLast(5))), madeAt < instant else {
                continue
            }
            unlink("\(path)/\(name)")
        }
    }

    func file(madeAt instant: Int64) -> String { "\(path)/\(Self.name(of: instant))" }

    static func name(of instant: Int64) -> String {
        let (year, month, day) = Day(number: Int32(instant / 86_400)).components
        let second = Int(instant % 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "purr-\(year)\(two(Int(month)))\(two(Int(day)))T"
            + "\(two(second / 3600))\(two(second / 60 % 60))\(two(second % 60))Z.backup"
    }

    static func instant(of name: String) -> Int64? {
        let pattern = #/purr-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup/#
        guard let parts = name.wholeMatch(of: pattern)?.output,
            let day = Day(parsing: "\(parts.1)-\(parts.2)-\(parts.3)"),
            let hour = Int64(parts.4), let minute = Int64(parts.5), let second = Int64(parts.6),
            hour < 24, minute < 60, second < 60
        else { return nil }
        return Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second
    }
}

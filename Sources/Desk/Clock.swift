import Basics
import Foundation

/// What time it is: the only clock in Purr, and the one place that turns an instant into a day.
///
/// Everything below Desk is told the day. A fixed clock makes a test or a rehearsal.
public struct Clock: Sendable {
    private let read: @Sendable () -> Int64

    /// Seconds since 1970-01-01 UTC.
    public var now: Int64 { read() }

    /// The civil day it is in Norway (Europe/Oslo).
    public var today: Day { Self.day(of: now) }

    public static let system = Clock { Int64(Date().timeIntervalSince1970) }

    /// A clock that stands at nine in the morning of `day`, and runs on from there.
    public static func startingAt(_ day: Day) -> Clock {
        let noon = Int64(day.number) * 86_400 + 12 * 3600
        let nine = noon - Int64(offset(at: noon)) - 3 * 3600
        let started = ContinuousClock.now
        return Clock {
            nine + (ContinuousClock.now - started).components.seconds
        }
    }

    public init(_ read: @escaping @Sendable () -> Int64) { self.read = read }

    /// The day in Europe/Oslo at an instant.
    public static func day(of instant: Int64) -> Day {
        let local = instant + Int64(offset(at: instant))
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return Day(number: Int32(days))
    }

    /// `08.10.2026 09:15` in Norway.
    public static func text(of instant: Int64) -> String {
        let local = instant + Int64(offset(at: instant))
        let minutes = (local % 86_400 + 86_400) % 86_400 / 60
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day(of: instant).text) \(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// The minute of the day in Norway at an instant, 0 at midnight.
    public static func minute(of instant: Int64) -> Int {
        let local = instant + Int64(offset(at: instant))
        return Int((local % 86_400 + 86_400) % 86_400 / 60)
    }

    /// The instant at which a minute of a day begins in Norway; in the hour that summer time skips, one close by.
    public static func instant(_ day: Day, minute: Int) -> Int64 {
        let local = Int64(day.number) * 86_400 + Int64(minute) * 60
        return local - Int64(offset(at: local - Int64(offset(at: local))))
    }

    /// Seconds that Oslo is ahead of UTC.
    private static func offset(at instant: Int64) -> Int {
        // Without time-zone data on the machine, Central European Time without summer time is nearest.
        guard let oslo = TimeZone(identifier: "Europe/Oslo") else { return 3600 }
        return oslo.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant)))
    }
}

import Basics
import Desk
import Foundation

/// The hands of the simulated clock; only the simulation moves them.
final class VirtualTime: @unchecked Sendable {
    // Sendable by a lock around the one value.
    private let lock = NSLock()
    private var seconds: Int64

    init(_ day: Day) { seconds = Self.morning(of: day) }

    var now: Int64 { lock.withLock { seconds } }

    var clock: Clock { Clock { self.now } }

    func advance(minutes: Int) { lock.withLock { seconds += Int64(minutes) * 60 } }

    func move(to day: Day) { lock.withLock { seconds = Self.morning(of: day) } }

    /// Eight in the morning UTC, which is nine or ten in Norway: within decent hours, winter and summer.
    private static func morning(of day: Day) -> Int64 { Int64(day.number) * 86_400 + 8 * 3600 }
}

/// A generator of its own, so that the same seed gives the same company in every process, on every machine and in every
/// version.
///
/// Dice are drawn by *key*, not in one long row: what a customer does on a day depends on the seed, the customer and the day, and
/// on nothing that happened elsewhere. So a failing case can be made smaller – fewer days, books or customers – without
/// becoming another case.
///
/// - Source: SplitMix64 (Steele, Lea and Flood, 2014); keys are mixed in with FNV-1a.
public struct Dice: Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// The dice of one matter: the same seed and key give the same throws.
    public init(seed: UInt64, _ key: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        state = hash
        // The first throws of keys that differ in one letter would be alike without this.
        state = next() ^ seed
    }

    /// A seed of its own for a part of the whole.
    static func key(_ seed: UInt64, _ key: String) -> UInt64 {
        var dice = Dice(seed: seed, key)
        return dice.next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to `count`, exclusive; `count` is at least 1.
    public mutating func below(_ count: Int) -> Int {
        precondition(count > 0, "dice need a side")
        return Int(next() % UInt64(count))
    }

    /// Both ends inclusive.
    public mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True so many times in a thousand.
    public mutating func chance(perMille: Int) -> Bool { below(1_000) < perMille }

    /// True so many times in a hundred.
    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    public mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// One of the cases, each as often as its weight says.
    public mutating func pick<T>(weighted items: [(weight: Int, item: T)]) -> T {
        var left = below(items.map(\.weight).reduce(0, +))
        for (weight, item) in items {
            if left < weight { return item }
            left -= weight
        }
        return items[items.count - 1].item
    }

    public mutating func shuffled<T>(_ items: [T]) -> [T] {
        var items = items
        for index in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(index, below(index + 1))
        }
        return items
    }
}

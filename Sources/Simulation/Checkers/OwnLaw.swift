import Basics
import Claims

/// The law as the checkers know it: a few numbers written down again from the acts, and what has been announced in the
/// simulated world. It asks nothing of Purr.
///
/// - Source: inkassoforskriften §§ 1-1 to 1-3, inkassoloven §§ 9 and 10.
struct OwnLaw {
    /// A half-year's rate of late interest, by its first day, and the day somebody told Purr of it.
    var halfYears: [(from: Day, told: Day)] = []
    /// New collection rates in kroner, by their first day, and the day somebody told Purr.
    var rates: [(from: Day, kroner: Int64, told: Day)] = []
    /// First days of the act of 2026, and the day each was told; nil takes it back.
    var acts: [(start: Day?, told: Day)] = []

    /// Whether the act of 2026 governs a letter of the day, by what was told by then.
    func isAct2026(_ day: Day) -> Bool {
        acts.last { $0.told <= day }?.start.map { day >= $0 } ?? false
    }

    /// Whether late interest can be reckoned through the day, by what was told by then.
    func knowsInterest(_ day: Day) -> Bool {
        let (year, month, _) = day.components
        if year <= 2026 { return true }
        var half = Day(2027, 1, 1)
        let last = Day(year, month <= 6 ? 1 : 7, 1)
        while half <= last {
            if !halfYears.contains(where: { $0.from == half && $0.told <= day }) { return false }
            half = half.adding(months: 6)
        }
        return true
    }

    /// Inkassosatsen in kroner on a day.
    private func rate(_ day: Day) -> Int64 {
        if let own = rates.last(where: { $0.from <= day && $0.told <= day }) { return own.kroner }
        return day.year >= 2026 ? 750 : 700
    }

    /// The most a letter may add to a bill that fell due from 2020-10-01, given the letters before it.
    func feeMost(_ step: Step, on day: Day, due: Day, before: [Bill.Letter]) -> Money {
        if isAct2026(day) || !knowsInterest(day) { return .zero }
        let chain = chain(before, day)
        let small = chain.filter { $0.step == .reminder || $0.step == .collectionNotice }
        let hasDemand = chain.contains { $0.step == .paymentDemand }
        switch step {
        case .nudge, .ask: return .zero
        case .reminder, .collectionNotice:
            guard day - due >= 14, !hasDemand, small.count < 2 else { return .zero }
            if let first = small.first {
                guard first.step == .reminder, Self.isMissed(first, by: day) else { return .zero }
            }
            return twentieths(1, day)
        case .paymentDemand:
            let isOpened = before.contains {
                ($0.step == .reminder || $0.step == .collectionNotice) && $0.day > due
                    && Self.isMissed($0, by: day)
            }
            return isOpened && !hasDemand ? twentieths(3, day) : .zero
        }
    }

    /// A deadline of 14 days or more has gone by.
    static func isMissed(_ letter: Bill.Letter, by day: Day) -> Bool {
        letter.deadline.map { $0 - letter.day >= 14 && $0 < day } ?? false
    }

    /// The fee letters that still count: none is more than six months after the one before it.
    private func chain(_ before: [Bill.Letter], _ day: Day) -> [Bill.Letter] {
        var chain: [Bill.Letter] = []
        var next = day
        for letter in before.filter({ $0.fee > .zero }).sorted(by: { $0.day > $1.day }) {
            if next > letter.day.adding(months: 6) { break }
            chain.insert(letter, at: 0)
            next = letter.day
        }
        return chain
    }

    /// Rounded to whole kroner, half up, from 2026.
    private func twentieths(_ count: Int64, _ day: Day) -> Money {
        let ore = rate(day) * 100 * count / 20
        return day.year >= 2026 ? Money(kroner: (ore + 50) / 100) : Money(ore: ore)
    }
}

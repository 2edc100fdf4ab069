import Basics
import Testing

@testable import Law

@Suite("Late interest")
struct LateInterestTests {
    private func total(_ ore: Int64, _ base: Day, _ until: Day) throws -> Int64 {
        try LateInterest.total(
            on: Money(ore: ore), after: base, through: until, law: .shipped
        ).ore
    }

    @Test(
        "The worked examples come out to the øre",
        arguments: [
            ("V01", 1_000_000, Day(2026, 2, 2), Day(2026, 3, 3), 9534),
            ("V02", 2_500_000, Day(2026, 6, 15), Day(2026, 7, 20), 29_110),
            ("V03", 349_900, Day(2026, 9, 10), Day(2026, 10, 8), 3288),
            ("V04", 480_000, Day(2026, 8, 3), Day(2026, 10, 5), 10_149),
            ("V05", 765_000, Day(2026, 3, 2), Day(2026, 5, 12), 17_857),
            ("V06", 8_000_000, Day(2026, 5, 4), Day(2026, 7, 10), 176_767),
            ("V08", 1_234_567, Day(2026, 4, 1), Day(2026, 5, 15), 17_859),
            ("V09, before the part payment", 5_000_000, Day(2026, 1, 15), Day(2026, 3, 1), 73_973),
            ("V09, after it", 3_000_000, Day(2026, 3, 1), Day(2026, 6, 30), 119_342),
        ] as [(String, Int64, Day, Day, Int64)])
    func worked(name: String, ore: Int64, base: Day, paid: Day, expected: Int64) throws {
        #expect(try total(ore, base, paid) == expected, "\(name)")
    }

    @Test("V02: each rate has its own line in the specification")
    func specification() throws {
        let segments = try LateInterest.segments(
            on: Money(ore: 2_500_000), after: Day(2026, 6, 15), through: Day(2026, 7, 20),
            law: .shipped)
        #expect(
            segments == [
                InterestSegment(
                    from: Day(2026, 6, 16), to: Day(2026, 6, 30), rate: 1200,
                    balance: Money(ore: 2_500_000), amount: Money(ore: 12_329)),
                InterestSegment(
                    from: Day(2026, 7, 1), to: Day(2026, 7, 20), rate: 1225,
                    balance: Money(ore: 2_500_000), amount: Money(ore: 16_781)),
            ])
    }

    @Test("No interest runs on the base day, and one day's runs on the next")
    func firstDay() throws {
        let base = Day(2026, 6, 30)
        #expect(try total(365_000_000, base, base) == 0)
        #expect(try total(365_000_000, base, base - 1) == 0)
        // 1 July, at the new rate.
        #expect(try total(365_000_000, base, base + 1) == 122_500)
        #expect(try total(365_000_000, base - 1, base) == 120_000)
        #expect(
            try LateInterest.segments(on: .limit, after: base, through: base, law: .shipped)
                .isEmpty)
    }

    @Test("A whole year bears exactly the rate, and halves of an øre round up")
    func rounding() throws {
        #expect(LateInterest.amount(Money(ore: 10_000), days: 365, rate: 1225).ore == 1225)
        // 3 650 000 / (1 × 1) is one øre's worth: below half of it rounds down, half rounds up.
        #expect(LateInterest.amount(Money(ore: 1_824_999), days: 1, rate: 1).ore == 0)
        #expect(LateInterest.amount(Money(ore: 1_825_000), days: 1, rate: 1).ore == 1)
        #expect(LateInterest.amount(.zero, days: 365, rate: 1225) == .zero)
    }

    @Test("The largest amount over the longest time is computed without overflow")
    func large() {
        let years = 80
        let interest = LateInterest.amount(.limit, days: years * 365, rate: 1225)
        #expect(interest.ore == Money.limit.ore / 10_000 * 1225 * Int64(years))
    }

    @Test("Interest is counted from the due date, or 30 days after a demand that may start it")
    func dueBasis() {
        let due = Day(2026, 3, 10)
        let sent = Day(2026, 3, 2)
        func base(_ basis: DueBasis) -> Day? {
            LateInterest.baseDay(due: due, basis: basis, debtor: .consumer)
        }
        #expect(base(.agreed) == due)
        #expect(base(.demanded(sentOn: sent, electronicAccepted: nil)) == Day(2026, 4, 1))
        #expect(base(.demanded(sentOn: sent, electronicAccepted: true)) == Day(2026, 4, 1))
        #expect(base(.demanded(sentOn: sent, electronicAccepted: false)) == nil)
    }

    @Test("Segments, their sum and a slow count day by day agree in 20 000 random cases")
    func oracle() throws {
        let seed: UInt64 = 0x9A11_2026
        var random = Seeded(seed: seed)
        for number in 0..<20_000 {
            let base = Day(2015, 1, 1) + Int.random(in: 0..<4382, using: &random)
            let span = Int.random(in: 0...(number % 10 == 0 ? 4000 : 400), using: &random)
            let until = min(base + span, Day(2026, 12, 31))
            let digits = Int.random(in: 1...13, using: &random)
            let largest = (0..<digits).reduce(Int64(1)) { product, _ in product * 10 }
            let balance = Money(ore: Int64.random(in: 0...largest, using: &random))
            let segments = try LateInterest.segments(
                on: balance, after: base, through: until, law: .shipped)
            let sum = segments.map(\.amount).sum()
            let total = try LateInterest.total(
                on: balance, after: base, through: until, law: .shipped)
            let slow = slowTotal(balance, base, until)
            guard sum == total, total == slow,
                segments.map(\.days).reduce(0, +) == max(0, until - base)
            else {
                Issue.record(
                    """
                    seed \(seed), case \(number): \(balance) after \(base) through \(until): \
                    segments \(sum), total \(total), day by day \(slow)
                    """)
                return
            }
        }
    }

    @Test("Splitting at any day changes neither the number of days nor their rates")
    func splitting() throws {
        let seed: UInt64 = 0x5711_2026
        var random = Seeded(seed: seed)
        for number in 0..<2000 {
            let base = Day(2015, 1, 1) + Int.random(in: 0..<4000, using: &random)
            let until = base + Int.random(in: 0...380, using: &random)
            let middle = base + Int.random(in: 0...(until - base), using: &random)
            func rates(_ from: Day, _ to: Day) throws -> [Int] {
                try LateInterest.segments(
                    on: Money(kroner: 1000), after: from, through: to, law: .shipped
                ).flatMap { Array(repeating: $0.rate, count: $0.days) }
            }
            let whole = try rates(base, until)
            let parts = try rates(base, middle) + rates(middle, until)
            guard whole == parts, whole.count == until - base else {
                Issue.record("seed \(seed), case \(number): \(base) – \(middle) – \(until)")
                return
            }
        }
    }

    /// One day at a time, exact fractions, rounded half up where the half-year's row changes.
    private func slowTotal(_ balance: Money, _ base: Day, _ until: Day) -> Money {
        var numerator: Int128 = 0
        var row: Day? = nil
        var total: Int128 = 0
        let denominator: Int128 = 100 * 100 * 365
        func rounded() -> Int128 {
            let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
            return whole + (rest * 2 >= denominator ? 1 : 0)
        }
        var day = base + 1
        var rates = LawBook.shippedLateInterest[...]
        while day <= until {
            while let first = rates.first, !first.covers(day) { rates = rates.dropFirst() }
            guard let current = rates.first else { return Money(ore: -1) }
            if current.from != row {
                total += rounded()
                numerator = 0
                row = current.from
            }
            numerator += Int128(balance.ore) * Int128(current.value)
            day = day + 1
        }
        return Money(ore: Int64(total + rounded()))
    }
}

/// A small generator with a seed, so that what fails can be run again.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

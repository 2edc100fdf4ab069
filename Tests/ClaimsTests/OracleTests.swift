import Basics
import Claims
import Foundation
import Law
import Testing

/// The seed of this run: chance's, or the one to repeat.
func propertySeed() -> UInt64 {
    ProcessInfo.processInfo.environment["PURR_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0...UInt64.max)
}

/// Looks at `count` things on every core; gives what `find` found, in order.
func onEveryCore<Found: Sendable>(
    _ count: Int, _ find: @escaping @Sendable (Int) -> Found?
) async -> [Found] {
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    return await withTaskGroup(of: [(Int, Found)].self) { group in
        for core in 0..<cores {
            group.addTask {
                stride(from: core, to: count, by: cores).compactMap { index in
                    find(index).map { (index, $0) }
                }
            }
        }
        var all: [(Int, Found)] = []
        for await some in group { all += some }
        return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

@Suite("The oracle")
struct OracleTests {
    /// Whether the claim comes to the same in the product and the oracle, each told of the known differences.
    private static func fault(_ random: RandomClaim, _ index: Int) -> String? {
        guard Disagreement(random, .all) != nil else { return nil }
        let smallest = random.shrunk { Disagreement($0, .all) != nil }
        return Disagreement(smallest, .all).map { "claim \(index): \($0)" }
    }

    @Test(
        "A hundred thousand claims come to the same øre when two who read the law apart count them")
    func statements() async {
        let seed = propertySeed()
        let faults = await onEveryCore(
            Int(ProcessInfo.processInfo.environment["PURR_CLAIMS"] ?? "") ?? 100_000
        ) { index in
            Self.fault(RandomClaim(seed: seed, index: index), index)
        }
        #expect(
            faults.isEmpty, "PURR_SEED=\(seed): \(faults.count) claims, as \(faults.prefix(3))")
    }

    @Test("Chains of letters by chance carry the fees that two readings give")
    func fees() async {
        let seed = propertySeed()
        let faults = await onEveryCore(100_000) { index -> String? in
            var chance = Chance(seed: seed &+ UInt64(index) &* 0x9e37_79b9)
            let act2026From = chance.happens(15) ? Day(2026, 1, 1) + chance.int(0...400) : nil
            let law = LawBook.shipped.withAct2026(from: act2026From)
            let due = Day(2016, 1, 1) + chance.int(0...3900)
            let near = chance.happens(20) ? Day(2020, 10, 1) + chance.int(-3...3) : due
            let (sentOn, earlier) = Self.letters(due: near, &chance)
            for kind in LetterKind.allCases {
                let ours = OracleFee(
                    kind, due: near, sentOn: sentOn, earlier: earlier, act2026From: act2026From)
                let theirs = try? CreditorFee.decide(
                    kind, due: near, sentOn: sentOn, earlier: earlier.shuffled(using: &chance),
                    law: law)
                let isExplained =
                    ours.reasons.isEmpty
                    ? theirs?.reason == .allowed
                    : ours.reasons.contains { $0 == theirs?.reason }
                if theirs?.amount.ore != Int64(ours.amount) || !isExplained {
                    return "\(index): \(kind) due \(near.iso) sent \(sentOn.iso) after \(earlier): "
                        + "\(String(describing: theirs)), oracle \(ours)"
                }
            }
            return nil
        }
        #expect(
            faults.isEmpty, "PURR_SEED=\(seed): \(faults.count) chains, as \(faults.prefix(3))")
    }

    @Test("Letters on claims by chance are reviewed for the fee that two readings give")
    func reviews() async {
        let seed = propertySeed()
        let faults = await onEveryCore(20_000) { index -> String? in
            let random = RandomClaim(seed: seed, index: index)
            for notice in random.claim.letters {
                guard let ours = OracleFee(notice, on: random.claim, random.law) else { continue }
                let theirs = LetterReview(
                    notice, on: random.claim, statedInterest: nil, law: random.law
                ).fee
                if theirs?.amount.ore != Int64(ours.amount) {
                    return
                        "\(index): \(notice) on \(random.claim.due) \(random.claim.facts.map { "\($0.on.iso) \($0.event)" }): "
                        + "\(String(describing: theirs)), oracle \(ours)"
                }
            }
            return nil
        }
        #expect(
            faults.isEmpty, "PURR_SEED=\(seed): \(faults.count) letters, as \(faults.prefix(3))")
    }

    /// Up to six letters, most of them about when a ladder would send them, and the day of the next.
    private static func letters(due: Day, _ chance: inout Chance) -> (Day, [EarlierLetter]) {
        var day = due + chance.one(of: [-3, 0, 1, 13, 14, 14, 15, 20])
        var letters: [EarlierLetter] = []
        for _ in 0..<chance.int(0...5) {
            let deadline =
                chance.happens(8) ? nil : day + chance.one(of: [7, 13, 14, 14, 14, 15, 21])
            let kind = chance.one(of: LetterKind.allCases + [.reminder])
            let fee = chance.happens(70) ? OracleFee.fee(kind, due: due, sentOn: day) : 0
            letters.append(
                EarlierLetter(
                    kind: kind, sentOn: day, deadline: deadline, fee: Money(ore: Int64(fee))))
            switch chance.int(1...10) {
            case 1: day = day.adding(months: 6) + chance.int(-1...2)
            case 2: day = day + chance.int(1...250)
            default: day = (deadline ?? day + 14) + chance.one(of: [0, 1, 1, 2, 5])
            }
        }
        return (day, letters)
    }

    @Test("The claims that chance makes have seen all that the law speaks of")
    func riches() async {
        let seed = propertySeed()
        let sights = await onEveryCore(3000) { index -> Set<String>? in
            let random = RandomClaim(seed: seed, index: index)
            let account = OracleAccount(random.claim, on: random.on, random.law.conventions)
            var seen: Set<String> = []
            if account.interest > 0 { seen.insert("interest") }
            if account.lines.count > 2 { seen.insert("lines") }
            if account.overpaid > 0 { seen.insert("overpaid") }
            if account.waived > 0 { seen.insert("waived") }
            if account.refunded > 0 { seen.insert("refunded") }
            if account.openCosts > 0 { seen.insert("costs") }
            if account.compensation > account.fees && account.fees > 0 { seen.insert("set-off") }
            if Set(account.lines.map(\.rate)).count > 1 { seen.insert("rate change") }
            let history = OracleHistory(random.claim, on: random.on, random.law.conventions)
            if history.base == nil { seen.insert("no base") }
            if history.base != history.due { seen.insert("later base") }
            if history.lastDayInTime != history.base { seen.insert("day off") }
            if history.frozenOn != nil { seen.insert("frozen") }
            if !history.freeDays.isEmpty { seen.insert("free days") }
            if history.due != random.claim.due { seen.insert("deferred") }
            if history.corrected > 0 { seen.insert("corrected") }
            if TypedLaw.isDayOff(random.claim.due) { seen.insert("due on day off") }
            return seen
        }
        let counts = sights.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(counts.count == 16, "PURR_SEED=\(seed): \(counts)")
        for (sight, count) in counts { #expect(count >= 20, "PURR_SEED=\(seed): \(sight)") }
    }
}

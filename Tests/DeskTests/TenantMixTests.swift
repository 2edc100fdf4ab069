import Basics
import Foundation
import Store
import TestStore
import Testing

@testable import Desk

@Suite("Companies in one store")
struct TenantMixTests {
    /// Another seed for a run: PURR_TEST_SEED=17.
    private static let seeds: [UInt64] =
        ProcessInfo.processInfo.environment["PURR_TEST_SEED"].flatMap(UInt64.init).map { [$0] }
        ?? [1, 2]

    @Test(
        "Whatever one does, no byte of the other changes, and nothing of it is seen there",
        arguments: seeds)
    func mix(seed: UInt64) async throws {
        var chance = GoLivePropertyTests.Chance(seed: seed)
        let store = try TestStore()
        let database = try Database(store.address)
        let time = TestTime(Day(2026, 8, 20))
        try People(database, as: .person("drift")).add(PersonRow(name: "drift", fullName: "Drift"))
        let one = try Tenant(
            "jotunvik", account: "99991042764", store: store, database: database, time: time)
        let other = try Tenant(
            "glimsund", account: "99992001018", store: store, database: database, time: time)
        var rows = (one: try one.rows(), other: try other.rows())
        for step in 0..<60 {
            let isOne = chance.next() % 2 == 0
            let operation =
                step < 8 ? "list" : Tenant.operations.randomElement(using: &chance) ?? "list"
            try await (isOne ? one : other).act(operation, &chance)
            let after = (one: try one.rows(), other: try other.rows())
            if isOne {
                #expect(after.other == rows.other, "seed \(seed), step \(step): \(operation)")
            } else {
                #expect(after.one == rows.one, "seed \(seed), step \(step): \(operation)")
            }
            rows = after
            if chance.next() % 4 == 0 { time.advance(minutes: 24 * 60) }
        }
        for (own, foreign) in [(one, other), (other, one)] {
            let seen = try own.outputs(own.desk(.owner))
            let knowsItself = seen.contains(own.word)
            #expect(knowsItself)
            let rows = try own.rows().joined(separator: "\n")
            #expect(Self.mentions(of: foreign.word, in: seen) == [], "seed \(seed)")
            #expect(Self.mentions(of: foreign.word, in: rows) == [], "seed \(seed)")
            try refusesNeighbour(own, foreign)
            #expect(try own.desk(.owner).verifyChain().isWhole, "seed \(seed)")
            let done = own.done.filter { $0.key != "refused" }.values.reduce(0, +)
            #expect(done > own.done["refused", default: 0] / 2, "seed \(seed): \(own.done)")
        }
    }

    /// The lines with a word, a few and not whole.
    private static func mentions(of word: String, in text: String) -> [String] {
        text.split(separator: "\n").filter { $0.lowercased().contains(word) }.prefix(3)
            .map { String($0.prefix(200)) }
    }

    /// Nobody of `foreign` gets in, and what they are told names no one.
    private func refusesNeighbour(_ own: Tenant, _ foreign: Tenant) throws {
        for role in Role.allCases {
            let fault = #expect(throws: Diagnostic.self) {
                try own.desk("\(foreign.word)-\(role.rawValue)")
            }
            #expect(fault?.code == "access.none")
            #expect(fault?.description.contains(own.word) == false)
        }
        let actor = Actor.person("\(foreign.word)-owner")
        let unnamed = try BookDesk.book(nil, in: own.database, as: actor)
        #expect(unnamed.id == foreign.id)
    }
}

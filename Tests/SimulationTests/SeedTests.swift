import Basics
import Foundation
import Store
import TestStore
import Testing

@testable import Simulation

/// Small companies made from fresh seeds each time, and from every seed that has ever found something.
///
/// PURR_SEED repeats one seed.
@Suite("Simulated companies", .serialized)
struct SeedTests {
    private static let named = ProcessInfo.processInfo.environment["PURR_SEED"].flatMap {
        UInt64($0)
    }

    /// Every second one with faults.
    private static let runs: [SimulationOptions] = {
        if let named { return [small(named, true), small(named, false)] }
        let first = UInt64.random(in: 1...9_999_999)
        return (0..<20).map { small(first + $0, $0 % 2 == 0) }
    }()

    private static func small(_ seed: UInt64, _ hasFaults: Bool) -> SimulationOptions {
        SimulationOptions(seed: seed, books: 2, days: 24, customers: 4, hasFaults: hasFaults)
    }

    @Test("A fresh seed passes every check", arguments: runs)
    func passesFresh(_ options: SimulationOptions) async throws {
        print("seed \(options.seed)\(options.hasFaults ? " with faults" : "")")
        await passes(options)
    }

    /// The others' neighbours.
    private static let serverRuns: [SimulationOptions] = {
        guard TestStore.server != nil else { return [] }
        if let named { return [small(named, true)] }
        let first = UInt64.random(in: 1...9_999_999)
        return (0..<5).map { small(first + $0, $0 < 4) }
    }()

    @Test(
        "A fresh seed passes every check on PostgreSQL",
        .enabled(if: TestStore.server != nil, "no server; see Tests/Support/with_postgres"),
        arguments: serverRuns)
    func passesOnServer(_ options: SimulationOptions) async throws {
        print("PostgreSQL, seed \(options.seed)\(options.hasFaults ? " with faults" : "")")
        await passes(options) { try Self.serverStore() }
    }

    private static func serverStore() throws -> PostgresStore {
        try PostgresStore(on: StoreAddress(#require(TestStore.server)))
    }

    @Test("A seed that once found something finds nothing any more", arguments: FailedSeeds.all)
    func passesAgain(_ failed: FailedSeed) async throws { await passes(failed.options) }

    private func passes(
        _ options: SimulationOptions,
        makeStore: () throws -> any SimulatedStore = { try SQLiteStore() }
    ) async {
        do {
            let outcome = try await SimulationRun(options, store: makeStore()).run()
            #expect(outcome.tally.checksInAll > 0)
        } catch let failure as SimulationFailure {
            let story = failure.story.joined(separator: "\n")
            Issue.record(
                """
                \(failure.objection.checker): \(failure.objection.message)
                day \(failure.day.iso), book \(failure.book)
                \(story)
                \(failure.command)
                """)
        } catch { Issue.record("\(error)") }
    }

    /// Connections can be lost on a server only; all else is counted, and happens, alike.
    private static func tellable(_ tally: Tally) -> Tally {
        var tally = tally
        tally.faults["lost connections"] = nil
        return tally
    }

    @Test(
        "The same seed gives the same trace on SQLite and PostgreSQL, row by row",
        .enabled(if: TestStore.server != nil, "no server; see Tests/Support/with_postgres"),
        arguments: [UInt64(4_711), named ?? UInt64.random(in: 1...9_999_999)])
    func sameTraceOnBoth(_ seed: UInt64) async throws {
        let options = SimulationOptions(
            seed: seed, books: 2, days: 30, customers: 5, hasFaults: true)
        var lines: [[String]] = []
        var outcomes: [SimulationOutcome] = []
        for isServer in [false, true] {
            let store: any SimulatedStore =
                isServer ? try Self.serverStore() : try SQLiteStore()
            var told: [String] = []
            let run = try SimulationRun(options, store: store, sink: { told.append($0) })
            outcomes.append(try await run.run())
            lines.append(told)
        }
        let other = zip(lines[0], lines[1]).first { $0 != $1 }
        #expect(other == nil, "seed \(seed): the first line that differs")
        #expect(lines[0].count == lines[1].count)
        #expect(outcomes[0].trace == outcomes[1].trace)
        #expect(Self.tellable(outcomes[0].tally) == Self.tellable(outcomes[1].tally))
    }

    @Test("The same seed gives the same trace, and another gives another")
    func sameTrace() async throws {
        let options = SimulationOptions(
            seed: 4_711, books: 2, days: 16, customers: 4, hasFaults: true)
        var lines: [[String]] = []
        var traces: [String] = []
        for _ in 0..<2 {
            var told: [String] = []
            let run = try SimulationRun(options, sink: { told.append($0) })
            traces.append(try await run.run().trace)
            lines.append(told)
        }
        #expect(lines[0] == lines[1])
        #expect(traces[0] == traces[1])
        var other = options
        other.seed += 1
        #expect(try await SimulationRun(other).run().trace != traces[0])
    }
}

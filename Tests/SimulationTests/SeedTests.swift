import Basics
import Foundation
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

    @Test("A seed that once found something finds nothing any more", arguments: FailedSeeds.all)
    func passesAgain(_ failed: FailedSeed) async throws { await passes(failed.options) }

    private func passes(_ options: SimulationOptions) async {
        do {
            let outcome = try await SimulationRun(options).run()
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

import Testing

@testable import Simulation

/// Each checker sees the rule it stands for broken: a checker that cannot object proves nothing.
@Suite("Checkers that object", .serialized)
struct CheckerTests {
    typealias Break = SimulationOptions.Break

    private static let cases: [(broken: Break, checker: String)] = [
        (.lostPayment, "money"), (.changedFact, "money"), (.doubledMail, "once"),
        (.changedMail, "words"), (.wrongLaw, "lawful"), (.forgottenHold, "silence"),
        (.leak, "other books"), (.replayAdds, "replay"), (.doubledFee, "one fee a day"),
        (.claimedSent, "outbox"), (.forgottenTurn, "turns"), (.forgottenRefund, "refunds"),
    ]

    @Test("A broken rule is objected to, by the right checker", arguments: cases)
    func objects(_ broken: Break, _ checker: String) async throws {
        var objections: [String] = []
        // Not every company gives an occasion.
        for seed in UInt64(1)...12 where objections.isEmpty {
            let options = SimulationOptions(
                seed: seed, books: 2, days: 40, customers: 5, breaks: [broken])
            do { _ = try await SimulationRun(options).run() } catch let failure as SimulationFailure
            {
                objections.append(failure.objection.checker)
            }
        }
        #expect(objections == [checker])
    }

    @Test("Every break has its checker here")
    func all() {
        #expect(Set(Self.cases.map(\.broken)) == Set(Break.allCases))
    }

    @Test(
        "A failure tells seed, day, book, checker and story, and its command fails in the same way")
    func told() async throws {
        let options = SimulationOptions(
            seed: 3, books: 2, days: 40, customers: 5, breaks: [.wrongLaw])
        let failure = await failure(of: options)
        let first = try #require(failure)
        #expect(first.objection.checker == "lawful")
        #expect(first.story.contains { $0.contains("billed") })
        #expect(first.command.hasPrefix("purr simulate --seed 3 --books 2 --days \(first.days) "))
        var again = options
        again.days = first.days
        let second = try #require(await self.failure(of: again))
        #expect(second.objection == first.objection)
        #expect(second.day == first.day)
    }

    @Test("A failure is made smaller and stays the same failure")
    func shrunk() async throws {
        let options = SimulationOptions(
            seed: 3, books: 2, days: 40, customers: 5, breaks: [.wrongLaw])
        let failure = try #require(await failure(of: options))
        let smaller = await Shrinker.smaller(failure)
        #expect(smaller.objection.checker == failure.objection.checker)
        #expect(smaller.options.onlyBook == failure.book)
        #expect((smaller.options.onlyCustomers?.count ?? 5) < 5)
        #expect(smaller.days <= failure.days)
    }

    private func failure(of options: SimulationOptions) async -> SimulationFailure? {
        do {
            _ = try await SimulationRun(options).run()
            return nil
        } catch { return error as? SimulationFailure }
    }
}

import Foundation
import Testing

/// Stories of claims, told to the built program.
@Suite("Stories")
struct ScenarioTests {
    private static let chain = """
        # The whole chain, consumer
        claim consumer principal 4800.00 due 2026-08-03
        2026-08-17 reminder deadline 2026-08-31
        2026-09-02 collection-notice deadline 2026-09-16
        2026-09-18 payment-demand deadline 2026-10-02
        2026-10-05 paid in-full
        expect fees 189.00
        expect interest 101.49
        expect total 5090.49
        expect earliest payment-demand 2026-09-17

        """

    private func told(_ text: String, _ options: [String] = []) throws -> Binary.Outcome {
        let directory = try TemporaryDirectory()
        let file = try directory.write(text, to: "chain.story")
        return try Binary.run(["scenario", file] + options)
    }

    @Test("A story whose expectations hold prints what was owed, and ends well")
    func holds() throws {
        let outcome = try told(Self.chain)
        #expect(outcome.status == 0, "\(outcome.story)")
        #expect(outcome.error.isEmpty)
        let output = outcome.output.replacingOccurrences(of: "\u{A0}", with: " ")
        for words in [
            "The whole chain, consumer", "05.10.2026", "Renter         101,49",
            "Gebyr          189,00",
            "63 dager × 12,25 %", "4 av 4 forventninger holder",
        ] {
            #expect(output.contains(words), "\(words) is missing in: \(output)")
        }
        let english = try told(Self.chain, ["--language", "en", "--steps"])
        #expect(english.output.contains("2026-09-02 collection-notice deadline 2026-09-16"))
        #expect(english.output.contains("4 of 4 expectations hold"))
    }

    @Test("Each line that fails is named with its file, and the run ends with status 1")
    func fails() throws {
        let outcome = try told(
            Self.chain.replacingOccurrences(of: "189.00", with: "188.00")
                .replacingOccurrences(of: "expect interest", with: "expect intrest"))
        #expect(outcome.status == 1)
        #expect(
            outcome.error.contains("/chain.story:7: expect fees 188.00\n  found:    189.00"),
            "\(outcome.story)")
        #expect(
            outcome.error.contains("/chain.story:8\n  found:    intrest"), "\(outcome.story)")
        #expect(outcome.error.contains("did you mean interest"))
        #expect(outcome.output.contains("2 av 3 forventninger holder, 1 linje har feil"))
    }

    @Test("A machine is told the same, also about a file that is not there")
    func json() throws {
        struct Report: Decodable {
            let file: String
            let holds: Bool
            let stories: [Told]
            struct Told: Decodable {
                let title: String?
                let checks: [Check]
                let claims: [Claim]
            }
            struct Check: Decodable {
                let line: Int
                let expected: String
                let found: String
                let holds: Bool
            }
            struct Claim: Decodable {
                let fees: Int
                let interest: Int
            }
        }
        let directory = try TemporaryDirectory()
        let good = try directory.write(Self.chain, to: "good.story")
        let bad = try directory.write(
            Self.chain.replacingOccurrences(of: "189.00", with: "188.00"), to: "bad.story")
        let outcome = try Binary.run(
            ["scenario", good, directory.path + "/none", bad, "--json"])
        #expect(outcome.status == 1)
        let reports = try JSONDecoder().decode([Report].self, from: Data(outcome.output.utf8))
        #expect(reports.map(\.holds) == [true, false, false])
        #expect(reports[0].stories.first?.title == "The whole chain, consumer")
        #expect(reports[0].stories.first?.claims.map(\.fees) == [18_900])
        #expect(reports[0].stories.first?.claims.map(\.interest) == [10_149])
        let failed = reports[2].stories.flatMap(\.checks).filter { !$0.holds }
        #expect(failed.map(\.line) == [7])
        #expect(failed.map(\.expected) == ["188.00"])
        #expect(failed.map(\.found) == ["189.00"])
    }

    @Test("A story may come from standard input")
    func standardInput() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write(Self.chain, to: "chain.story")
        let output = try Tool.run(
            "/bin/sh", ["-c", "'\(Binary.path)' scenario - < '\(file)'; echo status $?"])
        let text = String(decoding: output, as: UTF8.self)
        #expect(text.contains("4 av 4 forventninger holder"), "\(text)")
        #expect(text.hasSuffix("status 0\n"))
    }

    @Test("Every example of the repository holds")
    func examples() throws {
        let folder = Binary.root + "/Examples/law"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".story") }.map { "\(folder)/\($0)" }
        let outcome = try Binary.run(["scenario"] + files)
        #expect(outcome.status == 0, "\(outcome.story)")
    }
}

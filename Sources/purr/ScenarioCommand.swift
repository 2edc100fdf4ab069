import ArgumentParser
import Basics
import Claims
import Desk
import Foundation
import Law
import Scenarios
import Texts

struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario",
        abstract: "Tell stories of claims in plain text, and check what is expected of them.",
        discussion: """
            Prints what is owed at the end of each story. Ends with exit status 1 when
            a line is not understood or an expectation does not hold; each is told
            with its file and line. The language is told in docs/law/scenarios.md.
            Try:  purr scenario Examples/law/v04.story
            """)

    @Argument(help: "Files of stories; - reads standard input.")
    var files: [String]
    @Flag(name: .long, help: "Also print what is owed after each dated line.")
    var steps = false
    @Option(name: .long, help: "nb, nn or en.")
    var language = Language.nb
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    /// More than anyone writes by hand; a file beyond it is something else.
    private static let bytesMaximum = 10_000_000

    func run() throws {
        let tellings = files.map { tell($0) }
        if json {
            try Console.json(tellings.map { TellingJSON($0, language) })
        } else {
            let printer = StoryPrinter(language)
            for telling in tellings { printer.print(telling) }
            printer.printSummary(tellings)
        }
        if !tellings.allSatisfy(\.holds) { throw ExitCode(1) }
    }

    /// A file that can not be read does not keep the others from being told.
    private func tell(_ name: String) -> Telling {
        let file = name == "-" ? "stdin" : name
        do throws(Diagnostic) {
            let stories = StoryFile(try Self.text(of: name)).stories
            return Telling(
                file: file, outcomes: stories.map { StoryRunner.run($0, keepingSteps: steps) })
        } catch {
            return Telling(file: file, outcomes: [], refusal: error)
        }
    }

    private static func text(of name: String) throws(Diagnostic) -> String {
        let handle =
            name == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: name)
        guard let handle, let data = try? handle.read(upToCount: bytesMaximum + 1) ?? Data() else {
            throw Diagnostic(
                "scenario.file", place: name, found: "no file that can be read",
                expected: "a text file of stories", remedy: "look at the file's name")
        }
        guard data.count <= bytesMaximum, let text = String(data: data, encoding: .utf8) else {
            throw Diagnostic(
                "scenario.file", place: name,
                found: data.count > bytesMaximum
                    ? "more than \(bytesMaximum) bytes" : "bytes that are not UTF-8 text",
                expected: "a text file of stories in UTF-8", remedy: "save it as UTF-8")
        }
        return text
    }
}

/// A file's stories as they were told.
struct Telling {
    let file: String
    let outcomes: [StoryOutcome]
    /// Why the file could not be read; nil when it was.
    var refusal: Diagnostic?

    var holds: Bool { refusal == nil && outcomes.allSatisfy(\.holds) }

    /// Every line that failed, in order.
    func diagnostics(of outcome: StoryOutcome) -> [Diagnostic] {
        let faults = outcome.faults.map { ($0.line, $0.diagnostic(in: file)) }
        let checks = outcome.checks.filter { !$0.holds }
            .map { ($0.line, $0.diagnostic(in: file)) }
        return (faults + checks).sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// Prints what stories led to, as `purr claim` prints a claim.
struct StoryPrinter {
    private let language: Language
    private let texts: ScenarioTexts

    init(_ language: Language) {
        self.language = language
        texts = ScenarioTexts(language)
    }

    func print(_ telling: Telling) {
        if let refusal = telling.refusal {
            fflush(nil)
            Console.error(refusal)
        }
        for outcome in telling.outcomes {
            Swift.print(Console.bold(outcome.title ?? telling.file))
            for step in outcome.steps {
                Swift.print("\n  \(step.text)")
                for claim in step.claims { print(claim) }
            }
            if !outcome.steps.isEmpty { Swift.print("") }
            for claim in outcome.claims { print(claim) }
            for note in outcome.notes {
                Swift.print("  \(texts.note(note.text)) (\(telling.file):\(note.line))")
            }
            // What is printed so far comes before what is written to standard error.
            fflush(nil)
            for diagnostic in telling.diagnostics(of: outcome) { Console.error(diagnostic) }
            Swift.print("")
        }
    }

    func printSummary(_ tellings: [Telling]) {
        let outcomes = tellings.flatMap(\.outcomes)
        let held = outcomes.map { $0.checks.count(where: \.holds) }.reduce(0, +)
        Swift.print(
            texts.summary(
                stories: outcomes.count, held: held,
                failed: outcomes.map(\.checks.count).reduce(0, +) - held,
                faults: outcomes.map(\.faults.count).reduce(0, +)))
    }

    private func print(_ claim: StoryOutcome.ClaimOutcome) {
        if let name = claim.name { Swift.print("  \(Console.bold(name))") }
        StatementPage(claim.statement, language).print()
    }
}

/// A file's stories for machines.
struct TellingJSON: Codable {
    let file: String
    let holds: Bool
    let refusal: Diagnostic?
    let stories: [StoryJSON]

    init(_ telling: Telling, _ language: Language) {
        file = telling.file
        holds = telling.holds
        refusal = telling.refusal
        stories = telling.outcomes.map { StoryJSON($0, telling, language) }
    }

    struct StoryJSON: Codable {
        let title: String?
        let line: Int
        let holds: Bool
        let checks: [CheckJSON]
        let faults: [Diagnostic]
        let notes: [StoryOutcome.Note]
        let claims: [OwedJSON]
        let steps: [StepJSON]

        init(_ outcome: StoryOutcome, _ telling: Telling, _ language: Language) {
            title = outcome.title
            line = outcome.line
            holds = outcome.holds
            checks = outcome.checks.map { CheckJSON($0) }
            faults = outcome.faults.map { $0.diagnostic(in: telling.file) }
            notes = outcome.notes
            claims = outcome.claims.map { OwedJSON($0, language) }
            steps = outcome.steps.map { step in
                StepJSON(
                    line: step.line, text: step.text, on: step.on,
                    claims: step.claims.map { OwedJSON($0, language) })
            }
        }
    }

    struct CheckJSON: Codable {
        let line: Int
        let text: String
        let expected: String
        let found: String
        let detail: String
        let holds: Bool

        init(_ check: StoryOutcome.Check) {
            line = check.line
            text = check.text
            expected = check.expected
            found = check.found
            detail = check.detail
            holds = check.holds
        }
    }

    struct StepJSON: Codable {
        let line: Int
        let text: String
        let on: Day
        let claims: [OwedJSON]
    }

    /// What is owed, with the claim's timeline in the reader's language.
    struct OwedJSON: Codable {
        let name: String?
        let on: Day
        let principal: Money
        let credited: Money
        let interest: Money
        let fees: Money
        let compensation: Money
        let costs: Money
        let paid: Money
        let waived: Money
        let refunded: Money
        let toPay: Money
        let overpaid: Money
        let interestSegments: [InterestSegment]
        let missingRate: MissingRate?
        let timeline: [Entry]

        struct Entry: Codable {
            let day: Day
            let text: String
        }

        init(_ claim: StoryOutcome.ClaimOutcome, _ language: Language) {
            let statement = claim.statement
            name = claim.name
            on = statement.on
            principal = statement.principal
            credited = statement.credited
            interest = statement.interest
            fees = statement.fees
            compensation = statement.compensation
            costs = statement.costs
            paid = statement.paid
            waived = statement.waived
            refunded = statement.refunded
            toPay = statement.toPay
            overpaid = statement.overpaid
            interestSegments = statement.segments
            missingRate = statement.missingRate
            let texts = ConsoleTexts(language)
            timeline = claim.claim.facts.map {
                Entry(day: $0.on, text: Timeline.line($0, .shipped, texts))
            }
        }
    }
}

import ArgumentParser
import Basics
import Desk
import Formats
import Store
import Texts

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: """
            Take in invoices and payments: SAF-T, \
            open-item CSV, OCR giro, camt.053/054, bank CSV.
            """,
        discussion: """
            The format is recognised by content. A folder gives its files, a zip or gzip file what is in it. The \
            same file, or one that overlaps it, adds nothing twice. A faulty file is refused whole and the others are taken; then \
            the status is 1.
            """)

    @OptionGroup var options: BookOptions

    @Argument(help: "The files or folders, in any order.")
    var files: [String]

    @Flag(name: .long, help: "Show what would come in, and change nothing.")
    var dryRun = false

    @Option(
        name: .long, help: "CSV: a column by our name and its header: kid=Betalingsref. Repeatable."
    )
    var map: [String] = []

    @Option(
        name: .long, help: "CSV: the day the list speaks of (yyyy-mm-dd).", transform: parseDay)
    var asOf: Day?

    @Option(
        name: .long, help: "Bank CSV: the account it is of, when the file does not tell.",
        transform: parseAccount)
    var account: AccountNumber?

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let settings = ReadOptions(columns: try columns(), asOf: asOf, account: account)
        var bar: ProgressBar?
        let outcomes = try desk.importFiles(
            files, options: settings, dryRun: dryRun,
            progress: { name in
                let next = ProgressBar(name)
                bar = next
                return next.show
            },
            each: { outcome in
                bar?.finish()
                if let fault = outcome.fault {
                    Console.error(fault)
                } else if !json {
                    Self.show(outcome, texts)
                }
            })
        if json {
            try Console.json(outcomes)
        } else if outcomes.count > 1 {
            print(
                texts.importedFiles(
                    outcomes.count, known: outcomes.count { $0.isKnownFile },
                    faulty: outcomes.count { $0.fault != nil }))
        }
        if outcomes.contains(where: { $0.fault != nil }) { throw ExitCode(1) }
    }

    private func columns() throws -> [String: String] {
        var columns: [String: String] = [:]
        for pair in map {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw ValidationError("--map takes field=Header, not '\(pair)'")
            }
            columns[parts[0]] = parts[1]
        }
        return columns
    }

    static func show(_ outcome: ImportOutcome, _ texts: ConsoleTexts) {
        if outcome.isKnownFile {
            print("  " + texts.knownFile(outcome.file))
            return
        }
        let version = outcome.version.isEmpty ? "" : " \(outcome.version)"
        var parts: [String] = []
        if outcome.claimsAdded + outcome.claimsKnown > 0 {
            parts.append(
                texts.claims(
                    added: outcome.claimsAdded, known: outcome.claimsKnown,
                    amount: outcome.claimsAmount))
        }
        if outcome.backlog > 0 {
            parts.append("! " + GoLiveTexts(texts.language).cameOld(outcome.backlog))
        }
        if outcome.creditsAdded > 0 { parts.append(texts.credits(outcome.creditsAdded)) }
        if outcome.paymentsAdded + outcome.paymentsKnown > 0 {
            parts.append(
                texts.payments(
                    added: outcome.paymentsAdded, known: outcome.paymentsKnown,
                    placed: outcome.paymentsPlaced, amount: outcome.paymentsAmount))
        }
        print("  \(outcome.file) (\(outcome.format)\(version))")
        for part in parts { print("    \(part)") }
        for finding in outcome.findings {
            print(
                "    ! \(finding.code) \(finding.place): \(finding.found); \(finding.expected)")
        }
        if outcome.isDryRun { print("    " + texts.dryRun) }
    }
}

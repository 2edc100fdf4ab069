import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at the store, whatever state it is in, and say what to do.",
        discussion: """
            The file or server, tables, references, room on the disk, books kept apart, audit chains, jobs, clock, backups. \
            Nothing is changed. Exit status 1 when something must be mended, 4 when something is to be looked at.
            """)

    @OptionGroup var place: StoreOptions
    @Option(name: .long, help: "The folder of the backups; backups in the data folder by default.")
    var backups: String?
    @Flag(name: .long, help: "Leave out the audit chains, which take a while for large books.")
    var quick = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let address = try place.address()
        let texts = DoctorTexts(language(address))
        let bar = ProgressBar(texts.looking)
        let findings = Doctor(
            address, backups: BackupFolder(backups ?? place.data + "/backups"), isThorough: !quick
        ).examine(progress: bar.show)
        bar.finish()
        let faults = findings.count { $0.state == .fault }
        let warnings = findings.count { $0.state == .warning }
        if json {
            try Console.json(findings)
        } else {
            print(Console.bold(texts.heading(address.text)))
            for finding in findings { tell(finding, texts) }
            print(
                faults + warnings == 0 ? texts.healthy : texts.faults(faults, warnings: warnings))
        }
        if faults > 0 { throw ExitCode(1) }
        if warnings > 0 { throw ExitCode(4) }
    }

    /// The first company's, where its store can be read.
    private func language(_ address: StoreAddress) -> Language {
        guard let state = try? StoreState.of(address), state.isCurrent,
            let database = try? place.existing()
        else { return .nb }
        return (try? WorkerOptions.language(database)) ?? .nb
    }

    private func tell(_ finding: Doctor.Finding, _ texts: DoctorTexts) {
        let mark =
            switch finding.state {
            case .good: "✓"
            case .warning: "!"
            case .fault: "✗"
            }
        print("  \(mark) \(texts.name(finding.check)): \(finding.found)")
        if finding.state != .good {
            print("      \(texts.todo): \(texts.remedy(finding.check))")
        }
    }
}

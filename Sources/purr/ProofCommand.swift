import ArgumentParser
import Basics
import Desk
import Formats
import Foundation
import Store
import Texts

struct ProofCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "One file that proves what was sent on a claim, when, and what came of it.",
        discussion: """
            The zip file holds the letters as they were sent, receipts, payments, the interest day by day, and a \
            program that verifies it all without Purr. Exit status 1 when a file to verify has been changed.
            """,
        subcommands: [ProofMakeCommand.self, ProofVerifyCommand.self],
        defaultSubcommand: ProofMakeCommand.self)
}

struct ProofMakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Write the proof file of a claim.")

    @OptionGroup var options: BookOptions
    @Argument(help: "Invoice number or claim id.")
    var claim: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The file to write; proof-INVOICE-DAY.zip in this folder by default.",
            valueName: "file"))
    var to: String?
    @Option(name: .long, help: "nb, nn or en; the book's language by default.")
    var language: Language?
    @Flag(name: .long, help: "Replace a file that is there already.")
    var force = false
    @Flag(
        name: .long, help: "Print the manifest as JSON; the SHA-256 of what is printed is the seal."
    )
    var json = false

    func run() throws {
        let desk = try options.desk()
        // That it was made is noted in the journal.
        try desk.require(.note)
        let words = ProofTexts(language ?? desk.book.language)
        let proof = try desk.proof(of: claim, language: language)
        let path = to ?? ProofFile.name(proof.invoice, on: desk.today)
        try OutputFile.write(proof.bytes, to: path, replacing: force)
        try desk.noteProof(proof)
        if json {
            Console.write(proof.manifest.pretty, to: STDOUT_FILENO)
            return
        }
        print(words.wrote(path, bytes: proof.bytes.count))
        print("\(words.sealLabel): \(proof.seal)")
        print(Console.dim(words.sealAdvice))
    }
}

struct ProofVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that no byte of a proof file has been changed.")

    @Argument(help: "The proof file.")
    var file: String
    @Option(name: .long, help: "The seal that was given when it was made.")
    var seal: String?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    private struct View: Encodable {
        let invoice: String
        let made: Day
        let files: Int
        let events: Int
        let seal: String
        let bookHead: String
        let scriptIsOurs: Bool
    }

    func run() throws {
        let checked = try ProofVerifier.verify(path: file, seal: seal)
        if json {
            return try Console.json(
                View(
                    invoice: checked.invoice, made: checked.made, files: checked.files,
                    events: checked.events, seal: checked.seal, bookHead: checked.bookHead,
                    scriptIsOurs: checked.isScriptOurs))
        }
        let words = ProofTexts(checked.language)
        print(words.verified(files: checked.files, events: checked.events))
        print("\(words.sealLabel): \(checked.seal)")
        print(ChainTexts(checked.language).headOf(checked.bookHead))
        if !checked.isScriptOurs { print(words.otherScript) }
    }
}

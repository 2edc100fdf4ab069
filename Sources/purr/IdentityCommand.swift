import ArgumentParser
import Basics
import Desk
import Foundation
import Store

struct IdentityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "birth-number",
        abstract: "A customer's birth number, sealed with a key that is not in the database.",
        discussion: """
            Most claims need none: keep one only where somebody must be told apart with certainty, such as in an application to \
            court (personopplysningsloven § 12).
            """,
        subcommands: [
            IdentitySetCommand.self, IdentityShowCommand.self, IdentityForgetCommand.self,
            KeyMakeCommand.self,
        ])
}

struct IdentitySetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Keep a birth number; it is read from standard input.")

    @OptionGroup var options: BookOptions
    @OptionGroup var keys: KeyOptions
    @Argument(help: "Customer number or whole name.")
    var customer: String
    @Option(name: .long, help: "What it is needed for.")
    var why: String

    func run() throws {
        let key = try keys.required()
        if isatty(STDIN_FILENO) == 1 { Console.write("Fødselsnummer: ", to: STDERR_FILENO) }
        // Not an argument: other users of the machine can read those.
        let text = readLine() ?? ""
        try options.desk().setIdentity(text, of: customer, key: key, why: why)
        print(PersonNumber(text)?.description ?? "")
    }
}

struct IdentityShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a birth number; that it was shown is noted.")

    @OptionGroup var options: BookOptions
    @OptionGroup var keys: KeyOptions
    @Argument(help: "Customer number or whole name.")
    var customer: String

    func run() throws {
        print(try options.desk().identity(of: customer, key: try keys.required()).digits)
    }
}

struct IdentityForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Delete a birth number.")

    @OptionGroup var options: BookOptions
    @Argument(help: "Customer number or whole name.")
    var customer: String

    func run() throws { try options.desk().forgetIdentity(of: customer) }
}

struct KeyMakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make-key",
        abstract: "Write a new key to a file that nobody else can read. Keep a copy elsewhere.")

    @Argument(help: "The file; it must not be there yet.")
    var file: String

    func run() throws {
        try OutputFile.write(Array((FieldKey.make() + "\n").utf8), to: file, replacing: false)
    }
}

import ArgumentParser
import Basics
import Desk
import Formats
import Foundation
import Store
import Texts

/// Where the people are, and who asks.
struct PeopleOptions: ParsableArguments {
    @OptionGroup var place: StoreOptions
    @OptionGroup var person: PersonOptions

    /// - Throws: `Diagnostic` `book.none` where there is no database.
    func people() throws -> People { People(try place.database(), as: person.actor) }

    /// There is no one company to speak the language of, so it is that of the first book they can open.
    func texts() throws -> AccessTexts {
        let database = try place.database()
        let first = try BookDesk.bookIDs(in: database, as: person.actor, limit: 1).first
        let book = try first.map { try BookDesk.book($0, in: database, as: person.actor) }
        return AccessTexts(book?.language ?? .nb)
    }
}

// MARK: - Persons

struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "The people who use Purr here.",
        subcommands: [
            PersonAddCommand.self, PersonListCommand.self, PersonRemoveCommand.self,
            PersonInviteCommand.self, PersonPasswordCommand.self, PersonTOTPCommand.self,
            PersonSessionsCommand.self, PersonLogCommand.self,
        ], defaultSubcommand: PersonListCommand.self)
}

struct PersonAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a person; what they may do is said in each book.",
        discussion: "Whoever is added first can add others. See: purr access grant.")

    @OptionGroup var options: PeopleOptions
    @Argument(help: "The name they log in with: kari.")
    var name: String
    @Option(name: .long, help: "Their name as people say it: 'Kari Nordmann'.")
    var fullName = ""

    func run() throws {
        try options.people().add(PersonRow(name: name, fullName: fullName))
        print("\(name)  \(fullName)")
    }
}

struct PersonListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Those you share a book or a firm with, and those you added."
    )

    @OptionGroup var options: PeopleOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let name: String
        let fullName: String
    }

    func run() throws {
        let views = try options.people().persons().map {
            View(name: $0.name, fullName: $0.fullName)
        }
        let texts = try options.texts()
        let isWritten = try output.write(
            Sheet(
                texts.people, texts.language, of: views,
                [.text(texts.name, \.name), .text(texts.fullName, \.fullName)]))
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([(texts.name, .left), (texts.fullName, .left)])
        for view in views { table.add(view.name, view.fullName) }
        table.print()
    }
}

struct PersonRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take out a person who is in no book and no firm.",
        discussion: "What they have done stays in the journals under their name.")

    @OptionGroup var options: PeopleOptions
    @Argument(help: "The name they log in with.")
    var name: String

    func run() throws {
        try options.people().remove(name)
        print(try options.texts().revoked(name))
    }
}

// MARK: - Firms

struct FirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "firm",
        abstract: "Firms of accountants: their people get into books through them.",
        discussion: """
            A book lets the firm in with a role (purr access grant ORGNR bookkeeper). Each of the firm's people has that role \
            there, and at most the one they have in the firm.
            """,
        subcommands: [
            FirmAddCommand.self, FirmListCommand.self, FirmStaffCommand.self,
            FirmGrantCommand.self, FirmRevokeCommand.self,
        ], defaultSubcommand: FirmListCommand.self)
}

struct FirmAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a firm; it is yours until you let others in.")

    @OptionGroup var options: PeopleOptions
    @Option(name: .long, help: "The firm's name.")
    var name: String
    @Option(name: .long, help: "Organisation number.")
    var orgnr: String

    func run() throws {
        try options.people().add(FirmRow(name: orgnr, fullName: name))
        print("\(orgnr)  \(name)")
    }
}

struct FirmListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Your firms, and those in your books.")

    @OptionGroup var options: PeopleOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let organisationNumber: String
        let name: String
    }

    func run() throws {
        let views = try options.people().firms().map {
            View(organisationNumber: $0.name, name: $0.fullName)
        }
        let texts = try options.texts()
        let isWritten = try output.write(
            Sheet(
                texts.firms, texts.language, of: views,
                [.text(texts.number, \.organisationNumber), .text(texts.name, \.name)]))
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([(texts.number, .left), (texts.name, .left)])
        for view in views { table.add(view.organisationNumber, view.name) }
        table.print()
    }
}

struct FirmStaffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "A firm's people and the most they are in a book.")

    @OptionGroup var options: PeopleOptions
    @Argument(help: "The firm's organisation number.")
    var firm: String
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let name: String
        let role: String
    }

    func run() throws {
        let views = try options.people().staff(of: firm).map { View(name: $0.name, role: $0.role) }
        let texts = try options.texts()
        let isWritten = try output.write(
            Sheet(
                texts.people, texts.language, of: views,
                [.text(texts.name, \.name), .text(texts.roleHeading) { texts.role($0.role) }]))
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([(texts.name, .left), (texts.roleHeading, .left)])
        for view in views { table.add(view.name, texts.role(view.role)) }
        table.print()
    }
}

struct FirmGrantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Let a person into a firm, or change what they are there.")

    @OptionGroup var options: PeopleOptions
    @Argument(help: "The firm's organisation number.")
    var firm: String
    @Argument(help: "The person's name.")
    var name: String
    @Argument(help: "viewer, adviser, bookkeeper, approver or owner.")
    var role: Role

    func run() throws {
        try options.people().set(name, role, inFirm: firm)
        print(try options.texts().granted(name, role.rawValue))
    }
}

struct FirmRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take a person out of a firm, and out of its books.")

    @OptionGroup var options: PeopleOptions
    @Argument(help: "The firm's organisation number.")
    var firm: String
    @Argument(help: "The person's name.")
    var name: String

    func run() throws {
        try options.people().set(name, nil, inFirm: firm)
        print(try options.texts().revoked(name))
    }
}

extension Role: ExpressibleByArgument {}

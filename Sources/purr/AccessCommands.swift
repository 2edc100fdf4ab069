import ArgumentParser
import Basics
import Desk
import Formats
import Foundation
import Store
import Texts

struct AccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Who may do what in the book, and who looked at what.",
        subcommands: [
            AccessListCommand.self, AccessGrantCommand.self, AccessRevokeCommand.self,
            AccessLogCommand.self,
        ], defaultSubcommand: AccessListCommand.self)
}

struct AccessListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Those in the book, and what each is.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        /// `person` or `firm`.
        let kind: String
        /// A person's name or a firm's organisation number.
        let name: String
        let fullName: String
        let role: String
        let since: Day
        let by: String
        let staff: [Staff]
    }

    struct Staff: Codable {
        let name: String
        let role: String
    }

    func run() throws {
        let desk = try options.desk()
        let views = try desk.members().map { member in
            View(
                kind: member.kind.rawValue, name: member.name, fullName: member.fullName,
                role: member.role.rawValue, since: Clock.day(of: member.at), by: member.by,
                staff: member.staff.map { Staff(name: $0.name, role: $0.role.rawValue) })
        }
        let texts = AccessTexts(desk.book.language)
        let isWritten = try output.write(sheet(views, texts), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
        if views.isEmpty { return print("  " + texts.open) }
        var table = Table([
            (texts.name, .left), (texts.roleHeading, .left), (texts.fullName, .left),
            (texts.since, .left), (texts.givenBy, .left),
        ])
        for view in views {
            table.add(
                view.name, texts.role(view.role), view.fullName, view.since.text, view.by)
            for one in view.staff {
                table.add(
                    "  " + one.name, texts.role(one.role), texts.through(view.fullName), "", "")
            }
        }
        table.print()
    }
}

extension AccessListCommand {
    /// Those who come through a firm have a line of their own.
    private func sheet(_ views: [View], _ texts: AccessTexts) -> Sheet {
        struct Line {
            let name, fullName, role, through, since, by: String
        }
        let lines = views.flatMap { view in
            [
                Line(
                    name: view.name, fullName: view.fullName, role: view.role, through: "",
                    since: view.since.iso, by: view.by)
            ]
                + view.staff.map { one in
                    Line(
                        name: one.name, fullName: "", role: one.role, through: view.name,
                        since: "", by: "")
                }
        }
        return Sheet(
            texts.title, texts.language, of: lines,
            [
                .text(texts.name, \.name), .text(texts.fullName, \.fullName),
                .text(texts.roleHeading) { texts.role($0.role) }, .text(texts.firm, \.through),
                .text(texts.since, \.since), .text(texts.givenBy, \.by),
            ])
    }
}

struct AccessGrantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Let a person or a firm into the book, or change what they are there.",
        discussion: """
            viewer looks; adviser may also have letters wait; bookkeeper does the daily work; approver also says yes to letters \
            and gives money back or up; owner does everything, this too. The first in a book is its owner.
            """)

    @OptionGroup var options: BookOptions
    @Argument(help: "A person's name, or a firm's organisation number.")
    var name: String
    @Argument(help: "viewer, adviser, bookkeeper, approver or owner.")
    var role: Role

    func run() throws {
        let desk = try options.desk()
        try desk.grant(name, role)
        print(AccessTexts(desk.book.language).granted(name, role.rawValue))
    }
}

struct AccessRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take a person's or a firm's role in the book.")

    @OptionGroup var options: BookOptions
    @Argument(help: "A person's name, or a firm's organisation number.")
    var name: String

    func run() throws {
        let desk = try options.desk()
        try desk.revoke(name)
        print(AccessTexts(desk.book.language).revoked(name))
    }
}

struct AccessLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Who looked at what and who changed what, the newest first.",
        discussion: "Looks are noted from the moment a book has members. Owners read the log.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "Entries at most.")
    var limit = 200
    @Flag(name: .long, help: "Only looks, no changes.")
    var looks = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let at: String
        let person: String
        let isChange: Bool
        let what: String
        let subject: String
    }

    func validate() throws {
        guard (1...1_000_000).contains(limit) else {
            throw ValidationError("--limit takes 1 to 1000000")
        }
    }

    func run() throws {
        let desk = try options.desk()
        let entries = try desk.accessLog(limit: limit, onlyLooks: looks)
        let views = entries.map {
            View(
                at: Clock.text(of: $0.at), person: $0.person, isChange: $0.isChange, what: $0.what,
                subject: $0.subject)
        }
        let texts = AccessTexts(desk.book.language)
        let isWritten = try output.write(
            Sheet(
                texts.log, texts.language, of: views,
                [
                    .text(texts.when, \.at), .text(texts.who, \.person),
                    .text(texts.how) { $0.isChange ? texts.changed : texts.looked },
                    .text(texts.what) { $0.isChange ? $0.what : texts.subject($0.what) },
                    .text(texts.whose, \.subject),
                ]), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
        if entries.isEmpty { return print("  " + texts.noLog) }
        var table = Table([
            (texts.when, .left), (texts.who, .left), ("", .left), (texts.what, .left),
            (texts.whose, .left),
        ])
        for entry in entries {
            table.add(
                Clock.text(of: entry.at), entry.person,
                entry.isChange ? texts.changed : texts.looked,
                entry.isChange ? entry.what : texts.subject(entry.what), entry.subject)
        }
        table.print()
    }
}

struct BookListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The books you can open, and what you are in each.")

    @OptionGroup var options: PeopleOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let id: Int64
        let name: String
        let organisationNumber: String
        let role: String
    }

    func run() throws {
        let database = try options.place.database()
        let actor = options.person.actor
        let views = try BookDesk.bookIDs(in: database, as: actor, limit: .max).map { id in
            let desk = try BookDesk.open(
                database, book: try BookDesk.book(id, in: database, as: actor), as: actor)
            return View(
                id: id, name: desk.book.name, organisationNumber: desk.book.organisationNumber,
                role: try desk.role()?.rawValue ?? "")
        }
        let texts = try options.texts()
        let isWritten = try output.write(
            Sheet(
                texts.books, texts.language, of: views,
                [
                    .whole(texts.book, \.id), .text(texts.company, \.name),
                    .text(texts.number, \.organisationNumber),
                    .text(texts.roleHeading) { texts.role($0.role) },
                ]))
        if json { return try Console.json(views) }
        if isWritten { return }
        if views.isEmpty { return print("  " + texts.noBooks) }
        var table = Table([
            (texts.book, .right), (texts.company, .left), (texts.number, .left),
            (texts.roleHeading, .left),
        ])
        for view in views {
            table.add("\(view.id)", view.name, view.organisationNumber, texts.role(view.role))
        }
        table.print()
    }
}

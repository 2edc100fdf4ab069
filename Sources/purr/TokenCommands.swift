import ArgumentParser
import Basics
import Desk
import Formats
import Foundation
import Store
import Texts

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens for programs that act for you.",
        subcommands: [
            TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self,
        ], defaultSubcommand: TokenListCommand.self)
}

/// A token as people and programs are told of it; the token itself only when it is made.
private struct TokenView: Codable {
    let id: Int64
    let name: String
    let person: String
    let book: Int64?
    let scopes: [String]
    let made: String
    let used: String?
    let expires: String?
    /// `valid`, `expired` or `revoked`.
    let state: String
    var token: String?

    init(_ row: TokenRow, token: String? = nil) {
        id = row.id
        name = row.name
        person = row.person
        book = row.book
        scopes = row.scopes
        made = Clock.text(of: row.at)
        used = row.usedAt.map(Clock.text(of:))
        expires = row.expiresAt.map(Clock.text(of:))
        let isOver = row.expiresAt.map { $0 <= Clock.system.now } ?? false
        state = row.revokedAt != nil ? "revoked" : isOver ? "expired" : "valid"
        self.token = token
    }
}

struct TokenCreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a token; it is shown once.",
        discussion: """
            A program with it may do what you may and no more than its scopes: see, note, work, send, settle, approve, decide, \
            manage.
            """)

    @OptionGroup var options: SignInOptions
    @Argument(help: "What it is for: 'Accounting system'.")
    var label: String
    @Option(
        name: .customLong("scope"), parsing: .upToNextOption,
        help: "What it may: see, note, work, send, settle, approve, decide, manage.")
    var scopes: [Permission]
    @Option(name: .long, help: "The one book it is let into; all of yours without it.")
    var book: Int64?
    @Option(name: .long, help: "The last day it works (yyyy-mm-dd).", transform: parseDay)
    var until: Day?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let ends = until.map { Clock.instant(Day(number: $0.number + 1), minute: 0) }
        let made = try options.account(of: options.people.person.actor.name)
            .createToken(label, book: book, scopes: Set(scopes), expiresAt: ends)
        if json { return try Console.json(TokenView(made.row, token: made.token.text)) }
        print(try options.texts().tokenMade)
        print(made.token.text)
    }
}

struct TokenListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The tokens there are, and when they were used.")

    @OptionGroup var options: SignInOptions
    @Option(name: .long, help: "Whose; yours without it.")
    var person: String?
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let views = try options.account(of: person ?? options.people.person.actor.name).tokens()
            .map { TokenView($0) }
        let texts = try options.texts()
        func book(_ view: TokenView) -> String { view.book.map { "\($0)" } ?? texts.allBooks }
        let isWritten = try output.write(
            Sheet(
                texts.tokens, texts.language, of: views,
                [
                    .text(texts.number) { "\($0.id)" }, .text(texts.name, \.name),
                    .text(texts.book) { book($0) },
                    .text(texts.scopes) { $0.scopes.joined(separator: " ") },
                    .text(texts.seen) { $0.used ?? "" }, .text(texts.expires) { $0.expires ?? "" },
                    .text(texts.state) { texts.tokenState($0.state) },
                ]))
        if json { return try Console.json(views) }
        if isWritten { return }
        if views.isEmpty { return print("  " + texts.noTokens) }
        var table = Table([
            (texts.number, .right), (texts.name, .left), (texts.book, .left), (texts.scopes, .left),
            (texts.seen, .left), (texts.expires, .left), (texts.state, .left),
        ])
        for view in views {
            table.add(
                "\(view.id)", view.name, book(view), view.scopes.joined(separator: " "),
                view.used ?? texts.never, view.expires ?? texts.never, texts.tokenState(view.state))
        }
        table.print()
    }
}

struct TokenRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a token; a program with it gets nowhere any more.")

    @OptionGroup var options: SignInOptions
    @Argument(help: "Its number (see: purr token list).")
    var id: Int64
    @Option(name: .long, help: "Whose; yours without it.")
    var person: String?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable { let revoked: Int64 }

    func run() throws {
        try options.account(of: person ?? options.people.person.actor.name).revokeToken(id)
        if json { return try Console.json(View(revoked: id)) }
        print(try options.texts().tokenRevoked(id))
    }
}

extension Permission: ExpressibleByArgument {}

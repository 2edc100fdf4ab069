import ArgumentParser
import Basics
import Desk
import Formats
import Foundation
import Store
import Texts

/// Whose way in it is, and who asks.
struct SignInOptions: ParsableArguments {
    @OptionGroup var people: PeopleOptions

    /// - Throws: `Diagnostic` `book.none` where there is no database.
    func desk(_ key: FieldKey? = nil) throws -> SignInDesk {
        SignInDesk(try people.place.database(), key: key)
    }

    func account(of name: String, _ key: FieldKey? = nil) throws -> SignInAccount {
        try desk(key).account(of: name, as: people.person.actor)
    }

    func texts() throws -> SignInTexts { SignInTexts(try people.texts().language) }
}

/// Secrets that are typed: never an argument, which other users of the machine can read.
enum SecretInput {
    /// A line from the terminal, which does not show it, or from standard input.
    static func line(_ prompt: String) -> String {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
        Console.write(prompt, to: STDERR_FILENO)
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &before)
            Console.write("\n", to: STDERR_FILENO)
        }
        return readLine() ?? ""
    }
}

struct PersonPasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Set a password; every session of the person's ends.",
        discussion: """
            It is read twice from the terminal, or as two lines of standard input. At least 12 characters; four words that do not \
            belong together are good.
            """)

    @OptionGroup var options: SignInOptions
    @Argument(help: "The name they log in with.")
    var name: String
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable { let name: String }

    func run() throws {
        let texts = try options.texts()
        let password = SecretInput.line(texts.passwordPrompt)
        guard SecretInput.line(texts.againPrompt) == password else {
            throw Diagnostic(
                "sign-in.password-twice", place: "password", found: "two that differ",
                expected: "the same one twice", remedy: "try again")
        }
        try options.account(of: name).setPassword(password)
        if json { return try Console.json(View(name: name)) }
        print(texts.passwordSet(name))
    }
}

struct PersonInviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "A link with which a person sets a password: their first, or a new one.",
        discussion: "It works once, for 72 hours. Give it to nobody else: whoever has it is them.")

    @OptionGroup var options: SignInOptions
    @Argument(help: "The name they log in with.")
    var name: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where Purr answers: https://purr.example.no. Without it only the path is printed.",
            valueName: "base"))
    var url = ""
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let name: String
        /// `invitation` or `password`.
        let kind: String
        let url: String
        let expires: String
    }

    func run() throws {
        let link = try options.account(of: name).link()
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        let view = View(
            name: name, kind: link.row.kind.rawValue, url: "\(base)/velkommen/\(link.token.text)",
            expires: Clock.text(of: link.row.expiresAt))
        if json { return try Console.json(view) }
        print(try options.texts().invitation(name, until: view.expires))
        print(view.url)
    }
}

struct PersonTOTPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "totp",
        abstract: "One-time codes from an app, asked for beside the password.",
        discussion: """
            With a key (--key, PURR_KEY) the secret is sealed in the store. Without one it lies there in clear, and who can read \
            the store can make the codes.
            """)

    @OptionGroup var options: SignInOptions
    @OptionGroup var keys: KeyOptions
    @Argument(help: "The name they log in with.")
    var name: String
    @Flag(name: .long, help: "Ask for no code any more.")
    var off = false
    @Flag(name: .long, help: "Read a code from standard input, after the app has got the secret.")
    var confirm = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let name: String
        var secret: String?
        var url: String?
        var recoveryCodes: [String]?
    }

    func validate() throws {
        if off, confirm { throw ValidationError("--off and --confirm do not go together") }
    }

    func run() throws {
        let account = try options.account(of: name, try keys.optional())
        let texts = try options.texts()
        if off {
            try account.endCodes()
            return json ? try Console.json(View(name: name)) : print(texts.codesEnded(name))
        }
        if confirm { return try take(account, texts) }
        let code = try account.beginCodes()
        let url = code.url(of: name, issuer: "Purr")
        if json { return try Console.json(View(name: name, secret: code.text, url: url)) }
        print(texts.codesBegun)
        print("  \(url)")
        print("  \(code.text)")
        guard isatty(STDIN_FILENO) == 1 else { return print(texts.confirmWith(name)) }
        try take(account, texts)
    }

    private func take(_ account: SignInAccount, _ texts: SignInTexts) throws {
        let codes = try account.confirmCodes(SecretInput.line(texts.codePrompt))
        if json { return try Console.json(View(name: name, recoveryCodes: codes)) }
        print(texts.recovery)
        for code in codes { print("  \(code)") }
    }
}

struct PersonSessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "Where a person is signed in; ends one or all.")

    @OptionGroup var options: SignInOptions
    @Argument(help: "The name they log in with.")
    var name: String
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: ArgumentHelp("End this one.", valueName: "id"))
    var end: Int64?
    @Flag(name: .long, help: "End all.")
    var endAll = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let id: Int64
        let began: String
        let seen: String
        let agent: String
    }

    struct Ended: Codable { let ended: Int }

    func validate() throws {
        if endAll, end != nil { throw ValidationError("--end and --end-all do not go together") }
    }

    func run() throws {
        let account = try options.account(of: name)
        let texts = try options.texts()
        if endAll || end != nil {
            let count: Int
            if let end {
                try account.end(session: end)
                count = 1
            } else {
                count = try account.endSessions()
            }
            return json
                ? try Console.json(Ended(ended: count)) : print(texts.sessionsEnded(count))
        }
        let views = try account.sessions().map {
            View(
                id: $0.id, began: Clock.text(of: $0.at), seen: Clock.text(of: $0.seenAt),
                agent: $0.agent)
        }
        let isWritten = try output.write(
            Sheet(
                texts.sessions, texts.language, of: views,
                [
                    .text(texts.number) { "\($0.id)" }, .text(texts.began, \.began),
                    .text(texts.seen, \.seen), .text(texts.agent, \.agent),
                ]))
        if json { return try Console.json(views) }
        if isWritten { return }
        if views.isEmpty { return print("  " + texts.noSessions) }
        var table = Table([
            (texts.number, .right), (texts.began, .left), (texts.seen, .left), (texts.agent, .left),
        ])
        for view in views { table.add("\(view.id)", view.began, view.seen, view.agent) }
        table.print()
    }
}

struct PersonLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "What happened when a person signed in, the newest first.")

    @OptionGroup var options: SignInOptions
    @Argument(help: "The name they log in with.")
    var name: String
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "Entries at most.")
    var limit = 200
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let at: String
        let event: String
        let detail: String
    }

    func validate() throws {
        guard (1...1_000_000).contains(limit) else {
            throw ValidationError("--limit takes 1 to 1000000")
        }
    }

    func run() throws {
        let views = try options.account(of: name).log(limit: limit).map {
            View(at: Clock.text(of: $0.at), event: $0.event.rawValue, detail: $0.detail)
        }
        let texts = try options.texts()
        let isWritten = try output.write(
            Sheet(
                texts.log, texts.language, of: views,
                [
                    .text(texts.when, \.at), .text(texts.what) { texts.event($0.event) },
                    .text(texts.detail, \.detail),
                ]))
        if json { return try Console.json(views) }
        if isWritten { return }
        if views.isEmpty { return print("  " + texts.noLog) }
        var table = Table([(texts.when, .left), (texts.what, .left), (texts.detail, .left)])
        for view in views { table.add(view.at, texts.event(view.event), view.detail) }
        table.print()
    }
}

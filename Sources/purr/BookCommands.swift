import ArgumentParser
import Basics
import Claims
import Desk
import Foundation
import Law
import Letters
import Store
import Texts

struct BookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Companies: make one, show it, change its plan.",
        subcommands: [
            BookCreateCommand.self, BookListCommand.self, BookShowCommand.self, BookSetCommand.self,
        ])
}

struct BookCreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a book for a company.")

    @OptionGroup var options: BookOptions
    @Option(name: .long, help: "The company's name, as the letters show it.")
    var name: String
    @Option(name: .long, help: "Organisation number.")
    var orgnr: String
    @Option(name: .long, help: "The account customers pay to.")
    var account: String
    @Option(name: .long) var street = ""
    @Option(name: .long) var postcode = ""
    @Option(name: .long) var city = ""
    @Option(name: .long) var email = ""
    @Option(name: .long) var phone = ""
    @Option(name: .long, help: "Rolig, Anbefalt or Tett.", transform: parsePlan)
    var plan: Plan.Name = .anbefalt
    @Option(name: .long, help: "nb, nn or en.", transform: parseLanguage)
    var language: Language = .nb
    @Option(name: .long, help: "The letters' logo: an SVG or PNG file.")
    var logo: String?
    @Option(name: .long, help: "The letters' accent colour: '#1d5c4d'.")
    var colour: String?

    func run() throws {
        // What is wrong with the logo is told before there is a book.
        let file = try logo.map { try readLogo($0) }
        let look = BookLook(colour: try colour.map { try BookDesk.colour($0) })
        let database = try options.place.made()
        let created = try BookDesk.createBook(
            BookRecord(
                name: name, organisationNumber: orgnr, street: street, postcode: postcode,
                city: city, email: email, phone: phone, account: AccountNumber(account),
                plan: plan, language: language, look: look),
            logo: file, in: database, as: options.person.actor, clock: options.clock)
        print("\(created.id)  \(created.name)  \(database.address.text)")
    }
}

struct BookShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The book, its plan and how fresh its bank data is.")

    @OptionGroup var options: BookOptions

    func run() throws {
        let desk = try options.desk()
        let book = desk.book
        let plan = Plan.named(book.plan)
        print(Console.bold(book.name) + "  \(book.organisationNumber)")
        print("  \(book.account.grouped)  \(book.email)  \(book.phone)")
        print(
            "  \(book.plan.title): +\(plan.nudgeDays) · +\(plan.reminderDays) · \(plan.deadlineDays) + \(plan.graceBankDays)"
        )
        print(
            "  "
                + OutboxTexts(book.language).limits(
                    daily: book.dailyLimit, contact: book.contactLimit,
                    second: book.needsSecondApproval))
        print("  " + Self.look(try desk.lookView(), LookTexts(book.language)))
        for view in try desk.bankAccounts() {
            print("  \(view.account.grouped)  \(view.through.text)")
        }
    }

    static func look(_ look: LookView, _ texts: LookTexts) -> String {
        var parts: [String] = []
        if let logo = look.logo {
            func millimetres(_ points: Double) -> Int { Int((points * 25.4 / 72).rounded()) }
            parts.append(
                texts.logo(
                    logo.kind.rawValue, width: millimetres(logo.width),
                    height: millimetres(logo.height)))
            if let at = look.logoAt, let by = look.logoBy {
                parts.append(texts.since(Clock.day(of: at).text, by: by))
            }
        }
        if let colour = look.colour {
            parts.append(texts.colour(colour.hex))
            if let text = look.textColour, text != colour { parts.append(texts.darkened(text.hex)) }
        }
        return parts.isEmpty ? texts.plain : parts.joined(separator: " · ")
    }
}

struct BookSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change the book's plan, language or how it is reached.")

    @OptionGroup var options: BookOptions
    @Option(name: .long, help: "Rolig, Anbefalt or Tett.", transform: parsePlan)
    var plan: Plan.Name?
    @Option(name: .long, help: "nb, nn or en.", transform: parseLanguage)
    var language: Language?
    @Option(name: .long) var email: String?
    @Option(name: .long) var phone: String?
    @Option(
        name: .long,
        help: "How sure a match must be to be booked without you, in percent: 98 or 99,5.",
        transform: parsePercent)
    var matchThreshold: Int?
    @Option(
        name: .long, help: "Letters a day at most; 0 for no limit. 1000 unless you say otherwise.")
    var dailyLimit: UInt16?
    @Option(
        name: .long, help: "Letters to one customer in any seven days at most; 0 for no limit.")
    var contactLimit: UInt8?
    @Option(
        name: .long,
        help: "on: a customer's first collection notice or payment demand needs two persons.",
        transform: parseSwitch)
    var secondApproval: Bool?
    @Option(
        name: .long,
        help:
            "Invoices overdue for more days than this when they first come wait to be sorted (see: purr golive). 90 unless you say otherwise."
    )
    var backlogDays: UInt16?
    @Option(name: .long, help: "The letters' logo: an SVG or PNG file.")
    var logo: String?
    @Flag(name: .long, help: "No logo any more.")
    var noLogo = false
    @Option(
        name: .long,
        help:
            "The letters' accent colour: '#1d5c4d'. Text has it darker where it could not be read.")
    var colour: String?
    @Flag(name: .long, help: "Purr's own colour again.")
    var noColour = false

    func validate() throws {
        if noLogo, logo != nil { throw ValidationError("--logo and --no-logo exclude each other") }
        if noColour, colour != nil {
            throw ValidationError("--colour and --no-colour exclude each other")
        }
    }

    func run() throws {
        let desk = try options.desk()
        // All that can be wrong is told before anything is changed.
        let newLogo: LookChange<LogoFile> =
            try logo.map { .take(try readLogo($0)) } ?? (noLogo ? .remove : .keep)
        let newColour: LookChange<Colour> =
            try colour.map { .take(try BookDesk.colour($0)) } ?? (noColour ? .remove : .keep)
        var book = desk.book
        book.dailyLimit = dailyLimit.map { Int($0) } ?? book.dailyLimit
        book.contactLimit = contactLimit.map { Int($0) } ?? book.contactLimit
        book.needsSecondApproval = secondApproval ?? book.needsSecondApproval
        book.backlogDays = backlogDays.map { Int($0) } ?? book.backlogDays
        book.matchThreshold = matchThreshold ?? book.matchThreshold
        book.plan = plan ?? book.plan
        book.language = language ?? book.language
        book.email = email ?? book.email
        book.phone = phone ?? book.phone
        if book != desk.book { try desk.change(book) }
        guard logo != nil || noLogo || colour != nil || noColour else { return }
        try desk.changeLook(colour: newColour, logo: newLogo)
        let texts = LookTexts(book.language)
        print("\(BookShowCommand.look(try options.desk().lookView(), texts))\n\(texts.taken)")
    }
}

struct CustomersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers", abstract: "Customers and what is chosen for each.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let customers = try desk.customers()
        let sheet = BookSheets.customers(customers, texts.language)
        if try output.write(sheet, of: desk) { return }
        var table = Table([
            ("Nr", .left), (texts.customer, .left), ("Type", .left), ("Orgnr", .left),
            ("E-post", .left), ("Plan", .left), ("Tone", .left),
        ])
        for debtor in customers {
            table.add(
                debtor.number, debtor.name, debtor.kind.rawValue,
                debtor.organisationNumber?.text ?? "", debtor.email,
                debtor.exempt.map { "unntatt (\($0))" } ?? (debtor.plan?.title ?? ""),
                debtor.tone?.rawValue ?? "")
        }
        table.print()
    }
}

struct CustomerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer",
        abstract: "Choose kind, language, tone, plan or exemption for a customer.")

    @OptionGroup var options: BookOptions
    @Argument(help: "Customer number.")
    var number: String
    @Option(name: .long, help: "consumer or business.")
    var kind: DebtorKind?
    @Option(name: .long, help: "nb, nn or en.", transform: parseLanguage)
    var language: Language?
    @Option(
        name: .long,
        help: "warm, friendly, neutral or firm; rule follows the company's (see: purr tones).",
        transform: parseTone)
    var tone: ToneOption?
    @Option(name: .long, help: "The trade, for the tone of a whole branch; empty takes it away.")
    var branch: String?
    @Option(name: .long) var phone: String?
    @Option(name: .long, help: "Rolig, Anbefalt or Tett.", transform: parsePlan)
    var plan: Plan.Name?
    @Option(name: .long) var email: String?
    @Option(name: .long) var street: String?
    @Option(name: .long) var postcode: String?
    @Option(name: .long) var city: String?
    @Option(name: .long, help: "How letters go where they may: email, print or ehf.")
    var way: ContactWay?
    @Option(
        name: .long,
        help:
            "The last day the customer used the e-mail address towards you; collection notices may go there for a year.",
        transform: parseDay)
    var emailUsed: Day?
    @Flag(name: .long, help: "Addresses that gave letters back are right after all.")
    var addressesAreRight = false
    @Option(name: .long, help: "Never remind, and why; empty text ends it.")
    var exempt: String?
    @Flag(name: .long, help: "The ledger's balance has been looked at and is in order.")
    var acceptBalance = false

    func run() throws {
        var choices = CustomerChoices()
        choices.kind = kind
        choices.language = language
        choices.tone = tone?.tone
        choices.forgetsTone = tone == .rule
        choices.branch = branch
        choices.phone = phone
        choices.plan = plan
        choices.email = email
        choices.exempt = exempt
        choices.acceptsBalance = acceptBalance
        choices.street = street
        choices.postcode = postcode
        choices.city = city
        choices.way = way
        choices.emailUsed = emailUsed
        choices.forgetsFaults = addressesAreRight
        let debtor = try options.desk().change(customer: number, choices)
        print("\(debtor.number)  \(debtor.name)  \(debtor.kind.rawValue)")
    }
}

struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "What was done to the book, when and by whom.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput

    func run() throws {
        let desk = try options.desk()
        let entries = try desk.journal()
        let sheet = BookSheets.journal(entries, desk.book.language)
        if try output.write(sheet, of: desk) { return }
        for entry in entries {
            let number = Console.dim("\(entry.id)  \(Digest.hex(entry.hash.prefix(4)))")
            print(
                "\(number)  \(Clock.text(of: entry.at))  \(entry.actor)  \(entry.kind)  \(entry.detail)"
            )
        }
    }
}

extension DebtorKind: ExpressibleByArgument {}

extension ContactWay: ExpressibleByArgument {}

/// A logo from a file.
func readLogo(_ path: String) throws -> LogoFile {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw Diagnostic(
            "file.none", place: path, found: "no readable file", expected: "an SVG or PNG file")
    }
    return try LogoFile(Array(data), name: path)
}

func parseSwitch(_ text: String) throws -> Bool {
    switch text {
    case "on": return true
    case "off": return false
    default: throw ValidationError("'\(text)' is neither on nor off")
    }
}

func parsePlan(_ text: String) throws -> Plan.Name {
    guard let plan = Plan.Name(rawValue: text.lowercased()) else {
        throw ValidationError("'\(text)' is not a plan; choose Rolig, Anbefalt or Tett")
    }
    return plan
}

/// `98`, `99,5` or `99.5` in thousandths.
func parsePercent(_ text: String) throws -> Int {
    let parts = text.split(separator: ",", maxSplits: 1).flatMap { $0.split(separator: ".") }
    let tenth = parts.count == 2 ? Int(parts[1]) : 0
    guard let whole = parts.first.flatMap({ Int($0) }), parts.count <= 2, let tenth,
        (0...9).contains(tenth), (500...1_000).contains(whole * 10 + tenth)
    else { throw ValidationError("'\(text)' is not a percentage from 50 to 100") }
    return whole * 10 + tenth
}

func parseLanguage(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text.lowercased()) else {
        throw ValidationError("'\(text)' is not a language; choose nb, nn or en")
    }
    return language
}

import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Store
import Texts

struct InboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Incoming mail: replies that wait to be read, and bounces.",
        discussion: """
            An unread reply holds the customer's letters. What it seems to say is a proposal with its reason; a person \
            reads it and says what it is.
            """,
        subcommands: [
            InboxListCommand.self, InboxImportCommand.self, InboxShowCommand.self,
            InboxAttachCommand.self, InboxObjectionCommand.self, InboxPromiseCommand.self,
            InboxHardshipCommand.self, InboxDoneCommand.self,
        ],
        defaultSubcommand: InboxListCommand.self)
}

/// An e-mail for machines and tables; without its text, which only `purr inbox show` gives.
struct MailView: Codable {
    let id: Int64
    let received: Day
    let kind: String
    let sender: String
    let senderName: String
    let subject: String
    /// `objection`, `hardship` …; nil when nothing was found.
    let proposal: String?
    let isUnclear: Bool
    /// The words that speak for the proposal, the weightiest first.
    let words: [String]
    let state: String
    let outcome: String?
    /// A bounce's status.
    let status: String
    let notice: Int64?
    let foundBy: String
    let invoices: [String]
    let customers: [String]
    let customerNames: [String]

    init(_ mail: StoredMail, _ desk: BookDesk) throws {
        id = mail.id.number
        received = Clock.day(of: mail.at)
        kind = mail.kind.rawValue
        sender = mail.sender
        senderName = mail.senderName
        subject = mail.subject
        proposal = mail.proposal?.rawValue
        isUnclear = mail.isUnclear
        words = mail.findings.filter { $0.kind == mail.proposal }.map(\.words)
        state = mail.state.rawValue
        outcome = mail.outcome
        status = mail.status
        notice = mail.notice?.number
        foundBy = mail.foundBy
        let names = try desk.names(of: mail)
        invoices = names.invoices
        customers = names.debtors.map(\.number)
        customerNames = names.debtors.map(\.name)
    }

    /// What it is or seems to say, and why, in one line.
    func summary(_ texts: InboxTexts) -> String {
        if let outcome {
            return texts.outcome(outcome) + (status.isEmpty ? "" : " \(status)")
        }
        if kind == StoredMail.Kind.bounce.rawValue { return "\(texts.kind(kind)) \(status)" }
        guard let proposal else { return isUnclear ? texts.unclear : "–" }
        let reasons = words.filter { !$0.isEmpty }.prefix(3).map { "«\($0)»" }
        return ([texts.proposal(proposal)] + reasons).joined(separator: " ")
    }
}

struct InboxListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What waits to be read, with what it seems to say and why.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Also what has been dealt with.")
    var all = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let texts = InboxTexts(desk.book.language)
        let views = try desk.inbox(all: all).map { try MailView($0, desk) }
        let isWritten = try output.write(BookSheets.inbox(views, texts), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
        if views.isEmpty { return print(texts.nothing) }
        Self.show(views, texts)
    }

    static func show(_ views: [MailView], _ texts: InboxTexts) {
        let word = ListWords(texts.language)
        var table = Table([
            ("Nr", .right), (word(.received), .left), (word(.sender), .left),
            (word(.invoice), .left), (word(.proposal), .left),
        ])
        for view in views {
            let whose =
                view.foundBy.isEmpty
                ? texts.unattached
                : view.invoices.isEmpty
                    ? view.customerNames.joined(separator: ", ")
                    : view.invoices.joined(separator: ", ")
            table.add(
                "\(view.id)", view.received.text,
                view.senderName.isEmpty ? view.sender : view.senderName, whose,
                view.summary(texts))
        }
        table.print()
    }
}

struct InboxImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in e-mails: maildirs, mbox files, .eml files and folders of them.",
        discussion: """
            The same e-mail twice adds nothing. One that can not be read is told and the others are taken; then the \
            status is 1.
            """)

    @OptionGroup var options: BookOptions
    @Argument(help: "Maildirs, mailbox files, messages or folders of messages.")
    var paths: [String]
    @Flag(name: .long, help: "Show what would come in, and change nothing.")
    var dryRun = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let name: String
        /// `added`, `known`, `own` or `refused`.
        let result: String
        let mail: MailView?
        let known: Int64?
        let fault: Diagnostic?
        let findings: [Diagnostic]
    }

    func run() throws {
        let desk = try options.desk()
        let texts = InboxTexts(desk.book.language)
        let outcomes = try desk.importMail(paths, dryRun: dryRun) { outcome in
            if case .refused(let fault) = outcome.result { Console.error(fault) }
            if json { return }
            for finding in outcome.findings {
                print(
                    "    ! \(finding.code) \(finding.place): \(finding.found); \(finding.expected)")
            }
        }
        let views = try outcomes.map { try Self.view($0, desk) }
        if json {
            try Console.json(views)
        } else {
            let added = views.compactMap(\.mail)
            if !added.isEmpty { InboxListCommand.show(added, texts) }
            func count(_ result: String) -> Int { views.count { $0.result == result } }
            print(
                texts.imported(
                    added: added.count, known: count("known"), own: count("own"),
                    faulty: count("refused")))
            if dryRun { print(ConsoleTexts(desk.book.language).dryRun) }
        }
        if views.contains(where: { $0.result == "refused" }) { throw ExitCode(1) }
    }

    private static func view(_ outcome: MailOutcome, _ desk: BookDesk) throws -> View {
        func view(
            _ result: String, mail: MailView? = nil, known: Int64? = nil, fault: Diagnostic? = nil
        ) -> View {
            View(
                name: outcome.name, result: result, mail: mail, known: known, fault: fault,
                findings: outcome.findings)
        }
        switch outcome.result {
        case .added(let mail): return view("added", mail: try MailView(mail, desk))
        case .known(let id): return view("known", known: id.number)
        case .own: return view("own")
        case .refused(let fault): return view("refused", fault: fault)
        }
    }
}

struct InboxShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One e-mail: who, whose, what it says and what it seems to say.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The e-mail's number.")
    var mail: Int64
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let mail: MailView
        let sentAt: Int64?
        let messageID: String
        let sha256: String
        let text: String?
        let attachments: [StoredMail.Attachment]
        let findings: [Finding]

        struct Finding: Codable {
            let kind: String
            let words: String
        }
    }

    func run() throws {
        let desk = try options.desk()
        let stored = try desk.mail(MailID(mail))
        let view = View(
            mail: try MailView(stored, desk), sentAt: stored.sentAt, messageID: stored.messageID,
            sha256: Digest.hex(stored.rawHash), text: stored.text, attachments: stored.attachments,
            findings: stored.findings.map { .init(kind: $0.kind.rawValue, words: $0.words) })
        if json { return try Console.json(view) }
        show(view, stored, InboxTexts(desk.book.language))
    }

    private func show(_ view: View, _ stored: StoredMail, _ texts: InboxTexts) {
        let mail = view.mail
        print(Console.bold(mail.subject.isEmpty ? "–" : mail.subject))
        let sent = view.sentAt.map { ", " + Clock.text(of: $0) } ?? ""
        print("  \(mail.senderName) <\(mail.sender)>\(sent)")
        let whose = (mail.invoices + mail.customerNames).joined(separator: ", ")
        print("  \(whose.isEmpty ? "" : whose + " ")(\(texts.foundBy(mail.foundBy)))")
        print("  \(mail.summary(texts))")
        for finding in view.findings where finding.kind != mail.proposal {
            print(Console.dim("  \(texts.proposal(finding.kind)) «\(finding.words)»"))
        }
        print("")
        for line in (view.text ?? texts.erased).split(
            separator: "\n", omittingEmptySubsequences: false)
        { print("  \(line)") }
        if !view.attachments.isEmpty {
            print("\n  \(texts.attachments):")
            for file in view.attachments {
                print("    \(file.name) (\(file.type), \(file.bytes) B, SHA-256 \(file.hash))")
            }
        }
        guard stored.state == .waiting else { return }
        print(
            "\n  " + (stored.isUnattached ? texts.howToAttach(mail.id) + "\n  " : "")
                + texts.howToDecide(mail.id))
    }
}

struct InboxAttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Say which claims an e-mail is about.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The e-mail's number.")
    var mail: Int64
    @Argument(help: "Invoice numbers or claim ids, of one customer.")
    var claims: [String]

    func run() throws {
        let desk = try options.desk()
        try desk.attach(MailID(mail), to: try claims.map { try desk.claimID($0) })
        let names = try desk.names(of: try desk.mail(MailID(mail)))
        print(
            InboxTexts(desk.book.language).attached(
                mail, to: names.invoices.joined(separator: ", ")))
    }
}

/// What the commands that say what an e-mail is share.
struct InboxOptions: ParsableArguments {
    @Argument(help: "The e-mail's number.")
    var mail: Int64
    @Option(name: .long, help: "Why, in your own words; without it the e-mail is named.")
    var reason = ""

    func conclude(_ decision: MailDecision, _ name: String, _ options: BookOptions) throws {
        let desk = try options.desk()
        let invoices = try desk.conclude(MailID(mail), decision)
        print(
            InboxTexts(desk.book.language).concluded(
                mail, name, invoices: invoices.joined(separator: ", ")))
    }
}

struct InboxObjectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "objection",
        abstract:
            "It is an objection: everything stops on its claims until someone has assessed it.")
    @OptionGroup var options: BookOptions
    @OptionGroup var inbox: InboxOptions
    func run() throws {
        try inbox.conclude(.objection(reason: inbox.reason), "objection", options)
    }
}

struct InboxPromiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise",
        abstract: "The customer promises to pay by a day: letters wait for it.")
    @OptionGroup var options: BookOptions
    @OptionGroup var inbox: InboxOptions
    @Argument(help: "The day, inclusive.", transform: parseDay)
    var by: Day
    func run() throws {
        try inbox.conclude(.promise(by: by, reason: inbox.reason), "promise", options)
    }
}

struct InboxHardshipCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hardship",
        abstract: "The customer needs care: nothing is sent on any open claim until resumed.",
        discussion: """
            The e-mail's words are erased from the book: illness and need are no business of a ledger. That care is needed \
            stays.
            """)
    @OptionGroup var options: BookOptions
    @OptionGroup var inbox: InboxOptions
    func run() throws {
        try inbox.conclude(.hardship(reason: inbox.reason), "hardship", options)
    }
}

struct InboxDoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "It is read, and nothing follows from it.")
    @OptionGroup var options: BookOptions
    @OptionGroup var inbox: InboxOptions
    func run() throws { try inbox.conclude(.done(reason: inbox.reason), "done", options) }
}

extension BookSheets {
    static func inbox(_ views: [MailView], _ texts: InboxTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            word(.inbox), texts.language, of: views,
            [
                .whole(word(.mailID), \.id), .day(word(.received), \.received),
                .text(word(.kind)) { texts.kind($0.kind) }, .text(word(.sender), \.sender),
                .text(word(.senderName), \.senderName), .text(word(.subject), \.subject),
                .text(word(.customerNumber)) { $0.customers.joined(separator: ", ") },
                .text(word(.customerName)) { $0.customerNames.joined(separator: ", ") },
                .text(word(.invoice)) { $0.invoices.joined(separator: ", ") },
                .text(word(.proposal)) { view in
                    view.proposal.map { texts.proposal($0) }
                        ?? (view.isUnclear ? texts.unclear : nil)
                },
                .text(word(.why)) { $0.words.joined(separator: "; ") },
                .text(word(.status)) { $0.outcome.map { texts.outcome($0) } },
            ])
    }
}

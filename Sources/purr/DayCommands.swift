import ArgumentParser
import Basics
import Claims
import Delivery
import Desk
import Law
import Foundation
import Letters
import Store
import Texts

struct TodayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "What there is to do, what is held back, and why.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput

    @Option(
        name: .long, help: "Another day: as it stood then, or as it will if nothing happens.",
        transform: parseDay)
    var asOf: Day?

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let view = TodayView(try desk.report(asOf: asOf), desk.law, texts)
        let isWritten = try output.write(BookSheets.today(view, texts), on: desk.today)
        if json { return try Console.json(view) }
        if !isWritten { view.print(texts) }
    }
}

struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Show the day's letters, ask once, and put them in the outbox.",
        discussion: """
            The letters leave when the undo window (15 minutes) is over and `purr work` runs; --now skips the \
            wait and sends at once.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var post: PostOptions

    @Flag(name: .long, help: "All letters that may go.")
    var all = false

    @Argument(help: "Invoice numbers or claim ids.")
    var claims: [String] = []

    @Flag(name: .long, help: "Do not ask; for scripts.")
    var yes = false

    @Flag(name: .long, help: "Skip the undo window and send at once.")
    var now = false

    @Flag(name: .long, help: "Show what would go, and change nothing.")
    var dryRun = false

    @Flag(name: .long, help: "Send although the bank data is old. Recorded.")
    var staleOk = false

    @Flag(name: .long, help: "Send although it is a weekend or holiday. Recorded.")
    var holidaysOk = false

    func validate() throws {
        if all == !claims.isEmpty { throw ValidationError("name claims, or say --all") }
    }

    func run() async throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let overrides = SendingOverrides(staleBankData: staleOk, dayOff: holidaysOk)
        // A wrong mail server is told before letters are approved that could then not leave.
        if now { _ = try post.post(options, desk) }
        let ids = all ? nil : try claims.map { try desk.claimID($0) }
        let preview = try desk.preview(ids, overrides: overrides)
        Self.show(preview, texts)
        try tellWhyNot(ids ?? [], preview, desk, texts)
        if !preview.blocks.isEmpty { throw ExitCode(3) }
        if preview.letters.isEmpty || dryRun { return }
        guard yes || Console.ask(texts.askToSend) else {
            print(texts.notSent)
            return
        }
        let bar = ProgressBar("send")
        let window = now ? 0 : BookDesk.undoWindow
        let approval = try desk.approve(
            ids, overrides: overrides, undoWindow: window, progress: bar.show)
        bar.finish()
        if now {
            try await WorkCommand.work(desk, post, options, ignoringWindow: false, texts)
        } else {
            print(texts.approved(approval.letters.count, minutes: window / 60))
        }
    }

    /// Says of each claim that was named and may not go, why.
    private func tellWhyNot(
        _ ids: [ClaimID], _ preview: Approval, _ desk: BookDesk, _ texts: ConsoleTexts
    ) throws {
        let going = Set(preview.letters.flatMap { $0.bundle.items.map(\.claim.id) })
        for id in ids where !going.contains(id) {
            let view = try desk.view(id)
            for reason in view.decision.reasons {
                print("  \(view.claim.invoice): \(ReasonView(reason, texts.language).line)")
            }
        }
    }

    static func show(_ approval: Approval, _ texts: ConsoleTexts) {
        for block in approval.blocks { print("! " + texts.block(block)) }
        guard let hardest = approval.hardestStep else {
            print(texts.nothingToSend)
            return
        }
        var table = Table([
            (texts.customer, .left), (texts.stepHeading, .left), (texts.invoice, .left),
            (texts.deadline, .left), (texts.fee, .right), (texts.toPay, .right),
        ])
        for letter in approval.letters {
            table.add(
                letter.debtor.name + (letter.isFirst ? " *" : ""),
                texts.step(
                    letter.bundle.step.name(letter.bundle.items[0].proposal.regime)),
                letter.bundle.items.map(\.claim.invoice).joined(separator: ", "),
                letter.request.deadline?.text ?? "–", letter.bundle.fee.figures,
                letter.bundle.toPay.figures)
        }
        table.print()
        print(
            texts.preview(
                letters: approval.letters.count, sum: approval.total,
                firstTimers: approval.firstTimers, hardest: texts.step(hardest.name)))
    }
}

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Call back letters that have not left.")

    @OptionGroup var options: BookOptions

    @Argument(help: "Letters by their number in the outbox; none means all that wait.")
    var notices: [Int64] = []

    func run() throws {
        let desk = try options.desk()
        let undone = try desk.undo(notices.isEmpty ? nil : notices.map { NoticeID($0) })
        print(ConsoleTexts(desk.book.language).undone(undone.count))
    }
}

struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Send the letters whose undo window is over.")

    @OptionGroup var options: BookOptions
    @OptionGroup var post: PostOptions

    @Flag(name: .long, help: "Send all that wait, whatever their undo window.")
    var now = false

    func run() async throws {
        let desk = try options.desk()
        try await Self.work(
            desk, post, options, ignoringWindow: now, ConsoleTexts(desk.book.language))
    }

    static func work(
        _ desk: BookDesk, _ post: PostOptions, _ options: BookOptions, ignoringWindow: Bool,
        _ texts: ConsoleTexts
    ) async throws {
        let bar = ProgressBar("work")
        let outcome = try await desk.work(
            try post.post(options, desk), ignoringWindow: ignoringWindow, progress: bar.show)
        bar.finish()
        for item in outcome.items {
            print("  P-\(item.notice.id) \(texts.state(item.state.rawValue)): \(item.detail)")
        }
        let waiting = outcome.waiting + outcome.count(.waiting) + outcome.outsideHours
        if let begin = outcome.hoursBegin {
            print(texts.outsideHours(outcome.outsideHours, begin.day, minute: begin.minute))
        }
        print(texts.worked(sent: outcome.count(.sent), waiting: waiting))
        if outcome.count(.failed) + outcome.count(.uncertain) > 0 { throw ExitCode(4) }
    }
}

struct SettleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Say what became of a letter that may or may not have left.")

    enum Fate: EnumerableFlag {
        case sent, notSent
        static func help(for value: Fate) -> ArgumentHelp? {
            switch value {
            case .sent: "It left: the next step waits for its deadline."
            case .notSent: "It did not: it may be sent again."
            }
        }
    }

    @OptionGroup var options: BookOptions
    @Argument(help: "The letter's number in the outbox.")
    var notice: Int64
    @Flag(help: "What became of it.")
    var fate: Fate

    func run() throws {
        try options.desk().settle(NoticeID(notice), left: fate == .sent)
    }
}

struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "The newest letters and what became of them.",
        discussion: "The table shows the newest 100; --json, --csv and --xlsx have them all.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let id: Int64
        let step: String
        let day: Day
        let deadline: Day?
        let total: Money
        let fee: Money
        let state: String
        let channel: String?
        let receipt: String?
    }

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let views = try desk.notices(limit: json || output.isAsked ? Int.max : 100).map {
            View(
                id: $0.id.number, step: $0.step.name(desk.law.regime(on: $0.letterDay)),
                day: $0.letterDay, deadline: $0.deadline,
                total: $0.total, fee: $0.fee, state: $0.state.rawValue, channel: $0.channel,
                receipt: $0.receipt)
        }
        let isWritten = try output.write(BookSheets.outbox(views, texts), on: desk.today)
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([
            ("Nr", .right), (texts.day, .left), (texts.stepHeading, .left), (texts.toPay, .right),
            (texts.status, .left), ("", .left),
        ])
        for view in views {
            table.add(
                "P-\(view.id)", view.day.text, texts.step(view.step), view.total.figures,
                texts.state(view.state), view.receipt ?? "")
        }
        table.print()
    }
}

/// Where letters go.
struct PostOptions: ParsableArguments {
    @Option(
        name: .long,
        help:
            "Mail server: smtp://host:port or smtps://host:port. Without it, all goes to the folder."
    )
    var smtp: String?

    @Option(
        name: .long, help: "User at the mail server; the password is read from PURR_SMTP_PASSWORD.")
    var smtpUser: String?

    @Option(name: .long, help: "STARTTLS: required, opportunistic or none.")
    var startTls: String = "required"

    @Option(name: .long, help: "Certificates to trust, as a PEM file.")
    var smtpCa: String?

    func post(_ options: BookOptions, _ desk: BookDesk) throws -> Post {
        let folder = FolderChannel(directory: options.lettersFolder(of: desk.book.id))
        guard let smtp else { return Post(mail: nil, folder: folder) }
        let settings = try settings(smtp)
        let isLocal = ["127.0.0.1", "localhost", "::1"].contains(settings.host)
        guard options.today == nil || isLocal else {
            throw Diagnostic(
                "send.rehearsal", place: "--today",
                found: "another day than today and a mail server",
                expected: "letters dated on the day they are sent",
                remedy: "leave out --today, or let the letters go to the folder")
        }
        return Post(mail: SMTPChannel(settings), folder: folder)
    }

    private func settings(_ address: String) throws -> SMTPSettings {
        let isImplicit = address.hasPrefix("smtps://")
        guard isImplicit || address.hasPrefix("smtp://"),
            let colon = address.lastIndex(of: ":"),
            let port = Int(address[address.index(after: colon)...]),
            let start = address.range(of: "://")?.upperBound, start < colon
        else {
            throw Diagnostic(
                "smtp.address", place: "--smtp", found: address,
                expected: "smtp://host:port or smtps://host:port",
                remedy: "ports are usually 587 (smtp) and 465 (smtps)")
        }
        guard let security = isImplicit ? .implicit : SMTPSettings.Security(rawValue: startTls)
        else {
            throw Diagnostic(
                "smtp.security", place: "--start-tls", found: startTls,
                expected: "required, opportunistic or none")
        }
        return try SMTPSettings(
            host: String(address[start..<colon]), port: port, security: security, user: smtpUser,
            password: ProcessInfo.processInfo.environment["PURR_SMTP_PASSWORD"] ?? "",
            authorityFile: smtpCa)
    }
}

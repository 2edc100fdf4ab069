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
        let isWritten = try output.write(BookSheets.today(view, texts), of: desk)
        if json { return try Console.json(view, of: desk) }
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

    @Flag(name: .long, help: "See the letters themselves as they would leave, and change nothing.")
    var preview = false

    @Option(
        name: .long, help: "With --preview: the folder for the letters, instead of a temporary one."
    )
    var to: String?

    @Flag(name: .long, help: "Send although the bank data is old. Recorded.")
    var staleOk = false

    @Flag(name: .long, help: "Send although it is a weekend or holiday. Recorded.")
    var holidaysOk = false

    func validate() throws {
        if all == !claims.isEmpty, !preview || all {
            throw ValidationError("name claims, or say --all")
        }
        if to != nil, !preview { throw ValidationError("--to goes with --preview") }
    }

    func run() async throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let overrides = SendingOverrides(staleBankData: staleOk, dayOff: holidaysOk)
        // Before anybody has read through the day's letters for nothing.
        if !preview { try desk.require(.approve) }
        // A wrong mail server is told before letters are approved that could then not leave.
        if now { _ = try post.post(options, desk) }
        let ids = claims.isEmpty ? nil : try claims.map { try desk.claimID($0) }
        let planned =
            dryRun
            ? try desk.dryRun.approve(ids, overrides: overrides)
            : try desk.preview(ids, overrides: overrides)
        Self.show(planned, texts)
        if planned.overLimit > 0 {
            let limit = desk.book.dailyLimit
            print(OutboxTexts(texts.language).overLimit(planned.overLimit, limit: limit))
        }
        for gap in try desk.gaps(in: planned) {
            let characters = gap.characters.map(String.init).joined(separator: " ")
            print(
                "! "
                    + OutboxTexts(texts.language).missingCharacters(
                        gap.letter.debtor.name, characters))
        }
        try tellWhyNot(ids ?? [], planned, desk, texts)
        if preview {
            let post = try post.post(options, desk, isRehearsal: true)
            try LetterPreviews.write(try desk.compose(planned, post), to: to, texts)
        }
        if !planned.blocks.isEmpty { throw ExitCode(3) }
        if planned.letters.isEmpty || dryRun || preview { return }
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
        let words = OutboxTexts(texts.language)
        if approval.needSecond > 0 { print(words.needSecond(approval.needSecond)) }
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

    @Flag(name: .long, help: "Show what would leave and by which channel, and change nothing.")
    var dryRun = false

    func run() async throws {
        let desk = try options.desk()
        try await Self.work(
            dryRun ? desk.dryRun : desk, post, options, ignoringWindow: now,
            ConsoleTexts(desk.book.language))
    }

    static func work(
        _ desk: BookDesk, _ post: PostOptions, _ options: BookOptions, ignoringWindow: Bool,
        _ texts: ConsoleTexts
    ) async throws {
        let words = OutboxTexts(texts.language)
        let bar = ProgressBar("work")
        let outcome = try await desk.work(
            try post.post(options, desk, isRehearsal: desk.isDryRun),
            ignoringWindow: ignoringWindow, progress: bar.show)
        bar.finish()
        for item in outcome.items {
            print("  P-\(item.notice.id) \(words.state(item.state.rawValue)): \(item.detail)")
            if let instead = item.instead { print("    " + words.instead("P-\(instead)")) }
        }
        let waiting = outcome.waiting + outcome.count(.waiting) + outcome.outsideHours
        if let begin = outcome.hoursBegin {
            print(texts.outsideHours(outcome.outsideHours, begin.day, minute: begin.minute))
        }
        if desk.isDryRun { return print(texts.dryRun) }
        print(texts.worked(sent: outcome.count(.sent), waiting: waiting))
        let unsettled: [OutboxNotice.State] = [.failed, .uncertain, .bounced]
        if outcome.items.contains(where: { unsettled.contains($0.state) && $0.instead == nil }) {
            throw ExitCode(4)
        }
    }
}

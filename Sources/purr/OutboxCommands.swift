import ArgumentParser
import Basics
import Claims
import Desk
import Foundation
import Law
import Store
import Texts

struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Letters, what became of them, and what is told of them later.",
        subcommands: [
            OutboxListCommand.self, OutboxApproveCommand.self, OutboxShowCommand.self,
            OutboxArrivedCommand.self, OutboxBouncedCommand.self, OutboxReturnedCommand.self,
        ], defaultSubcommand: OutboxListCommand.self)
}

struct OutboxListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The newest letters and what became of them.",
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
        /// `email`, `print` or `ehf`, once it has been sent.
        let way: String?
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
                way: $0.way?.rawValue, receipt: $0.receipt)
        }
        let isWritten = try output.write(BookSheets.outbox(views, texts), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([
            ("Nr", .right), (texts.day, .left), (texts.stepHeading, .left), (texts.toPay, .right),
            (texts.status, .left), ("", .left),
        ])
        for view in views {
            table.add(
                "P-\(view.id)", view.day.text, texts.step(view.step), view.total.figures,
                OutboxTexts(texts.language).state(view.state), view.receipt ?? "")
        }
        table.print()
    }
}

struct OutboxApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve, as the second person, letters that wait for one.")

    @OptionGroup var options: BookOptions
    @Argument(help: "Letters by their number in the outbox; none means all that wait for one.")
    var notices: [Int64] = []

    func run() throws {
        let desk = try options.desk()
        let approved = try desk.approveSecond(
            notices.isEmpty ? nil : notices.map { NoticeID($0) })
        print(
            OutboxTexts(desk.book.language)
                .approvedSecond(approved.count, minutes: BookDesk.undoWindow / 60))
    }
}

struct OutboxShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Write a letter's PDF and e-mail, byte for byte as they left.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The letter's number in the outbox.")
    var notice: Int64
    @Option(name: .long, help: "The folder to write them to.")
    var to = "."

    func run() throws {
        let message = try options.desk().sentMessage(NoticeID(notice))
        for (ending, bytes) in [("pdf", message.pdf), ("eml", message.email)] {
            let path = "\(to)/P-\(notice).\(ending)"
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            print(path)
        }
    }
}

struct OutboxArrivedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arrived", abstract: "Say that a letter has arrived, and how that is known.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The letter's number in the outbox.")
    var notice: Int64
    @Option(name: .long, help: "The receipt: a tracking number, a delivery report.")
    var receipt: String

    func run() throws {
        let desk = try options.desk()
        if try !desk.noteArrived(NoticeID(notice), receipt: receipt) {
            print(OutboxTexts(desk.book.language).nothingToNote("P-\(notice)"))
        }
    }
}

struct OutboxBouncedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounced",
        abstract: "Say that a letter's e-mail address refused it; it goes another way if it can.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The letter's number in the outbox.")
    var notice: Int64
    @Option(name: .long, help: "What the server said, without the address.")
    var reason: String

    func run() throws {
        let desk = try options.desk()
        Self.tell(try desk.noteBounce(NoticeID(notice), why: reason), notice, desk)
    }

    static func tell(_ item: WorkOutcome.Item?, _ notice: Int64, _ desk: BookDesk) {
        let words = OutboxTexts(desk.book.language)
        guard let item else { return print(words.nothingToNote("P-\(notice)")) }
        print(words.cameBack("P-\(notice)"))
        if let instead = item.instead { print(words.instead("P-\(instead)")) }
    }
}

struct OutboxReturnedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "returned",
        abstract: "Say that a letter came back by post; it goes another way if it can.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The letter's number in the outbox.")
    var notice: Int64
    @Option(name: .long, help: "Why, as the post wrote on it.")
    var reason: String

    func run() throws {
        let desk = try options.desk()
        OutboxBouncedCommand.tell(
            try desk.noteReturned(NoticeID(notice), why: reason), notice, desk)
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

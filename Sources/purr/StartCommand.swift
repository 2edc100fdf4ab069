import ArgumentParser
import Basics
import Claims
import Delivery
import Desk
import Law
import Foundation
import Store
import Texts

struct StartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Make a book, load the example company, and run its day.",
        discussion: "Run again it changes nothing, and says so.")

    @OptionGroup var place: StoreOptions
    @OptionGroup var person: PersonOptions
    @Option(name: .long, help: "The folder with the example's files.")
    var examples = "Examples"

    func run() async throws {
        let desk = try open()
        let texts = ConsoleTexts(desk.book.language)
        print(Console.bold(texts.exampleLoaded(desk.book.name, Example.day)) + "\n")

        print(Console.bold(texts.imported))
        var outcomes: [ImportOutcome] = []
        for file in Example.files {
            let outcome = try desk.importFile("\(examples)/\(file)")
            ImportCommand.show(outcome, texts)
            outcomes.append(outcome)
        }

        print("\n" + Console.bold(texts.matched))
        let waiting = try desk.payments(onlyUnmatched: true)
        let all = try desk.payments(onlyUnmatched: false)
        print("  " + texts.matched(placed: all.count { $0.rest == .zero }, waiting: waiting.count))
        for payment in waiting {
            let who = payment.payment.payerName
            print("  \(payment.payment.id)  \(payment.rest.text)  \(who)  \(payment.payment.text)")
        }

        print("\n" + Console.bold(texts.decided))
        TodayView(try desk.report(), desk.law, texts).print(texts)

        print("\n" + Console.bold(texts.prepared))
        let approval = try desk.approve(undoWindow: 0)
        let folder = "\(place.data)/letters"
        let outcome = try await desk.work(
            Post(mail: nil, folder: FolderChannel(directory: folder)))
        for item in outcome.items {
            print(
                "  P-\(item.notice.id)  \(texts.step(item.notice.step.name(desk.law.regime(on: item.notice.letterDay))))  \(item.detail)"
            )
        }
        if approval.letters.isEmpty && outcomes.allSatisfy(\.changedNothing) {
            print("  " + texts.nothingChanged)
        }
        print("\n" + texts.lettersIn(folder))
    }

    private func open() throws -> BookDesk {
        let database = try place.made()
        let first = try BookDesk.bookIDs(in: database, as: person.actor, limit: 1).first
        let book =
            try first.map { try BookDesk.book($0, in: database, as: person.actor) }
            ?? BookDesk.createBook(
                Example.book, in: database, as: person.actor, clock: .startingAt(Example.day))
        return try BookDesk.open(
            database, book: book, as: person.actor, clock: .startingAt(Example.day))
    }
}

import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Move books to another store: from SQLite to PostgreSQL, or back.",
        discussion: """
            Rows are counted and the audit chain is walked in the new store before a book is closed in the old one, \
            where it can still be read. Should it be cut off, run it again. The letters' folder and the channels' \
            settings stay in the data folder.
            """)

    @OptionGroup var place: StoreOptions
    @OptionGroup var person: PersonOptions
    @Option(
        name: .long, help: "Where to: sqlite:PATH or postgresql://USER@HOST/DATABASE.")
    var to: String
    @Option(name: .long, help: "The book's id, or all; every book by default.")
    var book = "all"
    @Flag(name: .long, help: "Only look whether it would work.")
    var dryRun = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Encodable {
        let book: Int64
        let end: MoveDesk.Item.End
        let rows: Int64
        let head: ChainHeadJSON
    }

    func run() throws {
        let address = try StoreAddress(to)
        let database = try place.database()
        let books: [Int64]?
        if book == "all" {
            books = nil
        } else {
            guard let id = Int64(book) else {
                throw ValidationError("'\(book)' is neither a book's id nor all")
            }
            books = [id]
        }
        let texts = BackupTexts(try WorkerOptions.language(database))
        let bar = ProgressBar(texts.moving)
        let items = try MoveDesk(database, as: person.actor).move(
            books, to: address, dryRun: dryRun, progress: bar.show)
        bar.finish()
        if json {
            return try Console.json(
                items.map {
                    View(
                        book: $0.book.id, end: $0.end, rows: $0.rows,
                        head: ChainHeadJSON($0.head, book: $0.book.id))
                })
        }
        print(texts.from(database.address.text, to: address.text))
        for item in items { print("  \(item.book.id)  \(item.book.name)  \(line(item, texts))") }
        print(dryRun ? ConsoleTexts(texts.language).dryRun : texts.goOn(address.text))
    }

    private func line(_ item: MoveDesk.Item, _ texts: BackupTexts) -> String {
        switch item.end {
        case .moved: texts.moved(item.rows, entries: item.head.entry)
        case .finished: texts.isThere
        case .wouldMove: texts.wouldMove(item.rows)
        }
    }
}

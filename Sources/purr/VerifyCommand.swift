import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that nothing recorded has been changed, removed or put in.",
        discussion: """
            Walks the audit chain of each book and everything it covers: facts, claims, payments, letters as approved and \
            as sent. Note the head now and then, outside this machine; with --head a chain that was written anew is found too. \
            Exit status 1 when something is not as it was.
            """)

    @OptionGroup var place: StoreOptions
    @OptionGroup var person: PersonOptions
    @Option(name: .long, help: "The book's id, or all; every book by default.")
    var book = "all"
    @Option(
        name: .long,
        help: ArgumentHelp("A head that was noted earlier.", valueName: "hash@entry"))
    var head: String?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let head = try head.map { try ChainHead(parsing: $0) }
        let desks = try self.desks()
        if head != nil, desks.count != 1 {
            throw ValidationError("a head is of one book: name it with --book")
        }
        var views: [ChainReportJSON] = []
        for desk in desks {
            let words = ChainTexts(desk.book.language)
            let bar = ProgressBar(words.verifying)
            let report = try desk.verifyChain(head: head, progress: bar.show)
            bar.finish()
            views.append(ChainReportJSON(report, book: desk.book.id))
            if !json { tell(report, of: desk.book, words) }
        }
        if json { try Console.json(views) }
        if !views.allSatisfy(\.isWhole) { throw ExitCode(1) }
    }

    private func desks() throws -> [BookDesk] {
        let database = try place.database()
        let ids: [Int64]
        if book == "all" {
            ids = try BookDesk.bookIDs(in: database, as: person.actor, limit: .max)
        } else {
            guard let id = Int64(book) else {
                throw ValidationError("'\(book)' is neither a book's id nor all")
            }
            ids = [id]
        }
        return try ids.map { id in
            try BookDesk.open(
                database, book: try BookDesk.book(id, in: database, as: person.actor),
                as: person.actor)
        }
    }

    private func tell(_ report: ChainReport, of book: BookRecord, _ words: ChainTexts) {
        print(Console.bold(words.book(book.id, book.name)))
        guard report.entries > 0 || !report.isWhole else { return print(words.empty) }
        let rows = ChainReportJSON.kinds.compactMap { kind in
            report.rows[kind].map { words.counted(kind, $0) }
        }
        print(([words.counted(entries: report.entries)] + rows).joined(separator: ", "))
        for kind in ChainReportJSON.kinds {
            if let count = report.erased[kind] { print(words.erased(kind, count)) }
        }
        if report.entries > 0 { print("\(words.head): \(report.head.text)") }
        if report.isWhole { return print(words.whole) }
        print(words.faults(report.faults.count + report.moreFaults))
        for fault in report.faults { print("  " + ChainFaultText(words).text(fault)) }
        if report.moreFaults > 0 { print("  " + words.moreFaults(report.moreFaults)) }
    }
}

/// A fault in words.
struct ChainFaultText {
    private let words: ChainTexts

    init(_ words: ChainTexts) { self.words = words }

    func text(_ fault: ChainFault) -> String {
        let entry = fault.entry ?? 0
        let row = ChainTexts.Row(
            kind: fault.rows ?? "", id: fault.row, invoice: fault.invoice, claim: fault.claim,
            day: fault.day, letter: fault.notice, move: fault.number, entry: fault.entry)
        switch fault.kind {
        case .entryChanged: return words.entryChanged(entry)
        case .entryReplaced: return words.entryReplaced(entry)
        case .entryMissing: return words.entryMissing(entry, through: fault.lastEntry ?? entry)
        case .entryMoved:
            return words.entryMoved(
                entry, through: fault.lastEntry ?? entry, was: fault.was ?? entry)
        case .entryInserted: return words.entryInserted(entry)
        case .coverChanged: return words.coverChanged(entry)
        case .rowChanged: return words.rowChanged(row)
        case .rowMissing: return words.rowMissing(row)
        case .rowAdded: return words.rowAdded(row)
        case .rowsDiffer: return words.rowsDiffer(row, through: fault.lastRow ?? 0)
        case .textChanged: return words.textChanged(row)
        case .counterBehind:
            return words.counterBehind(fault.rows ?? "", fault.number ?? 0, fault.lastRow ?? 0)
        case .headUnknown: return words.headUnknown(entry, found: fault.found)
        }
    }
}

/// What verifying came to, for machines.
struct ChainReportJSON: Encodable {
    /// The kinds of rows, in the order they are told.
    static let kinds = [
        "claim", "fact", "payment", "payer", "letter", "second", "part", "move", "choice",
        "words", "import", "member",
    ]

    struct Fault: Encodable {
        let code: ChainFault.Kind
        let entry: Int64?
        let lastEntry: Int64?
        let was: Int64?
        let rows: String?
        let row: Int64?
        let lastRow: Int64?
        let claim: Int64?
        let invoice: String?
        let day: Day?
        let letter: Int64?
        let number: Int64?
        let found: String?

        init(_ fault: ChainFault) {
            code = fault.kind
            entry = fault.entry
            lastEntry = fault.lastEntry
            was = fault.was
            rows = fault.rows
            row = fault.row
            lastRow = fault.lastRow
            claim = fault.claim
            invoice = fault.invoice
            day = fault.day
            letter = fault.notice
            number = fault.number
            found = fault.found
        }
    }

    let book: Int64
    let isWhole: Bool
    let entries: Int64
    let head: ChainHeadJSON
    let rows: [String: Int64]
    let erased: [String: Int64]
    let faults: [Fault]
    let moreFaults: Int

    init(_ report: ChainReport, book: Int64) {
        self.book = book
        isWhole = report.isWhole
        entries = report.entries
        head = ChainHeadJSON(report.head, book: book)
        rows = report.rows
        erased = report.erased
        faults = report.faults.map { Fault($0) }
        moreFaults = report.moreFaults
    }
}

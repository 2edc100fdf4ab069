import Basics
import Claims
import Formats
import Law
import Store

/// What came of taking in a file.
public struct ImportOutcome: Codable, Sendable {
    public var file: String
    public var format = ""
    public var version = ""
    /// The very same bytes were taken in before: nothing was done.
    public var isKnownFile = false
    public var isDryRun = false
    /// The day the list speaks of.
    public var asOf: Day?
    public var customersAdded = 0
    public var customersKnown = 0
    public var claimsAdded = 0
    public var claimsKnown = 0
    /// The added claims' open principal, in øre.
    public var claimsAmount = Money.zero
    /// Claims that wait for a person because they are old; they may have come with an earlier file.
    public var backlog = 0
    public var creditsAdded = 0
    public var feesAdded = 0
    public var paymentsAdded = 0
    public var paymentsKnown = 0
    public var paymentsAmount = Money.zero
    public var paymentsPlaced = 0
    public var paymentsWaiting = 0
    /// Payments that came before their invoices and have now found them.
    public var paymentsPlacedLater = 0
    /// Entries that are the company's own doings: charges, transfers.
    public var entriesIgnored = 0
    public var mandates = 0
    public var findings: [Diagnostic] = []
    /// Why the file was refused; then nothing of it is in the book.
    public var fault: Diagnostic?

    init(file: String, fault: Diagnostic? = nil) {
        self.file = file
        self.fault = fault
    }

    /// Whether the book is as it was.
    public var changedNothing: Bool {
        isKnownFile || fault != nil
            || customersAdded + claimsAdded + creditsAdded + feesAdded + paymentsAdded + mandates
                == 0
    }
}

extension BookDesk {
    /// Takes a file into the book: recognises it by content, reads it as a stream, and adds what is new.
    ///
    /// All of it or nothing: a faulty file leaves the book as it was. The same file, or one that overlaps it,
    /// adds nothing twice. A dry run takes the same path and is rolled back.
    ///
    /// - Throws: `Diagnostic` with file, line or element, what was found and what was expected.
    public func importFile(
        _ path: String, options: ReadOptions = ReadOptions(), dryRun: Bool = false,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> ImportOutcome {
        let units = try ImportUnit.units(of: path)
        guard units.count == 1 else {
            throw Diagnostic(
                "import.several", place: path, found: "\(units.count) files in a compressed file",
                expected: "one file", remedy: "take them in one by one")
        }
        return try importUnit(units[0], options: options, dryRun: dryRun, progress: progress)
    }

    /// The same for a file that may lie within a compressed one.
    func importUnit(
        _ unit: ImportUnit, options: ReadOptions, dryRun: Bool, progress: @escaping ProgressHandler
    ) throws -> ImportOutcome {
        let name = unit.name
        do {
            let hash = FileHash(try unit.open())
            if !hash.isSlow { try read(.work, of: .nobody) { try refuseKnown(hash, $0) } }
            return try write(.work, dryRun: dryRun) { scope in
                try take(
                    unit, hash: hash, options: options, dryRun: dryRun, into: scope,
                    progress: progress)
            }
        } catch let known as KnownFile {
            var outcome = ImportOutcome(file: name)
            outcome.format = known.record.format
            outcome.isKnownFile = true
            outcome.isDryRun = dryRun
            return outcome
        } catch let diagnostic as Diagnostic {
            throw diagnostic.inFile(name)
        }
    }

    /// The very same bytes were taken in before; thrown to leave the book as it was.
    private struct KnownFile: Error {
        let record: ImportRecord
    }

    private func refuseKnown(_ hash: FileHash, _ scope: BookConnection) throws {
        if let record = try scope.importRecord(hash: try hash.wait()) {
            throw KnownFile(record: record)
        }
    }

    private func take(
        _ unit: ImportUnit, hash: FileHash, options: ReadOptions, dryRun: Bool,
        into scope: BookConnection, progress: @escaping ProgressHandler
    ) throws -> ImportOutcome {
        let importID = try scope.reserve("import")
        let at = clock.now
        let source = try unit.open()
        let total = source.totalBytes
        var stream = RecordStream(source: source, options: options)
        if hash.isSlow { stream.book = (database, book.id) }
        var intake = try Intake(
            scope, law: law, matcher: matcher(scope), importID: importID, at: at,
            backlogDays: book.backlogDays)
        var isNew = !hash.isSlow
        let summary = try stream.forEachBatch { batch in
            if !isNew, hash.isDone {
                try refuseKnown(hash, scope)
                isNew = true
            }
            try intake.take(batch)
            progress(Progress(.reading, done: source.position, total: total))
        }
        if !isNew { try refuseKnown(hash, scope) }
        try checkCompany(summary)
        try intake.finish(summary)
        var outcome = intake.outcome
        outcome.file = unit.name
        outcome.format = summary.format.rawValue
        outcome.version = summary.version
        outcome.asOf = summary.asOf
        outcome.isDryRun = dryRun
        try scope.insertImport(
            id: importID, hash: try hash.wait(), name: unit.name, format: summary.format.rawValue,
            version: summary.version, identity: summary.identity, at: at,
            summary: "claims +\(outcome.claimsAdded), payments +\(outcome.paymentsAdded)")
        try scope.record(
            "import", "import \(importID) \(summary.format.rawValue)", at: at, actor: actor)
        return outcome
    }

    /// A ledger of another company must not come into this book.
    private func checkCompany(_ summary: FileSummary) throws {
        let number = summary.organisationNumber?.text
        // An invoice is anybody's who can write one; a ledger without a number is whoever keeps it's.
        if number == book.organisationNumber || number == nil && summary.format != .ubl { return }
        throw Diagnostic(
            "import.other-company", place: "company",
            found: number.map { "organisation number \($0)" } ?? "no organisation number",
            expected: "\(book.organisationNumber), this book's",
            remedy: "choose the right book with --book, or make one for that company")
    }
}

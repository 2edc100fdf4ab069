import ArgumentParser
import Basics
import Delivery
import Desk
import Formats
import Foundation
import Store
import Texts

/// Where a list goes other than to the terminal; every command that lists something has it.
struct ListOutput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Write the list as CSV; - for standard output.", valueName: "file"))
    var csv: String?
    @Option(
        name: .long, help: ArgumentHelp("Write the list as an Excel workbook.", valueName: "file"))
    var xlsx: String?
    @Flag(name: .long, help: "Replace a file that is there already.")
    var force = false

    /// True when the list goes to a file: then all of it does.
    var isAsked: Bool { csv != nil || xlsx != nil }

    /// Writes a book's list to the files that were asked for, and tells the head of the book's audit chain with it: on the
    /// terminal, for a table of values has no room for it, and in the workbook's properties.
    ///
    /// - Returns: false when none was, so that the terminal is still to be served.
    /// - Throws: `Diagnostic` `file.exists` and `file.write`, and a workbook's own.
    func write(_ sheet: @autoclosure () throws -> Sheet, of desk: BookDesk) throws -> Bool {
        guard isAsked else { return false }
        let head = ChainTexts(desk.book.language).headOf(try desk.chainHead().text)
        _ = try write(sheet(), on: desk.today, comments: head)
        Console.write("\(head)\n", to: STDERR_FILENO)
        return true
    }

    /// Writes the files that were asked for.
    ///
    /// - Parameters:
    ///   - day: told in the workbook; the calculators that know no other day tell the real one.
    ///   - comments: told in the workbook's properties.
    /// - Returns: false when none was, so that the terminal is still to be served.
    /// - Throws: `Diagnostic` `file.exists` and `file.write`, and a workbook's own.
    func write(
        _ sheet: @autoclosure () throws -> Sheet, on day: Day = Clock.system.today,
        comments: String = ""
    ) throws -> Bool {
        guard isAsked else { return false }
        let sheet = try sheet()
        if let csv {
            let bytes = CSVWriter.bytes(of: sheet)
            if csv == "-" {
                FileHandle.standardOutput.write(Data(bytes))
            } else {
                try save(bytes, csv, sheet)
            }
        }
        if let xlsx {
            let bytes = try XLSXWriter.bytes(of: sheet, created: day, comments: comments)
            try save(bytes, xlsx, sheet)
        }
        return true
    }

    private func save(_ bytes: [UInt8], _ path: String, _ sheet: Sheet) throws {
        try OutputFile.write(bytes, to: path, replacing: force)
        let words = ConsoleTexts(sheet.language)
        Console.write(words.wroteRows(sheet.rows.count, path) + "\n", to: STDERR_FILENO)
    }
}

/// A file for another program: all of it or none.
enum OutputFile {
    /// - Throws: `Diagnostic` `file.exists` when there is one and it must not be replaced, `file.write`.
    static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws {
        do {
            if try AtomicFile.write(bytes, to: path, replacing: replacing) { return }
        } catch {
            throw Diagnostic(
                "file.write", place: path, found: error.detail, expected: "a place to write",
                remedy: "choose another file")
        }
        throw Diagnostic(
            "file.exists", place: path, found: "a file of that name",
            expected: "a name that is free", remedy: "choose another, or replace it with --force")
    }
}

/// The headers of a list in one language.
struct ListWords {
    let language: Language

    init(_ language: Language) { self.language = language }

    func callAsFunction(_ heading: Heading) -> String { heading.text(language) }
}

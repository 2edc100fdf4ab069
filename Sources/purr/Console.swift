import Basics
import Desk
import Foundation
import Store

/// Printing for people and machines.
enum Console {
    static let isTerminal = isatty(STDOUT_FILENO) == 1
    static let isErrorTerminal = isatty(STDERR_FILENO) == 1

    static func bold(_ text: String) -> String {
        isTerminal ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    static func dim(_ text: String) -> String {
        isTerminal ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    }

    static func error(_ diagnostic: Diagnostic) {
        write("error \(diagnostic.description)\n", to: STDERR_FILENO)
    }

    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A report on a book, with the head of its audit chain beside what the report says.
    ///
    /// - Parameter report: one that is an object in JSON, and no list.
    static func json(_ report: some Encodable, of desk: BookDesk) throws {
        try json(
            ChainedReport(
                report: report, chain: ChainHeadJSON(try desk.chainHead(), book: desk.book.id)))
    }

    /// Asks a question that one key answers; false when nobody can answer.
    static func ask(_ question: String) -> Bool {
        guard isatty(STDIN_FILENO) == 1 else { return false }
        write(question, to: STDOUT_FILENO)
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        var key: UInt8 = 0
        let count = Foundation.read(STDIN_FILENO, &key, 1)
        tcsetattr(STDIN_FILENO, TCSANOW, &before)
        print(count == 1 ? String(UnicodeScalar(key)) : "")
        return count == 1 && "jJyY".utf8.contains(key)
    }
}

private struct ChainedReport<Report: Encodable>: Encodable {
    let report: Report
    let chain: ChainHeadJSON

    private enum Key: CodingKey { case chain }

    func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var more = encoder.container(keyedBy: Key.self)
        try more.encode(chain, forKey: .chain)
    }
}

/// A table whose columns are as wide as what stands in them.
struct Table {
    enum Side { case left, right }
    private let headings: [(text: String, side: Side)]
    private var rows: [[String]] = []

    init(_ headings: [(String, Side)]) { self.headings = headings.map { ($0.0, $0.1) } }

    var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ cells: String...) { rows.append(cells) }

    mutating func add(cells: [String]) { rows.append(cells) }

    func print() {
        var widths = headings.map(\.text.count)
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        Swift.print(Console.dim(line(headings.map(\.text), widths)))
        for row in rows { Swift.print(line(row, widths)) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = "  "
        for (index, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: widths[index] - cell.count)
            let isLast = index == cells.count - 1
            switch headings[index].side {
            case .left: text += isLast ? cell : cell + padding
            case .right: text += padding + cell
            }
            if !isLast { text += "  " }
        }
        return text
    }
}

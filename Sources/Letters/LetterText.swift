/// A letter as plain text, 72 columns wide: the text part of an e-mail, and what a screen reader
/// or terminal shows.
public enum LetterText {
    static let columns = 72

    /// The letter from heading to footer, lines ended by `\n`.
    public static func render(_ letter: Letter) -> String {
        var page = TextPage(columns: columns)
        // Mailboxes preview the first lines: they are as discreet as the subject (inkassoloven §
        // 8).
        page.paragraph(letter.preheader)
        for fact in letter.references { page.line("\(fact.label): \(fact.value)") }
        page.gap()
        page.line(letter.title)
        page.line(String(repeating: "=", count: min(columns, letter.title.count)))
        page.gap()
        page.paragraph(letter.greeting)
        for paragraph in letter.opening { page.paragraph(paragraph.text) }
        render(letter.table, on: &page)
        for paragraph in letter.terms { page.paragraph(paragraph.text) }
        render(letter.payment, on: &page)
        for paragraph in letter.closing { page.paragraph(paragraph.text) }
        page.paragraph(letter.signOff)
        page.line(letter.sender.name)
        for detail in letter.sender.details.dropFirst() { page.line(detail) }
        page.gap()
        page.wrapped(letter.footer.joined(separator: " · "))
        return page.text
    }

    /// A block an invoice, since nine columns do not fit; one line when there is nothing to split
    /// up. KIDs stand in the payment box.
    private static func render(_ table: ClaimTable, on page: inout TextPage) {
        for row in table.rows {
            let cells = zip(table.columns, zip(table.headings, row.cells))
            let amounts = cells.filter { $0.0.isAmount && !$0.1.1.isEmpty }
            page.wrapped(facts(table, row))
            if !row.note.isEmpty { page.wrapped(row.note) }
            // The last amount is the sum of those before; with a principal alone they are the same.
            let shown = amounts.count > 2 ? amounts[...] : amounts.suffix(1)
            for (_, cell) in shown { page.pair("  \(cell.0)", cell.1) }
            page.gap()
        }
        page.rule()
        page.pair(table.totalLabel, table.totalAmount)
        page.gap()
    }

    /// `Faktura 40101, fakturadato 06.07.2026, forfall 20.07.2026`.
    private static func facts(_ table: ClaimTable, _ row: ClaimTable.Row) -> String {
        table.columns.indices
            .filter { !table.columns[$0].isAmount && table.columns[$0] != .kid }
            .map { index in
                let label = table.headings[index]
                return "\(index == 0 ? label : label.lowercased()) \(row.cells[index])".hardSpaced
            }
            .joined(separator: ", ")
    }

    private static func render(_ payment: PaymentBox, on page: inout TextPage) {
        page.line(payment.heading)
        page.line(String(repeating: "-", count: payment.heading.count))
        let width = payment.facts.map(\.label.count).max() ?? 0
        for fact in payment.facts {
            let fill = String(repeating: " ", count: width - fact.label.count)
            page.line("\(fact.label):\(fill)  \(fact.value)")
        }
        if !payment.note.isEmpty {
            page.gap()
            page.wrapped(payment.note)
        }
        for part in payment.parts {
            let name = part.kid.isEmpty ? part.label : "\(part.label)  \(part.kid)"
            page.pair("  \(name)", part.amount)
        }
        page.gap()
    }
}

/// Lines of text being laid out.
private struct TextPage {
    let columns: Int
    private(set) var text = ""
    private var endsInGap = true

    init(columns: Int) {
        self.columns = columns
        text.reserveCapacity(2_500)
    }

    mutating func line(_ line: String) {
        text += line
        text += "\n"
        endsInGap = false
    }

    /// One empty line, however often it is asked for.
    mutating func gap() {
        if endsInGap { return }
        text += "\n"
        endsInGap = true
    }

    mutating func rule() { line(String(repeating: "-", count: columns)) }

    mutating func paragraph(_ paragraph: String) {
        wrapped(paragraph)
        gap()
    }

    /// Broken at ordinary spaces; a word wider than the page keeps its line to itself.
    mutating func wrapped(_ paragraph: String) {
        var current = ""
        var width = 0
        for word in paragraph.split(separator: " ") {
            let count = word.count
            if width > 0, width + 1 + count > columns {
                line(current)
                current = ""
                width = 0
            }
            if width > 0 {
                current += " "
                width += 1
            }
            current += word
            width += count
        }
        if width > 0 { line(current) }
    }

    /// A label to the left and a value whose last figure stands in the last column.
    mutating func pair(_ label: String, _ value: String) {
        let room = columns - label.count - value.count
        if room >= 1 {
            line(label + String(repeating: " ", count: room) + value)
        } else {
            line(label)
            line(String(repeating: " ", count: max(0, columns - value.count)) + value)
        }
    }
}

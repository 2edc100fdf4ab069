/// The specification on paper: measured once, then set row by row over as many sheets as it takes.
struct TableLayout {
    private let table: ClaimTable
    private let heads: [TextPiece]
    private let rows: [[TextPiece]]
    private let notes: [TextPiece?]
    private let totals: [TextPiece]
    private let totalLabel: TextPiece
    /// Left edge of each column's text, or right edge where amounts stand.
    private let edges: [Double]

    private static let gap = 9.0
    private static let padding = 4.0
    private static let width = Sheet.right - Sheet.left

    init(_ table: ClaimTable, _ typesetter: Typesetter) {
        self.table = table
        var grade = Grade.normal
        var set = Cells(table, typesetter, grade, invoiceWidth: nil)
        while set.width > TableLayout.width, let smaller = grade.smaller {
            grade = smaller
            set = Cells(table, typesetter, grade, invoiceWidth: nil)
        }
        if set.width > TableLayout.width, let invoice = set.widths.first {
            // Amounts are never cut; the invoice number may be, since text and KID also tell it.
            let room = max(30, invoice - (set.width - TableLayout.width))
            set = Cells(table, typesetter, grade, invoiceWidth: room)
        }
        heads = set.heads
        rows = set.rows
        totals = set.totals
        notes = table.rows.map { row in
            row.note.isEmpty
                ? nil
                : typesetter.piece(row.note, grade.note, width: TableLayout.width, linesMaximum: 2)
        }
        totalLabel = typesetter.piece(table.totalLabel, grade.strong)
        edges = TableLayout.edges(set, table.columns)
    }

    /// How large the table is set: as large as its columns allow.
    private enum Grade {
        case normal, medium, small

        var smaller: Grade? {
            switch self {
            case .normal: .medium
            case .medium: .small
            case .small: nil
            }
        }

        var head: TextStyle {
            switch self {
            case .normal: .head
            case .medium: .headMedium
            case .small: .headSmall
            }
        }

        var cell: TextStyle {
            switch self {
            case .normal: .cell
            case .medium: .cellMedium
            case .small: .cellSmall
            }
        }

        var strong: TextStyle {
            switch self {
            case .normal: .cellStrong
            case .medium: .cellStrongMedium
            case .small: .cellStrongSmall
            }
        }

        var note: TextStyle {
            switch self {
            case .normal: .note
            case .medium, .small: .noteSmall
            }
        }
    }

    /// Every cell shaped in one size, and the columns' natural widths.
    private struct Cells {
        var heads: [TextPiece]
        var rows: [[TextPiece]]
        var totals: [TextPiece]
        var widths: [Double]

        init(
            _ table: ClaimTable, _ typesetter: Typesetter, _ grade: Grade, invoiceWidth: Double?
        ) {
            let cell = grade.cell
            let strong = grade.strong
            heads = table.headings.map { typesetter.piece($0, grade.head) }
            rows = table.rows.map { row in
                zip(table.columns, row.cells).map { column, text in
                    guard column == .invoice, let invoiceWidth else {
                        return typesetter.piece(text, column == .toPay ? strong : cell)
                    }
                    return typesetter.piece(text, cell, width: invoiceWidth, linesMaximum: 1)
                }
            }
            totals = table.totals.map { typesetter.piece($0, strong) }
            widths = heads.map(\.width)
            for row in rows + [totals] {
                for (index, piece) in row.enumerated() {
                    widths[index] = max(widths[index], piece.width)
                }
            }
        }

        var width: Double { widths.reduce(0, +) + Double(widths.count - 1) * TableLayout.gap }
    }

    /// Spreads what room is left evenly between the columns.
    private static func edges(_ set: Cells, _ columns: [ClaimTable.Column]) -> [Double] {
        let spare = max(0, width - set.width) / Double(max(1, columns.count - 1))
        var x = Sheet.left
        return zip(columns, set.widths).map { column, columnWidth in
            defer { x += columnWidth + gap + spare }
            return column.isAmount ? x + columnWidth : x
        }
    }

    func draw(on plan: inout PagePlan) {
        let headHeight = height(heads) + 2 * TableLayout.padding
        let totalHeight = height(totals) + 2 * TableLayout.padding + 4
        plan.need(headHeight + rowHeight(0) + (rows.count == 1 ? totalHeight : 0))
        plan.tagged(.table) { plan in
            plan.tagged(.row) { head(on: &$0, isFirst: true) }
            for index in rows.indices {
                // The total never stands alone on a sheet: the last row goes with it.
                let isLast = index == rows.count - 1
                if !plan.fits(rowHeight(index) + (isLast ? totalHeight : 0)), index > 0 {
                    plan.newPage()
                    head(on: &plan, isFirst: false)
                }
                row(index, on: &plan)
            }
            total(on: &plan)
        }
    }

    private func height(_ pieces: [TextPiece]) -> Double { pieces.map(\.height).max() ?? 0 }

    private func rowHeight(_ index: Int) -> Double {
        height(rows[index]) + (notes[index].map { $0.height + 2 } ?? 0) + 2 * TableLayout.padding
    }

    /// Repeated on each sheet, but said once to a screen reader.
    private func head(on plan: inout PagePlan, isFirst: Bool) {
        let y = plan.y + TableLayout.padding
        for index in heads.indices {
            if isFirst {
                plan.tagged(.headCell) { put(heads[index], index, y: y, on: &$0) }
            } else {
                put(heads[index], index, y: y, on: &plan)
            }
        }
        plan.y += height(heads) + 2 * TableLayout.padding
        plan.rule(y: plan.y, thickness: 0.9, .brand)
    }

    private func row(_ index: Int, on plan: inout PagePlan) {
        let y = plan.y + TableLayout.padding
        if index > 0,
            plan.y > Sheet.continuationContentTop + height(heads) + 2 * TableLayout.padding
        {
            plan.rule(y: plan.y, thickness: 0.5, .hairline)
        }
        plan.tagged(.row) { plan in
            for (column, piece) in rows[index].enumerated() {
                plan.tagged(.cell) { put(piece, column, y: y, on: &$0) }
            }
            if let note = notes[index] {
                let below = y + height(rows[index]) + 2
                plan.tagged(.cell) { $0.text(note, x: Sheet.left, y: below) }
            }
        }
        plan.y += rowHeight(index)
    }

    private func total(on plan: inout PagePlan) {
        plan.rule(y: plan.y, thickness: 0.9, .brand)
        let y = plan.y + TableLayout.padding + 1
        plan.tagged(.row) { plan in
            plan.tagged(.headCell) { $0.text(totalLabel, x: Sheet.left, y: y) }
            for (column, piece) in totals.enumerated() where !table.totals[column].isEmpty {
                plan.tagged(.cell) { put(piece, column, y: y, on: &$0) }
            }
        }
        plan.y += height(totals) + 2 * TableLayout.padding + 4
    }

    private func put(_ piece: TextPiece, _ column: Int, y: Double, on plan: inout PagePlan) {
        if table.columns[column].isAmount {
            plan.text(piece, right: edges[column], y: y)
        } else {
            plan.text(piece, x: edges[column], y: y)
        }
    }
}

import Basics

/// Lays a letter out on A4 sheets.
struct LetterLayout {
    let letter: Letter
    let typesetter: Typesetter
    private let code: QRCode?
    private let table: TableLayout

    init(_ letter: Letter, _ typesetter: Typesetter) throws(Diagnostic) {
        self.letter = letter
        self.typesetter = typesetter
        if let text = letter.payment.code {
            code = try QRCode(text)
        } else {
            code = nil
        }
        table = TableLayout(letter.table, typesetter)
    }

    mutating func plan() -> PagePlan {
        var plan = PagePlan(top: Sheet.letterheadTop)
        plan.tagged(.document) { plan in
            letterhead(&plan)
            addresses(&plan)
            plan.y = Sheet.titleTop
            block(letter.title, .title, .heading1, after: 12, &plan)
            block(letter.greeting, .body, .paragraph, after: 7, &plan)
            paragraphs(letter.opening, &plan)
            plan.y += 5
            table.draw(on: &plan)
            plan.y += 12
            paragraphs(letter.terms, &plan)
            plan.y += 4
            payment(&plan)
            plan.y += 14
            ending(&plan)
        }
        return plan
    }

    private func letterhead(_ plan: inout PagePlan) {
        let name = typesetter.piece(
            letter.sender.name, .letterhead,
            width: Sheet.sideColumn - Sheet.left - 12, linesMaximum: 2)
        plan.tagged(.paragraph) { $0.text(name, x: Sheet.left, y: Sheet.letterheadTop) }
        let lines = letter.sender.addressLines + letter.sender.details
        let details = typesetter.piece(
            lines.joined(separator: "\n"), .detail, width: Sheet.right - Sheet.sideColumn)
        plan.tagged(.paragraph) {
            $0.text(details, x: Sheet.sideColumn, y: Sheet.letterheadTop + 3)
        }
    }

    private func addresses(_ plan: inout PagePlan) {
        let sender = [letter.sender.name] + letter.sender.addressLines
        let back = typesetter.piece(
            sender.joined(separator: " · "), .returnAddress, width: Sheet.windowWidth,
            linesMaximum: 1)
        plan.text(back, x: Sheet.left, y: Sheet.returnAddressTop)
        let lines = [letter.recipient.name] + letter.recipient.addressLines
        let address = typesetter.piece(
            lines.joined(separator: "\n"), .address, width: Sheet.windowWidth)
        plan.tagged(.paragraph) { $0.text(address, x: Sheet.left, y: Sheet.recipientTop) }

        var y = Sheet.recipientTop + 1
        let valueColumn = Sheet.sideColumn + millimetres(26)
        for fact in letter.references {
            let label = typesetter.piece(fact.label, .detail)
            let value = typesetter.piece(
                fact.value, .cell, width: Sheet.right - valueColumn, linesMaximum: 1)
            plan.tagged(.paragraph) { plan in
                plan.text(label, x: Sheet.sideColumn, y: y + value.height - label.height - 0.4)
                plan.text(value, x: valueColumn, y: y)
            }
            y += value.height + 3
        }
    }

    private func paragraphs(_ paragraphs: [Letter.Paragraph], _ plan: inout PagePlan) {
        for item in paragraphs {
            block(item.text, item.isStrong ? .strong : .body, .paragraph, after: 7, &plan)
        }
    }

    private func block(
        _ text: String, _ style: TextStyle, _ tag: StructureTag, after: Double,
        _ plan: inout PagePlan
    ) {
        let piece = typesetter.piece(text, style, width: Sheet.paragraphWidth)
        plan.need(piece.height)
        let y = plan.y
        plan.tagged(tag) { $0.text(piece, x: Sheet.left, y: y) }
        plan.y += piece.height + after
    }

    private func payment(_ plan: inout PagePlan) {
        let box = PaymentLayout(letter.payment, code: code, typesetter)
        plan.need(box.height)
        box.draw(on: &plan)
        plan.y += box.height
    }

    /// Closing and signature keep together: a name alone on a sheet looks like a mistake.
    private func ending(_ plan: inout PagePlan) {
        let closing = letter.closing.map {
            typesetter.piece($0.text, .body, width: Sheet.paragraphWidth)
        }
        let regards = typesetter.piece(letter.signOff, .body)
        let name = typesetter.piece(letter.sender.name, .strong, width: Sheet.paragraphWidth)
        let gap = 7.0
        let height = closing.reduce(0) { $0 + $1.height + gap } + 4 + regards.height + name.height
        plan.need(height)
        for piece in closing {
            let y = plan.y
            plan.tagged(.paragraph) { $0.text(piece, x: Sheet.left, y: y) }
            plan.y += piece.height + gap
        }
        plan.y += 4
        let y = plan.y
        plan.tagged(.paragraph) { plan in
            plan.text(regards, x: Sheet.left, y: y)
            plan.text(name, x: Sheet.left, y: y + regards.height + 2)
        }
        plan.y += regards.height + name.height
    }
}

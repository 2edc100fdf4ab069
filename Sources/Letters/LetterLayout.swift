import Basics

/// Lays a letter out on A4 sheets.
struct LetterLayout {
    private let letter: Letter
    private let typesetter: Typesetter
    private let code: QRCode?
    private let logo: Logo?
    private let table: TableLayout
    private let payment: PaymentLayout

    /// Air between the blocks, in points.
    private struct Spacing {
        var paragraph: Double
        var beforeTable: Double
        var afterTable: Double
        var beforeBox: Double
        var afterBox: Double

        static let normal = Spacing(
            paragraph: 7.5, beforeTable: 5, afterTable: 11, beforeBox: 4, afterBox: 14)
        static let tight = Spacing(
            paragraph: 4.5, beforeTable: 3, afterTable: 7, beforeBox: 2, afterBox: 9)
    }

    /// - Throws: `letter.code` when the payment details are too long for a QR code.
    init(_ letter: Letter, _ typesetter: Typesetter, logo: Logo? = nil) throws(Diagnostic) {
        self.letter = letter
        self.logo = logo
        self.typesetter = typesetter
        if let text = letter.payment.code {
            code = try QRCode(text)
        } else {
            code = nil
        }
        table = TableLayout(letter.table, typesetter)
        payment = PaymentLayout(letter.payment, code: code, typesetter)
    }

    /// The pages; set tighter when that saves a sheet with little on it.
    func plan() -> PagePlan {
        let normal = plan(.normal)
        if normal.pages == 1 || normal.y > Sheet.height / 2 { return normal }
        let tight = plan(.tight)
        return tight.pages < normal.pages ? tight : normal
    }

    private func plan(_ spacing: Spacing) -> PagePlan {
        var plan = PagePlan(top: Sheet.letterheadTop)
        plan.tagged(.document) { plan in
            let sideBottom = letterhead(&plan)
            let addressBottom = addresses(&plan)
            // Below what is longer than usual; else where they always are.
            let referencesBottom = references(
                from: max(Sheet.recipientTop + 1, sideBottom + 9), &plan)
            plan.y = max(Sheet.titleTop, max(addressBottom, referencesBottom) + 14)
            block(letter.title, .title, .heading1, after: 12, &plan)
            if !letter.greeting.isEmpty {
                block(letter.greeting, .body, .paragraph, after: spacing.paragraph, &plan)
            }
            paragraphs(letter.opening, spacing, &plan)
            if letter.sections.isEmpty {
                claims(spacing, &plan)
            } else {
                SectionLayout(letter.sections, typesetter).draw(on: &plan)
            }
            ending(spacing, &plan)
        }
        return plan
    }

    /// What is owed and how to pay it.
    private func claims(_ spacing: Spacing, _ plan: inout PagePlan) {
        plan.y += spacing.beforeTable
        table.draw(on: &plan)
        plan.y += spacing.afterTable
        paragraphs(letter.terms, spacing, &plan)
        plan.y += spacing.beforeBox
        plan.need(payment.height)
        payment.draw(on: &plan)
        plan.y += payment.height + spacing.afterBox
    }

    /// - Returns: where the column with the sender's address ends.
    private func letterhead(_ plan: inout PagePlan) -> Double {
        if let logo { return letterhead(logo, &plan) }
        let width = Sheet.sideColumn - Sheet.left - 12
        var name = typesetter.piece(
            letter.sender.name, .letterhead, width: width, linesMaximum: 2)
        if name.isCut {
            name = typesetter.piece(
                letter.sender.name, .letterheadSmall, width: width, linesMaximum: 4)
        }
        plan.tagged(.paragraph) { $0.text(name, x: Sheet.left, y: Sheet.letterheadTop) }
        return lines(
            letter.sender.addressLines + letter.sender.details, .detail, x: Sheet.sideColumn,
            y: Sheet.letterheadTop + 3, width: Sheet.right - Sheet.sideColumn, &plan)
    }

    /// The logo says who writes; its name stands with the address, for those who look for it in words.
    private func letterhead(_ logo: Logo, _ plan: inout PagePlan) -> Double {
        plan.tagged(.figure, alternative: letter.sender.name) {
            $0.logo(x: Sheet.left, y: Sheet.logoTop)
        }
        let width = Sheet.right - Sheet.sideColumn
        let name = typesetter.piece(
            letter.sender.name, .detailStrong, width: width, linesMaximum: 2)
        let y = Sheet.logoTop
        plan.tagged(.paragraph) { $0.text(name, x: Sheet.sideColumn, y: y) }
        return lines(
            letter.sender.addressLines + letter.sender.details, .detail, x: Sheet.sideColumn,
            y: y + name.height + TextStyle.detail.size * 0.16, width: width, &plan)
    }

    /// - Returns: where the recipient's address ends.
    private func addresses(_ plan: inout PagePlan) -> Double {
        let sender = [letter.sender.name] + letter.sender.addressLines
        let back = typesetter.piece(
            sender.joined(separator: " · "), .returnAddress, width: Sheet.windowWidth,
            linesMaximum: 2)
        plan.text(back, x: Sheet.left, y: Sheet.returnAddressBottom - back.height)
        return lines(
            [letter.recipient.name] + letter.recipient.addressLines, .address, x: Sheet.left,
            y: Sheet.recipientTop, width: Sheet.windowWidth, &plan)
    }

    /// Each line an element of its own, so that it is read out as one.
    ///
    /// - Returns: where they end.
    private func lines(
        _ lines: [String], _ style: TextStyle, x: Double, y: Double, width: Double,
        _ plan: inout PagePlan
    ) -> Double {
        var top = y
        for line in lines {
            let piece = typesetter.piece(line, style, width: width, linesMaximum: 2)
            plan.tagged(.paragraph) { $0.text(piece, x: x, y: top) }
            top += piece.height + style.size * 0.16
        }
        return top
    }

    /// - Returns: where they end.
    private func references(from top: Double, _ plan: inout PagePlan) -> Double {
        var y = top
        let valueColumn = Sheet.sideColumn + millimetres(26)
        for fact in letter.references {
            let label = typesetter.piece(fact.label, .detail)
            let value = typesetter.piece(
                fact.value, .cell, width: Sheet.right - valueColumn, linesMaximum: 1)
            let labelTop = y + value.height - label.height - 0.4
            plan.tagged(.paragraph) { $0.text(label, x: Sheet.sideColumn, y: labelTop) }
            plan.tagged(.paragraph) { $0.text(value, x: valueColumn, y: y) }
            y += value.height + 3
        }
        return y
    }

    private func paragraphs(
        _ paragraphs: [Letter.Paragraph], _ spacing: Spacing, _ plan: inout PagePlan
    ) {
        for item in paragraphs {
            block(
                item.text, item.isStrong ? .strong : .body, .paragraph, after: spacing.paragraph,
                &plan)
        }
    }

    private func block(
        _ text: String, _ style: TextStyle, _ tag: StructureTag, after: Double,
        _ plan: inout PagePlan
    ) {
        let piece = typesetter.paragraph(text, style)
        plan.need(piece.height)
        let y = plan.y
        plan.tagged(tag) { $0.text(piece, x: Sheet.left, y: y) }
        plan.y += piece.height + after
    }

    /// Closing and signature keep together: a name alone on a sheet looks like a mistake.
    private func ending(_ spacing: Spacing, _ plan: inout PagePlan) {
        let closing = letter.closing.map {
            typesetter.paragraph($0.text, .body)
        }
        let regards = typesetter.piece(letter.signOff, .body)
        let name = typesetter.piece(letter.sender.name, .strong, width: Sheet.paragraphWidth)
        let before = closing.reduce(0) { $0 + $1.height + spacing.paragraph }
        plan.need(before + 4 + regards.height + 2 + name.height)
        for piece in closing {
            let y = plan.y
            plan.tagged(.paragraph) { $0.text(piece, x: Sheet.left, y: y) }
            plan.y += piece.height + spacing.paragraph
        }
        let y = plan.y + 4
        plan.tagged(.paragraph) { $0.text(regards, x: Sheet.left, y: y) }
        plan.tagged(.paragraph) { $0.text(name, x: Sheet.left, y: y + regards.height + 2) }
        plan.y = y + regards.height + 2 + name.height
    }
}

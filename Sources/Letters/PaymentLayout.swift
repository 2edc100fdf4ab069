/// The payment box: tinted, with the QR code to the right, and never split over two sheets.
struct PaymentLayout {
    private let heading: TextPiece
    private let facts: [(label: TextPiece, value: TextPiece)]
    private let note: TextPiece?
    private let parts: [(label: TextPiece, kid: TextPiece, amount: TextPiece)]
    private let code: QRCode?
    private let caption: TextPiece
    private let codeCaption: String
    let height: Double

    private static let padding = 12.0
    private static let codeSide = millimetres(27)
    /// White around the code, four modules of a code as small as they come, so that cameras find
    /// it.
    private static let quietZone = millimetres(3)
    private static let rowGap = 7.0
    /// More parts than this stand in the table alone, each with its KID.
    private static let partsMaximum = LetterComposer.codePartsMaximum
    private static let left = Sheet.left + padding + 3

    init(_ payment: PaymentBox, code: QRCode?, _ typesetter: Typesetter) {
        let inner = PaymentLayout.innerRight(code) - PaymentLayout.left
        heading = typesetter.piece(payment.heading, .boxHeading)
        facts = payment.facts.enumerated().map { index, fact in
            let label = typesetter.piece(fact.label, .boxLabel)
            // The last of an odd number has its row to itself: a long name of a payee, mostly.
            let isAlone = index % 2 == 0 && index == payment.facts.count - 1
            let value = typesetter.piece(
                fact.value, .boxValue, width: isAlone ? inner : inner / 2 - 6, linesMaximum: 2)
            return (label, value)
        }
        note =
            payment.note.isEmpty ? nil : typesetter.piece(payment.note, .body, width: inner)
        let shown = payment.parts.count <= PaymentLayout.partsMaximum ? payment.parts[...] : []
        parts = shown.map { part in
            (
                typesetter.piece(part.label, .cell, width: inner * 0.4, linesMaximum: 1),
                typesetter.piece(part.kid, .cellStrong), typesetter.piece(part.amount, .cell)
            )
        }
        self.code = code
        codeCaption = payment.codeCaption
        caption = typesetter.piece(payment.codeCaption, .footer)
        height = PaymentLayout.height(heading, facts, note, parts, code, caption)
    }

    private static func innerRight(_ code: QRCode?) -> Double {
        code == nil
            ? Sheet.right - padding : Sheet.right - padding - codeSide - 2 * quietZone - 10
    }

    private static func height(
        _ heading: TextPiece, _ facts: [(label: TextPiece, value: TextPiece)], _ note: TextPiece?,
        _ parts: [(label: TextPiece, kid: TextPiece, amount: TextPiece)], _ code: QRCode?,
        _ caption: TextPiece
    ) -> Double {
        var inner = heading.height + rowGap
        for index in stride(from: 0, to: facts.count, by: 2) {
            inner += rowHeight(facts[index..<min(index + 2, facts.count)])
        }
        if let note { inner += note.height + 4 }
        inner += parts.reduce(0) { $0 + $1.label.height + 3 }
        inner -= note == nil && parts.isEmpty ? rowGap : 0
        let codeHeight = code == nil ? 0 : codeSide + 2 * quietZone + 3 + caption.height
        return max(inner, codeHeight) + 2 * padding
    }

    private static func rowHeight(
        _ row: ArraySlice<(label: TextPiece, value: TextPiece)>
    ) -> Double {
        (row.map { $0.label.height + 1 + $0.value.height }.max() ?? 0) + rowGap
    }

    func draw(on plan: inout PagePlan) {
        let top = plan.y
        plan.fill(
            x: Sheet.left, y: top, width: Sheet.right - Sheet.left, height: height, .tint)
        plan.fill(x: Sheet.left, y: top, width: 3, height: height, .brand)
        plan.tagged(.section) { plan in
            var y = top + PaymentLayout.padding
            plan.tagged(.heading2) { $0.text(heading, x: PaymentLayout.left, y: y) }
            y += heading.height + PaymentLayout.rowGap
            drawFacts(&y, on: &plan)
            drawParts(&y, on: &plan)
            drawCode(top: top, on: &plan)
        }
    }

    /// Two facts a row.
    private func drawFacts(_ y: inout Double, on plan: inout PagePlan) {
        let half = (PaymentLayout.innerRight(code) - PaymentLayout.left) / 2
        for (index, fact) in facts.enumerated() {
            let x = PaymentLayout.left + (index % 2 == 0 ? 0 : half)
            let top = y
            plan.tagged(.paragraph) { $0.text(fact.label, x: x, y: top) }
            plan.tagged(.paragraph) { $0.text(fact.value, x: x, y: top + fact.label.height + 1) }
            if index % 2 == 1 || index == facts.count - 1 {
                y += PaymentLayout.rowHeight(facts[(index - index % 2)...index])
            }
        }
    }

    private func drawParts(_ y: inout Double, on plan: inout PagePlan) {
        if let note {
            let top = y
            plan.tagged(.paragraph) { $0.text(note, x: PaymentLayout.left, y: top) }
            y += note.height + 4
        }
        let right = PaymentLayout.innerRight(code)
        let kidColumn = (parts.map(\.label.width).max() ?? 0) + 16
        for part in parts {
            let top = y
            plan.tagged(.paragraph) { plan in
                plan.text(part.label, x: PaymentLayout.left, y: top)
                plan.text(part.kid, x: PaymentLayout.left + kidColumn, y: top)
                plan.text(part.amount, right: right, y: top)
            }
            y += part.label.height + 3
        }
    }

    private func drawCode(top: Double, on plan: inout PagePlan) {
        guard let code else { return }
        let side = PaymentLayout.codeSide + 2 * PaymentLayout.quietZone
        let x = Sheet.right - PaymentLayout.padding - side
        let y = top + (height - side - 3 - caption.height) / 2
        plan.fill(x: x, y: y, width: side, height: side, .white)
        plan.tagged(.figure, alternative: codeCaption) { plan in
            plan.code(
                code, x: x + PaymentLayout.quietZone, y: y + PaymentLayout.quietZone,
                side: PaymentLayout.codeSide)
        }
        plan.tagged(.paragraph) { plan in
            plan.text(caption, x: x + (side - caption.width) / 2, y: y + side + 3)
        }
    }
}

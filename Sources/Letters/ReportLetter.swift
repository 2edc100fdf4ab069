import Basics
import Claims

extension Letter {
    /// A part of a report: a heading and what stands under it.
    public struct Section: Hashable, Sendable {
        public var heading: String
        /// A value may have several lines; an empty label leaves the value the whole width.
        public var facts: [Fact]

        public init(_ heading: String, _ facts: [Fact]) {
            self.heading = heading
            self.facts = facts
        }
    }

    /// A report on the company's paper, for PDF alone: it asks for no money, so it has sections in place of table and payment.
    public init(
        report title: String, documentTitle: String, language: Language, on day: Day,
        from creditor: Sender, to recipient: Recipient, look: LetterLook?, opening: [String],
        sections: [Section], signOff: String
    ) {
        let (creditor, recipient) = (creditor.cleaned, recipient.cleaned)
        self.init(
            language: language, step: .nudge, sentOn: day, subject: title, preheader: title,
            title: title, documentTitle: CleanText.line(documentTitle),
            sender: LetterComposer.sender(creditor, language),
            recipient: LetterComposer.recipient(recipient),
            references: LetterComposer.references(on: day, "", recipient, language),
            greeting: "", opening: opening.map { Paragraph($0) },
            table: ClaimTable(
                columns: [], headings: [], rows: [], totalLabel: "", totals: [], totalAmount: ""),
            terms: [],
            payment: PaymentBox(heading: "", facts: [], parts: [], note: "", codeCaption: ""),
            closing: [], signOff: signOff, footer: LetterComposer.footer(creditor, language),
            pageWord: Label.page.in(language), pageOfWord: Label.pageOf.in(language), sms: "",
            look: look)
        self.sections = sections
    }
}

/// A report's sections on paper: label and value side by side, a value of many lines over several sheets.
struct SectionLayout {
    private let sections: [Letter.Section]
    private let typesetter: Typesetter

    private static let valueColumn = Sheet.left + millimetres(38)
    private static let rowGap = 2.5
    /// A longer value is cut into pieces of so many characters, at a space, so that a piece is never longer than a sheet.
    private static let pieceMaximum = 1_200

    init(_ sections: [Letter.Section], _ typesetter: Typesetter) {
        self.sections = sections
        self.typesetter = typesetter
    }

    func draw(on plan: inout PagePlan) {
        for section in sections {
            plan.y += 10
            let heading = typesetter.piece(
                section.heading, .boxHeading, width: Sheet.paragraphWidth)
            // A heading never stands alone at the foot of a sheet.
            plan.need(heading.height + 30)
            let y = plan.y
            plan.tagged(.heading2) { $0.text(heading, x: Sheet.left, y: y) }
            plan.y += heading.height + 4
            for fact in section.facts { draw(fact, on: &plan) }
        }
        plan.y += 12
    }

    private func draw(_ fact: Letter.Fact, on plan: inout PagePlan) {
        let x = fact.label.isEmpty ? Sheet.left : Self.valueColumn
        let label = typesetter.piece(
            fact.label, .detail, width: Self.valueColumn - Sheet.left - 8, linesMaximum: 2)
        var isFirst = true
        for text in Self.pieces(fact.value) {
            let value = typesetter.piece(text, .cell, width: Sheet.right - x)
            plan.need(max(label.height, value.height))
            let y = plan.y
            if isFirst, !fact.label.isEmpty {
                plan.tagged(.paragraph) { $0.text(label, x: Sheet.left, y: y + 0.6) }
            }
            plan.tagged(.paragraph) { $0.text(value, x: x, y: y) }
            plan.y += (isFirst ? max(label.height, value.height) : value.height) + Self.rowGap
            isFirst = false
        }
    }

    private static func pieces(_ value: String) -> [String] {
        var pieces: [String] = []
        for line in value.split(separator: "\n", omittingEmptySubsequences: true) {
            var rest = CleanText.line(String(line))[...]
            while rest.count > pieceMaximum {
                let end = rest.index(rest.startIndex, offsetBy: pieceMaximum)
                let cut = rest[..<end].lastIndex(of: " ") ?? end
                pieces.append(String(rest[..<cut]))
                rest = rest[cut...].drop { $0 == " " }
            }
            if !rest.isEmpty { pieces.append(String(rest)) }
        }
        return pieces
    }
}

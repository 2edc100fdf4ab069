import Basics

/// What a text may leave to the letter, written `{amount}`. With a capital first letter, `{Invoices}`, it begins a sentence.
///
/// Everything that is bent by number, audience or payment is a placeholder, so that texts need no conditions.
public enum Placeholder: String, CaseIterable, Sendable {
    /// `du` or `dere`.
    case you
    /// `deg` or `dere`.
    case youObject = "you-object"
    /// `faktura 40101` or `tre fakturaer`.
    case invoices
    /// `faktura 40101, som forfalt 20.07.2026` or `tre fakturaer, som alle har forfalt`.
    case invoicesDue = "invoices-due"
    /// `den` or `de`: the invoices again.
    case it
    /// `betalingen`, or `hele betalingen` when something has come in.
    case payment
    /// `betalt`, or `fullt betalt` when something has come in.
    case paid
    /// `Den forfalt 20.07.2026.`
    case dueSentence = "due-sentence"
    /// `Faktura 40101 forfalt 20.07.2026 og er fortsatt ikke betalt.`
    case overdueSentence = "overdue-sentence"
    /// `1 234,50 kr`, with `til sammen` for several invoices.
    case amount
    /// `innen 07.12.2026`, or `så snart du kan` in a letter without a deadline.
    case by
    /// `07.12.2026`.
    case deadline
    /// What the law lets the amount grow by, as a sentence.
    case mayGrow = "may-grow"
    case creditor
    case debtor
    /// E-mail and telephone.
    case contact

    /// False where the letter has no such thing to say.
    public func isAllowed(in kind: NoticeKind) -> Bool {
        switch (self, kind) {
        case (.deadline, .nudge), (.deadline, .reminder): false
        case (.mayGrow, .collectionNotice), (.mayGrow, .transferWarning),
            (.mayGrow, .paymentDemand):
            false
        default: true
        }
    }

    /// What it stands for, to whoever writes a text.
    public var help: LintWords {
        switch self {
        case .you: LintWords("du eller dere", "du eller de", "you")
        case .youObject: LintWords("deg eller dere", "deg eller dykk", "you")
        case .invoices:
            LintWords(
                "faktura 40101, eller tre fakturaer", "faktura 40101, eller tre fakturaar",
                "invoice 40101, or three invoices")
        case .invoicesDue:
            LintWords(
                "det samme med forfallsdagen", "det same med forfallsdagen",
                "the same with the due date")
        case .it: LintWords("den eller de", "han eller dei", "it or they")
        case .payment:
            LintWords(
                "betalingen, eller hele betalingen når noe er betalt",
                "betalinga, eller heile betalinga når noko er betalt",
                "your payment, or the full payment when something has come in")
        case .paid:
            LintWords(
                "betalt, eller fullt betalt når noe er betalt",
                "betalt, eller fullt betalt når noko er betalt",
                "paid, or paid in full when something has come in")
        case .dueSentence:
            LintWords(
                "setningen om når den forfalt", "setninga om når han forfall",
                "the sentence that says when it was due")
        case .overdueSentence:
            LintWords(
                "setningen om at den forfalt og ikke er betalt",
                "setninga om at han forfall og ikkje er betalt",
                "the sentence that says it was due and is not paid")
        case .amount:
            LintWords("det som skal betales", "det som skal betalast", "what is to be paid")
        case .by:
            LintWords(
                "innen fristen, eller så snart du kan", "innan fristen, eller så snart du kan",
                "by the deadline, or as soon as you can")
        case .deadline: LintWords("fristen", "fristen", "the deadline")
        case .mayGrow:
            LintWords(
                "setningen om hva beløpet kan øke med", "setninga om kva beløpet kan auke med",
                "the sentence that says what the amount may grow by")
        case .creditor: LintWords("firmaet ditt", "firmaet ditt", "your company")
        case .debtor: LintWords("kunden", "kunden", "the customer")
        case .contact:
            LintWords(
                "e-post og telefon til firmaet", "e-post og telefon til firmaet",
                "the company's e-mail and telephone")
        }
    }
}

extension LetterFacts {
    /// What a placeholder stands for in this letter.
    func phrase(_ placeholder: Placeholder) -> String {
        switch placeholder {
        case .you: isBusiness ? say("dere", "de", "you") : say("du", "du", "you")
        case .youObject: isBusiness ? say("dere", "dykk", "you") : say("deg", "deg", "you")
        case .invoices: about
        case .invoicesDue: aboutDue
        case .it: isPlural ? say("de", "dei", "they") : say("den", "han", "it")
        case .payment:
            isPartlyPaid
                ? say("hele betalingen", "heile betalinga", "the full payment")
                : say("betalingen", "betalinga", "your payment")
        case .paid: paid
        case .dueSentence:
            isPlural
                ? say(
                    "Alle står i oversikten nedenfor.", "Alle står i oversikta nedanfor.",
                    "They are all listed below.")
                : say("Den forfalt \(due).", "Han forfall \(due).", "It was due on \(due).")
        case .overdueSentence: overdue
        case .amount: total + (isPlural ? say(" til sammen", " til saman", " in all") : "")
        case .by:
            deadline.map { say("innen \($0)", "innan \($0)", "by \($0)") }
                ?? say(
                    "så snart \(phrase(.you)) kan", "så snart \(phrase(.you)) kan",
                    "as soon as you can")
        case .deadline: deadline ?? phrase(.by)
        case .mayGrow: mayGrow
        case .creditor: creditor
        case .debtor: debtor
        case .contact:
            contacts.isEmpty
                ? creditor : contacts.joined(separator: say(" eller ", " eller ", " or "))
        }
    }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }

    private var paid: String {
        if language == .nn {
            let word = isPlural ? "betalte" : "betalt"
            return isPartlyPaid ? "fullt \(word)" : word
        }
        return isPartlyPaid ? say("fullt betalt", "", "paid in full") : say("betalt", "", "paid")
    }

    private var aboutDue: String {
        isPlural
            ? say(
                "\(about), som alle har forfalt", "\(about), som alle har forfalle",
                "\(about), all of them overdue")
            : say(
                "\(about), som forfalt \(due)", "\(about), som forfall \(due)",
                "\(about), which was due on \(due)")
    }

    private var overdue: String {
        let start = about.capitalised
        return isPlural
            ? say(
                "\(start) har forfalt og er fortsatt ikke \(paid).",
                "\(start) har forfalle og er framleis ikkje \(paid).",
                "\(start) are overdue and have still not been \(paid).")
            : say(
                "\(start) forfalt \(due) og er fortsatt ikke \(paid).",
                "\(start) forfall \(due) og er framleis ikkje \(paid).",
                "\(start) was due on \(due) and has still not been \(paid).")
    }

    /// Fees where they may follow, and late interest.
    private var mayGrow: String {
        let fees =
            !mayFeesFollow
            ? ""
            : fee == nil
                ? say("purregebyr og ", "purregebyr og ", "a reminder fee and ")
                : say("nytt gebyr og ", "nytt gebyr og ", "another fee and ")
        return say(
            "Blir beløpet stående ubetalt, kan det øke med \(fees)forsinkelsesrente.",
            "Blir beløpet ståande ubetalt, kan det auke med \(fees)forseinkingsrente.",
            "If the amount remains unpaid, \(fees)late-payment interest may be added.")
    }
}

import Basics

/// The short words around the text: headings, labels, footers.
enum Label: CaseIterable, Sendable {
    // The specification.
    case invoice, issued, due, kid, amount, principal, paid, interest, fees, compensation, costs
    case toPay, total
    case interestFrom
    // The head and foot of the letter.
    case date, reference, customer, organisation, telephone, page, pageOf
    // The payment box.
    case payHeading, payHeadingBusiness, payee, account, amountToPay, deadline, originalDue, eachKID
    case markWithInvoice, markWithInvoices
    // A payment plan.
    case instalment, instalmentKID
    // The QR code: short, since each letter makes the code finer and harder to read.
    case code, codeAccount, codeAmount, codeDeadline

    /// The word in a language.
    func `in`(_ language: Language) -> String {
        switch language {
        case .nb: texts.nb
        case .nn: texts.nn
        case .en: texts.en
        }
    }

    private var texts: (nb: String, nn: String, en: String) {
        switch self {
        case .invoice: ("Faktura", "Faktura", "Invoice")
        case .issued: ("Fakturadato", "Fakturadato", "Invoice date")
        case .due: ("Forfall", "Forfall", "Due")
        case .kid: ("KID", "KID", "KID")
        case .amount: ("Beløp", "Beløp", "Amount")
        case .principal: ("Hovedstol", "Hovudstol", "Principal")
        case .paid: ("Trukket fra", "Trekt frå", "Deducted")
        case .interest: ("Renter", "Renter", "Interest")
        case .fees: ("Gebyr", "Gebyr", "Fees")
        case .compensation:
            ("Standardkompensasjon", "Standardkompensasjon", "Standard compensation")
        case .costs: ("Kostnader", "Kostnader", "Costs")
        case .toPay: ("Å betale", "Å betale", "To pay")
        case .total: ("Sum å betale", "Sum å betale", "Total to pay")
        case .interestFrom: ("renter fra", "renter frå", "interest from")
        case .date: ("Dato", "Dato", "Date")
        case .reference: ("Referanse", "Referanse", "Reference")
        case .customer: ("Kundenummer", "Kundenummer", "Customer no.")
        case .organisation: ("Org.nr.", "Org.nr.", "Org. no.")
        case .telephone: ("Telefon", "Telefon", "Telephone")
        case .page: ("Side", "Side", "Page")
        case .pageOf: ("av", "av", "of")
        case .payHeading: ("Slik betaler du", "Slik betaler du", "How to pay")
        case .payHeadingBusiness: ("Slik betaler dere", "Slik betaler de", "How to pay")
        case .payee: ("Mottaker", "Mottakar", "Payee")
        case .account: ("Til konto", "Til konto", "To account")
        case .amountToPay: ("Beløp å betale", "Beløp å betale", "Amount to pay")
        case .deadline: ("Betalingsfrist", "Betalingsfrist", "Pay by")
        case .originalDue: ("Opprinnelig forfall", "Opphavleg forfall", "Original due date")
        case .eachKID:
            (
                "Betal hver faktura for seg, med KID som står ved den.",
                "Betal kvar faktura for seg, med KID som står ved han.",
                "Please pay each invoice separately, with the KID shown beside it."
            )
        case .markWithInvoice:
            (
                "Merk betalingen med faktura", "Merk betalinga med faktura",
                "Please mark the payment with invoice"
            )
        case .markWithInvoices:
            (
                "Merk betalingen med fakturanumrene.", "Merk betalinga med fakturanummera.",
                "Please mark the payment with the invoice numbers."
            )
        case .instalment: ("Avdrag", "Avdrag", "Instalment")
        case .instalmentKID:
            (
                "Betal avdragene på den eldste fakturaen først, med KID som står ved den.",
                "Betal avdraga på den eldste fakturaen først, med KID som står ved han.",
                "Please pay instalments on the oldest invoice first, with the KID shown beside it."
            )
        case .code:
            ("Betalingsopplysninger", "Betalingsopplysningar", "Payment details")
        case .codeAccount: ("Konto", "Konto", "Account")
        case .codeAmount: ("Beløp", "Beløp", "Amount")
        case .codeDeadline: ("Frist", "Frist", "Pay by")
        }
    }
}

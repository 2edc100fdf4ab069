import Basics

extension OpenItemRecord.Kind {
    /// What a word in a list's type column means; nil for a word Purr does not know.
    ///
    /// Letter case, blanks and punctuation do not matter.
    public init?(word: some StringProtocol) {
        switch CSVColumn.normalised(word) {
        case "faktura", "fakturaer", "utgåendefaktura", "utgåandefaktura", "salgsfaktura",
            "salsfaktura", "kundefaktura", "fa", "invoice", "salesinvoice":
            self = .invoice
        case "kreditnota", "kreditfaktura", "kreditering", "kn", "creditnote", "creditmemo",
            "creditinvoice":
            self = .creditNote
        case "purregebyr", "purring", "gebyr", "inkassovarselgebyr", "varselgebyr", "reminderfee",
            "fee", "latefee":
            self = .reminderFee
        case "innbetaling", "betaling", "kundebetaling", "akonto", "payment", "receipt":
            self = .unallocated
        case "inngåendesaldo", "inngåandesaldo", "åpningsbalanse", "opningsbalanse",
            "inngåendebalanse", "inngåandebalanse", "ib", "openingbalance":
            self = .undocumented
        default:
            return nil
        }
    }

    /// What an amount is when nothing names it: money owed without a document is never pressed.
    static func byAmount(_ amount: Money, hasReference: Bool) -> Self {
        switch (amount < .zero, hasReference) {
        case (true, true): .creditNote
        case (true, false): .unallocated
        case (false, true): .invoice
        case (false, false): .undocumented
        }
    }
}

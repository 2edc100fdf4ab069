import Basics

extension EHFReminderWriter {
    /// Refuses what a receiver's rules would refuse, before it has an address and a number of its own.
    static func check(_ reminder: EHFReminder) throws {
        try checkTexts(reminder)
        guard reminder.account.isNorwegian else {
            throw Diagnostic(
                "ehf.account", place: reminder.id, found: reminder.account.text,
                expected: "a Norwegian account of eleven digits",
                remedy: "give the book its account: purr book set --account")
        }
        let amounts = [("principal", reminder.principal), ("paid", reminder.paid)]
        for (name, amount) in amounts where amount < .zero || amount > .limit {
            throw wrongAmount(reminder, "\(name) \(amount.decimal)", "zero or more")
        }
        for charge in reminder.charges where charge.amount <= .zero || charge.amount > .limit {
            throw wrongAmount(
                reminder, "\(charge.reason) \(charge.amount.decimal)", "more than zero")
        }
        guard reminder.payable > .zero else {
            throw wrongAmount(reminder, "to pay \(reminder.payable.decimal)", "more than zero")
        }
    }

    private static func wrongAmount(_ reminder: EHFReminder, _ found: String, _ expected: String)
        -> Diagnostic
    {
        Diagnostic("ehf.amount", place: reminder.id, found: found, expected: expected)
    }

    private static func checkTexts(_ reminder: EHFReminder) throws {
        var needed = [
            ("ID", reminder.id), ("BuyerReference", reminder.buyerReference),
            ("invoice number", reminder.invoice.number), ("line name", reminder.invoice.title),
            ("seller's name", reminder.seller.name), ("buyer's name", reminder.buyer.name),
            ("reason for no VAT", reminder.vatReason),
        ]
        needed += reminder.charges.map { ("reason of a charge", $0.reason) }
        for (name, text) in needed where text.allSatisfy(\.isWhitespace) {
            throw Diagnostic(
                "ehf.missing", place: "\(reminder.id), \(name)", found: "nothing",
                expected: "a text", remedy: "fill it in for the book or the customer")
        }
        var fields = needed
        for (who, party) in [("seller", reminder.seller), ("buyer", reminder.buyer)] {
            fields += [
                ("\(who)'s street", party.street), ("\(who)'s postcode", party.postcode),
                ("\(who)'s city", party.city), ("\(who)'s country", party.country),
                ("\(who)'s e-mail", party.email), ("\(who)'s telephone", party.phone),
            ]
        }
        fields.append(("KID", reminder.kid))
        let long = [("note", reminder.note), ("item", reminder.invoice.concerns)]
        for (name, text) in fields + long where text.unicodeScalars.contains(where: isForbidden) {
            throw Diagnostic(
                "ehf.character", place: "\(reminder.id), \(name)",
                found: "a character that XML has no room for", expected: "letters, digits, signs")
        }
        for (name, text) in fields where text.count > fieldMost {
            throw tooLong(reminder, name, text.count, fieldMost)
        }
        for (name, text) in long where text.count > textMost {
            throw tooLong(reminder, name, text.count, textMost)
        }
    }

    /// - Source: XML 1.0 § 2.2, production 2.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func tooLong(
        _ reminder: EHFReminder, _ name: String, _ count: Int, _ most: Int
    ) -> Diagnostic {
        Diagnostic(
            "ehf.too-long", place: "\(reminder.id), \(name)", found: "\(count) characters",
            expected: "at most \(most)", remedy: "shorten it")
    }
}

/// Files from a bank, as small as they can be.
enum BankFile {
    struct Payment {
        var kid: String
        /// In øre.
        var amount: Int
        /// As `2026-10-08`.
        var day: String
    }

    /// An OCR giro file with one assignment; `number` is the transmission's.
    static func ocr(_ payments: [Payment], sentAs number: Int = 1) -> String {
        var lines = [
            record("NY000010" + "00008080" + digits(number, 7) + "00310123"),
            record("NY090020" + "000988555" + digits(number, 7) + Company.account),
        ]
        for (index, payment) in payments.enumerated() {
            let serial = digits(index + 1, 7)
            let day = short(payment.day)
            let kid = String(repeating: " ", count: 25 - payment.kid.count) + payment.kid
            lines.append(
                record("NY091030\(serial)\(day)26051000010" + digits(payment.amount, 17) + kid))
            let reference = digits(1_000_000 + index, 9)
            lines.append(record("NY091031\(serial)0000000001\(reference)0000000\(day)"))
        }
        let sum = digits(payments.map(\.amount).reduce(0, +), 17)
        let days = payments.map(\.day).sorted()
        let span = [days.first, days.last].map { short($0 ?? "2000-01-01") }.joined()
        lines.append(
            record("NY090088" + digits(payments.count, 8) + digits(lines.count, 8) + sum + span))
        lines.append(
            record("NY000089" + digits(payments.count, 8) + digits(lines.count + 1, 8) + sum))
        return lines.joined(separator: "\n") + "\n"
    }

    /// A payment as a notification tells of it.
    struct Told {
        var name: String
        var text: String
        /// In øre.
        var amount: Int
        /// As `2026-10-08`.
        var day: String
    }

    /// A camt.054 notification of payments without KID.
    static func notification(_ payments: [Told]) -> String {
        let entries = payments.map { payment in
            let cents = payment.amount % 100
            let kroner = "\(payment.amount / 100).\(cents < 10 ? "0" : "")\(cents)"
            return """
                <Ntry><Amt Ccy="NOK">\(kroner)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
                <BookgDt><Dt>\(payment.day)</Dt></BookgDt>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>\(payment.name)</Nm></Dbtr></RltdPties>
                <RmtInf><Ustrd>\(payment.text)</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-10-07T06:00:00</CreDtTm></GrpHdr>
            <Ntfctn><Id>N1</Id><CreDtTm>2026-10-07T06:00:00</CreDtTm>
            <Acct><Id><Othr><Id>\(Company.account)</Id></Othr></Id><Ccy>NOK</Ccy></Acct>
            \(entries.joined(separator: "\n"))
            </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
            """
    }

    /// A camt.053 statement on which nothing happened.
    static func statement(through day: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
        <GrpHdr><MsgId>S\(day)</MsgId><CreDtTm>\(day)T06:00:00</CreDtTm></GrpHdr>
        <Stmt><Id>S\(day)</Id><CreDtTm>\(day)T06:00:00</CreDtTm>
        <Acct><Id><Othr><Id>\(Company.account)</Id></Othr></Id><Ccy>NOK</Ccy></Acct>
        \(balance("OPBD", day))\(balance("CLBD", day))
        </Stmt></BkToCstmrStmt></Document>
        """
    }

    private static func balance(_ code: String, _ day: String) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy=\"NOK\">100.00</Amt>"
            + "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt></Bal>\n"
    }

    private static func record(_ text: String) -> String {
        text + String(repeating: "0", count: 80 - text.count)
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: count - text.count) + text
    }

    /// `2026-10-08` as `081026`.
    private static func short(_ day: String) -> String {
        let parts = day.split(separator: "-")
        return "\(parts[2])\(parts[1])\(parts[0].suffix(2))"
    }
}

/// An open-item list with what a test cares about.
struct OpenItem {
    var invoice: String
    var customer = "20001"
    var name = "Kari Nordmann"
    /// Empty for a person.
    var organisation = ""
    var issued = "2026-08-18"
    var due = "2026-09-01"
    /// In øre.
    var amount = 1_000_000
    var email = ""

    var kid: String { Self.kid("0002" + invoice) }

    static func list(_ items: [OpenItem]) -> String {
        let heading =
            "Kundenr;Kundenavn;Org.nr;Type;Fakturanr;Fakturadato;Forfallsdato;Beløp;Restbeløp;"
            + "Valuta;KID;E-post;Adresse;Postnr;Poststed"
        return ([heading] + items.map(\.row)).joined(separator: "\r\n") + "\r\n"
    }

    private var row: String {
        let cents = amount % 100
        let money = "\(amount / 100),\(cents < 10 ? "0" : "")\(cents)"
        return [
            customer, name, organisation, "Faktura", invoice, issued, due, money, money, "NOK", kid,
            email, "Solsvingen 12", "0577", "Oslo",
        ].joined(separator: ";")
    }

    /// The number with its MOD10 check digit.
    static func kid(_ number: String) -> String {
        var sum = 0
        for (index, digit) in number.reversed().compactMap(\.wholeNumberValue).enumerated() {
            let weighed = index % 2 == 0 ? digit * 2 : digit
            sum += weighed / 10 + weighed % 10
        }
        return number + String((10 - sum % 10) % 10)
    }
}

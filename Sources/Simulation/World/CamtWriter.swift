import Basics

/// Writes camt.053 and camt.054 as Norwegian banks do.
enum CamtWriter {
    /// A notification of payments.
    static func notification(
        of entries: [BankEntry], account: AccountNumber, on day: Day, number: Int
    ) -> [UInt8] {
        let content = entries.map { entry($0) }.joined(separator: "\n")
        return message(
            "054", "BkToCstmrDbtCdtNtfctn", "Ntfctn", account, on: day, number: number,
            head: "", content: content)
    }

    /// A statement of the days from `from` through `through`, both inclusive, with its balances.
    ///
    /// - Parameter lumps: sums of payments with KID whose parts another file tells of, by their booking day.
    static func statement(
        of entries: [BankEntry], lumps: [(day: Day, amount: Money)], account: AccountNumber,
        from: Day, through: Day, opening: Money, closing: Money, number: Int
    ) -> [UInt8] {
        let period =
            "<FrToDt><FrDtTm>\(from.iso)T00:00:00</FrDtTm>"
            + "<ToDtTm>\(through.iso)T23:59:59</ToDtTm></FrToDt>"
        let balances =
            balance("OPBD", opening, on: from) + balance("CLBD", closing, on: through)
        let sums = lumps.map { lump($0.amount, on: $0.day) }
        let content = (entries.map { entry($0) } + sums).joined(separator: "\n")
        return message(
            "053", "BkToCstmrStmt", "Stmt", account, on: through, number: number,
            head: period, balances: balances, content: content)
    }

    private static func message(
        _ kind: String, _ root: String, _ body: String, _ account: AccountNumber, on day: Day,
        number: Int, head: String, balances: String = "", content: String
    ) -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.\(kind).001.02"><\(root)>
            <GrpHdr><MsgId>M\(number)</MsgId><CreDtTm>\(day.iso)T22:00:00</CreDtTm></GrpHdr>
            <\(body)><Id>\(number)</Id><CreDtTm>\(day.iso)T22:00:00</CreDtTm>\(head)
            <Acct><Id><Othr><Id>\(account.text)</Id></Othr></Id><Ccy>NOK</Ccy></Acct>\(balances)
            \(content)
            </\(body)></\(root)></Document>

            """.utf8)
    }

    private static func balance(_ code: String, _ amount: Money, on day: Day) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp>\(sum(amount))"
            + "<Dt><Dt>\(day.iso)</Dt></Dt></Bal>"
    }

    private static func sum(_ amount: Money) -> String {
        "<Amt Ccy=\"NOK\">\(amount.magnitude.decimal)</Amt>"
            + "<CdtDbtInd>\(amount < .zero ? "DBIT" : "CRDT")</CdtDbtInd>"
    }

    private static func lump(_ amount: Money, on day: Day) -> String {
        """
        <Ntry>\(sum(amount))<Sts>BOOK</Sts><BookgDt><Dt>\(day.iso)</Dt></BookgDt>
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>VCOM</SubFmlyCd></Fmly></Domn></BkTxCd>
        </Ntry>
        """
    }

    private static func entry(_ entry: BankEntry) -> String {
        let amount = entry.amount.magnitude.decimal
        let code = entry.isOwn ? "ICDT" : "RCDT"
        let person = "<Nm>\(escaped(entry.payerName))</Nm>"
        let party =
            entry.isOwn ? "<Cdtr>\(person)</Cdtr>" : "<Dbtr>\(person)</Dbtr>\(payer(entry))"
        return """
            <Ntry>\(sum(entry.amount))\(entry.isReversal ? "<RvslInd>true</RvslInd>" : "")
            <Sts>BOOK</Sts><BookgDt><Dt>\(entry.booked.iso)</Dt></BookgDt>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>\(code)</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
            <NtryDtls><TxDtls><Refs><AcctSvcrRef>2230\(entry.id)</AcctSvcrRef></Refs>
            <AmtDtls><TxAmt><Amt Ccy="NOK">\(amount)</Amt></TxAmt></AmtDtls>
            <RltdPties>\(party)</RltdPties>
            <RmtInf>\(remittance(entry))</RmtInf></TxDtls></NtryDtls></Ntry>
            """
    }

    private static func payer(_ entry: BankEntry) -> String {
        if entry.payerAccount.isEmpty { return "" }
        return "<DbtrAcct><Id><Othr><Id>\(entry.payerAccount)</Id></Othr></Id></DbtrAcct>"
    }

    private static func remittance(_ entry: BankEntry) -> String {
        if entry.kid.isEmpty { return "<Ustrd>\(escaped(entry.text))</Ustrd>" }
        return "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>"
            + "<Ref>\(entry.kid)</Ref></CdtrRefInf></Strd>"
    }

    private static func escaped(_ text: String) -> String {
        var safe = ""
        for letter in text {
            switch letter {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            default: safe.append(letter)
            }
        }
        return safe
    }
}

/// Writes camt messages for tests; each part has a sensible default.
enum CamtXML {
    /// A camt.054.001.02 of one account, or what the parameters say.
    static func message(
        _ entries: String..., name: String = "camt.054.001.02", encoding: String = "UTF-8",
        account: String = "<Acct><Id><Othr><Id>99991042764</Id></Othr></Id><Ccy>NOK</Ccy></Acct>",
        head: String = "<CreDtTm>2026-10-08T06:00:00+02:00</CreDtTm>", balances: String = ""
    ) -> String {
        let isStatement = name.hasPrefix("camt.053")
        let message = isStatement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn"
        let statement = isStatement ? "Stmt" : "Ntfctn"
        return """
            <?xml version="1.0" encoding="\(encoding)"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(name)"><\(message)>
            <GrpHdr><MsgId>M-1</MsgId></GrpHdr>
            <\(statement)><Id>1</Id>\(head)\(account)\(balances)
            \(entries.joined(separator: "\n"))
            </\(statement)></\(message)></Document>
            """
    }

    /// An entry; `details` is all of `NtryDtls`.
    static func entry(
        _ amount: String, _ direction: String = "CRDT", currency: String = "NOK",
        reversal: Bool = false, status: String = "BOOK", booked: String = "<Dt>2026-10-07</Dt>",
        code: String = "PMNT/RCDT/DMCT", proprietary: String = "", details: String = "",
        information: String = ""
    ) -> String {
        let parts = code.split(separator: "/", omittingEmptySubsequences: false)
        let own = proprietary.split(separator: " ")
        let prtry = own.isEmpty ? "" : "<Prtry><Cd>\(own[0])</Cd><Issr>\(own[1])</Issr></Prtry>"
        return """
            <Ntry><Amt Ccy="\(currency)">\(amount)</Amt><CdtDbtInd>\(direction)</CdtDbtInd>
            \(reversal ? "<RvslInd>true</RvslInd>" : "")<Sts>\(status)</Sts>
            <BookgDt>\(booked)</BookgDt><AcctSvcrRef>E-1</AcctSvcrRef>
            <BkTxCd><Domn><Cd>\(parts[0])</Cd><Fmly><Cd>\(parts[1])</Cd>
            <SubFmlyCd>\(parts[2])</SubFmlyCd></Fmly></Domn>\(prtry)</BkTxCd>
            \(details.isEmpty ? "" : "<NtryDtls>\(details)</NtryDtls>")
            <AddtlNtryInf>\(information)</AddtlNtryInf></Ntry>
            """
    }

    static func batch(_ count: Int) -> String { "<Btch><NbOfTxs>\(count)</NbOfTxs></Btch>" }

    /// A detail; `remittance` is all of `RmtInf`.
    static func detail(
        _ amount: String? = nil, currency: String = "NOK", reference: String = "D-1",
        payer: String = "Kari Nordmann", remittance: String = "", more: String = ""
    ) -> String {
        let money = amount.map {
            "<AmtDtls><TxAmt><Amt Ccy=\"\(currency)\">\($0)</Amt></TxAmt></AmtDtls>"
        }
        return """
            <TxDtls><Refs><AcctSvcrRef>\(reference)</AcctSvcrRef></Refs>\(money ?? "")
            <RltdPties><Dbtr><Nm>\(payer)</Nm></Dbtr></RltdPties>
            <RmtInf>\(remittance)</RmtInf>\(more)</TxDtls>
            """
    }

    /// A structured remittance.
    static func document(
        kid: String = "", share: String = "", type: String = "", number: String = "",
        tag: String = "RmtdAmt", referenceType: String = "SCOR", issuer: String = ""
    ) -> String {
        var text = "<Strd>"
        if !type.isEmpty || !number.isEmpty {
            text +=
                "<RfrdDocInf><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Nb>\(number)</Nb>"
                + "</RfrdDocInf>"
        }
        if !share.isEmpty {
            text += "<RfrdDocAmt><\(tag) Ccy=\"NOK\">\(share)</\(tag)></RfrdDocAmt>"
        }
        if !kid.isEmpty {
            let code = "<CdOrPrtry><Cd>\(referenceType)</Cd></CdOrPrtry>"
            let issued = issuer.isEmpty ? "" : "<Issr>\(issuer)</Issr>"
            let tp = referenceType.isEmpty ? "" : "<Tp>\(code)\(issued)</Tp>"
            text += "<CdtrRefInf>\(tp)<Ref>\(kid)</Ref></CdtrRefInf>"
        }
        return text + "</Strd>"
    }
}

extension String {
    /// The same with `other` wherever `text` stands.
    func replacing(_ text: String, _ other: String) -> String {
        var result = ""
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(text) {
                result += other
                rest = rest.dropFirst(text.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }
}

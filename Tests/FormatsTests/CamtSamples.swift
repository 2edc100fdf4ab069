import Basics

/// A small camt message whose every part can be changed.
struct CamtSample {
    enum Version: String, CaseIterable, Sendable { case v02 = "001.02", v08 = "001.08" }

    /// One payment within an entry.
    struct Detail {
        var ore: Int? = 123_450
        var currency = "NOK"
        /// Structured remittances, as XML.
        var documents: [String] = []
        var text = ""
        var payer = "Kari Nordmann"
        var payerAccount = "99993011017"
        var more = ""

        static func kid(_ kid: String, ore: Int? = nil, credit: Int? = nil, more: String = "")
            -> String
        {
            let amounts =
                (ore.map { "<RmtdAmt Ccy=\"NOK\">\(decimal($0))</RmtdAmt>" } ?? "")
                + (credit.map { "<CdtNoteAmt Ccy=\"NOK\">\(decimal($0))</CdtNoteAmt>" } ?? "")
            return """
                <Strd>\(more)<RfrdDocAmt>\(amounts)</RfrdDocAmt><CdtrRefInf><Tp><CdOrPrtry>\
                <Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>\(kid)</Ref></CdtrRefInf></Strd>
                """
        }
    }

    struct Entry {
        var ore = 123_450
        var currency = "NOK"
        var isCredit = true
        var isReversal = false
        var status = "BOOK"
        var booked: String? = "<Dt>2026-10-06</Dt>"
        var family = "RCDT"
        var subfamily = "DMCT"
        var domain = "PMNT"
        /// Each is an `NtryDtls`, with the number its `Btch` states.
        var batches: [(count: Int?, details: [Detail])] = []
        var information = ""
    }

    var version = Version.v02
    var is053 = false
    var account = "<Othr><Id>99991042764</Id></Othr>"
    var entries: [Entry] = [
        Entry(batches: [(nil, [Detail(documents: [Detail.kid("0002401024")])])])
    ]
    /// XML before the root element.
    var prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    var xml: String {
        let (body, report) =
            is053 ? ("BkToCstmrStmt", "Stmt") : ("BkToCstmrDbtCdtNtfctn", "Ntfctn")
        let name = "camt.\(is053 ? "053" : "054").\(version.rawValue)"
        return prologue + """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(name)">
            <\(body)>
            <GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-10-06T17:35:00+02:00</CreDtTm></GrpHdr>
            <\(report)>
            <Id>1</Id><CreDtTm>2026-10-06T17:35:00+02:00</CreDtTm>
            <Acct><Id>\(account)</Id><Ccy>NOK</Ccy></Acct>
            \(entries.map(xml).joined(separator: "\n"))
            </\(report)>
            </\(body)>
            </Document>

            """
    }

    var bytes: [UInt8] { Array(xml.utf8) }

    private func xml(_ entry: Entry) -> String {
        let direction = entry.isCredit ? "CRDT" : "DBIT"
        let status = version == .v02 ? entry.status : "<Cd>\(entry.status)</Cd>"
        let details = entry.batches.map { batch in
            "<NtryDtls>"
                + (batch.count.map { "<Btch><NbOfTxs>\($0)</NbOfTxs></Btch>\n" } ?? "")
                + batch.details.map { xml($0, in: entry) }.joined(separator: "\n") + "</NtryDtls>"
        }
        return """
            <Ntry>
            <Amt Ccy="\(entry.currency)">\(decimal(entry.ore))</Amt>
            <CdtDbtInd>\(direction)</CdtDbtInd>
            \(entry.isReversal ? "<RvslInd>true</RvslInd>" : "")<Sts>\(status)</Sts>
            \(entry.booked.map { "<BookgDt>\($0)</BookgDt>" } ?? "")
            <AcctSvcrRef>90000017</AcctSvcrRef>
            <BkTxCd><Domn><Cd>\(entry.domain)</Cd><Fmly><Cd>\(entry.family)</Cd>
            <SubFmlyCd>\(entry.subfamily)</SubFmlyCd></Fmly></Domn></BkTxCd>
            \(details.joined(separator: "\n"))
            <AddtlNtryInf>\(entry.information)</AddtlNtryInf>
            </Ntry>
            """
    }

    private func xml(_ detail: Detail, in entry: Entry) -> String {
        let amount = detail.ore.map { "<Amt Ccy=\"\(detail.currency)\">\(decimal($0))</Amt>" }
        let own =
            version == .v02
            ? "" : (amount ?? "") + "<CdtDbtInd>\(entry.isCredit ? "CRDT" : "DBIT")</CdtDbtInd>"
        let within = amount.map { "<AmtDtls><TxAmt>\($0)</TxAmt></AmtDtls>" } ?? ""
        let name = "<Nm>\(detail.payer)</Nm>"
        let payer = version == .v02 ? name : "<Pty>\(name)</Pty>"
        let account =
            "<DbtrAcct><Id><Othr><Id>\(detail.payerAccount)</Id></Othr></Id></DbtrAcct>"
        return """
            <TxDtls><Refs><AcctSvcrRef>101000001</AcctSvcrRef></Refs>\(own)\(within)
            <RltdPties>\(detail.payer.isEmpty ? "" : "<Dbtr>\(payer)</Dbtr>")
            \(detail.payerAccount.isEmpty ? "" : account)</RltdPties>
            <RmtInf>\(detail.text.isEmpty ? "" : "<Ustrd>\(detail.text)</Ustrd>")
            \(detail.documents.joined())</RmtInf>\(detail.more)</TxDtls>
            """
    }
}

/// `1234.50`.
private func decimal(_ ore: Int) -> String { Money(ore: Int64(ore)).decimal }

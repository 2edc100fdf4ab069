import Basics

/// Writes a camt.054 file: batches of KID payments, as Norwegian banks deliver them, a line for each detail.
enum CamtFile {
    private static let batchSize = 1_000

    static func write(_ count: Int, to path: String) throws {
        var file = try FileSink(path)
        try file.write(head)
        var batch: [SamplePayments.Payment] = []
        for payment in SamplePayments(count: count) {
            batch.append(payment)
            if batch.count == batchSize || payment.number == count {
                try write(batch, to: &file)
                batch.removeAll(keepingCapacity: true)
            }
        }
        try file.write("</Ntfctn></BkToCstmrDbtCdtNtfctn>\n</Document>\n")
        try file.close()
    }

    private static let head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">
        <BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>20261007-1</MsgId><CreDtTm>2026-10-07T17:35:00+02:00</CreDtTm></GrpHdr>
        <Ntfctn><Id>1</Id><CreDtTm>2026-10-07T17:35:00+02:00</CreDtTm><Acct><Id><Othr><Id>\(Sample.account)</Id>\
        <SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id><Ccy>NOK</Ccy></Acct>

        """

    private static func write(
        _ batch: [SamplePayments.Payment], to file: inout FileSink
    ) throws {
        let sum = batch.map(\.amount).sum()
        try file.write(
            """
            <Ntry><NtryRef>\(batch[0].number)</NtryRef><Amt Ccy="NOK">\(sum.decimal)</Amt>\
            <CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-10-07</Dt></BookgDt>\
            <ValDt><Dt>2026-10-07</Dt></ValDt><AcctSvcrRef>9\(Sample.padded(batch[0].number, 8))</AcctSvcrRef>\
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>VCOM</SubFmlyCd></Fmly></Domn>\
            <Prtry><Cd>230</Cd><Issr>NETS</Issr></Prtry></BkTxCd>
            <NtryDtls><Btch><NbOfTxs>\(batch.count)</NbOfTxs></Btch>

            """)
        for payment in batch { try file.write(detail(payment)) }
        try file.write("</NtryDtls></Ntry>\n")
    }

    private static func detail(_ payment: SamplePayments.Payment) -> String {
        let amount = payment.amount.decimal
        return """
            <TxDtls><Refs><AcctSvcrRef>\(Sample.padded(payment.number, 9))</AcctSvcrRef>\
            <EndToEndId>NOTPROVIDED</EndToEndId></Refs>\
            <AmtDtls><TxAmt><Amt Ccy="NOK">\(amount)</Amt></TxAmt></AmtDtls>\
            <RltdPties><Dbtr><Nm>\(Sample.name(payment.claim))</Nm></Dbtr>\
            <DbtrAcct><Id><Othr><Id>\(Sample.payerAccount(payment.claim))</Id>\
            <SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id></DbtrAcct></RltdPties>\
            <RmtInf><Strd><RfrdDocAmt><RmtdAmt Ccy="NOK">\(amount)</RmtdAmt></RfrdDocAmt>\
            <CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>\
            <Ref>\(Sample.kid(payment.claim))</Ref></CdtrRefInf></Strd></RmtInf>\
            <RltdDts><AccptncDtTm>2026-10-06T12:00:00+02:00</AccptncDtTm></RltdDts></TxDtls>

            """
    }
}

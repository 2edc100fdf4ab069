import Foundation

/// A sound file to begin from.
package struct FuzzSample: Sendable {
    /// What it is an example of; a round can be of one format alone.
    package let format: String
    package let name: String
    package let bytes: [UInt8]

    init(_ format: String, _ name: String, _ text: String) {
        self.init(format, name, Array(text.utf8))
    }

    init(_ format: String, _ name: String, _ bytes: [UInt8]) {
        (self.format, self.name, self.bytes) = (format, name, bytes)
    }
}

/// The files that inputs are made from. A new format is one more sample in ``own``, and its folder in
/// ``folders``.
package enum FuzzCorpus {
    package static let formats = [
        "ocr-giro", "camt", "saf-t", "open-items-csv", "bank-csv", "ehf", "mail",
    ]

    /// Larger samples are left out: a round is many small inputs.
    private static let sizeLimit = 200_000

    /// Where the sample files of a format lie, below the folder of samples.
    private static let folders = [
        "ocr-giro": "ocr-giro", "camt": "camt", "saf-t": "saf-t", "csv": "open-items-csv",
        "ehf": "ehf",
    ]

    /// Our own small samples, and those in a folder of sample files when there is one.
    package static func samples(in folder: String?) -> [FuzzSample] {
        guard let folder else { return own }
        let found = folders.sorted { $0.key < $1.key }.flatMap { name, format in
            files(in: "\(folder)/\(name)", of: format)
        }
        return own + found
    }

    private static func files(in folder: String, of format: String) -> [FuzzSample] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().compactMap { name in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                (1...sizeLimit).contains(data.count)
            else { return nil }
            return FuzzSample(name.hasPrefix("bank-") ? "bank-csv" : format, name, Array(data))
        }
    }

    package static let own: [FuzzSample] = [
        FuzzSample("ocr-giro", "payments", ocr), FuzzSample("ocr-giro", "mandates", mandates),
        FuzzSample("camt", "notification", camt("054", "001.02")),
        FuzzSample("camt", "statement", camt("053", "001.08")),
        FuzzSample("saf-t", "ledger", saft),
        FuzzSample("ehf", "invoice", ehf),
        FuzzSample("mail", "reply", FuzzMail.reply), FuzzSample("mail", "bounce", FuzzMail.bounce),
        FuzzSample("open-items-csv", "list", openItems),
        FuzzSample("open-items-csv", "tripletex", tripletex),
        FuzzSample("bank-csv", "dnb", dnb), FuzzSample("bank-csv", "eika", eika),
        FuzzSample("bank-csv", "bulder", bulder),
    ]

    private static func filled(_ lines: [String]) -> String {
        lines.map { $0 + String(repeating: "0", count: max(0, 80 - $0.unicodeScalars.count)) }
            .joined(separator: "\n") + "\n"
    }

    private static let ocr: String = {
        let kid = String(repeating: " ", count: 15) + "0002401024"
        return filled([
            "NY00001000008080100600100310123", "NY090020009885550000000199991042764",
            "NY09103000000010510262605100001000000000000349000\(kid)",
            "NY091031000000100000000011010000010000000021026" + "99993011017",
            "NY092130000000205102626051000010000000000000440 0".replacingOccurrences(
                of: " 0", with: "00") + String(repeating: " ", count: 25),
            "NY0921310000002000000000110100000200000000210260",
            "NY09213200000021234567890123456789012345678901234567890",
            "NY0900880000000200000007", "NY0000890000000200000009",
        ])
    }()

    private static let mandates = filled([
        "NY00001000008080100600200310123", "NY212420000000000000000099991042764",
        "NY21947000000011" + String(repeating: " ", count: 15) + "0002401024J",
        "NY21947000000022" + String(repeating: " ", count: 15) + "0005401054N",
        "NY2124880000000200000004", "NY0000890000000200000006",
    ])

    private static let ehf = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
          xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <cbc:CustomizationID>urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
        <cbc:ID>40101</cbc:ID><cbc:IssueDate>2026-07-06</cbc:IssueDate>
        <cbc:DueDate>2026-07-20</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
        <cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
        <cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0192">310123455</cbc:EndpointID>
        </cac:Party></cac:AccountingSupplierParty>
        <cac:AccountingCustomerParty><cac:Party><cac:PostalAddress><cbc:PostalZone>0155</cbc:PostalZone>
        </cac:PostalAddress><cac:PartyLegalEntity><cbc:RegistrationName>Kari Nordmann</cbc:RegistrationName>
        </cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
        <cac:PaymentMeans><cbc:PaymentID>0001401017</cbc:PaymentID></cac:PaymentMeans>
        <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="NOK">12500.00</cbc:PayableAmount>
        </cac:LegalMonetaryTotal></Invoice>

        """

    private static func camt(_ number: String, _ version: String) -> String {
        let isStatement = number == "053"
        let message = isStatement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn"
        let statement = isStatement ? "Stmt" : "Ntfctn"
        let booked = version == "001.08" ? "<Cd>BOOK</Cd>" : "BOOK"
        let party = version == "001.08" ? "<Pty><Nm>Kari</Nm></Pty>" : "<Nm>Kari</Nm>"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.\(number).\(version)"><\(message)>
            <GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-10-07T06:00:00+02:00</CreDtTm></GrpHdr>
            <\(statement)><Id>1</Id><ElctrncSeqNb>280</ElctrncSeqNb>
            <CreDtTm>2026-10-07T06:00:00+02:00</CreDtTm>
            <FrToDt><FrDtTm>2026-10-06T00:00:00</FrDtTm><ToDtTm>2026-10-06T23:59:59</ToDtTm></FrToDt>
            <Acct><Id><Othr><Id>99991042764</Id></Othr></Id><Ccy>NOK</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="NOK">100.00</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-10-06</Dt></Dt></Bal>
            <Ntry><Amt Ccy="NOK">1985.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>\(booked)</Sts>
            <BookgDt><Dt>2026-10-06</Dt></BookgDt><AcctSvcrRef>E-1</AcctSvcrRef>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>VCOM</SubFmlyCd></Fmly></Domn>
            <Prtry><Cd>230</Cd><Issr>NETS</Issr></Prtry></BkTxCd>
            <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
            <TxDtls><Refs><AcctSvcrRef>D-1</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
            <AmtDtls><TxAmt><Amt Ccy="NOK">1000.00</Amt></TxAmt></AmtDtls>
            <Chrgs><Amt Ccy="NOK">15.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>
            <RltdPties><Dbtr>\(party)</Dbtr><DbtrAcct><Id><IBAN>NO7299993011017</IBAN></Id></DbtrAcct>
            </RltdPties><RmtInf><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp>
            <Nb>40101</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="NOK">600.00</RmtdAmt></RfrdDocAmt>
            <CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>0001401017</Ref></CdtrRefInf>
            </Strd><Strd><RfrdDocAmt><RmtdAmt Ccy="NOK">400.00</RmtdAmt></RfrdDocAmt>
            <CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>0002401024</Ref></CdtrRefInf>
            </Strd></RmtInf></TxDtls>
            <TxDtls><AmtDtls><TxAmt><Amt Ccy="NOK">1000.00</Amt></TxAmt></AmtDtls>
            <RmtInf><Ustrd>Takk for hjelpen på Ål</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>
            <Sts>\(booked)</Sts><BookgDt><DtTm>2026-10-06T10:00:00+02:00</DtTm></BookgDt>
            <BkTxCd/><AddtlNtryInf>Retur</AddtlNtryInf></Ntry>
            </\(statement)></\(message)></Document>

            """
    }

    private static let saft = """
        <?xml version="1.0" encoding="UTF-8"?>
        <n1:AuditFile xmlns:n1="urn:StandardAuditFile-Taxation-Financial:NO"><n1:Header>
        <n1:AuditFileVersion>1.30</n1:AuditFileVersion>
        <n1:AuditFileDateCreated>2026-10-01</n1:AuditFileDateCreated>
        <n1:Company><n1:RegistrationNumber>310123455</n1:RegistrationNumber><n1:Name>Fjordvik</n1:Name>
        </n1:Company><n1:DefaultCurrencyCode>NOK</n1:DefaultCurrencyCode><n1:SelectionCriteria>
        <n1:PeriodStart>1</n1:PeriodStart><n1:PeriodStartYear>2026</n1:PeriodStartYear>
        <n1:PeriodEnd>9</n1:PeriodEnd><n1:PeriodEndYear>2026</n1:PeriodEndYear></n1:SelectionCriteria>
        </n1:Header><n1:MasterFiles><n1:GeneralLedgerAccounts><n1:Account>
        <n1:AccountID>1500</n1:AccountID><n1:ClosingDebitBalance>800.00</n1:ClosingDebitBalance>
        </n1:Account></n1:GeneralLedgerAccounts><n1:Customers><n1:Customer><n1:Name>Bakken</n1:Name>
        <n1:Address><n1:StreetName>Vei</n1:StreetName><n1:PostalCode>1401</n1:PostalCode></n1:Address>
        <n1:CustomerID>10001</n1:CustomerID><n1:BalanceAccount><n1:AccountID>1500</n1:AccountID>
        <n1:OpeningDebitBalance>100.00</n1:OpeningDebitBalance>
        <n1:ClosingDebitBalance>800.00</n1:ClosingDebitBalance></n1:BalanceAccount></n1:Customer>
        </n1:Customers></n1:MasterFiles><n1:GeneralLedgerEntries><n1:Journal>
        <n1:Transaction><n1:TransactionID>1</n1:TransactionID>
        <n1:TransactionDate>2026-07-06</n1:TransactionDate><n1:Description>Faktura 1</n1:Description>
        <n1:Line><n1:AccountID>1500</n1:AccountID><n1:CustomerID>10001</n1:CustomerID>
        <n1:DebitAmount><n1:Amount>1000.00</n1:Amount><n1:CurrencyCode>EUR</n1:CurrencyCode>
        <n1:CurrencyAmount>87.00</n1:CurrencyAmount></n1:DebitAmount>
        <n1:ReferenceNumber>1</n1:ReferenceNumber><n1:CID>0001401017</n1:CID>
        <n1:DueDate>2026-07-20</n1:DueDate></n1:Line><n1:Line><n1:AccountID>3000</n1:AccountID>
        <n1:CreditAmount><n1:Amount>1000.00</n1:Amount></n1:CreditAmount></n1:Line></n1:Transaction>
        <n1:Transaction><n1:TransactionID>2</n1:TransactionID>
        <n1:TransactionDate>2026-08-06</n1:TransactionDate><n1:Description>Innbetaling</n1:Description>
        <n1:Line><n1:AccountID>1500</n1:AccountID><n1:CustomerID>10001</n1:CustomerID>
        <n1:CreditAmount><n1:Amount>300.00</n1:Amount></n1:CreditAmount>
        <n1:CrossReference>1</n1:CrossReference></n1:Line><n1:Line><n1:AccountID>1920</n1:AccountID>
        <n1:DebitAmount><n1:Amount>300.00</n1:Amount></n1:DebitAmount></n1:Line></n1:Transaction>
        </n1:Journal></n1:GeneralLedgerEntries></n1:AuditFile>
        """

    private static let openItems = """
        Kundenr;Kundenavn;Org.nr;Type;Fakturanr;Fakturadato;Forfall;Beløp;Restbeløp;Valuta;KID
        10001;"Bakken ""Bygg"" AS";310200018;Faktura;40101;06.07.2026;20.07.2026;1 250,00;1250,00;NOK;0001401017
        10001;Bakken;;Purregebyr;40101;05.08.2026;19.08.2026;38,00;38,00;NOK;="0001401017"
        10007;Lillevik;;Kreditnota;9107;2026-09-10;19.09.2026;-3125,25;-3125,25;NOK;0007401078
        10008;Hansen;;Innbetaling;;01.08.2026;;-1500,00;-1500,00;EUR;
        Sum;;;;;;;-3337,25;-3337,25;;
        """

    private static let tripletex = """
        INVOICE NO,INVOICE DATE,DUE DATE,KID,CUSTOMER NO,CUSTOMER NAME,ORDER LINE - UNIT PRICE,ORDER LINE - COUNT,ORDER LINE - VAT CODE
        40101,2026-07-06,2026-07-20,0001401017,10001,Bakken,10000.00,1,3
        40102,2026-07-10,2026-07-24,0002401024,10002,Kari,2792.125,2.5,33
        """

    private static let dnb = """
        "Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"
        "06.10.2026";"OCR-innbetalinger 6 stk";"06.10.2026";"";17679.5
        "06.10.2026";"Gebyr; Reservert transaksjon ";"";"225,00";""
        "07.10.2026";"Overføring rør";"07.10.2026";"0,00";"1 999,00"
        """

    private static let eika = """
        Bokført dato;Skildring;Frå konto;Avsendar;Til konto;Mottakarnamn;Beløp inn;Beløp ut;Valuta;Status;Melding;KID;Faktura nr.
        Inngåande saldo pr. 05.10.2026;;152 300,75 NOK;;;;;;;;;;
        07.10.2026;Innbetaling;99993012013;Søndre Ål;9999.10.42764;Fjordvik;48750,00;;NOK;Bokført;Takk;0003401031;40103
        07.10.2026;Grossisten;99991042764;Fjordvik;99994010014;Grossisten;;-18750,00;NOK;Bokført;;;
        """

    private static let bulder = """
        Dato;Inn på konto;Ut fra konto;Balanse;Til konto;Til kontonummer;Fra konto;Fra kontonummer;Type;Tekst/KID
        2026-10-06;;-1000,00;1500,00;Butikk;99994010014;oss;99991042764;;Leie
        2026-10-05;2000,00;;2500,00;oss;99991042764;Kari;99993011017;Betaling;0002401024
        """
}

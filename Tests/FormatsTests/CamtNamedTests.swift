import Basics
import Testing

@testable import Formats

private func read(_ entry: String, name: String = "camt.054.001.02") throws -> [BankEntry] {
    try BankFile(CamtXML.message(entry, name: name)).entries
}

private func detail(_ amount: String = "1000.00", _ documents: String..., text: String = "")
    -> String
{
    let message = text.isEmpty ? "" : "<Ustrd>\(text)</Ustrd>"
    return CamtXML.detail(amount, remittance: message + documents.joined())
}

/// What the payer named, and where a KID may stand.
@Suite("camt: KIDs and what is named")
struct CamtNamedTests {
    @Test("Invoice numbers and ISO references are named, and stand in the text too")
    func named() throws {
        let documents =
            CamtXML.document(kid: "0001401017", type: "CINV", number: "40101")
            + CamtXML.document(type: "CREN", number: "9107")
            + CamtXML.document(kid: "RF18539007547034", issuer: "ISO")
        let entries = try read(CamtXML.entry("1000.00", details: detail("1000.00", documents)))
        #expect(entries.map(\.named) == [["40101", "9107", "RF18539007547034"]])
        #expect(entries.map(\.text) == ["0001401017 40101 9107 RF18539007547034"])
        let one = try read(
            CamtXML.entry(
                "1000.00",
                details: detail(
                    "1000.00", CamtXML.document(kid: "0001401017", type: "CINV", number: "40101"))))
        #expect(one.map(\.kid) == ["0001401017"])
        #expect(one.map(\.named) == [["40101"]])
        #expect(one.map(\.text) == ["40101"])
    }

    @Test("Parts of a payment name what is theirs")
    func parts() throws {
        let documents =
            CamtXML.document(kid: "0001401017", share: "400.00", type: "CINV", number: "40101")
            + CamtXML.document(kid: "0002401024", share: "600.00", type: "CINV", number: "40102")
        let entries = try read(CamtXML.entry("1000.00", details: detail("1000.00", documents)))
        #expect(entries.map(\.kid) == ["0001401017", "0002401024"])
        #expect(entries.map(\.named) == [["40101"], ["40102"]])
    }

    @Test(
        "Several documents within one structured part are all named, and are a credit only together"
    )
    func severalTypes() throws {
        let strd = { (second: String) in
            "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp><Nb>9107</Nb>"
                + "</RfrdDocInf><RfrdDocInf><Tp><CdOrPrtry><Cd>\(second)</Cd></CdOrPrtry></Tp>"
                + "<Nb>9108</Nb></RfrdDocInf>"
                + "<RfrdDocAmt><RmtdAmt Ccy=\"NOK\">200.00</RmtdAmt></RfrdDocAmt></Strd>"
        }
        let invoice = CamtXML.document(share: "1200.00", type: "CINV", number: "40101")
        let credits = try read(
            CamtXML.entry("1000.00", details: detail("1000.00", invoice + strd("CREN"))))
        #expect(credits.map(\.amount.ore) == [100_000])
        #expect(credits.map(\.named) == [["40101"]])
        let mixed = try read(
            CamtXML.entry("1000.00", details: detail("1000.00", invoice + strd("CINV"))))
        // 1 200 and 200 are not 1 000: held for a person with all that is named.
        #expect(mixed.map(\.named) == [["40101", "9107", "9108"]])
    }

    @Test(
        "A KID may have blanks and leading zeros; one that fails its check digit is text",
        arguments: [
            ("0001401017", "0001401017", ""), ("000 1401 017", "0001401017", ""),
            ("1401017", "1401017", ""), ("1009-", "1009-", ""), ("0001401018", "", "0001401018"),
            ("Faktura 40101", "", "Faktura 40101"), ("RF18539007547034", "", "RF18539007547034"),
        ])
    func shapes(written: String, kid: String, text: String) throws {
        let entries = try read(
            CamtXML.entry(
                "1000.00", details: detail("1000.00", CamtXML.document(kid: written))))
        #expect(entries.map(\.kid) == [kid])
        #expect(entries.map(\.text) == [text])
        #expect(entries.map(\.named) == [text.isEmpty ? [] : [text]])
    }

    @Test(
        "A number alone in the message is a KID only when the bank's own code says so",
        arguments: [
            ("", "0001401017", ""), ("230 NETS", "0001401017", "0001401017"),
            ("NO230 DBA", "0001401017", "0001401017"), ("232 NETS", "0001401017", "0001401017"),
            ("233 NETS", "0001401017", ""), ("230 DBA", "0001401017", ""),
            ("230 NETS", "0001401018", ""), ("230 NETS", "KID 0001401017", ""),
        ])
    func loneNumber(code: String, text: String, kid: String) throws {
        let entries = try read(
            CamtXML.entry(
                "1000.00", proprietary: code, details: detail("1000.00", text: text)))
        #expect(entries.map(\.kid) == [kid])
        // Matching by text sees it either way.
        #expect(entries.map(\.text) == [text])
    }

    @Test("The code may stand on the detail")
    func codeOnDetail() throws {
        let own = "<BkTxCd><Prtry><Cd>230</Cd><Issr>NETS</Issr></Prtry></BkTxCd>"
        let entries = try read(
            CamtXML.entry(
                "1000.00",
                details: CamtXML.detail(
                    "1000.00", remittance: "<Ustrd>0001401017</Ustrd>", more: own)))
        #expect(entries.map(\.kid) == ["0001401017"])
    }

    @Test("The end-to-end reference is never a KID, nor any other reference of the chain")
    func endToEnd() throws {
        let refs =
            "<Refs><EndToEndId>0001401017</EndToEndId><InstrId>0001401017</InstrId>"
            + "<TxId>0001401017</TxId></Refs>"
        let entry = CamtXML.entry("1000.00", details: detail("1000.00", text: "hei"))
            .replacing("<Refs><AcctSvcrRef>D-1</AcctSvcrRef></Refs>", refs)
        let entries = try read(entry)
        #expect(entries.map(\.kid) == [""])
        #expect(entries.map(\.text) == ["hei"])
        #expect(entries.map(\.reference) == ["E-1"])
    }
}

@Suite("camt: charges")
struct CamtChargeTests {
    private static func charges02(_ amounts: String..., currency: String = "NOK") -> String {
        amounts.map {
            "<Chrgs><Amt Ccy=\"\(currency)\">\($0)</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>"
        }.joined()
    }

    private static func charges08(_ amounts: String...) -> String {
        "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"NOK\">999.00</TtlChrgsAndTaxAmt>"
            + amounts.map {
                "<Rcrd><Amt Ccy=\"NOK\">\($0)</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd>"
            }.joined() + "</Chrgs>"
    }

    @Test(
        "Charges that explain what is missing are told, in either version",
        arguments: [
            ("camt.054.001.02", charges02("15.00"), 1500),
            ("camt.054.001.02", charges02("10.00", "5.00"), 1500),
            ("camt.054.001.08", charges08("10.00", "5.00"), 1500),
            ("camt.054.001.08", charges08(), 0), ("camt.054.001.02", charges02("14.99"), 0),
            ("camt.054.001.02", charges02("15.00", currency: "EUR"), 0),
            (
                "camt.054.001.08",
                "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"NOK\">15.00</TtlChrgsAndTaxAmt></Chrgs>", 1500
            ),
        ])
    func lone(name: String, charges: String, ore: Int64) throws {
        let status = name.hasSuffix("08") ? "<Sts><Cd>BOOK</Cd></Sts>" : "<Sts>BOOK</Sts>"
        let onDetail = CamtXML.entry(
            "985.00", details: CamtXML.detail("1000.00", more: charges))
        let onEntry = CamtXML.entry("985.00", details: CamtXML.detail("1000.00"))
            .replacing("<NtryDtls>", charges + "<NtryDtls>")
        for entry in [onDetail, onEntry] {
            let entries = try read(entry.replacing("<Sts>BOOK</Sts>", status), name: name)
            #expect(entries.map(\.amount.ore) == [98_500])
            #expect(entries.map(\.charges.ore) == [ore])
        }
    }

    @Test("Charges told beside an amount that is whole lessen nothing")
    func whole() throws {
        let entries = try read(
            CamtXML.entry(
                "1000.00", details: CamtXML.detail("1000.00", more: Self.charges02("15.00"))))
        #expect(entries.map(\.amount.ore) == [100_000])
        #expect(entries.map(\.charges.ore) == [0])
    }

    @Test("In a batch, what the payers gave less the charges is the entry")
    func batch() throws {
        let details =
            CamtXML.batch(2)
            + CamtXML.detail(
                "1000.00", remittance: CamtXML.document(kid: "0001401017"),
                more: Self.charges02("15.00"))
            + CamtXML.detail("500.00", remittance: CamtXML.document(kid: "0002401024"))
        let entries = try read(CamtXML.entry("1485.00", details: details))
        #expect(entries.map(\.amount.ore) == [98_500, 50_000])
        #expect(entries.map(\.charges.ore) == [1_500, 0])
        let gross = try read(CamtXML.entry("1500.00", details: details))
        #expect(gross.map(\.amount.ore) == [100_000, 50_000])
        #expect(gross.map(\.charges.ore) == [0, 0])
        let wrong = whyRefused(CamtXML.message(CamtXML.entry("1484.00", details: details)))
        #expect(wrong?.code == "camt.batch-sum")
    }

    @Test("A long batch with charges among its last is summed as one")
    func longBatch() throws {
        let plain = (1...600).map { _ in CamtXML.detail("1.00") }.joined()
        let details = plain + CamtXML.detail("20.00", more: Self.charges02("5.00"))
        let entries = try read(CamtXML.entry("615.00", details: details))
        #expect(entries.count == 601)
        #expect(entries.last?.amount.ore == 1_500)
        #expect(entries.last?.charges.ore == 500)
    }

    @Test("Money out has no charges of a payer's")
    func out() throws {
        let entries = try read(
            CamtXML.entry(
                "985.00", "DBIT", reversal: true,
                details: CamtXML.detail("1000.00", more: Self.charges02("15.00"))))
        #expect(entries.map(\.charges.ore) == [0])
    }
}

@Suite("camt: numbers, days and balances of statements")
struct CamtStatementFactsTests {
    private func balance(_ code: String, _ amount: String, day: String = "2026-10-06") -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy=\"NOK\">\(amount)</Amt>"
            + "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt></Bal>"
    }

    private func statement(
        head: String = "", balances: String = "", entries: String = "",
        name: String = "camt.053.001.08"
    ) throws -> BankStatement? {
        let created = "<CreDtTm>2026-10-08T06:00:00+02:00</CreDtTm>"
        return try BankFile(
            CamtXML.message(entries, name: name, head: head + created, balances: balances)
        ).accounts.first
    }

    @Test("A statement's number is the bank's sequence, else the legal one, else its name")
    func identity() throws {
        #expect(try statement()?.identity == "1")
        #expect(try statement(head: "<LglSeqNb>7</LglSeqNb>")?.identity == "7")
        let both = "<ElctrncSeqNb>202610060001234567</ElctrncSeqNb><LglSeqNb>7</LglSeqNb>"
        #expect(try statement(head: both)?.identity == "202610060001234567")
    }

    @Test("It begins with its period, or with its oldest booking")
    func from() throws {
        let period =
            "<FrToDt><FrDtTm>2026-10-05T00:00:00</FrDtTm><ToDtTm>2026-10-06T23:59:59</ToDtTm>"
            + "</FrToDt>"
        #expect(try statement()?.from == nil)
        #expect(try statement(head: period)?.from == Day(2026, 10, 5))
        let booked = { (day: String) in
            CamtXML.entry("1.00", booked: "<Dt>\(day)</Dt>").replacing(
                "<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        }
        let entries = booked("2026-10-07") + booked("2026-10-04")
        #expect(try statement(entries: entries)?.from == Day(2026, 10, 4))
        #expect(try statement(head: period, entries: entries)?.from == Day(2026, 10, 4))
        #expect(
            try statement(head: period, entries: booked("2026-10-06"))?.from == Day(2026, 10, 5))
    }

    @Test("A period that begins after its end tells no first day")
    func backwards() throws {
        let period =
            "<FrToDt><FrDtTm>2026-10-09T00:00:00</FrDtTm><ToDtTm>2026-10-06T23:59:59</ToDtTm>"
            + "</FrToDt>"
        #expect(try statement(head: period)?.from == nil)
        #expect(try statement(head: period)?.through == Day(2026, 10, 6))
    }

    @Test("The opening balance is the day's own, else the one of the day before")
    func opening() throws {
        let previous = balance("PRCD", "10.00", day: "2026-10-05")
        #expect(try statement(balances: previous)?.opening == Money(ore: 1_000))
        #expect(
            try statement(balances: balance("OPBD", "11.00") + previous)?.opening
                == Money(ore: 1_100))
        #expect(try statement(balances: balance("CLAV", "1.00"))?.closing == nil)
        #expect(try statement(balances: balance("CLBD", "12.00"))?.closing == Money(ore: 1_200))
    }

    @Test(
        "Pages of a statement have interim balances where it goes on", arguments: ["Stmt", "Msg"])
    func pages(kind: String) throws {
        func page(_ number: Int, _ balances: String) throws -> BankStatement? {
            let pagination =
                "<\(kind)Pgntn><PgNb>\(number)</PgNb><LastPgInd>false</LastPgInd></\(kind)Pgntn>"
            let created = "<CreDtTm>2026-10-08T06:00:00+02:00</CreDtTm>"
            var message = CamtXML.message(
                name: "camt.053.001.08", head: (kind == "Stmt" ? pagination : "") + created,
                balances: balances)
            if kind == "Msg" {
                message = message.replacing("</GrpHdr>", pagination + "</GrpHdr>")
            }
            return try BankFile(message).accounts.first
        }
        let first = try page(1, balance("OPBD", "10.00") + balance("ITBD", "20.00"))
        let middle = try page(2, balance("ITBD", "20.00") + balance("ITBD", "30.00"))
        let last = try page(3, balance("ITBD", "30.00") + balance("CLBD", "40.00"))
        #expect([first, middle, last].map { $0?.opening?.ore } == [1_000, 2_000, 3_000])
        #expect([first, middle, last].map { $0?.closing?.ore } == [2_000, 3_000, 4_000])
        #expect(middle?.through == Day(2026, 10, 6))
    }

    @Test("An interim balance of a whole statement is neither end")
    func interim() throws {
        let whole = try statement(balances: balance("ITBD", "20.00"))
        #expect(whole?.opening == nil)
        #expect(whole?.closing == nil)
    }

    @Test("A copy or duplicate tells the same as the first", arguments: ["COPY", "DUPL", "CODU"])
    func copies(kind: String) throws {
        let text = CamtXML.message(CamtXML.entry("1.00", details: CamtXML.detail("1.00")))
        let again = text.replacing("M-1", "M-2").replacing(
            "<Acct>", "<CpyDplctInd>\(kind)</CpyDplctInd><Acct>")
        let (first, second) = (try BankFile(text), try BankFile(again))
        #expect(first.records == second.records)
        #expect(second.summary.identity == "M-2")
    }

    @Test("Several accounts and currencies in a message are kept apart")
    func accounts() throws {
        let one = CamtXML.message(CamtXML.entry("1.00"), name: "camt.053.001.02")
        let euro =
            "<Stmt><Id>2</Id><CreDtTm>2026-10-08T06:00:00+02:00</CreDtTm><Acct><Id>"
            + "<IBAN>NO2099992055118</IBAN></Id><Ccy>EUR</Ccy></Acct>"
            + CamtXML.entry("2.00", currency: "EUR") + "</Stmt>"
        let file = try BankFile(one.replacing("</Stmt>", "</Stmt>" + euro))
        #expect(file.entries.map(\.account.text) == ["99991042764", "99992055118"])
        #expect(file.entries.map(\.currency) == ["NOK", "EUR"])
        #expect(file.accounts.map(\.currency) == ["NOK", "EUR"])
        #expect(file.accounts.map(\.identity) == ["1", "2"])
    }
}

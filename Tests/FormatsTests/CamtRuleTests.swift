import Basics
import Testing

@testable import Formats

/// What each kind of entry and remittance becomes, on small messages.
@Suite("camt rules")
struct CamtRuleTests {
    private func read(_ entry: String) throws -> [BankEntry] {
        try BankFile(CamtSample.message(entry)).entries
    }

    /// The entry of 1 000,00 that has one detail with these documents.
    private func read(
        documents: String..., direction: String = "CRDT", reversal: Bool = false
    ) throws -> [BankEntry] {
        let detail = CamtSample.detail("1000.00", remittance: documents.joined())
        return try read(
            CamtSample.entry("1000.00", direction, reversal: reversal, details: detail))
    }

    // MARK: - KID

    @Test("Only a SCOR reference that is not ISO's own is a KID; others are text")
    func whatIsKID() throws {
        let cases: [(type: String, issuer: String, kid: String, text: String)] = [
            ("SCOR", "", "0001401017", ""), ("SCOR", "BBS", "0001401017", ""),
            ("SCOR", "ISO", "", "0001401017"), ("PUOR", "", "", "0001401017"),
            ("", "", "", "0001401017"),
        ]
        for (type, issuer, kid, text) in cases {
            let entry = try read(
                documents: CamtSample.document(
                    kid: "0001401017", referenceType: type, issuer: issuer))
            #expect(entry.map(\.kid) == [kid], "\(type) \(issuer)")
            #expect(entry.map(\.text) == [text], "\(type) \(issuer)")
        }
    }

    @Test("Blanks within a KID go, leading zeros stay")
    func blanksInKID() throws {
        #expect(
            try read(documents: CamtSample.document(kid: " 00014 01017 ")).map(\.kid) == [
                "0001401017"
            ])
    }

    @Test("Several KIDs in a payment are split by their amounts when these add up")
    func split() throws {
        let entries = try read(
            documents: CamtSample.document(kid: "0001401017", share: "400.00", number: "40101"),
            CamtSample.document(kid: "0001401082", share: "600.00", number: "40108"))
        #expect(entries.map(\.kid) == ["0001401017", "0001401082"])
        #expect(entries.map(\.amount.ore) == [40_000, 60_000])
        #expect(entries.map(\.text) == ["40101", "40108"])
        #expect(entries.allSatisfy { $0.kind == .payment && $0.payerName == "Kari Nordmann" })
        #expect(entries.map(\.position) == [1, 2])
    }

    @Test(
        "A credit note is subtracted and becomes a reversal, as in OCR giro",
        arguments: ["RmtdAmt", "CdtNoteAmt"])
    func creditNote(tag: String) throws {
        let entries = try read(
            documents: CamtSample.document(kid: "0001401017", share: "1200.00", type: "CINV"),
            CamtSample.document(kid: "0001401082", share: "200.00", type: "CREN", tag: tag))
        #expect(entries.map(\.amount.ore) == [120_000, -20_000])
        #expect(entries.map(\.kind) == [.payment, .reversal])
        #expect(entries.map(\.kid) == ["0001401017", "0001401082"])
    }

    @Test("Several KIDs that do not add up stay one entry that lists them, without KID")
    func notAddingUp() throws {
        let first = CamtSample.document(kid: "0001401017", share: "400.00", number: "40101")
        let others = [
            CamtSample.document(kid: "0001401082", share: "600.01"),
            CamtSample.document(kid: "0001401082"),
        ]
        for other in others {
            let entries = try read(documents: first, other)
            #expect(entries.map(\.amount.ore) == [100_000])
            #expect(entries.map(\.kid) == [""])
            #expect(entries.map(\.text) == ["0001401017 40101 0001401082"])
        }
    }

    @Test("A reversal of several KIDs is split alike")
    func splitReversal() throws {
        let entries = try read(
            documents: CamtSample.document(kid: "0001401017", share: "400.00"),
            CamtSample.document(kid: "0001401082", share: "600.00"), direction: "DBIT",
            reversal: true)
        #expect(entries.map(\.amount.ore) == [-40_000, -60_000])
        #expect(entries.map(\.kind) == [.reversal, .reversal])
    }

    @Test("Text is the messages, joined by blanks, then what the documents say")
    func text() throws {
        let remittance =
            "<Ustrd> Faktura 40101 </Ustrd><Ustrd>takk</Ustrd>"
            + CamtSample.document(number: "40101")
        let entry = CamtSample.entry(
            "10.00",
            details: CamtSample.detail(
                remittance: remittance, more: "<AddtlTxInf>Nettbank</AddtlTxInf>"))
        #expect(try read(entry).map(\.text) == ["Faktura 40101 takk Nettbank 40101"])
    }

    // MARK: - Kinds

    @Test("An entry without details is what its codes say")
    func withoutDetails() throws {
        let cases: [(entry: String, kind: BankEntry.Kind)] = [
            (CamtSample.entry("10.00", information: "Kari"), .payment),
            (CamtSample.entry("10.00", code: "PMNT/RCDT/VCOM"), .lumpSum),
            (CamtSample.entry("10.00", proprietary: "230 NETS"), .lumpSum),
            (CamtSample.entry("10.00", proprietary: "232 NETS"), .lumpSum),
            (CamtSample.entry("10.00", proprietary: "NO230 DBA"), .lumpSum),
            (CamtSample.entry("10.00", proprietary: "233 NETS"), .payment),
            (CamtSample.entry("10.00", proprietary: "230 BANK"), .payment),
            (CamtSample.entry("10.00", details: CamtSample.batch(3)), .lumpSum),
            (CamtSample.entry("10.00", details: CamtSample.batch(1)), .payment),
            (CamtSample.entry("10.00", code: "ACMT/MCOP/INTR"), .other),
            (CamtSample.entry("10.00", code: "PMNT/MCOP/INTR"), .other),
            (CamtSample.entry("10.00", code: "PMNT/ICDT/BOOK"), .other),
            // A customer with the same bank pays so, too.
            (CamtSample.entry("10.00", code: "PMNT/RCDT/BOOK"), .payment),
            (CamtSample.entry("10.00", code: "PMNT/MCRD/POSC"), .other),
            (CamtSample.entry("10.00", code: "PMNT/OTHR/OTHR"), .payment),
            (CamtSample.entry("10.00", "DBIT"), .other),
            (CamtSample.entry("10.00", "DBIT", reversal: true), .reversal),
            (CamtSample.entry("10.00", "DBIT", code: "PMNT/RCDT/RRTN"), .reversal),
            // A payment of the company's own that came back.
            (CamtSample.entry("10.00", reversal: true), .other),
            (CamtSample.entry("10.00", code: "PMNT/ICDT/RRTN"), .other),
        ]
        for (entry, kind) in cases {
            let read = try read(entry)
            #expect(read.map(\.kind) == [kind], "\(entry)")
            #expect(read.map(\.reference) == ["E-1"])
        }
        #expect(try read(cases[0].entry).map(\.text) == ["Kari"])
    }

    @Test("A detail that tells nothing of its own is the entry")
    func bareDetail() throws {
        let entry = CamtSample.entry(
            "10.00", code: "PMNT/RCDT/VCOM",
            details: "<TxDtls><Refs><AcctSvcrRef>D-9</AcctSvcrRef></Refs></TxDtls>",
            information: "OCR")
        let read = try read(entry)
        #expect(read.map(\.kind) == [.lumpSum])
        #expect(read.map(\.reference) == ["D-9"])
        #expect(read.map(\.text) == ["OCR"])
    }

    @Test("A returned payment within a batch is a reversal by its own code")
    func returnWithinBatch() throws {
        let code =
            "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly>"
            + "</Domn></BkTxCd>"
        let details =
            CamtSample.detail("10.00", more: code) + CamtSample.detail("5.00")
        let entry = CamtSample.entry("15.00", "DBIT", details: details)
        #expect(try read(entry).map(\.kind) == [.reversal, .other])
    }

    @Test("A detail against the entry's direction is subtracted")
    func mixedDirections() throws {
        let details =
            CamtSample.detail("30.00")
            + CamtSample.detail("10.00", more: "<CdtDbtInd>DBIT</CdtDbtInd>")
        let read = try read(CamtSample.entry("20.00", details: details))
        #expect(read.map(\.amount.ore) == [3_000, -1_000])
        #expect(read.map(\.kind) == [.payment, .other])
    }

    @Test("Money from the account's owner is the company's own, unless it carries a KID")
    func ownTransfer() throws {
        let account =
            "<Acct><Id><IBAN>NO9799991042764</IBAN></Id><Ownr><Nm>Fjordvik Rør AS</Nm></Ownr></Acct>"
        func kinds(_ remittance: String) throws -> [BankEntry.Kind] {
            let detail = CamtSample.detail(payer: "FJORDVIK RØR AS", remittance: remittance)
            let entry = CamtSample.entry("10.00", details: detail)
            return try BankFile(CamtSample.message(entry, account: account)).entries.map(\.kind)
        }
        #expect(try kinds("<Ustrd>overføring</Ustrd>") == [.other])
        #expect(try kinds(CamtSample.document(kid: "0001401017")) == [.payment])
    }

    @Test("Only what is booked moves money", arguments: ["PDNG", "INFO", "FUTR", "XXXX"])
    func notBooked(status: String) throws {
        // Not even a wrong batch is looked at.
        let details = CamtSample.batch(7) + CamtSample.detail("1.00")
        let file = try BankFile(
            CamtSample.message(CamtSample.entry("10.00", status: status, details: details)))
        #expect(file.entries.isEmpty)
        #expect(file.summary.records == 0)
        #expect(file.statements.count == 1)
    }

    // MARK: - Amounts and days

    @Test("Another currency than the account's is kept for a person to see")
    func foreignCurrency() throws {
        let read = try read(CamtSample.entry("10.00", currency: "EUR"))
        #expect(read.map(\.currency) == ["EUR"])
        #expect(read.map(\.amount.ore) == [1_000])
    }

    @Test(
        "What reached the account counts when a lone detail was in another currency or had charges")
    func charges() throws {
        for currency in ["NOK", "EUR"] {
            let detail = CamtSample.detail("1000.00", currency: currency)
            let read = try read(CamtSample.entry("985.00", details: detail))
            #expect(read.map(\.amount.ore) == [98_500])
            #expect(read.map(\.currency) == ["NOK"])
        }
    }

    @Test("Of two amounts the one in the entry's currency counts")
    func twoAmounts() throws {
        let details =
            CamtSample.detail("100.00", currency: "EUR", more: "<Amt Ccy=\"NOK\">1150.00</Amt>")
            + CamtSample.detail("50.00")
        let read = try read(CamtSample.entry("1200.00", details: details))
        #expect(read.map(\.amount.ore) == [115_000, 5_000])
    }

    @Test(
        "Amounts may lack decimals or have zeros after two",
        arguments: [
            ("8.850", 885), ("200000", 20_000_000), ("0.5", 50), (".05", 5), ("7.", 700),
            ("00012.30", 1_230), ("100000000000.00", 10_000_000_000_000),
        ])
    func amounts(text: String, ore: Int64) throws {
        #expect(try read(CamtSample.entry(text)).map(\.amount.ore) == [ore])
    }

    @Test("A part of 0.00 is told to a person, because the bank refused something there")
    func zeroDetail() throws {
        let details =
            CamtSample.detail("10.00")
            + CamtSample.detail("0.00", remittance: CamtSample.document(kid: "0001401017"))
        let file = try BankFile(CamtSample.message(CamtSample.entry("10.00", details: details)))
        #expect(file.entries.map(\.amount.ore) == [1_000])
        #expect(file.findings.map(\.code) == ["camt.zero-amount"])
        #expect(file.findings.first?.found.contains("0001401017") == true)
        let entry = try BankFile(CamtSample.message(CamtSample.entry("0.00")))
        #expect(entry.entries.isEmpty && entry.findings.map(\.code) == ["camt.zero-amount"])
    }

    @Test("Details without amounts stay together with all they say")
    func withoutAmounts() throws {
        let details =
            CamtSample.detail(remittance: "<Ustrd>Faktura 1</Ustrd>")
            + CamtSample.detail("5.00", remittance: CamtSample.document(kid: "0001401017"))
        let read = try read(CamtSample.entry("20.00", details: details))
        #expect(read.map(\.kind) == [.lumpSum])
        #expect(read.map(\.amount.ore) == [2_000])
        #expect(read.map(\.text) == ["Faktura 1 0001401017"])
    }

    @Test(
        "The day is the bank's own, whatever the hour and offset",
        arguments: [
            "<Dt>2026-10-07</Dt>", "<DtTm>2026-10-07T23:59:59.999+12:00</DtTm>",
            "<DtTm>2026-10-07T00:00:00Z</DtTm>", "<Dt>2026-10-07Z</Dt>",
            "<Dt>2026-10-07-01:00</Dt>",
        ])
    func bookedDay(element: String) throws {
        #expect(
            try read(CamtSample.entry("1.00", booked: element)).map(\.booked) == [Day(2026, 10, 7)])
    }

    @Test(
        "Without a day of booking the day of value counts, else the day of making, and it is told")
    func withoutBookedDay() throws {
        let entry = CamtSample.entry("1.00", booked: "")
        let valued = entry.replacing("<BookgDt></BookgDt>", "<ValDt><Dt>2026-10-06</Dt></ValDt>")
        for (text, day) in [(entry, Day(2026, 10, 8)), (valued, Day(2026, 10, 6))] {
            let file = try BankFile(CamtSample.message(text))
            #expect(file.entries.map(\.booked) == [day])
            #expect(file.findings.map(\.code) == ["camt.booking-day"])
        }
    }

    @Test("The day of the order is when the payer's bank accepted it")
    func ordered() throws {
        let dates = "<RltdDts><AccptncDtTm>2026-10-05T22:10:00+02:00</AccptncDtTm></RltdDts>"
        let entry = CamtSample.entry("1.00", details: CamtSample.detail(more: dates))
        #expect(try read(entry).map(\.ordered) == [Day(2026, 10, 5)])
    }

    @Test(
        "A payer is a party in 001.08, or a bank",
        arguments: [
            "<Nm>Ola</Nm>", "<Pty><Nm>Ola</Nm></Pty>",
            "<Agt><FinInstnId><Nm>Ola</Nm></FinInstnId></Agt>",
        ])
    func payer(party: String) throws {
        let detail =
            "<TxDtls><RltdPties><Dbtr>\(party)</Dbtr><Cdtr><Nm>Us</Nm></Cdtr><DbtrAcct><Id><Othr>"
            + "<Id>9999 30 14016</Id></Othr></Id></DbtrAcct></RltdPties></TxDtls>"
        let message = CamtSample.message(
            CamtSample.entry("1.00", status: "<Cd>BOOK</Cd>", details: detail),
            name: "camt.054.001.08")
        let read = try BankFile(message).entries
        #expect(read.map(\.payerName) == ["Ola"])
        #expect(read.map(\.payerAccount) == ["99993014016"])
    }
}

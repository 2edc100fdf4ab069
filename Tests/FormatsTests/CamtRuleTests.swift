import Basics
import Testing

@testable import Formats

/// What each kind of entry and remittance becomes, on small messages.
@Suite("camt rules")
struct CamtRuleTests {
    private func read(_ entry: String) throws -> [BankEntry] {
        try BankFile(CamtXML.message(entry)).entries
    }

    /// The entry of 1 000,00 that has one detail with these documents.
    private func read(
        documents: String..., direction: String = "CRDT", reversal: Bool = false
    ) throws -> [BankEntry] {
        let detail = CamtXML.detail("1000.00", remittance: documents.joined())
        return try read(
            CamtXML.entry("1000.00", direction, reversal: reversal, details: detail))
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
                documents: CamtXML.document(
                    kid: "0001401017", referenceType: type, issuer: issuer))
            #expect(entry.map(\.kid) == [kid], "\(type) \(issuer)")
            #expect(entry.map(\.text) == [text], "\(type) \(issuer)")
        }
    }

    @Test("Blanks within a KID go, leading zeros stay")
    func blanksInKID() throws {
        #expect(
            try read(documents: CamtXML.document(kid: " 00014 01017 ")).map(\.kid) == [
                "0001401017"
            ])
    }

    @Test("Several KIDs in a payment are split by their amounts when these add up")
    func split() throws {
        let entries = try read(
            documents: CamtXML.document(kid: "0001401017", share: "400.00", number: "40101"),
            CamtXML.document(kid: "0001401082", share: "600.00", number: "40108"))
        #expect(entries.map(\.kid) == ["0001401017", "0001401082"])
        #expect(entries.map(\.amount.ore) == [40_000, 60_000])
        #expect(entries.map(\.text) == ["40101", "40108"])
        #expect(entries.allSatisfy { $0.kind == .payment && $0.payerName == "Kari Nordmann" })
        #expect(entries.map(\.position) == [1, 2])
    }

    @Test(
        "A credit note lessens what is paid on its KID, or on the only one there is",
        arguments: ["RmtdAmt", "CdtNoteAmt"], ["0001401017", ""])
    func creditNote(tag: String, kid: String) throws {
        let entries = try read(
            documents: CamtXML.document(kid: "0001401017", share: "1200.00", type: "CINV"),
            CamtXML.document(kid: kid, share: "200.00", type: "CREN", number: "9107", tag: tag))
        #expect(entries.map(\.amount.ore) == [100_000])
        #expect(entries.map(\.kind) == [.payment])
        #expect(entries.map(\.kid) == ["0001401017"])
    }

    @Test("A credit note whose invoice cannot be told leaves the payment to a person")
    func creditNoteInDoubt() throws {
        let first = CamtXML.document(kid: "0001401017", share: "700.00", type: "CINV")
        let second = CamtXML.document(kid: "0001401082", share: "500.00", type: "CINV")
        let credit = { (kid: String) in
            CamtXML.document(kid: kid, share: "200.00", type: "CREN", number: "9107")
        }
        let whole = CamtXML.document(kid: "0001401017", share: "1200.00", type: "CINV")
        let cases = [
            [first, second, credit("")],  // either invoice
            [whole, credit("0001401082")],  // neither
            [credit("0001401017")] + [credit("")],  // nothing but credit
        ]
        for documents in cases {
            let entries = try read(documents: documents.joined())
            #expect(entries.map(\.amount.ore) == [100_000])
            #expect(entries.map(\.kid) == [""])
            #expect(entries[0].text.contains("9107"))
        }
        // With the KID of one of them it is told.
        let told = try read(documents: first, second, credit("0001401082"))
        #expect(told.map(\.amount.ore) == [70_000, 30_000])
    }

    @Test("Several KIDs that do not add up stay one entry that lists them, without KID")
    func notAddingUp() throws {
        let first = CamtXML.document(kid: "0001401017", share: "400.00", number: "40101")
        let others = [
            CamtXML.document(kid: "0001401082", share: "600.01"),
            CamtXML.document(kid: "0001401082"),
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
            documents: CamtXML.document(kid: "0001401017", share: "400.00"),
            CamtXML.document(kid: "0001401082", share: "600.00"), direction: "DBIT",
            reversal: true)
        #expect(entries.map(\.amount.ore) == [-40_000, -60_000])
        #expect(entries.map(\.kind) == [.reversal, .reversal])
    }

    @Test("Text is the messages, joined by blanks, then what the documents say")
    func text() throws {
        let remittance =
            "<Ustrd> Faktura 40101 </Ustrd><Ustrd>takk</Ustrd>"
            + CamtXML.document(number: "40101")
        let entry = CamtXML.entry(
            "10.00",
            details: CamtXML.detail(
                remittance: remittance, more: "<AddtlTxInf>Nettbank</AddtlTxInf>"))
        #expect(try read(entry).map(\.text) == ["Faktura 40101 takk Nettbank 40101"])
    }

    // MARK: - Kinds

    @Test("An entry without details is what its codes say")
    func withoutDetails() throws {
        let cases: [(entry: String, kind: BankEntry.Kind)] = [
            (CamtXML.entry("10.00", information: "Kari"), .payment),
            (CamtXML.entry("10.00", code: "PMNT/RCDT/VCOM"), .lumpSum),
            (CamtXML.entry("10.00", proprietary: "230 NETS"), .lumpSum),
            (CamtXML.entry("10.00", proprietary: "232 NETS"), .lumpSum),
            (CamtXML.entry("10.00", proprietary: "NO230 DBA"), .lumpSum),
            (CamtXML.entry("10.00", proprietary: "233 NETS"), .payment),
            (CamtXML.entry("10.00", proprietary: "230 BANK"), .payment),
            (CamtXML.entry("10.00", details: CamtXML.batch(3)), .lumpSum),
            (CamtXML.entry("10.00", details: CamtXML.batch(1)), .payment),
            (CamtXML.entry("10.00", code: "ACMT/MCOP/INTR"), .other),
            (CamtXML.entry("10.00", code: "PMNT/MCOP/INTR"), .other),
            (CamtXML.entry("10.00", code: "PMNT/ICDT/BOOK"), .other),
            // A customer with the same bank pays so, too.
            (CamtXML.entry("10.00", code: "PMNT/RCDT/BOOK"), .payment),
            (CamtXML.entry("10.00", code: "PMNT/MCRD/POSC"), .other),
            (CamtXML.entry("10.00", code: "PMNT/OTHR/OTHR"), .payment),
            (CamtXML.entry("10.00", "DBIT"), .other),
            (CamtXML.entry("10.00", "DBIT", reversal: true), .reversal),
            (CamtXML.entry("10.00", "DBIT", code: "PMNT/RCDT/RRTN"), .reversal),
            // A payment of the company's own that came back.
            (CamtXML.entry("10.00", reversal: true), .other),
            (CamtXML.entry("10.00", code: "PMNT/ICDT/RRTN"), .other),
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
        let entry = CamtXML.entry(
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
            CamtXML.detail("10.00", more: code) + CamtXML.detail("5.00")
        let entry = CamtXML.entry("15.00", "DBIT", details: details)
        #expect(try read(entry).map(\.kind) == [.reversal, .other])
    }

    @Test("A detail against the entry's direction is subtracted")
    func mixedDirections() throws {
        let details =
            CamtXML.detail("30.00")
            + CamtXML.detail("10.00", more: "<CdtDbtInd>DBIT</CdtDbtInd>")
        let read = try read(CamtXML.entry("20.00", details: details))
        #expect(read.map(\.amount.ore) == [3_000, -1_000])
        #expect(read.map(\.kind) == [.payment, .other])
    }

    @Test("Money from the account's owner is the company's own, unless it carries a KID")
    func ownTransfer() throws {
        let account =
            "<Acct><Id><IBAN>NO9799991042764</IBAN></Id><Ownr><Nm>Fjordvik Rør AS</Nm></Ownr></Acct>"
        func kinds(_ remittance: String) throws -> [BankEntry.Kind] {
            let detail = CamtXML.detail(payer: "FJORDVIK RØR AS", remittance: remittance)
            let entry = CamtXML.entry("10.00", details: detail)
            return try BankFile(CamtXML.message(entry, account: account)).entries.map(\.kind)
        }
        #expect(try kinds("<Ustrd>overføring</Ustrd>") == [.other])
        #expect(try kinds(CamtXML.document(kid: "0001401017")) == [.payment])
    }

    @Test("Only what is booked moves money", arguments: ["PDNG", "INFO", "FUTR", "XXXX"])
    func notBooked(status: String) throws {
        // Not even a wrong batch is looked at.
        let details = CamtXML.batch(7) + CamtXML.detail("1.00")
        let file = try BankFile(
            CamtXML.message(CamtXML.entry("10.00", status: status, details: details)))
        #expect(file.entries.isEmpty)
        #expect(file.summary.records == 0)
        #expect(file.statements.count == 1)
    }

    @Test("An entry without status is not booked, and a person is told")
    func withoutStatus() throws {
        for status in ["", "<Cd></Cd>"] {
            let file = try BankFile(CamtXML.message(CamtXML.entry("10.00", status: status)))
            #expect(file.entries.isEmpty)
            #expect(file.findings.map(\.code) == ["camt.status"])
        }
    }

    // MARK: - Amounts and days

    @Test("Another currency than the account's is kept for a person to see")
    func foreignCurrency() throws {
        let read = try read(CamtXML.entry("10.00", currency: "EUR"))
        #expect(read.map(\.currency) == ["EUR"])
        #expect(read.map(\.amount.ore) == [1_000])
    }

    @Test(
        "What reached the account counts when a lone detail was in another currency or had charges")
    func charges() throws {
        for currency in ["NOK", "EUR"] {
            let detail = CamtXML.detail("1000.00", currency: currency)
            let read = try read(CamtXML.entry("985.00", details: detail))
            #expect(read.map(\.amount.ore) == [98_500])
            #expect(read.map(\.currency) == ["NOK"])
        }
    }

    @Test("Of two amounts the one in the entry's currency counts")
    func twoAmounts() throws {
        let details =
            CamtXML.detail("100.00", currency: "EUR", more: "<Amt Ccy=\"NOK\">1150.00</Amt>")
            + CamtXML.detail("50.00")
        let read = try read(CamtXML.entry("1200.00", details: details))
        #expect(read.map(\.amount.ore) == [115_000, 5_000])
    }

    @Test(
        "Amounts may lack decimals or have zeros after two",
        arguments: [
            ("8.850", 885), ("200000", 20_000_000), ("0.5", 50), (".05", 5), ("7.", 700),
            ("00012.30", 1_230), ("100000000000.00", 10_000_000_000_000),
        ])
    func amounts(text: String, ore: Int64) throws {
        #expect(try read(CamtXML.entry(text)).map(\.amount.ore) == [ore])
    }

    @Test("A part of 0.00 is told to a person, because the bank refused something there")
    func zeroDetail() throws {
        let details =
            CamtXML.detail("10.00")
            + CamtXML.detail("0.00", remittance: CamtXML.document(kid: "0001401017"))
        let file = try BankFile(CamtXML.message(CamtXML.entry("10.00", details: details)))
        #expect(file.entries.map(\.amount.ore) == [1_000])
        #expect(file.findings.map(\.code) == ["camt.zero-amount"])
        #expect(file.findings.first?.found.contains("0001401017") == true)
        let entry = try BankFile(CamtXML.message(CamtXML.entry("0.00")))
        #expect(entry.entries.isEmpty && entry.findings.map(\.code) == ["camt.zero-amount"])
    }

    @Test("Details without amounts stay together with all they say")
    func withoutAmounts() throws {
        let details =
            CamtXML.detail(remittance: "<Ustrd>Faktura 1</Ustrd>")
            + CamtXML.detail("5.00", remittance: CamtXML.document(kid: "0001401017"))
        let read = try read(CamtXML.entry("20.00", details: details))
        #expect(read.map(\.kind) == [.payment])
        #expect(read.map(\.amount.ore) == [2_000])
        #expect(read.map(\.text) == ["Kari Nordmann Faktura 1 Kari Nordmann 0001401017"])
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
            try read(CamtXML.entry("1.00", booked: element)).map(\.booked) == [Day(2026, 10, 7)])
    }

    @Test(
        "Without a day of booking the day of value counts, else the day of making, and it is told")
    func withoutBookedDay() throws {
        let entry = CamtXML.entry("1.00", booked: "")
        let valued = entry.replacing("<BookgDt></BookgDt>", "<ValDt><Dt>2026-10-06</Dt></ValDt>")
        for (text, day) in [(entry, Day(2026, 10, 8)), (valued, Day(2026, 10, 6))] {
            let file = try BankFile(CamtXML.message(text))
            #expect(file.entries.map(\.booked) == [day])
            #expect(file.findings.map(\.code) == ["camt.booking-day"])
        }
    }

    @Test("The day of the order is when the payer's bank accepted it")
    func ordered() throws {
        let dates = "<RltdDts><AccptncDtTm>2026-10-05T22:10:00+02:00</AccptncDtTm></RltdDts>"
        let entry = CamtXML.entry("1.00", details: CamtXML.detail(more: dates))
        #expect(try read(entry).map(\.ordered) == [Day(2026, 10, 5)])
        // Never after the booking.
        let early = CamtXML.entry(
            "1.00", booked: "<Dt>2026-10-04</Dt>", details: CamtXML.detail(more: dates))
        #expect(try read(early).map(\.ordered) == [Day(2026, 10, 4)])
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
        let message = CamtXML.message(
            CamtXML.entry("1.00", status: "<Cd>BOOK</Cd>", details: detail),
            name: "camt.054.001.08")
        let read = try BankFile(message).entries
        #expect(read.map(\.payerName) == ["Ola"])
        #expect(read.map(\.payerAccount) == ["99993014016"])
    }
}

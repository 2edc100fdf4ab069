import Basics
import Testing

@testable import Formats

@Suite("camt.053 and camt.054")
struct CamtReaderTests {
    typealias Detail = CamtSample.Detail
    typealias Entry = CamtSample.Entry

    private func read(_ entries: Entry...) throws -> [BankEntry] {
        try ReadBank(CamtSample(entries: entries).bytes).entries
    }

    private func details(_ details: Detail..., ore: Int = 123_450) -> Entry {
        Entry(ore: ore, batches: [(nil, details)])
    }

    @Test(
        "A payment with KID is read alike in both versions and both messages",
        arguments: CamtSample.Version.allCases, [false, true])
    func onePayment(version: CamtSample.Version, is053: Bool) throws {
        let file = try ReadBank(CamtSample(version: version, is053: is053).bytes)
        #expect(
            file.entries == [
                BankEntry(
                    kind: .payment, account: AccountNumber("99991042764"),
                    booked: Day(2026, 10, 6), amount: Money(ore: 123_450), kid: "0002401024",
                    payerName: "Kari Nordmann", payerAccount: "99993011017",
                    reference: "101000001", position: 1)
            ])
        #expect(file.statements.map(\.through) == [Day(2026, 10, 6)])
        #expect(
            file.summary
                == FileSummary(
                    format: is053 ? .camt053 : .camt054, version: version.rawValue,
                    identity: "M-1", records: 1))
    }

    @Test("An IBAN and its account number are one account")
    func iban() throws {
        let iban = try ReadBank(CamtSample(account: "<IBAN>NO9799991042764</IBAN>").bytes)
        #expect(iban.records == (try ReadBank(CamtSample().bytes)).records)
    }

    @Test("Only booked entries count, and the others may lack what booking gives")
    func statuses() throws {
        for version in CamtSample.Version.allCases {
            let entries = ["PDNG", "INFO", "FUTR", ""].map { Entry(status: $0, booked: nil) }
            let file = try ReadBank(
                CamtSample(version: version, entries: entries + [Entry()]).bytes)
            #expect(file.entries.count == 1)
            #expect(file.summary.records == 1)
        }
    }

    @Test("The booking day is the bank's own, whatever the offset of its hour")
    func bankDay() throws {
        for time in [
            "2026-10-06T00:10:00+02:00", "2026-10-06T23:59:59-09:00", "2026-10-06T10:00:00Z",
        ] {
            let entries = try read(Entry(booked: "<DtTm>\(time)</DtTm>"))
            #expect(entries.map(\.booked) == [Day(2026, 10, 6)])
        }
    }

    @Test("Without a booking day the value day counts, then the day of the message")
    func missingDay() throws {
        var sample = CamtSample(entries: [
            Entry(booked: nil),
            Entry(
                booked: "<Dt>2026-10-06</Dt></BookgDt><ValDt><Dt>2026-10-07</Dt></ValDt><BookgDt>"),
        ])
        #expect(
            try ReadBank(sample.bytes).entries.map(\.booked) == [
                Day(2026, 10, 6), Day(2026, 10, 6),
            ])
        let valued = sample.xml.replacingFirst("<BookgDt><Dt>2026-10-06</Dt>", with: "<BookgDt>")
        #expect(
            try ReadBank(Array(valued.utf8)).entries.map(\.booked) == [
                Day(2026, 10, 6), Day(2026, 10, 7),
            ])
        sample.entries.removeLast()
        let found = refusal(
            of: Array(
                sample.xml.replacingFirst("<Id>1</Id><CreDtTm>", with: "<Id>1</Id><Xxx>")
                    .replacingFirst("</CreDtTm>\n<Acct>", with: "</Xxx>\n<Acct>").utf8))
        #expect(found?.code == "camt.entry")
        #expect(found?.place == "line 8, Ntry")
    }

    @Test("A batch gives one payment a detail, its empty ones none")
    func batch() throws {
        let batch = [
            Detail(ore: 100_000, documents: [Detail.kid("0002401024")]),
            Detail(ore: 0, documents: [Detail.kid("0001401082")]),
            Detail(ore: 23_450, text: "faktura 7", payer: "", payerAccount: ""),
        ]
        let entries = try read(Entry(batches: [(3, batch)]))
        #expect(entries.map(\.amount.ore) == [100_000, 23_450])
        #expect(entries.map(\.kid) == ["0002401024", ""])
        #expect(entries.map(\.text) == ["", "faktura 7"])
        #expect(entries.map(\.position) == [1, 2])
    }

    @Test("Several batches in an entry are counted together")
    func batches() throws {
        let part = [Detail(ore: 50_000), Detail(ore: 50_000)]
        let last = [Detail(ore: 23_450)]
        #expect(try read(Entry(batches: [(2, part), (1, last)])).count == 3)
    }

    @Test("Details without amounts leave the entry whole, to be placed by a person")
    func withoutAmounts() throws {
        let batch = [
            Detail(ore: nil, documents: [Detail.kid("0002401024")], text: "en"),
            Detail(ore: nil, text: "to", payer: "Ola Hansen"),
        ]
        let entries = try read(Entry(batches: [(2, batch)], information: "Innbetaling"))
        #expect(entries.map(\.amount.ore) == [123_450])
        #expect(entries.map(\.kind) == [.payment])
        #expect(entries.map(\.kid) == [""])
        #expect(
            entries.map(\.text) == ["Innbetaling Kari Nordmann en 0002401024 Ola Hansen to"])
    }

    @Test("Several KIDs in one payment are split when their amounts add up")
    func split() throws {
        let adds = Detail(documents: [
            Detail.kid("0002401024", ore: 100_000), Detail.kid("0001401082", ore: 23_450),
        ])
        let entries = try read(details(adds))
        #expect(entries.map(\.kid) == ["0002401024", "0001401082"])
        #expect(entries.map(\.amount.ore) == [100_000, 23_450])
        #expect(entries.map(\.payerAccount) == ["99993011017", "99993011017"])
    }

    @Test("Several KIDs whose amounts do not add up are held as one payment without KID")
    func held() throws {
        let cases = [
            [Detail.kid("0002401024", ore: 100_000), Detail.kid("0001401082", ore: 23_449)],
            [Detail.kid("0002401024"), Detail.kid("0001401082")],
            // A credit note set off against an invoice: a person decides.
            [Detail.kid("0002401024", ore: 150_000), Detail.kid("0001401082", credit: 26_550)],
        ]
        for documents in cases {
            let entries = try read(details(Detail(documents: documents, text: "hei")))
            #expect(entries.map(\.kid) == [""])
            #expect(entries.map(\.amount.ore) == [123_450])
            #expect(entries.map(\.text) == ["hei 0002401024 0001401082"])
        }
    }

    @Test("An ISO reference or one of another kind is no KID")
    func otherReferences() throws {
        func strd(_ code: String, _ issuer: String) -> String {
            "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry>\(issuer)</Tp>"
                + "<Ref>RF18539007547034</Ref></CdtrRefInf></Strd>"
        }
        for document in [strd("SCOR", "<Issr>ISO</Issr>"), strd("PUOR", "")] {
            #expect(try read(details(Detail(documents: [document]))).map(\.kid) == [""])
        }
        // Without its issuer it is known by its shape.
        let unissued = try read(details(Detail(documents: [strd("SCOR", "")])))
        #expect(unissued.map(\.kid) == [""])
        #expect(unissued.map(\.named) == [["RF18539007547034"]])
        let spaced = Detail(documents: [Detail.kid("000 240 1024")])
        #expect(try read(details(spaced)).map(\.kid) == ["0002401024"])
    }

    @Test("Money taken back is a reversal; other money out is the company's own")
    func reversals() throws {
        let kid = [(Int?.none, [Detail(documents: [Detail.kid("0002401024")])])]
        let entries = try read(
            Entry(isCredit: false, isReversal: true, batches: kid),
            Entry(isCredit: false, subfamily: "RRTN", batches: kid),
            Entry(isCredit: false, batches: kid), Entry(isCredit: false),
            Entry(isCredit: false, isReversal: true))
        #expect(entries.map(\.kind) == [.reversal, .reversal, .other, .other, .reversal])
        #expect(entries.map(\.amount.ore) == Array(repeating: -123_450, count: 5))
        #expect(entries.map(\.kid) == ["0002401024", "0002401024", "0002401024", "", ""])
    }

    @Test("An entry without details is a payment, or a lump sum told elsewhere, or the bank's own")
    func whole() throws {
        let entries = try read(
            Entry(information: "Ola Hansen"), Entry(subfamily: "VCOM"),
            Entry(batches: [(6, [])]), Entry(family: "MCOP", subfamily: "INTR", domain: "ACMT"),
            Entry(ore: 0))
        #expect(entries.map(\.kind) == [.payment, .lumpSum, .lumpSum, .other])
        #expect(entries[0].text == "Ola Hansen")
        #expect(entries[0].reference == "90000017")
    }

    @Test("Amounts in other currencies keep their currency")
    func currencies() throws {
        let euro = Entry(ore: 885, currency: "EUR", batches: [(nil, [Detail(ore: 885)])])
        #expect(try read(euro).map(\.currency) == ["EUR"])
        // A single payment is what the account received, not what the payer sent.
        let sent = try read(details(Detail(ore: 10_000, currency: "EUR")))
        #expect(sent.map(\.currency) == ["NOK"])
        #expect(sent.map(\.amount.ore) == [123_450])
        // In a batch each keeps its own, and nothing can be added up.
        let mixed = try read(details(Detail(ore: 100_000), Detail(ore: 2000, currency: "EUR")))
        #expect(mixed.map(\.currency) == ["NOK", "EUR"])
    }

    @Test("A detail's own amount in the account's currency goes before the transaction's")
    func detailAmount() throws {
        let sample = CamtSample(
            version: .v08,
            entries: [details(Detail(ore: 100_000), Detail(ore: 23_450))])
        let foreign = sample.xml.replacingFirst(
            "<TxAmt><Amt Ccy=\"NOK\">1000.00", with: "<TxAmt><Amt Ccy=\"EUR\">86.00")
        let entries = try ReadBank(Array(foreign.utf8)).entries
        #expect(entries.map(\.amount.ore) == [100_000, 23_450])
        #expect(entries.map(\.currency) == ["NOK", "NOK"])
    }

    @Test("The day the payer gave the order is kept, never later than the booking")
    func ordered() throws {
        func accepted(_ day: String) -> Detail {
            Detail(more: "<RltdDts><AccptncDtTm>\(day)T12:00:00</AccptncDtTm></RltdDts>")
        }
        #expect(try read(details(accepted("2026-10-02"))).map(\.ordered) == [Day(2026, 10, 2)])
        #expect(try read(details(accepted("2026-10-09"))).map(\.ordered) == [Day(2026, 10, 6)])
    }

    @Test("A file in ISO-8859-1 is read by the encoding it declares, wherever it is cut")
    func latin1() throws {
        var sample = CamtSample(entries: [details(Detail(text: "Rør på Ål", payer: "Bjørg Åsen"))])
        sample.prologue = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
        let bytes = sample.xml.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let expected = try ReadBank(bytes).records
        #expect(try ReadBank(bytes).entries.map(\.text) == ["Rør på Ål"])
        #expect(try ReadBank(bytes).entries.map(\.payerName) == ["Bjørg Åsen"])
        for size in Array(1...70) + [500] {
            #expect(try ReadBank(bytes, chunkSize: size).records == expected, "chunks of \(size)")
        }
    }

    @Test("A byte order mark, CRLF, no declaration and no last line break make no difference")
    func envelopes() throws {
        let expected = try ReadBank(CamtSample().bytes).records
        var bare = CamtSample()
        bare.prologue = ""
        let lines = CamtSample().xml.split(separator: "\n").joined(separator: "\r\n")
        for bytes in [[0xEF, 0xBB, 0xBF] + CamtSample().bytes, bare.bytes, Array(lines.utf8)] {
            #expect(try ReadBank(bytes).records == expected)
            for size in 1...70 {
                #expect(try ReadBank(bytes, chunkSize: size).records == expected)
            }
        }
    }

    @Test("Thousands of indented entries are read")
    func many() throws {
        let entry = Entry(subfamily: "DMCT", information: "x")
        var sample = CamtSample(entries: [entry])
        let one = sample.xml
        sample.entries = []
        let parts = one.splitAround("<Ntry>", "</Ntry>")
        let blanks = String(repeating: " ", count: 20)
        let xml =
            parts.before + String(repeating: "\n" + blanks + parts.middle, count: 6000)
            + parts.after
        #expect(try ReadBank(Array(xml.utf8)).entries.count == 6000)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let code: String
        let place: String
        let old: String
        let new: String
        var testDescription: String { "\(code): \(new)" }
    }

    @Test(
        "A message with one fault is refused, naming the line",
        arguments: [
            Fault(
                code: "camt.version", place: "root element", old: "camt.054.001.02",
                new: "camt.054.001.04"),
            Fault(
                code: "camt.version", place: "root element", old: "camt.054.001.02",
                new: "camt.052.001.02"),
            Fault(code: "camt.amount", place: "line 9", old: ">1234.50<", new: ">12.345<"),
            Fault(code: "camt.amount", place: "line 9", old: ">1234.50<", new: ">-1234.50<"),
            Fault(code: "camt.amount", place: "line 9", old: ">1234.50<", new: "><"),
            Fault(code: "camt.amount", place: "line 9", old: ">1234.50<", new: ">1234,50<"),
            Fault(
                code: "camt.date", place: "line 12", old: "<Dt>2026-10-06", new: "<Dt>2026-02-30"),
            Fault(
                code: "camt.date", place: "line 12", old: "<Dt>2026-10-06", new: "<Dt>06.10.2026"),
            Fault(
                code: "camt.entry", place: "line 8, Ntry", old: "Amt Ccy=\"NOK\">1234.50</Amt",
                new: "Xxx>1</Xxx"),
            Fault(code: "camt.xml", place: "line 22", old: "</Ntry>", new: "</Ntry2>"),
            Fault(code: "camt.xml", place: "line 9", old: ">1234.50<", new: ">1&x;<"),
            Fault(code: "camt.xml", place: "line 9", old: "Ccy=\"NOK\"", new: "Ccy=NOK"),
        ])
    func faults(fault: Fault) {
        let xml = CamtSample().xml.replacingFirst(fault.old, with: fault.new)
            .replacingFirst("/" + fault.old, with: "/" + fault.new)
        let found = refusal(of: Array(xml.utf8))
        #expect(found?.code == fault.code)
        #expect(found?.place == fault.place)
    }

    @Test("A message without statement or notification is refused")
    func empty() {
        let found = refusal(
            of: Array(
                CamtSample().xml.replacingFirst("<Ntfctn>", with: "<Xxx>")
                    .replacingFirst("</Ntfctn>", with: "</Xxx>").utf8))
        #expect(found?.code == "camt.empty")
        #expect(found?.place == "root element")
    }

    @Test("A batch that does not hold what it says is refused")
    func batchFaults() {
        let two = [Detail(ore: 100_000), Detail(ore: 23_450)]
        for count in [1, 3, -2] {
            let found = refusal(of: CamtSample(entries: [Entry(batches: [(count, two)])]).bytes)
            #expect(found?.code == "camt.batch-count")
            #expect(found?.place == "line 8, Ntry")
        }
        for ore in [123_449, 123_451] {
            let found = refusal(
                of: CamtSample(entries: [Entry(ore: ore, batches: [(2, two)])]).bytes)
            #expect(found?.code == "camt.batch-sum")
            #expect(found?.place == "line 8, Ntry")
        }
    }

    @Test("Damaged messages are read or refused with a diagnostic, never worse")
    func mutations() throws {
        let seed: UInt64 = 0xCA37_2026
        var random = Seeded(seed: seed)
        let batch = [
            Detail(ore: 100_000, documents: [Detail.kid("0002401024", ore: 100_000)]),
            Detail(ore: 23_450, text: "rør"),
        ]
        let samples = [
            CamtSample(entries: [Entry(batches: [(2, batch)]), Entry()]).bytes,
            CamtSample(version: .v08, is053: true, entries: [Entry(batches: [(2, batch)])]).bytes,
        ]
        for number in 0..<2000 {
            let bytes = mutated(samples[number % 2], using: &random)
            do {
                _ = try ReadBank(bytes, chunkSize: 1 + number % 900)
            } catch is Diagnostic {
                continue
            } catch {
                Issue.record("seed \(seed), case \(number): \(error)")
            }
        }
    }
}

extension String {
    func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return self[..<range.lowerBound] + new + self[range.upperBound...]
    }

    /// The text before, from `first` through `last`, and after.
    fileprivate func splitAround(
        _ first: String, _ last: String
    ) -> (before: String, middle: String, after: String) {
        guard let start = firstRange(of: first), let end = firstRange(of: last) else {
            return (self, "", "")
        }
        return (
            String(self[..<start.lowerBound]), String(self[start.lowerBound..<end.upperBound]),
            String(self[end.upperBound...])
        )
    }
}

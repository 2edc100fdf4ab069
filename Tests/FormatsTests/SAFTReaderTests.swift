import Basics
import Formats
import Foundation
import Testing

@Suite("SAF-T Financial")
struct SAFTReaderTests {
    // MARK: The story and the official examples

    // The shared samples are not part of the repository.
    @Test(
        "The story's SAF-T gives exactly the story's open items in every version",
        .enabled(if: SharedLedgerData.isThere), arguments: ["1.20", "1.30", "1.40"])
    func story(version: String) throws {
        let story = try Story()
        let file = try ReadFile(
            SharedLedgerData.bytes("saf-t/fjordvik-saft-\(version).xml"), with: .saft)
        #expect(Set(file.items.map(StoryItem.init)) == story.items)
        #expect(file.items.count == 17)
        #expect(file.balances == story.customerBalancesOre)
        #expect(file.items.map(\.remaining).sum().ore == story.receivablesOre)
        #expect(
            file.customers.reduce(into: [:]) { $0[$1.number] = $1.ledgerBalance?.ore }
                == story.customerBalancesOre)
        #expect(file.findings == [])
        #expect(file.summary.version == version)
        #expect(file.summary.asOf == Day(2026, 9, 30))
        #expect(file.summary.companyName == "Fjordvik Rør AS")
        #expect(file.summary.organisationNumber?.text == "310123455")
        let kinds: [CustomerRecord.Kind] = [
            .business, .person, .business, .business, .person, .business, .business, .business,
        ]
        #expect(file.customers.map(\.kind) == kinds)
        #expect(file.customers[0].email == "faktura@bakkenbygg.example")
        #expect(file.customers[0].accounts.map(\.text) == ["99993010010"])
        #expect(file.customers[1].street == "Solsvingen 12 B")
        #expect(file.customers[1].postcode == "0577")
    }

    @Test(
        "Lines without number, KID and due date give nothing that can be pressed",
        .enabled(if: SharedLedgerData.isThere))
    func officialWithoutNumbers() throws {
        let file = try ReadFile(
            SharedLedgerData.bytes("saf-t/skatteetaten-888888888-1.10.xml"), with: .saft)
        #expect(file.items.allSatisfy { $0.kind == .undocumented || $0.kind == .unallocated })
        #expect(file.items.map(\.remaining).sum() == Money(kroner: 135_500))
        let balances = file.balances.filter { $0.value != 0 }
        #expect(balances == ["1001": 26_550_000, "1003": -14_000_000, "1004": 1_000_000])
        // The file's own account 1500 and its customers do not agree; the customers do with their lines.
        #expect(file.findings.map(\.code) == ["saft.ledger-differs"])
        #expect(file.customers.count == 6)
        #expect(file.summary.asOf == Day(2017, 4, 30))
    }

    @Test(
        "A balance that the ledger does not bear out is told",
        .enabled(if: SharedLedgerData.isThere))
    func officialWithNearlyEverything() throws {
        let file = try ReadFile(
            SharedLedgerData.bytes("saf-t/skatteetaten-999999999-1.10.xml"), with: .saft)
        #expect(file.customers.map(\.ledgerBalance) == [Money(ore: 1_234_567)])
        #expect(file.customers.map(\.street) == ["Postboks 123"])
        #expect(file.items.map(\.kind) == [.undocumented])
        #expect(file.findings.map(\.code) == ["saft.balance-differs"])
        #expect(file.findings.map(\.place) == ["customer 12000"])
        #expect(file.findings.map(\.found) == ["open items of 1234.56"])
        #expect(file.findings.map(\.expected) == ["the closing balance 12345.67"])
        #expect(file.summary.version == "1.0")
    }

    @Test("Elements in no namespace are refused", .enabled(if: SharedLedgerData.isThere))
    func officialWithoutNamespace() throws {
        let bytes = try SharedLedgerData.bytes("saf-t/skatteetaten-xmlspy-1.30-no-namespace.xml")
        let fault = #expect(throws: Diagnostic.self) { try ReadFile(bytes, with: .saft) }
        #expect(fault?.code == "saft.namespace")
        #expect(fault?.place == "line 3, AuditFile")
        #expect(fault?.found == "an element in no namespace")
    }

    // MARK: Refusals

    @Test(
        "Each fault refuses the file and tells where",
        arguments: [
            (">1.30<", ">2.0<", "saft.version", "line 3, AuditFileVersion"),
            ("<AuditFileVersion>1.30</AuditFileVersion>", "", "saft.version", "line 9"),
            (
                "urn:StandardAuditFile-Taxation-Financial:NO", "urn:else", "saft.namespace",
                "line 2, AuditFile"
            ),
            ("<Amount>12500.00<", "<Amount>12500.005<", "saft.amount", "line 14, Amount of a Line"),
            ("<Amount>12500.00<", "<Amount><", "saft.amount", "line 14, Amount of a Line"),
            ("2026-07-06", "2026-07-36", "saft.date", "line 13, TransactionDate"),
            ("2026-07-20", "20.07.2026", "saft.date", "line 16, DueDate"),
            ("GeneralLedgerEntries", "SomethingElse", "saft.no-entries", "the whole file"),
        ])
    func refusals(find: String, put: String, code: String, place: String) throws {
        var builder = SAFTBuilder()
        builder.invoice("40101", "12500.00")
        #expect(try builder.read().items.count == 1)
        let text = builder.text.replacingOccurrences(of: find, with: put)
        let fault = #expect(throws: Diagnostic.self) { try ReadFile(Array(text.utf8), with: .saft) }
        #expect(fault?.code == code)
        #expect(fault?.place == place)
        #expect(fault?.remedy.isEmpty == false)
    }

    @Test("A customer's balance that is no amount is refused")
    func balanceFault() {
        var builder = SAFTBuilder()
        builder.closing = "12,50"
        let fault = #expect(throws: Diagnostic.self) { try builder.read() }
        #expect(fault?.code == "saft.amount")
        #expect(fault?.place == "line 12, ClosingDebitBalance of a customer")
    }

    @Test(
        "Every version from 1.0 to 1.40 is read",
        arguments: ["1.0", "1.1", "1.10", "1.2", "1.20", "1.3", "1.30", "1.4", "1.40"])
    func versions(version: String) throws {
        var builder = SAFTBuilder()
        builder.version = version
        #expect(try builder.read().summary.version == version)
    }

    // MARK: Settling

    @Test("A payment settles by reference, whatever comes first in the file")
    func reference() throws {
        for isPaidFirst in [false, true] {
            var builder = SAFTBuilder()
            let pay = { (builder: inout SAFTBuilder) in
                builder.post(
                    "-400.00", on: "2026-07-22",
                    fields: "<ReferenceNumber>1</ReferenceNumber>")
            }
            if isPaidFirst { pay(&builder) }
            builder.invoice("1", "1000.00", kid: "0000000018")
            if !isPaidFirst { pay(&builder) }
            let items = try builder.read().items
            #expect(items.map(\.amount) == [Money(kroner: 1000)])
            #expect(items.map(\.remaining) == [Money(kroner: 600)])
            #expect(items.map(\.kid) == ["0000000018"])
            #expect(items.map(\.due) == [Day(2026, 7, 20)])
        }
    }

    @Test("A payment settles by KID, also one that has lost its zeros")
    func kid() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00", kid: "0001401017")
        builder.invoice("2", "1000.00", kid: "0001401025")
        builder.post("-1000.00", fields: "<CID>1401025</CID>")
        #expect(try builder.read().items.map(\.reference) == ["1"])
    }

    @Test("One KID for all of a customer's invoices settles the oldest due first")
    func customerKID() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00", kid: "10001", due: "2026-08-20")
        builder.invoice("2", "700.00", kid: "10001", due: "2026-07-20")
        builder.post("-900.00", fields: "<CID>10001</CID>")
        let items = try builder.read().items
        #expect(items.map(\.reference) == ["1"])
        #expect(items.map(\.remaining) == [Money(kroner: 800)])
    }

    @Test(
        "A cross reference or source document settles",
        arguments: [
            ("", "<CrossReference>1</CrossReference>"),
            ("", "<SourceDocumentID>1</SourceDocumentID>"),
            ("<SourceDocumentID>S9</SourceDocumentID>", "<SourceDocumentID>S9</SourceDocumentID>"),
            ("<CrossReference>P7</CrossReference>", "<ReferenceNumber>P7</ReferenceNumber>"),
        ])
    func crossReference(onClaim: String, onPayment: String) throws {
        var builder = SAFTBuilder()
        builder.post("1000.00", fields: "<ReferenceNumber>1</ReferenceNumber>" + onClaim)
        builder.invoice("2", "1000.00")
        builder.post("-1000.00", fields: onPayment)
        #expect(try builder.read().items.map(\.reference) == ["2"])
    }

    @Test("An amount settles when it can mean one claim, and not when it can mean two")
    func amount() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00")
        builder.invoice("2", "500.00")
        builder.post("-500.00")
        #expect(try builder.read().items.map(\.reference) == ["1"])
        builder.invoice("3", "1000.00")
        builder.post("-1000.00")
        #expect(try builder.read().items.map(\.kind) == [.invoice, .invoice, .unallocated])
        builder.post("-1000.00")
        #expect(try builder.read().items == [])
    }

    @Test("A second payment of a paid invoice is not taken for another one's")
    func paidTwice() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00")
        builder.post("-1000.00", fields: "<ReferenceNumber>1</ReferenceNumber>")
        builder.post("-1000.00", fields: "<ReferenceNumber>1</ReferenceNumber>")
        builder.invoice("2", "1000.00")
        let items = try builder.read().items
        #expect(items.map(\.kind) == [.unallocated, .invoice])
        #expect(items.map(\.reference) == ["1", "2"])
    }

    @Test("The opening balance is undocumented, less what names older documents")
    func opening() throws {
        var builder = SAFTBuilder()
        builder.opening = "5000.00"
        builder.closing = "2500.00"
        builder.post("-2000.00", fields: "<ReferenceNumber>39990</ReferenceNumber>")
        builder.post("-500.00")
        let file = try builder.read()
        #expect(file.items.map(\.kind) == [.undocumented, .unallocated])
        #expect(file.items.map(\.remaining) == [Money(kroner: 3000), Money(kroner: -500)])
        #expect(file.items.map(\.due) == [nil, nil])
        #expect(file.items[0].issued == Day(2025, 12, 31))
        #expect(file.items[0].place == "opening balance")
        #expect(file.findings == [])
    }

    @Test("A debit below zero is a credit")
    func negativeDebit() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00")
        builder.transactions.append(
            builder.transactions[0].replacingOccurrences(of: "1000.00", with: "-1000.00"))
        #expect(try builder.read().items == [])
    }

    @Test("Money paid out to a customer is not an invoice")
    func paidOut() throws {
        var builder = SAFTBuilder()
        builder.post(
            "300.00", against: "1920",
            fields: "<ReferenceNumber>U1</ReferenceNumber><DueDate>2026-07-20</DueDate>")
        let items = try builder.read().items
        #expect(items.map(\.kind) == [.undocumented])
        #expect(items.map(\.due) == [nil])
    }

    // MARK: Fees and credit notes

    static func fee(
        _ builder: inout SAFTBuilder, text: String, reference: String, kid: String = "",
        amount: String = "38.00"
    ) {
        builder.post(
            amount, on: "2026-08-05", against: "3900", text: text,
            fields: "<ReferenceNumber>\(reference)</ReferenceNumber><CID>\(kid)</CID>"
                + "<DueDate>2026-08-19</DueDate>")
    }

    @Test("A fee on an invoice's number or KID is a fee of that invoice")
    func fees() throws {
        for (text, reference, kid) in [
            ("Purregebyr faktura 1", "1", ""), ("Gebyr", "1", ""), ("Gebyr", "F77", "0000000018"),
        ] {
            var builder = SAFTBuilder()
            Self.fee(&builder, text: text, reference: reference, kid: kid)
            builder.invoice("1", "1000.00", kid: "0000000018")
            let items = try builder.read().items
            #expect(items.map(\.kind) == [.invoice, .reminderFee])
            #expect(items.map(\.reference) == ["1", "1"])
        }
    }

    @Test("A fee stays open when its invoice is paid, and the invoice is what the payment pays")
    func feeLeft() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00")
        Self.fee(&builder, text: "Purregebyr", reference: "1")
        builder.post(
            "-1000.00", on: "2026-09-01", fields: "<ReferenceNumber>1</ReferenceNumber>")
        #expect(try builder.read().items.map(\.kind) == [.reminderFee])
        builder.transactions = []
        builder.invoice("1", "1000.00")
        builder.post("-1000.00", fields: "<ReferenceNumber>1</ReferenceNumber>")
        Self.fee(&builder, text: "Gebyr", reference: "1")
        #expect(try builder.read().items.map(\.kind) == [.reminderFee])
    }

    @Test("A sale that is called a fee is a sale")
    func feeAsSale() throws {
        var builder = SAFTBuilder()
        Self.fee(&builder, text: "Etableringsgebyr", reference: "1", amount: "990.00")
        Self.fee(&builder, text: "Kurs i purring", reference: "2", amount: "4900.00")
        #expect(try builder.read().items.map(\.kind) == [.invoice, .invoice])
    }

    static func credit(
        _ builder: inout SAFTBuilder, _ amount: String, reference: String, kid: String
    ) {
        builder.post(
            amount, on: "2026-08-01", against: "3000", text: "Retur",
            fields: "<ReferenceNumber>\(reference)</ReferenceNumber><CID>\(kid)</CID>")
    }

    @Test("A credit note with a number of its own stays beside its invoice")
    func creditNote() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00", kid: "0000000018")
        Self.credit(&builder, "-200.00", reference: "901", kid: "0000000018")
        let items = try builder.read().items
        #expect(items.map(\.kind) == [.invoice, .creditNote])
        #expect(items.map(\.reference) == ["1", "901"])
        #expect(items.map(\.remaining) == [Money(kroner: 1000), Money(kroner: -200)])
    }

    @Test("A credit note over all of an invoice, or with its number, settles it")
    func creditNoteInFull() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00", kid: "0000000018")
        builder.post("-800.00", fields: "<CID>0000000018</CID>")
        Self.credit(&builder, "-200.00", reference: "901", kid: "0000000018")
        builder.invoice("2", "500.00")
        Self.credit(&builder, "-100.00", reference: "2", kid: "")
        let items = try builder.read().items
        #expect(items.map(\.reference) == ["2"])
        #expect(items.map(\.remaining) == [Money(kroner: 400)])
    }

    // MARK: Customers and days

    @Test("A birth number tells a person and is not kept")
    func birthNumber() throws {
        var builder = SAFTBuilder()
        builder.customers =
            "<Customer><RegistrationNumber>01017012345</RegistrationNumber><Name>Ola</Name>"
            + "<CustomerID>2</CustomerID></Customer><Customer>"
            + "<RegistrationNumber>310200018</RegistrationNumber><Name>AS</Name>"
            + "<CustomerID>3</CustomerID></Customer>"
        let customers = try builder.read().customers
        #expect(customers.map(\.kind) == [.unknown, .person, .business])
        #expect(!"\(customers)".contains("01017012345"))
    }

    @Test("A customer on the transaction counts for its receivables lines alone")
    func customerOnTransaction() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00")
        builder.transactions[0] = builder.transactions[0]
            .replacingOccurrences(of: "<CustomerID>10001</CustomerID>", with: "")
            .replacingOccurrences(
                of: "<Line><RecordID>1", with: "<CustomerID>10001</CustomerID><Line><RecordID>1")
        #expect(builder.transactions[0].contains("<CustomerID>10001</CustomerID><Line>"))
        #expect(try builder.read().balances == ["10001": 100_000])
    }

    @Test("A customer the master files lack is told of")
    func customerMissing() throws {
        var builder = SAFTBuilder()
        builder.post("10.00", customer: "77")
        let file = try builder.read()
        #expect(file.customers.map(\.number) == ["10001", "77"])
        #expect(file.findings.map(\.code) == ["saft.customer-missing"])
    }

    @Test("A closing balance that differs is told with customer, found and expected")
    func balanceDiffers() throws {
        var builder = SAFTBuilder()
        builder.closing = "1200.00"
        builder.invoice("1", "1000.00")
        let file = try builder.read()
        #expect(file.findings.map(\.code) == ["saft.balance-differs"])
        #expect(file.findings.map(\.place) == ["customer 10001"])
        #expect(file.findings.map(\.found) == ["open items of 1000.00"])
        #expect(file.findings.map(\.expected) == ["the closing balance 1200.00"])
    }

    @Test("The file speaks of the end of its period, but of no day after it was made")
    func asOf() throws {
        var builder = SAFTBuilder()
        #expect(try builder.read().summary.asOf == Day(2026, 9, 30))
        builder.created = "2026-08-15"
        #expect(try builder.read().summary.asOf == Day(2026, 8, 15))
        builder.selection = "<SelectionEndDate>2026-06-30</SelectionEndDate>"
        #expect(try builder.read().summary.asOf == Day(2026, 6, 30))
        builder.selection = ""
        builder.invoice("1", "1.00", on: "2026-07-06")
        #expect(try builder.read().summary.asOf == Day(2026, 7, 6))
        #expect(
            try builder.read(options: ReadOptions(asOf: Day(2026, 7, 9))).summary.asOf
                == Day(2026, 7, 9))
    }

    @Test("A claim in euro is told in euro, and one partly settled is not pressed")
    func foreignCurrency() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1150.00")
        builder.transactions[0] = builder.transactions[0].replacingOccurrences(
            of: "</Amount></DebitAmount>",
            with: "</Amount><CurrencyCode>EUR</CurrencyCode><CurrencyAmount>100.00</CurrencyAmount>"
                + "</DebitAmount>")
        let whole = try builder.read().items
        #expect(whole.map(\.currency) == ["EUR"])
        #expect(whole.map(\.remaining) == [Money(kroner: 100)])
        builder.post("-150.00", fields: "<ReferenceNumber>1</ReferenceNumber>")
        let file = try builder.read()
        #expect(file.items.map(\.kind) == [.undocumented])
        #expect(file.items.map(\.remaining) == [Money(kroner: 1000)])
        #expect(file.findings.map(\.code) == ["saft.foreign-currency"])
    }

    // MARK: Volume and damage

    @Test("Twenty thousand invoices, most of them paid in five ways, leave what is open")
    func volume() throws {
        var builder = SAFTBuilder()
        var open: [String] = []
        var closing = 0
        for number in 1...20_000 {
            let kid = KID.make(payload: "\(10_000_000 + number)", .mod10)?.text ?? ""
            let kroner = number
            builder.invoice("F\(number)", "\(kroner).00", kid: kid)
            switch number % 6 {
            case 0:
                builder.post(
                    "-\(kroner).00", fields: "<ReferenceNumber>F\(number)</ReferenceNumber>")
            case 1: builder.post("-\(kroner).00", fields: "<CID>\(kid)</CID>")
            case 2:
                builder.post(
                    "-\(kroner).00", fields: "<CrossReference>F\(number)</CrossReference>")
            case 3: builder.post("-\(kroner).00")
            case 4:
                builder.post(
                    "-\(kroner - 1).00", fields: "<ReferenceNumber>F\(number)</ReferenceNumber>")
                open.append("F\(number)")
                closing += 1
            default:
                open.append("F\(number)")
                closing += kroner
            }
        }
        builder.closing = "\(closing).00"
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-\(UUID().uuidString).xml")
        try Data(builder.text.utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let file = try ReadFile(ByteSource(path: path.path), with: .saft)
        #expect(file.items.map(\.reference) == open)
        #expect(file.items.allSatisfy { $0.kind == .invoice })
        #expect(file.findings == [])
    }

    @Test("A damaged file is read or refused, never a crash (seed 20260930)")
    func mutations() {
        var builder = SAFTBuilder()
        builder.opening = "3200.00"
        builder.closing = "1000.00"
        builder.invoice("1", "1000.00", kid: "0000000018")
        Self.fee(&builder, text: "Purregebyr", reference: "1", kid: "0000000018")
        builder.post("-400.00", fields: "<ReferenceNumber>1</ReferenceNumber>")
        Self.credit(&builder, "-200.00", reference: "901", kid: "0000000018")
        builder.post("-500.00", fields: "<CID>0000000018</CID>")
        let bytes = Array(builder.text.utf8)
        var random = Seeded(seed: 20_260_930)
        var refused = 0
        for _ in 0..<2000 {
            do {
                _ = try ReadFile(mutated(bytes, using: &random), with: .saft)
            } catch is Diagnostic {
                refused += 1
            } catch {
                Issue.record("not a Diagnostic: \(error)")
            }
        }
        #expect((1..<2000).contains(refused))
    }
}

import Basics
import Testing

@testable import Formats

/// What a message tells of its accounts, and how long ones are read.
@Suite("camt statements")
struct CamtStatementTests {
    private static let period = "<FrToDt><FrDtTm>2026-10-01T00:00:00</FrDtTm><ToDtTm>"
    private static let created = "<CreDtTm>2026-10-08T06:00:00</CreDtTm>"

    private func balance(_ code: String, _ amount: String, _ direction: String = "CRDT") -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy=\"NOK\">\(amount)</Amt>"
            + "<CdtDbtInd>\(direction)</CdtDbtInd><Dt><Dt>2026-10-06</Dt></Dt></Bal>"
    }

    private func through(
        head: String, balances: String = "", entries: String = ""
    ) throws -> Day? {
        let message = CamtXML.message(
            entries, name: "camt.053.001.02", head: head, balances: balances)
        return try BankFile(message).accounts.first?.through
    }

    @Test("A file covers the days to its closing balance, else its period, bookings or making")
    func through() throws {
        let to = { (time: String) in Self.created + Self.period + time + "</ToDtTm></FrToDt>" }
        let booked = CamtXML.entry("1.00")  // the 7th
        let closing = balance("CLBD", "1.00")  // the 6th
        #expect(try through(head: Self.created) == Day(2026, 10, 8))
        #expect(try through(head: Self.created, entries: booked) == Day(2026, 10, 7))
        #expect(try through(head: to("2026-10-05T23:59:59")) == Day(2026, 10, 5))
        #expect(try through(head: to("2026-10-05T00:00:00")) == Day(2026, 10, 4))
        #expect(try through(head: to("2026-10-05T00:00:00.000+02:00")) == Day(2026, 10, 4))
        #expect(try through(head: to("2026-10-08T06:00:00"), balances: closing) == Day(2026, 10, 6))
        #expect(
            try through(head: to("2026-10-05T23:59:59"), entries: booked) == Day(2026, 10, 7))
        #expect(
            try through(head: Self.created, balances: closing, entries: booked) == Day(2026, 10, 7))
    }

    @Test("An account is told before its entries, and again only when more is known")
    func order() throws {
        let later = CamtXML.entry("2.00", booked: "<Dt>2026-10-09</Dt>")
        let file = try BankFile(CamtXML.message(CamtXML.entry("1.00"), later))
        #expect(file.statements.map(\.through) == [Day(2026, 10, 7), Day(2026, 10, 9)])
        guard case .statement = file.records.first else {
            Issue.record("the account must come first")
            return
        }
        #expect(try BankFile(CamtXML.message(CamtXML.entry("1.00"))).statements.count == 1)
    }

    @Test("Balances have the sign of their direction")
    func balances() throws {
        let message = CamtXML.message(
            name: "camt.053.001.08",
            balances: balance("OPBD", "10.00", "DBIT") + balance("CLBD", "0.00", "DBIT")
                + balance("CLAV", "99.00"))
        let statement = try #require(try BankFile(message).statements.first)
        #expect(statement.opening == Money(kroner: -10))
        #expect(statement.closing == .zero)
    }

    @Test("The account is not its owner's number, nor a related account")
    func ownNumbers() throws {
        let owner =
            "<Ownr><Id><OrgId><Othr><Id>310123455</Id></Othr></OrgId></Id></Ownr>"
        let account =
            "<Acct><Id><Othr><Id>99991042764</Id></Othr></Id>\(owner)</Acct>"
            + "<RltdAcct><Id><Othr><Id>99992055118</Id></Othr></Id></RltdAcct>"
        let file = try BankFile(CamtXML.message(CamtXML.entry("1.00"), account: account))
        #expect(file.accounts.map(\.account.text) == ["99991042764"])
        #expect(file.entries.map(\.account.text) == ["99991042764"])
    }

    @Test("A foreign account that does not tell its currency has that of its money")
    func currency() throws {
        let account = "<Acct><Id><IBAN>SE3550000000054910000003</IBAN></Id></Acct>"
        let message = CamtXML.message(
            CamtXML.entry("1.00", currency: "SEK"), account: account)
        #expect(try BankFile(message).accounts.map(\.currency) == ["SEK"])
    }

    @Test("A batch beyond what is kept at once is handed over in order and still checked")
    func longBatch() throws {
        let kids = (1...1_000).compactMap { KID.make(payload: "\($0)", .mod10)?.text }
        let details = (1...1_000).map {
            CamtXML.detail("\($0).00", remittance: CamtXML.document(kid: kids[$0 - 1]))
        }.joined()
        func message(_ sum: String, _ count: Int, _ details: String) -> String {
            CamtXML.message(
                CamtXML.entry(sum, details: CamtXML.batch(count) + details))
        }
        let entries = try BankFile(message("500500.00", 1_000, details)).entries
        #expect(entries.map(\.kid) == kids)
        #expect(entries.map(\.position) == Array(1...1_000))
        #expect(whyRefused(message("500500.01", 1_000, details))?.code == "camt.batch-sum")
        #expect(whyRefused(message("500500.00", 999, details))?.code == "camt.batch-count")
        let more = message("500500.00", 1_001, details + CamtXML.detail())
        #expect(whyRefused(more)?.code == "camt.batch-sum")
    }

    @Test("Several groups of details are counted each")
    func groups() throws {
        let group = { (count: Int) in CamtXML.batch(count) + CamtXML.detail("5.00") }
        let good = CamtXML.entry("10.00", details: group(1) + "</NtryDtls><NtryDtls>" + group(1))
        #expect(try BankFile(CamtXML.message(good)).entries.count == 2)
        let bad = CamtXML.entry("10.00", details: group(2) + "</NtryDtls><NtryDtls>" + group(0))
        #expect(whyRefused(CamtXML.message(bad))?.code == "camt.batch-count")
    }

    @Test("A message may be UTF-8 with a mark, ISO-8859-1 or UTF-16")
    func encodings() throws {
        let entry = CamtXML.entry("1.00", information: "Tilbakeført på Ål")
        let text = CamtXML.message(entry)
        let latin = CamtXML.message(entry, encoding: "ISO-8859-1")
        let wide = CamtXML.message(entry, encoding: "UTF-16")
        let forms: [[UInt8]] = [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
            latin.unicodeScalars.map { UInt8($0.value) },
            [0xFF, 0xFE] + wide.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            [0xFE, 0xFF] + wide.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
        ]
        for bytes in forms {
            #expect(try BankFile(bytes).entries.map(\.text) == ["Tilbakeført på Ål"])
        }
    }

    @Test("A long ISO-8859-1 message is read from disk across every chunk")
    func longLatin1() throws {
        let entries = (1...3_000).map {
            CamtXML.entry("1.00", information: "Ærlig betaling på Ål nr. \($0)")
        }.joined()
        let text = CamtXML.message(entries, encoding: "ISO-8859-1")
        let file = try TemporaryFile(text.unicodeScalars.map { UInt8($0.value) })
        let source = try ByteSource(path: file.path)
        let total = try #require(source.totalBytes)
        #expect(total > 3 * ByteSource.chunkSize)
        let read = try BankFile(source).entries
        #expect(read.map(\.text) == (1...3_000).map { "Ærlig betaling på Ål nr. \($0)" })
    }
}

import Basics
import Claims
import Desk
import Formats
import Store
import Testing

@Suite("Taking files in")
struct ImportTests {
    private let kid = "40014"

    private func list(_ rest: String = "4800,00") -> [String] {
        [TestDesk.row("4001", kid: "40014", rest: rest), TestDesk.row("4002", kid: "40022")]
    }

    @Test("The same bytes again change nothing at all")
    func sameBytes() throws {
        let desk = try TestDesk()
        #expect(try desk.take(list: list()).claimsAdded == 2)
        let before = try desk.dump()
        let again = try desk.take(list: list())
        #expect(again.isKnownFile)
        #expect(again.changedNothing)
        #expect(try desk.dump() == before)
    }

    @Test("The same list in other bytes adds no customer, claim or credit")
    func otherBytes() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        let again = try desk.take(list: list().reversed())
        #expect(!again.isKnownFile)
        #expect(again.claimsKnown == 2)
        #expect(again.claimsAdded + again.creditsAdded + again.customersAdded == 0)
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 4800))
    }

    @Test("A dry run tells the same and leaves the database as it was")
    func dryRun() throws {
        let desk = try TestDesk()
        let before = try desk.dump()
        let text = TestDesk.list(list())
        let dry = try desk.take(text, dryRun: true)
        #expect(dry.claimsAdded == 2)
        #expect(try desk.dump() == before)
        #expect(try desk.take(text).claimsAdded == 2)
    }

    @Test("A faulty file leaves the database as it was, whatever it told before its fault")
    func faulty() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        let before = try desk.dump()
        let good = BankFile.ocr([Paid(ore: 100, kid: kid, booked: Day(2026, 8, 18))])
        let cut = good.split(separator: "\n").dropLast().joined(separator: "\n")
        let files = [
            cut, TestDesk.list(list() + ["10001;Ola;Faktura;4003;x;y;z;u;"]), "",
            BankFile.camt054([Paid(ore: 100, booked: Day(2026, 8, 18))]).replacing(
                "</Ntry>", with: ""),
        ]
        for file in files {
            let fault = #expect(throws: Diagnostic.self) { try desk.take(file) }
            #expect(fault?.place.hasPrefix("file-") == true)
            #expect(try desk.dump() == before)
        }
    }

    @Test("A file of many megabytes is read while it is recognised, to the same end")
    func large() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        // More than is waited for before reading begins.
        let paid = (0..<30_000).map { number in
            Paid(
                ore: 480_000,
                kid: number == 29_999
                    ? kid : KID.make(payload: "\(100_000 + number)", .mod10)?.text ?? "",
                booked: Day(2026, 8, 18), reference: number)
        }
        let file = BankFile.ocr(paid)
        #expect(file.utf8.count > 4 << 20)
        let before = try desk.dump()
        let cut = file.split(separator: "\n").dropLast().joined(separator: "\n")
        #expect(throws: Diagnostic.self) { try desk.take(cut) }
        #expect(try desk.dump() == before)
        let outcome = try desk.take(file)
        #expect(outcome.paymentsAdded == 30_000)
        #expect(outcome.paymentsPlaced == 1)
        #expect(try desk.claim("4001").statement.openInvoice == .zero)
        #expect(try desk.take(file).isKnownFile)
        #expect(try desk.take(BankFile.ocr(paid, number: 2)).paymentsKnown == 30_000)
    }

    @Test("A newer list with less left takes the difference off once")
    func lessLeft() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        let newer = try desk.take(list: list("3000,00"), asOf: Day(2026, 8, 18))
        #expect(newer.creditsAdded == 1)
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 3000))
        try desk.take(list: list("3000,00").reversed(), asOf: Day(2026, 8, 18))
        try desk.take(list: list("3000,00"), asOf: Day(2026, 8, 19))
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 3000))
        #expect(try desk.claim("4001").statement.overpaid == .zero)
    }

    @Test("An older list is refused and takes nothing off")
    func olderList() throws {
        let desk = try TestDesk()
        try desk.take(list: list(), asOf: Day(2026, 8, 15))
        let fault = #expect(throws: Diagnostic.self) {
            try desk.take(list: list("3000,00"), asOf: Day(2026, 8, 10))
        }
        #expect(fault?.code == "import.list-older")
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 4800))
    }

    @Test(
        "A payment that a newer list has taken off is not counted again when the bank tells of it")
    func paymentAfterNewerList() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        try desk.take(list: list("3000,00"), asOf: Day(2026, 8, 18))
        try desk.take(BankFile.ocr([Paid(ore: 180_000, kid: kid, booked: Day(2026, 8, 17))]))
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 3000))
        #expect(try desk.desk.payments(onlyUnmatched: true).isEmpty)
    }

    @Test("A newer list that says more is left than the bank files do is told of, not believed")
    func moreLeft() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        try desk.take(BankFile.ocr([Paid(ore: 180_000, kid: kid, booked: Day(2026, 8, 17))]))
        let newer = try desk.take(list: list().reversed(), asOf: Day(2026, 8, 18))
        #expect(newer.findings.map(\.code) == ["import.remaining-differs"])
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 3000))
    }

    @Test("A payment before its invoice waits, and is placed when the invoice comes")
    func paymentFirst() throws {
        let desk = try TestDesk()
        let first = try desk.take(
            BankFile.ocr([Paid(ore: 480_000, kid: kid, booked: Day(2026, 8, 18))]))
        #expect(first.paymentsWaiting == 1)
        let list = try desk.take(list: list())
        #expect(list.paymentsPlacedLater == 1)
        #expect(try desk.claim("4001").statement.openInvoice == .zero)
        #expect(try desk.desk.payments(onlyUnmatched: true).isEmpty)
    }

    @Test("A payment that is in the list already is set aside as listed, on the list's day too")
    func listed() throws {
        let desk = try TestDesk()
        try desk.take(list: list("3000,00"), asOf: Day(2026, 8, 15))
        try desk.take(
            BankFile.ocr([
                Paid(ore: 180_000, kid: kid, booked: Day(2026, 8, 15)),
                Paid(ore: 100_000, kid: kid, booked: Day(2026, 8, 18), reference: 2),
            ]))
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 2000))
        let settled = try desk.desk.payments(onlyUnmatched: false).map(\.settled)
        #expect(settled.compactMap { $0 } == ["listed"])
    }

    @Test("The same money from three files is one payment")
    func threeFiles() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        let paid = [Paid(ore: 480_000, kid: kid, booked: Day(2026, 8, 18))]
        #expect(try desk.take(BankFile.camt054(paid)).paymentsAdded == 1)
        #expect(try desk.take(BankFile.ocr(paid)).paymentsKnown == 1)
        #expect(try desk.take(BankFile.camt053(paid, through: Day(2026, 8, 18))).paymentsKnown == 1)
        #expect(try desk.claim("4001").statement.overpaid == .zero)
    }

    @Test("A payment without KID finds its invoice by the number in the message")
    func byMessage() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        try desk.take(
            BankFile.camt054([
                Paid(ore: 480_000, booked: Day(2026, 8, 18), text: "Betaling faktura 4002")
            ]))
        #expect(try desk.claim("4002").statement.openInvoice == .zero)
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 4800))
    }

    @Test("A reversal opens the claim again and the ladder goes on")
    func reversal() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        try desk.take(BankFile.ocr([Paid(ore: 480_000, kid: kid, booked: Day(2026, 8, 18))]))
        try desk.desk.settleQuietClaims()
        #expect(try desk.claim("4001").decision.verdict == .closed)
        try desk.take(
            BankFile.ocr([Paid(ore: -480_000, kid: kid, booked: Day(2026, 8, 19))], number: 2))
        #expect(try desk.claim("4001").statement.openInvoice == Money(kroner: 4800))
        #expect(try desk.claim("4001").decision.verdictStep == .nudge)
        let report = try desk.desk.report()
        #expect(report.bundles.flatMap(\.items).map(\.claim.invoice) == ["4001", "4002"])
    }

    @Test(
        "A credit note on a settled invoice was booked, and nobody was told of the money to return")
    func creditAfterPayment() throws {
        let desk = try TestDesk()
        try desk.take(list: list())
        try desk.take(BankFile.ocr([Paid(ore: 480_000, kid: kid, booked: Day(2026, 8, 18))]))
        try desk.desk.settleQuietClaims()
        #expect(try desk.desk.report().attention.isEmpty)
        let credit = TestDesk.row("9001", kid: kid, amount: "-300,00", type: "Kreditnota")
        let outcome = try desk.take(list: list() + [credit], asOf: Day(2026, 8, 17))
        #expect(outcome.creditsAdded == 1)
        #expect(try desk.claim("4001").statement.overpaid > .zero)
        #expect(try desk.desk.report().attention.map(\.claim.invoice) == ["4001"])
    }

    @Test("A wrong KID in the list is told of and never printed")
    func wrongKID() throws {
        let desk = try TestDesk()
        let outcome = try desk.take(list: [TestDesk.row("4001", kid: "40019")])
        #expect(outcome.findings.map(\.code).contains("import.kid"))
        #expect(try desk.claim("4001").claim.kid == "")
    }

    @Test("Another company's ledger is refused, and nothing of it stays")
    func otherCompany() throws {
        let desk = try TestDesk()
        let before = try desk.dump()
        let fault = #expect(throws: Diagnostic.self) {
            try desk.take(Self.saft(organisationNumber: "974760673"))
        }
        #expect(fault?.code == "import.other-company")
        #expect(try desk.dump() == before)
    }

    private static func saft(organisationNumber: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <AuditFile xmlns="urn:StandardAuditFile-Taxation-Financial:NO"><Header>
        <AuditFileVersion>1.30</AuditFileVersion><AuditFileCountry>NO</AuditFileCountry>
        <AuditFileDateCreated>2026-08-19</AuditFileDateCreated><SoftwareCompanyName>x</SoftwareCompanyName>
        <Company><RegistrationNumber>\(organisationNumber)</RegistrationNumber><Name>Andre AS</Name></Company>
        <DefaultCurrencyCode>NOK</DefaultCurrencyCode>
        <SelectionCriteria><SelectionStartDate>2026-01-01</SelectionStartDate>
        <SelectionEndDate>2026-08-19</SelectionEndDate></SelectionCriteria>
        </Header><MasterFiles><GeneralLedgerAccounts/><Customers><Customer>
        <RegistrationNumber>\(organisationNumber)</RegistrationNumber><Name>Kunde</Name>
        <CustomerID>1</CustomerID></Customer></Customers></MasterFiles>
        <GeneralLedgerEntries><NumberOfEntries>0</NumberOfEntries><TotalDebit>0</TotalDebit>
        <TotalCredit>0</TotalCredit></GeneralLedgerEntries></AuditFile>
        """
    }
}

extension Decision {
    /// The step of a letter that may go.
    var verdictStep: Step? {
        if case .send(let proposal) = verdict { proposal.step } else { nil }
    }
}

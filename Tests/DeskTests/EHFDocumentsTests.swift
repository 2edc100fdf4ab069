import Basics
import Claims
import Formats
import Law
import Letters
import Store
import Testing

@testable import Desk

@Suite("Letters as electronic reminders")
struct EHFDocumentsTests {
    private static let book = BookRecord(
        id: 1, name: "Fjordvik Rør AS", organisationNumber: "310123455", street: "Kaigata 8",
        postcode: "5003", city: "Bergen", account: AccountNumber("99991042764"))
    private static let debtor = Debtor(
        id: DebtorID(1), number: "10001", name: "Bakken Bygg AS",
        organisationNumber: OrganisationNumber("310200018"), kind: .business,
        street: "Storgata 1", postcode: "0155", city: "Oslo")

    private func claim(
        _ invoice: String = "40101", fees: Int64 = 38, compensation: Int64? = nil,
        interest: Int64 = 0
    ) -> ClaimLine {
        ClaimLine(
            invoice: invoice, concerns: "Rørleggerarbeid", issued: Day(2026, 7, 6),
            due: Day(2026, 7, 20), kid: "0001401017", principal: Money(kroner: 1_000),
            paid: Money(kroner: 100), interest: Money(kroner: interest), interestFrom: nil,
            fees: Money(kroner: fees), toPay: Money(kroner: 900 + interest + fees),
            compensation: compensation.map { Money(kroner: $0) })
    }

    private func request(
        _ claims: [ClaimLine], step: Step = .reminder, language: Language = .nb
    ) -> LetterRequest {
        LetterRequest(
            step: step, tone: .neutral, language: language, audience: .business,
            sentOn: Day(2026, 8, 3), deadline: step == .nudge ? nil : Day(2026, 8, 17),
            creditor: Sender(
                name: "Fjordvik Rør AS", organisationNumber: "310123455", addressLines: [],
                email: "", phone: "", account: AccountNumber("99991042764")),
            debtor: Recipient(
                name: "Bakken Bygg AS", customerNumber: "10001", addressLines: [], email: ""),
            claims: claims, feeInThisLetter: Money(kroner: 38), interestRate: nil,
            noticeID: "P-1042")
    }

    private func documents(
        _ request: LetterRequest, to debtor: Debtor = debtor, from book: BookRecord = book
    ) throws -> [ElectronicDocument] {
        try EHFReminder.documents(
            for: request, from: book, to: debtor, as: EHFSender(isVATRegistered: true))
    }

    private func text(_ document: ElectronicDocument?) -> String {
        String(decoding: document?.bytes ?? [], as: UTF8.self)
    }

    @Test("A letter of one claim is one document with the letter's number, addressed to the debtor")
    func one() throws {
        let documents = try documents(request([claim()]))
        #expect(documents.map(\.id) == ["P-1042"])
        #expect(documents.first?.sender == "0192:310123455")
        #expect(documents.first?.receiver == "0192:310200018")
        #expect(documents.first?.process == "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0")
        let type = documents.first?.documentType ?? ""
        #expect(
            type.hasPrefix(
                "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu"))
        #expect(type.hasSuffix("ehf:reminder:3.0::2.1"))
        let text = text(documents.first)
        #expect(text.contains(">938.00</cbc:PayableAmount"))
        #expect(text.contains("<cbc:DueDate>2026-08-17</cbc:DueDate>"))
        #expect(text.contains("Foretaksregisteret"))
    }

    @Test("A letter of three claims is three documents, each of one invoice")
    func several() throws {
        let documents = try documents(
            request([claim("1"), claim("2", fees: 0), claim("3", fees: 0)]))
        #expect(documents.map(\.id) == ["P-1042-1", "P-1042-2", "P-1042-3"])
        for (document, invoice) in zip(documents, ["1", "2", "3"]) {
            let text = text(document)
            #expect(text.contains("<cbc:ID>\(document.id)</cbc:ID>"))
            #expect(text.contains("<cbc:ID>\(invoice)</cbc:ID>\n   <cbc:IssueDate>2026-07-06"))
        }
        #expect(text(documents.first).contains("REM"))
        #expect(!text(documents.last).contains("REM"))
    }

    @Test("A nudge sets no deadline: the invoice's own due day stands")
    func nudge() throws {
        let documents = try documents(request([claim(fees: 0)], step: .nudge))
        #expect(text(documents.first).contains("<cbc:DueDate>2026-07-20</cbc:DueDate>"))
    }

    @Test("Standard compensation and interest are charges of their own, never REM")
    func charges() throws {
        let documents = try documents(
            request([claim(fees: 430, compensation: 430, interest: 12)]))
        let text = text(documents.first)
        #expect(!text.contains("REM"))
        #expect(text.contains("Standardkompensasjon"))
        #expect(text.contains("Forsinkelsesrente"))
        #expect(text.contains(">442.00</cbc:ChargeTotalAmount"))
        #expect(text.contains(">1342.00</cbc:PayableAmount"))
    }

    @Test(
        "Notices of the law have no such form", arguments: [Step.collectionNotice, .paymentDemand])
    func notices(step: Step) throws {
        #expect(try documents(request([claim()], step: step)).isEmpty)
        #expect(!EHFReminder.isFor(step))
    }

    @Test("A person has no electronic address; a book without a number is refused")
    func addresses() throws {
        var person = Self.debtor
        person.organisationNumber = nil
        #expect(try documents(request([claim()]), to: person).isEmpty)
        var book = Self.book
        book.organisationNumber = ""
        let problem = #expect(throws: Diagnostic.self) {
            try documents(request([claim()]), from: book)
        }
        #expect(problem?.code == "ehf.sender")
    }

    @Test("A name tells whether the company is in the register, unless somebody has")
    func register() {
        let sender = EHFSender(isVATRegistered: true)
        for name in ["Fjordvik Rør AS", "AS Fjordvik", "Fjordvik ASA", "fjordvik as, Bergen"] {
            #expect(sender.isInCompanyRegister(name: name))
        }
        for name in ["Fjordvik Rør", "Asfalt og Grus ENK", "Glass DA"] {
            #expect(!sender.isInCompanyRegister(name: name))
        }
        #expect(
            !EHFSender(isVATRegistered: true, isInCompanyRegister: false)
                .isInCompanyRegister(name: "Fjordvik AS"))
    }
}

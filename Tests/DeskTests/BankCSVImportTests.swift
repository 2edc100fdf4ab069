import Basics
import Desk
import Foundation
import Testing

@Suite("A bank's account download comes into the book")
struct BankCSVImportTests {
    private static let eika =
        "Bokført dato;Skildring;Frå konto;Avsendar;Til konto;Mottakarnamn;Beløp inn;Beløp ut;"
        + "Valuta;Status;Melding;KID;Faktura nr."
    private static let sb1 = "Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;"

    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: [
            TestDesk.row("1001", kid: "0001001009"), TestDesk.row("1002", amount: "900,00"),
        ])
        return desk
    }

    @Test("A line with a KID column is placed by it, once, however many files tell of it")
    func kid() throws {
        let kid = try #require(KID.make(payload: "000140101", .mod10)).text
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("40101", kid: kid)])
        let line =
            "18.08.2026;Innbetaling KID;99993014016;Ola Hansen;99991042764;Fjordvik Rør AS;4800,00;;"
            + "NOK;Bokført;;\(kid);"
        let first = try desk.take(Self.eika + "\n" + line)
        #expect(first.format == "bank-csv")
        #expect(first.paymentsAdded == 1)
        #expect(first.paymentsPlaced == 1)
        let camt = BankFile.camt054([Paid(ore: 480_000, kid: kid, booked: Day(2026, 8, 18))])
        #expect(try desk.take(camt).paymentsAdded == 0)
        let again = try desk.take(Self.eika + "\n" + line + "\n")
        #expect(again.paymentsAdded == 0)
        #expect(again.paymentsKnown == 1)
    }

    @Test("A line without KID waits for a person unless its text names the invoice")
    func text() throws {
        let desk = try desk()
        let outcome = try desk.take(
            """
            \(Self.sb1)
            18.08.2026;Overføring Ola;;4800,00;;99991042764;99993014016;
            18.08.2026;Faktura 1002;;900,00;;99991042764;99993011017;
            18.08.2026;Gebyr;;;-25,00;;99991042764;
            """)
        #expect(outcome.paymentsAdded == 2)
        #expect(outcome.paymentsPlaced == 1)
        #expect(outcome.paymentsWaiting == 1)
        #expect(outcome.entriesIgnored == 1)
    }

    @Test("A file that tells no account is refused, and the book is as before")
    func noAccount() throws {
        let desk = try desk()
        let fault = #expect(throws: Diagnostic.self) {
            try desk.take(
                "Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n18.08.2026;x;;;10,00")
        }
        #expect(fault?.code == "bank-csv.account")
    }
}

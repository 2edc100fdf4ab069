import Basics
import Claims
import Testing

@Suite("Uncertain money")
struct UncertainMoneyTests {
    private let payment = Payment(
        id: PaymentID(7), account: AccountNumber("99991042764"), booked: Day(2026, 8, 10),
        amount: Money(ore: 125_000), payerName: "HANSEN, OLA", payerAccount: "99993010010")

    private func suspects(
        debtor: Int64 = 1, name: String = "Ingen", accounts: [String] = [], amounts: [Int64] = []
    ) -> Bool {
        var money = UncertainMoney()
        money.add(payment, rest: Money(ore: 25_000))
        return money.suspect(
            debtor: DebtorID(debtor), name: name, accounts: accounts,
            amounts: amounts.map { Money(ore: $0) }) != nil
    }

    @Test("Nobody is suspected without cause")
    func nobody() {
        #expect(!suspects(name: "Kari Berg", accounts: ["99993010028"], amounts: [99_900, 0]))
        #expect(!suspects(name: ""))
        #expect(
            UncertainMoney().suspect(debtor: DebtorID(1), name: "", accounts: [], amounts: [])
                == nil)
    }

    @Test("The amount left, or the amount paid, is that of an open claim")
    func amount() {
        #expect(suspects(amounts: [99_900, 25_000]))
        #expect(suspects(amounts: [125_000]))
    }

    @Test("The account was seen with the debtor")
    func account() { #expect(suspects(accounts: ["99993010028", "99993010010"])) }

    @Test(
        "The payer's name is the debtor's, however the bank writes it",
        arguments: ["Ola Hansen", "OLA HANSEN", "Hansen Ola", "hansen,ola"])
    func name(name: String) { #expect(suspects(name: name)) }

    @Test("A company's form does not tell names apart; another word does")
    func companyForms() {
        var money = UncertainMoney()
        money.add(
            Payment(
                id: PaymentID(8), account: AccountNumber("99991042764"), booked: Day(2026, 8, 10),
                amount: Money(ore: 1), payerName: "BAKKEN BYGG"),
            rest: Money(ore: 1))
        func suspected(_ name: String) -> Bool {
            money.suspect(debtor: DebtorID(1), name: name, accounts: [], amounts: []) != nil
        }
        #expect(suspected("Bakken Bygg AS"))
        #expect(!suspected("Bakken Maskin AS"))
        #expect(!suspected("Bakken"))
    }

    @Test("A/S was read as two words, so that the payer's name was another than the customer's")
    func oldCompanyForm() {
        var money = UncertainMoney()
        money.add(
            Payment(
                id: PaymentID(8), account: AccountNumber("99991042764"), booked: Day(2026, 8, 10),
                amount: Money(ore: 1), payerName: "BAKKEN BYGG A/S"),
            rest: Money(ore: 1))
        #expect(
            money.suspect(debtor: DebtorID(1), name: "Bakken Bygg AS", accounts: [], amounts: [])
                != nil)
    }

    @Test("A source that names the debtor is believed")
    func debtor() throws {
        var money = UncertainMoney()
        money.add(
            Payment(
                id: PaymentID(9), account: AccountNumber("99991042764"), booked: Day(2026, 8, 10),
                amount: Money(ore: 1), debtor: DebtorID(4)),
            rest: Money(ore: 1))
        let suspect = try #require(
            money.suspect(debtor: DebtorID(4), name: "", accounts: [], amounts: []))
        #expect(suspect.payment == PaymentID(9))
        #expect(money.suspect(debtor: DebtorID(5), name: "", accounts: [], amounts: []) == nil)
    }
}

import Basics
import Claims
import Formats
import Foundation
import Store
import Testing

@testable import Desk

@Suite("Refunds for the bank")
struct RefundsTests {
    /// A bank that keeps what it is given.
    private final class Files {
        var files: [[UInt8]] = []
        var withdrawn = 0

        func orders() throws -> [RefundOrder] {
            try files.flatMap { bytes in
                var source = ByteSource(bytes: bytes)
                return try Pain001Reader.read(&source).message.orders
            }
        }
    }

    private let account = "99993011017"

    /// Invoice 50001 was paid in full from `account`, and then credited.
    private func overpaid(
        credit ore: Int64 = 30_000, from payer: String? = nil, also rows: [String] = []
    ) throws -> TestDesk {
        let test = try TestDesk()
        try test.take(list: [TestDesk.row("50001", due: Day(2026, 8, 20))] + rows)
        try test.take(
            BankFile.camt054([
                Paid(
                    ore: 480_000, booked: Day(2026, 8, 18), text: "faktura 50001",
                    payerAccount: payer ?? account)
            ]))
        try test.desk.act(
            .credit(Money(ore: ore), reference: "K-1", corrects: true), on: try test.id("50001"))
        return test
    }

    @discardableResult
    private func order(
        _ test: TestDesk, _ files: Files, dryRun: Bool = false,
        _ change: (inout RefundRequest) -> Void = { _ in }
    ) throws -> RefundOutcome {
        var request = RefundRequest(day: Day(2026, 8, 20))
        change(&request)
        return try test.desk.orderRefunds(request, dryRun: dryRun) {
            files.files.append($0)
        } withdraw: {
            files.withdrawn += 1
        }
    }

    @Test("What was overpaid goes back to the account it came from, once")
    func once() throws {
        let test = try overpaid()
        let listed = try test.desk.refunds()
        #expect(listed.map(\.name) == ["50001"])
        #expect(listed[0].account == .known(AccountNumber(account)))
        #expect(listed[0].owesElsewhere == .zero)
        let files = Files()
        let outcome = try order(test, files)
        #expect(outcome.ordered.count == 1 && outcome.left.isEmpty)
        #expect(
            try files.orders() == [
                RefundOrder(
                    debtorAccount: AccountNumber("99991042764"), creditorName: "Ola Hansen",
                    creditorAccount: AccountNumber(account), amount: Money(ore: 30_000),
                    executionDay: Day(2026, 8, 20), endToEndID: "1-1-1",
                    reference: .text("Tilbakebetaling, betalt for mye på faktura 50001"))
            ])
        #expect(try test.claim("50001").statement.overpaid == .zero)
        #expect(try test.claim("50001").statement.refunded == Money(ore: 30_000))
        #expect(try test.desk.refunds().isEmpty)
        #expect(try order(test, files).message == nil)
        #expect(files.files.count == 1)
        // What was given back is not there to be placed again.
        let id = try #require(try test.desk.payments(onlyUnmatched: false).first).payment.id
        let fault = #expect(throws: Diagnostic.self) { try test.desk.unmatch(id) }
        #expect(fault?.code == "payment.refunded")
    }

    @Test("The next refund of a claim has another number")
    func second() throws {
        let test = try overpaid()
        let files = Files()
        try order(test, files)
        try test.desk.act(
            .credit(Money(ore: 5_000), reference: "K-2", corrects: true), on: try test.id("50001"))
        try order(test, files)
        #expect(try files.orders().map(\.endToEndID) == ["1-1-1", "1-1-2"])
        #expect(try files.orders().map(\.amount.ore) == [30_000, 5_000])
    }

    @Test("A dry run, a file that can not be written and a bad day change nothing")
    func nothingChanged() throws {
        let test = try overpaid()
        let before = try test.dump()
        let files = Files()
        #expect(try order(test, files, dryRun: true).ordered.count == 1)
        #expect(files.files.isEmpty)
        struct Full: Error {}
        #expect(throws: Full.self) {
            try test.desk.orderRefunds(RefundRequest(day: Day(2026, 8, 20))) { _ in
                throw Full()
            } withdraw: {
                files.withdrawn += 1
            }
        }
        #expect(files.withdrawn == 0)
        for day in [Day(2026, 8, 19), Day(2026, 8, 22), Day(2026, 12, 25)] {
            let fault = #expect(throws: Diagnostic.self) {
                try order(test, files) { $0.day = day }
            }
            #expect(fault?.code == "refund.day")
        }
        let fault = #expect(throws: Diagnostic.self) { try order(test, files) { $0.bankBIC = "x" } }
        #expect(fault?.code == "pain.bic")
        #expect(try test.dump() == before)
        #expect(files.files.isEmpty)
    }

    @Test("A run that was cut off after the file makes the same orders again")
    func cutOff() throws {
        let test = try overpaid()
        let files = Files()
        struct PowerCut: Error {}
        #expect(throws: PowerCut.self) {
            try test.desk.orderRefunds(RefundRequest(day: Day(2026, 8, 20))) {
                files.files.append($0)
                throw PowerCut()
            } withdraw: {
            }
        }
        try order(test, files)
        #expect(files.files.count == 2)
        #expect(files.files[0] == files.files[1])
    }

    @Test("A customer whose account nobody knows is listed, never guessed; a person can say it")
    func unknownAccount() throws {
        for payer in ["", "00000000000", "99991042764", "DE89370400440532013000"] {
            let test = try overpaid(from: payer)
            #expect(try test.desk.refunds()[0].account == .unknown)
            let files = Files()
            let outcome = try order(test, files)
            #expect(outcome.message == nil && outcome.left.count == 1)
            #expect(files.files.isEmpty)
            try order(test, files) { $0.accounts = ["50001": AccountNumber("9999.30.12013")] }
            #expect(try files.orders().map(\.creditorAccount.text) == ["99993012013"])
        }
    }

    @Test("Two payers are two accounts: a person chooses")
    func severalAccounts() throws {
        let test = try TestDesk()
        try test.take(list: [TestDesk.row("50001")])
        try test.take(
            BankFile.camt054([
                Paid(
                    ore: 240_000, booked: Day(2026, 8, 18), text: "faktura 50001",
                    payerAccount: account, reference: 1),
                Paid(
                    ore: 240_000, booked: Day(2026, 8, 19), text: "faktura 50001",
                    payerAccount: "99993012013", reference: 2),
            ]))
        while let next = try test.desk.payments(onlyUnmatched: true).first {
            _ = try test.desk.match(next.payment.id, to: [try test.id("50001")])
        }
        try test.desk.act(
            .credit(Money(kroner: 100), reference: "K", corrects: true), on: try test.id("50001"))
        #expect(
            try test.desk.refunds().map(\.account) == [
                .several([AccountNumber(account), AccountNumber("99993012013")])
            ])
        #expect(try order(test, Files()).message == nil)
    }

    @Test("Who owes something else waits until a person says so")
    func debt() throws {
        let test = try overpaid(also: [TestDesk.row("50002", due: Day(2026, 8, 30))])
        #expect(try test.desk.refunds()[0].owesElsewhere == Money(kroner: 4800))
        let files = Files()
        #expect(try order(test, files).left.count == 1)
        #expect(try order(test, files) { $0.despiteDebt = true }.ordered.count == 1)
    }

    @Test("Accounts for what is not listed, or with a wrong digit, are refused")
    func wrongAccounts() throws {
        let test = try overpaid()
        for (name, number, code) in [
            ("50009", account, "refund.unknown"), ("50001", "99993011018", "refund.account"),
            ("50001", "00000000000", "refund.account"),
        ] {
            let fault = #expect(throws: Diagnostic.self) {
                try order(test, Files()) { $0.accounts = [name: AccountNumber(number)] }
            }
            #expect(fault?.code == code)
        }
    }

    @Test("A payment beyond what was owed is refunded and no longer waits")
    func leftOver() throws {
        let test = try TestDesk()
        let kid = try #require(KID.make(payload: "50001", .mod10)).text
        try test.take(list: [TestDesk.row("50001", kid: kid, due: Day(2026, 8, 20))])
        try test.take(
            BankFile.camt054([
                Paid(ore: 500_000, kid: kid, booked: Day(2026, 8, 18), payerAccount: account)
            ]))
        let refund = try #require(try test.desk.refunds().first)
        let files = Files()
        try order(test, files)
        #expect(try files.orders().map(\.endToEndID) == [refund.endToEndID])
        #expect(try files.orders().map(\.amount) == [refund.amount])
        #expect(refund.amount > .zero && refund.amount <= Money(kroner: 200))
        #expect(try test.desk.refunds().isEmpty)
        #expect(try test.desk.payments(onlyUnmatched: true).isEmpty)
        #expect(try test.desk.reconcile().isProven)
        let id = try #require(try test.desk.payments(onlyUnmatched: false).first).payment.id
        let fault = #expect(throws: Diagnostic.self) { try test.desk.unmatch(id) }
        #expect(fault?.code == "payment.refunded")
    }
}

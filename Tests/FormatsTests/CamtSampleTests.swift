import Basics
import Testing

@testable import Formats

/// The sample files, against what is known of them.
@Suite("camt sample files", .enabled(if: SharedBankData.isThere))
struct CamtSampleTests {
    // The samples are shared beside the package and absent in a plain checkout.
    struct Facts: Decodable, Sendable {
        struct Account: Decodable {
            var account: String
            var entries: Int
            var balances: [String: String]?
            var credits: [String: String]
            var debits: [String: String]
            var references: [String]?
        }
        var namespace: String
        var messageId: String
        var accounts: [Account]
    }

    @Test(
        "A sample gives the accounts, balances, sums and references it is known to hold",
        arguments: [
            "genkgo-camt053.v2.all-balance-types", "genkgo-camt053.v2.minimal.ultimate",
            "genkgo-camt053.v2.minimal", "genkgo-camt053.v2.multi.statement",
            "genkgo-camt053.v2.with-party-ids", "genkgo-camt053.v8", "genkgo-camt054.v2",
            "genkgo-camt054.v8-with-financial-institution", "oca-camt053",
            "no-camt053-v02-daily-lump-sums", "no-camt053-v02-four-accounts",
            "no-camt053-v08-extended-iban", "no-camt054-v02-kid-batch",
            "no-camt054-v02-reversals-latin1", "no-camt054-v02-without-kid",
            "no-camt054-v08-kid-batch",
        ])
    func sample(name: String) throws {
        let facts = try SharedBankData.facts("camt/\(name).xml", as: Facts.self)
        let file = try SharedBankData.read("camt/\(name).xml")
        #expect("\(file.summary.format.rawValue).\(file.summary.version)" == facts.namespace)
        #expect(file.summary.identity == facts.messageId)
        #expect(file.summary.records == facts.accounts.map(\.entries).reduce(0, +))
        // This one leaves out the day of booking, which its schema allows.
        let hasNoDay = name == "genkgo-camt054.v8-with-financial-institution"
        #expect(file.findings.map(\.code) == (hasNoDay ? ["camt.booking-day"] : []))
        // A file may tell of the same account in two statements, so sums are those of the account.
        for account in Set(facts.accounts.map { AccountNumber($0.account) }) {
            let told = facts.accounts.filter { AccountNumber($0.account) == account }
            let entries = file.entries.filter { $0.account == account }
            #expect(sums(entries.filter { $0.amount > .zero }) == stated(told.map(\.credits)))
            #expect(
                sums(entries.filter { $0.amount < .zero }).mapValues { -$0 }
                    == stated(told.map(\.debits)))
            let words = entries.map { "\($0.kid) \($0.text)" }.joined(separator: " ")
            for reference in told.flatMap({ $0.references ?? [] }) {
                #expect(words.filter { $0 != " " }.contains(reference.filter { $0 != " " }))
            }
            let last = try #require(file.statements.last { $0.account == account })
            #expect(last.opening?.decimal == plain(told.last?.balances?["OPBD"]))
            #expect(last.closing?.decimal == plain(told.last?.balances?["CLBD"]))
        }
        #expect(
            Set(file.statements.map(\.account)).count == Set(facts.accounts.map(\.account)).count)
    }

    @Test(
        "A sample that is no statement, or of another version, is refused",
        arguments: [
            ("genkgo-camt053.v2.wrong", "camt.empty"), ("oca-camt054", "camt.version"),
        ])
    func refused(name: String, code: String) throws {
        let diagnostic = whyRefused(try SharedBankData.bytes("camt/\(name).xml"))
        #expect(diagnostic?.code == code)
        #expect(diagnostic?.place == "root element")
    }

    @Test("A sample valid by its schema, whose batch says two and has three, is refused")
    func miscounted() throws {
        let diagnostic = whyRefused(try SharedBankData.bytes("camt/genkgo-camt054.v8.xml"))
        #expect(diagnostic?.code == "camt.batch-count")
        #expect(diagnostic?.found == "3 details")
        #expect(diagnostic?.expected.hasPrefix("2,") == true)
    }

    @Test("A refused version is named beside the ones that are read")
    func refusedVersion() throws {
        let diagnostic = whyRefused(try SharedBankData.bytes("camt/oca-camt054.xml"))
        #expect(diagnostic?.found == "camt.054.001.04")
        for version in CamtReader.versions {
            #expect(diagnostic?.expected.contains(version) == true)
        }
    }

    /// What makes a payment the same in every file that tells of it.
    private struct Same: Hashable {
        var account: AccountNumber
        var amount: Money
        var kid: String
        init(_ entry: BankEntry) {
            (account, amount, kid) = (entry.account, entry.amount, entry.kid)
        }
    }

    @Test("Six payments are the same in OCR giro and both versions of camt.054, in the same order")
    func sixPayments() throws {
        let ocr = try SharedBankData.read("ocr-giro/fjordvik-ocr-2026-10-06.txt").entries
        let old = try SharedBankData.read("camt/no-camt054-v02-kid-batch.xml").entries
        let new = try SharedBankData.read("camt/no-camt054-v08-kid-batch.xml").entries
        #expect(ocr.count == 6)
        #expect(ocr.map(Same.init) == old.map(Same.init))
        #expect(old == new)
        #expect(ocr.allSatisfy { $0.kind == .payment } && old.allSatisfy { $0.kind == .payment })
        // The samples differ here: Nets settles four on the 5th, the bank books all six on the 6th.
        let fifth = Day(2026, 10, 5)
        #expect(ocr.map(\.booked) == [fifth, fifth, fifth, fifth, fifth + 1, fifth + 1])
        #expect(old.allSatisfy { $0.booked == fifth + 1 })
        // A payer is named in camt alone; where both know the account it is the same.
        for (one, other) in zip(ocr, old) where !one.payerAccount.isEmpty {
            #expect(other.payerAccount.isEmpty || other.payerAccount == one.payerAccount)
        }
    }

    @Test("A day's statement has a lump sum and the company's own doings, and no payment")
    func dailyLumpSums() throws {
        let file = try SharedBankData.read("camt/no-camt053-v02-daily-lump-sums.xml")
        #expect(file.entries.map(\.kind) == [.lumpSum, .other, .other, .other])
        #expect(file.entries.map(\.amount.ore) == [1_767_900, -22_500, -500_000, 1_250])
        #expect(file.entries.map(\.text)[0] == "OCR-innbetalinger 6 stk")
        #expect(
            file.statements == [
                BankStatement(
                    account: AccountNumber("99991042764"), from: Day(2026, 10, 6),
                    through: Day(2026, 10, 6), opening: Money(ore: 15_230_075),
                    closing: Money(ore: 16_476_725), identity: "192")
            ])
    }

    @Test("Reversals, a return and a charge are told apart, in ISO-8859-1")
    func reversals() throws {
        let entries = try SharedBankData.read("camt/no-camt054-v02-reversals-latin1.xml").entries
        #expect(entries.map(\.kind) == [.reversal, .reversal, .other, .payment])
        #expect(entries.map(\.amount.ore) == [-349_000, -49_950, -4_500, 123_450])
        #expect(entries.map(\.kid) == ["0002401099", "", "", "0005401138"])
        #expect(entries[1].text == "Tilbakeført: mottaker ukjent")
        #expect(entries[0].payerAccount == "99993011017")
        #expect(entries.map(\.reference) == ["101000006", "90000042", "90000043", "423000001"])
    }

    @Test("Payments without KID keep their text, payer and reference")
    func withoutKID() throws {
        let entries = try SharedBankData.read("camt/no-camt054-v02-without-kid.xml").entries
        #expect(entries.map(\.kind) == [.payment, .payment, .payment, .payment])
        #expect(entries.allSatisfy { $0.kid.isEmpty && $0.ordered == nil })
        #expect(entries[0].text == "Faktura 40101")
        #expect(entries[1].text == "rest faktura nr 40111, beklager hilsen Turid")
        #expect(
            entries.map(\.payerName)
                == ["Bakken Bygg AS", "HANSEN OG HANSEN", "Vipps MobilePay AS", "OLA HANSEN"])
        #expect(entries.map(\.payerAccount) == ["99993010010", "", "", "99993014016"])
        #expect(entries.map(\.position) == [1, 2, 3, 4])
    }

    @Test("An IBAN and its eleven digits are one account, and the next day's balance follows")
    func iban() throws {
        let first = try SharedBankData.read("camt/no-camt053-v02-daily-lump-sums.xml")
        let next = try SharedBankData.read("camt/no-camt053-v08-extended-iban.xml")
        #expect(next.accounts.map(\.account) == first.accounts.map(\.account))
        #expect(next.accounts.map(\.opening) == first.accounts.map(\.closing))
        #expect(next.accounts.map(\.through) == [Day(2026, 10, 7)])
        #expect(next.entries.filter { $0.kid == "0003401031" }.map(\.kind) == [.payment])
        #expect(next.entries.filter { $0.amount < .zero }.map(\.kind) == [.other])
    }

    @Test("Accounts without entries are told, with balances that may be nothing or overdrawn")
    func fourAccounts() throws {
        let file = try SharedBankData.read("camt/no-camt053-v02-four-accounts.xml")
        #expect(file.accounts.map(\.closing?.ore) == [0, 2_781_395, 4_327_039, -120_050])
        #expect(file.accounts.allSatisfy { $0.through == Day(2026, 10, 6) })
        #expect(file.entries.map(\.kind) == [.other])
        #expect(file.entries[0].text.hasPrefix("VISA VARE 05.10 USD 140.00"))
        #expect(file.entries[0].currency == "NOK")
    }

    private func sums(_ entries: [BankEntry]) -> [String: Money] {
        entries.reduce(into: [:]) { $0[$1.currency, default: .zero] += $1.amount }
    }

    private func stated(_ parts: [[String: String]]) -> [String: Money] {
        parts.joined().reduce(into: [:]) { sums, part in
            sums[part.key, default: .zero] += Money(parsing: part.value, decimal: ".") ?? .zero
        }
    }

    private func plain(_ amount: String?) -> String? {
        amount.flatMap { Money(parsing: $0, decimal: ".") }?.decimal
    }
}

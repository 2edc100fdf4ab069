import Basics
import Foundation
import Testing

@testable import Formats

/// What an independent reader found in a shared sample file.
struct BankFacts: Decodable {
    struct Assignment: Decodable {
        var service: String
        var type: String
        var account: String
        var transactions: Int
        var netOre: Int64
        var kids: [String]
        var types: [String]
        var texts: [String]?
    }
    struct Account: Decodable {
        var account: String
        var entries: Int
        var balances: [String: String]?
        var credits: [String: String]
        var debits: [String: String]
        var references: [String]?
    }
    var records: Int?
    var transmission: String?
    var assignments: [Assignment]?
    var namespace: String?
    var messageId: String?
    var accounts: [Account]?

    /// The facts of the files in one folder.
    static func all(in folder: String) throws -> [(path: String, facts: BankFacts)] {
        let data = Data(try SharedLedgerData.bytes("facts.json"))
        let whole = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        return try whole.keys.filter { $0.hasPrefix(folder + "/") }.sorted().map { path in
            let own = try JSONSerialization.data(withJSONObject: whole[path] ?? [:])
            return (path, try JSONDecoder().decode(BankFacts.self, from: own))
        }
    }
}

@Suite(
    "Shared bank files",
    .enabled(if: SharedLedgerData.isThere, "the folder of shared sample data is not here"))
struct FileReaderSampleTests {
    private func read(_ path: String) throws -> ReadBank {
        try ReadBank(SharedLedgerData.bytes(path))
    }

    @Test("Every OCR giro file holds what its facts say, or is refused as its description says")
    func ocr() throws {
        let refused = [
            "ocr-giro/avtalegiro-cancellation.txt": "ocr.outgoing",
            "ocr-giro/fjordvik-avtalegiro-claims.txt": "ocr.outgoing",
            "ocr-giro/netsgiro-avtalegiro-claims-6.txt": "ocr.outgoing",
            "ocr-giro/bad-transmission-sum.txt": "ocr.sum",
        ]
        let all = try BankFacts.all(in: "ocr-giro")
        #expect(all.count == 10)
        for (path, facts) in all {
            if let code = refused[path] {
                #expect(refusal(of: try SharedLedgerData.bytes(path))?.code == code, "\(path)")
                continue
            }
            let file = try read(path)
            #expect(file.summary.format == .ocrGiro)
            #expect(file.summary.records == facts.records, "\(path)")
            let transmission = file.summary.identity.split(separator: " ").dropFirst().first
            #expect(transmission.map(String.init) == facts.transmission, "\(path)")
            for assignment in facts.assignments ?? [] { check(assignment, file, path) }
        }
    }

    private func check(_ facts: BankFacts.Assignment, _ file: ReadBank, _ path: String) {
        if facts.service == "21" {
            #expect(file.mandates.count == facts.transactions, "\(path)")
            #expect(file.mandates.map(\.kid) == facts.kids, "\(path)")
            let types = file.mandates.map { mandate in
                let change =
                    switch mandate.change {
                    case .all: "0"
                    case .new: "1"
                    case .deleted: "2"
                    }
                return change + (mandate.writtenNotice ? "J" : "N")
            }
            #expect(types == facts.types, "\(path)")
            return
        }
        #expect(file.entries.count == facts.transactions, "\(path)")
        #expect(file.entries.map(\.amount).sum().ore == facts.netOre, "\(path)")
        #expect(file.entries.map(\.kid) == facts.kids, "\(path)")
        #expect(file.entries.allSatisfy { $0.account.text == facts.account }, "\(path)")
        #expect(file.entries.map(\.text).filter { !$0.isEmpty } == facts.texts ?? [], "\(path)")
        for (entry, type) in zip(file.entries, facts.types) {
            let isCard = (Int(type) ?? 0) >= 18
            #expect((entry.kind == .other) == isCard, "\(path), line \(entry.position)")
        }
    }

    @Test("A wrong sum is refused naming record, found and expected")
    func badSum() throws {
        let found = refusal(of: try SharedLedgerData.bytes("ocr-giro/bad-transmission-sum.txt"))
        #expect(found?.place == "line 6")
        #expect(found?.found == "123450 øre")
        #expect(found?.expected.hasPrefix("123451 øre") == true)
    }

    @Test("Every camt file holds what its facts say, or is refused as its description says")
    func camt() throws {
        let refused = [
            "camt/genkgo-camt053.v2.wrong.xml": "camt.empty",
            "camt/oca-camt054.xml": "camt.version",
            // Valid by its schema, but its batch of two holds three.
            "camt/genkgo-camt054.v8.xml": "camt.batch-count",
        ]
        let all = try BankFacts.all(in: "camt")
        #expect(all.count == 19)
        for (path, facts) in all {
            if let code = refused[path] {
                #expect(refusal(of: try SharedLedgerData.bytes(path))?.code == code, "\(path)")
                continue
            }
            let file = try read(path)
            let accounts = facts.accounts ?? []
            let version = file.summary.format.rawValue + "." + file.summary.version
            #expect(version == facts.namespace, "\(path)")
            #expect(file.summary.identity == facts.messageId, "\(path)")
            #expect(file.summary.records == accounts.map(\.entries).reduce(0, +), "\(path)")
            #expect(file.statements.count == accounts.count, "\(path)")
            for (statement, account) in zip(file.statements, accounts) {
                #expect(statement.account == AccountNumber(account.account), "\(path)")
                #expect(statement.opening == money(account.balances?["OPBD"]), "\(path)")
                #expect(statement.closing == money(account.balances?["CLBD"]), "\(path)")
            }
            check(accounts, file, path)
        }
    }

    private func check(_ accounts: [BankFacts.Account], _ file: ReadBank, _ path: String) {
        var expected: [String: Money] = [:]
        for account in accounts {
            let name = AccountNumber(account.account).text
            for (currency, amount) in account.credits {
                expected["\(name) \(currency) in", default: .zero] += money(amount) ?? .zero
            }
            for (currency, amount) in account.debits {
                expected["\(name) \(currency) out", default: .zero] += money(amount) ?? .zero
            }
        }
        var found: [String: Money] = [:]
        for entry in file.entries {
            let way = entry.amount > .zero ? "in" : "out"
            found["\(entry.account) \(entry.currency) \(way)", default: .zero] +=
                entry.amount.magnitude
        }
        #expect(found == expected, "\(path)")
        if path.hasPrefix("camt/no-") {
            let references = accounts.flatMap { $0.references ?? [] }
            #expect(file.entries.map(\.kid).filter { !$0.isEmpty } == references, "\(path)")
        }
    }

    private func money(_ text: String?) -> Money? {
        text.flatMap { Money(parsing: $0, decimal: ".") }
    }

    @Test("The same six payments come from OCR giro and both versions of camt.054")
    func samePayments() throws {
        let ocr = try read("ocr-giro/fjordvik-ocr-2026-10-06.txt")
        let old = try read("camt/no-camt054-v02-kid-batch.xml")
        let new = try read("camt/no-camt054-v08-kid-batch.xml")
        #expect(ocr.entries.count == 6)
        #expect(old.entries == new.entries)
        #expect(old.statements == new.statements)
        #expect(ocr.entries.map(\.amount) == old.entries.map(\.amount))
        #expect(ocr.entries.map(\.kid) == old.entries.map(\.kid))
        #expect(ocr.entries.map(\.account) == old.entries.map(\.account))
        #expect(ocr.entries.allSatisfy { KID($0.kid) != nil && $0.kind == .payment })
    }

    @Test(
        "A file is known to cover its last day",
        arguments: [
            ("ocr-giro/fjordvik-ocr-2026-10-06.txt", Day(2026, 10, 6)),
            ("ocr-giro/fjordvik-ocr-and-mandates-2026-10-07.txt", Day(2026, 10, 7)),
            ("camt/no-camt054-v02-kid-batch.xml", Day(2026, 10, 6)),
            ("camt/no-camt053-v02-daily-lump-sums.xml", Day(2026, 10, 6)),
            ("camt/no-camt053-v08-extended-iban.xml", Day(2026, 10, 7)),
            ("camt/no-camt053-v02-four-accounts.xml", Day(2026, 10, 6)),
        ])
    func through(path: String, day: Day) throws {
        let statements = try read(path).statements
        let accounts = Set(statements.map(\.account))
        #expect(!accounts.isEmpty)
        for account in accounts {
            let through = statements.last { $0.account == account }?.through
            #expect(through == day, "\(path)")
        }
    }

    @Test("Lump sums, charges, transfers and interest of a day are told apart")
    func lumpSums() throws {
        let entries = try read("camt/no-camt053-v02-daily-lump-sums.xml").entries
        #expect(entries.map(\.kind) == [.lumpSum, .other, .other, .other])
        #expect(entries.map(\.amount.ore) == [1_767_900, -22_500, -500_000, 1250])
        #expect(entries[0].text == "OCR-innbetalinger 6 stk")
    }

    @Test("A statement follows the one of the day before")
    func chain() throws {
        let first = try read("camt/no-camt053-v02-daily-lump-sums.xml").statements
        let second = try read("camt/no-camt053-v08-extended-iban.xml").statements
        #expect(first.map(\.closing) == second.map(\.opening))
        #expect(first.map(\.account) == second.map(\.account))
    }

    @Test("Payments without KID are alike in the notification and in the statement")
    func withoutKID() throws {
        let notified = try read("camt/no-camt054-v02-without-kid.xml").entries
        let stated = try read("camt/no-camt053-v08-extended-iban.xml").entries.prefix(4)
        #expect(notified.map(\.kind) == Array(repeating: .payment, count: 4))
        #expect(notified.map(\.amount) == stated.map(\.amount))
        #expect(notified.map(\.payerName) == stated.map(\.payerName))
        #expect(notified.map(\.payerAccount) == stated.map(\.payerAccount))
        #expect(notified[1].text == "rest faktura nr 40111, beklager hilsen Turid")
    }

    @Test("Reversals in ISO-8859-1 are told from a charge and a payment")
    func reversals() throws {
        let entries = try read("camt/no-camt054-v02-reversals-latin1.xml").entries
        #expect(entries.map(\.kind) == [.reversal, .reversal, .other, .payment])
        #expect(entries.map(\.amount.ore) == [-349_000, -49_950, -4500, 123_450])
        #expect(entries[1].text == "Tilbakeført: mottaker ukjent")
    }
}

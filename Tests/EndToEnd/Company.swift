import Foundation
import TestStore
import Testing

/// A book in a directory of its own, worked on with the built program; gone when nobody holds it.
final class Company {
    static let account = "99991042764"
    let directory: TemporaryDirectory
    let store: TestStore
    /// The files the tests write, apart from what the program keeps.
    let files: TemporaryDirectory

    /// - Parameter makesBook: false for the commands that make the book themselves.
    init(makesBook: Bool = true, isPostgres: Bool = TestStore.isPostgres) throws {
        directory = try TemporaryDirectory()
        store = try TestStore(isPostgres: isPostgres)
        files = try TemporaryDirectory()
        guard makesBook else { return }
        try must([
            "book", "create", "--name", "Fjordvik Rør AS", "--orgnr", "310123455", "--account",
            Self.account, "--street", "Fjordgata 12", "--postcode", "3201", "--city", "Sandefjord",
            "--email", "faktura@fjordvikror.example", "--phone", "33000000",
        ])
    }

    /// Another with the same book, to go on from.
    init(copyOf other: Company) throws {
        directory = try TemporaryDirectory()
        store = try TestStore(copyOf: other.store)
        files = other.files
        for name in other.directory.names() {
            try FileManager.default.copyItem(
                atPath: "\(other.directory.path)/\(name)", toPath: "\(directory.path)/\(name)")
        }
    }

    var data: [String] { ["--data", directory.path, "--store", store.text] }

    func run(
        _ arguments: [String], today: String? = nil, user: String? = nil
    ) throws -> Binary.Outcome {
        try Binary.run(
            arguments + data + (today.map { ["--today", $0] } ?? []),
            environment: user.map { ["USER": $0] } ?? [:])
    }

    /// Runs what must succeed.
    @discardableResult
    func must(
        _ arguments: [String], today: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> Binary.Outcome {
        let outcome = try run(arguments, today: today)
        try #require(
            outcome.status == 0, "\(arguments): \(outcome.story)", sourceLocation: location)
        return outcome
    }

    func report<Value: Decodable>(_ arguments: [String], today: String? = nil) throws -> Value {
        let outcome = try must(arguments + ["--json"], today: today)
        return try JSONDecoder().decode(Value.self, from: Data(outcome.output.utf8))
    }

    func claims(today: String) throws -> [ClaimLine] {
        try report(["claims", "--all"], today: today)
    }

    /// What they say about money and steps, without the order in which they came in; and without the note
    /// that a CSV list does not tell persons from companies, where SAF-T does.
    func claimsByInvoice(today: String) throws -> [ClaimLine] {
        try claims(today: today).sorted { $0.invoice < $1.invoice }.map { claim in
            var known = claim
            known.reasons.removeAll { $0.code == "treated-as-consumer" }
            return known
        }
    }

    func claim(_ invoice: String, today: String) throws -> ClaimReport {
        try report(["claim", invoice], today: today)
    }

    func explain(_ invoice: String, today: String) throws -> ClaimReport {
        try report(["explain", invoice], today: today)
    }

    func day(_ today: String) throws -> DayLines { try report(["today"], today: today) }

    func payments(onlyUnmatched: Bool = false) throws -> [PaymentLine] {
        try report(["payments"] + (onlyUnmatched ? ["--unmatched"] : []))
    }

    func outbox() throws -> [LetterLine] { try report(["outbox"]) }

    func journal() throws -> String { try must(["journal"]).output }

    /// The letters in the folder, without their endings: `P-1`.
    func letters(ending: String = ".pdf") -> [String] {
        directory.names("letters").filter { $0.hasSuffix(ending) }
            .map { String($0.dropLast(ending.count)) }
    }

    func pdf(_ letter: Int) -> String { "\(directory.path)/letters/P-\(letter).pdf" }

    /// All that the program tells of the book, to see whether something changed.
    func everything(today: String) throws -> [String] {
        try [
            ["claims", "--all", "--json"], ["payments", "--json"], ["outbox", "--json"],
            ["journal"],
        ]
        .map { try must($0, today: today).output }
    }

    // MARK: - Files

    func take(_ text: String, named name: String, today: String) throws {
        try must(["import", try files.write(text, to: name)], today: today)
    }

    /// Takes in a bank statement without entries, so that the bank data is as new as `day`.
    func hearFromBank(through day: String) throws {
        try take(BankFile.statement(through: day), named: "statement-\(day).xml", today: day)
    }
}

// MARK: - What the program prints as JSON, amounts in øre

struct ClaimLine: Decodable, Equatable {
    let invoice: String
    let customer: String
    let verdict: String
    let step: String?
    /// What is open of it.
    let principal: Int
    let interest: Int
    let fee: Int
    let toPay: Int
    var reasons: [ReasonLine]
}

struct ReasonLine: Decodable, Equatable {
    let code: String
    let citation: String?
}

struct ClaimReport: Decodable {
    struct Entry: Decodable {
        let day: String
        let text: String
    }
    struct Segment: Decodable {
        let from: String
        let to: String
        let days: Int
        let rate: Int
        let balance: Int
        let amount: Int
    }
    let due: String
    let kid: String
    let principal: Int
    let credited: Int
    let interest: Int
    let fees: Int
    let paid: Int
    let toPay: Int
    let overpaid: Int
    let interestSegments: [Segment]
    let verdict: String
    let step: String?
    let nextDay: String?
    let reasons: [ReasonLine]
    let timeline: [Entry]
}

struct DayLines: Decodable {
    struct Block: Decodable { let code: String }
    struct Line: Decodable {
        let invoice: String
        let verdict: String
        let step: String?
        let lawfulFrom: String?
        let deadline: String?
        let principal: Int
        let interest: Int
        let fee: Int
        let toPay: Int
        let reasons: [ReasonLine]
    }
    let letters: Int
    let lines: [Line]
    let blocks: [Block]
    let waitingPayments: Int

    func line(_ invoice: String) -> Line? { lines.first { $0.invoice == invoice } }
}

struct PaymentLine: Decodable {
    let id: Int
    let booked: String
    let amount: Int
    let rest: Int
    let kid: String
    let payerName: String
    let text: String
    let settled: String?
}

struct LetterLine: Decodable {
    let id: Int
    let step: String
    let day: String
    let deadline: String?
    let total: Int
    let fee: Int
    let state: String
    let channel: String?
    let receipt: String?
}

import Foundation
import Testing

/// The sample files of every format tell one story: whichever of them are read, and in whatever order, the
/// book says the same.
@Suite("The sample files", .serialized, .enabled(if: SampleFile.arePresent, "no shared/data"))
struct SharedDataTests {
    private static let today = "2026-10-08"

    @Test(
        "Every ledger list with every order of the bank's files gives the same book",
        arguments: SampleFile.ledgers, [UInt64](1...6))
    func sameStory(ledger: String, seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let files = SampleFile.tellingAll(with: ledger, using: &random)
        let company = try Company()
        try take(files, into: company)
        try expectStory(company, "seed \(seed): \(files)")
    }

    @Test(
        "Bank files before the ledger list end as bank files after it",
        arguments: SampleFile.ledgers)
    func ledgerLast(ledger: String) throws {
        let bank = SampleFile.bank
        let first = try Company()
        try take([ledger] + bank, into: first)
        let last = try Company()
        try take(bank + [ledger], into: last)
        let claims = try first.claimsByInvoice(today: Self.today)
        #expect(try last.claimsByInvoice(today: Self.today) == claims)
        try expectStory(first, "\(ledger) first")
        try expectStory(last, "\(ledger) last")
    }

    @Test("All four ledger lists make the same claims, to the øre", arguments: SampleFile.ledgers)
    func sameClaims(ledger: String) throws {
        let one = try Company()
        try take([SampleFile.ledgers[0]], into: one)
        let other = try Company()
        try take([ledger], into: other)
        let day = "2026-09-30"
        let claims = try one.claimsByInvoice(today: day)
        #expect(try other.claimsByInvoice(today: day) == claims)
        // The ledger's 224 752,50, without the fee of 38,00 and the payment of 1 500,00 that waits.
        let sum = claims.map(\.principal).reduce(0, +)
        #expect(sum == 22_475_250 - 3_800 + 150_000)
    }

    @Test("Importing every file again changes nothing", arguments: SampleFile.ledgers)
    func again(ledger: String) throws {
        let files = [ledger] + SampleFile.bank
        let company = try Company()
        try take(files, into: company)
        let before = try company.everything(today: Self.today)
        try take(files.reversed(), into: company)
        #expect(try company.everything(today: Self.today) == before)
    }

    @Test("A second list of the same day adds no claim, whatever its format")
    func secondList() throws {
        let company = try Company()
        try take([SampleFile.ledgers[0]] + SampleFile.bank, into: company)
        for ledger in SampleFile.ledgers.dropFirst() { try take([ledger], into: company) }
        try expectStory(company, "all four ledger lists")
    }

    @Test("A dry run tells what would come in, and leaves the book as it was")
    func dryRun() throws {
        let company = try Company()
        try take([SampleFile.ledgers[1]], into: company)
        let before = try company.everything(today: Self.today)
        for file in SampleFile.bank {
            let outcome = try company.must(
                ["import", "--dry-run", "--json", SampleFile.path(file)], today: Self.today)
            #expect(outcome.output.contains(#""isDryRun" : true"#))
        }
        #expect(try company.everything(today: Self.today) == before)
        try take(SampleFile.bank, into: company)
        try expectStory(company, "after dry runs")
    }

    @Test(
        "A faulty or foreign file is refused whole, by its code, and the book is as before",
        arguments: [
            ("ocr-giro/bad-transmission-sum.txt", "ocr.sum", "line 6"),
            ("saf-t/skatteetaten-xmlspy-1.30-no-namespace.xml", "saft.namespace", "AuditFile"),
            ("saf-t/skatteetaten-888888888-1.10.xml", "import.other-company", "888888888"),
            ("ocr-giro/fjordvik-avtalegiro-claims.txt", "ocr.outgoing", "line 2"),
        ])
    func refused(file: String, code: String, detail: String) throws {
        let company = try Company()
        try take([SampleFile.ledgers[1]] + SampleFile.bank, into: company)
        let before = try company.everything(today: Self.today)
        let outcome = try company.run(["import", SampleFile.path(file)], today: Self.today)
        #expect(outcome.status == 1)
        #expect(!outcome.wasKilled)
        #expect(outcome.error.contains("error \(code):"), "\(outcome.story)")
        #expect(outcome.error.contains(detail), "\(outcome.story)")
        #expect(try company.everything(today: Self.today) == before)
    }

    // MARK: - Parts

    private func take(_ files: [String], into company: Company) throws {
        for file in files {
            // A CSV list does not say which day it speaks of; the name of this one does.
            let asOf = file.hasSuffix(".csv") ? ["--as-of", "2026-09-30"] : []
            try company.must(["import", SampleFile.path(file)] + asOf, today: Self.today)
        }
    }

    private func expectStory(_ company: Company, _ comment: String) throws {
        let claims = try company.claims(today: Self.today)
        #expect(Story.open(claims) == Story.openPrincipals, "\(comment)")
        #expect(claims.count == Story.openPrincipals.count, "\(comment)")
        let waiting = try company.payments(onlyUnmatched: true)
        #expect(Story.waiting(waiting) == Story.waitingMoney, "\(comment)")
        #expect(try company.claim("40101", today: Self.today).fees == 3_800, "\(comment)")
        #expect(try company.claim("40107", today: Self.today).credited == 312_525, "\(comment)")
        #expect(try company.day(Self.today).blocks.isEmpty, "\(comment)")
    }
}

/// The sample files beside the package, and which of them tell the same.
enum SampleFile {
    static let folder =
        ProcessInfo.processInfo.environment["PURR_SHARED"].map { $0 + "/data" }
        ?? Binary.root + "/../shared/data"

    static let arePresent = FileManager.default.fileExists(atPath: path(ledgers[0]))

    static let ledgers = [
        "saf-t/fjordvik-saft-1.20.xml", "saf-t/fjordvik-saft-1.30.xml",
        "saf-t/fjordvik-saft-1.40.xml", "csv/open-items-2026-09-30.csv",
    ]

    /// Three files tell of the six payments of 6 October.
    private static let sixPayments = [
        "ocr-giro/fjordvik-ocr-2026-10-06.txt", "camt/no-camt054-v02-kid-batch.xml",
        "camt/no-camt054-v08-kid-batch.xml",
    ]
    private static let rest = [
        "ocr-giro/fjordvik-ocr-and-mandates-2026-10-07.txt",
        "camt/no-camt053-v08-extended-iban.xml",
    ]
    /// What these tell is in the others too.
    private static let optional = [
        "camt/no-camt054-v02-without-kid.xml", "camt/no-camt053-v02-daily-lump-sums.xml",
    ]

    static let bank = sixPayments + rest + optional

    static func path(_ file: String) -> String { "\(folder)/\(file)" }

    /// Files that together tell the whole story, in any order, some of them twice over.
    static func tellingAll(
        with ledger: String, using random: inout SeededNumbers
    ) -> [String] {
        let six = sixPayments.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
        let more = optional.filter { _ in Bool.random(using: &random) }
        return ([ledger] + six + rest + more).shuffled(using: &random)
    }
}

/// Random numbers that come again with the same seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

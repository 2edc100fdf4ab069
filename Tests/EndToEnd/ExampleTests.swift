import Foundation
import TestStore
import Testing

/// The first thing a new user runs: the example company, with the files that ship with Purr.
@Suite("The example company", .serialized)
struct ExampleTests {
    private let today = "2026-10-08"

    private func start(_ company: Company) throws -> Binary.Outcome {
        let outcome = try Binary.run(
            ["start", "--examples", Binary.root + "/Examples"] + company.data)
        try #require(outcome.status == 0, "\(outcome.story)")
        return outcome
    }

    @Test("A first run shows what was imported, matched, decided and prepared, and makes letters")
    func firstRun() throws {
        let company = try Company(makesBook: false)
        let said = try start(company).output
        let sections = ["Lest inn", "Avstemt", "Avgjort", "Gjort klart"]
        let places = try sections.map {
            try #require(said.range(of: "\n\($0)\n"), "\($0)\n\(said)")
        }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })

        let outbox = try company.outbox()
        let names = outbox.map { "P-\($0.id)" }.sorted()
        #expect(outbox.map(\.state) == ["sent", "sent"])
        #expect(outbox.allSatisfy { $0.step == "nudge" && $0.fee == 0 && $0.channel == "folder" })
        #expect(company.letters() == names)
        #expect(company.letters(ending: ".eml") == names)
        for letter in outbox {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: company.pdf(letter.id)))
            #expect(bytes.starts(with: Data("%PDF".utf8)))
        }
    }

    @Test("A second run changes nothing, and says so")
    func secondRun() throws {
        let company = try Company(makesBook: false)
        _ = try start(company)
        let before = try company.everything(today: today)
        let letters = company.directory.names("letters")
        let said = try start(company).output
        #expect(said.contains("ingenting er endret"))
        #expect(try company.everything(today: today) == before)
        #expect(company.directory.names("letters") == letters)
    }

    @Test("The bank files pay what the story says, and leave the fee of 38 kroner standing")
    func story() throws {
        let company = try Company(makesBook: false)
        _ = try start(company)
        let claims = try company.claims(today: today)
        #expect(Story.open(claims) == Story.openPrincipals)

        let first = try company.claim("40101", today: today)
        #expect(first.principal == 1_250_000)
        #expect(first.paid == 1_250_000)
        #expect(first.fees == 3_800)
        #expect(first.verdict == "attention")
        #expect(first.reasons.map(\.code) == ["only-costs-left"])
        #expect(first.timeline.map(\.day) == ["2026-08-05", "2026-10-07"])
        // 79 days of 12,25 % on 12 500,00 are 331,42.
        #expect(first.interestSegments.map(\.days).reduce(0, +) == 79)
        #expect(first.interestSegments.allSatisfy { $0.rate == 1_225 && $0.balance == 1_250_000 })
        #expect(first.interest == 33_142)
        #expect(first.toPay == 36_942)

        let short = try company.claim("40111", today: today)
        #expect(short.paid == 45_050)
        #expect(
            short.timeline.map(\.text) == ["+ 450,00 kr (7)", "+ 0,50 kr (10)"].map(Story.hard))
        #expect(Story.waiting(try company.payments(onlyUnmatched: true)) == Story.waitingMoney)
    }

    @Test("The day's list holds the balance without documents and the rest of 40101")
    func dayList() throws {
        let company = try Company(makesBook: false)
        _ = try start(company)
        let day = try company.day(today)
        #expect(day.blocks.isEmpty)
        #expect(day.letters == 0)
        #expect(day.waitingPayments == 3)
        #expect(day.lines.map(\.invoice) == ["saldo-10006-2025-12-31", "40101"])
        #expect(day.lines.map(\.verdict) == ["hold", "attention"])
        #expect(day.line("saldo-10006-2025-12-31")?.reasons.map(\.code) == ["undocumented"])
        #expect(day.line("40101")?.toPay == 36_942)
    }

    @Test("An explanation names the next step, its day and the reckoned interest")
    func explanation() throws {
        let company = try Company(makesBook: false)
        _ = try start(company)
        let claim = try company.explain("40106", today: today)
        #expect(claim.verdict == "wait")
        #expect(claim.step == "reminder")
        // A week after the nudge of 8 October.
        #expect(claim.nextDay == "2026-10-15")
        // 43 days of 12,25 % on 22 625,00 are 326,51.
        #expect(claim.interestSegments.map(\.from) == ["2026-08-27"])
        #expect(claim.interestSegments.map(\.days) == [43])
        #expect(claim.interest == 32_651)
        #expect(claim.toPay == 2_295_151)
    }

    @Test(
        "A letter shows sender, invoice, KID, account and amount",
        .enabled(if: Tool.path("pdftotext") != nil, "pdftotext is missing"))
    func letter() throws {
        let company = try Company(makesBook: false)
        _ = try start(company)
        let text = try #require(try Tool.text(ofPDF: company.pdf(1)))
        for part in [
            "Fjordvik Rør AS", "310 123 455", "Havblikk Restaurant AS", "P-1", "08.10.2026",
            "40106", "0006401061", "22 625,00", "40110", "0006401103", "10 100,00", "32 725,00",
            "9999 10 42764",
        ] { #expect(text.contains(part), "\(part) is missing in: \(text)") }
    }

    @Test("An unknown claim and a missing book are told with a code and a way on")
    func mistakes() throws {
        let company = try Company(makesBook: false)
        let missing = try company.run(["today"])
        #expect(missing.status == 1)
        // A database is there before Purr is; a file is not.
        let code = TestStore.isPostgres ? "book.unknown" : "book.none"
        #expect(missing.error.contains("error \(code)"), "\(missing.story)")
        _ = try start(company)
        let unknown = try company.run(["claim", "99999"])
        #expect(unknown.status == 1)
        #expect(unknown.error.contains("error claim.unknown"))
        #expect(unknown.output.isEmpty)
    }
}

/// What the example and the sample files tell of one company's autumn.
enum Story {
    /// What is open of each invoice on 8 October 2026, in øre.
    static let openPrincipals = [
        "40101": 0, "40102": 0, "40103": 0, "40104": 0, "40105": 0, "40106": 2_262_500,
        "40107": 6_000_000, "40108": 0, "40109": 0, "40110": 1_010_000, "40111": 0,
        "40112": 4_875_000, "40113": 123_450, "saldo-10006-2025-12-31": 320_000,
    ]

    /// Money that nobody can place without a person: rest and payer.
    static let waitingMoney = [
        "150000 Hansen & Hansen ANS", "200000 Vipps MobilePay AS", "99900 OLA HANSEN",
    ]

    static func open(_ claims: [ClaimLine]) -> [String: Int] {
        Dictionary(claims.map { ($0.invoice, $0.principal) }) { _, second in second }
    }

    static func waiting(_ payments: [PaymentLine]) -> [String] {
        payments.map { "\($0.rest) \($0.payerName)" }.sorted()
    }

    /// With hard spaces before the currency, as people read amounts.
    static func hard(_ text: String) -> String {
        text.replacingOccurrences(of: " kr", with: "\u{A0}kr")
    }
}

import Basics
import Claims
import Foundation
import Law
import Letters

/// Requests with sensible values, so that a test mentions only those that matter to it.
enum Sample {
    static let steps: [Step] = [.nudge, .reminder, .collectionNotice, .paymentDemand]

    static let creditor = Sender(
        name: "Fjordvik Rør AS", organisationNumber: "310123455",
        addressLines: ["Kaigata 8", "5003 Bergen"], email: "post@fjordvikror.example",
        phone: "55 12 34 56", account: AccountNumber("99991042764"))
    static let consumer = Recipient(
        name: "Kari Nordmann", customerNumber: "10002",
        addressLines: ["Solsvingen 12 B", "0577 Oslo"], email: "kari@example.com")
    static let business = Recipient(
        name: "Bakken Bygg AS", customerNumber: "10001",
        addressLines: ["Industriveien 4", "1401 Ski"], email: "")

    /// Invoice 40109 on its way up the ladder, with the fees and interest each step has.
    static func request(
        _ step: Step, _ tone: Tone = .neutral, _ language: Language = .nb,
        audience: DebtorKind = .consumer
    ) -> LetterRequest {
        var request = LetterRequest(
            step: step, tone: tone, language: language, audience: audience,
            sentOn: Day(2026, 9, 17), deadline: nil, creditor: creditor,
            debtor: audience == .business ? business : consumer, claims: [claim()],
            feeInThisLetter: .zero, interestRate: nil, noticeID: "P-1042")
        switch step {
        case .nudge, .ask: break
        case .reminder:
            request.sentOn = Day(2026, 9, 30)
            request.deadline = Day(2026, 10, 14)
            request.claims = [claim(fees: Money(kroner: 38))]
            request.feeInThisLetter = Money(kroner: 38)
        case .collectionNotice:
            request.sentOn = Day(2026, 10, 19)
            request.deadline = Day(2026, 11, 2)
            request.claims = [claim(interest: Money(ore: 3982), fees: Money(kroner: 76))]
            request.feeInThisLetter = Money(kroner: 38)
            request.interestRate = 1225
        case .paymentDemand:
            request.sentOn = Day(2026, 11, 5)
            request.deadline = Day(2026, 11, 19)
            request.claims = [
                claim(
                    paid: Money(kroner: 500), interest: Money(ore: 5310),
                    fees: Money(kroner: 189))
            ]
            request.feeInThisLetter = Money(kroner: 113)
            request.interestRate = 1225
        }
        return request
    }

    static func claim(
        _ invoice: Int = 40109, kid: String? = nil, principal: Money = Money(kroner: 3490),
        paid: Money = .zero, interest: Money = .zero, fees: Money = .zero,
        compensation: Money? = nil, laterBy days: Int = 0
    ) -> ClaimLine {
        ClaimLine(
            invoice: String(invoice), concerns: "Rørleggerarbeid, bad 2. etasje",
            issued: Day(2026, 9, 1) + days, due: Day(2026, 9, 15) + days,
            kid: kid ?? KID.make(payload: "0002\(invoice)", .mod10)?.text ?? "",
            principal: principal, paid: paid, interest: interest,
            interestFrom: interest == .zero ? nil : Day(2026, 9, 16) + days, fees: fees,
            toPay: principal - paid + interest + fees, compensation: compensation)
    }

    /// A collection notice for several invoices of one business.
    static func many(_ count: Int, _ language: Language = .nb) -> LetterRequest {
        var request = request(.collectionNotice, .neutral, language, audience: .business)
        request.claims = (0..<count).map { index in
            claim(
                40101 + index, principal: Money(ore: 1_250_000 + Int64(index) * 12_345),
                interest: Money(ore: 12_345), fees: index == 0 ? Money(kroner: 38) : .zero,
                laterBy: index % 30)
        }
        return request
    }

    /// The same letter under the act of 2026, which has set no fees.
    static func act2026(
        _ step: Step, _ tone: Tone = .neutral, _ language: Language = .nb,
        audience: DebtorKind = .consumer
    ) -> LetterRequest {
        var request = request(step, tone, language, audience: audience)
        request.regime = .act2026
        request.claims[0].toPay -= request.claims[0].fees
        request.claims[0].fees = .zero
        request.feeInThisLetter = .zero
        return request
    }

    /// A reminder whose fee is not known, because its rate is missing: it goes without one.
    static func withoutRate(_ tone: Tone, _ language: Language = .nb) -> LetterRequest {
        var request = request(.reminder, tone, language)
        request.claims = [claim()]
        request.feeInThisLetter = .zero
        return request
    }

    /// A letter to a business of whom standard compensation is claimed, which covers its fee.
    static func compensated(
        _ step: Step, _ tone: Tone = .neutral, _ language: Language = .nb, _ regime: Regime? = nil
    ) -> LetterRequest {
        var request = request(step, tone, language, audience: .business)
        let old = request.claims[0]
        request.claims = [
            claim(
                paid: old.paid, interest: old.interest, fees: Money(kroner: 430),
                compensation: Money(kroner: 430))
        ]
        request.feeInThisLetter = .zero
        request.regime = regime
        return request
    }

    /// A payment plan with its letter's request: 3 605,82 kr in three parts.
    static func plan(
        _ language: Language = .nb, audience: DebtorKind = .consumer, bearsInterest: Bool = true
    ) throws -> (plan: InstalmentPlan, request: LetterRequest) {
        var request = request(.nudge, .neutral, language, audience: audience)
        request.sentOn = Day(2026, 10, 19)
        request.claims = [claim(interest: Money(ore: 3982), fees: Money(kroner: 76))]
        request.interestRate = 1225
        request.noticeID = "A-17"
        let plan = try InstalmentPlan(
            InstalmentPlan.sharing(request.total, over: 3, from: Day(2026, 12, 1)),
            bearsInterest: bearsInterest)
        return (plan, request)
    }

    /// Letters that are rare: without a rate, with standard compensation, to businesses and for several invoices under the
    /// act of 2026.
    static let rare: [LetterRequest] = Language.allCases.flatMap { language in
        var several = many(3, language)
        several.claims[0].toPay -= several.claims[0].fees
        several.claims[0].fees = .zero
        several.feeInThisLetter = .zero
        several.regime = .act2026
        return Tone.allCases.flatMap { tone in
            several.tone = tone
            return [withoutRate(tone, language), several]
                + steps.map { compensated($0, tone, language) }
                + steps.dropLast().map { compensated($0, tone, language, .act2026) }
        }
    }

    /// Every step in every tone and language to a business, under both acts.
    static let toBusinesses: [LetterRequest] = Tone.allCases.flatMap { tone in
        Language.allCases.flatMap { language in
            steps.map { request($0, tone, language, audience: .business) }
                + steps.dropLast().map { act2026($0, tone, language, audience: .business) }
        }
    }

    /// Every step in every tone and language, as the golden files have them; then the letters of the act of 2026.
    static let all: [LetterRequest] = act1988 + underAct2026

    static let act1988: [LetterRequest] = steps.flatMap { step in
        Tone.allCases.flatMap { tone in
            Language.allCases.map { request(step, tone, $0) }
        }
    }

    static let underAct2026: [LetterRequest] = steps.dropLast().flatMap { step in
        Tone.allCases.flatMap { tone in
            Language.allCases.map { act2026(step, tone, $0) }
        }
    }
}

/// Letters as their readers see them, with every run of white space as one space.
enum Shown {
    static func text(_ letter: Letter) -> String { flat(LetterText.render(letter)) }

    static func html(_ letter: Letter) -> String {
        let html = LetterHTML.render(letter)
        let body = html.range(of: "<main").map { html[$0.lowerBound...] } ?? html[...]
        let entities = [
            "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&amp;": "&",
        ]
        var text = body.replacing(/<[^>]*>/, with: " ")
        for (entity, character) in entities where entity != "&amp;" {
            text = text.replacing(entity, with: character)
        }
        return flat(String(text.replacing("&amp;", with: "&")))
    }

    static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Programs that look into a PDF; tests that need one say so and are skipped where it is missing.
enum Tool: String {
    case pdftotext, pdfinfo, qpdf

    var path: String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").map { "\($0)/\(rawValue)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    var isPresent: Bool { path != nil }

    /// Exit status and everything printed, run on a PDF of these bytes; `FILE` among the arguments
    /// is its path.
    func run(_ arguments: [String], on pdf: [UInt8]) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-letter-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? rawValue)
        process.arguments = arguments.map { $0 == "FILE" ? file.path : $0 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

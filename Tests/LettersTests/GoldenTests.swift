import Basics
import Claims
import Foundation
import Law
import Letters
import Testing

/// The letters as they are, to be read by people: run with `PURR_UPDATE_GOLDEN=1` to write them
/// anew, and review the difference.
@Suite("Golden letters")
struct GoldenTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("Golden")
    private static let isUpdating =
        ProcessInfo.processInfo.environment["PURR_UPDATE_GOLDEN"] == "1"

    @Test("Every step, tone and language reads as reviewed", arguments: Sample.all)
    func single(request: LetterRequest) throws {
        let tone = request.tone.rawValue
        let act = request.regime == .act2026 ? "act2026-" : ""
        try compare(request, "\(act)\(request.step.name)-\(tone)-\(request.language.rawValue)")
    }

    @Test("Letters for several invoices read as reviewed", arguments: Language.allCases)
    func several(language: Language) throws {
        try compare(Sample.many(3, language), "three-invoices-\(language.rawValue)")
    }

    @Test("Letters to a business read as reviewed", arguments: Language.allCases)
    func business(language: Language) throws {
        for step in Sample.steps {
            let request = Sample.request(step, .neutral, language, audience: .business)
            try compare(request, "\(step.name)-business-\(language.rawValue)")
            let tones = try Tone.allCases.map { tone in
                let letter = try LetterComposer.compose(
                    Sample.request(step, tone, language, audience: .business))
                return "--- \(tone.rawValue)\n\n" + Self.text(letter)
            }
            try compare(
                tones.joined(separator: "\n"),
                "\(step.name)-business-tones-\(language.rawValue).txt")
        }
    }

    @Test(
        "Letters to a business under the act of 2026 read as reviewed", arguments: Language.allCases
    )
    func businessUnderAct2026(language: Language) throws {
        for step in Sample.steps.dropLast() {
            let tones = try Tone.allCases.map { tone in
                let request = Sample.act2026(step, tone, language, audience: .business)
                return "--- \(tone.rawValue)\n\n" + Self.text(try LetterComposer.compose(request))
            }
            try compare(
                tones.joined(separator: "\n"),
                "act2026-\(step.name)-business-tones-\(language.rawValue).txt")
        }
    }

    @Test(
        "There is a reviewed letter for every step, tone, language and audience, and none besides")
    func complete() throws {
        var wanted: Set<String> = []
        func add(_ name: String) { wanted.formUnion(["\(name).txt", "\(name).html"]) }
        for language in Language.allCases.map(\.rawValue) {
            for (act, steps) in [("", Sample.steps), ("act2026-", Sample.steps.dropLast())] {
                for step in steps {
                    for tone in Tone.allCases {
                        add("\(act)\(step.name)-\(tone.rawValue)-\(language)")
                    }
                    wanted.insert("\(act)\(step.name)-business-tones-\(language).txt")
                    if act.isEmpty { add("\(step.name)-business-\(language)") }
                }
                add("\(act)compensation-\(language)")
            }
            for name in ["three-invoices", "without-rate", "plan", "plan-business"] {
                add("\(name)-\(language)")
            }
        }
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(found) == wanted)
    }

    @Test("A reminder whose rate is missing reads as reviewed", arguments: Language.allCases)
    func withoutRate(language: Language) throws {
        try compare(Sample.withoutRate(.neutral, language), "without-rate-\(language.rawValue)")
    }

    @Test("Standard compensation reads as reviewed under both acts", arguments: Language.allCases)
    func compensation(language: Language) throws {
        for regime in [Regime.act1988, .act2026] {
            let request = Sample.compensated(.collectionNotice, .neutral, language, regime)
            let act = regime == .act2026 ? "act2026-" : ""
            try compare(request, "\(act)compensation-\(language.rawValue)")
        }
    }

    @Test("A payment plan reads as reviewed", arguments: Language.allCases)
    func plan(language: Language) throws {
        for (audience, bearsInterest) in [(DebtorKind.consumer, true), (.business, false)] {
            let (plan, request) = try Sample.plan(
                language, audience: audience, bearsInterest: bearsInterest)
            let kind = audience == .business ? "business-" : ""
            try compare(
                LetterComposer.compose(plan, for: request), "plan-\(kind)\(language.rawValue)")
        }
    }

    private func compare(_ request: LetterRequest, _ name: String) throws {
        try compare(LetterComposer.compose(request), name)
    }

    private func compare(_ letter: Letter, _ name: String) throws {
        try compare(Self.text(letter), "\(name).txt")
        try compare(LetterHTML.render(letter), "\(name).html")
    }

    private static func text(_ letter: Letter) -> String {
        "Subject: \(letter.subject)\nSMS: \(letter.sms)\n\n" + LetterText.render(letter)
    }

    private func compare(_ actual: String, _ file: String) throws {
        let url = GoldenTests.folder.appendingPathComponent(file)
        if GoldenTests.isUpdating {
            try Data(actual.utf8).write(to: url)
            return
        }
        let expected = try String(contentsOf: url, encoding: .utf8)
        #expect(actual == expected, "\(file) differs; PURR_UPDATE_GOLDEN=1 writes it anew")
    }
}

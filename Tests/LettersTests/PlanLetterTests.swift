import Basics
import Claims
import Letters
import Testing

@Suite("Confirmation of a payment plan")
struct PlanLetterTests {
    private func letter(_ language: Language, bearsInterest: Bool = true) throws -> Letter {
        let plan = try InstalmentPlan(
            [
                .init(due: Day(2026, 12, 1), amount: Money(kroner: 1745)),
                .init(due: Day(2027, 1, 4), amount: Money(kroner: 1745)),
            ], bearsInterest: bearsInterest)
        return try LetterComposer.compose(plan, for: Sample.request(.nudge, .neutral, language))
    }

    @Test(
        "It holds each day and amount, the sum, how to pay and what a missed one does",
        arguments: Language.allCases)
    func content(language: Language) throws {
        let letter = try letter(language)
        for shown in [Shown.text(letter), Shown.html(letter)] {
            let figures = language == .en ? "1 745.00" : "1 745,00"
            let sum = language == .en ? "3 490.00" : "3 490,00"
            let days =
                language == .en
                ? ["1 December 2026", "4 January 2027"] : ["01.12.2026", "04.01.2027"]
            let text = String(shown.map { $0 == "\u{A0}" ? " " : $0 })
            for word in days + [figures, sum, "9999 10 42764", "0002401099"] {
                #expect(text.contains(word), "lacks \(word)")
            }
        }
        #expect(letter.table.rows.count == 2)
        #expect(letter.terms.count == 1)
    }

    @Test("It tells whether interest runs, and presses nobody", arguments: Language.allCases)
    func tone(language: Language) throws {
        let with = Shown.text(try letter(language))
        let without = Shown.text(try letter(language, bearsInterest: false))
        #expect(with != without)
        for text in [with, without] {
            for word in ["inkasso", "collection", "gebyr", "fee "] {
                #expect(!text.lowercased().contains(word), "holds \(word)")
            }
        }
    }

    @Test("It becomes a PDF")
    func pdf() throws {
        let bytes = try LetterPDFRenderer().render(try letter(.nb))
        #expect(bytes.starts(with: Array("%PDF".utf8)))
    }
}

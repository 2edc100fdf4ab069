import Basics
import Claims
import Law
import Letters
import Testing

/// Whole letters: those Purr writes, and the same with something taken away.
@Suite("Lint of whole letters")
struct LintLetterTests {
    @Test("Purr's own letters say nothing they may not, and lack nothing", arguments: Sample.all)
    func own(_ request: LetterRequest) throws {
        let found = Lint.findings(in: try LetterComposer.compose(request), from: request)
        #expect(found.map { "\($0.rule): \($0.found)" } == [])
    }

    private func rules(
        _ step: Step, _ language: Language = .nb, regime: Regime = .act1988,
        _ change: (inout Letter, inout LintFacts) -> Void
    ) throws -> [String] {
        var request =
            regime == .act2026
            ? Sample.act2026(step, .neutral, language) : Sample.request(step, .neutral, language)
        request.regime = regime
        var letter = try LetterComposer.compose(request)
        var facts = LintFacts(request)
        change(&letter, &facts)
        let texts = [
            LintText(.subject, letter.subject), LintText(.title, letter.title),
            LintText(.body, LetterText.render(letter)),
        ]
        let notice = try #require(NoticeKind(step, regime))
        return Lint.missing(in: texts, of: notice, language, about: facts).map(\.rule)
    }

    @Test("A value that is not in the letter is missed")
    func values() throws {
        let demand = Step.paymentDemand
        #expect(try rules(demand) { _, _ in } == [])
        #expect(try rules(demand) { $1.creditor = "Et annet firma AS" } == ["need.creditor"])
        #expect(try rules(demand) { $1.invoices = ["77777"] } == ["need.claim"])
        #expect(try rules(demand) { $1.account = "12345678903" } == ["need.account"])
        #expect(try rules(demand) { $1.contacts = ["90000000"] } == ["need.contact"])
        #expect(try rules(demand) { $1.contacts = [] } == [])
        #expect(try rules(demand) { $1.total = "1,23" } == ["need.total"])
        #expect(try rules(demand) { $1.fee = "1,23" } == ["need.fee"])
        #expect(try rules(demand) { $1.deadline = "01.01.2020" } == ["need.deadline"])
        #expect(try rules(demand) { $1.deadline = nil } == ["need.deadline"])
        #expect(try rules(demand) { $1.principals = ["1,23"] } == ["need.principal"])
        #expect(try rules(demand) { $1.additions.append("1,23") } == ["need.additions"])
        #expect(try rules(demand) { $1.rate = "99,99 %" } == ["need.rate"])
        #expect(try rules(demand) { $1.interestFrom = ["01.01.2020"] } == ["need.interest-from"])
    }

    @Test("Fourteen days are enough, thirteen are not")
    func days() throws {
        for step in [Step.collectionNotice, .paymentDemand] {
            #expect(try rules(step) { $1.deadlineDays = 13 } == ["need.deadline-days"])
            #expect(try rules(step) { $1.deadlineDays = 14 } == [])
            #expect(try rules(step) { $1.deadlineDays = 15 } == [])
        }
        #expect(try rules(.reminder) { $1.deadlineDays = 13 } == [])
    }

    @Test("A sentence the law wants is missed", arguments: Language.allCases)
    func sentences(_ language: Language) throws {
        let notice = Step.collectionNotice
        #expect(
            try rules(notice, language) { letter, _ in letter.title = "Viktig" } == ["need.title"])
        #expect(
            try rules(notice, language) { letter, _ in letter.opening.removeAll { $0.isStrong } }
                == ["need.collection"])
        #expect(
            try rules(.paymentDemand, language) { letter, _ in
                letter.opening = letter.opening.filter(\.isStrong)
            } == ["need.costs", "need.legal"])
        let agency = try rules(notice, language, regime: .act2026) { letter, _ in
            letter.opening.removeAll { $0.isStrong }
        }
        #expect(agency.contains("need.agency"))
    }

    @Test("What may be objected to is said in words, not only as a right")
    func objection() throws {
        let found = try rules(.collectionNotice) { letter, _ in
            letter.opening = letter.opening.filter { !$0.text.contains("uenig") }
        }
        #expect(found == ["need.objection"])
    }
}

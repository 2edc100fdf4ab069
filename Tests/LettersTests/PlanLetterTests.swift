import Basics
import Claims
import Law
import Letters
import Testing

@Suite("Confirmation of a payment plan")
struct PlanLetterTests {
    private func letter(_ language: Language, bearsInterest: Bool = true) throws -> Letter {
        let (plan, request) = try Sample.plan(language, bearsInterest: bearsInterest)
        return try LetterComposer.compose(plan, for: request)
    }

    /// Parties, claim, what is owed, each day and amount, how to pay and whom to call.
    private static func mandatory(_ language: Language) -> [String] {
        let parties = [
            "Fjordvik Rør AS", "310 123 455", "Kari Nordmann", "10002", "A-17", "40109",
            "9999 10 42764", "0002401099", "post@fjordvikror.example", "55 12 34 56",
        ]
        switch language {
        case .nb:
            return parties + [
                "Nedbetalingsavtale", "faktura 40109 av 01.09.2026",
                "3 605,82 kr ubetalt per 19.10.2026", "01.12.2026", "04.01.2027", "01.02.2027",
                "1 201,94", "Sum å betale", "Det løper forsinkelsesrente", "nå 12,25 % per år",
                "kommer i tillegg til avdragene", "sender vi ingen purringer",
                "gjelder avtalen ikke lenger", "Si fra før datoen",
            ]
        case .nn:
            return parties + [
                "Nedbetalingsavtale", "faktura 40109 av 01.09.2026",
                "3 605,82 kr ubetalt per 19.10.2026", "01.12.2026", "04.01.2027", "01.02.2027",
                "1 201,94", "Sum å betale", "Det går forseinkingsrente", "no 12,25 % per år",
                "kjem i tillegg til avdraga", "sender vi ingen purringar",
                "gjeld avtalen ikkje lenger", "Sei frå før datoen",
            ]
        case .en:
            return parties + [
                "Payment plan", "invoice 40109 of 1 September 2026",
                "NOK 3 605.82 is unpaid as of 19 October 2026", "1 December 2026",
                "4 January 2027", "1 February 2027", "1 201.94", "Total to pay",
                "Late-payment interest runs", "now 12.25% a year",
                "comes on top of the instalments", "we send no reminders", "the plan ends",
                "Please tell us before the date",
            ]
        }
    }

    @Test("Text and HTML hold all that was agreed", arguments: Language.allCases)
    func content(language: Language) throws {
        let letter = try letter(language)
        for shown in [Shown.text(letter), Shown.html(letter)] {
            for words in Self.mandatory(language) {
                #expect(shown.contains(words), "lacks “\(words)”")
            }
        }
    }

    // Needs poppler's pdftotext; skipped where it is missing.
    @Test(
        "The PDF holds all that was agreed", .enabled(if: Tool.pdftotext.isPresent),
        arguments: Language.allCases)
    func pdf(language: Language) throws {
        let pdf = try LetterPDFRenderer().render(try letter(language))
        let shown = Shown.flat(try Tool.pdftotext.run(["-layout", "FILE", "-"], on: pdf).output)
        for words in Self.mandatory(language) {
            #expect(shown.contains(words), "PDF lacks “\(words)”")
        }
    }

    @Test("Each instalment is a row, and the rows come to the sum")
    func rows() throws {
        let table = try letter(.nb).table
        #expect(table.rows.map { $0.cells[0] } == ["1", "2", "3"])
        #expect(table.rows.map { $0.cells[1] } == ["01.12.2026", "04.01.2027", "01.02.2027"])
        #expect(table.totalAmount == "3\u{A0}605,82\u{A0}kr")
    }

    @Test("A plan without interest says that none runs, and names no rate")
    func withoutInterest() throws {
        for (language, words) in [
            (Language.nb, "Det løper ingen renter så lenge avtalen følges."),
            (.nn, "Det går ingen renter så lenge avtalen blir følgd."),
            (.en, "No interest runs for as long as the plan is kept."),
        ] {
            let text = Shown.text(try letter(language, bearsInterest: false))
            #expect(text.contains(words))
            #expect(!text.contains(language == .en ? "12.25" : "12,25"))
        }
    }

    @Test(
        "Instalments of more than is owed today may hold interest, so none is said to come on top")
    func holdsInterest() throws {
        let (plan, request) = try Sample.plan()
        var rounded = plan.instalments
        rounded[2] = .init(due: plan.last, amount: rounded[2].amount + Money(ore: 1))
        let letter = try LetterComposer.compose(try InstalmentPlan(rounded), for: request)
        #expect(!Shown.text(letter).contains("i tillegg"))
    }

    @Test("Without a known rate the letter goes, and names none")
    func withoutRate() throws {
        var (plan, request) = try Sample.plan()
        request.claims = [Sample.claim()]
        request.interestRate = nil
        plan = try InstalmentPlan(plan.instalments)
        let text = Shown.text(try LetterComposer.compose(plan, for: request))
        #expect(text.contains("med satsen som gjelder til enhver tid."))
        #expect(!text.contains("%"))
    }

    @Test("Nothing in the payment box asks for the whole at once")
    func payment() throws {
        let payment = try letter(.nb).payment
        #expect(payment.facts.map(\.label) == ["Til konto", "KID", "Mottaker"])
        #expect(payment.code == nil)
    }

    @Test("Several invoices are named, each with its KID", arguments: Language.allCases)
    func several(language: Language) throws {
        var (plan, request) = try Sample.plan(language)
        request.claims = Sample.many(3, language).claims
        plan = try InstalmentPlan(
            InstalmentPlan.sharing(request.total, over: 4, from: Day(2026, 12, 1)))
        let letter = try LetterComposer.compose(plan, for: request)
        let text = Shown.text(letter)
        #expect(text.contains("(40101, 40102, 40103)"))
        for claim in request.claims { #expect(text.contains("KID \(claim.kid)")) }
        #expect(!letter.payment.note.contains("hver faktura for seg"))
    }
}

import Basics
import Claims
import Law
import Letters
import Testing

@Suite("What the costs of a letter are called")
struct CostsTests {
    private func text(_ request: LetterRequest) throws -> String {
        Shown.text(try LetterComposer.compose(request))
    }

    @Test(
        "Standard compensation has its own name, amount and paragraph",
        arguments: Language.allCases)
    func compensation(language: Language) throws {
        let (name, amount, rule) =
            switch language {
            case .nb: ("Standardkompensasjon", "430,00 kr", "forsinkelsesrenteloven § 3 a")
            case .nn: ("Standardkompensasjon", "430,00 kr", "forseinkingsrentelova § 3 a")
            case .en: ("Standard compensation", "NOK 430.00", "forsinkelsesrenteloven § 3 a")
            }
        for step in Sample.steps {
            for regime in [Regime.act1988, .act2026]
            where (step, regime) != (.paymentDemand, .act2026) {
                let request = Sample.compensated(step, .neutral, language, regime)
                let letter = try LetterComposer.compose(request)
                #expect(letter.table.headings.contains(name))
                for words in [amount, rule] {
                    #expect(Shown.text(letter).contains(words), "lacks “\(words)”")
                }
            }
        }
    }

    @Test("Fees are called fees; fees and compensation together are costs")
    func headings() throws {
        var request = Sample.many(2)
        #expect(try LetterComposer.compose(request).table.headings.contains("Gebyr"))
        request.claims[1] = Sample.claim(
            40102, interest: Money(ore: 12_345), fees: Money(kroner: 430),
            compensation: Money(kroner: 430))
        let letter = try LetterComposer.compose(request)
        #expect(letter.table.headings.contains("Kostnader"))
        let terms = Shown.flat(letter.terms.map(\.text).joined())
        #expect(terms.contains("gebyr for inkassovarsel på 38,00 kr"))
        #expect(terms.contains("standardkompensasjon på 430,00 kr"))
        #expect(!terms.contains("tidligere brev"))
    }

    @Test("A compensation of nothing is no compensation")
    func zero() throws {
        var request = Sample.request(.reminder)
        request.claims[0].compensation = .zero
        let letter = try LetterComposer.compose(request)
        #expect(letter.table.headings.contains("Gebyr"))
        #expect(!Shown.text(letter).lowercased().contains("kompensasjon"))
    }

    @Test("More compensation than the line's costs is refused, as much is not")
    func border() throws {
        var request = Sample.compensated(.collectionNotice)
        _ = try LetterComposer.compose(request)
        request.claims[0].compensation = Money(ore: 43_001)
        let fault = #expect(throws: Diagnostic.self) { try LetterComposer.compose(request) }
        #expect(fault?.code == "letter.compensation")
    }

    @Test("Where compensation covers the fees, no letter says that more fees may come")
    func noMoreFees() throws {
        for (language, words) in [
            (Language.nb, ["purregebyr", "nytt gebyr"]), (.nn, ["purregebyr", "nytt gebyr"]),
            (.en, ["reminder fee", "another fee"]),
        ] {
            for step in [Step.nudge, .reminder] {
                let quiet = try text(Sample.compensated(step, .firm, language))
                for word in words { #expect(!quiet.contains(word), "holds “\(word)”") }
            }
            let usual = try text(Sample.request(.nudge, .firm, language))
            #expect(usual.contains(words[0]))
        }
    }

    @Test("A reminder whose rate is missing names neither fee nor interest")
    func withoutRate() throws {
        for tone in Tone.allCases {
            for language in Language.allCases {
                let letter = try LetterComposer.compose(Sample.withoutRate(tone, language))
                #expect(letter.terms.isEmpty)
                for label in ["Gebyr", "Fees", "Renter", "Interest"] {
                    #expect(!letter.table.headings.contains(label))
                }
                let text = Shown.text(letter)
                for nothing in [" 0,00", " 0.00", "%"] {
                    #expect(!text.contains(nothing), "holds “\(nothing)”")
                }
            }
        }
    }
}

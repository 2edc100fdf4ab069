import Basics
import Claims
import Law
import Letters
import Testing

@Suite("Letters under the act of 2026")
struct Act2026Tests {
    private func all(_ letter: Letter) -> String {
        (LetterText.render(letter) + LetterHTML.render(letter) + letter.subject + letter.title)
            .lowercased()
    }

    @Test(
        "None is called an inkassovarsel, charges a fee or cites the act of 1988",
        arguments: Sample.underAct2026)
    func words(request: LetterRequest) throws {
        let text = all(try LetterComposer.compose(request))
        for word in [
            "inkassovarsel", "collection notice", "purregebyr", "reminder fee", "nytt gebyr",
            "another fee",
            "inkassoloven §", "inkassolova §", "inkassoforskrift",
        ] {
            #expect(!text.contains(word), "holds “\(word)”")
        }
    }

    @Test("The warning says by when, and who comes then, in every tone and language")
    func warning() throws {
        for tone in Tone.allCases {
            for (language, agency) in [
                (Language.nb, "inkassoforetak"), (.nn, "inkassoføretak"),
                (.en, "debt collection agency"),
            ] {
                let request = Sample.act2026(.collectionNotice, tone, language)
                let letter = try LetterComposer.compose(request)
                let strong = letter.opening.filter(\.isStrong).map(\.text)
                let deadline = try #require(request.deadline)
                let day = language == .en ? "2 November 2026" : deadline.text
                #expect(strong.count == 1)
                #expect(strong[0].contains(agency))
                #expect(strong[0].replacingOccurrences("\u{A0}", " ").contains(day))
            }
        }
    }

    @Test("A payment demand is an agency's letter, and a fee is refused")
    func refused() {
        let demand = #expect(throws: Diagnostic.self) {
            try LetterComposer.compose(Sample.act2026(.paymentDemand))
        }
        #expect(demand?.code == "letter.step")
        var charged = Sample.request(.reminder)
        charged.regime = .act2026
        let fee = #expect(throws: Diagnostic.self) { try LetterComposer.compose(charged) }
        #expect(fee?.code == "letter.fee")
        var short = Sample.act2026(.collectionNotice)
        short.deadline = short.sentOn + 13
        let deadline = #expect(throws: Diagnostic.self) { try LetterComposer.compose(short) }
        #expect(deadline?.code == "letter.deadline")
    }

    @Test(
        "Standard compensation stands as costs, by its own name and paragraph",
        arguments: Language.allCases)
    func compensation(language: Language) throws {
        var request = Sample.request(.collectionNotice, .neutral, language, audience: .business)
        let added = Money(kroner: 430) - request.claims[0].fees
        request.claims[0].fees = Money(kroner: 430)
        request.claims[0].compensation = Money(kroner: 430)
        request.claims[0].toPay += added
        request.feeInThisLetter = .zero
        let letter = try LetterComposer.compose(request)
        let heading = ["nb": "Kostnader", "nn": "Kostnader", "en": "Costs"][language.rawValue]
        #expect(letter.table.headings.contains(heading ?? ""))
        let terms = letter.terms.map(\.text).joined()
        #expect(terms.contains("430"))
        #expect(terms.contains("§\u{A0}3\u{A0}a"))
        request.claims[0].compensation = Money(kroner: 431)
        let fault = #expect(throws: Diagnostic.self) { try LetterComposer.compose(request) }
        #expect(fault?.code == "letter.compensation")
    }
}

extension String {
    fileprivate func replacingOccurrences(_ old: Character, _ new: Character) -> String {
        String(map { $0 == old ? new : $0 })
    }
}

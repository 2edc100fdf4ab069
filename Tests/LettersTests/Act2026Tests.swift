import Basics
import Claims
import Foundation
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

    @Test("None of the rare ones cites the act of 1988 either", arguments: Sample.rare)
    func rare(request: LetterRequest) throws {
        guard request.regime == .act2026 else { return }
        let text = all(try LetterComposer.compose(request))
        for word in [
            "inkassovarsel", "collection notice", "inkassoloven §", "inkassolova §",
            "inkassoforskrift", "debt collection act", "gebyr", "fees",
        ] {
            // A nudge and its like say that they cost nothing; no other letter speaks of fees.
            let isFee = word == "gebyr" || word == "fees"
            if isFee && request.step == .nudge { continue }
            #expect(!text.contains(word), "holds “\(word)”")
        }
    }

    @Test("The warning fits one invoice and many, a person and a company")
    func forms() throws {
        for (language, one, many) in [
            (Language.nb, "overlater vi det til", "overlater vi dem til"),
            (.nn, "overlèt vi det til", "overlèt vi dei til"),
            (.en, "we will hand it over", "we will hand them over"),
        ] {
            let single = try LetterComposer.compose(
                Sample.act2026(.collectionNotice, .firm, language))
            #expect(Shown.text(single).contains(one))
            var request = Sample.many(3, language)
            request.claims[0].toPay -= request.claims[0].fees
            request.claims[0].fees = .zero
            request.feeInThisLetter = .zero
            request.regime = .act2026
            let several = try LetterComposer.compose(request)
            #expect(Shown.text(several).contains(many))
            #expect(single.title != several.title)
        }
    }

    @Test("A fee charged while the act of 1988 was in force still stands, as an earlier letter's")
    func earlierFee() throws {
        var request = Sample.act2026(.collectionNotice)
        request.claims = [Sample.claim(interest: Money(ore: 3982), fees: Money(kroner: 38))]
        let letter = try LetterComposer.compose(request)
        #expect(letter.table.headings.contains("Gebyr"))
        #expect(Shown.text(letter).contains("Gebyr for tidligere brev: 38,00 kr."))
    }

    @Test("The refusal of a payment demand tells whose letter it is")
    func whose() {
        let fault = #expect(throws: Diagnostic.self) {
            try LetterComposer.compose(Sample.act2026(.paymentDemand))
        }
        #expect(fault?.expected.contains("agencies") == true)
        let asked = #expect(throws: Diagnostic.self) {
            try LetterComposer.compose(Sample.act2026(.ask))
        }
        #expect(asked?.expected == "a step that sends a letter")
    }

    @Test("A letter stored before there were two acts is one of 1988", arguments: Sample.steps)
    func storedBefore(step: Step) throws {
        let request = Sample.request(step)
        let json = try JSONEncoder().encode(request)
        let text = String(decoding: json, as: UTF8.self)
        #expect(!text.contains("regime"))
        #expect(!text.contains("compensation"))
        let read = try JSONDecoder().decode(LetterRequest.self, from: json)
        var named = read
        named.regime = .act1988
        #expect(try LetterComposer.compose(read) == LetterComposer.compose(named))
    }
}

extension String {
    fileprivate func replacingOccurrences(_ old: Character, _ new: Character) -> String {
        String(map { $0 == old ? new : $0 })
    }
}

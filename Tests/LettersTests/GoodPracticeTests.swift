import Basics
import Claims
import Foundation
import Law
import Letters
import Testing

@Suite("Good collection practice (inkassoloven § 8)")
struct GoodPracticeTests {
    /// Threats and marks that no letter may hold, in any language.
    static let forbidden = [
        "anmerkning", "merknad", "politi", "police", "konkurs", "bankrupt", "offentliggj",
        "offentleggj", "publish", "arbeidsgiv", "employer", "namsmann", "namsfogd", "credit rating",
        "credit record", "credit score", "kreditt", "siste varsel", "siste frist", "siste påm",
        "siste purring", "siste sjanse", "final", "last chance", "last warning", "rettssak",
        "søksmål", "lawsuit", "forliksråd", "svindel", "fraud", "lønnstrekk", "tvang", "skam",
        "skuffet", "dårlig betaler", "nemnd", "finansklage", "domstol",
    ]

    @Test(
        "No letter threatens with what the sender may not do",
        arguments: Sample.all + Sample.rare + Sample.toBusinesses)
    func forbiddenWords(request: LetterRequest) throws {
        let letter = try LetterComposer.compose(request)
        let all = (LetterText.render(letter) + LetterHTML.render(letter) + letter.subject)
            .lowercased()
        for word in GoodPracticeTests.forbidden {
            #expect(!all.contains(word), "holds “\(word)”")
        }
    }

    @Test(
        "Nothing that shows outside the letter speaks of collection",
        arguments: Sample.all + Sample.rare + Sample.toBusinesses)
    func discreet(request: LetterRequest) throws {
        let letter = try LetterComposer.compose(request)
        for shown in [letter.subject, letter.preheader] {
            let text = shown.lowercased()
            for word in [
                "inkasso", "collection", "purring", "varsel", "oppfordring", "oppmoding", "demand",
                "gebyr", "krav", "debt", "gjeld", "kr",
            ] {
                #expect(!text.contains(word), "“\(shown)” holds “\(word)”")
            }
            #expect(!text.isEmpty)
            #expect(!shown.contains { $0.isNewline })
        }
        #expect(LetterHTML.render(letter).contains("<title>\(letter.subject)</title>"))
    }

    @Test(
        "The heading stays out of a mailbox's preview",
        arguments: Sample.all + Sample.rare + Sample.toBusinesses)
    func preview(request: LetterRequest) throws {
        let letter = try LetterComposer.compose(request)
        let text = LetterText.render(letter)
        #expect(!text.prefix(90).contains(letter.title))
        let html = LetterHTML.render(letter)
        let body = try #require(html.range(of: "<body"))
        let heading = try #require(html.range(of: "<h1"))
        let before = html[body.lowerBound..<heading.lowerBound]
        #expect(before.hasPrefix("<body"))
        #expect(before.split(separator: "&#847;").count > 100)
    }

    @Test(
        "Neither nudge nor reminder hints at collection",
        arguments: Sample.all + Sample.rare + Sample.toBusinesses)
    func noHint(request: LetterRequest) throws {
        guard request.step <= .reminder else { return }
        let letter = try LetterComposer.compose(request)
        let all = (LetterText.render(letter) + LetterHTML.render(letter)).lowercased()
        for word in ["inkasso", "collection", "rettslig", "rettsleg", "legal"] {
            #expect(!all.contains(word))
        }
    }

    @Test("The law's sentences are the same in every tone", arguments: Language.allCases)
    func sameLaw(language: Language) throws {
        for step in Sample.steps {
            let letters = try Tone.allCases.map {
                try LetterComposer.compose(Sample.request(step, $0, language))
            }
            #expect(Set(letters.map(\.terms)).count == 1)
            #expect(Set(letters.map { $0.opening.filter(\.isStrong) }).count == 1)
            #expect(Set(letters.map { $0.opening }).count == Tone.allCases.count)
        }
        for step in Sample.steps.dropLast() {
            let letters = try Tone.allCases.map {
                try LetterComposer.compose(Sample.act2026(step, $0, language))
            }
            #expect(Set(letters.map(\.terms)).count == 1)
            #expect(Set(letters.map { $0.opening.filter(\.isStrong) }).count == 1)
            #expect(Set(letters.map { $0.opening }).count == Tone.allCases.count)
        }
    }

    @Test(
        "The confirmation of a plan holds no threat and is discreet", arguments: Language.allCases)
    func plan(language: Language) throws {
        for audience in [DebtorKind.consumer, .business] {
            for bearsInterest in [true, false] {
                let (plan, request) = try Sample.plan(
                    language, audience: audience, bearsInterest: bearsInterest)
                let letter = try LetterComposer.compose(plan, for: request)
                let all = (LetterText.render(letter) + LetterHTML.render(letter)).lowercased()
                let pressing = [
                    "inkasso", "debt collection", "rettslig", "rettsleg", "legal", "varsel",
                ]
                for word in GoodPracticeTests.forbidden + pressing {
                    #expect(!all.contains(word), "holds “\(word)”")
                }
                for word in ["gjeld", "debt", "kr", "purring", "gebyr"] {
                    #expect(!letter.subject.lowercased().contains(word))
                }
                #expect(letter.preheader == letter.subject)
            }
        }
    }

    @Test("Only collection notice and payment demand have a sentence in bold")
    func strong() throws {
        for step in Sample.steps {
            let letter = try LetterComposer.compose(Sample.request(step))
            #expect(letter.opening.count(where: \.isStrong) == (step > .reminder ? 1 : 0))
        }
    }
}

import Basics
import Claims
import Law
import Letters
import Testing

@Suite("Letters' words as data")
struct LetterWordsTests {
    private let nudge = """
        # Ours.
        subject: Hei fra {creditor}
        title: Glemt oss?
        greeting: Hei, {debtor}!
        opening: Vi savner {payment}
        for {invoices}.

        {Due-sentence}
        closing: Takk.
        signoff: Hilsen
        sms: Brev fra {creditor}.
        """

    private func code(_ text: String, _ kind: NoticeKind = .nudge) -> String? {
        do {
            _ = try LetterWords(parsing: text, for: kind)
            return nil
        } catch {
            return "\(error.code) \(error.place) \(error.found)"
        }
    }

    @Test(
        "Text becomes words: lines are joined, a blank line begins a paragraph, # is for the writer"
    )
    func parsing() throws {
        let words = try LetterWords(parsing: nudge, for: .nudge)
        #expect(words.opening == ["Vi savner {payment} for {invoices}.", "{Due-sentence}"])
        #expect(words.title == "Glemt oss?")
        #expect(try LetterWords(parsing: words.text, for: .nudge) == words)
    }

    @Test(
        "Every letter's shipped words print and read back the same, for each audience",
        arguments: WordsKey.all, WordsAudience.allCases)
    func roundTrip(_ key: WordsKey, _ audience: WordsAudience) throws {
        let words = ShippedWords.words(key, for: audience)
        #expect(try LetterWords(parsing: words.text, for: key.kind) == words)
        #expect(!words.opening.joined().isEmpty && !words.sms.isEmpty)
        #expect(
            Lint.findings(in: words.lintTexts, of: key.kind, key.language, isTemplate: true) == [])
    }

    @Test("Parts that are missing, twice, unknown or not the letter's are refused with their line")
    func parts() {
        #expect(code(nudge) == nil)
        #expect(
            code(nudge.replacing("signoff: Hilsen\n", with: "")) == "words.part text no signoff")
        #expect(code(nudge + "\nsms: Igjen") == "words.part line 12 sms again")
        #expect(code("Hei\n" + nudge) == "words.part line 1 Hei")
        #expect(code(nudge, .reminder) == "words.part line 3, title a title")
        #expect(
            code(nudge.replacing("closing: Takk.", with: "closing:"))
                == "words.part line 9, closing nothing")
    }

    @Test("Only placeholders that the letter has are taken")
    func placeholders() {
        #expect(
            code(nudge.replacing("{payment}", with: "{pay}"))
                == "words.placeholder line 5, opening {pay}")
        #expect(
            code(nudge.replacing("{payment}", with: "{deadline}"))
                == "words.placeholder line 5, opening {deadline}")
        #expect(
            code(nudge.replacing("{payment}", with: "{payment"))
                == "words.placeholder line 5, opening {payment for {invoices}".replacing(
                    "{payment for {invoices}", with: "{payment for }"))
        let demand = nudge.replacing("title: Glemt oss?\n", with: "").replacing(
            "{payment}", with: "{deadline}")
        #expect(code(demand, .paymentDemand) == nil)
        #expect(code(demand.replacing("{deadline}", with: "{may-grow}"), .paymentDemand) != nil)
    }

    @Test("Lengths have limits")
    func lengths() {
        #expect(
            code(nudge.replacing("Glemt oss?", with: String(repeating: "a", count: 150))) == nil)
        #expect(
            code(nudge.replacing("Glemt oss?", with: String(repeating: "a", count: 151)))
                == "words.length line 3, title 151 characters")
        #expect(code(String(repeating: "a", count: 20_001)) == "words.length text 20001 bytes")
    }

    @Test("A company's own words stand in the letter; the law's stay")
    func own() throws {
        var request = Sample.request(.collectionNotice)
        let shipped = try LetterComposer.compose(request)
        var words = ShippedWords.words(WordsKey(.collectionNotice, .neutral, .nb))
        words.opening = ["Kjære {debtor}, ring oss på {contact} før {deadline}."]
        request.words = words
        let letter = try LetterComposer.compose(request)
        #expect(
            letter.opening[0].text
                == "Kjære Kari Nordmann, ring oss på post@fjordvikror.example eller 55\u{A0}12\u{A0}34\u{A0}56 før 02.11.2026."
        )
        #expect(letter.opening.suffix(2) == shipped.opening.suffix(2))
        #expect(letter.terms == shipped.terms)
        #expect(letter.title == "Inkassovarsel")
    }

    @Test("A name with braces in it is no placeholder")
    func injection() throws {
        var request = Sample.request(.nudge)
        request.debtor.name = "{amount} {creditor}"
        #expect(try LetterComposer.compose(request).greeting.contains("{amount} {creditor}"))
    }

    @Test(
        "A person may have forgotten; a company is asked what it misses",
        arguments: Language.allCases)
    func audiences(_ language: Language) throws {
        for step in [Step.nudge, .reminder] {
            for tone in [Tone.warm, .friendly] {
                let letters = try [DebtorKind.consumer, .business].map {
                    try LetterComposer.compose(Sample.request(step, tone, language, audience: $0))
                }
                let reference = language == .nb || language == .nn ? "referanse" : "reference"
                #expect(!Shown.text(letters[0]).contains(reference))
                #expect(Shown.text(letters[1]).contains(reference))
                #expect(letters[0].opening != letters[1].opening)
            }
        }
        for key in WordsKey.all where key.language == language {
            #expect(ShippedWords.words(key, for: .consumer) == ShippedWords.words(key))
            let isApart = ShippedWords.isApart(.init(key, .business))
            #expect((ShippedWords.words(key, for: .business) != ShippedWords.words(key)) == isApart)
            let isGentle = key.tone == .warm || key.tone == .friendly
            #expect(isApart == (isGentle && (key.kind == .nudge || key.kind == .reminder)))
        }
    }

    @Test("A company without e-mail and telephone is reached at its address, and so are objections")
    func noContact() throws {
        var request = Sample.request(.collectionNotice, .firm)
        request.creditor.email = ""
        request.creditor.phone = ""
        let text = Shown.text(try LetterComposer.compose(request))
        #expect(text.contains("når du oss på Kaigata 8, 5003 Bergen."))
        #expect(text.contains("si fra innen fristen (Kaigata 8, 5003 Bergen)."))
    }

    @Test(
        "Text messages say that a letter waits, in at most two parts, for every letter and however long the company's name",
        arguments: Sample.all)
    func sms(_ request: LetterRequest) throws {
        let names = [
            "Fjordvik Rør AS", "Ål Bygg",
            "Nordvestlandets Rørlegger- og Varmepumpeservice AS avdeling Ålesund og Sunnmøre",
            "Øvre Čáhput og Nedre Kåfjord Samdriftslag og Maskinringen Æ Å Ø SA under avvikling",
            String(repeating: "Et usedvanlig langt firmanavn ", count: 9),
        ]
        let address =
            "faktura.avdeling.sunnmore@nordvestlandetsrorleggerogvarmepumpeservice.example"
        for name in names {
            for audience in [DebtorKind.consumer, .business] {
                for email in ["post@fjordvikror.example", address] {
                    var request = request
                    request.audience = audience
                    request.creditor.name = name
                    request.creditor.email = email
                    try check(LetterComposer.compose(request), name)
                }
            }
        }
    }

    private func check(_ letter: Letter, _ name: String) throws {
        #expect((1...2).contains(TextMessageSize(letter.sms).parts), "\(letter.sms)")
        // Who it is from can be told by the beginning of the name.
        #expect(letter.sms.contains(name.prefix(60)))
        for hidden in [
            "inkasso", "betal", "kr ", "nok ", "purr", "pay", "claim", "debt", "krav", "gebyr",
        ] {
            #expect(!letter.sms.replacing(name, with: "").lowercased().contains(" \(hidden)"))
        }
    }
}

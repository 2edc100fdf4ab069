import Basics
import Claims
import Law
import Letters
import Testing

/// Who, to whom, about what, and how to pay: in every letter.
private func basics(_ language: Language) -> [String] {
    let days =
        switch language {
        case .nb, .nn: ["01.09.2026", "15.09.2026"]
        case .en: ["1 Sep 2026", "15 Sep 2026"]
        }
    return days + [
        "Fjordvik Rør AS", "310 123 455", "Kari Nordmann", "P-1042", "10002", "40109",
        "Rørleggerarbeid, bad 2. etasje", "9999 10 42764", "0002401099",
        "post@fjordvikror.example", "55 12 34 56",
    ]
}

private func mandatory(_ request: LetterRequest) -> [String] {
    request.regime == .act2026
        ? mandatory2026(request.step, request.language)
        : mandatory1988(request.step, request.language)
}

/// What a creditor's letter holds under the act of 2026: no fee, and instead of the inkassovarsel a warning that an agency
/// will be asked to collect.
private func mandatory2026(_ step: Step, _ language: Language) -> [String] {
    switch (step, language) {
    case (.nudge, _): return mandatory1988(step, language)
    case (.reminder, .nb):
        return basics(language) + ["Purring", "3 490,00 kr", "14.10.2026", "allerede betalt"]
    case (.reminder, .nn):
        return basics(language) + ["Purring", "3 490,00 kr", "14.10.2026", "alt betalt"]
    case (.reminder, .en):
        return basics(language) + [
            "Reminder", "NOK 3 490.00", "14 October 2026", "already paid",
        ]
    case (.collectionNotice, .nb):
        return basics(language) + [
            "Kravet kan bli sendt til inkasso", "3 529,82 kr", "Hovedstol", "3 490,00", "39,82",
            "Hvis kravet ikke er betalt senest 02.11.2026, overlater vi det til et "
                + "inkassoforetak.",
            "kan det komme flere kostnader", "Er du uenig i kravet", "si fra innen fristen",
            "Forsinkelsesrente 12,25 % per år", "fra 16.09.2026", "allerede betalt",
        ]
    case (.collectionNotice, .nn):
        return basics(language) + [
            "Kravet kan bli sendt til inkasso", "3 529,82 kr", "Hovudstol", "3 490,00", "39,82",
            "Dersom kravet ikkje er betalt seinast 02.11.2026, overlèt vi det til eit "
                + "inkassoføretak.",
            "kan det kome fleire kostnader", "Er du usamd i kravet", "seie frå innan fristen",
            "Forseinkingsrente 12,25 % per år", "frå 16.09.2026", "alt betalt",
        ]
    case (.collectionNotice, .en):
        return basics(language) + [
            "The claim may be sent to debt collection", "NOK 3 529.82", "Principal", "3 490.00",
            "39.82",
            "If the claim has not been paid by 2 November 2026 at the latest, we will hand it "
                + "over to a debt collection agency.",
            "Further costs may then be added", "If you disagree with the claim",
            "tell us before the deadline", "interest of 12.25% a year",
            "from 16 September 2026", "already paid",
        ]
    case (.paymentDemand, _), (.ask, _): return []
    }
}

/// What a letter must hold by law or good practice, in the words of its language.
private func mandatory1988(_ step: Step, _ language: Language) -> [String] {
    var words = basics(language)
    switch (step, language) {
    case (.nudge, .nb): words += ["3 490,00 kr", "allerede betalt", "gebyr"]
    case (.nudge, .nn): words += ["3 490,00 kr", "alt betalt", "gebyr"]
    case (.nudge, .en): words += ["NOK 3 490.00", "already paid"]
    case (.reminder, .nb):
        words += [
            "Purring", "3 528,00 kr", "14.10.2026", "purregebyr på 38,00 kr", "allerede betalt",
        ]
    case (.reminder, .nn):
        words += ["Purring", "3 528,00 kr", "14.10.2026", "purregebyr på 38,00 kr", "alt betalt"]
    case (.reminder, .en):
        words += [
            "Reminder", "NOK 3 528.00", "14 October 2026", "reminder fee of NOK 38.00",
            "already paid",
        ]
    case (.collectionNotice, .nb):
        words += [
            "Inkassovarsel", "3 605,82 kr", "Hovedstol", "3 490,00", "39,82",
            "Hvis kravet ikke er betalt senest 02.11.2026, vil inkasso bli satt i gang.",
            "Er du uenig i kravet", "gebyr for inkassovarsel på 38,00 kr",
            "Gebyr for tidligere brev: 38,00 kr", "Forsinkelsesrente 12,25 % per år",
            "fra 16.09.2026", "inkassoloven § 9", "allerede betalt",
        ]
    case (.collectionNotice, .nn):
        words += [
            "Inkassovarsel", "3 605,82 kr", "Hovudstol", "3 490,00", "39,82",
            "Dersom kravet ikkje er betalt seinast 02.11.2026, vil inkasso bli sett i gang.",
            "Er du usamd i kravet", "gebyr for inkassovarsel på 38,00 kr",
            "Gebyr for tidlegare brev: 38,00 kr", "Forseinkingsrente 12,25 % per år",
            "frå 16.09.2026", "inkassolova § 9", "alt betalt",
        ]
    case (.collectionNotice, .en):
        words += [
            "Collection notice (inkassovarsel)", "NOK 3 605.82", "Principal", "3 490.00", "39.82",
            "If the claim has not been paid by 2 November 2026 at the latest, debt collection "
                + "(inkasso) will be started.",
            "If you disagree with the claim", "a fee of NOK 38.00 for this collection notice",
            "Fees for earlier letters: NOK 38.00", "interest of 12.25% a year",
            "from 16 September 2026", "inkassoloven § 9", "already paid",
        ]
    case (.paymentDemand, .nb):
        words += [
            "Betalingsoppfordring", "Hovedstol", "3 490,00", "−500,00", "53,10", "189,00",
            "betale 3 232,10 kr eller komme med innsigelser mot kravet senest 19.11.2026",
            "krever betaling for faktura 40109 av 01.09.2026", "hva du er uenig i",
            "Forsinkelsesrente 12,25 % per år", "fra 16.09.2026", "113,00 kr", "76,00 kr",
            "flere kostnader for deg og til rettslig inndriving", "inkassoloven § 10",
            "allerede betalt",
        ]
    case (.paymentDemand, .nn):
        words += [
            "Betalingsoppmoding (betalingsoppfordring)", "Hovudstol", "3 490,00", "−500,00",
            "53,10", "189,00",
            "betale 3 232,10 kr eller kome med innvendingar mot kravet seinast 19.11.2026",
            "krev betaling for faktura 40109 av 01.09.2026", "kva du er usamd i",
            "Forseinkingsrente 12,25 % per år", "frå 16.09.2026", "113,00 kr", "76,00 kr",
            "fleire kostnader for deg og til rettsleg inndriving", "inkassolova § 10",
            "alt betalt",
        ]
    case (.paymentDemand, .en):
        words += [
            "Demand for payment (betalingsoppfordring)", "Principal", "3 490.00", "−500.00",
            "53.10", "189.00",
            "pay NOK 3 232.10 or to object to the claim by 19 November 2026 at the latest",
            "claims payment of invoice 40109 of 1 September 2026", "what you disagree with",
            "interest of 12.25% a year", "from 16 September 2026", "NOK 113.00", "NOK 76.00",
            "further costs for you and to legal recovery", "inkassoloven § 10", "already paid",
        ]
    case (.ask, _): break
    }
    return words
}

/// The same to a business: another name and number, and spoken to as many.
private func mandatoryToBusiness(_ request: LetterRequest) -> [String] {
    let you = request.language == .nn ? ("de", "dykk", "usamde") : ("dere", "dere", "uenige")
    return mandatory(request).map { words in
        var words = words
        for (person, company) in [
            ("Kari Nordmann", "Bakken Bygg AS"), ("10002", "10001"),
            ("du er uenig", "\(you.0) er \(you.2)"), ("du er usamd", "\(you.0) er \(you.2)"),
            ("Er du uenig", "Er \(you.0) \(you.2)"), ("Er du usamd", "Er \(you.0) \(you.2)"),
            ("for deg og", "for \(you.1) og"),
        ] where words == person || words.contains(" ") {
            words = words.replacing(person, with: company)
        }
        return words
    }
}

@Suite("What every letter must hold")
struct MandatoryContentTests {
    @Test("Text and HTML hold every element of the step", arguments: Sample.all)
    func textAndHTML(request: LetterRequest) throws {
        let letter = try LetterComposer.compose(request)
        let text = Shown.text(letter)
        let html = Shown.html(letter)
        for words in mandatory(request) {
            #expect(text.contains(words), "text lacks “\(words)”")
            #expect(html.contains(words), "HTML lacks “\(words)”")
        }
    }

    @Test(
        "So do they to a business, in every tone and language", arguments: Sample.toBusinesses)
    func toBusiness(request: LetterRequest) throws {
        let letter = try LetterComposer.compose(request)
        let shown = [Shown.text(letter), Shown.html(letter)]
        for words in mandatoryToBusiness(request) {
            #expect(shown.allSatisfy { $0.contains(words) }, "it lacks “\(words)”")
        }
    }

    // Needs poppler's pdftotext; skipped where it is missing.
    @Test(
        "The PDF holds every element of the step", .enabled(if: Tool.pdftotext.isPresent),
        arguments: Sample.all)
    func pdf(request: LetterRequest) throws {
        let letter = try LetterComposer.compose(request)
        let pdf = try LetterPDFRenderer().render(letter)
        let (status, output) = try Tool.pdftotext.run(["-layout", "FILE", "-"], on: pdf)
        #expect(status == 0)
        let text = Shown.flat(output)
        for words in mandatory(request) {
            #expect(text.contains(words), "PDF lacks “\(words)”")
        }
    }

    @Test("A business is spoken to as many", arguments: Sample.steps)
    func business(step: Step) throws {
        for tone in Tone.allCases {
            let nb = try Shown.text(
                LetterComposer.compose(Sample.request(step, tone, .nb, audience: .business)))
            let nn = try Shown.text(
                LetterComposer.compose(Sample.request(step, tone, .nn, audience: .business)))
            #expect(nb.contains("dere"))
            #expect(!nb.contains(/\b(du|deg|din)\b/))
            #expect(nn.contains(/\b(de|dykk)\b/))
            #expect(!nn.contains(/\b(du|deg|din)\b/))
        }
    }

    @Test("A debtor of unknown kind is spoken to as a consumer")
    func unknown() throws {
        let letter = try LetterComposer.compose(Sample.request(.reminder, audience: .unknown))
        #expect(Shown.text(letter).contains("Vi ber deg betale"))
    }

    @Test(
        "Several invoices are counted, listed and given each its KID", arguments: Language.allCases)
    func several(language: Language) throws {
        let request = Sample.many(3, language)
        let letter = try LetterComposer.compose(request)
        let counted =
            switch language {
            case .nb: "tre fakturaer"
            case .nn: "tre fakturaar"
            case .en: "three invoices"
            }
        #expect(letter.subject.contains(counted))
        for shown in [Shown.text(letter), Shown.html(letter)] {
            for claim in request.claims {
                #expect(shown.contains(claim.kid))
                #expect(shown.contains(claim.invoice))
            }
        }
        #expect(letter.payment.parts.count == 3)
        #expect(!letter.payment.facts.contains { $0.label == "KID" })
        #expect(letter.table.rows.allSatisfy { $0.note.contains("2026") })
    }

    @Test("Invoices that share one KID are paid as one")
    func sharedKID() throws {
        var request = Sample.many(2)
        for index in request.claims.indices { request.claims[index].kid = "0002401099" }
        let payment = try LetterComposer.compose(request).payment
        #expect(payment.parts.isEmpty)
        #expect(payment.facts.contains(Letter.Fact("KID", "0002401099")))
    }

    @Test("Without a KID the payer is asked to give the invoice number")
    func noKID() throws {
        var request = Sample.request(.reminder)
        request.claims[0].kid = ""
        let payment = try LetterComposer.compose(request).payment
        #expect(payment.note == "Merk betalingen med faktura 40109.")
    }

    @Test("Interest that ran through a change of rate is not stated at one rate")
    func changedRate() throws {
        var request = Sample.request(.collectionNotice)
        request.claims[0].interestFrom = Day(2026, 6, 30)
        let text = Shown.text(try LetterComposer.compose(request))
        #expect(text.contains("satsen som gjelder til enhver tid, nå 12,25 % per år"))
    }

    @Test("The code holds the payment as plain lines that paste into a bank's form")
    func code() throws {
        let payment = try LetterComposer.compose(Sample.request(.reminder)).payment
        #expect(
            payment.code == """
                Fjordvik Rør AS
                Konto 99991042764
                KID 0002401099
                Beløp 3528,00 kr
                Frist 14.10.2026
                """)
    }
}

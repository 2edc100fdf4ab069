import Basics
import Claims

/// The written confirmation of a payment plan: each day and amount, whether interest runs, and what a missed
/// instalment does.
///
/// It is no step of the ladder: it asks for nothing that has not been agreed. (Inkassoloven (2026) § 16 (4) wants days and
/// amounts in writing.)
extension LetterComposer {
    /// - Parameter request: as for a nudge on the claims of the plan: who writes to whom, about what, how to pay.
    /// - Throws: as ``compose(_:)``.
    public static func compose(
        _ plan: InstalmentPlan, for request: LetterRequest
    ) throws(Diagnostic) -> Letter {
        var letter = try compose(request)
        let clean = request.cleaned
        let texts = PlanTexts(LetterFacts(clean), plan)
        letter.subject = texts.subject
        letter.preheader = texts.subject
        letter.title = texts.title
        letter.documentTitle = "\(texts.title) – \(texts.f.about)"
        letter.opening = texts.opening
        letter.table = ClaimTable(plan, clean.language)
        letter.terms = [Letter.Paragraph(texts.missed)]
        let paid = [Label.amountToPay, .originalDue, .deadline].map { $0.in(clean.language) }
        letter.payment.facts.removeAll { paid.contains($0.label) }
        letter.payment.code = nil
        letter.closing = []
        return letter
    }
}

extension ClaimTable {
    /// A row an instalment.
    fileprivate init(_ plan: InstalmentPlan, _ language: Language) {
        let wording = Wording(language: language)
        columns = [.due, .toPay]
        headings = [Label.deadline.in(language), Label.toPay.in(language)]
        rows = plan.instalments.map {
            Row(cells: [wording.date($0.due), wording.figures($0.amount)], note: "")
        }
        totalLabel = Label.total.in(language)
        totals = ["", wording.figures(plan.total)]
        totalAmount = wording.amount(plan.total)
    }
}

private struct PlanTexts {
    let f: LetterFacts
    let bearsInterest: Bool

    init(_ facts: LetterFacts, _ plan: InstalmentPlan) {
        f = facts
        bearsInterest = plan.bearsInterest
    }

    var title: String {
        switch f.language {
        case .nb, .nn: "Nedbetalingsavtale"
        case .en: "Payment plan"
        }
    }

    var subject: String {
        switch f.language {
        case .nb: "Avtale om \(f.about)"
        case .nn: "Avtale om \(f.about)"
        case .en: "Our agreement about \(f.about)"
        }
    }

    var opening: [Letter.Paragraph] {
        [Letter.Paragraph("\(agreed) \(interest)"), Letter.Paragraph(kept, isStrong: true)]
    }

    private var agreed: String {
        switch f.language {
        case .nb:
            "Vi har avtalt at \(f.isBusiness ? "dere" : "du") betaler \(f.about) i avdrag, slik det "
                + "står nedenfor. Hver dato er siste dag å betale på."
        case .nn:
            "Vi har avtalt at \(f.isBusiness ? "de" : "du") betaler \(f.about) i avdrag, slik det "
                + "står nedanfor. Kvar dato er siste dag å betale på."
        case .en:
            "We have agreed that you pay \(f.about) in instalments, as set out below. Each date is "
                + "the last day to pay."
        }
    }

    private var interest: String {
        switch (f.language, bearsInterest) {
        case (.nb, true): "Det løper forsinkelsesrente på det som ikke er betalt."
        case (.nn, true): "Det går forseinkingsrente på det som ikkje er betalt."
        case (.en, true): "Late-payment interest runs on what has not been paid."
        case (.nb, false): "Det løper ingen renter så lenge avtalen følges."
        case (.nn, false): "Det går ingen renter så lenge avtalen blir følgd."
        case (.en, false): "No interest runs for as long as the plan is kept."
        }
    }

    private var kept: String {
        switch f.language {
        case .nb: "Så lenge avdragene kommer til avtalt tid, sender vi ingen purringer."
        case .nn: "Så lenge avdraga kjem til avtalt tid, sender vi ingen purringar."
        case .en: "As long as the instalments arrive on time, we send no reminders."
        }
    }

    /// What a missed instalment does, and whom to call first.
    var missed: String {
        let contact = f.contacts.isEmpty ? "" : " (\(f.contacts.joined(separator: ", ")))"
        switch f.language {
        case .nb:
            return
                "Kommer et avdrag ikke innen datoen, gjelder avtalen ikke lenger, og vi følger opp det "
                + "som gjenstår på vanlig måte. Blir det vanskelig, så si fra før datoen"
                + "\(contact). Da finner vi en løsning."
        case .nn:
            return
                "Kjem eit avdrag ikkje innan datoen, gjeld avtalen ikkje lenger, og vi følgjer opp det "
                + "som står att på vanleg måte. Blir det vanskeleg, så sei frå før datoen"
                + "\(contact). Då finn vi ei løysing."
        case .en:
            return
                "If an instalment does not arrive by its date, the plan is over and we follow up what "
                + "is left in the usual way. If it becomes hard, please tell us before the date"
                + "\(contact), and we will find a solution."
        }
    }
}

import Basics
import Claims

/// The written confirmation of a payment plan (nedbetalingsavtale): what is owed, each day and amount, whether interest
/// runs, how to pay, what a missed instalment does and whom to call.
///
/// It is no step of the ladder: it asks for nothing that has not been agreed. It has one tone.
///
/// - Source: inkassoloven (2026) § 16 (4): due dates and amounts in writing.
extension LetterComposer {
    /// The confirmation as a letter, for text, HTML and PDF like any other.
    ///
    /// - Parameter request: as for a nudge on the claims of the plan: who writes to whom, and in its lines what is owed on
    ///   the day it is sent. `interestRate` is told when the plan bears interest.
    /// - Throws: as ``compose(_:)``.
    public static func compose(
        _ plan: InstalmentPlan, for request: LetterRequest
    ) throws(Diagnostic) -> Letter {
        var letter = try compose(request)
        let clean = request.cleaned
        let texts = PlanTexts(clean, plan)
        letter.subject = texts.subject
        letter.preheader = texts.subject
        letter.title = texts.title
        letter.documentTitle = "\(texts.title) – \(texts.f.about)"
        letter.opening = texts.opening
        letter.table = ClaimTable(plan, clean.language)
        letter.terms = [Letter.Paragraph(texts.missed)]
        letter.payment.showInstalments(clean.language)
        letter.closing = [Letter.Paragraph(texts.whomToCall)]
        return letter
    }
}

extension ClaimTable {
    /// A row an instalment.
    fileprivate init(_ plan: InstalmentPlan, _ language: Language) {
        let wording = Wording(language: language)
        columns = [.invoice, .due, .toPay]
        headings = [Label.instalment, .deadline, .amount].map { $0.in(language) }
        rows = plan.instalments.enumerated().map { index, instalment in
            Row(
                cells: [
                    String(index + 1), wording.date(instalment.due),
                    wording.figures(instalment.amount),
                ], note: "")
        }
        totalLabel = Label.total.in(language)
        totals = ["", "", wording.figures(plan.total)]
        totalAmount = wording.amount(plan.total)
    }
}

extension PaymentBox {
    /// Days and amounts are the table's; what is left says where to pay and how to mark it.
    fileprivate mutating func showInstalments(_ language: Language) {
        let moved = [Label.amountToPay, .originalDue, .deadline].map { $0.in(language) }
        facts.removeAll { moved.contains($0.label) }
        if !parts.isEmpty { note = Label.instalmentKID.in(language) }
        code = nil
    }
}

private struct PlanTexts {
    let f: LetterFacts
    private let plan: InstalmentPlan
    private let owed: Money
    private let invoices: [String]
    private let rate: String?

    init(_ request: LetterRequest, _ plan: InstalmentPlan) {
        f = LetterFacts(request)
        self.plan = plan
        owed = request.total
        invoices = request.claims.map(\.invoice)
        rate = request.interestRate.map(Wording(language: request.language).percent)
    }

    var title: String {
        switch f.language {
        case .nb, .nn: "Nedbetalingsavtale"
        case .en: "Payment plan"
        }
    }

    var subject: String {
        switch f.language {
        case .nb, .nn: "Avtale om \(f.about)"
        case .en: "Our agreement about \(f.about)"
        }
    }

    var opening: [Letter.Paragraph] {
        [
            Letter.Paragraph("\(agreed) \(isOwed)"), Letter.Paragraph(kept, isStrong: true),
            Letter.Paragraph(interest),
        ]
    }

    private var agreed: String {
        switch f.language {
        case .nb:
            "Vi har avtalt at \(f.isBusiness ? "dere" : "du") betaler \(what) i avdrag, slik det "
                + "står nedenfor. Hver dato er siste dag å betale på."
        case .nn:
            "Vi har avtalt at \(f.isBusiness ? "de" : "du") betaler \(what) i avdrag, slik det "
                + "står nedanfor. Kvar dato er siste dag å betale på."
        case .en:
            "We have agreed that you will pay \(what) in instalments, as set out below. Each date is "
                + "the last day to pay."
        }
    }

    /// `faktura 40101 av 01.09.2026`, or `tre fakturaer (40101, 40102, 40103)`.
    private var what: String {
        if f.isPlural { return "\(f.about) (\(invoices.joined(separator: ", ")))" }
        switch f.language {
        case .nb, .nn: return "\(f.about) av \(f.issued)"
        case .en: return "\(f.about) of \(f.issued)"
        }
    }

    private var isOwed: String {
        switch f.language {
        case .nb: "I alt er \(f.total) ubetalt per \(f.sentOn)."
        case .nn: "I alt er \(f.total) ubetalt per \(f.sentOn)."
        case .en: "In all, \(f.total) is unpaid as of \(f.sentOn)."
        }
    }

    private var kept: String {
        switch f.language {
        case .nb: "Så lenge avdragene kommer til avtalt tid, sender vi ingen purringer."
        case .nn: "Så lenge avdraga kjem til avtalt tid, sender vi ingen purringar."
        case .en: "As long as the instalments arrive on time, we send no reminders."
        }
    }

    private var interest: String {
        let now = rate ?? ""
        switch (f.language, plan.bearsInterest) {
        case (.nb, false): return "Det løper ingen renter så lenge avtalen følges."
        case (.nn, false): return "Det går ingen renter så lenge avtalen blir følgd."
        case (.en, false): return "No interest runs for as long as the plan is kept."
        case (.nb, true):
            let rate = rate == nil ? "" : " (nå \(now)\u{A0}per år)"
            return
                "Det løper forsinkelsesrente på det som ikke er betalt, med satsen som gjelder til "
                + "enhver tid\(rate).\(onTop)"
        case (.nn, true):
            let rate = rate == nil ? "" : " (no \(now)\u{A0}per år)"
            return
                "Det går forseinkingsrente på det som ikkje er betalt, med satsen som gjeld til "
                + "kvar tid\(rate).\(onTop)"
        case (.en, true):
            let rate = rate == nil ? "" : " (now \(now) a year)"
            return
                "Late-payment interest runs on what has not been paid, at the rate in force at any "
                + "time\(rate).\(onTop)"
        }
    }

    /// Instalments that come to no more than what is owed today hold none of the interest of the days to come.
    private var onTop: String {
        if plan.total > owed { return "" }
        switch f.language {
        case .nb: return " Renter fra nå av kommer i tillegg til avdragene."
        case .nn: return " Renter frå no av kjem i tillegg til avdraga."
        case .en: return " Interest from now on comes on top of the instalments."
        }
    }

    /// What a missed instalment does.
    var missed: String {
        switch f.language {
        case .nb:
            "Kommer et avdrag ikke innen datoen, gjelder avtalen ikke lenger, og vi følger opp det "
                + "som gjenstår på vanlig måte."
        case .nn:
            "Kjem eit avdrag ikkje innan datoen, gjeld avtalen ikkje lenger, og vi følgjer opp det "
                + "som står att på vanleg måte."
        case .en:
            "If an instalment does not arrive by its date, the plan ends, and we follow up what "
                + "is left in the usual way."
        }
    }

    var whomToCall: String {
        let or = f.language == .en ? " or " : " eller "
        let contact = f.contacts.isEmpty ? "" : " (\(f.contacts.joined(separator: or)))"
        switch f.language {
        case .nb:
            return
                "Blir et avdrag vanskelig, eller stemmer noe ikke med det vi ble enige om? Si fra "
                + "før datoen\(contact), så ser vi på det sammen."
        case .nn:
            return
                "Blir eit avdrag vanskeleg, eller stemmer noko ikkje med det vi vart samde om? Sei "
                + "frå før datoen\(contact), så ser vi på det saman."
        case .en:
            return
                "Is an instalment becoming hard to pay, or does anything differ from what we "
                + "agreed? Please tell us before the date\(contact), and we will look at it together."
        }
    }
}

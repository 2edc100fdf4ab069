import Basics
import Law
import Texts

/// What the law wants said, the same in every tone, so that choosing a warmer voice never costs a
/// letter its effect.
///
/// - Inkassovarsel: that collection will be started, and a deadline of at least 14 days
///   (inkassoloven § 9).
/// - Betalingsoppfordring: creditor, what the claim concerns, principal and each addition, rate and
///   from-date, to pay or object, and that further costs and legal recovery may follow (§ 10).
/// - Each fee is named, and from the inkassovarsel on with its basis (inkassoforskriften § 1-2). A
///   reminder leaves the basis out: its very name would hint at collection, which a reminder may
///   not.
///
/// The right to bring a case before a complaints board is left out: it stands only against licensed
/// agencies (§ 10 (2) f), and these are the creditor's own letters.
struct LegalBlocks {
    private let f: LetterFacts
    private let notice: Notice

    init(_ notice: Notice, _ facts: LetterFacts) {
        self.notice = notice
        f = facts
    }

    /// The sentences nobody should miss, right after the opening.
    var warning: [Letter.Paragraph] {
        switch notice {
        case .nudge, .reminder: []
        case .collectionNotice:
            [Letter.Paragraph(collectionWarning, isStrong: true), Letter.Paragraph(objection)]
        case .transferWarning:
            [Letter.Paragraph(transferWarning, isStrong: true), Letter.Paragraph(objection)]
        case .paymentDemand:
            [
                Letter.Paragraph(demand, isStrong: true),
                Letter.Paragraph("\(howToObject) \(consequence)"),
            ]
        }
    }

    /// What each addition is and where the rules stand, after the table.
    var terms: [Letter.Paragraph] {
        var parts = [fee, earlierFees, compensation, interest].compactMap(\.self)
        switch notice {
        case .nudge, .reminder, .transferWarning: break
        case .collectionNotice, .paymentDemand: parts.append(basis)
        }
        return parts.isEmpty ? [] : [Letter.Paragraph(parts.joined(separator: " "))]
    }

    // MARK: - Inkassovarsel

    private var collectionWarning: String {
        let deadline = f.deadline ?? ""
        switch f.language {
        case .nb:
            return
                "Hvis \(f.isPlural ? "kravene" : "kravet") ikke er betalt senest \(deadline), vil "
                + "inkasso bli satt i gang."
        case .nn:
            return f.isPlural
                ? "Dersom krava ikkje er betalte seinast \(deadline), vil inkasso bli sett i gang."
                : "Dersom kravet ikkje er betalt seinast \(deadline), vil inkasso bli sett i gang."
        case .en:
            return
                "If the \(f.isPlural ? "claims have" : "claim has") not been paid by \(deadline) "
                + "at the latest, debt collection (inkasso) will be started."
        }
    }

    /// That an agency will be asked, under the act of 2026; what costs it adds is for the agency to say.
    private var transferWarning: String {
        let deadline = f.deadline ?? ""
        switch f.language {
        case .nb:
            return
                "Hvis \(f.isPlural ? "kravene" : "kravet") ikke er betalt senest \(deadline), "
                + "overlater vi \(f.isPlural ? "dem" : "det") til et inkassoforetak."
        case .nn:
            return f.isPlural
                ? "Dersom krava ikkje er betalte seinast \(deadline), overlèt vi dei til eit "
                    + "inkassoføretak."
                : "Dersom kravet ikkje er betalt seinast \(deadline), overlèt vi det til eit "
                    + "inkassoføretak."
        case .en:
            return
                "If the \(f.isPlural ? "claims have" : "claim has") not been paid by \(deadline) "
                + "at the latest, we will hand \(f.isPlural ? "them" : "it") over to a debt "
                + "collection agency."
        }
    }

    private var objection: String {
        let to = contact
        switch f.language {
        case .nb:
            let you = f.isBusiness ? "dere" : "du"
            return
                "Da kan det komme flere kostnader i tillegg. Er \(you) \(f.isBusiness ? "uenige" : "uenig") i "
                + "\(f.isPlural ? "kravene" : "kravet") eller i deler av "
                + "\(f.isPlural ? "dem" : "det"), "
                + "ber vi \(f.isBusiness ? "dere" : "deg") si fra innen fristen\(to)."
        case .nn:
            let you = f.isBusiness ? "de" : "du"
            return
                "Då kan det kome fleire kostnader i tillegg. Er \(you) "
                + "\(f.isBusiness ? "usamde" : "usamd") "
                + "i \(f.isPlural ? "krava" : "kravet") eller i delar av "
                + "\(f.isPlural ? "dei" : "det"), "
                + "ber vi \(f.isBusiness ? "dykk" : "deg") seie frå innan fristen\(to)."
        case .en:
            return "Further costs may then be added. If you disagree with the "
                + "\(f.isPlural ? "claims" : "claim") or any part of "
                + "\(f.isPlural ? "them" : "it"), "
                + "please tell us before the deadline\(to)."
        }
    }

    // MARK: - Betalingsoppfordring

    private var demand: String {
        let deadline = f.deadline ?? ""
        switch f.language {
        case .nb:
            return
                "Vi oppfordrer \(f.isBusiness ? "dere" : "deg") til å betale \(f.total) eller "
                + "komme "
                + "med innsigelser mot kravet senest \(deadline)."
        case .nn:
            return
                "Vi oppmodar \(f.isBusiness ? "dykk" : "deg") til å betale \(f.total) eller kome "
                + "med innvendingar mot kravet seinast \(deadline)."
        case .en:
            return "We ask you to pay \(f.total) or to object to the claim by \(deadline) at the "
                + "latest."
        }
    }

    private var howToObject: String {
        switch f.language {
        case .nb:
            "\(f.creditor) krever betaling for \(what). En innsigelse kan være kort: skriv eller "
                + "fortell hva \(f.isBusiness ? "dere er uenige" : "du er uenig") i\(contact)."
        case .nn:
            "\(f.creditor) krev betaling for \(what). Ei innvending kan vere kort: skriv eller "
                + "fortel kva \(f.isBusiness ? "de er usamde" : "du er usamd") i\(contact)."
        case .en:
            "\(f.creditor) claims payment of \(what). An objection can be brief: write or tell us "
                + "what you disagree with\(contact)."
        }
    }

    private var consequence: String {
        switch f.language {
        case .nb:
            "Blir kravet ikke betalt, kan det føre til flere kostnader for "
                + "\(f.isBusiness ? "dere" : "deg") og til rettslig inndriving."
        case .nn:
            "Blir kravet ikkje betalt, kan det føre til fleire kostnader for "
                + "\(f.isBusiness ? "dykk" : "deg") og til rettsleg inndriving."
        case .en:
            "If the claim is not paid, this may lead to further costs for you and to legal "
                + "recovery "
                + "of the claim."
        }
    }

    /// What the claim concerns: the invoice with its date and subject, or those in the table.
    private var what: String {
        let subject = f.concerns.isEmpty ? "" : " (\(f.concerns))"
        switch f.language {
        case .nb:
            return f.isPlural ? "fakturaene i oversikten" : "\(f.about) av \(f.issued)\(subject)"
        case .nn:
            return f.isPlural ? "fakturaane i oversikta" : "\(f.about) av \(f.issued)\(subject)"
        case .en:
            return f.isPlural
                ? "the invoices listed below" : "\(f.about) of \(f.issued)\(subject)"
        }
    }

    private var contact: String {
        if f.contacts.isEmpty { return "" }
        let joiner =
            switch f.language {
            case .nb, .nn: " eller "
            case .en: " or "
            }
        let list = f.contacts.joined(separator: joiner)
        return " (\(list))"
    }

    // MARK: - Additions

    /// The fee of this letter, by name.
    private var fee: String? {
        guard let amount = f.fee else { return nil }
        let rule = citation(Citation(.inkassoforskriften, "§\u{A0}1-2"))
        switch (f.language, notice) {
        case (_, .nudge), (_, .transferWarning): return nil
        case (.nb, .reminder):
            return "Beløpet omfatter purregebyr på \(amount) for dette brevet."
        case (.nn, .reminder):
            return "Beløpet omfattar purregebyr på \(amount) for dette brevet."
        case (.en, .reminder):
            return "The amount includes a reminder fee of \(amount) for this letter."
        case (.nb, .collectionNotice):
            return
                "Beløpet omfatter gebyr for inkassovarsel på \(amount) for dette brevet (\(rule))."
        case (.nn, .collectionNotice):
            return
                "Beløpet omfattar gebyr for inkassovarsel på \(amount) for dette brevet (\(rule))."
        case (.en, .collectionNotice):
            return "The amount includes a fee of \(amount) for this collection notice (\(rule))."
        case (.nb, .paymentDemand):
            return
                "Beløpet omfatter gebyr for betalingsoppfordring på \(amount) for dette brevet "
                + "(\(rule))."
        case (.nn, .paymentDemand):
            return
                "Beløpet omfattar gebyr for betalingsoppfordring på \(amount) for dette brevet "
                + "(\(rule))."
        case (.en, .paymentDemand):
            return "The amount includes a fee of \(amount) for this demand (\(rule))."
        }
    }

    private var earlierFees: String? {
        guard let amount = f.earlierFees else { return nil }
        switch f.language {
        case .nb: return "Gebyr for tidligere brev: \(amount)."
        case .nn: return "Gebyr for tidlegare brev: \(amount)."
        case .en: return "Fees for earlier letters: \(amount)."
        }
    }

    private var compensation: String? {
        guard let amount = f.compensation else { return nil }
        let rule = citation(Citation(.forsinkelsesrenteloven, "§\u{A0}3\u{A0}a"))
        switch f.language {
        case .nb:
            let instead = f.isInsteadOfFees ? ", i stedet for gebyrer" : ""
            return "Beløpet omfatter standardkompensasjon på \(amount) etter \(rule)\(instead)."
        case .nn:
            let instead = f.isInsteadOfFees ? ", i staden for gebyr" : ""
            return "Beløpet omfattar standardkompensasjon på \(amount) etter \(rule)\(instead)."
        case .en:
            let instead = f.isInsteadOfFees ? ", instead of fees" : ""
            return
                "The amount includes standard compensation of \(amount) (\(rule))\(instead)."
        }
    }

    private var interest: String? {
        guard let rate = f.rate else { return nil }
        switch f.language {
        case .nb:
            let from = f.interestFrom ?? "datoen som står ved hver faktura"
            let rule =
                f.isRateOfWholePeriod
                ? "\(rate)\u{A0}per år etter forsinkelsesrenteloven"
                : "etter forsinkelsesrenteloven med satsen som gjelder til enhver tid, nå "
                    + "\(rate)\u{A0}per år"
            return "Forsinkelsesrente \(rule), beregnet fra \(from) til og med \(f.sentOn)."
        case .nn:
            let from = f.interestFrom ?? "datoen som står ved kvar faktura"
            let rule =
                f.isRateOfWholePeriod
                ? "\(rate)\u{A0}per år etter forseinkingsrentelova"
                : "etter forseinkingsrentelova med satsen som gjeld til kvar tid, no "
                    + "\(rate)\u{A0}per år"
            return "Forseinkingsrente \(rule), rekna frå \(from) til og med \(f.sentOn)."
        case .en:
            let from = f.interestFrom ?? "the date shown with each invoice"
            let rule =
                f.isRateOfWholePeriod
                ? "of \(rate) a year under the Norwegian Late Payment Interest Act "
                    + "(forsinkelsesrenteloven)"
                : "under the Norwegian Late Payment Interest Act (forsinkelsesrenteloven) at the "
                    + "rate in force at any time, now \(rate) a year"
            return
                "Late-payment interest \(rule), calculated from \(from) to \(f.sentOn) inclusive."
        }
    }

    private var basis: String {
        switch notice {
        case .nudge, .reminder, .transferWarning: return ""
        case .collectionNotice:
            let rule = citation(Citation(.inkassoloven, "§\u{A0}9"))
            switch f.language {
            case .nb: return "Dette varselet er sendt etter \(rule)."
            case .nn: return "Dette varselet er sendt etter \(rule)."
            case .en:
                return "This notice is sent under the Norwegian Debt Collection Act (\(rule))."
            }
        case .paymentDemand:
            let rule = citation(Citation(.inkassoloven, "§\u{A0}10"))
            switch f.language {
            case .nb: return "Denne betalingsoppfordringen er sendt etter \(rule)."
            case .nn: return "Denne betalingsoppmodinga er send etter \(rule)."
            case .en:
                return "This demand is sent under the Norwegian Debt Collection Act (\(rule))."
            }
        }
    }

    /// Acts go by their own names; nynorsk bends the ending.
    private func citation(_ rule: Citation) -> String { rule.text(in: f.language) }
}

import Basics
import Law

/// Says in one line what happened to a claim.
public struct FactTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    private func note(_ why: String) -> String { why.isEmpty ? "" : " (\(why))" }

    public func compensation(_ amount: Money) -> String {
        say(
            "Standardkompensasjon krevd: \(amount.text)",
            "Standardkompensasjon kravd: \(amount.text)",
            "Standard compensation claimed: \(amount.text)")
    }

    public func deferred(_ to: Day, _ why: String) -> String {
        say(
            "Utsatt til \(to.text)", "Utsett til \(to.text)", "Due date moved to \(to.text)")
            + note(why)
    }

    public func basis(_ basis: DueBasis, _ why: String) -> String {
        let text =
            switch basis {
            case .agreed:
                say("Forfallet er avtalt", "Forfallet er avtalt", "The due date was agreed")
            case .unilateral(let sentOn):
                say(
                    "Forfallet er satt av selgeren alene, faktura sendt \(sentOn.text)",
                    "Forfallet er sett av seljaren åleine, faktura send \(sentOn.text)",
                    "The seller alone set the due date, invoice sent \(sentOn.text)")
            case .demanded(let sentOn, electronicAccepted: false):
                say(
                    "Påkrav sendt elektronisk \(sentOn.text), ikke godtatt: ingen rente",
                    "Påkrav sendt elektronisk \(sentOn.text), ikkje godteke: inga rente",
                    "Demanded electronically on \(sentOn.text), not accepted: no interest")
            case .demanded(let sentOn, _):
                say(
                    "Påkrav sendt \(sentOn.text)", "Påkrav sendt \(sentOn.text)",
                    "Demanded on \(sentOn.text)")
            }
        return text + note(why)
    }

    public func plan(_ instalments: [String], bearsInterest: Bool) -> String {
        let list = instalments.joined(separator: ", ")
        let interest =
            bearsInterest
            ? "" : say(", uten renter", ", utan renter", ", without interest")
        return say("Nedbetalingsavtale", "Nedbetalingsavtale", "Payment plan")
            + ": \(list)\(interest)"
    }

    public func acknowledged(_ evidence: String) -> String {
        say("Kravet erkjent", "Kravet vedkjent", "Claim acknowledged") + note(evidence)
    }

    public func waived(_ amount: Money, _ why: String) -> String {
        say("Ettergitt", "Ettergitt", "Waived") + " \(amount.text)" + note(why)
    }

    public func refunded(_ amount: Money, _ why: String) -> String {
        say("Tilbakebetalt", "Tilbakebetalt", "Refunded") + " \(amount.text)" + note(why)
    }

    public func takenBack(_ why: String) -> String {
        say("Tatt tilbake fra inkasso", "Teke tilbake frå inkasso", "Taken back from collection")
            + note(why)
    }

    public func insolvencyEnded(_ why: String) -> String {
        say("Insolvensbehandlingen er over", "Insolvenshandsaminga er over", "Insolvency is over")
            + note(why)
    }

    public func limitationExtended(_ to: Day, _ why: String) -> String {
        say(
            "Foreldelsesfristen er avtalt forlenget til \(to.text)",
            "Foreldingsfristen er avtalt forlengd til \(to.text)",
            "Limitation extended by agreement to \(to.text)") + note(why)
    }

    /// A court step by its stable name: `conciliation-complaint`.
    public func legalAction(_ name: String, _ why: String) -> String {
        let text =
            switch name {
            case "conciliation-complaint":
                say("Forliksklage", "Forliksklage", "Complaint to the conciliation board")
            case "writ": say("Stevning", "Stemning", "Writ")
            case "enforcement-petition":
                say("Begjæring om utlegg", "Krav om utlegg", "Petition for enforcement")
            case "bankruptcy-petition":
                say("Konkursbegjæring", "Konkurskrav", "Bankruptcy petition")
            case "filed-in-estate":
                say("Meldt i boet", "Meldt i buet", "Filed with the bankruptcy estate")
            case "set-off":
                say("Motregning gjort gjeldende", "Motrekning gjord gjeldande", "Set-off pleaded")
            case "judgment": say("Dom", "Dom", "Judgment")
            case "court-settlement": say("Rettsforlik", "Rettsforlik", "Settlement in court")
            case "enforcement-ended":
                say(
                    "Utlegg avsluttet uten full dekning", "Utlegg avslutta utan full dekning",
                    "Enforcement ended without full cover")
            case "estate-closed": say("Boet avsluttet", "Buet avslutta", "Estate closed")
            default:
                say(
                    "Saken avsluttet uten avgjørelse", "Saka avslutta utan avgjerd",
                    "Case ended without a decision")
            }
        return text + note(why)
    }

    public var backlogged: String {
        say(
            "Kom inn lenge etter forfall; ingenting sendes før det er sortert",
            "Kom inn lenge etter forfall; ingenting blir sendt før det er sortert",
            "Came long overdue; nothing is sent before it is sorted")
    }

    /// Where a person put an old claim, by the pile's stable name; nil takes it back.
    public func sorted(_ pile: String?, _ why: String) -> String {
        let text =
            pile.map {
                say("Sortert", "Sortert", "Sorted") + ": "
                    + GoLiveTexts(language).pile($0).lowercased()
            }
            ?? say("Sorteringen angret", "Sorteringa angra", "Sorting taken back")
        return text + note(why)
    }

    /// A loss that is final for VAT, by the alternative's letter.
    public func lossEstablished(_ alternative: String, _ why: String) -> String {
        say(
            "Endelig tapt etter alternativ \(alternative)",
            "Endeleg tapt etter alternativ \(alternative)",
            "Finally lost by alternative \(alternative)") + note(why)
    }

    /// What became of an objection, by its stable name: `groundless`.
    public func objectionEnded(_ name: String, _ why: String) -> String {
        let text =
            switch name {
            case "groundless":
                say(
                    "Innsigelsen var åpenbart grunnløs; gebyrene står",
                    "Innvendinga var openbert grunnlaus; gebyra står",
                    "The objection was obviously groundless; fees stand")
            case "reasonable":
                say(
                    "Innsigelsen var rimelig; alle gebyrer faller bort",
                    "Innvendinga var rimeleg; alle gebyr fell bort",
                    "The objection was reasonable; all fees fall away")
            default:
                say(
                    "Innsigelsen var rimelig, men kom sent; gebyrer etter den faller bort",
                    "Innvendinga var rimeleg, men kom seint; gebyr etter henne fell bort",
                    "The objection was reasonable but late; fees since then fall away")
            }
        return text + note(why)
    }
}

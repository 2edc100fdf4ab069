import Basics
import Law

/// What the legal clock says around its rungs.
public struct ClockTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public var lawHeading: String {
        say("Dette tillater loven", "Dette tillèt lova", "What the law allows")
    }
    public var planHeading: String { say("Planen deres", "Planen dykkar", "Your plan") }
    public var holdsHeading: String {
        say("Holdes tilbake av", "Blir halde tilbake av", "Held back by")
    }
    public var queueHeading: String { say("Først i køen", "Først i køen", "First in the queue") }
    public var hindsightHeading: String {
        say(
            "Hva om brevene hadde gått før", "Kva om breva hadde gått før",
            "Had the letters gone earlier")
    }
    public var limitationHeading: String { say("Foreldelse", "Forelding", "Limitation") }

    public func done(on day: Day) -> String {
        say("sendt \(day.text)", "sendt \(day.text)", "sent \(day.text)")
    }
    public var skipped: String { say("ikke sendt", "ikkje sendt", "not sent") }
    public var allowedNow: String { say("tillatt nå", "tillate no", "allowed now") }
    public func allowedFrom(_ day: Day) -> String {
        say("tillatt fra \(day.text)", "tillate frå \(day.text)", "allowed from \(day.text)")
    }
    public var never: String { say("ikke tillatt", "ikkje tillate", "not allowed") }
    public func first(_ day: Day) -> String {
        say("tidligst \(day.text)", "tidlegast \(day.text)", "earliest \(day.text)")
    }
    public func fee(_ amount: Money) -> String {
        say("gebyr \(amount.text)", "gebyr \(amount.text)", "fee \(amount.text)")
    }
    public func feeFrom(_ day: Day) -> String {
        say("gebyr fra \(day.text)", "gebyr frå \(day.text)", "fee from \(day.text)")
    }
    public func deadline(_ day: Day) -> String {
        say("frist \(day.text)", "frist \(day.text)", "deadline \(day.text)")
    }

    /// What days to come are counted from.
    public var assumption: String {
        say(
            "Dager fram i tid er regnet som om hvert brev går den første dagen det kan.",
            "Dagar fram i tid er rekna som om kvart brev går den første dagen det kan.",
            "Days to come are counted as if each letter goes on the first day it may.")
    }

    public func daysLost(_ days: Int, from sent: Day, to could: Day) -> String {
        if days <= 0 {
            return say(
                "sendt \(sent.text), så tidlig som mulig", "sendt \(sent.text), så tidleg som råd",
                "sent \(sent.text), as early as possible")
        }
        return say(
            "sendt \(sent.text), kunne gått \(could.text): \(days) dager",
            "sendt \(sent.text), kunne gått \(could.text): \(days) dagar",
            "sent \(sent.text), could have gone \(could.text): \(days) days")
    }

    /// The next letter by its name in this language.
    public func nextCouldBe(_ name: String, from: Day, could: Day) -> String {
        if from == could {
            return say(
                "Ingen dager er tapt: \(name) kan sendes fra \(from.text).",
                "Ingen dagar er tapte: \(name) kan sendast frå \(from.text).",
                "No days are lost: the \(name) may go from \(from.text).")
        }
        return say(
            "Da kunne \(name) ha gått \(could.text), \(from - could) dager før \(from.text).",
            "Då kunne \(name) ha gått \(could.text), \(from - could) dagar før \(from.text).",
            "Then the \(name) could have gone \(could.text), \(from - could) days before \(from.text)."
        )
    }
    /// What an early letter would have cost.
    public func tooEarlyCosts(_ day: Day) -> String {
        say(
            "Et gebyrbrev før \(day.text) ville ikke hatt rett til gebyr.",
            "Eit gebyrbrev før \(day.text) ville ikkje hatt rett til gebyr.",
            "A fee letter before \(day.text) would have had no right to its fee.")
    }
    /// The fastest days, counted from the due date.
    public func fastest(due: Day, notice: Day, petition: Day) -> String {
        say(
            "raskest mulig: forfall \(due.text), varsel \(notice.text), til retten \(petition.text)",
            "raskast råd: forfall \(due.text), varsel \(notice.text), til retten \(petition.text)",
            "at the fastest: due \(due.text), notice \(notice.text), at court \(petition.text)")
    }
    public func fromNow(notice: Day, petition: Day) -> String {
        say(
            "nå: varsel \(notice.text), til retten \(petition.text)",
            "no: varsel \(notice.text), til retten \(petition.text)",
            "now: notice \(notice.text), at court \(petition.text)")
    }

    public var lastDayHeading: String { say("Siste dag", "Siste dag", "Last day") }
    public func lastDay(_ day: Day) -> String {
        say("siste dag \(day.text)", "siste dag \(day.text)", "last day \(day.text)")
    }
    public var stopped: String {
        say("stanset så lenge saken går", "stogga så lenge saka går", "stopped while the case runs")
    }
}

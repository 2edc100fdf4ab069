import Basics
import Law

/// What is said of the work that is done in many books by itself.
public struct NightlyTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func heading(_ day: Day) -> String {
        say("Nattkjøring \(day.text)", "Nattkøyring \(day.text)", "The night's run \(day.text)")
    }

    public func books(done: Int, of all: Int, here: Int) -> String {
        say(
            "\(done) av \(all) bøker er gjort, \(here) av dem her.",
            "\(done) av \(all) bøker er gjorde, \(here) av dei her.",
            "\(done) of \(all) books are done, \(here) of them here.")
    }

    public func letters(sent: Int, recalled: Int, waiting: Int) -> String {
        say(
            "Brev: \(sent) sendt, \(recalled) kalt tilbake, \(waiting) venter.",
            "Brev: \(sent) sende, \(recalled) kalla tilbake, \(waiting) ventar.",
            "Letters: \(sent) sent, \(recalled) called back, \(waiting) waiting.")
    }

    public func found(ready: Int, held: Int, asking: Int) -> String {
        say(
            "Å se på: \(ready) brev å godkjenne, \(held) krav holdes, \(asking) trenger et valg.",
            "Å sjå på: \(ready) brev å godkjenne, \(held) krav blir haldne, \(asking) treng eit val.",
            "To look at: \(ready) letters to approve, \(held) claims held, \(asking) need a choice."
        )
    }

    public func lapsing(_ count: Int) -> String {
        say(
            "\(count) krav foreldes snart eller er foreldet.",
            "\(count) krav blir snart forelda eller er forelda.",
            "\(count) claims lapse soon or have lapsed.")
    }

    public func blocked(_ books: Int, _ code: String) -> String {
        let why =
            switch code {
            case "bank.stale":
                say("bankdata er for gamle", "bankdata er for gamle", "old bank data")
            case "bank.lump-sum":
                say("en samlesum er uforklart", "ein samlesum er uforklart", "an unexplained sum")
            case "calendar.day-off": say("fridag", "fridag", "a day off")
            default:
                say(
                    "en kontoutskrift mangler", "ein kontoutskrift manglar",
                    "a statement is missing")
            }
        return say(
            "I \(books) bøker kan ingenting sendes: \(why).",
            "I \(books) bøker kan ingenting sendast: \(why).",
            "In \(books) books nothing may be sent: \(why).")
    }

    public func unsettled(_ count: Int) -> String {
        say(
            "\(count) brev må noen se på: purr outbox",
            "\(count) brev må nokon sjå på: purr outbox",
            "Somebody must see to \(count) letters: purr outbox")
    }

    public func fault(book: Int64, _ code: String, _ found: String) -> String {
        say(
            "Bok \(book) ble ikke gjort (\(code)): \(found)",
            "Bok \(book) vart ikkje gjord (\(code)): \(found)",
            "Book \(book) was not done (\(code)): \(found)")
    }

    public func failed(_ count: Int) -> String {
        say(
            "\(count) bøker har gitt opp for i dag: purr jobs",
            "\(count) bøker har gjeve opp for i dag: purr jobs",
            "\(count) books have given up for today: purr jobs")
    }

    // MARK: - The worker

    public func started(workers: Int) -> String {
        say(
            "Arbeider i alle bøker, \(workers) om gangen. Ctrl-C avslutter.",
            "Arbeider i alle bøker, \(workers) om gongen. Ctrl-C avsluttar.",
            "Working in all books, \(workers) at a time. Ctrl-C ends it.")
    }

    public func round(books: Int, sent: Int, ready: Int, unsettled: Int, lost: Int) -> String {
        let told = say(
            "\(books) bøker, \(sent) brev sendt, \(ready) å godkjenne",
            "\(books) bøker, \(sent) brev sende, \(ready) å godkjenne",
            "\(books) books, \(sent) letters sent, \(ready) to approve")
        let others = [
            unsettled > 0 ? self.unsettled(unsettled) : nil,
            lost > 0
                ? say(
                    "\(lost) overtatt av andre", "\(lost) overtekne av andre",
                    "\(lost) taken over by others") : nil,
        ]
        return ([told] + others.compactMap(\.self)).joined(separator: "; ")
    }

    public var stopped: String { say("Avsluttet.", "Avslutta.", "Stopped.") }

    // MARK: - The list

    public var noJobs: String {
        say("Ingenting venter.", "Ingenting ventar.", "Nothing waits.")
    }
    public var book: String { say("Bok", "Bok", "Book") }
    public var job: String { say("Jobb", "Jobb", "Job") }
    public var state: String { say("Status", "Status", "State") }
    public var due: String { say("Tid", "Tid", "Due") }
    public var attempts: String { say("Feil", "Feil", "Faults") }

    /// A kind of job by its stable name.
    public func kind(_ name: String) -> String {
        switch name {
        case "nightly": say("nattkjøring", "nattkøyring", "night's run")
        case "send": say("sending", "sending", "sending")
        default: say("for hånd", "for hand", "by hand")
        }
    }

    /// A job's state by its stable name.
    public func state(_ name: String) -> String {
        switch name {
        case "waiting": say("venter", "ventar", "waiting")
        case "running": say("i gang", "i gang", "running")
        case "done": say("gjort", "gjord", "done")
        case "failed": say("gitt opp", "gjeve opp", "given up")
        default: say("tatt igjen", "teken att", "caught up")
        }
    }
}

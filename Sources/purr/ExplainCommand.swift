import ArgumentParser
import Basics
import Claims
import Desk
import Law
import Store
import Texts

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "What the law allows on a claim, from which day, at what fee – with the paragraph.",
        discussion: """
            For every letter: sent, allowed now, allowed from a day, or never, and why. Then what your
            plan does, what holds it, the fastest lawful way to court, and what earlier letters would have changed.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Argument(help: "Invoice number or claim id.")
    var claim: String
    @Option(name: .long, help: "As of this day.", transform: parseDay)
    var asOf: Day?
    @Option(name: .long, help: "nb, nn or en; the book's language by default.")
    var language: Language?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let language = language ?? desk.book.language
        let view = try desk.view(try desk.claimID(claim), asOf: asOf)
        let isWritten = try output.write(
            BookSheets.clock(
                ClockJSON(view.clock, language), view.claim.invoice, ConsoleTexts(language)),
            of: desk)
        if json { return try Console.json(ExplainJSON(view, desk.law, language), of: desk) }
        if isWritten { return }
        ExplainPage(view, desk.law, language).print()
    }
}

extension Language: ExpressibleByArgument {}

/// The legal clock as a page in the terminal.
struct ExplainPage {
    let view: ClaimView
    let law: LawBook
    let texts: ConsoleTexts
    let words: ClockTexts

    init(_ view: ClaimView, _ law: LawBook, _ language: Language) {
        self.view = view
        self.law = law
        self.texts = ConsoleTexts(language)
        self.words = ClockTexts(language)
    }

    func print() {
        Swift.print(
            Console.bold("\(texts.invoice) \(view.claim.invoice), \(view.debtor.name)")
                + ", \(view.statement.on.text). \(texts.due) \(view.clock.due.text), "
                + "\(texts.toPay.lowercased()) \(view.statement.toPay.text)")
        heading(words.lawHeading)
        for rung in view.clock.rungs { show(rung) }
        let ahead = view.clock.rungs.filter {
            if case .allowedFrom = $0.state { true } else { false }
        }
        if ahead.contains(where: { $0.step > .reminder }) {
            Swift.print(Console.dim("  \(words.assumption)"))
        }
        if !view.clock.holds.isEmpty {
            heading(words.holdsHeading)
            for reason in view.clock.holds { Swift.print("  ✗ \(line(reason))") }
        }
        heading(words.planHeading)
        showPlan()
        showQueue()
        showHindsight()
        heading(words.limitationHeading)
        let limitation = view.clock.limitation
        Swift.print(
            "  \(limitation.lastDay.map(words.lastDay) ?? words.stopped) (\(limitation.citation.text(in: texts.language)))"
        )
    }

    private func heading(_ text: String) { Swift.print("\n" + Console.bold(text)) }

    private func line(_ reason: Reason) -> String { ReasonView(reason, texts.language).line }

    private func name(_ rung: LegalClock.Rung) -> String { texts.step(rung.step.name(rung.regime)) }

    private func show(_ rung: LegalClock.Rung) {
        let (mark, state): (String, String) =
            switch rung.state {
            case .done(_, let on): ("✓", words.done(on: on))
            case .skipped: ("–", words.skipped)
            case .allowedNow: ("●", words.allowedNow)
            case .allowedFrom(let day): ("○", words.allowedFrom(day))
            case .never: ("✗", words.never)
            }
        var details: [String] = []
        if case .done = rung.state, let first = rung.lawfulFrom {
            details.append(words.first(first))
        }
        if let fee = rung.fee, fee.amount > .zero { details.append(words.fee(fee.amount)) }
        if let deadline = rung.deadline { details.append(words.deadline(deadline)) }
        let summary = ([state] + details).joined(separator: " · ")
        Swift.print("  \(mark) \(Console.bold(name(rung))): \(summary)")
        Swift.print(
            "    \(RuleTexts.sentence(rung.step.name, rung.regime, texts.language)) (\(rung.rule.text(in: texts.language)))"
        )
        if let fee = rung.fee, fee.amount == .zero { Swift.print("    \(line(.fee(fee.reason)))") }
        if case .never = rung.state { Swift.print("    \(line(rung.reason))") }
        if case .done = rung.state {
        } else if let from = rung.feeFrom,
            from > max(view.clock.on, rung.lawfulFrom ?? view.clock.on)
        {
            Swift.print("    \(words.feeFrom(from))")
        }
        Swift.print(Console.dim("    \(rung.rule.version)  \(rung.rule.url)"))
    }

    private func showPlan() {
        let step = view.decision.stepName(law).map(texts.step) ?? "–"
        switch view.decision.verdict {
        case .send(let proposal):
            let deadline = proposal.deadline.map { ", " + words.deadline($0) } ?? ""
            Swift.print(
                "  ✓ \(step): \(words.fee(proposal.feeAmount)), \(texts.toPay.lowercased()) \(proposal.toPay.text)\(deadline)"
            )
            let tones = ToneTexts(texts.language)
            Swift.print(
                "    \(tones.voice(proposal.tone.rawValue)): \(tones.reason(proposal.toneReason))"
            )
        case .wait(_, let until): Swift.print("  … \(step): \(until.text)")
        case .hold: Swift.print("  ✗ \(step): \(texts.heldHeading.lowercased())")
        case .ask: Swift.print("  ? \(texts.askHeading)")
        case .attention: Swift.print("  ! \(texts.attentionHeading)")
        case .closed: Swift.print("  –")
        }
        for reason in view.decision.reasons { Swift.print("    \(line(reason))") }
    }

    /// The fastest lawful way to court, as it could have been and as it is from the day.
    private func showQueue() {
        heading(words.queueHeading)
        for route in view.clock.fastest {
            let name = CourtTexts.name(route.kind.rawValue, texts.language)
            let citation = route.kind.citation.text(in: texts.language)
            Swift.print("  \(name) (\(citation))")
            Swift.print(
                "    \(words.fastest(due: view.clock.due, notice: route.noticeFrom, petition: route.petitionFrom))"
            )
            if let now = view.clock.routes.first(where: { $0.kind == route.kind }) {
                let notice = max(view.clock.on, now.noticeFrom)
                Swift.print("    \(words.fromNow(notice: notice, petition: now.petitionFrom))")
            }
        }
    }

    private func showHindsight() {
        guard let hindsight = view.clock.hindsight else { return }
        heading(words.hindsightHeading)
        for letter in hindsight.letters {
            let lost = words.daysLost(
                letter.daysLost, from: letter.sentOn, to: letter.couldHaveGone)
            Swift.print("  \(texts.step(letter.step.name(law.regime(on: letter.sentOn)))): \(lost)")
        }
        Swift.print(
            "  "
                + words.nextCouldBe(
                    texts.step(hindsight.next.name(law.regime(on: hindsight.nextFrom))),
                    from: hindsight.nextFrom,
                    could: hindsight.nextCouldBeFrom))
        Swift.print("  \(words.tooEarlyCosts(CreditorFee.earliest(due: view.clock.due)))")
    }
}

/// The legal clock for machines: the claim as ``ClaimJSON`` tells it, and each rung under `clock`.
struct ExplainJSON: Encodable {
    let claim: ClaimJSON
    let clock: ClockJSON

    init(_ view: ClaimView, _ law: LawBook, _ language: Language) {
        claim = ClaimJSON(view, law, language)
        clock = ClockJSON(view.clock, language)
    }

    private enum Key: CodingKey { case clock }

    func encode(to encoder: any Encoder) throws {
        try claim.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(clock, forKey: .clock)
    }
}

struct ClockJSON: Encodable {
    struct Rung: Encodable {
        let step: String
        let state: String
        let sentOn: Day?
        let lawfulFrom: Day?
        let fee: Money?
        let feeFrom: Day?
        let feeReason: ReasonView?
        let deadline: Day?
        let reason: ReasonView
        let rule: String
        let citation: String
        let version: String
        let url: String
        let act: String
    }

    /// A way to court: its fastest days from the due date, and from the day the clock speaks of.
    struct Route: Encodable {
        let route: String
        let noticeFrom: Day
        let petitionFrom: Day
        let petitionFromNow: Day?
        let citation: String
    }

    struct Hindsight: Encodable {
        struct Letter: Encodable {
            let step: String
            let sentOn: Day
            let couldHaveGone: Day
            let daysLost: Int
        }
        let letters: [Letter]
        let next: String
        let nextFrom: Day
        let nextCouldBeFrom: Day
        let daysLost: Int
    }

    let on: Day
    let due: Day
    let rungs: [Rung]
    let holds: [ReasonView]
    let firstInQueue: [Route]
    let hindsight: Hindsight?
    /// The last day before the claim lapses; absent while a case at court stops the period.
    let lapsesAfter: Day?
    let lapsesBy: String

    init(_ clock: LegalClock, _ language: Language) {
        on = clock.on
        due = clock.due
        rungs = clock.rungs.map { Self.rung($0, language) }
        firstInQueue = clock.fastest.map { route in
            Route(
                route: route.kind.rawValue, noticeFrom: route.noticeFrom,
                petitionFrom: route.petitionFrom,
                petitionFromNow: clock.routes.first { $0.kind == route.kind }?.petitionFrom,
                citation: route.kind.citation.text(in: language))
        }
        holds = clock.holds.map { ReasonView($0, language) }
        lapsesAfter = clock.limitation.lastDay
        lapsesBy = clock.limitation.citation.text(in: language)
        hindsight = clock.hindsight.map { told in
            Hindsight(
                letters: told.letters.map {
                    .init(
                        step: $0.step.name, sentOn: $0.sentOn, couldHaveGone: $0.couldHaveGone,
                        daysLost: $0.daysLost)
                }, next: told.next.name, nextFrom: told.nextFrom,
                nextCouldBeFrom: told.nextCouldBeFrom, daysLost: told.daysLost)
        }
    }

    private static func rung(_ rung: LegalClock.Rung, _ language: Language) -> Rung {
        let (state, sentOn): (String, Day?) =
            switch rung.state {
            case .done(_, let on): ("done", on)
            case .skipped: ("skipped", nil)
            case .allowedNow: ("allowed-now", nil)
            case .allowedFrom: ("allowed-from", nil)
            case .never: ("never", nil)
            }
        return Rung(
            step: rung.step.name(rung.regime), state: state, sentOn: sentOn,
            lawfulFrom: rung.lawfulFrom,
            fee: rung.fee?.amount, feeFrom: rung.feeFrom,
            feeReason: rung.fee.map { ReasonView(.fee($0.reason), language) },
            deadline: rung.deadline, reason: ReasonView(rung.reason, language),
            rule: RuleTexts.sentence(rung.step.name, rung.regime, language),
            citation: rung.rule.text(in: language), version: rung.rule.version,
            url: rung.rule.url, act: rung.regime.rawValue)
    }
}

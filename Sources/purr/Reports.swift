import Basics
import Claims
import Desk
import Law
import Store
import Texts

/// A reason for machines and people alike.
struct ReasonView: Codable {
    let code: String
    let text: String
    let citation: String?
    let url: String?

    init(_ reason: Reason, _ language: Language) {
        code = reason.code
        text = ReasonTexts.sentence(reason, language)
        citation = reason.citation?.text
        url = reason.citation?.url
    }

    /// The sentence with its paragraph.
    var line: String { citation.map { "\(text) (\($0))" } ?? text }
}

/// A claim in the day's list.
struct TodayView: Codable {
    struct Line: Codable {
        let claim: Int64
        let invoice: String
        let customer: String
        let customerName: String
        let kind: String
        let due: Day
        let verdict: String
        let step: String?
        let tone: String?
        /// Why it has that tone.
        let toneReason: String?
        let lawfulFrom: Day?
        let deadline: Day?
        let principal: Money
        let interest: Money
        let fee: Money
        let toPay: Money
        let reasons: [ReasonView]
        /// An old claim that nobody has sorted; a person sees all of them as one line.
        let waitsForSorting: Bool
    }
    /// A rate that is missing or unconfirmed, and the command that adds it.
    struct MissingRateView: Codable {
        let table: String
        let from: Day
        let to: Day
        let isMissing: Bool
        let text: String
        let remedy: String
    }
    /// A claim that lapses soon (`warning` tells how soon), or has (`lapsed`).
    struct Lapsing: Codable {
        let claim: Int64
        let invoice: String
        let customer: String
        let customerName: String
        let toPay: Money
        let lastDay: Day
        let daysLeft: Int
        let warning: String
        let isRed: Bool
        /// An old claim that nobody has sorted.
        let waitsForSorting: Bool
    }
    struct Backlog: Codable {
        let claims: Int
        let toPay: Money
    }
    struct Block: Codable {
        let code: String
        let text: String
    }
    let day: Day
    let letters: Int
    let lines: [Line]
    /// Old claims that wait to be sorted; they are among the lines too.
    let backlog: Backlog
    let blocks: [Block]
    let lapsing: [Lapsing]
    let missingRates: [MissingRateView]
    let waitingPayments: Int
    let unreadMails: Int
    init(_ report: DayReport, _ law: LawBook, _ texts: ConsoleTexts) {
        day = report.day
        letters = report.bundles.count
        waitingPayments = report.waitingPayments
        unreadMails = report.unreadMails
        blocks = report.blocks.map { Block(code: $0.code, text: texts.block($0)) }
        var lines: [Line] = []
        for bundle in report.bundles {
            guard let debtor = report.debtors[bundle.debtor] else { continue }
            for item in bundle.items {
                lines.append(
                    Line(item.claim, debtor, item.decision, item.proposal, law, texts.language))
            }
        }
        let others = report.held + report.asking + report.attention + report.backlog
        for item in others {
            lines.append(Line(item.claim, item.debtor, item.decision, nil, law, texts.language))
        }
        self.lines = lines
        backlog = Backlog(
            claims: report.backlog.count,
            toPay: report.backlog.map(\.decision.statement.toPay).sum())
        missingRates = report.gaps.map {
            MissingRateView(
                table: $0.table.rawValue, from: $0.from, to: $0.to, isMissing: $0.isMissing,
                text: GapTexts.sentence($0, texts.language), remedy: $0.remedy)
        }
        lapsing = report.lapsing.compactMap { Lapsing($0, on: report.day) }
    }
}

extension TodayView.Lapsing {
    init?(_ item: DayItem, on day: Day) {
        guard let lapse = item.decision.lapse else { return nil }
        self.init(
            claim: item.claim.id.number, invoice: item.claim.invoice, customer: item.debtor.number,
            customerName: item.debtor.name, toPay: item.decision.statement.toPay,
            lastDay: lapse.lastDay, daysLeft: lapse.lastDay - day,
            warning: lapse.warning?.rawValue ?? "lapsed", isRed: lapse.isRed,
            waitsForSorting: item.claim.waitsForSorting(on: day))
    }
}

extension TodayView.Line {
    init(
        _ claim: Claim, _ debtor: Debtor, _ decision: Decision, _ proposal: Proposal?,
        _ law: LawBook, _ language: Language
    ) {
        self.claim = claim.id.number
        invoice = claim.invoice
        customer = debtor.number
        customerName = debtor.name
        kind = debtor.kind.rawValue
        due = claim.due
        verdict = decision.verdictName
        step = decision.stepName(law)
        tone = proposal?.tone.rawValue
        toneReason = proposal.map { ToneTexts(language).reason($0.toneReason) }
        lawfulFrom = proposal?.lawfulFrom
        deadline = proposal?.deadline
        principal = decision.statement.openInvoice
        interest = decision.statement.openInterest
        fee = proposal?.feeAmount ?? .zero
        toPay = proposal?.toPay ?? decision.statement.toPay
        var reasons = decision.reasons
        if let fee = proposal?.fee, let index = reasons.firstIndex(where: \.isFee) {
            reasons[index] = .fee(fee.reason)
        }
        self.reasons = reasons.map { ReasonView($0, language) }
        waitsForSorting = claim.waitsForSorting(on: decision.statement.on)
    }
}

extension Reason {
    var isFee: Bool { if case .fee = self { true } else { false } }
}

extension Decision {
    var verdictName: String {
        switch verdict {
        case .send: "send"
        case .wait: "wait"
        case .hold: "hold"
        case .ask: "ask"
        case .attention: "attention"
        case .closed: "closed"
        }
    }
}

extension ConsoleTexts {
    func block(_ block: SendingBlock) -> String {
        switch block {
        case .staleBankData(let through, let limit): staleBankData(through: through, limit: limit)
        case .unexplainedLumpSum(let amount, let booked): lumpSum(amount, booked)
        case .missingStatement(let found): MatchTexts(language).gap(found)
        case .dayOff(let next): dayOff(next: next)
        }
    }
}

extension TodayView {
    /// The list as a person reads it.
    func print(_ texts: ConsoleTexts) {
        Swift.print(Console.bold(texts.today(day)))
        for block in blocks { Swift.print("  ! \(block.text)") }
        for rate in missingRates {
            Swift.print("  ! \(rate.text)")
            Swift.print(Console.dim("    \(rate.remedy)"))
        }
        if backlog.claims > 0 {
            let words = GoLiveTexts(texts.language)
            Swift.print("  ! " + words.waiting(backlog.claims, backlog.toPay))
        }
        if lines.isEmpty && lapsing.isEmpty {
            Swift.print("  " + texts.quiet)
        }
        printLapsing(texts)
        section(texts.readyHeading, "send", texts)
        section(texts.heldHeading, "hold", texts)
        section(texts.askHeading, "ask", texts)
        section(texts.attentionHeading, "attention", texts)
        if lines.contains(where: { !$0.waitsForSorting && $0.kind == DebtorKind.unknown.rawValue })
        {
            Swift.print("\n  " + texts.askKind)
        }
        if unreadMails > 0 {
            Swift.print("\n  " + InboxTexts(texts.language).waiting(unreadMails))
        }
        if waitingPayments > 0 { Swift.print("\n  " + texts.waitingPayments(waitingPayments)) }
    }

    private func printLapsing(_ texts: ConsoleTexts) {
        // One that has lapsed already is no news among old claims; one that is about to is.
        let lapsing = lapsing.filter { !$0.waitsForSorting || $0.daysLeft >= 0 }
        guard !lapsing.isEmpty else { return }
        let words = ClockTexts(texts.language)
        Swift.print("\n" + Console.bold("\(words.limitationHeading) (\(lapsing.count))"))
        var table = Table([
            (texts.customer, .left), (texts.invoice, .left), (texts.toPay, .right),
            (words.lastDayHeading, .left), (texts.days, .right), ("", .left),
        ])
        for item in lapsing {
            table.add(
                item.customerName, item.invoice, item.toPay.figures, item.lastDay.text,
                "\(item.daysLeft)", item.isRed ? "!" : "")
        }
        table.print()
        for item in lapsing where item.daysLeft >= 0 {
            let reason = ReasonView(.lapsesOn(item.lastDay), texts.language)
            Swift.print((item.isRed ? { $0 } : Console.dim)("  \(item.invoice): \(reason.line)"))
        }
        for item in lapsing where item.daysLeft < 0 {
            let reason = ReasonView(.lapsed(lastDay: item.lastDay), texts.language)
            Swift.print("  \(item.invoice): \(reason.line)")
        }
    }

    private func section(_ heading: String, _ verdict: String, _ texts: ConsoleTexts) {
        let chosen = lines.filter { $0.verdict == verdict && !$0.waitsForSorting }
        guard !chosen.isEmpty else { return }
        Swift.print("\n" + Console.bold("\(heading) (\(chosen.count))"))
        var table = Table([
            (texts.customer, .left), (texts.invoice, .left), (texts.due, .left),
            (texts.stepHeading, .left), (texts.deadline, .left), (texts.principal, .right),
            (texts.interest, .right), (texts.fee, .right), (texts.toPay, .right),
        ])
        for line in chosen {
            table.add(
                line.customerName, line.invoice, line.due.text,
                line.step.map(texts.step) ?? "–", line.deadline?.text ?? "–",
                line.principal.figures, line.interest.figures, line.fee.figures,
                line.toPay.figures)
        }
        table.print()
        for line in chosen {
            for reason in line.reasons {
                Swift.print(Console.dim("  \(line.invoice): \(reason.line)"))
            }
        }
    }
}

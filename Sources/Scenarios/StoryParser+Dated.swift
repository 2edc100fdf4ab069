import Basics
import Claims
import Law

/// What may happen on a day.
extension StoryParser {
    func happening(
        _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Story.Happening {
        let word = try reader.word(
            "what happened that day, such as reminder, paid or objected", among: Self.happenings)
        let isRefused = word == "refused"
        let what =
            isRefused
            ? try reader.word("what is refused", among: Self.refusals) : word
        let claims = knownNames(&reader)
        let isForMany = Step.ladder.contains { $0.name == what } || what == "handed-over"
        if claims.count > 1 && !isForMany {
            throw StoryFault(
                "name", line: reader.number, found: claims.joined(separator: " "),
                expected: "one claim; only a letter or a hand-over may be about several",
                remedy: "write a line for each claim")
        }
        let event =
            isRefused
            ? try refusal(of: what, &reader, on: day) : try event(what, &reader, on: day)
        return Story.Happening(claims: claims, event: event)
    }

    private static let refusals =
        Step.ladder.map(\.name) + ["compensation", "instalment-plan", "extended"]

    static let happenings =
        Step.ladder.map(\.name) + [
            "refused", "paid", "returned", "credited", "charged-before", "objected",
            "objection-lifted", "compensation", "paused", "resumed", "promised", "deferred",
            "basis", "instalment-plan", "handed-over", "taken-back", "waived", "refunded",
            "acknowledged", "extended", "written-off", "exempted", "recalled", "undelivered",
            "insolvency-ended",
        ] + Insolvency.allCases.map(\.rawValue) + LegalAction.allCases.map(\.rawValue)

    // MARK: - Letters

    private func letter(
        _ step: Step, _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Story.LetterLine {
        var line = Story.LetterLine(step: step)
        if let fault = unknownName(reader) { throw fault }
        while !reader.isAtEnd, reader.peek != "because" {
            let parts = step == .nudge ? ["no-fee"] : ["deadline", "fee", "no-fee"]
            switch try reader.word("more about the letter", among: parts) {
            case "deadline":
                line.deadline = try deadline(&reader, on: day)
            case "fee": line.fee = .told(try reader.amount("the fee"))
            default: line.fee = .told(.zero)
            }
        }
        return line
    }

    private func deadline(
        _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Day {
        let deadline = try reader.day("the letter's deadline")
        guard deadline > day else {
            throw StoryFault(
                "order", line: reader.number, found: "deadline \(deadline.iso)",
                expected: "a day after \(day.iso), when the letter is sent",
                remedy: "look at the two days once more")
        }
        return deadline
    }

    private func agencyDeadline(
        _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Day? {
        if reader.isAtEnd { return nil }
        _ = try reader.word("deadline", among: ["deadline"])
        return try deadline(&reader, on: day)
    }

    private func refusal(
        of what: String, _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Story.Event {
        if what == "compensation" { return .refusedCompensation }
        if what == "instalment-plan" {
            let plan = try instalments(&reader)
            _ = reader.take("without-interest")
            return .refusedPlan(plan)
        }
        if what == "extended" { return .refusedExtension(to: try agreedDay(&reader, on: day)) }
        guard let step = Step(name: what) else { throw reader.missing("a letter") }
        let line = try letter(step, &reader, on: day)
        let because = reader.take("because") ? try reader.word("the reason's code") : nil
        return .refusedLetter(line, because: because)
    }

    // MARK: - Everything else

    private func event(
        _ word: String, _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Story.Event {
        if let step = Step(name: word) {
            if step == .paymentDemand, reader.take("by-agency") {
                return .agencyDemand(deadline: try agencyDeadline(&reader, on: day))
            }
            return .letter(try letter(step, &reader, on: day))
        }
        if let kind = Insolvency(rawValue: word) {
            return .fact(.insolvent(kind, why: reader.rest()))
        }
        if let action = LegalAction(rawValue: word) {
            return .fact(.legalAction(action, why: reader.rest()))
        }
        switch word {
        case "paid": return try paid(&reader, on: day)
        case "returned":
            if reader.isAtEnd { return .returned(nil) }
            return .returned(try reader.positiveAmount("what went back"))
        case "compensation": return .compensation
        case "basis": return .basis(try basis(&reader))
        case "written-off" where reader.take("alternative"):
            let alternative: VATLoss.Alternative = try reader.choice("an alternative")
            return .writtenOff(alternative, why: reader.rest())
        case "recalled": return .recalled
        case "undelivered": return .undelivered(why: reader.rest())
        default: return .fact(try fact(word, &reader, on: day))
        }
    }

    private func paid(
        _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Story.Event {
        let amount: Story.PaidAmount
        if reader.take("in-full") {
            amount = .inFull
        } else if reader.take("principal") {
            amount = .principal
        } else {
            if let fault = unknownName(reader) { throw fault }
            amount = .amount(
                try reader.positiveAmount("what was paid: an amount, in-full or principal"))
        }
        var ordered: Day?
        var designation: Fact.Designation?
        while !reader.isAtEnd {
            if try reader.word("more about the payment", among: ["ordered", "for"]) == "ordered" {
                let told = try reader.day("the day the payer gave the order")
                guard told <= day else {
                    throw StoryFault(
                        "order", line: reader.number, found: "ordered \(told.iso)",
                        expected: "\(day.iso) or earlier: a payment is booked after its order",
                        remedy: "look at the two days once more")
                }
                ordered = told
            } else {
                switch try reader.word(
                    "what it is for", among: ["principal", "interest", "fees"])
                {
                case "principal": designation = .principal
                case "interest": designation = .interest
                default: designation = .costs
                }
            }
        }
        return .paid(amount, ordered: ordered, designation)
    }

    private func fact(
        _ word: String, _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Fact.Event {
        switch word {
        case "credited":
            let amount = try reader.positiveAmount("what was credited")
            let kind = try reader.word("the kind of credit", among: ["corrects", "concedes"])
            return .credited(
                .init(amount: amount, reference: kind, corrects: kind == "corrects"))
        case "charged-before":
            return .chargedBefore(try reader.positiveAmount("the fee charged"))
        case "objected": return .disputed(why: reader.rest())
        case "objection-lifted":
            let outcome: ObjectionOutcome = try reader.choice("what became of it")
            return .objectionEnded(outcome, why: reader.rest())
        case "paused":
            if reader.isAtEnd { return .paused(until: nil, why: "") }
            _ = try reader.word("until", among: ["until"])
            let until = try later("the first day letters may go again", &reader, than: day)
            return .paused(until: until, why: "")
        case "resumed": return .resumed(why: reader.rest())
        case "promised":
            _ = try reader.word("by", among: ["by"])
            let by = try reader.day("the day promised")
            guard by >= day else { throw tooEarly(by, reader, "\(day.iso) or later") }
            return .promised(by: by, why: "")
        case "deferred":
            _ = try reader.word("to", among: ["to"])
            return .deferred(to: try reader.day("the new due date"), why: "")
        case "instalment-plan": return .instalmentPlan(try plan(&reader, after: day))
        case "handed-over": return .handedOver(to: reader.rest())
        case "taken-back": return .takenBack(why: reader.rest())
        case "waived": return .waived(try reader.positiveAmount("what is waived"), why: "")
        case "refunded":
            return .refunded(try reader.positiveAmount("what is given back"), why: "")
        case "acknowledged":
            let evidence = reader.rest()
            guard !evidence.isEmpty else {
                throw reader.missing("how it can be shown, such as: e-mail of 10 June")
            }
            return .acknowledged(evidence: evidence)
        case "extended":
            return .limitationExtended(to: try agreedDay(&reader, on: day), why: "")
        case "written-off": return .writtenOff(why: reader.rest())
        case "exempted": return .exempted(why: reader.rest())
        default: return .insolvencyEnded(why: reader.rest())
        }
    }

    private func agreedDay(
        _ reader: inout LineReader, on day: Day
    ) throws(StoryFault) -> Day {
        _ = try reader.word("to", among: ["to"])
        return try later("the day the claim lapses at the earliest", &reader, than: day)
    }

    // MARK: - Instalments

    private func instalments(
        _ reader: inout LineReader
    ) throws(StoryFault) -> [InstalmentPlan.Instalment] {
        var list: [InstalmentPlan.Instalment] = []
        repeat {
            let amount = try reader.amount("an instalment")
            _ = try reader.word("on", among: ["on"])
            list.append(.init(due: try reader.day("the instalment's day"), amount: amount))
        } while reader.take(",")
        return list
    }

    private func plan(
        _ reader: inout LineReader, after day: Day
    ) throws(StoryFault) -> InstalmentPlan {
        let list = try instalments(&reader)
        let bearsInterest = !reader.take("without-interest")
        if let early = list.map(\.due).min(), early < day {
            throw tooEarly(early, reader, "\(day.iso) or later, when the plan is made")
        }
        do throws(Diagnostic) {
            return try InstalmentPlan(list, bearsInterest: bearsInterest)
        } catch {
            throw StoryFault(
                "instalments", line: reader.number, found: error.found, expected: error.expected,
                remedy: "write: instalment-plan 500.00 on 2026-09-01, 500.00 on 2026-10-01")
        }
    }

    private func later(
        _ what: String, _ reader: inout LineReader, than day: Day
    ) throws(StoryFault) -> Day {
        let told = try reader.day(what)
        guard told > day else { throw tooEarly(told, reader, "a day after \(day.iso)") }
        return told
    }

    private func tooEarly(_ day: Day, _ reader: LineReader, _ expected: String) -> StoryFault {
        StoryFault(
            "order", line: reader.number, found: day.iso, expected: expected,
            remedy: "look at the two days once more")
    }
}

extension Step {
    /// The letters, mildest first.
    static let ladder = allCases.filter { $0 != .ask }
}

import Basics
import Claims
import Formats
import Law
import Store

/// A claim's facts as values for machines: amounts in øre, days and instants as ISO 8601.
struct ProofEvents {
    /// Each letter's files, by its number, once it has been handed over.
    var files: [NoticeID: [ProofFile.Entry]] = [:]
    /// What the bank told of each payment.
    var payments: [PaymentID: JSONValue] = [:]

    /// The kind and fields of a fact, as they stand in the chain.
    func event(_ recorded: RecordedFact) -> JSONValue {
        var members: [String: JSONValue] = [
            "day": .day(recorded.fact.on), "recorded": .instant(recorded.at),
        ]
        let (kind, fields) = told(recorded.fact.event)
        members["kind"] = .text(kind)
        for (key, value) in fields { members[key] = value }
        return .object(members)
    }

    private typealias Told = (String, [String: JSONValue])

    private func told(_ event: Fact.Event) -> Told {
        switch event {
        case .paid(let receipt): return ("paid", money(receipt))
        case .reversed(let receipt): return ("reversed", money(receipt))
        case .misplaced(let receipt): return ("misplaced", money(receipt))
        case .credited(let credit):
            return (
                "credited",
                [
                    "amount_ore": .ore(credit.amount), "reference": .text(credit.reference),
                    "corrects": .bool(credit.corrects),
                ]
            )
        case .chargedBefore(let fee): return ("charged-before", ["amount_ore": .ore(fee)])
        case .noticed(let notice):
            return (
                "letter-approved",
                [
                    "letter": .letter(notice.id), "step": .text(notice.step.name),
                    "round": .int(Int64(notice.round)), "deadline": .day(notice.deadline),
                    "fee_ore": .ore(notice.fee),
                ]
            )
        case .recalled(let id, let why): return ("letter-recalled", letter(id, why: why))
        case .undelivered(let id, let why): return ("letter-undelivered", letter(id, why: why))
        case .delivered(let id): return ("letter-sent", letter(id, why: nil))
        case .paused, .resumed, .disputed, .promised, .exempted, .writtenOff, .compensationClaimed,
            .deferred, .basisKnown, .instalmentPlan, .acknowledged, .waived, .refunded,
            .handedOver, .takenBack, .insolvent, .insolvencyEnded, .legalAction,
            .limitationExtended, .objectionEnded, .lossEstablished, .backlogged, .sorted:
            return agreed(event)
        }
    }

    private func agreed(_ event: Fact.Event) -> Told {
        func why(_ text: String, _ more: [String: JSONValue] = [:]) -> [String: JSONValue] {
            more.merging(["why": .text(text)]) { first, _ in first }
        }
        switch event {
        case .paused(let until, let text): return ("paused", why(text, ["until": .day(until)]))
        case .resumed(let text): return ("resumed", why(text))
        case .disputed(let text): return ("disputed", why(text))
        case .promised(let by, let text): return ("promised", why(text, ["by": .day(by)]))
        case .exempted(let text): return ("exempted", why(text))
        case .writtenOff(let text): return ("written-off", why(text))
        case .compensationClaimed(let amount):
            return ("compensation-claimed", ["amount_ore": .ore(amount)])
        case .deferred(let to, let text): return ("deferred", why(text, ["to": .day(to)]))
        case .basisKnown(let basis, let text):
            return ("due-basis", why(text, ["basis": Self.basis(basis)]))
        case .instalmentPlan(let plan): return ("instalment-plan", Self.plan(plan))
        case .acknowledged(let text): return ("acknowledged", ["evidence": .text(text)])
        case .waived(let amount, let text):
            return ("waived", why(text, ["amount_ore": .ore(amount)]))
        case .refunded(let amount, let text):
            return ("refunded", why(text, ["amount_ore": .ore(amount)]))
        case .handedOver(let to): return ("handed-over", ["to": .text(to)])
        case .takenBack(let text): return ("taken-back", why(text))
        case .insolvent(let kind, let text):
            return ("insolvent", why(text, ["insolvency": .text(kind.rawValue)]))
        case .insolvencyEnded(let text): return ("insolvency-ended", why(text))
        case .legalAction(let action, let text):
            return ("legal-action", why(text, ["action": .text(action.rawValue)]))
        case .limitationExtended(let to, let text):
            return ("limitation-extended", why(text, ["to": .day(to)]))
        case .objectionEnded(let outcome, let text):
            return ("objection-ended", why(text, ["outcome": .text(outcome.rawValue)]))
        case .lossEstablished(let alternative, let text):
            return ("loss-established", why(text, ["alternative": .text(alternative.rawValue)]))
        case .backlogged: return ("came-overdue", [:])
        case .sorted(let pile, let text):
            return ("sorted", why(text, ["pile": .maybe(pile?.rawValue)]))
        case .paid, .reversed, .misplaced, .credited, .chargedBefore, .noticed, .recalled,
            .undelivered, .delivered:
            return ("", [:])
        }
    }

    private func money(_ receipt: Fact.Receipt) -> [String: JSONValue] {
        [
            "payment": .int(receipt.payment.number), "amount_ore": .ore(receipt.amount),
            "ordered": .day(receipt.ordered),
            "said_to_be_for": receipt.designation.map { .text("\($0)") } ?? .null,
            "bank": payments[receipt.payment] ?? .null,
        ]
    }

    private func letter(_ id: NoticeID, why: String?) -> [String: JSONValue] {
        var members: [String: JSONValue] = ["letter": .letter(id)]
        if let why { members["why"] = .text(why) }
        // What has been handed over never changes, so neither does the event.
        let files = self.files[id] ?? []
        members["files"] = .list(
            files.map { ["name": .text($0.name), "sha256": .text($0.hash)] })
        return members
    }

    static func basis(_ basis: DueBasis) -> JSONValue {
        switch basis {
        case .agreed: ["kind": "agreed"]
        case .unilateral(let sentOn): ["kind": "unilateral", "sent_on": .day(sentOn)]
        case .demanded(let sentOn, let accepted):
            [
                "kind": "demanded", "sent_on": .day(sentOn),
                "electronic_accepted": accepted.map { .bool($0) } ?? .null,
            ]
        }
    }

    private static func plan(_ plan: InstalmentPlan) -> [String: JSONValue] {
        [
            "bears_interest": .bool(plan.bearsInterest),
            "instalments": .list(
                plan.instalments.map { ["due": .day($0.due), "amount_ore": .ore($0.amount)] }),
        ]
    }
}

extension JSONValue {
    static func ore(_ amount: Money) -> JSONValue { .int(amount.ore) }
    static func day(_ day: Day?) -> JSONValue { day.map { .text($0.iso) } ?? .null }
    static func instant(_ at: Int64?) -> JSONValue { at.map { .text(Clock.iso($0)) } ?? .null }
    static func letter(_ id: NoticeID) -> JSONValue { .text("P-\(id)") }
    static func maybe(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }
}

extension Clock {
    /// `2026-10-08T07:15:00Z`.
    static func iso(_ instant: Int64) -> String {
        let seconds = ((instant % 86_400) + 86_400) % 86_400
        let day = Day(number: Int32((instant - seconds) / 86_400))
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return day.iso + "T" + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":"
            + two(seconds % 60) + "Z"
    }
}

import Basics
import Claims
import Law
import Store

/// Something a person says about a claim; each is dated and has a reason.
public enum ClaimAction: Sendable {
    /// Nothing is sent before `until`; nil until resumed.
    case pause(until: Day?, reason: String)
    /// Ends a pause, a promise, an exemption or a hold for a letter that did not arrive.
    case resume(reason: String)
    case dispute(reason: String)
    case endObjection(ObjectionOutcome, reason: String)
    case promise(by: Day, reason: String)
    case exempt(reason: String)
    /// With an alternative the loss is final for VAT too.
    case writeOff(reason: String, alternative: VATLoss.Alternative? = nil)
    /// The creditor takes something off.
    case credit(Money, reference: String, corrects: Bool)
    case claimCompensation(reason: String)
    case deferDueDate(to: Day, reason: String)
    case setBasis(DueBasis, reason: String)
    case agreePlan(InstalmentPlan, reason: String)
    case acknowledge(evidence: String)
    /// nil: all that is left.
    case waive(Money?, reason: String)
    /// nil: all that was overpaid.
    case refund(Money?, reason: String)
    case handOver(to: String, reason: String)
    case takeBack(reason: String)
    case insolvent(Insolvency, reason: String)
    case insolvencyEnded(reason: String)
    case legal(LegalAction, reason: String)
    case extendLimitation(to: Day, reason: String)

    var reason: String {
        switch self {
        case .pause(_, let reason), .resume(let reason), .dispute(let reason),
            .endObjection(_, let reason), .promise(_, let reason), .exempt(let reason),
            .writeOff(let reason, _), .credit(_, let reason, _), .claimCompensation(let reason),
            .deferDueDate(_, let reason), .setBasis(_, let reason), .agreePlan(_, let reason),
            .acknowledge(let reason), .waive(_, let reason), .refund(_, let reason),
            .handOver(_, let reason), .takeBack(let reason), .insolvent(_, let reason),
            .insolvencyEnded(let reason), .legal(_, let reason), .extendLimitation(_, let reason):
            reason
        }
    }

    /// What somebody must be allowed who says it.
    var permission: Permission {
        switch self {
        case .pause, .resume, .dispute, .promise: .note
        case .endObjection, .exempt, .claimCompensation, .deferDueDate, .setBasis, .agreePlan,
            .acknowledge, .takeBack, .insolvent, .insolvencyEnded, .extendLimitation:
            .work
        case .writeOff, .credit, .waive, .refund, .handOver, .legal: .decide
        }
    }

    /// Stable name for the journal.
    var name: String {
        switch self {
        case .pause: "pause"
        case .resume: "resume"
        case .dispute: "dispute"
        case .endObjection: "objection"
        case .promise: "promise"
        case .exempt: "exempt"
        case .writeOff: "write-off"
        case .credit: "credit"
        case .claimCompensation: "compensation"
        case .deferDueDate: "defer"
        case .setBasis: "due-basis"
        case .agreePlan: "plan"
        case .acknowledge: "acknowledge"
        case .waive: "waive"
        case .refund: "refund"
        case .handOver: "hand-over"
        case .takeBack: "take-back"
        case .insolvent: "insolvent"
        case .insolvencyEnded: "insolvency-ended"
        case .legal: "legal"
        case .extendLimitation: "extend"
        }
    }
}

extension BookDesk {
    /// Adds what a person says to the claim, calling back a letter that waits if it now may not go.
    ///
    /// - Parameter day: the day it took effect, today when nil; never a day to come.
    /// - Throws: `Diagnostic` `claim.reason` when no reason is given, `claim.future` for a day to come, and a code of the
    ///   action's own when it can not be.
    /// - Returns: the claim as it is then.
    @discardableResult
    public func act(
        _ action: ClaimAction, on id: ClaimID, since day: Day? = nil
    ) throws -> ClaimView {
        let day = try check(action, since: day)
        return try write(action.permission) { scope in
            try act(action, on: id, since: day, in: scope)
            return try view(id, on: today, in: scope)
        }
    }

    /// Says that a customer cannot pay, or can again, on all the claims that are open: on all of them or none.
    ///
    /// - Returns: the invoices it was noted on.
    public func act(
        _ action: ClaimAction, onAllOf number: String, since day: Day? = nil
    ) throws -> [String] {
        let day = try check(action, since: day)
        return try write(action.permission) { scope in
            guard let debtor = try scope.debtor(number: number) else {
                throw Self.unknownCustomer(number)
            }
            let open = try scope.claims(debtor: debtor.id).map(\.claim)
                .filter { Statement(of: $0, on: today, law: law).toPay > .zero }
            for claim in open { try act(action, on: claim.id, since: day, in: scope) }
            return open.map(\.invoice)
        }
    }

    /// - Returns: the day it took effect.
    private func check(_ action: ClaimAction, since day: Day?) throws -> Day {
        guard !action.reason.isEmpty else {
            throw Diagnostic(
                "claim.reason", place: action.name, found: "no reason",
                expected: "a reason, so that others understand it later",
                remedy: "add one with --reason")
        }
        let day = day ?? today
        guard day <= today else {
            throw Diagnostic(
                "claim.future", place: action.name, found: day.iso,
                expected: "\(today.iso) or earlier",
                remedy: "say it when it has happened")
        }
        return day
    }

    private func act(
        _ action: ClaimAction, on id: ClaimID, since day: Day, in scope: BookConnection
    ) throws {
        guard let claim = try scope.claim(id)?.claim else { throw Self.unknownClaim("\(id)") }
        let rules = ActionRules(claim, law: law, today: today, day: day)
        let events = try rules.events(action)
        try scope.append(events.map { (id, day, $0) }, at: clock.now)
        try scope.lookAgain(at: id, on: today)
        try scope.record(action.name, "claim \(id)", at: clock.now, actor: actor)
    }
}

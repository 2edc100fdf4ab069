import Basics
import Claims
import Desk
import Law
import Store

// What a person does at the desk because somebody has called, written or sent a letter back.

extension Office {
    /// Does the errands whose day has come.
    func runErrands() throws {
        let due = company.errands.filter { $0.from <= today }
        company.errands.removeAll { $0.from <= today }
        for (index, errand) in due.enumerated() {
            tally.decisions += 1
            switch errand.matter {
            case .returned(let notice): try bringBack(notice)
            case .settleUncertain(let notice): try settle(notice)
            case .call, .concession, .endObjection, .resume:
                guard let bill = errand.bill else { continue }
                try tell(errand.matter, about: bill, "\(index)")
            }
        }
    }

    private func bringBack(_ notice: Int64) throws {
        let item = try desk.noteReturned(NoticeID(notice), why: "returned by the post")
        note("returned P-\(notice) \(item == nil ? "not noted" : "noted")")
        if item != nil { forget(notice) }
    }

    /// A person looks what became of a letter in doubt, and tells the truth.
    private func settle(_ notice: Int64) throws {
        let state = try desk.notices(limit: Int(Int32.max)).first { $0.id.number == notice }?.state
        guard state == .uncertain else { return }
        let left = (company.outside.handed("P-\(notice)")?.accepted ?? 0) > 0
        try desk.settle(NoticeID(notice), left: left)
        note("settled P-\(notice) \(left)")
    }

    // MARK: - Saying things about claims

    private func tell(_ matter: Company.Errand.Matter, about bill: Int, _ key: String) throws {
        guard let claim = try claim(of: bill) else {
            // The list that tells of the bill has not come yet.
            guard today - company.bills[bill].issued < 40 else { return }
            company.errands.append(.init(from: today + 1, bill: bill, matter: matter))
            return
        }
        guard let action = try action(matter, about: bill, claim) else { return }
        let name = company.bills[bill].number
        do {
            if !(isBroken(.forgottenHold) && action.stopsLetters) {
                _ = try attempt(.act, "\(key) \(name)") { try $0.act(action, on: claim) }
            }
            note("said \(action.label) about \(name)")
            learn(action, about: bill)
        } catch let refusal as Diagnostic where Self.refusals.contains(refusal.code) {
            note("refused \(refusal.code) about \(name)")
        }
    }

    /// Refusals that a person may well meet; any other is a fault.
    private static let refusals: Set<String> = [
        "objection.none", "claim.objection-stands", "compensation.claimed",
        "compensation.not-late", "compensation.consumer", "defer.not-later", "plan.past",
        "plan.nothing-owed", "waive.amount", "refund.amount", "claim.unknown",
    ]

    func claim(of bill: Int) throws -> ClaimID? {
        let number = company.bills[bill].number
        return try scope { try $0.claimID(invoice: number) }
    }

    private func action(
        _ matter: Company.Errand.Matter, about bill: Int, _ claim: ClaimID
    ) throws -> ClaimAction? {
        switch matter {
        case .returned, .settleUncertain: return nil
        case .concession(let amount, let corrects):
            let open = try desk.view(claim).statement.openInvoice
            let part = min(amount, open)
            guard part > .zero else { return nil }
            return .credit(
                part, reference: "desk \(company.bills[bill].number)", corrects: corrects)
        case .endObjection(let outcome): return .endObjection(outcome, reason: "looked into it")
        case .resume: return .resume(reason: "over")
        case .call(let call): return try action(call, about: bill, claim)
        }
    }

    private func action(
        _ call: Happening.Call, about bill: Int, _ claim: ClaimID
    ) throws -> ClaimAction? {
        switch call {
        case .object: return .dispute(reason: "called")
        case .promise(let days): return .promise(by: today + days, reason: "called")
        case .pause(let days): return .pause(until: days.map { today + $0 }, reason: "called")
        case .resume: return .resume(reason: "called")
        case .plan(let parts, let bearsInterest):
            let owed = try desk.view(claim).statement.toPay
            guard owed > Money(kroner: Int64(parts)) else { return nil }
            return .agreePlan(
                try InstalmentPlan(
                    InstalmentPlan.sharing(owed, over: parts, from: today + 10),
                    bearsInterest: bearsInterest), reason: "called")
        case .deferral(let days):
            return .deferDueDate(
                to: max(today, company.bills[bill].dueNow) + days, reason: "called")
        case .exempt: return .exempt(reason: "a friend of the house")
        case .bankrupt: return .insolvent(.bankruptcy, reason: "announced")
        case .recovered: return .insolvencyEnded(reason: "annulled")
        case .compensation: return .claimCompensation(reason: "late")
        case .acknowledge: return .acknowledge(evidence: "an e-mail")
        }
    }

    /// The world notes what the desk has been told, and what will follow.
    private func learn(_ action: ClaimAction, about bill: Int) {
        var dice = dice("learn \(company.bills[bill].number)")
        switch action {
        case .pause(let until, _):
            company.bills[bill].told.pause = until.map { .until($0) } ?? .open
            if until == nil {
                later(dice.within(10...70), .resume, bill)
            }
        case .resume:
            company.bills[bill].told.pause = nil
            company.bills[bill].told.promise = nil
            company.bills[bill].told.isExempt = false
        case .dispute: object(bill, on: today, &dice)
        case .endObjection(let outcome, _):
            if let raised = company.bills[bill].told.objection {
                company.bills[bill].told.objectionEnded.append((outcome, today, raised))
            }
            company.bills[bill].told.objection = nil
        case .promise(let by, _): company.bills[bill].told.promise = by
        case .exempt:
            company.bills[bill].told.isExempt = true
            if dice.chance(50) { later(dice.within(5...60), .resume, bill) }
        case .writeOff: company.bills[bill].told.isWrittenOff = true
        case .credit(let amount, let reference, _):
            company.bills[bill].credits.append(
                .init(on: today, amount: amount, reference: reference, way: .desk))
        case .claimCompensation:
            company.bills[bill].told.compensation = .zero
        case .deferDueDate(let to, _): company.bills[bill].told.deferredTo = to
        case .agreePlan(let plan, _):
            company.bills[bill].told.plan = (plan.instalments, today)
        case .acknowledge: company.bills[bill].told.hasAcknowledged = true
        case .handOver: company.bills[bill].told.isHandedOver = true
        case .takeBack: company.bills[bill].told.isHandedOver = false
        case .insolvent: company.bills[bill].told.isInsolvent = true
        case .insolvencyEnded: company.bills[bill].told.isInsolvent = false
        case .setBasis, .waive, .refund, .legal, .extendLimitation: break
        }
    }

    private func later(_ days: Int, _ matter: Company.Errand.Matter, _ bill: Int) {
        company.errands.append(.init(from: today + days, bill: bill, matter: matter))
    }

    /// An objection holds from a day; some days later somebody has looked into it.
    func object(_ bill: Int, on day: Day, _ dice: inout Dice) {
        company.bills[bill].told.objection = company.bills[bill].told.objection ?? day
        let outcome = dice.pick(ObjectionOutcome.allCases)
        later(dice.within(2...45), .endObjection(outcome), bill)
    }

    /// Says something about a claim by a person's own idea.
    func decide(_ action: ClaimAction, about bill: Int, _ key: String) throws {
        guard let claim = try claim(of: bill) else { return }
        let name = company.bills[bill].number
        tally.decisions += 1
        do {
            _ = try attempt(.act, "\(key) \(name)") { try $0.act(action, on: claim) }
            note("decided \(action.label) about \(name)")
            learn(action, about: bill)
        } catch let refusal as Diagnostic where Self.refusals.contains(refusal.code) {
            note("refused \(refusal.code) about \(name)")
        }
    }
}

extension ClaimAction {
    /// No letter goes while it holds.
    fileprivate var stopsLetters: Bool {
        switch self {
        case .pause, .dispute, .promise, .exempt, .insolvent: true
        case .resume, .endObjection, .writeOff, .credit, .claimCompensation, .deferDueDate,
            .setBasis, .agreePlan, .acknowledge, .waive, .refund, .handOver, .takeBack,
            .insolvencyEnded, .legal, .extendLimitation:
            false
        }
    }

    /// A word for the trace.
    fileprivate var label: String {
        switch self {
        case .pause(let until, _): "pause \(until?.iso ?? "open")"
        case .resume: "resume"
        case .dispute: "dispute"
        case .endObjection(let outcome, _): "objection \(outcome.rawValue)"
        case .promise(let by, _): "promise \(by.iso)"
        case .exempt: "exempt"
        case .writeOff: "write-off"
        case .credit(let amount, _, let corrects): "credit \(amount) \(corrects)"
        case .claimCompensation: "compensation"
        case .deferDueDate(let to, _): "defer \(to.iso)"
        case .setBasis: "basis"
        case .agreePlan(let plan, _): "plan \(plan.instalments.count) \(plan.total)"
        case .acknowledge: "acknowledge"
        case .waive(let amount, _): "waive \(amount?.decimal ?? "all")"
        case .refund(let amount, _): "refund \(amount?.decimal ?? "all")"
        case .handOver: "hand-over"
        case .takeBack: "take-back"
        case .insolvent: "insolvent"
        case .insolvencyEnded: "insolvency-ended"
        case .legal: "legal"
        case .extendLimitation: "extend"
        }
    }
}

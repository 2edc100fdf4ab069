import Basics
import Claims
import Law

/// What may be said about a claim as it stands, and the fact it becomes.
struct ActionRules {
    let claim: Claim
    let law: LawBook
    let today: Day
    /// The day it took effect.
    let day: Day
    private let statement: Statement
    private let clock: LegalClock

    init(_ claim: Claim, law: LawBook, today: Day, day: Day) {
        self.claim = claim
        self.law = law
        self.today = today
        self.day = day
        self.statement = Statement(of: claim, on: today, law: law)
        self.clock = LegalClock(of: claim, law: law, on: today)
    }

    /// - Throws: `Diagnostic` with a code of the action's own when it can not be.
    func events(_ action: ClaimAction) throws -> [Fact.Event] {
        guard case .writeOff(let reason, let alternative?) = action else {
            return [try event(action)]
        }
        try requireEvidence(alternative)
        return [.lossEstablished(alternative, why: reason), .writtenOff(why: reason)]
    }

    private func event(_ action: ClaimAction) throws -> Fact.Event {
        switch action {
        case .pause(let until, let reason): return .paused(until: until, why: reason)
        case .resume(let reason):
            try refuseUnderObjection()
            return .resumed(why: reason)
        case .dispute(let reason): return .disputed(why: reason)
        case .endObjection(let outcome, let reason):
            try requireObjection()
            return .objectionEnded(outcome, why: reason)
        case .promise(let by, let reason): return .promised(by: by, why: reason)
        case .exempt(let reason): return .exempted(why: reason)
        case .writeOff(let reason, _): return .writtenOff(why: reason)
        case .credit(let amount, let reference, let corrects):
            return .credited(.init(amount: amount, reference: reference, corrects: corrects))
        case .claimCompensation: return .compensationClaimed(try compensation())
        case .deferDueDate(let to, let reason):
            try requireLater(to)
            return .deferred(to: to, why: reason)
        case .setBasis(let basis, let reason): return .basisKnown(basis, why: reason)
        case .agreePlan(let plan, _):
            try check(plan)
            return .instalmentPlan(plan)
        case .acknowledge(let evidence): return .acknowledged(evidence: evidence)
        case .waive(let amount, let reason):
            return .waived(try part(amount, of: statement.toPay, "waive"), why: reason)
        case .refund(let amount, let reason):
            return .refunded(try part(amount, of: statement.overpaid, "refund"), why: reason)
        case .handOver(let to, _): return .handedOver(to: to)
        case .takeBack(let reason): return .takenBack(why: reason)
        case .insolvent(let kind, let reason): return .insolvent(kind, why: reason)
        case .insolvencyEnded(let reason): return .insolvencyEnded(why: reason)
        case .legal(let action, let reason): return .legalAction(action, why: reason)
        case .extendLimitation(let to, let reason):
            try checkExtension(to)
            return .limitationExtended(to: to, why: reason)
        }
    }

    private func refusal(
        _ code: String, found: String, expected: String, remedy: String
    ) -> Diagnostic {
        Diagnostic(
            code, place: "claim \(claim.invoice)", found: found, expected: expected, remedy: remedy)
    }

    private var hasObjection: Bool {
        clock.holds.contains { if case .disputed = $0 { true } else { false } }
    }

    /// Lifting an objection is a judgement of its own: it decides whether fees stand.
    private func refuseUnderObjection() throws {
        guard hasObjection else { return }
        throw refusal(
            "claim.objection-stands", found: "an objection that nobody has assessed",
            expected: "what became of it",
            remedy:
                "purr objection \(claim.invoice) --outcome groundless|reasonable|reasonable-but-late"
        )
    }

    private func requireObjection() throws {
        guard !hasObjection else { return }
        throw refusal(
            "objection.none", found: "no objection stands", expected: "a claim under objection",
            remedy: "note one with: purr dispute \(claim.invoice)")
    }

    /// Alternative b is in the claim's own history or it is not; the others are a person's word, except in a dispute.
    private func requireEvidence(_ alternative: VATLoss.Alternative) throws {
        let evidence = claim.vatEvidence(on: today, law.conventions)
        let holds = VATLoss.holds(.b, evidence).map { $0 <= today } ?? false
        if alternative == .b ? holds : !evidence.isDisputed { return }
        let counted = VATLoss.counted(evidence.reminders, due: evidence.due).count
        throw refusal(
            "writeoff.alternative",
            found: evidence.isDisputed
                ? "an objection that stands" : "\(counted) reminders, due \(evidence.due.iso)",
            expected:
                "alternative \(alternative.rawValue) to hold (merverdiavgiftsforskriften § 4-7-1)",
            remedy: "see: purr loss \(claim.invoice)")
    }

    private func compensation() throws -> Money {
        guard statement.compensation == .zero else {
            throw refusal(
                "compensation.claimed",
                found: "\(statement.compensation.decimal) is claimed already",
                expected: "one compensation an invoice", remedy: "nothing more to do")
        }
        let terms = claim.terms(on: day, law.conventions)
        guard
            let base = LateInterest.baseDay(
                due: terms.due, basis: terms.basis, debtor: claim.debtorKind), day > base
        else {
            throw refusal(
                "compensation.not-late", found: "no late interest runs on \(day.iso)",
                expected: "a claim that bears late interest", remedy: "wait until it is late")
        }
        do {
            if let amount = try StandardCompensation.amount(
                due: base, claimedOn: day, debtor: claim.debtorKind, law: law)
            {
                return amount
            }
        } catch let missing { throw missing.diagnostic }
        throw refusal(
            "compensation.consumer",
            found: claim.debtorKind == .unknown ? "a debtor of unknown kind" : "a consumer",
            expected: "a business (forsinkelsesrenteloven § 3 a)",
            remedy: "if it is a business: purr customer NUMBER --kind business")
    }

    private func requireLater(_ to: Day) throws {
        if to > clock.due && to > today { return }
        throw refusal(
            "defer.not-later", found: to.iso,
            expected: "a day after \(max(clock.due, today).iso)",
            remedy: "a due date can only be moved forward")
    }

    private func check(_ plan: InstalmentPlan) throws {
        guard plan.instalments[0].due >= day else {
            throw refusal(
                "plan.past", found: "an instalment on \(plan.instalments[0].due.iso)",
                expected: "\(day.iso) or later", remedy: "begin on a day to come")
        }
        guard statement.toPay > .zero else {
            throw refusal(
                "plan.nothing-owed", found: "nothing owed", expected: "a claim that is open",
                remedy: "nothing to do")
        }
    }

    private func checkExtension(_ to: Day) throws {
        do throws(ExtensionFault) {
            _ = try claim.limitation(on: day, law.conventions).extended(to: to, on: day)
        } catch {
            let expected =
                switch error {
                case .beforeClaimArose(let arose): "an agreement made on \(arose.iso) or later"
                case .lapsed(let last): "a claim that had not lapsed on \(last.iso)"
                case .notLater(let last): "a day after \(last.iso)"
                case .longerThanThreeYears(let latest), .longerThanTenYears(let latest):
                    "\(latest.iso) at the latest (foreldelsesloven § 28)"
                }
            throw refusal(
                "legal.extension", found: to.iso, expected: expected,
                remedy: "agree on another day, in writing")
        }
    }

    /// The amount asked for, or all there is.
    private func part(_ amount: Money?, of whole: Money, _ action: String) throws -> Money {
        let wanted = amount ?? whole
        guard wanted > .zero, wanted <= whole else {
            throw refusal(
                "\(action).amount", found: wanted.decimal,
                expected: "more than 0.00 and at most \(whole.decimal)",
                remedy: "leave out --amount for all of it")
        }
        return wanted
    }
}

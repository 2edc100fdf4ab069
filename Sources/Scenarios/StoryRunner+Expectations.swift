import Basics
import Claims
import Law

/// What was found where something was expected.
struct Found {
    /// Compared with ``Expectation/expected``.
    var value: String
    /// More about it for people; empty when there is nothing to add.
    var detail = ""

    init(_ value: String, _ detail: String = "") {
        self.value = value
        self.detail = detail
    }

    init(_ day: Day?, or word: String) { self.init(day?.iso ?? word) }

    init(_ missing: MissingRate) {
        self.init(StoryParser.missingRate, missing.diagnostic.place)
    }
}

/// Looks up what a story expects.
extension StoryRunner {
    mutating func judge(_ expectation: Expectation) throws(StoryFault) {
        let found = try found(expectation)
        outcome.checks.append(
            StoryOutcome.Check(
                line: expectation.line, text: expectation.text, expected: expectation.expected,
                found: found.value, detail: found.detail))
    }

    private func found(_ expectation: Expectation) throws(StoryFault) -> Found {
        switch expectation.subject {
        case .ofClaim(let subject):
            let index = try index(of: expectation.claim, expectation.line)
            return found(subject, index, on: try day(expectation))
        case .ofDay(let subject): return found(subject, on: try day(expectation))
        case .ofNumber(let subject): return found(subject)
        }
    }

    private func found(
        _ subject: Expectation.ClaimSubject, _ index: Int, on day: Day
    ) -> Found {
        let claim = claims[index].claim
        let statement = Statement(of: claim, on: day, law: law, keepingDetails: true)
        switch subject {
        case .amount(let amount): return find(amount, statement)
        case .interestFrom: return Found(statement.interestFrom, or: "none")
        case .lines:
            return statement.missingRate.map { Found($0) } ?? Found("\(statement.segments.count)")
        case .interestLine(let number, let hasDays, let hasRate):
            return find(line: number, hasDays: hasDays, hasRate: hasRate, statement)
        case .earliest(let goal, let withGrace):
            return find(goal, graceBankDays: withGrace ? plan.graceBankDays : 0, claim, on: day)
        case .fee(let kind, let isCode):
            let decision = claim.fee(of: kind, on: day, law: law)
            return isCode
                ? Found(decision.reason.code, decision.amount.decimal)
                : Found(decision.amount.decimal, decision.reason.code)
        case .next(let hasFee, let hasDeadline):
            let decision = decide(claim, policy: Policy(plan: plan), law: law, today: day)
            return Found(decision.told(hasFee: hasFee, hasDeadline: hasDeadline))
        case .limitation:
            return Found(claim.limitation(on: day, law.conventions).lastDay, or: "stopped")
        case .limitationWarning: return findWarning(claim, on: day)
        case .vatLoss(let alternative): return find(alternative, index, on: day)
        case .vatLossAmount: return findLostVAT(index, on: day)
        case .salaer(let part): return find(part, index, on: day)
        case .instalmentAddition: return findInstalmentAddition(index, on: day)
        case .lawyerFee: return findLawyerFee(index, on: day)
        case .heavyFrom: return Found(heavyFrom(index, on: day), or: "never")
        }
    }

    private func found(_ subject: Expectation.DaySubject, on day: Day) -> Found {
        switch subject {
        case .deadline:
            Found(Deadline.toPrint(sentOn: day, conventions: law.conventions).iso)
        case .courtFee(let act, let isLater): find(act, afterConciliation: isLater, on: day)
        case .drafting(let act): find(act, on: day)
        case .proofOfClaim: findFilingWindow(announcedOn: day)
        case .bankruptcyChain(let served): findChain(demandedOn: day, servedOn: served)
        case .relatedPartyLapse: Found(VATLoss.relatedPartyLapse(invoicedOn: day), or: "none")
        case .answerUntil: Found(CourtRoute.answerUntil(petitionReceived: day).iso)
        case .interestLapsed: Found(LimitationPeriod.interestLapsed(through: day).iso)
        }
    }

    private func found(_ subject: Expectation.NumberSubject) -> Found {
        switch subject {
        case .obligation(let told, let hasPayBy): find(told, hasPayBy: hasPayBy)
        case .kid(let modulus, let payload):
            Found(KID.make(payload: payload, modulus)?.text ?? "none")
        case .accountNumber(let text): Found(AccountNumber(text).check.rawValue)
        case .organisationNumber(let text):
            Found(OrganisationNumber(text) == nil ? "invalid" : "valid")
        case .personNumber(let text): Found(PersonNumber(text)?.told ?? "invalid")
        }
    }

    // MARK: - What is spoken of

    /// The day spoken of: the one told, else the story's own, else the due date of the first claim.
    private func day(_ expectation: Expectation) throws(StoryFault) -> Day {
        if let day = expectation.on ?? told ?? claims.first?.claim.due { return day }
        throw StoryFault(
            "day", line: expectation.line, found: "no day before this line",
            expected: "the day that is spoken of",
            remedy: "write a line with the day alone before it, or: expect on 2026-08-03 …")
    }

    // MARK: - Amounts

    private func find(_ amount: StatementAmount, _ statement: Statement) -> Found {
        if let missing = statement.missingRate, amount.dependsOnInterest { return Found(missing) }
        return Found(statement[amount].decimal)
    }

    private func find(
        line number: Int, hasDays: Bool, hasRate: Bool, _ statement: Statement
    ) -> Found {
        guard statement.segments.indices.contains(number - 1) else {
            return Found("none", "the specification has \(statement.segments.count) lines")
        }
        let segment = statement.segments[number - 1]
        var value = segment.amount.decimal
        if hasDays { value += " days \(segment.days)" }
        if hasRate { value += " rate \(Money(ore: Int64(segment.rate)).decimal)" }
        return Found(value, "\(segment.from.iso) to \(segment.to.iso)")
    }

    private func find(
        _ goal: Expectation.Goal, graceBankDays: Int, _ claim: Claim, on day: Day
    ) -> Found {
        switch goal {
        case .letter(let step):
            let lawful = claim.lawfulFrom(step, on: day, law: law, graceBankDays: graceBankDays)
            // Under the act of 2026 a payment demand is an agency's letter.
            if step == .paymentDemand, let lawful, law.regime(on: lawful) == .act2026 {
                return Found("never", "agency-only")
            }
            return Found(lawful, or: "never")
        case .fee(let kind):
            let first = claim.feeLawfulFrom(
                kind, on: day, law: law, graceBankDays: graceBankDays)
            return Found(first, or: "never")
        case .court(let kind):
            let due = claim.terms(on: day, law.conventions).due
            return Found(CourtRoute(kind, due: due).petitionFrom, or: "never")
        }
    }
}

extension PersonNumber {
    /// What it is, in the words of a story.
    fileprivate var told: String {
        switch kind {
        case .birthNumber: "valid"
        case .from2032: "valid-2032"
        case .dNumber: "d-number"
        case .synthetic: "synthetic"
        }
    }
}

extension StatementAmount {
    /// True when the amount cannot be told without every rate of interest.
    var dependsOnInterest: Bool {
        switch self {
        case .interest, .total, .toPay, .openPrincipal, .openInterest, .overpaid: true
        case .principal, .fees, .compensation, .costs, .paid, .credited, .waived, .refunded,
            .openCosts:
            false
        }
    }
}

extension Statement {
    subscript(_ amount: StatementAmount) -> Money {
        switch amount {
        case .principal: principal
        case .fees: fees
        case .interest: interest
        case .compensation: compensation
        case .costs: costs
        case .total: principal - credited - waived + interest + costs
        case .paid: paid
        case .credited: credited
        case .waived: waived
        case .refunded: refunded
        case .overpaid: overpaid
        case .toPay: toPay
        case .openPrincipal: openPrincipal
        case .openInterest: openInterest
        case .openCosts: openCosts
        }
    }
}

extension Decision {
    /// The decision in the words of a story: `wait reminder 2026-09-14`.
    func told(hasFee: Bool, hasDeadline: Bool) -> String {
        let codes = reasons.map(\.code).joined(separator: " ")
        switch verdict {
        case .send(let proposal):
            var words = ["send", proposal.step.name]
            if hasFee { words += ["fee", proposal.feeAmount.decimal] }
            if hasDeadline { words += ["deadline", proposal.deadline?.iso ?? "none"] }
            return words.joined(separator: " ")
        case .wait(let step, let until): return "wait \(step.name) \(until.iso)"
        case .hold(let step): return "hold \(step.name) \(codes)"
        case .ask: return "ask"
        case .attention: return "attention \(codes)"
        case .closed: return "closed \(codes)"
        }
    }
}

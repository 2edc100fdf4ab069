import Basics
import Claims
import Law

/// What happens on a day becomes facts.
extension StoryRunner {
    /// - Returns: where the claims that the line is about stand.
    mutating func tell(
        _ happening: Story.Happening, on day: Day, _ line: Int
    ) throws(StoryFault) -> [Int] {
        var indices: [Int] = []
        for name in happening.claims.isEmpty ? [""] : happening.claims {
            indices.append(try index(of: name, line))
        }
        let first = indices[0]
        switch happening.event {
        case .letter(let letter): try send(letter, about: indices, on: day, line)
        case .refusedLetter(let letter, let because):
            try refuse(letter, about: indices, because: because, on: day, line)
        case .agencyDemand(let deadline): try demand(deadline, indices, on: day, line)
        case .writtenOff(let alternative, let why):
            append(.lossEstablished(alternative, why: why), to: first, on: day)
            append(.writtenOff(why: why), to: first, on: day)
        case .refusedCompensation: try refuseCompensation(first, on: day, line)
        case .refusedPlan(let instalments): try refusePlan(instalments, first, on: day, line)
        case .refusedExtension(let to):
            guard mayExtend(first, to: to, on: day) else { break }
            throw StoryFault(
                "refused", line: line, found: "an extension to \(to.iso) that may be agreed",
                expected: "one that may not", remedy: "leave out the word refused")
        case .paid(let amount, let ordered, let designation):
            try pay(amount, first, on: day, ordered, designation, line)
        case .returned(let amount): try giveBack(amount, first, on: day, line)
        case .compensation: try compensate(first, on: day, line)
        case .basis(let basis):
            let known = dueBasis(basis, issued: claims[first].claim.issued)
            append(.basisKnown(known, why: ""), to: first, on: day)
        case .recalled:
            append(.recalled(try lastLetter(first, on: day, line), why: ""), to: first, on: day)
        case .undelivered(let why):
            append(.undelivered(try lastLetter(first, on: day, line), why: why), to: first, on: day)
        case .fact(let event):
            for index in indices {
                try check(event, index, on: day, line)
                append(event, to: index, on: day)
            }
        }
        return indices
    }

    private func statement(_ index: Int, on day: Day) -> Statement {
        Statement(of: claims[index].claim, on: day, law: law)
    }

    // MARK: - Money

    private mutating func pay(
        _ amount: Story.PaidAmount, _ index: Int, on day: Day, _ ordered: Day?,
        _ designation: Fact.Designation?, _ line: Int
    ) throws(StoryFault) {
        // The debt is counted on the day the payment counts from.
        let counted = statement(index, on: ordered ?? day)
        let sum: Money
        switch amount {
        case .amount(let amount): sum = amount
        case .inFull: sum = counted.toPay
        case .principal: sum = counted.openPrincipal
        }
        if case .amount = amount {
        } else if let missing = counted.missingRate {
            throw StoryFault(
                "rate", line: line, found: missing.diagnostic.place,
                expected: "a debt that can be counted",
                remedy:
                    "add a line before the first dated one: law rate \(missing.table.rawValue) …")
        }
        guard sum > .zero else {
            throw StoryFault(
                "event", line: line, found: "nothing owed on \(counted.on.iso)",
                expected: "a debt to pay", remedy: "leave the line out, or write an amount")
        }
        let receipt = Fact.Receipt(
            payment: newPayment(), amount: sum, ordered: ordered, designation: designation)
        claims[index].lastReceipt = receipt
        append(.paid(receipt), to: index, on: day)
    }

    private mutating func giveBack(
        _ amount: Money?, _ index: Int, on day: Day, _ line: Int
    ) throws(StoryFault) {
        guard let last = claims[index].lastReceipt else {
            throw StoryFault(
                "event", line: line, found: "no payment before this line",
                expected: "a payment that can go back", remedy: "write the paid line first")
        }
        let amount = amount ?? last.amount
        guard amount <= last.amount else {
            throw StoryFault(
                "event", line: line, found: "returned \(amount.decimal)",
                expected: "at most the last payment, \(last.amount.decimal)",
                remedy: "write what went back of that payment")
        }
        append(
            .reversed(Fact.Receipt(payment: last.payment, amount: amount)), to: index, on: day)
    }

    // MARK: - Compensation and plans

    /// The compensation the law gives on the day, or why none.
    private func compensation(
        _ index: Int, on day: Day, _ line: Int
    ) throws(StoryFault) -> Result<Money, CompensationRefusal> {
        let claim = claims[index].claim
        let terms = claim.terms(on: day, law.conventions)
        let base = LateInterest.baseDay(
            due: terms.due, basis: terms.basis, debtor: claim.debtorKind)
        guard claim.debtorKind.treatedAs == .business else { return .failure(.consumer) }
        let claimed = statement(index, on: day).compensation
        guard claimed == .zero else { return .failure(.claimed(claimed)) }
        guard let base, day > base else { return .failure(.notLate(base)) }
        do throws(MissingRate) {
            let amount = try StandardCompensation.amount(
                due: base, claimedOn: day, debtor: claim.debtorKind, law: law)
            return amount.map { .success($0) } ?? .failure(.consumer)
        } catch {
            throw StoryFault(
                "rate", line: line, found: "no standard compensation known on \(error.day.iso)",
                expected: "a rate that covers the day",
                remedy: "add a line before the first dated one: law rate standard-compensation …")
        }
    }

    private enum CompensationRefusal: Error {
        case consumer
        case claimed(Money)
        case notLate(Day?)

        var sentence: String {
            switch self {
            case .consumer: "a consumer never owes it (forsinkelsesrenteloven § 3 a)"
            case .claimed(let amount): "\(amount.decimal) is claimed already, once an invoice"
            case .notLate(nil): "no interest runs, so there is no delay"
            case .notLate(let base?): "interest runs from the day after \(base.iso)"
            }
        }
    }

    private mutating func compensate(
        _ index: Int, on day: Day, _ line: Int
    ) throws(StoryFault) {
        switch try compensation(index, on: day, line) {
        case .success(let amount): append(.compensationClaimed(amount), to: index, on: day)
        case .failure(let refusal):
            throw StoryFault(
                "compensation", line: line, found: refusal.sentence,
                expected: "a business that is late",
                remedy: "leave the line out, or write: \(day.iso) refused compensation")
        }
    }

    private func refuseCompensation(
        _ index: Int, on day: Day, _ line: Int
    ) throws(StoryFault) {
        guard case .success(let amount) = try compensation(index, on: day, line) else { return }
        throw StoryFault(
            "refused", line: line, found: "compensation of \(amount.decimal) may be claimed",
            expected: "that it may not", remedy: "leave out the word refused")
    }

    private func refusePlan(
        _ instalments: [InstalmentPlan.Instalment], _ index: Int, on day: Day, _ line: Int
    ) throws(StoryFault) {
        do throws(Diagnostic) {
            let plan = try InstalmentPlan(instalments)
            guard plan.instalments.allSatisfy({ $0.due >= day }) else { return }
        } catch {
            return
        }
        guard statement(index, on: day).toPay > .zero else { return }
        throw StoryFault(
            "refused", line: line, found: "a plan that may be agreed",
            expected: "one that may not", remedy: "leave out the word refused")
    }

    // MARK: - What must have come before

    private func lastLetter(
        _ index: Int, on day: Day, _ line: Int
    ) throws(StoryFault) -> NoticeID {
        var standing: [NoticeID] = []
        for fact in claims[index].claim.facts {
            switch fact.event {
            case .noticed(let notice): standing.append(notice.id)
            case .recalled(let id, _), .undelivered(let id, _): standing.removeAll { $0 == id }
            default: continue
            }
        }
        guard let last = standing.last else {
            throw StoryFault(
                "event", line: line, found: "no letter before this line",
                expected: "a letter that was sent", remedy: "write the letter's line first")
        }
        return last
    }

    /// What a fact needs to have come before it.
    private func check(
        _ event: Fact.Event, _ index: Int, on day: Day, _ line: Int
    ) throws(StoryFault) {
        let claim = claims[index].claim
        switch event {
        case .objectionEnded where !claim.hasOpenObjection:
            throw StoryFault(
                "event", line: line, found: "no open objection",
                expected: "an objected line before this one", remedy: "write: DAY objected")
        case .resumed where claim.hasOpenObjection:
            throw StoryFault(
                "event", line: line, found: "an objection that nobody has assessed",
                expected: "what became of it",
                remedy: "write: DAY objection-lifted groundless|reasonable|reasonable-but-late")
        case .deferred(let to, _):
            let due = claim.terms(on: day, law.conventions).due
            guard to > due else {
                throw StoryFault(
                    "event", line: line, found: "deferred to \(to.iso)",
                    expected: "a day after the due date, \(due.iso)",
                    remedy: "a due date can only be moved to a later day")
            }
        case .waived(let amount, _):
            try limit(amount, statement(index, on: day).toPay, "waived", "what is owed", line)
        case .refunded(let amount, _):
            try limit(
                amount, statement(index, on: day).overpaid, "refunded", "what was overpaid", line)
        case .credited(let credit):
            let standing = statement(index, on: day)
            try limit(
                credit.amount, standing.principal - standing.credited, "credited",
                "what is left of the invoice", line)
        case .limitationExtended(let to, _) where !mayExtend(index, to: to, on: day):
            throw StoryFault(
                "event", line: line, found: "extended to \(to.iso)",
                expected:
                    "a later last day, at most three years ahead and ten in all (foreldelsesloven § 28)",
                remedy: "write: \(day.iso) refused extended to \(to.iso)")
        case .legalAction(.caseEnded, _)
        where claim.limitation(on: day, law.conventions).stoppedOn == nil:
            throw StoryFault(
                "event", line: line, found: "no case that is pending",
                expected: "a step at court before this line",
                remedy: "write its line first, such as: DAY conciliation-complaint")
        case .takenBack where claim.handedOver(on: day) == nil:
            throw StoryFault(
                "event", line: line, found: "no handed-over line before this one",
                expected: "a claim that is with an agency", remedy: "write: DAY handed-over")
        default: return
        }
    }

    /// Whether an agreed extension moves the claim's last day.
    private func mayExtend(_ index: Int, to: Day, on day: Day) -> Bool {
        let claim = claims[index].claim
        let agreed = claim.appending(
            Fact(id: .max, on: day, event: .limitationExtended(to: to, why: "")))
        return agreed.limitation(on: day, law.conventions)
            != claim.limitation(on: day, law.conventions)
    }

    private func limit(
        _ amount: Money, _ most: Money, _ word: String, _ what: String, _ line: Int
    ) throws(StoryFault) {
        guard amount > most else { return }
        throw StoryFault(
            "event", line: line, found: "\(word) \(amount.decimal)",
            expected: "at most \(what), \(most.decimal)", remedy: "look at the amount once more")
    }
}

extension Claim {
    fileprivate var hasOpenObjection: Bool {
        var isOpen = false
        for fact in facts {
            switch fact.event {
            case .disputed: isOpen = true
            case .objectionEnded, .resumed: isOpen = false
            default: continue
            }
        }
        return isOpen
    }
}

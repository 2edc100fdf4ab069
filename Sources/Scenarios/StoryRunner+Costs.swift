import Basics
import Claims
import Law

/// Looks up collection fees, court fees and the ways to court.
extension StoryRunner {
    func find(_ part: Expectation.Salaer, _ index: Int, on day: Day) -> Found {
        found { () throws(MissingRate) in
            let given = collectionCase(index, on: day)
            switch part {
            case .light: return try CollectionFee.cap(given, heavy: false, law: law)
            case .heavy: return try CollectionFee.cap(given, heavy: true, law: law)
            case .room:
                let cap = try CollectionFee.cap(given, heavy: isHeavy(index, on: day), law: law)
                return CollectionFee.room(
                    cap: cap, ownFees: handedOverTogether(with: index, on: day).costs(day, law),
                    compensation: .zero)
            }
        }
    }

    func findInstalmentAddition(_ index: Int, on day: Day) -> Found {
        var instalments = 0
        var isAtCourt = false
        for fact in claims[index].claim.facts where fact.on <= day {
            switch fact.event {
            case .instalmentPlan(let plan): instalments = plan.instalments.count
            case .legalAction: isAtCourt = true
            default: continue
            }
        }
        return found { () throws(MissingRate) in
            try CollectionFee.instalmentAddition(
                instalments: instalments, isAtCourt: isAtCourt, on: day, law: law)
        }
    }

    func findLawyerFee(_ index: Int, on day: Day) -> Found {
        let claim = claims[index].claim
        guard let demand = claim.demand(on: day), let deadline = demand.deadline else {
            return Found("none", "no payment demand has been sent")
        }
        let statement = Statement(of: claim, on: day, law: law)
        do throws(MissingRate) {
            let fee = try CollectionFee.lawyerLed(
                collectionCase(index, on: day), demandDeadline: deadline, ownFees: statement.fees,
                earlier: (demandSentOn: demand.sentOn, letters: claim.letters(on: day)), law: law)
            let first = CollectionFee.lawyerLedFrom(demandDeadline: deadline)
            return Found(
                fee?.decimal ?? "none", "from \(first.iso), own fees \(statement.fees.decimal)")
        } catch {
            return Found(error)
        }
    }

    /// The first day of the heavy cap; never while no valid payment demand has been sent.
    func heavyFrom(_ index: Int, on day: Day) -> Day? {
        guard let demand = demand(index, on: day) else { return nil }
        let first = CollectionFee.heavyFrom(demandDeadline: demand.deadline)
        let claim = claims[index].claim
        return CollectionFee.isHeavy(
            on: first, demandSentOn: demand.sentOn, demandDeadline: demand.deadline,
            letters: claim.letters(on: day), due: claim.terms(on: day, law.conventions).due)
            ? first : nil
    }

    func find(_ act: CourtFee.Act, afterConciliation: Bool, on day: Day) -> Found {
        found { () throws(MissingRate) in
            try CourtFee.amount(of: act, on: day, afterConciliation: afterConciliation, law: law)
        }
    }

    func find(_ act: DraftingCost.Act, on day: Day) -> Found {
        found { () throws(MissingRate) in
            try DraftingCost.cap(
                of: act, on: day, creditorVATLiable: isCreditorVATLiable, law: law)
        }
    }

    private func found(_ amount: () throws(MissingRate) -> Money) -> Found {
        do throws(MissingRate) {
            return Found(try amount().decimal)
        } catch {
            return Found(error)
        }
    }

    // MARK: - What a cap depends on

    private func isHeavy(_ index: Int, on day: Day) -> Bool {
        heavyFrom(index, on: day).map { day >= $0 } ?? false
    }

    /// The last payment demand, the creditor's own or the agency's.
    private func demand(_ index: Int, on day: Day) -> (sentOn: Day, deadline: Day)? {
        if let demand = claims[index].agencyDemand, demand.sentOn <= day { return demand }
        return claims[index].claim.demand(on: day).flatMap { demand in
            demand.deadline.map { (demand.sentOn, $0) }
        }
    }

    /// Claims that went to an agency on the same day are one; any other claim is one by itself.
    private func handedOverTogether(with index: Int, on day: Day) -> [Claim] {
        guard let handedOver = claims[index].claim.handedOver(on: day) else {
            return [claims[index].claim]
        }
        return claims.map(\.claim).filter { $0.handedOver(on: day) == handedOver }
    }

    private func collectionCase(_ index: Int, on day: Day) -> CollectionFee.Case {
        let claim = claims[index].claim
        let sum = handedOverTogether(with: index, on: day).map { claim in
            let statement = Statement(of: claim, on: day, law: law)
            return statement.principal - statement.credited
        }.sum()
        return CollectionFee.Case(
            claim: sum, due: claim.terms(on: day, law.conventions).due, paidOn: day,
            debtor: claim.debtorKind, creditorVATLiable: isCreditorVATLiable)
    }
}

extension [Claim] {
    /// Fees or compensation, whichever is more, of them all.
    fileprivate func costs(_ day: Day, _ law: LawBook) -> Money {
        map { Statement(of: $0, on: day, law: law).costs }.sum()
    }
}

extension Claim {
    /// The creditor's own last payment demand that stands.
    fileprivate func demand(on day: Day) -> Notice? {
        standingNotices(on: day).last { $0.step == .paymentDemand }
    }

    fileprivate func letters(on day: Day) -> [EarlierLetter] {
        standingNotices(on: day).compactMap { notice in
            notice.step.letterKind.map {
                EarlierLetter(
                    kind: $0, sentOn: notice.sentOn, deadline: notice.deadline, fee: notice.fee)
            }
        }
    }

    /// The day the claim went to the agency that has it; nil when none has.
    func handedOver(on day: Day) -> Day? {
        var handedOver: Day?
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .handedOver: handedOver = fact.on
            case .takenBack: handedOver = nil
            default: continue
            }
        }
        return handedOver
    }
}

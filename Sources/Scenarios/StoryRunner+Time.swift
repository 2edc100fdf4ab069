import Basics
import Claims
import Law

/// Looks up limitation, bankruptcy, lost VAT and what is owed the state.
extension StoryRunner {
    func findWarning(_ claim: Claim, on day: Day) -> Found {
        let last = claim.limitation(on: day, law.conventions).lastDay
        let warning = last.flatMap { LimitationWarning.on(day, lastDay: $0) }
        return Found(warning?.rawValue ?? "none", last.map { "last day \($0.iso)" } ?? "")
    }

    func findFilingWindow(announcedOn day: Day) -> Found {
        let window = Bankruptcy.filingWindow(announcedOn: day)
        return Found("\(window.first.iso) \(window.last.iso)")
    }

    func findChain(demandedOn day: Day, servedOn: Day?) -> Found {
        let chain = Bankruptcy.Chain(demandedOn: day, servedOn: servedOn)
        let isEarly = servedOn.map { chain.isServedTooEarly(on: $0) } ?? false
        return Found(
            "\(chain.serveFrom.iso) \(chain.petitionFrom.iso) \(chain.petitionUntil.iso)",
            isEarly ? "served too early: it presumes nothing" : "pay until \(chain.payUntil.iso)")
    }

    func find(_ alternative: VATLoss.Alternative, _ index: Int, on day: Day) -> Found {
        let evidence = evidence(index, on: day)
        let counted = VATLoss.counted(evidence.reminders, due: evidence.due).count
        return Found(VATLoss.holds(alternative, evidence)?.iso ?? "none", "\(counted) reminders")
    }

    /// The VAT in what is open of the principal; fees and interest are outside it.
    func findLostVAT(_ index: Int, on day: Day) -> Found {
        let statement = Statement(of: claims[index].claim, on: day, law: law)
        if let missing = statement.missingRate { return Found(missing) }
        return Found(
            VATLoss.amount(
                lost: statement.openPrincipal, invoice: statement.principal, vat: claims[index].vat
            ).decimal)
    }

    private func evidence(_ index: Int, on day: Day) -> VATLoss.Evidence {
        claims[index].claim.vatEvidence(on: day, law.conventions)
    }

    func find(_ told: ToldObligation, hasPayBy: Bool) -> Found {
        guard let obligation = told.obligation else {
            return Found("none", "nothing of that code falls due")
        }
        let detail = "\(obligation.citation), pay by \(obligation.payBy.iso)"
        if hasPayBy {
            return Found("\(obligation.day.iso) pay-by \(obligation.payBy.iso)", detail)
        }
        return Found(obligation.day.iso, detail)
    }
}

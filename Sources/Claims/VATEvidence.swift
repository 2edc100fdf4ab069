import Basics
import Law

extension Claim {
    /// What the claim's own history shows about whether its VAT is lost.
    ///
    /// Letters that stand count as reminders; an enforcement that ended uncovered and an estate that closed are evidence by
    /// themselves; the rest a person has noted. A dispute that stands is no inability to pay. The rules are VATLoss's.
    public func vatEvidence(on day: Day, _ conventions: Conventions = .standard) -> VATLoss.Evidence
    {
        var evidence = VATLoss.Evidence(
            due: terms(on: day, conventions).due, reminders: standingNotices(on: day).map(\.sentOn))
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .legalAction(.enforcementEnded, _), .lossEstablished(.a, _):
                evidence.triedInVain = evidence.triedInVain ?? fact.on
            case .legalAction(.estateClosed, _), .lossEstablished(.c, _):
                evidence.noCover = evidence.noCover ?? fact.on
            case .lossEstablished(.d, _): evidence.clear = evidence.clear ?? fact.on
            case .disputed: evidence.isDisputed = true
            case .objectionEnded, .resumed: evidence.isDisputed = false
            default: continue
            }
        }
        return evidence
    }
}

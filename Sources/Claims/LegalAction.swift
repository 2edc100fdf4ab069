/// A step outside the ladder that the law of limitation knows.
public enum LegalAction: String, Codable, CaseIterable, Sendable {
    case conciliationComplaint = "conciliation-complaint"
    case writ
    case enforcementPetition = "enforcement-petition"
    case bankruptcyPetition = "bankruptcy-petition"
    case filedInEstate = "filed-in-estate"
    case setOff = "set-off"
    case judgment
    case courtSettlement = "court-settlement"
    case enforcementEnded = "enforcement-ended"
    case estateClosed = "estate-closed"
    case caseEnded = "case-ended"
}

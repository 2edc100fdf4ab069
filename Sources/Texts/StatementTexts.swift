import Basics
import Law

/// What stands beside the amounts of a statement.
public struct StatementTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public var compensation: String {
        say("Standardkompensasjon", "Standardkompensasjon", "Standard compensation")
    }
    public var costs: String { say("Kostnader", "Kostnader", "Costs") }
    public var waived: String { say("Ettergitt", "Ettergitt", "Waived") }
    public var refunded: String { say("Tilbakebetalt", "Tilbakebetalt", "Refunded") }
    public var overpaid: String { say("For mye betalt", "For mykje betalt", "Overpaid") }

    public var designated: String {
        say("slik betaleren sa", "slik betalaren sa", "as the payer said")
    }
    public var equalsPrincipal: String {
        say(
            "beløpet var den åpne hovedstolen", "beløpet var den opne hovudstolen",
            "the amount was the open principal")
    }
    public func order(_ order: Conventions.Allocation) -> String {
        switch order {
        case .costsInterestPrincipal:
            say(
                "kostnader, så renter, så hovedstol", "kostnader, så renter, så hovudstol",
                "costs, then interest, then principal")
        case .costsDemandedInterestPrincipal:
            say(
                "kostnader, så krevde renter, så hovedstol",
                "kostnader, så kravde renter, så hovudstol",
                "costs, then demanded interest, then principal")
        case .interestCostsPrincipal:
            say(
                "renter, så kostnader, så hovedstol", "renter, så kostnader, så hovudstol",
                "interest, then costs, then principal")
        case .principalFirst:
            say(
                "hovedstol, så renter, så kostnader", "hovudstol, så renter, så kostnader",
                "principal, then interest, then costs")
        }
    }

    /// `Innbetaling 3: hovedstol 400,00 (slik betaleren sa)`.
    public func placement(_ payment: String, _ parts: String, _ rule: String) -> String {
        say("Innbetaling", "Innbetaling", "Payment") + " \(payment): \(parts) (\(rule))"
    }
}

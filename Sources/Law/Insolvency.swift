/// How it stands that a debtor cannot pay: each stops all letters.
public enum Insolvency: String, Codable, CaseIterable, Sendable {
    /// Konkurs: interest as an ordinary claim ends on the opening day (dekningsloven § 9-7).
    case bankruptcy = "bankrupt"
    /// Rekonstruksjonsforhandling.
    case reconstruction
    /// Gjeldsordning for a private person.
    case debtSettlement = "debt-settlement"
    /// Avvikling or tvangsoppløsning.
    case windingUp = "winding-up"
}

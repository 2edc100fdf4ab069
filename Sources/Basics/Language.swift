/// A language Purr writes to people in.
public enum Language: String, CaseIterable, Codable, Sendable {
    /// Bokmål.
    case nb
    /// Nynorsk.
    case nn
    /// English.
    case en
}

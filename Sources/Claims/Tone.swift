/// How a letter speaks; the law's demands are the same in each.
public enum Tone: String, CaseIterable, Codable, Sendable {
    /// "Har du glemt oss?": most people mean to pay.
    case friendly
    /// Plain and correct.
    case neutral
    /// Calm and short, with the consequence spelled out.
    case firm
}

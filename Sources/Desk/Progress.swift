/// How far a long piece of work has come.
public struct Progress: Sendable {
    public enum Stage: String, Sendable {
        case reading, placing, deciding, writing, sending, verifying
    }
    public let stage: Stage
    /// In the stage's own unit: bytes, payments, letters.
    public let done: Int
    /// nil when it is not known beforehand.
    public let total: Int?

    public init(_ stage: Stage, done: Int, total: Int?) {
        self.stage = stage
        self.done = done
        self.total = total
    }
}

/// Where progress is told; called often, so it must be quick.
public typealias ProgressHandler = (Progress) -> Void

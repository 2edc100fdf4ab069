import Basics
import Claims
import Law

/// What became of a story: what was owed at its end, and which of its expectations held.
public struct StoryOutcome: Sendable {
    public let title: String?
    /// The line the story begins on, from 1.
    public let line: Int
    /// Every expectation that could be judged, in order.
    public internal(set) var checks: [Check] = []
    /// Lines that were not understood or tell what cannot be, in order.
    public internal(set) var faults: [StoryFault] = []
    /// What a reader should know though nothing fails by it, in order.
    public internal(set) var notes: [Note] = []
    /// The claims at the end of the story, each with its statement.
    public internal(set) var claims: [ClaimOutcome] = []
    /// What each dated line led to; empty unless asked for.
    public internal(set) var steps: [DatedStep] = []

    /// True when every line was understood and every expectation held.
    public var holds: Bool { faults.isEmpty && checks.allSatisfy(\.holds) }

    init(_ story: Story) {
        title = story.title
        line = story.line
        faults = story.faults
    }

    /// An expectation and what was found.
    public struct Check: Hashable, Codable, Sendable {
        /// The line in the file, from 1.
        public let line: Int
        /// The expectation as written.
        public let text: String
        public let expected: String
        public let found: String
        /// More about what was found, such as why there is no fee; empty when there is nothing to add.
        public let detail: String
        public var holds: Bool { expected == found }

        /// The failed expectation as every refusal is told, with `file:line` as its place.
        public func diagnostic(in file: String) -> Diagnostic {
            Diagnostic(
                "scenario.expectation", place: "\(file):\(line): \(text)",
                found: detail.isEmpty ? found : "\(found) (\(detail))", expected: expected)
        }
    }

    /// Something about a line that does not make it fail.
    public struct Note: Hashable, Codable, Sendable {
        public let line: Int
        public let text: String
    }

    /// A claim as a story left it.
    public struct ClaimOutcome: Sendable {
        /// Nil when the story's only claim has no name.
        public let name: String?
        public let claim: Claim
        public let statement: Statement
    }

    /// A dated line and what was owed after it.
    public struct DatedStep: Sendable {
        public let line: Int
        public let text: String
        public let on: Day
        /// The claims the line is about, each as it stood at the end of it.
        public let claims: [ClaimOutcome]
    }
}

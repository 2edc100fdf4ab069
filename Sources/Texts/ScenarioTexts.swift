import Basics
import Law

/// What is said about stories and their expectations.
public struct ScenarioTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func note(_ text: String) -> String {
        say("Merk", "Merk", "Note") + ": \(text)"
    }

    /// What became of all the stories that were read.
    public func summary(stories: Int, held: Int, failed: Int, faults: Int) -> String {
        var parts = [
            stories == 1
                ? say("1 historie", "1 historie", "1 story")
                : say("\(stories) historier", "\(stories) historier", "\(stories) stories")
        ]
        parts.append(
            say(
                "\(held) av \(held + failed) forventninger holder",
                "\(held) av \(held + failed) forventningar held",
                "\(held) of \(held + failed) expectations hold"))
        if faults > 0 {
            parts.append(
                faults == 1
                    ? say("1 linje har feil", "1 linje har feil", "1 line is faulty")
                    : say(
                        "\(faults) linjer har feil", "\(faults) linjer har feil",
                        "\(faults) lines are faulty"))
        }
        return parts.joined(separator: ", ") + "."
    }
}

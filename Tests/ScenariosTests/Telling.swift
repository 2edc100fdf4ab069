import Foundation
import Scenarios
import Testing

/// Runs every story in the text, and records each line that fails.
@discardableResult
func holds(
    _ text: String, in place: String = "story", after lines: Int = 0,
    _ location: SourceLocation = #_sourceLocation
) -> [StoryOutcome] {
    let outcomes = StoryFile(text).stories.map { StoryRunner.run($0) }
    for problem in problems(outcomes, in: place, after: lines) {
        Issue.record("\(problem)", sourceLocation: location)
    }
    return outcomes
}

/// Every line that failed, as `place:line code found expected`.
///
/// - Parameter lines: how far down in `place` the text begins.
func problems(_ outcomes: [StoryOutcome], in place: String, after lines: Int = 0) -> [String] {
    outcomes.flatMap { outcome in
        outcome.faults.map {
            "\(place):\($0.line + lines) \($0.code) found \($0.found), expected \($0.expected)"
        }
            + outcome.checks.filter { !$0.holds }.map {
                "\(place):\($0.line + lines) \($0.text) found \($0.found)"
            }
    }
}

/// The lines of the text that failed, by number.
func failingLines(_ text: String) -> Set<Int> {
    let outcomes = StoryFile(text).stories.map { StoryRunner.run($0) }
    return Set(
        outcomes.flatMap { outcome in
            outcome.faults.map(\.line) + outcome.checks.filter { !$0.holds }.map(\.line)
        })
}

/// The repository as it lies on the disk.
enum Repository {
    static let root: String = #filePath.components(separatedBy: "/Tests/ScenariosTests/")[0]

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// The files below a folder whose names end so, by path from the root.
    static func files(in folder: String, _ ending: String) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
        return names.filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
    }
}

import Scenarios
import Testing

/// The stories that come with Purr: each holds, and each of its expectations can fail.
@Suite("The example stories")
struct ExampleTests {
    private static func files() throws -> [String] {
        try Repository.files(in: "Examples/law", ".story")
    }

    @Test("Every example holds to the øre and the day")
    func examples() throws {
        let files = try Self.files()
        try #require(files.count >= 10)
        for file in files {
            let outcomes = holds(try Repository.text(file), in: file)
            #expect(!outcomes.flatMap(\.checks).isEmpty, "\(file) expects nothing")
        }
    }

    @Test("Each expected value that is changed makes its own line fail, and no other")
    func mutations() throws {
        for file in try Self.files() {
            let text = try Repository.text(file)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for expectation in StoryFile(text).stories.flatMap(\.expectations) {
                #expect(!expectation.values.isEmpty, "\(file):\(expectation.line) compares nothing")
                for range in expectation.values {
                    var changed = lines.map(String.init)
                    let index = expectation.line - 1
                    changed[index] = Mutation.change(changed[index], range)
                    let failing = failingLines(changed.joined(separator: "\n"))
                    #expect(
                        failing == [expectation.line],
                        "\(file):\(expectation.line) holds as: \(changed[index])")
                }
            }
        }
    }
}

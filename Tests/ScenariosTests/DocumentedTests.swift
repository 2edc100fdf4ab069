import Testing

@testable import Scenarios

/// The worked examples in comments and pages are stories, and hold.
@Suite("Documented stories")
struct DocumentedTests {
    @Test("Every story in a comment of the law and the claims holds")
    func comments() throws {
        let files = try ["Law", "Claims"].flatMap {
            try Repository.files(in: "Sources/\($0)", ".swift")
        }
        var count = 0
        for file in files {
            for story in FencedStory.all(in: try Repository.text(file), prefix: "///") {
                count += 1
                let outcomes = holds(story.text, in: file, after: story.linesBefore)
                #expect(
                    outcomes.contains { !$0.checks.isEmpty },
                    "\(file):\(story.linesBefore): expects nothing")
            }
        }
        #expect(count >= 15)
    }

    @Test("Every story on a page of the documentation holds")
    func pages() throws {
        var count = 0
        for file in try Repository.files(in: "docs", ".md") {
            for story in FencedStory.all(in: try Repository.text(file), prefix: "") {
                count += 1
                holds(story.text, in: file, after: story.linesBefore)
            }
        }
        #expect(count >= 15)
    }

    @Test("Every word of the language is told on its page and shown in a story there")
    func complete() throws {
        let page = try Repository.text("docs/law/scenarios.md")
        let shown = Set(
            FencedStory.all(in: page, prefix: "").flatMap { story in
                story.text.split(whereSeparator: \.isWhitespace).map(String.init)
            })
        let words =
            StoryParser.happenings + StoryParser.subjects
            + ["story", "claim", "law", "choose", "policy", "creditor", "refused", "by-agency"]
        for word in words {
            #expect(
                ["`", " ", "|"].contains { page.contains($0 + word) }, "\(word) is not told")
            #expect(shown.contains(word), "\(word) is not shown")
        }
    }

    @Test("A story in a comment is found with its line, whatever stands around it")
    func finding() {
        let text = """
            /// One sentence.
            ///
            /// ```scenario
            /// claim consumer principal 1.00 due 2026-01-01
            /// expect fees 1.00
            /// ```
            func a() {}
                ///     ```scenario
                ///     expect kid mod10 1234 12344
                ///     ```
            /// ```swift
            /// expect nothing
            /// ```
            /// ```scenario
            /// expect kid mod10 1234 12344
            func b() {}
            """
        let found = FencedStory.all(in: text, prefix: "///")
        #expect(found.map(\.linesBefore) == [3, 8, 14])
        #expect(
            problems(
                found.flatMap { StoryFile($0.text).stories }.map { StoryRunner.run($0) }, in: "a",
                after: 3) == ["a:5 expect fees 1.00 found 0.00"])
    }
}

/// A fenced block marked `scenario`.
struct FencedStory {
    let text: String
    /// The lines of the file before the block's first.
    let linesBefore: Int

    /// - Parameter prefix: what each line begins with after its indentation, such as `///`.
    static func all(in text: String, prefix: String) -> [FencedStory] {
        var found: [FencedStory] = []
        var block: (lines: [Substring], before: Int)?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let trimmed = line.drop { $0 == " " }
            guard trimmed.hasPrefix(prefix) else {
                // A block that nobody closed ends with its comment, and is run all the same.
                if let open = block { found.append(FencedStory(open)) }
                block = nil
                continue
            }
            let content = trimmed.dropFirst(prefix.count)
            let mark = content.drop { $0 == " " }
            if let open = block {
                if mark.hasPrefix("```") {
                    found.append(FencedStory(open))
                    block = nil
                } else {
                    block?.lines.append(content)
                }
            } else if mark.hasPrefix("```scenario") {
                block = ([], index + 1)
            }
        }
        if let open = block { found.append(FencedStory(open)) }
        return found
    }

    private init(_ block: (lines: [Substring], before: Int)) {
        text = block.lines.joined(separator: "\n")
        linesBefore = block.before
    }
}

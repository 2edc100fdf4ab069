import Basics
import Foundation
import Letters
import Testing

/// docs/lint.md is made from the rules: `PURR_UPDATE_DOCS=1` (`make docs`) writes it, the test holds it to the code.
@Suite("Manual of the lint")
struct LintManualTests {
    @Test("docs/lint.md says what the rules are")
    func manual() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/lint.md").standardizedFileURL
        if ProcessInfo.processInfo.environment["PURR_UPDATE_DOCS"] == "1" {
            try Data(Self.text.utf8).write(to: path)
        }
        #expect(try String(contentsOf: path, encoding: .utf8) == Self.text)
    }

    private static let text = """
        # What letters may not say, and must

        Made from the rules by `make docs`; do not edit.

        A company's own words are looked through before they are taken. What the law refuses is not taken; what good practice advises against is
        pointed out. `inkasso*` is a beginning, `siste|final` either word, `..` up to four words in the same sentence.

        ## Not to be said

        | rule | refused in | pointed out in | where | why | source |
        |---|---|---|---|---|---|
        \(LintRules.all.map(row).joined(separator: "\n"))

        ## Words

        | rule | Bokmål and Nynorsk | English |
        |---|---|---|
        \(LintRules.all.filter { !$0.words(.nb).isEmpty }.map(words).joined(separator: "\n"))

        ## Not to be missing

        | rule | in | what | source |
        |---|---|---|---|
        \(LintRules.needs.map { "| \($0.id) | \(letters($0.notices)) | \($0.why.in(.en)) | \($0.source) |" }.joined(separator: "\n"))

        """

    private static func row(_ rule: LintRule) -> String {
        let parts =
            rule.parts.count == LintPart.allCases.count
            ? "anywhere" : rule.parts.map(\.rawValue).sorted().joined(separator: ", ")
        return "| \(rule.id) | \(letters(rule.refused)) | \(letters(rule.advised)) | \(parts) | "
            + "\(rule.why.in(.en)) | \(rule.source) |"
    }

    private static func words(_ rule: LintRule) -> String {
        let norwegian = rule.words(.nb)
        let english = rule.words(.en).filter { !norwegian.contains($0) }
        return "| \(rule.id) | \(shown(norwegian)) | \(shown(english)) |"
    }

    private static func shown(_ phrases: [String]) -> String {
        phrases.map { "`\($0.replacingOccurrences(of: "|", with: "\\|"))`" }.joined(separator: ", ")
    }

    private static func letters(_ notices: Set<NoticeKind>) -> String {
        if notices.count == NoticeKind.allCases.count { return "all" }
        return NoticeKind.allCases.filter(notices.contains).map(\.rawValue).joined(separator: ", ")
    }
}

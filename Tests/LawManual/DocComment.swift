import Foundation
import Law

/// A rule as its doc comment tells it: what it says, where it stands, and a worked example.
struct RuleDoc {
    /// `LateInterest`, or `CreditorFee.earliest(due:)` for a member.
    let name: String
    let file: String
    let line: Int
    /// The comment's paragraphs, without the example and the source.
    let text: String
    /// The lines of the ```scenario block; empty when there is none.
    let example: [String]
    /// The text after `- Source:`.
    let source: String

    var summary: String {
        let paragraph = text.components(separatedBy: "\n\n")[0]
        return paragraph.replacingOccurrences(of: "\n", with: " ")
    }

    /// The acts that the source names, longest name first where one holds another.
    var acts: [Citation.Act] {
        Citation.Act.allCases.filter { act in
            switch act {
            case .inkassoloven2026:
                source.contains("inkassoloven (2026)") || source.contains("act of 2026")
            default: source.lowercased().contains(act.rawValue)
            }
        }
    }
}

/// Reads doc comments out of Swift source.
enum DocComments {
    /// The rules in a file: every type whose comment names its source.
    static func rules(in text: String, file: String) -> [RuleDoc] {
        var rules: [RuleDoc] = []
        var comment: [String] = []
        for (index, raw) in text.components(separatedBy: "\n").enumerated() {
            let line = raw.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("///") {
                let body = line.dropFirst(3)
                comment.append(String(body.hasPrefix(" ") ? body.dropFirst() : body))
                continue
            }
            if line.hasPrefix("@") { continue }
            if !comment.isEmpty, let (kind, name) = declared(line),
                let rule = rule(name, comment, file: file, line: index + 1)
            {
                // A function is a rule of its own when it has an example of its own; else it is its type's.
                if kind != "func" || !rule.example.isEmpty { rules.append(rule) }
            }
            comment = []
        }
        return rules
    }

    /// The name a line declares, when it is a type's or a public or plain function's.
    private static func declared(_ line: String) -> (kind: String, name: String)? {
        var words = line.split(whereSeparator: { " :({<=".contains($0) }).map(String.init)
        while let first = words.first, ["public", "static", "indirect", "mutating"].contains(first)
        {
            words.removeFirst()
        }
        guard words.count >= 2, ["enum", "struct", "func"].contains(words[0]) else { return nil }
        return (words[0], words[1])
    }

    private static func rule(
        _ name: String, _ comment: [String], file: String, line: Int
    ) -> RuleDoc? {
        var text: [String] = []
        var example: [String] = []
        var source: [String] = []
        enum Part { case text, example, source, other }
        var part = Part.text
        for row in comment {
            if row.hasPrefix("```scenario") { part = .example; continue }
            if row.hasPrefix("```"), part == .example { part = .text; continue }
            if row.hasPrefix("- Source:") {
                part = .source
                source.append(
                    String(row.dropFirst("- Source:".count)).trimmingCharacters(in: .whitespaces))
                continue
            }
            if row.hasPrefix("- ") && part != .text || row.hasPrefix("- Parameter")
                || row.hasPrefix("- Throws")
            {
                part = .other
                continue
            }
            switch part {
            case .text: text.append(row)
            case .example: example.append(row)
            case .source:
                if row.isEmpty {
                    part = .text
                } else {
                    source.append(row.trimmingCharacters(in: .whitespaces))
                }
            case .other: if row.isEmpty { part = .text }
            }
        }
        guard !source.isEmpty else { return nil }
        let body = text.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        return RuleDoc(
            name: name, file: file, line: line,
            text: body.replacingOccurrences(of: "``", with: "`"), example: example,
            source: source.joined(separator: " "))
    }
}

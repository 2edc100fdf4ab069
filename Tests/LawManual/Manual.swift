import Basics
import Foundation
import Law

/// The pages of docs/law that are made from the code: its doc comments and its tables.
enum Manual {
    /// The folders whose doc comments hold rules.
    static let folders = ["Sources/Law", "Sources/Claims"]

    /// Path from the root, and text, of every page.
    static func pages(root: String) throws -> [(path: String, text: String)] {
        let rules = try rules(root: root)
        return [
            ("docs/law/rules.md", rulesPage(rules)),
            ("docs/law/rates.md", ratesPage()),
            ("docs/law/choices.md", try choicesPage(root: root)),
        ]
    }

    static func rules(root: String) throws -> [RuleDoc] {
        try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
                .filter { $0.hasSuffix(".swift") }.sorted()
                .flatMap { name in
                    let path = "\(folder)/\(name)"
                    return DocComments.rules(
                        in: try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8),
                        file: path)
                }
        }
    }

    private static let notice = """
        <!-- Made by `make docs` from the code; a test fails when it is stale. Change the code instead. -->

        """

    // MARK: - Rules

    private static func rulesPage(_ rules: [RuleDoc]) -> String {
        var text = """
            # The rules, as Purr applies them

            \(notice)
            Each rule with its paragraph, the version of the text it was written from, and an example that is run as a test
            (the language is told in [scenarios.md](scenarios.md)). The consolidated texts were read with amendments through
            \(Citation.readThrough.iso). Where the law is silent, [choices.md](choices.md) has what a company can choose.

            | Rule | In a sentence | Source |
            |---|---|---|

            """
        for rule in rules {
            text += "| [\(rule.name)](#\(anchor(rule))) | \(rule.summary) | \(rule.source) |\n"
        }
        for rule in rules { text += section(rule) }
        return text
    }

    private static func anchor(_ rule: RuleDoc) -> String {
        rule.name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func section(_ rule: RuleDoc) -> String {
        var text = "\n## \(rule.name)\n\n\(rule.text)\n"
        if !rule.example.isEmpty {
            text += "\n```scenario\n" + rule.example.joined(separator: "\n") + "\n```\n"
        }
        text += "\nSource: \(rule.source)\n"
        for act in rule.acts {
            let citation = Citation(act, "")
            text +=
                "Version: [\(citation.identity)](\(citation.url)), read \(Citation.readThrough.iso).\n"
        }
        text += "Code: [\(rule.file)](../../\(rule.file))\n"
        return text
    }

    // MARK: - Rates

    private static func ratesPage() -> String {
        let law = LawBook.shipped
        var text = """
            # Rates

            \(notice)
            What this version ships. Days are inclusive; no end means that none has been seen. A day outside every row is not known:
            nothing is charged for it. `purr law rates` shows these beside your own, `purr law rates add` adds one.

            """
        text += table(
            "Late interest, percent a year (forsinkelsesrenteloven § 3)", law.lateInterest
        ) { "\($0 / 100).\(String(format: "%02d", $0 % 100))" }
        text += table(
            "Standard compensation, kroner (forsinkelsesrenteloven § 3 a)", law.standardCompensation
        ) { $0.decimal }
        text += table("Inkassosats, kroner (inkassoforskriften § 1-1)", law.collectionRate) {
            $0.decimal
        }
        text += table("Rettsgebyr R, kroner (rettsgebyrloven § 1)", law.courtFee) { $0.decimal }
        return text
    }

    private static func table<Value>(
        _ title: String, _ rows: [Dated<Value>], _ show: (Value) -> String
    ) -> String {
        var text = "\n## \(title)\n\n| From | To | Value | Source |\n|---|---|---:|---|\n"
        for row in rows {
            text +=
                "| \(row.from.iso) | \(row.to?.iso ?? "") | \(show(row.value)) | \(row.source) |\n"
        }
        return text
    }

    // MARK: - Choices

    /// Each choice with its values, and the doc comment of its type in Conventions.
    private static func choicesPage(root: String) throws -> String {
        let source = try String(
            contentsOfFile: "\(root)/Sources/Law/Conventions.swift", encoding: .utf8)
        let comments = typeComments(in: source)
        var text = """
            # Choices where the law is silent

            \(notice)
            Each is lawful. The first value is what a company gets that chooses nothing. `purr law choices` shows them with the
            company's own; `purr law choose KEY VALUE` makes one.

            | Key | Values |
            |---|---|

            """
        for choice in Convention.allCases {
            let values = choice.values.map { "`\($0)`" }.joined(separator: ", ")
            let shown =
                choice.values.isEmpty ? "an amount; `\(Conventions.standard[choice])`" : values
            text += "| [\(choice.rawValue)](#\(choice.rawValue)) | \(shown) |\n"
        }
        for choice in Convention.allCases {
            text += "\n## \(choice.rawValue)\n\n\(comments[typeName(choice)] ?? "")\n"
        }
        return text
    }

    /// The type or property in Conventions that a choice stands for.
    static func typeName(_ choice: Convention) -> String {
        switch choice {
        case .firstInterestDay: "FirstInterestDay"
        case .dayCount: "DayCount"
        case .rounding: "Rounding"
        case .interestBase: "InterestBase"
        case .deadlineOnDayOff: "DeadlineOnDayOff"
        case .dueOnDayOff: "DueOnDayOff"
        case .compensationDay: "CompensationDay"
        case .sendingHours: "SendingHours"
        case .allocation: "Allocation"
        case .smallResidual: "smallResidual"
        case .missingRate: "MissingRateRule"
        case .unknownDebtor: "UnknownDebtor"
        case .invoiceDueDate: "InvoiceDueDate"
        }
    }

    static func typeComments(in source: String) -> [String: String] {
        var found: [String: String] = [:]
        var comment: [String] = []
        for raw in source.components(separatedBy: "\n") {
            let line = raw.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("///") {
                comment.append(line.dropFirst(3).trimmingCharacters(in: .whitespaces))
                continue
            }
            let words = line.split(whereSeparator: { " :={".contains($0) }).map(String.init)
            if !comment.isEmpty, words.count > 2, words[0] == "public",
                ["enum", "var"].contains(words[1])
            {
                found[words[2]] = comment.joined(separator: "\n")
            }
            comment = []
        }
        return found
    }
}

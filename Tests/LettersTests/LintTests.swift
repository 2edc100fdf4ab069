import Basics
import Claims
import Foundation
import Law
import Letters
import Testing

struct LintSample: Sendable, CustomTestStringConvertible {
    let language: Language
    let line: Int
    let notice: NoticeKind
    let rules: Set<String>
    let texts: [LintText]
    var testDescription: String { "\(language) line \(line): \(texts.map(\.text))" }
}

enum LintCorpus {
    static let all: [LintSample] = [Language.nb, .nn, .en].flatMap(read)

    private static func read(_ language: Language) -> [LintSample] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("LintCorpus/\(language).txt")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        var samples: [LintSample] = []
        var head: (line: Int, notice: NoticeKind, rules: Set<String>)?
        var parts: [LintText] = []
        func end() {
            if let head {
                samples.append(
                    LintSample(
                        language: language, line: head.line, notice: head.notice,
                        rules: head.rules, texts: parts))
            }
            parts = []
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.hasPrefix("=== ") {
                end()
                let words = line.split(separator: " ").map(String.init)
                guard let notice = NoticeKind(rawValue: words[2]) else {
                    Issue.record("\(language) line \(index + 1): no such letter")
                    continue
                }
                head = (index + 1, notice, Set(words.dropFirst(3)))
            } else if !line.isEmpty, head != nil {
                let colon = line.firstIndex(of: ":")
                let part = colon.flatMap { LintPart(rawValue: String(line[..<$0])) }
                let words = part == nil ? line : line[line.index(after: colon!)...].dropFirst()
                parts.append(LintText(part ?? .body, String(words), line: index + 1))
            }
        }
        end()
        return samples
    }
}

/// Letters people have got, and should never have got, against the rules.
@Suite("Lint of letters' words")
struct LintTests {
    private func broken(_ sample: LintSample) -> Set<String> {
        Set(
            Lint.findings(in: sample.texts, of: sample.notice, sample.language, isTemplate: true)
                .map(\.rule))
    }

    @Test("The corpus is large enough to mean something")
    func size() {
        #expect(LintCorpus.all.filter { !$0.rules.isEmpty }.count >= 100)
        #expect(LintCorpus.all.filter(\.rules.isEmpty).count >= 40)
    }

    @Test("A letter breaks exactly the rules it is known to break", arguments: LintCorpus.all)
    func corpus(_ sample: LintSample) {
        #expect(broken(sample) == sample.rules)
    }

    @Test("Every rule has a letter that breaks it")
    func everyRule() {
        let shown = Set(LintCorpus.all.flatMap(\.rules))
        let own: Set<String> = [
            "sms.length", "manner.picture", "subject.length", "body.length", "threat.sale",
        ]
        #expect(LintRules.all.map(\.id).filter { !shown.contains($0) && !own.contains($0) } == [])
        #expect(Set(LintRules.all.map(\.id)).count == LintRules.all.count)
    }

    private func rules(_ part: LintPart, _ text: String, _ notice: NoticeKind) -> [String] {
        Lint.findings(in: [LintText(part, text)], of: notice, .nb, isTemplate: true).map(\.rule)
    }

    @Test("Lengths, pictures and text messages are measured")
    func measures() {
        #expect(rules(.subject, String(repeating: "a", count: 78), .nudge) == [])
        #expect(rules(.subject, String(repeating: "a", count: 79), .nudge) == ["subject.length"])
        #expect(rules(.body, String(repeating: "å ", count: 451), .nudge) == ["body.length"])
        #expect(rules(.body, "Hei 😊", .nudge) == [])
        #expect(rules(.body, "Hei 😊", .collectionNotice) == ["manner.picture"])
        #expect(rules(.sms, String(repeating: "å", count: 306), .nudge) == [])
        #expect(rules(.sms, String(repeating: "å", count: 307), .nudge) == ["sms.length"])
        #expect(rules(.sms, String(repeating: "ŋ", count: 135), .nudge) == ["sms.length"])
        #expect(rules(.body, "Vi selger kravet videre.", .reminder) == ["threat.sale"])
    }

    @Test(
        "A text message's parts follow the alphabet it needs",
        arguments: [
            ("", 0, true), (String(repeating: "æ", count: 160), 1, true),
            (String(repeating: "æ", count: 161), 2, true),
            (String(repeating: "€", count: 81), 2, true),
            (String(repeating: "ŋ", count: 70), 1, false),
            (String(repeating: "ŋ", count: 71), 2, false),
            (String(repeating: "😊", count: 36), 2, false),
        ])
    func messageSize(_ text: String, parts: Int, isGSM: Bool) {
        let size = TextMessageSize(text)
        #expect(size.parts == parts)
        #expect(size.isGSM == isGSM)
    }
}

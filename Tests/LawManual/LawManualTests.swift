import Foundation
import Law
import Testing

/// docs/law is made from the code: `PURR_UPDATE_DOCS=1` (`make docs`) writes it, the tests hold it to the code.
@Suite("The law's manual")
struct LawManualTests {
    static let root: String = #filePath.components(separatedBy: "/Tests/LawManual/")[0]

    @Test("The pages are those the code makes; make docs writes them")
    func fresh() throws {
        for page in try Manual.pages(root: Self.root) {
            let path = "\(Self.root)/\(page.path)"
            if ProcessInfo.processInfo.environment["PURR_UPDATE_DOCS"] == "1" {
                try FileManager.default.createDirectory(
                    atPath: "\(Self.root)/docs/law", withIntermediateDirectories: true)
                try page.text.write(toFile: path, atomically: true, encoding: .utf8)
            }
            let written = try? String(contentsOfFile: path, encoding: .utf8)
            #expect(written == page.text, "\(page.path) is stale: make docs")
        }
    }

    @Test("Every rule names an act that is known, and has a worked example")
    func complete() throws {
        let rules = try Manual.rules(root: Self.root)
        #expect(rules.count > 15)
        for rule in rules {
            let place = "\(rule.file):\(rule.line) \(rule.name)"
            #expect(!rule.example.isEmpty, "\(place) has no scenario block")
            #expect(!rule.acts.isEmpty, "\(place) names no act: \(rule.source)")
            #expect(!rule.summary.isEmpty, "\(place) says nothing")
        }
    }

    @Test("Every choice is told in a sentence")
    func choices() throws {
        let source = try String(
            contentsOfFile: "\(Self.root)/Sources/Law/Conventions.swift", encoding: .utf8)
        let comments = Manual.typeComments(in: source)
        for choice in Convention.allCases {
            #expect(comments[Manual.typeName(choice)]?.isEmpty == false, "\(choice.rawValue)")
        }
    }

    @Test("A comment is taken apart into text, example and source")
    func parts() throws {
        let rules = DocComments.rules(
            in: """
                /// What it is.
                ///
                /// More of it.
                ///
                /// ```scenario
                /// claim consumer principal 1.00 due 2026-01-02
                /// ```
                ///
                /// - Source: inkassoloven § 9;
                ///   foreldelsesloven § 2.
                public enum Thing {
                    /// No rule.
                    static func plain() {}
                }
                """, file: "x.swift")
        let rule = try #require(rules.first)
        #expect(rules.count == 1)
        #expect(rule.name == "Thing")
        #expect(rule.text == "What it is.\n\nMore of it.")
        #expect(rule.example == ["claim consumer principal 1.00 due 2026-01-02"])
        #expect(rule.source == "inkassoloven § 9; foreldelsesloven § 2.")
        #expect(rule.acts == [.inkassoloven, .foreldelsesloven])
    }
}

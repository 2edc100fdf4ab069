import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Foundation
import Letters
import Store
import Texts

struct TextsSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Take a text from a file as the company's own.")

    @OptionGroup var options: BookOptions
    @OptionGroup var letter: TextPlace
    @Argument(help: "The file; - reads standard input.") var file: String
    @Flag(name: .long, help: "Only look it through.") var dryRun = false

    func run() throws {
        let desk = try options.desk()
        let place = letter.place(desk)
        let text = try readText(file)
        let checked = try desk.check(text, for: place)
        Findings.show(checked.findings, desk.book.language)
        if dryRun { return }
        _ = try desk.setWords(text, for: place)
        print("  \(WordsTexts(desk.book.language).taken)")
    }
}

struct TextsEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Edit a letter's words in the editor that VISUAL or EDITOR names.")

    @OptionGroup var options: BookOptions
    @OptionGroup var letter: TextPlace

    func run() throws {
        let desk = try options.desk()
        let place = letter.place(desk)
        let texts = WordsTexts(desk.book.language)
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let file = folder.appendingPathComponent(
            "\(place.key.kind.name)-\(place.key.tone.rawValue).txt")
        let before = TextFile.text(desk.words(place), place, desk.book.language)
        try Data(before.utf8).write(to: file)
        try openEditor(file.path)
        let after = try readText(file.path)
        if after == before {
            try? FileManager.default.removeItem(at: folder)
            return print("  \(texts.unchanged)")
        }
        do {
            let checked = try desk.check(after, for: place)
            Findings.show(checked.findings, desk.book.language)
            _ = try desk.setWords(after, for: place)
        } catch {
            // What somebody has written is not lost because it was refused.
            print("  \(texts.kept(file.path))")
            throw error
        }
        try? FileManager.default.removeItem(at: folder)
        print("  \(texts.taken)")
    }

    private func openEditor(_ path: String) throws {
        let environment = ProcessInfo.processInfo.environment
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // EDITOR may hold arguments, as for git; the path is handed over apart from it.
        process.arguments = ["-c", "\(editor) \"$1\"", "sh", path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Diagnostic(
                "words.editor", place: editor, found: "exit status \(process.terminationStatus)",
                expected: "an editor that ends well", remedy: "set EDITOR, or use: purr texts set")
        }
    }
}

struct TextsResetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Go back to the words that come with Purr; the journal keeps your own.")

    @OptionGroup var options: BookOptions
    @OptionGroup var letter: TextPlace

    func run() throws {
        let desk = try options.desk()
        let texts = WordsTexts(desk.book.language)
        print("  \(try desk.resetWords(letter.place(desk)) ? texts.reset : texts.nothingToReset)")
    }
}

struct TextsLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract:
            "Look through the company's own words, or a file's; exit status 1 if something is refused."
    )

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "A text to look through, with --letter.") var file: String?
    @Option(name: .long, help: "nudge, reminder, …", transform: parseKind) var letter: NoticeKind?
    @Option(name: .long, help: "nb, nn or en.", transform: parseLanguage) var language: Language?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let letter: String
        let tone: Tone
        let language: Language
        let audience: WordsAudience
        let rule: String
        let severity: LintSeverity
        let part: LintPart
        let line: Int
        let found: String
        let why: String
        let source: String
    }

    func run() throws {
        let desk = try options.desk()
        let views = try places(desk).flatMap { place, text in
            try desk.check(text, for: place).findings.map { view($0, place, desk.book.language) }
        }
        let word = ListWords(desk.book.language)
        let isWritten = try output.write(
            Sheet(
                word(.letterTexts), desk.book.language, of: views,
                [
                    .text(word(.letterKind), \.letter), .text(word(.tone), \.tone.rawValue),
                    .text(word(.language), \.language.rawValue),
                    .text(word(.audience), \.audience.rawValue), .text(word(.rule), \.rule),
                    .text(word(.severity), \.severity.rawValue),
                    .text(word(.place), \.part.rawValue),
                    .text(word(.found), \.found), .text(word(.why), \.why),
                    .text(word(.source), \.source),
                ]), of: desk)
        if json {
            try Console.json(views)
        } else if !isWritten {
            for view in views { show(view) }
            if views.isEmpty { print("  \(WordsTexts(desk.book.language).clean)") }
        }
        if views.contains(where: { $0.severity == .refuse }) { throw ExitCode(1) }
    }

    private func places(_ desk: BookDesk) throws -> [(OwnWords.Place, String)] {
        guard let file else {
            return desk.own.table.map { ($0.key, $0.value.text) }.sorted {
                "\($0.0)" < "\($1.0)"
            }
        }
        guard let letter else { throw ValidationError("Say which letter it is with --letter.") }
        let key = WordsKey(letter, .neutral, language ?? desk.book.language)
        return [(OwnWords.Place(key), try readText(file))]
    }

    private func view(
        _ finding: LintFinding, _ place: OwnWords.Place, _ language: Language
    ) -> View {
        View(
            letter: place.key.kind.name, tone: place.key.tone, language: place.key.language,
            audience: place.audience, rule: finding.rule, severity: finding.severity,
            part: finding.part, line: finding.line, found: finding.found,
            why: finding.why.in(language), source: finding.source)
    }

    private func show(_ view: View) {
        let mark = view.severity == .refuse ? "✗" : "!"
        print(
            "  \(mark) \(view.letter) \(view.tone.rawValue), \(view.part.rawValue): \(view.found)")
        print("    \(view.why) (\(view.source))  " + Console.dim(view.rule))
    }
}

struct TextsRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "What letters may not say, and must.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let rule: String
        let refusedIn: [String]
        let advisedIn: [String]
        let why: String
        let source: String
    }

    func run() throws {
        let desk = try options.desk()
        let language = desk.book.language
        func names(_ kinds: Set<NoticeKind>) -> [String] {
            NoticeKind.allCases.filter(kinds.contains).map(\.name)
        }
        let views =
            LintRules.all.map {
                View(
                    rule: $0.id, refusedIn: names($0.refused), advisedIn: names($0.advised),
                    why: $0.why.in(language), source: $0.source)
            }
            + LintRules.needs.map {
                View(
                    rule: $0.id, refusedIn: names($0.notices), advisedIn: [],
                    why: $0.why.in(language), source: $0.source)
            }
        let word = ListWords(language)
        let isWritten = try output.write(
            Sheet(
                word(.letterTexts), language, of: views,
                [
                    .text(word(.rule), \.rule), .text(word(.why), \.why),
                    .text(word(.source), \.source),
                ]), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([(word(.rule), .left), (word(.why), .left), (word(.source), .left)])
        for view in views { table.add(view.rule, view.why, view.source) }
        table.print()
    }
}

/// What was found in a text, as it is told in the terminal.
enum Findings {
    static func show(_ findings: [LintFinding], _ language: Language) {
        let texts = WordsTexts(language)
        for finding in findings {
            let mark = finding.severity == .refuse ? "✗" : "!"
            let found = finding.found.isEmpty ? texts.missing : finding.found
            print("  \(mark) \(finding.part.rawValue): \(found)")
            print(
                "    \(finding.why.in(language)) (\(finding.source))  " + Console.dim(finding.rule))
        }
        let refused = findings.count { $0.severity == .refuse }
        if findings.isEmpty { print("  \(texts.clean)") }
        if refused > 0 { print("  \(texts.refused(refused))") }
        if findings.count > refused { print("  \(texts.advised(findings.count - refused))") }
    }
}

import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Foundation
import Letters
import Store
import Texts

struct TextsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "texts",
        abstract: "The words of the letters: see them, change them, have them looked through.",
        discussion: """
            A letter is named by its step and tone: purr texts show reminder warm.
            What the law wants said is the same in every tone and is not edited.
            """,
        subcommands: [
            TextsListCommand.self, TextsShowCommand.self, TextsPreviewCommand.self,
            TextsEditCommand.self, TextsSetCommand.self, TextsResetCommand.self,
            TextsLintCommand.self, TextsRulesCommand.self,
        ], defaultSubcommand: TextsListCommand.self)
}

/// Which letter a command is about.
struct TextPlace: ParsableArguments {
    @Argument(
        help: "nudge, reminder, collection-notice, payment-demand or transfer-warning.",
        transform: parseKind)
    var letter: NoticeKind
    @Argument(help: "warm, friendly, neutral or firm.") var tone: Tone
    @Option(
        name: .long, help: "nb, nn or en; the book's own unless given.", transform: parseLanguage)
    var language: Language?
    @Option(name: .long, help: "everybody, consumer or business.")
    var audience: WordsAudience = .everybody

    func place(_ desk: BookDesk) -> OwnWords.Place {
        OwnWords.Place(WordsKey(letter, tone, language ?? desk.book.language), audience)
    }
}

extension Tone: ExpressibleByArgument {}
extension WordsAudience: ExpressibleByArgument {}

func parseKind(_ text: String) throws -> NoticeKind {
    guard let kind = NoticeKind(name: text) else {
        let names = NoticeKind.allCases.map(\.name).joined(separator: ", ")
        throw ValidationError("'\(text)' is not one of \(names)")
    }
    return kind
}

struct TextsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The letters, and which have the company's own words.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(
        name: .long, help: "nb, nn or en; the book's own unless given.", transform: parseLanguage)
    var language: Language?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let letter: String
        let tone: Tone
        let language: Language
        let audience: WordsAudience
        let isOwn: Bool
        let subject: String
    }

    func run() throws {
        let desk = try options.desk()
        let wanted = language ?? desk.book.language
        let views = WordsKey.all.filter { $0.language == wanted }.flatMap { key in
            WordsAudience.allCases.compactMap { audience -> View? in
                let place = OwnWords.Place(key, audience)
                let isOwn = desk.own.table[place] != nil
                let isApart = ShippedWords.isApart(place) && desk.own.table[.init(key)] == nil
                guard isOwn || isApart || audience == .everybody else { return nil }
                return View(
                    letter: key.kind.name, tone: key.tone, language: key.language,
                    audience: audience, isOwn: isOwn, subject: desk.words(place).subject)
            }
        }
        let word = ListWords(desk.book.language)
        let texts = WordsTexts(desk.book.language)
        let isWritten = try output.write(
            Sheet(
                word(.letterTexts), desk.book.language, of: views,
                [
                    .text(word(.letterKind), \.letter), .text(word(.tone), \.tone.rawValue),
                    .text(word(.language), \.language.rawValue),
                    .text(word(.audience), \.audience.rawValue),
                    .text(word(.wordsFrom)) { $0.isOwn ? texts.own : "Purr" },
                    .text(word(.textSubject), \.subject),
                ]), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([
            (word(.letterKind), .left), (word(.tone), .left), (word(.audience), .left),
            (word(.wordsFrom), .left), (word(.textSubject), .left),
        ])
        for view in views {
            table.add(
                view.letter, view.tone.rawValue, view.audience.rawValue,
                view.isOwn ? texts.own : "Purr", view.subject)
        }
        table.print()
        print("  \(texts.shown(views.count(where: \.isOwn)))")
    }
}

struct TextsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A letter's words, as they can be edited.")

    @OptionGroup var options: BookOptions
    @OptionGroup var letter: TextPlace
    @Flag(name: .long, help: "The words that come with Purr, whatever the company has written.")
    var shipped = false

    func run() throws {
        let desk = try options.desk()
        let place = letter.place(desk)
        let words = shipped ? ShippedWords.words(place.key, for: place.audience) : desk.words(place)
        print(TextFile.text(words, place, desk.book.language), terminator: "")
    }
}

/// A letter's words with what helps whoever edits them.
enum TextFile {
    static func text(
        _ words: LetterWords, _ place: OwnWords.Place, _ language: Language
    ) -> String {
        let key = place.key
        let name = [
            key.kind.name, key.tone.rawValue, key.language.rawValue, place.audience.rawValue,
        ]
        var lines = [name.joined(separator: " ")] + WordsTexts(language).editHelp + [""]
        for placeholder in Placeholder.allCases where placeholder.isAllowed(in: key.kind) {
            lines.append("{\(placeholder.rawValue)}  \(placeholder.help.in(language))")
        }
        return lines.map { $0.isEmpty ? "#" : "# \($0)" }.joined(separator: "\n") + "\n\n"
            + words.text
    }
}

struct TextsPreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract:
            "The whole letter with a real customer's figures, as if it went today. Sends nothing.")

    @OptionGroup var options: BookOptions
    @OptionGroup var letter: TextPlace
    @Option(name: .long, help: "Customer number; anybody with an open invoice unless given.")
    var customer: String?
    @Option(name: .long, help: "A text that is not in use yet; - reads it from standard input.")
    var file: String?
    @Option(name: .long, help: "Write the letter as PDF, HTML and text into this folder.")
    var to: String?

    func run() throws {
        let desk = try options.desk()
        let place = letter.place(desk)
        let words = try file.map { try desk.check(try readText($0), for: place).words }
        let example = try desk.example(place, words, customer: customer)
        guard let to else {
            print("\(ListWords(desk.book.language)(.textSubject)): \(example.letter.subject)\n")
            print(LetterText.render(example.letter), terminator: "")
            return print("\nSMS: \(example.letter.sms)")
        }
        try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
        let name = "\(to)/\(place.key.kind.name)-\(place.key.tone.rawValue)-\(place.key.language)"
        let logo = try desk.logo(of: example.request)
        let picture = logo.map { LetterHTML.Picture($0) }
        let parts: [(String, [UInt8])] = [
            ("pdf", try LetterPDFRenderer().render(example.letter, logo: logo)),
            ("html", Array(LetterHTML.render(example.letter, logo: picture).utf8)),
            ("txt", Array(LetterText.render(example.letter).utf8)),
        ]
        for (ending, bytes) in parts {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(name).\(ending)"), options: .atomic)
            print("  \(WordsTexts(desk.book.language).wrote("\(name).\(ending)"))")
        }
    }
}

/// A text from a file, or standard input for `-`.
func readText(_ path: String) throws -> String {
    let data =
        path == "-"
        ? FileHandle.standardInput.readDataToEndOfFile()
        : FileManager.default.contents(atPath: path)
    guard let data else {
        throw Diagnostic(
            "file.none", place: path, found: "no readable file", expected: "a text file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
        throw Diagnostic(
            "words.encoding", place: path, found: "bytes that are no UTF-8",
            expected: "text in UTF-8",
            remedy: "save the file as UTF-8")
    }
    return text
}

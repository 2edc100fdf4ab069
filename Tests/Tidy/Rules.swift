/// The rules of the house that a reader would otherwise have to enforce; each gives `path:line: message`.
enum Rules {
    static let linesPerFile = 600
    static let linesPerFunction = 70

    /// Modules that give the same output for the same input, whatever the time and place.
    static let pureModules: Set<String> = [
        "Basics", "Law", "Claims", "Texts", "Scenarios", "Liquidity", "Formats", "Letters",
    ]

    private static let impure = [
        "Date()", "Date.now", "ProcessInfo", "FileManager", "URLSession", "UserDefaults",
        "Locale.current", "TimeZone.current", "Calendar.current", ".random(", "UUID()",
        "SystemRandomNumberGenerator", "getenv(", "ContinuousClock", "clock_gettime(",
    ]

    /// Clocks, disks and settings of the machine in a module that must know none.
    static func impurities(in file: SourceFile) -> [String] {
        guard pureModules.contains(file.module) else { return [] }
        return findings(of: impure, in: file) { "\(file.module) is pure and may not use \($0)" }
    }

    /// Loose ends and ways to end the program.
    static func looseEnds(in file: SourceFile) -> [String] {
        // Comments count for these: a loose end is usually told in one.
        let notes = ["TODO", "FIXME"]
        let traps = ["fatalError(", "try!", "as!"]
        let inComments = file.lines.enumerated().flatMap { index, line in
            notes.filter { line.contains($0) }
                .map { "\(file.path):\(index + 1): \($0) is a loose end" }
        }
        return inComments
            + findings(of: traps, in: file) { "\($0) has no place in this code" }
    }

    static func tooLong(_ file: SourceFile) -> [String] {
        // A last line break ends a line and begins none.
        let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
        return count <= linesPerFile
            ? [] : ["\(file.path):1: \(count) lines; \(linesPerFile) are the limit"]
    }

    /// Functions and initialisers longer than the limit, signature and braces included.
    ///
    /// A function ends at the closing brace with the indentation it began with, which the formatter
    /// guarantees.
    static func longFunctions(in file: SourceFile) -> [String] {
        var problems: [String] = []
        let lines = file.lines
        for start in lines.indices where isFunction(lines[start]) && hasBody(lines, start) {
            let close = indentation(of: lines[start]) + "}"
            guard let end = lines[start...].firstIndex(where: { $0 == close }) else { continue }
            let length = end - start + 1
            if length > linesPerFunction {
                problems.append(
                    "\(file.path):\(start + 1): a function of \(length) lines; "
                        + "\(linesPerFunction) are the limit")
            }
        }
        return problems
    }

    /// Paths of one machine, which mean nothing on another.
    static func machinePaths(in file: SourceFile) -> [String] {
        // Put together here, so that this file does not find itself.
        let roots = ["work", "home", "Users", "root"].map { "/\($0)/" }
        return file.lines.enumerated().flatMap { index, line in
            roots.filter { mentions($0, in: line) }
                .map { "\(file.path):\(index + 1): \($0) is a path of one machine" }
        }
    }

    /// Modules whose tests live under another name.
    private static let testedBy = [
        // The program is run as a user runs it.
        "purr": "EndToEnd",
        // Sentences are judged where they are read: in letters.
        "Texts": "LettersTests",
    ]

    /// Modules without a folder of tests.
    static func untested(modules: [String], testFolders: [String]) -> [String] {
        modules.filter { !testFolders.contains(testedBy[$0] ?? "\($0)Tests") }
            .map { "Sources/\($0): no folder Tests/\($0)Tests" }
    }

    // MARK: Parts

    /// Whether the path stands by itself, rather than in the middle of a longer one or of a web address.
    private static func mentions(_ root: String, in line: Substring) -> Bool {
        var rest = line[...]
        while let range = rest.firstRange(of: root) {
            let before = rest[..<range.lowerBound].last ?? line[..<range.lowerBound].last
            if before.map({ !$0.isLetter && !$0.isNumber && !".)}-_".contains($0) }) ?? true {
                return true
            }
            rest = rest[range.upperBound...]
        }
        return false
    }

    private static func findings(
        of words: [String], in file: SourceFile, _ message: (String) -> String
    ) -> [String] {
        file.lines.enumerated().flatMap { index, line in
            let code = withoutComment(line)
            return words.filter { mentionsWord($0, in: code) }
                .map { "\(file.path):\(index + 1): \(message($0))" }
        }
    }

    /// The word, not as the tail of a longer one: `Date()` but not `dueDate()`.
    private static func mentionsWord(_ word: String, in code: Substring) -> Bool {
        var rest = code[...]
        while let range = rest.firstRange(of: word) {
            let before = code[..<range.lowerBound].last
            let isTail = word.first?.isLetter == true && before.map { isPartOfName($0) } == true
            if !isTail { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    private static func isPartOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// The line up to `//`, except within an address like `https://`.
    private static func withoutComment(_ line: Substring) -> Substring {
        var rest = line[...]
        while let range = rest.firstRange(of: "//") {
            if line[..<range.lowerBound].last != ":" { return line[..<range.lowerBound] }
            rest = rest[range.upperBound...]
        }
        return line
    }

    /// Attributes and modifiers, then `func name` or an initialiser.
    private static func isFunction(_ line: Substring) -> Bool {
        line.prefixMatch(
            of: #/\s*(?:@?[A-Za-z]+(?:\([a-z]+\))?\s+)*(?:func\s|init[?]?[(<])/#) != nil
    }

    /// Whether the signature that starts here leads to a brace; a protocol's requirement does not.
    private static func hasBody(_ lines: [Substring], _ start: Int) -> Bool {
        let outer = indentation(of: lines[start])
        for (index, line) in lines[start...].enumerated() {
            let isSignature =
                index == 0 || line.hasPrefix(outer + " ") || line.hasPrefix(outer + ")")
            guard isSignature else { return false }
            if line.hasSuffix("{") { return true }
        }
        return false
    }

    private static func indentation(of line: Substring) -> String {
        String(line.prefix { $0 == " " })
    }
}

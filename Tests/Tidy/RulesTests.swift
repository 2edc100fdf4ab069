import Testing

/// The rules against bad samples: a check that can not fail is no check.
@Suite struct RulesTests {
    private func file(_ text: String, _ path: String = "Sources/Law/Sample.swift") -> SourceFile {
        SourceFile(path: path, text: text)
    }

    private func function(lines: Int, _ head: String = "func long() {") -> String {
        ([head] + Array(repeating: "    work()", count: lines - 2) + ["}"])
            .map { "    " + $0 }.joined(separator: "\n")
    }

    // MARK: Imports

    private let table = ImportTable(
        markdown: """
            | a | b | c |
            |---|---|---|
            | Other | Basics | – |

            | Module | May import | External |
            |---|---|---|
            | `Law` | `Basics`, Claims | – |
            | Store | Law | GRDB, Foundation |

            | Later | Basics | GRDB |
            """)

    @Test("The table is read from its header to its end, and nothing else is")
    func readsTable() {
        #expect(
            table.allowed == [
                "Law": ["Basics", "Claims"], "Store": ["Law", "GRDB", "Foundation"],
            ])
        #expect(ImportTable(markdown: "no table").allowed.isEmpty)
    }

    @Test("An import outside the table is found whatever stands before and after the word")
    func foreignImport() {
        for line in [
            "import Store", "@testable import Store", "public import Store", "import Store.Rows",
            "import struct Store.Row", "@preconcurrency import Store // why",
        ] {
            #expect(
                table.problems(in: file("import Basics\n\(line)\n")) == [
                    "Sources/Law/Sample.swift:2: Law may not import Store"
                ])
        }
        #expect(table.problems(in: file("import Claims\nlet important = 1\n// import X")).isEmpty)
    }

    @Test("A module that is not in the table is found")
    func unknownModule() {
        #expect(table.problems(in: file("", "Sources/New/A.swift")).count == 1)
    }

    // MARK: Purity and loose ends

    @Test(
        "A clock, a disk or a setting is found in a pure module",
        arguments: [
            "let now = Date()", "Date.now", "ProcessInfo.processInfo", "FileManager.default",
            "URLSession.shared", "UserDefaults.standard", "Locale.current", "Int.random(in: 0..<2)",
            "x(\"https://a.b\", Date())",
        ])
    func impure(_ line: String) {
        #expect(Rules.impurities(in: file("ok()\n\(line)\n")).first?.contains(":2: Law") == true)
        #expect(Rules.impurities(in: file(line, "Sources/Desk/A.swift")).isEmpty)
    }

    @Test(
        "Words that only look impure, and comments, are let be",
        arguments: ["let day = dueDate()", "x() // not Date()", "/// FileManager is not used"])
    func pure(_ line: String) {
        #expect(Rules.impurities(in: file(line)).isEmpty)
    }

    @Test("Loose ends and traps are found")
    func looseEnds() {
        // Put together here, so that a search for loose ends does not find this file.
        let marks = ["// TO" + "DO: later", "/// FIX" + "ME", "fatal" + "Error(\"no\")"]
        for line in marks + ["try" + "! work()", "x as" + "! Int"] {
            #expect(Rules.looseEnds(in: file("ok()\n\(line)")).count == 1)
        }
        #expect(Rules.looseEnds(in: file("try? work()\n// never fatal" + "Error() here")).isEmpty)
    }

    // MARK: Lengths

    @Test("A file of 600 lines is taken, one of 601 is not")
    func fileLength() {
        let line = "work()\n"
        #expect(Rules.tooLong(file(String(repeating: line, count: 600))).isEmpty)
        #expect(Rules.tooLong(file(String(repeating: line, count: 601))).count == 1)
    }

    @Test(
        "A function of 70 lines is taken, one of 71 is not",
        arguments: [
            "func long() {", "public static func long<T>(a: T) throws(E) -> Int {",
            "@discardableResult private func long() {", "public init?(a: Int) {",
            "init() throws {", "private(set) func odd() {",
        ])
    func functionLength(_ head: String) {
        #expect(Rules.longFunctions(in: file(function(lines: 70, head))).isEmpty)
        let found = Rules.longFunctions(in: file("\n" + function(lines: 71, head)))
        #expect(
            found.first?.hasPrefix("Sources/Law/Sample.swift:2: a function of 71 lines") == true)
    }

    @Test("A signature over several lines belongs to its function")
    func longSignature() {
        let head = "func long(\n        a: Int, b: Int\n    ) -> Int {"
        #expect(Rules.longFunctions(in: file(function(lines: 69, head))).count == 1)
    }

    @Test("A requirement without a body is not measured")
    func requirement() {
        let text = "protocol P {\n    func a() -> Int\n\n" + function(lines: 70) + "\n}"
        #expect(Rules.longFunctions(in: file(text)).isEmpty)
    }

    // MARK: Paths and tests

    @Test("Paths of one machine are found, other paths and addresses are not")
    func machinePaths() {
        for root in ["work", "home", "Users", "root"] {
            #expect(Rules.machinePaths(in: file("see \"/\(root)/x\"")).count == 1)
            #expect(Rules.machinePaths(in: file("/\(root)/x")).count == 1)
            #expect(Rules.machinePaths(in: file("https://a.no/\(root)/x, frame/\(root)/")).isEmpty)
        }
    }

    @Test("A module without tests is found")
    func untested() {
        #expect(Rules.untested(modules: ["Law", "New"], testFolders: ["LawTests"]).count == 1)
        #expect(Rules.untested(modules: ["Law"], testFolders: ["LawTests"]).isEmpty)
    }
}

import Testing

/// The repository against its own rules. Each problem is one issue, as `path:line: what is wrong`.
@Suite struct TidyTests {
    private func report(_ problems: [String]) {
        for problem in problems { Issue.record("\(problem)") }
    }

    @Test("Every module imports only what ARCHITECTURE.md allows")
    func imports() throws {
        let page = try #require(
            SourceTree.textFiles().first { $0.path == "ARCHITECTURE.md" })
        let table = ImportTable(markdown: page.text)
        #expect(try Set(table.allowed.keys) == Set(SourceTree.modules()))
        report(try SourceTree.swiftFiles(in: "Sources").flatMap { table.problems(in: $0) })
    }

    @Test("The pure modules know no clock, no disk and no settings of the machine")
    func purity() throws {
        report(try SourceTree.swiftFiles(in: "Sources").flatMap(Rules.impurities))
    }

    @Test("The sources hold no loose ends and nothing that ends the program")
    func looseEnds() throws {
        report(try SourceTree.swiftFiles(in: "Sources").flatMap(Rules.looseEnds))
    }

    @Test("Files and functions in the sources are short enough to read")
    func lengths() throws {
        let files = try SourceTree.swiftFiles(in: "Sources")
        report(files.flatMap(Rules.tooLong) + files.flatMap(Rules.longFunctions))
    }

    @Test("No file mentions a path of one machine")
    func machinePaths() throws {
        report(try SourceTree.textFiles().flatMap(Rules.machinePaths))
    }

    @Test("Every module has tests")
    func tests() throws {
        report(
            try Rules.untested(
                modules: SourceTree.modules(), testFolders: SourceTree.names(in: "Tests")))
    }
}

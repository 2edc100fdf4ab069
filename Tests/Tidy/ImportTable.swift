/// The table in ARCHITECTURE.md that says what each module may import.
///
///     | Module | May import | External |
///     |---|---|---|
///     | Law | Basics | – |
struct ImportTable {
    private(set) var allowed: [String: Set<String>] = [:]

    /// What comes with the language and touches neither disk nor network by itself, plus the standard
    /// library's own modules; anything else has to be in the table.
    private static let language: Set<String> = ["Swift", "Synchronization"]

    /// Reads the first table whose header is `Module | May import | External`; empty when there is none.
    init(markdown: String) {
        var isInside = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .dropFirst().dropLast().map(ImportTable.trimmed)
            if cells == ["Module", "May import", "External"] {
                isInside = true
            } else if isInside, cells.count != 3 {
                return
            } else if isInside, !cells[0].hasPrefix("-") {
                let module = cells[0].filter { $0 != "`" }
                allowed[module] = ImportTable.names(cells[1]).union(ImportTable.names(cells[2]))
            }
        }
    }

    /// The imports that the table does not allow, each as `path:line: message`.
    func problems(in file: SourceFile) -> [String] {
        guard let permitted = allowed[file.module] else {
            return ["\(file.path):1: the module \(file.module) is not in the table"]
        }
        return file.lines.enumerated().compactMap { index, line in
            guard let name = ImportTable.imported(String(line)),
                !permitted.contains(name), !ImportTable.language.contains(name)
            else { return nil }
            return "\(file.path):\(index + 1): \(file.module) may not import \(name)"
        }
    }

    /// The module an import line names: `import struct Foundation.Date` gives `Foundation`.
    static func imported(_ line: String) -> String? {
        var words = line.split(separator: " ")[...]
        while let first = words.first,
            first.hasPrefix("@") || ["public", "internal", "private", "package"].contains(first)
        {
            words = words.dropFirst()
        }
        guard words.first == "import" else { return nil }
        words = words.dropFirst()
        let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        if let kind = words.first, kinds.contains(String(kind)) { words = words.dropFirst() }
        return words.first?.split(separator: ".").first.map(String.init)
    }

    private static func names(_ cell: String) -> Set<String> {
        Set(
            cell.split(separator: ",").map { trimmed($0).filter { $0 != "`" } }
                .filter { $0 != "–" && !$0.isEmpty })
    }

    private static func trimmed(_ text: Substring) -> String {
        text.split(separator: " ").joined(separator: " ")
    }
}

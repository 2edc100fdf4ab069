import Foundation

/// An Excel workbook as another program reads it.
struct Workbook: Decodable {
    struct Cell: Decodable {
        /// `s` text, `n` number, `d` date, `b` yes or no.
        let type: String
        let value: String
        let format: String
        let isBold: Bool
    }
    let name: String
    let title: String
    let created: String
    let frozen: String
    let filter: String
    let widths: [Double]
    let rows: [[Cell]]
    let formulas: [String]

    enum Problem: Error { case unreadable(String) }

    private static let root: String = #filePath.components(separatedBy: "/Tests/FormatsTests/")[0]

    /// `make venv` puts it there; the environment's PURR_PYTHON names another.
    private static let python =
        ProcessInfo.processInfo.environment["PURR_PYTHON"] ?? root + "/.build/venv/bin/python"

    static let canBeRead = FileManager.default.isExecutableFile(atPath: python)

    init(_ bytes: [UInt8]) throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-\(UUID().uuidString).xlsx")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = [Self.root + "/Tests/Support/read_workbook.py", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let told = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Problem.unreadable("exit status \(process.terminationStatus)")
        }
        self = try JSONDecoder().decode(Workbook.self, from: told)
    }

    func texts(_ row: Int) -> [String] { rows[row].map(\.value) }
}

import Foundation
import Testing

/// What the example files come to, as it is printed: the claims, the day's list and the reconciliation.
///
/// `PURR_UPDATE_GOLDEN=1` writes the files anew; read the difference before committing it.
@Suite("Golden outputs of the example files", .serialized)
struct GoldenExampleTests {
    private static let today = "2026-10-08"

    /// Which files are taken in, in order.
    enum Files: String, CaseIterable {
        case csvAndOCR = "csv-and-ocr"
        case saftAndCamt = "saf-t-and-camt"
        case everything

        var names: [String] {
            let lists = ["fjordvik-open-items.csv", "fjordvik-open-items.xml"]
            let ocr = ["fjordvik-ocr-2026-10-06.txt", "fjordvik-ocr-2026-10-07.txt"]
            let camt = ["fjordvik-camt053-2026-10-07.xml", "fjordvik-camt054-2026-10-07.xml"]
            return switch self {
            case .csvAndOCR: [lists[0]] + ocr
            case .saftAndCamt: [lists[1]] + camt
            case .everything: camt + ocr + lists
            }
        }
    }

    @Test("The example files come to what is expected", arguments: Files.allCases)
    func golden(files: Files) throws {
        let company = try Company()
        for name in files.names {
            let asOf = name.hasSuffix(".csv") ? ["--as-of", "2026-09-30"] : []
            try company.must(
                ["import", "\(Binary.root)/Examples/\(name)"] + asOf, today: Self.today)
        }
        let claims = company.files.path + "/\(files.rawValue).csv"
        try company.must(["claims", "--all", "--csv", claims, "--force"], today: Self.today)
        try expect(
            String(contentsOfFile: claims, encoding: .utf8), in: "\(files.rawValue)-claims.csv")
        for command in ["today", "reconcile"] {
            let said = try company.must([command], today: Self.today).output
            try expect(said, in: "\(files.rawValue)-\(command).txt")
        }
    }

    private func expect(_ text: String, in name: String) throws {
        let path = "\(Binary.root)/Examples/expected/\(name)"
        if ProcessInfo.processInfo.environment["PURR_UPDATE_GOLDEN"] != nil {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == golden, "\(name) differs from what is expected")
    }
}

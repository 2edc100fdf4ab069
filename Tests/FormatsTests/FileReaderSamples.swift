import Basics
import Foundation

@testable import Formats

/// Everything a bank file told, in file order.
struct BankFile {
    var summary: FileSummary
    var records: [FileRecord] = []

    init(_ bytes: [UInt8]) throws { try self.init(ByteSource(bytes: bytes)) }
    init(_ text: String) throws { try self.init(Array(text.utf8)) }

    init(_ source: ByteSource, options: ReadOptions = ReadOptions()) throws {
        var source = source
        var records: [FileRecord] = []
        summary = try FileReader.read(&source, options: options) { records.append($0) }
        self.records = records
    }

    var entries: [BankEntry] {
        records.compactMap { if case .bankEntry(let entry) = $0 { entry } else { nil } }
    }
    var statements: [BankStatement] {
        records.compactMap { if case .statement(let statement) = $0 { statement } else { nil } }
    }
    var mandates: [MandateRecord] {
        records.compactMap { if case .mandate(let mandate) = $0 { mandate } else { nil } }
    }
    var findings: [Diagnostic] {
        records.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
    }

    /// The last that was told of each account, in the order the accounts came.
    var accounts: [BankStatement] {
        statements.reduce(into: []) { list, statement in
            if let known = list.firstIndex(where: { $0.account == statement.account }) {
                list[known] = statement
            } else {
                list.append(statement)
            }
        }
    }
}

/// Why bytes are refused; nil when they are read.
func whyRefused(_ bytes: [UInt8]) -> Diagnostic? {
    do {
        _ = try BankFile(bytes)
        return nil
    } catch {
        return error as? Diagnostic
    }
}

func whyRefused(_ text: String) -> Diagnostic? { whyRefused(Array(text.utf8)) }

/// Sample files shared beside the package; absent in a plain checkout, and then the tests that need
/// them are reported as skipped.
enum SharedBankData {
    static let folder: URL = {
        if let given = ProcessInfo.processInfo.environment["PURR_SHARED"] {
            return URL(fileURLWithPath: given).appendingPathComponent("data")
        }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("shared/data")
    }()

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func read(_ path: String) throws -> BankFile {
        try BankFile(ByteSource(path: folder.appendingPathComponent(path).path))
    }

    /// What must be found in a file.
    static func facts<Facts: Decodable>(_ path: String, as type: Facts.Type) throws -> Facts {
        let all = try JSONDecoder().decode(
            [String: Lenient<Facts>].self, from: Data(try bytes("facts.json")))
        guard let facts = all[path]?.value else { throw CocoaError(.coderValueNotFound) }
        return facts
    }

    /// Other files' facts have other shapes.
    private struct Lenient<Value: Decodable>: Decodable {
        var value: Value?
        init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
    }
}

/// A file that is gone when the test is.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8]) throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-\(UUID().uuidString)").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

import Basics
import Formats
import Foundation

/// Everything a reader handed on for a file.
struct ReadFile {
    var summary: FileSummary
    var customers: [CustomerRecord] = []
    var items: [OpenItemRecord] = []
    var findings: [Diagnostic] = []

    /// Item sums by customer number, in øre.
    var balances: [String: Int64] {
        items.reduce(into: [:]) { $0[$1.customerNumber, default: 0] += $1.remaining.ore }
    }

    enum Reader: CaseIterable { case csv, saft }

    init(_ bytes: [UInt8], with reader: Reader, options: ReadOptions = ReadOptions()) throws {
        try self.init(ByteSource(bytes: bytes), with: reader, options: options)
    }

    init(_ source: ByteSource, with reader: Reader, options: ReadOptions = ReadOptions()) throws {
        var customers: [CustomerRecord] = []
        var items: [OpenItemRecord] = []
        var findings: [Diagnostic] = []
        var source = source
        let handle: (FileRecord) throws -> Void = { record in
            switch record {
            case .customer(let customer): customers.append(customer)
            case .openItem(let item): items.append(item)
            case .finding(let finding): findings.append(finding)
            case .bankEntry, .statement, .mandate: break
            }
        }
        switch reader {
        case .csv: summary = try CSVReader.read(&source, options: options, handle)
        case .saft: summary = try SAFTReader.read(&source, options: options, handle)
        }
        (self.customers, self.items, self.findings) = (customers, items, findings)
    }

    init(
        csv lines: String..., options: ReadOptions = ReadOptions()
    ) throws {
        try self.init(Array(lines.joined(separator: "\n").utf8), with: .csv, options: options)
    }
}

/// What must be open in each form the story is told in; compared without order.
struct StoryItem: Hashable, CustomStringConvertible {
    var customer: String
    var reference: String
    var kid: String
    var due: Day?
    var remaining: Int64
    var kind: OpenItemRecord.Kind

    init(_ item: OpenItemRecord) {
        customer = item.customerNumber
        reference = item.reference
        kid = item.kid
        due = item.due
        remaining = item.remaining.ore
        kind = item.kind
    }

    var description: String {
        let day = due.map(\.iso) ?? "–"
        return "\(customer) \(kind.rawValue) \(reference) \(kid) \(day) \(remaining)"
    }
}

/// The story of one small company that the shared sample files tell parts of.
struct Story: Decodable {
    struct Item: Decodable {
        var customer: String
        var reference: String?
        var kid: String?
        var due: Day?
        var remainingOre: Int64
        var kind: String
    }
    var openItems: [Item]
    var receivablesOre: Int64
    var customerBalancesOre: [String: Int64]

    enum CodingKeys: String, CodingKey {
        case openItems = "openItemsAt2026-09-30"
        case receivablesOre, customerBalancesOre
    }

    init() throws {
        let data = Data(try SharedLedgerData.bytes("scenario.json"))
        self = try JSONDecoder().decode(Story.self, from: data)
    }

    var items: Set<StoryItem> {
        Set(
            openItems.map { item in
                let kind: OpenItemRecord.Kind =
                    switch item.kind.split(separator: ",")[0] {
                    case "invoice": .invoice
                    case "reminder fee": .reminderFee
                    case "credit note": .creditNote
                    case "payment without reference": .unallocated
                    default: .undocumented
                    }
                return StoryItem(
                    OpenItemRecord(
                        kind: kind, customerNumber: item.customer, reference: item.reference ?? "",
                        kid: item.kid ?? "", issued: Day(2026, 1, 1), due: item.due,
                        amount: .zero, remaining: Money(ore: item.remainingOre)))
            })
    }
}

/// Sample files shared beside the package; absent in a plain checkout, and then the tests that need
/// them are reported as skipped.
enum SharedLedgerData {
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
}

/// A small generator with a seed, so that what fails can be run again.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Changes some bytes: flips, cuts, doubles and swaps, as damage and carelessness do.
func mutated(_ bytes: [UInt8], using random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where bytes.count > 2 {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        let to = min(bytes.count, at + Int.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(at..<to)
        case 2: bytes.insert(contentsOf: bytes[at..<to], at: at)
        case 3: bytes.removeSubrange(at...)
        case 4:
            let signs: [UInt8] = Array("0123456789;,.\"<>&-E \n".utf8)
            bytes[at] = signs[Int.random(in: 0..<signs.count, using: &random)]
        default:
            bytes.insert(
                contentsOf: Array("99999999999999999999".utf8), at: at)
        }
    }
    return bytes
}

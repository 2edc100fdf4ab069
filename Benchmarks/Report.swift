import Foundation

/// What a stage came to: a figure in the workload's own unit.
struct Measurement: Codable {
    var value: Double
    var peakMemoryMB: Double
}

/// A workload's line in the table and in `.build/bench.json`.
struct Line: Codable {
    var workload: String
    var size: Int
    var value: Double
    var unit: String
    var reference: Double?
    var ratio: Double?
    var peakMemoryMB: Double
    /// In words, for the table.
    var aim: String
    var isMet: Bool

    enum CodingKeys: String, CodingKey {
        case workload, size, value, unit, reference, ratio, peakMemoryMB
    }

    init(
        _ workload: String, size: Int, _ measured: Measurement, unit: String, reference: Double?,
        aim: String, isMet: (Line) -> Bool
    ) {
        self.workload = workload
        self.size = size
        value = measured.value
        self.unit = unit
        self.reference = reference
        ratio = reference.map { measured.value / $0 }
        peakMemoryMB = measured.peakMemoryMB
        self.aim = aim
        self.isMet = false
        self.isMet = isMet(self)
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        workload = try values.decode(String.self, forKey: .workload)
        size = try values.decode(Int.self, forKey: .size)
        value = try values.decode(Double.self, forKey: .value)
        unit = try values.decode(String.self, forKey: .unit)
        reference = try values.decodeIfPresent(Double.self, forKey: .reference)
        ratio = try values.decodeIfPresent(Double.self, forKey: .ratio)
        peakMemoryMB = try values.decode(Double.self, forKey: .peakMemoryMB)
        aim = ""
        isMet = false
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(workload, forKey: .workload)
        try values.encode(size, forKey: .size)
        try values.encode(value, forKey: .value)
        try values.encode(unit, forKey: .unit)
        // A missing reference is null, not left out.
        try values.encode(reference, forKey: .reference)
        try values.encode(ratio, forKey: .ratio)
        try values.encode(peakMemoryMB, forKey: .peakMemoryMB)
    }
}

enum Report {
    private static let heads = [
        "workload", "size", "value", "unit", "reference", "ratio", "peak MB", "aim", "met",
    ]
    private static let widths = [9, 9, 11, 10, 11, 6, 8, 34, 3]

    static func head() { row(heads) }

    static func show(_ line: Line) {
        row([
            line.workload, String(line.size), figure(line.value), line.unit,
            line.reference.map(figure) ?? "–", line.ratio.map { String(format: "%.2f", $0) } ?? "–",
            String(format: "%.0f", line.peakMemoryMB), line.aim, line.isMet ? "yes" : "no",
        ])
    }

    static func write(_ lines: [Line]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try FileManager.default.createDirectory(
            atPath: ".build", withIntermediateDirectories: true)
        try encoder.encode(lines).write(to: URL(fileURLWithPath: ".build/bench.json"))
        print("written to .build/bench.json")
    }

    private static func figure(_ value: Double) -> String {
        String(format: value < 1_000 ? "%.1f" : "%.0f", value)
    }

    private static func row(_ cells: [String]) {
        let padded = zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }
        // Written at once, so that a long run shows how far it is.
        FileHandle.standardOutput.write(Data((padded.joined(separator: " ") + "\n").utf8))
    }
}

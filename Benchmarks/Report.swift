import Foundation

/// What a stage came to: a figure in the workload's own unit, and what it took where that is told.
struct Measurement: Codable {
    var value: Double
    var peakMemoryMB: Double
    var rows: Int?
    var seconds: Double?
    /// Of all threads, within the kernel and without.
    var cpuSeconds: Double?
    /// The file's size.
    var megabytes: Double?
    /// A sum over what was read, to see that two readers read the same.
    var ore: Int64?

    init(value: Double, peakMemoryMB: Double) {
        self.value = value
        self.peakMemoryMB = peakMemoryMB
    }

    /// Peers leave the value to be worked out.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let rows = try values.decodeIfPresent(Int.self, forKey: .rows)
        let seconds = try values.decodeIfPresent(Double.self, forKey: .seconds)
        cpuSeconds = try values.decodeIfPresent(Double.self, forKey: .cpuSeconds)
        megabytes = try values.decodeIfPresent(Double.self, forKey: .megabytes)
        ore = try values.decodeIfPresent(Int64.self, forKey: .ore)
        peakMemoryMB = try values.decode(Double.self, forKey: .peakMemoryMB)
        let rate = rows.flatMap { rows in seconds.map { Double(rows) / $0 } }
        value = try values.decodeIfPresent(Double.self, forKey: .value) ?? rate ?? 0
        self.rows = rows
        self.seconds = seconds
    }

    /// Rows for each second of processor time, which other work on the machine does not lessen.
    var valueOfProcessor: Double? {
        guard let rows, let cpuSeconds, cpuSeconds > 0 else { return nil }
        return Double(rows) / cpuSeconds
    }
}

/// A workload's line in the table and in `.build/bench.json`.
struct Line: Encodable {
    var workload: String
    var size: Int
    var value: Double
    var unit: String
    var reference: Double?
    var ratio: Double?
    var peakMemoryMB: Double
    var megabytesPerSecond: Double?
    var cpuSeconds: Double?
    /// In words, for the table; nil for what is there to be compared with.
    var aim: String?
    var isMet: Bool

    enum CodingKeys: String, CodingKey {
        case workload, size, value, unit, reference, ratio, peakMemoryMB, megabytesPerSecond
        case cpuSeconds
    }

    init(
        _ workload: String, size: Int, _ measured: Measurement, unit: String, reference: Double?,
        aim: String? = nil, isMet: (Line) -> Bool = { _ in false }
    ) {
        self.workload = workload
        self.size = size
        value = measured.value
        self.unit = unit
        self.reference = reference
        ratio = reference.map { measured.value / $0 }
        peakMemoryMB = measured.peakMemoryMB
        megabytesPerSecond = measured.megabytes.flatMap { megabytes in
            measured.seconds.map { megabytes / $0 }
        }
        cpuSeconds = measured.cpuSeconds
        self.aim = aim
        self.isMet = false
        self.isMet = isMet(self)
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
        try values.encode(megabytesPerSecond, forKey: .megabytesPerSecond)
        try values.encode(cpuSeconds, forKey: .cpuSeconds)
    }
}

enum Report {
    private static let heads = [
        "workload", "size", "value", "unit", "MB/s", "cpu s", "reference", "ratio", "peak MB",
        "aim", "met",
    ]
    private static let widths = [24, 8, 9, 9, 6, 6, 9, 6, 7, 28, 3]

    static func head() { row(heads) }

    static func show(_ line: Line) {
        row([
            line.workload, String(line.size), figure(line.value), line.unit,
            line.megabytesPerSecond.map { String(format: "%.0f", $0) } ?? "–",
            line.cpuSeconds.map { String(format: "%.2f", $0) } ?? "–",
            line.reference.map(figure) ?? "–", line.ratio.map { String(format: "%.2f", $0) } ?? "–",
            String(format: "%.0f", line.peakMemoryMB), line.aim ?? "–",
            line.aim == nil ? "–" : line.isMet ? "yes" : "no",
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

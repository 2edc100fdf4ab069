import Basics
import Texts

/// What lies beside a file that could not be taken in, for whoever opens the folder.
struct FaultReport {
    private let texts: WatchTexts

    init(_ language: Language) { texts = WatchTexts(language) }

    /// - Parameters:
    ///   - faults: of the file, or of each faulty file within it; at least one.
    ///   - instant: seconds since 1970 UTC.
    func text(_ name: String, _ faults: [Diagnostic], at instant: Int64) -> String {
        var lines = [texts.notTakenIn(name), "", "\(texts.when): \(Clock.text(of: instant))"]
        for fault in faults {
            lines += [
                "", "\(texts.place): \(fault.place)", "\(texts.found): \(fault.found)",
                "\(texts.expected): \(fault.expected)",
            ]
            if !fault.remedy.isEmpty { lines.append("\(texts.remedy): \(fault.remedy)") }
            lines.append("\(texts.code): \(fault.code)")
        }
        return (lines + ["", texts.unchanged]).joined(separator: "\n") + "\n"
    }
}

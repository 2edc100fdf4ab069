import Basics
import Texts

/// What lies beside a file that could not be taken in, for whoever opens the folder.
struct FaultReport {
    private let texts: WatchTexts

    init(_ language: Language) { texts = WatchTexts(language) }

    /// - Parameter at: seconds since 1970 UTC.
    func text(_ name: String, _ fault: Diagnostic, at instant: Int64) -> String {
        var lines = [
            texts.notTakenIn(name), "", "\(texts.when): \(Clock.text(of: instant))",
            "\(texts.place): \(fault.place)", "\(texts.found): \(fault.found)",
            "\(texts.expected): \(fault.expected)",
        ]
        if !fault.remedy.isEmpty { lines.append("\(texts.remedy): \(fault.remedy)") }
        lines += ["\(texts.code): \(fault.code)", "", texts.unchanged]
        return lines.joined(separator: "\n") + "\n"
    }
}

import Basics
import Foundation

/// Reads what a gateway tells later, in the form it calls back in.
///
/// A file holds one call a line: the body of a POST or the query of a GET, as whoever took the call wrote it down.
public enum SMSReports {
    /// Larger files are refused: ten thousand messages make two megabytes.
    static let bytesMost = 64 << 20

    /// - Returns: the reports in the file's order; the same message may be told of several times, and the last counts.
    /// - Throws: `Diagnostic` `sms.reports-none` for a gateway that tells nothing, `sms.reports-size`, and `sms.report` for a
    ///   line that is no report of this gateway's; then nothing is taken.
    public static func read(_ bytes: [UInt8], from gateway: SMSGateway) throws(Diagnostic)
        -> [SMSReport]
    {
        guard let form = gateway.reports else {
            throw Diagnostic(
                "sms.reports-none", place: gateway.name, found: "a gateway without reports",
                expected: "one whose interface describes them")
        }
        guard bytes.count <= bytesMost else {
            throw Diagnostic(
                "sms.reports-size", place: gateway.name, found: "\(bytes.count) bytes",
                expected: "at most \(bytesMost)", remedy: "split the file by line")
        }
        var reports: [SMSReport] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            let answers = entries(Array(line), form)
            let read = answers.compactMap { report($0, form) }
            guard !read.isEmpty, read.count == answers.count else {
                throw Diagnostic(
                    "sms.report", place: "line \(index + 1)",
                    found: String(String(decoding: line.prefix(80), as: UTF8.self)),
                    expected: "a report with \(form.id) and \(form.state)",
                    remedy: "is it another gateway's?")
            }
            reports += read
        }
        return reports
    }

    private static func entries(_ line: [UInt8], _ form: SMSGateway.Reports) -> [JSONAnswer] {
        switch form.encoding {
        case .json: JSONAnswer(line).list(form.list)
        case .form, .query: [JSONAnswer(formFields: fields(of: line))]
        }
    }

    private static func report(_ answer: JSONAnswer, _ form: SMSGateway.Reports) -> SMSReport? {
        guard let id = answer.text(form.id), let state = answer.text(form.state) else { return nil }
        let words = form.words.compactMap { answer.text($0) }.joined(separator: " ")
        return SMSReport(
            id: SMSChannel.shown(id), reference: form.reference.flatMap { answer.text($0) },
            state: form.states[state] ?? form.otherwise,
            detail: withoutNumbers(SMSChannel.shown(words)))
    }

    /// `a=1&b=2`, with or without the address and `?` before it; the first of a name counts.
    static func fields(of line: [UInt8]) -> [String: String] {
        let text = String(decoding: line, as: UTF8.self)
        let query = text.split(separator: "?", maxSplits: 1).last ?? ""
        var fields: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map {
                $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
            }
            guard let name = decoded.first, fields[name] == nil else { continue }
            fields[name] = decoded.count > 1 ? decoded[1] : ""
        }
        return fields
    }

    /// Eight digits and more in a row are a telephone's.
    private static func withoutNumbers(_ text: String) -> String {
        text.replacing(#/\+?[0-9]{8,}/#, with: "<number>")
    }
}

import Basics
import Formats
import Foundation

/// What is wrong with how a file was read.
package struct FuzzComplaint: Error, CustomStringConvertible {
    package let description: String
}

/// Reads an input and says whether what came out is what a reader promises: a summary, or a diagnostic
/// that tells everything a person needs.
package enum FuzzJudge {
    package struct Verdict {
        /// The code of the refusal; empty when the input was read.
        package var code = ""
        package var records = 0
    }

    /// - Throws: ``FuzzComplaint``.
    package static func judge(
        _ input: [UInt8], chunkSize: Int? = nil, isMail: Bool = false
    ) throws -> Verdict {
        if isMail { return try judgeMail(input, chunkSize: chunkSize) }
        let whole = outcome(of: ByteSource(bytes: input))
        let verdict = try check(whole)
        guard let chunkSize else { return verdict }
        let cut = outcome(of: ByteSource(bytes: input, chunkSize: chunkSize))
        guard whole == cut || whole.isBrokenXML && cut.isBrokenXML else {
            throw FuzzComplaint(
                description:
                    "read otherwise in chunks of \(chunkSize): \(whole.short) / \(cut.short)")
        }
        return verdict
    }

    private struct Outcome: Equatable {
        var summary: FileSummary?
        var fault: Diagnostic?
        var other: String?
        var count = 0
        /// The first records and a hash of all, so that memory does not grow with the input.
        var first: [FileRecord] = []
        var hash = 0
        var complaint: String?

        /// How early broken XML is noticed, and what it is called, hangs on how much is there to look at.
        var isBrokenXML: Bool {
            guard let fault else { return false }
            return fault.code.hasSuffix(".xml") || fault.code.hasPrefix("xml.")
        }

        var short: String {
            fault.map { "\($0)" } ?? other ?? "\(count) records: \(first.map { "\($0)" })"
        }
    }

    private static func outcome(of source: ByteSource) -> Outcome {
        var source = source
        var outcome = Outcome()
        let options = ReadOptions(account: AccountNumber("99991042764"))
        do {
            outcome.summary = try FileReader.read(&source, options: options) { record in
                outcome.count += 1
                if outcome.first.count < 20 { outcome.first.append(record) }
                outcome.hash = outcome.hash &* 31 &+ record.hashValue
                if outcome.complaint == nil { outcome.complaint = complaint(about: record) }
            }
        } catch let fault as Diagnostic {
            outcome.fault = fault
        } catch {
            outcome.other = "\(error)"
        }
        return outcome
    }

    private static func check(_ outcome: Outcome) throws -> Verdict {
        if let other = outcome.other {
            throw FuzzComplaint(description: "no diagnostic: \(other)")
        }
        if let complaint = outcome.complaint { throw FuzzComplaint(description: complaint) }
        if let fault = outcome.fault, let complaint = complaint(about: fault) {
            throw FuzzComplaint(description: complaint)
        }
        return Verdict(code: outcome.fault?.code ?? "", records: outcome.count)
    }

    static func complaint(about fault: Diagnostic) -> String? {
        for (name, text) in [
            ("code", fault.code), ("place", fault.place), ("found", fault.found),
            ("expected", fault.expected), ("remedy", fault.remedy),
        ] where text.isEmpty {
            return "a diagnostic without \(name): \(fault)"
        }
        let isCode = fault.code.allSatisfy { $0.isASCII && ($0.isLowercase || "-.".contains($0)) }
        return isCode ? nil : "a code of other letters: \(fault)"
    }

    private static func complaint(about record: FileRecord) -> String? {
        switch record {
        case .finding(let finding):
            // What a finding asks for may be nothing.
            var finding = finding
            if finding.remedy.isEmpty { finding.remedy = "nothing" }
            return complaint(about: finding)
        case .bankEntry(let entry):
            if entry.account.text.isEmpty { return "an entry without account: \(entry)" }
            if entry.amount.magnitude > Money.limit { return "an amount beyond all: \(entry)" }
            if entry.charges < .zero { return "charges below zero: \(entry)" }
            if entry.kind == .reversal, entry.amount > .zero { return "a reversal in: \(entry)" }
            if entry.kind == .payment, entry.amount < .zero { return "a payment out: \(entry)" }
            return nil
        case .openItem(let item):
            if item.customerNumber.isEmpty { return "an item without customer: \(item)" }
            if item.place.isEmpty { return "an item without place: \(item)" }
            return item.remaining == .zero ? "an item of nothing: \(item)" : nil
        case .statement(let statement):
            guard let from = statement.from, from > statement.through else { return nil }
            return "a statement that ends before it begins: \(statement)"
        case .customer, .mandate: return nil
        }
    }
}

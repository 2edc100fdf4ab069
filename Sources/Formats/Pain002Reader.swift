import Basics

/// What a bank answered to a payment file: a pain.002 status report.
public struct PaymentStatusReport: Hashable, Sendable {
    /// The message it answers.
    public let messageID: String
    /// Of the whole file: `ACCP` accepted, `PART` in part, `RJCT` refused, …; empty when only single orders are told of.
    public let status: String
    /// Single orders the bank tells of; those it does not mention share the file's status.
    public let orders: [Order]

    public struct Order: Hashable, Sendable {
        public let endToEndID: String
        public let status: String
        /// The bank's code and words for it; empty when it gives none.
        public let reason: String
    }

    /// The status of one order: its own, else the file's.
    public func status(of endToEndID: String) -> String {
        orders.first { $0.endToEndID == endToEndID }?.status ?? status
    }
}

/// Reads a bank's answer to a payment file, pain.002.001.03 and .10.
public enum Pain002Reader {
    /// - Throws: `Diagnostic` `pain-status.xml`, `pain-status.version` or `pain-status.missing`.
    public static func read(_ source: inout ByteSource) throws -> PaymentStatusReport {
        let document = try XMLTree.read(&source, code: "pain-status")
        let known = ["001.03", "001.10"].map { "urn:iso:std:iso:20022:tech:xsd:pain.002.\($0)" }
        guard known.contains(document.namespace) else {
            throw Diagnostic(
                "pain-status.version", place: "root element", found: document.namespace,
                expected: "pain.002.001.03 or pain.002.001.10",
                remedy: "ask the bank for one of these")
        }
        guard let report = document.first("CstmrPmtStsRpt"),
            let group = report.first("OrgnlGrpInfAndSts"), let id = group.first("OrgnlMsgId")
        else {
            throw Diagnostic(
                "pain-status.missing", place: "line \(document.line)", found: "no OrgnlMsgId",
                expected: "the message it answers", remedy: "fetch the file again")
        }
        let orders = report.all("OrgnlPmtInfAndSts").flatMap { group in
            group.all("TxInfAndSts").map { order($0, within: group) }
        }
        return PaymentStatusReport(
            messageID: id.text, status: group.first("GrpSts")?.text ?? "", orders: orders)
    }

    private static func order(
        _ node: XMLTree.Node, within group: XMLTree.Node
    ) -> PaymentStatusReport.Order {
        let reasons = node.all("StsRsnInf").flatMap { reason in
            [reason.first("Rsn", "Cd")?.text, reason.first("Rsn", "Prtry")?.text]
                .compactMap { $0 } + reason.all("AddtlInf").map(\.text)
        }
        return .init(
            endToEndID: node.first("OrgnlEndToEndId")?.text ?? "",
            status: (node.first("TxSts") ?? group.first("PmtInfSts"))?.text ?? "",
            reason: reasons.joined(separator: " "))
    }
}

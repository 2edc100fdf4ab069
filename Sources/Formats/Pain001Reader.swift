import Basics

/// Reads back a payment file as ``Pain001Writer`` writes it, to show or check what a bank was asked.
///
/// It is no reader for other programs' payment files: what Purr does not write is refused rather than passed over.
public enum Pain001Reader {
    /// - Throws: `Diagnostic` `pain.xml`, `pain.version`, `pain.missing`, `pain.value`, `pain.count` or `pain.sum`.
    public static func read(_ source: inout ByteSource) throws -> (
        message: RefundMessage, version: RefundMessage.Version
    ) {
        let document = try XMLTree.read(&source, code: "pain")
        let prefix = "urn:iso:std:iso:20022:tech:xsd:pain."
        guard document.namespace.hasPrefix(prefix),
            let version = RefundMessage.Version(
                rawValue: String(document.namespace.dropFirst(prefix.count)))
        else {
            throw Diagnostic(
                "pain.version", place: "root element", found: document.namespace,
                expected: "pain.001.001.03 or pain.001.001.09")
        }
        let root = try part(document, "CstmrCdtTrfInitn")
        let header = try part(root, "GrpHdr")
        var bic: String?
        var orders: [RefundOrder] = []
        for group in root.all("PmtInf") {
            let bank = try part(group, "DbtrAgt", "FinInstnId")
            bic = (bank.first("BIC") ?? bank.first("BICFI"))?.text
            let account = try part(group, "DbtrAcct", "Id", "Othr", "Id").text
            let day = try part(group, "ReqdExctnDt")
            let paid = try value(day.first("Dt") ?? day) { Day(iso: $0) }
            let found = try group.all("CdtTrfTxInf").map {
                try order($0, AccountNumber(account), paid)
            }
            try check(group, found)
            orders += found
        }
        try check(header, orders)
        let message = RefundMessage(
            id: try part(header, "MsgId").text,
            created: try value(try part(header, "CreDtTm")) { PainTime.seconds($0) },
            debtorName: try part(header, "InitgPty", "Nm").text,
            organisationNumber: try part(header, "InitgPty", "Id", "OrgId", "Othr", "Id").text,
            bankBIC: bic, orders: orders)
        return (message, version)
    }

    private static func order(
        _ node: XMLTree.Node, _ account: AccountNumber, _ day: Day
    ) throws -> RefundOrder {
        let amount = try part(node, "Amt", "InstdAmt")
        guard amount.currency == "NOK" else {
            throw fault("pain.value", amount, amount.currency, "an amount in NOK")
        }
        let reference: RefundOrder.Reference
        if let kid = node.first("RmtInf", "Strd", "CdtrRefInf", "Ref") {
            reference = .kid(try value(kid) { KID($0) })
        } else {
            reference = .text(try part(node, "RmtInf", "Ustrd").text)
        }
        return RefundOrder(
            debtorAccount: account, creditorName: try part(node, "Cdtr", "Nm").text,
            creditorAccount: AccountNumber(try part(node, "CdtrAcct", "Id", "Othr", "Id").text),
            amount: try value(amount) { Money(parsing: $0, decimal: ".") }, executionDay: day,
            endToEndID: try part(node, "PmtId", "EndToEndId").text, reference: reference)
    }

    /// The counts and sums that stand beside the orders.
    private static func check(_ node: XMLTree.Node, _ orders: [RefundOrder]) throws {
        if let count = node.first("NbOfTxs"), Int(count.text) != orders.count {
            throw fault("pain.count", count, count.text, "\(orders.count)")
        }
        let sum = orders.map(\.amount).sum()
        if let told = node.first("CtrlSum"), Money(parsing: told.text, decimal: ".") != sum {
            throw fault("pain.sum", told, told.text, sum.decimal)
        }
    }

    private static func part(_ node: XMLTree.Node, _ path: String...) throws -> XMLTree.Node {
        var found = node
        for name in path {
            guard let child = found.first(name) else {
                throw fault("pain.missing", found, "no \(name)", path.joined(separator: "/"))
            }
            found = child
        }
        return found
    }

    private static func value<Value>(
        _ node: XMLTree.Node, _ read: (String) -> Value?
    ) throws -> Value {
        guard let value = read(node.text) else {
            throw fault("pain.value", node, node.text, "a right \(node.name)")
        }
        return value
    }

    private static func fault(
        _ code: String, _ node: XMLTree.Node, _ found: String, _ expected: String
    ) -> Diagnostic {
        Diagnostic(
            code, place: "line \(node.line), \(node.name)", found: found, expected: expected,
            remedy: "write the file again with: purr refunds --pain")
    }
}

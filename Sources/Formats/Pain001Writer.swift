import Basics

/// Writes refunds as a payment file for the bank, pain.001.001.03 or .09.
///
/// Norwegian accounts stand as BBAN. A reference is a KID (a structured one marked SCOR) or a text. Orders that leave the
/// same account on the same day stand together. The same message gives the same bytes.
///
/// - Source: ISO 20022 message definitions; the Norwegian banks' guides for their use.
public enum Pain001Writer {
    /// More are refused: some banks take no more in one file.
    public static let ordersMost = 10_000

    /// - Throws: `Diagnostic` `pain.message-id`, `pain.count`, `pain.account`, `pain.amount`, `pain.name`, `pain.text`, `pain.reference`,
    ///   `pain.bic`, `pain.end-to-end-id` for what no bank would take. Nothing is cut to fit.
    public static func bytes(of message: RefundMessage, _ version: RefundMessage.Version) throws
        -> [UInt8]
    {
        try check(message)
        var xml = XMLWriter()
        let namespace = " xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.\(version.rawValue)\""
        xml.element("Document", namespace) {
            $0.element("CstmrCdtTrfInitn") { xml in
                header(message, &xml)
                for (index, group) in message.groups.enumerated() {
                    xml.element("PmtInf") { write(group, index + 1, message, version, &$0) }
                }
            }
        }
        return Array(xml.text.utf8)
    }

    private static func header(_ message: RefundMessage, _ xml: inout XMLWriter) {
        xml.element("GrpHdr") { xml in
            xml.leaf("MsgId", message.id)
            xml.leaf("CreDtTm", PainTime.text(message.created))
            totals(message.orders, &xml)
            xml.element("InitgPty") { party(message, &$0) }
        }
    }

    private static func totals(_ orders: [RefundOrder], _ xml: inout XMLWriter) {
        xml.leaf("NbOfTxs", String(orders.count))
        xml.leaf("CtrlSum", orders.map(\.amount).sum().decimal)
    }

    private static func party(_ message: RefundMessage, _ xml: inout XMLWriter) {
        xml.leaf("Nm", message.debtorName)
        xml.element("Id") {
            $0.element("OrgId") {
                $0.element("Othr") {
                    $0.leaf("Id", message.organisationNumber)
                    $0.element(["SchmeNm", "Cd"], "CUST")
                }
            }
        }
    }

    private static func write(
        _ group: [RefundOrder], _ number: Int, _ message: RefundMessage,
        _ version: RefundMessage.Version, _ xml: inout XMLWriter
    ) {
        xml.leaf("PmtInfId", "\(message.id)-\(number)")
        xml.leaf("PmtMtd", "TRF")
        xml.leaf("BtchBookg", "false")
        totals(group, &xml)
        xml.element("PmtTpInf") {
            $0.element(["SvcLvl", "Cd"], "NURG")
            $0.element(["CtgyPurp", "Cd"], "SUPP")
        }
        let day = group[0].executionDay.iso
        switch version {
        case .v03: xml.leaf("ReqdExctnDt", day)
        case .v09: xml.element(["ReqdExctnDt", "Dt"], day)
        }
        xml.element("Dbtr") {
            party(message, &$0)
            $0.leaf("CtryOfRes", "NO")
        }
        xml.element("DbtrAcct") {
            account(group[0].debtorAccount, &$0)
            $0.leaf("Ccy", "NOK")
        }
        xml.element("DbtrAgt") {
            $0.element("FinInstnId") { xml in
                switch (message.bankBIC, version) {
                case (let bic?, .v03): xml.leaf("BIC", bic)
                case (let bic?, .v09): xml.leaf("BICFI", bic)
                case (nil, _): xml.element(["Othr", "Id"], "NOTPROVIDED")
                }
            }
        }
        xml.leaf("ChrgBr", "SLEV")
        for order in group { xml.element("CdtTrfTxInf") { write(order, &$0) } }
    }

    private static func account(_ account: AccountNumber, _ xml: inout XMLWriter) {
        xml.element("Id") {
            $0.element("Othr") {
                $0.leaf("Id", account.text)
                $0.element(["SchmeNm", "Cd"], "BBAN")
            }
        }
    }

    private static func write(_ order: RefundOrder, _ xml: inout XMLWriter) {
        xml.element("PmtId") {
            $0.leaf("InstrId", order.endToEndID)
            $0.leaf("EndToEndId", order.endToEndID)
        }
        xml.element("Amt") { $0.leaf("InstdAmt", order.amount.decimal, " Ccy=\"NOK\"") }
        xml.element("Cdtr") {
            $0.leaf("Nm", order.creditorName)
            $0.element(["PstlAdr", "Ctry"], "NO")
        }
        xml.element("CdtrAcct") { account(order.creditorAccount, &$0) }
        xml.element("RmtInf") { xml in
            switch order.reference {
            case .text(let text): xml.leaf("Ustrd", text)
            case .kid(let kid):
                xml.element("Strd") {
                    $0.element("CdtrRefInf") {
                        $0.element(["Tp", "CdOrPrtry", "Cd"], "SCOR")
                        $0.leaf("Ref", kid.text)
                    }
                }
            }
        }
    }
}

// MARK: - What a bank takes

extension Pain001Writer {
    private static func check(_ message: RefundMessage) throws {
        try require(
            isIdentifier(message.id, most: 28), "pain.message-id", "message", message.id,
            "1 to 28 letters, digits or hyphens")
        try require(
            (1...ordersMost).contains(message.orders.count), "pain.count", "message \(message.id)",
            "\(message.orders.count) orders", "1 to \(ordersMost)")
        try require(
            isText(message.debtorName), "pain.name", "message \(message.id)", message.debtorName,
            "1 to 140 characters")
        try require(
            OrganisationNumber(message.organisationNumber) != nil, "pain.organisation-number",
            "message \(message.id)", message.organisationNumber, "nine digits")
        if let bic = message.bankBIC {
            try require(
                isBIC(bic), "pain.bic", "message \(message.id)", bic,
                "8 or 11 capitals and digits: DNBANOKK")
        }
        var seen: Set<String> = []
        for order in message.orders {
            try check(order)
            try require(
                seen.insert(order.endToEndID).inserted, "pain.end-to-end-id",
                "order \(order.endToEndID)", "the same twice", "one a refund")
        }
    }

    private static func check(_ order: RefundOrder) throws {
        let place = "order \(order.endToEndID)"
        try require(
            isIdentifier(order.endToEndID, most: 35), "pain.end-to-end-id", place,
            order.endToEndID, "1 to 35 letters, digits or hyphens")
        for account in [order.debtorAccount, order.creditorAccount] {
            try require(
                account.isNorwegian, "pain.account", place, account.text,
                "eleven digits with a right check digit")
        }
        try require(
            order.amount > .zero && order.amount <= Money.limit, "pain.amount", place,
            order.amount.decimal, "more than 0.00")
        try require(
            isText(order.creditorName), "pain.name", place, order.creditorName,
            "1 to 140 characters")
        switch order.reference {
        case .text(let text):
            try require(isText(text), "pain.text", place, text, "1 to 140 characters")
        case .kid(let kid):
            try require(
                KID(kid.text) != nil, "pain.reference", place, kid.text,
                "a KID with a right check digit")
        }
    }

    private static func require(
        _ holds: Bool, _ code: String, _ place: String, _ found: String, _ expected: String
    ) throws {
        if holds { return }
        throw Diagnostic(
            code, place: place, found: found.isEmpty ? "nothing" : found, expected: expected,
            remedy: "correct it, or pay this one in the bank")
    }

    private static func isText(_ text: String) -> Bool {
        (1...140).contains(text.unicodeScalars.count)
    }

    /// Banks agree on these signs only.
    private static func isIdentifier(_ text: String, most: Int) -> Bool {
        (1...most).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                    || $0 == UInt8(ascii: "-")
            }
    }

    private static func isBIC(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (bytes.count == 8 || bytes.count == 11)
            && bytes.prefix(6).allSatisfy { (65...90).contains($0) }
            && bytes.dropFirst(6).allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
            && !(bytes[6] == 48 || bytes[6] == 49 || bytes[7] == 79)
    }
}

/// Instants in a payment file: `2026-10-17T07:00:00Z`.
enum PainTime {
    static func text(_ seconds: Int64) -> String {
        let day = Day(number: Int32(seconds.floored(by: 86_400)))
        let rest = seconds - Int64(day.number) * 86_400
        func pad(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day.iso)T\(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60))Z"
    }

    /// Reads the same, or with an offset: `2026-10-17T09:00:00+02:00`.
    static func seconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), let day = Day(iso: text.prefix(10))
        else { return nil }
        func two(_ start: Int) -> Int64? {
            Int64(String(decoding: bytes[start..<start + 2], as: UTF8.self))
        }
        guard let hour = two(11), let minute = two(14), let second = two(17) else { return nil }
        let local = Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second
        if bytes.count == 20, bytes[19] == UInt8(ascii: "Z") { return local }
        guard bytes.count == 25, let hours = two(20), let minutes = two(23) else { return nil }
        let offset = hours * 3600 + minutes * 60
        return bytes[19] == UInt8(ascii: "-") ? local + offset : local - offset
    }
}

extension Int64 {
    fileprivate func floored(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

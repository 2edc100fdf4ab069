import Basics

/// Money to be sent from the company's account, as pain.001 orders it from the bank.
public struct PaymentOrder: Hashable, Sendable {
    /// What the receiver is told.
    public enum Remittance: Hashable, Sendable {
        case text(String)
        case kid(String)
    }

    public struct Transfer: Hashable, Sendable {
        /// The order's own name, at most 35 characters; stays with the money to its receiver.
        public let identity: String
        /// In øre, positive.
        public let amount: Money
        public let name: String
        public let account: AccountNumber
        public let remittance: Remittance

        public init(
            identity: String, amount: Money, name: String, account: AccountNumber,
            remittance: Remittance
        ) {
            self.identity = identity
            self.amount = amount
            self.name = name
            self.account = account
            self.remittance = remittance
        }
    }

    /// The message's own name, at most 33 characters.
    public let identity: String
    /// When it was made, ISO 8601 with offset.
    public let made: String
    public let payer: String
    public let organisationNumber: String
    public let account: AccountNumber
    /// The bank's BIC; empty when it is not known.
    public let bic: String
    /// The day the bank is to pay.
    public let day: Day
    public let transfers: [Transfer]

    public init(
        identity: String, made: String, payer: String, organisationNumber: String,
        account: AccountNumber, bic: String = "", day: Day, transfers: [Transfer]
    ) {
        self.identity = identity
        self.made = made
        self.payer = payer
        self.organisationNumber = organisationNumber
        self.account = account
        self.bic = bic
        self.day = day
        self.transfers = transfers
    }
}

/// Writes payment orders as pain.001.001.03 or .09, the way Norwegian banks take them: BBAN accounts, and either a KID or a
/// text.
///
/// - Source: ISO 20022, CustomerCreditTransferInitiation; Norwegian banks' guides for its use.
public enum PainWriter {
    public enum Version: String, CaseIterable, Sendable {
        case v03 = "03"
        case v09 = "09"
    }

    /// The file's bytes, UTF-8; the same order always gives the same bytes.
    ///
    /// - Throws: `Diagnostic` `pain.amount`, `pain.name`, `pain.account`, `pain.identity` or `pain.empty` for what no
    ///   bank would take.
    public static func bytes(of order: PaymentOrder, _ version: Version) throws -> [UInt8] {
        try check(order)
        let sum = order.transfers.map(\.amount).sum()
        var xml = XMLWriter()
        xml.open(
            "Document", #"xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.\#(version.rawValue)""#
        )
        xml.open("CstmrCdtTrfInitn")
        xml.open("GrpHdr")
        xml.add("MsgId", order.identity)
        xml.add("CreDtTm", order.made)
        xml.add("NbOfTxs", "\(order.transfers.count)")
        xml.add("CtrlSum", decimal(sum))
        xml.open("InitgPty")
        party(order, &xml)
        xml.close(2)
        xml.open("PmtInf")
        xml.add("PmtInfId", order.identity + "-1")
        xml.add("PmtMtd", "TRF")
        xml.add("BtchBookg", "false")
        xml.add("NbOfTxs", "\(order.transfers.count)")
        xml.add("CtrlSum", decimal(sum))
        xml.nested(["PmtTpInf", "SvcLvl", "Cd"], "NURG", keep: 1)
        xml.nested(["CtgyPurp", "Cd"], "SUPP", keep: 0)
        xml.close(1)
        switch version {
        case .v03: xml.add("ReqdExctnDt", order.day.iso)
        case .v09: xml.nested(["ReqdExctnDt", "Dt"], order.day.iso, keep: 0)
        }
        xml.open("Dbtr")
        party(order, &xml)
        xml.add("CtryOfRes", "NO")
        xml.close(1)
        xml.open("DbtrAcct")
        account(order.account, &xml)
        xml.add("Ccy", "NOK")
        xml.close(1)
        agent(order.bic, version, &xml)
        xml.add("ChrgBr", "SLEV")
        for transfer in order.transfers { add(transfer, &xml) }
        xml.close(3)
        return xml.bytes
    }

    private static func party(_ order: PaymentOrder, _ xml: inout XMLWriter) {
        xml.add("Nm", order.payer)
        for name in ["Id", "OrgId", "Othr"] { xml.open(name) }
        xml.add("Id", order.organisationNumber)
        xml.nested(["SchmeNm", "Cd"], "CUST", keep: 0)
        xml.close(3)
    }

    private static func account(_ account: AccountNumber, _ xml: inout XMLWriter) {
        for name in ["Id", "Othr"] { xml.open(name) }
        xml.add("Id", account.text)
        xml.nested(["SchmeNm", "Cd"], "BBAN", keep: 0)
        xml.close(2)
    }

    private static func agent(_ bic: String, _ version: Version, _ xml: inout XMLWriter) {
        for name in ["DbtrAgt", "FinInstnId"] { xml.open(name) }
        if bic.isEmpty {
            xml.nested(["Othr", "Id"], "NOTPROVIDED", keep: 0)
        } else {
            xml.add(version == .v03 ? "BIC" : "BICFI", bic)
        }
        xml.close(2)
    }

    private static func add(_ transfer: PaymentOrder.Transfer, _ xml: inout XMLWriter) {
        xml.open("CdtTrfTxInf")
        xml.open("PmtId")
        xml.add("InstrId", transfer.identity)
        xml.add("EndToEndId", transfer.identity)
        xml.close(1)
        xml.open("Amt")
        xml.add("InstdAmt", decimal(transfer.amount), attributes: #"Ccy="NOK""#)
        xml.close(1)
        xml.open("Cdtr")
        xml.add("Nm", transfer.name)
        xml.nested(["PstlAdr", "Ctry"], "NO", keep: 0)
        xml.close(1)
        xml.open("CdtrAcct")
        account(transfer.account, &xml)
        xml.close(1)
        xml.open("RmtInf")
        switch transfer.remittance {
        case .text(let text): xml.add("Ustrd", text)
        case .kid(let kid):
            for name in ["Strd", "CdtrRefInf"] { xml.open(name) }
            xml.nested(["Tp", "CdOrPrtry", "Cd"], "SCOR", keep: 0)
            xml.add("Ref", kid)
            xml.close(2)
        }
        xml.close(2)
    }

    private static func decimal(_ amount: Money) -> String {
        let cents = amount.ore % 100
        return "\(amount.ore / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    // MARK: - What a bank would refuse

    private static func check(_ order: PaymentOrder) throws {
        func fault(_ code: String, _ place: String, _ found: String, _ expected: String)
            -> Diagnostic
        {
            Diagnostic(
                code, place: place, found: found, expected: expected, remedy: "mend it first")
        }
        guard !order.transfers.isEmpty else {
            throw fault("pain.empty", "the order", "no transfer", "at least one")
        }
        guard order.account.isNorwegian else {
            throw fault("pain.account", "payer", order.account.text, "a Norwegian account number")
        }
        var identities: Set<String> = []
        for transfer in order.transfers {
            let place = "transfer \(transfer.identity)"
            guard (1...35).contains(transfer.identity.count),
                identities.insert(transfer.identity).inserted
            else {
                throw fault("pain.identity", place, transfer.identity, "1 to 35 characters, once")
            }
            guard transfer.amount > .zero else {
                throw fault("pain.amount", place, "\(transfer.amount)", "more than nothing")
            }
            guard transfer.account.isNorwegian else {
                throw fault(
                    "pain.account", place, transfer.account.text, "a Norwegian account number")
            }
            guard (1...70).contains(transfer.name.count) else {
                throw fault("pain.name", place, transfer.name, "1 to 70 characters")
            }
            if case .text(let text) = transfer.remittance, !(1...140).contains(text.count) {
                throw fault("pain.text", place, text, "1 to 140 characters")
            }
        }
    }
}

/// Elements a line each, one blank deeper for each level, as the samples of banks are laid out.
struct XMLWriter {
    private var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var names: [String] = []

    var bytes: [UInt8] { Array(text.utf8) }

    private var indent: String { String(repeating: " ", count: names.count) }

    mutating func open(_ name: String, _ attributes: String = "") {
        text += "\(indent)<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\n"
        names.append(name)
    }

    mutating func close(_ count: Int) {
        for _ in 0..<count {
            let name = names.removeLast()
            text += "\(indent)</\(name)>\n"
        }
    }

    mutating func add(_ name: String, _ value: String, attributes: String = "") {
        let opening = attributes.isEmpty ? name : "\(name) \(attributes)"
        text += "\(indent)<\(opening)>\(Self.escaped(value))</\(name)>\n"
    }

    /// Opens all names but the last, adds it, and closes all but the first `keep`.
    mutating func nested(_ names: [String], _ value: String, keep: Int) {
        for name in names.dropLast() { open(name) }
        add(names[names.count - 1], value)
        close(names.count - 1 - keep)
    }

    /// Control characters have no place in XML; they are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: if scalar.value >= 32 { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }
}

import Basics

/// One payment back to a customer, as a bank is asked to make it.
///
/// Names and texts are one line: control characters become blanks, and blanks at the ends go.
public struct RefundOrder: Hashable, Sendable {
    /// What the receiver sees: a text, or the receiver's own KID, never both.
    public enum Reference: Hashable, Sendable {
        case text(String)
        case kid(KID)
    }

    /// The account it is paid from.
    public let debtorAccount: AccountNumber
    public let creditorName: String
    /// A Norwegian account.
    public let creditorAccount: AccountNumber
    /// More than zero, in kroner and øre.
    public let amount: Money
    /// The day the bank is asked to pay on.
    public let executionDay: Day
    /// Names the payment from end to end; the same order always has the same, so that a bank knows it again.
    public let endToEndID: String
    public let reference: Reference

    public init(
        debtorAccount: AccountNumber, creditorName: String, creditorAccount: AccountNumber,
        amount: Money, executionDay: Day, endToEndID: String, reference: Reference
    ) {
        self.debtorAccount = debtorAccount
        self.creditorName = Self.line(creditorName)
        self.creditorAccount = creditorAccount
        self.amount = amount
        self.executionDay = executionDay
        self.endToEndID = endToEndID
        switch reference {
        case .text(let text): self.reference = .text(Self.line(text))
        case .kid: self.reference = reference
        }
    }

    static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 32 || scalar.value == 0x7F || scalar.value & 0xFFFE == 0xFFFE
                ? " " : scalar
        }
        var line = String.UnicodeScalarView()
        line.append(contentsOf: scalars)
        return String(line).split(separator: " ").joined(separator: " ")
    }
}

/// A file of refunds for a bank: an ISO 20022 credit transfer initiation (pain.001).
public struct RefundMessage: Hashable, Sendable {
    public enum Version: String, CaseIterable, Sendable {
        case v03 = "001.001.03"
        case v09 = "001.001.09"
    }

    /// At most 28 characters, so that each group of orders can be numbered after it.
    public let id: String
    /// When it was made, in seconds since 1970 UTC.
    public let created: Int64
    /// The company that pays.
    public let debtorName: String
    public let organisationNumber: String
    /// The bank's BIC; nil when it is not known, which banks accept for Norwegian accounts.
    public let bankBIC: String?
    public let orders: [RefundOrder]

    public init(
        id: String, created: Int64, debtorName: String, organisationNumber: String,
        bankBIC: String? = nil, orders: [RefundOrder]
    ) {
        self.id = id
        self.created = created
        self.debtorName = RefundOrder.line(debtorName)
        self.organisationNumber = organisationNumber
        self.bankBIC = bankBIC
        self.orders = orders
    }

    /// Orders that leave the same account on the same day, in the order they were first met.
    var groups: [[RefundOrder]] {
        var groups: [[RefundOrder]] = []
        for order in orders {
            let index = groups.firstIndex {
                $0[0].debtorAccount == order.debtorAccount
                    && $0[0].executionDay == order.executionDay
            }
            if let index { groups[index].append(order) } else { groups.append([order]) }
        }
        return groups
    }
}

import Basics

/// A way to place a payment: on which claims, how sure, and why.
public struct MatchProposal: Hashable, Sendable {
    /// A part of the payment for one claim, in øre, positive.
    public typealias Part = Matching.Part

    /// In order of due day; empty when the debtor is known and the claim is not.
    public let parts: [Part]
    /// What no claim of these could hold; zero when all is placed.
    public let rest: Money
    /// Whose claims they are; nil when they are several debtors'.
    public let debtor: DebtorID?
    /// How probable it is that this is right, in thousandths, rounded down.
    public let score: Int
    /// What speaks for it and against it, the most telling first.
    public let reasons: [MatchReason]

    public init(
        parts: [Part], rest: Money, debtor: DebtorID?, score: Int, reasons: [MatchReason]
    ) {
        self.parts = parts
        self.rest = rest
        self.debtor = debtor
        self.score = score
        self.reasons = reasons
    }

    /// True when it may be booked without a person: sure enough, nothing is left over, and something tells who paid or what
    /// for. An amount and a day alone never do, however rare the amount.
    ///
    /// - Parameter threshold: in thousandths, inclusive; what the book has chosen.
    public func isBookable(threshold: Int) -> Bool {
        score >= threshold && rest == .zero && !parts.isEmpty
            && reasons.contains(where: \.isIdentifying)
    }

    /// True when a number names the claims, and the amount is just theirs.
    public var namesItsClaims: Bool {
        var isNamed = false
        var isExact = false
        for reason in reasons {
            switch reason {
            case .kidInText, .invoiceReferred, .invoiceInText: isNamed = true
            case .amount, .amountWithCosts, .sum, .sumOfDue: isExact = true
            default: continue
            }
        }
        return isNamed && isExact
    }

    /// The threshold of a book that has chosen none. The scores are cautious: docs/benchmarks.md has how many of those
    /// booked are wrong.
    public static let thresholdDefault = 980
}

/// Something that speaks for or against a claim as a payment's own.
public enum MatchReason: Hashable, Sendable {
    /// The claim's KID stands in the message or in a field for references.
    case kidInText(String)
    /// A KID that is one slip from the claim's.
    case kidWithSlip(String)
    /// The invoice's number stands in a field made for it.
    case invoiceReferred(String)
    /// The invoice's number stands in the message.
    case invoiceInText(String)
    /// A number in the message is one slip from the invoice's.
    case invoiceWithSlip(String)
    case customerNumber(String)
    case organisationNumber(String)
    /// The ledger says whose money it is.
    case ledger
    /// The money came from an account that this debtor has paid from, or has told of.
    case account
    /// That account is known as other debtors'.
    case accountOfOthers
    /// The payer has this name, and has paid for this debtor before.
    case payerSeen
    case name
    case nameAlike
    /// The payer has another name than the debtor.
    case nameDiffers
    /// What is left of the invoice is the amount.
    case amount
    /// With fees and interest it is.
    case amountWithCosts
    /// It is, with what banks kept on the way (in øre).
    case amountBeforeCharges(Money)
    /// The sum of all that is due.
    case sumOfDue(count: Int)
    /// The sum of these invoices.
    case sum(count: Int)
    /// Less than the invoice.
    case partOfAmount
    /// More than the debtor owes.
    case moreThanOwed(Money)
    /// The invoice that is named is paid already.
    case alreadyPaid(String)
    /// So many other open invoices have the same amount.
    case amountShared(others: Int)
    /// Paid so many days from the due day, before it when negative.
    case nearDue(days: Int)
    case beforeInvoice

    /// It points to one debtor or claim by more than amount and day.
    var isIdentifying: Bool {
        switch self {
        case .kidInText, .kidWithSlip, .invoiceReferred, .invoiceInText, .invoiceWithSlip,
            .customerNumber, .organisationNumber, .ledger, .account, .payerSeen, .name,
            .nameAlike:
            true
        case .accountOfOthers, .nameDiffers, .amount, .amountWithCosts, .amountBeforeCharges,
            .sumOfDue, .sum, .partOfAmount, .moreThanOwed, .alreadyPaid, .amountShared,
            .nearDue, .beforeInvoice:
            false
        }
    }
}

/// How much a piece of evidence says, as a power of two: the probability of seeing it if the payment is the claim's, over
/// that of seeing it otherwise.
enum Bits {
    /// Within 0.09 of the true logarithm, which is nearer than the estimates it is used on.
    static func of(_ ratio: Double) -> Double {
        precondition(ratio > 0 && ratio.isFinite, "a ratio of probabilities is positive")
        return Double(ratio.exponent) + ratio.significand - 1
    }

    /// The inverse of ``of(_:)``, exactly.
    static func ratio(_ bits: Double) -> Double {
        let whole = max(-1_000, min(1_000, bits.rounded(.down)))
        return Double(sign: .plus, exponent: Int(whole), significand: 1 + min(1, bits - whole))
    }
}

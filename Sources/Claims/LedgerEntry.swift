import Basics
import Law

/// Something that a claim does to the company's accounts beside the invoice and the payments, which the accounting system has
/// itself.
///
/// Fees and interest are income when they are paid: until then nobody knows whether they will be. The accounting system
/// has booked the whole payment against the customer, so what it was more than the invoice is moved to income.
public struct LedgerEntry: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
        /// Fees and compensation that were paid.
        case fees
        /// Late interest that was paid.
        case interest
        /// What was open of the invoice when it was written off.
        case loss
        /// VAT of the loss, to be taken back from the state.
        case vat
        /// Paid after it was written off.
        case recovered
        /// VAT of what was recovered, owed again.
        case vatRecovered = "vat-recovered"
    }

    public let kind: Kind
    public let claim: ClaimID
    /// The fact that made it: its identity, which no later fact changes.
    public let fact: Int64
    public let on: Day
    /// In øre; negative when it takes back an earlier one.
    public let amount: Money
}

extension Claim {
    /// The entries that the claim's facts make, in the order the facts were recorded: a later fact adds entries and changes
    /// none.
    public func ledgerEntries(law: LawBook) -> [LedgerEntry] {
        guard facts.contains(where: \.movesMoney) else { return [] }
        var entries: [LedgerEntry] = []
        var before = LedgerPosition()
        for (index, fact) in facts.enumerated() where fact.movesMoney {
            let known = with(facts: Array(facts[...index]))
            let after = LedgerPosition(of: known, before, fact, law: law)
            for kind in LedgerEntry.Kind.allCases {
                let change = after[kind] - before[kind]
                guard change != .zero else { continue }
                entries.append(
                    LedgerEntry(
                        kind: kind, claim: id, fact: fact.id, on: fact.on, amount: change))
            }
            before = after
        }
        return entries
    }
}

/// How much of each kind there is when so many facts are known.
private struct LedgerPosition {
    private var amounts: [LedgerEntry.Kind: Money] = [:]
    private var paidAtLoss: Money?

    init() {}

    subscript(kind: LedgerEntry.Kind) -> Money { amounts[kind, default: .zero] }

    init(of claim: Claim, _ before: LedgerPosition, _ fact: Fact, law: LawBook) {
        let day = claim.facts.map(\.on).max() ?? fact.on
        let statement = Statement(of: claim, on: day, law: law)
        let invoice = max(.zero, claim.principal - statement.credited)
        let beyond = statement.paid - invoice - statement.overpaid - statement.refunded
        let income = max(.zero, beyond)
        amounts[.fees] = min(income, statement.costs)
        amounts[.interest] = income - min(income, statement.costs)
        paidAtLoss = before.paidAtLoss
        amounts[.loss] = before[.loss]
        amounts[.vat] = before[.vat]
        switch fact.event {
        case .writtenOff where paidAtLoss == nil:
            amounts[.loss] = max(.zero, invoice - statement.paid)
            paidAtLoss = statement.paid
        case .lossEstablished where before[.vat] == .zero:
            let lost = paidAtLoss == nil ? max(.zero, invoice - statement.paid) : self[.loss]
            amounts[.vat] = VATLoss.amount(lost: lost, invoice: claim.principal, vat: nil)
        default: break
        }
        guard let paidAtLoss else { return }
        amounts[.recovered] = min(self[.loss], max(.zero, statement.paid - paidAtLoss))
        if self[.vat] > .zero {
            amounts[.vatRecovered] = VATLoss.amount(
                lost: self[.recovered], invoice: claim.principal, vat: nil)
        }
    }
}

extension Fact {
    /// It can change what is paid, owed or lost.
    fileprivate var movesMoney: Bool {
        switch event {
        case .paid, .reversed, .misplaced, .credited, .waived, .refunded, .writtenOff,
            .lossEstablished, .objectionEnded:
            true
        default: false
        }
    }
}

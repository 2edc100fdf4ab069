import Basics
import Law

/// An invoice and all that has happened to it. What is owed and what may be done are computed from
/// this, for any day.
public struct Claim: Hashable, Sendable {
    public let id: ClaimID
    public let debtor: DebtorID
    public let invoice: String
    /// What was sold; may be empty.
    public let concerns: String
    /// As printed on the invoice; may be empty.
    public let kid: String
    public let issued: Day
    public let due: Day
    public let dueBasis: DueBasis
    /// The invoice's amount, in øre.
    public let principal: Money
    public let debtorKind: DebtorKind
    /// False for a balance that no document explains: it is shown, never pressed.
    public let isDocumented: Bool
    /// In order of recording.
    public let facts: [Fact]

    public init(
        id: ClaimID, debtor: DebtorID, invoice: String, concerns: String = "", kid: String = "",
        issued: Day, due: Day, dueBasis: DueBasis = .agreed, principal: Money,
        debtorKind: DebtorKind, isDocumented: Bool = true, facts: [Fact] = []
    ) {
        self.id = id
        self.debtor = debtor
        self.invoice = invoice
        self.concerns = concerns
        self.kid = kid
        self.issued = issued
        self.due = due
        self.dueBasis = dueBasis
        self.principal = principal
        self.debtorKind = debtorKind
        self.isDocumented = isDocumented
        self.facts = facts
    }

    /// The claim as it stood at the end of `day`.
    public func asOf(_ day: Day) -> Claim { with(facts: facts.filter { $0.on <= day }) }

    /// The facts without receipts that were set against this claim by mistake, and without the corrections.
    var countedFacts: [Fact] {
        let isCorrected = facts.contains { if case .misplaced = $0.event { true } else { false } }
        guard isCorrected else { return facts }
        var counted: [Fact] = []
        for fact in facts {
            guard case .misplaced(let taken) = fact.event else {
                counted.append(fact)
                continue
            }
            let receipt = counted.lastIndex {
                guard case .paid(let paid) = $0.event else { return false }
                return paid.payment == taken.payment && paid.amount == taken.amount
            }
            if let receipt { counted.remove(at: receipt) }
        }
        return counted
    }

    /// The payments that the claim has received something of, whether or not it still has it.
    public var paidBy: Set<PaymentID> {
        Set(
            facts.compactMap {
                if case .paid(let receipt) = $0.event { receipt.payment } else { nil }
            })
    }

    /// The day of the last payment on the claim; nil when there was none.
    public var lastReceipt: Day? {
        facts.compactMap { if case .paid = $0.event { $0.on } else { nil } }.max()
    }

    /// What the claim has received of a payment and still has.
    public func standingReceipts(of payment: PaymentID) -> [Fact.Receipt] {
        var receipts: [Fact.Receipt] = []
        for fact in facts {
            switch fact.event {
            case .paid(let receipt) where receipt.payment == payment: receipts.append(receipt)
            case .reversed(let receipt) where receipt.payment == payment,
                .misplaced(let receipt) where receipt.payment == payment:
                if let index = receipts.lastIndex(where: { $0.amount == receipt.amount }) {
                    receipts.remove(at: index)
                }
            default: continue
            }
        }
        return receipts
    }

    /// The same claim with one more fact.
    public func appending(_ fact: Fact) -> Claim { with(facts: facts + [fact]) }

    /// What the claim's clocks go by on `day`: a due date agreed later replaces the invoice's.
    ///
    /// ```scenario
    /// claim consumer principal 4800.00 due 2026-08-03
    /// 2026-08-05 deferred to 2026-09-01
    /// expect earliest reminder 2026-09-15
    /// 2026-09-11
    /// expect interest 16.11
    /// ```
    ///
    /// - Source: inkassoforskriften § 2-2 (2), read as the rule for creditors' own letters too.
    public func terms(on day: Day, _ conventions: Conventions = .standard) -> Terms {
        var terms = Terms(due: due, basis: dueBasis)
        if dueBasis == .agreed && conventions.invoiceDueDate == .unilateral {
            terms.basis = .unilateral(sentOn: issued)
        }
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .deferred(let to, _): terms.due = max(terms.due, to)
            case .basisKnown(let basis, _): terms.basis = basis
            default: continue
            }
        }
        return terms
    }

    public struct Terms: Hashable, Sendable {
        /// The last day to pay before delay, inclusive.
        public var due: Day
        public var basis: DueBasis
    }

    /// The same invoice with these facts instead.
    public func with(facts: [Fact]) -> Claim {
        Claim(
            id: id, debtor: debtor, invoice: invoice, concerns: concerns, kid: kid, issued: issued,
            due: due, dueBasis: dueBasis, principal: principal, debtorKind: debtorKind,
            isDocumented: isDocumented, facts: facts)
    }
}

import Basics
import Law

/// What a claim's vouchers are made with.
public struct VoucherTerms: Sendable {
    public var book: Int64
    public var customer: String
    public var chart = ChartOfAccounts.standard
    /// The invoice's VAT; nil for a fifth of the invoice (25 %).
    public var vat: Money?
    /// Also payments and refunds, for a ledger that does not read the bank's file itself.
    public var includesBank = false

    public init(book: Int64, customer: String) {
        self.book = book
        self.customer = customer
    }
}

extension Claim {
    /// What the claim's facts change in the ledger, a voucher a fact, in the order they were recorded; those through `day`.
    ///
    /// The ledger is taken to know the invoice, its credit notes and what came in and went out at the bank. What it does not know
    /// is told: fees and compensation when they are claimed; late interest when it has been demanded and paid, for until
    /// then it grows by the day and may be let go; what is waived; what is lost, and its VAT. After each voucher the
    /// customer's balance in the ledger is what is open of the invoice and its costs, less what was overpaid; of a claim
    /// written off nothing is left.
    ///
    /// A fact that is recorded later adds a voucher and changes none, also when it takes effect on an earlier day.
    ///
    /// A letter called back on its own day has no vouchers. Fees charged before Purr are in the ledger already.
    ///
    /// - Parameter describe: words a voucher of this kind.
    /// - Throws: `MissingRate` when interest can not be computed.
    /// - Source: bokføringsloven § 5 and bokføringsforskriften § 3-1 (what a voucher line tells), merverdiavgiftsloven § 4-7 (VAT on
    ///   losses, and on what is paid after all).
    public func vouchers(
        through day: Day, _ terms: VoucherTerms, law: LawBook, describe: (Voucher.Kind) -> String
    ) throws(MissingRate) -> [Voucher] {
        let undone = Self.undoneAtOnce(facts)
        var keeper = VoucherKeeper(terms)
        var soFar: [Fact] = []
        var latest = issued
        var vouchers: [Voucher] = []
        for (index, fact) in facts.enumerated() where !undone.contains(fact.id) {
            soFar.append(fact)
            latest = max(latest, fact.on)
            let statement = Statement(of: with(facts: soFar), on: latest, law: law)
            if let missing = statement.missingRate {
                // Only what is asked for needs to be computed.
                if facts[index...].contains(where: { $0.on <= day }) { throw missing }
                break
            }
            vouchers += keeper.book(fact, statement, of: self, describe)
        }
        return vouchers.filter { $0.day <= day }
    }

    /// Letters that were called back or came back on their own day, and the facts that say so.
    private static func undoneAtOnce(_ facts: [Fact]) -> Set<Int64> {
        var sent: [NoticeID: Fact] = [:]
        var undone: Set<Int64> = []
        for fact in facts {
            switch fact.event {
            case .noticed(let notice): sent[notice.id] = fact
            case .recalled(let id, _), .undelivered(let id, _):
                guard let letter = sent[id], letter.on == fact.on else { continue }
                undone.formUnion([letter.id, fact.id])
            default: continue
            }
        }
        return undone
    }
}

/// Turns each change of a claim's statement into lines that balance.
private struct VoucherKeeper {
    /// Sums that have been booked, in øre.
    private struct Booked {
        var costs = Money.zero
        var interest = Money.zero
        var waived = Money.zero
        var loss = Money.zero
        var vat = Money.zero
        var paid = Money.zero
        var refunded = Money.zero

        static func - (a: Booked, b: Booked) -> Booked {
            Booked(
                costs: a.costs - b.costs, interest: a.interest - b.interest,
                waived: a.waived - b.waived, loss: a.loss - b.loss, vat: a.vat - b.vat,
                paid: a.paid - b.paid, refunded: a.refunded - b.refunded)
        }
    }

    private struct Entry {
        let account: String
        /// Debit; credit when negative.
        let amount: Money
        let taxCode: String?
    }

    private let terms: VoucherTerms
    private var booked = Booked()
    /// Interest that has been paid or waived, demanded or not.
    private var covered = Money.zero
    /// Interest among what was waived: it was never booked.
    private var waivedInterest = Money.zero
    private var isWrittenOff = false
    private var isFinalForVAT = false

    init(_ terms: VoucherTerms) { self.terms = terms }

    mutating func book(
        _ fact: Fact, _ statement: Statement, of claim: Claim,
        _ describe: (Voucher.Kind) -> String
    ) -> [Voucher] {
        let wasWrittenOff = isWrittenOff
        note(fact, statement)
        let target = target(statement, claim)
        let change = target - booked
        booked = target
        // The earlier system has booked its own fee.
        if case .chargedBefore = fact.event { return [] }
        let kind = kind(fact, wasWrittenOff)
        let id = "\(terms.book)-\(claim.id)-\(fact.id)"
        var vouchers: [Voucher] = []
        func add(_ id: String, _ kind: Voucher.Kind, _ entries: [Entry]) {
            let lines = lines(entries, claim)
            guard !lines.isEmpty else { return }
            vouchers.append(
                Voucher(id: id, day: fact.on, kind: kind, text: describe(kind), lines: lines))
        }
        if terms.includesBank { add("\(id)-B", .bank, bankEntries(change)) }
        add(id, kind, entries(change, fact, claim))
        return vouchers
    }

    private mutating func note(_ fact: Fact, _ statement: Statement) {
        let before = covered
        covered = statement.interest - statement.openInterest
        switch fact.event {
        case .waived: waivedInterest += covered - before
        case .writtenOff: isWrittenOff = true
        case .lossEstablished: isFinalForVAT = true
        default: break
        }
    }

    /// What should have been booked in all.
    private func target(_ statement: Statement, _ claim: Claim) -> Booked {
        let paidInterest = covered - waivedInterest
        let isDemanded = statement.isInterestDemanded
        // Interest nobody has asked for is not among what was paid: the money went to the invoice.
        let openPrincipal = statement.openPrincipal - (isDemanded ? .zero : paidInterest)
        var target = Booked()
        target.costs = statement.costs
        target.interest = isDemanded ? paidInterest : .zero
        target.waived = statement.waived - waivedInterest
        target.paid = statement.paid
        target.refunded = statement.refunded
        if isWrittenOff {
            target.loss = max(.zero, openPrincipal + statement.openCosts)
            if isFinalForVAT {
                target.vat = VATLoss.amount(
                    lost: max(.zero, openPrincipal), invoice: claim.principal, vat: terms.vat)
            }
        }
        return target
    }

    private func entries(_ change: Booked, _ fact: Fact, _ claim: Claim) -> [Entry] {
        let chart = terms.chart
        var incomeAccount = chart.fees
        if case .compensationClaimed = fact.event { incomeAccount = chart.compensation }
        var waivedAccount = chart.waived
        var waivedCode = StandardTaxCode.none
        if case .objectionEnded = fact.event {
            (waivedAccount, waivedCode) = (chart.fees, StandardTaxCode.income)
        }
        let vatCode = StandardTaxCode.loss(invoice: claim.principal, vat: terms.vat)
        return [
            Entry(
                account: chart.receivables,
                amount: change.costs + change.interest - change.waived - change.loss, taxCode: nil),
            Entry(account: incomeAccount, amount: -change.costs, taxCode: StandardTaxCode.income),
            Entry(
                account: chart.interest, amount: -change.interest, taxCode: StandardTaxCode.income),
            Entry(account: waivedAccount, amount: change.waived, taxCode: waivedCode),
            Entry(
                account: chart.losses, amount: change.loss - change.vat,
                taxCode: StandardTaxCode.none),
            Entry(account: chart.outputVAT, amount: change.vat, taxCode: vatCode),
        ]
    }

    private func bankEntries(_ change: Booked) -> [Entry] {
        let amount = change.paid - change.refunded
        return [
            Entry(account: terms.chart.bank, amount: amount, taxCode: nil),
            Entry(account: terms.chart.receivables, amount: -amount, taxCode: nil),
        ]
    }

    /// Entries of one account and code as one line; those of nothing as none.
    private func lines(_ entries: [Entry], _ claim: Claim) -> [VoucherLine] {
        var sums: [Entry] = []
        for entry in entries {
            let index = sums.firstIndex {
                $0.account == entry.account && $0.taxCode == entry.taxCode
            }
            if let index {
                sums[index] = Entry(
                    account: entry.account, amount: sums[index].amount + entry.amount,
                    taxCode: entry.taxCode)
            } else {
                sums.append(entry)
            }
        }
        return sums.filter { $0.amount != .zero }.map { entry in
            VoucherLine(
                account: entry.account,
                customer: entry.account == terms.chart.receivables ? terms.customer : nil,
                invoice: claim.invoice, debit: max(.zero, entry.amount),
                credit: max(.zero, -entry.amount), taxCode: entry.taxCode)
        }
    }

    private func kind(_ fact: Fact, _ wasWrittenOff: Bool) -> Voucher.Kind {
        switch fact.event {
        case .writtenOff, .lossEstablished: .loss
        case .paid, .credited: wasWrittenOff ? .recovered : isPayment(fact) ? .interest : .adjusted
        case .reversed, .misplaced: .paymentReversed
        case .noticed: .fee
        case .recalled, .undelivered: .feeReversed
        case .compensationClaimed: .compensation
        case .waived: .waived
        case .objectionEnded: .feesDropped
        case .chargedBefore, .delivered, .paused, .resumed, .disputed, .promised, .exempted,
            .deferred, .basisKnown, .instalmentPlan, .acknowledged, .refunded, .handedOver,
            .takenBack, .insolvent, .insolvencyEnded, .legalAction, .limitationExtended,
            .backlogged, .sorted:
            .adjusted
        }
    }

    private func isPayment(_ fact: Fact) -> Bool {
        if case .paid = fact.event { true } else { false }
    }
}

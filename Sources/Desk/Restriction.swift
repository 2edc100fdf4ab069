import Basics
import Claims
import Store
import Texts

/// Whose names are hidden in lists: customers whose data are restricted (personvernforordningen art. 18) and who owe nothing.
///
/// Every list goes through here: customers, claims, payments, the inbox, proposals for a payment. The number stays, for the
/// accounts need it. Who asks for one customer, claim or letter by name sees it whole, since that is what it is kept for; so does
/// who is to pay money back, and a payment that waits keeps its payer, or nobody could place it.
struct Restriction {
    private let debtors: Set<DebtorID>
    private let payments: Set<PaymentID>
    /// What stands where the name stood.
    private let word: String

    init(_ desk: BookDesk, in scope: BookConnection) throws {
        debtors = Set(
            try scope.restrictedDebtors().keys.filter { debtor in
                try desk.judge(scope.claims(debtor: debtor), in: scope, on: desk.today)
                    .allSatisfy { $0.decision.verdict == .closed }
            })
        payments = Set(
            try debtors.flatMap { try scope.payments(of: $0).map(\.payment.id) })
        word = SubjectTexts(desk.book.language).restrictedName
    }

    func shown(_ debtor: Debtor) -> Debtor {
        debtors.contains(debtor.id) ? debtor.hidden(word) : debtor
    }

    func shown(_ item: DayItem) -> DayItem {
        DayItem(claim: item.claim, debtor: shown(item.debtor), decision: item.decision)
    }

    /// Without who paid it, from which account and in which words.
    func shown(_ stored: StoredPayment) -> StoredPayment {
        let isWaiting = stored.rest != .zero && stored.settled == nil
        guard payments.contains(stored.payment.id), !isWaiting else { return stored }
        return stored.hidingPayer(word)
    }
}

extension Debtor {
    /// The number alone, with a word where the name stood.
    fileprivate func hidden(_ name: String) -> Debtor {
        Debtor(id: id, number: number, name: name, kind: kind)
    }
}

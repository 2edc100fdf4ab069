import Basics

/// What to look for in a book on behalf of waiting payments.
///
/// A book may have a million claims, and a hundred payments wait. So the book is walked once: each
/// debtor is shown to ``note(debtor:name:number:organisationNumber:)`` and each open claim to
/// ``note(claim:of:invoice:kidKey:amounts:)``; then ``debtors`` are those worth loading whole.
public struct MatchKeys: Sendable {
    /// Debtors that share a word with a payer are looked at when so few share it; a commoner word tells only together
    /// with another.
    private static let sharersMax = 64

    private var amounts: Set<Money> = []
    private var numbers: Set<String> = []
    private var slips: Set<UInt64> = []
    private var stems: [UInt64: [DebtorID]] = [:]
    private var commonStems: Set<UInt64> = []
    private var pairs: [Pair: [DebtorID]] = [:]
    private var words: Set<UInt64> = []
    private var names: Set<UInt64> = []
    private var found: Set<DebtorID> = []
    private var byAmount: [Money: [DebtorID]] = [:]
    /// Payers' accounts and names, to ask the book who has paid from or as them before.
    public private(set) var accounts: Set<String> = []
    public private(set) var payers: Set<String> = []
    public private(set) var frequencies = MatchFrequencies()

    private struct Pair: Hashable { let first, second: UInt64 }

    public init(_ payments: [Payment]) {
        for payment in payments { add(payment) }
    }

    private mutating func add(_ payment: Payment) {
        amounts.insert(payment.amount)
        if payment.charges > .zero { amounts.insert(payment.amount + payment.charges) }
        let text = PaymentText(payment.text, named: payment.named)
        for number in text.numbers {
            numbers.insert(number.key)
            if number.digits >= 6 { slips.formUnion(Slip.keys(of: number.key)) }
        }
        let kid = PaymentText.key(payment.kid)
        if !kid.isEmpty {
            numbers.insert(kid)
            slips.formUnion(Slip.keys(of: kid))
        }
        if !payment.payerAccount.isEmpty { accounts.insert(payment.payerAccount) }
        if let debtor = payment.debtor { found.insert(debtor) }
        if payment.payerName.isEmpty { return }
        payers.insert(payment.payerName)
        let name = NameWords(payment.payerName)
        names.insert(name.key)
        words.formUnion(name.words)
        for (index, stem) in name.stems.enumerated() {
            stems[stem] = []
            for other in name.stems[(index + 1)...] {
                pairs[Pair(first: stem, second: other)] = []
            }
        }
    }

    /// Looks at a debtor of the book.
    public mutating func note(
        debtor: DebtorID, name: String, number: String, organisationNumber: String
    ) {
        frequencies.debtors += 1
        if !numbers.isEmpty {
            if numbers.contains(PaymentText.key(number)) || numbers.contains(organisationNumber) {
                found.insert(debtor)
            }
        }
        if names.isEmpty { return }
        let words = NameWords(name)
        for word in words.words where self.words.contains(word) {
            frequencies.words[word, default: 0] += 1
        }
        if names.contains(words.key) { frequencies.names[words.key, default: 0] += 1 }
        let known = words.stems.filter { stems[$0] != nil || commonStems.contains($0) }
        for (index, stem) in known.enumerated() {
            share(stem, debtor)
            for other in known[(index + 1)...] {
                let pair = Pair(first: stem, second: other)
                if let sharers = pairs[pair], sharers.count < Self.sharersMax {
                    pairs[pair]?.append(debtor)
                }
            }
        }
    }

    private mutating func share(_ stem: UInt64, _ debtor: DebtorID) {
        guard let sharers = stems[stem] else { return }
        if sharers.count < Self.sharersMax {
            stems[stem]?.append(debtor)
        } else {
            stems[stem] = nil
            commonStems.insert(stem)
        }
    }

    /// Looks at a claim of the book.
    ///
    /// - Parameter amounts: what a payer could pay on it, as far as it is known without its history; those of a
    ///   paid claim are zero.
    public mutating func note(
        claim: ClaimID, of debtor: DebtorID, invoice: String, kidKey: String, amounts: [Money]
    ) {
        if amounts.contains(where: { $0 > .zero }) { frequencies.claims += 1 }
        for amount in amounts where self.amounts.contains(amount) {
            frequencies.amounts[amount, default: 0] += 1
            if byAmount[amount, default: []].count < Self.sharersMax {
                byAmount[amount, default: []].append(debtor)
            }
        }
        if numbers.isEmpty { return }
        if MatchLedger.keys(of: invoice).contains(where: numbers.contains)
            || numbers.contains(kidKey)
            || !slips.isEmpty && Slip.keys(of: kidKey).contains(where: slips.contains)
        {
            found.insert(debtor)
        }
    }

    /// Notes that the debtor has paid from one of ``accounts`` or as one of ``payers``.
    public mutating func note(payerSeenWith debtor: DebtorID) { found.insert(debtor) }

    /// The debtors that something points to.
    public var debtors: Set<DebtorID> {
        var all = found
        for sharers in stems.values { all.formUnion(sharers) }
        for sharers in pairs.values { all.formUnion(sharers) }
        for sharers in byAmount.values { all.formUnion(sharers) }
        return all
    }
}

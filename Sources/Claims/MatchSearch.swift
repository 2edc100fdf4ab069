import Basics

extension MatchLedger {
    /// The ways to place a payment that has no KID of ours, the most probable first.
    ///
    /// Every debtor that something points to is weighed: what the money would be for, and how likely all that the
    /// bank tells would then be, against how likely it is otherwise. The scores of all ways and of "none of these"
    /// add up to a thousand, so two debtors that everything fits equally get half each, and neither is booked.
    ///
    /// - Parameter limit: at most so many ways, those below one in a thousand left out.
    public func proposals(for payment: Payment, limit: Int = 5) -> [MatchProposal] {
        guard payment.amount > .zero, frequencies.claims > 0 else { return [] }
        var search = MatchSearch(self, payment)
        search.run()
        return search.proposals(limit: limit)
    }
}

/// What a debtor would have paid, and all that speaks for and against it.
private struct Hypothesis {
    var parts: [Matching.Part]
    var rest: Money
    var debtor: DebtorID?
    var evidence: Evidence
    /// The one claim, when no number names it: alike claims of one debtor are filled oldest first.
    var isUnnamedSingle = false
}

/// Reasons with their bits; the sum is what counts.
struct Evidence {
    private(set) var bits = 0.0
    private(set) var items: [(bits: Double, reason: MatchReason)] = []

    mutating func add(_ bits: Double) { self.bits += bits }

    mutating func add(_ bits: Double, _ reason: MatchReason) {
        self.bits += bits
        items.append((bits, reason))
    }

    mutating func add(_ other: Evidence) {
        bits += other.bits
        items += other.items
    }

    /// Adds only the reasons, for something that is weighed already.
    mutating func note(_ reason: MatchReason) { items.append((0, reason)) }

    var reasons: [MatchReason] {
        items.sorted { $0.bits.magnitude > $1.bits.magnitude }.map(\.reason)
    }
}

private struct MatchSearch {
    let ledger: MatchLedger
    let payment: Payment
    let text: PaymentText
    let payer: NameWords
    let kid: String
    private var hypotheses: [Hypothesis] = []
    /// The probability that it is for nothing that is open here.
    private var unexplained = Prior.unexplained

    init(_ ledger: MatchLedger, _ payment: Payment) {
        self.ledger = ledger
        self.payment = payment
        self.text = PaymentText(payment.text, named: payment.named)
        self.payer = NameWords(payment.payerName)
        self.kid = PaymentText.key(payment.kid)
    }

    mutating func run() {
        for debtor in pointedAt().sorted() { weigh(debtor) }
        weighSeveralDebtors()
    }

    // MARK: - Who

    /// The debtors that a name, a number, an account or the amount points to.
    private func pointedAt() -> Set<Int> {
        var found: Set<Int> = []
        if let debtor = payment.debtor, let index = ledger.byID[debtor] { found.insert(index) }
        if !payment.payerAccount.isEmpty {
            found.formUnion(ledger.byAccount[payment.payerAccount, default: []])
        }
        found.formUnion(ledger.byPayer[payment.payerName, default: []])
        for key in text.numbers.map(\.key) + (kid.isEmpty ? [] : [kid]) {
            found.formUnion(ledger.byNumber[key, default: []].map(\.debtor))
            found.formUnion(ledger.byKID[key, default: []].map(\.debtor))
            found.formUnion(ledger.byPaid[key, default: []])
            found.formUnion(ledger.byCustomer[key, default: []])
            found.formUnion(ledger.byOrganisation[key, default: []])
            guard key.utf8.count >= 6 else { continue }
            for slip in Slip.keys(of: key) {
                found.formUnion(ledger.bySlip[slip, default: []].map(\.debtor))
            }
        }
        for amount in [payment.amount, payment.amount + payment.charges] {
            found.formUnion(ledger.byAmount[amount, default: []].prefix(64).map(\.debtor))
        }
        var shared: [Int: Int] = [:]
        for stem in payer.stems {
            let sharers = ledger.byStem[stem, default: []]
            let weight = sharers.count <= 64 ? 2 : 1
            for debtor in sharers { shared[debtor, default: 0] += weight }
        }
        for (debtor, weight) in shared where weight >= 2 { found.insert(debtor) }
        return found
    }

    /// What speaks for the debtor, whatever the money is for.
    private func evidence(for debtor: MatchDebtor, _ index: Int) -> Evidence {
        var result = Evidence()
        if payment.debtor == debtor.id { result.add(Prior.certain, .ledger) }
        // An account, a payer's name and the debtor's name tell much the same, so only the strongest counts in full.
        var told: [(bits: Double, reason: MatchReason)] = []
        if !payment.payerAccount.isEmpty {
            let owners = ledger.byAccount[payment.payerAccount, default: []]
            if owners.contains(index) {
                told.append((Bits.of(0.8 * 50_000 / Double(owners.count)), .account))
            } else if !owners.isEmpty {
                result.add(-4, .accountOfOthers)
            }
        }
        if debtor.payers.contains(payment.payerName) {
            let sharers = ledger.byPayer[payment.payerName, default: []].count
            told.append((Bits.of(0.8 * 20_000 / Double(sharers)), .payerSeen))
        }
        if let name = likeness(debtor.name) { told.append(name) }
        told.sort { $0.bits > $1.bits }
        if let best = told.first {
            result.add(best.bits, best.reason)
            for other in told.dropFirst() { result.add(max(0, other.bits) / 4, other.reason) }
        }
        for number in text.numbers {
            if number.key == debtor.organisationNumber {
                result.add(Bits.of(0.1 * 1e7), .organisationNumber(number.key))
            } else if number.key == PaymentText.key(debtor.number), number.digits >= 3 {
                let chance = chance(of: number)
                result.add(max(0, Bits.of(0.1 / chance)), .customerNumber(number.key))
            }
        }
        return result
    }

    /// How much the payer's name says for a debtor of this name; nil when there is no name to compare.
    private func likeness(_ name: NameWords) -> (bits: Double, reason: MatchReason)? {
        if payer.isEmpty || name.isEmpty { return nil }
        // A name is as rare as it is among people, however few customers there are.
        let debtors = Double(max(2_000, ledger.frequencies.debtors))
        if payer.words == name.words {
            let sharers = Double(ledger.frequencies.names[name.key, default: 1])
            return (Bits.of(0.6 / max(sharers / debtors, 1 / 20_000)), .name)
        }
        let shared = name.words.filter { payer.words.contains($0) }
        var chance = 1.0
        for word in shared {
            chance *= max(Double(ledger.frequencies.words[word, default: 1]) / debtors, 1 / 2_000)
        }
        let stems = name.stems.count { payer.stems.contains($0) }
        for _ in shared.count..<max(shared.count, stems) { chance *= 1 / 200 }
        let least = min(payer.words.count, name.words.count)
        let likely = shared.count == least && least > 1 ? 0.3 : stems >= 2 ? 0.15 : 0.05
        let bits = stems > 0 || !shared.isEmpty ? Bits.of(likely / chance) : 0
        return bits > 1 ? (min(bits, 14), .nameAlike) : (-3, .nameDiffers)
    }

    // MARK: - What for

    private mutating func weigh(_ index: Int) {
        let debtor = ledger.debtors[index]
        let claims = debtor.claims.filter(canTake)
        let who = evidence(for: debtor, index)
        let count = Double(claims.count)
        let all = Double(max(Prior.claimsMin, ledger.frequencies.claims))
        var base = Evidence()
        base.add(Bits.of(Prior.explained * max(count, 0.5) / max(all, count)))
        base.add(who)
        let isNamed = claims.map { named($0) }
        if payment.kid.isEmpty == false, !isNamed.contains(where: { $0 != nil }) {
            // The payer gave a KID, and it is nobody's here: so the money may be for something else.
            base.add(-12)
        }
        unexplained += Bits.ratio(base.bits + Bits.of(Prior.otherThing))
        weighPaid(debtor, base)
        let singles = weighSingles(claims, debtor.id, base, isNamed)
        weighSums(claims, debtor.id, base, isNamed)
        if !singles { weighPart(claims, debtor.id, base) }
    }

    /// Each claim alone.
    ///
    /// - Returns: true when one of them is named or is of the very amount.
    private mutating func weighSingles(
        _ claims: [OpenClaim], _ debtor: DebtorID, _ base: Evidence, _ isNamed: [Evidence?]
    ) -> Bool {
        let count = Double(claims.count)
        var hasOne = false
        for (claim, named) in zip(claims, isNamed) {
            var evidence = base
            if let named { evidence.add(named) }
            evidence.add(timing(claim))
            if let fit = fit(claim) {
                evidence.add(Bits.of(fit.likely / count) + amountBits(fit.amount), fit.reason)
                let others = ledger.frequencies.amounts[payment.amount, default: 1] - 1
                if others > 0 { evidence.note(.amountShared(others: others)) }
                add([(claim, payment.amount)], debtor, evidence, isUnnamed: named == nil)
                hasOne = true
            } else if named != nil {
                hasOne = true
                if payment.amount < claim.toPay {
                    evidence.add(Bits.of(0.05 / count), .partOfAmount)
                    add([(claim, payment.amount)], debtor, evidence)
                } else {
                    evidence.add(
                        Bits.of(0.01 / count), .moreThanOwed(payment.amount - claim.toPay))
                    add([(claim, claim.toPay)], debtor, evidence)
                }
            }
        }
        return hasOne
    }

    /// A claim that is paid and is named again: the money is the debtor's, and for nothing that is open.
    private mutating func weighPaid(_ debtor: MatchDebtor, _ base: Evidence) {
        for claim in debtor.paid {
            guard let named = named(claim) else { continue }
            var evidence = base
            evidence.add(named)
            evidence.add(Bits.of(0.02 / Double(debtor.paid.count)), .alreadyPaid(claim.invoice))
            if claim.isAsked(payment.amount) { evidence.add(amountBits(payment.amount)) }
            add([], debtor.id, evidence)
        }
    }

    /// Several of the debtor's claims whose sum is the amount.
    private mutating func weighSums(
        _ claims: [OpenClaim], _ debtor: DebtorID, _ base: Evidence, _ isNamed: [Evidence?]
    ) {
        guard claims.count >= 2 else { return }
        var seen: Set<[Int]> = []
        func consider(_ indices: [Int], _ likely: Double, _ reason: MatchReason) {
            guard indices.count >= 2, seen.insert(indices).inserted else { return }
            let chosen = indices.map { claims[$0] }
            guard let amounts = amounts(of: chosen) else { return }
            var evidence = base
            for index in indices { if let named = isNamed[index] { evidence.add(named) } }
            evidence.add(Bits.of(likely) + amountBits(payment.amount), reason)
            add(Array(zip(chosen, amounts)), debtor, evidence)
        }
        let named = claims.indices.filter { isNamed[$0] != nil }
        consider(named, 0.3, .sum(count: named.count))
        let due = claims.indices.filter { claims[$0].due <= payment.booked }
        consider(due, 0.05, .sumOfDue(count: due.count))
        consider(Array(claims.indices), 0.05, .sum(count: claims.count))
        for end in 2..<max(2, min(claims.count, 40)) {
            consider(Array(0..<end), 0.03 / Double(claims.count), .sum(count: end))
        }
        for set in SubsetSum.sets(of: claims.map(\.openInvoice), target: payment.amount) {
            let ways = Self.ways(choosing: set.count, of: claims.count)
            consider(set, 0.03 / Double(claims.count) / ways, .sum(count: set.count))
        }
    }

    /// Less or more than anything: filled from the oldest.
    private mutating func weighPart(_ claims: [OpenClaim], _ debtor: DebtorID, _ base: Evidence) {
        guard !claims.isEmpty else { return }
        var left = payment.amount
        var parts: [(OpenClaim, Money)] = []
        for claim in claims where left > .zero {
            let part = min(left, claim.toPay)
            parts.append((claim, part))
            left -= part
        }
        var evidence = base
        if left > .zero {
            evidence.add(Bits.of(0.005), .moreThanOwed(left))
        } else {
            evidence.add(Bits.of(0.02), .partOfAmount)
        }
        add(parts, debtor, evidence)
    }

    /// Invoices of several debtors, all named, whose sum is the amount: somebody pays for others too.
    private mutating func weighSeveralDebtors() {
        var places: [MatchLedger.Place] = []
        for number in text.numbers {
            for place in ledger.byNumber[number.key, default: []]
            where !places.contains(place) && canTake(ledger[place]) {
                places.append(place)
            }
        }
        guard places.count >= 2, places.count <= 40, Set(places.map(\.debtor)).count >= 2,
            let amounts = amounts(of: places.map { ledger[$0] })
        else { return }
        var evidence = Evidence()
        evidence.add(
            Bits.of(
                Prior.explained * 0.002 / Double(max(Prior.claimsMin, ledger.frequencies.claims))))
        for place in places { if let named = named(ledger[place]) { evidence.add(named) } }
        evidence.add(amountBits(payment.amount), .sum(count: places.count))
        add(Array(zip(places.map { ledger[$0] }, amounts)), nil, evidence)
    }

    private mutating func add(
        _ parts: [(OpenClaim, Money)], _ debtor: DebtorID?, _ evidence: Evidence,
        isUnnamed: Bool = false
    ) {
        let sorted = parts.filter { $0.1 > .zero }
            .sorted { ($0.0.due, $0.0.id.number) < ($1.0.due, $1.0.id.number) }
            .map { Matching.Part(claim: $0.0.id, amount: $0.1) }
        hypotheses.append(
            Hypothesis(
                parts: sorted, rest: payment.amount - sorted.map(\.amount).sum(), debtor: debtor,
                evidence: evidence, isUnnamedSingle: isUnnamed))
    }

    /// A credit of the ledger's own stands in the same list as the claims; other money that came before the list is taken
    /// off in it.
    private func canTake(_ claim: OpenClaim) -> Bool {
        payment.debtor != nil || claim.canTake(bookedOn: payment.booked)
    }

    // MARK: - Pieces of evidence

    /// What the message says of a claim; nil when it says nothing.
    private func named(_ claim: OpenClaim) -> Evidence? {
        var best: (bits: Double, reason: MatchReason)?
        func consider(_ bits: Double, _ reason: MatchReason) {
            if bits > best?.bits ?? 0 { best = (bits, reason) }
        }
        let keys = MatchLedger.keys(of: claim.invoice)
        for number in text.numbers {
            if number.key == claim.kidKey {
                consider(Bits.of(0.9 / chance(digits: number.digits - 1)), .kidInText(number.key))
            } else if keys.contains(number.key) {
                let bits = Bits.of(0.5 / chance(of: number))
                let reason: MatchReason =
                    number.isStructured
                    ? .invoiceReferred(claim.invoice) : .invoiceInText(claim.invoice)
                consider(number.key == keys[0] ? bits : bits - 2, reason)
            } else if number.digits >= 6, Slip.isOne(between: number.key, and: claim.kidKey) {
                consider(slipBits(claim.kidKey), .kidWithSlip(number.key))
            } else if number.digits >= 4, ledger.byNumber[number.key] == nil,
                ledger.byPaid[number.key] == nil,
                Slip.isOne(between: number.key, and: keys[0])
            {
                // A number that is an invoice's own is no slip for its neighbour's.
                consider(
                    Bits.of(0.02 / (chance(of: number) * 8 * Double(number.digits))),
                    .invoiceWithSlip(number.key))
            }
        }
        if !kid.isEmpty, kid != claim.kidKey, Slip.isOne(between: kid, and: claim.kidKey) {
            consider(slipBits(claim.kidKey), .kidWithSlip(kid))
        }
        guard let best else { return nil }
        var evidence = Evidence()
        evidence.add(best.bits, best.reason)
        return evidence
    }

    /// One in fifty slips once, in one of some hundred ways a claim's KID can be missed by.
    private func slipBits(_ kid: String) -> Double {
        Bits.of(0.02 / (chance(digits: kid.utf8.count) * 20 * Double(kid.utf8.count)))
    }

    /// How likely a number in a message is just this one when it means something else.
    private func chance(of number: PaymentText.Number) -> Double {
        let plain = chance(digits: number.digits)
        if number.isStructured { return plain }
        // Years are written more than other figures of four.
        let isYear = number.digits == 4 && ("1990"..."2049").contains(number.key)
        return min(0.5, plain * (number.isAnnounced ? 4 : isYear ? 400 : 20))
    }

    private func chance(digits: Int) -> Double {
        var chance = 1.0
        for _ in 0..<max(1, min(digits, 8)) { chance /= 10 }
        return chance
    }

    /// Whether the claim is of the very amount, and how often a debtor pays just that.
    private func fit(_ claim: OpenClaim) -> (likely: Double, amount: Money, reason: MatchReason)? {
        if claim.openInvoice == payment.amount { return (0.7, payment.amount, .amount) }
        if claim.isAsked(payment.amount) { return (0.15, payment.amount, .amountWithCosts) }
        let sent = payment.amount + payment.charges
        if payment.charges > .zero, claim.isAsked(sent) {
            return (0.3, sent, .amountBeforeCharges(payment.charges))
        }
        return nil
    }

    /// How much an equal amount says: little for a price that many pay, or a round one.
    private func amountBits(_ amount: Money) -> Double {
        let others = Double(ledger.frequencies.amounts[amount, default: 1] - 1)
        let share = others / Double(max(Prior.claimsMin, ledger.frequencies.claims))
        let usual: Double =
            switch amount.ore {
            case let ore where ore % 100_000 == 0: 1 / 100
            case let ore where ore % 10_000 == 0: 1 / 400
            case let ore where ore % 100 == 0: 1 / 3_000
            default: 1 / 10_000
            }
        return -Bits.of(max(share, usual))
    }

    /// Most pay around the due day.
    private func timing(_ claim: OpenClaim) -> Evidence {
        var evidence = Evidence()
        let days = payment.booked - claim.due
        if payment.booked < claim.issued {
            evidence.add(-6, .beforeInvoice)
        } else if (-14...3).contains(days) {
            evidence.add(1, .nearDue(days: days))
        } else if (4...45).contains(days) {
            evidence.add(0.5, .nearDue(days: days))
        } else if days > 180 {
            evidence.add(-1)
        }
        return evidence
    }

    /// What each of the claims gets when together they are just the amount; nil when they are not.
    private func amounts(of claims: [OpenClaim]) -> [Money]? {
        let invoices = claims.map(\.openInvoice)
        if invoices.sum() == payment.amount { return invoices }
        let all = claims.map(\.toPay)
        return all.sum() == payment.amount ? all : nil
    }

    private static func ways(choosing count: Int, of all: Int) -> Double {
        (0..<min(count, all)).reduce(1.0) { $0 * Double(all - $1) / Double($1 + 1) }
    }

    // MARK: - The outcome

    func proposals(limit: Int) -> [MatchProposal] {
        var weights = hypotheses.map { Bits.ratio($0.evidence.bits) }
        // Alike claims of one debtor: which of them is meant does not matter, so the oldest has the sum.
        for (index, hypothesis) in hypotheses.enumerated() where hypothesis.isUnnamedSingle {
            let twin = hypotheses[..<index].firstIndex {
                $0.isUnnamedSingle && $0.debtor == hypothesis.debtor
                    && $0.parts.map(\.amount) == hypothesis.parts.map(\.amount)
                    && !$0.evidence.reasons.contains(.beforeInvoice)
            }
            guard let twin else { continue }
            weights[twin] += weights[index]
            weights[index] = 0
        }
        let total = weights.reduce(unexplained, +)
        var result: [MatchProposal] = []
        for (hypothesis, weight) in zip(hypotheses, weights) {
            let score = Int(1_000 * weight / total)
            guard score >= 1 else { continue }
            result.append(
                MatchProposal(
                    parts: hypothesis.parts, rest: hypothesis.rest, debtor: hypothesis.debtor,
                    score: score, reasons: hypothesis.evidence.reasons))
        }
        return Array(
            result.sorted {
                ($1.score, $0.parts.first?.claim.number ?? 0)
                    < ($0.score, $1.parts.first?.claim.number ?? 0)
            }.prefix(limit))
    }
}

/// What is believed before anything is seen. Estimates: what matters is that they are of the right size; how well they do
/// is measured on a labelled ledger.
private enum Prior {
    /// A payment is for something open in the book.
    static let explained = 0.9
    /// It is not; or it is, but neither its amount nor anything else shows for what.
    static let unexplained = 0.25
    /// A debtor of ours pays for something that is not here: an invoice not yet told of, a double payment.
    static let otherThing = 0.1
    /// A payment to a company with three open invoices is not for one of them as surely as one in three.
    static let claimsMin = 200
    /// Somebody who knows has said so.
    static let certain = 30.0
}

import Basics
import Claims
import Law
import Store

/// Finds the claims of payments that no KID leads to, books what is sure enough, and notes whose letters the rest holds.
struct Matcher {
    /// So many payments are weighed at a time: what points to a debtor is kept in memory for all of them.
    private static let batchSize = 20_000
    /// Booking one payment can make another sure; more rounds than this have never been seen to add anything.
    private static let roundsMax = 5
    /// A debtor's letters are held when the payment is theirs with this probability, in thousandths, or more.
    private static let suspicionMin = 10

    let scope: BookConnection
    let law: LawBook
    let at: Int64
    let actor: String
    /// In thousandths, inclusive.
    let threshold: Int

    /// Goes through all that waits whole.
    ///
    /// - Returns: what was booked.
    func run() throws -> [PaymentID] {
        var booked: [PaymentID] = []
        for _ in 0..<Self.roundsMax {
            let round = try bookSure()
            booked += round
            if round.isEmpty { break }
        }
        return booked
    }

    /// The ways to place what is left of a payment, the most probable first.
    func proposals(for stored: StoredPayment) throws -> [MatchProposal] {
        let left = stored.isWhole ? stored.payment : stored.payment.of(stored.rest)
        return try ledger(for: [left]).proposals(for: left)
    }

    /// Notes whose letters a payment holds.
    func suspect(_ stored: StoredPayment) throws {
        try scope.setSuspicions(
            Self.suspicions(try proposals(for: stored)), of: stored.payment.id)
    }

    /// One walk: books the sure ones, the surest first, and notes what is believed of the others.
    private func bookSure() throws -> [PaymentID] {
        let waiting = try scope.waitingPayments().filter { $0.isWhole && !$0.isCreditNote }
        var booked: [PaymentID] = []
        for start in stride(from: 0, to: waiting.count, by: Self.batchSize) {
            let batch = waiting[start..<min(waiting.count, start + Self.batchSize)]
            let ledger = try ledger(for: batch.map(\.payment))
            var sure: [(payment: StoredPayment, proposal: MatchProposal)] = []
            for payment in batch {
                let proposals = ledger.proposals(for: payment.payment)
                if let best = proposals.first,
                    payment.mayBeBooked(as: best, threshold: threshold)
                {
                    sure.append((payment, best))
                } else {
                    try scope.setSuspicions(Self.suspicions(proposals), of: payment.payment.id)
                }
            }
            booked += try book(sure)
        }
        return booked
    }

    /// Two payments that fit one claim are not both booked on it in one round: the next round sees what is left.
    private func book(
        _ sure: [(payment: StoredPayment, proposal: MatchProposal)]
    ) throws -> [PaymentID] {
        var taken: Set<ClaimID> = []
        var booked: [PaymentID] = []
        let order = sure.sorted {
            ($1.proposal.score, $0.payment.payment.booked, $0.payment.payment.id.number)
                < ($0.proposal.score, $1.payment.payment.booked, $1.payment.payment.id.number)
        }
        for (stored, proposal) in order {
            guard proposal.parts.allSatisfy({ !taken.contains($0.claim) }) else { continue }
            taken.formUnion(proposal.parts.map(\.claim))
            try place(stored.payment, proposal.parts)
            try scope.setRest(
                proposal.rest, settled: nil, debtor: proposal.debtor, of: stored.payment.id)
            try scope.setSuspicions([:], of: stored.payment.id)
            try scope.record(
                "match", "payment \(stored.payment.id) score \(proposal.score)", at: at,
                actor: actor)
            booked.append(stored.payment.id)
        }
        return booked
    }

    /// Appends what claims receive of a payment.
    func place(
        _ payment: Payment, _ parts: [Matching.Part], designation: Fact.Designation? = nil
    ) throws {
        for part in parts {
            let receipt = Fact.Receipt(
                payment: payment.id, amount: part.amount, ordered: payment.ordered,
                designation: designation)
            try scope.append(.paid(receipt), to: part.claim, on: payment.booked, at: at)
            try scope.lookAgain(at: part.claim, on: payment.booked)
        }
    }

    /// Takes back where a payment was placed: the claims are as if they had never had it.
    ///
    /// - Returns: the claims that had some of it.
    func takeBack(_ payment: Payment) throws -> [Claim] {
        var claims: [Claim] = []
        for target in try scope.claims(paidBy: payment.id) {
            let receipts = target.claim.standingReceipts(of: payment.id)
            if receipts.isEmpty { continue }
            for receipt in receipts {
                try scope.append(
                    .misplaced(receipt), to: target.claim.id, on: payment.booked, at: at)
            }
            try scope.lookAgain(at: target.claim.id, on: payment.booked)
            claims.append(target.claim)
        }
        return claims
    }

    private static func suspicions(_ proposals: [MatchProposal]) -> [DebtorID: Int] {
        var scores: [DebtorID: Int] = [:]
        for proposal in proposals {
            if let debtor = proposal.debtor { scores[debtor, default: 0] += proposal.score }
        }
        return scores.filter { $0.value >= suspicionMin }
    }

    // MARK: - What payments can be about

    private func ledger(for payments: [Payment]) throws -> MatchLedger {
        guard !payments.isEmpty else { return MatchLedger([], frequencies: MatchFrequencies()) }
        var keys = try scope.matchKeys(for: payments)
        let seen = try scope.payersSeen(accounts: keys.accounts, names: keys.payers)
        for debtor in seen.keys { keys.note(payerSeenWith: debtor) }
        let day = payments.map(\.booked).max() ?? payments[0].booked
        var debtors: [MatchDebtor] = []
        for id in keys.debtors.sorted(by: { $0.number < $1.number }) {
            guard let debtor = try scope.debtor(id) else { continue }
            let known = seen[id] ?? PayersSeen()
            debtors.append(
                MatchDebtor(
                    id: id, number: debtor.number, name: debtor.name,
                    organisationNumber: debtor.organisationNumber?.text ?? "",
                    accounts: known.accounts, payers: known.names,
                    claims: try scope.claims(debtor: id).map { open($0, on: day) }))
        }
        return MatchLedger(debtors, frequencies: keys.frequencies)
    }

    /// The claim as a payer sees it: interest nobody has asked for is not among what is paid.
    private func open(_ stored: StoredClaim, on day: Day) -> OpenClaim {
        let claim = stored.claim
        // Money that came later and was told of before has its place already.
        let day = max(day, claim.lastReceipt ?? day)
        let statement = Statement(of: claim, on: day, law: law)
        let isClosed = statement.toPay == .zero || claim.isWrittenOff(on: day)
        // What letters have asked for is what people pay, whatever has run since.
        let asked = claim.standingNotices(on: day).map {
            Statement(of: claim, on: $0.sentOn, law: law).toPay
        }
        return OpenClaim(
            id: claim.id, debtor: claim.debtor, invoice: claim.invoice,
            kidKey: BookConnection.kidKey(claim.kid), issued: claim.issued, due: claim.due,
            openInvoice: isClosed ? .zero : statement.openInvoice,
            toPay: isClosed ? .zero : statement.payable,
            asked: isClosed ? [claim.principal] + asked : asked,
            listedThrough: stored.listedThrough)
    }
}

extension StoredPayment {
    /// Whether this way to place it may be taken without a person.
    ///
    /// A person's decision stands. A bank's download tells of payments without a reference, so a better file may tell of the same
    /// money without its being recognised: there only a number that names the claim, and just its amount, are enough.
    fileprivate func mayBeBooked(as proposal: MatchProposal, threshold: Int) -> Bool {
        guard !isByHand, proposal.isBookable(threshold: threshold) else { return false }
        return family != .bankCSV || proposal.namesItsClaims
    }

    /// A credit note waits for the invoice it names; it is no money.
    var isCreditNote: Bool { family == .ledger && payment.text.hasPrefix(Self.creditNoteMark) }

    /// What an unallocated credit note's text begins with; its number follows.
    static let creditNoteMark = "Kreditnota "

    /// Nothing of it is placed, and it can be: money in, in kroner.
    var isWhole: Bool {
        kind == .payment && rest == payment.amount && rest > .zero && settled == nil
            && currency == "NOK"
    }
}

extension Statement {
    /// What a payer would pay: interest only once a letter has asked for it.
    var payable: Money { openInvoice + openCosts + (isInterestDemanded ? openInterest : .zero) }
}

extension Claim {
    fileprivate func isWrittenOff(on day: Day) -> Bool {
        facts.contains { fact in
            if case .writtenOff = fact.event { fact.on <= day } else { false }
        }
    }
}

import Basics
import Claims
import Law
import Store

/// A payment that waits, and the ways to place it.
public struct WaitingPayment: Sendable {
    public let stored: StoredPayment
    /// The most probable first.
    public let proposals: [MatchProposal]
    /// The claims of the proposals, for a person to read.
    public let claims: [ClaimID: Claim]
    public let debtors: [DebtorID: Debtor]
}

extension BookDesk {
    public func payments(onlyUnmatched: Bool, limit: Int = 200) throws -> [StoredPayment] {
        try read(.see, of: .payments) { scope in
            if onlyUnmatched { return try scope.waitingPayments() }
            let restriction = try Restriction(self, in: scope)
            return try scope.payments(limit: limit).map(restriction.shown)
        }
    }

    /// A payment with the ways to place what is left of it.
    public func proposals(for id: PaymentID) throws -> WaitingPayment {
        try read(.see, of: .payment(id)) { scope in
            guard let stored = try scope.payment(id) else { throw Self.unknownPayment(id) }
            return try waiting(stored, in: scope)
        }
    }

    private func waiting(
        _ stored: StoredPayment, in scope: BookConnection
    ) throws -> WaitingPayment {
        let proposals = try matcher(scope).proposals(for: stored)
        var claims: [ClaimID: Claim] = [:]
        var debtors: [DebtorID: Debtor] = [:]
        let restriction = try Restriction(self, in: scope)
        for part in proposals.flatMap(\.parts) where claims[part.claim] == nil {
            claims[part.claim] = try scope.claim(part.claim)?.claim
        }
        for id in claims.values.map(\.debtor) + proposals.compactMap(\.debtor) {
            if debtors[id] == nil { debtors[id] = try scope.debtor(id).map(restriction.shown) }
        }
        return WaitingPayment(
            stored: restriction.shown(stored), proposals: proposals, claims: claims,
            debtors: debtors)
    }

    /// Places a payment as proposed, by a person's word.
    ///
    /// - Parameter rank: 1 is the most probable.
    /// - Throws: `Diagnostic` `match.proposal` when there are not so many.
    /// - Returns: what is still left, in øre.
    public func accept(_ id: PaymentID, rank: Int) throws -> Money {
        try write(.work) { scope in
            let stored = try placeable(id, in: scope)
            let proposals = try matcher(scope).proposals(for: stored).filter { !$0.parts.isEmpty }
            guard proposals.indices.contains(rank - 1) else {
                throw Diagnostic(
                    "match.proposal", place: "payment \(id)", found: "\(rank)",
                    expected: proposals.isEmpty ? "no proposal" : "1 to \(proposals.count)",
                    remedy: "see: purr match \(id)")
            }
            let proposal = proposals[rank - 1]
            try matcher(scope).place(stored.payment, proposal.parts)
            try finish(stored, rest: proposal.rest, debtor: proposal.debtor, in: scope)
            return proposal.rest
        }
    }

    /// Places what is left of a payment on claims in the order they are named, each as far as it can hold it; by a
    /// person's word.
    ///
    /// - Parameter designation: what the payer said that it is for, when they did.
    /// - Returns: what is still left, in øre.
    public func match(
        _ id: PaymentID, to claims: [ClaimID], designation: Fact.Designation? = nil
    ) throws -> Money {
        try write(.work) { scope in
            let stored = try placeable(id, in: scope)
            let placer = PaymentPlacer(
                scope: scope, law: law, at: clock.now, matcher: matcher(scope))
            var rest = stored.rest
            var debtors: Set<DebtorID> = []
            for claim in claims {
                guard let target = try scope.claim(claim)?.claim else {
                    throw Self.unknownClaim("\(claim)")
                }
                let part = min(rest, placer.candidate(target, on: stored.payment.booked).toPay)
                guard part > .zero else {
                    throw Diagnostic(
                        "match.nothing-owed", place: "claim \(target.invoice)",
                        found: rest == .zero ? "nothing left of the payment" : "nothing owed",
                        expected: "a claim that is open on \(stored.payment.booked.iso)",
                        remedy: "choose another claim, or set the payment aside")
                }
                try matcher(scope).place(
                    stored.payment, [Matching.Part(claim: claim, amount: part)],
                    designation: designation)
                debtors.insert(target.debtor)
                rest -= part
            }
            try finish(
                stored, rest: rest, debtor: debtors.count == 1 ? debtors.first : nil, in: scope)
            return rest
        }
    }

    private func placeable(_ id: PaymentID, in scope: BookConnection) throws -> StoredPayment {
        guard let stored = try scope.payment(id) else { throw Self.unknownPayment(id) }
        guard stored.rest > .zero, stored.settled == nil, stored.kind == .payment else {
            throw Diagnostic(
                "payment.placed", place: "payment \(id)", found: "nothing left to place",
                expected: "a payment that waits", remedy: "see: purr payments --unmatched")
        }
        guard stored.currency == "NOK" else {
            throw Diagnostic(
                "match.currency", place: "payment \(id)",
                found: "\(stored.rest) \(stored.currency)", expected: "NOK",
                remedy:
                    "credit the claim with what the bank paid in kroner, and set the payment aside")
        }
        return stored
    }

    private func finish(
        _ stored: StoredPayment, rest: Money, debtor: DebtorID?, in scope: BookConnection
    ) throws {
        let id = stored.payment.id
        try scope.setRest(rest, settled: nil, debtor: debtor, of: id)
        try scope.setByHand(id)
        try scope.setSuspicions([:], of: id)
        try scope.record("match", "payment \(id)", at: clock.now, actor: actor)
        // Who has paid from this account is known now, so other money may find its place.
        _ = try matcher(scope).run()
    }

    /// Takes back where a payment was placed, whoever did it: the claims are as if they had never had it, and it waits for a
    /// person.
    ///
    /// - Returns: the claims' invoice numbers.
    /// - Throws: `Diagnostic` `payment.not-placed` when nothing of it is placed or set aside, `payment.returned`
    ///   when the money has gone back since, `payment.refunded` when some of it has been given back: it would be there twice.
    public func unmatch(_ id: PaymentID) throws -> [String] {
        try write(.work) { scope in
            guard let stored = try scope.payment(id), stored.kind == .payment else {
                throw Self.unknownPayment(id)
            }
            try refuseRefunded(stored, in: scope)
            let claims = try matcher(scope).takeBack(stored.payment)
            for claim in claims { try scope.lookAgain(at: claim.id, on: today) }
            guard !claims.isEmpty || stored.settled != nil else {
                throw Diagnostic(
                    "payment.not-placed", place: "payment \(id)",
                    found: stored.rest == .zero ? "money that has gone back" : "nothing placed",
                    expected: "a payment that is placed or set aside",
                    remedy: "see: purr payments")
            }
            try scope.makeWait(id, rest: stored.payment.amount, byHand: true)
            if let anew = try scope.payment(id) { try matcher(scope).suspect(anew) }
            try scope.record("unmatch", "payment \(id)", at: clock.now, actor: actor)
            return claims.map(\.invoice)
        }
    }

    private func refuseRefunded(_ stored: StoredPayment, in scope: BookConnection) throws {
        let id = stored.payment.id
        var order = stored.settled.flatMap { $0.hasPrefix(Refund.mark) ? $0 : nil }
        for target in try scope.claims(paidBy: id) where order == nil {
            if target.claim.standingReceipts(of: id).isEmpty { continue }
            let refunded = Statement(of: target.claim, on: today, law: law).refunded
            if refunded > .zero { order = "\(refunded) refunded on \(target.claim.invoice)" }
        }
        guard let order else { return }
        throw Diagnostic(
            "payment.refunded", place: "payment \(id)", found: order,
            expected: "money that is still here",
            remedy: "what is left of it can be put right with purr credit")
    }

    /// Says that a payment is not the customer's, so that it holds none of their letters.
    public func free(_ id: PaymentID, from number: String, reason: String) throws {
        try write(.work) { scope in
            guard try scope.payment(id) != nil else { throw Self.unknownPayment(id) }
            guard let debtor = try scope.debtor(number: number) else {
                throw Self.unknownCustomer(number)
            }
            try scope.free(debtor.id, of: id, why: reason, at: clock.now, actor: actor)
            for stored in try scope.claims(debtor: debtor.id) {
                try scope.lookAgain(at: stored.claim.id, on: today)
            }
            try scope.record(
                "free", "payment \(id) customer \(debtor.id)", at: clock.now, actor: actor)
        }
    }

    /// Says that what is left of a payment is nobody's claim, so that it holds no letters.
    public func setAside(_ id: PaymentID, reason: String) throws {
        guard !reason.isEmpty else {
            throw Diagnostic(
                "payment.reason", place: "payment \(id)", found: "no reason",
                expected: "why it belongs to no claim", remedy: "add one with --reason")
        }
        try write(.work) { scope in
            guard let stored = try scope.payment(id) else { throw Self.unknownPayment(id) }
            try scope.setRest(stored.rest, settled: reason, debtor: nil, of: id)
            try scope.setSuspicions([:], of: id)
            try scope.record("set-aside", "payment \(id)", at: clock.now, actor: actor)
        }
    }

    static func unknownPayment(_ id: PaymentID) -> Diagnostic {
        Diagnostic(
            "payment.unknown", place: "payment \(id)", found: "no such payment",
            expected: "an id from the list", remedy: "see: purr payments")
    }
}

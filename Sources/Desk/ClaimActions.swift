import Basics
import Claims
import Law
import Store

/// A claim with everything a page or printout about it shows.
public struct ClaimView: Sendable {
    public let claim: Claim
    public let debtor: Debtor
    public let statement: Statement
    public let decision: Decision
    public let plan: Plan
    public let clock: LegalClock
}

extension BookDesk {
    /// The claim with this id or invoice number.
    public func claimID(_ name: String) throws -> ClaimID {
        try read { scope in
            if let id = try scope.claimID(invoice: name) { return id }
            if let number = Int64(name), let claim = try scope.claim(ClaimID(number)) {
                return claim.claim.id
            }
            throw Self.unknownClaim(name)
        }
    }

    /// The claim as it stands, or stood at the end of `asOf`.
    public func view(_ id: ClaimID, asOf: Day? = nil) throws -> ClaimView {
        try read { scope in
            guard let stored = try scope.claim(id) else { throw Self.unknownClaim("\(id)") }
            let day = asOf ?? today
            guard let item = try judge([stored], in: scope, on: day).first else {
                throw Self.unknownClaim("\(id)")
            }
            let surroundings = try Surroundings(scope, of: [stored])
            let accounts = try surroundings.accounts(of: stored.claim.debtor, in: scope)
            return ClaimView(
                claim: stored.claim.asOf(day), debtor: item.debtor,
                statement: Statement(of: stored.claim, on: day, law: law, keepingDetails: true),
                decision: item.decision, plan: policy(for: item.debtor).plan,
                clock: LegalClock(
                    of: stored.claim, law: law, on: day,
                    circumstances: surroundings.circumstances(
                        stored.claim, item.debtor, accounts, law: law, on: day)))
        }
    }

    /// All claims of the book with their statements, debtors in order.
    public func claims(onlyOpen: Bool) throws -> [DayItem] {
        try read { scope in
            let all = try scope.allClaims().filter { !onlyOpen || $0.nextDay != nil }
            let judged = try judge(all, in: scope, on: today)
            return onlyOpen ? judged.filter { $0.decision.verdict != .closed } : judged
        }
    }
}

// MARK: - Payments

extension BookDesk {
    public func payments(onlyUnmatched: Bool, limit: Int = 200) throws -> [StoredPayment] {
        try read { scope in
            onlyUnmatched ? try scope.waitingPayments() : try scope.payments(limit: limit)
        }
    }

    /// Places what is left of a payment on a claim, as far as the claim can hold it; by a person's word.
    ///
    /// - Parameter designation: what the payer said that it is for, when they did.
    /// - Returns: what is still left, in øre.
    public func match(
        _ id: PaymentID, to claim: ClaimID, designation: Fact.Designation? = nil
    ) throws -> Money {
        try write { scope in
            guard let stored = try scope.payment(id) else { throw Self.unknownPayment(id) }
            guard stored.rest > .zero, stored.settled == nil else {
                throw Diagnostic(
                    "payment.placed", place: "payment \(id)", found: "nothing left to place",
                    expected: "a payment that waits", remedy: "see: purr payments --unmatched")
            }
            guard let target = try scope.claim(claim)?.claim else {
                throw Self.unknownClaim("\(claim)")
            }
            let placer = try PaymentPlacer(scope, law: law, at: clock.now)
            let candidate = placer.candidate(target, on: stored.payment.booked)
            let part = min(stored.rest, candidate.toPay)
            guard part > .zero else {
                throw Diagnostic(
                    "match.nothing-owed", place: "claim \(target.invoice)", found: "nothing owed",
                    expected: "a claim that is open on \(stored.payment.booked.iso)",
                    remedy: "choose another claim, or set the payment aside")
            }
            let receipt = Fact.Receipt(
                payment: id, amount: part, ordered: stored.payment.ordered,
                designation: designation)
            try scope.append(
                .paid(receipt), to: claim, on: stored.payment.booked, at: clock.now)
            try scope.setRest(stored.rest - part, settled: nil, debtor: target.debtor, of: id)
            try scope.remember(account: stored.payment.payerAccount, of: target.debtor)
            try scope.lookAgain(at: claim, on: today)
            try scope.record("match", "payment \(id) claim \(claim)", at: clock.now, actor: actor)
            return stored.rest - part
        }
    }

    /// Says that what is left of a payment is nobody's claim, so that it holds no letters.
    public func setAside(_ id: PaymentID, reason: String) throws {
        guard !reason.isEmpty else {
            throw Diagnostic(
                "payment.reason", place: "payment \(id)", found: "no reason",
                expected: "why it belongs to no claim", remedy: "add one with --reason")
        }
        try write { scope in
            guard let stored = try scope.payment(id) else { throw Self.unknownPayment(id) }
            try scope.setRest(stored.rest, settled: reason, debtor: nil, of: id)
            try scope.record("set-aside", "payment \(id)", at: clock.now, actor: actor)
        }
    }

    private static func unknownPayment(_ id: PaymentID) -> Diagnostic {
        Diagnostic(
            "payment.unknown", place: "payment \(id)", found: "no such payment",
            expected: "an id from the list", remedy: "see: purr payments")
    }
}

// MARK: - Customers and settings

/// What a person chooses for a customer; nil leaves it as it is.
public struct CustomerChoices: Sendable {
    public var kind: DebtorKind?
    public var language: Language?
    public var tone: Tone?
    public var plan: Plan.Name?
    public var email: String?
    /// Empty text ends the exemption.
    public var exempt: String?
    /// The ledger's balance has been looked at.
    public var acceptsBalance = false

    public init() {}
}

extension BookDesk {
    public func change(customer number: String, _ choices: CustomerChoices) throws -> Debtor {
        try write { scope in
            guard var debtor = try scope.debtor(number: number) else {
                throw Diagnostic(
                    "customer.unknown", place: "customer \(number)", found: "no such customer",
                    expected: "a customer number in this book",
                    remedy: "list them with: purr customers")
            }
            if let kind = choices.kind { debtor.kind = kind }
            if let language = choices.language { debtor.language = language }
            if let tone = choices.tone { debtor.tone = tone }
            if let plan = choices.plan { debtor.plan = plan }
            if let email = choices.email { debtor.email = email }
            if let exempt = choices.exempt { debtor.exempt = exempt.isEmpty ? nil : exempt }
            if choices.acceptsBalance { debtor.ledgerDifference = nil }
            try scope.setChoices(of: debtor)
            for stored in try scope.claims(debtor: debtor.id) {
                try scope.lookAgain(at: stored.claim.id, on: today)
            }
            try scope.record(
                "customer", "customer \(debtor.id)", at: clock.now, actor: actor)
            return debtor
        }
    }

    public func customers() throws -> [Debtor] { try read { try $0.debtors() } }

    public func notices(limit: Int = 100) throws -> [OutboxNotice] {
        try read { try $0.notices(limit: limit) }
    }

    public func journal() throws -> [JournalEntry] { try read { try $0.journal() } }
}

extension BookDesk {
    /// Changes what the book has chosen; every claim is looked at anew.
    public func change(_ record: BookRecord) throws {
        try write { scope in
            try scope.update(record)
            for stored in try scope.allClaims() where stored.nextDay != nil {
                try scope.lookAgain(at: stored.claim.id, on: today)
            }
            try scope.record("book", "changed", at: clock.now, actor: actor)
        }
    }

    /// The accounts that files have told of, and the day through which each is known.
    public func bankAccounts() throws -> [(account: AccountNumber, through: Day)] {
        try read { try $0.bankAccounts() }
    }
}

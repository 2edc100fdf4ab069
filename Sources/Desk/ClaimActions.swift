import Basics
import Claims
import Law
import Store
import Texts

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
        try read(.see, of: .nobody) { scope in
            if let id = try scope.claimID(invoice: name) { return id }
            if let number = Int64(name), let claim = try scope.claim(ClaimID(number)) {
                return claim.claim.id
            }
            throw Self.unknownClaim(name)
        }
    }

    /// The claim as it stands, or stood at the end of `asOf`.
    public func view(_ id: ClaimID, asOf: Day? = nil) throws -> ClaimView {
        try read(.see, of: .claim(id)) { try view(id, on: asOf ?? today, in: $0) }
    }

    func view(_ id: ClaimID, on day: Day, in scope: BookConnection) throws -> ClaimView {
        guard let stored = try scope.claim(id) else { throw Self.unknownClaim("\(id)") }
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

    /// All claims of the book with their statements, debtors in order.
    public func claims(onlyOpen: Bool) throws -> [DayItem] {
        try read(.see, of: .claims) { scope in
            let all = try scope.allClaims().filter { !onlyOpen || $0.nextDay != nil }
            let judged = try judge(all, in: scope, on: today)
            if onlyOpen { return judged.filter { $0.decision.verdict != .closed } }
            let restriction = try Restriction(self, in: scope)
            return judged.map(restriction.shown)
        }
    }
}

// MARK: - Customers and settings

/// What a person chooses for a customer; nil leaves it as it is.
public struct CustomerChoices: Sendable {
    public var kind: DebtorKind?
    public var language: Language?
    public var tone: Tone?
    /// Back to the company's rule; goes before `tone`.
    public var forgetsTone = false
    /// Empty text takes it away.
    public var branch: String?
    public var phone: String?
    public var plan: Plan.Name?
    public var email: String?
    /// Empty text ends the exemption.
    public var exempt: String?
    /// The ledger's balance has been looked at.
    public var acceptsBalance = false
    public var street: String?
    public var postcode: String?
    public var city: String?
    public var way: ContactWay?
    /// The last day the debtor is known to have used the e-mail address towards the creditor.
    public var emailUsed: Day?
    /// Addresses that have given letters back are right after all.
    public var forgetsFaults = false

    public init() {}
}

extension BookDesk {
    public func change(customer number: String, _ choices: CustomerChoices) throws -> Debtor {
        try write(.work) { scope in
            guard var debtor = try scope.debtor(number: number) else {
                throw Self.unknownCustomer(number)
            }
            let before = debtor
            if let kind = choices.kind { debtor.kind = kind }
            if let language = choices.language { debtor.language = language }
            debtor.tone = choices.forgetsTone ? nil : choices.tone ?? debtor.tone
            debtor.branch = choices.branch ?? debtor.branch
            debtor.phone = choices.phone ?? debtor.phone
            if let plan = choices.plan { debtor.plan = plan }
            if let email = choices.email { debtor.email = email }
            if let exempt = choices.exempt { debtor.exempt = exempt.isEmpty ? nil : exempt }
            if choices.acceptsBalance { debtor.ledgerDifference = nil }
            // A new address has not been used by anybody yet.
            if let email = choices.email, email != before.email { debtor.emailUsed = nil }
            debtor.street = choices.street ?? debtor.street
            debtor.postcode = choices.postcode ?? debtor.postcode
            debtor.city = choices.city ?? debtor.city
            debtor.way = choices.way ?? debtor.way
            debtor.emailUsed = choices.emailUsed ?? debtor.emailUsed
            try scope.setChoices(of: debtor)
            if choices.forgetsFaults { try scope.forgetFaults(of: debtor.id) }
            for stored in try scope.claims(debtor: debtor.id) {
                try scope.lookAgain(at: stored.claim.id, on: today)
            }
            try scope.record(
                "customer", "customer \(debtor.id)", at: clock.now, actor: actor)
            return debtor
        }
    }

    static func unknownCustomer(_ number: String) -> Diagnostic {
        Diagnostic(
            "customer.unknown", place: "customer \(number)", found: "no such customer",
            expected: "a customer number in this book", remedy: "list them with: purr customers")
    }

    /// In the order they came. Of those whose data are restricted, and who owe nothing, only the number is told.
    public func customers() throws -> [Debtor] {
        try read(.see, of: .customers) { scope in
            let restriction = try Restriction(self, in: scope)
            return try scope.debtors().map(restriction.shown)
        }
    }

    public func notices(limit: Int = 100) throws -> [OutboxNotice] {
        try read(.see, of: .letters) { try $0.notices(limit: limit) }
    }

    public func journal() throws -> [JournalEntry] {
        try read(.see, of: .nobody) { try $0.journal() }
    }
}

extension BookDesk {
    /// Changes what the book has chosen; every claim is looked at anew.
    public func change(_ record: BookRecord) throws {
        try write(.manage) { scope in
            try scope.update(record)
            for stored in try scope.allClaims() where stored.nextDay != nil {
                try scope.lookAgain(at: stored.claim.id, on: today)
            }
            try scope.record("book", "changed", at: clock.now, actor: actor)
        }
    }

}

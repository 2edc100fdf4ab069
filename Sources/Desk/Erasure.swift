import Basics
import Claims
import Law
import Store
import Texts

/// What has been kept long enough in a book.
public struct RetentionPlan: Sendable {
    /// By customer; those with nothing to delete are left out.
    public let customers: [ErasurePlan]
    /// Payments that are no customer's, whose payers go.
    public let strayPayments: [PaymentID]

    public var isEmpty: Bool { customers.isEmpty && strayPayments.isEmpty }
}

extension BookDesk {
    /// What would become of a customer's data if they asked to be forgotten today.
    ///
    /// - Throws: as ``subject(_:)``.
    public func erasurePlan(_ named: String) throws -> ErasurePlan {
        try read(.see, of: .customers) { scope in
            try requestedPlan(named, in: scope)
        }
    }

    /// Forgets a customer as far as the law allows: deletes what has no duty to be kept, restricts the rest. The audit chain
    /// holds: it has never had more than seals of what goes.
    ///
    /// - Returns: what became of what.
    /// - Throws: as ``subject(_:)``; `chain.changed` when something is not as it was written, and nothing is deleted.
    @discardableResult
    public func erase(_ named: String) throws -> ErasurePlan {
        try write(.manage) { scope in
            let plan = try requestedPlan(named, in: scope)
            try carryOut([plan], in: scope)
            try scope.record(
                "subject-erase", "customer \(plan.debtor.id), \(plan.told)", at: clock.now,
                actor: actor)
            return plan
        }
    }

    private func requestedPlan(
        _ named: String, in scope: BookConnection
    ) throws -> ErasurePlan {
        try ErasurePlan(
            subject(named, in: scope), in: scope, desk: self, shared: scope.sharedPayments(),
            isRequested: true)
    }

    /// Everything that has been kept long enough.
    public func retentionPlan() throws -> RetentionPlan {
        try read(.see, of: .customers) { try retentionPlan(in: $0) }
    }

    private func retentionPlan(in scope: BookConnection) throws -> RetentionPlan {
        let shared = try scope.sharedPayments()
        let customers = try scope.debtors().compactMap { debtor in
            let plan = try ErasurePlan(
                debtor, in: scope, desk: self, shared: shared, isRequested: false)
            return plan.isEmpty ? nil : plan
        }
        let strays = try scope.strayPayments().filter {
            RetentionClass.strayPayments.keptThrough(afterClaimEnded: $0.booked) < today
        }
        return RetentionPlan(customers: customers, strayPayments: strays.map(\.id))
    }

    /// Deletes what has been kept long enough.
    ///
    /// - Throws: `chain.changed` when something is not as it was written, and nothing is deleted.
    @discardableResult
    public func deleteExpired() throws -> RetentionPlan {
        try write(.manage) { scope in
            let plan = try retentionPlan(in: scope)
            try carryOut(plan.customers, strayPayments: plan.strayPayments, in: scope)
            if !plan.isEmpty {
                let strays = plan.strayPayments.count
                try scope.record(
                    "retention", "\(plan.customers.count) customers, \(strays) stray payments",
                    at: clock.now, actor: actor)
            }
            return plan
        }
    }

    private func carryOut(
        _ plans: [ErasurePlan], strayPayments: [PaymentID] = [], in scope: BookConnection
    ) throws {
        for plan in plans { try carryOut(plan, in: scope) }
        // All at once: payers of several customers are sealed together.
        try scope.erasePayers(of: plans.flatMap(\.payments) + strayPayments)
    }

    private func carryOut(_ plan: ErasurePlan, in scope: BookConnection) throws {
        for claim in plan.claimTexts { try scope.eraseTexts(of: claim) }
        for claim in plan.concerns { try scope.eraseConcerns(of: claim) }
        for letter in plan.letters { try scope.eraseContent(of: letter) }
        for mail in plan.mails { try scope.erase(mail) }
        let debtor = plan.debtor.id
        if plan.isContactErased { try scope.eraseContact(of: debtor) }
        if plan.isPersonErased {
            try scope.erasePerson(debtor, name: SubjectTexts(book.language).erasedName)
        }
        if plan.isRestricted { try scope.restrict(debtor, from: today) }
    }
}

extension ErasurePlan {
    /// For the journal: kinds and counts, no names.
    var told: String {
        let parts = lines.map { "\($0.fate.rawValue) \($0.count) \($0.kind.rawValue)" }
        return (parts + (isPersonErased ? ["delete person"] : [])).joined(separator: ", ")
    }
}

// MARK: - Numbers that need a key

extension BookDesk {
    /// Keeps a customer's birth number, sealed. The number is in no log and no journal entry.
    ///
    /// - Parameter why: what it is needed for; personopplysningsloven § 12 wants an objective need.
    /// - Throws: `Diagnostic` `subject.unknown`, `identity.form`, `identity.why`.
    public func setIdentity(_ text: String, of named: String, key: FieldKey, why: String) throws {
        guard let number = PersonNumber(text) else {
            throw Diagnostic(
                "identity.form", place: "customer \(named)", found: "\(text.count) characters",
                expected: "eleven digits with right check digits",
                remedy: "look at the digits and try again")
        }
        guard !why.isEmpty else {
            throw Diagnostic(
                "identity.why", place: "customer \(named)", found: "no reason",
                expected: "what the number is needed for", remedy: "say it with --why")
        }
        try write(.work) { scope in
            let debtor = try subject(named, in: scope)
            try scope.set(
                number, of: debtor.id, key: key, why: why, at: clock.now, actor: actor)
            try scope.record(
                "identity", "customer \(debtor.id) kept", at: clock.now, actor: actor)
        }
    }

    /// A customer's birth number; that it was shown is noted in the journal.
    ///
    /// - Throws: `Diagnostic` `subject.unknown`, `identity.none`, `key.wrong`.
    public func identity(of named: String, key: FieldKey) throws -> PersonNumber {
        try write(.work) { scope in
            let debtor = try subject(named, in: scope)
            guard let number = try scope.identity(of: debtor.id, key: key) else {
                throw Diagnostic(
                    "identity.none", place: "customer \(debtor.number)", found: "no birth number",
                    expected: "one that was kept", remedy: "purr customer-id set")
            }
            try scope.record(
                "identity", "customer \(debtor.id) shown", at: clock.now, actor: actor)
            return number
        }
    }

    /// Takes a customer's birth number out of the book.
    ///
    /// - Throws: `Diagnostic` `subject.unknown`.
    public func forgetIdentity(of named: String) throws {
        try write(.work) { scope in
            let debtor = try subject(named, in: scope)
            try scope.eraseIdentity(of: debtor.id)
            try scope.record(
                "identity", "customer \(debtor.id) deleted", at: clock.now, actor: actor)
        }
    }
}

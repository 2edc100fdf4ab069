import Basics
import Claims
import Law
import Store

/// What a person makes of an e-mail. The reason may be empty: then the mail itself is named.
public enum MailDecision: Sendable {
    /// Everything stops on its claims until the objection has been assessed.
    case objection(reason: String)
    case promise(by: Day, reason: String)
    /// The customer needs care: nothing more is sent on any open claim until a person resumes, and the mail's words are erased,
    /// for illness and need are no business of a ledger.
    case hardship(reason: String)
    /// Read, and nothing follows.
    case done(reason: String)

    var name: String {
        switch self {
        case .objection: "objection"
        case .promise: "promise"
        case .hardship: "hardship"
        case .done: "done"
        }
    }

    private var reason: String {
        switch self {
        case .objection(let reason), .promise(_, let reason), .hardship(let reason),
            .done(let reason):
            reason
        }
    }

    /// What the claims are told; nil when nothing is.
    func action(_ mail: MailID) -> ClaimAction? {
        let why = reason.isEmpty ? "e-mail \(mail)" : reason
        switch self {
        case .objection: return .dispute(reason: why)
        case .promise(let day, _): return .promise(by: day, reason: why)
        case .hardship: return .pause(until: nil, reason: why)
        case .done: return nil
        }
    }
}

extension BookDesk {
    /// Says which claims an e-mail is about, in place of what was found.
    ///
    /// - Throws: `Diagnostic` `inbox.unknown`, `inbox.claims` when the claims are several customers'.
    public func attach(_ id: MailID, to claims: [ClaimID]) throws {
        try write(.work) { scope in
            let mail = try mail(id, in: scope)
            let found = try claims.map { claim in
                guard let stored = try scope.claim(claim) else {
                    throw Self.unknownClaim("\(claim)")
                }
                return stored.claim
            }
            let debtors = Set(found.map(\.debtor))
            guard debtors.count == 1 else {
                throw Diagnostic(
                    "inbox.claims", place: "mail \(id)",
                    found: "claims of \(debtors.count) customers",
                    expected: "claims of one customer", remedy: "name one customer's claims")
            }
            try scope.attach(mail.id, to: claims, of: Array(debtors), foundBy: "person")
            try scope.record("inbox-attach", "mail \(id)", at: clock.now, actor: actor)
        }
    }

    /// A person has read an e-mail and says what comes of it. Its claims are told, and letters that it held may go again
    /// when nothing else holds them.
    ///
    /// - Returns: the invoices that were told.
    /// - Throws: `Diagnostic` `inbox.unknown`, `inbox.done` when somebody was faster, `inbox.no-claim` when nobody has said
    ///   which claims it is about, and what the claims' own action throws.
    public func conclude(_ id: MailID, _ decision: MailDecision) throws -> [String] {
        try write(.work) { scope in
            let mail = try mail(id, in: scope)
            guard
                try scope.close(id, outcome: decision.name, at: clock.now, actor: actor)
            else {
                throw Diagnostic(
                    "inbox.done", place: "mail \(id)", found: mail.outcome ?? "done",
                    expected: "an e-mail that waits", remedy: "see: purr inbox")
            }
            var invoices: [String] = []
            if let action = decision.action(id) {
                let since = day(of: mail, decision)
                for claim in try claims(of: mail, decision, in: scope) {
                    let rules = ActionRules(claim, law: law, today: today, day: since)
                    try scope.append(
                        try rules.events(action).map { (claim.id, since, $0) }, at: clock.now)
                    invoices.append(claim.invoice)
                }
            }
            if case .hardship = decision { try scope.eraseText(of: id) }
            for debtor in mail.debtors {
                for stored in try scope.claims(debtor: debtor) where stored.nextDay != nil {
                    try scope.lookAgain(at: stored.claim.id, on: today)
                }
            }
            try scope.record(
                "inbox-\(decision.name)",
                "mail \(id)" + (mail.claims.map { " claim \($0)" }).joined(), at: clock.now,
                actor: actor)
            return invoices
        }
    }

    /// An objection holds from the day it was written, when that is told credibly; all else from today.
    private func day(of mail: StoredMail, _ decision: MailDecision) -> Day {
        guard case .objection = decision else { return today }
        let taken = Clock.day(of: mail.at)
        guard let sentAt = mail.sentAt else { return min(taken, today) }
        let sent = Clock.day(of: sentAt)
        // A message says any date; one that is late by more than a quarter is not believed.
        return sent <= taken && taken - sent <= 92 ? sent : min(taken, today)
    }

    /// The claims a decision is about: those the mail was found to be about; for care, all that are open.
    private func claims(
        of mail: StoredMail, _ decision: MailDecision, in scope: BookConnection
    ) throws -> [Claim] {
        var claims = try mail.claims.compactMap { try scope.claim($0)?.claim }
        if case .hardship = decision, !mail.isUnattached {
            claims = try mail.debtors.flatMap { try scope.claims(debtor: $0) }.map(\.claim)
                .filter { Statement(of: $0, on: today, law: law).toPay > .zero }
        }
        guard !claims.isEmpty else {
            throw Diagnostic(
                "inbox.no-claim", place: "mail \(mail.id)", found: "no claim that it is about",
                expected: "a claim", remedy: "say which: purr inbox attach \(mail.id) INVOICE")
        }
        return claims
    }
}

import Basics
import Claims
import Law
import Store

/// An old claim and where it seems to belong.
public struct BacklogItem: Sendable {
    public let claim: Claim
    public let debtor: Debtor
    /// The day it came into the book.
    public let came: Day
    public let sorting: Backlog.Sorting
}

/// The claims that were overdue when they came into the book and that no letter of ours speaks of.
public struct BacklogReport: Sendable {
    public let day: Day
    /// Hardest first: what must be looked into before what may be reminded about, and that before what may be left; within a
    /// pile what lapses soonest, what has most against it, the largest.
    public let items: [BacklogItem]

    /// Those that nothing is sent on before a person has answered.
    public var asked: [BacklogItem] { items.filter(\.sorting.isAsked) }
    /// Those that a person has put in a pile.
    public var answered: [BacklogItem] { items.filter { $0.sorting.answer != nil } }
    /// Those that nobody needs to be asked about: they were not overdue for long.
    public var others: [BacklogItem] {
        items.filter { !$0.sorting.isAsked && $0.sorting.answer == nil }
    }
}

extension BookDesk {
    /// The backlog, sorted; reads only.
    public func backlog() throws -> BacklogReport {
        try read(.see, of: .claims) { scope in try backlog(of: scope.backlog(), in: scope) }
    }

    private func backlog(
        of stored: [StoredClaim], in scope: BookConnection
    ) throws -> BacklogReport {
        let surroundings = try Surroundings(scope, of: stored)
        var known: (debtor: Debtor, neighbours: Backlog.Neighbours, accounts: [String])?
        var items: [BacklogItem] = []
        for item in stored {
            if known?.debtor.id != item.claim.debtor {
                known = try scope.debtor(item.claim.debtor).map { debtor in
                    let all = try scope.claims(debtor: debtor.id).map(\.claim)
                    return (
                        debtor, Backlog.Neighbours(all, law: law, on: today),
                        try surroundings.accounts(of: debtor.id, in: scope)
                    )
                }
            }
            guard let known, let came = item.came else { continue }
            let sorting = Backlog.sort(
                item.claim, policy: policy(for: known.debtor), neighbours: known.neighbours,
                law: law, today: today,
                circumstances: surroundings.circumstances(
                    item.claim, known.debtor, known.accounts, law: law, on: today))
            guard let sorting else { continue }
            items.append(
                BacklogItem(
                    claim: item.claim, debtor: known.debtor, came: came, sorting: sorting))
        }
        return BacklogReport(day: today, items: items.sorted { $0.isHarder(than: $1) })
    }

    /// Puts every claim that waits and seems to belong to a pile there.
    ///
    /// What is weighed is what stands in the book at that moment, not what a person has seen a while ago.
    ///
    /// - Returns: the claims, as they were sorted.
    public func accept(
        _ pile: BacklogPile, reason: String, dryRun: Bool = false
    ) throws -> [BacklogItem] {
        try requireReason(reason)
        return try write(.work, dryRun: dryRun) { scope in
            let chosen = try backlog(of: scope.backlog(), in: scope).asked
                .filter { $0.sorting.pile == pile }
            try put(chosen, in: pile, reason: reason, scope)
            return chosen
        }
    }

    /// Puts old claims in a pile, whatever was proposed and whether or not they wait.
    ///
    /// - Throws: `Diagnostic` `golive.reason` when none is given, `golive.not-old` for a claim that was not overdue when it came, is
    ///   paid or given up, or has a letter.
    public func sort(
        _ claims: [ClaimID], as pile: BacklogPile, reason: String, dryRun: Bool = false
    ) throws -> [BacklogItem] {
        try requireReason(reason)
        return try write(.work, dryRun: dryRun) { scope in
            let all = try backlog(of: scope.backlog(), in: scope).items
            let chosen = try claims.map { id in
                guard let item = all.first(where: { $0.claim.id == id }) else {
                    let name = try scope.claim(id)?.claim.invoice ?? "\(id)"
                    throw Diagnostic(
                        "golive.not-old", place: "claim \(name)",
                        found: "a claim that is no part of the backlog",
                        expected:
                            "one that was overdue when it came, is still open and has had no letter",
                        remedy: "see: purr golive --all")
                }
                return item
            }
            try put(chosen, in: pile, reason: reason, scope)
            return chosen
        }
    }

    /// Takes back where claims were put: those named, or all that were sorted last.
    ///
    /// A letter that has been approved on one since is called back before it leaves; one that has left has left.
    ///
    /// - Returns: the claims that nobody has sorted any more.
    public func unsort(
        _ claims: [ClaimID]? = nil, reason: String, dryRun: Bool = false
    ) throws -> [ClaimID] {
        try write(.work, dryRun: dryRun) { scope in
            let ids = try claims ?? scope.lastSorted()
            let sorted = try ids.filter { id in
                guard let claim = try scope.claim(id)?.claim else {
                    throw Self.unknownClaim("\(id)")
                }
                return claim.sortedPile(on: today) != nil
            }
            try note(.sorted(nil, why: reason), on: sorted, "undo", scope)
            return sorted
        }
    }

    private func put(
        _ items: [BacklogItem], in pile: BacklogPile, reason: String, _ scope: BookConnection
    ) throws {
        guard !items.isEmpty else { return }
        try scope.beginSorting()
        try note(
            .sorted(pile, why: reason), on: items.map(\.claim.id), pile.rawValue, scope)
    }

    private func note(
        _ event: Fact.Event, on claims: [ClaimID], _ what: String, _ scope: BookConnection
    ) throws {
        guard !claims.isEmpty else { return }
        try scope.append(claims.map { ($0, today, event) }, at: clock.now)
        for id in claims { try scope.lookAgain(at: id, on: today) }
        try scope.record(
            "golive", "\(what): claims \(Self.ranges(claims.map(\.number)))", at: clock.now,
            actor: actor)
    }

    private func requireReason(_ reason: String) throws {
        guard reason.isEmpty else { return }
        throw Diagnostic(
            "golive.reason", place: "golive", found: "no reason",
            expected: "a reason, so that others understand it later",
            remedy: "add one with --reason")
    }

    /// `1–14, 17`: numbers as short as they can be told.
    static func ranges(_ numbers: [Int64]) -> String {
        var ranges: [ClosedRange<Int64>] = []
        for number in numbers.sorted() {
            if let last = ranges.last, number <= last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, number)
            } else {
                ranges.append(number...number)
            }
        }
        return ranges.map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
        }.joined(separator: ", ")
    }
}

extension BacklogItem {
    fileprivate func isHarder(than other: BacklogItem) -> Bool {
        if sorting.place != other.sorting.place { return rank < other.rank }
        let far = Day(9999, 12, 31)
        let (mine, theirs) = (sorting.lapses ?? far, other.sorting.lapses ?? far)
        if mine != theirs { return mine < theirs }
        if sorting.reasons.count != other.sorting.reasons.count {
            return sorting.reasons.count > other.sorting.reasons.count
        }
        if sorting.statement.toPay != other.sorting.statement.toPay {
            return sorting.statement.toPay > other.sorting.statement.toPay
        }
        return claim.id.number < other.claim.id.number
    }

    private var rank: Int {
        switch sorting.place {
        case .ask: 0
        case .remind: 1
        case .leave: 2
        }
    }
}

import Basics
import Claims
import Foundation
import Store

/// What a job came to, in counts: it may be told of across books.
public struct JobOutcome: Hashable, Codable, Sendable {
    /// Letters that may go and wait for a person to approve them.
    public var ready = 0
    /// Claims whose step has come but is held.
    public var held = 0
    /// Claims whose ladder is climbed.
    public var asking = 0
    public var attention = 0
    /// Claims that lapse soon, or have.
    public var lapsing = 0
    /// Why nothing may be approved today, by code.
    public var blocks: [String] = []
    /// Claims that had a new day: a pause or a promise that ran out, a step that is not due yet.
    public var moved = 0
    /// Letters that have left.
    public var sent = 0
    /// Letters called back, because their day or what they say is no longer true.
    public var recalled = 0
    /// Letters whose fate a person must see to.
    public var unsettled = 0
    /// Letters still in the outbox.
    public var waiting = 0

    public init() {}

    public static func += (sum: inout JobOutcome, part: JobOutcome) {
        sum.ready += part.ready
        sum.held += part.held
        sum.asking += part.asking
        sum.attention += part.attention
        sum.lapsing += part.lapsing
        sum.moved += part.moved
        sum.sent += part.sent
        sum.recalled += part.recalled
        sum.unsettled += part.unsettled
        sum.waiting += part.waiting
    }

    fileprivate mutating func add(_ work: WorkOutcome) {
        sent += work.count(.sent)
        recalled += work.count(.recalled)
        waiting += work.waiting + work.count(.waiting) + work.outsideHours
        unsettled += work.items.count { item in
            switch item.state {
            case .failed, .uncertain, .bounced: item.instead == nil
            case .planned, .approved, .waiting, .sending, .sent, .delivered, .returned, .recalled:
                false
            }
        }
    }

    fileprivate mutating func add(_ report: DayReport) {
        ready = report.bundles.count
        held = report.held.count
        asking = report.asking.count
        attention = report.attention.count
        lapsing = report.lapsing.count
        blocks = report.blocks.map(\.code)
    }

    fileprivate var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension BookDesk {
    /// Does a job in its book: sends what is approved and may leave, and on the night's run looks at every claim whose day has come.
    ///
    /// Nothing is approved by itself. On most days most books have nothing to send: then all of it is one transaction. However many
    /// days were missed, the run is for today: a claim gets its next step and no other, and what should have left earlier is
    /// called back, for its day is over.
    ///
    /// - Parameters:
    ///   - post: the book's channels; asked for only when a letter may leave.
    ///   - dryRun: the same, rolled back; no channel is asked.
    /// - Throws: `Diagnostic` `job.lost` when another worker has the job by now.
    static func perform(
        _ lease: JobLease, in database: Database, as identity: Actor, clock: Clock,
        post: (BookDesk) throws -> Post
    ) async throws -> JobOutcome {
        let (opened, quiet) = try database.write(
            book: lease.book, by: Author(identity.name, at: clock.now)
        ) { scope in
            try scope.hold(lease)
            let desk = try open(database, in: scope, as: identity, clock: clock)
            return (desk, try desk.finishQuietly(lease, in: scope))
        }
        if let quiet { return quiet }
        let desk = opened.holding(lease)
        var outcome = JobOutcome()
        outcome.add(try await desk.work(try post(desk)))
        return try desk.write(.send) { try desk.finish(lease, outcome, in: $0) }
    }

    /// What the night's run would come to in a book: the same path, rolled back.
    ///
    /// - Returns: nil when it has been done.
    static func rehearseNight(
        _ book: Int64, in database: Database, worker: String, as identity: Actor, clock: Clock,
        post: (BookDesk) throws -> Post
    ) async throws -> JobOutcome? {
        let (opened, quiet, isDone) = try database.write(
            book: book, by: Author(identity.name, at: clock.now), dryRun: true
        ) { scope in
            let lease = try scope.take(
                .nightly, run: Int64(clock.today.number), worker: worker,
                seconds: leaseSeconds, at: clock.now)
            let desk = try open(database, in: scope, as: identity, clock: clock).dryRun
            let quiet = try lease.flatMap { try desk.finishQuietly($0, in: scope) }
            return (desk, quiet, lease == nil)
        }
        if isDone || quiet != nil { return quiet }
        var outcome = JobOutcome()
        outcome.add(try await opened.work(try post(opened)))
        return try opened.write(.send) { try opened.closeDay(outcome, in: $0) }
    }

    /// - Returns: nil, having done nothing, when there is a letter to send or to call back.
    private func finishQuietly(_ lease: JobLease, in scope: BookConnection) throws -> JobOutcome? {
        let post = try scope.outboxState()
        if post.sending > 0 || post.oldestPlanned.map({ $0 < today }) ?? false
            || post.nextLeavesAt.map({ $0 <= clock.now }) ?? false
        {
            return nil
        }
        var outcome = JobOutcome()
        outcome.waiting = post.waiting
        return try finish(lease, outcome, in: scope)
    }

    private func finish(
        _ lease: JobLease, _ sent: JobOutcome, in scope: BookConnection
    ) throws -> JobOutcome {
        let outcome =
            switch lease.kind {
            case .nightly: try closeDay(sent, in: scope)
            case .send, .hand: sent
            }
        try scope.finish(lease, summary: outcome.json, at: clock.now)
        return outcome
    }

    /// Decides every claim whose day has come and moves on those that have nothing to say.
    private func closeDay(_ sent: JobOutcome, in scope: BookConnection) throws -> JobOutcome {
        let day = today
        let stored = try scope.claimsDue(on: day)
        let surroundings = try Surroundings(scope, of: stored)
        let judged = try judge(stored, within: surroundings, in: scope, on: day)
        var outcome = sent
        outcome.add(try report(judged, within: surroundings, in: scope, on: day))
        outcome.moved = try settle(judged, in: scope, on: day)
        return outcome
    }
}

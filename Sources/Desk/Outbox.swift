import Basics
import Claims
import Law
import Letters
import Store

/// What became of the letters whose time had come.
public struct WorkOutcome: Sendable {
    public struct Item: Sendable {
        public let notice: OutboxNotice
        public let state: OutboxNotice.State
        /// The channel's receipt, or why the letter was stopped.
        public let detail: String
        /// The letter that goes another way instead; nil for none.
        public var instead: NoticeID?
    }
    public var items: [Item] = []
    /// Letters still within their undo window, and when the first of them leaves.
    public var waiting = 0
    public var nextLeavesAt: Int64?
    /// Letters that wait for decent hours, and when those begin.
    public var outsideHours = 0
    public var hoursBegin: (day: Day, minute: Int)?

    public func count(_ state: OutboxNotice.State) -> Int { items.count { $0.state == state } }
}

extension BookDesk {
    /// Calls back letters that have not left: those named, or all that wait.
    ///
    /// - Returns: the letters called back. What has left stays sent.
    public func undo(_ notices: [NoticeID]? = nil) throws -> [OutboxNotice] {
        try write(.note) { scope in
            let waiting = try scope.notices(in: OutboxNotice.State.before)
            let chosen = notices.map { ids in waiting.filter { ids.contains($0.id) } } ?? waiting
            for notice in chosen { try callBack(notice, why: "undone", in: scope) }
            if !chosen.isEmpty {
                try scope.record("undo", "\(chosen.count) letters", at: clock.now, actor: actor)
            }
            return chosen
        }
    }

    private func callBack(_ notice: OutboxNotice, why: String, in scope: BookConnection) throws {
        let isMoved = try scope.move(
            notice.id, from: OutboxNotice.State.before, to: .recalled, at: clock.now, receipt: why)
        if isMoved { try note(.recalled(notice.id, why: why), on: notice, in: scope) }
    }

    /// Appends what became of a letter to each of its claims, whose turn comes anew.
    func note(_ event: Fact.Event, on notice: OutboxNotice, in scope: BookConnection) throws {
        let claims = try scope.claims(of: notice.id)
        try scope.append(claims.map { ($0, notice.letterDay, event) }, at: clock.now)
        for claim in claims { try scope.lookAgain(at: claim, on: notice.letterDay) }
        if case .recalled = event { try makeRoom(instead: notice, in: scope) }
    }

    /// A letter that reached nobody is none of those a debtor may have in a week: another may go instead.
    func makeRoom(instead notice: OutboxNotice, in scope: BookConnection) throws {
        guard book.contactLimit > 0 else { return }
        try scope.lookAgain(atClaimsOf: notice.debtor, on: max(today, notice.letterDay))
    }

    /// Sends every letter whose undo window is over.
    ///
    /// Each letter is looked at once more: if money, an objection or a pause has come since it was approved,
    /// it is called back. Then its bytes are kept, it is marked as sending, and that is committed before the channel is
    /// asked, so that a crash can never lead to it being sent twice unseen. A letter whose address refuses it goes another
    /// way, if the debtor can be reached by one.
    ///
    /// One Purr at a time does this in a book; others wait for it. A dry run tells what would leave; no channel is asked.
    /// - Parameter patience: how long another is waited for, in seconds.
    /// - Throws: `Diagnostic` `job.running` when another has not ended within that time.
    public func work(
        _ post: Post, ignoringWindow: Bool = false, patience: Int = 60,
        progress: ProgressHandler = { _ in }
    ) async throws -> WorkOutcome {
        guard lease == nil else { return try await send(post, ignoringWindow, progress) }
        return try await holdingBook(patience: patience) { desk in
            try await desk.send(post, ignoringWindow, progress)
        }
    }

    private func send(
        _ post: Post, _ ignoringWindow: Bool, _ progress: ProgressHandler
    ) async throws -> WorkOutcome {
        var outcome = WorkOutcome()
        // Nobody else is at the book, so what is under way there was broken off.
        try await resumeInterrupted(post, &outcome)
        try finishOtherWays(&outcome)
        try callBackForgotten(&outcome)
        let waiting = try read(.see, of: .nobody) { try $0.notices(in: [.approved, .waiting]) }
        let now = clock.now
        let ready = waiting.filter { ignoringWindow || $0.leavesAt <= now }
        outcome.waiting = waiting.count - ready.count
        outcome.nextLeavesAt = waiting.filter { !ignoringWindow && $0.leavesAt > now }
            .map(\.leavesAt).min()
        let resting = try rest(ready, post, &outcome)
        let leaving = ready.filter { !resting.contains($0.id) }
        outcome.items += try await send(leaving, post, progress)
        try settleQuietClaims()
        return outcome
    }

    /// Sends letters, as many at once as the channels take; what became of them is told in their order.
    private func send(
        _ notices: [OutboxNotice], _ post: Post, _ progress: ProgressHandler
    ) async throws -> [WorkOutcome.Item] {
        try await withThrowingTaskGroup(of: (Int, WorkOutcome.Item?).self) { group in
            var items: [Int: WorkOutcome.Item] = [:]
            var done = 0
            for (index, notice) in notices.enumerated() {
                if index >= post.width, let (place, item) = try await group.next() {
                    items[place] = item
                    done += 1
                    progress(Progress(.sending, done: done, total: notices.count))
                }
                group.addTask { (index, try await send(notice, post)) }
            }
            for try await (place, item) in group {
                items[place] = item
                done += 1
                progress(Progress(.sending, done: done, total: notices.count))
            }
            return items.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// Letters that waited for a second person and were not approved on their day.
    private func callBackForgotten(_ outcome: inout WorkOutcome) throws {
        outcome.items += try write(.send) { scope in
            try scope.notices(in: [.planned]).filter { $0.letterDay < today }.map { notice in
                let why = "nobody else approved it on \(notice.letterDay.iso)"
                try callBack(notice, why: why, in: scope)
                return WorkOutcome.Item(notice: notice, state: .recalled, detail: why)
            }
        }
    }

    /// Letters that go by mail wait when it is night, Sunday or a holiday, and leave by themselves when it is not.
    private func rest(
        _ ready: [OutboxNotice], _ post: Post, _ outcome: inout WorkOutcome
    ) throws -> Set<NoticeID> {
        let now = clock.now
        let minute = Clock.minute(of: now)
        if ready.isEmpty
            || SendingHours.mayLeave(Clock.day(of: now), minute: minute, law.conventions)
        {
            return []
        }
        let begin = SendingHours.next(Clock.day(of: now), minute: minute)
        let resting = try write(.send) { scope in
            let electronic = try ready.filter {
                try route($0, post, in: scope).1.isElectronic
            }
            for notice in electronic {
                _ = try scope.move(
                    notice.id, from: [.approved], to: .waiting, at: now, receipt: "decent hours")
            }
            if !electronic.isEmpty {
                try scope.planSending(
                    dueAt: Clock.instant(begin.day, minute: begin.minute), at: now)
            }
            return Set(electronic.map(\.id))
        }
        outcome.outsideHours = resting.count
        if !resting.isEmpty { outcome.hoursBegin = begin }
        return resting
    }

    /// How the letter goes, by what is known of the debtor now.
    private func route(
        _ notice: OutboxNotice, _ post: Post, in scope: BookConnection
    ) throws -> (ContactWay, any Channel) {
        guard let debtor = try scope.debtor(notice.debtor) else { return (.print, post.folder) }
        let faults = try scope.addressFaults()[debtor.id, default: []]
        return post.route(
            for: notice.step, to: debtor.reach(without: faults.map { ($0.way, $0.address) }),
            on: notice.letterDay)
    }

    /// Letters that were being sent when Purr stopped: a channel that can repeat safely does; with any other,
    /// nobody knows whether they left, so a person decides.
    private func resumeInterrupted(_ post: Post, _ outcome: inout WorkOutcome) async throws {
        for notice in try read(.see, of: .nobody, { try $0.notices(in: [.sending]) }) {
            if isDryRun {
                outcome.items.append(.init(notice: notice, state: .sending, detail: ""))
                // On another day its date and deadline would be wrong if it had not left.
            } else if notice.letterDay == today,
                let channel = notice.channel.flatMap(post.channel(named:)), channel.isRepeatable
            {
                let message = try message(of: notice, post)
                outcome.items.append(try await deliver(notice, message, channel))
            } else {
                let detail = "interrupted while sending"
                try write(.send) { scope in
                    _ = try scope.move(
                        notice.id, from: [.sending], to: .uncertain, at: clock.now,
                        receipt: detail)
                }
                outcome.items.append(.init(notice: notice, state: .uncertain, detail: detail))
            }
        }
    }

    /// nil when another Purr took the letter first: what became of it is its to tell.
    private func send(_ notice: OutboxNotice, _ post: Post) async throws -> WorkOutcome.Item? {
        let request = try Self.decode(notice.request)
        // Made before the transaction: laying out a page is slow, and others want to write.
        let message = try message(of: notice, post)
        let parts = try LetterContent.parts(
            of: message, picture: try logo(of: request)?.mail.png ?? [])
        let start: Start = try write(.send) { scope in
            if let why = try reasonToStop(notice, request, in: scope) {
                try callBack(notice, why: why, in: scope)
                return .stopped(why)
            }
            let (way, channel) = try route(notice, post, in: scope)
            let isMine = try scope.move(
                notice.id, from: [.approved, .waiting], to: .sending, at: clock.now,
                channel: channel.name, way: way, hash: Digest.sha256(message.email),
                isAttempt: true)
            guard isMine else { return .taken }
            try scope.keep(parts, of: notice.id)
            return .mine(channel)
        }
        switch start {
        case .mine(let channel) where isDryRun:
            return .init(notice: notice, state: .sending, detail: channel.name)
        case .mine(let channel): return try await deliver(notice, message, channel)
        case .taken: return nil
        case .stopped(let why): return .init(notice: notice, state: .recalled, detail: why)
        }
    }

    private enum Start {
        case mine(any Channel)
        case taken
        case stopped(String)
    }

    /// Why an approved letter must not leave after all; nil when it may.
    private func reasonToStop(
        _ notice: OutboxNotice, _ request: LetterRequest, in scope: BookConnection
    ) throws -> String? {
        if notice.letterDay != today {
            return "the letter is dated \(notice.letterDay.iso) and did not leave that day"
        }
        // Anyone may be among those a lump sum pays for.
        if try scope.hasLumpSum(readAfter: notice.approvedAt) { return "bank.lump-sum" }
        let stored = try scope.claims(of: notice.id).compactMap { try scope.claim($0) }
        // What would be decided had this letter not been approved?
        let bare = stored.map { item in
            item.with(facts: item.claim.facts.filter { !isOwn($0, notice) })
        }
        let judged = try judge(
            bare, in: scope, on: notice.letterDay, besides: notice.id)
        guard judged.count == stored.count else { return "the claim is gone" }
        for (item, now) in zip(stored, judged) {
            guard case .send(let proposal) = now.decision.verdict, proposal.step == notice.step
            else { return now.decision.reasons.first?.code ?? "the claim has changed" }
            let fee = item.claim.facts.compactMap { fact -> Money? in
                if case .noticed(let own) = fact.event, own.id == notice.id { own.fee } else { nil }
            }.sum()
            let stated = request.claims.first { $0.invoice == item.claim.invoice }?.toPay
            if stated != proposal.toPay - proposal.feeAmount + fee {
                return "the amount has changed"
            }
        }
        return nil
    }

    private func isOwn(_ fact: Fact, _ notice: OutboxNotice) -> Bool {
        if case .noticed(let own) = fact.event { own.id == notice.id } else { false }
    }
}

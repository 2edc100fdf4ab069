import Basics
import Claims
import Law
import Letters
import Store

/// Where messages go: e-mail when there is a mail server and an address, else the folder.
public struct Post: Sendable {
    public let mail: (any Channel)?
    public let folder: any Channel

    public init(mail: (any Channel)?, folder: any Channel) {
        self.mail = mail
        self.folder = folder
    }

    /// The channel for a letter.
    ///
    /// A collection notice or payment demand may go by e-mail only to an address the debtor has recently used;
    /// nobody has told Purr of such a one yet, so they go to the folder, to be printed and posted.
    ///
    /// - Source: inkassoloven § 3 a (in writing, in a safe manner).
    func channel(for step: Step, email: String) -> any Channel {
        guard let mail, !email.isEmpty, step <= .reminder else { return folder }
        return mail
    }
}

/// What became of the letters whose time had come.
public struct WorkOutcome: Sendable {
    public struct Item: Sendable {
        public let notice: OutboxNotice
        public let state: OutboxNotice.State
        /// The channel's receipt, or why the letter was stopped.
        public let detail: String
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
        try write { scope in
            let waiting = try scope.notices(in: .waiting)
            let chosen = notices.map { ids in waiting.filter { ids.contains($0.id) } } ?? waiting
            for notice in chosen { try callBack(notice, why: "undone", in: scope) }
            if !chosen.isEmpty {
                try scope.record("undo", "\(chosen.count) letters", at: clock.now, actor: actor)
            }
            return chosen
        }
    }

    private func callBack(_ notice: OutboxNotice, why: String, in scope: BookConnection) throws {
        guard try scope.move(notice.id, from: .waiting, to: .recalled, at: clock.now, receipt: why)
        else { return }
        try note(.recalled(notice.id, why: why), on: notice, in: scope)
    }

    /// Appends what became of a letter to each of its claims, whose turn comes anew.
    private func note(
        _ event: Fact.Event, on notice: OutboxNotice, in scope: BookConnection
    ) throws {
        let claims = try scope.claims(of: notice.id)
        try scope.append(claims.map { ($0, notice.letterDay, event) }, at: clock.now)
        for claim in claims { try scope.lookAgain(at: claim, on: notice.letterDay) }
    }

    /// Sends every letter whose undo window is over.
    ///
    /// Each letter is looked at once more: if money, an objection or a pause has come since it was approved,
    /// it is called back. Then it is marked as sending and committed before the channel is asked, so
    /// that a crash can never lead to it being sent twice unseen.
    public func work(
        _ post: Post, ignoringWindow: Bool = false, progress: ProgressHandler = { _ in }
    ) async throws -> WorkOutcome {
        var outcome = WorkOutcome()
        try await resumeInterrupted(post, &outcome)
        let waiting = try read { try $0.notices(in: .waiting) }
        let now = clock.now
        let ready = waiting.filter { ignoringWindow || $0.leavesAt <= now }
        outcome.waiting = waiting.count - ready.count
        outcome.nextLeavesAt = waiting.filter { !ignoringWindow && $0.leavesAt > now }
            .map(\.leavesAt).min()
        for (index, notice) in ready.enumerated() {
            if try isOutsideHours(notice, post) {
                outcome.outsideHours += 1
                outcome.hoursBegin = SendingHours.next(today, minute: Clock.minute(of: clock.now))
                continue
            }
            if let item = try await send(notice, post) { outcome.items.append(item) }
            progress(Progress(.sending, done: index + 1, total: ready.count))
        }
        try settleQuietClaims()
        return outcome
    }

    /// True when the letter goes by mail and it is night, Sunday or a holiday.
    private func isOutsideHours(_ notice: OutboxNotice, _ post: Post) throws -> Bool {
        let request = try Self.decode(notice.request)
        guard post.channel(for: notice.step, email: request.debtor.email).isElectronic else {
            return false
        }
        let now = clock.now
        return !SendingHours.mayLeave(
            Clock.day(of: now), minute: Clock.minute(of: now), law.conventions)
    }

    /// Letters that were being sent when Purr stopped: a channel that can repeat safely does; with any other,
    /// nobody knows whether they left, so a person decides.
    private func resumeInterrupted(_ post: Post, _ outcome: inout WorkOutcome) async throws {
        for notice in try read({ try $0.notices(in: .sending) }) {
            let request = try Self.decode(notice.request)
            let channel = post.channel(for: notice.step, email: request.debtor.email)
            if channel.isRepeatable, notice.channel == channel.name {
                outcome.items.append(try await deliver(notice, request, channel))
            } else {
                let detail = "interrupted while sending"
                try write { scope in
                    _ = try scope.move(
                        notice.id, from: .sending, to: .uncertain, at: clock.now, receipt: detail)
                }
                outcome.items.append(.init(notice: notice, state: .uncertain, detail: detail))
            }
        }
    }

    /// nil when another Purr took the letter first: what became of it is its to tell.
    private func send(_ notice: OutboxNotice, _ post: Post) async throws -> WorkOutcome.Item? {
        let request = try Self.decode(notice.request)
        let channel = post.channel(for: notice.step, email: request.debtor.email)
        let start: Start = try write { scope in
            if let why = try reasonToStop(notice, request, in: scope) {
                try callBack(notice, why: why, in: scope)
                return .stopped(why)
            }
            let isMine = try scope.move(
                notice.id, from: .waiting, to: .sending, at: clock.now, channel: channel.name,
                isAttempt: true)
            return isMine ? .mine : .taken
        }
        switch start {
        case .mine: return try await deliver(notice, request, channel)
        case .taken: return nil
        case .stopped(let why): return .init(notice: notice, state: .recalled, detail: why)
        }
    }

    private enum Start {
        case mine, taken
        case stopped(String)
    }

    /// Why an approved letter must not leave after all; nil when it may.
    private func reasonToStop(
        _ notice: OutboxNotice, _ request: LetterRequest, in scope: BookConnection
    ) throws -> String? {
        if notice.letterDay != today {
            return "the letter is dated \(notice.letterDay.iso) and did not leave that day"
        }
        let stored = try scope.claims(of: notice.id).compactMap { try scope.claim($0) }
        // What would be decided had this letter not been approved?
        let bare = stored.map { item in
            StoredClaim(
                claim: item.claim.with(facts: item.claim.facts.filter { !isOwn($0, notice) }),
                listedThrough: item.listedThrough, nextDay: item.nextDay)
        }
        let judged = try judge(bare, in: scope, on: notice.letterDay)
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

    private func deliver(
        _ notice: OutboxNotice, _ request: LetterRequest, _ channel: any Channel
    ) async throws -> WorkOutcome.Item {
        let message = try OutgoingMessage(request, sentAt: notice.approvedAt, book: book)
        let result: Result<DeliveryReceipt, DeliveryFailure>
        do throws(DeliveryFailure) {
            result = .success(try await channel.deliver(message))
        } catch {
            result = .failure(error)
        }
        return try write { scope in
            switch result {
            case .success(let receipt):
                return try noteDelivered(notice, message, receipt, in: scope)
            case .failure(let failure): return try noteFailed(notice, failure, in: scope)
            }
        }
    }

    private func noteDelivered(
        _ notice: OutboxNotice, _ message: OutgoingMessage, _ receipt: DeliveryReceipt,
        in scope: BookConnection
    ) throws -> WorkOutcome.Item {
        let moved = try scope.move(
            notice.id, from: .sending, to: .sent, at: clock.now, receipt: receipt.detail,
            hash: Digest.sha256(message.email))
        if moved { try note(.delivered(notice.id), on: notice, in: scope) }
        return .init(notice: notice, state: .sent, detail: receipt.detail)
    }

    private func noteFailed(
        _ notice: OutboxNotice, _ failure: DeliveryFailure, in scope: BookConnection
    ) throws -> WorkOutcome.Item {
        switch failure.outcome {
        case .temporary:
            _ = try scope.move(
                notice.id, from: .sending, to: .waiting, at: clock.now, receipt: failure.detail)
            // Five minutes, then ten, twenty …, at most four hours: the day is what limits it.
            let wait = Int64(300) << Int64(min(notice.attempts, 6))
            try scope.postpone(notice.id, until: clock.now + min(wait, 14_400))
            return .init(notice: notice, state: .waiting, detail: failure.detail)
        case .permanent:
            _ = try scope.move(
                notice.id, from: .sending, to: .failed, at: clock.now, receipt: failure.detail)
            try note(.undelivered(notice.id, why: failure.detail), on: notice, in: scope)
            return .init(notice: notice, state: .failed, detail: failure.detail)
        case .uncertain:
            _ = try scope.move(
                notice.id, from: .sending, to: .uncertain, at: clock.now, receipt: failure.detail)
            return .init(notice: notice, state: .uncertain, detail: failure.detail)
        }
    }

    /// A person has found out what became of a letter that may or may not have left.
    ///
    /// - Parameter left: true when it did; else it counts as not sent, and may be sent again.
    /// - Throws: `Diagnostic` `notice.not-uncertain` when there is no doubt about the letter.
    public func settle(_ id: NoticeID, left: Bool) throws {
        try write { scope in
            let why = left ? "a person saw that it left" : "a person saw that it did not leave"
            guard let notice = try scope.notice(id),
                try scope.move(
                    id, from: .uncertain, to: left ? .sent : .recalled, at: clock.now,
                    receipt: why)
            else {
                throw Diagnostic(
                    "notice.not-uncertain", place: "P-\(id)", found: "no letter in doubt",
                    expected: "a letter whose state is uncertain", remedy: "see: purr outbox")
            }
            try note(left ? .delivered(id) : .recalled(id, why: why), on: notice, in: scope)
            try scope.record(
                "settle", "P-\(id) \(left ? "left" : "did not leave")", at: clock.now,
                actor: actor)
        }
    }

    /// Moves on every claim whose day has come and that only waits or is closed, so that tomorrow's work
    /// does not look at it again.
    ///
    /// - Returns: how many were moved.
    @discardableResult
    public func settleQuietClaims() throws -> Int {
        try write { scope in
            let day = today
            var moved = 0
            for item in try judge(try scope.claimsDue(on: day), in: scope, on: day)
            where item.decision.nextDay.map({ $0 > day }) ?? true {
                try scope.setNextDay(item.decision.nextDay, of: item.claim.id)
                moved += 1
            }
            return moved
        }
    }
}

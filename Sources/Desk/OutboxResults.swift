import Basics
import Claims
import Law
import Letters
import Store

// What becomes of a letter once a channel has been asked.

extension BookDesk {
    /// The letter as it leaves, or left: its kept bytes, or those it is made into the first time.
    func message(of notice: OutboxNotice, _ post: Post) throws -> OutgoingMessage {
        let request = try Self.decode(notice.request)
        let (debtor, kept) = try read(.see, of: .nobody) { scope in
            (
                try scope.debtor(notice.debtor),
                notice.attempts > 0 ? try Self.kept(notice.id, request, in: scope) : nil
            )
        }
        if let kept {
            return OutgoingMessage(request, kept, book: book, to: debtor)
        }
        if post.isRehearsal {
            // What could not be written would not go: the letter is composed, and that is all.
            _ = try LetterComposer.compose(request)
            return OutgoingMessage(
                request, LetterContent(pdf: [], email: []), book: book, to: debtor)
        }
        return try OutgoingMessage(
            request, sentAt: notice.approvedAt, book: book, to: debtor, as: post.ehfSender,
            logo: try logo(of: request), signedBy: post.mailSigner)
    }

    /// The letter's bytes as they left; nil when it has not.
    static func kept(
        _ id: NoticeID, _ request: LetterRequest, in scope: BookConnection
    ) throws -> LetterContent? {
        let logo = try request.look?.logo.flatMap { Digest.bytes(hex: $0) }
            .flatMap { try scope.logo($0) }
        return try LetterContent(try scope.parts(of: id), picture: logo?.mail ?? [])
    }

    func deliver(
        _ notice: OutboxNotice, _ message: OutgoingMessage, _ channel: any Channel
    ) async throws -> WorkOutcome.Item {
        let result: Result<DeliveryReceipt, DeliveryFailure>
        do throws(DeliveryFailure) {
            result = .success(try await channel.deliver(message))
        } catch {
            result = .failure(error)
        }
        var item = try write(.send) { scope in
            switch result {
            case .success(let receipt): return try noteSent(notice, receipt, in: scope)
            case .failure(let failure):
                return try noteFailed(notice, failure, by: channel, in: scope)
            }
        }
        if item.state == .bounced { item.instead = try sendAnotherWay(notice.id) }
        return item
    }

    private func noteSent(
        _ notice: OutboxNotice, _ receipt: DeliveryReceipt, in scope: BookConnection
    ) throws -> WorkOutcome.Item {
        let moved = try scope.move(
            notice.id, from: [.sending], to: .sent, at: clock.now, receipt: receipt.detail)
        if moved { try note(.delivered(notice.id), on: notice, in: scope) }
        return .init(notice: notice, state: .sent, detail: receipt.detail)
    }

    private func noteFailed(
        _ notice: OutboxNotice, _ failure: DeliveryFailure, by channel: any Channel,
        in scope: BookConnection
    ) throws -> WorkOutcome.Item {
        let state: OutboxNotice.State
        switch failure.outcome {
        case .temporary:
            _ = try scope.move(
                notice.id, from: [.sending], to: .waiting, at: clock.now, receipt: failure.detail)
            // Five minutes, then ten, twenty …, at most four hours: the day is what limits it. A server may ask for more.
            let wait = min(Int64(300) << Int64(min(notice.attempts, 6)), 14_400)
            let asked = min(Int64(failure.retryAfterSeconds ?? 0), 86_400)
            let next = clock.now + max(wait, asked)
            try scope.postpone(notice.id, until: next)
            try scope.planSending(dueAt: next, at: clock.now)
            state = .waiting
        case .permanent:
            // What is wrong with the folder or the printer is not the debtor's address.
            let way = try scope.notice(notice.id)?.way
            state =
                way == nil || !channel.isElectronic || !failure.blamesAddress ? .failed : .bounced
            try noteUndelivered(
                notice, from: [.sending], as: state, way: way, why: failure.detail, in: scope)
        case .uncertain:
            _ = try scope.move(
                notice.id, from: [.sending], to: .uncertain, at: clock.now,
                receipt: failure.detail)
            state = .uncertain
        }
        return .init(notice: notice, state: state, detail: failure.detail)
    }

    /// The letter reached nobody: it counts as not sent, its fee falls away, and its address is not used again.
    ///
    /// - Returns: false when the letter was in none of the states.
    @discardableResult
    private func noteUndelivered(
        _ notice: OutboxNotice, from: [OutboxNotice.State], as state: OutboxNotice.State,
        way: ContactWay?, why: String, in scope: BookConnection
    ) throws -> Bool {
        guard try scope.move(notice.id, from: from, to: state, at: clock.now, receipt: why)
        else { return false }
        // Told today: an earlier day may have been reported to the ledger with the letter in it.
        let known = max(today, notice.letterDay)
        let claims = try scope.claims(of: notice.id)
        try scope.append(
            claims.map { ($0, known, .undelivered(notice.id, why: why)) }, at: clock.now)
        for claim in claims { try scope.lookAgain(at: claim, on: known) }
        try makeRoom(instead: notice, in: scope)
        let request = try Self.decode(notice.request)
        if state != .failed, let way, let debtor = try scope.debtor(notice.debtor),
            let address = way == .ehf ? debtor.addresses[.ehf] : request.debtor.address(for: way)
        {
            try scope.note(
                AddressFault(
                    debtor: notice.debtor, way: way, address: address, day: today, why: why))
        }
        return true
    }

    /// A letter that gave up on one address is approved anew, dated today, if another address may be used.
    ///
    /// - Returns: the new letter; nil when a person must look, or nothing may go today.
    func sendAnotherWay(_ id: NoticeID) throws -> NoticeID? {
        let (notice, claims) = try read(.see, of: .nobody) {
            try ($0.notice(id), $0.claims(of: id))
        }
        guard let notice else { return nil }
        // A person has approved this step and no other.
        let same = try preview(claims).letters.filter { $0.bundle.step == notice.step }
            .flatMap { $0.bundle.items.map(\.claim.id) }
        if same.isEmpty { return nil }
        let approval = try approve(same)
        return approval.blocks.isEmpty ? approval.letters.first?.notice : nil
    }
}

// MARK: - Told afterwards

extension BookDesk {
    /// A letter byte for byte as it was handed to the channel.
    ///
    /// - Throws: `Diagnostic` `notice.not-sent` when it has not been.
    public func sentMessage(_ id: NoticeID) throws -> OutgoingMessage {
        let (notice, request, kept) = try read(.see, of: .letter(id)) { scope in
            let notice = try scope.notice(id)
            let request = try notice.map { try Self.decode($0.request) }
            return (notice, request, try request.flatMap { try Self.kept(id, $0, in: scope) })
        }
        guard let notice, let request, let kept else {
            throw Diagnostic(
                "notice.not-sent", place: "P-\(id)", found: "no letter that has left",
                expected: "a letter that was handed to a channel", remedy: "see: purr outbox")
        }
        let debtor = try read(.see, of: .nobody) { try $0.debtor(notice.debtor) }
        return OutgoingMessage(request, kept, book: book, to: debtor)
    }

    /// Proof has come that a letter arrived.
    ///
    /// - Returns: false when that was known, or the letter is not among those sent.
    @discardableResult
    public func noteArrived(_ id: NoticeID, receipt: String) throws -> Bool {
        try write(.settle) { scope in
            try scope.move(
                id, from: [.sent, .uncertain], to: .delivered, at: clock.now, receipt: receipt)
        }
    }

    /// The mail server that had taken a letter, or one after it, could not deliver it.
    ///
    /// The letter counts as not sent: its deadline does not hold, and its fee falls away. If the debtor can be reached another
    /// way, a new letter is approved, with a day and a deadline of its own.
    ///
    /// - Parameter why: the server's words, without the address.
    /// - Returns: what was done; nil when the letter is not among those sent, or had bounced already.
    @discardableResult
    public func noteBounce(_ id: NoticeID, why: String) throws -> WorkOutcome.Item? {
        try noteCameBack(id, as: .bounced, why: why)
    }

    /// A letter came back by post. The rest is as for ``noteBounce(_:why:)``.
    @discardableResult
    public func noteReturned(_ id: NoticeID, why: String) throws -> WorkOutcome.Item? {
        try noteCameBack(id, as: .returned, why: why)
    }

    private func noteCameBack(
        _ id: NoticeID, as state: OutboxNotice.State, why: String
    ) throws -> WorkOutcome.Item? {
        guard var item = try write(.settle, { try noteCameBack(id, as: state, why: why, in: $0) })
        else { return nil }
        item.instead = try sendAnotherWay(id)
        return item
    }

    /// The first half of it, within a transaction; ``sendAnotherWay(_:)`` is the other.
    func noteCameBack(
        _ id: NoticeID, as state: OutboxNotice.State, why: String, in scope: BookConnection
    ) throws -> WorkOutcome.Item? {
        guard let notice = try scope.notice(id) else { return nil }
        // An e-mail from the folder may have been sent by hand: it is the e-mail address that gave it back.
        let way: ContactWay = state == .returned ? .print : notice.way == .ehf ? .ehf : .email
        let isNoted = try noteUndelivered(
            notice, from: [.sent, .uncertain], as: state, way: way, why: why, in: scope)
        guard isNoted else { return nil }
        try scope.record(state.rawValue, "P-\(id)", at: clock.now, actor: actor)
        return WorkOutcome.Item(notice: notice, state: state, detail: why)
    }

    /// A person has found out what became of a letter that may or may not have left.
    ///
    /// - Parameter left: true when it did; else it counts as not sent, and may be sent again.
    /// - Throws: `Diagnostic` `notice.not-uncertain` when there is no doubt about the letter.
    public func settle(_ id: NoticeID, left: Bool) throws {
        try write(.settle) { scope in
            let why = left ? "a person saw that it left" : "a person saw that it did not leave"
            guard let notice = try scope.notice(id),
                try scope.move(
                    id, from: [.uncertain], to: left ? .sent : .recalled, at: clock.now,
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
        try write(.send) { scope in
            let day = today
            return try settle(
                try judge(try scope.claimsDue(on: day), in: scope, on: day), in: scope, on: day)
        }
    }

    func settle(_ judged: [DayItem], in scope: BookConnection, on day: Day) throws -> Int {
        var moved = 0
        for item in judged where item.decision.nextDay.map({ $0 > day }) ?? true {
            try scope.setNextDay(item.decision.nextDay, of: item.claim.id)
            moved += 1
        }
        return moved
    }
}

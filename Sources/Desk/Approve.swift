import Basics
import Claims
import Law
import Letters
import Store

/// What a person has said about sending in spite of a warning; each is recorded.
public struct SendingOverrides: Sendable {
    /// Send although the bank data is old or a lump sum is unexplained.
    public var staleBankData: Bool
    /// Send on a Saturday, Sunday or holiday.
    public var dayOff: Bool

    public init(staleBankData: Bool = false, dayOff: Bool = false) {
        self.staleBankData = staleBankData
        self.dayOff = dayOff
    }

    func allows(_ block: SendingBlock) -> Bool {
        switch block {
        case .staleBankData, .unexplainedLumpSum, .missingStatement: staleBankData
        case .dayOff: dayOff
        }
    }
}

/// What approving would do, or has done.
public struct Approval: Sendable {
    public let day: Day
    public let letters: [Letter]
    /// Why nothing goes; then `letters` is what would have gone.
    public let blocks: [SendingBlock]
    /// How many letters wait for another day, because the company allows no more a day.
    public var overLimit = 0

    public struct Letter: Sendable {
        /// nil in a preview.
        public let notice: NoticeID?
        public let debtor: Debtor
        public let bundle: Mailing
        /// The debtor has never had a letter from this book before.
        public let isFirst: Bool
        /// The debtor's first hard letter, where the company wants two persons to have seen it.
        public let needsSecond: Bool
        public let request: LetterRequest
    }

    public var total: Money { letters.map(\.bundle.toPay).sum() }
    public var firstTimers: Int { letters.count(where: \.isFirst) }
    public var needSecond: Int { letters.count(where: \.needsSecond) }
    public var hardestStep: Step? { letters.map(\.bundle.step).max() }
}

extension BookDesk {
    /// How long a letter can be called back, in seconds: 15 minutes.
    public static let undoWindow: Int64 = 15 * 60

    /// Shows what ``approve(_:overrides:undoWindow:progress:)`` would do; changes nothing.
    public func preview(
        _ claims: [ClaimID]? = nil, overrides: SendingOverrides = SendingOverrides()
    ) throws -> Approval {
        try read(.see, of: .letters) { scope in try plan(claims, in: scope, overrides: overrides) }
    }

    /// Puts the day's letters in the outbox: those on `claims`, or all that may go.
    ///
    /// Decides again within the transaction, so what is approved is lawful at that moment. The fact on each claim and
    /// the letter in the outbox are written together, and a claim can have one letter for each step and round.
    ///
    /// - Parameter undoWindow: seconds before a letter may leave.
    public func approve(
        _ claims: [ClaimID]? = nil, overrides: SendingOverrides = SendingOverrides(),
        undoWindow: Int64 = BookDesk.undoWindow, progress: ProgressHandler = { _ in }
    ) throws -> Approval {
        try write(.approve) { scope in
            let approval = try plan(claims, in: scope, overrides: overrides)
            guard approval.blocks.isEmpty, !approval.letters.isEmpty else { return approval }
            let at = clock.now
            var id = try scope.reserve("notice", count: Int64(approval.letters.count))
            let writer = try NoticeWriter(
                scope, facts: approval.letters.reduce(0) { $0 + $1.bundle.items.count })
            var letters: [Approval.Letter] = []
            letters.reserveCapacity(approval.letters.count)
            for letter in approval.letters {
                let notice = NoticeID(id)
                var request = letter.request
                request.noticeID = Self.reference(notice)
                try writer.insert(
                    newNotice(notice, letter, request, at: at, undoWindow: undoWindow))
                letters.append(
                    Approval.Letter(
                        notice: notice, debtor: letter.debtor, bundle: letter.bundle,
                        isFirst: letter.isFirst, needsSecond: letter.needsSecond, request: request))
                id += 1
                if letters.count % 512 == 0 {
                    progress(
                        Progress(.writing, done: letters.count, total: approval.letters.count))
                }
            }
            try scope.planSending(dueAt: at + undoWindow, at: at)
            try recordOverrides(overrides, in: scope, at: at)
            try scope.record(
                "approve", "\(letters.count) letters on \(approval.day.iso)", at: at, actor: actor)
            return Approval(
                day: approval.day, letters: letters, blocks: [], overLimit: approval.overLimit)
        }
    }

    private func plan(
        _ claims: [ClaimID]?, in scope: BookConnection, overrides: SendingOverrides
    ) throws -> Approval {
        let stored: [StoredClaim]
        if let claims {
            stored = try claims.map { id in
                guard let claim = try scope.claim(id) else { throw Self.unknownClaim("\(id)") }
                return claim
            }
        } else {
            stored = try scope.claimsDue(on: today)
        }
        let surroundings = try Surroundings(scope, of: stored)
        let judged = try judge(stored, within: surroundings, in: scope, on: today)
        let report = try self.report(judged, within: surroundings, in: scope, on: today)
        let room = try roomToday(in: scope)
        // A debtor with letters at two steps is charged in one of them.
        var charged: Set<DebtorID> = []
        let bundles = report.bundles.prefix(room)
        let known = try scope.noticed(among: bundles.map(\.debtor))
        let chargedBefore = try scope.charged(among: Array(known), on: today)
        let letters = try bundles.compactMap { bundle -> Approval.Letter? in
            guard let debtor = report.debtors[bundle.debtor] else { return nil }
            let isKnown = known.contains(debtor.id)
            // However a person cuts the day, a debtor is charged at most once in it.
            let isCharged = charged.contains(debtor.id) || chargedBefore.contains(debtor.id)
            let bundle = isCharged ? bundle.withoutFee : bundle
            if bundle.fee > .zero { charged.insert(debtor.id) }
            return Approval.Letter(
                notice: nil, debtor: debtor, bundle: bundle, isFirst: !isKnown,
                needsSecond: try needsSecond(bundle, in: scope),
                request: request(for: bundle, debtor: debtor, notice: NoticeID(0)))
        }
        return Approval(
            day: today, letters: letters, blocks: report.blocks.filter { !overrides.allows($0) },
            overLimit: max(0, report.bundles.count - room))
    }

    /// How many more letters may go today.
    private func roomToday(in scope: BookConnection) throws -> Int {
        guard book.dailyLimit > 0 else { return Int.max }
        return max(0, try book.dailyLimit - scope.lettersOut(on: today))
    }

    private func needsSecond(_ bundle: Mailing, in scope: BookConnection) throws -> Bool {
        guard book.needsSecondApproval, bundle.step >= .collectionNotice else { return false }
        return try !scope.hasNotice(bundle.debtor, atLeast: .collectionNotice)
    }

    /// Approves letters that wait for a second person: those named, or all.
    ///
    /// - Returns: those approved.
    /// - Throws: `Diagnostic` `notice.same-person` when the first to approve one of them was the same, `notice.not-planned` when
    ///   one named does not wait for anybody; nothing is approved then.
    public func approveSecond(
        _ notices: [NoticeID]? = nil, undoWindow: Int64 = BookDesk.undoWindow
    ) throws -> [OutboxNotice] {
        try write(.approve) { scope in
            let planned = try scope.notices(in: [.planned])
            let chosen = notices.map { ids in planned.filter { ids.contains($0.id) } } ?? planned
            if let notices,
                let missing = notices.first(where: { id in !chosen.contains { $0.id == id } })
            {
                throw Diagnostic(
                    "notice.not-planned", place: "P-\(missing)", found: "no letter that waits",
                    expected: "a letter that waits for a second person",
                    remedy: "see: purr outbox")
            }
            for notice in chosen {
                guard notice.approvedBy != actor else {
                    throw Diagnostic(
                        "notice.same-person", place: "P-\(notice.id)", found: actor,
                        expected: "another person than \(notice.approvedBy), who approved it first",
                        remedy:
                            "ask a colleague, or turn it off: purr book set --second-approval off")
                }
                try scope.approve(
                    notice.id, second: actor, leavesAt: clock.now + undoWindow, at: clock.now)
            }
            if !chosen.isEmpty {
                try scope.planSending(dueAt: clock.now + undoWindow, at: clock.now)
                try scope.record(
                    "approve-second", "\(chosen.count) letters", at: clock.now, actor: actor)
            }
            return chosen
        }
    }

    private func newNotice(
        _ id: NoticeID, _ letter: Approval.Letter, _ request: LetterRequest, at: Int64,
        undoWindow: Int64
    ) -> NewNotice {
        let bundle = letter.bundle
        return NewNotice(
            id: id, debtor: bundle.debtor, step: bundle.step, letterDay: request.sentOn,
            deadline: request.deadline, fee: bundle.fee, total: bundle.toPay, approvedAt: at,
            approvedBy: actor, state: letter.needsSecond ? .planned : .approved,
            leavesAt: at + undoWindow, request: Self.encode(request),
            claims: bundle.items.map { ($0.claim.id, $0.proposal.round, $0.proposal.feeAmount) })
    }

    private func recordOverrides(
        _ overrides: SendingOverrides, in scope: BookConnection, at: Int64
    ) throws {
        if overrides.staleBankData {
            try scope.record("override", "bank.stale", at: at, actor: actor)
        }
        if overrides.dayOff {
            try scope.record("override", "calendar.day-off", at: at, actor: actor)
        }
    }

    static func unknownClaim(_ name: String) -> Diagnostic {
        Diagnostic(
            "claim.unknown", place: "claim \(name)", found: "no such claim",
            expected: "an id or invoice number in this book", remedy: "list them with: purr claims")
    }
}

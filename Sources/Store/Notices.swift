import Basics
import Claims

/// A letter in the outbox.
public struct OutboxNotice: Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        /// Approved by one person; waits for a second.
        case planned
        /// Leaves when the undo window is over.
        case approved
        /// The window is over; decent hours, a limit or the channel holds it, as `receipt` says.
        case waiting
        /// Handed to the channel; what became of it is not known yet.
        case sending
        /// The channel has taken it.
        case sent
        /// Proof has come that it arrived.
        case delivered
        /// The address refused it, at once or after it had been taken.
        case bounced
        /// It came back by post.
        case returned
        /// Called back before it left.
        case recalled
        /// The channel refused it for good.
        case failed
        /// It may have left: a person decides.
        case uncertain

        /// Before it has left.
        public static let before: [State] = [.planned, .approved, .waiting]
        /// Those that reached nobody.
        public static let unsent: [State] = [.recalled, .failed, .bounced, .returned]
    }

    public let id: NoticeID
    public let debtor: DebtorID
    public let step: Step
    public let letterDay: Day
    public let deadline: Day?
    public let fee: Money
    public let total: Money
    public let state: State
    public let approvedAt: Int64
    public let approvedBy: String
    /// Seconds since 1970 UTC at which the undo window ends.
    public let leavesAt: Int64
    public let stateAt: Int64
    public let channel: String?
    /// How it goes or went to the debtor; nil until it is sent.
    public let way: ContactWay?
    public let receipt: String?
    public let attempts: Int
    /// The frozen letter, as JSON of a letter request.
    public let request: [UInt8]
}

/// What is written when a letter is approved.
public struct NewNotice: Sendable {
    public var id: NoticeID
    public var debtor: DebtorID
    public var step: Step
    public var letterDay: Day
    public var deadline: Day?
    public var fee: Money
    public var total: Money
    public var approvedAt: Int64
    public var approvedBy: String
    /// `planned` or `approved`.
    public var state: OutboxNotice.State
    public var leavesAt: Int64
    public var request: [UInt8]
    /// The claims it speaks of, with the round of each and the fee it adds.
    public var claims: [(claim: ClaimID, round: Int, fee: Money)]

    public init(
        id: NoticeID, debtor: DebtorID, step: Step, letterDay: Day, deadline: Day?, fee: Money,
        total: Money, approvedAt: Int64, approvedBy: String,
        state: OutboxNotice.State = .approved, leavesAt: Int64, request: [UInt8],
        claims: [(claim: ClaimID, round: Int, fee: Money)]
    ) {
        self.id = id
        self.debtor = debtor
        self.step = step
        self.letterDay = letterDay
        self.deadline = deadline
        self.fee = fee
        self.total = total
        self.approvedAt = approvedAt
        self.approvedBy = approvedBy
        self.state = state
        self.leavesAt = leavesAt
        self.request = request
        self.claims = claims
    }
}

/// Writes letters to the outbox within one transaction; see ``BookConnection/insertNotice(_:)``.
public final class NoticeWriter {
    private let scope: BookConnection
    private let insertNotice: SQLStatement
    private let insertClaim: SQLStatement
    private let facts: FactWriter

    /// - Parameter facts: how many claims all the letters speak of, each letter counted by itself.
    public init(_ scope: BookConnection, facts: Int) throws {
        self.scope = scope
        insertNotice = try scope.connection.prepare(
            """
            INSERT INTO notice (book, id, debtor, step, letter_day, deadline, fee, total, state,
                approved_at, approved_by, leaves_at, state_at, attempts, request, salt, seal)
            VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?13,?9,?10,?11,?9,0,?12,?14,?15)
            """)
        insertClaim = try scope.connection.prepare(
            "INSERT INTO notice_claim (book, claim, step, round, notice) VALUES (?1,?2,?3,?4,?5)")
        self.facts = try FactWriter(scope, count: facts)
    }

    public func insert(_ new: NewNotice) throws {
        let chain = try scope.chain
        let seal = chain.seal(new.request, .letter, new.id.number)
        insertNotice.bind(1, scope.book)
        insertNotice.bind(2, new.id.number)
        insertNotice.bind(3, new.debtor.number)
        insertNotice.bind(4, Int64(new.step.rawValue))
        insertNotice.bind(5, Int64(new.letterDay.number))
        new.deadline.bind(to: insertNotice, at: 6)
        insertNotice.bind(7, new.fee.ore)
        insertNotice.bind(8, new.total.ore)
        insertNotice.bind(9, new.approvedAt)
        insertNotice.bind(10, new.approvedBy)
        insertNotice.bind(11, new.leavesAt)
        insertNotice.bind(12, new.request)
        insertNotice.bind(13, new.state.rawValue)
        insertNotice.bind(14, seal.salt)
        insertNotice.bind(15, seal.hash)
        try insertNotice.run()
        try chain.cover(.letter, new.id.number) { fields in
            fields.append(new.id.number)
            fields.append(new.debtor.number)
            fields.append(Int64(new.step.rawValue))
            fields.append(Int64(new.letterDay.number))
            fields.append(new.deadline.map { Int64($0.number) })
            fields.append(new.fee.ore)
            fields.append(new.total.ore)
            fields.append(new.approvedAt)
            fields.append(new.approvedBy)
            fields.append(seal.hash)
        }
        for (claim, round, fee) in new.claims {
            insertClaim.bind(1, scope.book)
            insertClaim.bind(2, claim.number)
            insertClaim.bind(3, Int64(new.step.rawValue))
            insertClaim.bind(4, Int64(round))
            insertClaim.bind(5, new.id.number)
            try insertClaim.run()
            let notice = Notice(
                id: new.id, step: new.step, round: round, sentOn: new.letterDay,
                deadline: new.deadline, fee: fee)
            try facts.append(
                FactRow(.noticed(notice)), to: claim.number, on: new.letterDay, at: new.approvedAt)
        }
    }

}

extension BookConnection {
    /// Puts a letter in the outbox together with the fact that plans it on each of its claims.
    ///
    /// - Throws: `store.constraint` when one of its claims already has a letter for this step and round; that
    ///   ends the transaction, so no letter is ever approved twice.
    public func insertNotice(_ new: NewNotice) throws {
        try NoticeWriter(self, facts: new.claims.count).insert(new)
    }
    public func notice(_ id: NoticeID) throws -> OutboxNotice? {
        try notices(where: "id = ?", id.number).first
    }

    public func notices(in states: [OutboxNotice.State]) throws -> [OutboxNotice] {
        try notices(where: "1 = ? AND state IN (\(Self.list(states)))", 1)
    }

    /// Letters that came back since an instant, and after which no letter was approved for any of their claims.
    public func noticesWithoutSuccessor(cameBackSince instant: Int64) throws -> [OutboxNotice] {
        try notices(
            where: """
                state IN ('bounced', 'returned') AND state_at >= ? AND NOT EXISTS (
                    SELECT 1 FROM notice_claim AS own JOIN notice_claim AS later
                        ON later.book = own.book AND later.claim = own.claim
                            AND later.notice > own.notice
                    WHERE own.book = notice.book AND own.notice = notice.id)
                """, instant)
    }

    /// The states' own names, which hold nothing that SQL could take for something else.
    private static func list(_ states: [OutboxNotice.State]) -> String {
        states.map { "'\($0.rawValue)'" }.joined(separator: ",")
    }

    public func notices(limit: Int) throws -> [OutboxNotice] {
        try notices(
            where: """
                id > (SELECT max(id) FROM notice AS newest WHERE newest.book = notice.book) - ?
                """, limit)
    }

    public func claims(of notice: NoticeID) throws -> [ClaimID] {
        try connection.all(
            "SELECT claim FROM notice_claim WHERE book = ? AND notice = ? ORDER BY claim", book,
            notice.number
        ) { ClaimID($0.int(0)) }
    }

    /// The claims that letters speak of which were handed over, and of which nobody knows whether they have left.
    public func lettersInDoubt() throws -> [ClaimID: NoticeID] {
        var found: [ClaimID: NoticeID] = [:]
        try connection.forEach(
            """
            SELECT notice_claim.claim, notice.id FROM notice INDEXED BY notice_state
            JOIN notice_claim
                ON notice_claim.book = notice.book AND notice_claim.notice = notice.id
            WHERE notice.book = ? AND notice.state IN ('sending', 'uncertain')
            ORDER BY notice.id
            """, book
        ) { found[ClaimID($0.int(0))] = NoticeID($0.int(1)) }
        return found
    }

    /// Moves a letter to another state; false when it was in none of `from` (somebody else was faster).
    public func move(
        _ notice: NoticeID, from: [OutboxNotice.State], to state: OutboxNotice.State, at: Int64,
        channel: String? = nil, way: ContactWay? = nil, receipt: String? = nil,
        hash: [UInt8]? = nil, isAttempt: Bool = false
    ) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE notice SET state = ?, state_at = ?, channel = coalesce(?, channel),
                way = coalesce(?, way), receipt = coalesce(?, receipt),
                hash = coalesce(?, hash), attempts = attempts + ?
            WHERE book = ? AND id = ? AND state IN (\(Self.list(from)))
            """, state.rawValue, at, channel, way?.rawValue, receipt, hash, isAttempt ? 1 : 0,
            book, notice.number)
        if changed == 1 { try coverMove(of: notice) }
        return changed == 1
    }

    /// Tells the audit chain of the line that a letter's history has just got.
    private func coverMove(of notice: NoticeID) throws {
        let move = try connection.first(
            """
            SELECT id, state, at, channel, way FROM notice_log WHERE book = ? AND notice = ?
            ORDER BY id DESC LIMIT 1
            """, book, notice.number
        ) { row in
            (
                id: row.int(0), state: row.text(1), at: row.int(2), channel: row.optionalText(3),
                way: row.optionalText(4)
            )
        }
        guard let move else { return }
        let chain = try self.chain
        chain.tell(move: "P-\(notice) \(move.state)")
        try chain.cover(.move, CoveredKind.move(move.id, of: notice.number)) { fields in
            fields.append(notice.number)
            fields.append(move.id)
            fields.append(move.state)
            fields.append(move.at)
            fields.append(move.channel)
            fields.append(move.way)
        }
    }

    /// Notes who was the second to approve a letter, and when it leaves.
    public func approve(_ notice: NoticeID, second: String, leavesAt: Int64, at: Int64) throws {
        let changed = try connection.run(
            """
            UPDATE notice SET state = 'approved', second_by = ?, leaves_at = ?, state_at = ?
            WHERE book = ? AND id = ? AND state = 'planned'
            """, second, leavesAt, at, book, notice.number)
        guard changed == 1 else { return }
        try chain.cover(.second, notice.number) { fields in
            fields.append(notice.number)
            fields.append(second)
        }
        try coverMove(of: notice)
    }

    /// Lets a letter try again later.
    public func postpone(_ notice: NoticeID, until leavesAt: Int64) throws {
        try connection.run(
            "UPDATE notice SET leaves_at = ? WHERE book = ? AND id = ?", leavesAt, book,
            notice.number)
    }

    private func notices(
        where condition: String, _ value: any Bindable
    ) throws -> [OutboxNotice] {
        try connection.all(
            """
            SELECT id, debtor, step, letter_day, deadline, fee, total, state, approved_at,
                leaves_at, state_at, channel, receipt, attempts, request, approved_by, way
            FROM notice
            WHERE book = ? AND \(condition) ORDER BY id
            """, book, value
        ) { row in
            OutboxNotice(
                id: NoticeID(row.int(0)), debtor: DebtorID(row.int(1)),
                step: Step(rawValue: Int(row.int(2))) ?? .ask, letterDay: row.day(3),
                deadline: row.optionalDay(4), fee: row.money(5), total: row.money(6),
                state: OutboxNotice.State(rawValue: row.text(7)) ?? .uncertain,
                approvedAt: row.int(8), approvedBy: row.text(15), leavesAt: row.int(9),
                stateAt: row.int(10),
                channel: row.optionalText(11),
                way: row.optionalText(16).flatMap { ContactWay(rawValue: $0) },
                receipt: row.optionalText(12),
                attempts: Int(row.int(13)), request: row.bytes(14))
        }
    }
}

extension BookConnection {
    /// How many letters of the day are on their way or gone, to all debtors.
    public func lettersOut(on day: Day) throws -> Int {
        try connection.first(
            """
            SELECT count(*) FROM notice WHERE book = ? AND letter_day = ?
                AND state NOT IN ('recalled', 'failed', 'bounced', 'returned')
            """, book, day
        ) { Int($0.int(0)) } ?? 0
    }

    /// The days of the debtor's letters since `day`, inclusive, oldest first; not those that reached nobody, nor `notice`.
    public func letterDays(
        _ debtor: DebtorID, since day: Day, besides notice: NoticeID? = nil
    ) throws -> [Day] {
        try connection.all(
            """
            SELECT letter_day FROM notice INDEXED BY notice_debtor
            WHERE book = ? AND debtor = ? AND letter_day >= ? AND id <> ?
                AND state NOT IN ('recalled', 'failed', 'bounced', 'returned')
            ORDER BY letter_day
            """, book, debtor.number, day, notice?.number ?? 0
        ) { $0.day(0) }
    }

    /// True when a letter at the step or a harder one has left for the debtor, or is on its way.
    public func hasNotice(_ debtor: DebtorID, atLeast step: Step) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM notice INDEXED BY notice_debtor
            WHERE book = ? AND debtor = ? AND step >= ?
                AND state NOT IN ('recalled', 'failed', 'bounced', 'returned', 'planned')
            LIMIT 1
            """, book, debtor.number, Int64(step.rawValue)
        ) { _ in true } ?? false
    }
}

/// What there is in the outbox, without its letters.
public struct OutboxState: Hashable, Sendable {
    /// Approved and not handed over yet.
    public var waiting = 0
    /// When the first of them may leave, in seconds since 1970 UTC.
    public var nextLeavesAt: Int64?
    /// Handed over, and no answer known.
    public var sending = 0
    /// The oldest day of a letter that waits for a second person.
    public var oldestPlanned: Day?
}

extension BookConnection {
    public func outboxState() throws -> OutboxState {
        var state = OutboxState()
        try connection.forEach(
            """
            SELECT state, count(*), min(leaves_at), min(letter_day)
            FROM notice INDEXED BY notice_state
            WHERE book = ? AND state IN ('planned', 'approved', 'waiting', 'sending')
            GROUP BY state
            """, book
        ) { row in
            switch OutboxNotice.State(rawValue: row.text(0)) {
            case .planned: state.oldestPlanned = row.day(3)
            case .sending: state.sending = Int(row.int(1))
            case .approved, .waiting:
                state.waiting += Int(row.int(1))
                state.nextLeavesAt = min(state.nextLeavesAt ?? .max, row.int(2))
            case .sent, .delivered, .bounced, .returned, .recalled, .failed, .uncertain, nil: break
            }
        }
        return state
    }
}

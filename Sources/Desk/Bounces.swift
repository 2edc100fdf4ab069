import Basics
import Claims
import Store

extension BookDesk {
    /// Notes that a letter which had left came back: it counts as not sent, and holds its claims until a person has
    /// looked. The same bounce again changes nothing.
    ///
    /// - Parameters:
    ///   - status: the server's code, `5.1.1` (RFC 3463).
    ///   - day: the day it came back; never before the letter's own.
    /// - Returns: false when the letter is not one that has left, or had come back already.
    @discardableResult
    public func noteBounce(_ notice: NoticeID, status: String, on day: Day) throws -> Bool {
        try write { try noteBounce(notice, status: status, on: day, in: $0) }
    }

    func noteBounce(
        _ id: NoticeID, status: String, on day: Day, in scope: BookConnection
    ) throws -> Bool {
        guard let notice = try scope.notice(id) else { return false }
        let why = "bounced \(status)"
        // What may have left has left, when it comes back.
        let moved = try [OutboxNotice.State.sent, .uncertain].contains { state in
            try scope.move(id, from: state, to: .failed, at: clock.now, receipt: why)
        }
        guard moved else { return false }
        let claims = try scope.claims(of: id)
        let known = max(day, notice.letterDay)
        try scope.append(
            claims.map { ($0, known, .undelivered(id, why: why)) }, at: clock.now)
        for claim in claims { try scope.lookAgain(at: claim, on: known) }
        try scope.record("bounce", "P-\(id) \(status)", at: clock.now, actor: actor)
        return true
    }
}

import Basics
import Claims
import Foundation
import Store

// What a run finds of one that was cut off.

extension BookDesk {
    /// Approves the other way for letters that came back just before Purr stopped, so that it was never approved.
    ///
    /// A letter that somebody has taken up since, in whatever way, is left alone.
    func finishOtherWays(_ outcome: inout WorkOutcome) throws {
        let begin = clock.now - 86_400
        let left = try read { try $0.noticesWithoutSuccessor(cameBackSince: begin) }
            .filter { Clock.day(of: $0.stateAt) == today }
        for notice in left {
            guard let instead = try sendAnotherWay(notice.id) else { continue }
            outcome.items.append(
                WorkOutcome.Item(
                    notice: notice, state: notice.state, detail: notice.receipt ?? "",
                    instead: instead))
        }
    }
}

/// Tells letters that another Purr is sending right now from letters that were with a channel when Purr stopped.
///
/// Everybody who sends shares the lock, and the machine takes it from whoever stops, in whatever way. Who has it alone knows that
/// nobody is sending.
final class WorkLock {
    /// Negative where the database is no file that one can be laid beside.
    private let file: Int32

    /// - Parameter database: the file; nil where the books are in none.
    init(beside database: String?, book: Int64) {
        file = database == nil ? -1 : open("\(database ?? "")-work-\(book)", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    }

    deinit { if file >= 0 { close(file) } }

    /// Takes the lock alone, if nobody else has it.
    func takeAlone() -> Bool { file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0 }

    /// Shares the lock with whoever sends, as soon as nobody has it alone.
    func share() async throws {
        // Whoever has it alone has it briefly; waiting must not hold a thread that others need.
        while file >= 0, flock(file, LOCK_SH | LOCK_NB) != 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

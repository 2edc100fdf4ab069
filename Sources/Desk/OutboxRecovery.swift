import Basics
import Claims
import Store

// What a run finds of one that was cut off.

extension BookDesk {
    /// Approves the other way for letters that came back just before Purr stopped, so that it was never approved.
    ///
    /// A letter that somebody has taken up since, in whatever way, is left alone.
    func finishOtherWays(_ outcome: inout WorkOutcome) throws {
        let begin = clock.now - 86_400
        let left = try read(.see, of: .nobody) {
            try $0.noticesWithoutSuccessor(cameBackSince: begin)
        }
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

import Basics
import Claims
import Desk
import Store

/// Nothing is forgotten: when the day has come to rest, no claim of the whole book has a letter that may go and did not, and each
/// claim's turn is noted no later than the day on which something about it can change.
///
/// Purr looks only at claims whose turn has come; this looks at all.
struct TurnsChecker: DayChecker {
    let name = "turns"

    func objections(in office: Office) async throws -> [Objection] {
        let today = office.today
        let turns = try office.scope { scope in
            Dictionary(
                try scope.allClaims().map { ($0.claim.id, $0.nextDay) }
            ) { first, _ in first }
        }
        let items = try office.desk.claims(onlyOpen: false)
        let preview = try office.desk.preview(overrides: office.overrides)
        var found: [Objection] = []
        for item in items {
            let turn = turns[item.claim.id] ?? nil
            // What is held and cannot go before its turn may wait for it, whatever holds it besides.
            var isHeld = false
            if case .hold = item.decision.verdict { isHeld = true }
            if !isHeld, let next = item.decision.nextDay,
                turn.map({ $0 > max(next, today) }) ?? true
            {
                found.append(
                    objection(
                        "its turn is \(turn?.iso ?? "never"), and something can change on \(next.iso)",
                        item.claim.invoice))
            }
            // A limit for the day or the week may hold a letter; a block holds all.
            guard case .send(let proposal) = item.decision.verdict, preview.blocks.isEmpty,
                preview.overLimit == 0, office.isDayQuiet
            else { continue }
            let isOverLimit = try office.desk.report().held.contains {
                $0.claim.id == item.claim.id
            }
            if !isOverLimit {
                found.append(
                    objection("a \(proposal.step.name) may go and has not", item.claim.invoice))
            }
        }
        if !office.isDayQuiet { found.append(objection("the day never comes to rest")) }
        return found
    }
}

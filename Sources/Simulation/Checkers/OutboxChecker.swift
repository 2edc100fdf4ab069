import Basics
import Claims
import Desk
import Store

/// The outbox, the facts on the claims, and what the outside world has in its hands say the same.
struct OutboxChecker: DayChecker {
    let name = "outbox"

    func objections(in office: Office) async throws -> [Objection] {
        let notices = try office.desk.notices(limit: Int(Int32.max))
        let claims = try office.scope { try $0.allClaims() }.map(\.claim)
        var facts: [Int64: Facts] = [:]
        for claim in claims {
            for fact in claim.facts { Self.collect(fact, claim, into: &facts) }
        }
        var found: [Objection] = []
        for notice in notices {
            let own = facts.removeValue(forKey: notice.id.number) ?? Facts()
            let wrong = Self.outside(notice, office) + Self.inside(notice, own)
            let history = try office.scope { try $0.history(of: notice.id) }
            found += wrong.map { objection("P-\(notice.id) \(notice.state.rawValue): \($0)") }
            if let last = history.last, last.state != notice.state.rawValue {
                found.append(objection("P-\(notice.id): its history ends in \(last.state)"))
            }
        }
        for number in facts.keys.sorted() {
            found.append(objection("P-\(number) is told of on a claim and not in the outbox"))
        }
        let numbers = Set(notices.map(\.id.number))
        for letter in office.company.outside.all where letter.accepted > 0 {
            if Int64(letter.id.dropFirst(2)).map({ !numbers.contains($0) }) ?? true {
                found.append(objection("\(letter.id) left and is not in the outbox"))
            }
        }
        return found
    }

    /// What the claims say of a letter.
    private struct Facts {
        var noticed: [Notice] = []
        var recalled = 0
        var undelivered = 0
        var delivered = 0
    }

    private static func collect(_ fact: Fact, _ claim: Claim, into facts: inout [Int64: Facts]) {
        switch fact.event {
        case .noticed(let notice): facts[notice.id.number, default: Facts()].noticed.append(notice)
        case .recalled(let id, _): facts[id.number, default: Facts()].recalled += 1
        case .undelivered(let id, _): facts[id.number, default: Facts()].undelivered += 1
        case .delivered(let id): facts[id.number, default: Facts()].delivered += 1
        default: break
        }
    }

    /// The state against what was really handed over.
    private static func outside(_ notice: OutboxNotice, _ office: Office) -> [String] {
        let handed = office.company.outside.handed("P-\(notice.id)")
        let hasLeft = (handed?.accepted ?? 0) > 0
        switch notice.state {
        case .planned, .approved, .waiting, .recalled, .failed:
            return hasLeft ? ["it has left"] : []
        case .sending: return ["it is being sent, and nobody sends"]
        case .sent, .delivered, .returned: return hasLeft ? [] : ["it has not left"]
        case .bounced: return handed == nil ? ["nobody was given it"] : []
        case .uncertain: return []
        }
    }

    /// The state against the facts on its claims.
    private static func inside(_ notice: OutboxNotice, _ facts: Facts) -> [String] {
        var wrong: [String] = []
        let claims = facts.noticed.count
        if claims == 0 { wrong.append("no claim tells of it") }
        let isAlike = facts.noticed.allSatisfy {
            $0.sentOn == notice.letterDay && $0.step == notice.step
                && $0.deadline == notice.deadline
        }
        if !isAlike { wrong.append("its claims tell otherwise") }
        if facts.noticed.map(\.fee).sum() != notice.fee { wrong.append("its fee is another") }
        func expect(_ count: Int, _ told: Int, _ word: String) {
            if count != told { wrong.append("\(word) on \(told) of \(claims) claims") }
        }
        switch notice.state {
        case .planned, .approved, .waiting, .sending, .uncertain:
            expect(0, facts.recalled, "recalled")
            expect(0, facts.undelivered, "undelivered")
            expect(0, facts.delivered, "delivered")
        case .sent, .delivered:
            expect(claims, facts.delivered, "delivered")
            expect(0, facts.recalled, "recalled")
            expect(0, facts.undelivered, "undelivered")
        case .recalled:
            expect(claims, facts.recalled, "recalled")
            expect(0, facts.undelivered, "undelivered")
        case .failed, .bounced, .returned:
            expect(claims, facts.undelivered, "undelivered")
            expect(0, facts.recalled, "recalled")
        }
        return wrong
    }
}

import Basics
import Claims
import Desk
import Store

/// No letter before its lawful day, at no more than its lawful fee: by Purr's own review of what was known then, and once more by
/// arithmetic of the checkers' own.
struct LawfulChecker: LetterChecker {
    let name = "lawful"

    func objections(to letter: FreshLetter, in office: Office) throws -> [Objection] {
        let id = "P-\(letter.notice.id)"
        var found: [Objection] = []
        for checked in try office.desk.check(id) where !checked.review.isLawful {
            let faults = checked.review.faults.map(\.code).joined(separator: " ")
            found.append(objection("\(id): its review says \(faults)", checked.claim.invoice))
        }
        let day = letter.notice.letterDay
        if day != office.today { found.append(objection("\(id) is dated \(day.iso)")) }
        if !OwnCalendar.isBusinessDay(day), !office.overrides.dayOff {
            found.append(objection("\(id) left on a day off"))
        }
        for line in letter.lines { found += objections(to: line, of: letter, in: office) }
        return found
    }

    private func objections(
        to line: FreshLetter.Line, of letter: FreshLetter, in office: Office
    ) -> [Objection] {
        let bill = office.company.bills[line.bill]
        let notice = letter.notice
        let day = notice.letterDay
        let due = bill.dueNow
        var wrong: [String] = []
        if day <= due { wrong.append("is due \(due.iso)") }
        let before = bill.standing
        if let last = before.compactMap(\.deadline).max(), day <= last {
            wrong.append("the deadline \(last.iso) of an earlier letter runs")
        }
        // A due date agreed later begins the climb anew.
        let climbed = before.filter { $0.day > due }.map(\.step).max()
        if notice.step != .nudge, climbed != Step(rawValue: notice.step.rawValue - 1) {
            wrong.append("\(notice.step.name) comes after \(climbed?.name ?? "nothing")")
        }
        wrong += deadline(notice)
        if notice.step == .paymentDemand {
            if office.law.isAct2026(day) { wrong.append("only an agency demands payment now") }
            if !before.contains(where: { $0.day > due && OwnLaw.isMissed($0, by: day) }) {
                wrong.append("no deadline of 14 days was missed before a demand")
            }
        }
        let most = office.law.feeMost(notice.step, on: day, due: due, before: before)
        if line.fee > most { wrong.append("a fee of \(line.fee), at most \(most) is lawful") }
        return wrong.map { objection("P-\(notice.id) \(notice.step.name): \($0)", bill.number) }
    }

    private func deadline(_ notice: OutboxNotice) -> [String] {
        guard notice.step > .nudge else {
            return notice.deadline == nil ? [] : ["a nudge sets a deadline"]
        }
        guard let deadline = notice.deadline else { return ["sets no deadline"] }
        if deadline - notice.letterDay < 14 { return ["gives \(deadline - notice.letterDay) days"] }
        return OwnCalendar.isBusinessDay(deadline) ? [] : ["the deadline is on a day off"]
    }
}

import Basics
import Claims
import Store

/// No step twice for a bill and climb, and no letter twice: by what the outside world has seen.
struct OnceChecker: LetterChecker {
    let name = "once"

    func objections(to letter: FreshLetter, in office: Office) throws -> [Objection] {
        let notice = letter.notice
        var found: [Objection] = []
        if letter.handed.accepted > 1 {
            found.append(objection("P-\(notice.id) left \(letter.handed.accepted) times"))
        }
        if letter.handed.hasChanged {
            found.append(objection("P-\(notice.id) was handed over again with other bytes"))
        }
        for line in letter.lines {
            let bill = office.company.bills[line.bill]
            let same = bill.standing.first { $0.step == notice.step && $0.day > bill.dueNow }
            if let same {
                found.append(
                    objection(
                        "P-\(notice.id) is a second \(notice.step.name) after P-\(same.notice)",
                        bill.number))
            }
        }
        let twice = office.company.outside.all.first { $0.accepted > 1 || $0.hasChanged }
        if let twice { found.append(objection("\(twice.id) left \(twice.accepted) times")) }
        return found
    }
}

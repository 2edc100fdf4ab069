import Basics
import Claims
import Desk
import Formats
import Letters
import Store

/// What left is what was approved and kept, byte for byte, and says the figures of the outbox.
struct WordsChecker: LetterChecker {
    let name = "words"

    func objections(to letter: FreshLetter, in office: Office) throws -> [Objection] {
        let notice = letter.notice
        let id = "P-\(notice.id)"
        var found: [Objection] = []
        if letter.request.total != notice.total {
            found.append(objection("\(id) asks for \(letter.request.total), not \(notice.total)"))
        }
        if letter.lines.map(\.fee).sum() != notice.fee {
            found.append(objection("\(id) has the fees of its claims wrong"))
        }
        for line in letter.request.claims {
            let sum = line.principal - line.paid + line.interest + line.fees
            if sum != line.toPay {
                found.append(
                    objection("\(id) does not add up: \(sum), \(line.toPay)", line.invoice))
            }
        }
        // Putting a mail together and taking it apart again is slow: every third letter must do.
        var dice = office.company.dice("words \(id)")
        return dice.chance(33) ? try found + bytes(of: letter, id, in: office) : found
    }

    private func bytes(
        of letter: FreshLetter, _ id: String, in office: Office
    ) throws -> [Objection] {
        let notice = letter.notice
        var found: [Objection] = []
        let kept = try office.desk.sentMessage(notice.id)
        let left = letter.handed.message
        if kept.pdf != left.pdf || kept.email != left.email {
            found.append(objection("\(id) left with other bytes than those kept"))
        }
        guard !left.email.isEmpty else { return found }
        let text = try MailReader.read(left.email).text
        var words = [id] + letter.request.claims.map(\.invoice)
        if let deadline = notice.deadline {
            words.append(Self.date(deadline, letter.request.language))
        }
        for word in words where !text.contains(word) {
            found.append(objection("the mail \(id) does not say \(word)"))
        }
        return found
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// As a reader of the language expects it.
    private static func date(_ day: Day, _ language: Language) -> String {
        let (year, month, number) = day.components
        switch language {
        case .nb, .nn:
            return "\(number < 10 ? "0" : "")\(number).\(month < 10 ? "0" : "")\(month).\(year)"
        case .en: return "\(number)\u{A0}\(months[month - 1])\u{A0}\(year)"
        }
    }
}

import Basics
import Claims
import Desk
import Law
import Store
import Texts

/// What happened to a bill, for whoever looks for the fault: as it was in the world, and as Purr has it.
enum ClaimStory {
    static func lines(of number: String, in office: Office) -> [String] {
        let company = office.company
        guard let index = company.bill(numbered: number) else { return ["no bill \(number)"] }
        let bill = company.bills[index]
        let customer = company.customers[bill.customer]
        var dated: [(day: Day, line: String)] = [
            (
                bill.issued,
                "billed \(bill.amount) to \(customer.number) \(customer.name) (\(customer.kind.rawValue), "
                    + "\(customer.temper.rawValue)), due \(bill.due.iso), KID \(bill.kid)"
            )
        ]
        for happening in bill.course {
            dated.append((happening.doneOn ?? Day(9999, 12, 31), "course: \(happening.what)"))
        }
        for entry in company.bank.entries where entry.parts.contains(where: { $0.bill == index }) {
            dated.append(
                (
                    entry.booked,
                    "bank \(entry.id): \(entry.amount) \(entry.kid) \(entry.text) from \(entry.payerName)"
                        + (entry.isTold ? "" : ", not told yet")
                ))
        }
        for credit in bill.credits {
            dated.append((credit.on, "credit \(credit.amount) \(credit.reference) \(credit.way)"))
        }
        for letter in bill.letters {
            dated.append(
                (
                    letter.day,
                    "letter P-\(letter.notice) \(letter.step.name), deadline \(letter.deadline?.iso ?? "none"), "
                        + "fee \(letter.fee), asks \(letter.asked)"
                        + (letter.hasArrived ? "" : ", did not arrive")
                        + (letter.counts ? "" : ", does not count")
                ))
        }
        let world = dated.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }.map { "  \($0.element.day.iso)  \($0.element.line)" }
        return ["In the world:"] + world + ["  told: \(bill.told)"] + inPurr(number, office)
    }

    private static func inPurr(_ number: String, _ office: Office) -> [String] {
        guard let claim = try? office.desk.claimID(number),
            let view = try? office.desk.view(claim)
        else { return ["Purr does not have it."] }
        let texts = ConsoleTexts(.en)
        let facts = view.claim.facts.map {
            "  \($0.on.iso)  \(Timeline.line($0, office.desk.law, texts))"
        }
        return ["In Purr:"] + facts + [
            "  \(view.statement.toPay) to pay, \(view.statement.openPrincipal) of it principal",
            "  \(view.decision.verdict) \(view.decision.reasons.map(\.code).joined(separator: " "))",
        ]
    }
}

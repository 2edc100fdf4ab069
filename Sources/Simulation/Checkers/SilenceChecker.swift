import Basics
import Claims
import Desk
import Store

/// Nothing is sent about what is paid, paused, objected to, promised, in a plan that is kept, handed over, given up or in
/// bankruptcy; nor to somebody whose money or mail waits to be looked at. By what the desk has been told, kept apart from it.
struct SilenceChecker: LetterChecker {
    let name = "silence"

    func objections(to letter: FreshLetter, in office: Office) throws -> [Objection] {
        let id = "P-\(letter.notice.id)"
        let day = letter.notice.letterDay
        var found: [Objection] = []
        for line in letter.lines {
            let bill = office.company.bills[line.bill]
            let why = Self.reasons(bill, on: day) + Self.paid(bill, in: office)
            found += why.map { objection("\(id) \(letter.notice.step.name): \($0)", bill.number) }
        }
        let customer = office.company.customers[letter.lines[0].customer]
        let number = office.company.bills[letter.lines[0].bill].number
        if office.company.unread.values.contains(customer.email), !customer.email.isEmpty {
            found.append(objection("\(id): a mail from the customer waits", number))
        }
        for waiting in try office.desk.payments(onlyUnmatched: true) {
            if waiting.kind == .lumpSum, !office.overrides.staleBankData {
                found.append(objection("\(id): a lump sum is not explained", number))
            }
            let isFreed = office.company.freed.contains("\(waiting.payment.id) \(customer.index)")
            if waiting.kind == .payment, waiting.payment.payerName == customer.name, !isFreed,
                waiting.payment.account.text != ""
            {
                found.append(
                    objection(
                        "\(id): payment \(waiting.payment.id) in the customer's name waits", number)
                )
            }
        }
        return found
    }

    /// What the desk has been told that stops letters.
    private static func reasons(_ bill: Bill, on day: Day) -> [String] {
        var reasons: [String] = []
        switch bill.told.pause {
        case .open: reasons.append("paused")
        case .until(let until): if day < until { reasons.append("paused until \(until.iso)") }
        case nil: break
        }
        if bill.told.objection != nil { reasons.append("objected to") }
        if let by = bill.told.promise, day <= by { reasons.append("promised by \(by.iso)") }
        if bill.told.isExempt { reasons.append("exempt") }
        if bill.told.isWrittenOff { reasons.append("written off") }
        if bill.told.isHandedOver { reasons.append("handed over") }
        if bill.told.isInsolvent { reasons.append("bankrupt") }
        return reasons
    }

    /// Money and credits that the desk has been told of and that cover the bill, or the instalments so far.
    private static func paid(_ bill: Bill, in office: Office) -> [String] {
        let company = office.company
        var reasons: [String] = []
        let known = company.knownLeft(of: bill)
        if known <= .zero { reasons.append("paid") }
        if let plan = bill.told.plan, bill.kid.isEmpty == false, !company.style.hasCustomerKIDs {
            let paid = company.toldWithKID(bill).filter { $0.booked > plan.on }.map(\.unspoiled)
                .sum()
            var sum = Money.zero
            let open = plan.instalments.first { instalment in
                sum += instalment.amount
                return sum > paid
            }
            if let open, office.today <= open.due {
                reasons.append("the plan is kept until \(open.due.iso)")
            }
        }
        return reasons
    }
}

extension Company {
    /// Entries that files have told of and that have the bill's own KID.
    func toldWithKID(_ bill: Bill) -> [BankEntry] {
        if bill.kid.isEmpty { return [] }
        return bank.entries.filter {
            $0.isTold && $0.kid == bill.kid && $0.taken < $0.amount.magnitude
        }
    }

    /// What is left of a bill at most, by what has been told with its own KID, by lists and by word.
    func knownLeft(of bill: Bill) -> Money {
        let desk = bill.credits.filter { $0.way == .desk }
        let money = style.hasCustomerKIDs ? [] : toldWithKID(bill)
        let byMoney = bill.amount - money.map(\.unspoiled).sum() - desk.map(\.amount).sum()
        // The ledger knows what money was for, whatever KID it came with.
        guard let listed = bill.listed else { return byMoney }
        let since = money.filter { $0.booked > listed.on }.map(\.unspoiled).sum()
        let credits = desk.filter { $0.on > listed.on }.map(\.amount).sum()
        return listed.rest - since - credits
    }
}

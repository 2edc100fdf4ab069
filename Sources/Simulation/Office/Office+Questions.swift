import Basics
import Claims
import Desk
import Formats
import Law
import Store

// What Purr asks a person: mails to read, money to place, ladders that are climbed, rests and refunds.

extension Office {
    /// Reads the mails that wait, some of them after some days.
    func readInbox() throws {
        for mail in try desk.inbox() {
            var dice = dice("read \(mail.id)")
            guard dice.chance(65) else { continue }
            guard let written = company.mails[mail.messageID] else {
                try conclude(mail, .done(reason: "not from a customer"))
                continue
            }
            let bill = written.bill
            guard let claim = try claim(of: bill) else { continue }
            if mail.claims != [claim] { try desk.attach(mail.id, to: [claim]) }
            switch written.words {
            case .objection: try conclude(mail, .objection(reason: "e-mail"), bill, written.day)
            case .promise:
                try conclude(
                    mail, .promise(by: today + dice.within(1...20), reason: "e-mail"), bill,
                    written.day)
            case .hardship: try conclude(mail, .hardship(reason: ""), bill, written.day)
            case .question, .away: try conclude(mail, .done(reason: "read"), bill, written.day)
            }
        }
    }

    private func conclude(
        _ mail: StoredMail, _ decision: MailDecision, _ bill: Int? = nil, _ written: Day? = nil
    ) throws {
        let told = try attempt(.act, "mail \(mail.id)") { try $0.conclude(mail.id, decision) }
        note("mail \(mail.id) concluded \(told.joined(separator: " "))")
        company.unread[mail.messageID] = nil
        tally.decisions += 1
        guard let bill, let written else { return }
        var dice = dice("concluded \(mail.id)")
        switch decision {
        case .objection: object(bill, on: written, &dice)
        case .promise(let day, _): company.bills[bill].told.promise = day
        case .hardship:
            for number in told {
                guard let other = company.bill(numbered: number) else { continue }
                company.bills[other].told.pause = .open
                company.errands.append(
                    .init(from: today + dice.within(10...90), bill: other, matter: .resume))
            }
        case .done: break
        }
    }

    // MARK: - Money

    /// Places money that waits, or sets it aside; some of it after some days.
    func placeMoney() throws {
        for stored in try desk.payments(onlyUnmatched: true) {
            let id = stored.payment.id
            var dice = dice("place \(id)")
            guard dice.chance(30) else { continue }
            tally.decisions += 1
            switch stored.kind {
            case .lumpSum, .reversal:
                guard today - stored.payment.booked > 12 else { continue }
                try attempt(.match, "aside \(id)") { try $0.setAside(id, reason: "looked into") }
                note("aside \(id)")
            case .payment: try place(stored, &dice)
            }
        }
    }

    private func place(_ stored: StoredPayment, _ dice: inout Dice) throws {
        let id = stored.payment.id
        let truth = company.bank.entries.first { entry in
            entry.isTold && entry.booked == stored.payment.booked
                && entry.amount == stored.payment.amount
                && (entry.kid == stored.payment.kid || !entry.hasKID)
                && entry.payerName == stored.payment.payerName
        }
        let claims = try (truth?.parts ?? []).compactMap { try claim(of: $0.bill) }
        do {
            switch dice.below(10) {
            case 0...5 where !claims.isEmpty:
                let rest = try attempt(.match, "match \(id)") { try $0.match(id, to: claims) }
                note("matched \(id) rest \(rest)")
            case 0...7:
                let rest = try attempt(.match, "accept \(id)") { try $0.accept(id, rank: 1) }
                note("accepted \(id) rest \(rest)")
            case 8:
                let other = dice.pick(company.customers)
                try attempt(.match, "free \(id)") {
                    try $0.free(id, from: other.number, reason: "asked")
                }
                company.freed.insert("\(id) \(other.index)")
                note("freed \(id) \(other.number)")
            default:
                try attempt(.match, "aside \(id)") { try $0.setAside(id, reason: "nobody's") }
                note("aside \(id)")
            }
        } catch let refusal as Diagnostic where Self.moneyRefusals.contains(refusal.code) {
            note("refused \(refusal.code) payment \(id)")
        }
    }

    /// Takes back where a payment was placed, now and then.
    func unmatchSome() throws {
        var dice = dice("unmatch")
        guard dice.chance(4) else { return }
        let placed = try desk.payments(onlyUnmatched: false, limit: 20).filter {
            $0.kind == .payment && $0.rest == .zero
        }
        guard !placed.isEmpty else { return }
        let chosen = dice.pick(placed).payment
        let id = chosen.id
        do {
            let bills = try attempt(.match, "unmatch \(id)") { try $0.unmatch(id) }
            company.bank.take(chosen.amount, of: chosen)
            note("unmatched \(id) \(bills.joined(separator: " "))")
            // A slip of the hand that is noticed the same day, mostly.
            guard dice.chance(80) else { return }
            let claims = try bills.compactMap { number in
                try scope { try $0.claimID(invoice: number) }
            }
            if claims.isEmpty { return }
            _ = try attempt(.match, "rematch \(id)") { try $0.match(id, to: claims) }
            note("rematched \(id)")
        } catch let refusal as Diagnostic where Self.moneyRefusals.contains(refusal.code) {
            note("refused \(refusal.code) payment \(id)")
        }
    }

    private static let moneyRefusals: Set<String> = [
        "match.nothing-owed", "match.proposal", "payment.placed", "payment.not-placed",
        "payment.refunded", "customer.unknown",
    ]

    // MARK: - The end of the ladder

    /// Decides what the day's report asks.
    func answerQuestions() throws {
        let report = try desk.report()
        for item in report.asking {
            var dice = dice("ask \(item.claim.invoice)")
            guard dice.chance(15), let bill = company.bill(numbered: item.claim.invoice) else {
                continue
            }
            let action: ClaimAction =
                dice.chance(60)
                ? .handOver(to: "Inkasso AS", reason: "not paid")
                : dice.chance(50) ? .writeOff(reason: "lost") : .exempt(reason: "let it rest")
            try decide(action, about: bill, "ask")
        }
        for item in report.attention {
            var dice = dice("attend \(item.claim.invoice)")
            guard dice.chance(20), let bill = company.bill(numbered: item.claim.invoice) else {
                continue
            }
            for reason in item.decision.reasons {
                switch reason {
                case .onlyCostsLeft, .smallResidual:
                    try decide(.waive(nil, reason: "not worth it"), about: bill, "attend")
                case .overpaid where dice.chance(40):
                    try decide(.refund(nil, reason: "paid back by hand"), about: bill, "attend")
                default: continue
                }
                break
            }
        }
    }

    /// Money that is paid back pays no bill any more.
    private func forgetRefunded(_ order: RefundOrder) throws {
        let parts = order.endToEndID.split(separator: "-")
        guard parts.count == 3, parts[1].hasPrefix("P"), let id = Int64(parts[1].dropFirst()),
            let stored = try scope({ try $0.payment(PaymentID(id)) })
        else { return }
        company.bank.take(order.amount, of: stored.payment)
    }

    /// Orders what is to be paid back, about once a week.
    func orderRefunds() throws {
        var dice = dice("refunds")
        guard dice.chance(15) else { return }
        var request = RefundRequest(day: Bank.bankDay(onOrAfter: today))
        request.despiteDebt = dice.chance(50)
        var bytes: [UInt8] = []
        let wanted = request
        let outcome = try attempt(.match, "refunds") { desk in
            bytes = []
            return try desk.orderRefunds(
                wanted, deliver: { bytes = $0 }, withdraw: { bytes = [] })
        }
        guard outcome.message != nil else { return }
        var source = ByteSource(bytes: bytes)
        let read = try Pain001Reader.read(&source).message
        for order in read.orders {
            if company.refunds[order.endToEndID] != nil {
                throw Objection("refunds", "\(order.endToEndID) is ordered a second time")
            }
            company.refunds[order.endToEndID] = order.amount
            try forgetRefunded(order)
            company.bank.book(
                -order.amount, kind: .own, ordered: order.executionDay, text: "Refusjon",
                payerName: order.creditorName)
            note("refund \(order.endToEndID) \(order.amount) \(order.creditorAccount.text)")
            tally.refunds += 1
        }
    }
}

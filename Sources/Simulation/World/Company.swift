import Basics
import Claims
import Desk
import Law
import Store

/// A made-up company with its customers, bills, bank, ledger and post: all that is true, whatever Purr knows of it.
final class Company {
    /// From 1.
    let number: Int
    let seed: UInt64
    let style: Style
    var record: BookRecord
    var customers: [Customer] = []
    var bills: [Bill] = []
    var bank: Bank
    let outside: Outside
    /// Files that lie where they can be fetched, in the order they were made.
    var files: [WorldFile] = []
    /// Things for a person at the desk to do.
    var errands: [Errand] = []
    /// What has been paid out by the bank, by end-to-end id.
    var refunds: [String: Money] = [:]
    /// Mails that customers have written, by Message-ID.
    var mails: [String: Mail] = [:]
    /// Those that the desk has taken in and nobody has concluded, with their senders.
    var unread: [String: String] = [:]
    /// Payments that a person has said are not a customer's: `payment customer`.
    var freed: Set<String> = []
    let firstDay: Day
    private let options: SimulationOptions
    private var lastList: Day?
    private var mailNumber = 0

    /// How the company runs its books.
    struct Style {
        var bankFiles: Bank.Files
        /// One KID for all of a customer's bills, as some banks' agreements have it.
        var hasCustomerKIDs: Bool
        var hasMail: Bool
        /// In thousandths: how often nobody looks at Purr for some days.
        var absence: Int
        /// A person approves one half of the day's letters and then the other.
        var approvesInParts: Bool
        /// Days between lists of open items when there is nothing new.
        var listDays: Int
    }

    /// Something a customer has written.
    struct Mail {
        let customer: Int
        let bill: Int
        let words: Happening.Words
        let day: Day
    }

    /// Something to be done at the desk on a day or later.
    struct Errand {
        enum Matter {
            case call(Happening.Call)
            case concession(Money, corrects: Bool)
            case endObjection(ObjectionOutcome)
            case resume
            /// The post has brought a letter back.
            case returned(notice: Int64)
            case settleUncertain(notice: Int64)
        }
        let from: Day
        /// The bill's place; nil when it is about none.
        let bill: Int?
        let matter: Matter
    }

    init(number: Int, options: SimulationOptions, firstDay: Day) {
        self.number = number
        self.options = options
        self.firstDay = firstDay
        seed = Dice.key(options.seed, "book \(number)")
        var dice = Dice(seed: seed, "company")
        style = Style(
            bankFiles: dice.pick(Bank.Files.allCases), hasCustomerKIDs: dice.chance(15),
            hasMail: dice.chance(75), absence: dice.pick([0, 20, 60]),
            approvesInParts: dice.chance(20), listDays: dice.within(3...12))
        let account = MadeUp.account(&dice)
        let address = MadeUp.address(&dice)
        let name = "\(MadeUp.company(&dice)) \(number)"
        record = BookRecord(
            name: name, organisationNumber: MadeUp.organisationNumber(&dice).text,
            street: address.street.isEmpty ? "Gata 1" : address.street, postcode: address.postcode,
            city: address.city, email: "faktura@firma\(number).example", account: account,
            plan: dice.pick(Plan.Name.allCases), language: dice.pick([.nb, .nb, .nn, .en]),
            dailyLimit: dice.pick([1_000, 1_000, 0, 3]), contactLimit: dice.pick([3, 3, 1, 0]),
            needsSecondApproval: dice.chance(25))
        bank = Bank(
            account: account, files: style.bankFiles, seed: seed, firstDay: firstDay,
            forgets: options.breaks.contains(.lostPayment))
        for index in 1...max(1, options.customers) {
            var own = Dice(seed: seed, "customer \(index)")
            customers.append(Customer(index: index, dice: &own))
        }
        let dead = customers.filter { !$0.isMailboxThere }.map(\.email)
        outside = Outside(
            Outside.Plan(
                seed: seed, hasFaults: options.hasFaults,
                doublesMail: options.breaks.contains(.doubledMail),
                changesMail: options.breaks.contains(.changedMail),
                deadMailboxes: Set(dead.filter { !$0.isEmpty })))
    }

    func dice(_ key: String) -> Dice { Dice(seed: seed, key) }

    // MARK: - What is true

    /// What is really left of a bill on a day, by the bank's bookings and the ledger's credits; not below zero.
    func left(of bill: Int, bookedThrough day: Day) -> Money {
        var left = bills[bill].amount
        for credit in bills[bill].credits where credit.on <= day { left -= credit.amount }
        for entry in bank.entries where entry.booked <= day {
            for part in entry.parts where part.bill == bill { left -= part.amount }
        }
        return max(.zero, left)
    }

    /// The same, orders that are not booked yet taken off too.
    func leftAfterOrders(of bill: Int) -> Money { left(of: bill, bookedThrough: Day(9999, 1, 1)) }

    func bill(numbered number: String) -> Int? { bills.firstIndex { $0.number == number } }
}

// MARK: - The day

extension Company {
    /// What happens on a day before anybody sits down at the desk.
    func live(_ day: Day) {
        for customer in customers.indices where options.hasCustomer(customers[customer].index) {
            buy(customer, on: day)
        }
        for bill in bills.indices where bills[bill].issued <= day { go(on: bill, day) }
    }

    /// What banks, ledgers and mail servers leave in the evening.
    func close(_ day: Day) {
        files += bank.close(day, isUnreliable: options.hasFaults)
        let hasNew = bills.contains { $0.issued == day }
        let isDue = lastList.map { day - $0 >= style.listDays } ?? true
        if hasNew || isDue { writeList(day) }
    }

    /// A first list with what is open before the run begins.
    func open() {
        for customer in customers.indices where options.hasCustomer(customers[customer].index) {
            var dice = dice("history \(customers[customer].index)")
            for _ in 0..<dice.below(3) {
                bill(customer, on: firstDay - dice.within(1...40), &dice)
            }
        }
        writeList(firstDay - 1)
    }

    private func buy(_ customer: Int, on day: Day) {
        var dice = dice("buy \(customers[customer].index) \(day.iso)")
        if dice.chance(perMille: customers[customer].appetite / 3) {
            bill(customer, on: day, &dice)
        }
    }

    private func bill(_ customer: Int, on day: Day, _ dice: inout Dice) {
        let index = bills.count
        // Numbers belong to the customer, so that leaving others out does not change them.
        let count = bills.count { $0.customer == customer } + 1
        let number = "\(customers[customer].index * 1_000 + 40_000 + count)"
        let length = 12
        let kid =
            style.hasCustomerKIDs
            ? KID.forInvoice(customers[customer].number, length: length)?.text
            : KID.forInvoice(number, customer: "7", length: length)?.text
        // Some prices are many customers'.
        let amount =
            dice.chance(20)
            ? Money(kroner: dice.pick([499, 1_250, 2_000]))
            : Money(ore: Int64(dice.within(9_900...4_000_000)))
        bills.append(
            Bill(
                index: index, customer: customer, number: number,
                kid: dice.chance(94) ? kid ?? "" : "", issued: day,
                due: day + dice.pick([14, 14, 14, 21, 30, 7]), amount: amount,
                course: Course.draw(for: customers[customer].temper, &dice)))
    }

    private func writeList(_ day: Day) {
        var rows: [ListWriter.Row] = []
        var rests: [(bill: Int, rest: Money)] = []
        for bill in bills where bill.issued <= day {
            let rest = left(of: bill.index, bookedThrough: day)
            guard rest > .zero else { continue }
            let customer = customers[bill.customer]
            let asRows = bill.credits.filter { $0.on <= day && $0.way == .row }
            let shown = rest + asRows.map(\.amount).sum()
            rests.append((bill.index, rest))
            rows.append(
                .init(
                    customer: customer, type: "Faktura", number: bill.number, issued: bill.issued,
                    due: bill.due, amount: bill.amount, rest: min(shown, bill.amount), kid: bill.kid
                )
            )
            for credit in asRows {
                rows.append(
                    .init(
                        customer: customer, type: "Kreditnota", number: credit.reference,
                        issued: credit.on, due: nil, amount: -credit.amount, rest: -credit.amount,
                        kid: bill.kid))
            }
        }
        lastList = day
        guard !rows.isEmpty else { return }
        files.append(
            WorldFile(
                name: "liste-\(day.iso).csv", bytes: ListWriter.bytes(of: rows), from: day + 1,
                content: .list(asOf: day, rests: rests)))
    }
}

// MARK: - What customers do

extension Company {
    private func go(on bill: Int, _ day: Day) {
        for index in bills[bill].course.indices where bills[bill].course[index].doneOn == nil {
            guard isTime(for: bills[bill].course[index].when, bill, day) else { continue }
            bills[bill].course[index].doneOn = day
            happen(bills[bill].course[index].what, bill, day)
        }
    }

    private func isTime(for when: Happening.When, _ bill: Int, _ day: Day) -> Bool {
        switch when {
        case .due(let days): day >= max(bills[bill].issued, bills[bill].due + days)
        case .letter(let step, let days):
            bills[bill].letters.contains { $0.step >= step && $0.hasArrived && $0.day + days < day }
        case .after(let index, let days):
            bills[bill].course[index].doneOn.map { day >= $0 + days && day > $0 } ?? false
        }
    }

    private func happen(_ what: Happening.What, _ bill: Int, _ day: Day) {
        switch what {
        case .pay(let payment): pay(payment, for: bill, day)
        case .payBack: payBack(bill, day)
        case .write(let words): write(words, about: bill, day)
        case .call(let call):
            errands.append(Errand(from: day, bill: bill, matter: .call(call)))
        case .creditNote(let perMille):
            let left = leftAfterOrders(of: bill)
            let amount = min(left, Self.part(bills[bill].amount, perMille))
            guard amount > .zero else { return }
            var dice = dice("credit \(bills[bill].number)")
            let isRow = dice.chance(40) && !style.hasCustomerKIDs && !bills[bill].kid.isEmpty
            bills[bill].credits.append(
                .init(
                    on: day, amount: amount, reference: "K\(bills[bill].number)",
                    way: isRow ? .row : .netted))
        case .concession(let perMille, let corrects):
            let amount = Self.part(bills[bill].amount, perMille)
            errands.append(
                Errand(from: day, bill: bill, matter: .concession(amount, corrects: corrects)))
        }
    }

    private static func part(_ amount: Money, _ perMille: Int) -> Money {
        Money(ore: max(1, amount.ore * Int64(perMille) / 1_000))
    }

    // MARK: Paying

    private func pay(_ payment: Happening.Payment, for bill: Int, _ day: Day) {
        var dice = dice("pay \(bills[bill].number) \(day.iso)")
        let customer = bills[bill].customer
        let left = leftAfterOrders(of: bill)
        var parts: [(bill: Int, amount: Money)] = []
        var amount = Money.zero
        switch payment.amount {
        case .left: amount = left
        case .asked: amount = bills[bill].letters.last { $0.hasArrived }?.asked ?? left
        case .part(let perMille): amount = Self.part(bills[bill].amount, perMille)
        case .over(let kroner): amount = left + Money(kroner: Int64(kroner))
        case .kroner(let kroner): amount = Money(kroner: Int64(kroner))
        case .allDue:
            for other in bills where other.customer == customer && other.due <= day {
                let open = leftAfterOrders(of: other.index)
                if open > .zero { parts.append((other.index, open)) }
            }
            amount = parts.map(\.amount).sum()
        }
        guard amount > .zero else { return }
        if parts.isEmpty, payment.naming != .nothing, left > .zero {
            parts = [(bill, min(left, amount))]
        }
        let named = naming(payment.naming, bill, parts.map(\.bill), &dice)
        let isFriend = payment.naming == .friend || payment.naming == .nothing
        bank.book(
            amount, kind: .payment, ordered: day, kid: named.kid, text: named.text,
            payerName: named.payer,
            payerAccount: isFriend ? "" : customers[customer].account.text, parts: parts,
            customer: payment.naming == .nothing ? nil : customer)
    }

    /// What the payer writes.
    private func naming(
        _ naming: Happening.Naming, _ bill: Int, _ all: [Int], _ dice: inout Dice
    ) -> (kid: String, text: String, payer: String) {
        let own = bills[bill]
        let payer = customers[own.customer].name
        let numbers = (all.isEmpty ? [bill] : all).map { bills[$0].number }
            .joined(separator: ", ")
        switch naming {
        case .kid: return own.kid.isEmpty ? ("", "Faktura \(numbers)", payer) : (own.kid, "", payer)
        case .slip:
            guard let slipped = slip(own.kid, &dice) else {
                return ("", "Faktura \(numbers)", payer)
            }
            return ("", slipped, payer)
        case .otherKID:
            let others = bills.filter { $0.kid != own.kid && !$0.kid.isEmpty }
            return others.isEmpty ? ("", "", payer) : (dice.pick(others).kid, "", payer)
        case .number: return ("", "Faktura \(numbers)", payer)
        case .name: return ("", "", payer)
        case .friend: return ("", "Faktura \(numbers)", MadeUp.person(&dice))
        case .nothing: return ("", "Innbetaling", "")
        }
    }

    private func slip(_ kid: String, _ dice: inout Dice) -> String? {
        guard !kid.isEmpty else { return nil }
        var digits = Array(kid.utf8)
        let place = dice.below(digits.count)
        digits[place] = 48 + (digits[place] - 48 + UInt8(dice.within(1...9))) % 10
        let slipped = String(decoding: digits, as: UTF8.self)
        return KID(slipped) == nil ? slipped : nil
    }

    private func payBack(_ bill: Int, _ day: Day) {
        let reversed = Set(
            bank.entries.compactMap { entry -> Int? in
                if case .reversal(let of) = entry.kind { of } else { nil }
            })
        guard
            let last = bank.entries.last(where: { entry in
                !entry.isReversal && !entry.isOwn && !entry.kid.isEmpty
                    && !reversed.contains(entry.id) && entry.parts.contains { $0.bill == bill }
            }), last.booked < day
        else { return }
        bank.book(
            -last.amount, kind: .reversal(of: last.id), ordered: day, kid: last.kid,
            payerName: last.payerName, payerAccount: last.payerAccount,
            parts: last.parts.map { ($0.bill, -$0.amount) }, customer: last.customer)
    }

    // MARK: Writing

    private static let texts: [Happening.Words: String] = [
        .objection: "Dette kravet er jeg ikke enig i. Varen ble aldri levert.",
        .promise: "Hei, jeg betaler når lønna kommer.",
        .hardship: "Jeg er alvorlig syk og kan ikke betale nå.",
        .question: "Hva gjelder denne fakturaen?",
        .away: "Jeg er på ferie og leser ikke e-post.",
    ]

    private func write(_ words: Happening.Words, about bill: Int, _ day: Day) {
        let customer = bills[bill].customer
        guard !customers[customer].email.isEmpty, !record.email.isEmpty else { return }
        var dice = dice("mail \(bills[bill].number) \(day.iso)")
        let letter = bills[bill].letters.last { $0.hasArrived }
        let answers = letter.map { "P-\($0.notice)-\(record.id)@\(mailDomain)" }
        let subject =
            dice.chance(50)
            ? "Faktura \(bills[bill].number)" : letter.map { "Sv: P-\($0.notice)" } ?? "Hei"
        mailNumber += 1
        let id = "\(customers[customer].index)-\(bills[bill].number)-\(day.iso)"
        mails["\(id)@kunde.example"] = Mail(
            customer: customer, bill: bill, words: words, day: day)
        let mail = MailWriter.Letter(
            from: customers[customer].email, to: record.email, subject: subject,
            text: Self.texts[words] ?? "", id: id, day: day,
            answers: dice.chance(60) ? answers : nil, isAutomatic: words == .away)
        files.append(
            WorldFile(
                name: "mail-\(day.iso)-\(mailNumber).eml", bytes: MailWriter.bytes(of: mail),
                from: day + 1, content: .mail))
    }

    var mailDomain: String { String(record.email.split(separator: "@").last ?? "localhost") }

    /// A mail server gives a letter back the next day.
    func bounce(_ notice: Int64, to address: String, _ day: Day) {
        let identity = "P-\(notice)-\(record.id)@\(mailDomain)"
        files.append(
            WorldFile(
                name: "mail-\(day.iso)-bounce-\(notice).eml",
                bytes: MailWriter.bounce(of: identity, to: address, on: day), from: day + 1,
                content: .mail))
    }
}

import Basics
import Claims
import Formats
import Law
import Store

/// Takes what a file tells into the book, within one transaction.
struct Intake {
    private let scope: BookConnection
    private let law: LawBook
    private let importID: Int64
    private let at: Int64
    private let writer: PaymentWriter
    private let placer: PaymentPlacer
    private let matcher: Matcher
    /// What the file has told of each account's day.
    private var days: [AccountDay: ImportDay] = [:]
    /// Statements with both balances, each once: a reader may tell of one before and after its entries.
    private var balances: [AccountNumber: [BankStatement]] = [:]
    private var customers: [String: Customer] = [:]
    /// Credits, fees and loose payments wait until every invoice of the list is in the book.
    private var others: [OpenItemRecord] = []
    /// Invoices the book had before, to be compared when the day of the list is known.
    private var known: [KnownItem] = []
    private var hasItems = false
    /// Claims beyond this number came with this file.
    private let lastClaimBefore: Int64
    private let lastPaymentBefore: Int64
    /// How old a claim may be before a person is asked, in days.
    private let backlogDays: Int
    private(set) var outcome = ImportOutcome(file: "")

    private struct Customer {
        var id: DebtorID
        var name: String
        var ledgerBalance: Money?
        var openItems = Money.zero
    }

    private struct KnownItem {
        let claim: ClaimID
        let remaining: Money
        let place: String
    }

    init(
        _ scope: BookConnection, law: LawBook, matcher: Matcher, importID: Int64, at: Int64,
        backlogDays: Int
    ) throws {
        self.backlogDays = backlogDays
        self.scope = scope
        self.law = law
        self.importID = importID
        self.at = at
        self.matcher = matcher
        writer = try PaymentWriter(scope, importID: importID, at: at)
        placer = PaymentPlacer(scope: scope, law: law, at: at, matcher: matcher)
        lastClaimBefore = try scope.last("claim")
        lastPaymentBefore = try scope.last("payment")
    }

    mutating func take(_ batch: RecordBatch) throws {
        for record in batch.records {
            switch record {
            case .customer(let customer): try take(customer)
            case .openItem(let item): try take(item)
            case .statement(let statement):
                try take(statement)
            case .mandate(let mandate):
                try scope.setMandate(kid: mandate.kid, isActive: mandate.change != .deleted, at: at)
                outcome.mandates += 1
            case .finding(let finding): outcome.findings.append(finding)
            case .bankEntry: break  // Bank entries come as payments.
            }
        }
        outcome.entriesIgnored += batch.ignored
        for (day, figures) in batch.days { days[day, default: ImportDay()] += figures }
        if !batch.payments.isEmpty {
            // Claims of this very file were not there when the reader looked.
            try writer.write(batch.payments, claims: hasItems ? nil : batch.claims)
            try placeLeftovers()
        }
    }

    mutating func finish(_ summary: FileSummary) throws {
        if let asOf = summary.asOf, hasItems { try refuseOlder(asOf) }
        try takeOthers()
        try placeLeftovers()
        try checkBalances()
        if let asOf = summary.asOf, hasItems {
            for item in known { try compare(item, asOf: asOf) }
            try scope.setListedThrough(asOf, ofClaimsAfter: lastClaimBefore)
            try scope.note(listedThrough: asOf)
        }
        try askAboutBacklog()
        try matchWaiting()
        try keepTold()
        _ = try scope.explainLumpSums()
        outcome.paymentsAdded = writer.added
        outcome.paymentsKnown = writer.known
        outcome.paymentsAmount = writer.addedAmount
        outcome.paymentsPlaced += writer.placed
        outcome.paymentsWaiting = outcome.paymentsAdded - outcome.paymentsPlaced
    }

    /// A list holds all that is open on its day. What an older one has and the newest has not is paid or credited since, and
    /// would be followed up anew.
    private func refuseOlder(_ asOf: Day) throws {
        guard let newest = try scope.listedThrough(), asOf < newest else { return }
        throw Diagnostic(
            "import.list-older", place: "the list", found: "what was open on \(asOf.iso)",
            expected: "\(newest.iso) or later, as the newest list that is in the book",
            remedy:
                "leave it out; if it is another ledger's and still true, say so with --as-of \(newest.iso)"
        )
    }

    /// Looks again at all that waits: an invoice may have come after its payment, and a payment may be told by more than a KID.
    private mutating func matchWaiting() throws {
        guard hasItems || writer.added > writer.placed else { return }
        if hasItems { try creditWaiting() }
        var found = hasItems ? try placer.retryWaiting() : []
        found += try placer.settleListed(through: scope.allListedThrough())
        found += try matcher.run()
        found += try placer.settleListed(through: scope.listedThrough())
        let isNew = found.count { $0.number > lastPaymentBefore }
        outcome.paymentsPlaced += isNew
        outcome.paymentsPlacedLater += found.count - isNew
    }

    private mutating func take(_ statement: BankStatement) throws {
        try scope.note(account: statement.account.text, through: statement.through)
        guard statement.opening != nil, statement.closing != nil else { return }
        var told = balances[statement.account, default: []]
        if !told.contains(statement) { told.append(statement) }
        balances[statement.account] = told
    }

    /// Keeps what the file told, for the proof that all of it was placed, and follows the accounts' balances.
    private mutating func keepTold() throws {
        for (account, figures) in writer.days {
            for (day, figures) in figures {
                days[AccountDay(account: account, day: day), default: ImportDay()] += figures
            }
        }
        for (day, figures) in days.sorted(by: {
            ($0.key.account, $0.key.day) < ($1.key.account, $1.key.day)
        }) {
            try scope.insert(figures, of: day.account, on: day.day, importID: importID)
        }
        for (account, statements) in balances.sorted(by: { $0.key.text < $1.key.text }) {
            for statement in statements {
                guard let opening = statement.opening, let closing = statement.closing else {
                    continue
                }
                try scope.insert(
                    StatedBalance(
                        from: statement.from, through: statement.through, opening: opening,
                        closing: closing), of: account.text, currency: statement.currency,
                    identity: statement.identity, importID: importID)
            }
        }
        guard !balances.isEmpty else { return }
        for gap in try scope.openBreaks() where balances[gap.account] != nil {
            outcome.findings.append(gap.diagnostic)
        }
    }

    private mutating func placeLeftovers() throws {
        for leftover in writer.takeLeftovers() where try placer.place(leftover) {
            outcome.paymentsPlaced += 1
        }
    }

    /// Claims that come long overdue wait for a person, and so do many at once that come into a book that has sent nothing.
    private mutating func askAboutBacklog() throws {
        guard outcome.claimsAdded > 0 else { return }
        var asked = try scope.unaskedBacklog(overdueFor: backlogDays, after: lastClaimBefore)
        let fresh = min(Backlog.freshDays, backlogDays)
        if try scope.backlogCount(overdueFor: fresh) > Backlog.many, try !scope.hasAnyNotice() {
            asked = try scope.unaskedBacklog(overdueFor: fresh, after: 0)
        }
        let today = Clock.day(of: at)
        try scope.append(asked.map { ($0, today, .backlogged) }, at: at)
        outcome.backlog = asked.count
    }

    // MARK: - Customers

    private mutating func take(_ record: CustomerRecord) throws {
        let kind: DebtorKind =
            switch record.kind {
            case .person: .consumer
            case .business: .business
            case .unknown: record.organisationNumber == nil ? .unknown : .business
            }
        try nameAnew(record)
        let number = try known(record)?.number ?? record.number
        let (id, isNew) = try scope.upsertDebtor(
            Debtor(
                id: DebtorID(0), number: number, name: record.name,
                organisationNumber: record.organisationNumber, kind: kind, street: record.street,
                postcode: record.postcode, city: record.city, country: record.country,
                email: record.email, phone: record.phone))
        for account in record.accounts { try scope.remember(account: account.text, of: id) }
        if customers[record.number] == nil {
            if isNew { outcome.customersAdded += 1 } else { outcome.customersKnown += 1 }
            customers[record.number] = Customer(id: id, name: record.name)
        }
        if let balance = record.ledgerBalance { customers[record.number]?.ledgerBalance = balance }
    }

    /// A customer first heard of by an invoice alone has no number of ours yet; the list that has one names it.
    private func nameAnew(_ record: CustomerRecord) throws {
        guard record.hasSellersNumber, try scope.debtor(number: record.number) == nil else {
            return
        }
        let madeUp = record.organisationNumber?.text ?? "\(record.name) \(record.postcode)"
        guard madeUp != record.number, let known = try scope.debtor(number: madeUp) else { return }
        try scope.renumber(known.id, to: record.number)
    }

    /// The customer that the book has already, for a file that has no number of ours.
    private func known(_ record: CustomerRecord) throws -> Debtor? {
        if record.hasSellersNumber { return nil }
        if let number = record.organisationNumber {
            return try scope.debtor(organisationNumber: number)
        }
        return try scope.debtor(name: record.name, postcode: record.postcode)
    }

    /// Holds customers whose open items are not what the ledger says they owe.
    private mutating func checkBalances() throws {
        for (number, customer) in customers.sorted(by: { $0.key < $1.key }) {
            guard let balance = customer.ledgerBalance, balance != customer.openItems,
                var debtor = try scope.debtor(number: number)
            else { continue }
            debtor.ledgerDifference = .init(found: customer.openItems, expected: balance)
            try scope.setChoices(of: debtor)
        }
    }

    // MARK: - Open items

    private mutating func take(_ item: OpenItemRecord) throws {
        hasItems = true
        guard let customer = customers[item.customerNumber] else {
            throw Diagnostic(
                "import.customer-missing", place: item.place,
                found: "customer \(item.customerNumber)", expected: "a customer in the same file",
                remedy: "export the list again with its customers")
        }
        customers[item.customerNumber]?.openItems += item.remaining
        guard item.currency == "NOK" else {
            outcome.findings.append(
                Diagnostic(
                    "import.currency", place: item.place, found: item.currency, expected: "NOK",
                    remedy: "follow this invoice up by hand"))
            return
        }
        switch item.kind {
        case .invoice: try takeInvoice(item, customer)
        case .undocumented: try takeUndocumented(item, customer)
        case .creditNote, .reminderFee, .unallocated: others.append(item)
        }
    }

    private mutating func takeOthers() throws {
        for item in others {
            guard let customer = customers[item.customerNumber] else { continue }
            switch item.kind {
            case .creditNote: try takeCredit(item, customer)
            case .reminderFee: try takeFee(item)
            case .unallocated, .invoice, .undocumented:
                try takeUnallocated(item, customer, text: "")
            }
        }
    }

    private mutating func takeInvoice(_ item: OpenItemRecord, _ customer: Customer) throws {
        guard let due = item.due, !item.reference.isEmpty, item.remaining > .zero else {
            return try takeUndocumented(item, customer)
        }
        if let claim = try scope.claimID(invoice: item.reference) {
            outcome.claimsKnown += 1
            known.append(KnownItem(claim: claim, remaining: item.remaining, place: item.place))
            return
        }
        let id = try scope.insertClaim(
            NewClaim(
                debtor: customer.id, invoice: item.reference, kid: checkedKID(item),
                issued: item.issued, due: due, principal: item.amount, concerns: concerns(item),
                nextDay: due + 1, came: Clock.day(of: at)))
        guard let id else { return }
        outcome.claimsAdded += 1
        outcome.claimsAmount += item.remaining
        if item.remaining < item.amount {
            try credit(id, item.amount - item.remaining, on: item.issued)
        }
    }

    /// A newer list that says less is left: the ledger knows of a payment or credit that Purr does not.
    private mutating func compare(_ item: KnownItem, asOf: Day) throws {
        guard let stored = try scope.claim(item.claim),
            stored.listedThrough.map({ $0 < asOf }) ?? false
        else { return }
        try scope.setListedThrough(asOf, of: item.claim)
        let open = Statement(of: stored.claim, on: asOf, law: law).openInLedger
        if item.remaining < open {
            try credit(item.claim, open - item.remaining, on: asOf)
            try scope.lookAgain(at: item.claim, on: asOf)
            outcome.creditsAdded += 1
        } else if item.remaining > open {
            outcome.findings.append(
                Diagnostic(
                    "import.remaining-differs", place: item.place,
                    found: "\(item.remaining) left of invoice \(stored.claim.invoice)",
                    expected: "\(open), as the bank files say",
                    remedy: "look at the customer's account in the ledger"))
        }
    }

    /// What the ledger has set off before: taken off from the due day, so that no interest runs on it.
    private func credit(_ claim: ClaimID, _ amount: Money, on day: Day) throws {
        try scope.append(
            .credited(.init(amount: amount, reference: "ledger \(day.iso)")), to: claim, on: day,
            at: at)
    }

    private mutating func takeUndocumented(_ item: OpenItemRecord, _ customer: Customer) throws {
        guard item.remaining > .zero else {
            others.append(item)
            return
        }
        let number =
            item.reference.isEmpty
            ? "saldo-\(item.customerNumber)-\(item.issued.iso)" : item.reference
        let due = item.due ?? item.issued
        let id = try scope.insertClaim(
            NewClaim(
                debtor: customer.id, invoice: number, kid: checkedKID(item), issued: item.issued,
                due: due, principal: item.remaining, concerns: item.text, isDocumented: false,
                nextDay: due + 1, came: Clock.day(of: at)))
        if id == nil {
            outcome.claimsKnown += 1
        } else {
            outcome.claimsAdded += 1
            outcome.claimsAmount += item.remaining
        }
    }

    private mutating func takeCredit(_ item: OpenItemRecord, _ customer: Customer) throws {
        let named = try scope.claims(invoices: item.credits)
        let candidates = item.kid.isEmpty ? named : try named + scope.claims(kid: item.kid)
        guard let claim = candidates.first(where: { $0.claim.debtor == customer.id })?.claim else {
            return try takeUnallocated(
                item, customer, text: StoredPayment.creditNoteMark + item.reference)
        }
        if try credit(claim, -item.remaining, by: item.reference, on: item.issued) {
            outcome.creditsAdded += 1
        }
    }

    /// Sets a credit note against a claim, once.
    ///
    /// - Returns: false when the claim has it already.
    private func credit(
        _ claim: Claim, _ amount: Money, by reference: String, on day: Day
    ) throws -> Bool {
        let isKnown = claim.facts.contains { fact in
            if case .credited(let credit) = fact.event {
                credit.reference == reference
            } else {
                false
            }
        }
        if isKnown { return false }
        try scope.append(
            .credited(.init(amount: amount, reference: reference)), to: claim.id, on: day, at: at)
        try scope.lookAgain(at: claim.id, on: day)
        return true
    }

    /// A credit note that came before its invoice waited as an unallocated credit that names it.
    private mutating func creditWaiting() throws {
        for stored in try scope.waitingPayments() where stored.isCreditNote && stored.isWhole {
            let payment = stored.payment
            guard !payment.named.isEmpty,
                let claim = try scope.claims(invoices: payment.named).first(where: {
                    $0.claim.debtor == payment.debtor
                })?.claim
            else { continue }
            let reference = String(payment.text.dropFirst(StoredPayment.creditNoteMark.count))
            if try credit(claim, payment.amount, by: reference, on: payment.booked) {
                outcome.creditsAdded += 1
            }
            try scope.setRest(
                payment.amount, settled: "credited", debtor: payment.debtor, of: payment.id)
            try scope.setSuspicions([:], of: payment.id)
        }
    }

    private mutating func takeFee(_ item: OpenItemRecord) throws {
        guard let id = try scope.claimID(invoice: item.reference),
            let claim = try scope.claim(id)?.claim
        else {
            outcome.findings.append(
                Diagnostic(
                    "import.fee-without-invoice", place: item.place,
                    found: "a fee of \(item.remaining) for invoice \(item.reference)",
                    expected: "an open invoice with that number",
                    remedy: "waive it, or follow it up by hand"))
            return
        }
        let isKnown = claim.facts.contains { fact in
            if case .chargedBefore(item.remaining) = fact.event {
                fact.on == item.issued
            } else {
                false
            }
        }
        if isKnown { return }
        try scope.append(.chargedBefore(item.remaining), to: id, on: item.issued, at: at)
        outcome.feesAdded += 1
    }

    /// A credit that nobody has allocated waits as a payment and holds its customer's letters.
    private mutating func takeUnallocated(
        _ item: OpenItemRecord, _ customer: Customer, text: String
    ) throws {
        days[AccountDay(account: "", day: item.issued), default: ImportDay()].tell(
            -item.remaining, isOwn: false)
        var payment = NewPayment(
            kind: .payment, family: .ledger, account: "", booked: item.issued, ordered: nil,
            amount: -item.remaining, currency: item.currency, kid: "", text: text,
            payerName: customer.name, payerAccount: "", reference: item.customerNumber,
            debtor: customer.id)
        payment.named = item.credits
        try writer.write([payment])
    }

    /// What was sold, when the list says more than the invoice's own number.
    private func concerns(_ item: OpenItemRecord) -> String {
        let words = item.text.lowercased().split(separator: " ").filter {
            $0 != item.reference.lowercased()
        }
        let says = words.filter { !["faktura", "fakturanr", "invoice", "nr", "nr."].contains($0) }
        return says.isEmpty ? "" : item.text
    }

    /// The KID if its check digit is right; a wrong one would never match, and must not be printed.
    private mutating func checkedKID(_ item: OpenItemRecord) -> String {
        if item.kid.isEmpty || KID(item.kid) != nil { return item.kid }
        outcome.findings.append(
            Diagnostic(
                "import.kid", place: item.place, found: item.kid,
                expected: "a KID whose check digit fits MOD10 or MOD11",
                remedy: "the invoice is followed up without KID"))
        return ""
    }
}

extension Statement {
    /// What is left of the invoice in a ledger that knows the same money: there all of it is set against the invoice, where Purr
    /// may have set a part of it against fees and interest.
    fileprivate var openInLedger: Money {
        min(openInvoice, max(.zero, principal - credited - paid))
    }
}

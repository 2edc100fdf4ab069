import Basics
import Claims

/// How a fact lies in its row: a kind number, and four plain columns whose meaning the kind gives.
struct FactRow {
    var kind: Int64
    var amount: Int64?
    var ref: Int64?
    var other: Int64?
    var step: Int64?
    var text: String?

    /// The kinds' numbers are stored: never change or reuse one.
    enum Kind: Int64 {
        case paid = 1
        case reversed = 2
        case credited = 3
        case chargedBefore = 4
        case noticed = 5
        case recalled = 6
        case undelivered = 7
        case delivered = 8
        case paused = 9
        case resumed = 10
        case disputed = 11
        case promised = 12
        case exempted = 13
        case writtenOff = 14
    }

    private init(
        _ kind: Kind, amount: Money? = nil, ref: Int64? = nil, other: Int64? = nil,
        step: Int64? = nil, text: String? = nil
    ) {
        self.kind = kind.rawValue
        self.amount = amount?.ore
        self.ref = ref
        self.other = other
        self.step = step
        self.text = text
    }

    init(_ event: Fact.Event) {
        switch event {
        case .paid(let receipt): self = Self.receipt(.paid, receipt)
        case .reversed(let receipt): self = Self.receipt(.reversed, receipt)
        case .credited(let credit):
            self.init(
                .credited, amount: credit.amount, other: credit.corrects ? 1 : 0,
                text: credit.reference)
        case .chargedBefore(let fee): self.init(.chargedBefore, amount: fee)
        case .noticed(let notice):
            self.init(
                .noticed, amount: notice.fee, ref: notice.id.number,
                other: notice.deadline.map { Int64($0.number) },
                step: Int64(notice.round * 8 + notice.step.rawValue))
        case .recalled(let id, let why): self.init(.recalled, ref: id.number, text: why)
        case .undelivered(let id, let why): self.init(.undelivered, ref: id.number, text: why)
        case .delivered(let id): self.init(.delivered, ref: id.number)
        case .paused(let until, let why):
            self.init(.paused, other: until.map { Int64($0.number) }, text: why)
        case .resumed(let why): self.init(.resumed, text: why)
        case .disputed(let why): self.init(.disputed, text: why)
        case .promised(let by, let why): self.init(.promised, other: Int64(by.number), text: why)
        case .exempted(let why): self.init(.exempted, text: why)
        case .writtenOff(let why): self.init(.writtenOff, text: why)
        }
    }

    private static func receipt(_ kind: Kind, _ receipt: Fact.Receipt) -> FactRow {
        FactRow(
            kind, amount: receipt.amount, ref: receipt.payment.number,
            other: receipt.ordered.map { Int64($0.number) }, step: receipt.forPrincipal ? 1 : nil)
    }

    /// Columns of a fact row from `first` on: id, day, kind, amount, ref, other, step, text.
    static func fact(_ row: SQLRow, from first: Int32) throws -> Fact {
        let day = row.day(first + 1)
        let amount = row.money(first + 3)
        let ref = row.int(first + 4)
        let other = row.optionalDay(first + 5)
        let step = row.int(first + 6)
        guard let kind = Kind(rawValue: row.int(first + 2)) else {
            throw Diagnostic(
                "store.fact-kind", place: "fact \(row.int(first))",
                found: "kind \(row.int(first + 2))", expected: "a kind this version knows",
                remedy: "install the newest Purr")
        }
        let event: Fact.Event
        switch kind {
        case .paid, .reversed:
            let receipt = Fact.Receipt(
                payment: PaymentID(ref), amount: amount, ordered: other, forPrincipal: step == 1)
            event = kind == .paid ? .paid(receipt) : .reversed(receipt)
        case .credited:
            event = .credited(
                .init(
                    amount: amount, reference: row.text(first + 7),
                    corrects: row.int(first + 5) == 1))
        case .chargedBefore: event = .chargedBefore(amount)
        case .noticed:
            event = .noticed(
                Notice(
                    id: NoticeID(ref), step: Step(rawValue: Int(step % 8)) ?? .ask,
                    round: Int(step / 8), sentOn: day, deadline: other, fee: amount))
        case .recalled: event = .recalled(NoticeID(ref), why: row.text(first + 7))
        case .undelivered: event = .undelivered(NoticeID(ref), why: row.text(first + 7))
        case .delivered: event = .delivered(NoticeID(ref))
        case .paused: event = .paused(until: other, why: row.text(first + 7))
        case .resumed: event = .resumed(why: row.text(first + 7))
        case .disputed: event = .disputed(why: row.text(first + 7))
        case .promised: event = .promised(by: other ?? day, why: row.text(first + 7))
        case .exempted: event = .exempted(why: row.text(first + 7))
        case .writtenOff: event = .writtenOff(why: row.text(first + 7))
        }
        return Fact(id: row.int(first), on: day, event: event)
    }
}

extension BookConnection {
    /// Appends facts to claims, in the order given; `at` is in seconds since 1970 UTC.
    public func append(_ facts: [(claim: ClaimID, on: Day, event: Fact.Event)], at: Int64) throws {
        guard !facts.isEmpty else { return }
        var id = try reserve("fact", count: Int64(facts.count))
        let insert = try connection.prepare(
            """
            INSERT INTO fact (book, claim, id, day, kind, amount, ref, other, step, text, at)
            VALUES (?,?,?,?,?,?,?,?,?,?,?)
            """)
        for (claim, on, event) in facts {
            let row = FactRow(event)
            insert.bind(1, book)
            insert.bind(2, claim.number)
            insert.bind(3, id)
            insert.bind(4, Int64(on.number))
            insert.bind(5, row.kind)
            row.amount.bind(to: insert, at: 6)
            row.ref.bind(to: insert, at: 7)
            row.other.bind(to: insert, at: 8)
            row.step.bind(to: insert, at: 9)
            row.text.bind(to: insert, at: 10)
            insert.bind(11, at)
            try insert.run()
            id += 1
        }
    }

    public func append(_ event: Fact.Event, to claim: ClaimID, on day: Day, at: Int64) throws {
        try append([(claim, day, event)], at: at)
    }
}

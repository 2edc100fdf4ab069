import Basics
import Claims
import Law

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
        case compensationClaimed = 15
        case deferred = 16
        case basisKnown = 17
        case instalmentPlan = 18
        case acknowledged = 19
        case waived = 20
        case refunded = 21
        case handedOver = 22
        case takenBack = 23
        case insolvent = 24
        case insolvencyEnded = 25
        case legalAction = 26
        case limitationExtended = 27
        case objectionEnded = 28
        case lossEstablished = 29
        case misplaced = 30
        // Going live has a number series of its own.
        case backlogged = 41
        case sorted = 42
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
        case .misplaced(let receipt): self = Self.receipt(.misplaced, receipt)
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
        case .compensationClaimed(let amount): self.init(.compensationClaimed, amount: amount)
        case .deferred(let to, let why):
            self.init(.deferred, other: Int64(to.number), text: why)
        case .basisKnown(let basis, let why): self = Self.basis(basis, why)
        case .instalmentPlan(let plan):
            self.init(
                .instalmentPlan, amount: plan.total, step: plan.bearsInterest ? 1 : 0,
                text: InstalmentText.write(plan))
        case .acknowledged(let evidence): self.init(.acknowledged, text: evidence)
        case .waived(let amount, let why): self.init(.waived, amount: amount, text: why)
        case .refunded(let amount, let why): self.init(.refunded, amount: amount, text: why)
        case .handedOver(let to): self.init(.handedOver, text: to)
        case .takenBack(let why): self.init(.takenBack, text: why)
        case .insolvent(let kind, let why):
            self.init(.insolvent, step: StoredNumber.of(kind), text: why)
        case .insolvencyEnded(let why): self.init(.insolvencyEnded, text: why)
        case .legalAction(let action, let why):
            self.init(.legalAction, step: StoredNumber.of(action), text: why)
        case .limitationExtended(let to, let why):
            self.init(.limitationExtended, other: Int64(to.number), text: why)
        case .objectionEnded(let outcome, let why):
            self.init(.objectionEnded, step: StoredNumber.of(outcome), text: why)
        case .lossEstablished(let alternative, let why):
            self.init(.lossEstablished, step: StoredNumber.of(alternative), text: why)
        case .backlogged: self.init(Kind.backlogged)
        case .sorted(let pile, let why):
            self.init(.sorted, step: pile.flatMap { StoredNumber.of($0) }, text: why)
        }
    }

    private static func basis(_ basis: DueBasis, _ why: String) -> FactRow {
        switch basis {
        case .agreed: FactRow(.basisKnown, step: 1, text: why)
        case .demanded(let sentOn, let accepted):
            FactRow(
                .basisKnown, ref: accepted.map { $0 ? 1 : 2 }, other: Int64(sentOn.number), step: 2,
                text: why)
        case .unilateral(let sentOn):
            FactRow(.basisKnown, other: Int64(sentOn.number), step: 3, text: why)
        }
    }

    private static func basis(ref: Int64, other: Day?, step: Int64) -> DueBasis? {
        switch (step, other) {
        case (1, _): .agreed
        case (2, let sentOn?):
            .demanded(sentOn: sentOn, electronicAccepted: ref == 0 ? nil : ref == 1)
        case (3, let sentOn?): .unilateral(sentOn: sentOn)
        default: nil
        }
    }

    private static func receipt(_ kind: Kind, _ receipt: Fact.Receipt) -> FactRow {
        FactRow(
            kind, amount: receipt.amount, ref: receipt.payment.number,
            other: receipt.ordered.map { Int64($0.number) },
            step: receipt.designation.map { Int64($0.rawValue) })
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
        case .paid, .reversed, .misplaced:
            let receipt = Fact.Receipt(
                payment: PaymentID(ref), amount: amount, ordered: other,
                designation: Fact.Designation(rawValue: Int(step)))
            event =
                kind == .paid
                ? .paid(receipt) : kind == .reversed ? .reversed(receipt) : .misplaced(receipt)
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
        case .compensationClaimed: event = .compensationClaimed(amount)
        case .deferred: event = .deferred(to: other ?? day, why: row.text(first + 7))
        case .acknowledged: event = .acknowledged(evidence: row.text(first + 7))
        case .waived: event = .waived(amount, why: row.text(first + 7))
        case .refunded: event = .refunded(amount, why: row.text(first + 7))
        case .handedOver: event = .handedOver(to: row.text(first + 7))
        case .takenBack: event = .takenBack(why: row.text(first + 7))
        case .insolvencyEnded: event = .insolvencyEnded(why: row.text(first + 7))
        case .limitationExtended:
            event = .limitationExtended(to: other ?? day, why: row.text(first + 7))
        case .backlogged: event = .backlogged
        case .sorted: event = .sorted(StoredNumber.pile(step), why: row.text(first + 7))
        case .basisKnown, .instalmentPlan, .insolvent, .legalAction, .objectionEnded,
            .lossEstablished:
            event = try coded(kind, row, from: first)
        }
        return Fact(id: row.int(first), on: day, event: event)
    }
}

extension FactRow {
    /// Facts with a part that is coded in a number or a text.
    ///
    /// - Throws: `Diagnostic` `store.fact` when the code is none that this version writes.
    private static func coded(
        _ kind: Kind, _ row: SQLRow, from first: Int32
    ) throws -> Fact.Event {
        let step = row.int(first + 6)
        let text = row.text(first + 7)
        var event: Fact.Event?
        switch kind {
        case .basisKnown:
            let basis = basis(
                ref: row.int(first + 4), other: row.optionalDay(first + 5), step: step)
            event = basis.map { .basisKnown($0, why: text) }
        case .instalmentPlan:
            event = InstalmentText.read(text, bearsInterest: step == 1).map { .instalmentPlan($0) }
        case .insolvent:
            event = StoredNumber.insolvency(step).map { .insolvent($0, why: text) }
        case .legalAction:
            event = StoredNumber.legalAction(step).map { .legalAction($0, why: text) }
        case .objectionEnded:
            event = StoredNumber.outcome(step).map { .objectionEnded($0, why: text) }
        case .lossEstablished:
            event = StoredNumber.alternative(step).map { .lossEstablished($0, why: text) }
        default: break
        }
        guard let event else {
            throw Diagnostic(
                "store.fact", place: "fact \(row.int(first))", found: "\(kind) \(step) \(text)",
                expected: "a value this version knows", remedy: "install the newest Purr")
        }
        return event
    }
}

/// The numbers that enums are stored as: never change or reuse one.
enum StoredNumber {
    private static let insolvencies: [Insolvency] = [
        .bankruptcy, .reconstruction, .debtSettlement, .windingUp,
    ]
    private static let actions: [LegalAction] = [
        .conciliationComplaint, .writ, .enforcementPetition, .bankruptcyPetition, .filedInEstate,
        .setOff, .judgment, .courtSettlement, .enforcementEnded, .estateClosed, .caseEnded,
    ]
    private static let alternatives: [VATLoss.Alternative] = [.a, .b, .c, .d]
    private static let outcomes: [ObjectionOutcome] = [
        .groundless, .reasonable, .reasonableButLate,
    ]

    private static let piles: [BacklogPile] = [.remind, .ask, .leave]

    static func of(_ pile: BacklogPile) -> Int64? { number(of: pile, in: piles) }
    static func pile(_ number: Int64) -> BacklogPile? { value(number, in: piles) }

    static func of(_ kind: Insolvency) -> Int64? { number(of: kind, in: insolvencies) }
    static func of(_ action: LegalAction) -> Int64? { number(of: action, in: actions) }
    static func of(_ outcome: ObjectionOutcome) -> Int64? { number(of: outcome, in: outcomes) }

    static func of(_ alternative: VATLoss.Alternative) -> Int64? {
        number(of: alternative, in: alternatives)
    }

    static func alternative(_ number: Int64) -> VATLoss.Alternative? {
        value(number, in: alternatives)
    }

    static func insolvency(_ number: Int64) -> Insolvency? { value(number, in: insolvencies) }
    static func legalAction(_ number: Int64) -> LegalAction? { value(number, in: actions) }
    static func outcome(_ number: Int64) -> ObjectionOutcome? { value(number, in: outcomes) }

    private static func number<Value: Equatable>(of value: Value, in list: [Value]) -> Int64? {
        list.firstIndex(of: value).map { Int64($0 + 1) }
    }

    private static func value<Value>(_ number: Int64, in list: [Value]) -> Value? {
        number >= 1 && number <= list.count ? list[Int(number) - 1] : nil
    }
}

/// A payment plan as one text: `2026-10-01:50000 2026-11-02:50000`, amounts in øre.
enum InstalmentText {
    static func write(_ plan: InstalmentPlan) -> String {
        plan.instalments.map { "\($0.due.iso):\($0.amount.ore)" }.joined(separator: " ")
    }

    static func read(_ text: String, bearsInterest: Bool) -> InstalmentPlan? {
        var instalments: [InstalmentPlan.Instalment] = []
        for part in text.split(separator: " ") {
            let pair = part.split(separator: ":")
            guard pair.count == 2, let due = Day(iso: pair[0]), let ore = Int64(pair[1]) else {
                return nil
            }
            instalments.append(.init(due: due, amount: Money(ore: ore)))
        }
        return try? InstalmentPlan(instalments, bearsInterest: bearsInterest)
    }
}

/// Appends facts one by one, in the order of their numbers, and tells the audit chain of each.
final class FactWriter {
    private let scope: BookConnection
    private let chain: ChainWriter
    private let insert: SQLStatement
    private var id: Int64

    /// - Parameter count: how many facts there will be at most.
    init(_ scope: BookConnection, count: Int) throws {
        self.scope = scope
        chain = try scope.chain
        insert = try scope.connection.prepare(
            """
            INSERT INTO fact (book, claim, id, day, kind, amount, ref, other, step, text, at, salt,
                seal) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)
            """)
        id = try scope.reserve("fact", count: Int64(count))
    }

    func append(_ row: FactRow, to claim: Int64, on day: Day, at: Int64) throws {
        let seal = row.text.map { chain.seal($0, .fact, id) }
        insert.bind(1, scope.book)
        insert.bind(2, claim)
        insert.bind(3, id)
        insert.bind(4, Int64(day.number))
        insert.bind(5, row.kind)
        row.amount.bind(to: insert, at: 6)
        row.ref.bind(to: insert, at: 7)
        row.other.bind(to: insert, at: 8)
        row.step.bind(to: insert, at: 9)
        row.text.bind(to: insert, at: 10)
        insert.bind(11, at)
        (seal?.salt).bind(to: insert, at: 12)
        (seal?.hash).bind(to: insert, at: 13)
        try insert.run()
        try chain.cover(.fact, id, owner: claim) { fields in
            fields.append(id)
            fields.append(claim)
            fields.append(Int64(day.number))
            fields.append(row.kind)
            fields.append(row.amount)
            fields.append(row.ref)
            fields.append(row.other)
            fields.append(row.step)
            fields.append(seal?.hash)
            fields.append(at)
        }
        id += 1
    }
}

extension BookConnection {
    /// Appends facts to claims, in the order given; `at` is in seconds since 1970 UTC.
    public func append(_ facts: [(claim: ClaimID, on: Day, event: Fact.Event)], at: Int64) throws {
        guard !facts.isEmpty else { return }
        let writer = try FactWriter(self, count: facts.count)
        for (claim, on, event) in facts {
            connection.touch(claim: claim.number)
            try writer.append(FactRow(event), to: claim.number, on: on, at: at)
        }
    }

    public func append(_ event: Fact.Event, to claim: ClaimID, on day: Day, at: Int64) throws {
        try append([(claim, day, event)], at: at)
    }
}

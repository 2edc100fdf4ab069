import Basics
import Claims
import Law

/// A claim that much has happened to, the law it is judged by, and the day it is looked at.
struct RandomClaim {
    var claim: Claim
    var law: LawBook
    var on: Day

    /// The `index`th claim of a run, whatever came before it.
    init(seed: UInt64, index: Int) {
        var chance = Chance(seed: seed &+ UInt64(index) &* 0xd134_2543_de82_ef95)
        var maker = Maker(using: &chance)
        self = maker.make(using: &chance)
    }

    init(claim: Claim, law: LawBook, on: Day) {
        self.claim = claim
        self.law = law
        self.on = on
    }
}

extension Chance {
    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True `percent` times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { int(1...100) <= percent }

    mutating func one<Value>(of values: [Value]) -> Value { values[int(0...(values.count - 1))] }
}

/// Lets a claim live: what comes to pass depends on what has come to pass.
private struct Maker {
    private var claim: Claim
    private var law: LawBook
    private var now: Day
    private let end: Day
    private var events: [(on: Day, event: Fact.Event)] = []
    private var payments: Int64 = 0
    private var letters: [Notice] = []
    private var isDisputed = false
    private var isBankrupt = false
    private var isCompensated = false
    private var mayRefund = true

    init(using chance: inout Chance) {
        let due = Self.due(&chance)
        let issued = due - chance.one(of: [0, 10, 14, 14, 14, 30, 45])
        claim = Claim(
            id: ClaimID(1), debtor: DebtorID(1), invoice: "1001", issued: issued, due: due,
            dueBasis: Self.basis(issued, &chance), principal: Self.principal(&chance),
            debtorKind: chance.one(of: [.consumer, .business, .business, .unknown]))
        law = LawBook.shipped.with(Self.conventions(&chance))
        let horizon =
            chance.happens(30)
            ? chance.int(0...25) : chance.int(25...(chance.happens(15) ? 420 : 130))
        end = min(due + horizon, Day(2026, 12, 31))
        now = due - chance.int(0...12)
    }

    private static func due(_ chance: inout Chance) -> Day {
        var day = Day(2016, 1, 1) + chance.int(0...3960)
        if chance.happens(20) {
            // A rate change is near.
            day = Day(day.year, chance.one(of: [1, 7]), 1) - chance.int(0...20)
        }
        if chance.happens(25) {
            while !TypedLaw.isDayOff(day) { day = day + 1 }
        }
        return day
    }

    private static func principal(_ chance: inout Chance) -> Money {
        switch chance.int(1...10) {
        case 1: Money(ore: Int64(chance.int(1...200)))
        case 2: Money(ore: Int64(chance.int(1_000_000...2_000_000_000)))
        case 3...5: Money(kroner: Int64(chance.int(1...100) * 100))
        default: Money(ore: Int64(chance.int(200...3_000_000)))
        }
    }

    private static func basis(_ issued: Day, _ chance: inout Chance) -> DueBasis {
        switch chance.int(1...10) {
        case 1: .unilateral(sentOn: issued)
        case 2:
            .demanded(
                sentOn: issued + chance.int(0...20), electronicAccepted: chance.one(of: [nil, true, false]))
        default: .agreed
        }
    }

    private static func conventions(_ chance: inout Chance) -> Conventions {
        var conventions = Conventions()
        guard chance.happens(65) else { return conventions }
        conventions.firstInterestDay = chance.one(of: Conventions.FirstInterestDay.allCases)
        conventions.dayCount = chance.one(of: Conventions.DayCount.allCases)
        conventions.rounding = chance.one(of: Conventions.Rounding.allCases)
        conventions.interestBase = chance.one(of: Conventions.InterestBase.allCases)
        conventions.dueOnDayOff = chance.one(of: Conventions.DueOnDayOff.allCases)
        conventions.compensationDay = chance.one(of: Conventions.CompensationDay.allCases)
        conventions.allocation = chance.one(of: Conventions.Allocation.allCases)
        if chance.happens(20) { conventions.invoiceDueDate = .unilateral }
        return conventions
    }

    mutating func make(using chance: inout Chance) -> RandomClaim {
        for _ in 0..<chance.int(0...8) {
            now = now + chance.int(0...max(1, (end - claim.due) / 4))
            guard now <= end else { break }
            happen(using: &chance)
        }
        var happened = events.enumerated().filter { $0.element.on <= end }
            .sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
        if let first = happened.indices.first(where: { Self.mayBeLate(happened[$0].event) }),
            chance.happens(15)
        {
            // It comes to be known later than it happened.
            let late = happened.remove(at: first)
            happened.insert(late, at: chance.int(first...happened.count))
        }
        let facts = happened.enumerated().map {
            Fact(id: Int64($0 + 1), on: $1.on, event: $1.event)
        }
        return RandomClaim(claim: claim.with(facts: facts), law: law, on: end)
    }

    private static func mayBeLate(_ event: Fact.Event) -> Bool {
        switch event {
        case .paid, .credited, .waived, .compensationClaimed, .deferred: true
        default: false
        }
    }

    private mutating func happen(using chance: inout Chance) {
        switch chance.int(1...100) {
        case 1...30: pay(&chance)
        case 31...48: write(&chance)
        case 49...53:
            if let last = letters.popLast() {
                add(chance.happens(50) ? .recalled(last.id, why: "r") : .undelivered(last.id, why: "u"))
            }
        case 54...61: credit(&chance)
        case 62...65: add(.waived(amount(&chance), why: "w"))
        case 66...69: refund()
        case 70...77: agreePlan(&chance)
        case 78...80: add(.deferred(to: max(now, claim.due) + chance.int(1...30), why: "d"))
        case 81...82: add(.basisKnown(Self.basis(claim.issued, &chance), why: "b"))
        case 83...88: object(&chance)
        case 89...91: compensate(&chance)
        case 92...95: fail(&chance)
        case 96: add(.chargedBefore(Money(kroner: Int64(chance.int(30...70)))))
        default: rest(&chance)
        }
    }

    private mutating func add(_ event: Fact.Event) { events.append((now, event)) }

    /// What is owed by now; only to make amounts that mean something.
    private var statement: Statement {
        let facts = events.enumerated().map {
            Fact(id: Int64($0 + 1), on: $1.on, event: $1.event)
        }
        return Statement(of: claim.with(facts: facts), on: now, law: law)
    }

    private mutating func amount(_ chance: inout Chance) -> Money {
        let whole = claim.principal.ore
        return Money(ore: max(1, whole * Int64(chance.int(1...100)) / 100))
    }
}

// MARK: - What can come to pass

extension Maker {
    private mutating func pay(_ chance: inout Chance) {
        payments += 1
        let owed = statement
        let amount: Money
        switch chance.int(1...10) {
        case 1...2: amount = owed.openPrincipal
        case 3: amount = owed.toPay
        case 4: amount = owed.openCosts
        case 5: amount = owed.openInterest
        case 6: amount = owed.toPay + Money(ore: Int64(chance.int(1...100_000)))
        default: amount = self.amount(&chance)
        }
        guard amount > .zero else { return }
        let ordered = chance.happens(35) ? now - chance.int(0...5) : nil
        add(
            .paid(
                Fact.Receipt(
                    payment: PaymentID(payments), amount: amount, ordered: ordered,
                    designation: chance.happens(25)
                        ? chance.one(of: [.principal, .interest, .costs]) : nil)))
    }

    private mutating func write(_ chance: inout Chance) {
        let step = Step(rawValue: min(3, letters.count + chance.int(0...1))) ?? .reminder
        var fee = Money.zero
        if step > .nudge && chance.happens(75) {
            fee = Money(kroner: step == .paymentDemand ? 113 : 38)
        }
        let deadline = step == .nudge ? nil : now + chance.one(of: [10, 14, 14, 14, 20])
        let notice = Notice(
            id: NoticeID(Int64(events.count + 1)), step: step, sentOn: now, deadline: deadline, fee: fee)
        letters.append(notice)
        add(.noticed(notice))
    }

    private mutating func credit(_ chance: inout Chance) {
        let left = claim.principal - statement.credited
        guard left > .zero else { return }
        let amount = chance.happens(20) ? left : Money(ore: max(1, left.ore * Int64(chance.int(1...100)) / 100))
        add(.credited(Fact.Credit(amount: amount, reference: "c", corrects: chance.happens(50))))
    }

    private mutating func refund() {
        let overpaid = statement.overpaid
        guard overpaid > .zero, mayRefund else { return }
        add(.refunded(overpaid, why: "r"))
    }

    private mutating func agreePlan(_ chance: inout Chance) {
        let owed = chance.happens(70) ? statement.toPay : amount(&chance)
        guard owed > .zero else { return }
        let count = chance.int(1...4)
        var day = now
        var parts: [InstalmentPlan.Instalment] = []
        for _ in 0..<count {
            day = day + chance.int(1...30)
            parts.append(.init(due: day, amount: Money(ore: max(1, owed.ore / Int64(count)))))
        }
        guard let plan = try? InstalmentPlan(parts, bearsInterest: chance.happens(25)) else { return }
        add(.instalmentPlan(plan))
        mayRefund = false
        for part in parts where chance.happens(70) {
            payments += 1
            let booked = part.due + chance.int(-2...4)
            let ordered = chance.happens(35) ? booked - chance.int(0...2) : nil
            events.append(
                (
                    max(now, booked),
                    .paid(
                        .init(
                            payment: PaymentID(payments), amount: part.amount,
                            ordered: ordered.map { max(now, $0) }))
                ))
        }
    }

    private mutating func object(_ chance: inout Chance) {
        if isDisputed {
            add(.objectionEnded(chance.one(of: ObjectionOutcome.allCases), why: "o"))
            // Nobody says whether a letter of the same day came before or after.
            now = now + 1
        } else {
            add(.disputed(why: "o"))
        }
        isDisputed.toggle()
    }

    private mutating func compensate(_ chance: inout Chance) {
        guard claim.debtorKind == .business, !isCompensated, now > claim.due else { return }
        isCompensated = true
        let base = law.conventions.compensationDay == .claimed ? now : claim.due + 1
        add(.compensationClaimed(Money(ore: Int64(TypedLaw.halfYear(of: base)?.compensation ?? 1))))
    }

    private mutating func fail(_ chance: inout Chance) {
        if isBankrupt {
            add(.insolvencyEnded(why: "i"))
            mayRefund = false
            isBankrupt = false
        } else {
            isBankrupt = chance.happens(75)
            add(.insolvent(isBankrupt ? .bankruptcy : chance.one(of: Insolvency.allCases.filter { $0 != .bankruptcy }), why: "i"))
        }
    }

    /// What moves no money.
    private mutating func rest(_ chance: inout Chance) {
        switch chance.int(1...8) {
        case 1: add(.paused(until: now + chance.int(1...30), why: "p"))
        case 2: add(.promised(by: now + chance.int(1...20), why: "p"))
        case 3: add(.acknowledged(evidence: "a"))
        case 4: add(.handedOver(to: "h"))
        case 5: add(.legalAction(.conciliationComplaint, why: "l"))
        case 6: add(.exempted(why: "e"))
        case 7: add(.takenBack(why: "t"))
        default:
            isDisputed = false
            add(.resumed(why: "r"))
        }
    }
}

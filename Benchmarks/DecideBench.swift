import Basics
import Claims
import Dispatch
import Law

/// W2: the decision for each of a million claims in memory.
enum DecideBench {
    static func measure(_ size: Int, threads: Int) -> Measurement {
        let claims = (0..<size).map(claim)
        let policy = Policy(plan: .named(.anbefalt))
        let law = LawBook.shipped
        let chunk = (size + threads - 1) / threads
        let (seconds, letters) = timed {
            let counts = Counts(threads)
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                var letters = 0
                for claim in claims[min(size, thread * chunk)..<min(size, (thread + 1) * chunk)] {
                    let decision = decide(claim, policy: policy, law: law, today: Sample.today)
                    if case .send = decision.verdict { letters += 1 }
                }
                counts.set(letters, at: thread)
            }
            return counts.sum
        }
        precondition(letters > size / 10 && letters < size, "an unlikely mixture: \(letters)")
        return Measurement(value: Double(size) / seconds, peakMemoryMB: Memory.peakMB)
    }

    /// In a hundred: 40 not yet due, 20 newly overdue, 15 nudged, 10 reminded, 5 warned, 4 paid in part, 2 paid,
    /// 2 disputed, 1 paused, 1 credited. Due days spread over the last half-year.
    private static func claim(_ number: Int) -> Claim {
        var random = SplitMix(seed: UInt64(number))
        let share = random.below(100)
        let age = share < 40 ? -random.below(30) : 1 + random.below(share < 60 ? 14 : 180)
        let due = Sample.today - age
        return Claim(
            id: ClaimID(Int64(number + 1)), debtor: DebtorID(Int64(number / 3 + 1)),
            invoice: Sample.invoice(number), concerns: "Arbeid", kid: Sample.kid(number),
            issued: due - 14, due: due, principal: Sample.principal(number),
            debtorKind: number % 4 == 0 ? .business : .consumer,
            facts: events(share, due, Sample.principal(number)).enumerated().map { index, fact in
                Fact(
                    id: Int64(number * 8 + index), on: min(fact.on, Sample.today), event: fact.event
                )
            })
    }

    private static func events(
        _ share: Int, _ due: Day, _ principal: Money
    ) -> [(on: Day, event: Fact.Event)] {
        func letter(_ step: Step, _ day: Day) -> (on: Day, event: Fact.Event) {
            let fee = step == .nudge ? Money.zero : Money(ore: 3_500)
            let deadline = step == .nudge ? nil : day + 14
            return (
                day,
                .noticed(
                    Notice(
                        id: NoticeID(Int64(step.rawValue)), step: step, sentOn: day,
                        deadline: deadline, fee: fee))
            )
        }
        func paid(_ amount: Money, _ day: Day) -> (on: Day, event: Fact.Event) {
            (day, .paid(.init(payment: PaymentID(1), amount: amount, ordered: day - 1)))
        }
        let nudge = letter(.nudge, due + 3)
        let reminder = letter(.reminder, due + 15)
        switch share {
        case 60..<75: return [nudge]
        case 75..<85: return [nudge, reminder]
        case 85..<90: return [nudge, reminder, letter(.collectionNotice, due + 35)]
        case 90..<94: return [nudge, paid(Money(ore: principal.ore / 2), due + 9), reminder]
        case 94..<96: return [nudge, paid(principal, due + 9)]
        case 96..<98: return [nudge, (due + 5, .disputed(why: "levert feil"))]
        case 98: return [nudge, (due + 5, .paused(until: Sample.today + 9, why: "avtalt"))]
        case 99:
            return [
                (due, .credited(.init(amount: Money(ore: principal.ore / 4), reference: "K 1")))
            ]
        default: return []
        }
    }
}

/// What each thread counted.
private final class Counts: @unchecked Sendable {
    // Sendable by use: each thread writes a place of its own, and they are read when all are done.
    private let places: UnsafeMutablePointer<Int>
    private let count: Int

    init(_ count: Int) {
        places = .allocate(capacity: count)
        places.initialize(repeating: 0, count: count)
        self.count = count
    }

    deinit { places.deallocate() }

    func set(_ value: Int, at place: Int) { places[place] = value }

    var sum: Int { (0..<count).reduce(0) { $0 + places[$1] } }
}

import Basics
import Claims
import Law

/// What is known of a claim at the end of a day, sorted out into plain lists.
///
/// Whatever undoes an earlier fact – a letter that came back, an objection found reasonable, a credit note for a wrong
/// invoice – is worked into the lists here, so that the account itself only ever goes forward.
struct OracleHistory {
    /// Something that changes what is owed, from the day it counts.
    struct Entry {
        enum Kind {
            case fee(Int, by: Charger)
            /// A letter that asks for interest has gone.
            case interestAsked
            case compensation(Int)
            case payment(Int, PaymentID, Fact.Designation?)
            case concession(Int)
            case waiver(Int)
            case refund(Int)
            /// Fees that an objection found reasonable takes away: of letters since a day, or all.
            case feesLost(Int, since: Day?)
            /// The end of an objection that nobody raised.
            case stray
        }

        enum Charger {
            case nudge
            case letter
            /// Whoever followed the claim before: the letter's day is not known.
            case unknown
        }

        /// The day it happened, and the day it counts from.
        let happened: Day
        let on: Day
        let kind: Kind
    }

    let day: Day
    let due: Day
    /// The day interest is counted from, itself without interest; nil when the claim bears none.
    let base: Day?
    /// The last day on which payment is in time.
    let lastDayInTime: Day
    let principal: Int
    /// Credit notes that say the invoice was wrong from the start.
    let corrected: Int
    /// In the order in which they count.
    let entries: [Entry]
    /// The day bankruptcy opened; nil when none is open.
    let frozenOn: Day?
    let freeDays: [ClosedRange<Day>]

    init(_ claim: Claim, on day: Day, _ conventions: Conventions, _ quirks: Quirks) {
        let known = claim.facts.filter { $0.on <= day }
        let (due, basis) = Self.terms(claim, known, conventions)
        let base = Self.base(due, basis, claim.debtorKind)
        var lastDayInTime = base ?? due
        if conventions.dueOnDayOff == .nextBusinessDay {
            lastDayInTime = TypedLaw.businessDay(onOrAfter: lastDayInTime)
        }
        self.day = day
        self.due = due
        self.base = base
        self.lastDayInTime = lastDayInTime
        self.principal = Int(claim.principal.ore)
        self.corrected = known.reduce(0) { sum, fact in
            guard case .credited(let credit) = fact.event, credit.corrects else { return sum }
            return sum + Int(credit.amount.ore)
        }
        self.frozenOn = Self.frozenOn(known)
        self.freeDays = OraclePlans.freeDays(known, on: day, quirks)
        self.entries = Self.entries(known, lastDayToPay: base ?? due, lastDayInTime)
    }

    private static func terms(
        _ claim: Claim, _ known: [Fact], _ conventions: Conventions
    ) -> (Day, DueBasis) {
        var due = claim.due
        var basis = claim.dueBasis
        if basis == .agreed && conventions.invoiceDueDate == .unilateral {
            basis = .unilateral(sentOn: claim.issued)
        }
        for fact in known {
            if case .deferred(let to, _) = fact.event, to > due { due = to }
            if case .basisKnown(let said, _) = fact.event { basis = said }
        }
        return (due, basis)
    }

    private static func base(_ due: Day, _ basis: DueBasis, _ kind: DebtorKind) -> Day? {
        switch basis {
        case .agreed: due
        case .unilateral(let sent): kind == .business ? due : max(due, sent + 30)
        case .demanded(let sent, let accepted): accepted == false ? nil : max(due, sent + 30)
        }
    }

    private static func frozenOn(_ known: [Fact]) -> Day? {
        var opened: Day?
        for (_, fact) in inOrder(Array(known.enumerated())) {
            if case .insolvent(.bankruptcy, _) = fact.event { opened = opened ?? fact.on }
            if case .insolvencyEnded = fact.event { opened = nil }
        }
        return opened
    }

    /// By day, and within a day as recorded.
    private static func inOrder(
        _ facts: [(offset: Int, element: Fact)]
    ) -> [(offset: Int, element: Fact)] {
        facts.sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }
    }
}

// MARK: - What changes what is owed

extension OracleHistory {
    /// In time is in time: what happens while days off put off the last day to pay counts as done on that day.
    private static func entries(
        _ known: [Fact], lastDayToPay: Day, _ lastDayInTime: Day
    ) -> [Entry] {
        let lost = feesLost(known)
        var entries: [(on: Day, entry: Entry)] = []
        for (index, fact) in known.enumerated() {
            for kind in kinds(fact, known, lost: lost[index]) {
                var on = fact.on
                if case .paid(let receipt) = fact.event, let ordered = receipt.ordered { on = ordered }
                let isPutOff = on > lastDayToPay && on <= lastDayInTime
                entries.append(
                    (on, Entry(happened: on, on: isPutOff ? lastDayToPay : on, kind: kind)))
            }
        }
        return entries.enumerated()
            .sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }
            .map(\.element.entry)
    }

    private static func kinds(_ fact: Fact, _ known: [Fact], lost: Entry.Kind?) -> [Entry.Kind] {
        switch fact.event {
        case .noticed(let notice):
            if notSent(known).contains(notice.id) { return [] }
            if notice.step == .nudge { return [.fee(Int(notice.fee.ore), by: .nudge)] }
            return [.interestAsked, .fee(Int(notice.fee.ore), by: .letter)]
        case .chargedBefore(let fee): return [.fee(Int(fee.ore), by: .unknown)]
        case .compensationClaimed(let amount): return [.compensation(Int(amount.ore))]
        case .paid(let receipt):
            return [.payment(Int(receipt.amount.ore), receipt.payment, receipt.designation)]
        case .credited(let credit):
            return credit.corrects ? [] : [.concession(Int(credit.amount.ore))]
        case .waived(let amount, _): return [.waiver(Int(amount.ore))]
        case .refunded(let amount, _): return [.refund(Int(amount.ore))]
        case .objectionEnded: return lost.map { [$0] } ?? []
        default: return []
        }
    }

    private static func notSent(_ known: [Fact]) -> [NoticeID] {
        known.compactMap { fact in
            switch fact.event {
            case .recalled(let letter, _), .undelivered(let letter, _): letter
            default: nil
            }
        }
    }

    /// The fees that each ended objection takes away, by the place of its end in the list.
    private static func feesLost(_ known: [Fact]) -> [Int: Entry.Kind] {
        let notSent = notSent(known)
        var lost: [Int: Entry.Kind] = [:]
        var before = 0
        var charged: [(on: Day, fee: Int)] = []
        var raised: Day?
        for (index, fact) in inOrder(Array(known.enumerated())) {
            switch fact.event {
            case .noticed(let notice) where !notSent.contains(notice.id):
                charged.append((fact.on, Int(notice.fee.ore)))
            case .chargedBefore(let amount): before += Int(amount.ore)
            case .disputed: raised = raised ?? fact.on
            case .objectionEnded where raised == nil: lost[index] = .stray
            case .resumed: raised = nil
            case .objectionEnded(.groundless, _): raised = nil
            case .objectionEnded(.reasonable, _):
                lost[index] = .feesLost(before + charged.reduce(0) { $0 + $1.fee }, since: nil)
                (before, charged, raised) = (0, [], nil)
            case .objectionEnded(.reasonableButLate, _):
                // Which came first on the day it was raised is not known: the debtor has the doubt.
                guard let since = raised else { continue }
                lost[index] = .feesLost(
                    charged.filter { $0.on >= since }.reduce(0) { $0 + $1.fee }, since: since)
                charged.removeAll { $0.on >= since }
                raised = nil
            default: continue
            }
        }
        return lost
    }
}

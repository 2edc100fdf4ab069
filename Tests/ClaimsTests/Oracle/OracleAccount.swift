import Basics
import Claims
import Law

/// What a claim comes to on a day, worked out one day at a time. All amounts in øre.
struct OracleAccount {
    struct Line: Equatable {
        var from: Day
        var to: Day
        var balance: Int
        var rate: Int
        var amount: Int
    }

    private let history: OracleHistory
    private let conventions: Conventions
    private let quirks: Quirks

    private(set) var paid = 0
    private(set) var credited = 0
    private(set) var waived = 0
    private(set) var refunded = 0
    private(set) var fees = 0
    private(set) var compensation = 0
    private(set) var openPrincipal = 0
    private(set) var overpaid = 0
    private(set) var isRateMissing = false
    /// False when more was given back than had been overpaid: nobody says what then.
    private(set) var isSensible = true
    /// False when interest turns on which of several costs a payment covered.
    private(set) var isFeeOrderPlain = true
    /// Finished lines of interest.
    private(set) var lines: [Line] = []

    private var matured: [(from: Day, fee: Int)] = []
    private var needlessSplits: [Day] = []
    private var isInterestAsked = false
    private var lostFees = 0
    private var waivedFees = 0
    private var coveredCosts = 0
    private var coveredInterest = 0
    private var stretch: (line: Line, period: Day, exact: Rational)?
    private var exactBefore = Rational.zero

    init(_ claim: Claim, on day: Day, _ conventions: Conventions, _ quirks: Quirks = []) {
        history = OracleHistory(claim, on: day, conventions, quirks)
        self.conventions = conventions
        self.quirks = quirks
        credited = history.corrected
        openPrincipal = history.principal
        run(through: day)
        finishStretch()
    }

    /// Fees or compensation, whichever is more, and fees that were lost to an objection.
    var costs: Int { owedCosts + waivedFees }
    private var owedCosts: Int { max(fees - lostFees, compensation) }
    var openCosts: Int { owedCosts - coveredCosts }
    var interest: Int { lines.reduce(0) { $0 + $1.amount } + stretchAmount }
    var openInterest: Int { interest - coveredInterest }
    /// The first day that bears interest.
    var interestFrom: Day? {
        guard quirks.contains(.interestFromIgnoresPlans) else { return lines.first?.from }
        return history.base.map { conventions.firstInterestDay == .afterDue ? $0 + 1 : $0 }
    }
    var toPay: Int { openPrincipal + openInterest + openCosts }
}

// MARK: - Day by day

extension OracleAccount {
    private mutating func run(through day: Day) {
        // The invoice was wrong from the start: the smaller principal is the one that was ever owed.
        lowerPrincipal(by: history.corrected)
        var waiting = history.entries[...]
        let firstDay = ([history.base, waiting.first?.on].compactMap { $0 }).min() ?? day
        var today = min(firstDay, day)
        while today <= day {
            accrue(on: today)
            while let entry = waiting.first, entry.on <= today {
                take(entry)
                waiting.removeFirst()
            }
            today = today + 1
        }
    }

    /// Adds the interest that becomes due with `today`: that of the day itself, or of the day before when the due day
    /// counts and the day of payment does not.
    private mutating func accrue(on today: Day) {
        let balance = bearing(on: today)
        noteFeeOrder(today)
        guard balance > 0, history.frozenOn.map({ today <= $0 }) ?? true else {
            return finishStretch()
        }
        let bearer = conventions.firstInterestDay == .afterDue ? today : today - 1
        // Which of the two days a line names moves no day of the count.
        if history.freeDays.contains(where: { $0.contains(today) }) { return finishStretch() }
        guard let half = TypedLaw.halfYear(of: bearer) else {
            isRateMissing = true
            return finishStretch()
        }
        if let running = stretch,
            running.line.balance != balance || running.period != half.from
        {
            finishStretch()
        }
        if conventions.interestBase == .principalAndFees && needlessSplits.contains(today) {
            finishStretch()
        }
        let year = conventions.dayCount == .actual365 ? 365 : half.daysInYear
        let ofTheDay = Rational(balance * half.rate, 10_000 * year)
        if stretch == nil {
            let line = Line(from: bearer, to: bearer, balance: balance, rate: half.rate, amount: 0)
            stretch = (line, half.from, ofTheDay)
        } else {
            stretch!.line.to = bearer
            stretch!.exact = stretch!.exact + ofTheDay
        }
    }

    /// What bears interest when `today` is over.
    private func bearing(on today: Day) -> Int {
        // Until the last day in time is over, nobody is late.
        let counted = min(history.day, history.frozenOn ?? history.day)
        guard let base = history.base, today > base, counted > history.lastDayInTime else { return 0 }
        var balance = openPrincipal
        if conventions.interestBase == .principalAndFees {
            balance += max(0, grown(by: today) - coveredCosts)
        }
        return balance
    }

    /// Fees that bear interest by now, paid or not.
    private func grown(by today: Day) -> Int {
        matured.filter { today > $0.from }.reduce(0) { $0 + $1.fee }
    }

    private mutating func noteFeeOrder(_ today: Day) {
        let grown = grown(by: today)
        if coveredCosts > 0 && grown > 0 && grown < owedCosts { isFeeOrderPlain = false }
        if lostFees > 0 && owedCosts > 0 { isFeeOrderPlain = false }
    }

    private var stretchAmount: Int {
        guard let stretch else { return 0 }
        switch conventions.rounding {
        case .eachStretch: return stretch.exact.halfUp
        case .once: return (exactBefore + stretch.exact).halfUp - exactBefore.halfUp
        }
    }

    private mutating func finishStretch() {
        guard var line = stretch?.line, let exact = stretch?.exact else { return }
        line.amount = stretchAmount
        lines.append(line)
        exactBefore = exactBefore + exact
        stretch = nil
    }
}

// MARK: - What happens on a day

extension OracleAccount {
    private mutating func take(_ entry: OracleHistory.Entry) {
        switch entry.kind {
        case .fee(let fee, let charger):
            fees += fee
            if charger == .letter { letter(on: entry.happened, fee) }
            useOverpaid()
            noteFeeOrder(entry.on)
        case .interestAsked: isInterestAsked = true
        case .compensation(let amount):
            // One for each late invoice.
            compensation = max(compensation, amount)
            useOverpaid()
            noteFeeOrder(entry.on)
        case .payment(let amount, _, let designation):
            paid += amount
            finishStretch()
            allocate(amount, designation)
        case .concession(let amount):
            credited += amount
            finishStretch()
            lowerPrincipal(by: amount)
        case .waiver(let amount): waive(amount)
        case .refund(let amount):
            refunded += amount
            overpaid -= amount
            if overpaid < 0 { isSensible = false }
        case .feesLost(let lost, let since):
            matured.removeAll { fee in since.map { fee.from >= $0 + 30 } ?? true }
            lose(lost)
        case .stray: isSensible = false
        }
    }

    private mutating func letter(on day: Day, _ fee: Int) {
        var grows = day + 30
        if quirks.contains(.daysOffHastenFees), let base = history.base, grows > base,
            grows <= history.lastDayInTime
        {
            grows = base
        }
        matured.append((grows, fee))
        if quirks.contains(.splitsWithoutCause) { needlessSplits.append(grows + 1) }
    }

    /// Takes from the principal; what is more than the open principal has been paid too much.
    private mutating func lowerPrincipal(by amount: Int) {
        let taken = min(amount, openPrincipal)
        openPrincipal -= taken
        overpaid += amount - taken
        useOverpaid()
    }

    /// What was paid beyond what was owed covers what comes to be owed.
    private mutating func useOverpaid() {
        if quirks.contains(.overpaidStaysOverpaid) { return }
        let rest = overpaid
        overpaid = 0
        allocateInOrder(rest)
    }

    /// Fees fall away; what had been paid on them covers what else is owed.
    private mutating func lose(_ lost: Int) {
        let before = owedCosts
        lostFees += lost
        waivedFees += before - owedCosts
        waived += before - owedCosts
        let freed = max(0, coveredCosts - owedCosts)
        coveredCosts -= freed
        var rest = freed
        cover(.interest, &rest)
        cover(.principal, &rest)
        overpaid += rest
        if quirks.contains(.splitsWithoutCause) { finishStretch() }
    }

    private mutating func waive(_ amount: Int) {
        var rest = amount
        cover(.costs, &rest)
        cover(.interest, &rest)
        let before = openPrincipal
        cover(.principal, &rest)
        if openPrincipal != before || quirks.contains(.splitsWithoutCause) { finishStretch() }
        waived += amount - rest
    }

    private mutating func allocate(_ amount: Int, _ designation: Fact.Designation?) {
        var rest = amount
        if let designation {
            cover(designation, &rest)
        } else if amount == openPrincipal {
            cover(.principal, &rest)
        }
        allocateInOrder(rest)
    }

    private mutating func allocateInOrder(_ amount: Int) {
        var rest = amount
        let order: [Fact.Designation] =
            switch conventions.allocation {
            case .costsInterestPrincipal: [.costs, .interest, .principal]
            case .costsDemandedInterestPrincipal:
                isInterestAsked
                    ? [.costs, .interest, .principal] : [.costs, .principal, .interest]
            case .interestCostsPrincipal: [.interest, .costs, .principal]
            case .principalFirst: [.principal, .interest, .costs]
            }
        for part in order { cover(part, &rest) }
        overpaid += rest
    }

    /// Sets as much as there is, and as is open, against one part.
    private mutating func cover(_ part: Fact.Designation, _ rest: inout Int) {
        switch part {
        case .costs:
            let used = min(rest, openCosts)
            coveredCosts += used
            rest -= used
        case .interest:
            let used = min(rest, openInterest)
            coveredInterest += used
            rest -= used
        case .principal:
            let used = min(rest, openPrincipal)
            openPrincipal -= used
            rest -= used
        }
    }
}

import Basics

/// How a company chooses the tone of a letter: the customer's own, else the branch's, else the company's, else the plan's.
///
/// Unless the customer has a tone of its own, its history then moves a nudge or a reminder one step: warmer for a good payer's first
/// lapse, firmer from the fourth within a year. The letters the law itself regulates keep their tone.
public struct ToneRule: Hashable, Sendable {
    /// The company's tone at every step; nil follows the plan.
    public var company: Tone?
    /// By branch, as ``branchKey(_:)`` writes it.
    public var branches: [String: Tone]
    public var followsHistory: Bool

    public init(company: Tone? = nil, branches: [String: Tone] = [:], followsHistory: Bool = true) {
        self.company = company
        self.branches = branches
        self.followsHistory = followsHistory
    }

    /// A branch's name as it is looked up: lower case, without spaces around it.
    public static func branchKey(_ name: String) -> String {
        let text = name.lowercased()
        guard let first = text.firstIndex(where: { $0 != " " }),
            let last = text.lastIndex(where: { $0 != " " })
        else { return "" }
        return String(text[first...last])
    }

    /// The tone at a step, and why.
    ///
    /// - Parameters:
    ///   - own: the customer's own tone; nil for none.
    ///   - branch: the customer's branch; empty for none.
    ///   - history: nil where nobody has asked for it.
    public func choose(
        _ step: Step, plan: Plan, own: Tone?, branch: String, history: PaymentHistory?
    ) -> ToneChoice {
        if let own { return ToneChoice(own, .customer) }
        let base: ToneChoice
        let key = Self.branchKey(branch)
        if !key.isEmpty, let tone = branches[key] {
            base = ToneChoice(tone, .branch(branch))
        } else if let company {
            base = ToneChoice(company, .company)
        } else {
            base = ToneChoice(plan.tone(at: step), .plan)
        }
        guard followsHistory, let history, step <= .reminder else { return base }
        if history.isGoodPayersFirstLapse {
            return ToneChoice(base.tone.warmer, .goodPayer(paid: history.paid))
        }
        if history.isOften { return ToneChoice(base.tone.firmer, .often(lapses: history.lapses)) }
        return base
    }
}

/// A tone and where it comes from.
public struct ToneChoice: Hashable, Sendable {
    public let tone: Tone
    public let reason: ToneReason

    public init(_ tone: Tone, _ reason: ToneReason) {
        self.tone = tone
        self.reason = reason
    }
}

/// Why a letter has its tone.
public enum ToneReason: Hashable, Sendable {
    case plan
    case company
    case branch(String)
    case customer
    /// The first lapse of someone who has paid so many invoices without being asked.
    case goodPayer(paid: Int)
    /// So many earlier lapses within a year.
    case often(lapses: Int)
}

/// How a customer has paid before the claims that are open now.
public struct PaymentHistory: Hashable, Sendable {
    /// Invoices paid without any letter, of those due within two years.
    public let paid: Int
    /// Earlier times a letter was needed, within a year: several invoices in one first letter are one time.
    public let lapses: Int

    /// How far back a lapse counts, in days.
    public static let lapseDays = 365
    /// How far back a paid invoice counts, by its due day.
    public static let paidDays = 730
    /// Invoices paid unasked that make a good payer.
    public static let goodPayerPaid = 3
    /// Earlier lapses from which letters are firmer: the fourth lapse has three before it.
    public static let oftenLapses = 3

    public init(paid: Int, lapses: Int) {
        self.paid = paid
        self.lapses = lapses
    }

    /// What the customer's claims tell, as they stood at the end of `day`. Claims that are still open are the present lapse
    /// and do not count.
    public init(_ claims: [Claim], on day: Day) {
        var paid = 0
        var firstLetters: Set<NoticeID> = []
        for claim in claims where claim.due < day && claim.isSettled(on: day) {
            let notices = claim.standingNotices(on: day)
            if let first = notices.first {
                if first.sentOn > day - Self.lapseDays { firstLetters.insert(first.id) }
            } else if claim.due > day - Self.paidDays {
                paid += 1
            }
        }
        self.paid = paid
        lapses = firstLetters.count
    }

    public var isGoodPayersFirstLapse: Bool { lapses == 0 && paid >= Self.goodPayerPaid }

    public var isOften: Bool { lapses >= Self.oftenLapses }
}

extension Claim {
    /// True when what came in by `day` covers the invoice; what was credited does not count as paying, only as owing less.
    public func isSettled(on day: Day) -> Bool {
        var received = Money.zero
        var credited = Money.zero
        for fact in asOf(day).countedFacts {
            switch fact.event {
            case .paid(let receipt): received += receipt.amount
            case .reversed(let receipt): received -= receipt.amount
            case .credited(let credit): credited += credit.amount
            default: continue
            }
        }
        return received > .zero && received + credited >= principal
    }
}

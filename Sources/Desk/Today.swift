import Basics
import Claims
import Law
import Store

/// A claim that has something to do, or something that holds it back, on a day.
public struct DayItem: Sendable {
    public let claim: Claim
    public let debtor: Debtor
    public let decision: Decision
}

extension DayItem {
    fileprivate init(_ claim: Claim, _ debtor: Debtor, _ decision: Decision) {
        self.init(claim: claim, debtor: debtor, decision: decision)
    }

    /// The last day before the claim lapses; far away when no warning holds.
    fileprivate var lastDay: Day { decision.lapse?.lastDay ?? Day(9999, 12, 31) }
}

extension Decision.Verdict {
    /// True when a person must look, or a letter is due.
    fileprivate var isOpen: Bool {
        switch self {
        case .send, .hold, .ask, .attention: true
        case .wait, .closed: false
        }
    }
}

extension Decision {
    fileprivate var isToSend: Bool { if case .send = verdict { true } else { false } }

    /// True when the claim has lapsed.
    fileprivate var hasLapsed: Bool { lapse.map { $0.warning == nil } ?? false }
}

/// Why nothing at all may go out now.
public enum SendingBlock: Hashable, Sendable {
    /// The newest bank data is from `through` (nil: none was ever imported), older than the plan allows.
    case staleBankData(through: Day?, limitBankDays: Int)
    /// A lump sum came whose parts are not known: anyone may have paid.
    case unexplainedLumpSum(amount: Money, booked: Day)
    /// Statements of an account do not meet: an entry that is not here may be anyone's payment.
    case missingStatement(AccountBreak)
    /// Saturday, Sunday or a public holiday; `next` is the next business day.
    case dayOff(next: Day)

    public var code: String {
        switch self {
        case .staleBankData: "bank.stale"
        case .unexplainedLumpSum: "bank.lump-sum"
        case .missingStatement(let found): "bank.\(found.found.kind.rawValue)"
        case .dayOff: "calendar.day-off"
        }
    }
}

/// The day's work: what to send, what is held, what a person must decide.
public struct DayReport: Sendable {
    public let day: Day
    /// Letters that may go, gathered one a debtor and step.
    public let bundles: [Mailing]
    public let debtors: [DebtorID: Debtor]
    /// Claims whose step has come but is held.
    public let held: [DayItem]
    /// Claims whose ladder is climbed.
    public let asking: [DayItem]
    /// Rests to waive, overpayments, customers who cannot pay.
    public let attention: [DayItem]
    /// Claims that lapse soon or have, the nearest first, whatever else is to be done about them.
    public let lapsing: [DayItem]
    /// Old claims that nobody has sorted: one thing to do, however many they are.
    public let backlog: [DayItem]
    public let blocks: [SendingBlock]
    /// Rates that are missing, or will be within 30 days, or that nobody has confirmed.
    public let gaps: [LawBook.Gap]
    public let waitingPayments: Int
    /// E-mails that nobody has looked at.
    public let unreadMails: Int

    public var isQuiet: Bool {
        bundles.isEmpty && held.isEmpty && asking.isEmpty && attention.isEmpty && lapsing.isEmpty
            && backlog.isEmpty
    }
}

extension BookDesk {
    /// What there is to do on a day; reads only.
    ///
    /// - Parameter asOf: another day than today: an earlier one shows the claims as they stood, a later
    ///   one what comes if nothing happens until then.
    public func report(asOf: Day? = nil) throws -> DayReport {
        let day = asOf ?? today
        return try read(.see, of: .claims) { scope in
            // Looking back, the index of next days has moved on, so every claim is asked.
            let stored = day < today ? try scope.allClaims() : try scope.claimsDue(on: day)
            let surroundings = try Surroundings(scope, of: stored)
            let judged = try judge(stored, within: surroundings, in: scope, on: day)
            return try report(judged, within: surroundings, in: scope, on: day)
        }
    }

    func report(
        _ judged: [DayItem], within surroundings: Surroundings, in scope: BookConnection,
        on day: Day
    ) throws -> DayReport {
        var letters: [Mailing.Item] = []
        var held: [DayItem] = []
        var asking: [DayItem] = []
        var attention: [DayItem] = []
        var lapsing: [DayItem] = []
        var backlog: [DayItem] = []
        var debtors: [DebtorID: Debtor] = [:]
        for item in judged {
            let isBacklog = item.decision.verdict.isOpen && item.claim.waitsForSorting(on: day)
            if item.decision.lapse != nil { lapsing.append(item) }
            if isBacklog {
                backlog.append(item)
                continue
            }
            switch item.decision.verdict {
            case .send(let proposal):
                letters.append(
                    Mailing.Item(claim: item.claim, decision: item.decision, proposal: proposal))
                debtors[item.debtor.id] = item.debtor
            case .hold: held.append(item)
            case .ask: asking.append(item)
            case .attention: if !item.decision.hasLapsed { attention.append(item) }
            case .wait, .closed: continue
            }
        }
        let (bundles, tooMany) = try withinLimit(
            Mailing.gather(letters), debtors, in: scope, on: day)
        held += tooMany
        return DayReport(
            day: day, bundles: bundles, debtors: debtors, held: held,
            asking: asking, attention: attention,
            lapsing: lapsing.sorted {
                ($0.lastDay, $0.claim.id.number) < ($1.lastDay, $1.claim.id.number)
            }, backlog: backlog,
            blocks: try blocks(within: surroundings, in: scope, on: day), gaps: law.gaps(on: day),
            waitingPayments: surroundings.waiting.count, unreadMails: try scope.waitingMails())
    }

    /// Decides each claim with what is known around it.
    func judge(
        _ stored: [StoredClaim], in scope: BookConnection, on day: Day,
        besides notice: NoticeID? = nil
    ) throws -> [DayItem] {
        try judge(
            stored, within: Surroundings(scope, of: stored), in: scope, on: day, besides: notice)
    }

    /// The same, where what surrounds the claims has been read already.
    ///
    /// - Parameter notice: a letter that is not counted among those the debtor has had.
    func judge(
        _ stored: [StoredClaim], within surroundings: Surroundings, in scope: BookConnection,
        on day: Day, besides notice: NoticeID? = nil
    ) throws -> [DayItem] {
        var items: [DayItem] = []
        items.reserveCapacity(stored.count)
        for first in stride(from: 0, to: stored.count, by: Self.judgedTogether) {
            items += try judgeSome(
                stored[first..<min(first + Self.judgedTogether, stored.count)],
                within: surroundings, in: scope, on: day, besides: notice)
        }
        return items
    }

    /// Claims whose debtors are asked for together: enough that a server is asked seldom, and few enough to be held.
    private static let judgedTogether = 512

    private func judgeSome(
        _ stored: ArraySlice<StoredClaim>, within surroundings: Surroundings,
        in scope: BookConnection, on day: Day, besides notice: NoticeID?
    ) throws -> [DayItem] {
        let ids = Self.debtors(of: stored.map(\.claim))
        let debtors = try scope.debtors(of: ids)
        let accounts = try surroundings.accounts(of: ids, in: scope)
        var judged: [(item: DayItem, circumstances: Circumstances)] = []
        judged.reserveCapacity(stored.count)
        for item in stored {
            guard let debtor = debtors[item.claim.debtor] else { continue }
            let circumstances = surroundings.circumstances(
                item.claim, debtor, accounts[debtor.id, default: []], law: law, on: day)
            let decision = decide(
                item.claim, policy: policy(for: debtor), law: law, today: day,
                circumstances: circumstances)
            judged.append((DayItem(item.claim, debtor, decision), circumstances))
        }
        let sending = judged.filter { $0.item.decision.isToSend }.map(\.item)
        if sending.isEmpty { return judged.map(\.item) }
        let past = try DebtorPast(
            of: sending, in: scope, on: day, besides: notice, limitsContact: book.contactLimit > 0,
            followsHistory: book.tones.followsHistory)
        return judged.map { item, circumstances in
            item.decision.isToSend ? judgeAgain(item, circumstances, past, on: day) : item
        }
    }

    /// What is to be sent is decided once more, knowing what only those who get a letter are asked for.
    private func judgeAgain(
        _ item: DayItem, _ circumstances: Circumstances, _ past: DebtorPast, on day: Day
    ) -> DayItem {
        var circumstances = circumstances
        let debtor = item.debtor
        circumstances.overpaidElsewhere = overpaid(
            past.credited[debtor.id, default: []], by: debtor, on: day)
        if book.contactLimit > 0 {
            circumstances.contactLimit = ContactLimit(
                limit: book.contactLimit, sent: past.letterDays[debtor.id, default: []], on: day)
        }
        let decision = decide(
            item.claim, policy: policy(for: debtor, past.histories[debtor.id]), law: law,
            today: day, circumstances: circumstances)
        return DayItem(item.claim, debtor, decision)
    }

    /// Each once, in the order they come.
    fileprivate static func debtors(of claims: [Claim]) -> [DebtorID] {
        var ids: [DebtorID] = []
        var seen: Set<DebtorID> = []
        for claim in claims where ids.last != claim.debtor && seen.insert(claim.debtor).inserted {
            ids.append(claim.debtor)
        }
        return ids
    }

    /// Keeps the hardest letters of a debtor to whom fewer may go than there are; holds the others.
    private func withinLimit(
        _ bundles: [Mailing], _ debtors: [DebtorID: Debtor], in scope: BookConnection, on day: Day
    ) throws -> (kept: [Mailing], held: [DayItem]) {
        guard book.contactLimit > 0 else { return (bundles, []) }
        var held: [DayItem] = []
        let several = Dictionary(grouping: bundles, by: \.debtor).filter { $0.value.count > 1 }
        var left: [DebtorID: Set<Mailing>] = [:]
        for (debtor, all) in several {
            var sent = try scope.letterDays(debtor, since: day - (ContactLimit.days - 1))
            for bundle in all.sorted(by: { $0.step > $1.step }) {
                guard let limit = ContactLimit(limit: book.contactLimit, sent: sent, on: day)
                else {
                    sent.append(day)
                    continue
                }
                left[debtor, default: []].insert(bundle)
                guard let debtor = debtors[debtor] else { continue }
                held += bundle.items.map {
                    DayItem(claim: $0.claim, debtor: debtor, decision: $0.decision.held(by: limit))
                }
            }
        }
        return (bundles.filter { !left[$0.debtor, default: []].contains($0) }, held)
    }

    /// What the debtor has overpaid and nobody has settled; writing the overpaid claim off settles it.
    private func overpaid(_ credited: [StoredClaim], by debtor: Debtor, on day: Day) -> Money {
        credited.map { stored in
            let decision = decide(
                stored.claim, policy: policy(for: debtor), law: law, today: day)
            for case .overpaid(let amount) in decision.reasons { return amount }
            return .zero
        }.sum()
    }

    /// Why nothing may go out on this day.
    private func blocks(
        within surroundings: Surroundings, in scope: BookConnection, on day: Day
    ) throws -> [SendingBlock] {
        var blocks: [SendingBlock] = []
        let limit = Plan.named(book.plan).bankDataBankDays
        let accounts = try scope.bankAccounts()
        let own =
            accounts.first { $0.account == book.account }
            ?? accounts.max { $0.through < $1.through }
        if let own {
            if NorwegianCalendar.bankDays(from: own.through, to: day) > limit {
                blocks.append(.staleBankData(through: own.through, limitBankDays: limit))
            }
        } else {
            blocks.append(.staleBankData(through: nil, limitBankDays: limit))
        }
        for lump in surroundings.waiting where lump.kind == .lumpSum {
            blocks.append(
                .unexplainedLumpSum(amount: lump.payment.amount, booked: lump.payment.booked))
        }
        for found in try scope.openBreaks()
        where found.account == book.account && found.found.kind == .gap && found.found.before <= day
        {
            blocks.append(.missingStatement(found))
        }
        if !NorwegianCalendar.isBusinessDay(day) {
            blocks.append(.dayOff(next: NorwegianCalendar.businessDay(onOrAfter: day)))
        }
        return blocks
    }
}

/// What debtors have had and done before, of those who are to get a letter.
private struct DebtorPast {
    var credited: [DebtorID: [StoredClaim]]
    var letterDays: [DebtorID: [Day]] = [:]
    /// Of those whose tone follows it.
    var histories: [DebtorID: PaymentHistory] = [:]

    init(
        of items: [DayItem], in scope: BookConnection, on day: Day, besides notice: NoticeID?,
        limitsContact: Bool, followsHistory: Bool
    ) throws {
        let debtors = BookDesk.debtors(of: items.map(\.claim))
        credited = try scope.creditedClaims(of: debtors)
        if limitsContact {
            letterDays = try scope.letterDays(
                of: debtors, since: day - (ContactLimit.days - 1), besides: notice)
        }
        if followsHistory {
            let followed = BookDesk.debtors(
                of: items.filter { $0.debtor.tone == nil }.map(\.claim))
            histories = try scope.claims(of: followed).mapValues {
                PaymentHistory($0.map(\.claim), on: day)
            }
        }
    }
}

/// What surrounds the claims of a book on a day: money nobody has placed.
struct Surroundings {
    /// Every payment of which something waits, lump sums too.
    let waiting: [StoredPayment]
    private var uncertain = UncertainMoney()
    /// Debtors whose earlier payments came from an account that waiting money came from.
    private var learned: [DebtorID: [String]] = [:]
    private let faults: [DebtorID: [AddressFault]]
    /// Debtors whose letters a mail holds that nobody has looked at.
    private let unread: [DebtorID: Circumstances.UnreadMail]
    /// Claims with a letter that was handed over and of which nothing more is known.
    private let inDoubt: [ClaimID: NoticeID]

    init(_ scope: BookConnection, of claims: [StoredClaim]) throws {
        waiting = try scope.waitingPayments()
        faults = try scope.addressFaults()
        unread = try scope.unreadMails().mapValues {
            Circumstances.UnreadMail(mail: $0.mail, received: Clock.day(of: $0.at))
        }
        inDoubt = try scope.lettersInDoubt()
        var accounts: Set<String> = []
        let suspicions = waiting.isEmpty ? [:] : try scope.suspicions()
        let freed = waiting.isEmpty ? [:] : try scope.freed()
        for stored in waiting where stored.kind == .payment && stored.rest > .zero {
            let id = stored.payment.id
            uncertain.add(
                stored.payment, rest: stored.rest, debtors: suspicions[id, default: []],
                freed: freed[id, default: []])
            if !stored.payment.payerAccount.isEmpty {
                accounts.insert(stored.payment.payerAccount)
            }
        }
        // Learning walks through all payments, so only when there is someone to learn of.
        if !accounts.isEmpty, !claims.isEmpty {
            learned = try scope.payersSeen(accounts: accounts, names: []).mapValues {
                $0.accounts.sorted()
            }
        }
    }

    func reach(of debtor: Debtor) -> Reach {
        debtor.reach(without: faults[debtor.id, default: []].map { ($0.way, $0.address) })
    }

    func accounts(of debtor: DebtorID, in scope: BookConnection) throws -> [String] {
        try accounts(of: [debtor], in: scope)[debtor, default: []]
    }

    func accounts(
        of debtors: [DebtorID], in scope: BookConnection
    ) throws -> [DebtorID: [String]] {
        if uncertain.isEmpty { return [:] }
        var accounts = try scope.accounts(of: debtors)
        for debtor in debtors {
            if let more = learned[debtor] { accounts[debtor, default: []] += more }
        }
        return accounts
    }

    func circumstances(
        _ claim: Claim, _ debtor: Debtor, _ accounts: [String], law: LawBook, on day: Day
    ) -> Circumstances {
        var suspect: UncertainMoney.Suspect?
        if !uncertain.isEmpty {
            let statement = Statement(of: claim, on: day, law: law)
            suspect = uncertain.suspect(
                debtor: debtor.id, name: debtor.name, accounts: accounts,
                amounts: [claim.principal, statement.openInvoice, statement.toPay])
        }
        return Circumstances(
            uncertainMoney: suspect, ledgerDifference: debtor.ledgerDifference,
            reach: reach(of: debtor), unreadMail: unread[debtor.id],
            letterInDoubt: inDoubt[claim.id])
    }
}

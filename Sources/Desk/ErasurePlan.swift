import Basics
import Claims
import Law
import Store
import Texts

/// What becomes of each kind of data about a customer, and why: made first, shown, and then carried out as it stands.
public struct ErasurePlan: Sendable {
    /// What becomes of some data.
    public enum Fate: String, Codable, Sendable {
        /// Goes now.
        case delete
        /// Is kept because it must be, and used for nothing else.
        case restrict
        /// Is kept and used: a claim is open.
        case keep
    }

    /// Some data of one kind with one fate.
    public struct Line: Codable, Hashable, Sendable {
        public let kind: RetentionClass
        public let fate: Fate
        /// Invoices, payments, letters, mails with reasons, or contact fields.
        public let count: Int
        /// The last day it is kept, the latest of them; nil when it goes now or a claim is open.
        public let keptThrough: Day?
        public let basis: String
    }

    public let debtor: Debtor
    public let lines: [Line]
    /// Name, number and address go too: nothing is left that is about them.
    public let isPersonErased: Bool
    /// What stays is restricted from today; asked for by the customer.
    public let isRestricted: Bool

    // What is carried out.
    private(set) var claimTexts: [ClaimID] = []
    private(set) var concerns: [ClaimID] = []
    private(set) var payments: [PaymentID] = []
    private(set) var letters: [NoticeID] = []
    private(set) var mails: [MailID] = []
    private(set) var isContactErased = false

    /// True when nothing goes and nothing is restricted.
    public var isEmpty: Bool {
        !lines.contains { $0.fate == .delete } && !isPersonErased && !isRestricted
    }

    /// - Parameters:
    ///   - shared: payments that have gone to several customers.
    ///   - isRequested: the customer asks: what no act says must be kept goes at once, the rest is restricted. Else what
    ///     has been kept long enough goes.
    init(
        _ debtor: Debtor, in scope: BookConnection, desk: BookDesk, shared: Set<PaymentID>,
        isRequested: Bool
    ) throws {
        let judged = try desk.judge(
            try scope.claims(debtor: debtor.id), in: scope, on: desk.today)
        let ends = ClaimEnds(judged)
        let texts = try scope.textCounts(of: debtor.id)
        var work = Worker(today: desk.today, isRequested: isRequested)
        self.debtor = debtor
        let isGone = debtor.name == SubjectTexts(desk.book.language).erasedName
        // Of what has gone only sums are left.
        for (id, end) in ends.ends where !work.isOver(.accounting, end) || ends.hasConcerns(id) {
            if work.judge(.accounting, end) == .delete { concerns.append(id) }
        }
        for payment in try scope.payments(of: debtor.id) {
            let id = payment.payment.id
            let claims = ends.claims(paidBy: id)
            // Money that went to somebody else too is theirs as well, and money that waits must find its place.
            let isHeld =
                shared.contains(id) || ends.isOpen(claims)
                || payment.rest != .zero && payment.settled == nil
            let end = ends.end(of: claims) ?? payment.payment.booked
            let fate = work.judge(.accounting, isHeld ? nil : end, counts: false)
            if fate == .delete, payment.payment.tellsPayer { payments.append(id) }
        }
        for notice in try scope.notices(to: debtor.id) where !notice.request.isEmpty {
            let claims = try scope.claims(of: notice.id)
            let end = ends.end(of: claims) ?? notice.letterDay
            if work.judge(.letters, ends.isOpen(claims) ? nil : end) == .delete {
                letters.append(notice.id)
            }
        }
        for mail in try scope.mails(of: debtor.id) where !mail.sender.isEmpty || mail.text != nil {
            // What nobody has looked at, or is another's too, stays.
            let isHeld =
                mail.state == .waiting || ends.isOpen(mail.claims)
                || mail.debtors.contains { $0 != debtor.id }
            let end = ends.end(of: mail.claims) ?? Clock.day(of: mail.at)
            if work.judge(.correspondence, isHeld ? nil : end) == .delete { mails.append(mail.id) }
        }
        for (id, end) in ends.ends {
            guard let count = texts[id] else { continue }
            if work.judge(.correspondence, end, times: count) == .delete { claimTexts.append(id) }
        }
        let contacts = try Self.contacts(of: debtor, in: scope)
        if contacts > 0 {
            isContactErased =
                work.judge(.contact, ends.isAnyOpen ? nil : ends.last, times: contacts) == .delete
        }
        lines = work.lines
        let isAnythingKept = work.lines.contains { $0.fate != .delete }
        isPersonErased =
            !isAnythingKept && !ends.isAnyOpen
            && (isRequested || work.isOver(.accounting, ends.last))
            && !isGone
        let wasRestricted = try scope.restricted(debtor.id) != nil
        isRestricted = isRequested && !isPersonErased && !ends.isAnyOpen && !wasRestricted
    }

    /// Fields that tell how to reach somebody, their accounts, and a birth number.
    private static func contacts(of debtor: Debtor, in scope: BookConnection) throws -> Int {
        let fields = [debtor.email, debtor.phone, debtor.branch, debtor.exempt ?? ""]
        return fields.count { !$0.isEmpty } + (try scope.accounts(of: debtor.id)).count
            + (try scope.hasIdentity(debtor.id) ? 1 : 0)
    }
}

/// When a customer's claims came to their end.
struct ClaimEnds {
    /// In the claims' order; nil while one is open.
    let ends: [(key: ClaimID, value: Day?)]
    private let byClaim: [ClaimID: Day?]
    private let concerns: Set<ClaimID>
    private let byPayment: [PaymentID: [ClaimID]]

    init(_ judged: [DayItem]) {
        ends = judged.map { item in
            let last = item.claim.facts.map(\.on).max() ?? item.claim.issued
            return (
                item.claim.id,
                item.decision.verdict == .closed ? max(last, item.claim.issued) : nil
            )
        }
        byClaim = Dictionary(uniqueKeysWithValues: ends.map { ($0.key, $0.value) })
        concerns = Set(judged.filter { !$0.claim.concerns.isEmpty }.map(\.claim.id))
        var byPayment: [PaymentID: [ClaimID]] = [:]
        for item in judged {
            for case .paid(let receipt) in item.claim.facts.map(\.event) {
                byPayment[receipt.payment, default: []].append(item.claim.id)
            }
        }
        self.byPayment = byPayment
    }

    /// Those of the claims that have received something of a payment.
    func claims(paidBy payment: PaymentID) -> [ClaimID] { byPayment[payment] ?? [] }

    /// How long each kind of data is kept.
    func terms(on today: Day) -> [SubjectFile.Term] {
        RetentionClass.allCases.filter(\.isAboutCustomer).map { kind in
            SubjectFile.Term(
                kind: kind,
                keptThrough: isAnyOpen ? nil : kind.keptThrough(afterClaimEnded: last ?? today),
                basis: (isAnyOpen ? RetentionClass.whileOpen : kind.basis).text)
        }
    }

    var isAnyOpen: Bool { ends.contains { $0.value == nil } }

    /// Whether it is told still what the claim is for.
    func hasConcerns(_ claim: ClaimID) -> Bool { concerns.contains(claim) }

    /// The last day anything happened to any of them.
    var last: Day? { ends.compactMap(\.value).max() }

    func isOpen(_ claims: [ClaimID]) -> Bool {
        claims.contains { byClaim[$0].map { $0 == nil } ?? false }
    }

    /// nil when one is open, or none is this customer's.
    func end(of claims: [ClaimID]) -> Day? {
        isOpen(claims) ? nil : claims.compactMap { byClaim[$0] ?? nil }.max()
    }
}

/// Judges data one by one and adds up what became of them.
private struct Worker {
    let today: Day
    let isRequested: Bool
    private var sums: [Key: (count: Int, through: Day?)] = [:]

    private struct Key: Hashable {
        let kind: RetentionClass
        let fate: ErasurePlan.Fate
        let basis: String
    }

    init(today: Day, isRequested: Bool) {
        self.today = today
        self.isRequested = isRequested
    }

    func isOver(_ kind: RetentionClass, _ end: Day?) -> Bool {
        end.map { kind.keptThrough(afterClaimEnded: $0) < today } ?? false
    }

    /// - Parameters:
    ///   - end: the day the claim it belongs to came to its end; nil while it is open.
    ///   - counts: false leaves it out of what is told.
    mutating func judge(
        _ kind: RetentionClass, _ end: Day?, times: Int = 1, counts: Bool = true
    ) -> ErasurePlan.Fate {
        let fate: ErasurePlan.Fate
        var through: Day?
        let basis: Citation
        if let end {
            through = kind.keptThrough(afterClaimEnded: end)
            if isOver(kind, end) || isRequested && kind.goesOnRequest {
                (fate, basis, through) = (.delete, RetentionClass.erasure, nil)
            } else {
                (fate, basis) = (isRequested ? .restrict : .keep, kind.basis)
            }
        } else {
            (fate, basis) = (.keep, RetentionClass.whileOpen)
        }
        if counts {
            let key = Key(kind: kind, fate: fate, basis: basis.text)
            let before = sums[key] ?? (0, nil)
            sums[key] = (
                before.count + times, [before.through, through].compactMap(\.self).max()
            )
        }
        return fate
    }

    var lines: [ErasurePlan.Line] {
        let order = RetentionClass.allCases
        return sums.sorted { one, other in
            let places = [one, other].map { order.firstIndex(of: $0.key.kind) ?? 0 }
            return places[0] == places[1]
                ? one.key.fate.rawValue < other.key.fate.rawValue : places[0] < places[1]
        }.map { key, sum in
            ErasurePlan.Line(
                kind: key.kind, fate: key.fate, count: sum.count, keptThrough: sum.through,
                basis: key.basis)
        }
    }
}

extension Payment {
    /// Whether it is told still who paid, and in which words.
    fileprivate var tellsPayer: Bool {
        !text.isEmpty || !payerName.isEmpty || !payerAccount.isEmpty || !named.isEmpty
    }
}

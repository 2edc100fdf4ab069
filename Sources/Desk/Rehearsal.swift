import Basics
import Claims
import Foundation
import Law
import Letters
import Store

/// What the coming days hold, rehearsed on a copy of the book by the same use cases that run them.
public struct Rehearsal: Sendable {
    /// A letter that would go.
    public struct Letter: Hashable, Sendable {
        public let day: Day
        public let debtor: DebtorID
        public let customer: String
        public let customerName: String
        public let invoices: [String]
        public let step: Step
        public let regime: Regime
        public let tone: Tone
        public let way: ContactWay
        public let fee: Money
        public let toPay: Money
        /// The last day to pay, inclusive; nil in a nudge.
        public let deadline: Day?
    }

    /// A claim whose ladder ends: a person must choose what comes next, such as handing it over.
    public struct Question: Hashable, Sendable {
        public let day: Day
        public let customer: String
        public let customerName: String
        public let invoice: String
        public let toPay: Money
    }

    /// Money that is expected.
    public struct Payment: Hashable, Sendable {
        public let day: Day
        public let customer: String
        public let invoice: String
        public let amount: Money
    }

    /// Monday to Sunday.
    public struct Week: Hashable, Sendable {
        /// Its Monday.
        public let monday: Day
        /// By step, those that are some.
        public let letters: [Step: Int]
        public let fees: Money
        public let questions: Int
        public let expected: Money
    }

    public let from: Day
    public let days: Int
    public let pay: Pay
    public var letters: [Letter] = []
    public var questions: [Question] = []
    public var payments: [Payment] = []
    /// Days on which nothing could go for another reason than the calendar, and the first such reason.
    public var blockedDays = 0
    public var firstBlock: SendingBlock?
    /// Old claims that nobody has sorted and that nothing is sent on, and what is to pay on them today.
    public var unsorted = 0
    public var unsortedSum = Money.zero

    /// How customers are taken to pay.
    public enum Pay: String, CaseIterable, Codable, Sendable {
        /// Nobody pays: every letter that could go does.
        case never
        /// As they have paid before; see ``PaymentHabit``.
        case usual
    }

    /// Every week there is a day of, also those in which nothing happens.
    public var weeks: [Week] {
        guard days > 0 else { return [] }
        func monday(_ day: Day) -> Day { day - (day.weekday - 1) }
        let lettersBy = Dictionary(grouping: letters) { monday($0.day) }
        let questionsBy = Dictionary(grouping: questions) { monday($0.day) }
        let paymentsBy = Dictionary(grouping: payments) { monday($0.day) }
        let last = monday(from + (days - 1))
        return stride(from: 0, through: last - monday(from), by: 7).map { offset in
            let week = monday(from) + offset
            let own = lettersBy[week, default: []]
            return Week(
                monday: week, letters: own.reduce(into: [:]) { $0[$1.step, default: 0] += 1 },
                fees: own.map(\.fee).sum(), questions: questionsBy[week, default: []].count,
                expected: paymentsBy[week, default: []].map(\.amount).sum())
        }
    }
}

extension BookDesk {
    /// The most days a rehearsal looks ahead: two years.
    public static let rehearsalDaysMost = 731

    /// Runs the coming days on a copy of the book, by the use cases that run them for real; the book itself is only read.
    ///
    /// Three things are taken for granted: the bank is followed every day, whoever must approve does so at once, and what leaves
    /// arrives. Letters are composed and not laid out.
    ///
    /// - Parameters:
    ///   - days: from today, inclusive.
    ///   - post: the channels there would be; none is asked for anything.
    /// - Throws: `Diagnostic` `rehearsal.days`.
    public func rehearse(
        days: Int, pay: Rehearsal.Pay, as post: Post, progress: ProgressHandler = { _ in }
    ) async throws -> Rehearsal {
        guard (1...Self.rehearsalDaysMost).contains(days) else {
            throw Diagnostic(
                "rehearsal.days", place: "days", found: "\(days)",
                expected: "1 to \(Self.rehearsalDaysMost)")
        }
        let unsorted = try backlog().asked
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-rehearsal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("purr.sqlite").path
        let stage = try RehearsalStage(
            copy: try database.copy(book: book.id, toFile: path), of: self, pay: pay,
            post: post.forRehearsal)
        var rehearsal = Rehearsal(from: today, days: days, pay: pay)
        rehearsal.unsorted = unsorted.count
        rehearsal.unsortedSum = unsorted.map(\.sorting.statement.toPay).sum()
        for offset in 0..<days {
            try await stage.run(today + offset, into: &rehearsal)
            progress(Progress(.deciding, done: offset + 1, total: days))
        }
        return rehearsal
    }
}

/// The copy of a book, and what has been seen on it.
private final class RehearsalStage {
    private let database: Database
    private let original: BookDesk
    private let post: Post
    private var expected: [Day: [ClaimID]] = [:]
    private var asked: Set<ClaimID> = []

    init(copy: Database, of desk: BookDesk, pay: Rehearsal.Pay, post: Post) throws {
        database = copy
        original = desk
        self.post = post
        guard pay == .usual else { return }
        let claims = try desk.read(.see, of: .nobody) { try $0.allClaims() }.map(\.claim)
        let habit = PaymentHabit(claims, on: desk.today)
        for claim in claims where !claim.isSettled(on: desk.today) {
            // Today's bank data is not here yet: what is expected comes tomorrow at the earliest.
            if let day = habit.expectedDay(of: claim, after: desk.today) {
                expected[day, default: []].append(claim.id)
            }
        }
    }

    func run(_ day: Day, into rehearsal: inout Rehearsal) async throws {
        let desk = BookDesk(
            database: database, book: original.book, law: original.law,
            clock: .standing(at: day), as: .rehearsal("rehearsal"), own: original.own,
            salts: original.salts)
        try desk.write(.work) { scope in
            let known = try scope.bankAccounts().map(\.account.text)
            for account in known.isEmpty ? [desk.book.account.text] : known {
                try scope.note(account: account, through: day)
            }
        }
        try receive(on: day, desk, &rehearsal)
        let approval = try desk.approve(undoWindow: 0)
        if !approval.blocks.isEmpty, NorwegianCalendar.isBusinessDay(day) {
            rehearsal.blockedDays += 1
            rehearsal.firstBlock = rehearsal.firstBlock ?? approval.blocks.first
        }
        if approval.blocks.isEmpty, approval.needSecond > 0 {
            let second = BookDesk(
                database: database, book: desk.book, law: desk.law, clock: desk.clock,
                as: .rehearsal("rehearsal, second"), own: desk.own, salts: desk.salts)
            _ = try second.approveSecond(undoWindow: 0)
        }
        let outcome = try await desk.work(post, ignoringWindow: true)
        let sent = Set(outcome.items.filter { $0.state == .sent }.map(\.notice.id))
        try note(approval, sent, desk, &rehearsal)
        try ask(desk, &rehearsal)
    }

    private func receive(
        on day: Day, _ desk: BookDesk, _ rehearsal: inout Rehearsal
    ) throws {
        for id in expected[day, default: []].sorted(by: { $0.number < $1.number }) {
            let view = try desk.view(id)
            let amount = view.decision.statement.toPay
            guard amount > .zero else { continue }
            try desk.write(.work) { scope in
                let receipt = Fact.Receipt(
                    payment: PaymentID(-id.number), amount: amount, ordered: day)
                try scope.append([(id, day, .paid(receipt))], at: desk.clock.now)
                try scope.lookAgain(at: id, on: day)
            }
            rehearsal.payments.append(
                .init(
                    day: day, customer: view.debtor.number, invoice: view.claim.invoice,
                    amount: amount))
        }
    }

    private func note(
        _ approval: Approval, _ sent: Set<NoticeID>, _ desk: BookDesk,
        _ rehearsal: inout Rehearsal
    ) throws {
        guard approval.blocks.isEmpty else { return }
        for letter in approval.letters {
            guard let id = letter.notice, sent.contains(id) else { continue }
            let way = try desk.read(.see, of: .nobody) { try $0.notice(id)?.way }
            let proposal = letter.bundle.items[0].proposal
            rehearsal.letters.append(
                .init(
                    day: approval.day, debtor: letter.debtor.id, customer: letter.debtor.number,
                    customerName: letter.debtor.name,
                    invoices: letter.bundle.items.map(\.claim.invoice), step: letter.bundle.step,
                    regime: proposal.regime, tone: proposal.tone, way: way ?? .print,
                    fee: letter.bundle.fee, toPay: letter.bundle.toPay,
                    deadline: letter.request.deadline))
        }
    }

    /// Claims that have come to the end of their ladder, each once.
    private func ask(_ desk: BookDesk, _ rehearsal: inout Rehearsal) throws {
        for item in try desk.report().asking where asked.insert(item.claim.id).inserted {
            rehearsal.questions.append(
                .init(
                    day: desk.today, customer: item.debtor.number, customerName: item.debtor.name,
                    invoice: item.claim.invoice, toPay: item.decision.statement.toPay))
        }
    }
}

extension Clock {
    /// A clock that stands at nine in the morning of a day.
    static func standing(at day: Day) -> Clock {
        let nine = Clock.startingAt(day).now
        return Clock { nine }
    }
}

/// Takes every letter and keeps none.
private struct SilentChannel: Channel {
    let name: String
    let isRepeatable = true
    let isElectronic: Bool

    func deliver(
        _ message: OutgoingMessage
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        DeliveryReceipt(channel: name, detail: "rehearsed")
    }
}

extension Post {
    /// The same ways, leading nowhere.
    var forRehearsal: Post {
        func silent(_ channel: any Channel) -> any Channel {
            SilentChannel(name: channel.name, isElectronic: channel.isElectronic)
        }
        return Post(
            channels.mapValues(silent), folder: silent(folder), ehfSender: nil, isRehearsal: true)
    }
}

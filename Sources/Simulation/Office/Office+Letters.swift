import Basics
import Claims
import Desk
import Foundation
import Letters
import Store

// Approving and sending.

extension Office {
    /// More rounds than this would mean that the day never comes to rest.
    private static let roundsMost = 8

    /// Approves and sends what may go, until nothing more may.
    func sendLetters() async throws {
        isDayQuiet = true
        chooseOverrides()
        for round in 1...Self.roundsMost {
            let approved = try approve(round)
            try approveSecond(round)
            try claimSent()
            let undone = try undoSome(round)
            try interveneBetween(round)
            time.advance(minutes: 16)
            let moved = try await work(round)
            if approved + moved + undone == 0 { return }
            if round == Self.roundsMost { isDayQuiet = false }
        }
    }

    private func chooseOverrides() {
        var dice = dice("overrides")
        overrides = SendingOverrides(
            staleBankData: dice.chance(4), dayOff: dice.chance(2))
    }

    /// - Returns: how many letters were approved.
    private func approve(_ round: Int) throws -> Int {
        var dice = dice("approve \(round)")
        let overrides = overrides
        func approve(_ claims: [ClaimID]?, _ key: String) throws -> Int {
            let approval = try attempt(.approve, "\(round) \(key)") {
                try $0.approve(claims, overrides: overrides)
            }
            if !approval.blocks.isEmpty {
                note("blocked \(approval.blocks.map(\.code).joined(separator: " "))")
                return 0
            }
            for letter in approval.letters {
                note(
                    "approved P-\(letter.notice?.number ?? 0) \(letter.bundle.step.name) "
                        + "\(letter.debtor.number) \(letter.bundle.toPay)")
            }
            return letter(count: approval)
        }
        guard company.style.approvesInParts, dice.chance(60) else { return try approve(nil, "all") }
        let sending = try desk.report().bundles.flatMap { $0.items.map(\.claim.id) }
        let half = sending.filter { _ in dice.chance(50) }
        return try (half.isEmpty ? 0 : approve(half, "half")) + approve(nil, "rest")
    }

    private func letter(count approval: Approval) -> Int {
        approval.blocks.isEmpty ? approval.letters.count : 0
    }

    /// A colleague approves what needs two, mostly the same day.
    private func approveSecond(_ round: Int) throws {
        guard company.record.needsSecondApproval else { return }
        var dice = dice("second \(round)")
        guard dice.chance(75) else { return }
        let chosen = try colleague().approveSecond()
        if !chosen.isEmpty { note("second \(chosen.map { "P-\($0.id)" }.joined(separator: " "))") }
    }

    /// - Returns: how many letters were called back.
    private func undoSome(_ round: Int) throws -> Int {
        var dice = dice("undo \(round)")
        guard round < 3, dice.chance(5) else { return 0 }
        let undone = try attempt(.act, "undo \(round)") { try $0.undo() }
        if !undone.isEmpty { note("undone \(undone.count)") }
        return undone.count
    }

    /// What comes between approval and sending: money, an objection.
    private func interveneBetween(_ round: Int) throws {
        guard round == 1 else { return }
        var dice = dice("between")
        guard dice.chance(12) else { return }
        try takeFiles()
        try runErrands()
    }

    /// - Returns: how many letters moved.
    private func work(_ round: Int) async throws -> Int {
        var moved = 0
        for attempt in 1...4 {
            let outcome = try await workOnce("\(round) \(attempt)")
            try readLetters()
            for item in outcome.items {
                note("P-\(item.notice.id) \(item.state.rawValue) \(item.detail)")
                if item.state == .recalled { tally.recalled += 1 }
                // Refused at once: it never left, so the world has seen nothing of it.
                if item.state == .bounced { tally.bounced += 1 }
                if item.state == .uncertain { askLater(item.notice.id.number) }
            }
            moved += outcome.items.count { $0.state != .waiting }
            let isFailing = outcome.items.contains { $0.state == .waiting }
            guard isFailing else { break }
            time.advance(minutes: 25)
        }
        return moved
    }

    /// A person finds out what became of a letter in doubt, some days later.
    private func askLater(_ notice: Int64) {
        var dice = dice("uncertain \(notice)")
        let days = dice.pick([0, 0, 1, 2, 5, 9, 30])
        company.errands.append(
            .init(from: today + days, bill: nil, matter: .settleUncertain(notice: notice)))
    }

    private func workOnce(_ key: String) async throws -> WorkOutcome {
        let interruption = try armInterruption(key)
        defer { company.outside.interrupt(nil) }
        let fault = fault(.work, key)
        if let fault { try store.arm(fault.write, isLost: fault.isLost, in: database) }
        do {
            let outcome = try await desk.work(post)
            try store.mend(database)
            return outcome
        } catch let failure as Diagnostic where failure.code.hasPrefix("store.") {
            let why = fault.map { "work \($0.write.rawValue)" } ?? interruption ?? failure.code
            guard fault != nil || interruption != nil else { throw failure }
            company.outside.interrupt(nil)
            // What had left by then is read as it was, before anything else is done.
            try store.mend(database)
            try readLetters()
            try crash(why)
            try readLetters()
            return try await desk.work(post)
        }
    }

    /// Lets something happen while a letter is handed over: another worker on the same book, or the power goes.
    ///
    /// - Returns: what it is, when the program dies of it.
    private func armInterruption(_ key: String) throws -> String? {
        guard options.hasFaults else { return nil }
        var dice = dice("interruption \(key)")
        guard dice.chance(12) else { return nil }
        if dice.chance(50) {
            let other = try colleague("second worker")
            let post = post
            let once = Once()
            tally.count(fault: "two workers")
            company.outside.interrupt { _, moment in
                guard moment == .beforeTaking, once.isFirst() else { return false }
                _ = try? other.approve()
                // The first waits for this one, so this one must not wait for the first.
                _ = try? await other.work(post, patience: 0)
                return false
            }
            return nil
        }
        // After this the store takes no more: what the channel answers is never recorded.
        let moment: Outside.Moment = dice.chance(50) ? .beforeTaking : .afterTaking
        let isLost = dice.chance(50)
        let store = Unshared(store)
        let database = database
        let once = Once()
        company.outside.interrupt { _, now in
            guard now == moment, once.isFirst() else { return false }
            try? store.value.arm(.answer, isLost: isLost, in: database)
            return true
        }
        return moment == .beforeTaking ? "power before the answer" : "power after the answer"
    }
}

/// True the first time.
final class Once: @unchecked Sendable {
    // Sendable by a lock around the one value.
    private let lock = NSLock()
    private var isUsed = false

    func isFirst() -> Bool {
        lock.withLock {
            defer { isUsed = true }
            return !isUsed
        }
    }
}

/// The store, handed to a channel that calls it while nobody else does.
private struct Unshared: @unchecked Sendable {
    let value: any SimulatedStore
    init(_ value: any SimulatedStore) { self.value = value }
}

// MARK: - Reading letters

extension Office {
    /// The world reads the letters that have been handed over since last time, and the checkers look at them at once: nothing
    /// has been told to the desk in between.
    func readLetters() throws {
        let handed = company.outside.all
        let fresh = handed.filter { letter in
            letter.accepted > 0 && !seen.contains(Self.number(letter.id))
        }
        guard !fresh.isEmpty else { return }
        let notices = Dictionary(
            try desk.notices(limit: Int(Int32.max)).map { ($0.id.number, $0) }
        ) { first, _ in first }
        for letter in fresh {
            let number = Self.number(letter.id)
            seen.insert(number)
            guard let notice = notices[number] else {
                throw Objection("outbox", "\(letter.id) left and is not in the outbox")
            }
            let fresh = try FreshLetter(notice, letter, in: self)
            for checker in letterCheckers {
                tally.count(check: checker.name)
                if let objection = try checker.objections(to: fresh, in: self).first {
                    throw objection
                }
            }
            tally.count(letter: notice.step)
            note(
                "left \(letter.id) \(letter.channel) \(Digest.hex(Digest.sha256(letter.message.pdf)).prefix(16)) "
                    + "\(Digest.hex(Digest.sha256(letter.message.email)).prefix(16))")
            read(fresh)
        }
    }

    private static func number(_ id: String) -> Int64 { Int64(id.dropFirst(2)) ?? 0 }

    /// What the letter does in the world: it is read, bounces or comes back.
    private func read(_ letter: FreshLetter) {
        let customer = company.customers[letter.lines[0].customer]
        // From the folder a letter may go by e-mail too, by hand.
        let isMail = letter.notice.way == .email
        let hasArrived =
            isMail ? customer.isMailboxThere : customer.isAtAddress && !customer.street.isEmpty
        for line in letter.lines {
            company.bills[line.bill].letters.append(
                .init(
                    notice: letter.notice.id.number, step: letter.notice.step,
                    day: letter.notice.letterDay, deadline: letter.notice.deadline,
                    fee: line.fee, asked: line.line.toPay, interest: line.line.interest,
                    hasArrived: hasArrived))
        }
        if hasArrived { return }
        if isMail {
            company.bounce(letter.notice.id.number, to: customer.email, today)
        } else {
            var dice = dice("returned \(letter.notice.id)")
            company.errands.append(
                .init(
                    from: today + dice.within(4...10), bill: nil,
                    matter: .returned(notice: letter.notice.id.number)))
        }
    }
}

/// A letter that has just left.
struct FreshLetter {
    /// One claim in it.
    struct Line {
        let bill: Int
        /// The customer's place.
        let customer: Int
        let line: ClaimLine
        /// The fee this letter adds to this claim.
        let fee: Money
        let round: Int
        let claim: ClaimID
    }

    let notice: OutboxNotice
    let handed: Outside.Handed
    let request: LetterRequest
    let lines: [Line]

    init(_ notice: OutboxNotice, _ handed: Outside.Handed, in office: Office) throws {
        self.notice = notice
        self.handed = handed
        let request = try JSONDecoder().decode(LetterRequest.self, from: Data(notice.request))
        self.request = request
        lines = try request.claims.map { line in
            guard let bill = office.company.bill(numbered: line.invoice),
                let stored = try office.scope({ scope in
                    try scope.claimID(invoice: line.invoice).flatMap { try scope.claim($0) }
                })
            else {
                throw Objection(
                    "outbox", "P-\(notice.id) is about \(line.invoice), which nobody billed")
            }
            let own = stored.claim.facts.compactMap { fact -> Notice? in
                if case .noticed(let own) = fact.event, own.id == notice.id { own } else { nil }
            }
            guard own.count == 1 else {
                throw Objection(
                    "outbox", "P-\(notice.id) is told \(own.count) times on its claim",
                    bill: line.invoice)
            }
            return Line(
                bill: bill, customer: office.company.bills[bill].customer, line: line,
                fee: own[0].fee, round: own[0].round, claim: stored.claim.id)
        }
    }
}

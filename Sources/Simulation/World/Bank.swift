import Basics
import Claims

/// A company's account at its bank: what really moved, and the files that tell of it.
struct Bank {
    /// Which files the company fetches. Most tell of the same money twice.
    enum Files: String, CaseIterable {
        /// OCR giro, and a statement with the day's OCR payments in one sum.
        case ocrAndLumps
        /// Notifications and a statement with all details.
        case notificationAndStatement
        /// A statement with all details.
        case statement
        /// OCR giro, notifications and a statement: the same money three times.
        case all
    }

    let account: AccountNumber
    let files: Files
    private let seed: UInt64
    private let forgets: Bool
    private(set) var entries: [BankEntry] = []
    private var closedThrough: Day
    private var balance: Money
    private var number = 0
    /// What the statements so far opened with, by their first day.
    private var openings: [(from: Day, opening: Money)] = []

    init(account: AccountNumber, files: Files, seed: UInt64, firstDay: Day, forgets: Bool) {
        self.account = account
        self.files = files
        self.seed = seed
        self.forgets = forgets
        closedThrough = firstDay - 1
        balance = Money(kroner: 50_000)
    }

    /// Takes an order; it is booked on the first bank day on or after `ordered`, or the one after that.
    ///
    /// - Returns: the entry's number.
    @discardableResult
    mutating func book(
        _ amount: Money, kind: BankEntry.Kind, ordered: Day, kid: String = "", text: String = "",
        payerName: String = "", payerAccount: String = "",
        parts: [(bill: Int, amount: Money)] = [], customer: Int? = nil
    ) -> Int {
        let id = entries.count + 1
        var dice = Dice(seed: seed, "booking \(id)")
        var booked = Self.bankDay(onOrAfter: max(ordered, closedThrough + 1))
        if dice.chance(25) { booked = Self.bankDay(onOrAfter: booked + 1) }
        entries.append(
            BankEntry(
                id: id, ordered: ordered, booked: booked, amount: amount, kid: kid, text: text,
                payerName: payerName, payerAccount: payerAccount, kind: kind, parts: parts,
                customer: customer))
        return id
    }

    subscript(id: Int) -> BankEntry { entries[id - 1] }

    mutating func tell(_ ids: [Int]) { for id in ids { entries[id - 1].isTold = true } }

    /// A person has taken a payment, or a part of it, from where it was placed, or has paid it back.
    mutating func take(_ amount: Money, of payment: Payment) {
        for index in entries.indices
        where entries[index].booked == payment.booked && entries[index].amount == payment.amount
            && entries[index].kid == payment.kid
        {
            entries[index].taken = min(entries[index].amount, entries[index].taken + amount)
        }
    }

    static func bankDay(onOrAfter day: Day) -> Day {
        var day = day
        while !NorwegianCalendar.isBankDay(day) { day = day + 1 }
        return day
    }

    /// Closes the books of a bank day.
    ///
    /// - Returns: the files that tell of it, to be fetched the next morning or later.
    mutating func close(_ day: Day, isUnreliable: Bool) -> [WorldFile] {
        guard NorwegianCalendar.isBankDay(day) else { return [] }
        var dice = Dice(seed: seed, "close \(day.iso)")
        let from = closedThrough + 1
        let booked = entries.filter { $0.booked >= from && $0.booked <= day }
        let opening = balance
        balance += booked.map(\.amount).sum()
        closedThrough = day
        openings.append((from, opening))
        var made: [WorldFile] = []
        let ocr = booked.filter { $0.hasKID && !$0.isOwn && !$0.isReversal }
        if files == .ocrAndLumps || files == .all, !ocr.isEmpty {
            made.append(ocrFile(ocr, on: day, &dice, isUnreliable))
        }
        let moved = booked.filter { !$0.isOwn }
        if files == .notificationAndStatement || files == .all, !moved.isEmpty {
            made.append(notification(moved, on: day, &dice, isUnreliable))
        }
        made.append(
            statement(booked, from: from, day, opening, closing: balance, &dice, isUnreliable))
        if dice.chance(isUnreliable ? 6 : 3), openings.count > 5 {
            made.append(overlap(through: day, &dice))
        }
        return made
    }

    // MARK: - Files

    /// When somebody can fetch a file of the day: seldom some days late.
    private func available(_ day: Day, _ dice: inout Dice, _ isUnreliable: Bool) -> Day {
        let isLate = dice.chance(isUnreliable ? 6 : 2)
        let days = dice.within(1...6)
        return day + 1 + (isLate ? days : 0)
    }

    private mutating func nextNumber() -> Int {
        number += 1
        return number
    }

    /// What the bank writes of the entries: all of them, but where it is told to forget.
    private func written(_ entries: [BankEntry]) -> [BankEntry] {
        forgets ? entries.filter { $0.isOwn || $0.id % 5 != 0 } : entries
    }

    private mutating func ocrFile(
        _ entries: [BankEntry], on day: Day, _ dice: inout Dice, _ isUnreliable: Bool
    ) -> WorldFile {
        let bytes = OCRWriter.bytes(
            of: written(entries), account: account, number: nextNumber())
        return WorldFile(
            name: "ocr-\(day.iso)-\(number).txt", bytes: bytes,
            from: available(day, &dice, isUnreliable), content: .bank(entries: entries.map(\.id)))
    }

    private mutating func notification(
        _ entries: [BankEntry], on day: Day, _ dice: inout Dice, _ isUnreliable: Bool
    ) -> WorldFile {
        let bytes = CamtWriter.notification(
            of: written(entries), account: account, on: day, number: nextNumber())
        return WorldFile(
            name: "camt054-\(day.iso)-\(number).xml", bytes: bytes,
            from: available(day, &dice, isUnreliable), content: .bank(entries: entries.map(\.id)))
    }

    private mutating func statement(
        _ booked: [BankEntry], from: Day, _ through: Day, _ opening: Money, closing: Money,
        _ dice: inout Dice, _ isUnreliable: Bool
    ) -> WorldFile {
        let told = files == .ocrAndLumps ? booked.filter { !isInLump($0) } : booked
        let lumps = files == .ocrAndLumps ? lumps(booked) : []
        let bytes = CamtWriter.statement(
            of: written(told), lumps: lumps, account: account, from: from, through: through,
            opening: opening, closing: closing, number: nextNumber())
        return WorldFile(
            name: "camt053-\(through.iso)-\(number).xml", bytes: bytes,
            from: available(through, &dice, isUnreliable),
            content: .bank(entries: told.map(\.id)))
    }

    /// The last days once more, in one statement.
    private mutating func overlap(through day: Day, _ dice: inout Dice) -> WorldFile {
        let first = openings[openings.count - 1 - dice.within(1...4)]
        let booked = entries.filter { $0.booked >= first.from && $0.booked <= day }
        return statement(
            booked, from: first.from, day, first.opening, closing: balance, &dice, false)
    }

    private func isInLump(_ entry: BankEntry) -> Bool {
        entry.hasKID && !entry.isOwn && !entry.isReversal
    }

    private func lumps(_ booked: [BankEntry]) -> [(day: Day, amount: Money)] {
        var sums: [Day: Money] = [:]
        for entry in booked where isInLump(entry) {
            sums[entry.booked, default: .zero] += entry.amount
        }
        return sums.sorted { $0.key < $1.key }.map { (day: $0.key, amount: $0.value) }
    }
}

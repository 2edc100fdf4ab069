import Basics
import Claims

// MARK: - Files and how fresh the bank data is

/// A file that was taken in.
public struct ImportRecord: Sendable {
    public let id: Int64
    public let name: String
    public let format: String
    public let at: Int64
    /// One line: how many of what.
    public let summary: String
}

extension BookConnection {
    /// The import with this SHA-256, if the very same bytes were taken in before.
    public func importRecord(hash: [UInt8]) throws -> ImportRecord? {
        try connection.first(
            "SELECT id, name, format, at, summary FROM import WHERE book = ? AND hash = ?", book,
            hash
        ) { row in
            ImportRecord(
                id: row.int(0), name: row.text(1), format: row.text(2), at: row.int(3),
                summary: row.text(4))
        }
    }

    public func insertImport(
        id: Int64, hash: [UInt8], name: String, format: String, version: String, identity: String,
        at: Int64, summary: String
    ) throws {
        try connection.run(
            """
            INSERT INTO import (book, id, hash, name, format, version, identity, at, summary)
            VALUES (?,?,?,?,?,?,?,?,?)
            """, book, id, hash, name, format, version, identity, at, summary)
        try chain.cover(.source, id) { fields in
            fields.append(id)
            fields.append(hash)
            fields.append(name)
            fields.append(format)
            fields.append(version)
            fields.append(identity)
            fields.append(at)
            fields.append(summary)
        }
    }

    /// Notes that the account's movements are known through `day`.
    public func note(account: String, through day: Day) throws {
        try connection.run(
            """
            INSERT INTO bank_account (book, account, through) VALUES (?,?,?)
            ON CONFLICT (book, account) DO UPDATE SET through = CASE
                WHEN excluded.through > bank_account.through THEN excluded.through
                ELSE bank_account.through END
            """, book, account, day)
    }

    /// The accounts that files have told of, and the day through which each is known.
    public func bankAccounts() throws -> [(account: AccountNumber, through: Day)] {
        try connection.all(
            "SELECT account, through FROM bank_account WHERE book = ? ORDER BY account", book
        ) { (AccountNumber($0.text(0)), $0.day(1)) }
    }

    /// The newest day an open-item list speaks of.
    public func listedThrough() throws -> Day? {
        try connection.first(
            "SELECT max(value) FROM counter WHERE book = ? AND name = 'listed'", book
        ) { $0.optionalDay(0) } ?? nil
    }

    public func note(listedThrough day: Day) throws {
        try connection.run(
            """
            INSERT INTO counter (book, name, value) VALUES (?, 'listed', ?)
            ON CONFLICT (book, name) DO UPDATE SET value = CASE
                WHEN excluded.value > counter.value THEN excluded.value ELSE counter.value END
            """, book, day)
    }

    /// The last day that every claim's list speaks of: no payment through it is for any claim that is here. nil when a
    /// claim came otherwise.
    public func allListedThrough() throws -> Day? {
        try connection.first(
            """
            SELECT CASE WHEN count(*) = count(listed_through) THEN min(listed_through) END
            FROM claim WHERE book = ?
            """, book
        ) { $0.optionalDay(0) } ?? nil
    }

    /// Notes a direct-debit mandate for a KID, or that it has ended.
    public func setMandate(kid: String, isActive: Bool, at: Int64) throws {
        let key = Self.kidKey(kid)
        if isActive {
            try connection.run(
                "INSERT INTO mandate (book, kid_key, at) VALUES (?,?,?) ON CONFLICT DO NOTHING",
                book, key, at)
        } else {
            try connection.run(
                "DELETE FROM mandate WHERE book = ? AND kid_key = ?", book, key)
        }
    }
}

// MARK: - What files told, and balances

/// What a file told of an account's day, in øre, money out negative.
public struct ImportDay: Hashable, Sendable {
    public var entries = 0
    /// All that was told.
    public var told = Money.zero
    /// New to the book.
    public var added = Money.zero
    /// Told of before, by this or another kind of file.
    public var known = Money.zero
    /// The company's own doings, which concern no claim.
    public var own = Money.zero

    public init() {}

    /// Takes note of an entry as it is read.
    public mutating func tell(_ amount: Money, isOwn: Bool) {
        entries += 1
        told += amount
        if isOwn { own += amount }
    }

    public static func += (sum: inout ImportDay, part: ImportDay) {
        sum.entries += part.entries
        sum.told += part.told
        sum.added += part.added
        sum.known += part.known
        sum.own += part.own
    }

    /// Nothing of what was told is lost.
    public var isWhole: Bool { told == added + known + own }
}

/// A file and what it told of an account on a day.
public struct ImportDayRecord: Sendable {
    public let importID: Int64
    public let account: AccountNumber
    public let day: Day
    public let figures: ImportDay
}

/// A break between statements that a person knows of.
public struct KnownGap: Hashable, Sendable {
    public let account: AccountNumber
    /// The last day before it.
    public let after: Day
    public let amount: Money
    public let why: String

    public init(account: AccountNumber, after: Day, amount: Money, why: String) {
        self.account = account
        self.after = after
        self.amount = amount
        self.why = why
    }
}

extension BookConnection {
    public func insert(
        _ figures: ImportDay, of account: String, on day: Day, importID: Int64
    ) throws {
        try connection.run(
            """
            INSERT INTO import_day (book, import, account, day, entries, told, added, known, own)
            VALUES (?,?,?,?,?,?,?,?,?)
            """, book, importID, account, day, Int64(figures.entries), figures.told,
            figures.added, figures.known, figures.own)
    }

    public func importDays(through day: Day) throws -> [ImportDayRecord] {
        try connection.all(
            """
            SELECT import, account, day, entries, told, added, known, own FROM import_day
            WHERE book = ? AND day <= ? ORDER BY import, account, day
            """, book, day
        ) { row in
            var figures = ImportDay()
            figures.entries = Int(row.int(3))
            figures.told = row.money(4)
            figures.added = row.money(5)
            figures.known = row.money(6)
            figures.own = row.money(7)
            return ImportDayRecord(
                importID: row.int(0), account: AccountNumber(row.text(1)), day: row.day(2),
                figures: figures)
        }
    }

    public func imports() throws -> [ImportRecord] {
        try connection.all(
            "SELECT id, name, format, at, summary FROM import WHERE book = ? ORDER BY id", book
        ) { row in
            ImportRecord(
                id: row.int(0), name: row.text(1), format: row.text(2), at: row.int(3),
                summary: row.text(4))
        }
    }

    /// Keeps what a statement says of its balances; one without them says nothing of the chain.
    public func insert(
        _ balance: StatedBalance, of account: String, currency: String, identity: String,
        importID: Int64
    ) throws {
        try connection.run(
            """
            INSERT INTO statement (book, id, import, account, currency, from_day, through, opening,
                closing, identity) VALUES (?,?,?,?,?,?,?,?,?,?)
            """, book, try reserve("statement"), importID, account, currency, balance.from,
            balance.through, balance.opening, balance.closing, identity)
    }

    /// The stated balances of each account, in the order they were told.
    public func statedBalances() throws -> [AccountNumber: [StatedBalance]] {
        var result: [AccountNumber: [StatedBalance]] = [:]
        try connection.forEach(
            """
            SELECT account, from_day, through, opening, closing FROM statement
            WHERE book = ? ORDER BY id
            """, book
        ) { row in
            result[AccountNumber(row.text(0)), default: []].append(
                StatedBalance(
                    from: row.optionalDay(1), through: row.day(2), opening: row.money(3),
                    closing: row.money(4)))
        }
        return result
    }

    public func note(_ gap: KnownGap, at: Int64, actor: String) throws {
        try connection.run(
            """
            INSERT INTO gap_known (book, account, after, amount, at, actor, why)
            VALUES (?,?,?,?,?,?,?) ON CONFLICT DO NOTHING
            """, book, gap.account.text, gap.after, gap.amount, at, actor, gap.why)
    }

    public func knownGaps() throws -> [KnownGap] {
        try connection.all(
            "SELECT account, after, amount, why FROM gap_known WHERE book = ? ORDER BY at", book
        ) { row in
            KnownGap(
                account: AccountNumber(row.text(0)), after: row.day(1), amount: row.money(2),
                why: row.text(3))
        }
    }
}

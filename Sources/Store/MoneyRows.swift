import Basics
import Claims

/// A sum of money of one kind on an account's day, in øre.
public struct MoneyDay: Sendable {
    public enum Kind: Sendable {
        case received, returned, matched, held, listed, setAside, lump
    }

    public let account: String
    public let currency: String
    public let day: Day
    public let kind: Kind
    public let amount: Money
}

extension BookConnection {
    /// Where the money booked through a day is: what came, from the payments; what is placed, from the claims' facts.
    public func moneyByDay(through day: Day) throws -> [MoneyDay] {
        var rows: [MoneyDay] = []
        try connection.forEach(
            """
            SELECT account, currency, booked, kind,
                CASE WHEN settled IS NULL THEN 0 WHEN settled = 'listed' THEN 1 ELSE 2 END AS why,
                sum(amount), sum(rest)
            FROM payment WHERE book = ? AND booked <= ? GROUP BY account, currency, booked, kind, why
            """, book, day
        ) { row in
            func add(_ kind: MoneyDay.Kind, _ amount: Money) {
                guard amount != .zero else { return }
                rows.append(
                    MoneyDay(
                        account: row.text(0), currency: row.text(1), day: row.day(2), kind: kind,
                        amount: amount))
            }
            let rest = row.money(6)
            switch NewPayment.Kind(rawValue: row.int(3)) {
            case .lumpSum:
                if row.int(4) == 0 { add(.lump, rest) }
                return
            case .reversal: add(.returned, row.money(5))
            case .payment, nil: add(.received, row.money(5))
            }
            add(row.int(4) == 0 ? .held : row.int(4) == 1 ? .listed : .setAside, rest)
        }
        try connection.forEach(
            """
            SELECT payment.account, payment.currency, fact.day,
                sum(CASE fact.kind WHEN 1 THEN fact.amount ELSE -fact.amount END)
            FROM fact CROSS JOIN payment ON payment.book = fact.book AND payment.id = fact.ref
            WHERE fact.book = ? AND fact.kind IN (1, 2, 30) AND fact.day <= ?
            GROUP BY payment.account, payment.currency, fact.day
            """, book, day
        ) { row in
            rows.append(
                MoneyDay(
                    account: row.text(0), currency: row.text(1), day: row.day(2), kind: .matched,
                    amount: row.money(3)))
        }
        return rows
    }

    /// What the payments that each file added come to.
    public func addedByImport(through day: Day) throws -> [Int64: Money] {
        var sums: [Int64: Money] = [:]
        try connection.forEach(
            """
            SELECT import, sum(amount) FROM payment WHERE book = ? AND booked <= ? GROUP BY import
            """, book, day
        ) { sums[$0.int(0)] = $0.money(1) }
        return sums
    }

    /// By how much the balances of each file's statements differ from what it told of their accounts; only for
    /// files that say both balances, and whose last day is not after `day`.
    public func movedByImport(through day: Day) throws -> [Int64: Money] {
        var sums: [Int64: Money] = [:]
        try connection.forEach(
            """
            SELECT import, sum(closing - opening) - (
                SELECT coalesce(sum(told), 0) FROM import_day
                WHERE import_day.book = statement.book AND import_day.import = statement.import
                    AND import_day.account IN (
                        SELECT account FROM statement AS same
                        WHERE same.book = statement.book AND same.import = statement.import))
            FROM statement WHERE book = ? GROUP BY book, import HAVING max(through) <= ?
            """, book, day
        ) { sums[$0.int(0)] = $0.money(1) }
        return sums
    }

    /// What has been given back of claims' overpayments.
    public func refunded(through day: Day) throws -> Money {
        try connection.first(
            """
            SELECT coalesce(sum(amount), 0) FROM fact
            WHERE book = ? AND kind = \(FactRow.Kind.refunded.rawValue) AND day <= ?
            """, book, day
        ) { $0.money(0) } ?? .zero
    }
}

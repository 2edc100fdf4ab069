import Basics
import Claims

/// What many claims or debtors are asked, asked together.
///
/// In a file a question costs microseconds, and the plainest is the quickest. At a server each costs the way there and back,
/// so there many are put into one: the night's run of a book with ten due claims went from some 95 statements to 35.
extension BookConnection {
    /// How many numbers one question names at most: few enough that a server still goes by its index.
    private static let most = 1_000

    /// Hands each row about any of `numbers` to `body`; in the order of the numbers in a file, in that of `sql` at a server.
    ///
    /// - Parameters:
    ///   - column: what the numbers are of.
    ///   - values: of the parameters before the numbers.
    ///   - sql: the question, with the condition that the numbers make; its parameter is the last.
    func forEach(
        _ numbers: [Int64], in column: String, _ values: [any Bindable],
        sql: (_ condition: String) -> String, body: (SQLRow) throws -> Void
    ) throws {
        if numbers.isEmpty { return }
        switch connection.session {
        case .sqlite:
            let statement = try connection.prepare(sql("\(column) = ?"))
            for number in numbers {
                try statement.bind(values + [number])
                try statement.forEach(body)
            }
        case .postgres:
            let statement = try connection.prepare(sql("\(column) = ANY(CAST(? AS BIGINT[]))"))
            for first in stride(from: 0, to: numbers.count, by: Self.most) {
                let part = numbers[first..<min(first + Self.most, numbers.count)]
                let list = "{" + part.map { String($0) }.joined(separator: ",") + "}"
                try statement.bind(values + [list])
                try statement.forEach(body)
            }
        }
    }

    /// The facts of claims, each claim's in order.
    func facts(of claims: [Int64]) throws -> [Int64: [Fact]] {
        var facts: [Int64: [Fact]] = [:]
        try forEach(claims, in: "claim", [book]) { condition in
            """
            SELECT claim, id, day, kind, amount, ref, other, step, text FROM fact
            WHERE book = ? AND \(condition) ORDER BY claim, id
            """
        } body: {
            facts[$0.int(0), default: []].append(try FactRow.fact($0, from: 1))
        }
        return facts
    }

    /// The claims of debtors, each debtor's in order of due day.
    public func claims(of debtors: [DebtorID]) throws -> [DebtorID: [StoredClaim]] {
        var found: [DebtorID: [StoredClaim]] = [:]
        switch connection.session {
        case .sqlite:
            for debtor in debtors { found[debtor] = try claims(debtor: debtor) }
        case .postgres:
            for first in stride(from: 0, to: debtors.count, by: Self.most) {
                let part = debtors[first..<min(first + Self.most, debtors.count)]
                let list = "{" + part.map { String($0.number) }.joined(separator: ",") + "}"
                let all = try claims(
                    where: "claim.debtor = ANY(CAST(? AS BIGINT[]))", list, by: "claim_debtor")
                for stored in all { found[stored.claim.debtor, default: []].append(stored) }
            }
        }
        return found
    }

    /// The debtors' claims that something was credited on: where one was paid before, money may be to return.
    public func creditedClaims(of debtors: [DebtorID]) throws -> [DebtorID: [StoredClaim]] {
        var ids: [ClaimID] = []
        try forEach(
            debtors.map(\.number), in: "claim.debtor", [FactRow.Kind.credited.rawValue, book]
        ) { condition in
            """
            SELECT DISTINCT claim.id FROM claim INDEXED BY claim_debtor
            CROSS JOIN fact ON fact.book = claim.book AND fact.claim = claim.id AND fact.kind = ?
            WHERE claim.book = ? AND \(condition)
            """
        } body: {
            ids.append(ClaimID($0.int(0)))
        }
        // There are few of them.
        return Dictionary(grouping: try ids.compactMap { try claim($0) }, by: \.claim.debtor)
    }

    /// Debtors by their numbers.
    public func debtors(of ids: [DebtorID]) throws -> [DebtorID: Debtor] {
        var found: [DebtorID: Debtor] = [:]
        try forEach(ids.map(\.number), in: "id", [book]) { condition in
            "SELECT \(Self.debtorColumns) FROM debtor WHERE book = ? AND \(condition)"
        } body: { row in
            let debtor = Self.debtor(row)
            found[debtor.id] = debtor
        }
        return found
    }

    /// Bank accounts seen with each of the debtors.
    public func accounts(of debtors: [DebtorID]) throws -> [DebtorID: [String]] {
        var found: [DebtorID: [String]] = [:]
        try forEach(debtors.map(\.number), in: "debtor", [book]) { condition in
            "SELECT debtor, account FROM debtor_account WHERE book = ? AND \(condition)"
        } body: {
            found[DebtorID($0.int(0)), default: []].append($0.text(1))
        }
        return found
    }

    /// The days of each debtor's letters since `day`, inclusive, oldest first; not those that reached nobody, nor `notice`.
    public func letterDays(
        of debtors: [DebtorID], since day: Day, besides notice: NoticeID? = nil
    ) throws -> [DebtorID: [Day]] {
        var found: [DebtorID: [Day]] = [:]
        try forEach(
            debtors.map(\.number), in: "debtor", [book, day, notice?.number ?? 0]
        ) { condition in
            """
            SELECT debtor, letter_day FROM notice INDEXED BY notice_debtor
            WHERE book = ? AND letter_day >= ? AND id <> ?
                AND state NOT IN ('recalled', 'failed', 'bounced', 'returned') AND \(condition)
            ORDER BY letter_day
            """
        } body: {
            found[DebtorID($0.int(0)), default: []].append($0.day(1))
        }
        return found
    }

    /// Those of the debtors who have had a letter, or have one waiting.
    public func noticed(among debtors: [DebtorID]) throws -> Set<DebtorID> {
        try told(among: debtors, "")
    }

    /// Those of the debtors whom a letter of that day charges a fee.
    public func charged(among debtors: [DebtorID], on day: Day) throws -> Set<DebtorID> {
        try told(among: debtors, "AND fee > 0 AND letter_day = ?", [day])
    }

    private func told(
        among debtors: [DebtorID], _ condition: String, _ values: [any Bindable] = []
    ) throws -> Set<DebtorID> {
        var found: Set<DebtorID> = []
        try forEach(debtors.map(\.number), in: "debtor", [book] + values) { numbers in
            """
            SELECT DISTINCT debtor FROM notice INDEXED BY notice_debtor
            WHERE book = ? AND state NOT IN ('recalled', 'failed', 'bounced', 'returned')
                \(condition) AND \(numbers)
            """
        } body: {
            found.insert(DebtorID($0.int(0)))
        }
        return found
    }
}

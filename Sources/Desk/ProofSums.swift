import Basics
import Formats

/// Adds up a proof's tables anew and holds the sums against the claim.
struct ProofSums {
    let claim: JSONValue
    let events: [JSONValue]

    func check(interest: String, payments: String) throws {
        guard let told = interestSum(Self.rows(of: interest)), told == owed("interest") else {
            throw ProofVerifier.fault(
                "proof.interest", "interest that is not the sum of its days")
        }
        guard let paid = paidSum(Self.rows(of: payments)), paid == owed("paid"),
            paid == paidInChain
        else { throw ProofVerifier.fault("proof.payments", "payments that do not add up") }
        let sum =
            owed("principal") - owed("credited") - owed("waived") + owed("interest")
            + owed("costs") - owed("paid") + owed("refunded") + owed("overpaid")
        guard sum == owed("to_pay"),
            sum == owed("open_principal") + owed("open_interest") + owed("open_costs")
        else { throw ProofVerifier.fault("proof.claim", "a sum owed that does not add up") }
    }

    /// In øre, of the claim's statement; a value that is missing makes no sum come out.
    private func owed(_ name: String) -> Int64 {
        let value = claim["statement"]?["\(name)_ore"]?.int ?? .max
        return abs(value) <= Money.limit.ore ? value : Money.limit.ore + 1
    }

    // MARK: - Interest

    /// The last row's sum, when every row is right; else nil.
    private func interestSum(_ rows: [[String: String]]) -> Int64? {
        let isOnce = claim["choices"]?["rounding"]?.text == "once"
        // In 1 / (10 000 × 365 × 366) øre, which both lengths of a year divide.
        var (exact, start): (Int128, Int128) = (0, 0)
        var (line, total, before): (Int64, Int64, Int64) = (0, 0, 0)
        var last: Day?
        for row in rows {
            func number(_ name: String) -> Int64? { row[name].flatMap { Int64($0) } }
            guard let day = row["day"].flatMap({ Day(iso: $0[...]) }),
                let base = number("base_ore"), let rate = number("rate_hundredths_of_percent"),
                abs(base) <= Money.limit.ore, abs(rate) <= 100_000,
                number("interest_numerator") == base * rate,
                number("interest_denominator") == 10_000 * days(of: day.year)
            else { return nil }
            if number("line") != line {
                (line, before) = (line + 1, total)
                start = isOnce ? exact : 0
                exact = start
            } else if let last, day != last + 1 {
                return nil
            }
            last = day
            exact += Int128(base * rate) * (days(of: day.year) == 365 ? 366 : 365)
            let amount = Self.halfUp(exact) - Self.halfUp(start)
            total = before + amount
            guard number("line") == line, number("line_ore") == amount,
                number("accumulated_ore") == total
            else { return nil }
        }
        return total
    }

    private func days(of year: Int) -> Int64 {
        let isLeap = Day(year, 12, 31) - Day(year, 1, 1) == 365
        return isLeap && claim["choices"]?["day-count"]?.text == "actual-actual" ? 366 : 365
    }

    private static func halfUp(_ exact: Int128) -> Int64 {
        let unit: Int128 = 10_000 * 365 * 366
        return Int64(clamping: (2 * exact + unit) / (2 * unit))
    }

    // MARK: - Payments

    private func paidSum(_ rows: [[String: String]]) -> Int64? {
        let returned = Set(rows.filter { $0["kind"] == "returned" }.compactMap { $0["payment"] })
        var sum: Int128 = 0
        for row in rows {
            func number(_ name: String) -> Int64? {
                row["\(name)_ore"].flatMap { Int64($0) }.flatMap {
                    abs($0) <= Money.limit.ore ? $0 : nil
                }
            }
            guard let amount = number("amount"), let costs = number("costs"),
                let interest = number("interest"), let principal = number("principal"),
                let overpaid = number("overpaid"), let payment = row["payment"]
            else { return nil }
            let parts = costs + interest + principal + overpaid
            let holds = returned.contains(payment) ? parts <= amount : parts == amount
            guard holds || amount < 0 else { return nil }
            sum += Int128(amount)
        }
        return Int64(clamping: sum)
    }

    /// What the events say was received by the day the file was made, less what went back.
    private var paidInChain: Int64 {
        let made = claim["made"]?.text ?? ""
        let sum = events.reduce(Int128(0)) { sum, event in
            guard let day = event["day"]?.text, day <= made,
                let amount = event["amount_ore"]?.int, abs(amount) <= Money.limit.ore
            else { return sum }
            switch event["kind"]?.text {
            case "paid": return sum + Int128(amount)
            case "reversed", "misplaced": return sum - Int128(amount)
            default: return sum
            }
        }
        return Int64(clamping: sum)
    }

    // MARK: - Rows

    /// The rows of a table as `ProofTables` writes it, by the names in its first.
    static func rows(of text: String) -> [[String: String]] {
        var rows: [[String]] = []
        var (row, cell): ([String], String) = ([], "")
        var isQuoted = false
        for scalar in text.unicodeScalars {
            switch scalar {
            // A doubled quote ends and begins again, which leaves the cell as it is; no number of ours has one.
            case "\"": isQuoted.toggle()
            case ";" where !isQuoted:
                row.append(cell)
                cell = ""
            case "\n" where !isQuoted:
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.unicodeScalars.append(scalar)
            }
        }
        guard let names = rows.first else { return [] }
        return rows.dropFirst().map { row in
            Dictionary(zip(names, row)) { first, _ in first }
        }
    }
}

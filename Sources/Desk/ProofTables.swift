import Basics
import Claims
import Formats
import Law
import Store

/// A proof's tables: `;` between cells, a line feed after each row, amounts in øre, days and instants as ISO 8601.
struct ProofTables {
    let material: ProofMaterial

    init(_ material: ProofMaterial) { self.material = material }

    /// Each day's interest, exact, and the claim's interest through it.
    var interest: String {
        let days = LateInterest.days(of: material.statement.segments, law: material.law)
        var table = [
            [
                "day", "line", "base_ore", "rate_hundredths_of_percent", "rate_source",
                "interest_numerator", "interest_denominator", "interest_ore", "line_ore",
                "accumulated_ore",
            ]
        ]
        for day in days {
            table.append([
                day.day.iso, "\(day.line)", "\(day.balance.ore)", "\(day.rate)", day.source,
                "\(day.numerator)", "\(day.denominator)",
                Self.decimal(day.numerator, day.denominator), "\(day.lineAmount.ore)",
                "\(day.accumulated.ore)",
            ])
        }
        return Self.text(table)
    }

    /// Six decimals, the rest cut off: for people, who have the exact fraction beside it.
    private static func decimal(_ numerator: Int64, _ denominator: Int64) -> String {
        let rest = Int128(numerator % denominator) * 1_000_000 / Int128(denominator)
        let digits = "\(rest)"
        return "\(numerator / denominator)."
            + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// Money received, what each payment was set against, and money that went back.
    var payments: String {
        var table = [
            [
                "payment", "kind", "counts_from", "booked", "amount_ore", "costs_ore",
                "interest_ore", "principal_ore", "overpaid_ore", "rule", "account",
                "bank_reference", "bank_file", "bank_file_sha256",
            ]
        ]
        var placements = material.statement.placements
        let standing = Self.standing(material.claim, on: material.today)
        for (kind, fact, receipt) in standing {
            let index =
                kind == "paid"
                ? placements.firstIndex { $0.payment == receipt.payment } : nil
            let placed = index.map { placements.remove(at: $0) }
            let known = material.payments[receipt.payment]
            let sign: Int64 = kind == "paid" ? 1 : -1
            table.append([
                "\(receipt.payment)", kind, (placed?.on ?? fact.on).iso,
                known?.stored.payment.booked.iso ?? "", "\(sign * receipt.amount.ore)",
                "\(placed?.costs.ore ?? 0)", "\(placed?.interest.ore ?? 0)",
                "\(placed?.principal.ore ?? 0)", "\(placed?.overpaid.ore ?? 0)",
                placed.map { Self.rule($0.rule) } ?? "", known?.stored.payment.account.text ?? "",
                known?.stored.reference ?? "", known?.source?.name ?? "",
                known?.source.map { Digest.hex($0.hash) } ?? "",
            ])
        }
        return Self.text(table)
    }

    private typealias Row = (kind: String, fact: Fact, receipt: Fact.Receipt)

    /// Receipts without those that were set against the claim by mistake, and returns.
    private static func standing(_ claim: Claim, on day: Day) -> [Row] {
        var rows: [Row] = []
        for fact in claim.facts where fact.on <= day {
            switch fact.event {
            case .paid(let receipt): rows.append(("paid", fact, receipt))
            case .reversed(let receipt): rows.append(("returned", fact, receipt))
            case .misplaced(let taken):
                let index = rows.lastIndex {
                    $0.kind == "paid" && $0.receipt.payment == taken.payment
                        && $0.receipt.amount == taken.amount
                }
                if let index { rows.remove(at: index) }
            default: continue
            }
        }
        return rows
    }

    private static func rule(_ rule: Statement.Placement.Rule) -> String {
        switch rule {
        case .designated(let designation): "designated-\(designation)"
        case .equalsPrincipal: "equals-principal"
        case .order(let order): order.rawValue
        }
    }

    /// What became of every letter, and what came in.
    var receipts: String {
        var rows: [(at: Int64, cells: [String])] = []
        func add(
            _ at: Int64, _ letter: String, _ event: String, way: String? = nil,
            channel: String? = nil, detail: String? = nil
        ) {
            rows.append(
                (at, [Clock.iso(at), letter, event, way ?? "", channel ?? "", detail ?? ""]))
        }
        for letter in material.letters {
            let name = "P-\(letter.notice.id)"
            add(letter.stored.approvedAt, name, "approved", detail: letter.stored.approvedBy)
            for event in letter.course {
                add(
                    event.at, name, event.state, way: event.way, channel: event.channel,
                    detail: event.receipt)
            }
        }
        for mail in material.mails {
            add(
                mail.at, mail.notice.map { "P-\($0)" } ?? "", "received-\(mail.kind.rawValue)",
                way: "email",
                detail: "mail \(mail.id)" + (mail.status.isEmpty ? "" : " \(mail.status)"))
        }
        let sorted = rows.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        return Self.text(
            [["time", "letter", "event", "way", "channel", "detail"]] + sorted.map(\.element.cells))
    }

    /// A cell that would end itself, or that a spreadsheet would run, is quoted or gets an apostrophe before it.
    private static func text(_ table: [[String]]) -> String {
        table.map { row in row.map(cell).joined(separator: ";") + "\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        // A minus before digits is a number of ours.
        let isNumber = Int64(text) != nil
        let text = isNumber ? text : CSVWriter.escaped(text)
        let isPlain = !text.utf8.contains { $0 == 0x22 || $0 == 0x3B || $0 == 0x0A || $0 == 0x0D }
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

import Basics
import Claims
import Law
import Testing

/// A claim's story in dated lines that a lawyer can read and check:
///
///     invoice 4800,00 due 2026-08-03 consumer anbefalt
///     2026-08-17 reminder fee 38,00 deadline 2026-08-31
///     2026-08-20 expect wait collection-notice 2026-09-03
///     2026-10-05 paid 5090,49
///     2026-10-05 expect closed settled
///
/// A line with a step demands that the letter may go that day, and sends it. A letter's `fee` and `deadline`
/// are checked when they are told.
struct Scenario {
    struct Fault: Error, CustomStringConvertible {
        let line: String
        let why: String
        var description: String { "\(why): \(line)" }
    }

    private var claim = ClaimsTests.claim()
    private var plan = Plan.Name.anbefalt
    private var payments: [Fact.Receipt] = []

    /// Runs every line and reports each expectation that does not hold.
    static func run(_ text: String) throws {
        var scenario = Scenario()
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            if first == "invoice" {
                try scenario.invoice(words)
            } else if let day = Day(iso: first), words.count > 1 {
                try scenario.take(Array(words.dropFirst()), on: day, line: String(line))
            } else {
                throw Fault(line: String(line), why: "neither an invoice nor a day")
            }
        }
    }

    private mutating func invoice(_ words: [String]) throws {
        guard words.count == 6, let due = Day(iso: words[3]),
            let kind = DebtorKind(rawValue: words[4]),
            let plan = Plan.Name(rawValue: words[5])
        else { throw Fault(line: words.joined(separator: " "), why: "no invoice") }
        claim = ClaimsTests.claim(try money(words[1]).ore, due: due, kind: kind)
        self.plan = plan
    }

    private mutating func take(_ words: [String], on day: Day, line: String) throws {
        func rest(from index: Int) -> String { words.dropFirst(index).joined(separator: " ") }
        switch words[0] {
        case "expect": #expect(told(day) == rest(from: 1), "\(line)")
        case "owes":
            let statement = Statement(of: claim, on: day, law: .shipped)
            #expect(statement.toPay == (try money(words[1])), "\(line)")
        case "paid":
            let receipt = Fact.Receipt(
                payment: PaymentID(Int64(payments.count + 1)), amount: try money(words[1]))
            payments.append(receipt)
            add(.paid(receipt), on: day)
        case "returned":
            guard let last = payments.popLast() else { throw Fault(line: line, why: "no payment") }
            add(.reversed(last), on: day)
        case "credited":
            add(.credited(.init(amount: try money(words[1]), reference: "k")), on: day)
        case "disputed": add(.disputed(why: rest(from: 1)), on: day)
        case "paused": add(.paused(until: Day(iso: words[1]), why: "avtalt"), on: day)
        case "promised": add(.promised(by: Day(iso: words[1]) ?? day, why: "avtalt"), on: day)
        case "resumed": add(.resumed(why: rest(from: 1)), on: day)
        case "written-off": add(.writtenOff(why: rest(from: 1)), on: day)
        case "undelivered":
            guard let last = claim.letters.last else { throw Fault(line: line, why: "no letter") }
            add(.undelivered(last.id, why: rest(from: 1)), on: day)
        default:
            guard Step(name: words[0]) != nil else { throw Fault(line: line, why: "no such word") }
            try send(words, on: day, line: line)
        }
    }

    private mutating func send(_ words: [String], on day: Day, line: String) throws {
        let decision = claim.decision(on: day, plan)
        guard case .send(let proposal) = decision.verdict, proposal.step.name == words[0] else {
            throw Fault(line: line, why: "on this day the answer is \(told(day))")
        }
        for index in words.indices.dropFirst().dropLast() {
            switch words[index] {
            case "fee":
                #expect(proposal.feeAmount == (try money(words[index + 1])), "\(line)")
            case "deadline": #expect(proposal.deadline?.iso == words[index + 1], "\(line)")
            default: continue
            }
        }
        claim = claim.sending(proposal)
    }

    /// The decision in the scenario's words.
    private func told(_ day: Day) -> String {
        let decision = claim.decision(on: day, plan)
        let codes = decision.reasons.map(\.code).joined(separator: " ")
        switch decision.verdict {
        case .send(let proposal): return "send \(proposal.step.name)"
        case .wait(let step, let until): return "wait \(step.name) \(until.iso)"
        case .hold(let step): return "hold \(step.name) \(codes)"
        case .ask: return "ask"
        case .attention: return "attention \(codes)"
        case .closed: return "closed \(codes)"
        }
    }

    private mutating func add(_ event: Fact.Event, on day: Day) {
        claim = claim.adding(event, on: day)
    }

    private func money(_ text: String) throws -> Money {
        let parts = text.split(separator: ",").compactMap { Int64($0) }
        guard parts.count == 2 else { throw Fault(line: text, why: "not an amount") }
        return Money(ore: parts[0] * 100 + parts[1])
    }
}

import Basics
import Claims
import Foundation
import Law
import Letters
import Store
import Testing

@testable import Desk

/// A company with all that happens in one, rehearsed on a copy and then lived.
@Suite("A rehearsed life")
struct RehearsalLifeTests {
    private static let first = Day(2026, 8, 20)
    private static let days = 75

    @Test(
        "With pauses, promises, plans, objections, old claims, tones, limits and two persons it is the same, day by day",
        arguments: [1, 2, 3] as [UInt64])
    func exact(seed: UInt64) async throws {
        var chance = GoLivePropertyTests.Chance(seed: seed)
        let company = try Life(&chance)
        let before = try company.test.dump()
        let rehearsal = try await company.desk.rehearse(
            days: Self.days, pay: .never, as: company.post)
        #expect(try company.test.dump() == before)
        let lived = try await company.live(days: Self.days)
        #expect(told(rehearsal) == lived.letters)
        #expect(
            rehearsal.questions.map { "\($0.day.iso) \($0.invoice) \($0.toPay)" }
                == lived.questions)
        #expect(rehearsal.unsorted > 0)
        #expect(lived.letters.count > 25 && !lived.questions.isEmpty)
        #expect(Set(rehearsal.letters.map(\.tone)).count > 2)
        #expect(Set(rehearsal.letters.map(\.way)) == [.email, .print])
        try expectBudget(company)
    }

    private func told(_ rehearsal: Rehearsal) -> [String] {
        rehearsal.letters.map {
            "\($0.day.iso) \($0.customer) \($0.invoices) \($0.step.name) \($0.tone.rawValue) "
                + "\($0.way.rawValue) \($0.fee) \($0.toPay) \($0.deadline?.iso ?? "-")"
        }
    }

    /// No debtor had more letters in any seven days than the company allows, whichever claims and ways they were of.
    private func expectBudget(_ company: Life) throws {
        let sent = try company.desk.notices(limit: 100_000).filter { $0.state == .sent }
        for (debtor, letters) in Dictionary(grouping: sent, by: \.debtor) {
            for letter in letters {
                let week = letters.filter { (0..<7).contains($0.letterDay - letter.letterDay) }
                #expect(week.count <= company.desk.book.contactLimit, "debtor \(debtor)")
            }
        }
    }

    /// A book with every kind of customer and claim.
    private final class Life {
        let test: TestDesk
        let desk: BookDesk
        let post = Post(
            [.email: TestChannel("smtp")], folder: TestChannel("folder", isRepeatable: true))

        init(_ chance: inout GoLivePropertyTests.Chance) throws {
            test = try TestDesk(today: RehearsalLifeTests.first)
            var record = test.desk.book
            record.contactLimit = 1
            record.dailyLimit = 6
            record.needsSecondApproval = true
            record.tones = ToneRule(company: .friendly, branches: ["bygg": .firm])
            try test.desk.change(record)
            desk = try test.reopened()
            try take(&chance)
            try choose(&chance)
            try say(&chance)
            _ = try desk.accept(.remind, reason: "gjennomgått")
            try hearFromBank()
        }

        private func hearFromBank() throws {
            try desk.database.write(book: desk.book.id, by: Author("test", at: 0)) { scope in
                try scope.note(account: desk.book.account.text, through: desk.today)
            }
        }

        private func take(_ chance: inout GoLivePropertyTests.Chance) throws {
            var rows: [String] = []
            for customer in 1...12 {
                for number in 0...Int.random(in: 0...3, using: &chance) {
                    let isOld = number == 0 && customer % 3 == 0
                    let age =
                        isOld
                        ? Int.random(in: 95...400, using: &chance)
                        : Int.random(in: -20...40, using: &chance)
                    rows.append(
                        TestDesk.row(
                            "\(customer)0\(number)", due: RehearsalLifeTests.first - age,
                            amount: "\(Int.random(in: 400...9_000, using: &chance)),00",
                            customer: "\(10_000 + customer)", name: "Kunde \(customer)",
                            email: customer % 4 == 0 ? "" : "k\(customer)@kunde.example"))
                }
            }
            try test.take(
                TestDesk.list(rows), asOf: RehearsalLifeTests.first - 1, at: desk)
        }

        private func choose(_ chance: inout GoLivePropertyTests.Chance) throws {
            for customer in 1...12 {
                var choices = CustomerChoices()
                switch customer {
                case 1: choices.tone = .warm
                case 2: choices.branch = "Bygg"
                case 3: choices.plan = .rolig
                case 5: choices.plan = .tett
                case 6: choices.way = .print
                case 7: choices.emailUsed = RehearsalLifeTests.first - 340
                case 9: choices.language = .nn
                case 10: choices.exempt = "eiers mor"
                default: choices.kind = Bool.random(using: &chance) ? .business : .consumer
                }
                _ = try desk.change(customer: "\(10_000 + customer)", choices)
            }
        }

        private func say(_ chance: inout GoLivePropertyTests.Chance) throws {
            let today = RehearsalLifeTests.first
            for item in try desk.claims(onlyOpen: true) {
                let id = item.claim.id
                let later = today + Int.random(in: 3...30, using: &chance)
                switch Int.random(in: 0..<14, using: &chance) {
                case 0: try desk.act(.pause(until: later, reason: "ferie"), on: id)
                case 1: try desk.act(.promise(by: later, reason: "ringte"), on: id)
                case 2: try desk.act(.dispute(reason: "feil vare"), on: id)
                case 3:
                    let to = max(later, item.claim.due + 1)
                    try desk.act(.deferDueDate(to: to, reason: "avtalt"), on: id)
                case 4:
                    let plan = try InstalmentPlan(
                        InstalmentPlan.sharing(
                            item.decision.statement.toPay, over: 3, from: later))
                    try desk.act(.agreePlan(plan, reason: "avtalt"), on: id)
                case 5: try desk.act(.waive(Money(kroner: 100), reason: "kulanse"), on: id)
                default: continue
                }
            }
        }

        /// Each day as a careful company runs it: hear from the bank, approve what may go, two of them where that is wanted.
        func live(days: Int) async throws -> (letters: [String], questions: [String]) {
            var letters: [String] = []
            var questions: [String] = []
            var asked: Set<ClaimID> = []
            let second = try BookDesk.open(
                desk.database, book: desk.book, as: .person("second"), clock: desk.clock
            ).deciding(by: desk.law)
            for offset in 0..<days {
                test.time.move(to: RehearsalLifeTests.first + offset)
                try hearFromBank()
                let approval = try desk.approve(undoWindow: 0)
                if approval.blocks.isEmpty, approval.needSecond > 0 {
                    _ = try second.approveSecond(undoWindow: 0)
                }
                _ = try await desk.work(post, ignoringWindow: true)
                if approval.blocks.isEmpty { letters += try approval.letters.map(told) }
                for item in try desk.report().asking where asked.insert(item.claim.id).inserted {
                    questions.append(
                        "\(desk.today.iso) \(item.claim.invoice) \(item.decision.statement.toPay)")
                }
            }
            return (letters, questions)
        }

        private func told(_ letter: Approval.Letter) throws -> String {
            let sent = try #require(
                try desk.notices(limit: 100_000).first { $0.id == letter.notice })
            #expect(sent.state == .sent)
            return
                "\(desk.today.iso) \(letter.debtor.number) \(letter.bundle.items.map(\.claim.invoice)) "
                + "\(letter.bundle.step.name) \(letter.bundle.items[0].proposal.tone.rawValue) "
                + "\(sent.way?.rawValue ?? "-") \(letter.bundle.fee) \(letter.bundle.toPay) "
                + "\(letter.request.deadline?.iso ?? "-")"
        }
    }
}

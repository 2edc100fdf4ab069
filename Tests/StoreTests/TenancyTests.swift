import Basics
import Claims
import Store
import Testing

@Suite("Books side by side")
struct TenancyTests {
    @Test("What is done in one book leaves every row of the other as it was")
    func otherBookUntouched() throws {
        let a = try TemporaryBook()
        let b = try TemporaryBook(beside: a)
        for book in [a, b] {
            try book.addClaim("1001", kid: "10017")
            try book.addClaim("1002", kid: "10025")
            try book.take([.ocr(60_000, kid: "10017")])
        }
        let before = try b.dump(ofBook: b.book)
        #expect(before.count > 10)
        let claim = try #require(try a.read { try $0.claimID(invoice: "1002") })
        try a.take([.ocr(1_000, kid: "10025"), .camt(.camt054, 77)])
        try a.write { scope in
            try scope.append(.disputed(why: "d"), to: claim, on: Day(2026, 9, 3), at: 0)
            try scope.setNextDay(nil, of: claim)
            try scope.lookAgain(at: claim, on: Day(2026, 9, 3))
            try scope.setListedThrough(Day(2026, 9, 3), ofClaimsAfter: 0)
            try scope.insertNotice(.reminder(of: [claim], debtor: a.debtor))
            _ = try scope.move(NoticeID(1), from: [.approved], to: .sending, at: 9)
            try scope.remember(account: "99993010028", of: a.debtor)
            try scope.note(account: "99991042764", through: Day(2026, 9, 3))
            try scope.note(listedThrough: Day(2026, 9, 3))
            try scope.setMandate(kid: "10017", isActive: true, at: 0)
            for payment in try scope.payments(limit: 9) {
                try scope.setRest(.zero, settled: "other", debtor: nil, of: payment.payment.id)
            }
            _ = try scope.explainLumpSums()
            try scope.record("test", "t", at: 0, actor: "t")
            var debtor = try #require(try scope.debtor(a.debtor))
            debtor.exempt = "x"
            try scope.setChoices(of: debtor)
        }
        #expect(try b.dump(ofBook: b.book) == before)
    }

    @Test("The same invoice number, KID and customer number in two books are different things")
    func sameNumbers() throws {
        let a = try TemporaryBook()
        let b = try TemporaryBook(beside: a)
        try a.addClaim("1001", kid: "10017")
        #expect(try b.take([.ocr(60_000, kid: "10017")]).placed == 0)
        #expect(try b.read { try $0.claims(kid: "10017") }.isEmpty)
        #expect(try b.read { try $0.claimID(invoice: "1001") } == nil)
        try b.addClaim("1001", kid: "10017", principal: 500)
        #expect(try a.read { try $0.claims(kid: "10017") }.map(\.claim.principal.ore) == [100_000])
        #expect(try a.read { try $0.waitingPayments() }.isEmpty)
    }
}

extension NewNotice {
    static func reminder(
        of claims: [ClaimID], debtor: DebtorID, id: Int64 = 1, round: Int = 1,
        step: Step = .reminder
    ) -> NewNotice {
        NewNotice(
            id: NoticeID(id), debtor: debtor, step: step, letterDay: Day(2026, 9, 1),
            deadline: Day(2026, 9, 15), fee: Money(kroner: 38), total: Money(kroner: 1_038),
            approvedAt: 0, approvedBy: "test", leavesAt: 900, request: [1, 2, 3],
            claims: claims.map { ($0, round, Money(kroner: 38)) })
    }
}

@Suite("Letters in the outbox")
struct NoticeTests {
    @Test("A claim has one letter for each step and round; the second changes nothing")
    func once() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        let other = try book.addClaim("1002")
        try book.write { try $0.insertNotice(.reminder(of: [claim], debtor: book.debtor)) }
        let before = try book.dump()
        let fault = #expect(throws: Diagnostic.self) {
            try book.write {
                try $0.insertNotice(.reminder(of: [other, claim], debtor: book.debtor, id: 2))
            }
        }
        #expect(fault?.code == "store.constraint")
        #expect(try book.dump() == before)
    }

    @Test("Another round or step of the claim is another letter")
    func rounds() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        try book.write { scope in
            try scope.insertNotice(.reminder(of: [claim], debtor: book.debtor))
            try scope.insertNotice(.reminder(of: [claim], debtor: book.debtor, id: 2, round: 2))
            try scope.insertNotice(
                .reminder(of: [claim], debtor: book.debtor, id: 3, step: .collectionNotice))
        }
        let notices = try book.read { try $0.notices(limit: 9) }
        #expect(notices.map(\.id.number) == [1, 2, 3])
        #expect(notices.map(\.request) == [[1, 2, 3], [1, 2, 3], [1, 2, 3]])
        let facts = try #require(try book.read { try $0.claim(claim) }).claim.facts
        #expect(facts.count == 3)
    }

    @Test("Only the first of two movers gets a letter")
    func move() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        try book.write { scope in
            try scope.insertNotice(.reminder(of: [claim], debtor: book.debtor))
            #expect(try scope.move(NoticeID(1), from: [.approved], to: .sending, at: 5))
            #expect(try !scope.move(NoticeID(1), from: [.approved], to: .sending, at: 6))
            #expect(try !scope.move(NoticeID(1), from: [.approved], to: .recalled, at: 6))
        }
        let notice = try #require(try book.read { try $0.notice(NoticeID(1)) })
        #expect(notice.state == .sending)
        #expect(notice.stateAt == 5)
    }

    @Test("An unknown state cannot be stored")
    func states() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        try book.write { try $0.insertNotice(.reminder(of: [claim], debtor: book.debtor)) }
        #expect(throws: Diagnostic.self) {
            try book.write { try $0.connection.run("UPDATE notice SET state = 'lost'") }
        }
    }
}

import Basics
import Claims
import Store
import Testing

@Suite("What became of letters, line by line")
struct LetterHistoryTests {
    @Test("Each move is a line; an attempt has no receipt of its own yet, and none is lost")
    func moves() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: "10017")
        let claim = try #require(try book.read { try $0.claimID(invoice: "1001") })
        let id = NoticeID(1)
        try book.write { scope in
            try scope.insertNotice(.reminder(of: [claim], debtor: book.debtor))
            func move(_ from: OutboxNotice.State, _ to: OutboxNotice.State, _ receipt: String?)
                throws
            {
                let at = Int64(try scope.history(of: id).count + 100)
                #expect(
                    try scope.move(
                        id, from: [from], to: to, at: at, channel: "smtp", way: .email,
                        receipt: receipt))
            }
            #expect(try scope.history(of: id).isEmpty)
            try move(.approved, .sending, nil)
            try move(.sending, .waiting, "451 later")
            try move(.waiting, .sending, nil)
            try move(.sending, .waiting, "451 later")
            try move(.waiting, .sending, nil)
            try move(.sending, .sent, "250 ok")
            #expect(try !scope.move(id, from: [.sending], to: .failed, at: 1))
            try move(.sent, .bounced, "550 gone")
        }
        let history = try book.read { try $0.history(of: id) }
        #expect(
            history.map(\.state) == [
                "sending", "waiting", "sending", "waiting", "sending", "sent", "bounced",
            ])
        #expect(
            history.map(\.receipt) == [
                nil, "451 later", nil, "451 later", nil, "250 ok", "550 gone",
            ])
        #expect(history.map(\.at) == Array(100...106))
        #expect(history.allSatisfy { $0.way == "email" && $0.channel == "smtp" })
    }

    @Test("A claim's facts are told with when they were recorded")
    func recorded() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: "10017")
        let claim = try #require(try book.read { try $0.claimID(invoice: "1001") })
        try book.write { scope in
            try scope.append(.disputed(why: "d"), to: claim, on: Day(2026, 9, 3), at: 77)
            try scope.append(
                .promised(by: Day(2026, 9, 9), why: "p"), to: claim, on: Day(2026, 9, 1), at: 88)
        }
        let facts = try book.read { try $0.recordedFacts(of: claim) }
        #expect(facts.map(\.at) == [77, 88])
        #expect(facts.map(\.fact.on) == [Day(2026, 9, 3), Day(2026, 9, 1)])
    }
}

import Basics
import Law
import Store
import Testing

@Suite("Law and choices in their rows")
struct LawRowsTests {
    @Test("Rates, the act's first day and choices come back as they went in, in order")
    func roundTrip() throws {
        let book = try TemporaryBook()
        let rates = [
            OwnRate(
                table: .lateInterest, from: Day(2027, 1, 1), to: Day(2027, 6, 30), value: 1200,
                source: "FOR-1"),
            OwnRate(
                table: .courtFee, from: Day(2027, 1, 1), to: nil, value: 138_000,
                source: "rettsgebyrloven § 1, 2027"),
        ]
        try book.write { scope in
            for rate in rates { try scope.connection.add(rate, at: 7, actor: "kari") }
            try scope.connection.setRegime(
                start: Day(2027, 1, 1), source: "kgl.res.", at: 8, actor: "kari")
            try scope.connection.setRegime(start: nil, source: "utsatt", at: 9, actor: "ola")
            try scope.choose(.dayCount, "actual-actual", at: 10, actor: "kari")
            try scope.choose(.dayCount, "actual-365", at: 11, actor: "kari")
        }
        try book.read { scope in
            #expect(try scope.connection.ownRates().map(\.rate) == rates)
            #expect(try scope.connection.ownRates().map(\.actor) == ["kari", "kari"])
            #expect(try scope.connection.regimes().map(\.start) == [Day(2027, 1, 1), nil])
            #expect(try scope.connection.regimes().map(\.at) == [8, 9])
            let choices = try scope.choices()
            #expect(choices.map(\.value) == ["actual-actual", "actual-365"])
            #expect(choices.allSatisfy { $0.convention == .dayCount })
        }
    }

    @Test("One book's choices are not another's")
    func tenancy() throws {
        let book = try TemporaryBook()
        try book.write { try $0.choose(.rounding, "once", at: 0, actor: "a") }
        let other = try TemporaryBook(beside: book).read { try $0.choices() }
        #expect(other.isEmpty)
    }
}

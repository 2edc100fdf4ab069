import Basics
import Claims
import Store
import Testing

@Suite("Facts in their rows")
struct FactsTests {
    /// One of each kind, and each optional part both there and not.
    static let events: [Fact.Event] = [
        .paid(.init(payment: PaymentID(7), amount: Money(ore: 1))),
        .paid(
            .init(
                payment: PaymentID(8), amount: Money(ore: 9_999_999_999_999),
                ordered: Day(2026, 8, 30), forPrincipal: true)),
        .reversed(.init(payment: PaymentID(7), amount: Money(ore: 1))),
        .credited(.init(amount: Money(ore: 5), reference: "K-1", corrects: true)),
        .credited(.init(amount: Money(ore: 5), reference: "avslag", corrects: false)),
        .chargedBefore(Money(kroner: 38)),
        .noticed(
            Notice(
                id: NoticeID(3), step: .nudge, sentOn: Day(2026, 9, 1), deadline: nil, fee: .zero)),
        .noticed(
            Notice(
                id: NoticeID(4), step: .paymentDemand, round: 17, sentOn: Day(2026, 9, 1),
                deadline: Day(2026, 9, 15), fee: Money(kroner: 113))),
        .recalled(NoticeID(3), why: "undone"),
        .undelivered(NoticeID(3), why: "550 no such user"),
        .delivered(NoticeID(4)),
        .paused(until: Day(2026, 10, 1), why: "ferie – æøå"),
        .paused(until: nil, why: ""),
        .resumed(why: "avklart"),
        .disputed(why: "feil antall"),
        .promised(by: Day(2026, 9, 20), why: "ringte"),
        .exempted(why: "avtale"),
        .writtenOff(why: "konkurs"),
    ]

    @Test("Every kind of fact comes back as it went in", arguments: events)
    func roundTrip(event: Fact.Event) throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        try book.write { try $0.append(event, to: claim, on: Day(2026, 9, 1), at: 1_788_000_000) }
        let facts = try #require(try book.read { try $0.claim(claim) }).claim.facts
        #expect(facts.map(\.event) == [event])
        #expect(facts.map(\.on) == [Day(2026, 9, 1)])
    }

    @Test("The samples hold each kind")
    func samples() {
        var kinds: Set<Int> = []
        for event in Self.events { kinds.insert(Self.number(event)) }
        #expect(kinds.count == 14)
    }

    @Test("Facts keep the order they were recorded in, whatever their days")
    func order() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        let other = try book.addClaim("1002")
        try book.write { scope in
            try scope.append(
                Self.events.enumerated().map { index, event in
                    (index % 3 == 0 ? other : claim, Day(2026, 9, 30) - index, event)
                }, at: 0)
        }
        let facts = try #require(try book.read { try $0.claim(claim) }).claim.facts
        #expect(facts.map(\.id) == facts.map(\.id).sorted())
        let expected = Self.events.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
        #expect(facts.map(\.event).map(Self.number) == expected.map(Self.number))
    }

    private static func number(_ event: Fact.Event) -> Int {
        switch event {
        case .paid: 1
        case .reversed: 2
        case .credited: 3
        case .chargedBefore: 4
        case .noticed: 5
        case .recalled: 6
        case .undelivered: 7
        case .delivered: 8
        case .paused: 9
        case .resumed: 10
        case .disputed: 11
        case .promised: 12
        case .exempted: 13
        case .writtenOff: 14
        }
    }
}

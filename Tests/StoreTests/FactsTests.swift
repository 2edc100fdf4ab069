import Basics
import Claims
import Law
import Store
import Testing

@Suite("Facts in their rows")
struct FactsTests {
    /// One of each kind, and each optional part both there and not.
    static let events: [Fact.Event] =
        [
            .paid(.init(payment: PaymentID(7), amount: Money(ore: 1))),
            .paid(
                .init(
                    payment: PaymentID(8), amount: Money(ore: 9_999_999_999_999),
                    ordered: Day(2026, 8, 30), designation: .principal)),
            .reversed(.init(payment: PaymentID(7), amount: Money(ore: 1))),
            .credited(.init(amount: Money(ore: 5), reference: "K-1", corrects: true)),
            .credited(.init(amount: Money(ore: 5), reference: "avslag", corrects: false)),
            .chargedBefore(Money(kroner: 38)),
            .noticed(
                Notice(
                    id: NoticeID(3), step: .nudge, sentOn: Day(2026, 9, 1), deadline: nil,
                    fee: .zero)),
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
            .compensationClaimed(Money(kroner: 430)),
            .deferred(to: Day(2026, 11, 2), why: "avtalt"),
        ] + coded

    private static let coded: [Fact.Event] =
        [
            .basisKnown(.agreed, why: "kontrakt"),
            .basisKnown(.demanded(sentOn: Day(2026, 3, 2), electronicAccepted: nil), why: ""),
            .basisKnown(.demanded(sentOn: Day(2026, 3, 2), electronicAccepted: true), why: ""),
            .basisKnown(.demanded(sentOn: Day(2026, 3, 2), electronicAccepted: false), why: ""),
            .basisKnown(.unilateral(sentOn: Day(2026, 3, 2)), why: "selgers dato"),
            .acknowledged(evidence: "e-post 12.9"),
            .waived(Money(ore: 4_999), why: "småbeløp"),
            .refunded(Money(kroner: 3), why: "tilbakebetalt"),
            .handedOver(to: "Byrået AS"),
            .takenBack(why: "gjort opp"),
            .insolvencyEnded(why: "kjennelsen opphevet"),
            .limitationExtended(to: Day(2029, 1, 2), why: "skriftlig avtale"),
        ] + Insolvency.allCases.map { .insolvent($0, why: "kunngjort") }
        + LegalAction.allCases.map { .legalAction($0, why: "sak 1") }
        + ObjectionOutcome.allCases.map { .objectionEnded($0, why: "vurdert") }
        + [.misplaced(Fact.Receipt(payment: PaymentID(7), amount: Money(ore: 12_345)))]
        + VATLoss.Alternative.allCases.map {
            .lossEstablished($0, why: "utleggstrekk uten dekning")
        }
        + plans.map { .instalmentPlan($0) }
        + BacklogPile.allCases.map { .sorted($0, why: "gjennomgått") }
        + [.backlogged, .sorted(nil, why: "tatt feil")]

    private static let plans = [true, false].compactMap {
        try? InstalmentPlan(
            [
                .init(due: Day(2026, 12, 1), amount: Money(ore: 123_456)),
                .init(due: Day(2026, 11, 2), amount: Money(kroner: 500)),
            ], bearsInterest: $0)
    }

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
        #expect(kinds.count == 32)
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
        case .compensationClaimed: 15
        case .deferred: 16
        case .basisKnown: 17
        case .instalmentPlan: 18
        case .acknowledged: 19
        case .waived: 20
        case .refunded: 21
        case .handedOver: 22
        case .takenBack: 23
        case .insolvent: 24
        case .insolvencyEnded: 25
        case .legalAction: 26
        case .limitationExtended: 27
        case .objectionEnded: 28
        case .lossEstablished: 29
        case .misplaced: 30
        case .backlogged: 41
        case .sorted: 42
        }
    }
}

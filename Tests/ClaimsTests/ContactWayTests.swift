import Basics
import Claims
import Law
import Testing

@Suite("How a letter may reach a debtor")
struct ContactWayTests {
    private let day = Day(2026, 8, 20)
    private let everything: [ContactWay: String] = [
        .email: "ola@hansen.example", .print: "Storgata 1, 0155 Oslo", .ehf: "0192:310123455",
    ]

    @Test("Reminders go by e-mail, then on paper; hard letters on paper alone")
    func steps() {
        let reach = Reach(addresses: everything)
        for step in [Step.nudge, .reminder] {
            #expect(reach.ways(for: step, on: day) == [.email, .print])
        }
        for step in [Step.collectionNotice, .paymentDemand] {
            #expect(reach.ways(for: step, on: day) == [.print])
        }
    }

    @Test("A hard letter goes by e-mail to an address used within a year")
    func recentlyUsed() {
        func ways(_ days: Int) -> [ContactWay] {
            Reach(addresses: everything, emailUsed: day - days).ways(
                for: .collectionNotice, on: day)
        }
        #expect(ways(0) == [.email, .print])
        #expect(ways(364) == [.email, .print])
        #expect(ways(365) == [.email, .print])
        #expect(ways(366) == [.print])
    }

    @Test("What is wanted comes first where it may be used")
    func preferred() {
        let paper = Reach(preferred: .print, addresses: everything)
        #expect(paper.ways(for: .nudge, on: day) == [.print, .email])
        let electronic = Reach(preferred: .ehf, addresses: everything)
        #expect(electronic.ways(for: .reminder, on: day) == [.ehf, .email, .print])
        #expect(electronic.ways(for: .collectionNotice, on: day) == [.print])
    }

    @Test("An address that gave a letter back is left out, in whatever case it is written")
    func faults() {
        let debtor = Debtor(
            id: DebtorID(1), number: "1", name: "Ola Hansen", street: "Storgata 1",
            postcode: "0155", city: "Oslo", email: "Ola@Hansen.example")
        #expect(debtor.reach().ways(for: .nudge, on: day) == [.email, .print])
        let reach = debtor.reach(without: [(.email, "ola@hansen.example")])
        #expect(reach.ways(for: .nudge, on: day) == [.print])
        #expect(reach.hasFaults)
        let none = debtor.reach(without: [
            (.email, "ola@hansen.example"), (.print, "Storgata 1, 0155 Oslo"),
        ])
        #expect(none.ways(for: .nudge, on: day).isEmpty)
    }

    @Test("The limit holds until the oldest letter that fills it is seven days old")
    func limit() {
        let sent = [day - 6, day - 3, day]
        #expect(ContactLimit(limit: 4, sent: sent, on: day) == nil)
        #expect(ContactLimit(limit: 0, sent: sent, on: day) == nil)
        let full = ContactLimit(limit: 3, sent: sent, on: day)
        #expect(full?.letters == 3)
        #expect(full?.from == day + 1)
        #expect(ContactLimit(limit: 3, sent: sent, on: day + 1) == nil)
        #expect(ContactLimit(limit: 1, sent: sent, on: day + 6)?.from == day + 7)
        #expect(ContactLimit(limit: 1, sent: sent, on: day + 7) == nil)
    }

    @Test("A fee charged before Purr on a letter's day stays when that letter is called back")
    func sameDay() {
        let sent = Notice(
            id: NoticeID(2), step: .reminder, round: 1, sentOn: day, deadline: day + 14,
            fee: Money(kroner: 38))
        let claim = claim(480_000, due: day - 20)
            .adding(.noticed(sent), on: day)
            .adding(.chargedBefore(Money(kroner: 60)), on: day)
            .adding(.undelivered(NoticeID(2), why: "ukjent"), on: day)
        #expect(claim.standingNotices(on: day).isEmpty)
        #expect(Statement(of: claim, on: day, law: .shipped).costs == Money(kroner: 60))
    }
}

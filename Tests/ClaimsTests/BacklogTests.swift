import Basics
import Claims
import Law
import Testing

/// An old claim on Thursday 2026-10-08, and the pile it seems to belong to.
@Suite("The backlog")
struct BacklogTests {
    private let today = Day(2026, 10, 8)
    private let reach = Reach(addresses: [.print: "Storgata 1, 0155 Oslo"])

    private func old(
        _ days: Int, ore: Int64 = 1_000_000, kind: DebtorKind = .consumer,
        documented: Bool = true, _ events: [(Day, Fact.Event)] = []
    ) -> Claim {
        claim(
            ore, due: today - days, kind: kind, documented: documented,
            [(today, .backlogged)] + events)
    }

    private func sorted(
        _ claim: Claim, beside others: [Claim] = [], exempt: String? = nil,
        _ circumstances: Circumstances? = nil
    ) -> Backlog.Sorting? {
        var known = circumstances ?? .clear
        known.reach = known.reach ?? reach
        return Backlog.sort(
            claim, policy: Policy(plan: .named(.anbefalt), exempt: exempt),
            neighbours: Backlog.Neighbours([claim] + others, law: .shipped, on: today),
            law: .shipped, today: today, circumstances: known)
    }

    private func other(_ days: Int, _ events: [(Day, Fact.Event)] = []) -> Claim {
        let plain = claim(500_000, due: today - days, events)
        return Claim(
            id: ClaimID(2), debtor: plain.debtor, invoice: "1002", issued: plain.issued,
            due: plain.due, principal: plain.principal, debtorKind: plain.debtorKind,
            facts: plain.facts)
    }

    @Test(
        "A claim nothing is the matter with is reminded about for half a year, then looked into",
        arguments: [(91, BacklogPile.remind), (182, .remind), (183, .ask), (900, .ask)])
    func age(days: Int, pile: BacklogPile) throws {
        let sorting = try #require(sorted(old(days)))
        #expect(sorting.pile == pile)
        #expect(sorting.isAsked)
        #expect(sorting.answer == nil)
    }

    @Test("What makes a claim worth a person's look, one by one")
    func ask() throws {
        func codes(_ sorting: Backlog.Sorting?) -> [String] {
            guard let sorting, sorting.pile == .ask else { return [] }
            return sorting.reasons.map(\.code)
        }
        let day = today - 5
        let partly = old(100, [(day, paid(400_000))])
        let little = old(100, ore: 50_000, [(day, paid(45_000))])
        let fee = old(100, [(day - 30, .chargedBefore(Money(kroner: 38)))])
        let disputed = old(100, [(day, .disputed(why: "feil vare"))])
        #expect(codes(sorted(partly)) == ["backlog.partly-paid"])
        #expect(codes(sorted(little)) == ["backlog.small-rest"])
        #expect(codes(sorted(fee)) == ["backlog.reminded-before"])
        #expect(codes(sorted(disputed)) == ["disputed"])
        #expect(
            codes(sorted(old(100), beside: [other(30, [(day, .disputed(why: "nei"))])]))
                == ["backlog.debtor-disputes", "backlog.several-ages"])
        #expect(codes(sorted(old(100), beside: [other(39)])) == ["backlog.several-ages"])
        #expect(codes(sorted(old(100), beside: [other(40)])) == [])
        #expect(codes(sorted(old(1_090))) == ["lapses-on", "backlog.very-old"])
        #expect(codes(sorted(old(100, documented: false))) == ["undocumented"])
        #expect(
            codes(sorted(old(100), Circumstances(reach: Reach(addresses: [:])))) == ["no-address"])
        let difference = Debtor.LedgerDifference(
            found: Money(kroner: 9), expected: Money(kroner: 5))
        #expect(
            codes(sorted(old(100), Circumstances(ledgerDifference: difference))) == [
                "ledger-differs"
            ])
        let bankrupt = old(100, [(day, .insolvent(.bankruptcy, why: "kunngjort"))])
        #expect(codes(sorted(bankrupt)) == ["insolvent.bankrupt"])
        let waiting = Circumstances.UnreadMail(mail: MailID(3), received: day)
        #expect(codes(sorted(old(100), Circumstances(unreadMail: waiting))) == ["unread-mail"])
    }

    @Test("What may be left: lapsed, exempt, tiny, or nothing owed by the ledger")
    func leave() throws {
        func codes(_ sorting: Backlog.Sorting?) -> [String] {
            guard let sorting, sorting.pile == .leave else { return [] }
            return sorting.reasons.map(\.code)
        }
        // Due 2023-10-09, a Monday: the three years end on Friday 2026-10-09.
        #expect(codes(sorted(claim(due: Day(2023, 10, 9)))) == [])
        #expect(codes(sorted(claim(due: Day(2023, 10, 6)))) == ["lapsed"])
        #expect(codes(sorted(old(100), exempt: "eiers mor")) == ["exempt"])
        #expect(codes(sorted(old(100, ore: 4_000))) == ["backlog.too-small"])
        #expect(
            codes(sorted(old(100, ore: 100_000, [(today, paid(99_000))]))) == ["small-residual"])
        let nothing = Debtor.LedgerDifference(found: Money(kroner: 9), expected: .zero)
        #expect(
            codes(sorted(old(100), Circumstances(ledgerDifference: nothing))) == [
                "backlog.ledger-owes-nothing"
            ])
        let overpaid = other(100, [(today - 90, paid(2_000_000))])
        #expect(codes(sorted(old(100), beside: [overpaid])) == ["backlog.credit-balance"])
    }

    @Test("What is paid, given up, handed over or has a letter is no backlog")
    func none() {
        #expect(sorted(old(100, [(today, paid(2_000_000))])) == nil)
        #expect(sorted(old(100, [(today, .writtenOff(why: "tapt"))])) == nil)
        #expect(sorted(old(100, [(today, .handedOver(to: "byrået"))])) == nil)
        #expect(sorted(old(100, [letter(.nudge, today - 1, deadline: nil)])) == nil)
        #expect(sorted(old(0)) == nil)
    }

    @Test("An old claim is held until it is sorted, on whatever day one looks")
    func held() {
        let old = old(120)
        for day in stride(from: 0, through: 200, by: 5) {
            let decision = old.decision(on: today + day)
            #expect(decision.verdict == .hold(.nudge))
            #expect(decision.reasons.first?.code == "backlog")
        }
        // Looking back to before it came, nobody had been asked.
        #expect(old.decision(on: today - 1).proposal?.step == .nudge)
    }

    @Test(
        "Reminding begins with the gentlest letter; looking into it holds; leaving it is the end, also of warnings"
    )
    func answers() throws {
        func answered(_ pile: BacklogPile?) -> Claim {
            old(1_000, [(today, .sorted(pile, why: "gjennomgått"))])
        }
        #expect(answered(.remind).decision(on: today).proposal?.step == .nudge)
        let asked = answered(.ask).decision(on: today)
        #expect(asked.verdict == .hold(.nudge))
        #expect(
            asked.reasons.first == .backlog(.lookedInto(since: today, why: "gjennomgått")))
        let left = answered(.leave).decision(on: today)
        #expect(left.verdict == .closed)
        #expect(left.reasons == [.backlog(.left(since: today, why: "gjennomgått"))])
        #expect(left.nextDay == nil)
        #expect(left.lapse == nil)
        #expect(answered(nil).decision(on: today).reasons.first?.code == "backlog")
        #expect(sorted(answered(.leave))?.place == .leave)
        #expect(sorted(answered(.leave))?.pile == .ask)
        #expect(!answered(.remind).waitsForSorting(on: today))
        #expect(answered(nil).waitsForSorting(on: today))
    }

    @Test(
        "Another word about the claim, such as a later due date or an ended pause, does not sort it"
    )
    func otherWords() {
        for event: Fact.Event in [
            .resumed(why: "ok"), .deferred(to: today + 1, why: "avtalt"),
            .acknowledged(evidence: "e-post"), .basisKnown(.agreed, why: "kontrakt"),
        ] {
            let claim = old(120, [(today, event)])
            for day in [today, today + 30, today + 300] {
                #expect(claim.decision(on: day).proposal == nil, "\(event)")
            }
        }
    }
}

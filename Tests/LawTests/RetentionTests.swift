import Basics
import Law
import Testing

@Suite("How long personal data are kept")
struct RetentionTests {
    @Test(
        "Years are counted from the end of the year in which a claim ended",
        arguments: [
            (RetentionClass.accounting, Day(2026, 1, 1), Day(2031, 12, 31)),
            (.accounting, Day(2026, 12, 31), Day(2031, 12, 31)),
            (.accounting, Day(2027, 1, 1), Day(2032, 12, 31)),
            (.strayPayments, Day(2026, 12, 31), Day(2031, 12, 31)),
            (.letters, Day(2026, 6, 1), Day(2031, 12, 31)),
            (.correspondence, Day(2026, 6, 1), Day(2030, 6, 30)),
            (.contact, Day(2026, 6, 1), Day(2030, 6, 30)),
        ])
    func through(kind: RetentionClass, ended: Day, last: Day) {
        #expect(kind.keptThrough(afterClaimEnded: ended) == last)
    }

    @Test("What an act says must be kept does not go on request")
    func duties() {
        for kind in RetentionClass.allCases {
            #expect(kind.goesOnRequest == (kind == .correspondence || kind == .contact))
        }
    }
}

import Basics

/// The most an agency's collection fee (salær) may be, out of court and everything included.
///
/// A multiple of the inkassosats on the day the principal is paid, by the claim's size. Half as much again from a
/// business; a quarter more where the creditor cannot deduct VAT; double when the payment demand's deadline is more
/// than 28 days past. Cut to whole øre, so that the cap is never passed.
///
///     2 500,00 from a consumer in 2026: light 300,00, heavy 600,00
///
/// - Source: inkassoforskriften §§ 2-1 to 2-3.
public enum CollectionFee {
    public static func cap(
        claim: Money, due: Day, paidOn: Day, debtor: DebtorKind, creditorVATLiable: Bool,
        heavy: Bool, law: LawBook
    ) throws(MissingRate) -> Money {
        guard due >= Day(2010, 1, 1) else {
            throw MissingRate(table: .collectionRate, day: due)
        }
        let rate = try law.value(of: .collectionRate, in: law.collectionRate, on: paidOn)
        let bands = due >= Day(2020, 10, 1) ? bandsFrom2020 : bandsFrom2010
        let multiple = bands.first { claim <= $0.upTo }?.hundredths ?? 0
        // Hundredths × halves × quarters: 100 × 2 × 4 = 800.
        let factor =
            multiple * (heavy ? 2 : 1) * (debtor.treatedAs == .business ? 3 : 2)
            * (creditorVATLiable ? 4 : 5)
        return Money(ore: rate.ore * factor / 800)
    }

    /// The first day the heavy cap applies: the payment demand's deadline is more than 28 days past.
    public static func heavyFrom(demandDeadline: Day) -> Day { demandDeadline + 29 }

    /// Claim sizes, inclusive, and the light cap in hundredths of the inkassosats.
    private static let bandsFrom2020: [(upTo: Money, hundredths: Int64)] = [
        (Money(kroner: 500), 25), (Money(kroner: 1000), 35), (Money(kroner: 2500), 40),
        (Money(kroner: 10_000), 80), (Money(kroner: 50_000), 160), (Money(kroner: 250_000), 360),
        (Money.limit, 720),
    ]
    private static let bandsFrom2010: [(upTo: Money, hundredths: Int64)] = [
        (Money(kroner: 2500), 50), (Money(kroner: 10_000), 100), (Money(kroner: 50_000), 200),
        (Money(kroner: 250_000), 400), (Money.limit, 800),
    ]
}

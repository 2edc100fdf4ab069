import Basics

extension CollectionFee {
    /// A cap before it is cut to whole øre: 234.375 kroner is 23 437.5 øre.
    public struct Exact: Hashable, Sendable {
        /// 800ths of an øre: the inkassosats times hundredths, halves for a business and quarters for VAT.
        public let parts: Int64

        /// Parts in one øre.
        public static let partsPerOre: Int64 = 800

        /// Cut to whole øre, so that the cap is never passed.
        public var money: Money { Money(ore: parts / Self.partsPerOre) }
    }

    /// A band with its two caps for one kind of debtor, with or without VAT.
    public struct Line: Hashable, Sendable {
        public let band: Band
        public let light: Exact
        public let heavy: Exact
    }

    /// The caps of every band for one kind of debtor.
    ///
    /// - Parameters:
    ///   - paidOn: the day the principal is paid: its inkassosats counts.
    ///   - due: the day the claim fell due: its bands count.
    ///   - addsVAT: true when more than half of the claim does not stem from business liable to VAT.
    /// - Throws: ``MissingRate`` for claims that fell due before 2010, and when no inkassosats is known.
    public static func table(
        on paidOn: Day, due: Day, debtor: DebtorKind, addsVAT: Bool, law: LawBook
    ) throws(MissingRate) -> [Line] {
        let given = Case(
            claim: .zero, due: due, paidOn: paidOn, debtor: debtor, creditorVATLiable: !addsVAT)
        var lines: [Line] = []
        for band in try bands(due: due) {
            lines.append(
                Line(
                    band: band,
                    light: try exact(band.hundredths, given, heavy: false, law: law),
                    heavy: try exact(band.hundredths, given, heavy: true, law: law)))
        }
        return lines
    }

    /// One row of the whole table: a band, and its caps in each of the eight columns, cut to whole øre.
    public struct Row: Hashable, Codable, Sendable {
        /// The largest claim, inclusive; nil in the last row.
        public let upTo: Money?
        /// Hundredths of the inkassosats: 40 is 0.40.
        public let hundredths: Int64
        public let consumerLight: Money
        public let consumerHeavy: Money
        public let consumerLightVAT: Money
        public let consumerHeavyVAT: Money
        public let businessLight: Money
        public let businessHeavy: Money
        public let businessLightVAT: Money
        public let businessHeavyVAT: Money
    }

    /// The whole table for claims that fell due on `due` and are paid on `paidOn`, as it is printed.
    ///
    /// - Throws: ``MissingRate`` for claims that fell due before 2010, and when no inkassosats is known.
    public static func table(due: Day, paidOn: Day, law: LawBook) throws(MissingRate) -> [Row] {
        func lines(_ debtor: DebtorKind, _ addsVAT: Bool) throws(MissingRate) -> [Line] {
            try table(on: paidOn, due: due, debtor: debtor, addsVAT: addsVAT, law: law)
        }
        let (consumer, consumerVAT) = (try lines(.consumer, false), try lines(.consumer, true))
        let (business, businessVAT) = (try lines(.business, false), try lines(.business, true))
        return consumer.indices.map { index in
            Row(
                upTo: consumer[index].band.upTo, hundredths: consumer[index].band.hundredths,
                consumerLight: consumer[index].light.money,
                consumerHeavy: consumer[index].heavy.money,
                consumerLightVAT: consumerVAT[index].light.money,
                consumerHeavyVAT: consumerVAT[index].heavy.money,
                businessLight: business[index].light.money,
                businessHeavy: business[index].heavy.money,
                businessLightVAT: businessVAT[index].light.money,
                businessHeavyVAT: businessVAT[index].heavy.money)
        }
    }
}

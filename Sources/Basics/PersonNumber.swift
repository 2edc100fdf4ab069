/// A Norwegian personal identity number: eleven digits that name a person for the state.
///
/// Purr accepts numbers of both rules: those issued until 2031, and those from 2032, whose first check digit may leave a rest
/// of 0 to 3 and which tell neither birth day nor sex. A D-number adds 4 to the first digit; synthetic test numbers add 40 or 80
/// to the month. An invoice needs no such number, so Purr stores none.
///
///     PersonNumber("31129956715")?.kind        // .birthNumber
///     PersonNumber("15063312387")?.kind        // .from2032
///
/// - Source: Skatteetaten's description of the new numbers (PID), fnrinfo.no for the weights.
public struct PersonNumber: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// Fødselsnummer under the rule until 2031.
        case birthNumber = "birth-number"
        /// D-nummer: a person without a fødselsnummer.
        case dNumber = "d-number"
        /// Valid only under the rule from 2032.
        case from2032 = "from-2032"
        /// A made-up number for tests: never a person's.
        case synthetic
    }

    /// All eleven digits; for comparing, never for printing.
    public let digits: String
    public let kind: Kind
    /// The birth day where the number can tell; nil from 2032, and when the digits are no day.
    public let born: Day?

    /// nil when it is not eleven digits with right check digits.
    public init?(_ text: some StringProtocol) {
        let values = text.utf8.filter { $0 != 32 }.map { Int($0) - 48 }
        guard values.count == 11, values.allSatisfy({ (0...9).contains($0) }) else { return nil }
        guard Self.rest(values, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0 else { return nil }
        let first = Self.rest(values, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0])
        guard (0...3).contains(first) else { return nil }
        digits = values.map(String.init).joined()
        let month = values[2] * 10 + values[3]
        if (41...52).contains(month) || (81...92).contains(month) {
            kind = .synthetic
            born = nil
        } else if first != 0 {
            kind = .from2032
            born = nil
        } else {
            let isD = values[0] >= 4
            guard let day = Self.birthDay(values, isD: isD) else { return nil }
            kind = isD ? .dNumber : .birthNumber
            born = day
        }
    }

    private static func rest(_ values: [Int], _ weights: [Int]) -> Int {
        zip(values, weights).map { $0 * $1 }.reduce(0, +) % 11
    }

    /// The century follows from the individual number, digits 7–9.
    private static func birthDay(_ values: [Int], isD: Bool) -> Day? {
        let day = (values[0] - (isD ? 4 : 0)) * 10 + values[1]
        let month = values[2] * 10 + values[3]
        let year = values[4] * 10 + values[5]
        let individual = values[6] * 100 + values[7] * 10 + values[8]
        let century: Int? =
            switch individual {
            case 0...499: 1900
            case 500...749 where year >= 54: 1800
            case 500...999 where year <= 39: 2000
            case 900...999 where year >= 40: 1900
            default: nil
            }
        return century.flatMap { Day(year: $0 + year, month: month, day: day) }
    }
}

/// The birth day, and not the five digits that make it a secret: `311299*****`.
extension PersonNumber: CustomStringConvertible {
    public var description: String { digits.prefix(6) + "*****" }
}

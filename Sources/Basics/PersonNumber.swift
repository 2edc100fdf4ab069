/// A Norwegian personal identity number: eleven digits that name a person for the state.
///
/// Purr accepts numbers of both rules: those issued until 2031, and those from 2032, whose first check digit may leave a rest
/// of 0 to 3 and which tell neither birth day nor sex; that they too begin with a day and a month is a reading. A D-number adds 4 to the
/// first digit; synthetic test numbers add 40 or 80 to the month. An invoice needs no such number; where
/// one is kept it is sealed with a key that is not in the database.
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

    /// Where a made-up number comes from, by what is added to its month.
    public enum Series: Int, CaseIterable, Sendable {
        /// Numbers of test environments and help numbers (Dolly).
        case plus40 = 40
        /// Skatteetaten's population of test persons (Tenor).
        case plus80 = 80
    }

    /// All eleven digits; for comparing, never for printing.
    public let digits: String
    public let kind: Kind
    /// The series of a synthetic number; nil for a person's.
    public let series: Series?
    /// The birth day where the number can tell; nil for a synthetic number and from 2032.
    public let born: Day?

    /// nil when it is not eleven digits, blanks aside, with right check digits and a day of a month that there is.
    public init?(_ text: some StringProtocol) {
        let values = String(text).filter { !$0.isWhitespace }.utf8.map { Int($0) - 48 }
        guard values.count == 11, values.allSatisfy({ (0...9).contains($0) }) else { return nil }
        guard Self.rest(values, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0 else { return nil }
        let first = Self.rest(values, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0])
        guard (0...3).contains(first) else { return nil }
        digits = values.map(String.init).joined()
        let month = values[2] * 10 + values[3]
        series = Series.allCases.first { (1...12).contains(month - $0.rawValue) }
        let isD = values[0] >= 4
        let day = (values[0] - (isD ? 4 : 0)) * 10 + values[1]
        // A leap year: which century it is only numbers until 2031 tell.
        guard Day(year: 2000, month: month - (series?.rawValue ?? 0), day: day) != nil else {
            return nil
        }
        let told = first == 0 ? Self.birthDay(values, month: month, day: day) : nil
        born = series == nil ? told : nil
        if series != nil {
            kind = .synthetic
        } else if born == nil {
            // Also with a rest of 0 it may be of the rule from 2032: the digits after the day no longer name a century.
            kind = .from2032
        } else {
            kind = isD ? .dNumber : .birthNumber
        }
    }

    private static func rest(_ values: [Int], _ weights: [Int]) -> Int {
        zip(values, weights).map { $0 * $1 }.reduce(0, +) % 11
    }

    /// The century follows from the individual number, digits 7–9; nil when there is no such day or none follows.
    private static func birthDay(_ values: [Int], month: Int, day: Int) -> Day? {
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
extension PersonNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { digits.prefix(6) + "*****" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["number": description]) }
}

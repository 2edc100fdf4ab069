import Basics
import Law

/// Random numbers that are the same in every run: SplitMix64 from a fixed seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }
}

/// The made-up company and customers of every workload. Each value follows from its number alone, so that
/// the file of payments and the book of claims agree without knowing each other.
enum Sample {
    /// A Thursday on which letters may go, within the rates Purr ships.
    static let today = Day(2026, 10, 8)
    static let account = checked("9999105280") { AccountNumber($0).isNorwegian }
    static let organisationNumber = checked("99999900") { OrganisationNumber($0) != nil }

    private static let given = ["Ola", "Kari", "Åse", "Per", "Ingrid", "Jens", "Sølvi", "Nils"]
    private static let family = ["Nordmann", "Berg", "Østby", "Haugen", "Lie", "Dahl", "Moen"]
    private static let streets = ["Storgata", "Kirkeveien", "Skogvegen", "Parkveien", "Myra"]
    private static let cities = [
        ("0150", "Oslo"), ("5003", "Bergen"), ("7010", "Trondheim"), ("9008", "Tromsø"),
    ]

    static func name(_ number: Int) -> String {
        "\(given[number % given.count]) \(family[number / 8 % family.count])"
    }

    static func street(_ number: Int) -> String { "\(streets[number % 5]) \(1 + number % 90)" }

    static func city(_ number: Int) -> (postcode: String, name: String) { cities[number % 4] }

    static func payerAccount(_ number: Int) -> String { padded(12_000_000_000 + number * 7, 11) }

    static func invoice(_ number: Int) -> String { String(1_000_000 + number) }

    /// Nine digits that hold the invoice number, and the check digit.
    static func kid(_ number: Int) -> String {
        KID.make(payload: padded(1_000_000 + number, 9), .mod10)?.text ?? ""
    }

    /// From 100 to some 20 000 kroner.
    static func principal(_ number: Int) -> Money {
        var random = SplitMix(seed: UInt64(number) &* 31 &+ 7)
        return Money(ore: Int64(10_000 + random.below(2_000_000)))
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// The digits with the check digit that makes them valid.
    private static func checked(_ digits: String, _ isValid: (String) -> Bool) -> String {
        for stem in 0..<10 {
            for check in 0..<10 {
                let candidate = String(digits.dropLast()) + "\(stem)\(check)"
                if isValid(candidate) { return candidate }
            }
        }
        return digits + "0"
    }
}

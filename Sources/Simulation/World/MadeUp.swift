import Basics

/// Names, addresses and numbers that look real and belong to nobody.
enum MadeUp {
    private static let first = [
        "Ola", "Kari", "Nils", "Ingrid", "Per", "Anne", "Lars", "Marit", "Jon", "Åse", "Øystein",
        "Sunniva", "Aleksander", "Nasreen", "Magnhild", "Tor", "Bjørg", "Iselin",
    ]
    private static let last = [
        "Hansen", "Berg", "Lie", "Nordmann", "Dahl", "Moen", "Haugen", "Østby", "Ness", "Vik",
        "Solberg", "Bakken", "Ørnes", "Åsheim",
    ]
    private static let trades = [
        "Rør", "Bygg", "Elektro", "Regnskap", "Frukt", "Maling", "Transport", "Sykkel", "Hage",
        "Trevare",
    ]
    private static let towns = [
        ("0155", "Oslo"), ("5003", "Bergen"), ("3201", "Sandefjord"), ("7010", "Trondheim"),
        ("9008", "Tromsø"), ("4006", "Stavanger"), ("6003", "Ålesund"),
    ]
    private static let streets = [
        "Storgata", "Kirkeveien", "Fjordgata", "Bakkevegen", "Ås terrasse",
    ]

    static func person(_ dice: inout Dice) -> String {
        "\(dice.pick(first)) \(dice.pick(last))"
    }

    static func company(_ dice: inout Dice) -> String {
        "\(dice.pick(last)) \(dice.pick(trades)) \(dice.pick(["AS", "ANS", "ENK"]))"
    }

    static func address(_ dice: inout Dice) -> (street: String, postcode: String, city: String) {
        let town = dice.pick(towns)
        return ("\(dice.pick(streets)) \(dice.within(1...98))", town.0, town.1)
    }

    /// Letters, digits and hyphens that an address may have before its `@`.
    static func mailbox(_ name: String, _ number: Int) -> String {
        let plain = name.lowercased().map { letter -> Character in
            switch letter {
            case "å": "a"
            case "ø": "o"
            case "æ": "e"
            case "a"..."z": letter
            default: "."
            }
        }
        return "\(String(plain)).\(number)@kunde.example"
    }

    /// Nine digits with a right check digit; the numbers begin with 31, which nobody has.
    static func organisationNumber(_ dice: inout Dice) -> OrganisationNumber {
        while true {
            let head = "31" + (0..<6).map { _ in "\(dice.below(10))" }.joined()
            for digit in 0...9 {
                if let number = OrganisationNumber("\(head)\(digit)") { return number }
            }
        }
    }

    /// Eleven digits with a right check digit, of a bank that there is not.
    static func account(_ dice: inout Dice) -> AccountNumber {
        while true {
            // A group of zeros would make the check digit unchecked.
            let head =
                "9999\(dice.within(10...99))" + (0..<4).map { _ in "\(dice.below(10))" }.joined()
            for digit in 0...9 {
                let number = AccountNumber("\(head)\(digit)")
                if number.check == .valid { return number }
            }
        }
    }
}

/// Names as customers of a Norwegian company have them, common ones more often than rare ones.
enum Names {
    private static let given = [
        "Per", "Kari", "Ola", "Anne", "Jan", "Inger", "Bjørn", "Ingrid", "Kjell", "Liv", "Svein",
        "Astrid", "Lars", "Marit", "Knut", "Eva", "Thomas", "Nina", "Morten", "Silje", "Emma",
        "Jakob", "Nora", "Emil", "Åse", "Øyvind", "Sølvi", "Håkon", "Agnieszka", "Tomasz", "Fatima",
        "Mohammed", "Nguyen", "Elin", "Geir", "Hanne", "Rune", "Tone", "Vidar", "Wenche",
    ]
    private static let family = [
        "Hansen", "Johansen", "Olsen", "Larsen", "Andersen", "Pedersen", "Nilsen", "Kristiansen",
        "Jensen", "Karlsen", "Johnsen", "Pettersen", "Eriksen", "Berg", "Haugen", "Hagen",
        "Johannessen", "Andreassen", "Jacobsen", "Dahl", "Jørgensen", "Halvorsen", "Henriksen",
        "Lund", "Sørensen", "Jakobsen", "Moen", "Gundersen", "Iversen", "Strand", "Solberg",
        "Svendsen",
        "Eide", "Knutsen", "Martinsen", "Paulsen", "Bakken", "Kristoffersen", "Mathisen", "Lie",
        "Amundsen", "Nguyen", "Rasmussen", "Ali", "Lunde", "Solheim", "Berge", "Moe", "Nygård",
        "Bakke", "Kristensen", "Fredriksen", "Holm", "Lien", "Hauge", "Christensen", "Andresen",
        "Nielsen", "Knudsen", "Evensen", "Sæther", "Aas", "Myhre", "Hanssen", "Ahmed", "Haugland",
        "Thomassen", "Sivertsen", "Simonsen", "Danielsen", "Berntsen", "Sandvik", "Rønning",
        "Arnesen", "Næss", "Kowalska", "Vik", "Haug", "Ellingsen", "Tveit", "Kvamme", "Østby",
    ]
    private static let nicknames = [
        "Per": "Pelle", "Jan": "Janne", "Bjørn": "Bjønni", "Thomas": "Tom", "Morten": "Mons",
        "Ingrid": "Inga", "Marit": "Mia", "Kari": "Kaja", "Ola": "Olle", "Lars": "Lasse",
    ]
    private static let first = [
        "Nordvik", "Fjell", "Havblikk", "Solsiden", "Bekkelaget", "Granli", "Vestkyst",
        "Elvestrand",
        "Furulund", "Storhaug", "Lillevik", "Breivik", "Sørlia", "Kvitfjell", "Myrvang", "Tindved",
        "Skogheim", "Rundhaug", "Stavnes", "Ulvik",
    ]
    private static let trade = [
        "Rør", "Bygg", "Elektro", "Transport", "Regnskap", "Bilverksted", "Kafé", "Frisør", "Maler",
        "Eiendom", "Data", "Gartneri", "Bakeri", "Møbler", "Sport", "Anlegg",
    ]
    private static let form = ["AS", "AS", "AS", "ANS", "DA", "SA", ""]

    /// What people write who have nothing to do with an invoice.
    static let chatter = [
        "", "Takk for sist", "Vipps", "husleie november", "gave", "tilbakebetaling", "lønn 2026",
        "",
    ]

    /// Drawn twice and the lower taken, so that the first names of the list are the commonest.
    private static func draw(_ names: [String], _ random: inout SplitMix) -> String {
        names[min(random.below(names.count), random.below(names.count))]
    }

    static func person(_ random: inout SplitMix) -> String {
        let middle = random.below(4) == 0 ? draw(family, &random) + " " : ""
        return "\(draw(given, &random)) \(middle)\(draw(family, &random))"
    }

    static func company(_ random: inout SplitMix) -> String {
        let number = random.below(3) == 0 ? " \(1 + random.below(40))" : ""
        let form = random.pick(form)
        return
            "\(random.pick(first)) \(random.pick(trade))\(number)\(form.isEmpty ? "" : " \(form)")"
    }

    static func surnameFirst(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard words.count > 1, !form.contains(String(words[words.count - 1])) else { return name }
        return "\(words[words.count - 1]), \(words.dropLast().joined(separator: " "))"
    }

    /// Another first name, an initial, or a middle name left out.
    static func nickname(_ name: String, _ random: inout SplitMix) -> String {
        var words = name.split(separator: " ").map(String.init)
        if let nickname = nicknames[words[0]] {
            words[0] = nickname
        } else if words.count > 2, random.below(2) == 0 {
            words.remove(at: 1)
        } else {
            words[0] = "\(words[0].prefix(1))."
        }
        return words.joined(separator: " ")
    }
}

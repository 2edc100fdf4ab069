import Testing

@testable import Claims

@Suite("Numbers in messages")
struct PaymentTextTests {
    @Test(
        "Numbers as people write them",
        arguments: [
            ("Faktura 40101", ["40101"]),
            ("rest faktura nr 40111, beklager", ["40111"]),
            ("Fakt.nr. 12 og 13", ["12", "13"]),
            ("fakturanr: 987", ["987"]),
            ("F-1042", ["F1042"]),
            ("faktura 001042", ["1042"]),
            ("INV2026-17", ["INV202617"]),
            ("Rekning 55", ["55"]),
            ("Betaling 40101/40102", ["40101", "40102", "4010140102"]),
            ("KID 2034 5678 90", ["2034", "5678", "90", "2034567890"]),
            ("Takk for hjelpen 3 timer", []),
            ("Husleie august", []),
            ("kl 12.30 den 3.8.", ["1230", "38"]),
            ("", []),
        ])
    func numbers(text: String, found: [String]) {
        #expect(Set(PaymentText(text).numbers.map(\.key)) == Set(found))
    }

    @Test("What stands in a field for references is told apart from what stands in a message")
    func structured() throws {
        let text = PaymentText(
            "faktura 40101 ring 33000000", named: ["40102", "RF18 5390 0754 7034"])
        let numbers = Dictionary(uniqueKeysWithValues: text.numbers.map { ($0.key, $0) })
        #expect(numbers["40102"]?.isStructured == true)
        #expect(numbers["RF18539007547034"]?.isStructured == true)
        #expect(numbers["40101"]?.isStructured == false)
        #expect(numbers["40101"]?.isAnnounced == true)
        #expect(numbers["33000000"]?.isAnnounced == false)
    }

    @Test("A long message is read in bounded time and memory")
    func bounded() {
        let text = (0..<20_000).map { "faktura \($0)" }.joined(separator: " ")
        #expect(PaymentText(text).numbers.count == 64)
    }

    @Test(
        "One slip: a wrong figure, one too many or too few, two neighbours changed about",
        arguments: [
            ("123456", "123756", true), ("123456", "12346", true), ("123456", "1234567", true),
            ("123456", "124356", true), ("123456", "123456", false), ("123456", "213465", false),
            ("123456", "143256", false), ("1", "", true), ("11", "1", true),
        ])
    func slips(first: String, second: String, isOne: Bool) {
        #expect(Slip.isOne(between: first, and: second) == isOne)
        #expect(Slip.isOne(between: second, and: first) == isOne)
    }

    @Test("Numbers one slip apart share a key")
    func slipKeys() {
        var chance = Chance(seed: 11)
        for _ in 0..<5_000 {
            let figures = (0..<Int.random(in: 5...14, using: &chance)).map { _ in
                Character("\(Int.random(in: 0...9, using: &chance))")
            }
            var other = figures
            let place = Int.random(in: 0..<(figures.count - 1), using: &chance)
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: other[place] = other[place] == "3" ? "8" : "3"
            case 1: other.remove(at: place)
            case 2: other.insert("5", at: place)
            default: other.swapAt(place, place + 1)
            }
            let first = Slip.keys(of: String(figures))
            if other.count == figures.count {
                #expect(!Set(first).isDisjoint(with: Slip.keys(of: String(other))))
            }
        }
    }
}

@Suite("Names")
struct NameWordsTests {
    @Test(
        "The same name however it is written",
        arguments: [
            ("HANSEN, OLA", "Ola Hansen"), ("Nordvik Rør AS", "NORDVIK ROR"),
            ("Åse Møller-Næss", "ase moller nass"), ("Bakken Bygg A/S", "Bakken Bygg AS"),
            ("  Ola   Hansen ", "Ola Hansen"),
        ])
    func same(first: String, second: String) {
        #expect(NameWords(first) == NameWords(second))
    }

    @Test("Other names are other, and nothing is nothing")
    func other() {
        #expect(NameWords("Ola Hansen") != NameWords("Kari Hansen"))
        #expect(NameWords("AS").isEmpty)
        #expect(NameWords(" – ").isEmpty)
    }
}

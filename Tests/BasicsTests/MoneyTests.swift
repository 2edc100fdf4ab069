import Basics
import Testing

@Suite("Money")
struct MoneyTests {
    @Test(
        "Amounts are read as people and files write them",
        arguments: [
            ("0", 0), ("1", 100), ("1234", 123_400), ("1234,5", 123_450), ("1234,50", 123_450),
            ("1234.50", 123_450), ("1 234,50", 123_450), ("1\u{A0}234,50", 123_450),
            ("1\u{202F}234,50", 123_450), ("1.234,50", 123_450), ("1,234.50", 123_450),
            ("1'234.50", 123_450), ("1\u{2019}234,50", 123_450), ("1.234.567", 123_456_700),
            ("1,234,567", 123_456_700), ("1.234.567,89", 123_456_789), (",50", 50), (".5", 50),
            ("12,5000", 1250), ("007,01", 701), ("  42  ", 4200), ("42 kr", 4200),
            ("42,00\u{A0}KR", 4200), ("42kr", 4200),
        ] as [(String, Int64)])
    func reads(text: String, ore: Int64) {
        #expect(Money(parsing: text)?.ore == ore)
    }

    @Test(
        "A sign stands before or after",
        arguments: [
            ("-12,50", -1250), ("\u{2212}12,50", -1250), ("- 12,50", -1250), ("12,50-", -1250),
            ("12,50 -", -1250), ("12,50- kr", -1250), ("+12,50", 1250), ("12,50+", 1250),
            ("-1 234 567", -123_456_700), ("-0", 0),
        ] as [(String, Int64)])
    func signs(text: String, ore: Int64) {
        #expect(Money(parsing: text)?.ore == ore)
    }

    @Test(
        "What is not surely an amount is refused",
        arguments: [
            "", " ", "-", "+", ",", ".", "kr", " kr", "abc", "12 NOK", "NOK 12", "1e5", "0x10",
            // Either sign could be the decimal one or stand between groups.
            "1.234", "1,234", "1,230", "999.000", "-1.234",
            // More than whole øre.
            "12,345", "1.234,567", "0,001", "1,2345",
            // Signs where none belongs, and the kroner dash, which is no minus.
            "--12", "-12-", "+-12", "12-34", "10 -20", "1 234,-", "12,-",
            // Groups that are not of three.
            "12 34", "1 2 3", "1234 567", "1.23.456", "1.234.56", "1 234 ,50", "1  234", "12.34,50",
            "1,2,3", "1.2.3", ".234.567", "1,234,567,", "5,", "5.",
            // Figures of other scripts, and one with an accent.
            "١٢", "１２", "½", "1\u{301}2", "1 2\u{301}345",
        ])
    func refuses(text: String) {
        #expect(Money(parsing: text) == nil)
    }

    @Test(
        "A known decimal sign settles what is ambiguous",
        arguments: [
            ("1.234", ",", 123_400), ("1,234", ".", 123_400), ("1.230", ".", 123),
            ("1,230", ",", 123), ("1.234,5", ",", 123_450), ("8.850", ".", 885),
            ("200000", ".", 20_000_000), ("1.234", ".", nil), ("1,234", ",", nil),
            ("1.5", ",", nil), ("1,5", ".", nil), ("1.2.3", ".", nil), ("1,2.345", ",", nil),
        ] as [(String, Character, Int64?)])
    func known(text: String, decimal: Character, ore: Int64?) {
        #expect(Money(parsing: text, decimal: decimal)?.ore == ore)
    }

    @Test("Amounts up to the limit are read, and no larger one")
    func limit() {
        #expect(Money(parsing: "100 000 000 000,00") == Money.limit)
        #expect(Money(parsing: "-100000000000") == -Money.limit)
        #expect(Money(parsing: "100 000 000 000,01") == nil)
        #expect(Money(parsing: "100000000001") == nil)
        #expect(Money(parsing: String(repeating: "9", count: 400)) == nil)
        #expect(Money(parsing: String(repeating: "0", count: 400) + "1") == Money(kroner: 1))
    }

    @Test(
        "Amounts are printed for people with hard spaces and for machines without",
        arguments: [
            (0, "0,00", "0.00"), (5, "0,05", "0.05"), (-5, "\u{2212}0,05", "-0.05"),
            (100, "1,00", "1.00"), (99_999, "999,99", "999.99"),
            (100_000, "1\u{A0}000,00", "1000.00"),
            (123_456_789, "1\u{A0}234\u{A0}567,89", "1234567.89"),
            (-123_450, "\u{2212}1\u{A0}234,50", "-1234.50"),
            (
                Int64.min,
                "\u{2212}92\u{A0}233\u{A0}720\u{A0}368\u{A0}547\u{A0}758,08",
                "-92233720368547758.08"
            ),
        ] as [(Int64, String, String)])
    func prints(ore: Int64, figures: String, decimal: String) {
        let money = Money(ore: ore)
        #expect(money.figures == figures)
        #expect(money.text == figures + "\u{A0}kr")
        #expect(money.decimal == decimal)
        #expect(money.description == decimal)
    }

    @Test("What is printed is read back as the same amount")
    func roundTrip() {
        var ore: Int64 = 1
        while ore <= Money.limit.ore {
            for value in [ore, -ore, ore - 1] {
                #expect(Money(parsing: Money(ore: value).text)?.ore == value)
                #expect(Money(parsing: Money(ore: value).decimal)?.ore == value)
            }
            ore = ore * 3 + 7
        }
    }

    @Test("Amounts add, compare and sum in whole øre")
    func arithmetic() {
        #expect(Money(kroner: 38) + Money(ore: 50) == Money(ore: 3850))
        #expect(Money(kroner: 1) - Money(kroner: 2) == -Money(kroner: 1))
        #expect((-Money(kroner: 2)).magnitude == Money(kroner: 2))
        #expect(Money(ore: -1) < .zero)
        #expect([Money(ore: 1), Money(ore: 2), Money(ore: -5)].sum() == Money(ore: -2))
        #expect([Money]().sum() == .zero)
    }
}

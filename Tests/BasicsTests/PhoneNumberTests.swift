import Basics
import Testing

@Suite("Telephone numbers")
struct PhoneNumberTests {
    @Test(
        "Eight Norwegian digits and numbers with a country code become E.164",
        arguments: [
            ("41234567", "+4741234567"), ("412 34 567", "+4741234567"),
            ("+47 412 34 567", "+4741234567"), ("0047 41 23 45 67", "+4741234567"),
            ("(+47) 412-34-567", "+4741234567"), ("+47\u{A0}41234567", "+4741234567"),
            ("55 12 34 56", "+4755123456"), ("+46 70 123 45 67", "+46701234567"),
            ("00 358 40 1234567", "+358401234567"), ("+123456789012345", "+123456789012345"),
        ])
    func written(raw: String, expected: String) {
        #expect(PhoneNumber(raw)?.text == expected)
    }

    @Test(
        "What would be a guess is none",
        arguments: [
            "", "1234567", "412345678", "4741234567", "01234567", "11234567", "+47 4123456",
            "+47 412345678", "+4701234567", "+0123456789", "+1234567890123456", "+123456",
            "41234567 priv.", "+47 41234567 ext 2", "4123+4567", "++4741234567", "٤١٢٣٤٥٦٧",
        ])
    func refused(raw: String) {
        #expect(PhoneNumber(raw) == nil)
    }

    @Test("Only numbers that begin with 4 and 9 take messages in Norway")
    func mobile() {
        for raw in ["41234567", "91234567", "+46701234567"] {
            #expect(PhoneNumber(raw)?.canTakeMessages == true)
        }
        for raw in ["22123456", "55123456", "80012345"] {
            #expect(PhoneNumber(raw)?.canTakeMessages == false)
        }
        #expect(PhoneNumber("41234567")?.digits == "4741234567")
    }
}

import Basics
import Testing

@Suite("KID")
struct KIDTests {
    @Test(
        "Check characters are those of the rules",
        arguments: [
            ("1234", KID.Modulus.mod10, "12344"), ("60224", .mod10, "602243"),
            ("000001001", .mod10, "0000010017"), ("12345678", .mod10, "123456782"),
            ("1234", .mod11, "12343"), ("000001001", .mod11, "0000010014"),
            ("1009", .mod11, "1009-"), ("000001009", .mod11, "000001009-"),
            ("12345678", .mod11, "123456785"), ("0", .mod10, "00"), ("0", .mod11, "00"),
        ])
    func make(payload: String, modulus: KID.Modulus, expected: String) {
        #expect(KID.make(payload: payload, modulus)?.text == expected)
        #expect(KID(expected)?.moduli.contains(modulus) == true)
    }

    @Test(
        "Payloads that are not 1–24 digits make no KID",
        arguments: ["", "12a4", "1009-", " 1", "-", "٣", String(repeating: "1", count: 25)])
    func refusesPayload(payload: String) {
        for modulus in KID.Modulus.allCases {
            #expect(KID.make(payload: payload, modulus) == nil)
        }
    }

    @Test(
        "Texts that are no KID are refused",
        arguments: [
            "", "0", "-", "12345", "0001401083", "1009+", "-1009", "10-09", "1234 4", " 12344",
            "12344 ", "a\u{0}", "12\u{0}", "12344\n", "１２", String(repeating: "0", count: 26),
        ])
    func refuses(text: String) {
        #expect(KID(text) == nil)
    }

    @Test(
        "One wrong digit makes a KID wrong under its own modulus", arguments: KID.Modulus.allCases)
    func oneWrongDigit(modulus: KID.Modulus) throws {
        let kid = try #require(KID.make(payload: "000140108", modulus))
        for index in kid.text.indices.dropLast() {
            for digit in "0123456789" where digit != kid.text[index] {
                var wrong = kid.text
                wrong.replaceSubrange(index...index, with: [digit])
                #expect(!KID.isValid(wrong, modulus), "\(wrong)")
            }
        }
    }

    @Test("A dash is right only in MOD11, and two characters and 25 are KIDs")
    func edges() {
        #expect(KID("1009-")?.moduli == [.mod11])
        #expect(KID("00")?.moduli == [.mod10, .mod11])
        let longest = KID.make(payload: String(repeating: "9", count: 24), .mod10)
        #expect(longest?.text.count == 25)
        #expect(longest.flatMap { KID($0.text) } != nil)
    }

    @Test("Leading zeros are dropped for comparing only")
    func zeros() {
        #expect(KID("0001401082")?.withoutLeadingZeros == "1401082")
        #expect(KID("0001401082")?.text == "0001401082")
        #expect(KID("00")?.withoutLeadingZeros == "")
    }
}

@Suite("Account number")
struct AccountNumberTests {
    @Test(
        "A Norwegian account is its eleven digits however it is written",
        arguments: [
            "99991042764", "9999 10 42764", "9999.10.42764", "9999\u{A0}10\u{A0}42764",
            "NO9799991042764", "NO97 9999 10 42764", "no97 9999 1042 764",
        ])
    func normalised(text: String) {
        let number = AccountNumber(text)
        #expect(number == AccountNumber("99991042764"))
        #expect(number.text == "99991042764")
        #expect(number.isNorwegian)
        #expect(number.grouped == "9999\u{A0}10\u{A0}42764")
    }

    @Test(
        "Only eleven digits with the right check digit are a Norwegian account",
        arguments: [
            ("12345678903", true), ("99993011017", true), ("12345678904", false),
            ("1234567890", false), ("123456789030", false), ("", false),
            ("NL77ABNA0574908765", false), ("NO979999104276", false),
        ])
    func checked(text: String, isNorwegian: Bool) {
        #expect(AccountNumber(text).isNorwegian == isNorwegian)
    }

    @Test("No check digit fits when the sum leaves 1")
    func noCheckDigit() {
        // 0000000006: 6 × 2 leaves 1 after 11.
        for digit in 0...9 { #expect(AccountNumber("0000000006\(digit)").check == .unchecked) }
    }

    @Test("A foreign account keeps its letters, in capitals without spaces")
    func foreign() {
        #expect(AccountNumber("nl77 abna 0574 9087 65").text == "NL77ABNA0574908765")
        #expect(AccountNumber("nl77 abna 0574 9087 65").grouped == "NL77ABNA0574908765")
    }
}

@Suite("Organisation number")
struct OrganisationNumberTests {
    @Test(
        "An organisation number is read in the forms people use",
        arguments: [
            "310123455", "310 123 455", "310\u{A0}123\u{A0}455", "NO310123455MVA",
            "NO 310 123 455 MVA", "no310123455mva", "310.123.455",
        ])
    func reads(text: String) {
        #expect(OrganisationNumber(text)?.text == "310123455")
        #expect(OrganisationNumber(text)?.grouped == "310\u{A0}123\u{A0}455")
    }

    @Test("Nine digits with the right last one are a number")
    func table() {
        #expect(OrganisationNumber("123456785")?.text == "123456785")
        for digit in 0...9 where digit != 5 {
            #expect(OrganisationNumber("12345678\(digit)") == nil)
        }
        // No check digit fits these eight.
        for digit in 0...9 { #expect(OrganisationNumber("90000009\(digit)") == nil) }
    }

    @Test(
        "Other texts are refused",
        arguments: ["", "NO", "MVA", "12345678", "1234567850", "12345678a", "-310123455", "NOMVA"])
    func refuses(text: String) {
        #expect(OrganisationNumber(text) == nil)
    }
}

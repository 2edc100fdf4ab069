import Basics
import Testing

@Suite("Numbers of the specification")
struct PersonNumberTests {
    @Test(
        "Each rule's numbers are told apart",
        arguments: [
            ("31129956715", PersonNumber.Kind.birthNumber, Day(1899, 12, 31)),
            ("71129956709", .dNumber, Day(1899, 12, 31)), ("15063312387", .from2032, nil),
            ("15063312395", .from2032, nil),
        ] as [(String, PersonNumber.Kind, Day?)])
    func kinds(text: String, kind: PersonNumber.Kind, born: Day?) throws {
        let number = try #require(PersonNumber(text))
        #expect(number.kind == kind)
        #expect(number.born == born)
        #expect("\(number)" == text.prefix(6) + "*****")
    }

    @Test("A wrong digit anywhere is found")
    func wrong() {
        let right = Array("31129956715")
        for index in right.indices {
            for digit in "0123456789" where digit != right[index] {
                var text = right
                text[index] = digit
                let found = PersonNumber(String(text))
                // Under the rule of 2032 the first check digit is looser; the second is not.
                #expect(found == nil || found?.kind != .birthNumber)
            }
        }
        for text in ["", "3112995671", "311299567155", "3112995671x"] {
            #expect(PersonNumber(text) == nil)
        }
    }

    @Test("Numbers made up for tests are told from people's")
    func synthetic() {
        var found: Set<PersonNumber.Kind> = []
        for tail in 0..<100_000 where found.isEmpty {
            let digits = "018190" + String(repeating: "0", count: 5 - "\(tail)".count) + "\(tail)"
            if let number = PersonNumber(digits) { found.insert(number.kind) }
        }
        #expect(found == [.synthetic])
    }

    @Test("KID, account and organisation numbers of the specification")
    func tables() {
        for (payload, kid) in [
            ("1234", "12344"), ("60224", "602243"), ("000001001", "0000010017"),
        ] { #expect(KID.make(payload: payload, .mod10)?.text == kid) }
        for (payload, kid) in [
            ("1234", "12343"), ("000001001", "0000010014"), ("1009", "1009-"),
            ("000001009", "000001009-"),
        ] { #expect(KID.make(payload: payload, .mod11)?.text == kid) }
        #expect(AccountNumber("12345678903").check == .valid)
        #expect(AccountNumber("12345678904").check == .invalid)
        #expect(AccountNumber("12340078904").check == .unchecked)
        #expect(OrganisationNumber("123456785") != nil)
        for digit in 0...9 { #expect(OrganisationNumber("90000009\(digit)") == nil) }
    }

    @Test("An invoice's KID has a fixed length, and is refused when it does not fit")
    func invoiceKID() {
        #expect(KID.forInvoice("1001", length: 10)?.text == "0000010017")
        #expect(KID.forInvoice("4001", customer: "10001", length: 12)?.text.count == 12)
        #expect(KID.forInvoice("4001", customer: "10001", length: 10)?.text.count == 10)
        #expect(KID.forInvoice("4001", customer: "100001", length: 10) == nil)
        #expect(KID.forInvoice("40x1", length: 10) == nil)
        #expect(KID.forInvoice("", length: 10) == nil)
        #expect(KID.forInvoice("1", length: 26) == nil)
    }
}

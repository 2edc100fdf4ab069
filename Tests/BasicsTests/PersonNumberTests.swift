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

    /// Texts that begin with these six digits and whose second check digit is right, whatever the first is.
    private func candidates(_ start: String) -> [String] {
        (0..<30).flatMap { individual in
            (0...9).compactMap { first in
                let ten = start + (individual < 10 ? "00" : "0") + "\(individual)\(first)"
                let sum = zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], ten.utf8)
                    .map { $0 * (Int($1) - 48) }.reduce(0, +)
                let second = (11 - sum % 11) % 11
                return second < 10 ? ten + "\(second)" : nil
            }
        }
    }

    private func found(_ start: String) -> [PersonNumber] {
        candidates(start).compactMap { PersonNumber($0) }
    }

    @Test("The series of made-up numbers are told apart, and no month beside them is taken")
    func series() throws {
        for (start, series) in [("018190", PersonNumber.Series.plus80), ("014190", .plus40)] {
            let numbers = found(start)
            #expect(!numbers.isEmpty)
            for number in numbers {
                #expect(number.kind == .synthetic && number.series == series)
                #expect(number.born == nil)
            }
        }
        #expect(try #require(PersonNumber("31129956715")).series == nil)
        #expect(!found("010190").isEmpty)
        for month in ["00", "13", "40", "53", "80", "93"] {
            #expect(found("01\(month)90").isEmpty)
        }
        #expect(found("320190").isEmpty)
        #expect(PersonNumber("00000000000") == nil)
    }

    @Test(
        "A number that names no century is of the rule from 2032, whatever its check digit leaves")
    func noCentury() throws {
        // Born in year 45 with 500 to 899: the rule until 2031 gives these to nobody.
        let weights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]
        var rests: Set<Int> = []
        for individual in 500..<900 {
            for tail in 0..<100 where rests.count < 4 {
                let end = (tail < 10 ? "0" : "") + "\(tail)"
                guard let number = PersonNumber("150645\(individual)\(end)") else { continue }
                #expect(number.kind == .from2032 && number.born == nil)
                rests.insert(
                    zip(weights, number.digits.utf8).map { $0 * (Int($1) - 48) }.reduce(0, +) % 11)
            }
        }
        #expect(rests == [0, 1, 2, 3])
    }

    @Test("However it is printed, the five last digits are not shown")
    func masked() throws {
        let number = try #require(PersonNumber("311299 56715"))
        var dumped = ""
        dump([number], to: &dumped)
        struct Holder { let number: PersonNumber }
        for text in [
            "\(number)", String(reflecting: number), "\([number])",
            "\(Holder(number: number))", dumped,
        ] {
            #expect(text.contains("311299*****"))
            #expect(!text.contains("56715"))
        }
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
        #expect(AccountNumber("12340078904").isNorwegian)
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

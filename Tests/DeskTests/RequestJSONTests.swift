import Basics
import Claims
import Foundation
import Law
import Letters
import Testing

@testable import Desk

@Suite struct RequestJSONTests {
    @Test func `A request is written as JSONEncoder writes it, byte for byte`() throws {
        for request in Self.requests {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            #expect(RequestJSON.encode(request) == Array(try encoder.encode(request)))
        }
    }

    @Test func `A request that is written is read as the same request`() throws {
        for request in Self.requests {
            #expect(try BookDesk.decode(BookDesk.encode(request)) == request)
        }
    }

    @Test func `What was stored before acts and compensation were named is read, as of 1988`()
        throws
    {
        let old = Self.request("Berg", deadline: nil, interest: nil)
        let json = String(decoding: RequestJSON.encode(old), as: UTF8.self)
        #expect(!json.contains("regime") && !json.contains("compensation"))
        let read = try BookDesk.decode(Array(json.utf8))
        #expect(read.regime == nil)
        #expect(read.claims.allSatisfy { $0.compensation == nil })
    }

    private static let requests =
        [
            request("Berg & Sønn", deadline: nil, interest: nil),
            request(
                "\"A/S\" \\ tab\t linje\r\n \u{1}\u{8}\u{c}\u{1f}\u{7f}", deadline: nil,
                interest: nil),
            request("東京 😀 \u{A0}\u{2028}", deadline: Day(2026, 10, 22), interest: Day(2026, 9, 19)),
            request("Ny lov", deadline: nil, interest: nil, regime: .act2026),
            request(
                "Kompensasjon", deadline: nil, interest: nil, regime: .act1988,
                compensation: Money(ore: 3_500)),
        ] + looks

    private static let looks = [
        LetterLook(colour: Colour("#1d5c4d"), logo: "ab12"),
        LetterLook(colour: Colour("#FFA500"), logo: nil), LetterLook(colour: nil, logo: "cd34"),
        LetterLook(colour: nil, logo: nil),
    ].map { look in
        var request = request("Utseende", deadline: nil, interest: nil)
        request.look = look
        return request
    }

    private static func request(
        _ name: String, deadline: Day?, interest: Day?, regime: Regime? = nil,
        compensation: Money? = nil
    ) -> LetterRequest {
        let line = ClaimLine(
            invoice: "40/101", concerns: name, issued: Day(2026, 9, 4), due: Day(2026, 9, 18),
            kid: "0001401017", principal: Money(kroner: 1_200), paid: Money(ore: -1),
            interest: Money(ore: 734), interestFrom: interest, fees: Money(ore: 3_500),
            toPay: Money(ore: 124_235), compensation: compensation)
        return LetterRequest(
            step: .collectionNotice, tone: .firm, language: .nn, audience: .business,
            sentOn: Day(2026, 10, 8), deadline: deadline,
            creditor: Sender(
                name: name, organisationNumber: "", addressLines: [], email: "a@example.no",
                phone: "22 00", account: AccountNumber("99991042764")),
            debtor: Recipient(
                name: name, customerNumber: "7", addressLines: ["Gata 1", name], email: ""),
            claims: [line, line], feeInThisLetter: Money(ore: 3_500),
            interestRate: interest == nil ? nil : 1225, noticeID: "P-1", regime: regime)
    }
}

import Foundation
import Testing

@testable import Letters

@Suite struct MailEncodingTests {
    private func quoted(_ text: String) -> String {
        var out: [UInt8] = []
        MailEncoding.appendQuotedPrintable(text, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("Quoted-printable keeps what is readable and writes the rest in hex")
    func quotedPrintable() {
        #expect(quoted("") == "")
        #expect(quoted("a = b") == "a =3D b\r\n")
        #expect(quoted("æ") == "=C3=A6\r\n")
        #expect(quoted("end \nnext\t") == "end=20\r\nnext=09\r\n")
        #expect(quoted("a\r\nb\rc\nd") == "a\r\nb\r\nc\r\nd\r\n")
        #expect(quoted(".\n..\n") == ".\r\n..\r\n")
        #expect(quoted("\n\n") == "\r\n\r\n")
    }

    @Test("A line of 76 columns stays whole, one of 77 breaks softly")
    func softBreak() {
        let fits = String(repeating: "x", count: 76)
        #expect(quoted(fits) == fits + "\r\n")
        let tooLong = String(repeating: "x", count: 77)
        #expect(quoted(tooLong) == String(repeating: "x", count: 75) + "=\r\nxx\r\n")
    }

    @Test("A soft break never cuts a character", arguments: 60...80)
    func softBreakBetweenCharacters(_ width: Int) {
        let text = String(repeating: "x", count: width) + "😀å€" + String(repeating: "y", count: 40)
        for line in quoted(text).components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 76)
            let body = line.hasSuffix("=") ? String(line.dropLast()) : line
            #expect(body.replacingOccurrences(of: "=", with: "%").removingPercentEncoding != nil)
        }
    }

    @Test("Base64 agrees with Foundation for every length up to three lines")
    func base64() {
        for count in 0...180 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
            var out: [UInt8] = []
            MailEncoding.appendBase64Lines(bytes, to: &out)
            let expected = Data(bytes).base64EncodedString(options: [
                .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
            ])
            let ended = expected.isEmpty ? "" : expected + "\r\n"
            #expect(String(decoding: out, as: UTF8.self) == ended)
        }
    }

    @Test("An encoded word holds at most 45 bytes and whole characters")
    func encodedWords() {
        let text = String(repeating: "Kjære Åse, blåbærsyltetøy 👩‍👩‍👧 ", count: 9)
        var whole = ""
        for (index, word) in MailEncoding.encodedWords(text, startingAt: 9).enumerated() {
            #expect(word.count + (index == 0 ? 9 : 1) <= 78)
            let base64 = String(decoding: word, as: UTF8.self).dropFirst(10).dropLast(2)
            guard let data = Data(base64Encoded: String(base64)) else {
                Issue.record("not base64: \(base64)")
                return
            }
            #expect(data.count <= 45)
            guard let part = String(data: data, encoding: .utf8) else {
                Issue.record("cut inside a character")
                return
            }
            whole += part
        }
        #expect(whole == text)
    }
}

import Basics
import Claims
import Letters
import Testing

@Suite("Text from outside")
struct EscapingTests {
    @Test("Markup in a name is shown, not run")
    func markup() throws {
        var request = Sample.request(.collectionNotice)
        request.debtor.name = "<script>alert('x')</script> & \"Sønn\""
        request.claims[0].concerns = "</table><img src=x onerror=alert(1)>"
        request.creditor.name = "<b>Rør</b>"
        let letter = try LetterComposer.compose(request)
        let html = LetterHTML.render(letter)
        #expect(!html.contains("<script"))
        #expect(!html.contains("<img"))
        #expect(!html.contains("<b>"))
        #expect(
            html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Sønn&quot;"))
        #expect(LetterText.render(letter).contains("<script>alert('x')</script> & \"Sønn\""))
        #expect(try !LetterPDFRenderer().render(letter).isEmpty)
    }

    @Test("A line break in a field can not begin a line of its own")
    func lineBreaks() throws {
        var request = Sample.request(.reminder)
        request.claims[0].invoice = "40109\r\nBcc: all@example.com"
        request.debtor.name = "Kari\u{2028}\u{0}Nordmann\u{202E}"
        let letter = try LetterComposer.compose(request)
        #expect(!letter.subject.contains { $0.isNewline })
        #expect(letter.subject.contains("40109 Bcc: all@example.com"))
        #expect(letter.recipient.name == "Kari Nordmann")
    }

    @Test("Letters and accents written apart are put together (NFC)")
    func composed() throws {
        var request = Sample.request(.reminder)
        request.debtor.name = "A\u{30A}se Cafe\u{301} \u{212B}"
        let name = try LetterComposer.compose(request).recipient.name
        #expect(Array(name.unicodeScalars) == Array("Åse Café Å".unicodeScalars))
    }

    @Test("Sámi and Polish letters are in the PDF", .enabled(if: Tool.pdftotext.isPresent))
    func alphabets() throws {
        var request = Sample.request(.reminder)
        request.debtor.name = "Čáhppesjávri Ođđa Ŋuorta Šiljo Ŧievžževuona Łukasz Wiśniewski"
        let pdf = try LetterPDFRenderer().render(LetterComposer.compose(request))
        let output = try Tool.pdftotext.run(["-layout", "FILE", "-"], on: pdf).output
        #expect(output.contains("Ođđa Ŋuorta Šiljo"))
        #expect(output.contains("Ŧievžževuona"))
        #expect(output.contains("Łukasz Wiśniewski"))
    }

    @Test("A field as long as a book is cut, and the letter stays a letter")
    func long() throws {
        var request = Sample.request(.paymentDemand)
        request.claims[0].concerns = String(repeating: "rør og bend ", count: 2_000)
        request.debtor.name = String(repeating: "Ø", count: 5_000)
        let letter = try LetterComposer.compose(request)
        #expect(letter.table.rows[0].note.count == 140)
        #expect(letter.recipient.name.count == 120)
        #expect(try !LetterPDFRenderer().render(letter).isEmpty)
    }

    @Test("No line of the text is wider than 72 columns", arguments: Sample.all)
    func width(request: LetterRequest) throws {
        let text = LetterText.render(try LetterComposer.compose(request))
        for line in text.split(separator: "\n") { #expect(line.count <= 72, "\(line)") }
        #expect(!text.contains(" \n"))
    }
}

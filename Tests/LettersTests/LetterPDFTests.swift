import Basics
import Claims
import Foundation
import Letters
import Testing

@Suite("Letters as PDF")
struct LetterPDFTests {
    @Test("The same letter gives the same bytes, whatever was rendered before it")
    func sameBytes() throws {
        let renderer = try LetterPDFRenderer()
        let letter = try LetterComposer.compose(Sample.request(.paymentDemand))
        let first = try renderer.render(letter)
        _ = try renderer.render(LetterComposer.compose(Sample.many(20, .en)))
        #expect(try renderer.render(letter) == first)
        #expect(try LetterPDFRenderer().render(letter) == first)
    }

    @Test("Renderers work side by side, one to a task")
    func parallel() async throws {
        let letters = try Sample.all.map { try LetterComposer.compose($0) }
        let renderer = try LetterPDFRenderer()
        let expected = try letters.map { try renderer.render($0) }
        try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let own = try LetterPDFRenderer()
                    return try letters.map { try own.render($0) }
                }
            }
            for try await rendered in group { #expect(rendered == expected) }
        }
    }

    // Needs qpdf; skipped where it is missing.
    @Test("qpdf finds no fault", .enabled(if: Tool.qpdf.isPresent), arguments: Sample.steps)
    func sound(step: Step) throws {
        for language in Language.allCases {
            let letter = try LetterComposer.compose(Sample.request(step, .neutral, language))
            let pdf = try LetterPDFRenderer().render(letter)
            let (status, output) = try Tool.qpdf.run(["--check", "FILE"], on: pdf)
            #expect(status == 0, "\(output)")
            #expect(!output.contains("WARNING"))
        }
    }

    // Needs poppler's pdfinfo; skipped where it is missing.
    @Test(
        "A single claim is one tagged sheet with title, author and day",
        .enabled(if: Tool.pdfinfo.isPresent), arguments: Sample.all)
    func facts(request: LetterRequest) throws {
        let letter = try LetterComposer.compose(request)
        let pdf = try LetterPDFRenderer().render(letter)
        let info = Shown.flat(try Tool.pdfinfo.run(["-isodates", "FILE"], on: pdf).output)
        #expect(info.contains("Pages: 1 "))
        #expect(info.contains("Tagged: yes"))
        #expect(info.contains("Title: \(Shown.flat(letter.documentTitle)) "))
        #expect(info.contains("Author: Fjordvik Rør AS"))
        #expect(info.contains("CreationDate: \(request.sentOn.iso)T12:00:00Z"))
        #expect(info.contains("A4"))
    }

    @Test(
        "The catalogue tells the language",
        arguments: [
            (Language.nb, "nb-NO"), (.nn, "nn-NO"), (.en, "en"),
        ])
    func language(language: Language, tag: String) throws {
        let letter = try LetterComposer.compose(Sample.request(.nudge, .friendly, language))
        let pdf = try LetterPDFRenderer().render(letter)
        let end = String(decoding: pdf.suffix(12_000), as: UTF8.self)
        #expect(end.contains("/Lang (\(tag))"))
    }

    @Test(
        "Sixty claims break over sheets, each with its heading and number",
        .enabled(if: Tool.pdftotext.isPresent))
    func manyClaims() throws {
        let request = Sample.many(60)
        let pdf = try LetterPDFRenderer().render(LetterComposer.compose(request))
        let output = try Tool.pdftotext.run(["-layout", "FILE", "-"], on: pdf).output
        let pages = output.split(separator: "\u{C}").map { Shown.flat(String($0)) }
            .filter { !$0.isEmpty }
        #expect(pages.count == 4)
        for (index, page) in pages.enumerated() {
            #expect(page.contains("Side \(index + 1) av \(pages.count)"))
            if page.contains("Rørleggerarbeid") { #expect(page.contains("Faktura Fakturadato")) }
        }
        for claim in request.claims {
            #expect(pages.count { $0.contains(claim.kid) } == 1, "\(claim.invoice)")
        }
        let total = try #require(pages.first { $0.contains("Sum å betale") })
        #expect(total.contains("40160"), "the last row stands with the total")
    }

    @Test(
        "No row count leaves the total alone on a sheet",
        .enabled(if: Tool.pdftotext.isPresent))
    func noOrphanTotal() throws {
        let renderer = try LetterPDFRenderer()
        for count in [11, 12, 13, 14, 15, 16, 36, 37, 38, 39, 40] {
            let request = Sample.many(count)
            let pdf = try renderer.render(LetterComposer.compose(request))
            let output = try Tool.pdftotext.run(["-layout", "FILE", "-"], on: pdf).output
            let page = output.split(separator: "\u{C}").first { $0.contains("Sum å betale") }
            #expect(page?.contains("\(40100 + count)") == true, "\(count) claims")
        }
    }

    @Test(
        "Amounts in the hundred millions and long KIDs stay on the sheet",
        .enabled(if: Tool.pdftotext.isPresent))
    func wide() throws {
        var request = Sample.many(3)
        for index in request.claims.indices {
            let kid = KID.make(payload: "12345678901234567890123\(index)", .mod10)?.text ?? ""
            let line = request.claims[index]
            let principal = Money(kroner: 987_654_321)
            request.claims[index] = Sample.claim(
                123_456_789 + index, kid: kid, principal: principal,
                paid: Money(kroner: 12_345_678),
                interest: Money(kroner: 9_876_543), fees: line.fees)
        }
        let pdf = try LetterPDFRenderer().render(LetterComposer.compose(request))
        let output = Shown.flat(try Tool.pdftotext.run(["-layout", "FILE", "-"], on: pdf).output)
        for claim in request.claims {
            #expect(output.contains(claim.kid))
            #expect(output.contains(Shown.flat(claim.toPay.figures)))
        }
    }

    @Test("A code that would not be readable is left out")
    func noCode() throws {
        #expect(try LetterComposer.compose(Sample.many(6)).payment.code != nil)
        #expect(try LetterComposer.compose(Sample.many(7)).payment.code == nil)
    }
}

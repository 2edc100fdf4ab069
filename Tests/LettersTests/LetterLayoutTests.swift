import Basics
import Claims
import Foundation
import Testing

@testable import Letters

/// What is longer than usual, and what is written in other letters.
@Suite("The look of a page")
struct LetterLayoutTests {
    private func words(_ request: LetterRequest) throws -> String {
        let pdf = try LetterPDFRenderer().render(LetterComposer.compose(request))
        return Shown.flat(try Tool.pdftotext.run(["-layout", "FILE", "-"], on: pdf).output)
    }

    /// Names and addresses as long as registers have them.
    private var long: LetterRequest {
        var request = Sample.request(.collectionNotice)
        request.debtor.name =
            "Interkommunalt renovasjonsselskap for Ytre Namdal og Nordre Trøndelag kystregion IKS avd. Rørvik"
        request.debtor.addressLines = [
            "c/o Regnskapsservice Nordvest AS, Postboks 1234 Sentrum", "Gamle Kongevei 123 B",
            "Bruksenhet H0203", "7900 RØRVIK", "NORGE",
        ]
        request.creditor.name =
            "Fjordvik Rørleggerbedrift, Varmepumpe- og Ventilasjonsservice Sandefjord og Omegn AS"
        request.creditor.addressLines = [
            "Næringsparken Øst, Bygg C, inngang 4, Gamle Raveien 221", "3233 SANDEFJORD",
        ]
        request.creditor.email =
            "fakturaavdelingen@fjordvik-rorleggerbedrift-og-ventilasjon.example"
        return request
    }

    @Test(
        "Long names and addresses are written out: payee, window, return address and foot",
        .enabled(if: Tool.pdftotext.isPresent))
    func longNames() throws {
        let text = try words(long)
        #expect(!text.contains("…"), "nothing is cut: \(text)")
        #expect(text.contains("Side 1 av 1"))
        #expect(text.components(separatedBy: "3233 SANDEFJORD").count == 4)
        #expect(text.contains("Org.nr. 310 123 455"))
        #expect(text.contains("Til konto") && text.contains("0002401099"))
    }

    @Test(
        "The address stands in the envelope's window and the title where it always does, however long the names",
        .enabled(if: Tool.pdftotext.isPresent))
    func window() throws {
        for request in [long, Sample.request(.collectionNotice)] {
            let pdf = try LetterPDFRenderer().render(LetterComposer.compose(request))
            let boxes = try Tool.pdftotext.run(["-bbox", "FILE", "-"], on: pdf).output
            let first = String(request.debtor.name.prefix { $0 != " " })
            let name = try #require(Self.place(of: first, in: boxes))
            #expect(abs(name.x - millimetres(20)) < 2)
            #expect((millimetres(47)...millimetres(51)).contains(name.y), "\(name)")
            let title = try #require(Self.place(of: "Inkassovarsel", in: boxes))
            #expect((millimetres(86)...millimetres(90)).contains(title.y), "\(title)")
        }
    }

    @Test(
        "A name written from right to left stands to the left, in the window",
        .enabled(if: Tool.pdftotext.isPresent))
    func rightToLeft() throws {
        var request = Sample.request(.reminder)
        request.debtor.name = "محمد"
        let letter = try LetterComposer.compose(request)
        let renderer = try LetterPDFRenderer()
        #expect(renderer.missingCharacters(in: letter).isEmpty)
        let boxes = try Tool.pdftotext.run(["-bbox", "FILE", "-"], on: renderer.render(letter))
            .output
        // Words are told in the order they are drawn, so backwards.
        let drawn = String("محمد".reversed())
        let line = try #require(boxes.split(separator: "\n").first { $0.contains(">\(drawn)<") })
        let x = try #require(line.firstMatch(of: /xMin="([0-9.]+)"/)?.1)
        #expect(abs((Double(x) ?? 0) - millimetres(20)) < 4, "\(line)")
    }

    // Needs the fonts in packages.txt.
    @Test(
        "Names from near and far are written and read back",
        .enabled(if: Tool.pdftotext.isPresent),
        arguments: [
            "Ođđa Ŋuorta Čáhci", "Łukasz Wiśniewski-Żółć", "Žydrūnas Šimkūnaitė", "Đorđe Ćosić",
            "Дмитрий Шостакович", "Їжак Ґудзь", "Γιώργος Παπαδόπουλος", "王小明", "佐藤さくら",
        ])
    func alphabets(name: String) throws {
        var request = Sample.request(.reminder)
        request.debtor.name = name
        let letter = try LetterComposer.compose(request)
        #expect(try LetterPDFRenderer().missingCharacters(in: letter).isEmpty)
        #expect(try words(request).contains(name))
    }

    @Test("Characters that no font has are told, each once")
    func missing() throws {
        var request = Sample.request(.reminder)
        request.debtor.name = "Kari \u{378}\u{379}\u{378} Nordmann"
        request.claims[0].concerns = "Rør \u{2FE0}"
        let renderer = try LetterPDFRenderer()
        let letter = try LetterComposer.compose(request)
        #expect(renderer.missingCharacters(in: letter) == ["\u{378}", "\u{379}", "\u{2FE0}"])
        // A letter drawn after it is as it was.
        let plain = try LetterComposer.compose(Sample.request(.reminder))
        #expect(renderer.missingCharacters(in: plain).isEmpty)
        #expect(try renderer.render(plain) == LetterPDFRenderer().render(plain))
    }

    @Test("No paragraph ends in a line with hardly a word, unless nothing helps")
    func lastLines() throws {
        let typesetter = try #require(Typesetter())
        var short = 0
        var mended = 0
        for request in Sample.all {
            let letter = try LetterComposer.compose(request)
            for item in letter.opening + letter.terms + letter.closing {
                typesetter.reset()
                let plain = typesetter.piece(item.text, .body, width: Sheet.paragraphWidth)
                guard plain.lines > 1, plain.lastLineWidth < Sheet.lastLineMinimum else { continue }
                short += 1
                let set = typesetter.paragraph(item.text, .body)
                #expect(set.lines <= plain.lines && set.width <= Sheet.right - Sheet.left)
                if set.lines < plain.lines || set.lastLineWidth >= Sheet.lastLineMinimum {
                    mended += 1
                }
            }
        }
        #expect(short > 0 && mended * 10 >= short * 9, "\(mended) of \(short)")
    }

    /// A word's upper left corner in points.
    private static func place(of word: String, in boxes: String) -> (x: Double, y: Double)? {
        for line in boxes.split(separator: "\n") where line.contains(">\(word)<") {
            guard let box = line.firstMatch(of: /xMin="([0-9.]+)" yMin="([0-9.]+)"/),
                let x = Double(box.1), let y = Double(box.2), y < 400
            else { continue }
            return (x, y)
        }
        return nil
    }
}

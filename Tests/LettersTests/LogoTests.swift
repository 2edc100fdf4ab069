import Basics
import Claims
import Foundation
import Law
import Testing

@testable import Letters

@Suite("A company's logo")
struct LogoTests {
    private func letter(
        _ logo: Logo?, colour: String? = nil, _ request: LetterRequest = Sample.request(.reminder)
    ) throws -> Letter {
        var request = request
        request.look = LetterLook(colour: colour.flatMap { Colour($0) }, logo: logo?.id)
        return try LetterComposer.compose(request)
    }

    private func pdf(
        _ logo: Logo?, colour: String? = nil, _ request: LetterRequest = Sample.request(.reminder)
    ) throws -> [UInt8] {
        try LetterPDFRenderer().render(try letter(logo, colour: colour, request), logo: logo)
    }

    // MARK: - On paper

    // Needs poppler and qpdf; skipped where they are missing.
    @Test(
        "An SVG stays a drawing: no pixels in the file, its colours where they belong, and no fault",
        .enabled(if: Tool.pdftoppm.isPresent && Tool.qpdf.isPresent))
    func drawing() throws {
        let pdf = try pdf(LogoSample.logo())
        let images = try Tool.pdfimages.run(["-list", "FILE"], on: pdf).output
        #expect(images.split(separator: "\n").count == 2, "only the heading: \(images)")
        let page = try PagePicture(pdf)
        // 200 × 80 as large as 70 × 18 mm allow is 45 × 18, with nothing of the empty edge.
        #expect(page.colour(x: 20.5, y: 15.5) == [208, 16, 32])
        #expect(page.colour(x: 37, y: 32) == [208, 16, 32])
        #expect(page.colour(x: 42, y: 24) == [255, 255, 255])
        #expect(page.colour(x: 64.5, y: 32.5) == [16, 32, 208])
        #expect(page.colour(x: 66, y: 24) == [255, 255, 255])
        let (status, output) = try Tool.qpdf.run(["--check", "FILE"], on: pdf)
        #expect(status == 0 && !output.contains("WARNING"), "\(output)")
    }

    @Test(
        "A PNG is one image with its mask, however many sheets the letter has",
        .enabled(if: Tool.pdftoppm.isPresent && Tool.qpdf.isPresent))
    func picture() throws {
        let logo = try Logo(LogoSample.png(margin: 10), id: "b2")
        let pdf = try pdf(logo, Sample.many(45))
        let images = try Tool.pdfimages.run(["-list", "FILE"], on: pdf).output
            .split(separator: "\n").dropFirst(2).map { $0.split(separator: " ")[2...4] }
        #expect(images.map { $0.joined(separator: " ") } == ["image 380 80", "smask 380 80"])
        #expect(String(decoding: pdf, as: UTF8.self).components(separatedBy: "/Logo Do").count <= 2)
        let page = try PagePicture(pdf)
        let left = page.colour(x: 21, y: 20)
        let right = page.colour(x: 83, y: 20)
        #expect(left[0] > 200 && left[1] < 40)
        #expect(right[1] > 150, "it fades into the paper: \(right)")
        let (status, output) = try Tool.qpdf.run(["--check", "FILE"], on: pdf)
        #expect(status == 0 && !output.contains("WARNING"), "\(output)")
    }

    @Test("A drawing that would weigh every letter down becomes a picture of 600 dots an inch")
    func heavy() throws {
        let dots = (0..<9_000).map { number in
            let (x, y) = (number * 7919 % 19_997, number * 104_729 % 7_993)
            return "<circle cx=\"\(Double(x) / 100)\" cy=\"\(Double(y) / 100)\" "
                + "r=\"\(0.1 + Double(number % 97) / 400)\"/>"
        }
        let logo = try Logo(LogoSample.svg(holding: dots.joined()), id: "c3")
        #expect(logo.drawing.scaleX == logo.width, "a picture is scaled to its size")
        #expect(logo.drawing.fragment.byteCount <= Logo.drawingBytesMaximum)
        #expect(try LogoSample.logo().drawing.scaleX == 0.1)
    }

    @Test("The logo is called by the company's name, and the same letter has the same bytes")
    func accessible() throws {
        let first = try pdf(LogoSample.logo(), colour: "#1d5c4d")
        let name = "Fjordvik Rør AS".utf16.map { String($0, radix: 16, uppercase: true) }
            .map { String(repeating: "0", count: 4 - $0.count) + $0 }.joined()
        let text = String(decoding: first, as: UTF8.self)
        #expect(text.contains("/S /Figure") && text.contains("/Alt <FEFF\(name)>"))
        #expect(try pdf(LogoSample.logo(), colour: "#1d5c4d") == first)
        let renderer = try LetterPDFRenderer()
        _ = try renderer.render(letter(nil))
        let logo = try LogoSample.logo()
        #expect(try renderer.render(letter(logo, colour: "#1d5c4d"), logo: logo) == first)
    }

    @Test("A letter shows the logo it was frozen with, and no other")
    func frozen() throws {
        let logo = try LogoSample.logo()
        let other = try LogoSample.logo(id: "other")
        let renderer = try LetterPDFRenderer()
        for given in [nil, other] {
            let fault = #expect(throws: Diagnostic.self) {
                try renderer.render(try letter(logo), logo: given)
            }
            #expect(fault?.code == "letter.logo")
        }
        #expect(try renderer.render(letter(nil), logo: logo) == renderer.render(letter(nil)))
    }

    @Test(
        "Text in a light colour is darkened until it can be read, and lines keep the colour",
        .enabled(if: Tool.pdftoppm.isPresent))
    func colour() throws {
        let colour = try #require(Colour("#f5a623"))
        let page = try PagePicture(try pdf(nil, colour: "#f5a623"))
        var seen = Set<[Int]>()
        for x in stride(from: 20.2, to: 60, by: 0.2) {
            for y in stride(from: 87.0, to: 97, by: 0.3) { seen.insert(page.colour(x: x, y: y)) }
        }
        let title = try #require(seen.min { $0.reduce(0, +) < $1.reduce(0, +) })
        let ink = Colour(red: UInt8(title[0]), green: UInt8(title[1]), blue: UInt8(title[2]))
        #expect(ink.contrast(with: .white) >= 4.5 && ink.contrast(with: .white) < 6, "\(ink.hex)")
        #expect(ink.red > ink.green && ink.green > ink.blue)
        let strip = (100..<260).map { page.colour(x: 20.5, y: Double($0)) }
        #expect(strip.contains([Int(colour.red), Int(colour.green), Int(colour.blue)]))
    }

    // MARK: - Size

    @Test("Empty edges are cut away, so that logos stand in line with the text")
    func trimmed() throws {
        let bare = try Logo(LogoSample.png(width: 300, height: 200), id: "a")
        let padded = try Logo(LogoSample.png(width: 420, height: 320, margin: 60), id: "b")
        #expect(bare.width == padded.width && bare.height == padded.height)
        #expect(bare.height == millimetres(18))
    }

    @Test("A logo has the room it fits in, and is not blown up beyond 150 dots an inch")
    func room() throws {
        let wide = try Logo(LogoSample.png(width: 1_000, height: 100), id: "a")
        #expect(abs(wide.width - millimetres(70)) < 0.001)
        let small = try Logo(LogoSample.png(width: 90, height: 30, fades: false), id: "b")
        #expect(abs(small.width - 90 * 72 / 150) < 0.001)
        #expect(small.mail.width == 90)
    }

    // MARK: - Refusals

    private static let refused: [(String, [UInt8], String)] = [
        ("a JPEG", [0xFF, 0xD8, 0xFF, 0xE0], "logo.type"),
        ("text", Array("a logo".utf8), "logo.type"), ("nothing", [], "logo.type"),
        ("HTML", Array("<html><svg></svg></html>".utf8), "logo.type"),
        ("too many bytes", [UInt8](repeating: 32, count: 2_000_001), "logo.bytes"),
        (
            "too many pixels",
            Array(LogoSample.png(width: 1, height: 1) { _, _ in [0, 0, 0, 255] }[..<16])
                + [0, 0, 0x13, 0x89, 0, 0, 0, 1] + [8, 6, 0, 0, 0], "logo.pixels"
        ),
        ("half a PNG", Array(LogoSample.png().dropLast(30_000)), "logo.damaged"),
        ("half an SVG", Array(LogoSample.svg.utf8.dropLast(60)), "logo.damaged"),
        (
            "a white picture", LogoSample.png(width: 200, height: 50, colour: [255, 255, 255]),
            "logo.empty"
        ),
        (
            "an empty drawing",
            Array("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>".utf8),
            "logo.empty"
        ),
        ("70 pixels", LogoSample.png(width: 70, height: 20, fades: false), "logo.small"),
        ("a strip", LogoSample.png(width: 2_000, height: 90, fades: false), "logo.shape"),
        (
            "no size",
            Array(
                "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>".utf8),
            "logo.size"
        ),
        ("text", LogoSample.svg(holding: "<text y='40'>Fjordvik</text>"), "logo.text"),
        (
            "a picture", LogoSample.svg(holding: "<image href='file:///etc/passwd'/>"),
            "logo.picture"
        ),
        (
            "a picture within",
            LogoSample.svg(holding: "<svg:image xlink:href='data:image/png;base64,AA=='/>"),
            "logo.picture"
        ),
        (
            "a link", LogoSample.svg(holding: "<a href='https://example.no'><rect/></a>"),
            "logo.external"
        ),
        (
            "a part elsewhere", LogoSample.svg(holding: "<use xlink:href='other.svg#a'/>"),
            "logo.external"
        ),
        (
            "an import",
            LogoSample.svg(holding: "<style>@import 'https://example.no/a.css';</style>"),
            "logo.external"
        ),
        (
            "a fill elsewhere", LogoSample.svg(holding: "<rect fill=\"url( 'a.svg#b')\"/>"),
            "logo.external"
        ),
        (
            "a style sheet",
            Array("<?xml-stylesheet href='a.css'?>\(LogoSample.svg.dropFirst(38))".utf8),
            "logo.external"
        ),
        (
            "an entity",
            Array(
                "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\(LogoSample.svg.dropFirst(38))"
                    .utf8),
            "logo.external"
        ),
        ("a photograph", noise, "logo.heavy"),
    ]

    /// Pixels that nothing packs.
    private static let noise: [UInt8] = {
        var state: UInt32 = 7
        return LogoSample.png(width: 830, height: 220) { _, _ in
            (0..<3).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(state >> 24)
            } + [255]
        }
    }()

    @Test("What is no logo for a letter is refused with what is wrong", arguments: refused.indices)
    func refusal(index: Int) {
        let (name, bytes, code) = Self.refused[index]
        let fault = #expect(throws: Diagnostic.self, "\(name)") { try Logo(bytes, id: "x") }
        #expect(fault?.code == code, "\(name)")
        #expect(fault?.expected.isEmpty == false)
    }

    @Test("Words like those that are refused are let be where they mean nothing")
    func harmless() throws {
        let more = """
            <!-- <text>no text</text> <image href="http://example.no"/> -->
            <metadata><a xmlns="urn:x" resource="http://example.no"/></metadata>
            <linearGradient id="g"><stop stop-color="#123456"/></linearGradient>
            <rect width="9" height="9" style="fill:url(#g)"/><use href="#g"/><style>.a{fill:url( "#g" )}</style>
            """
        let logo = try Logo(LogoSample.svg(holding: more), id: "x")
        #expect(logo.kind == .svg)
        let document = "\u{FEFF}<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\">"
        #expect(Logo.kind(of: Array((document + LogoSample.svg.dropFirst(38)).utf8)) == .svg)
    }

    @Test("A damaged file is refused or drawn, and never ends the program")
    func damaged() {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let files = [Array(LogoSample.svg.utf8), LogoSample.png(width: 90, height: 40)]
        var refused = 0
        for round in 0..<400 {
            var bytes = files[round % 2]
            for _ in 0...next(4) {
                switch next(3) {
                case 0: bytes[next(bytes.count)] = UInt8(next(256))
                case 1: bytes.remove(at: next(bytes.count))
                default: bytes = Array(bytes.prefix(1 + next(bytes.count)))
                }
            }
            do {
                _ = try Logo(bytes, id: "x")
            } catch {
                #expect(error.code.hasPrefix("logo."))
                refused += 1
            }
        }
        #expect(refused > 100 && refused < 400)
    }

    // MARK: - In mail

    @Test(
        "Mail shows the logo on white beside its name, in the company's colour, and fetches nothing"
    )
    func mail() throws {
        let logo = try Logo(LogoSample.png(), id: "a")
        var request = Sample.request(.collectionNotice)
        request.creditor.name = "Rør \"& <Sønn>"
        let letter = try letter(logo, colour: "#f5a623", request)
        let html = LetterHTML.render(
            letter, logo: LetterHTML.Picture(logo, contentID: "logo-a@example.no"))
        #expect(html.contains("<img src=\"cid:logo-a@example.no\" width=\"200\" height=\"50\""))
        #expect(html.contains("alt=\"Rør &quot;&amp; &lt;Sønn&gt;\""))
        #expect(html.contains("bgcolor=\"#f5a623\""))
        #expect(!html.contains("http"))
        let accent = try #require(html.firstMatch(of: /h1, .accent { color: (#[0-9a-f]{6})/))
        let ink = try #require(Colour(String(accent.1)))
        #expect(ink != Colour("#f5a623") && ink.contrast(with: .white) >= 4.5)
        // The picture has no transparency: what is dark stays visible on a dark screen.
        #expect(logo.mail.png[25] == 2, "true colour without alpha")
        #expect(LetterText.render(letter) == LetterText.render(try self.letter(nil, request)))
        let plain = try self.letter(nil, request)
        #expect(LetterHTML.render(plain) == LetterHTML.render(plain, logo: nil))
        #expect(!LetterHTML.render(plain).contains("<img"))
    }
}

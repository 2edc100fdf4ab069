import Basics
import Testing

@testable import Formats

@Suite("XML stream")
struct XMLStreamTests {
    /// Notes each element's name and text.
    final class Notes: XMLHandler {
        var lines: [String] = []
        func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) {
            let id = attributes["id"].map { " id=\($0)" } ?? ""
            lines.append("<\(name.string)\(id) {\(name.namespaceString)}")
        }
        func end(_ name: XMLName, text: XMLText, at line: Int) {
            lines.append("\(name.string)> [\(text.string)]")
        }
    }

    private func parse(
        _ text: String, chunkSize: Int = .max, limits: XMLLimits = XMLLimits()
    ) throws -> [String] {
        var source = ByteSource(bytes: Array(text.utf8), chunkSize: chunkSize)
        let notes = Notes()
        try XMLStream.parse(&source, code: "test", limits: limits, handler: notes)
        return notes.lines
    }

    private func code(_ text: String, limits: XMLLimits = XMLLimits()) -> Diagnostic? {
        do {
            _ = try parse(text, limits: limits)
            return nil
        } catch { return error as? Diagnostic }
    }

    @Test("Elements come with namespace, attributes and their own text, however the file is cut")
    func elements() throws {
        let text =
            "<?xml version=\"1.0\"?>\n<a xmlns=\"urn:x\" id=\"1\"> hei <b>på &amp; ås</b>"
            + "<!-- no -->\n <c id='&lt;æ'><![CDATA[<rå>]]></c> du </a>\n"
        let expected = [
            "<a id=1 {urn:x}", "<b {urn:x}", "b> [på & ås]", "<c id=<æ {urn:x}", "c> [<rå>]",
        ]
        for size in 1...100 {
            let lines = try parse(text, chunkSize: size)
            #expect(lines.dropLast() == expected[...], "chunks of \(size)")
            #expect(lines.last?.hasPrefix("a> [hei ") == true)
        }
    }

    @Test(
        "What is not well-formed is refused",
        arguments: [
            "<a>", "<a></b>", "<a b=1/>", "<a/><b/>", "<a>&unknown;</a>", "<a", "<a>\u{1}</a>",
            "<a x='1' x='2'/>", "<p:a/>",
        ])
    func malformed(text: String) {
        let found = code(text)
        #expect(found?.code == "test.xml")
        #expect(found?.place == "line 1")
    }

    @Test("Bytes that are not the encoding they claim are refused")
    func encoding() {
        var source = ByteSource(bytes: Array("<a>".utf8) + [0xE5] + Array("</a>".utf8))
        #expect {
            try XMLStream.parse(&source, code: "test", handler: Notes())
        } throws: {
            ($0 as? Diagnostic)?.code == "test.xml"
        }
    }

    @Test("A document type is refused before any entity of it is read")
    func doctype() {
        let bomb = """
            <?xml version="1.0"?>
            <!DOCTYPE a [<!ENTITY a0 "ha"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">
            <!ENTITY a2 "&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;"><!ENTITY a3 "&a2;&a2;&a2;&a2;&a2;">]>
            <a>&a3;</a>
            """
        let found = code(bomb)
        #expect(found?.code == "xml.doctype")
        #expect(found?.place == "line 2")
        let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"
        #expect(code(outside)?.code == "xml.doctype")
    }

    @Test("An entity bomb in a bank file is refused")
    func bankBomb() {
        var sample = CamtSample()
        sample.prologue = "<!DOCTYPE Document [<!ENTITY a \"ha\">]>\n"
        #expect(refusal(of: sample.bytes)?.code == "xml.doctype")
        sample.prologue = "<?xml version=\"1.0\"?>\n<!DOCTYPE Document>\n"
        #expect(refusal(of: sample.bytes)?.code == "xml.doctype")
        #expect(refusal(of: sample.bytes)?.place == "line 2")
    }

    @Test("Depth is bounded")
    func depth() throws {
        func nested(_ count: Int) -> String {
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        }
        let limits = XMLLimits(depth: 8)
        #expect(try parse(nested(8), limits: limits).count == 16)
        let found = code("\n" + nested(9), limits: limits)
        #expect(found?.code == "test.depth")
        #expect(found?.place == "line 2")
        #expect(code(nested(65))?.code == "test.depth")
        #expect(code(nested(100_000))?.code == "test.depth")
    }

    @Test("Text in one element is bounded; blanks between elements are not text")
    func text() throws {
        let limits = XMLLimits(textBytes: 10)
        #expect(try parse("<a>\(String(repeating: "x", count: 10))</a>", limits: limits).count == 2)
        let found = code("<a>\n\(String(repeating: "x", count: 11))</a>", limits: limits)
        #expect(found?.code == "test.text")
        #expect(found?.place == "line 2")
        let apart = String(repeating: "<b/>          ", count: 100)
        #expect(try parse("<a>\(apart)</a>", limits: limits).count == 202)
        let bank = CamtSample().xml.replacingFirst(
            "<Id>1</Id>", with: "<Id>\(String(repeating: "1", count: 100_001))</Id>")
        #expect(refusal(of: Array(bank.utf8))?.code == "camt.text")
    }

    @Test("What a handler throws stops the reading and is thrown on")
    func handlerThrows() {
        struct Enough: Error {}
        final class Stopper: XMLHandler {
            func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
                if name == "b" { throw Enough() }
            }
            func end(_ name: XMLName, text: XMLText, at line: Int) {}
        }
        var source = ByteSource(bytes: Array("<a><b/><c></a>".utf8))
        #expect(throws: Enough.self) {
            try XMLStream.parse(&source, code: "test", handler: Stopper())
        }
    }
}

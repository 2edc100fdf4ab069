import Basics
import Testing

@testable import Formats

@Suite("XML documents")
struct XMLStreamDocumentTests {
    /// Writes down what it is told.
    private final class Recorder: XMLHandler {
        struct Stop: Error {}
        var log: [String] = []
        var stopAt: String?

        func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
            let currency = attributes["Ccy"].map { " Ccy=\($0)" } ?? ""
            let space = name.namespaceString.isEmpty ? "" : "{\(name.namespaceString)}"
            log.append("\(line) <\(space)\(name.string)\(currency)")
            if let stopAt, name == stopAt { throw Stop() }
        }

        func end(_ name: XMLName, text: XMLText, at line: Int) throws {
            log.append("\(line) \(name.string)>\(text.string)")
        }
    }

    private func log(_ text: String, limits: XMLLimits = XMLLimits()) throws -> [String] {
        let recorder = Recorder()
        var source = ByteSource(bytes: Array(text.utf8))
        try XMLStream.parse(&source, code: "test", limits: limits, handler: recorder)
        return recorder.log
    }

    private func refusal(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> Diagnostic? {
        var source = ByteSource(bytes: bytes)
        do {
            try XMLStream.parse(&source, code: "test", limits: limits, handler: Recorder())
            return nil
        } catch {
            return error as? Diagnostic
        }
    }

    @Test("Elements come in order, with lines, namespaces and attributes")
    func order() throws {
        let text = "<a xmlns='urn:x' xmlns:p='urn:y'>\n<p:b Ccy='NOK' q='1'>t</p:b>\n<c/></a>"
        #expect(
            try log(text) == [
                "1 <{urn:x}a", "2 <{urn:y}b Ccy=NOK", "2 b>t", "3 <{urn:x}c", "3 c>", "3 a>",
            ])
    }

    @Test("An attribute is found by its local name and its entities are read")
    func attributes() throws {
        #expect(try log("<a p='1' Ccy='&#65;&amp;'/>").first == "1 <a Ccy=A&")
        #expect(try log("<a p='1'/>").first == "1 <a")
    }

    @Test("Text is put together from its pieces, blanks around it cut off")
    func text() throws {
        let text = "<a> \n x &amp; &#248;<![CDATA[ <y> ]]>z \t</a>"
        #expect(try log(text) == ["1 <a", "2 a>x & ø <y> z"])
    }

    @Test("Text belongs to the element it stands directly in")
    func nestedText() throws {
        #expect(try log("<a>1<b>2</b>3</a>") == ["1 <a", "1 <b", "1 b>2", "1 a>13"])
    }

    @Test("A name compares with text of the same bytes alone")
    func names() throws {
        func isSame(_ bytes: [UInt8], _ text: StaticString) -> Bool {
            bytes.withUnsafeBufferPointer { XMLName.same($0, text) }
        }
        #expect(isSame(Array("Ntry".utf8), "Ntry"))
        #expect(!isSame(Array("Ntry".utf8), "Ntr"))
        #expect(!isSame(Array("Ntr".utf8), "Ntry"))
        #expect(isSame([], ""))
        Array(" x\n".utf8).withUnsafeBufferPointer { bytes in
            #expect(XMLText(bytes) == "x" as StaticString)
            #expect(XMLText(bytes) == "x" as String)
            #expect(!XMLText(bytes).isEmpty)
        }
    }

    @Test("What the handler throws stops the document and comes out")
    func handlerThrows() {
        let recorder = Recorder()
        recorder.stopAt = "b"
        var source = ByteSource(bytes: Array("<a><b/><c/><d/></a>".utf8))
        #expect(throws: Recorder.Stop.self) {
            try XMLStream.parse(&source, code: "test", handler: recorder)
        }
        #expect(recorder.log == ["1 <a", "1 <b"])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var code = "test.xml"
        var place = "line 1"
        var testDescription: String { name }
    }

    @Test(
        "What is not plain XML is refused with its line",
        arguments: [
            Fault(name: "nothing", text: ""),
            Fault(name: "words", text: "hello"),
            Fault(name: "cut off", text: "<a>\n<b>", place: "line 2"),
            Fault(name: "a wrong closing tag", text: "<a>\n<b>\n</a>", place: "line 3"),
            Fault(name: "an unknown entity", text: "<a>&b;</a>"),
            Fault(name: "an unknown prefix", text: "<a>\n<p:b/></a>", place: "line 2"),
            Fault(name: "two roots", text: "<a/>\n<b/>", place: "line 2"),
            Fault(
                name: "an unknown encoding", text: "<?xml version='1.0' encoding='KLINGON'?><a/>"),
            Fault(name: "a control character", text: "<a>\u{1}</a>"),
            Fault(name: "a document type", text: "<!DOCTYPE a><a/>", code: "xml.doctype"),
            Fault(
                name: "an entity that grows", text: "<!DOCTYPE a [\n<!ENTITY b 'c'>]><a>&b;</a>",
                code: "xml.doctype"),
            Fault(
                name: "a file drawn in",
                text: "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>",
                code: "xml.doctype"),
            Fault(
                name: "a foreign document type",
                text: "<!DOCTYPE a SYSTEM 'http://localhost/a'><a/>",
                code: "xml.doctype"),
        ])
    func refused(_ fault: Fault) throws {
        let diagnostic = try #require(refusal(Array(fault.text.utf8)))
        #expect(diagnostic.code == fault.code)
        #expect(diagnostic.place == fault.place)
    }

    @Test("Bytes that are not of the encoding are refused")
    func wrongBytes() {
        #expect(refusal([0x3C, 0x61, 0x3E, 0xF8, 0x3C, 0x2F, 0x61, 0x3E])?.code == "test.xml")
    }

    @Test("Text that begins with blanks is bounded by what follows them")
    func blanks() throws {
        let text = "<a>" + String(repeating: " ", count: 400_000) + "x</a>"
        #expect(try log(text) == ["1 <a", "1 a>x"])
    }

    @Test("Depth and text are bounded, on the limit and beyond")
    func limits() throws {
        let limits = XMLLimits(depth: 3, textBytes: 5)
        #expect(try log("<a><b><c>12345</c></b></a>", limits: limits).count == 6)
        #expect(
            refusal(Array("<a><b><c><d/></c></b></a>".utf8), limits: limits)?.code == "test.depth")
        #expect(refusal(Array("<a>123456</a>".utf8), limits: limits)?.code == "test.text")
        #expect(refusal(Array("<a>123<b/>456</a>".utf8), limits: limits)?.code == "test.text")
        let blanks = String(repeating: " \n", count: 500)
        #expect(try log("<a>\(blanks)<b/>\(blanks)</a>", limits: limits).count == 4)
    }

    @Test("A document of 30 MB is read from memory at once")
    func long() throws {
        let line = "<b>" + String(repeating: "x", count: 990) + "</b>\n"
        let text = "<a>" + String(repeating: line, count: 30_000) + "</a>"
        final class Counter: XMLHandler {
            var count = 0
            func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {}
            func end(_ name: XMLName, text: XMLText, at line: Int) throws {
                if text.bytes.count == 990 { count += 1 }
            }
        }
        let counter = Counter()
        var source = ByteSource(bytes: Array(text.utf8))
        try XMLStream.parse(&source, code: "test", handler: counter)
        #expect(counter.count == 30_000)
    }

    @Test("The root is told from the first bytes, whatever stands before it")
    func root() throws {
        func root(_ text: String) throws -> String? {
            try XMLStream.root(of: Array(text.utf8)).map { "\($0.name) \($0.namespace)" }
        }
        #expect(try root("<a xmlns='urn:x'><b>cut") == "a urn:x")
        #expect(
            try root("<?xml version='1.0'?>\n<!-- <z xmlns='urn:z'/> -->\n<p:a xmlns:p='urn:x'>")
                == "a urn:x")
        #expect(try root("<Document>") == "Document ")
        #expect(try root("<a xmlns='urn:") == nil)
        #expect(try root("words") == nil)
        let doctype = #expect(throws: Diagnostic.self) { try root("<!DOCTYPE html><html>") }
        #expect(doctype?.code == "xml.doctype")
    }
}

import Basics
import Testing

@testable import Formats

/// Holds the own reader against libxml2: the same document must give the same elements, or be refused by both.
@Suite("XML scanner")
struct XMLScannerTests {
    private final class Recorder: XMLHandler {
        var log: [String] = []

        func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) {
            let currency = attributes["Ccy"].map { " Ccy=\($0)" } ?? ""
            log.append("\(line) <{\(name.namespaceString)}\(name.string)\(currency)")
        }

        func end(_ name: XMLName, text: XMLText, at line: Int) {
            log.append("\(line) {\(name.namespaceString)}\(name.string)>\(text.string)")
        }
    }

    /// What the document holds, or the code of its refusal.
    private func scanned(_ bytes: [UInt8], chunkSize: Int = .max) -> [String] {
        let recorder = Recorder()
        var source = ByteSource(bytes: bytes, chunkSize: chunkSize)
        do {
            let prologue = try #require(XMLPrologue(of: Array(bytes.prefix(XMLPrologue.length))))
            var scanner = XMLScanner(
                handler: recorder, limits: XMLLimits(), code: "test", prologue: prologue)
            while let chunk = try source.nextChunk() { try scanner.take(chunk) }
            try scanner.finish()
            return recorder.log
        } catch {
            return [(error as? Diagnostic)?.code ?? "\(error)"]
        }
    }

    private func readByLibrary(_ bytes: [UInt8]) -> [String] {
        let recorder = Recorder()
        var source = ByteSource(bytes: bytes)
        do {
            try XMLLibraryReader.parse(
                &source, code: "test", limits: XMLLimits(), handler: recorder)
            return recorder.log
        } catch {
            return [(error as? Diagnostic)?.code ?? "\(error)"]
        }
    }

    static let documents = [
        "<a/>", "<a></a >", "<a>x</a\n>", "<a\n>x</a>\n\n", "<?xml version='1.0'?><a/>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>\n<a/>",
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?><a>\u{FEFF}å</a>",
        "<a>1\r\n2\r3\n4</a>", "<a x='1\r\n2\t3'>\r\n<b/>\r\n</a>", "<a>\r</a>",
        "<a Ccy=' N\r\nO\rK\t '/>", "<a Ccy='&#13;&#10;&#9;&#32;'/>", "<a>&#13;x&#10;y&#32;</a>",
        "<a>&lt;&gt;&amp;&quot;&apos;&#x41;&#65;&#x1F600;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
        "<a>&#xFFFE;</a>", "<a>&#x110000;</a>", "<a>&#99999999999999999999;</a>", "<a>&#;</a>",
        "<a>&#x;</a>", "<a>&;</a>", "<a>&lt</a>", "<a>& lt;</a>", "<a>&LT;</a>", "<a>a&b</a>",
        "<a>&#00000000000000000000000000000065;</a>", "<a>]]</a>", "<a>]]></a>", "<a>x]]y]></a>",
        "<a>]</a>", "<a><![CDATA[]]></a>", "<a> <![CDATA[ x]]]]><![CDATA[>\ny]]> </a>",
        "<a><![CDATA[x</a>", "<![CDATA[x]]><a/>", "<a/><![CDATA[x]]>", "<a><![cdata[x]]></a>",
        "<!-- x --><a><!-- - --><b/><!----></a><!-- y -->", "<a><!-- -- --></a>", "<a><!--></a>",
        "<a><!-- --->x</a>", "<!- x --><a/>", "<a><!x></a>", "<?x?><a><?y z ? > ?></a><?y?>",
        "<?xml-style href='x'?><a/>", "<a><?xml version='1.0'?></a>", "<a><?XmL ?></a>",
        " <?xml version='1.0'?><a/>", "<?x:y z?><a/>", "<? x?><a/>", "<?1?><a/>", "<?x=1?><a/>",
        "<a x='1'y='2'/>", "<a x = '1'\n\ty\n=\n\"2\" />", "<a x/>", "<a x=>", "<a x='<'/>",
        "<a x='>'/>", "<a x='\"' y=\"'\"/>", "<a x='&quot;&lt;'/>", "<a x='1' X='2'/>",
        "<a x='1' x='1'/>", "<a x='&#38;#38;' Ccy='&#38;#38;&amp;'/>", "<a / >", "<a /b>", "< a/>",
        "<a><b></a></b>", "<a></ a>", "</a>", "<a></a></a>", "<a/>x", "x<a/>", "<a/>\n <!-- -->\n",
        "<a/><a/>", "<1/>", "<-/>", "<.a/>", "<a.b-c_d1/>", "<_/>", "<å/>", "<a·/>", "<·a/>",
        "<a\u{0301}/>", "<\u{0301}a/>", "<a×/>", "<ǅ/>", "<中/>", "<a×b></a×b>", "<a;/>", "<a&b/>",
        "<p:a xmlns:p='urn:x'><p:b/><c/></p:a>", "<p:a xmlns:p='urn:x'></q:a>", "<p:a/>",
        "<a xmlns='urn:x'><b xmlns='urn:y'><c/></b><d xmlns=''><e/></d><f/></a>",
        "<a xmlns:p='urn:x'><b xmlns:p='urn:y'><p:c/></b><p:d/></a>", "<a p:x='1'/>",
        "<a xmlns:p='u:x' xmlns:q='u:x' p:x='1' q:x='2'/>", "<a xmlns:p='u:x' p:x='1' x='2'/>",
        "<a xmlns:p='u:x' xmlns:p='u:y'/>", "<a xmlns='u:x' xmlns='u:x'/>", "<a xmlns:p=''/>",
        "<a xmlns:Ccy='urn:x'/>", "<a p:Ccy='NOK' xmlns:p='u:x'/>", "<:a/>", "<a:/>", "<a:b:c/>",
        "<a xmlns:xml='urn:x'/>", "<a xmlns:xmlns='urn:x'/>", "<a xml:lang='nb'><xml:b/></a>",
        "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
        "", " ", "\n", "<", "<a", "<a ", "<a x", "<a x=", "<a x='", "<a>", "<a>x", "<a><", "<a></",
        "<a></a", "<!", "<!-", "<!--", "<!-- -", "<!-- --", "<?", "<?x", "<?x ?", "<a><![CDA", "x",
        "<a>\u{7F}\u{85}\u{2028}</a>", "<a>\u{0}</a>", "<a>\u{1F}</a>", "<a x='\u{1}'/>",
        "<!-- \u{1} --><a/>", "<?x \u{1}?><a/>", "<a\u{0}/>", "<!DOCTYPE a><a/>",
        "<a/><!DOCTYPE a>",
        "<a><!DOCTYPE a></a>", "\n\n<!DOCTYPE a []><a/>", "<!doctype a><a/>",
    ]

    @Test("What is accepted, and what it holds, is what libxml2 says", arguments: documents)
    func sameAsLibrary(text: String) {
        let bytes = Array(text.utf8)
        let expected = readByLibrary(bytes)
        #expect(scanned(bytes) == expected)
        for size in 1...9 { #expect(scanned(bytes, chunkSize: size) == scanned(bytes)) }
    }

    @Test("Bytes that are no UTF-8 are refused by both, wherever they stand")
    func encoding() {
        let wrong: [[UInt8]] = [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
            [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF],
            [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80],
            [0xFF], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ]
        let places = [
            ("<a>x", "y</a>"), ("<a x='", "'/>"), ("<!--", "--><a/>"), ("<a><![CDATA[", "]]></a>"),
        ]
        for bytes in wrong {
            for (before, after) in places {
                let document = Array(before.utf8) + bytes + Array(after.utf8)
                #expect(scanned(document) == ["test.xml"], "\(bytes) after \(before)")
                // libxml2 lets some of them pass within CDATA.
                let isData = before.hasSuffix("[")
                #expect(isData || readByLibrary(document) == ["test.xml"], "\(bytes)")
            }
        }
    }

    @Test("Line breaks of every kind are one, in character data too")
    func lineBreaks() {
        let bytes = Array("<a><![CDATA[x\r\ny\rz\r\r\n]]>\r</a>".utf8)
        for size in 1...20 {
            #expect(scanned(bytes, chunkSize: size) == ["1 <{}a", "3 {}a>x\ny\nz"])
        }
    }

    @Test("Documents cut, doubled and bent at random come out alike", arguments: 0..<20)
    func bent(seed: Int) {
        var random = SmallRandom(state: UInt64(seed + 1) &* 0x9e37_79b9_7f4a_7c15)
        var accepted = 0
        for _ in 0..<500 {
            var bytes = Array(CamtSample().xml.utf8.prefix(900))
            if random.below(2) == 0 {
                bytes = Array(Self.documents[random.below(Self.documents.count)].utf8)
            }
            for _ in 0..<(1 + random.below(3)) { bend(&bytes, &random) }
            let expected = readByLibrary(bytes)
            guard XMLPrologue(of: Array(bytes.prefix(XMLPrologue.length))) != nil else { continue }
            let found = scanned(bytes, chunkSize: 1 + random.below(200))
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(
                found == expected || isKnownDifference(text, found, expected),
                "seed \(seed): \(text)")
            if found.count > 1 { accepted += 1 }
        }
        #expect(accepted > 0)
    }

    /// A faulty document type is a document type; a namespace's name is taken as it is written; and libxml2
    /// leaves line breaks in character data as they are.
    private func isKnownDifference(
        _ text: String, _ found: [String], _ expected: [String]
    ) -> Bool {
        let areRefused = found.count == 1 && expected.count == 1
        let isURI = expected == ["test.xml"] && text.contains("xmlns")
        return areRefused || isURI || (text.utf8.contains(13) && text.contains("CDATA"))
    }

    private static let pieces = [
        "<", ">", "/", "&", ";", "'", "\"", "=", " ", "\n", "\r", "]]>", "<b>", "</b>", "<b/>",
        "&amp;",
        "<!--", "-->", "<![CDATA[", "<?", "?>", "xmlns='u:x'", "p:", "å", "-", "#", "x", "1", ":",
    ].map { Array($0.utf8) }

    private func bend(_ bytes: inout [UInt8], _ random: inout SmallRandom) {
        let at = random.below(bytes.count + 1)
        let end = min(bytes.count, at + random.below(6))
        switch random.below(4) {
        case 0: bytes.removeSubrange(at..<end)
        case 1: bytes.insert(contentsOf: bytes[at..<end], at: at)
        default: bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)], at: at)
        }
    }

    private struct SmallRandom {
        var state: UInt64
        mutating func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
    }

    @Test("Declarations that need a closer look are left to libxml2")
    func prologue() {
        func isOurs(_ text: String) -> Bool {
            XMLPrologue(of: Array(text.utf8.prefix(XMLPrologue.length))) != nil
        }
        #expect(isOurs("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>"))
        #expect(isOurs("<?xml version='1.0' encoding='utf8' standalone='no'?><a/>"))
        #expect(isOurs("<a/>"))
        #expect(isOurs("<?xmlx?><a/>"))
        #expect(!isOurs("<?xml version='1.1'?><a/>"))
        #expect(!isOurs("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"))
        #expect(!isOurs("<?xml encoding='UTF-8'?><a/>"))
        #expect(!isOurs("<?xml version='1.0' standalone='perhaps'?><a/>"))
        #expect(!isOurs("<?xml version='1.0'encoding='UTF-8'?><a/>"))
        #expect(!isOurs("<?xml version='1.0' more='x'?><a/>"))
        #expect(!isOurs("<?xml version='1.0'" + String(repeating: " ", count: 300) + "?><a/>"))
        #expect(XMLPrologue(of: [0xFF, 0xFE, 0x3C, 0]) == nil)
        #expect(XMLPrologue(of: [0x3C, 0, 0x61, 0]) == nil)
        #expect(XMLPrologue(of: [0, 0x3C, 0, 0x61]) == nil)
    }

    @Test("A tag that goes on and on is refused before it fills the memory")
    func longTag() {
        let name = "<a" + String(repeating: "x", count: 3 << 20)
        #expect(scanned(Array(name.utf8), chunkSize: 1 << 18) == ["test.xml"])
        let value = "<a x='" + String(repeating: "x", count: 3 << 20)
        #expect(scanned(Array(value.utf8), chunkSize: 1 << 18) == ["test.xml"])
    }

    @Test("Elements within each other keep their own text, and long names their ends")
    func nested() {
        let name = String(repeating: "n", count: 10_000)
        let text = "<a>1<\(name)>2</\(name)>3<b>\(String(repeating: "x", count: 90_000))</b>4</a>"
        let found = scanned(Array(text.utf8), chunkSize: 1_000)
        #expect(found == readByLibrary(Array(text.utf8)))
        #expect(found.last == "1 {}a>134")
    }
}

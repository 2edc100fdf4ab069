/// Adds to a PDF that Cairo wrote what Cairo 1.16 can not write itself: the document's language,
/// and that the title, not the file name, is shown in the window.
///
/// Both stand in the catalogue, which Cairo writes as the last object before the table of offsets,
/// so that nothing but the table itself moves.
enum PDFCatalog {
    /// The same document with `/Lang`; unchanged when it is not built as expected.
    static func addLanguage(_ tag: String, to document: [UInt8]) -> [UInt8] {
        let mark = Array("/Type /Catalog".utf8)
        let startMark = Array("startxref\n".utf8)
        guard let catalog = lastRange(of: mark, in: document, before: document.count),
            let start = lastRange(of: startMark, in: document, before: document.count),
            let table = number(in: document, from: start.upperBound),
            table > catalog.upperBound, table < start.lowerBound,
            // One object's end between the mark and the table: the catalogue is the last object.
            count(of: Array("endobj".utf8), in: document[catalog.upperBound..<table]) == 1
        else { return document }
        let addition = Array(
            "\n   /Lang (\(tag))\n   /ViewerPreferences << /DisplayDocTitle true >>".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(document.count + addition.count + 8)
        result += document[..<catalog.upperBound]
        result += addition
        result += document[catalog.upperBound..<start.upperBound]
        result += Array("\(table + addition.count)\n%%EOF\n".utf8)
        return result
    }

    private static func lastRange(
        of mark: [UInt8], in document: [UInt8], before end: Int
    ) -> Range<Int>? {
        var index = end - mark.count
        while index >= 0 {
            if document[index] == mark[0],
                document[index..<(index + mark.count)].elementsEqual(mark)
            {
                return index..<(index + mark.count)
            }
            index -= 1
        }
        return nil
    }

    private static func number(in document: [UInt8], from start: Int) -> Int? {
        let digits = document[start...].prefix { (48...57).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    private static func count(of mark: [UInt8], in part: ArraySlice<UInt8>) -> Int {
        guard part.count >= mark.count else { return 0 }
        return (part.startIndex...(part.endIndex - mark.count)).count { index in
            part[index] == mark[0] && part[index..<(index + mark.count)].elementsEqual(mark)
        }
    }
}

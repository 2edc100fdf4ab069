import Letters

/// A letter whose paper form lacks characters.
public struct LetterWithGaps: Sendable {
    public let letter: Approval.Letter
    /// Each once, in reading order.
    public let characters: [Character]
}

extension BookDesk {
    /// The letters in which no font on this machine has all the characters: they would stand as empty frames in the PDF.
    ///
    /// What cannot be composed is told where it is sent, and left out here.
    ///
    /// - Throws: `Diagnostic` `letter.pdf` when there is no font at all.
    public func gaps(in approval: Approval) throws -> [LetterWithGaps] {
        let unusual = approval.letters.filter { !$0.request.isUsual }
        if unusual.isEmpty { return [] }
        let renderer = try LetterPDFRenderer()
        return unusual.compactMap { letter in
            guard let composed = try? LetterComposer.compose(letter.request) else { return nil }
            let missing = renderer.missingCharacters(in: composed)
            return missing.isEmpty ? nil : LetterWithGaps(letter: letter, characters: missing)
        }
    }
}

extension LetterRequest {
    /// True when nothing in it needs a look at what the fonts have.
    fileprivate var isUsual: Bool {
        ([creditor.name, debtor.name, debtor.customerNumber, words?.text ?? ""]
            + creditor.addressLines + debtor.addressLines
            + claims.flatMap { [$0.concerns, $0.invoice] })
            .allSatisfy { LetterPDFRenderer.isUsual($0) }
    }
}

import Claims
import Store
import Texts

/// What a proof is, for whoever opens it first.
struct ProofReadme {
    private let material: ProofMaterial
    private let words: ProofTexts

    init(_ material: ProofMaterial) {
        self.material = material
        words = ProofTexts(material.language)
    }

    var text: String {
        let (claim, debtor, book) = (material.claim, material.debtor, material.book)
        var lines = [
            words.readmeTitle(claim.invoice), "",
            words.title(claim.invoice, debtor.name, debtor.number),
            words.creditor(book.name, book.organisationNumber), words.made(material.today), "",
        ]
        lines += ProofTimeline.wrap(words.readmePurpose, 0)
        lines += ["", words.contentsHeading, ""]
        for (file, text) in words.contents {
            lines.append("  \(file)" + String(repeating: " ", count: 17 - file.count) + text)
        }
        lines += [""] + ProofTimeline.wrap(words.amountsNote, 0)
        lines += ProofTimeline.wrap(words.numbersNote, 0)
        if let shared { lines += [""] + ProofTimeline.wrap(shared, 0) }
        lines += ["", words.verifyHeading, ""]
        lines += words.verifySteps(ProofFile.name(claim.invoice, on: material.today))
        lines += ["", words.limitsHeading, ""] + ProofTimeline.wrap(words.limits, 0)
        lines += ["", words.personalHeading, ""] + ProofTimeline.wrap(words.personal, 0)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Letters that other invoices stand in too; nil when none do.
    private var shared: String? {
        var letters: [String] = []
        var invoices: [String] = []
        for letter in material.letters {
            let others = letter.invoices.filter { $0 != material.claim.invoice }
            if others.isEmpty { continue }
            letters.append("P-\(letter.notice.id)")
            invoices += others.filter { !invoices.contains($0) }
        }
        if letters.isEmpty { return nil }
        return words.sharedLetters(
            letters.joined(separator: ", "), invoices.joined(separator: ", "))
    }
}

import Basics
import Claims
import Formats
import Law
import Letters
import Store
import Texts

/// All that a proof tells, as it stands in the book.
struct ProofMaterial {
    let book: BookRecord
    let today: Day
    let law: LawBook
    let language: Language
    /// Of the book's audit chain.
    let head: ChainHead
    let claim: Claim
    let debtor: Debtor
    let facts: [RecordedFact]
    let statement: Statement
    /// In order of approval.
    let letters: [ProofLetter]
    let payments: [PaymentID: ProofPayment]
    /// Incoming mail about the claim, from its debtor and nobody else.
    let mails: [StoredMail]
}

/// A letter on the claim with what became of it.
struct ProofLetter {
    let notice: Notice
    let stored: OutboxNotice
    let secondBy: String?
    /// SHA-256 of the e-mail as it was noted when it was handed over, hexadecimal; empty when it was not.
    let hashWhenSent: String
    let history: [LetterEvent]
    /// Byte for byte as handed to the channel; empty when it never was.
    let files: [ProofFile.Entry]
    /// Every invoice it speaks of.
    let invoices: [String]
    let regime: Regime
    let review: LetterReview
    /// Why it was allowed, as the law was known on its day.
    let reason: Reason?

    /// What became of it, line by line; for a letter from before that was kept, its last alone.
    var course: [LetterEvent] {
        if !history.isEmpty { return history.map { Self.withoutFolder($0) } }
        if stored.state == .approved { return [] }
        return [
            Self.withoutFolder(
                LetterEvent(
                    state: stored.state.rawValue, at: stored.stateAt, channel: stored.channel,
                    way: stored.way?.rawValue, receipt: stored.receipt))
        ]
    }

    /// Where on a computer the letters lie is nobody's business outside it.
    private static func withoutFolder(_ event: LetterEvent) -> LetterEvent {
        guard event.channel == "folder", let receipt = event.receipt, receipt.hasPrefix("/") else {
            return event
        }
        return LetterEvent(
            state: event.state, at: event.at, channel: event.channel, way: event.way,
            receipt: receipt.split(separator: "/").last.map(String.init))
    }
}

struct ProofPayment {
    let stored: StoredPayment
    let source: PaymentSource?
}

extension BookDesk {
    /// One file that shows what was sent on a claim, when, and what came of it.
    ///
    /// The same book on the same day gives the same bytes. It holds nothing of other customers, and of the customer's other
    /// claims only what stands in letters that are about this one too.
    ///
    /// - Parameters:
    ///   - name: an invoice number or claim id.
    ///   - language: of what people read in it; the book's when nil.
    /// - Throws: `Diagnostic` `claim.unknown`, `zip.size`.
    public func proof(of name: String, language: Language? = nil) throws -> ProofFile {
        let id = try claimID(name)
        let material = try read(.see, of: .claim(id)) {
            try self.material(of: id, language: language ?? book.language, in: $0)
        }
        return try ProofWriter(material).file()
    }

    /// Notes in the journal that a proof was made, and its seal: so the book itself remembers what it said.
    public func noteProof(_ proof: ProofFile) throws {
        try write(.note) {
            try $0.record(
                "proof", "invoice \(proof.invoice), seal \(proof.seal)", at: clock.now, actor: actor
            )
        }
    }

    private func material(
        of id: ClaimID, language: Language, in scope: BookConnection
    ) throws -> ProofMaterial {
        guard let claim = try scope.claim(id)?.claim, let debtor = try scope.debtor(claim.debtor)
        else { throw Self.unknownClaim("\(id)") }
        let facts = try scope.recordedFacts(of: id)
        var payments: [PaymentID: ProofPayment] = [:]
        var letters: [ProofLetter] = []
        for fact in claim.facts {
            switch fact.event {
            case .paid(let receipt), .reversed(let receipt), .misplaced(let receipt):
                payments[receipt.payment] = try scope.payment(receipt.payment).map {
                    ProofPayment(stored: $0, source: try scope.source(of: receipt.payment))
                }
            case .noticed(let notice):
                let number = letters.count + 1
                if let letter = try letter(notice, number, on: claim, in: scope) {
                    letters.append(letter)
                }
            default: continue
            }
        }
        return ProofMaterial(
            book: book, today: today, law: law, language: language, head: try scope.head(),
            claim: claim, debtor: debtor, facts: facts,
            statement: Statement(of: claim, on: today, law: law, keepingDetails: true),
            letters: letters, payments: payments,
            // A mail that may be somebody else's is nobody's evidence.
            mails: try scope.mails(about: id).filter { $0.debtors == [claim.debtor] })
    }

    /// - Parameter number: its place among the claim's letters, from 1.
    private func letter(
        _ notice: Notice, _ number: Int, on claim: Claim, in scope: BookConnection
    ) throws -> ProofLetter? {
        guard let stored = try scope.notice(notice.id), stored.debtor == claim.debtor else {
            return nil
        }
        let request = try Self.decode(stored.request)
        let sealing = try scope.sealing(of: notice.id)
        let law = try law(asOf: notice.sentOn, in: scope)
        let regime = law.regime(on: notice.sentOn)
        let stem =
            "letters/\(number < 10 ? "0" : "")\(number)-\(notice.sentOn.iso)-"
            + "\(notice.step.name(regime))-P-\(notice.id)"
        let stated = request.claims.first { $0.invoice == claim.invoice }?.interest
        return ProofLetter(
            notice: notice, stored: stored, secondBy: sealing?.secondBy,
            hashWhenSent: Digest.hex(sealing?.hash ?? []),
            history: try scope.history(of: notice.id),
            files: Self.files(
                try Self.kept(notice.id, request, in: scope), stem,
                others: LetterContent.others(try scope.parts(of: notice.id)),
                place: request.claims.firstIndex { $0.invoice == claim.invoice }),
            invoices: request.claims.map(\.invoice), regime: regime,
            review: LetterReview(
                notice, on: claim, statedInterest: stated, law: law,
                wentElsewhere: try wentElsewhere(stored, request, in: scope)),
            reason: Self.reason(notice, on: claim, law))
    }

    /// - Parameter place: the claim's among the letter's; each has an electronic document of its own.
    private static func files(
        _ content: LetterContent?, _ stem: String, others: [NoticePart], place: Int?
    ) -> [ProofFile.Entry] {
        guard let content else { return [] }
        var files = [ProofFile.Entry("\(stem).pdf", content.pdf)]
        if !content.email.isEmpty { files.append(ProofFile.Entry("\(stem).eml", content.email)) }
        if let place, content.ehf.indices.contains(place) {
            files.append(ProofFile.Entry("\(stem).xml", content.ehf[place].bytes))
        }
        // Forms the letter has besides, such as a text message, go by the names they are kept under.
        files += others.map {
            ProofFile.Entry("\(stem)-\($0.name)", $0.bytes)
        }
        return files
    }

    /// What the law said of the step on the letter's day, by the facts recorded before it.
    private static func reason(_ notice: Notice, on claim: Claim, _ law: LawBook) -> Reason? {
        let before = claim.facts.prefix {
            if case .noticed(let other) = $0.event { other.id != notice.id } else { true }
        }
        let clock = LegalClock(of: claim.with(facts: Array(before)), law: law, on: notice.sentOn)
        return clock[notice.step]?.reason
    }
}

import Basics
import Claims
import Law

/// Turns a request into a letter: chooses the words, lays out the specification, checks the sums.
///
/// Pure: the same request always gives the same letter. What would make the letter unlawful or
/// untrue is refused, never mended.
public enum LetterComposer {
    /// Days from sending to the deadline that inkassoloven §§ 9 and 10 ask for at least. The warning of transfer under the act
    /// of 2026 gives as many by choice: no act sets a deadline for a creditor's own letter.
    static let deadlineDaysMinimum = 14
    /// More claims than one letter should carry; a guard against a runaway request.
    static let claimsMaximum = 1_000
    /// More KIDs than this do not fit a QR code that a camera reads off paper.
    static let codePartsMaximum = 6

    /// The letter that says what the request holds.
    ///
    /// - Throws: `letter.step` (the step sends no letter, or is an agency's under the act of 2026),
    ///   `letter.claims` (none, or too many), `letter.sum` (a line does not add up), `letter.fee` (a
    ///   nudge with a fee, any under the act of 2026, or one the lines do not hold),
    ///   `letter.compensation` (more than the line's costs), `letter.deadline` (missing or under 14
    ///   days where one must be given), `letter.interest` (interest without its rate or its first
    ///   day), `letter.account` (nowhere to pay).
    public static func compose(_ request: LetterRequest) throws(Diagnostic) -> Letter {
        guard let notice = Notice(request.step, request.regime ?? .act1988) else {
            throw noLetter(request)
        }
        let clean = request.cleaned
        try LetterCheck.check(clean, notice)
        let facts = LetterFacts(clean)
        let message = Message(notice, clean.tone, clean.words, facts)
        let legal = LegalBlocks(notice, facts)
        return Letter(
            language: clean.language,
            step: clean.step,
            sentOn: clean.sentOn,
            subject: message.subject,
            preheader: preheader(facts),
            title: message.title,
            documentTitle: "\(message.title) – \(facts.about)",
            sender: sender(clean.creditor, clean.language),
            recipient: recipient(clean.debtor),
            references: references(
                on: clean.sentOn, clean.noticeID, clean.debtor, clean.language),
            greeting: message.greeting,
            opening: message.opening.map { Letter.Paragraph($0) } + legal.warning,
            table: ClaimTable(clean, notice),
            terms: legal.terms,
            payment: PaymentBox(clean),
            closing: message.closing.map { Letter.Paragraph($0) },
            signOff: message.signOff,
            footer: footer(clean.creditor, clean.language),
            pageWord: Label.page.in(clean.language),
            pageOfWord: Label.pageOf.in(clean.language), sms: message.sms, look: clean.look)
    }

    private static func noLetter(_ request: LetterRequest) -> Diagnostic {
        let isAgencys = request.step == .paymentDemand
        return Diagnostic(
            "letter.step", place: request.noticeID, found: request.step.name,
            expected: isAgencys
                ? "a creditor's letter: inkassoloven (2026) § 21 leaves this one to agencies"
                : "a step that sends a letter",
            remedy: isAgencys ? "hand the claim over to an agency" : "ask a person instead")
    }

    private static func preheader(_ facts: LetterFacts) -> String {
        let from: String
        let deadline: String
        switch facts.language {
        case .nb:
            from = "\(facts.about.capitalised) fra \(facts.creditor)."
            deadline = facts.deadline.map { " Frist \($0)." } ?? ""
        case .nn:
            from = "\(facts.about.capitalised) frå \(facts.creditor)."
            deadline = facts.deadline.map { " Frist \($0)." } ?? ""
        case .en:
            from = "\(facts.about.capitalised) from \(facts.creditor)."
            deadline = facts.deadline.map { " Pay by \($0)." } ?? ""
        }
        return from + deadline
    }

    static func sender(_ creditor: Sender, _ language: Language) -> Letter.Party {
        let number = organisationNumber(creditor, language)
        return Letter.Party(
            name: creditor.name, addressLines: creditor.addressLines,
            details: [number, creditor.email, creditor.phone.hardSpaced].filter { !$0.isEmpty })
    }

    static func recipient(_ debtor: Recipient) -> Letter.Party {
        Letter.Party(name: debtor.name, addressLines: debtor.addressLines, details: [])
    }

    /// - Parameter id: of the letter; empty for one that has none.
    static func references(
        on day: Day, _ id: String, _ debtor: Recipient, _ language: Language
    ) -> [Letter.Fact] {
        let facts = [
            Letter.Fact(Label.date.in(language), Wording(language: language).date(day)),
            Letter.Fact(Label.reference.in(language), id),
            Letter.Fact(Label.customer.in(language), debtor.customerNumber),
        ]
        return facts.filter { !$0.value.isEmpty }
    }

    static func footer(_ creditor: Sender, _ language: Language) -> [String] {
        let address = creditor.addressLines.joined(separator: ", ")
        return [creditor.name, address, organisationNumber(creditor, language)]
            .filter { !$0.isEmpty }
    }

    private static func organisationNumber(_ creditor: Sender, _ language: Language) -> String {
        let number = creditor.organisationNumber
        if number.isEmpty { return "" }
        let label = Label.organisation.in(language).hardSpaced
        return "\(label)\u{A0}\(Wording(language: language).organisationNumber(number))"
    }
}

import Basics
import Claims
import Formats
import Foundation
import Law
import Letters
import Store
import Texts

// What a customer may ask: to see what is held about them, and to have it deleted.

extension BookDesk {
    /// The customer with this number, organisation number or name.
    ///
    /// - Throws: `Diagnostic` `subject.unknown`, or `subject.ambiguous` with the numbers of those it may be.
    public func subject(_ named: String) throws -> Debtor {
        try read(.see, of: .customers) { try subject(named, in: $0) }
    }

    func subject(_ named: String, in scope: BookConnection) throws -> Debtor {
        if let debtor = try scope.debtor(number: named) { return debtor }
        let organisation = OrganisationNumber(named)
        let words = named.lowercased()
        let found = try scope.debtors().filter {
            organisation != nil && $0.organisationNumber == organisation
                || $0.name.lowercased() == words
        }
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            throw Diagnostic(
                "subject.unknown", place: "book \(book.id)",
                found: "no customer of that number or name",
                expected: "a customer number, an organisation number or a whole name",
                remedy: "see: purr customers")
        }
        throw Diagnostic(
            "subject.ambiguous", place: "book \(book.id)",
            found: "\(found.count) customers of that name: "
                + found.map(\.number).joined(separator: ", "),
            expected: "one", remedy: "say which by its number")
    }

    /// Everything the book holds about a customer. That it was made is noted in the journal, by the customer's id alone.
    ///
    /// - Parameter key: opens a birth number, where one is kept; it is left out without.
    /// - Throws: as ``subject(_:)``, and `key.wrong`.
    public func subjectArchive(
        _ named: String, key: FieldKey? = nil, language: Language? = nil
    ) throws -> SubjectArchive {
        let language = language ?? book.language
        let number = try read(.work, of: .nobody) { try subject(named, in: $0).number }
        let (debtor, file, parts) = try read(.work, of: .customer(number)) { scope in
            let debtor = try subject(number, in: scope)
            let gathered = try SubjectGatherer(self, scope, language).gather(debtor, key: key)
            return (debtor, gathered.file, gathered.parts)
        }
        let report = SubjectReport(file, self, debtor, language)
        let pdf = try PDFPress.print(report.letter, logo: try logo(report.letter.look?.logo))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = Array(try encoder.encode(file))
        let entries =
            [StoredZip.Entry("subject.pdf", pdf), StoredZip.Entry("subject.json", json)] + parts
        let bytes = try StoredZip.bytes(of: entries, on: today)
        try write(.work) { scope in
            try scope.record(
                "subject-export", "customer \(debtor.id)", at: clock.now, actor: actor)
        }
        return SubjectArchive(file: file, pdf: pdf, bytes: bytes)
    }
}

/// Reads a subject's data out of a book.
private struct SubjectGatherer {
    private let desk: BookDesk
    private let scope: BookConnection
    private let texts: ConsoleTexts
    private let outbox: OutboxTexts

    init(_ desk: BookDesk, _ scope: BookConnection, _ language: Language) {
        self.desk = desk
        self.scope = scope
        texts = ConsoleTexts(language)
        outbox = OutboxTexts(language)
    }

    func gather(
        _ debtor: Debtor, key: FieldKey?
    ) throws -> (file: SubjectFile, parts: [StoredZip.Entry]) {
        let claims = try scope.claims(debtor: debtor.id)
        let judged = try desk.judge(claims, in: scope, on: desk.today)
        let notices = try scope.notices(to: debtor.id)
        var parts: [StoredZip.Entry] = []
        let letters = try notices.map { notice in
            let kept = try scope.parts(of: notice.id).filter { !$0.bytes.isEmpty }
            let stem = "letters/P-\(notice.id)"
            parts += kept.map { StoredZip.Entry("\(stem)/\($0.name)", $0.bytes) }
            return letter(notice, files: kept.map { "\(stem)/\($0.name)" })
        }
        let file = SubjectFile(
            made: desk.today, creditor: desk.book.name,
            organisationNumber: desk.book.organisationNumber, chain: try scope.head().text,
            person: try person(debtor, key: key), claims: judged.map(claim),
            payments: try scope.payments(of: debtor.id).map(payment), letters: letters,
            mails: try scope.mails(of: debtor.id).map(mail),
            terms: ClaimEnds(judged).terms(on: desk.today))
        return (file, parts)
    }

    private func person(_ debtor: Debtor, key: FieldKey?) throws -> SubjectFile.Person {
        SubjectFile.Person(
            number: debtor.number, name: debtor.name, kind: debtor.kind,
            organisationNumber: debtor.organisationNumber?.text, street: debtor.street,
            postcode: debtor.postcode, city: debtor.city, country: debtor.country,
            email: debtor.email, emailUsed: debtor.emailUsed, phone: debtor.phone,
            language: debtor.language?.rawValue, tone: debtor.tone?.rawValue,
            branch: debtor.branch, plan: debtor.plan?.rawValue, exempt: debtor.exempt,
            way: debtor.way?.rawValue, accounts: try scope.accounts(of: debtor.id).sorted(),
            faults: try scope.faults(of: debtor.id).map {
                "\($0.day.iso) \($0.way.rawValue) \($0.address): \($0.why)"
            },
            hasBirthNumber: try scope.hasIdentity(debtor.id),
            birthNumber: try key.flatMap { try scope.identity(of: debtor.id, key: $0)?.digits },
            restricted: try scope.restricted(debtor.id))
    }

    private func claim(_ item: DayItem) -> SubjectFile.ClaimPart {
        let claim = item.claim
        let isOpen = item.decision.verdict != .closed
        return SubjectFile.ClaimPart(
            invoice: claim.invoice, kid: claim.kid, concerns: claim.concerns,
            issued: claim.issued, due: claim.due, principal: claim.principal,
            // Nobody asks for the interest of what is settled.
            toPay: isOpen ? item.decision.statement.toPay : .zero, isOpen: isOpen,
            events: claim.facts.map {
                .init(day: $0.on, text: Timeline.line($0, desk.law, texts))
            })
    }

    private func payment(_ stored: StoredPayment) throws -> SubjectFile.PaymentPart {
        SubjectFile.PaymentPart(
            booked: stored.payment.booked, amount: stored.payment.amount,
            payer: stored.payment.payerName, account: stored.payment.payerAccount,
            kid: stored.payment.kid, text: stored.payment.text,
            source: try scope.source(of: stored.payment.id)?.name ?? "")
    }

    private func letter(_ notice: OutboxNotice, files: [String]) -> SubjectFile.LetterPart {
        SubjectFile.LetterPart(
            id: "P-\(notice.id)",
            step: texts.step(notice.step.name(desk.law.regime(on: notice.letterDay))),
            day: notice.letterDay, deadline: notice.deadline, fee: notice.fee,
            total: notice.total, state: outbox.state(notice.state.rawValue),
            channel: notice.channel, receipt: notice.receipt, files: files)
    }

    private func mail(_ mail: StoredMail) -> SubjectFile.MailPart {
        SubjectFile.MailPart(
            at: Clock.iso(mail.sentAt ?? mail.at),
            sender: mail.senderName.isEmpty ? mail.sender : "\(mail.senderName) <\(mail.sender)>",
            subject: mail.subject, text: mail.text,
            findings: mail.findings.map { "\($0.kind.rawValue): \($0.words)" },
            outcome: mail.outcome, attachments: mail.attachments.map(\.name))
    }
}

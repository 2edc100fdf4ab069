import Basics
import Claims
import Law
import Letters
import Texts

/// A subject's data as a letter to them: on the company's paper, for people to read.
struct SubjectReport {
    let letter: Letter

    init(_ file: SubjectFile, _ desk: BookDesk, _ debtor: Debtor, _ language: Language) {
        let words = SubjectTexts(language)
        let sender = desk.sender
        letter = Letter(
            report: words.title, documentTitle: words.titleOf(file.person.name),
            language: language, on: file.made, from: sender, to: desk.recipient(debtor),
            look: desk.look,
            opening: [
                words.opening(file.creditor, file.made),
                words.basis(RetentionClass.access.text(in: language)), words.purpose,
            ],
            sections: Self.sections(file, words), signOff: words.signOff)
    }

    private static func sections(
        _ file: SubjectFile, _ words: SubjectTexts
    ) -> [Letter.Section] {
        [
            Letter.Section(words.whoHeading, person(file.person, words)),
            Letter.Section(
                words.claimsHeading,
                file.claims.flatMap { claim in
                    [Letter.Fact(words.invoice(claim.invoice), said(claim, words))]
                        + claim.events.map { Letter.Fact($0.day.text, $0.text) }
                }),
            Letter.Section(
                words.paymentsHeading,
                file.payments.map { payment in
                    let parts = [
                        payment.amount.text, words.from(payment.payer, payment.account),
                        payment.kid.isEmpty ? "" : "KID \(payment.kid)", payment.text,
                        payment.source,
                    ]
                    return Letter.Fact(
                        payment.booked.text,
                        parts.filter { !$0.isEmpty }.joined(separator: " · "))
                }),
            Letter.Section(
                words.lettersHeading,
                file.letters.map { letter in
                    Letter.Fact(
                        letter.day.text,
                        [letter.id, letter.step, letter.total.text, letter.state]
                            .joined(separator: " · "))
                }),
            Letter.Section(
                words.mailsHeading,
                file.mails.map { mail in
                    Letter.Fact(
                        String(mail.at.prefix(10)),
                        [mail.subject, mail.text ?? ""].filter { !$0.isEmpty }
                            .joined(separator: "\n"))
                }),
            Letter.Section(
                words.termsHeading,
                file.terms.map { term in
                    Letter.Fact(
                        words.kind(term.kind), "\(words.through(term.keptThrough)) (\(term.basis))")
                }),
        ].map { $0.facts.isEmpty ? Letter.Section($0.heading, [Letter.Fact("", words.none)]) : $0 }
    }

    private static func said(_ claim: SubjectFile.ClaimPart, _ words: SubjectTexts) -> String {
        let sums = words.claim(
            claim.principal, issued: claim.issued, due: claim.due, toPay: claim.toPay)
        return claim.concerns.isEmpty ? sums : "\(claim.concerns): \(sums)"
    }

    private static func person(
        _ person: SubjectFile.Person, _ words: SubjectTexts
    ) -> [Letter.Fact] {
        let city = [person.postcode, person.city].filter { !$0.isEmpty }.joined(separator: " ")
        let chosen = [
            person.language, person.tone, person.branch, person.plan, person.way, person.exempt,
        ]
        let birthNumber = person.birthNumber ?? (person.hasBirthNumber ? words.sealed : "")
        return [
            Letter.Fact(words.number, person.number), Letter.Fact(words.name, person.name),
            Letter.Fact(words.organisation, person.organisationNumber ?? ""),
            Letter.Fact(
                words.address,
                [person.street, city, person.country].filter { !$0.isEmpty }
                    .joined(separator: ", ")),
            Letter.Fact(words.email, person.email), Letter.Fact(words.phone, person.phone),
            Letter.Fact(words.accounts, person.accounts.joined(separator: ", ")),
            Letter.Fact(words.birthNumber, birthNumber),
            Letter.Fact(
                words.chosen,
                chosen.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")),
            Letter.Fact(words.faults, person.faults.joined(separator: "\n")),
            Letter.Fact(words.restrictedLabel, person.restricted?.text ?? ""),
        ].filter { !$0.value.isEmpty }
    }
}

import Basics
import Claims
import Formats
import Law
import Store
import Texts

/// Writes a proof's files.
struct ProofWriter {
    let material: ProofMaterial
    let words: ProofTexts
    private let events: ProofEvents

    init(_ material: ProofMaterial) {
        self.material = material
        words = ProofTexts(material.language)
        var events = ProofEvents()
        for letter in material.letters { events.files[letter.notice.id] = letter.files }
        events.payments = material.payments.mapValues { Self.bank($0) }
        self.events = events
    }

    func file() throws(Diagnostic) -> ProofFile {
        let chain = self.chain
        let tables = ProofTables(material)
        let entries =
            [
                ProofFile.Entry("README.txt", ProofReadme(material).text),
                ProofFile.Entry("timeline.txt", ProofTimeline(material).text),
                ProofFile.Entry("claim.json", claim.pretty),
                ProofFile.Entry("letters.json", letters.pretty),
                ProofFile.Entry("objections.json", objections.pretty),
                ProofFile.Entry("chain.json", chain.text),
                ProofFile.Entry("interest.csv", tables.interest),
                ProofFile.Entry("payments.csv", tables.payments),
                ProofFile.Entry("receipts.csv", tables.receipts),
                ProofFile.Entry("verify.py", ProofScript.text),
            ] + material.letters.flatMap(\.files)
        return try ProofFile(
            entries, invoice: material.claim.invoice, on: material.today,
            facts: [
                "format": .text(ProofFile.format), "made": .day(material.today),
                "invoice": .text(material.claim.invoice),
                "language": .text(material.language.rawValue),
                "chain": ["events": .int(Int64(chain.entries.count)), "head": .text(chain.head)],
                "book_chain": [
                    "entries": .int(material.head.entry),
                    "head": .text(Digest.hex(material.head.hash)),
                ],
            ])
    }

    /// The claim's events in the order they were recorded, the invoice first.
    var chain: ProofChain {
        let claim = material.claim
        var chain = ProofChain()
        chain.append([
            "kind": "invoiced", "day": .day(claim.issued), "recorded": .null,
            "invoice": .text(claim.invoice), "kid": .text(claim.kid), "due": .day(claim.due),
            "principal_ore": .ore(claim.principal), "concerns": .text(claim.concerns),
            "documented": .bool(claim.isDocumented),
            "creditor": .text(material.book.organisationNumber),
            "customer": .text(material.debtor.number),
        ])
        for fact in material.facts { chain.append(events.event(fact)) }
        return chain
    }

    private static func bank(_ payment: ProofPayment) -> JSONValue {
        [
            "account": .text(payment.stored.payment.account.text),
            "booked": .day(payment.stored.payment.booked),
            "reference": .text(payment.stored.reference),
            "file": .maybe(payment.source?.name),
            "file_sha256": .maybe(payment.source.map { Digest.hex($0.hash) }),
        ]
    }
}

// MARK: - Files for machines

extension ProofWriter {
    private var claim: JSONValue {
        let (claim, book, debtor) = (material.claim, material.book, material.debtor)
        return [
            "format": .text(ProofFile.format), "made": .day(material.today),
            "creditor": [
                "name": .text(book.name), "organisation_number": .text(book.organisationNumber),
                "address": address(book.street, book.postcode, book.city, ""),
                "email": .text(book.email), "phone": .text(book.phone),
                "account": .text(book.account.text),
            ],
            "debtor": [
                "customer_number": .text(debtor.number), "name": .text(debtor.name),
                "organisation_number": .maybe(debtor.organisationNumber?.text),
                "kind": .text(debtor.kind.rawValue),
                "address": address(debtor.street, debtor.postcode, debtor.city, debtor.country),
            ],
            "invoice": [
                "number": .text(claim.invoice), "concerns": .text(claim.concerns),
                "kid": .text(claim.kid), "issued": .day(claim.issued), "due": .day(claim.due),
                "principal_ore": .ore(claim.principal), "documented": .bool(claim.isDocumented),
            ],
            "terms": terms, "statement": statement, "choices": choices,
            "agreements": told { event in
                switch event {
                case .deferred, .basisKnown, .instalmentPlan, .acknowledged, .waived, .credited,
                    .compensationClaimed, .limitationExtended, .handedOver, .takenBack,
                    .writtenOff, .legalAction, .insolvent, .insolvencyEnded:
                    true
                default: false
                }
            },
        ]
    }

    private func address(
        _ street: String, _ postcode: String, _ city: String, _ country: String
    ) -> JSONValue {
        [
            "street": .text(street), "postcode": .text(postcode), "city": .text(city),
            "country": .text(country),
        ]
    }

    /// The due date that counts today, and how it came about.
    private var terms: JSONValue {
        let terms = material.claim.terms(on: material.today, material.law.conventions)
        return ["due": .day(terms.due), "basis": ProofEvents.basis(terms.basis)]
    }

    private var statement: JSONValue {
        let statement = material.statement
        return [
            "on": .day(statement.on), "principal_ore": .ore(statement.principal),
            "credited_ore": .ore(statement.credited), "waived_ore": .ore(statement.waived),
            "interest_ore": .ore(statement.interest), "interest_from": .day(statement.interestFrom),
            "fees_ore": .ore(statement.fees), "compensation_ore": .ore(statement.compensation),
            "costs_ore": .ore(statement.costs), "paid_ore": .ore(statement.paid),
            "refunded_ore": .ore(statement.refunded), "overpaid_ore": .ore(statement.overpaid),
            "open_principal_ore": .ore(statement.openPrincipal),
            "open_interest_ore": .ore(statement.openInterest),
            "open_costs_ore": .ore(statement.openCosts), "to_pay_ore": .ore(statement.toPay),
            "rate_missing_from": .day(statement.missingRate?.day),
        ]
    }

    /// What the company has chosen where the law is silent: the interest is counted by it.
    private var choices: JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: Convention.allCases.map {
                    ($0.rawValue, .text(material.law.conventions[$0]))
                }))
    }

    private func told(_ isWanted: (Fact.Event) -> Bool) -> JSONValue {
        .list(material.facts.filter { isWanted($0.fact.event) }.map { events.event($0) })
    }

    private var letters: JSONValue { .list(material.letters.map { letter($0) }) }

    private func letter(_ letter: ProofLetter) -> JSONValue {
        let (notice, stored) = (letter.notice, letter.stored)
        let rule = notice.step.rule(letter.regime)
        return [
            "letter": .letter(notice.id), "step": .text(notice.step.name(letter.regime)),
            "round": .int(Int64(notice.round)), "day": .day(notice.sentOn),
            "deadline": .day(notice.deadline), "fee_ore": .ore(notice.fee),
            "total_ore": .ore(stored.total), "state": .text(stored.state.rawValue),
            "state_since": .instant(stored.stateAt), "approved": .instant(stored.approvedAt),
            "approved_by": .text(stored.approvedBy), "second_approval_by": .maybe(letter.secondBy),
            "channel": .maybe(stored.channel), "way": .maybe(stored.way?.rawValue),
            "attempts": .int(Int64(stored.attempts)),
            "receipt": .maybe(letter.course.last?.receipt),
            "email_sha256_when_sent": .text(letter.hashWhenSent),
            "invoices": .list(letter.invoices.map { .text($0) }),
            "files": .list(
                letter.files.map { ["name": .text($0.name), "sha256": .text($0.hash)] }),
            "law": [
                "lawful": .bool(letter.review.isLawful),
                "earliest": .day(letter.review.lawfulFrom),
                "rule": .text(rule.text), "version": .text(rule.version), "url": .text(rule.url),
                "fee_allowed_ore": letter.review.fee.map { .ore($0.amount) } ?? .null,
                "faults": .list(letter.review.faults.map { .text($0.code) }),
                "known_later": .list(letter.review.laterKnown.map { .text($0.code) }),
            ],
        ]
    }

    private var objections: JSONValue {
        [
            "holds": told { event in
                switch event {
                case .disputed, .objectionEnded, .paused, .resumed, .exempted, .promised: true
                default: false
                }
            },
            // Bounces and delays are servers' words; they stand among the receipts.
            "replies": .list(
                material.mails.filter { $0.kind == .reply || $0.kind == .autoReply }.map {
                    reply($0)
                }),
        ]
    }

    private func reply(_ mail: StoredMail) -> JSONValue {
        let isRead = mail.state == .done
        return [
            "mail": .int(mail.id.number), "kind": .text(mail.kind.rawValue),
            "received": .instant(mail.at), "written": .instant(mail.sentAt),
            "from": .text(mail.sender), "subject": isRead ? .text(mail.subject) : .null,
            // What nobody has read yet may be about something else, or more than a court should see.
            "words": isRead ? .maybe(mail.text) : .null, "read": .bool(isRead),
            "outcome": .maybe(mail.outcome), "answers": mail.notice.map { .letter($0) } ?? .null,
            "sha256_of_message": .text(Digest.hex(mail.rawHash)),
            "attachments": .list(
                mail.attachments.map {
                    [
                        "name": .text($0.name), "bytes": .int(Int64($0.bytes)),
                        "sha256": .text($0.hash),
                    ]
                }),
        ]
    }
}

import Basics
import Law

extension PaymentBox {
    /// The payment details of a request; one payment when one KID covers it, else one an invoice.
    init(_ request: LetterRequest) {
        let language = request.language
        let wording = Wording(language: language)
        let kids = Set(request.claims.map(\.kid))
        let commonKID = kids.count == 1 ? request.claims[0].kid : nil
        let many = commonKID == nil
        let isBusiness = request.audience.treatedAs == .business
        heading = (isBusiness ? Label.payHeadingBusiness : Label.payHeading).in(language)
        facts = PaymentBox.facts(request, kid: commonKID ?? "", wording)
        parts =
            many
            ? request.claims.map { PaymentBox.part($0, wording) } : []
        if many {
            note = Label.eachKID.in(language)
        } else if commonKID == "" {
            note = PaymentBox.mark(request)
        } else {
            note = ""
        }
        code =
            parts.count > LetterComposer.codePartsMaximum
            ? nil : PaymentBox.code(request, kid: commonKID ?? "", parts)
        codeCaption = Label.code.in(language)
    }

    private static func facts(
        _ request: LetterRequest, kid: String, _ wording: Wording
    ) -> [Letter.Fact] {
        let language = request.language
        var facts = [
            Letter.Fact(Label.account.in(language), request.creditor.account.grouped)
        ]
        if !kid.isEmpty { facts.append(Letter.Fact(Label.kid.in(language), kid)) }
        facts.append(Letter.Fact(Label.amountToPay.in(language), wording.amount(request.total)))
        if let deadline = request.deadline {
            facts.append(Letter.Fact(Label.deadline.in(language), wording.date(deadline)))
        } else if request.claims.count == 1 {
            let due = wording.date(request.claims[0].due)
            facts.append(Letter.Fact(Label.originalDue.in(language), due))
        }
        facts.append(Letter.Fact(Label.payee.in(language), request.creditor.name))
        return facts
    }

    /// A claim without a KID among others with one is paid with its invoice number as message.
    private static func part(_ claim: ClaimLine, _ wording: Wording) -> Part {
        Part(
            label: "\(Label.invoice.in(wording.language))\u{A0}\(claim.invoice)",
            kid: claim.kid.isEmpty ? "" : "KID\u{A0}\(claim.kid)",
            amount: wording.amount(claim.toPay))
    }

    private static func mark(_ request: LetterRequest) -> String {
        if request.claims.count > 1 { return Label.markWithInvoices.in(request.language) }
        return "\(Label.markWithInvoice.in(request.language)) \(request.claims[0].invoice)."
    }

    /// Plain lines, the payee first. Numbers stand without spaces, so that what is copied pastes
    /// into a bank's form as it is.
    private static func code(_ request: LetterRequest, kid: String, _ parts: [Part]) -> String {
        let language = request.language
        let wording = Wording(language: language)
        var lines = [request.creditor.name]
        lines.append("\(Label.codeAccount.in(language)) \(request.creditor.account.text)")
        if !kid.isEmpty { lines.append("KID \(kid)") }
        lines.append("\(Label.codeAmount.in(language)) \(compact(request.total, wording))")
        if let deadline = request.deadline {
            lines.append("\(Label.codeDeadline.in(language)) \(wording.date(deadline))")
        }
        if !parts.isEmpty {
            lines += request.claims.map { claim in
                let kid = claim.kid.isEmpty ? "" : ", KID \(claim.kid)"
                let invoice = "\(Label.invoice.in(language)) \(claim.invoice)"
                return "\(invoice)\(kid): \(compact(claim.toPay, wording))"
            }
        }
        return lines.joined(separator: "\n").replacingHardSpaces
    }

    /// `12538,00 kr`.
    private static func compact(_ money: Money, _ wording: Wording) -> String {
        let figures = String(wording.figures(money).filter { $0 != "\u{A0}" })
        switch wording.language {
        case .nb, .nn: return "\(figures) kr"
        case .en: return "NOK \(figures)"
        }
    }
}

extension String {
    /// With ordinary spaces for hard ones.
    var replacingHardSpaces: String { String(map { $0 == "\u{A0}" ? " " : $0 }) }
}

import Basics
import Claims

/// English: every step in every tone. `You` serves one and many.
struct EnglishTexts {
    private let f: LetterFacts
    /// `paid`, or `paid in full` when something has come in.
    private let paid: String
    /// `by 7 December 2026`, or `as soon as you can` without a deadline.
    private let by: String

    init(_ facts: LetterFacts) {
        f = facts
        paid = facts.isPartlyPaid ? "paid in full" : "paid"
        by = facts.deadline.map { "by \($0)" } ?? "as soon as you can"
    }

    func message(_ notice: Notice, _ tone: Tone) -> Message {
        let body =
            switch notice {
            case .nudge: nudge(tone)
            case .reminder: reminder(tone)
            case .collectionNotice: collectionNotice(tone)
            case .transferWarning: transferWarning(tone)
            case .paymentDemand: paymentDemand(tone)
            }
        return Message(
            subject: body.subject, title: body.title, greeting: greeting(tone),
            opening: body.opening, closing: closing(tone),
            signOff: tone <= .friendly ? "Warm regards" : "Kind regards")
    }

    private func nudge(_ tone: Tone) -> Body {
        switch tone {
        case .warm, .friendly:
            Body(
                subject: "Have you forgotten us? \(f.about.capitalised) "
                    + (f.isPlural ? "are waiting" : "is waiting"),
                title: "Have you forgotten us?",
                opening: [
                    "We have not seen \(payment) for \(f.about) yet. \(wasDue)",
                    "Such things are easily forgotten, so this is just a friendly nudge, free of "
                        + "charge. Please pay \(f.deadline == nil ? "when it suits you" : by).",
                ])
        case .neutral:
            Body(
                subject: "Reminder about \(f.about)",
                title: "Payment reminder",
                opening: [
                    "We cannot see that \(f.about) \(hasBeen) \(paid). \(wasDue)",
                    "Please pay \(by). No fee is charged for this reminder.",
                ])
        case .firm:
            Body(
                subject: "\(f.about.capitalised) \(f.isPlural ? "are" : "is") overdue",
                title: f.isPlural ? "Reminder of overdue invoices" : "Reminder of overdue invoice",
                opening: [
                    stillUnpaid,
                    "Please pay \(f.deadline == nil ? "now" : by). No fee is charged for this "
                        + "reminder. If the amount remains unpaid, "
                        + "\(f.mayFeesFollow ? "a reminder fee and " : "")late-payment interest "
                        + "may be added.",
                ])
        }
    }

    private func reminder(_ tone: Tone) -> Body {
        switch tone {
        case .warm, .friendly:
            Body(
                subject: "A small reminder about \(f.about)",
                title: "Reminder (purring)",
                opening: [
                    f.isPlural
                        ? "We still have not seen \(payment) for \(f.about). Perhaps they are "
                            + "lying "
                            + "in a pile somewhere?"
                        : "We still have not seen \(payment) for \(f.about), which was due on "
                            + "\(f.due). Perhaps it is lying in a pile somewhere?",
                    "The amount is now \(f.total)\(inAll). Please pay \(by), and this is out of "
                        + "the "
                        + "way.",
                ])
        case .neutral:
            Body(
                subject: "\(f.about.capitalised) \(hasNotBeen) \(paid)",
                title: "Reminder (purring)",
                opening: [
                    "We cannot see that \(f.about) \(hasBeen) \(paid). \(wasDue)",
                    "Please pay \(f.total)\(inAll) \(by).",
                ])
        case .firm:
            Body(
                subject: f.about.capitalised
                    + (f.deadline.map { " – please pay by \($0)" } ?? " – overdue"),
                title: "Reminder (purring)",
                opening: [
                    stillUnpaid,
                    "The amount is \(f.total)\(inAll). Please pay it "
                        + "\(f.deadline.map { "no later than \($0)" } ?? "now"). If it remains "
                        + "unpaid, \(moreFees)late-payment interest may be added.",
                ])
        }
    }

    private func collectionNotice(_ tone: Tone) -> Body {
        let opening: [String]
        let subject: String
        switch tone {
        case .warm, .friendly:
            subject = "\(f.about.capitalised): let us sort this out"
            opening = [
                f.isPlural
                    ? "We have not received \(payment) for \(f.about), all of them overdue. We "
                        + "would "
                        + "much rather sort this out with you directly."
                    : "We have not received \(payment) for \(f.about), which was due on \(f.due). "
                        + "We "
                        + "would much rather sort this out with you directly.",
                "The amount is \(f.total)\(inAll). If it is hard to pay all of it now, please get "
                    + "in "
                    + "touch before the deadline and we will look for a solution together.",
            ]
        case .neutral:
            subject = "Important letter about \(f.about)"
            opening = [
                "We cannot see that \(f.about) \(hasBeen) \(paid). \(wasDue)",
                "Please pay \(f.total)\(inAll) \(by).",
            ]
        case .firm:
            subject =
                "Important letter about \(f.about)"
                + (f.deadline.map { " – reply by \($0)" } ?? "")
            opening = [
                stillUnpaid,
                "The amount is \(f.total)\(inAll). The deadline is \(f.deadline ?? "").",
            ]
        }
        return Body(subject: subject, title: "Collection notice (inkassovarsel)", opening: opening)
    }

    /// Under the act of 2026: the same situation, and an agency at the end of it.
    private func transferWarning(_ tone: Tone) -> Body {
        var body = collectionNotice(tone)
        body.title =
            f.isPlural
            ? "The claims may be sent to debt collection"
            : "The claim may be sent to debt collection"
        return body
    }

    private func paymentDemand(_ tone: Tone) -> Body {
        let opening: [String]
        let subject: String
        switch tone {
        case .warm, .friendly:
            subject = "\(f.about.capitalised): we would like to hear from you"
            opening = [
                "The deadline in our previous letter has passed, and we still have not received "
                    + "\(payment) for \(f.about). \(wasDue)",
                "Is it hard to pay everything at once, or have we misunderstood something? Please "
                    + "get "
                    + "in touch and we will look at it together.",
            ]
        case .neutral:
            subject = "Important letter about \(f.about)"
            opening = [
                "The deadline in our previous letter has passed, and we cannot see that \(f.about) "
                    + "\(hasBeen) \(paid). \(wasDue)"
            ]
        case .firm:
            subject =
                "Important letter about \(f.about)"
                + (f.deadline.map { " – reply by \($0)" } ?? "")
            opening = [
                "\(stillUnpaid) The deadline in our previous letter has passed."
            ]
        }
        return Body(
            subject: subject, title: "Demand for payment (betalingsoppfordring)", opening: opening)
    }

    private func greeting(_ tone: Tone) -> String {
        switch tone {
        case .warm, .friendly: "Hello \(f.debtor),"
        case .neutral: "Dear \(f.debtor),"
        case .firm: "To \(f.debtor)"
        }
    }

    private func closing(_ tone: Tone) -> [String] {
        let contact = f.contacts.joined(separator: " or ")
        switch tone {
        case .warm, .friendly:
            return [
                "Have you already paid? Thank you! Then please disregard this letter. "
                    + (contact.isEmpty
                        ? "If you are wondering about anything, just get in touch."
                        : "If you are wondering about anything, we are glad to help: \(contact).")
            ]
        case .neutral, .firm:
            return [
                "If you have already paid, thank you; please disregard this letter. "
                    + (contact.isEmpty
                        ? "If you have any questions, please get in touch."
                        : "If you have any questions, you can reach us at \(contact).")
            ]
        }
    }

    /// What may be added beside interest, with its "and".
    private var moreFees: String {
        if !f.mayFeesFollow { return "" }
        return f.fee == nil ? "a reminder fee and " : "another fee and "
    }

    private var wasDue: String {
        f.isPlural ? "They are all listed below." : "It was due on \(f.due)."
    }

    private var stillUnpaid: String {
        f.isPlural
            ? "\(f.about.capitalised) are overdue and have still not been \(paid)."
            : "\(f.about.capitalised) was due on \(f.due) and has still not been \(paid)."
    }

    private var payment: String { f.isPartlyPaid ? "the full payment" : "your payment" }

    private var hasBeen: String { f.isPlural ? "have been" : "has been" }

    private var hasNotBeen: String { f.isPlural ? "have not been" : "has not been" }

    private var inAll: String { f.isPlural ? " in all" : "" }
}

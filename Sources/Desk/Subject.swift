import Claims

/// Whose data a use case shows to who asks: what the access log says.
enum Subject: Sendable {
    /// Nobody's: figures of the book, or what does not leave Purr.
    case nobody
    case claim(ClaimID)
    case claims
    /// By customer number; nil for an example that shows somebody's.
    case customer(String?)
    case customers
    case payment(PaymentID)
    case payments
    case letter(NoticeID)
    case letters
    case mail(MailID)
    case mails
    case refunds
    case vouchers

    /// A stable name and a number, for the log; nil for nobody.
    var entry: (what: String, subject: String)? {
        switch self {
        case .nobody: nil
        case .claim(let id): ("claim", "\(id)")
        case .claims: ("claims", "")
        case .customer(let number): ("customer", number ?? "")
        case .customers: ("customers", "")
        case .payment(let id): ("payment", "\(id)")
        case .payments: ("payments", "")
        case .letter(let id): ("letter", "P-\(id)")
        case .letters: ("letters", "")
        case .mail(let id): ("mail", "\(id)")
        case .mails: ("mails", "")
        case .refunds: ("refunds", "")
        case .vouchers: ("vouchers", "")
        }
    }
}

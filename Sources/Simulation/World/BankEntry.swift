import Basics

/// Money that moved on a company's account.
struct BankEntry {
    /// From 1, the bank's own number for it.
    let id: Int
    let ordered: Day
    let booked: Day
    /// Negative for money out.
    let amount: Money
    /// As the payer wrote it; its check digit may be wrong.
    let kid: String
    let text: String
    let payerName: String
    /// Empty when it is not told.
    let payerAccount: String
    let kind: Kind
    /// The bills that it is really for, by their places; empty for none.
    var parts: [(bill: Int, amount: Money)]
    /// The customer it is really from, by place; nil for a stranger.
    var customer: Int?
    /// Some file that was taken in has told of it.
    var isTold = false
    /// What a person has taken from the bill that its KID names, or paid back.
    var taken = Money.zero

    enum Kind {
        case payment
        /// An earlier payment that goes back.
        case reversal(of: Int)
        /// The company's own doings.
        case own
    }

    var hasKID: Bool { KID(kid) != nil }

    /// What of it can still pay the bill its KID names.
    var unspoiled: Money { amount - taken }

    var isReversal: Bool { if case .reversal = kind { true } else { false } }
    var isOwn: Bool { if case .own = kind { true } else { false } }
}

/// A file as a bank, a ledger or a mail server leaves it, waiting to be taken in.
struct WorldFile {
    let name: String
    let bytes: [UInt8]
    /// The first day somebody can fetch it.
    let from: Day
    let content: Content
    /// How often it has been taken in.
    var taken = 0

    enum Content {
        /// The bank entries it tells of, and the last day the account is known through.
        case bank(entries: [Int])
        /// Bills by place with what the list says is left, and the day it speaks of.
        case list(asOf: Day, rests: [(bill: Int, rest: Money)])
        case mail
    }
}

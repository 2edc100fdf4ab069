/// What the audit chain covers beside its own entries: rows that are written once and never changed.
///
/// A row's record is its columns in the order of ``columns``, each as a field of ``CanonicalBytes``. Numbers and names are
/// part of the chain's form: never change or reuse one, and append new ones.
enum CoveredKind: Int64, CaseIterable {
    case fact = 1
    case claim = 2
    case payment = 3
    /// Whose money a payment is: the columns that may be erased.
    case payer = 4
    /// A letter as it was approved.
    case letter = 5
    /// The second person's word for a letter.
    case second = 6
    /// A letter's bytes as they were handed to the channel.
    case part = 7
    /// A letter's step from one state to the next.
    case move = 8
    case choice = 9
    case words = 10
    case source = 11
    /// What somebody is in the book from then on.
    case member = 12

    enum Column {
        case number(String)
        case text(String)
        case bytes(String)

        var name: String {
            switch self {
            case .number(let name), .text(let name), .bytes(let name): name
            }
        }
    }

    /// A column that may be personal: the record has its seal instead of it.
    struct Sealed {
        let content: Column
        /// The field of the record that holds the seal, from 0.
        let place: Int
    }

    /// The name in the chain's form and in reports.
    var name: String {
        switch self {
        case .fact: "fact"
        case .claim: "claim"
        case .payment: "payment"
        case .payer: "payer"
        case .letter: "letter"
        case .second: "second"
        case .part: "part"
        case .move: "move"
        case .choice: "choice"
        case .words: "words"
        case .source: "import"
        case .member: "member"
        }
    }

    var table: String {
        switch self {
        case .fact: "fact"
        case .claim: "claim"
        case .payment, .payer: "payment"
        case .letter, .second: "notice"
        case .part: "notice_part"
        case .move: "notice_log"
        case .choice: "choice"
        case .words: "words"
        case .source: "import"
        case .member: "book_member"
        }
    }

    /// The fields of a record, in order; the first is what a row is named by.
    var columns: [Column] {
        switch self {
        case .fact:
            [
                .number("id"), .number("claim"), .number("day"), .number("kind"),
                .number("amount"), .number("ref"), .number("other"), .number("step"),
                .bytes("seal"), .number("at"),
            ]
        case .claim:
            [
                .number("id"), .number("debtor"), .text("invoice"), .text("kid"),
                .text("kid_key"), .number("issued"), .number("due"), .number("principal"),
                .bytes("seal"), .number("documented"), .number("came"),
            ]
        case .payment:
            [
                .number("id"), .number("import"), .number("ordinal"), .number("family"),
                .number("kind"), .text("account"), .number("booked"), .number("ordered"),
                .number("amount"), .text("currency"), .text("kid"), .text("reference"),
                .number("charges"),
            ]
        case .payer:
            [
                .number("id"), .number("alike"), .number("exact"), .text("text"),
                .text("payer_name"), .text("payer_account"), .text("named"),
            ]
        case .letter:
            [
                .number("id"), .number("debtor"), .number("step"), .number("letter_day"),
                .number("deadline"), .number("fee"), .number("total"), .number("approved_at"),
                .text("approved_by"), .bytes("seal"),
            ]
        case .second: [.number("id"), .text("second_by")]
        case .part: [.number("id"), .number("notice"), .text("name"), .bytes("seal")]
        case .move:
            [
                .number("notice"), .number("id"), .text("state"), .number("at"),
                .text("channel"), .text("way"),
            ]
        case .choice:
            [.number("id"), .text("name"), .text("value"), .number("at"), .text("actor")]
        case .words:
            [
                .number("id"), .text("kind"), .text("tone"), .text("language"),
                .text("audience"), .text("text"), .number("at"), .text("actor"),
            ]
        case .source:
            [
                .number("id"), .bytes("hash"), .text("name"), .text("format"),
                .text("version"), .text("identity"), .number("at"), .text("summary"),
            ]
        case .member:
            [
                .number("id"), .text("kind"), .text("member"), .text("role"), .number("at"),
                .text("actor"),
            ]
        }
    }

    var sealed: Sealed? {
        switch self {
        case .fact: Sealed(content: .text("text"), place: 8)
        case .claim: Sealed(content: .text("concerns"), place: 8)
        case .letter: Sealed(content: .bytes("request"), place: 9)
        case .part: Sealed(content: .bytes("bytes"), place: 3)
        case .payment, .payer, .second, .move, .choice, .words, .source, .member: nil
        }
    }

    /// Which rows of the table are of this kind; SQL.
    var condition: String { self == .second ? "second_by IS NOT NULL" : "1 = 1" }

    /// The sequence that gives the rows their numbers; nil for kinds that take another's.
    var counter: String? {
        switch self {
        case .fact: "fact"
        case .claim: "claim"
        case .payment: "payment"
        case .letter: "notice"
        case .part: "notice_part"
        case .choice: "choice"
        case .words: "words"
        case .source: "import"
        case .member: "book_member"
        case .payer, .second, .move: nil
        }
    }

    /// Rows do not come in the order of their numbers, so a run of them has no gaps: none lies within another.
    var isScattered: Bool { self == .second || self == .move }

    /// The runs have a salt each, in place of one for each row; who erases a row seals the run anew.
    var isSaltedByRun: Bool { self == .payer }

    /// The field that tells what a row belongs to, for naming it when it is gone; nil when the number says enough.
    var owner: Int? {
        switch self {
        case .fact, .part: 1
        case .claim, .payment, .payer, .letter, .second, .move, .choice, .words, .source, .member:
            nil
        }
    }

    // MARK: - Numbers of moves

    /// A letter moves at most so many times.
    private static let movesMost: Int64 = 65_536

    /// The number that stands for a letter's `number`-th move in runs.
    static func move(_ number: Int64, of notice: Int64) -> Int64 {
        notice &* movesMost &+ number
    }

    static func notice(ofMove key: Int64) -> Int64 { key >> 16 }
}

import Basics
import Claims
import Law
import Store

/// All that a book holds about one customer: what they may ask to see (personvernforordningen art. 15), and the same in a form
/// that programs read (art. 20).
public struct SubjectFile: Codable, Sendable {
    public static let format = "purr-subject-1"

    public struct Person: Codable, Sendable {
        public var number: String
        public var name: String
        public var kind: DebtorKind
        public var organisationNumber: String?
        public var street: String
        public var postcode: String
        public var city: String
        public var country: String
        public var email: String
        public var emailUsed: Day?
        public var phone: String
        public var language: String?
        public var tone: String?
        public var branch: String
        public var plan: String?
        public var exempt: String?
        public var way: String?
        /// Bank accounts seen with payments.
        public var accounts: [String]
        /// Addresses that gave a letter back, with why.
        public var faults: [String]
        public var hasBirthNumber: Bool
        /// Shown where the key was given.
        public var birthNumber: String?
        /// What is kept is kept for a duty alone from this day.
        public var restricted: Day?
    }

    public struct ClaimPart: Codable, Sendable {
        public var invoice: String
        public var kid: String
        public var concerns: String
        public var issued: Day
        public var due: Day
        public var principal: Money
        public var toPay: Money
        public var isOpen: Bool
        public var events: [Event]

        public struct Event: Codable, Sendable {
            public var day: Day
            public var text: String
        }
    }

    public struct PaymentPart: Codable, Sendable {
        public var booked: Day
        public var amount: Money
        public var payer: String
        public var account: String
        public var kid: String
        public var text: String
        /// The file that told of it.
        public var source: String
    }

    public struct LetterPart: Codable, Sendable {
        public var id: String
        public var step: String
        public var day: Day
        public var deadline: Day?
        public var fee: Money
        public var total: Money
        public var state: String
        public var channel: String?
        public var receipt: String?
        /// Within the file, byte for byte as they were sent.
        public var files: [String]
    }

    public struct MailPart: Codable, Sendable {
        /// UTC, as ISO 8601.
        public var at: String
        public var sender: String
        public var subject: String
        public var text: String?
        public var findings: [String]
        public var outcome: String?
        public var attachments: [String]
    }

    /// How long a kind of data is kept.
    public struct Term: Codable, Sendable {
        public var kind: RetentionClass
        /// nil while a claim is open.
        public var keptThrough: Day?
        public var basis: String
    }

    public var format = SubjectFile.format
    public var made: Day
    public var creditor: String
    public var organisationNumber: String
    /// The head of the book's audit chain.
    public var chain: String
    public var person: Person
    public var claims: [ClaimPart]
    public var payments: [PaymentPart]
    public var letters: [LetterPart]
    public var mails: [MailPart]
    public var terms: [Term]
}

/// A subject's data as one file to give away: a readable PDF, JSON, and the letters as they were sent.
public struct SubjectArchive: Sendable {
    public let file: SubjectFile
    public let pdf: [UInt8]
    /// The zip.
    public let bytes: [UInt8]

    /// `subject-20001-2026-11-24.zip`.
    public static func name(_ number: String, on day: Day) -> String {
        FileName.zip("subject", number, on: day)
    }
}

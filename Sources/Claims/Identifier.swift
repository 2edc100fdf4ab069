/// A number that names one thing of one kind within a book; numbers of different kinds do not mix.
public struct Identifier<Entity>: Hashable, Sendable {
    public let number: Int64

    @inlinable
    public init(_ number: Int64) { self.number = number }
}

extension Identifier: CustomStringConvertible {
    public var description: String { String(number) }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

public typealias ClaimID = Identifier<Claim>
public typealias DebtorID = Identifier<Debtor>
public typealias PaymentID = Identifier<Payment>
public typealias NoticeID = Identifier<Notice>
/// An e-mail that has come in, by what it seems to say.
public typealias MailID = Identifier<ReplyReading>

import Basics
import Claims

/// A part of a letter as it was sent: `pdf`, the e-mail around it, an electronic document.
public struct NoticePart: Hashable, Sendable {
    public let name: String
    public let bytes: [UInt8]

    public init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension BookConnection {
    /// Keeps a letter's bytes; once kept they are never changed.
    public func keep(_ parts: [NoticePart], of notice: NoticeID) throws {
        let chain = try self.chain
        let kept = try connection.all(
            "SELECT name FROM notice_part WHERE book = ? AND notice = ?", book, notice.number
        ) { $0.text(0) }
        let new = parts.filter { !kept.contains($0.name) }
        guard !new.isEmpty else { return }
        var id = try reserve("notice_part", count: Int64(new.count))
        for part in new {
            let seal = chain.seal(part.bytes, .part, id)
            try connection.run(
                """
                INSERT INTO notice_part (book, notice, name, bytes, id, salt, seal)
                VALUES (?,?,?,?,?,?,?)
                """, book, notice.number, part.name, part.bytes, id, seal.salt, seal.hash)
            try chain.cover(.part, id, owner: notice.number) { fields in
                fields.append(id)
                fields.append(notice.number)
                fields.append(part.name)
                fields.append(seal.hash)
            }
            id += 1
        }
    }

    /// By name; empty for a letter that has not been handed to a channel.
    public func parts(of notice: NoticeID) throws -> [NoticePart] {
        try connection.all(
            "SELECT name, bytes FROM notice_part WHERE book = ? AND notice = ? ORDER BY name",
            book, notice.number
        ) { NoticePart($0.text(0), $0.bytes(1)) }
    }
}

// MARK: - Addresses

/// An address that gave a letter back.
public struct AddressFault: Hashable, Sendable {
    public let debtor: DebtorID
    public let way: ContactWay
    public let address: String
    public let day: Day
    public let why: String

    public init(debtor: DebtorID, way: ContactWay, address: String, day: Day, why: String) {
        self.debtor = debtor
        self.way = way
        self.address = address
        self.day = day
        self.why = why
    }
}

extension BookConnection {
    public func note(_ fault: AddressFault) throws {
        try connection.run(
            """
            INSERT INTO address_fault (book, debtor, way, address, day, why) VALUES (?,?,?,?,?,?)
            ON CONFLICT DO NOTHING
            """, book, fault.debtor.number, fault.way.rawValue, fault.address, fault.day,
            fault.why)
    }

    /// A person has found the debtor's addresses to be right after all.
    public func forgetFaults(of debtor: DebtorID) throws {
        try connection.run(
            "DELETE FROM address_fault WHERE book = ? AND debtor = ?", book, debtor.number)
    }

    /// All of the book's, by debtor.
    public func addressFaults() throws -> [DebtorID: [AddressFault]] {
        let all = try connection.all(
            "SELECT debtor, way, address, day, why FROM address_fault WHERE book = ?", book
        ) { row -> AddressFault? in
            guard let way = ContactWay(rawValue: row.text(1)) else { return nil }
            return AddressFault(
                debtor: DebtorID(row.int(0)), way: way, address: row.text(2), day: row.day(3),
                why: row.text(4))
        }
        return Dictionary(grouping: all.compactMap(\.self), by: \.debtor)
    }
}

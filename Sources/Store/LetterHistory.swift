import Basics
import Claims

extension Schema {
    /// What became of each letter, line by line. A trigger writes it, so that no way of moving a letter can forget to; its row
    /// in `notice` tells the last of it alone.
    static let letterHistory = """
        CREATE TABLE notice_log (
            book INTEGER NOT NULL, notice INTEGER NOT NULL, id INTEGER NOT NULL,
            state TEXT NOT NULL, at INTEGER NOT NULL, channel TEXT, way TEXT, receipt TEXT,
            PRIMARY KEY (book, notice, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER notice_moved AFTER UPDATE OF state ON notice BEGIN
            INSERT INTO notice_log (book, notice, id, state, at, channel, way, receipt)
            SELECT NEW.book, NEW.id, 1 + coalesce(max(id), 0), NEW.state, NEW.state_at,
                NEW.channel, NEW.way,
                -- A new attempt has no receipt yet; the one before it is the last attempt's.
                CASE NEW.state WHEN 'sending' THEN NULL ELSE NEW.receipt END
            FROM notice_log WHERE book = NEW.book AND notice = NEW.id;
        END;
        """

    static let letterHistoryPostgres = """
        CREATE TABLE notice_log (
            book BIGINT NOT NULL, notice BIGINT NOT NULL, id BIGINT NOT NULL,
            state TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL, channel TEXT COLLATE "C",
            way TEXT COLLATE "C", receipt TEXT COLLATE "C", PRIMARY KEY (book, notice, id)
        );
        CREATE FUNCTION notice_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO notice_log (book, notice, id, state, at, channel, way, receipt)
            SELECT NEW.book, NEW.id, 1 + coalesce(max(id), 0), NEW.state, NEW.state_at,
                NEW.channel, NEW.way,
                CASE NEW.state WHEN 'sending' THEN NULL ELSE NEW.receipt END
            FROM notice_log WHERE book = NEW.book AND notice = NEW.id;
            RETURN NULL;
        END $$;
        CREATE TRIGGER notice_moved AFTER UPDATE OF state ON notice
            FOR EACH ROW EXECUTE FUNCTION notice_moved();
        """
}

/// A letter moved to another state.
public struct LetterEvent: Hashable, Sendable {
    public let state: String
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let channel: String?
    public let way: String?
    public let receipt: String?

    public init(state: String, at: Int64, channel: String?, way: String?, receipt: String?) {
        self.state = state
        self.at = at
        self.channel = channel
        self.way = way
        self.receipt = receipt
    }
}

/// A fact and when it was recorded.
public struct RecordedFact: Hashable, Sendable {
    public let fact: Fact
    /// Seconds since 1970 UTC.
    public let at: Int64
}

/// A file that told of a payment.
public struct PaymentSource: Hashable, Sendable {
    public let name: String
    public let format: String
    /// SHA-256, 32 bytes.
    public let hash: [UInt8]
    /// When it was taken in, in seconds since 1970 UTC.
    public let at: Int64
}

extension BookConnection {
    /// What became of a letter, in order; empty for one that has not moved since it was approved, and before what letters
    /// became was kept line by line.
    public func history(of notice: NoticeID) throws -> [LetterEvent] {
        try connection.all(
            """
            SELECT state, at, channel, way, receipt FROM notice_log
            WHERE book = ? AND notice = ? ORDER BY id
            """, book, notice.number
        ) { row in
            LetterEvent(
                state: row.text(0), at: row.int(1), channel: row.optionalText(2),
                way: row.optionalText(3), receipt: row.optionalText(4))
        }
    }

    /// The second who approved a letter, and the SHA-256 of its e-mail as it was handed over.
    public func sealing(of notice: NoticeID) throws -> (secondBy: String?, hash: [UInt8])? {
        try connection.first(
            "SELECT second_by, hash FROM notice WHERE book = ? AND id = ?", book, notice.number
        ) { ($0.optionalText(0), $0.bytes(1)) }
    }

    /// A claim's facts with the instants they were recorded at, in order.
    public func recordedFacts(of claim: ClaimID) throws -> [RecordedFact] {
        try connection.all(
            """
            SELECT id, day, kind, amount, ref, other, step, text, at FROM fact
            WHERE book = ? AND claim = ? ORDER BY id
            """, book, claim.number
        ) { RecordedFact(fact: try FactRow.fact($0, from: 0), at: $0.int(8)) }
    }

    /// The file that told of a payment first.
    public func source(of payment: PaymentID) throws -> PaymentSource? {
        try connection.first(
            """
            SELECT import.name, import.format, import.hash, import.at FROM payment
            JOIN import ON import.book = payment.book AND import.id = payment.import
            WHERE payment.book = ? AND payment.id = ?
            """, book, payment.number
        ) { row in
            PaymentSource(
                name: row.text(0), format: row.text(1), hash: row.bytes(2), at: row.int(3))
        }
    }
}

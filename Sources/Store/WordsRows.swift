import Basics

/// What a company has said about the words of one letter; the last row for a letter counts.
public struct RecordedWords: Hashable, Sendable {
    /// `collection-notice`, `warm`, `nb`, `everybody`.
    public let kind: String
    public let tone: String
    public let language: String
    public let audience: String
    /// nil takes the company's own words back.
    public let text: String?
    /// In seconds since 1970 UTC.
    public let at: Int64
    public let actor: String

    public init(
        kind: String, tone: String, language: String, audience: String, text: String?, at: Int64,
        actor: String
    ) {
        self.kind = kind
        self.tone = tone
        self.language = language
        self.audience = audience
        self.text = text
        self.at = at
        self.actor = actor
    }
}

extension BookConnection {
    public func record(_ words: RecordedWords) throws {
        let id = try reserve("words")
        try connection.run(
            """
            INSERT INTO words (book, id, kind, tone, language, audience, text, at, actor)
            VALUES (?,?,?,?,?,?,?,?,?)
            """, book, id, words.kind, words.tone, words.language, words.audience,
            words.text, words.at, words.actor)
        try chain.cover(.words, id) { fields in
            fields.append(id)
            fields.append(words.kind)
            fields.append(words.tone)
            fields.append(words.language)
            fields.append(words.audience)
            fields.append(words.text)
            fields.append(words.at)
            fields.append(words.actor)
        }
    }

    /// Everything that was said, in the order of recording.
    public func words() throws -> [RecordedWords] {
        try connection.all(
            """
            SELECT kind, tone, language, audience, text, at, actor FROM words WHERE book = ?
            ORDER BY id
            """, book
        ) { row in
            RecordedWords(
                kind: row.text(0), tone: row.text(1), language: row.text(2), audience: row.text(3),
                text: row.optionalText(4), at: row.int(5), actor: row.text(6))
        }
    }
}

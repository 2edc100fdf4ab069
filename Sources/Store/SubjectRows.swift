import Basics
import Claims

// All that a book holds on one debtor, found from any table that names them, and what takes it out again.

extension BookConnection {
    /// Letters to the debtor, in order of approval.
    public func notices(to debtor: DebtorID) throws -> [OutboxNotice] {
        try connection.all(
            "SELECT id FROM notice WHERE book = ? AND debtor = ? ORDER BY id", book, debtor.number
        ) { NoticeID($0.int(0)) }.compactMap { try notice($0) }
    }

    /// Mails that are from the debtor, may be, or are about one of their claims or letters, in the order they came.
    public func mails(of debtor: DebtorID) throws -> [StoredMail] {
        let ids = try connection.all(
            """
            SELECT mail FROM mail_debtor WHERE book = ? AND debtor = ?
            UNION SELECT mail_claim.mail FROM mail_claim JOIN claim
                ON claim.book = mail_claim.book AND claim.id = mail_claim.claim
                WHERE mail_claim.book = ? AND claim.debtor = ?
            UNION SELECT mail.id FROM mail JOIN notice
                ON notice.book = mail.book AND notice.id = mail.notice
                WHERE mail.book = ? AND notice.debtor = ?
            """, book, debtor.number, book, debtor.number, book, debtor.number
        ) { $0.int(0) }
        return try ids.sorted().compactMap { try mail(MailID($0)) }
    }

    /// Payments of which something is on one of the debtor's claims, or whose money is known to be theirs.
    public func payments(of debtor: DebtorID) throws -> [StoredPayment] {
        let kinds: [FactRow.Kind] = [.paid, .reversed, .misplaced]
        let ids = try connection.all(
            """
            SELECT fact.ref FROM claim INDEXED BY claim_debtor JOIN fact
                ON fact.book = claim.book AND fact.claim = claim.id AND fact.kind IN (?, ?, ?)
                WHERE claim.book = ? AND claim.debtor = ? AND fact.ref IS NOT NULL
            UNION SELECT id FROM payment WHERE book = ? AND debtor = ?
            """, kinds[0].rawValue, kinds[1].rawValue, kinds[2].rawValue, book, debtor.number, book,
            debtor.number
        ) { $0.int(0) }
        return try ids.sorted().compactMap { try payment(PaymentID($0)) }
    }

    /// Payments that nobody knows a debtor for, of which nothing has been on a claim, that wait for nobody and still tell who paid
    /// them; with the day they were booked. One walk through the facts.
    public func strayPayments() throws -> [(id: PaymentID, booked: Day)] {
        let kinds: [FactRow.Kind] = [.paid, .reversed, .misplaced]
        return try connection.all(
            """
            SELECT id, booked FROM payment
            WHERE book = ? AND debtor IS NULL AND (rest = 0 OR settled IS NOT NULL)
                AND (text <> '' OR payer_name <> '' OR payer_account <> '' OR named <> '')
                AND id NOT IN (SELECT ref FROM fact
                    WHERE book = ? AND kind IN (?, ?, ?) AND ref IS NOT NULL)
            ORDER BY id
            """, book, book, kinds[0].rawValue, kinds[1].rawValue, kinds[2].rawValue
        ) { (PaymentID($0.int(0)), $0.day(1)) }
    }

    /// Payments that have gone to several debtors: one walk through the facts.
    public func sharedPayments() throws -> Set<PaymentID> {
        Set(
            try connection.all(
                """
                SELECT fact.ref FROM fact JOIN claim
                    ON claim.book = fact.book AND claim.id = fact.claim
                WHERE fact.book = ? AND fact.kind = ?
                GROUP BY fact.ref HAVING count(DISTINCT claim.debtor) > 1
                """, book, FactRow.Kind.paid.rawValue
            ) { PaymentID($0.int(0)) })
    }

    public func faults(of debtor: DebtorID) throws -> [AddressFault] {
        try addressFaults()[debtor] ?? []
    }

    // MARK: - Restriction

    /// The day from which what is kept about the debtor is kept for a duty alone; nil when it is not so.
    public func restricted(_ debtor: DebtorID) throws -> Day? {
        try connection.first(
            "SELECT restricted FROM debtor WHERE book = ? AND id = ?", book, debtor.number
        ) { $0.optionalDay(0) } ?? nil
    }

    /// - Parameter day: nil lifts it.
    public func restrict(_ debtor: DebtorID, from day: Day?) throws {
        try connection.run(
            "UPDATE debtor SET restricted = ? WHERE book = ? AND id = ?", day, book, debtor.number)
    }

    /// All who are restricted, with the day.
    public func restrictedDebtors() throws -> [DebtorID: Day] {
        var days: [DebtorID: Day] = [:]
        try connection.forEach(
            "SELECT id, restricted FROM debtor WHERE book = ? AND restricted IS NOT NULL", book
        ) { days[DebtorID($0.int(0))] = $0.day(1) }
        return days
    }

    // MARK: - Numbers that need a key

    /// Keeps a debtor's birth number, sealed.
    public func set(
        _ identity: PersonNumber, of debtor: DebtorID, key: FieldKey, why: String, at: Int64,
        actor: String
    ) throws {
        let sealed = key.seal(identity.digits, place: identityPlace(debtor))
        try connection.run(
            "DELETE FROM debtor_identity WHERE book = ? AND debtor = ?", book, debtor.number)
        try connection.run(
            """
            INSERT INTO debtor_identity (book, debtor, sealed, at, actor, why) VALUES (?,?,?,?,?,?)
            """, book, debtor.number, sealed, at, actor, why)
    }

    public func hasIdentity(_ debtor: DebtorID) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM debtor_identity WHERE book = ? AND debtor = ?", book, debtor.number
        ) { _ in true } ?? false
    }

    /// nil where none is kept.
    ///
    /// - Throws: `Diagnostic` `key.wrong`.
    public func identity(of debtor: DebtorID, key: FieldKey) throws -> PersonNumber? {
        let sealed = try connection.first(
            "SELECT sealed FROM debtor_identity WHERE book = ? AND debtor = ?", book, debtor.number
        ) { $0.bytes(0) }
        return try sealed.flatMap { PersonNumber(try key.open($0, place: identityPlace(debtor))) }
    }

    public func eraseIdentity(of debtor: DebtorID) throws {
        try connection.run(
            "DELETE FROM debtor_identity WHERE book = ? AND debtor = ?", book, debtor.number)
    }

    private func identityPlace(_ debtor: DebtorID) -> String {
        "book \(book), customer \(debtor), birth number"
    }

    // MARK: - Erasing

    /// How many facts of each of the debtor's claims have words that ``eraseTexts(of:)`` would take.
    public func textCounts(of debtor: DebtorID) throws -> [ClaimID: Int] {
        let kept = Self.keptTexts
        var counts: [ClaimID: Int] = [:]
        try connection.forEach(
            """
            SELECT fact.claim, count(*) FROM claim INDEXED BY claim_debtor JOIN fact
                ON fact.book = claim.book AND fact.claim = claim.id
            WHERE claim.book = ? AND claim.debtor = ? AND fact.text IS NOT NULL
                AND fact.kind NOT IN (?, ?)
            GROUP BY fact.claim
            """, book, debtor.number, kept[0].rawValue, kept[1].rawValue
        ) { counts[ClaimID($0.int(0))] = Int($0.int(1)) }
        return counts
    }

    /// Takes the words, the sender and the files' names out of a mail; that there was one, and what a person did, stays.
    public func erase(_ mail: MailID) throws {
        try eraseText(of: mail)
        try connection.run(
            """
            UPDATE mail SET sender = '', sender_name = '', message_id = '', outcome = NULL
            WHERE book = ? AND id = ?
            """, book, mail.number)
        try connection.run(
            "DELETE FROM mail_attachment WHERE book = ? AND mail = ?", book, mail.number)
        for table in ["mail_debtor", "mail_claim"] {
            try connection.run(
                "DELETE FROM \(table) WHERE book = ? AND mail = ?", book, mail.number)
        }
    }

    /// Takes e-mail, telephone, accounts, choices and the birth number from a debtor.
    public func eraseContact(of debtor: DebtorID) throws {
        try connection.run(
            """
            UPDATE debtor SET email = '', phone = '', email_used = NULL, tone = NULL, branch = '',
                plan = NULL, exempt = NULL, way = NULL WHERE book = ? AND id = ?
            """, book, debtor.number)
        for table in ["debtor_account", "debtor_identity", "freed", "suspicion"] {
            try connection.run(
                "DELETE FROM \(table) WHERE book = ? AND debtor = ?", book, debtor.number)
        }
    }

    /// Takes what a letter said and its files away; that it was sent, when and with what fee stays. The audit chain holds.
    public func eraseContent(of notice: NoticeID) throws {
        let nothing: [UInt8] = []
        try connection.run(
            """
            UPDATE notice SET request = ?, salt = NULL, receipt = NULL WHERE book = ? AND id = ?
            """, nothing, book, notice.number)
        try connection.run(
            "UPDATE notice_part SET bytes = ?, salt = NULL WHERE book = ? AND notice = ?", nothing,
            book, notice.number)
        try connection.run(
            "UPDATE notice_log SET receipt = NULL WHERE book = ? AND notice = ?", book,
            notice.number)
    }

    public func eraseConcerns(of claim: ClaimID) throws {
        try connection.run(
            "UPDATE claim SET concerns = '', salt = NULL WHERE book = ? AND id = ?", book,
            claim.number)
    }

    /// Takes name, numbers and address from a debtor; the row stays, since sums are about it.
    ///
    /// - Parameter name: what stands there instead.
    public func erasePerson(_ debtor: DebtorID, name: String) throws {
        try eraseContact(of: debtor)
        try forgetFaults(of: debtor)
        try connection.run(
            """
            UPDATE debtor SET name = ?, number = ?, organisation_number = NULL, street = '',
                postcode = '', city = '', country = '' WHERE book = ? AND id = ?
            """, name, "-\(debtor)", book, debtor.number)
    }
}

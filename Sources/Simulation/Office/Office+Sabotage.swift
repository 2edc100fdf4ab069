import Basics
import Claims
import Desk
import Law
import Store

// Rules broken on purpose, to see that a checker objects. Nothing of this happens unless somebody asks for it.

extension Office {
    func isBroken(_ rule: SimulationOptions.Break) -> Bool { options.breaks.contains(rule) }

    /// A law whose fees are nearly three times what they may be.
    func wronged(_ law: LawBook) -> LawBook {
        LawBook(
            lateInterest: law.lateInterest, standardCompensation: law.standardCompensation,
            collectionRate: [
                Dated(Day(2015, 1, 1), nil, Money(kroner: 2_000), "broken on purpose")
            ], courtFee: law.courtFee, act2026From: law.act2026From, conventions: law.conventions)
    }

    /// A letter that lies in the outbox is noted as sent before anybody sends it.
    func claimSent() throws {
        guard isBroken(.claimedSent) else { return }
        try database.write(book: company.record.id, by: Author("test", at: 0)) { scope in
            _ = try scope.connection.run(
                """
                UPDATE notice SET state = 'sent' WHERE book = ? AND state = 'approved'
                """, scope.book)
        }
    }

    /// Changes rows behind the desk's back at the end of a day.
    func sabotage() throws {
        guard !options.breaks.isEmpty else { return }
        try database.write(book: company.record.id, by: Author("test", at: 0)) { scope in
            let connection = scope.connection
            let book = scope.book
            if isBroken(.changedFact) {
                _ = try connection.run(
                    """
                    UPDATE fact SET amount = amount + 100
                    WHERE book = ? AND kind = 1 AND id = (
                        SELECT max(id) FROM fact AS last WHERE last.book = fact.book AND last.kind = 1)
                    """, book)
            }
            if isBroken(.forgottenTurn) {
                _ = try connection.run(
                    "UPDATE claim SET next_day = NULL WHERE book = ? AND next_day > ?", book, today)
            }
            if isBroken(.forgottenRefund) {
                _ = try connection.run(
                    "UPDATE payment SET settled = NULL WHERE book = ? AND settled LIKE 'pain.001 %'",
                    book)
            }
            if isBroken(.doubledFee) { try chargeAgain(connection, book) }
        }
        guard isBroken(.leak) else { return }
        try database.write { connection in
            _ = try connection.run(
                "UPDATE debtor SET phone = phone || '0' WHERE book <> ?", company.record.id)
        }
    }

    private func chargeAgain(_ connection: Connection, _ book: Int64) throws {
        let columns = try connection.columns(of: "notice")
        let values = columns.map { $0 == "id" ? "id + 1000" : $0 }.joined(separator: ", ")
        _ = try connection.run(
            """
            INSERT INTO notice (\(columns.joined(separator: ", ")))
            SELECT \(values) FROM notice
            WHERE book = ? AND fee > 0 AND state = 'sent' AND id < 1000 AND NOT EXISTS (
                SELECT 1 FROM notice AS other
                WHERE other.book = notice.book AND other.id = notice.id + 1000)
            """, book)
    }

    /// Something is added when files are taken in again.
    func addOnReplay() throws {
        guard isBroken(.replayAdds) else { return }
        try database.write(book: company.record.id, by: Author("test", at: 0)) { scope in
            try scope.record("import", "once more", at: time.now, actor: "simulation")
        }
    }
}

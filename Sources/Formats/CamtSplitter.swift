import Basics

/// Turns a booked camt entry into bank entries.
struct CamtSplitter {
    let entry: CamtEntry
    let amount: Money
    let booked: Day
    let account: AccountNumber
    /// The account's owner, empty when not told.
    let owner: String

    /// Refuses a batch whose details are not as many as it says, or do not add up to the entry.
    func check() throws {
        let again = "fetch the file again: something is missing"
        if let miscount = entry.miscount {
            throw Diagnostic(
                "camt.batch-count", place: "line \(entry.line), Ntry",
                found: "\(miscount.found) details",
                expected: "\(miscount.stated.orNothing), as NbOfTxs says",
                remedy: again)
        }
        guard entry.detailCount > 1, entry.unsummed == 0 || isHandedOver else { return }
        guard entry.detailSum == amount.ore || entry.isNetOfCharges, entry.unsummed == 0 else {
            let sum = entry.detailSum.map { "\(Money(ore: $0))" } ?? "too much"
            let without = entry.unsummed > 0 ? ", \(entry.unsummed) without an amount" : ""
            throw Diagnostic(
                "camt.batch-sum", place: "line \(entry.line), Ntry",
                found: "details of \(sum) in all\(without)",
                expected: "\(amount), the entry's amount", remedy: again)
        }
    }

    /// Some of the details have gone already, so the others must be of the same kind.
    private var isHandedOver: Bool { entry.details.count < entry.detailCount }

    /// The entry is one record: it has no details, or none that can stand alone.
    var isWhole: Bool {
        switch entry.detailCount {
        case 0: true
        case 1: entry.details.first?.isBare ?? true
        default: entry.amountless > 0
        }
    }

    // MARK: - The entry as one

    /// The entry in one record, with what its details say for a person to read.
    func whole(_ details: [CamtDetail]) -> FileRecord {
        let words = [entry.information] + details.map { joined($0.payerName, everything(in: $0)) }
        let text = words.filter { !$0.isEmpty }.joined(separator: " ")
        guard amount > .zero else {
            return .finding(nothing("line \(entry.line), Ntry", text))
        }
        let only = details.count == 1 ? details.first : nil
        let named = details.flatMap { $0.documents.flatMap(\.named) }
        let reference = only.map(\.reference) ?? ""
        return .bankEntry(
            BankEntry(
                kind: wholeKind, account: account, booked: booked, ordered: only.flatMap(ordered),
                amount: entry.isCredit ? amount : -amount, currency: entry.currency, text: text,
                reference: reference.isEmpty ? entry.reference : reference, named: named,
                charges: only.map { charges(on: $0, amount) } ?? .zero))
    }

    private var wholeKind: BankEntry.Kind {
        guard entry.isCredit else { return isTakenBack ? .reversal : .other }
        if isTakenBack { return .other }
        let isToldElsewhere = entry.detailCount == 0 && entry.statedCount > 1
        if isKIDKind || isToldElsewhere { return .lumpSum }
        return isOwn ? .other : .payment
    }

    /// Payments with KID, whose parts come by OCR giro or camt.054: 230 KID, 232 direct debit.
    private var isKIDKind: Bool {
        if entry.domain == "PMNT" && entry.family == "RCDT" && entry.subfamily == "VCOM" {
            return true
        }
        return Self.isKIDCode(entry.proprietary, entry.issuer)
    }

    private static func isKIDCode(_ code: String, _ issuer: String) -> Bool {
        switch code {
        case "230", "232": issuer == "NETS"
        case "NO230", "NO232": issuer == "DBA"
        default: false
        }
    }

    // MARK: - Its details

    /// Each detail as a record, or as several when it pays several documents whose amounts add up.
    func parts(of details: [CamtDetail]) -> [FileRecord] {
        var records: [FileRecord] = []
        records.reserveCapacity(details.count)
        for detail in details { add(detail, to: &records) }
        return records
    }

    private func add(_ detail: CamtDetail, to records: inout [FileRecord]) {
        // A lone detail may differ by charges or currency: the entry says what reached the account.
        let isOnly = entry.detailCount == 1
        let own = detail.amount(in: entry.currency)
        let kept = entry.isNetOfCharges ? detail.lessening(in: entry.currency) : .zero
        let amount = isOnly ? amount : (own?.money ?? .zero) - kept
        let currency = isOnly ? entry.currency : own?.currency ?? entry.currency
        guard amount > .zero else {
            let place = "line \(detail.line), TxDtls"
            return records.append(.finding(nothing(place, everything(in: detail))))
        }
        let isCredit = isOnly ? entry.isCredit : detail.isCredit ?? entry.isCredit
        let record = BankEntry(
            kind: kind(of: detail, isCredit), account: account, booked: booked,
            ordered: ordered(detail), amount: isCredit ? amount : -amount, currency: currency,
            payerName: detail.payerName, payerAccount: detail.payerAccount,
            reference: detail.reference.isEmpty ? entry.reference : detail.reference,
            charges: isOnly ? charges(on: detail, amount) : kept)
        if detail.documents.count <= 1 {
            return records.append(.bankEntry(whole(record, detail)))
        }
        guard let shares = shares(of: detail, amount, currency) else {
            var held = record
            held.text = everything(in: detail)
            held.named = detail.documents.flatMap(\.named)
            return records.append(.bankEntry(held))
        }
        var untold = record.charges
        for (document, share) in zip(detail.documents, shares) where share > .zero {
            var part = record
            part.amount = isCredit ? share : -share
            part.kid = document.kid
            part.text = joined(detail.text, document.words)
            part.named = document.named
            // Told once, with the first part.
            part.charges = untold
            untold = .zero
            records.append(.bankEntry(part))
        }
    }

    /// A detail of one document or none.
    private func whole(_ record: BankEntry, _ detail: CamtDetail) -> BankEntry {
        var record = record
        record.text = words(of: detail)
        record.named = detail.documents.first?.named ?? []
        record.kid = detail.documents.first?.kid ?? ""
        // Banks that have no structured field for it put the KID alone in the message. A number alone
        // may as well be an invoice's, so only the bank's own word makes it a KID.
        if record.kid.isEmpty, record.named.isEmpty, isKIDCode(detail), KID(detail.text) != nil {
            record.kid = detail.text
        }
        return record
    }

    private func isKIDCode(_ detail: CamtDetail) -> Bool {
        Self.isKIDCode(entry.proprietary, entry.issuer)
            || Self.isKIDCode(detail.proprietary, detail.issuer)
    }

    /// What banks kept of what the payer gave, when the charges told of explain the difference whole.
    private func charges(on detail: CamtDetail, _ amount: Money) -> Money {
        guard entry.isCredit, let given = detail.given(in: entry.currency), given > amount else {
            return .zero
        }
        let missing = given - amount
        let own = detail.charges.sum(in: entry.currency) ?? .zero
        let all = entry.charges.sum(in: entry.currency) ?? .zero
        return [own, all, own + all].contains(missing) ? missing : .zero
    }

    /// What each of several documents gets of the detail's amount; nil when that is for a person to
    /// say.
    ///
    /// A credit note lessens what is paid on its own KID, or on the only one there is when it has
    /// none.
    private func shares(of detail: CamtDetail, _ amount: Money, _ currency: String) -> [Money]? {
        let documents = detail.documents
        guard documents.count > 1 else { return nil }
        var shares: [Money] = []
        for document in documents {
            guard let share = document.share, document.currency == currency else { return nil }
            shares.append(share)
        }
        for credit in documents.indices where shares[credit] < .zero {
            let debits = documents.indices.filter { shares[$0] > .zero }
            let kid = documents[credit].kid
            let isOnly = debits.allSatisfy { documents[$0].kid == documents[debits[0]].kid }
            guard !kid.isEmpty || isOnly else { return nil }
            for debit in debits where kid.isEmpty || documents[debit].kid == kid {
                let part = min(shares[debit], -shares[credit])
                shares[debit] -= part
                shares[credit] += part
            }
            guard shares[credit] == .zero else { return nil }
        }
        var left = amount
        for share in shares {
            guard share <= left else { return nil }
            left -= share
        }
        return left == .zero ? shares : nil
    }

    /// The day of the order, never after the booking.
    private func ordered(_ detail: CamtDetail) -> Day? { detail.accepted.map { min($0, booked) } }

    /// The message and what its documents say, but for their KIDs.
    private func words(of detail: CamtDetail) -> String {
        detail.documents.reduce(detail.text) { joined($0, $1.words) }
    }

    /// With the KIDs, for a detail that cannot be split: a person places it.
    private func everything(in detail: CamtDetail) -> String {
        detail.documents.reduce(detail.text) { joined(joined($0, $1.kid), $1.words) }
    }

    private func joined(_ text: String, _ more: String) -> String {
        if more.isEmpty { return text }
        return text.isEmpty ? more : "\(text) \(more)"
    }

    /// A line of 0.00, such as a structured part the bank refused: told, because nothing is dropped
    /// in silence.
    private func nothing(_ place: String, _ text: String) -> Diagnostic {
        Diagnostic(
            "camt.zero-amount", place: place, found: joined("0.00", text), expected: "an amount",
            remedy: "ask the bank if you do not know the payment")
    }

    // MARK: - What kind of money

    private func kind(of detail: CamtDetail, _ isCredit: Bool) -> BankEntry.Kind {
        let isTakenBack = isTakenBack || detail.subfamily == "RRTN"
        if !isCredit { return isTakenBack ? .reversal : .other }
        if detail.documents.contains(where: { !$0.kid.isEmpty }) { return .payment }
        // A payment of the company's own that came back, or money moved between its own accounts.
        if isTakenBack || isOwner(detail.payerName) { return .other }
        return isOwn && detail.documents.isEmpty && detail.payerName.isEmpty ? .other : .payment
    }

    private var isTakenBack: Bool { entry.isReversal || entry.subfamily == "RRTN" }

    private func isOwner(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count == owner.utf8.count
            && name.lowercased() == owner.lowercased()
    }

    /// The bank's or the company's own doings: interest, charges, loans, deposits, card
    /// settlements.
    private var isOwn: Bool {
        switch entry.domain {
        case "ACMT", "LDAS", "CAMT", "FORX", "SECU", "DERV": return true
        default: break
        }
        switch entry.subfamily {
        case "INTR", "CHRG", "COMM", "FEES", "TAXE": return true
        case "BOOK": return entry.family != "RCDT"
        case "CDPT": return entry.family == "CNTR"
        default: return entry.family == "MCRD"
        }
    }
}

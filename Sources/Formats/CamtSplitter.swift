import Basics

/// Turns a booked camt entry into bank entries.
struct CamtSplitter {
    let entry: CamtEntry
    let amount: Money
    let booked: Day
    let account: AccountNumber

    /// Refuses a batch whose details do not add up to the entry.
    func check() throws {
        if let stated = entry.batchCount, !entry.details.isEmpty, stated != entry.details.count {
            throw Diagnostic(
                "camt.batch-count", place: "line \(entry.line), Ntry",
                found: "\(entry.details.count) details", expected: "\(stated), as NbOfTxs says",
                remedy: "fetch the file again: something is missing")
        }
        let amounts = entry.details.compactMap { detail -> Money? in
            guard let amount = detail.amount, detail.currency == entry.currency else { return nil }
            return detail.isCredit.map { $0 == entry.isCredit } ?? true ? amount : -amount
        }
        guard entry.details.count > 1, amounts.count == entry.details.count else { return }
        guard amounts.sum() == amount else {
            throw Diagnostic(
                "camt.batch-sum", place: "line \(entry.line), Ntry",
                found: "details of \(amounts.sum()) in all",
                expected: "\(amount), the entry's amount",
                remedy: "fetch the file again: something is missing")
        }
    }

    func entries() -> [BankEntry] {
        if entry.details.isEmpty || (entry.details.count == 1 && isBare(entry.details[0])) {
            return [whole]
        }
        return entry.details.flatMap(parts)
    }

    /// A detail that repeats the entry and tells nothing of its own.
    private func isBare(_ detail: CamtDetail) -> Bool {
        detail.payerName.isEmpty && detail.payerAccount.isEmpty && detail.texts.isEmpty
            && detail.documents.isEmpty
    }

    private var whole: BankEntry {
        BankEntry(
            kind: wholeKind, account: account, booked: booked,
            amount: signed(amount, entry.isCredit),
            currency: entry.currency, text: entry.information,
            reference: entry.reference)
    }

    private var wholeKind: BankEntry.Kind {
        guard entry.isCredit else { return isTakenBack ? .reversal : .other }
        let isKIDKind =
            (entry.family == "RCDT" && entry.subfamily == "VCOM")
            || (["230", "232"].contains(entry.proprietary) && entry.issuer.hasSuffix("NETS"))
        if isKIDKind || (entry.batchCount ?? 1) > 1 { return .lumpSum }
        return isOwn ? .other : .payment
    }

    /// The bank's or the company's own doings: interest, charges, transfers between own accounts.
    private var isOwn: Bool {
        entry.domain == "ACMT" || entry.domain == "LDAS"
            || ["MCOP", "MDOP", "OTHR"].contains(entry.family)
            || ["INTR", "BOOK", "CHRG", "COMM"].contains(entry.subfamily)
            || entry.family == "MCRD" || entry.family == "CNTR" && entry.subfamily == "CDPT"
    }

    private var isTakenBack: Bool { entry.isReversal || entry.subfamily == "RRTN" }

    private func kind(of detail: CamtDetail) -> BankEntry.Kind {
        let isCredit = detail.isCredit ?? entry.isCredit
        if !isCredit { return isTakenBack ? .reversal : .other }
        return isOwn && detail.documents.isEmpty && detail.payerName.isEmpty ? .other : .payment
    }

    /// A detail as one entry, or as several when it pays several KIDs whose amounts add up.
    private func parts(of detail: CamtDetail) -> [BankEntry] {
        let isOnly = entry.details.count == 1
        let currency = detail.currency.isEmpty || isOnly ? entry.currency : detail.currency
        let amount = isOnly ? amount : detail.amount ?? .zero
        guard amount > .zero else { return [] }
        let isCredit = detail.isCredit ?? entry.isCredit
        func record(_ amount: Money, kid: String, text: String) -> BankEntry {
            BankEntry(
                kind: kind(of: detail), account: account, booked: booked,
                ordered: detail.accepted.map { min($0, booked) },
                amount: signed(amount, isCredit), currency: currency, kid: kid, text: text,
                payerName: detail.payerName, payerAccount: detail.payerAccount,
                reference: detail.reference.isEmpty ? entry.reference : detail.reference)
        }
        let text = self.text(of: detail)
        if detail.documents.count == 1 {
            return [record(amount, kid: detail.documents[0].kid, text: text)]
        }
        let shares = detail.documents.map { document in
            (document.kid, (document.amount ?? .zero) - (document.creditAmount ?? .zero))
        }
        let adds = shares.map(\.1).sum() == amount && shares.allSatisfy { $0.1 > .zero }
        if detail.documents.count > 1, adds {
            return shares.map { record($0.1, kid: $0.0, text: text) }
        }
        let references = detail.documents.map { $0.kid.isEmpty ? $0.number : $0.kid }
        let all = ([text] + references).filter { !$0.isEmpty }.joined(separator: " ")
        return [record(amount, kid: "", text: all)]
    }

    private func text(of detail: CamtDetail) -> String {
        let numbers = detail.documents.map(\.number).filter { !$0.isEmpty }
        return (detail.texts + numbers).joined(separator: " ")
    }

    private func signed(_ amount: Money, _ isCredit: Bool) -> Money {
        isCredit ? amount : -amount
    }
}

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
        let sum = checkedSum(amounts)
        guard sum == amount else {
            throw Diagnostic(
                "camt.batch-sum", place: "line \(entry.line), Ntry",
                found: "details of \(sum.map(\.decimal) ?? "more than any account") in all",
                expected: "\(amount), the entry's amount",
                remedy: "fetch the file again: something is missing")
        }
    }

    func entries() -> [BankEntry] {
        let details = entry.details
        if details.isEmpty || (details.count == 1 && isBare(details[0])) {
            return amount > .zero ? [whole(text: entry.information)] : []
        }
        // Nobody can tell who of several paid what, but the money came.
        if details.count > 1, details.contains(where: { $0.amount == nil }) {
            let texts = [entry.information] + details.map { $0.payerName + " " + held($0) }
            return [whole(text: texts.joined(separator: " "))]
        }
        return details.flatMap(parts)
    }

    /// The sum; nil when it is beyond what can be held.
    private func checkedSum(_ amounts: [Money]) -> Money? {
        var sum: Int64 = 0
        for amount in amounts {
            let (next, isTooLarge) = sum.addingReportingOverflow(amount.ore)
            if isTooLarge { return nil }
            sum = next
        }
        return Money(ore: sum)
    }

    /// A detail that repeats the entry and tells nothing of its own.
    private func isBare(_ detail: CamtDetail) -> Bool {
        detail.payerName.isEmpty && detail.payerAccount.isEmpty && detail.texts.isEmpty
            && detail.documents.isEmpty
    }

    private func whole(text: String) -> BankEntry {
        BankEntry(
            kind: wholeKind, account: account, booked: booked,
            amount: signed(amount, entry.isCredit),
            currency: entry.currency, text: text.split(separator: " ").joined(separator: " "),
            reference: entry.reference)
    }

    private var wholeKind: BankEntry.Kind {
        guard entry.isCredit else { return isTakenBack ? .reversal : .other }
        let isKIDKind =
            (entry.family == "RCDT" && entry.subfamily == "VCOM")
            || (["230", "232"].contains(entry.proprietary) && entry.issuer.hasSuffix("NETS"))
        let isToldElsewhere = entry.details.isEmpty && (entry.batchCount ?? 1) > 1
        if isKIDKind || isToldElsewhere { return .lumpSum }
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
        let adds =
            shares.allSatisfy { $0.1 > .zero } && checkedSum(shares.map(\.1)) == amount
        if detail.documents.count > 1, adds {
            return shares.map { record($0.1, kid: $0.0, text: text) }
        }
        return [record(amount, kid: "", text: held(detail))]
    }

    /// All that a person has to go by to place it.
    private func held(_ detail: CamtDetail) -> String {
        let kids = detail.documents.map(\.kid)
        return ([text(of: detail)] + kids).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func text(of detail: CamtDetail) -> String {
        let numbers = detail.documents.map(\.number).filter { !$0.isEmpty }
        return (detail.texts + numbers).joined(separator: " ")
    }

    private func signed(_ amount: Money, _ isCredit: Bool) -> Money {
        isCredit ? amount : -amount
    }
}

import Basics

/// Finds what is open of one customer's ledger lines.
///
/// A ledger does not say which payment settled which invoice, so it is inferred, surest first: equal
/// reference number, equal KID, cross reference or source document, and last an amount that can only mean
/// one claim. What is left stays open: better two open lines that cancel out, for a person to see, than
/// a claim settled or pressed by a guess.
///
/// - Source: the field descriptions of "About SAF-T Financial": ReferenceNumber is the invoice, CID the
///   KID, CrossReference the line it belongs to.
struct SAFTSettlement {
    /// The customer's lines in the order of their days, opening balance first.
    var lines: [SAFTLine]
    /// Tells whether a reference named a claim that is settled already and no longer among the lines.
    let isClosed: (String) -> Bool

    private var claimsByReference: [String: [Int]] = [:]
    private var claimsByKID: [Substring: [Int]] = [:]

    /// A lone reminder fee above this, 1 000 kr, is more than any fee allowed, so it is a sale.
    static let feeLimit: Int64 = 100_000

    init(lines: [SAFTLine], isClosed: @escaping (String) -> Bool) {
        self.lines = lines
        self.isClosed = isClosed
        for (index, line) in lines.enumerated() where line.isClaim {
            if !line.reference.isEmpty {
                claimsByReference[line.reference, default: []].append(index)
            }
            if !line.kid.isEmpty { claimsByKID[line.kidKey, default: []].append(index) }
        }
        tellFees()
        claimsByReference = claimsByReference.mapValues(inOrderOfPayment)
        claimsByKID = claimsByKID.mapValues(inOrderOfPayment)
    }

    /// Settles as far as it can be told; afterwards `remaining` holds what is open of each line.
    mutating func settle() {
        for index in lines.indices where isOpenCredit(index) {
            guard let claims = claimsByReference[lines[index].reference] else { continue }
            settle(index, against: claims)
        }
        for index in lines.indices where isOpenCredit(index) {
            // A credit note keeps its own number beside the invoice's KID: a document of its own.
            guard !lines[index].traits.contains(.creditNote), !lines[index].kid.isEmpty,
                let claims = claimsByKID[lines[index].kidKey]
            else { continue }
            settle(index, against: claims)
        }
        settleByCrossReference()
        settleCreditNotesInFull()
        settleByAmount()
        settleOpening()
    }

    private func isOpenCredit(_ index: Int) -> Bool { lines[index].remaining < 0 }

    /// Sets a credit against claims: one of its very amount first, else in the order given.
    private mutating func settle(_ credit: Int, against claims: [Int]) {
        if let exact = claims.first(where: { lines[$0].remaining == -lines[credit].remaining }) {
            set(credit, against: exact)
            return
        }
        for claim in claims where lines[claim].remaining > 0 {
            set(credit, against: claim)
            if lines[credit].remaining == 0 { return }
        }
    }

    /// Sales before fees, then the oldest due date: what a payment covers first.
    private func inOrderOfPayment(_ claims: [Int]) -> [Int] {
        guard claims.count > 1 else { return claims }
        return claims.sorted { a, b in
            let (feeA, feeB) = (isFee(a), isFee(b))
            if feeA != feeB { return feeB }
            let (dueA, dueB) = (lines[a].due ?? lines[a].issued, lines[b].due ?? lines[b].issued)
            return (dueA, lines[a].sequence) < (dueB, lines[b].sequence)
        }
    }

    private mutating func set(_ credit: Int, against claim: Int) {
        let amount = min(-lines[credit].remaining, lines[claim].remaining)
        lines[credit].remaining += amount
        lines[claim].remaining -= amount
    }
}

// MARK: - Steps

extension SAFTSettlement {
    /// CrossReference or SourceDocumentID names the claim, either way round, or both lines have the
    /// same source document and no other claim has it.
    private mutating func settleByCrossReference() {
        var claimsBySource: [String: [Int]] = [:]
        var claimsByCross: [String: [Int]] = [:]
        for (index, line) in lines.enumerated() where line.isClaim {
            if !line.sourceDocument.isEmpty {
                claimsBySource[line.sourceDocument, default: []].append(index)
            }
            if !line.crossReference.isEmpty {
                claimsByCross[line.crossReference, default: []].append(index)
            }
        }
        for index in lines.indices where isOpenCredit(index) {
            let credit = lines[index]
            for name in [credit.crossReference, credit.sourceDocument] where !name.isEmpty {
                guard let claims = claimsByReference[name] else { continue }
                settle(index, against: claims)
            }
            if !credit.reference.isEmpty, let claims = claimsByCross[credit.reference] {
                settle(index, against: claims)
            }
            if !credit.sourceDocument.isEmpty, let claims = claimsBySource[credit.sourceDocument],
                claims.count == 1
            {
                settle(index, against: claims)
            }
        }
    }

    /// A credit note over all that is left of the claims with its KID closes them: nothing to press.
    private mutating func settleCreditNotesInFull() {
        for index in lines.indices
        where isOpenCredit(index) && lines[index].traits.contains(.creditNote) {
            guard !lines[index].kid.isEmpty, let claims = claimsByKID[lines[index].kidKey] else {
                continue
            }
            if let whole = claims.first(where: { lines[$0].remaining == -lines[index].remaining }) {
                set(index, against: whole)
            }
        }
    }

    /// Credits that name no document of the file settle claims of their very amount, when there are as
    /// many of them as of such claims: then it does not matter which settles which.
    private mutating func settleByAmount() {
        var claims: [Int64: [Int]] = [:]
        for (index, line) in lines.enumerated() where line.remaining > 0 {
            claims[line.remaining, default: []].append(index)
        }
        guard !claims.isEmpty else { return }
        var credits: [Int64: [Int]] = [:]
        for index in lines.indices where isOpenCredit(index) && !namesDocument(index) {
            let line = lines[index]
            if line.traits.contains(.creditNote), !line.kid.isEmpty { continue }
            credits[-line.remaining, default: []].append(index)
        }
        for (amount, from) in credits {
            guard let to = claims[amount], from.count >= to.count else { continue }
            for (credit, claim) in zip(from, to) { set(credit, against: claim) }
        }
    }

    /// Payments that name a document older than the file are for the opening balance.
    private mutating func settleOpening() {
        guard let opening = lines.first, opening.traits.contains(.opening), opening.isClaim else {
            return
        }
        for index in lines.indices where isOpenCredit(index) {
            let line = lines[index]
            let namesSomething = !line.reference.isEmpty || !line.kid.isEmpty
            guard namesSomething, !namesDocument(index), !line.traits.contains(.creditNote) else {
                continue
            }
            if lines[0].remaining > 0 { set(index, against: 0) }
        }
    }

    /// True when the line's reference or KID is one of a claim in the file, settled or not.
    private func namesDocument(_ index: Int) -> Bool {
        let line = lines[index]
        if !line.reference.isEmpty,
            claimsByReference[line.reference] != nil || isClosed(line.reference)
        {
            return true
        }
        return !line.kid.isEmpty && claimsByKID[line.kidKey] != nil
    }
}

// MARK: - Fees

extension SAFTSettlement {
    func isFee(_ index: Int) -> Bool { lines[index].traits.contains(.reminderFee) }

    /// Decides which claims are reminder fees, and gives them the number of their invoice.
    ///
    /// The words must say so, and the amount must be less than another claim's with the same reference or
    /// KID; or, when that one is gone or from before the file, be small.
    private mutating func tellFees() {
        for index in lines.indices where lines[index].isClaim {
            let line = lines[index]
            let speaksOfFee = line.traits.contains(.fee) || line.traits.contains(.reminderFee)
            guard speaksOfFee else { continue }
            let invoice = invoice(of: index)
            let isKnown = invoice != nil || (!line.reference.isEmpty && isClosed(line.reference))
            let isSmall = line.amount <= SAFTSettlement.feeLimit
            let isReminderFee =
                line.traits.contains(.reminderFee)
                ? invoice != nil || isSmall : isKnown && (invoice != nil || isSmall)
            if isReminderFee {
                lines[index].traits.insert(.reminderFee)
                if let invoice, !lines[invoice].reference.isEmpty {
                    lines[index].reference = lines[invoice].reference
                }
            } else {
                lines[index].traits.remove(.reminderFee)
            }
        }
    }

    /// The larger claim with the same reference, else with the same KID.
    private func invoice(of index: Int) -> Int? {
        let line = lines[index]
        let largest: ([Int]) -> Int? = { claims in
            claims.filter { lines[$0].amount > line.amount }
                .max { lines[$0].amount < lines[$1].amount }
        }
        if !line.reference.isEmpty, let found = largest(claimsByReference[line.reference] ?? []) {
            return found
        }
        return line.kid.isEmpty ? nil : largest(claimsByKID[line.kidKey] ?? [])
    }
}

import Basics

extension ClaimTable {
    /// The specification of the request's claims, without columns that would be empty.
    init(_ request: LetterRequest, _ notice: Notice) {
        let language = request.language
        let wording = Wording(language: language)
        let claims = request.claims
        let columns = ClaimTable.columns(claims)
        let interestStarts = Set(claims.compactMap(\.interestFrom)).count
        self.columns = columns
        headings = columns.map { column in
            let label = column == .fees ? ClaimTable.costs(claims) : column.heading(notice)
            return label.in(language)
        }
        rows = claims.map { claim in
            Row(
                cells: columns.map { $0.cell(claim, wording) },
                note: ClaimTable.note(claim, wording, tellsInterest: interestStarts > 1))
        }
        totalLabel = Label.total.in(language)
        totals = columns.map { column in
            // One invoice's own row says the rest already.
            guard let amount = column.amount, claims.count > 1 || column == .toPay else {
                return ""
            }
            return wording.figures(claims.map(amount).sum())
        }
        totalAmount = wording.amount(request.total)
    }

    /// What the costs are called: fees or standard compensation by their own name, both together costs.
    private static func costs(_ claims: [ClaimLine]) -> Label {
        let compensation = claims.compactMap(\.compensation).sum()
        if compensation == .zero { return .fees }
        return compensation == claims.map(\.fees).sum() ? .compensation : .costs
    }

    private static func columns(_ claims: [ClaimLine]) -> [Column] {
        Column.allCases.filter { column in
            switch column {
            case .invoice, .issued, .due, .principal, .toPay: true
            case .kid: claims.count > 1 && claims.contains { !$0.kid.isEmpty }
            case .paid: claims.contains { $0.paid != .zero }
            case .interest: claims.contains { $0.interest != .zero }
            case .fees: claims.contains { $0.fees != .zero }
            }
        }
    }

    private static func note(
        _ claim: ClaimLine, _ wording: Wording, tellsInterest: Bool
    ) -> String {
        guard tellsInterest, let from = claim.interestFrom else { return claim.concerns }
        let interest = "\(Label.interestFrom.in(wording.language)) \(wording.date(from))"
        return claim.concerns.isEmpty ? interest.capitalised : "\(claim.concerns), \(interest)"
    }
}

extension ClaimTable.Column {
    func heading(_ notice: Notice) -> Label {
        switch self {
        case .invoice: return .invoice
        case .issued: return .issued
        case .due: return .due
        case .kid: return .kid
        case .principal:
            switch notice {
            case .nudge, .reminder: return .amount
            case .collectionNotice, .transferWarning, .paymentDemand: return .principal
            }
        case .paid: return .paid
        case .interest: return .interest
        case .fees: return .fees
        case .toPay: return .toPay
        }
    }

    /// What may be nothing, and then says nothing.
    private var isAddition: Bool {
        switch self {
        case .invoice, .issued, .due, .kid, .principal, .toPay: false
        case .paid, .interest, .fees: true
        }
    }

    /// The amount that stands in the column; payments stand as negative, since they are subtracted.
    var amount: ((ClaimLine) -> Money)? {
        switch self {
        case .invoice, .issued, .due, .kid: nil
        case .principal: { $0.principal }
        case .paid: { -$0.paid }
        case .interest: { $0.interest }
        case .fees: { $0.fees }
        case .toPay: { $0.toPay }
        }
    }

    func cell(_ claim: ClaimLine, _ wording: Wording) -> String {
        if let amount {
            let money = amount(claim)
            return isAddition && money == .zero ? "" : wording.figures(money)
        }
        switch self {
        case .issued: return wording.shortDate(claim.issued)
        case .due: return wording.shortDate(claim.due)
        case .kid: return claim.kid
        case .invoice, .principal, .paid, .interest, .fees, .toPay: return claim.invoice
        }
    }
}

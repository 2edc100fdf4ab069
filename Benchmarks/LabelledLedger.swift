import Basics
import Claims

/// A made-up ledger and the payments on it, where it is known what each payment is for.
///
/// Every second customer has one open invoice, the others two to eight; of the customers seven in ten are persons,
/// whose names are drawn so that many share them. A fifth of the invoices have one of eight prices, a tenth are round.
/// Six in ten customers have paid before, from an account that the book has seen. What payers do is in ``Manner``.
struct LabelledLedger {
    /// How a payer pays, and how many in a thousand do. The errors are those that bookkeepers meet: a slip in the KID, none at
    /// all, several invoices at once, another name than the customer's, a wrong amount, twice.
    enum Manner: String, CaseIterable {
        case kid = "KID"
        case kidPart = "KID, part"
        case kidWithSlip = "KID with slip"
        case kidInText = "KID in text"
        case invoiceInText = "invoice in text"
        case invoiceWithSlip = "invoice with slip"
        case lumpNamed = "lump, named"
        case lumpUnnamed = "lump, unnamed"
        case knownAccount = "known account"
        case nameOnly = "name only"
        case nickname = "nickname"
        case otherPayer = "other payer"
        case wrongAmount = "wrong amount"
        case severalCustomers = "several customers"
        case chargesDeducted = "charges kept"
        case partUnnamed = "part, unnamed"
        case twice = "paid twice"
        case unrelated = "unrelated"

        var share: Int {
            switch self {
            case .kid: 700
            case .kidPart: 20
            case .kidWithSlip: 40
            case .kidInText: 15
            case .invoiceInText: 70
            case .invoiceWithSlip: 5
            case .lumpNamed: 20
            case .lumpUnnamed: 15
            case .knownAccount: 40
            case .nameOnly: 30
            case .nickname: 5
            case .otherPayer: 8
            case .wrongAmount: 5
            case .severalCustomers: 4
            case .chargesDeducted: 3
            case .partUnnamed: 5
            case .twice: 5
            case .unrelated: 10
            }
        }

        /// False where nothing that came with the money tells which invoice it is for: a person would have to ask.
        var isMatchable: Bool {
            switch self {
            case .partUnnamed, .twice, .unrelated: false
            default: true
            }
        }
    }

    struct Customer {
        let id: Int
        let name: String
        let account: String
        let hasPaidBefore: Bool
        var claims: [OpenClaim] = []
    }

    struct Labelled {
        let payment: Payment
        let manner: Manner
        /// The claims it is for; empty when none.
        let claims: Set<ClaimID>
    }

    private(set) var customers: [Customer] = []
    private(set) var payments: [Labelled] = []
    private var random: SplitMix

    init(customers count: Int, seed: UInt64) {
        random = SplitMix(seed: seed)
        var nextInvoice = 100_001
        for number in 0..<count { customers.append(customer(number, &nextInvoice)) }
        var open = customers.indices.shuffled(using: &random)
        while let index = open.popLast() {
            // Each customer pays once, at most all that is open; one in eight has not paid yet.
            if random.below(8) == 0 { continue }
            pay(index, &open)
        }
    }

    // MARK: - Customers and their invoices

    private mutating func customer(_ number: Int, _ nextInvoice: inout Int) -> Customer {
        let isPerson = random.below(10) < 7
        var customer = Customer(
            id: number + 1, name: isPerson ? Names.person(&random) : Names.company(&random),
            account: Sample.padded(12_000_000_000 + number * 13, 11),
            hasPaidBefore: random.below(10) < 6)
        let count = random.below(2) == 0 ? 1 : 2 + random.below(7)
        for _ in 0..<count {
            let due = Sample.today - random.below(90) + 10
            let amount = amount()
            let fee = due < Sample.today - 20 && random.below(3) == 0 ? Money(ore: 3_800) : .zero
            customer.claims.append(
                OpenClaim(
                    id: ClaimID(Int64(nextInvoice)), debtor: DebtorID(Int64(number + 1)),
                    invoice: String(nextInvoice), kidKey: kid(number, nextInvoice),
                    issued: due - 14, due: due, openInvoice: amount, toPay: amount + fee))
            nextInvoice += 1
        }
        return customer
    }

    private func kid(_ customer: Int, _ invoice: Int) -> String {
        KID.make(payload: "\(20_000 + customer)\(invoice)", .mod10)?.withoutLeadingZeros ?? ""
    }

    private static let prices: [Int64] = [
        29_900, 39_900, 49_900, 79_900, 99_000, 125_000, 149_900, 199_000,
    ]

    private mutating func amount() -> Money {
        switch random.below(10) {
        case 0, 1: Money(ore: random.pick(Self.prices))
        case 2: Money(ore: Int64(1 + random.below(200)) * 10_000)
        case 3, 4: Money(ore: Int64(200 + random.below(20_000)) * 100)
        default: Money(ore: Int64(20_000 + random.below(3_000_000)))
        }
    }

    // MARK: - Payments

    private mutating func pay(_ index: Int, _ open: inout [Int]) {
        var manner = drawManner()
        let customer = customers[index]
        let claim = random.pick(customer.claims)
        if manner == .lumpNamed || manner == .lumpUnnamed, customer.claims.count < 2 {
            manner = .invoiceInText
        }
        if manner == .knownAccount && !customer.hasPaidBefore { manner = .nameOnly }
        if manner == .severalCustomers, open.isEmpty { manner = .invoiceInText }
        switch manner {
        case .lumpNamed, .lumpUnnamed: payLump(customer, manner)
        case .severalCustomers:
            let other = customers[open.removeLast()]
            let second = random.pick(other.claims)
            add(
                customer, manner, [claim, second],
                text: "faktura \(claim.invoice) og \(second.invoice)")
        case .twice:
            add(customer, .kid, [claim], kid: claim.kidKey)
            add(customer, .twice, [], amount: claim.openInvoice, text: "faktura \(claim.invoice)")
        case .unrelated:
            let payer = Customer(
                id: 0, name: Names.person(&random),
                account: Sample.padded(97_000_000_000 + random.below(1 << 30), 11),
                hasPaidBefore: false)
            add(payer, manner, [], amount: amount(), text: random.pick(Names.chatter))
        default: payOne(customer, manner, claim)
        }
    }

    private mutating func payOne(_ customer: Customer, _ manner: Manner, _ claim: OpenClaim) {
        let number = claim.invoice
        let said = random.pick([
            "Faktura \(number)", "fakt.nr \(number) takk", number, "Betaling \(number)",
        ])
        let some = Money(ore: claim.openInvoice.ore * Int64(3 + random.below(5)) / 10)
        switch manner {
        case .kid: add(customer, manner, [claim], kid: claim.kidKey)
        case .kidPart: add(customer, manner, [claim], amount: some, kid: claim.kidKey)
        case .kidWithSlip:
            let wrong = slip(claim.kidKey)
            let isField = random.below(2) == 0
            add(
                customer, manner, [claim], kid: isField ? wrong : "",
                text: isField ? "" : "KID \(wrong)")
        case .kidInText: add(customer, manner, [claim], text: "betaling \(claim.kidKey)")
        case .invoiceWithSlip: add(customer, manner, [claim], text: "faktura \(slip(number))")
        case .nickname:
            add(customer, manner, [claim], payer: Names.nickname(customer.name, &random))
        case .otherPayer:
            add(
                customer, manner, [claim], text: said, payer: Names.person(&random),
                account: Sample.padded(55_000_000_000 + random.below(1 << 30), 11))
        case .wrongAmount:
            let off = Money(ore: Int64(1 + random.below(40)) * 100)
            add(customer, manner, [claim], amount: claim.openInvoice - min(off, some), text: said)
        case .chargesDeducted:
            let kept = Money(ore: Int64(30 + random.below(120)) * 100)
            add(
                customer, manner, [claim], amount: claim.openInvoice - min(kept, some), text: said,
                charges: min(kept, some))
        case .partUnnamed: add(customer, manner, [], amount: some)
        case .knownAccount, .nameOnly: add(customer, manner, [claim])
        default: add(customer, manner, [claim], text: said)
        }
    }

    private mutating func payLump(_ customer: Customer, _ manner: Manner) {
        var claims = customer.claims
        if claims.count > 2, random.below(2) == 0 {
            claims = Array(claims.shuffled(using: &random).prefix(2 + random.below(2)))
        }
        let numbers = claims.map(\.invoice).joined(
            separator: random.pick([", ", " ", " og ", "+"]))
        add(customer, manner, claims, text: manner == .lumpNamed ? "Fakturaer \(numbers)" : "")
    }

    private mutating func add(
        _ customer: Customer, _ manner: Manner, _ claims: [OpenClaim], amount: Money? = nil,
        kid: String = "", text: String = "", payer: String? = nil, account: String? = nil,
        charges: Money = .zero
    ) {
        // A third pay the fee too, where there is one.
        let paysFees = random.below(3) == 0
        let asked = claims.map { paysFees ? $0.toPay : $0.openInvoice }.sum()
        let due = claims.map(\.due).max() ?? Sample.today
        // Banks write names in capitals, surname first, or as they are; some give none.
        let name = payer ?? customer.name
        let written = [name, name.uppercased(), Names.surnameFirst(name), name][random.below(4)]
        let isKnown = customer.hasPaidBefore && manner != .nickname
        let from = account ?? (manner == .nameOnly || !isKnown ? newAccount() : customer.account)
        payments.append(
            Labelled(
                payment: Payment(
                    id: PaymentID(Int64(payments.count + 1)),
                    account: AccountNumber(Sample.account),
                    booked: due - 6 + random.below(20), amount: amount ?? asked, kid: kid,
                    text: text, payerName: written, payerAccount: from, charges: charges),
                manner: manner, claims: Set(claims.map(\.id))))
    }

    private mutating func newAccount() -> String {
        random.below(10) == 0 ? "" : Sample.padded(33_000_000_000 + random.below(1 << 32), 11)
    }

    private mutating func drawManner() -> Manner {
        var left = random.below(1_000)
        for manner in Manner.allCases {
            left -= manner.share
            if left < 0 { return manner }
        }
        return .kid
    }

    /// A wrong figure, one too few, or two neighbours changed about.
    private mutating func slip(_ number: String) -> String {
        var figures = Array(number)
        let place = random.below(figures.count - 1)
        switch random.below(5) {
        case 0: figures.remove(at: place)
        case 1, 2:
            figures[place] = Character(
                "\((figures[place].wholeNumberValue! + 1 + random.below(8)) % 10)")
        default:
            if figures[place] == figures[place + 1] {
                figures[place] = figures[place] == "7" ? "1" : "7"
            }
            figures.swapAt(place, place + 1)
        }
        return String(figures)
    }
}

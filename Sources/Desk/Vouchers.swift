import Basics
import Claims
import Law
import Store
import Texts

/// What vouchers are asked for.
public struct VoucherRequest: Sendable {
    /// The first and the last day, both inclusive.
    public var from: Day
    public var to: Day
    public var chart = ChartOfAccounts.standard
    /// The VAT of single invoices, by number; a fifth of the invoice for the others.
    public var vat: [String: Money] = [:]
    /// Also payments and refunds.
    public var includesBank = false

    public init(from: Day, to: Day) {
        self.from = from
        self.to = to
    }
}

extension BookDesk {
    /// What happened between two days that the accounting system does not know, as vouchers in order of day.
    ///
    /// Reads only: asked again, it tells the same, with the same ids. A fact that was recorded later but took effect within the
    /// days is among them then.
    ///
    /// - Throws: `Diagnostic` `voucher.vat` for an invoice that is not in the book or whose VAT is more than it, `law.missing-rate`.
    public func vouchers(_ request: VoucherRequest) throws -> [Voucher] {
        let words = VoucherTexts(book.language)
        return try read(.see, of: .vouchers) { scope in
            let claims = try scope.allClaims().map(\.claim)
            try check(request, claims)
            var numbers: [DebtorID: String] = [:]
            for debtor in try scope.debtors() { numbers[debtor.id] = debtor.number }
            var vouchers: [Voucher] = []
            for claim in claims
            where claim.facts.contains(where: { (request.from...request.to).contains($0.on) }) {
                var terms = VoucherTerms(
                    book: book.id, customer: numbers[claim.debtor] ?? "\(claim.debtor)")
                terms.chart = request.chart
                terms.vat = request.vat[claim.invoice]
                terms.includesBank = request.includesBank
                do throws(MissingRate) {
                    vouchers += try claim.vouchers(through: request.to, terms, law: law) {
                        words.text($0.rawValue, invoice: claim.invoice)
                    }
                } catch {
                    throw error.diagnostic
                }
            }
            return vouchers.filter { $0.day >= request.from }.enumerated()
                .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
                .map(\.element)
        }
    }

    private func check(_ request: VoucherRequest, _ claims: [Claim]) throws {
        for (invoice, vat) in request.vat {
            guard let claim = claims.first(where: { $0.invoice == invoice }) else {
                throw Diagnostic(
                    "voucher.vat", place: "--vat", found: invoice,
                    expected: "an invoice of this book", remedy: "list them with: purr claims --all"
                )
            }
            guard vat < claim.principal else {
                throw Diagnostic(
                    "voucher.vat", place: "--vat \(invoice)", found: vat.decimal,
                    expected: "less than the invoice, \(claim.principal.decimal)",
                    remedy: "give the VAT, not the whole")
            }
        }
    }
}

/// The open-item list of one accounting system: the headers that tell it, and what each stands for.
///
/// No vendor publishes what its list looks like, so all of these but one are assumed from the words the
/// systems use on screen and in their interfaces. A dialect decides where a list has several columns
/// that fit; it refuses nothing, and a list of none of them is read by ``CSVColumn/synonyms`` alone.
struct OpenItemDialect: Hashable, Sendable {
    /// Stable, told as the version of the file.
    let name: String
    /// Published by the vendor, or else assumed.
    let isPublished: Bool
    /// All of them must be there.
    let columns: [CSVColumn: String]

    private init(_ name: String, isPublished: Bool = false, _ columns: [CSVColumn: String]) {
        self.name = name
        self.isPublished = isPublished
        self.columns = columns
    }

    /// Invoices as Tripletex imports them for opening balances: net price, count and VAT code.
    ///
    /// - Source: Tripletex' help, article 1402.
    static let tripletexOpening = OpenItemDialect(
        "tripletex-opening", isPublished: true,
        [
            .invoice: "INVOICE NO", .issued: "INVOICE DATE", .due: "DUE DATE", .kid: "KID",
            .customerNumber: "CUSTOMER NO", .customerName: "CUSTOMER NAME",
            .unitPrice: "ORDER LINE - UNIT PRICE", .vatCode: "ORDER LINE - VAT CODE",
        ])

    /// Tripletex' open posts of customers. Assumed: its interface tells *amountOutstanding* beside *amount*.
    static let tripletex = OpenItemDialect(
        "tripletex",
        [
            .customerNumber: "Kundenr.", .customerName: "Kunde", .invoice: "Fakturanr.",
            .issued: "Fakturadato", .due: "Forfallsdato", .amount: "Beløp",
            .remaining: "Utestående",
        ])

    /// Fiken's list of sales that are not paid. Assumed: its interface tells *gross* and *outstandingBalance*.
    static let fiken = OpenItemDialect(
        "fiken",
        [
            .customerNumber: "Kundenummer", .customerName: "Kunde", .invoice: "Fakturanummer",
            .issued: "Fakturadato", .due: "Forfallsdato", .amount: "Brutto",
            .remaining: "Utestående beløp",
        ])

    /// Visma eAccounting's customer ledger. Assumed: its interface tells *totalAmount* and *remainingAmount*.
    static let visma = OpenItemDialect(
        "visma",
        [
            .customerNumber: "Kundenummer", .customerName: "Kundenavn",
            .invoice: "Fakturanummer", .issued: "Fakturadato", .due: "Forfallsdato",
            .amount: "Totalbeløp", .remaining: "Gjenstående beløp",
        ])

    /// PowerOffice Go's open items. Assumed: each row is a voucher with its type and number, and has the
    /// invoice's number beside it.
    static let powerOffice = OpenItemDialect(
        "poweroffice",
        [
            .customerNumber: "Kundenr", .customerName: "Kundenavn", .kind: "Bilagstype",
            .invoice: "Fakturanr", .issued: "Bilagsdato", .due: "Forfallsdato",
            .amount: "Beløp", .remaining: "Saldo",
        ])

    /// Conta's list of unpaid invoices. Assumed: customers go by name.
    static let conta = OpenItemDialect(
        "conta",
        [
            .invoice: "Fakturanummer", .customerName: "Kunde", .issued: "Fakturadato",
            .due: "Forfallsdato", .amount: "Sum", .remaining: "Ubetalt",
        ])

    static let all = [tripletexOpening, powerOffice, visma, fiken, tripletex, conta]

    /// The dialect all of whose headers are there; nil when there is none.
    static func of(headers: [String]) -> OpenItemDialect? {
        let normalised = Set(headers.map(CSVColumn.normalised))
        return all.first { dialect in
            dialect.columns.values.allSatisfy { normalised.contains(CSVColumn.normalised($0)) }
        }
    }
}

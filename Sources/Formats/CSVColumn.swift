import Basics

/// A column of an open-item list, and the headers it is known by.
///
/// No vendor publishes what its list looks like, so a column is found by what people call it in Bokmål,
/// Nynorsk and English. Headers are compared in lower case, letters and digits only, without what stands
/// in parentheses: `E-post`, `e_post` and `Epost` are one. When a file has several headers for a column,
/// the one that stands first in the column's list is used; ``ReadOptions/columns`` goes before all.
public enum CSVColumn: Int, CaseIterable, Sendable {
    case customerNumber, customerName, organisationNumber
    /// What the row is: invoice, credit note, fee, payment, opening balance.
    case kind
    case invoice, issued, due
    /// The original amount.
    case amount
    /// What is left of it.
    case remaining
    case currency, kid, email, street, postcode, city, phone
    /// What was sold.
    case text
    /// The net price, count and VAT code of Tripletex' opening invoices, instead of an amount.
    case unitPrice, unitCount, vatCode

    /// What the column is called in ``ReadOptions/columns``: the case's own name.
    public var name: String { String(describing: self) }

    public init?(name: String) {
        guard let column = CSVColumn.allCases.first(where: { $0.name == name }) else { return nil }
        self = column
    }

    /// The headers in lower case, letters and digits only.
    public var synonyms: [String] {
        switch self {
        case .customerNumber:
            [
                "kundenr", "kundenummer", "kundeno", "kundeid", "reskontronr", "reskontro",
                "debitornr", "customerno", "customernumber", "customerid", "accountno",
            ]
        case .customerName:
            [
                "kundenavn", "kundenamn", "navn", "namn", "firmanavn", "debitor", "customername",
                "name", "companyname",
            ]
        case .organisationNumber:
            [
                "orgnr", "organisasjonsnr", "organisasjonsnummer", "orgnummer", "foretaksnr",
                "organizationno", "organisationno", "organizationnumber", "organisationnumber",
                "orgno", "companyno",
            ]
        case .kind:
            [
                "type", "bilagstype", "posttype", "transaksjonstype", "kind", "documenttype",
                "vouchertype",
            ]
        case .invoice:
            [
                "fakturanr", "fakturanummer", "faktura", "fakturano", "invoiceno", "invoicenumber",
                "invoice", "bilagsnr", "bilagsnummer", "bilag", "dokumentnr", "documentno",
                "voucherno",
            ]
        case .issued:
            [
                "fakturadato", "invoicedate", "bilagsdato", "dokumentdato", "utstedt", "dato",
                "issuedate", "issued", "documentdate", "voucherdate", "date",
            ]
        case .due:
            [
                "forfall", "forfallsdato", "forfalldato", "forfallsdag", "betalingsfrist",
                "duedate",
                "due", "paymentdue",
            ]
        case .amount:
            [
                "beløp", "fakturabeløp", "opprinneligbeløp", "opphavlegbeløp", "bruttobeløp",
                "totalbeløp", "brutto", "sum", "amount", "invoiceamount", "originalamount",
                "totalamount",
            ]
        case .remaining:
            [
                "rest", "restbeløp", "restsaldo", "restanse", "åpentbeløp", "opentbeløp",
                "utestående", "uteståande", "gjenstående", "gjenståande", "ubetalt",
                "uteståendebeløp", "gjenståendebeløp", "saldo",
                "remaining", "remainingamount", "outstanding", "outstandingamount", "openamount",
                "amountdue", "balance",
            ]
        case .currency: ["valuta", "valutakode", "currency", "currencycode"]
        case .kid: ["kid", "kidnr", "kidnummer", "cid", "paymentreference"]
        case .email:
            ["epost", "epostadresse", "fakturaepost", "email", "emailaddress", "customeremail"]
        case .street:
            [
                "adresse", "postadresse", "fakturaadresse", "adresse1", "gateadresse", "address",
                "streetaddress", "street", "address1",
            ]
        case .postcode: ["postnr", "postnummer", "postcode", "postalcode", "zip", "zipcode"]
        case .city: ["poststed", "poststad", "sted", "stad", "by", "city", "town"]
        case .phone:
            [
                "telefon", "telefonnr", "tlf", "mobil", "mobiltelefon", "phone", "telephone",
                "mobile",
            ]
        case .text:
            [
                "tekst", "beskrivelse", "skildring", "description", "text", "orderlinedescription",
                "kommentar", "merknad", "comments", "comment",
            ]
        case .unitPrice: ["orderlineunitprice"]
        case .unitCount: ["orderlinecount"]
        case .vatCode: ["orderlinevatcode"]
        }
    }

    /// `Kunde` alone is the name in one system and the number in the next: it is the name if there is
    /// a column with the number, or no other name; the number if there is only another name.
    static let eitherNumberOrName: Set<String> = ["kunde", "customer"]

    /// A header as it is compared.
    static func normalised(_ header: some StringProtocol) -> String {
        var depth = 0
        var result = String.UnicodeScalarView()
        for scalar in header.lowercased().unicodeScalars {
            switch scalar {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            default:
                let isKept = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                if depth == 0, isKept { result.append(scalar) }
            }
        }
        return String(result)
    }
}

/// Where each column stands in a file.
struct CSVColumnMap {
    /// The headers as the file wrote them.
    let headers: [String]
    /// Whose list it is, when its headers tell.
    let dialect: OpenItemDialect?
    private var indices: [CSVColumn: Int] = [:]
    /// The same by the column's raw value, for looking up at every cell; −1 for none.
    private var places: [Int] = []

    /// - Throws: `csv.not-open-items`, `csv.column-missing`, `csv.map`.
    init(headers: [String], options: ReadOptions, line: Int) throws {
        self.headers = headers
        dialect = OpenItemDialect.of(headers: headers)
        let normalised = headers.map(CSVColumn.normalised)
        for column in CSVColumn.allCases {
            let own = dialect?.columns[column].map(CSVColumn.normalised)
            for synonym in (own.map { [$0] } ?? []) + column.synonyms {
                guard let index = normalised.firstIndex(of: synonym) else { continue }
                indices[column] = index
                break
            }
        }
        if let either = normalised.firstIndex(where: CSVColumn.eitherNumberOrName.contains) {
            if indices[.customerName] == nil {
                indices[.customerName] = either
            } else if indices[.customerNumber] == nil {
                indices[.customerNumber] = either
            }
        }
        try apply(options.columns, normalised, line)
        try check(line)
        places = CSVColumn.allCases.map { indices[$0] ?? -1 }
    }

    func index(_ column: CSVColumn) -> Int? {
        let place = places[column.rawValue]
        return place < 0 ? nil : place
    }

    /// What the file calls the column.
    func header(_ column: CSVColumn) -> String {
        guard let index = indices[column], index < headers.count else { return column.name }
        return headers[index]
    }

    private mutating func apply(
        _ given: [String: String], _ normalised: [String], _ line: Int
    ) throws {
        for (field, header) in given.sorted(by: { $0.key < $1.key }) {
            guard let column = CSVColumn(name: field) else {
                throw Diagnostic(
                    "csv.map", place: "--map \(field)=\(header)", found: field,
                    expected: CSVColumn.allCases.map(\.name).joined(separator: ", "),
                    remedy: "give one of these names before the =")
            }
            let exact = headers.firstIndex(of: header)
            guard let index = exact ?? normalised.firstIndex(of: CSVColumn.normalised(header))
            else {
                throw Diagnostic(
                    "csv.column-missing", place: "line \(line)", found: list(headers),
                    expected: "the header \(header), as --map \(field)= says",
                    remedy: "give one of the headers found after the =")
            }
            indices[column] = index
        }
    }

    private func check(_ line: Int) throws {
        // One header in common with an open-item list is chance: a bank's file has a date and a name too.
        let telling: [CSVColumn] = [.customerNumber, .invoice, .due, .remaining]
        guard indices.keys.contains(where: telling.contains) else {
            throw Diagnostic(
                "csv.not-open-items", place: "line \(line)", found: list(headers),
                expected:
                    "headers of an open-item list, such as Kundenr; Fakturanr; Forfall; Restbeløp",
                remedy: "choose the list of open items per customer, or name the columns: "
                    + "--map invoice=… --map due=… --map remaining=… --map customerName=…")
        }
        let required: [(any: [CSVColumn], words: String)] = [
            ([.invoice, .kind], "the invoice's number (Fakturanr)"),
            ([.customerNumber, .customerName], "the customer's number or name (Kundenr)"),
            ([.due], "the due date (Forfallsdato)"),
            ([.remaining, .amount, .unitPrice], "what is left to pay (Restbeløp)"),
        ]
        let missing = required.filter { !$0.any.contains { indices[$0] != nil } }
        guard missing.isEmpty else {
            throw Diagnostic(
                "csv.column-missing", place: "line \(line)", found: list(headers),
                expected: "a column for " + missing.map(\.words).joined(separator: ", "),
                remedy: "tell which column it is: "
                    + missing.map { "--map \($0.any[0].name)=<header>" }.joined(separator: " "))
        }
    }

    private func list(_ headers: [String]) -> String {
        let shown = headers.filter { !$0.isEmpty }.prefix(40).joined(separator: "; ")
        return shown.isEmpty ? "no headers" : shown
    }
}

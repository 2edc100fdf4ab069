/// What a column of a bank's account download tells.
enum BankCSVColumn: CaseIterable {
    case booked
    /// The bank's own words for the line.
    case text
    /// What the payer wrote.
    case message
    /// One column for message, KID or invoice number, whichever the payer gave.
    case mixed
    case kid, invoice
    /// One amount with sign, or one column for each direction.
    case amount, incoming, outgoing
    case fromAccount, toAccount
    case payerName, payeeName
    case currency
    /// Whether the line is booked or only reserved.
    case status
    case kind
    /// What stood on the account after the line.
    case balance
    case reference
}

/// How one bank writes its account download: the headers that tell it, and how its lines are read.
///
/// No bank publishes this. Each value says where the shape was seen; a bank that changes its download gets
/// a new value, and the old one stays for old files. Headers are compared as ``CSVColumn`` does: lower
/// case, letters and digits only.
struct BankCSVDialect: Hashable, Sendable {
    /// Stable, told as the version of the file.
    let name: String
    /// The header of each column that must be there: together they tell the dialect.
    let headers: [BankCSVColumn: String]
    /// Columns that some downloads have and others lack.
    let optional: [BankCSVColumn: String]

    private init(
        _ name: String, _ headers: [BankCSVColumn: String],
        optional: [BankCSVColumn: String] = [:]
    ) {
        self.name = name
        self.headers = headers
        self.optional = optional
    }

    /// DNB's download since the columns were renamed. Seen in public readers of it: amounts without
    /// quotes and with a decimal point, or quoted with comma and thousands; no account number anywhere.
    static let dnb = BankCSVDialect(
        "dnb",
        [
            .booked: "Dato", .text: "Forklaring", .incoming: "Inn på konto",
            .outgoing: "Ut fra konto",
        ])

    /// DNB's download before that. Seen in public readers of files from 2014 on.
    static let dnbOld = BankCSVDialect(
        "dnb-old",
        [.booked: "Dato", .text: "Forklaring", .incoming: "Innskudd", .outgoing: "Uttak"])

    /// SpareBank 1, also Sør-Norge. Seen in several public readers: byte order mark, a closing delimiter, money
    /// out in minus, account numbers on both sides.
    static let spareBank1 = BankCSVDialect(
        "sparebank1",
        [
            .booked: "Dato", .text: "Beskrivelse", .incoming: "Inn", .outgoing: "Ut",
            .toAccount: "Til konto", .fromAccount: "Fra konto",
        ])

    /// Nordea. Seen in public readers: days as 2025/07/31, accounts as 6039.14.13331, one amount with sign.
    /// That a line not yet booked has a word for its day is seen in one of them.
    static let nordea = BankCSVDialect(
        "nordea",
        [
            .booked: "Bokføringsdato", .amount: "Beløp", .fromAccount: "Avsender",
            .toAccount: "Mottaker", .payerName: "Navn", .text: "Tittel",
        ], optional: [.kind: "Betalingstype"])

    /// Banks on Eika's and SDC's platform, in Nynorsk. Seen in one public reader, 21 columns.
    static let eikaNynorsk = BankCSVDialect(
        "eika-nn",
        [
            .booked: "Bokført dato", .text: "Skildring", .fromAccount: "Frå konto",
            .toAccount: "Til konto", .incoming: "Beløp inn", .outgoing: "Beløp ut",
        ],
        optional: [
            .payerName: "Avsendar", .payeeName: "Mottakarnamn", .kind: "Type",
            .mixed: "Melding/KID/Fakt.nr", .message: "Melding", .invoice: "Faktura nr.",
        ])

    /// The same in Bokmål, which Handelsbanken and other banks have too. Seen in public readers with 15
    /// columns: Windows-1252, and lines for the balances before and after.
    static let eika = BankCSVDialect(
        "eika",
        [
            .booked: "Bokført dato", .text: "Beskrivelse", .fromAccount: "Fra konto",
            .toAccount: "Til konto", .incoming: "Beløp inn", .outgoing: "Beløp ut",
        ],
        optional: [
            .payerName: "Avsender", .payeeName: "Mottakernavn", .kind: "Type",
            .mixed: "Melding/KID/Fakt.nr", .message: "Melding", .invoice: "Faktura nr.",
        ])

    /// Bulder Bank. Seen in public readers in two ages: `Tekst/KID` with `Balanse`, and `Tekst` with
    /// `KID`; days as 2025-01-01.
    static let bulder = BankCSVDialect(
        "bulder",
        [
            .booked: "Dato", .incoming: "Inn på konto", .outgoing: "Ut fra konto",
            .toAccount: "Til kontonummer", .fromAccount: "Fra kontonummer",
        ],
        optional: [
            .payerName: "Fra konto", .payeeName: "Til konto", .kind: "Type", .text: "Tekst",
            .mixed: "Tekst/KID",
        ])

    /// Sbanken before it became DNB, from memory of its users: assumed, no file was seen.
    static let sbanken = BankCSVDialect(
        "sbanken",
        [
            .booked: "Bokføringsdato", .text: "Tekst", .incoming: "Inn på konto",
            .outgoing: "Ut fra konto", .reference: "Arkivreferanse",
        ], optional: [.kind: "Type"])

    /// The most telling first: a file is of the first one all of whose headers it has.
    static let all = [bulder, sbanken, dnb, dnbOld, spareBank1, nordea, eikaNynorsk, eika]

    /// Columns that mean the same wherever they stand.
    private static let everywhere: [BankCSVColumn: [String]] = [
        .kid: ["KID"], .currency: ["Valuta"], .status: ["Status"],
        .balance: ["Saldo", "Balanse"], .reference: ["Arkivreferanse", "Referanse"],
    ]

    /// The dialect of a line of headers; nil when they are no bank's.
    static func of(headers: [String]) -> BankCSVDialect? {
        let normalised = headers.map(CSVColumn.normalised)
        // An open-item list may have a bank's columns too; no bank tells of due dates.
        let foreign = CSVColumn.customerNumber.synonyms + CSVColumn.due.synonyms
        guard !normalised.contains(where: foreign.contains) else { return nil }
        return all.first { dialect in
            dialect.headers.values.allSatisfy { normalised.contains(CSVColumn.normalised($0)) }
        }
    }

    /// Where each column stands.
    func places(in headers: [String]) -> [BankCSVColumn: Int] {
        let normalised = headers.map(CSVColumn.normalised)
        var places: [BankCSVColumn: Int] = [:]
        for column in BankCSVColumn.allCases {
            let own = [self.headers[column] ?? optional[column]].compactMap(\.self)
            let names = own + (Self.everywhere[column] ?? [])
            for name in names where places[column] == nil {
                places[column] = normalised.firstIndex(of: CSVColumn.normalised(name))
            }
        }
        return places
    }
}

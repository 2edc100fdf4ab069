import Basics

/// Writes a list of open items as accounting systems export it.
enum ListWriter {
    struct Row {
        let customer: Customer
        let type: String
        let number: String
        let issued: Day
        let due: Day?
        let amount: Money
        let rest: Money
        let kid: String
    }

    private static let headers = [
        "Kundenr", "Kundenavn", "Type", "Fakturanr", "Fakturadato", "Forfall", "Beløp", "Restbeløp",
        "KID", "Adresse", "Postnr", "Poststed", "E-post", "Orgnr",
    ]

    static func bytes(of rows: [Row]) -> [UInt8] {
        let lines = rows.map { row in
            [
                row.customer.number, row.customer.name, row.type, row.number, row.issued.text,
                row.due?.text ?? "", amount(row.amount), amount(row.rest), row.kid,
                row.customer.street, row.customer.postcode, row.customer.city, row.customer.email,
                row.customer.organisationNumber?.text ?? "",
            ].joined(separator: ";")
        }
        return Array(
            (([headers.joined(separator: ";")] + lines).joined(separator: "\n") + "\n").utf8)
    }

    /// `-1234,50`.
    private static func amount(_ money: Money) -> String {
        String(money.decimal.map { $0 == "." ? "," : $0 })
    }
}

import Basics

/// Makes customers and open items of the rows of a list, and keeps the sums.
struct CSVRowReader {
    let map: CSVColumnMap
    let options: ReadOptions
    var encoding: CSVEncoding
    var findings = OpenItemFindings()

    /// The cells that name the previous row's customer, so that a customer is told once.
    private var customerKey: [UInt8] = []
    private(set) var customerNumber = ""
    private var hasCustomer = false

    /// The type of the row before, for rows of a type stand together.
    var kindWord: [UInt8] = []
    var kindOfWord: OpenItemRecord.Kind?

    private(set) var items = 0
    /// The newest day of issue a row has told.
    private(set) var newestIssued: Day?
    var totalRemaining: Int64 = 0
    var totalAmount: Int64 = 0
    var groupRemaining: Int64 = 0
    var groupAmount: Int64 = 0
    /// Hashes of customer and invoice, to notice an invoice listed twice.
    var invoicesSeen: Set<Int> = []

    init(map: CSVColumnMap, options: ReadOptions, encoding: CSVEncoding) {
        self.map = map
        self.options = options
        self.encoding = encoding
    }

    mutating func read(_ row: CSVRow, _ handle: (FileRecord) throws -> Void) throws {
        if row.isBlank { return }
        try checkColumns(row)
        if try isTotal(row) { return }
        let amounts = try amounts(row)
        totalRemaining = try added(totalRemaining, amounts.remaining, row)
        groupRemaining = try added(groupRemaining, amounts.remaining, row)
        totalAmount = try added(totalAmount, amounts.amount, row)
        groupAmount = try added(groupAmount, amounts.amount, row)
        let issued = try day(row, .issued)
        if let issued { newestIssued = max(newestIssued ?? issued, issued) }
        guard amounts.remaining != .zero else { return }
        try readCustomer(row, handle)
        let item = try item(row, amounts, issued, handle)
        try handle(.openItem(item))
        items += 1
    }

    func finish(_ handle: (FileRecord) throws -> Void) throws {
        try findings.finish(handle)
    }

    /// Spreadsheets leave out or add empty cells at the end; anything else has slipped.
    private func checkColumns(_ row: CSVRow) throws {
        let expected = map.headers.count
        if row.count == expected { return }
        let isHarmless =
            row.count > expected
            ? (expected..<row.count).allSatisfy(row.isEmpty)
            : (row.count..<expected).allSatisfy { map.headers[$0].isEmpty }
        guard isHarmless else {
            throw Diagnostic(
                "csv.columns", place: "line \(row.line)", found: "\(row.count) columns",
                expected: "\(expected), as in the headers",
                remedy: "put text that holds the delimiter in quotes, or export the list again")
        }
    }
}

// MARK: - Customers

extension CSVRowReader {
    private mutating func readCustomer(
        _ row: CSVRow, _ handle: (FileRecord) throws -> Void
    ) throws {
        let number = bytes(row, .customerNumber)
        let key = number.isEmpty ? bytes(row, .customerName) : number
        guard !key.isEmpty else {
            throw Diagnostic(
                "csv.customer", place: "line \(row.line)", found: "no customer",
                expected: "the customer's number or name",
                remedy: "fill in the customer on every row, or delete the row")
        }
        if hasCustomer, key.elementsEqual(customerKey) { return }
        let name = try text(row, .customerName)
        customerNumber = number.isEmpty ? name : try text(row, .customerNumber)
        customerKey = Array(key)
        hasCustomer = true
        var customer = CustomerRecord(number: customerNumber, name: name)
        let organisation = try text(row, .organisationNumber)
        if !organisation.isEmpty {
            customer.organisationNumber = OrganisationNumber(organisation)
            if customer.organisationNumber != nil {
                customer.kind = .business
            } else if organisation.filter(\.isNumber).count == 11 {
                // A birth number says that this is a person; it is not kept, nor told.
                customer.kind = .person
            } else {
                let place = place(row, .organisationNumber)
                try findings.tell(
                    Diagnostic(
                        "csv.organisation-number", place: place, found: organisation,
                        expected: "nine digits with a right check digit",
                        remedy: "look the company up in Brønnøysundregistrene"),
                    code: "csv.organisation-number", handle)
            }
        }
        customer.street = try text(row, .street)
        customer.postcode = try postcode(row)
        customer.city = try text(row, .city)
        customer.email = try text(row, .email)
        customer.phone = try text(row, .phone)
        try handle(.customer(customer))
    }
    /// A Norwegian postcode has four digits; a spreadsheet makes 577 of 0577.
    private mutating func postcode(_ row: CSVRow) throws -> String {
        let written = try text(row, .postcode)
        let isShort = written.utf8.count == 3 && written.utf8.allSatisfy { (48...57).contains($0) }
        return isShort ? "0" + written : written
    }
}

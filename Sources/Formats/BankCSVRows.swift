import Basics

/// Makes bank entries of the lines of an account download, and keeps what its statements need.
struct BankCSVRows {
    /// Lines whose account no line has told yet; more than any company's year.
    static let waitingLimit = 200_000

    let headers: [String]
    let options: ReadOptions
    var encoding: CSVEncoding
    private let places: [BankCSVColumn: Int]
    private(set) var records = 0

    /// Entries without an account, until one is known.
    private var waiting: [BankEntry] = []
    /// First and last day of each account.
    private var days: [AccountNumber: ClosedRange<Day>] = [:]
    private var currency = "NOK"
    private var balances = BankCSVBalances()
    private var unbooked: (count: Int, line: Int) = (0, 0)
    private var empty: (count: Int, line: Int) = (0, 0)

    init(
        dialect: BankCSVDialect, headers: [String], options: ReadOptions, encoding: CSVEncoding
    ) {
        self.headers = headers
        self.options = options
        self.encoding = encoding
        places = dialect.places(in: headers)
    }

    mutating func read(_ row: CSVRow, _ handle: (FileRecord) throws -> Void) throws {
        if row.isBlank { return }
        if try readBalance(row) { return }
        try checkColumns(row)
        let text = try text(row)
        guard try isBooked(row, text) else {
            if unbooked.count == 0 { unbooked.line = row.line }
            unbooked.count += 1
            return
        }
        guard let booked = try day(row) else { throw noDay(row) }
        let amount = try amount(row)
        try balances.take(amount, after: balance(row), on: booked)
        guard amount != .zero else {
            if empty.count == 0 { empty.line = row.line }
            empty.count += 1
            return
        }
        var entry = BankEntry(
            kind: .payment, account: AccountNumber(""), booked: booked, amount: amount, text: text,
            position: row.line)
        try readParties(row, into: &entry)
        try readReferences(row, into: &entry)
        entry.kind = try kind(of: entry, row)
        try place(entry, row, handle)
    }

    mutating func finish(_ handle: (FileRecord) throws -> Void) throws {
        try placeWaiting(handle)
        if days.count == 1, let (account, range) = days.first {
            try handle(.statement(statement(account, range, with: balances)))
        } else {
            for (account, range) in days.sorted(by: { $0.key.text < $1.key.text }) {
                try handle(.statement(statement(account, range, with: nil)))
            }
        }
        if unbooked.count > 0 {
            try handle(
                .finding(
                    Diagnostic(
                        "bank-csv.reserved", place: "line \(unbooked.line)",
                        found: "\(unbooked.count) not booked yet", expected: "booked lines",
                        remedy: "fetch the file again in some days")))
        }
        if empty.count > 0 {
            try handle(
                .finding(
                    Diagnostic(
                        "bank-csv.zero-amount", place: "line \(empty.line)",
                        found: "\(empty.count) of 0.00", expected: "an amount",
                        remedy: "ask the bank if you do not know the payment")))
        }
    }

    private func statement(
        _ account: AccountNumber, _ range: ClosedRange<Day>, with balances: BankCSVBalances?
    ) -> BankStatement {
        BankStatement(
            account: account, currency: currency, from: range.lowerBound,
            through: range.upperBound, opening: balances?.opening, closing: balances?.closing)
    }
}

// MARK: - Accounts

extension BankCSVRows {
    private mutating func place(
        _ entry: BankEntry, _ row: CSVRow, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard entry.account.text.isEmpty else {
            if let given = options.account, given != entry.account {
                throw Diagnostic(
                    "bank-csv.account-differs", place: "line \(row.line)",
                    found: "account \(entry.account)",
                    expected: "\(given), as --account says",
                    remedy: "leave --account out, or choose the file of that account")
            }
            return try hand(over: entry, handle)
        }
        if let given = options.account {
            var entry = entry
            entry.account = given
            return try hand(over: entry, handle)
        }
        guard waiting.count < Self.waitingLimit else { throw noAccount(entry.position) }
        waiting.append(entry)
    }

    /// Lines that name no account of their own, such as charges, are of the file's only one.
    private mutating func placeWaiting(_ handle: (FileRecord) throws -> Void) throws {
        guard let first = waiting.first else { return }
        guard days.count == 1, let account = days.keys.first else {
            throw noAccount(first.position)
        }
        for var entry in waiting {
            entry.account = account
            try hand(over: entry, handle)
        }
        waiting = []
    }

    private mutating func hand(
        over entry: BankEntry, _ handle: (FileRecord) throws -> Void
    ) throws {
        let known = days[entry.account] ?? entry.booked...entry.booked
        days[entry.account] =
            min(known.lowerBound, entry.booked)...max(known.upperBound, entry.booked)
        currency = entry.currency
        records += 1
        try handle(.bankEntry(entry))
    }

    private func noAccount(_ line: Int) -> Diagnostic {
        Diagnostic(
            "bank-csv.account", place: "line \(line)",
            found: days.isEmpty ? "no account number in the file" : "\(days.count) accounts",
            expected: "the company's own account",
            remedy: "give it: --account 12345678903, in eleven digits")
    }
}

// MARK: - Parts of a line

extension BankCSVRows {
    func cell(_ row: CSVRow, _ column: BankCSVColumn) -> ArraySlice<UInt8> {
        guard let index = places[column] else { return [] }
        return row.bytes[row.range(index)]
    }

    func has(_ column: BankCSVColumn) -> Bool { places[column] != nil }

    mutating func string(_ row: CSVRow, _ column: BankCSVColumn) throws -> String {
        let bytes = cell(row, column)
        if bytes.isEmpty { return "" }
        guard let text = encoding.decode(bytes) else {
            throw CSVRowReader.undecodable(place(row, column))
        }
        return text
    }

    func place(_ row: CSVRow, _ column: BankCSVColumn) -> String {
        guard let index = places[column] else { return "line \(row.line)" }
        return "line \(row.line), column \(headers[index])"
    }

    private func checkColumns(_ row: CSVRow) throws {
        let expected = headers.count
        if row.count == expected { return }
        // A delimiter too many or too few at the end says nothing.
        let isHarmless =
            row.count > expected
            ? (expected..<row.count).allSatisfy(row.isEmpty)
            : (row.count..<expected).allSatisfy { headers[$0].isEmpty }
        guard isHarmless else {
            throw Diagnostic(
                "csv.columns", place: "line \(row.line)", found: "\(row.count) columns",
                expected: "\(expected), as in the headers",
                remedy: "fetch the file again from the bank; do not edit it")
        }
    }

    /// The bank's words and the payer's, each once.
    private mutating func text(_ row: CSVRow) throws -> String {
        var words = try string(row, .text)
        for column in [BankCSVColumn.message, .mixed] {
            let more = try string(row, column)
            guard !more.isEmpty, !words.contains(more) else { continue }
            words += words.isEmpty ? more : " " + more
        }
        return words
    }

    private mutating func isBooked(_ row: CSVRow, _ text: String) throws -> Bool {
        let status = try string(row, .status)
        if !status.isEmpty, !status.lowercased().hasPrefix("bokf") { return false }
        if text.lowercased().contains("reservert transaksjon") { return false }
        let day = cell(row, .booked)
        // Nordea writes a word where the day will come.
        return !(day.starts(with: "Reserv".utf8) || day.starts(with: "reserv".utf8))
    }

    private mutating func day(_ row: CSVRow) throws -> Day? {
        let bytes = cell(row, .booked)
        if bytes.isEmpty { return nil }
        let written = try string(row, .booked)
        // Year first with strokes between, as Nordea has it.
        let dashed = String(written.map { $0 == "/" ? "-" : $0 })
        if let day = Day(iso: dashed.prefix(10)) { return day }
        if let day = CSVValues.day(bytes, { written }) { return day }
        throw noDay(row)
    }

    private mutating func noDay(_ row: CSVRow) -> Diagnostic {
        let written = (try? string(row, .booked)) ?? ""
        return Diagnostic(
            "csv.date", place: place(row, .booked),
            found: written.isEmpty ? "nothing" : written,
            expected: "a day such as 23.11.2026 or 2026/11/23",
            remedy: "fetch the file again from the bank; do not edit it")
    }

    mutating func money(_ row: CSVRow, _ column: BankCSVColumn) throws -> Money? {
        let bytes = cell(row, column)
        if bytes.isEmpty { return nil }
        if let money = try CSVValues.money(bytes, { try string(row, column) }) { return money }
        throw Diagnostic(
            "csv.amount", place: place(row, column), found: try string(row, column),
            expected: "an amount such as 1234,50 with at most two decimals",
            remedy: "fetch the file again from the bank; do not edit it")
    }

    private mutating func balance(_ row: CSVRow) throws -> Money? { try money(row, .balance) }

    /// In positive, out negative, whatever sign the bank gives what goes out.
    private mutating func amount(_ row: CSVRow) throws -> Money {
        if has(.amount) {
            guard let amount = try money(row, .amount) else { throw noAmount(row, .amount) }
            return amount
        }
        let incoming = try money(row, .incoming)
        let outgoing = try money(row, .outgoing)
        switch (incoming ?? .zero, outgoing ?? .zero) {
        case (.zero, .zero):
            if incoming == nil, outgoing == nil { throw noAmount(row, .incoming) }
            return .zero
        case (let amount, .zero): return amount
        case (.zero, let amount): return -amount.magnitude
        case (let one, let other):
            throw Diagnostic(
                "bank-csv.direction", place: "line \(row.line)",
                found: "\(one.decimal) in and \(other.decimal) out", expected: "one of them",
                remedy: "fetch the file again from the bank; do not edit it")
        }
    }

    private func noAmount(_ row: CSVRow, _ column: BankCSVColumn) -> Diagnostic {
        Diagnostic(
            "csv.amount", place: place(row, column), found: "nothing", expected: "an amount",
            remedy: "fetch the file again from the bank; do not edit it")
    }

    /// Who paid and whom: the company is the receiver of money in and the sender of money out.
    private mutating func readParties(_ row: CSVRow, into entry: inout BankEntry) throws {
        let isIn = entry.amount > .zero
        let from = try account(row, .fromAccount)
        let to = try account(row, .toAccount)
        entry.account = AccountNumber((isIn ? to : from) ?? "")
        entry.payerAccount = (isIn ? from : nil) ?? ""
        if isIn { entry.payerName = try string(row, .payerName) }
        let currency = try string(row, .currency)
        if !currency.isEmpty { entry.currency = currency.uppercased() }
    }

    /// Some downloads have a name where others have the number.
    private mutating func account(_ row: CSVRow, _ column: BankCSVColumn) throws -> String? {
        let number = AccountNumber(try string(row, column)).text
        let digits = number.utf8.count { (48...57).contains($0) }
        let isForeign = number.utf8.count >= 15 && number.prefix(2).allSatisfy(\.isLetter)
        let isAccount = digits == number.utf8.count ? digits == 11 : isForeign && digits >= 10
        return isAccount ? number : nil
    }

    private mutating func readReferences(_ row: CSVRow, into entry: inout BankEntry) throws {
        entry.reference = try string(row, .reference)
        let invoice = try string(row, .invoice)
        if !invoice.isEmpty {
            entry.named = [invoice]
            if !entry.text.contains(invoice) { entry.add(words: invoice) }
        }
        let written = try string(row, .kid)
        switch CSVValues.kid(written) {
        case .none: break
        case .kid(let kid): entry.kid = kid
        case .text: if !entry.text.contains(written) { entry.add(words: written) }
        case .ruined:
            throw Diagnostic(
                "csv.kid-ruined", place: place(row, .kid), found: written,
                expected: "the KID's digits; a spreadsheet has made a number of it",
                remedy: "fetch the file again and do not save it from a spreadsheet")
        }
        guard !has(.kid), case .kid(let kid) = CSVValues.kid(try string(row, .mixed)) else {
            return
        }
        // The column is made for KIDs too. A short number is as likely an invoice's: one in five fits a
        // check digit by chance.
        if kid.utf8.count >= Self.mixedKIDLength, KID(kid) != nil { entry.kid = kid }
    }

    private static let mixedKIDLength = 7
}

extension BankEntry {
    fileprivate mutating func add(words: String) {
        text += text.isEmpty ? words : " " + words
    }
}

// MARK: - What kind of money

extension BankCSVRows {
    /// How banks begin a line that sums up payments told one by one in OCR giro or camt.054: assumed.
    private static let lumpSums = [
        "ocr-innbetaling", "ocr innbetaling", "ocr giro", "innbetalinger med kid",
        "innbetalinger kid", "kid-innbetalinger", "sum innbetalinger",
    ]
    private static let takenBack = [
        "tilbakeført", "tilbakeføring", "reversert", "reversering", "returnert",
    ]
    private static let own = ["mellom egne", "egne konto", "mellom eigne", "eigne konto"]
    private static let interest: Set<String> = [
        "renter", "rente", "kreditrenter", "kreditrente", "innskuddsrenter", "innskotsrenter",
        "godskrevne renter",
    ]

    private mutating func kind(of entry: BankEntry, _ row: CSVRow) throws -> BankEntry.Kind {
        let words = entry.text.lowercased()
        let isTakenBack = Self.takenBack.contains(where: words.contains)
        if entry.amount < .zero { return isTakenBack ? .reversal : .other }
        if !entry.kid.isEmpty { return .payment }
        if Self.lumpSums.contains(where: words.hasPrefix) { return .lumpSum }
        let type = try string(row, .kind).lowercased()
        let isOwn =
            Self.own.contains { words.contains($0) || type.contains($0) }
            || Self.interest.contains(words) || Self.interest.contains(type)
        let payee = try string(row, .payeeName)
        let isFromSelf =
            entry.payerAccount == entry.account.text && !entry.payerAccount.isEmpty
            || !payee.isEmpty && payee.lowercased() == entry.payerName.lowercased()
        return isTakenBack || isOwn || isFromSelf ? .other : .payment
    }
}

// MARK: - Balances

extension BankCSVRows {
    /// Takes a line that tells the account's balance instead of a movement.
    private mutating func readBalance(_ row: CSVRow) throws -> Bool {
        guard row.count > 0, let cell = encoding.decode(row.bytes[row.range(0)]) else {
            return false
        }
        let words = cell.lowercased()
        let isOpening = ["inngående saldo", "inngåande saldo"].contains(where: words.hasPrefix)
        let isClosing = ["utgående saldo", "utgåande saldo"].contains(where: words.hasPrefix)
        guard isOpening || isClosing else { return false }
        for index in 1..<max(1, row.count) {
            guard let written = encoding.decode(row.bytes[row.range(index)]),
                let money = Money(parsing: written.filter { !$0.isLetter })
            else { continue }
            if isOpening { balances.toldOpening = money } else { balances.toldClosing = money }
            break
        }
        return true
    }
}

/// The balances before the first and after the last line, when the lines' own follow from each other.
struct BankCSVBalances {
    var toldOpening: Money?
    var toldClosing: Money?
    private var first: (amount: Money, balance: Money)?
    private var last: (amount: Money, balance: Money)?
    private var rises = true
    private var falls = true
    private var lacksOne = false

    mutating func take(_ amount: Money, after balance: Money?, on day: Day) {
        guard let balance else {
            lacksOne = true
            return
        }
        if let last {
            rises = rises && last.balance.ore &+ amount.ore == balance.ore
            falls = falls && balance.ore &+ last.amount.ore == last.balance.ore
        }
        if first == nil { first = (amount, balance) }
        last = (amount, balance)
    }

    /// In file order when each balance is the one before plus its own amount, else from the end.
    private var ends: (opening: Money, closing: Money)? {
        guard !lacksOne, let first, let last else { return nil }
        if rises { return (first.balance - first.amount, last.balance) }
        if falls { return (last.balance - last.amount, first.balance) }
        return nil
    }

    var opening: Money? { toldOpening ?? ends?.opening }
    var closing: Money? { toldClosing ?? ends?.closing }
}

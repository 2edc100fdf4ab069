import Basics
import Claims
import Formats
import Foundation
import Store
import TestStore

@testable import Desk

/// A book at its desk, with a database and files of its own and a clock that a test moves.
///
/// It begins on Thursday 2026-08-20, at nine.
final class TestDesk {
    let desk: BookDesk
    let time: TestTime
    private let store: TestStore
    private var folder: URL { store.folder }
    private var files = 0

    init(today: Day = Day(2026, 8, 20), salts: Salts = .random) throws {
        store = try TestStore()
        let database = try Database(store.address)
        let time = TestTime(today)
        let book = try BookDesk.createBook(
            BookRecord(
                name: "Fjordvik Rør AS", organisationNumber: "310123455",
                street: "Fjordgata 12", postcode: "3201", city: "Sandefjord",
                email: "faktura@fjordvikror.example", account: AccountNumber("99991042764")),
            in: database, as: .person("test"))
        self.time = time
        desk = try BookDesk.open(
            database, book: book, as: .person("test"), clock: Clock { time.now }, salts: salts)
    }

    /// The same book after its settings have changed.
    func reopened() throws -> BookDesk {
        try opened(as: .person("test"))
    }

    /// The same book, for somebody else.
    func opened(as identity: Actor) throws -> BookDesk {
        try BookDesk.open(
            desk.database,
            book: try BookDesk.book(desk.book.id, in: desk.database, as: identity), as: identity,
            clock: desk.clock, salts: desk.salts)
    }

    // MARK: - Files

    /// Changes the database behind Purr's back.
    func tamper(_ statement: String) throws { try store.tamper(statement) }

    /// Of a file or folder beside the book.
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    @discardableResult
    func take(
        _ text: String, asOf: Day? = nil, dryRun: Bool = false, at other: BookDesk? = nil
    ) throws -> ImportOutcome {
        files += 1
        let file = folder.appendingPathComponent("file-\(files).txt")
        try Data(text.utf8).write(to: file)
        return try (other ?? desk).importFile(
            file.path, options: ReadOptions(asOf: asOf), dryRun: dryRun)
    }

    /// The list of open items with these rows, as it stood on `asOf`.
    @discardableResult
    func take(list rows: [String], asOf: Day = Day(2026, 8, 15)) throws -> ImportOutcome {
        try take(Self.list(rows), asOf: asOf)
    }

    static func list(_ rows: [String]) -> String {
        let head =
            "Kundenr;Kundenavn;Type;Fakturanr;Fakturadato;Forfall;Beløp;Restbeløp;KID;Adresse;Postnr;Poststed;E-post"
        return ([head] + rows).joined(separator: "\n")
    }

    /// A row of a list; Ola Hansen's invoice of 4 800,00 unless told otherwise.
    static func row(
        _ invoice: String, kid: String = "", due: Day = Day(2026, 8, 3), amount: String = "4800,00",
        rest: String? = nil, customer: String = "10001", name: String = "Ola Hansen",
        email: String = "ola@hansen.example", type: String = "Faktura"
    ) -> String {
        "\(customer);\(name);\(type);\(invoice);\((due - 14).text);\(due.text);\(amount);"
            + "\(rest ?? amount);\(kid);Storgata 1;0155;Oslo;\(email)"
    }

    // MARK: - Reading

    func claim(_ invoice: String) throws -> ClaimView { try desk.view(try desk.claimID(invoice)) }

    func id(_ invoice: String) throws -> ClaimID { try desk.claimID(invoice) }

    /// Every row of every table, as text.
    func dump() throws -> [String] { try TestStore.dump(desk.database) }
}

/// A clock's hands.
final class TestTime: @unchecked Sendable {
    // Sendable by a lock around the one value.
    private let lock = NSLock()
    private var seconds: Int64

    init(_ day: Day) { seconds = Self.nine(day) }

    var now: Int64 {
        get { lock.withLock { seconds } }
        set { lock.withLock { seconds = newValue } }
    }

    func advance(minutes: Int64) { lock.withLock { seconds += minutes * 60 } }

    /// Nine in the morning of a summer's day in Oslo.
    func move(to day: Day) { lock.withLock { seconds = Self.nine(day) } }

    private static func nine(_ day: Day) -> Int64 { Int64(day.number) * 86_400 + 7 * 3600 }
}

// MARK: - Bank files

/// A payment in a bank file.
struct Paid {
    var ore: Int64
    var kid = ""
    var booked: Day
    var text = ""
    var payer = "Ukjent Betaler"
    var payerAccount = ""
    var reference = 1
}

enum BankFile {
    /// An OCR giro file for the book's account; negative amounts are reversals.
    static func ocr(_ payments: [Paid], account: String = "99991042764", number: Int = 1) -> String
    {
        func pad(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        func fill(_ text: String) -> String {
            text + String(repeating: "0", count: 80 - text.count)
        }
        let sum = pad(abs(payments.map(\.ore).reduce(0, +)), 17)
        var lines = [
            fill("NY00001000008080\(pad(Int64(number), 7))00310123"),
            fill("NY090020000988555\(pad(Int64(number), 7))\(account)"),
        ]
        for (index, paid) in payments.enumerated() {
            let (year, month, day) = paid.booked.components
            let date = pad(Int64(day), 2) + pad(Int64(month), 2) + pad(Int64(year % 100), 2)
            let sign = paid.ore < 0 ? "-" : "0"
            let kid = String(repeating: " ", count: 25 - paid.kid.count) + paid.kid
            lines.append(
                fill(
                    "NY091030\(pad(Int64(index + 1), 7))\(date)2610000010\(sign)\(pad(abs(paid.ore), 17))\(kid)"
                ))
            lines.append(
                fill(
                    "NY091031\(pad(Int64(index + 1), 7))0000000001\(pad(Int64(paid.reference), 9))0000000\(date)"
                ))
        }
        let count = Int64(payments.count)
        lines.append(fill("NY090088\(pad(count, 8))\(pad(2 * count + 2, 8))\(sum)"))
        lines.append(fill("NY000089\(pad(count, 8))\(pad(2 * count + 4, 8))\(sum)"))
        return lines.joined(separator: "\n") + "\n"
    }

    /// A camt.054 notification with one entry a payment.
    static func camt054(_ payments: [Paid], account: String = "99991042764") -> String {
        camt("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn", payments, account, through: nil)
    }

    /// A camt.053 statement; without payments it only says that the account is known through the day.
    static func camt053(_ payments: [Paid], account: String = "99991042764", through: Day) -> String
    {
        camt("053", "BkToCstmrStmt", "Stmt", payments, account, through: through)
    }

    private static func camt(
        _ number: String, _ message: String, _ statement: String, _ payments: [Paid],
        _ account: String, through: Day?
    ) -> String {
        let period =
            through.map {
                "<FrToDt><FrDtTm>\($0.iso)T00:00:00</FrDtTm><ToDtTm>\($0.iso)T23:59:59</ToDtTm></FrToDt>"
            } ?? ""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.\(number).001.02"><\(message)>
            <GrpHdr><MsgId>M</MsgId><CreDtTm>2026-08-20T08:00:00</CreDtTm></GrpHdr><\(statement)>
            <Id>1</Id><CreDtTm>2026-08-20T08:00:00</CreDtTm>\(period)
            <Acct><Id><Othr><Id>\(account)</Id></Othr></Id><Ccy>NOK</Ccy></Acct>
            \(payments.map(entry).joined(separator: "\n"))
            </\(statement)></\(message)></Document>
            """
    }

    private static func entry(_ paid: Paid) -> String {
        let kroner = "\(paid.ore / 100).\(paid.ore % 100 < 10 ? "0" : "")\(paid.ore % 100)"
        let payerAccount =
            paid.payerAccount.isEmpty
            ? "" : "<DbtrAcct><Id><Othr><Id>\(paid.payerAccount)</Id></Othr></Id></DbtrAcct>"
        let remittance =
            paid.kid.isEmpty
            ? "<Ustrd>\(paid.text)</Ustrd>"
            : "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>\(paid.kid)</Ref></CdtrRefInf></Strd>"
        return """
            <Ntry><Amt Ccy="NOK">\(kroner)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
            <BookgDt><Dt>\(paid.booked.iso)</Dt></BookgDt>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
            <NtryDtls><TxDtls><Refs><AcctSvcrRef>22300000\(paid.reference)</AcctSvcrRef></Refs>
            <AmtDtls><TxAmt><Amt Ccy="NOK">\(kroner)</Amt></TxAmt></AmtDtls>
            <RltdPties><Dbtr><Nm>\(paid.payer)</Nm></Dbtr>\(payerAccount)</RltdPties>
            <RmtInf>\(remittance)</RmtInf></TxDtls></NtryDtls></Ntry>
            """
    }
}

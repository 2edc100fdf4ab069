import Basics

/// Reads bank statements (camt.053) and notifications (camt.054), versions 001.02 and 001.08, as a stream.
///
/// Only booked entries count. A detail is a payment; an entry without details is one when it is a plain credit, and a
/// lump sum when its parts are told elsewhere (OCR giro, camt.054). A KID is a structured creditor reference that is
/// not an ISO 11649 one; several in one detail are split by their amounts when these add up.
///
/// - Source: ISO 20022 message definitions; the Norwegian banks' guides for their use.
enum CamtReader {
    static func read(
        _ source: inout ByteSource, _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        try withoutActuallyEscaping(handle) { handle in
            let reader = CamtHandler(handle)
            try XMLStream.parse(&source, code: "camt", handler: reader)
            guard reader.statements > 0 else {
                throw Diagnostic(
                    "camt.empty", place: "root element", found: "no statement or notification",
                    expected: "at least one Stmt or Ntfctn", remedy: "fetch the file again")
            }
            return reader.summary
        }
    }
}

/// The elements Purr looks at; every other is `other`.
enum CamtTag: String, CaseIterable {
    case acct = "Acct"
    case acctSvcrRef = "AcctSvcrRef"
    case addtlNtryInf = "AddtlNtryInf"
    case addtlTxInf = "AddtlTxInf"
    case amt = "Amt"
    case bal = "Bal"
    case bkTxCd = "BkTxCd"
    case bookgDt = "BookgDt"
    case btch = "Btch"
    case cd = "Cd"
    case cdOrPrtry = "CdOrPrtry"
    case cdtDbtInd = "CdtDbtInd"
    case cdtNoteAmt = "CdtNoteAmt"
    case cdtrRefInf = "CdtrRefInf"
    case ccy = "Ccy"
    case creDtTm = "CreDtTm"
    case dbtr = "Dbtr"
    case dbtrAcct = "DbtrAcct"
    case domn = "Domn"
    case dt = "Dt"
    case dtTm = "DtTm"
    case fmly = "Fmly"
    case frToDt = "FrToDt"
    case iban = "IBAN"
    case id = "Id"
    case issr = "Issr"
    case msgId = "MsgId"
    case nb = "Nb"
    case nbOfTxs = "NbOfTxs"
    case nm = "Nm"
    case ntfctn = "Ntfctn"
    case ntry = "Ntry"
    case ntryDtls = "NtryDtls"
    case othr = "Othr"
    case prtry = "Prtry"
    case pty = "Pty"
    case ref = "Ref"
    case refs = "Refs"
    case rfrdDocInf = "RfrdDocInf"
    case rltdDts = "RltdDts"
    case accptncDtTm = "AccptncDtTm"
    case rltdPties = "RltdPties"
    case rmtdAmt = "RmtdAmt"
    case rvslInd = "RvslInd"
    case stmt = "Stmt"
    case strd = "Strd"
    case sts = "Sts"
    case subFmlyCd = "SubFmlyCd"
    case toDtTm = "ToDtTm"
    case tp = "Tp"
    case txAmt = "TxAmt"
    case txDtls = "TxDtls"
    case ustrd = "Ustrd"
    case valDt = "ValDt"
    case other = ""

    private static let byName: [String: CamtTag] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    init(_ name: XMLName) {
        // Every name here is short, so the look-up makes no heap string.
        self = name.local.count <= 15 ? Self.byName[name.string] ?? .other : .other
    }
}

/// An entry as far as it is read.
struct CamtEntry {
    var amount: Money?
    var currency = ""
    var isCredit = true
    var isReversal = false
    var status = ""
    var booked: Day?
    var valued: Day?
    var reference = ""
    var domain = ""
    var family = ""
    var subfamily = ""
    var proprietary = ""
    var issuer = ""
    var batchCount: Int?
    var information = ""
    var details: [CamtDetail] = []
    var line = 0

    /// An entry may hold several batches, each with its own count.
    mutating func addBatch(of count: String) {
        // The schema has at most fifteen figures, so sums stay far from the end of Int.
        guard count.utf8.count <= 15, let count = Int(count) else { return }
        batchCount = (batchCount ?? 0) + count
    }
}

/// A transaction within an entry.
struct CamtDetail {
    var amount: Money?
    var currency = ""
    var isCredit: Bool?
    var reference = ""
    var payerName = ""
    var payerAccount = ""
    var texts: [String] = []
    var documents: [CamtDocument] = []
    var accepted: Day?
}

/// One structured remittance.
struct CamtDocument {
    var reference = ""
    var type = ""
    var referenceIssuer = ""
    var number = ""
    var amount: Money?
    var creditAmount: Money?

    /// The KID, when the reference is one.
    var kid: String {
        referenceIssuer == "ISO" || (!type.isEmpty && type != "SCOR") ? "" : reference
    }
}

import Basics

/// Reads bank statements (camt.053) and notifications (camt.054), versions 001.02 and 001.08, as a
/// stream.
///
/// Only booked entries (`BOOK`) count. A detail is a payment; an entry without details is one when
/// it is a plain credit, and a lump sum when its parts are told elsewhere (OCR giro, camt.054). A
/// KID is a structured creditor reference marked SCOR that is not an ISO 11649 one; several in one
/// detail become an entry each when their amounts add up to the detail's.
///
/// A statement is told before its first entry and again at its end if more is known then. The last
/// day it covers (`BankStatement.through`) is the closing balance's day, else the day of `ToDtTm`
/// (the day before when that is midnight), or the newest booking day if that is later; a statement
/// that has none of these covers the day it was made.
///
/// - Source: ISO 20022 message definitions; the Norwegian banks' guides for their use.
enum CamtReader {
    static let versions = [
        "camt.053.001.02", "camt.053.001.08", "camt.054.001.02", "camt.054.001.08",
    ]

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

    /// The format and version a root element's namespace stands for; nil when it is no camt message
    /// at all.
    ///
    /// - Throws: `Diagnostic` `camt.version` for a camt message that is not read.
    static func version(ofNamespace namespace: String) throws -> (FileFormat, version: String)? {
        let prefix = "urn:iso:std:iso:20022:tech:xsd:camt."
        guard namespace.hasPrefix(prefix) else { return nil }
        let name = "camt." + namespace.dropFirst(prefix.count)
        guard versions.contains(name) else {
            throw Diagnostic(
                "camt.version", place: "root element", found: name,
                expected: versions.joined(separator: ", "), remedy: "ask the bank for one of these")
        }
        return (name.hasPrefix("camt.053") ? .camt053 : .camt054, String(name.suffix(6)))
    }
}

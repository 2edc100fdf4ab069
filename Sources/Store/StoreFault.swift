import Basics
import GRDBSQLite

/// What can go wrong between Purr and its database, alike for both engines: a stable code, and what to do.
///
/// Whatever it is, the transaction is undone: the books are as they were.
enum StoreFault: String {
    case constraint = "store.constraint"
    case full = "store.full"
    case readOnly = "store.read-only"
    case busy = "store.busy"
    case corrupt = "store.corrupt"
    case disk = "store.disk"
    case connection = "store.connection"
    case interrupted = "store.interrupted"
    case privilege = "store.privilege"
    /// The answer to a commit was lost, and the server can not be asked.
    case unknown = "store.commit-unknown"
    case other = "store.failed"

    /// By SQLite's primary result code.
    init(sqlite code: Int32) {
        self =
            switch code & 0xff {
            case SQLITE_CONSTRAINT: .constraint
            case SQLITE_FULL: .full
            case SQLITE_READONLY: .readOnly
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
            case SQLITE_IOERR, SQLITE_CANTOPEN: .disk
            case SQLITE_INTERRUPT: .interrupted
            case SQLITE_PERM, SQLITE_AUTH: .privilege
            default: .other
            }
    }

    /// By SQLSTATE: https://www.postgresql.org/docs/15/errcodes-appendix.html
    init(postgres state: String) {
        self =
            switch state {
            case _ where state.hasPrefix("23"): .constraint
            case "53100": .full
            case "25006": .readOnly
            case "55P03", "40001", "40P01", "53300": .busy
            case "57014": .interrupted
            case "42501", "28000", "28P01": .privilege
            case "XX001", "XX002": .corrupt
            case "58030": .disk
            case _ where state.hasPrefix("08"), "57P01", "57P02", "57P03": .connection
            default: .other
            }
    }

    private var remedy: String {
        switch self {
        case .constraint: "report this with the code; nothing was changed"
        case .full: "free space on the disk and try again; nothing was changed"
        case .readOnly: "make the database writable, then try again; nothing was changed"
        case .busy: "wait until the other Purr process is done and try again"
        case .corrupt: "see: purr doctor; then restore the newest backup"
        case .disk: "see: purr doctor; nothing was changed"
        case .connection:
            "see that the database server runs and can be reached; nothing was changed"
        case .interrupted: "try again; nothing was changed"
        case .privilege: "see that the database user may use Purr's tables"
        case .unknown: "see: purr journal, whether the last change is there; then go on"
        case .other: "report this with the code"
        }
    }

    func diagnostic(_ found: String, place: String = "database") -> Diagnostic {
        Diagnostic(
            rawValue, place: place, found: found, expected: "the statement to succeed",
            remedy: remedy)
    }
}

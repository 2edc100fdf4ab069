import Basics
import Foundation
import Store

/// Where the simulated books are kept: made anew for a run, opened again after each crash, removed at the end.
///
/// Whoever brings another engine conforms to this; the simulation knows nothing else of the store.
public protocol SimulatedStore: AnyObject {
    /// What `purr simulate` must be told to use such a store; nil for what it uses by itself.
    var option: String? { get }

    /// Opens the database as a program that starts does; the one from before has been let go of.
    func open() throws -> Database

    /// Rows as text, alike on every engine.
    var fingerprints: BookFingerprint { get }

    /// Lets the next write of this kind fail, and every one after it, until ``mend(_:)``.
    ///
    /// - Parameter isLost: the connection goes with it, where there is one to lose.
    func arm(_ fault: WriteFault, isLost: Bool, in database: Database) throws
    func mend(_ database: Database) throws

    /// Ends the connections that nobody uses just now, as a server does that is started anew.
    ///
    /// - Returns: false where there is no server.
    func loseConnections() throws -> Bool
}

/// A write that fails.
public enum WriteFault: String, CaseIterable, Sendable {
    case fact
    case payment
    case notice
    case noticeClaim
    case noticePart
    /// A letter is marked as handed to its channel.
    case sending
    /// What the channel answered is recorded: whatever state it leads to.
    case answer
    case importRecord
    case journal
    case mail
    case nextDay

    /// What happens to a table, as a trigger has it, and when it counts.
    var event: (of: String, table: String, condition: String?) {
        switch self {
        case .fact: ("INSERT", "fact", nil)
        case .payment: ("INSERT", "payment", nil)
        case .notice: ("INSERT", "notice", nil)
        case .noticeClaim: ("INSERT", "notice_claim", nil)
        case .noticePart: ("INSERT", "notice_part", nil)
        case .sending: ("UPDATE OF state", "notice", "NEW.state = 'sending'")
        case .answer: ("UPDATE OF state", "notice", "OLD.state = 'sending'")
        case .importRecord: ("INSERT", "import", nil)
        case .journal: ("INSERT", "journal", nil)
        case .mail: ("INSERT", "mail", nil)
        case .nextDay: ("UPDATE OF next_day", "claim", nil)
        }
    }
}

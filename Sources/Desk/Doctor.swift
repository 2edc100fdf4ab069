import Basics
import Foundation
import Store
import Texts

/// Looks at a store, whatever state it is in, and tells what is well, what is not, and what to do.
///
/// Changes nothing, not even the schema of an older store.
public struct Doctor: Sendable {
    public struct Finding: Hashable, Codable, Sendable {
        public enum State: String, Codable, Sendable {
            case good
            /// To be looked at soon.
            case warning
            /// To be mended before work goes on.
            case fault
        }
        public let check: DoctorCheck
        public let state: State
        /// Codes, numbers and names.
        public let found: String
    }

    public let address: StoreAddress
    public let clock: Clock
    public let backups: BackupFolder
    /// False leaves out the walk of the audit chains, which takes a while for large books.
    public let isThorough: Bool

    public init(
        _ address: StoreAddress, backups: BackupFolder, clock: Clock = .system,
        isThorough: Bool = true
    ) {
        self.address = address
        self.backups = backups
        self.clock = clock
        self.isThorough = isThorough
    }

    // Limits of what is well.
    private static let freeLeast: Int64 = 64 << 20
    private static let freeWanted: Int64 = 1 << 30
    private static let logMost: Int64 = 512 << 20
    private static let serverLeast: Int64 = 150_000
    /// Seconds that clocks may differ.
    private static let clockMost: Int64 = 120
    private static let backupAgeMost: Int64 = 2 * 86_400

    /// - Returns: a finding for each thing that could be looked at, in the order of ``DoctorCheck``.
    public func examine(progress: @escaping ProgressHandler = { _ in }) -> [Finding] {
        var findings: [Finding]
        do {
            findings = try examineStore(progress)
        } catch let fault as Diagnostic {
            findings = [
                Finding(check: .open, state: .fault, found: "\(fault.code): \(fault.found)")
            ]
        } catch {
            findings = [Finding(check: .open, state: .fault, found: "\(error)")]
        }
        findings.append(backup())
        let order = DoctorCheck.allCases
        return findings.sorted {
            (order.firstIndex(of: $0.check) ?? 0) < (order.firstIndex(of: $1.check) ?? 0)
        }
    }

    private func examineStore(_ progress: @escaping ProgressHandler) throws -> [Finding] {
        if let path = address.path, access(path, F_OK) != 0 {
            return [Finding(check: .open, state: .fault, found: "store.none: \(path)")]
        }
        let health = try StoreHealth.of(address)
        if health.damage?.isEmpty == false { return file(health) }
        guard let state = health.state else {
            return [Finding(check: .open, state: .fault, found: "store.none: no tables")]
        }
        var findings = [
            Finding(check: .open, state: .good, found: "books \(state.books.count)"),
            schema(state),
        ]
        findings += file(health)
        findings += server(health)
        guard state.isCurrent else { return findings }
        findings += work(health)
        findings.append(clock(health))
        if isThorough {
            do { findings.append(try chains(state.books, progress)) } catch let fault as Diagnostic
            {
                findings.append(
                    Finding(check: .chain, state: .fault, found: "\(fault.code): \(fault.found)"))
            }
        }
        return findings
    }

    private func schema(_ state: StoreState) -> Finding {
        if let newer = state.newer {
            return Finding(check: .schema, state: .fault, found: "store.newer: \(newer)")
        }
        return state.missing.isEmpty
            ? Finding(check: .schema, state: .good, found: "up to date")
            : Finding(check: .schema, state: .warning, found: "missing \(state.missing)")
    }

    private func file(_ health: StoreHealth) -> [Finding] {
        guard let damage = health.damage else { return [] }
        var findings = [
            damage.isEmpty
                ? Finding(
                    check: .file, state: .good,
                    found: "integrity_check ok, \(mib(health.fileBytes))")
                : Finding(check: .file, state: .fault, found: damage.joined(separator: "; "))
        ]
        if let dangling = health.dangling {
            findings.append(
                Finding(
                    check: .references, state: dangling == 0 ? .good : .fault,
                    found: "dangling \(dangling)"))
        }
        if let mode = health.journalMode {
            let isLogged = mode == "wal" && health.logBytes ?? 0 <= Self.logMost
            findings.append(
                Finding(
                    check: .log, state: isLogged ? .good : .warning,
                    found: "\(mode), \(mib(health.logBytes))"))
        }
        let isWritable = health.isWritable == true
        findings.append(
            Finding(
                check: .writable, state: isWritable ? .good : .fault,
                found: isWritable ? "yes" : "no"))
        if let free = health.freeBytes {
            // A migration or a large import may need as much again.
            let wanted = max(Self.freeWanted, 2 * (health.fileBytes ?? 0))
            findings.append(
                Finding(
                    check: .disk,
                    state: free < Self.freeLeast ? .fault : free < wanted ? .warning : .good,
                    found: "free \(mib(free))"))
        }
        return findings
    }

    private func mib(_ bytes: Int64?) -> String { "\((bytes ?? 0) >> 20) MiB" }

    private func server(_ health: StoreHealth) -> [Finding] {
        guard let version = health.serverVersion else { return [] }
        let isStandby = health.isStandby == true
        let isOld = version < Self.serverLeast
        let unguarded = health.unguarded ?? []
        let passes = health.rolePasses != false
        return [
            Finding(
                check: .server, state: isOld || isStandby ? .fault : .good,
                found: "PostgreSQL \(version / 10_000).\(version % 10_000)"
                    + (isStandby ? ", standby" : "")),
            Finding(
                check: .security, state: passes || !unguarded.isEmpty ? .fault : .good,
                found: passes
                    ? "purr_app passes row-level security"
                    : unguarded.isEmpty
                        ? "row-level security on every table"
                        : "no policy: \(unguarded.joined(separator: ", "))"),
        ]
    }

    private func work(_ health: StoreHealth) -> [Finding] {
        let stuck = health.failedJobs + health.silentJobs
        return [
            Finding(
                check: .jobs, state: stuck == 0 ? .good : .warning,
                found: "given up \(health.failedJobs), without a sign of life \(health.silentJobs)"),
            Finding(
                check: .letters, state: health.uncertainLetters == 0 ? .good : .warning,
                found: "uncertain \(health.uncertainLetters)"),
        ]
    }

    private func clock(_ health: StoreHealth) -> Finding {
        let now = clock.now
        if let newest = health.newestEntry, newest > now + Self.clockMost {
            return Finding(
                check: .clock, state: .fault,
                found: "\(Clock.text(of: now)); newest entry \(Clock.text(of: newest))")
        }
        if let server = health.serverClock, abs(server - now) > Self.clockMost {
            return Finding(
                check: .clock, state: .warning,
                found: "\(Clock.text(of: now)); server \(Clock.text(of: server))")
        }
        return Finding(check: .clock, state: .good, found: Clock.text(of: now))
    }

    private func chains(_ books: [Int64], _ progress: @escaping ProgressHandler) throws -> Finding {
        // The store is up to date, so opening it changes nothing.
        let database = try Database(address)
        defer { try? database.close() }
        var broken: [Int64] = []
        for book in books {
            let report = try database.verifyChain(book: book) { done, total in
                progress(Progress(.verifying, done: Int(done), total: Int(total)))
            }
            if !report.isWhole { broken.append(book) }
        }
        return Finding(
            check: .chain, state: broken.isEmpty ? .good : .fault,
            found: broken.isEmpty ? "books \(books.count)" : "not as it was: \(broken)")
    }

    private func backup() -> Finding {
        guard let newest = backups.items().first else {
            return Finding(check: .backup, state: .warning, found: "none in \(backups.path)")
        }
        let isOld = clock.now - newest.madeAt > Self.backupAgeMost
        return Finding(
            check: .backup, state: isOld ? .warning : .good,
            found: "\(Clock.text(of: newest.madeAt)), \(mib(newest.bytes))")
    }
}

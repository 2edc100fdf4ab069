import Basics
import Foundation
import Formats
import Store

/// A folder that banks and accounting systems drop files into.
///
/// Each file is taken in when it is whole, then moved: to `archive/yyyy-mm/` with the first of its SHA-256 in its name and
/// all of it in `archive/manifest.txt` (as `sha256sum --check` reads it), or, when it is faulty, to `faulty/` with a
/// report beside it. The book has the file before it is moved, and knows it again, so the power may go at any moment.
public final class WatchFolder {
    /// What became of a file.
    public enum Result: Sendable {
        case taken([ImportOutcome], archivedAs: String)
        /// Of a compressed file some may have been taken: the outcomes without a fault.
        case faulty([ImportOutcome], report: String)
        /// It is whole and can not be taken in now; it stays, and is tried again.
        case waits(Diagnostic)
    }

    /// How a file looked last time: while this changes, somebody is writing.
    private struct Look: Equatable {
        let size: Int64
        let modified: timespec

        static func == (left: Look, right: Look) -> Bool {
            left.size == right.size && left.modified.tv_sec == right.modified.tv_sec
                && left.modified.tv_nsec == right.modified.tv_nsec
        }
    }

    /// So many files are taken in one round, so that a flood does not keep the watcher from being stopped.
    private static let filesMax = 10_000

    public let path: String
    private let desk: BookDesk
    private let options: ReadOptions
    private let lock: Int32
    private var looks: [String: Look] = [:]

    /// Takes the folder for this process alone.
    ///
    /// - Throws: `Diagnostic` `watch.folder` when it is none or can not be written to, `watch.taken` when another
    ///   process watches it.
    public init(_ path: String, desk: BookDesk, options: ReadOptions = ReadOptions()) throws {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.desk = desk
        self.options = options
        lock = open("\(path)/.purr-watch", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw Diagnostic(
                "watch.folder", place: path, found: String(cString: strerror(errno)),
                expected: "a folder that Purr may write to", remedy: "make it, or change its owner")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Diagnostic(
                "watch.taken", place: path, found: "another process that watches it",
                expected: "one watcher a folder", remedy: "stop the other one")
        }
        try completeManifest()
    }

    deinit { close(lock) }

    /// Looks once, and takes in each file that is as it was at the look before.
    ///
    /// - Parameters:
    ///   - isStopped: asked before each file; true ends the round.
    ///   - handle: told of each file when it has been dealt with.
    /// - Returns: how many files are there and not whole yet.
    public func look(
        isStopped: () -> Bool = { false }, _ handle: (String, Result) -> Void
    ) throws -> Int {
        var now: [String: Look] = [:]
        var waiting = 0
        for name in try names().prefix(Self.filesMax) {
            if isStopped() { break }
            guard let look = Self.look(at: "\(path)/\(name)") else { continue }
            guard looks[name] == look else {
                now[name] = look
                waiting += 1
                continue
            }
            let result = try take(name)
            if case .waits = result { now[name] = look }
            handle(name, result)
        }
        looks = now
        return waiting
    }

    /// Plain files that are not hidden and not half a download, by name.
    private func names() throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).filter {
                !ImportUnit.isPassedOver($0)
            }.sorted()
        } catch {
            throw Diagnostic(
                "watch.folder", place: path, found: "\(error.localizedDescription)",
                expected: "a folder that can be read", remedy: "check the path and its permissions")
        }
    }

    private static func look(at path: String) -> Look? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Look(size: Int64(status.st_size), modified: status.st_mtim)
    }

    // MARK: - One file

    private func take(_ name: String) throws -> Result {
        let source = "\(path)/\(name)"
        do {
            let hash = try Self.hash(source)
            let outcomes =
                name.lowercased().hasSuffix(".eml")
                ? try desk.importMailFile(source)
                : try desk.importFiles([source], options: options)
            let faults = outcomes.compactMap(\.fault)
            if faults.isEmpty { return .taken(outcomes, archivedAs: try archive(name, hash)) }
            // What is wrong with the machine is not the file's fault.
            if let fault = faults.first(where: Self.isOfMachine) { return .waits(fault) }
            return .faulty(outcomes, report: try setAside(name, faults))
        } catch let fault as Diagnostic where Self.isOfMachine(fault) {
            return .waits(fault)
        }
    }

    private static func isOfMachine(_ fault: Diagnostic) -> Bool {
        ["file.", "store.", "watch.", "access."].contains { fault.code.hasPrefix($0) }
    }

    private static func hash(_ path: String) throws -> String {
        var source = try ByteSource(path: path)
        var hash = SHA256()
        while let chunk = try source.nextChunk() { chunk.withUnsafeBytes { hash.update($0) } }
        return Digest.hex(hash.finish())
    }

    /// - Returns: the file's new place, below the folder.
    private func archive(_ name: String, _ hash: String) throws -> String {
        let month = desk.today.iso.prefix(7)
        try makeFolder("archive/\(month)")
        let place = "\(month)/\(hash.prefix(12))-\(name)"
        try move(name, to: "archive/\(place)")
        try note(place, hash)
        return "archive/\(place)"
    }

    private func setAside(_ name: String, _ faults: [Diagnostic]) throws -> String {
        try makeFolder("faulty")
        var kept = name
        if FileManager.default.fileExists(atPath: "\(path)/faulty/\(name)") {
            kept = "\(try Self.hash("\(path)/\(name)").prefix(12))-\(name)"
        }
        // The report first: a file that is there with no word of why would puzzle whoever finds it.
        let report = "faulty/\(kept).report.txt"
        let text = FaultReport(desk.book.language).text(name, faults, at: desk.clock.now)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(report)"), options: .atomic)
        try move(name, to: "faulty/\(kept)")
        return report
    }

    private func makeFolder(_ name: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(name)", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Diagnostic(
                "watch.folder", place: "\(path)/\(name)", found: error.localizedDescription,
                expected: "a folder that can be made", remedy: "check the permissions")
        }
    }

    private func move(_ name: String, to place: String) throws {
        guard rename("\(path)/\(name)", "\(path)/\(place)") == 0 else {
            throw Diagnostic(
                "watch.move", place: "\(path)/\(name)", found: String(cString: strerror(errno)),
                expected: "a file that can be moved to \(place)", remedy: "check the permissions")
        }
    }

    // MARK: - The manifest

    private var manifest: String { "\(path)/archive/manifest.txt" }

    private func note(_ place: String, _ hash: String) throws {
        let file = open(manifest, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        let line = Array("\(hash)  \(place)\n".utf8)
        guard file >= 0, write(file, line, line.count) == line.count, fsync(file) == 0 else {
            let reason = String(cString: strerror(errno))
            if file >= 0 { close(file) }
            throw Diagnostic(
                "watch.manifest", place: manifest, found: reason, expected: "a line more",
                remedy: "check the disk and the permissions")
        }
        close(file)
    }

    /// A file that was moved when the power went has no line yet.
    private func completeManifest() throws {
        let told = (try? String(contentsOfFile: manifest, encoding: .utf8)) ?? ""
        let known = Set(told.split(separator: "\n").map { String($0.dropFirst(66)) })
        let months = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/archive")) ?? []
        for month in months.sorted() {
            let folder = "\(path)/archive/\(month)"
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                guard !known.contains("\(month)/\(name)") else { continue }
                try note("\(month)/\(name)", Self.hash("\(folder)/\(name)"))
            }
        }
    }
}

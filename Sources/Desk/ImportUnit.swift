import Basics
import Formats
import Foundation

/// One thing to take in: a file, or a file within a compressed one.
public struct ImportUnit {
    private enum Source {
        case file(String)
        case entry(Archive, ArchiveEntry)
    }

    /// More files than this are taken a folder at a time.
    private static let filesMax = 100_000
    /// Endings that programs give to files they have not finished.
    private static let unfinished = [
        ".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", "~",
    ]

    /// What it is called when it is told of: `faktura.xml`, `faktura.zip/1.xml`.
    public let name: String
    private let source: Source

    /// The bytes, from the start.
    ///
    /// - Throws: `Diagnostic` `file.open`, and what an archive throws.
    func open() throws -> ByteSource {
        switch source {
        case .file(let path): try ByteSource(path: path)
        case .entry(let archive, let entry): try archive.open(entry)
        }
    }

    /// Lets go of what is kept for reading again.
    func close() {
        if case .entry(let archive, let entry) = source { archive.close(entry) }
    }

    /// What a file comes to: itself, or what is in it when it is compressed.
    ///
    /// - Throws: `Diagnostic` for what can not be opened.
    static func units(of path: String) throws -> [ImportUnit] {
        let name = String(path.split(separator: "/").last ?? Substring(path))
        do {
            var file = try ByteSource(path: path)
            guard case .archive(let kind) = FileReader.detect(try file.peek(4096)) else {
                return [ImportUnit(name: name, source: .file(path))]
            }
            let archive = try Archive(path: path, kind: kind)
            return archive.entries.map { entry in
                ImportUnit(
                    name: kind == .gzip ? name : "\(name)/\(entry.name)",
                    source: .entry(archive, entry))
            }
        } catch let fault as Diagnostic {
            throw fault.inFile(name)
        }
    }

    /// The files that a path names: itself, or a folder's by name, without its folders, hidden files and half downloads.
    ///
    /// - Throws: `Diagnostic` `import.folder` when a folder can not be read, is empty or is too full.
    static func files(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        else { return [path] }
        func fault(_ found: String, _ expected: String) -> Diagnostic {
            Diagnostic(
                "import.folder", place: path, found: found, expected: expected,
                remedy: "check the path, or divide it into folders")
        }
        let root = path.hasSuffix("/") ? String(path.dropLast()) : path
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch { throw fault(error.localizedDescription, "a folder that can be read") }
        let files = names.filter { name in
            var isFolder: ObjCBool = false
            return !isPassedOver(name)
                && FileManager.default.fileExists(
                    atPath: "\(root)/\(name)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
        guard !files.isEmpty else { throw fault("no file", "files to take in") }
        guard files.count <= filesMax else {
            throw fault("\(files.count) files", "at most \(filesMax)")
        }
        return files.map { "\(root)/\($0)" }
    }

    /// Whether a file is one that people do not see, or half a download.
    static func isPassedOver(_ name: String) -> Bool {
        name.hasPrefix(".") || unfinished.contains { name.lowercased().hasSuffix($0) }
    }
}

extension BookDesk {
    /// Takes files, folders and compressed files into the book, each file by itself: one that is faulty leaves the others as
    /// they are.
    ///
    /// - Parameters:
    ///   - progress: gives what is told of the file with this name as it is read.
    ///   - each: told of each file when it is in or refused, in that order.
    /// - Returns: what came of each file, with its fault when it was refused.
    /// - Throws: `Diagnostic` when it is the database that fails, or who asks may not, and no file.
    public func importFiles(
        _ paths: [String], options: ReadOptions = ReadOptions(), dryRun: Bool = false,
        progress: (String) -> ProgressHandler = { _ in { _ in } },
        each handle: (ImportOutcome) -> Void = { _ in }
    ) throws -> [ImportOutcome] {
        var outcomes: [ImportOutcome] = []
        /// What `body` refuses is told with the others.
        func telling<T>(_ name: String, _ body: () throws -> T) throws -> T? {
            do { return try body() } catch let fault as Diagnostic
                where fault.isOfFile
            {
                outcomes.append(ImportOutcome(file: name, fault: fault))
                handle(outcomes[outcomes.count - 1])
                return nil
            }
        }
        for path in paths {
            for file in try telling(path, { try ImportUnit.files(at: path) }) ?? [] {
                let units = try telling(file) { try ImportUnit.units(of: file) } ?? []
                for unit in units {
                    defer { unit.close() }
                    let outcome = try telling(unit.name) {
                        try importUnit(
                            unit, options: options, dryRun: dryRun, progress: progress(unit.name))
                    }
                    guard let outcome else { continue }
                    outcomes.append(outcome)
                    handle(outcome)
                }
            }
        }
        return outcomes
    }
}

import Foundation

/// A text file of the repository, by its path from the root.
struct SourceFile {
    var path: String
    var text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// `Law` for `Sources/Law/Reason.swift`; empty outside Sources.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : ""
    }
}

/// The repository as it lies on the disk.
enum SourceTree {
    static let root: String = #filePath.components(separatedBy: "/Tests/Tidy/")[0]

    /// Folders that hold what was built, fetched or is a person's own.
    private static let foreign: Set<String> = [".git", ".build", "data", ".swiftpm", "__pycache__"]

    /// The Swift files below a folder.
    static func swiftFiles(in folder: String) throws -> [SourceFile] {
        try textFiles(in: folder).filter { $0.path.hasSuffix(".swift") }
    }

    /// All files below a folder that are UTF-8 text, by path.
    static func textFiles(in folder: String = "") throws -> [SourceFile] {
        var files: [SourceFile] = []
        for name in try names(in: folder) where isOurs(name) {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
            else { continue }
            if isFolder.boolValue {
                files += try textFiles(in: path)
            } else {
                let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)"))
                guard !data.contains(0), let text = String(data: data, encoding: .utf8) else {
                    continue
                }
                files.append(SourceFile(path: path, text: text))
            }
        }
        return files
    }

    /// The modules of our own code: folders in Sources that hold Swift.
    static func modules() throws -> [String] {
        try names(in: "Sources").filter { module in
            try names(in: "Sources/\(module)").contains { $0.hasSuffix(".swift") }
                || names(in: "Sources/\(module)").contains { !$0.contains(".") }
        }
    }

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").sorted()
    }

    private static func isOurs(_ name: String) -> Bool {
        !foreign.contains(name) && !name.hasPrefix(".build")
    }
}

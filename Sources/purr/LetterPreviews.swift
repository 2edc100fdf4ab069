import Basics
import Claims
import Desk
import Foundation
import Letters
import Texts

/// Letters written out for a person to look at, before anybody has approved them.
enum LetterPreviews {
    static func write(
        _ previews: [LetterPreview], to folder: String?, _ texts: ConsoleTexts
    ) throws {
        guard !previews.isEmpty else { return }
        let path = try directory(folder)
        for preview in previews {
            let message = preview.message
            var files = [("pdf", message.pdf)]
            if !message.to.isEmpty { files.append(("eml", message.email)) }
            files += message.ehf.map { ("xml", $0.bytes) }
            for (ending, bytes) in files {
                let file = "\(path)/\(message.id).\(ending)"
                try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
            }
            print(
                "  \(message.id)  \(preview.letter.debtor.name)  "
                    + files.map { ".\($0.0)" }.joined(separator: " "))
            for (claim, reasons) in preview.reasons {
                for reason in reasons {
                    print(
                        Console.dim(
                            "    \(claim.invoice): \(ReasonView(reason, texts.language).line)"))
                }
            }
        }
        print(OutboxTexts(texts.language).previewed(previews.count, path))
        open("\(path)/\(previews[0].message.id).pdf")
    }

    /// What letters say is nobody else's business, so a folder of our own is its owner's only.
    private static func directory(_ folder: String?) throws -> String {
        let path =
            folder
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-preview-\(UUID().uuidString)").path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: folder == nil ? [.posixPermissions: 0o700] : nil)
        } catch {
            throw Diagnostic(
                "send.preview", place: path, found: "a folder that cannot be made",
                expected: "a place to write", remedy: "name another with --to")
        }
        return path
    }

    /// Shows the first letter where there is a screen to show it on.
    private static func open(_ file: String) {
        let environment = ProcessInfo.processInfo.environment
        guard Console.isTerminal,
            environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
        else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", file]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try? process.run()
    }
}

import Desk
import Foundation

/// Hands electronic reminders over as files in a folder that an access point empties.
///
/// Each document becomes `<key>.xml` and then `<key>.json`, which tells sender, receiver and what it is: who sees the second
/// finds the first complete. What was handed over is noted in `.handed-over`, so that a document is not put there again
/// after the access point has taken it away.
public struct AccessPointFolder: Channel {
    public let name = "ehf"
    public let isRepeatable = true
    /// It reaches an accounting system, which is disturbed by nothing at night.
    public let isElectronic = false
    private let writer: AccessPointWriter

    /// - Parameter directory: made at the first delivery when it is not there, open to its owner only.
    public init(directory: String) {
        writer = AccessPointWriter(directory: directory)
    }

    /// The receipt's detail is the path of the first document.
    ///
    /// Fails permanently when another document was handed over under the same number; temporarily when the disk refuses;
    /// `uncertain` when a hand-over was cut off and its files are gone, so that nobody knows whether they were taken.
    public func deliver(
        _ message: OutgoingMessage
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        guard !message.ehf.isEmpty else {
            throw DeliveryFailure(.permanent, "\(message.id) has no electronic document")
        }
        return DeliveryReceipt(channel: name, detail: try await writer.write(message.ehf))
    }
}

/// What stands beside a document, for the access point.
struct EHFSidecar: Codable, Equatable {
    var id: String
    var sender: String
    var receiver: String
    var documentTypeScheme = "busdox-docid-qns"
    var documentType: String
    var processScheme = "cenbii-procid-ubl"
    var process: String
    var file: String
    var sha256: String

    init(_ document: ElectronicDocument, file: String) {
        id = document.id
        sender = document.sender
        receiver = document.receiver
        documentType = document.documentType
        process = document.process
        self.file = file
        sha256 = Fingerprint.of(document.bytes)
    }

    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(((try? encoder.encode(self)) ?? Data()) + Data("\n".utf8))
    }
}

/// Does the writing, one letter at a time, off the threads that tasks share.
private actor AccessPointWriter {
    private let directory: String
    private let executor = BlockingExecutor(label: "purr.ehf")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(directory: String) {
        self.directory = directory
    }

    private enum Note {
        case none
        case begun
        case done
    }

    func write(_ documents: [ElectronicDocument]) throws(DeliveryFailure) -> String {
        try AtomicFile.makeDirectory(directory)
        try AtomicFile.makeDirectory(directory + "/.handed-over")
        var first = ""
        // All are looked at before any is written: a refusal leaves nothing behind.
        for document in documents { _ = try note(document) }
        for document in documents {
            let path = try write(document)
            if first.isEmpty { first = path }
        }
        return first
    }

    private func write(_ document: ElectronicDocument) throws(DeliveryFailure) -> String {
        let stem = try FileName.stem(for: document.key)
        let path = "\(directory)/\(stem)"
        switch try note(document) {
        case .done: return path + ".xml"
        case .begun:
            // Cut off between the note and the last file: the document alone shows that nobody has taken it.
            let isThere = try AtomicFile.read(path + ".xml") == document.bytes
            guard isThere else {
                throw DeliveryFailure(
                    .uncertain, "\(document.id): a hand-over was cut off and the file is gone")
            }
        case .none:
            try setNote("begun", document)
            try AtomicFile.write(document.bytes, to: path + ".xml", replacing: false)
            let there = try AtomicFile.read(path + ".xml")
            guard there == document.bytes else {
                throw DeliveryFailure(.permanent, "\(stem).xml is there with other content")
            }
        }
        try AtomicFile.write(
            EHFSidecar(document, file: "\(stem).xml").bytes, to: path + ".json")
        try AtomicFile.synchronise(directory)
        try setNote("done", document)
        return path + ".xml"
    }

    private func notePath(_ document: ElectronicDocument) throws(DeliveryFailure) -> String {
        "\(directory)/.handed-over/\(try FileName.stem(for: document.key))"
    }

    private func setNote(
        _ word: String, _ document: ElectronicDocument
    ) throws(DeliveryFailure) {
        let text = "\(word) \(Fingerprint.of(document.bytes))\n"
        try AtomicFile.write(Array(text.utf8), to: try notePath(document))
        try AtomicFile.synchronise(directory + "/.handed-over")
    }

    private func note(_ document: ElectronicDocument) throws(DeliveryFailure) -> Note {
        guard let bytes = try AtomicFile.read(try notePath(document)) else { return .none }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[1] == Fingerprint.of(document.bytes) else {
            throw DeliveryFailure(
                .permanent, "\(document.id) was handed over already with other content")
        }
        return words[0] == "done" ? .done : .begun
    }
}

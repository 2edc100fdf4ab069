import Desk
import Foundation

/// Lays letters ready for the next print batch: `waiting/<id>.pdf` with what sorts its envelope beside it.
///
/// Delivering the same message again changes nothing, also after it went into a batch.
public struct PrintChannel: Channel {
    public let name = "print"
    public let isRepeatable = true
    public let isElectronic = false
    private let desk: PrintDesk

    public init(_ settings: PrintSettings) {
        desk = PrintDesk(settings)
    }

    /// The receipt's detail is the path of the PDF, or the batch it is in already.
    ///
    /// Fails permanently without a letter, and when another letter of this id was delivered; temporarily when the disk
    /// refuses.
    public func deliver(
        _ message: OutgoingMessage
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        DeliveryReceipt(channel: name, detail: try await desk.take(message))
    }

    /// Gathers what waits into a batch of its own folder; see ``PrintBatch``.
    ///
    /// - Parameter day: `yyyy-mm-dd`, the beginning of the batch's name.
    /// - Returns: nil when nothing waits.
    public func makeBatch(day: String) async throws(DeliveryFailure) -> PrintBatch? {
        try await desk.makeBatch(day: day)
    }
}

/// Letters that leave together, in the order of the manifest.
public struct PrintBatch: Hashable, Sendable {
    /// `2026-11-24-1`.
    public var name: String
    public var directory: String
    public var letters: [Letter]
    /// Letters that did not fit and wait for the next batch.
    public var remaining: Int

    public struct Letter: Hashable, Codable, Sendable {
        public var id: String
        /// Within the batch's folder.
        public var file: String
        /// Counted from 1 within the file.
        public var firstPage: Int
        /// Without the empty page that lets the next letter begin on a new sheet.
        public var pages: Int
        public var sheets: Int
        public var recipient: String
        public var postcode: String
        /// ISO 3166 alpha-2.
        public var country: String
        public var isColour: Bool
        /// Of the letter's own PDF, as it was approved.
        public var sha256: String
    }

    public var sheets: Int { letters.map(\.sheets).reduce(0, +) }
}

/// A letter that waits, as noted beside its PDF.
struct WaitingLetter: Codable, Equatable {
    var id: String
    var recipient: String
    var postcode: String
    var country: String
    var sha256: String

    init(_ message: OutgoingMessage) {
        id = message.id
        recipient = message.recipient.name
        postcode = message.recipient.postcode
        country = message.recipient.country.isEmpty ? "NO" : message.recipient.country
        sha256 = Fingerprint.of(message.pdf)
    }
}

/// The folder's only writer in this process, off the threads that tasks share; a lock keeps other processes out.
actor PrintDesk {
    let settings: PrintSettings
    private let executor = BlockingExecutor(label: "purr.print")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ settings: PrintSettings) {
        self.settings = settings
    }

    var waiting: String { settings.directory + "/waiting" }
    var batches: String { settings.directory + "/batches" }
    var done: String { settings.directory + "/done" }
    var plan: String { settings.directory + "/plan.json" }

    func take(_ message: OutgoingMessage) throws(DeliveryFailure) -> String {
        guard !message.pdf.isEmpty else {
            throw DeliveryFailure(.permanent, "\(message.id) has no letter to print")
        }
        let stem = try FileName.stem(for: message.id)
        let lock = try locked()
        defer { close(lock) }
        let letter = WaitingLetter(message)
        if let note = try doneNote(stem) {
            guard note.sha256 == letter.sha256 else {
                throw DeliveryFailure(
                    .permanent, "\(stem) was printed in batch \(note.batch) with other content")
            }
            return "\(batches)/\(note.batch)"
        }
        let path = "\(waiting)/\(stem)"
        if let there = try AtomicFile.read(path + ".pdf") {
            guard there == message.pdf else {
                throw DeliveryFailure(.permanent, "\(stem).pdf waits already with other content")
            }
        } else {
            try AtomicFile.write(message.pdf, to: path + ".pdf")
        }
        // The note comes last: a letter without one does not go into a batch.
        try AtomicFile.write(try Self.json(letter), to: path + ".json")
        try AtomicFile.synchronise(waiting)
        return path + ".pdf"
    }

    // MARK: - The folder

    /// Makes the folders and keeps other processes out until the descriptor is closed.
    func locked() throws(DeliveryFailure) -> Int32 {
        for folder in [waiting, batches, done] { try AtomicFile.makeDirectory(folder) }
        let lock = open(settings.directory + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw DeliveryFailure(.temporary, "can not lock \(settings.directory)")
        }
        guard flock(lock, LOCK_EX) == 0 else {
            close(lock)
            throw DeliveryFailure(.temporary, "can not lock \(settings.directory)")
        }
        return lock
    }

    /// Which batch a letter went into.
    struct DoneNote: Codable, Equatable {
        var batch: String
        var sha256: String
    }

    func doneNote(_ stem: String) throws(DeliveryFailure) -> DoneNote? {
        guard let bytes = try AtomicFile.read("\(done)/\(stem).json") else { return nil }
        return try Self.decode(DoneNote.self, bytes, "\(stem).json")
    }

    static func json(_ value: some Encodable) throws(DeliveryFailure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            throw DeliveryFailure(.permanent, "can not be written as JSON")
        }
        return Array(data + Data("\n".utf8))
    }

    static func decode<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8], _ name: String
    ) throws(DeliveryFailure) -> Value {
        guard let value = try? JSONDecoder().decode(type, from: Data(bytes)) else {
            throw DeliveryFailure(.temporary, "\(name) was changed by somebody else")
        }
        return value
    }
}

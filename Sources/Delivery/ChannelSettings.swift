import Basics
import Desk
import Foundation

/// Which channels a company has set up beside its folder: a file in the data directory, without secrets.
public struct ChannelSettings: Hashable, Codable, Sendable {
    public var mail: MailSettings?
    public var sms: SMSSettings?
    public var print: PrintSettings?
    public var ehf: EHFSettings?

    public init(
        mail: MailSettings? = nil, sms: SMSSettings? = nil, print: PrintSettings? = nil,
        ehf: EHFSettings? = nil
    ) {
        self.mail = mail
        self.sms = sms
        self.print = print
        self.ehf = ehf
    }

    /// True when something is handed over to others, not only laid in folders of this machine for a person to empty.
    public var reachesOthers: Bool {
        if case .web = ehf?.handover { return true }
        return sms != nil || mail?.isLocal == false
    }

    /// A page of settings, not a database.
    private static let bytesMost = 1 << 20

    /// Reads the file; empty settings when there is none.
    ///
    /// - Throws: `Diagnostic` `channel.file` for what is no such file, and those of the settings within.
    public static func read(_ path: String) throws(Diagnostic) -> ChannelSettings {
        let bytes: [UInt8]?
        do {
            bytes = try AtomicFile.read(path)
        } catch {
            throw Diagnostic(
                "channel.file", place: path, found: error.detail, expected: "a readable file")
        }
        guard let bytes else { return ChannelSettings() }
        guard bytes.count <= bytesMost,
            let settings = try? JSONDecoder().decode(ChannelSettings.self, from: Data(bytes))
        else {
            throw Diagnostic(
                "channel.file", place: path, found: "no settings of channels",
                expected: "what purr channel set writes",
                remedy: "set the channels anew, or put the file back as it was")
        }
        try settings.check()
        return settings
    }

    /// Writes the file, readable by its owner only.
    ///
    /// - Throws: `Diagnostic` `channel.file` when the disk refuses, and those of the settings within.
    public func write(_ path: String) throws(Diagnostic) {
        try check()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(((try? encoder.encode(self)) ?? Data()) + Data("\n".utf8))
        do {
            try AtomicFile.write(bytes, to: path)
        } catch {
            throw Diagnostic(
                "channel.file", place: path, found: error.detail, expected: "a place to write")
        }
    }

    private func check() throws(Diagnostic) {
        try mail?.check()
        try sms?.check()
        try print?.check()
        try ehf?.check()
    }

    /// Makes the channels, with their secrets read.
    ///
    /// - Parameters:
    ///   - book: the book's number.
    ///   - folder: where the books of one machine keep what they share; nil for nothing shared.
    /// - Throws: `Diagnostic` `secret.missing`, `secret.file` or `dkim.key`.
    public func channels(
        book: Int64, in folder: String? = nil
    ) throws(Diagnostic) -> ConfiguredChannels {
        var channels = ConfiguredChannels()
        if let mail { channels.mail = SMTPChannel(try mail.settings(book: book, in: folder)) }
        channels.mailSigner = try mail?.dkim?.signer()
        if let sms { channels.sms = try SMSChannel(sms) }
        if let print { channels.print = PrintChannel(print) }
        if let ehf {
            channels.ehfSender = ehf.sender
            switch ehf.handover {
            case .folder(let path): channels.ehf = AccessPointFolder(directory: path)
            case .web(let web): channels.ehf = try AccessPointChannel(web)
            }
        }
        return channels
    }
}

/// The channels that are set up; nil for those that are not.
public struct ConfiguredChannels: Sendable {
    public var mail: SMTPChannel?
    /// Signs e-mails, whichever server they go through.
    public var mailSigner: DKIMSigner?
    public var sms: SMSChannel?
    public var print: PrintChannel?
    public var ehf: (any Channel)?
    /// What goes into electronic reminders; there when `ehf` is.
    public var ehfSender: EHFSender?

    public init() {}
}

/// Coded as `{"folder": …}` or `{"web": …}`.
extension EHFSettings.Handover {
    private enum Key: String, CodingKey { case folder, web }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let path = try container.decodeIfPresent(String.self, forKey: .folder) {
            self = .folder(path)
        } else {
            self = .web(try container.decode(EHFSettings.Web.self, forKey: .web))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .folder(let path): try container.encode(path, forKey: .folder)
        case .web(let web): try container.encode(web, forKey: .web)
        }
    }
}

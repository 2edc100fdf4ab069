import ArgumentParser
import Basics
import Delivery
import Desk
import Formats
import Foundation
import Store
import Texts

struct ChannelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel",
        abstract: "The ways letters leave by: e-mail, text messages, print, electronic reminders.",
        subcommands: [
            ChannelListCommand.self, ChannelSetCommand.self, ChannelRemoveCommand.self,
            ChannelTestCommand.self, ChannelGatewaysCommand.self, ChannelGatewayCommand.self,
            ChannelBatchCommand.self, ChannelReportsCommand.self, ChannelDKIMKeyCommand.self,
        ], defaultSubcommand: ChannelListCommand.self)
}

extension StoreOptions {
    /// Each book has channels of its own.
    func channelsFile(of book: Int64) -> String {
        book == 1 ? data + "/channels.json" : data + "/channels-\(book).json"
    }

    func channelSettings(_ desk: BookDesk) throws -> ChannelSettings {
        try ChannelSettings.read(channelsFile(of: desk.book.id))
    }
}

extension BookOptions {
    func channelsFile(of book: Int64) -> String { place.channelsFile(of: book) }

    func channelSettings(_ desk: BookDesk) throws -> ChannelSettings {
        try place.channelSettings(desk)
    }

    /// Changes the settings and says so.
    func changeChannels(
        _ name: String, _ change: (inout ChannelSettings) throws -> Void
    ) throws {
        let desk = try desk()
        try desk.require(.manage)
        var settings = try channelSettings(desk)
        try change(&settings)
        try settings.write(channelsFile(of: desk.book.id))
        print("  \(ChannelTexts(desk.book.language).set(name))")
    }
}

struct ChannelListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The channels that are set up, without their secrets.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let channel: String
        let destination: String
        let settings: String
    }

    func run() throws {
        let desk = try options.desk()
        let settings = try options.channelSettings(desk)
        let views = Self.views(settings)
        let word = ListWords(desk.book.language)
        let sheet = Sheet(
            word(.channels), desk.book.language, of: views,
            [
                .text(word(.channel), \.channel), .text(word(.channelPlace), \.destination),
                .text(word(.channelSettings), \.settings),
            ])
        let isWritten = try output.write(sheet, of: desk)
        if json { return try Console.json(settings) }
        if isWritten { return }
        if views.isEmpty { return print("  \(ChannelTexts(desk.book.language).none)") }
        var table = Table([
            (word(.channel), .left), (word(.channelPlace), .left), (word(.channelSettings), .left),
        ])
        for view in views { table.add(view.channel, view.destination, view.settings) }
        table.print()
    }

    static func views(_ settings: ChannelSettings) -> [View] {
        var views: [View] = []
        if let mail = settings.mail {
            let dkim = mail.dkim.map { dkim in
                "DKIM \(dkim.domain): \(dkim.keys.map(\.selector).joined(separator: " + "))"
            }
            let login = mail.user.map { "\($0), \(mail.secret?.text ?? "-")" }
            views.append(
                View(
                    channel: "email", destination: "\(mail.host):\(mail.port)",
                    settings: [mail.security.rawValue, login, dkim].compactMap(\.self)
                        .joined(separator: ", ")))
        }
        if let sms = settings.sms {
            views.append(
                View(
                    channel: "sms", destination: sms.gateway.name,
                    settings: "\(sms.from), \(sms.secret?.text ?? "-")"))
        }
        if let paper = settings.print {
            let form = [
                paper.isMerged ? "merged" : "single", paper.isDuplex ? "duplex" : "simplex",
                paper.isColour ? "colour" : "black",
            ]
            views.append(
                View(
                    channel: "print", destination: paper.directory,
                    settings: form.joined(separator: ", ")))
        }
        if let ehf = settings.ehf {
            let sender = ehf.sender.isVATRegistered ? "MVA" : "-"
            switch ehf.handover {
            case .folder(let path):
                views.append(View(channel: "ehf", destination: path, settings: sender))
            case .web(let web):
                let key = web.honoursKey ? ", once-only" : ""
                views.append(
                    View(
                        channel: "ehf", destination: web.address,
                        settings: "\(sender), \(web.method)\(key)"))
            }
        }
        return views
    }
}

struct ChannelSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set a channel up, or anew.",
        subcommands: [
            SetMailCommand.self, SetSMSCommand.self, SetPrintCommand.self, SetEHFCommand.self,
        ])
}

struct SetSMSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sms", abstract: "Text messages through a gateway.")

    @OptionGroup var options: BookOptions
    @Option(
        name: .long,
        help: "sveve, link, puzzel, twilio, or a file that describes another (see: gateway).")
    var gateway: String
    @Option(name: .long, help: "The sender people see: at most 11 letters and digits, or a number.")
    var from: String
    @Option(name: .long) var user: String?
    @Option(name: .long, help: "Where the password is: env:NAME or file:PATH.")
    var secret: String?
    @Option(name: .long, help: "What the contract calls it: host=sms.example.no. May be repeated.")
    var field: [String] = []
    @Option(name: .long, help: "Another address than the gateway's own.")
    var address: String?
    @Option(name: .long, help: "Seconds to wait for an answer.")
    var seconds = 120

    func run() throws {
        let found = try SMSGateways.named(gateway) ?? Self.described(gateway)
        try options.changeChannels("sms") { settings in
            settings.sms = try SMSSettings(
                gateway: found, from: from, user: user, secret: try parseSecret(secret),
                fields: try pairs(field, separator: "=", option: "--field"), address: address,
                limits: HTTPLimits(secondsInAll: seconds))
        }
    }

    private static func described(_ path: String) throws -> SMSGateway {
        let expected = SMSGateways.all.map(\.name).joined(separator: ", ") + " or a file"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Diagnostic(
                "sms.gateway", place: "--gateway", found: path, expected: expected,
                remedy: "see them with: purr channel gateways")
        }
        do {
            return try JSONDecoder().decode(SMSGateway.self, from: data)
        } catch {
            throw Diagnostic(
                "sms.gateway", place: path, found: "\(error)".prefix(200).description,
                expected: "a gateway's interface as JSON",
                remedy: "start from one that works: purr channel gateway sveve")
        }
    }
}

struct SetPrintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "Letters on paper, in batches for whoever prints them.")

    @OptionGroup var options: BookOptions
    @Option(name: .long, help: "The folder where letters wait and batches are made.")
    var folder: String
    @Flag(name: .long, help: "Print on both sides; each letter begins on a new sheet.")
    var duplex = false
    @Flag(name: .long) var colour = false
    @Flag(name: .long, help: "One file a letter instead of one for the batch.")
    var single = false

    func run() throws {
        try options.changeChannels("print") { settings in
            settings.print = try PrintSettings(
                directory: absolute(folder), isDuplex: duplex, isColour: colour,
                isMerged: !single)
        }
    }
}

struct SetEHFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ehf", abstract: "Reminders as EHF through an access point.",
        discussion: "Only reminders go this way; notices of the law go on paper.")

    @OptionGroup var options: BookOptions
    @Option(name: .long, help: "A folder that the access point empties.")
    var folder: String?
    @Option(name: .long, help: "The access point's address; may hold {key} or {id}.")
    var address: String?
    @Option(name: .long, help: "POST or PUT.") var method = "POST"
    @Option(name: .long, help: "A header: 'Authorization: Bearer {secret}'. May be repeated.")
    var header: [String] = []
    @Option(name: .long, help: "Where the key is: env:NAME or file:PATH.")
    var secret: String?
    @Flag(name: .long, help: "The access point takes a document with the same key once only.")
    var onceOnly = false
    @Flag(inversion: .prefixedNo, help: "Whether the company is registered for VAT.")
    var vat: Bool
    @Flag(
        inversion: .prefixedNo,
        help: "Whether Foretaksregisteret must stand on documents; else the name tells.")
    var companyRegister: Bool?

    func run() throws {
        let handover: EHFSettings.Handover
        switch (folder, address) {
        case (let folder?, nil): handover = .folder(absolute(folder))
        case (nil, let address?):
            let own = try pairs(header, separator: ":", option: "--header")
            handover = .web(
                EHFSettings.Web(
                    address: address, method: method,
                    headers: EHFSettings.Web.headersDefault.merging(own) { $1 },
                    secret: try parseSecret(secret), honoursKey: onceOnly))
        default:
            throw ValidationError("Give either --folder or --address.")
        }
        try options.changeChannels("ehf") { settings in
            settings.ehf = try EHFSettings(
                handover: handover,
                sender: EHFSender(isVATRegistered: vat, isInCompanyRegister: companyRegister))
        }
    }
}

struct ChannelRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Use a channel no more; what waits in it stays.")

    enum Name: String, ExpressibleByArgument, CaseIterable {
        case email, sms, print, ehf

        init?(argument: String) { self.init(rawValue: argument == "mail" ? "email" : argument) }
    }

    @OptionGroup var options: BookOptions
    @Argument(help: "email, sms, print or ehf.") var channel: Name

    func run() throws {
        let desk = try options.desk()
        try desk.require(.manage)
        var settings = try options.channelSettings(desk)
        switch channel {
        case .email: settings.mail = nil
        case .sms: settings.sms = nil
        case .print: settings.print = nil
        case .ehf: settings.ehf = nil
        }
        try settings.write(options.channelsFile(of: desk.book.id))
        print("  \(ChannelTexts(desk.book.language).removed(channel.rawValue))")
    }
}

// MARK: - Arguments

func absolute(_ path: String) -> String {
    path.isEmpty ? "" : URL(fileURLWithPath: path).standardizedFileURL.path
}

func parseSecret(_ text: String?) throws -> SecretSource? {
    try text.map { try parseSecret($0, option: "--secret") }
}

/// A file is named in full: the next run may start somewhere else.
func parseSecret(_ text: String, option: String) throws -> SecretSource {
    guard let source = SecretSource(text) else {
        throw Diagnostic(
            "secret.source", place: option, found: "something else",
            expected: "env:NAME or file:PATH",
            remedy: "a password on the command line is seen by everybody on the machine")
    }
    if case .file(let path) = source { return .file(absolute(path)) }
    return source
}

private func pairs(
    _ texts: [String], separator: Character, option: String
) throws -> [String: String] {
    var pairs: [String: String] = [:]
    for text in texts {
        let parts = text.split(separator: separator, maxSplits: 1)
        guard parts.count == 2 else {
            throw ValidationError("\(option) '\(text)': write name\(separator)value")
        }
        pairs[String(parts[0])] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return pairs
}

import ArgumentParser
import Basics
import Claims
import Delivery
import Desk
import Foundation
import Store

/// Where letters go.
struct PostOptions: ParsableArguments {
    @Option(
        name: .long,
        help:
            "Mail server: smtp://host:port or smtps://host:port. Without it, all goes to the folder."
    )
    var smtp: String?

    @Option(
        name: .long, help: "User at the mail server; the password is read from PURR_SMTP_PASSWORD.")
    var smtpUser: String?

    @Option(name: .long, help: "STARTTLS: required, opportunistic or none.")
    var startTls: String = "required"

    @Option(name: .long, help: "Certificates to trust, as a PEM file.")
    var smtpCa: String?

    func post(_ options: BookOptions, _ desk: BookDesk) throws -> Post {
        let folder = FolderChannel(directory: options.lettersFolder(of: desk.book.id))
        let set = try options.channelSettings(desk)
        let mail = try smtp.map { try settings($0) }
        if options.today != nil { try refuseRehearsal(mail, set) }
        let others = try set.channels()
        var channels: [ContactWay: any Channel] = [:]
        channels[.email] = mail.map { SMTPChannel($0) }
        channels[.print] = others.print
        channels[.ehf] = others.ehf
        return Post(channels, folder: folder, ehfSender: others.ehfSender)
    }

    /// A letter dated on another day than it is sent must not leave the machine.
    private func refuseRehearsal(_ mail: SMTPSettings?, _ set: ChannelSettings) throws {
        let isLocal = mail.map { ["127.0.0.1", "localhost", "::1"].contains($0.host) } ?? true
        guard isLocal, !set.reachesOthers else {
            throw Diagnostic(
                "send.rehearsal", place: "--today",
                found: "another day than today and a channel that reaches people",
                expected: "letters dated on the day they are sent",
                remedy: "leave out --today, or let the letters go to the folder")
        }
    }

    private func settings(_ address: String) throws -> SMTPSettings {
        let isImplicit = address.hasPrefix("smtps://")
        guard isImplicit || address.hasPrefix("smtp://"),
            let colon = address.lastIndex(of: ":"),
            let port = Int(address[address.index(after: colon)...]),
            let start = address.range(of: "://")?.upperBound, start < colon
        else {
            throw Diagnostic(
                "smtp.address", place: "--smtp", found: address,
                expected: "smtp://host:port or smtps://host:port",
                remedy: "ports are usually 587 (smtp) and 465 (smtps)")
        }
        guard let security = isImplicit ? .implicit : SMTPSettings.Security(rawValue: startTls)
        else {
            throw Diagnostic(
                "smtp.security", place: "--start-tls", found: startTls,
                expected: "required, opportunistic or none")
        }
        return try SMTPSettings(
            host: String(address[start..<colon]), port: port, security: security, user: smtpUser,
            password: ProcessInfo.processInfo.environment["PURR_SMTP_PASSWORD"] ?? "",
            authorityFile: smtpCa)
    }
}

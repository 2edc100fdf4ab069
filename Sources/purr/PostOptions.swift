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
            "Mail server for this time: smtp://host:port or smtps://host:port. See also: purr channel set mail."
    )
    var smtp: String?

    @Option(
        name: .long, help: "User at the mail server; the password is read from PURR_SMTP_PASSWORD.")
    var smtpUser: String?

    @Option(name: .long, help: "STARTTLS: required, opportunistic or none.")
    var startTls: String = "required"

    @Option(name: .long, help: "Certificates to trust, as a PEM file.")
    var smtpCa: String?

    /// - Parameter isRehearsal: the channels are only asked for their names.
    func post(
        _ options: BookOptions, _ desk: BookDesk, isRehearsal: Bool = false
    ) throws -> Post {
        try post(options.place, today: options.today, desk, isRehearsal: isRehearsal)
    }

    /// - Parameter today: the day that is acted, when it is another than it is.
    func post(
        _ place: StoreOptions, today: Day?, _ desk: BookDesk, isRehearsal: Bool = false
    ) throws -> Post {
        let folder = FolderChannel(directory: place.lettersFolder(of: desk.book.id))
        let set = try place.channelSettings(desk)
        let mail = try (smtp.map { try mailSettings($0) } ?? set.mail)?.settings(book: desk.book.id)
        if today != nil, !isRehearsal { try refuseRehearsal(set) }
        let others = try set.channels(book: desk.book.id)
        var channels: [ContactWay: any Channel] = [:]
        channels[.email] = mail.map { SMTPChannel($0) }
        channels[.print] = others.print
        channels[.ehf] = others.ehf
        return Post(channels, folder: folder, ehfSender: others.ehfSender)
    }

    /// A letter dated on another day than it is sent must not leave the machine.
    private func refuseRehearsal(_ set: ChannelSettings) throws {
        var used = set
        if let smtp { used.mail = try mailSettings(smtp) }
        guard !used.reachesOthers else {
            throw Diagnostic(
                "send.rehearsal", place: "--today",
                found: "another day than today and a channel that reaches people",
                expected: "letters dated on the day they are sent",
                remedy: "leave out --today, or let the letters go to the folder")
        }
    }

    private func mailSettings(_ address: String) throws -> MailSettings {
        try MailSettings(
            address: address, security: try parseSecurity(startTls), user: smtpUser,
            secret: smtpUser == nil ? nil : SecretSource("env:PURR_SMTP_PASSWORD"),
            authorityFile: smtpCa)
    }
}

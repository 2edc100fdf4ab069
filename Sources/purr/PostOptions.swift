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
            "Mail server for this time: smtp://host:port or smtps://host:port. See also: purr channel set email."
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
        if today != nil, !isRehearsal { try refuseRehearsal(set) }
        var used = set
        if let smtp { used.mail = try mailSettings(smtp, instead: set.mail) }
        let others = try used.channels(book: desk.book.id, in: place.data)
        var channels: [ContactWay: any Channel] = [:]
        channels[.email] = others.mail
        channels[.print] = others.print
        channels[.ehf] = others.ehf
        return Post(
            channels, folder: folder, ehfSender: others.ehfSender, mailSigner: others.mailSigner)
    }

    /// A letter dated on another day than it is sent must not leave the machine.
    private func refuseRehearsal(_ set: ChannelSettings) throws {
        var used = set
        if let smtp { used.mail = try mailSettings(smtp, instead: set.mail) }
        guard !used.reachesOthers else {
            throw Diagnostic(
                "send.rehearsal", place: "--today",
                found: "another day than today and a channel that reaches people",
                expected: "letters dated on the day they are sent",
                remedy: "leave out --today, or let the letters go to the folder")
        }
    }

    /// Another server; the letters are the same, signed and with the same address for what comes back.
    private func mailSettings(
        _ address: String, instead usual: MailSettings?
    ) throws -> MailSettings {
        var mail = try MailSettings(
            address: address, security: try parseSecurity(startTls), user: smtpUser,
            secret: smtpUser == nil ? nil : SecretSource("env:PURR_SMTP_PASSWORD"),
            authorityFile: smtpCa)
        mail.dkim = usual?.dkim
        mail.bounceAddress = usual?.bounceAddress
        return mail
    }
}

import ArgumentParser
import Basics
import Delivery
import Desk
import Foundation
import Letters
import Store
import Texts

struct SetMailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "E-mail through the company's mail server.")

    @OptionGroup var options: BookOptions
    @Argument(help: "smtp://host:port or smtps://host:port.") var address: String
    @Option(name: .long) var user: String?
    @Option(name: .long, help: "Where the password is: env:NAME or file:PATH.")
    var secret: String?
    @Option(name: .long, help: "STARTTLS: required, opportunistic or none.")
    var startTls = "required"
    @Option(name: .long, help: "Certificates to trust, as a PEM file.") var ca: String?
    @Option(name: .long, help: "What Purr calls itself to the server.") var clientName: String?

    @Option(name: .long, help: "Connections at once, 1 to 8.") var connections: Int?
    @Option(name: .long, help: "The most messages a minute the server takes.")
    var perMinute: Int?
    @Option(
        name: .long,
        help:
            "Where bounces come back: bounce@firma.no; each letter's returns to bounce+P-12-1@firma.no."
    )
    var bounceAddress: String?

    func run() throws {
        var mail = try MailSettings(
            address: address, security: try parseSecurity(startTls), user: user,
            secret: try parseSecret(secret), authorityFile: ca.map(absolute),
            clientName: clientName)
        mail.connections = connections
        mail.messagesPerMinute = perMinute
        mail.bounceAddress = bounceAddress
        try mail.check()
        try options.changeChannels("mail") { $0.mail = mail }
    }
}

func parseSecurity(_ text: String) throws -> SMTPSettings.Security {
    guard let security = SMTPSettings.Security(rawValue: text), security != .implicit else {
        throw Diagnostic(
            "smtp.security", place: "--start-tls", found: text,
            expected: "required, opportunistic or none")
    }
    return security
}

struct TestMailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Send a real e-mail to an address of your own.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The address.") var to: String

    func run() async throws {
        let desk = try options.desk()
        let book = desk.book
        guard let mail = try options.channelSettings(desk).mail else {
            throw Diagnostic(
                "channel.none", place: "mail", found: "not set up", expected: "a mail server",
                remedy: "set one up with: purr channel set mail smtp://…")
        }
        let channel = SMTPChannel(try mail.settings(book: book.id))
        let texts = ChannelTexts(book.language)
        let message = try MailMessage(
            from: try MailAddress(name: book.name, address: book.email),
            to: try MailAddress(name: "", address: to), subject: texts.testSubject,
            sentAt: Clock.system.now, noticeID: "test-\(Clock.system.now)",
            text: texts.testMessage(from: book.name) + "\n", html: "", attachments: [])
        do {
            let receipt = try await channel.deliver(
                OutgoingMessage(
                    id: "test", from: book.email, to: to, email: message.bytes(), pdf: []))
            print("  \(texts.mailSent(receipt.detail))")
        } catch {
            throw error.diagnostic("mail")
        }
    }
}

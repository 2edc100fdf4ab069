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
        commandName: "email", abstract: "E-mail through the company's mail server.",
        discussion: """
            What each failure becomes, and what stands in DNS, is told in docs/channels/email.md. Each call sets all of it anew.

              purr channel set email smtp://smtp.firma.no:587 --user post@firma.no --secret file:/run/secrets/smtp \\
                --dkim-key file:/run/secrets/dkim.pem --bounce-address bounce@firma.no
            """,
        aliases: ["mail"])

    @OptionGroup var options: BookOptions
    @Argument(help: "smtp://host:port, or smtps://host:port for TLS from the first byte.")
    var address: String
    @Option(name: .long, help: "The user the server knows; goes over TLS or not at all.")
    var user: String?
    @Option(name: .long, help: "Where the password is: env:NAME or file:PATH.")
    var secret: String?
    @Option(
        name: .long,
        help: "STARTTLS: required, opportunistic (when it is offered) or none (this machine only).")
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

    @Option(
        name: .long,
        help: "The domain that signs the letters, when it is not that of the company's address.")
    var dkimDomain: String?
    @Option(
        name: .long,
        help: "The name of a DKIM key in DNS. (default: purr) May be repeated, one for each key.")
    var dkimSelector: [String] = []
    @Option(
        name: .long,
        help:
            "Sign the letters: where the private key is, env:NAME or file:PATH. May be repeated. See: purr channel dkim-key."
    )
    var dkimKey: [String] = []

    func run() throws {
        var mail = try MailSettings(
            address: address, security: try parseSecurity(startTls), user: user,
            secret: try parseSecret(secret), authorityFile: ca.map(absolute),
            clientName: clientName)
        mail.connections = connections
        mail.messagesPerMinute = perMinute
        mail.bounceAddress = bounceAddress
        mail.dkim = try dkim(for: try options.desk().book)
        try mail.check()
        try options.changeChannels("email") { $0.mail = mail }
    }

    private func dkim(for book: BookRecord) throws -> DKIMSettings? {
        if dkimKey.isEmpty, dkimSelector.isEmpty, dkimDomain == nil { return nil }
        let selectors = dkimSelector.isEmpty ? [DKIMRecordOptions.selectorDefault] : dkimSelector
        guard !dkimKey.isEmpty, selectors.count == dkimKey.count else {
            throw Diagnostic(
                "dkim.keys", place: "--dkim-key",
                found: "\(dkimKey.count) keys and \(selectors.count) selectors",
                expected: "a selector for each key",
                remedy: "give --dkim-selector and --dkim-key as often as each other")
        }
        let settings = DKIMSettings(
            domain: try dkimDomain ?? DKIMRecordOptions.domain(of: book),
            keys: try zip(selectors, dkimKey).map {
                .init(selector: $0, source: try parseSecret($1, option: "--dkim-key"))
            })
        try settings.check()
        try settings.check(sender: book.email)
        return settings
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
        commandName: "email", abstract: "Send a real e-mail to an address of your own.",
        discussion: "It is signed as letters are, and tells whether they are.", aliases: ["mail"])

    @OptionGroup var options: BookOptions
    @Argument(help: "The address.") var to: String

    func run() async throws {
        let desk = try options.desk()
        try desk.require(.manage)
        let book = desk.book
        guard let mail = try options.channelSettings(desk).mail else {
            throw Diagnostic(
                "channel.none", place: "email", found: "not set up", expected: "a mail server",
                remedy: "set one up with: purr channel set email smtp://…")
        }
        let channel = SMTPChannel(try mail.settings(book: book.id))
        let signer = try mail.dkim?.signer()
        let texts = ChannelTexts(book.language)
        let now = Clock.system.now
        let message = try MailMessage(
            from: try MailAddress(name: book.name, address: book.email),
            to: try MailAddress(name: "", address: to), subject: texts.testSubject,
            sentAt: now, noticeID: "test-\(now)",
            text: texts.testMessage(from: book.name) + "\n", html: "", attachments: [])
        let bytes = message.bytes()
        let email = try signer?.signed(bytes, at: now) ?? bytes
        do {
            let receipt = try await channel.deliver(
                OutgoingMessage(id: "test", from: book.email, to: to, email: email, pdf: []))
            print("  \(texts.mailSent(receipt.detail))")
        } catch {
            throw error.diagnostic("email")
        }
        for name in signer?.names ?? [] { print("  \(texts.signed(name))") }
        if signer == nil { print("  \(texts.unsigned)") }
        if let signer, !signer.covers(book.email) {
            print("  \(texts.notCovered(signer.domain, sender: book.email))")
        }
    }
}

import Basics

/// The company's mail server as it stands in the settings: without the password, which is read where it is named.
public struct MailSettings: Hashable, Codable, Sendable {
    public var host: String
    public var port: Int
    public var security: SMTPSettings.Security
    /// nil when the server asks for no login.
    public var user: String?
    public var secret: SecretSource?
    /// PEM file with the certificates to trust instead of the system's.
    public var authorityFile: String?
    /// What the client calls itself in EHLO.
    public var clientName: String?
    /// At once, 1 to 8; nil for 1.
    public var connections: Int?
    /// nil for no limit.
    public var messagesPerMinute: Int?
    /// Where bounces come back, each letter's to an address of its own; nil for the company's own address.
    public var bounceAddress: String?
    /// nil for letters that leave unsigned.
    public var dkim: DKIMSettings?

    public init(
        host: String, port: Int, security: SMTPSettings.Security = .required, user: String? = nil,
        secret: SecretSource? = nil, authorityFile: String? = nil, clientName: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.secret = secret
        self.authorityFile = authorityFile
        self.clientName = clientName
    }

    /// - Parameter address: `smtp://host:port` or `smtps://host:port`; the second is TLS from the first byte.
    /// - Throws: `Diagnostic` `smtp.address`.
    public init(
        address: String, security: SMTPSettings.Security, user: String? = nil,
        secret: SecretSource? = nil, authorityFile: String? = nil, clientName: String? = nil
    ) throws(Diagnostic) {
        let isImplicit = address.hasPrefix("smtps://")
        guard isImplicit || address.hasPrefix("smtp://"), let colon = address.lastIndex(of: ":"),
            let port = Int(address[address.index(after: colon)...]),
            let slash = address.lastIndex(of: "/"), slash < colon
        else {
            throw Diagnostic(
                "smtp.address", place: "address", found: address,
                expected: "smtp://host:port or smtps://host:port",
                remedy: "ports are usually 587 (smtp) and 465 (smtps)")
        }
        self.init(
            host: String(address[address.index(after: slash)..<colon]), port: port,
            security: isImplicit ? .implicit : security, user: user, secret: secret,
            authorityFile: authorityFile, clientName: clientName)
    }

    /// What the channel needs, without a password.
    ///
    /// - Throws: as ``SMTPSettings``, `smtp.login` for a user without a place for the password, and those of ``DKIMSettings/check()``.
    public func check() throws(Diagnostic) {
        guard (user == nil) == (secret == nil) else {
            throw Diagnostic(
                "smtp.login", place: "login", found: user == nil ? "a password" : "a user",
                expected: "both or neither",
                remedy: "give --user and --secret env:NAME or file:PATH")
        }
        try dkim?.check()
        _ = try settings(password: "", book: 0)
    }

    /// What the channel needs, with the password read.
    ///
    /// - Parameters:
    ///   - book: the book's number, which bounces tell.
    ///   - folder: where the pace is kept for all books that send through the server; nil for each run by itself.
    /// - Throws: as ``SMTPSettings``, and `secret.missing` or `secret.file`.
    public func settings(book: Int64, in folder: String? = nil) throws(Diagnostic) -> SMTPSettings {
        try settings(password: try secret?.read() ?? "", book: book, in: folder)
    }

    private func settings(
        password: String, book: Int64, in folder: String? = nil
    ) throws(Diagnostic) -> SMTPSettings {
        var bounce: BounceAddress?
        if let bounceAddress { bounce = try BounceAddress(bounceAddress, book: book) }
        return try SMTPSettings(
            host: host, port: port, security: security, user: user, password: password,
            authorityFile: authorityFile, clientName: clientName, connections: connections ?? 1,
            messagesPerMinute: messagesPerMinute ?? 0, paceFile: folder.map { paceFile(in: $0) },
            bounce: bounce)
    }

    /// One for each server, by its name and port.
    private func paceFile(in folder: String) -> String {
        let name = host.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "\(folder)/pace-\(String(name))-\(port)"
    }

    /// True when mail stays on this machine.
    public var isLocal: Bool { ["127.0.0.1", "localhost", "::1"].contains(host.lowercased()) }
}

extension SMTPSettings.Security: Codable {}

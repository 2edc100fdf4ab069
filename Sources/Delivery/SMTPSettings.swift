import Basics

/// Where and how mail is handed to the outside world.
///
///     try SMTPSettings(host: "smtp.example.no", port: 587, security: .required,
///                      user: "post@example.no", password: secret)
public struct SMTPSettings: Sendable {
    /// How the connection is protected. A certificate that is offered is always checked.
    public enum Security: String, CaseIterable, Sendable {
        /// Plain text: for a server on the same machine.
        case none
        /// STARTTLS when the server offers it. Who can change the traffic can take the offer away.
        case opportunistic
        /// STARTTLS, or nothing is sent.
        case required
        /// TLS from the first byte, as on port 465.
        case implicit
    }

    public let host: String
    public let port: Int
    public let security: Security
    /// nil when the server asks for no login.
    public let user: String?
    let password: String
    /// PEM file with the certificates to trust instead of the system's; nil for the system's.
    public let authorityFile: String?
    /// What the client calls itself in EHLO; nil for `localhost`. Some servers want a real name.
    public let clientName: String?
    /// Connections at once, 1 to 8.
    public let connections: Int
    /// The most the server takes; 0 for no limit.
    public let messagesPerMinute: Int
    /// Where the pace is kept for all who send through this server; nil for this process alone.
    public let paceFile: String?
    /// Where what can not be delivered comes back; nil for the message's own sender.
    public let bounce: BounceAddress?
    /// Seconds to wait for a connection.
    public let secondsToConnect: Int
    /// Seconds for a whole message, connection included.
    ///
    /// Long on purpose: a server may take minutes to answer after the last line, and giving up too early
    /// leaves a letter that may or may not have gone (RFC 5321 § 4.5.3.2.6).
    public let secondsPerMessage: Int
    /// Seconds to leave a server alone that is away or will not have us; 0 to go on trying.
    public let secondsToRest: Int

    /// Throws `smtp.host` or `smtp.port` for what is no name or port, and `smtp.password-in-clear` when a
    /// password would cross a network unprotected: with `none` or `opportunistic` a login is allowed only
    /// to this machine.
    public init(
        host: String, port: Int, security: Security, user: String? = nil, password: String = "",
        authorityFile: String? = nil, clientName: String? = nil, connections: Int = 1,
        messagesPerMinute: Int = 0, paceFile: String? = nil, bounce: BounceAddress? = nil,
        secondsToConnect: Int = 20, secondsPerMessage: Int = 600, secondsToRest: Int = 60
    ) throws(Diagnostic) {
        guard (1...8).contains(connections) else {
            throw Diagnostic(
                "smtp.connections", place: "connections", found: "\(connections)",
                expected: "1 to 8")
        }
        guard (0...60_000).contains(messagesPerMinute) else {
            throw Diagnostic(
                "smtp.pace", place: "messages per minute", found: "\(messagesPerMinute)",
                expected: "0 for no limit, or at most 60000")
        }
        guard SMTPSettings.isHostName(host) else {
            throw Diagnostic(
                "smtp.host", place: "host", found: host, expected: "a name like smtp.example.no",
                remedy: "write the server's name alone, without smtp:// and port")
        }
        guard (1...65_535).contains(port) else {
            throw Diagnostic(
                "smtp.port", place: "port", found: "\(port)", expected: "1 to 65535")
        }
        if let clientName, !SMTPSettings.isHostName(clientName) {
            throw Diagnostic(
                "smtp.host", place: "client name", found: clientName,
                expected: "a name like mail.example.no")
        }
        let isProtected = security == .required || security == .implicit
        let isLocal = ["localhost", "127.0.0.1", "::1"].contains(host.lowercased())
        guard user == nil || isProtected || isLocal else {
            throw Diagnostic(
                "smtp.password-in-clear", place: "security", found: security.rawValue,
                expected: "required or implicit when there is a user and password",
                remedy: "ask for TLS, or use a server on this machine")
        }
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.authorityFile = authorityFile
        self.clientName = clientName
        self.connections = connections
        self.messagesPerMinute = messagesPerMinute
        self.paceFile = paceFile
        self.bounce = bounce
        self.secondsToConnect = secondsToConnect
        self.secondsPerMessage = secondsPerMessage
        self.secondsToRest = secondsToRest
    }

    /// `smtp://host:port/client`.
    var url: String {
        let scheme = security == .implicit ? "smtps" : "smtp"
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme)://\(name):\(port)/\(clientName ?? "localhost")"
    }

    /// Nothing that means something else within a URL: no slash, `@`, `?`, blank or control character.
    private static func isHostName(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: byte >= 0x80
                }
            }
    }
}

/// An address of its own for each letter's returns: `bounce+P-12-1@firma.no` tells of letter 12 in book 1.
public struct BounceAddress: Hashable, Sendable {
    /// `bounce@firma.no`.
    public let address: String
    /// The book's number.
    public let book: Int64

    /// - Throws: `Diagnostic` `smtp.bounce` for what is no plain address.
    public init(_ address: String, book: Int64) throws(Diagnostic) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain,
            !parts[0].contains("+"), address.utf8.count <= 200
        else {
            throw Diagnostic(
                "smtp.bounce", place: "bounce address", found: address,
                expected: "an address like bounce@firma.no, without a plus",
                remedy: "the server must bring bounce+…@firma.no to the same mailbox")
        }
        self.address = address
        self.book = book
    }

    func sender(for notice: String) -> String {
        let parts = address.split(separator: "@")
        return "\(parts[0])+\(notice)-\(book)@\(parts[1])"
    }
}

/// Prints without the password, so that no log can hold it.
extension SMTPSettings: CustomStringConvertible, CustomReflectable {
    public var description: String {
        "\(host):\(port) \(security.rawValue)\(user == nil ? "" : ", with login")"
    }

    public var customMirror: Mirror { Mirror(self, children: ["settings": description]) }
}

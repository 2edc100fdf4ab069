import CCurl
import Desk
import Dispatch

/// A libcurl handle with the settings applied; it keeps its connection open between messages.
///
/// Not thread-safe, and its calls block until the server has answered.
final class SMTPHandle {
    private let curl: UnsafeMutableRawPointer
    /// libcurl wants to be set up once, before any handle.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(_ settings: SMTPSettings) throws(DeliveryFailure) {
        guard SMTPHandle.isReady, let curl = curl_easy_init() else {
            throw DeliveryFailure(.temporary, "libcurl could not be started")
        }
        self.curl = curl
        try apply(settings)
    }

    /// Says goodbye on a thread of its own: libcurl waits up to two minutes for a server that no longer
    /// answers, and nobody here has anything to learn from it.
    deinit {
        let address = UInt(bitPattern: curl)
        DispatchQueue.global(qos: .utility).async {
            curl_easy_cleanup(UnsafeMutableRawPointer(bitPattern: address))
        }
    }

    /// Offers the message to the server once.
    func attempt(_ message: OutgoingMessage) throws(DeliveryFailure) -> SMTPAttempt {
        let transfer = SMTPTransfer(message.email)
        let state = Unmanaged.passUnretained(transfer).toOpaque()
        let recipients = curl_slist_append(nil, message.to)
        defer { curl_slist_free_all(recipients) }
        try check([
            purr_curl_set_string(curl, CURLOPT_MAIL_FROM, message.from),
            purr_curl_set_list(curl, CURLOPT_MAIL_RCPT, recipients),
            // The server hears the size beforehand and can refuse before anything is sent.
            purr_curl_set_long(curl, CURLOPT_INFILESIZE, message.email.count),
            purr_curl_set_read(curl, giveBytes, state),
            purr_curl_set_header(curl, takeReply, state),
            purr_curl_set_debug(curl, seeCommand, state),
        ])
        let result = withExtendedLifetime(transfer) { curl_easy_perform(curl) }
        // The list and the transfer end here; the handle lives on.
        try check([
            purr_curl_set_list(curl, CURLOPT_MAIL_RCPT, nil),
            purr_curl_set_read(curl, giveBytes, nil),
            purr_curl_set_header(curl, takeReply, nil),
            purr_curl_set_debug(curl, seeCommand, nil),
        ])
        return SMTPAttempt(
            result: result, replyCode: information(CURLINFO_RESPONSE_CODE),
            reply: transfer.reply.text, stage: transfer.stage,
            isHandedOver: transfer.isHandedOver, isStarted: transfer.isStarted,
            isReused: information(CURLINFO_NUM_CONNECTS) == 0)
    }

    private func information(_ name: CURLINFO) -> Int {
        var value = 0
        return purr_curl_get_long(curl, name, &value) == CURLE_OK ? value : 0
    }

    private func apply(_ settings: SMTPSettings) throws(DeliveryFailure) {
        let tls: curl_usessl =
            switch settings.security {
            case .none: CURLUSESSL_NONE
            case .opportunistic: CURLUSESSL_TRY
            case .required, .implicit: CURLUSESSL_ALL
            }
        try check([
            purr_curl_set_string(curl, CURLOPT_URL, settings.url),
            purr_curl_set_long(curl, CURLOPT_USE_SSL, Int(tls.rawValue)),
            purr_curl_set_long(curl, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            purr_curl_set_long(curl, CURLOPT_SSL_VERIFYPEER, 1),
            purr_curl_set_long(curl, CURLOPT_SSL_VERIFYHOST, 2),
            purr_curl_set_long(curl, CURLOPT_CONNECTTIMEOUT, settings.secondsToConnect),
            purr_curl_set_long(curl, CURLOPT_TIMEOUT, settings.secondsPerMessage),
            // Without it libcurl uses signals for its timeouts, which threads do not survive.
            purr_curl_set_long(curl, CURLOPT_NOSIGNAL, 1),
            purr_curl_set_long(curl, CURLOPT_UPLOAD, 1),
            // Commands are shown to `seeCommand`, and to nobody else.
            purr_curl_set_debug(curl, seeCommand, nil),
            purr_curl_set_long(curl, CURLOPT_VERBOSE, 1),
            // Neither the environment nor a file in the home directory has a say in where mail goes.
            purr_curl_set_string(curl, CURLOPT_PROXY, ""),
            purr_curl_set_long(curl, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue)),
        ])
        if let file = settings.authorityFile {
            try check([
                purr_curl_set_string(curl, CURLOPT_CAINFO, file),
                purr_curl_set_string(curl, CURLOPT_CAPATH, nil),
            ])
        }
        if let user = settings.user {
            try check([
                purr_curl_set_string(curl, CURLOPT_USERNAME, user),
                purr_curl_set_string(curl, CURLOPT_PASSWORD, settings.password),
            ])
        }
    }

    /// A setting that does not hold, TLS above all, is never passed over in silence.
    private func check(_ results: [CURLcode]) throws(DeliveryFailure) {
        guard let problem = results.first(where: { $0 != CURLE_OK }) else { return }
        throw DeliveryFailure(
            .temporary, "libcurl refuses a setting: \(String(cString: curl_easy_strerror(problem)))"
        )
    }
}

/// One message on its way: what libcurl has fetched of it, and what the server last said.
private final class SMTPTransfer {
    let bytes: [UInt8]
    var offset = 0
    var isStarted = false
    var stage = SMTPStage.greeting
    var reply = SMTPReply()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isHandedOver: Bool { offset == bytes.count }
}

/// libcurl asks for the next bytes of the message; 0 says there are no more.
private func giveBytes(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ state: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let state else { return 0 }
    let transfer = Unmanaged<SMTPTransfer>.fromOpaque(state).takeUnretainedValue()
    let length = min(size * count, transfer.bytes.count - transfer.offset)
    transfer.isStarted = true
    transfer.bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(start: buffer, count: length)
            .copyMemory(from: .init(rebasing: source[transfer.offset..<transfer.offset + length]))
    }
    transfer.offset += length
    return length
}

/// libcurl tells what it does; the command tells how far the message has come. Logins go by here too, and are not kept.
private func seeCommand(
    _ curl: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?,
    _ count: Int, _ state: UnsafeMutableRawPointer?
) -> Int32 {
    guard kind == CURLINFO_HEADER_OUT, let bytes, let state, count >= 4 else { return 0 }
    let verb = UnsafeRawBufferPointer(start: bytes, count: 4)
    guard let stage = SMTPStage(verb: verb) else { return 0 }
    Unmanaged<SMTPTransfer>.fromOpaque(state).takeUnretainedValue().stage = stage
    return 0
}

/// libcurl hands over one line of the server's; anything but the full length would end the transfer.
private func takeReply(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ state: UnsafeMutableRawPointer?
) -> Int {
    let length = size * count
    guard let buffer, let state else { return length }
    let transfer = Unmanaged<SMTPTransfer>.fromOpaque(state).takeUnretainedValue()
    transfer.reply.take(UnsafeRawBufferPointer(start: buffer, count: length))
    return length
}

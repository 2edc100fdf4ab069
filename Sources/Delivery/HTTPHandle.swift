import CCurl
import Desk

/// Sends requests one at a time, each over a connection of its own.
///
/// libcurl repeats a request by itself when a connection it had used before turns out to be dead, and a message could go
/// out twice unseen. A fresh connection is never dead that way; the handshake is what that costs.
actor HTTPClient {
    private let limits: HTTPLimits
    private let executor = BlockingExecutor(label: "purr.http")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ limits: HTTPLimits) {
        self.limits = limits
    }

    func send(_ request: HTTPRequest) throws(DeliveryFailure) -> HTTPAttempt {
        try HTTPHandle(limits).attempt(request)
    }
}

/// A libcurl handle for one request; its calls block until the server has answered.
private final class HTTPHandle {
    private let curl: UnsafeMutableRawPointer
    /// libcurl wants to be set up once, before any handle.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(_ limits: HTTPLimits) throws(DeliveryFailure) {
        guard HTTPHandle.isReady, let curl = curl_easy_init() else {
            throw DeliveryFailure(.temporary, "libcurl could not be started")
        }
        self.curl = curl
        try check([
            purr_curl_set_long(curl, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            purr_curl_set_long(curl, CURLOPT_SSL_VERIFYPEER, 1),
            purr_curl_set_long(curl, CURLOPT_SSL_VERIFYHOST, 2),
            purr_curl_set_long(curl, CURLOPT_CONNECTTIMEOUT, limits.secondsToConnect),
            purr_curl_set_long(curl, CURLOPT_TIMEOUT, limits.secondsInAll),
            // Without it libcurl uses signals for its timeouts, which threads do not survive.
            purr_curl_set_long(curl, CURLOPT_NOSIGNAL, 1),
            purr_curl_set_long(curl, CURLOPT_FRESH_CONNECT, 1),
            purr_curl_set_long(curl, CURLOPT_FORBID_REUSE, 1),
            purr_curl_set_long(curl, CURLOPT_HTTP_VERSION, 2),
            // A letter goes where it was sent, and nowhere a server points.
            purr_curl_set_long(curl, CURLOPT_FOLLOWLOCATION, 0),
            purr_curl_set_string(curl, CURLOPT_PROTOCOLS_STR, "http,https"),
            // Neither the environment nor a file in the home directory has a say in where it goes.
            purr_curl_set_string(curl, CURLOPT_PROXY, ""),
            purr_curl_set_long(curl, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue)),
        ])
        guard let file = limits.authorityFile else { return }
        try check([
            purr_curl_set_string(curl, CURLOPT_CAINFO, file),
            purr_curl_set_string(curl, CURLOPT_CAPATH, nil),
        ])
    }

    deinit { curl_easy_cleanup(curl) }

    func attempt(_ request: HTTPRequest) throws(DeliveryFailure) -> HTTPAttempt {
        let transfer = HTTPTransfer(request.body)
        let state = Unmanaged.passUnretained(transfer).toOpaque()
        var headers: UnsafeMutablePointer<curl_slist>?
        // Waiting for permission to send the body helps nobody here.
        for (name, value) in request.headers + [("Expect", "")] {
            headers = curl_slist_append(headers, value.isEmpty ? "\(name):" : "\(name): \(value)")
        }
        defer { curl_slist_free_all(headers) }
        try check([
            purr_curl_set_string(curl, CURLOPT_URL, request.url),
            purr_curl_set_list(curl, CURLOPT_HTTPHEADER, headers),
            purr_curl_set_write(curl, takeBody, state),
            purr_curl_set_header(curl, takeHeader, state),
        ])
        if request.method != "GET" {
            try check([
                purr_curl_set_long(curl, CURLOPT_POST, 1),
                purr_curl_set_string(curl, CURLOPT_CUSTOMREQUEST, request.method),
                purr_curl_set_long(curl, CURLOPT_POSTFIELDSIZE, request.body.count),
                purr_curl_set_read(curl, giveBytes, state),
            ])
        }
        let result = withExtendedLifetime(transfer) { curl_easy_perform(curl) }
        var requestSize = 0
        var status = 0
        var retryAfter: curl_off_t = 0
        _ = purr_curl_get_long(curl, CURLINFO_REQUEST_SIZE, &requestSize)
        _ = purr_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        _ = purr_curl_get_offset(curl, CURLINFO_RETRY_AFTER, &retryAfter)
        return HTTPAttempt(
            problem: result == CURLE_OK ? nil : String(cString: curl_easy_strerror(result)),
            status: status, retryAfterSeconds: retryAfter > 0 ? Int(retryAfter) : nil,
            location: transfer.location, body: transfer.answer,
            isHandedOver: requestSize > 0 && transfer.offset == transfer.bytes.count)
    }

    /// A setting that does not hold, TLS above all, is never passed over in silence.
    private func check(_ results: [CURLcode]) throws(DeliveryFailure) {
        guard let problem = results.first(where: { $0 != CURLE_OK }) else { return }
        throw DeliveryFailure(
            .temporary, "libcurl refuses a setting: \(String(cString: curl_easy_strerror(problem)))"
        )
    }
}

/// One request on its way: what libcurl has fetched of it, and what came back.
private final class HTTPTransfer {
    let bytes: [UInt8]
    var offset = 0
    var answer: [UInt8] = []
    var location = ""
    /// An answer is a receipt; what a server says beyond this is passed over.
    static let answerMost = 1 << 16

    init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// libcurl asks for the next bytes of the body; 0 says there are no more.
private func giveBytes(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ state: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let state else { return 0 }
    let transfer = Unmanaged<HTTPTransfer>.fromOpaque(state).takeUnretainedValue()
    let length = min(size * count, transfer.bytes.count - transfer.offset)
    transfer.bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(start: buffer, count: length)
            .copyMemory(from: .init(rebasing: source[transfer.offset..<transfer.offset + length]))
    }
    transfer.offset += length
    return length
}

private func takeBody(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ state: UnsafeMutableRawPointer?
) -> Int {
    let length = size * count
    guard let buffer, let state else { return length }
    let transfer = Unmanaged<HTTPTransfer>.fromOpaque(state).takeUnretainedValue()
    let room = max(0, HTTPTransfer.answerMost - transfer.answer.count)
    transfer.answer += UnsafeRawBufferPointer(start: buffer, count: min(length, room))
    return length
}

private func takeHeader(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ state: UnsafeMutableRawPointer?
) -> Int {
    let length = size * count
    guard let buffer, let state else { return length }
    let transfer = Unmanaged<HTTPTransfer>.fromOpaque(state).takeUnretainedValue()
    let line = String(
        decoding: UnsafeRawBufferPointer(start: buffer, count: length), as: UTF8.self)
    if line.lowercased().hasPrefix("location:") {
        transfer.location = String(
            line.dropFirst(9).drop(while: { $0 == " " }).prefix(while: { !$0.isNewline })
                .prefix(500))
    }
    return length
}

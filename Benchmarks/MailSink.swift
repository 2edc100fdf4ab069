import Foundation
import Glibc

/// An SMTP server that takes every mail and keeps none: a thread a connection, and no more words than the protocol needs.
final class MailSink: @unchecked Sendable {
    // Sendable by a lock around the counts.
    private let socket: Int32
    let port: Int
    private let lock = NSLock()
    private var mails = 0
    private var bytes = 0

    struct Failed: Error {}

    init() throws {
        let listening = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, length) == 0 && getsockname(listening, $0, &length) == 0
            }
        }
        guard listening >= 0, isBound, listen(listening, 64) == 0 else { throw Failed() }
        socket = listening
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listening, nil, nil)
                if client < 0 { return }
                Thread.detachNewThread { self.serve(client) }
            }
        }
    }

    var count: (mails: Int, bytes: Int) { lock.withLock { (mails, bytes) } }

    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    private func serve(_ client: Int32) {
        defer { close(client) }
        var on: Int32 = 1
        setsockopt(client, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        say("220 sink\r\n", client)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var line: [UInt8] = []
        var tail: [UInt8] = []
        var isData = false
        while true {
            let length = read(client, &buffer, buffer.count)
            if length <= 0 { return }
            if isData {
                take(buffer[..<length], &tail)
                if tail == Self.end {
                    isData = false
                    tail = []
                    lock.withLock { mails += 1 }
                    say("250 taken\r\n", client)
                }
                continue
            }
            for byte in buffer[..<length] where byte != 0x0D {
                if byte != 0x0A {
                    line.append(byte)
                    continue
                }
                isData = answer(line, client)
                line.removeAll(keepingCapacity: true)
            }
        }
    }

    private static let end = Array("\r\n.\r\n".utf8)

    /// Keeps the last five bytes: a mail ends with them.
    private func take(_ piece: ArraySlice<UInt8>, _ tail: inout [UInt8]) {
        lock.withLock { bytes += piece.count }
        tail = (tail + piece.suffix(5)).suffix(5)
    }

    /// - Returns: true when the mail itself comes next.
    private func answer(_ line: [UInt8], _ client: Int32) -> Bool {
        switch line.first.map({ $0 & 0xDF }) {
        case UInt8(ascii: "E"): say("250-sink\r\n250 8BITMIME\r\n", client)
        case UInt8(ascii: "D"):
            say("354 go on\r\n", client)
            return true
        case UInt8(ascii: "Q"): say("221 bye\r\n", client)
        default: say("250 ok\r\n", client)
        }
        return false
    }

    private func say(_ text: String, _ client: Int32) {
        let bytes = Array(text.utf8)
        _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}

import Basics
import Delivery
import Desk
import Foundation
import Glibc

/// W6: mails handed to a server on this machine, over one connection and over eight.
///
/// The server is ``MailSink``; what it can take is measured with a client that speaks SMTP without waiting for a library, and is
/// the reference.
enum MailBench {
    static func measure(_ size: Int, connections: Int) throws -> Measurement {
        let sink = try MailSink()
        defer { sink.stop() }
        let channel = SMTPChannel(
            try SMTPSettings(
                host: "127.0.0.1", port: sink.port, security: .none, connections: connections))
        let mail = Self.mail
        let (seconds, _) = try timed {
            try waitFor {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for lane in 0..<connections {
                        group.addTask {
                            for number in stride(from: lane, to: size, by: connections) {
                                _ = try await channel.deliver(
                                    OutgoingMessage(
                                        id: "P-\(number)", from: "faktura@example.no",
                                        to: "kunde\(number)@example.no", email: mail, pdf: []))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
        precondition(sink.count.mails == size, "\(sink.count.mails) mails of \(size) arrived")
        return Measurement(value: Double(size) / seconds, peakMemoryMB: Memory.peakMB)
    }

    /// What the sink takes from clients that do nothing but talk.
    static func sinkAlone(_ size: Int, connections: Int) throws -> Double {
        let sink = try MailSink()
        defer { sink.stop() }
        let mail = Self.mail + Array(".\r\n".utf8)
        let (seconds, _) = timed {
            DispatchQueue.concurrentPerform(iterations: connections) { lane in
                let client = RawClient(port: sink.port)
                for _ in stride(from: lane, to: size, by: connections) {
                    client.ask("MAIL FROM:<faktura@example.no>\r\n")
                    client.ask("RCPT TO:<kunde@example.no>\r\n")
                    client.ask("DATA\r\n")
                    client.ask(mail)
                }
            }
        }
        precondition(sink.count.mails == size, "\(sink.count.mails) mails of \(size) arrived")
        return Double(size) / seconds
    }

    /// As large as a letter with its PDF: 80 kB.
    private static var mail: [UInt8] {
        let head = "From: faktura@example.no\r\nTo: kunde@example.no\r\nSubject: Faktura\r\n\r\n"
        let line = String(repeating: "x", count: 74) + "\r\n"
        return Array((head + String(repeating: line, count: 1_050)).utf8)
    }
}

/// A client that speaks SMTP over a plain socket.
private final class RawClient {
    private let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 4_096)

    init(port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        hear()
        ask("EHLO bench\r\n")
    }

    deinit { close(socket) }

    func ask(_ text: String) { ask(Array(text.utf8)) }

    func ask(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress! + sent, bytes.count - sent, 0)
            }
            precondition(count > 0, "the sink hung up")
            sent += count
        }
        hear()
    }

    private func hear() { _ = read(socket, &buffer, buffer.count) }
}

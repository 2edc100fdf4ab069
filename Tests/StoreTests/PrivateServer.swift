import Foundation
import TestStore

/// A PostgreSQL server of a test's own, which it may crash, copy and promote; gone when nobody holds it.
final class PrivateServer {
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// Where the server's programs are; nil where there are none.
    static let programs = ProcessInfo.processInfo.environment["PURR_TEST_POSTGRES_BIN"]

    private let folder: String
    let port: Int
    var data: String { folder + "/data" }

    /// A new server with the role `purr` and its database, or a standby of another.
    init(following primary: PrivateServer? = nil) throws {
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-server-\(UUID().uuidString)").path
        port = try Self.freePort()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if getuid() == 0 { try Self.run("/usr/bin/env", ["chown", "postgres", folder]) }
        if let primary {
            try run(
                "pg_basebackup",
                [
                    "-D", data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-h", "127.0.0.1",
                    "-p", "\(primary.port)", "-U", "postgres",
                ])
            try start()
            return
        }
        try run(
            "initdb",
            [
                "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                "--no-sync",
            ])
        try start()
        for statement in ["CREATE ROLE purr LOGIN CREATEROLE", "CREATE DATABASE purr OWNER purr"] {
            try run(
                "psql",
                [
                    "-q", "-h", "127.0.0.1", "-p", "\(port)", "-U", "postgres", "-d", "postgres",
                    "-c", statement,
                ])
        }
    }

    deinit {
        crash()
        try? FileManager.default.removeItem(atPath: folder)
    }

    var address: String { "postgresql://purr@127.0.0.1:\(port)/purr" }

    private func start() throws {
        try run(
            "pg_ctl",
            [
                "-D", data, "-w", "-l", folder + "/log", "-o",
                "-c listen_addresses=127.0.0.1 -p \(port) -c unix_socket_directories=\(folder) "
                    + "-c fsync=off -c max_connections=20 -c shared_buffers=16MB", "start",
            ])
    }

    /// Ends it at once, as a power cut would.
    func crash() { try? run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]) }

    /// Makes a standby the primary.
    func promote() throws { try run("pg_ctl", ["-D", data, "-w", "promote"]) }

    /// The server refuses to run as root.
    private func run(_ program: String, _ arguments: [String]) throws {
        let path = "\(Self.programs ?? "")/\(program)"
        if getuid() == 0 {
            try Self.run("/usr/bin/env", ["runuser", "-u", "postgres", "--", path] + arguments)
        } else {
            try Self.run(path, arguments)
        }
    }

    private static func run(_ path: String, _ arguments: [String]) throws {
        // Foundation sees the end of a program when its last descendant has closed what it inherited; a server stays. So nothing
        // but the three usual files is handed on.
        let closing =
            "for fd in $(ls /proc/self/fd); do if [ $fd -gt 2 ]; then eval \"exec $fd>&-\"; fi; done; exec \"$@\""
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", closing, "server", path] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardInput = FileHandle.nullDevice
        // A server that stays behind must hold no pipe of ours.
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Problem(description: "\(arguments): status \(process.terminationStatus)")
        }
    }

    private static func freePort() throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(UInt32(0x7f00_0001).bigEndian)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(handle, $0, size) == 0 && getsockname(handle, $0, &size) == 0
            }
        }
        guard isBound else { throw Problem(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

import Foundation
import Store

/// The name under which a process does jobs: no other process on any machine has it, and on this machine it tells whether its
/// process still runs.
///
/// So what a process had that was killed is taken over at once by the next on the machine, and by others when its lease runs out.
public struct WorkerName: Hashable, Sendable {
    public let text: String

    /// A name for one worker within this process.
    public init() {
        let own = Self.process(ProcessInfo.processInfo.processIdentifier)
        let place = Self.place
        let unique = UUID().uuidString.prefix(8).lowercased()
        text =
            if let own, let place {
                "\(place):\(ProcessInfo.processInfo.processIdentifier):\(own):\(unique)"
            } else {
                "unknown:\(UUID().uuidString.lowercased())"
            }
    }

    /// True when the process of that name ran on this machine and has ended; false when it runs, or nobody here can know.
    public static func isDead(_ name: String) -> Bool {
        let parts = name.split(separator: ":")
        guard parts.count == 4, let place, parts[0] == place, let number = Int32(parts[1]) else {
            return false
        }
        return process(number).map { $0 != parts[2] } ?? true
    }

    /// This machine since it was started, and the numbers its processes go by, as a container may have its own.
    private static let place: String? = {
        guard
            let boot = try? String(
                contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8),
            let numbers = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/ns/pid")
        else { return nil }
        let hash = Digest.sha256(Array((boot + numbers).utf8)).prefix(6)
        return hash.map { String(format: "%02x", $0) }.joined()
    }()

    /// When a process that runs was started, in the kernel's ticks; a number that is used again is another's.
    private static func process(_ number: Int32) -> String? {
        guard let line = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
            let name = line.lastIndex(of: ")")
        else { return nil }
        // The state is the first after the name, which may hold anything; the start is the twentieth.
        let fields = line[name...].dropFirst().split(separator: " ")
        guard fields.count > 19, !["Z", "X"].contains(fields[0]) else { return nil }
        return String(fields[19])
    }
}

import Dispatch
import Foundation

/// SIGINT and SIGTERM as a wish to end, to be looked at between files or books.
final class StopSignal: @unchecked Sendable {
    // Sendable by use: the sources only signal the semaphore and set the flag under its lock.
    private let lock = NSLock()
    private let wake = DispatchSemaphore(value: 0)
    private var raised = false
    private var sources: [any DispatchSourceSignal] = []

    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: number, queue: DispatchQueue(label: "purr.stop"))
            source.setEventHandler { [weak self] in self?.raise() }
            source.resume()
            sources.append(source)
        }
    }

    var isRaised: Bool { lock.withLock { raised } }

    /// As if a signal had come.
    func raise() {
        lock.withLock { raised = true }
        wake.signal()
    }

    /// Waits; true when told to stop meanwhile.
    func wait(seconds: Int) -> Bool {
        isRaised || wake.wait(timeout: .now() + .seconds(seconds)) == .success
    }
}

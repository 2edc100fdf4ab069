import Foundation

/// Lets messages leave evenly: a server that takes thirty a minute gets one every other second.
///
/// With a file the pace is that of the server, whichever book, run or process sends: each takes the next moment from the file
/// and leaves the one after it there.
actor MailPace {
    private let interval: Duration
    private let file: String?
    /// When the next message may leave, where there is no file.
    private var next: ContinuousClock.Instant?

    /// A moment further ahead was written by a clock that has been put right since.
    private static let aheadMost: Int64 = 24 * 3_600 * 1_000_000

    /// - Parameter perMinute: 0 for no limit.
    init(perMinute: Int, file: String?) {
        interval = perMinute > 0 ? .seconds(60) / perMinute : .zero
        self.file = file
    }

    /// Waits for the next moment; nobody else gets the same.
    func wait() async {
        guard interval > .zero else { return }
        let delay = file.flatMap(nextInFile) ?? nextHere()
        try? await Task.sleep(for: delay)
    }

    private func nextHere() -> Duration {
        let now = ContinuousClock.now
        let moment = max(next ?? now, now)
        next = moment + interval
        return moment - now
    }

    /// Microseconds since 1970 stand in the file; nil when it can not be used, and then this process keeps its own pace.
    private func nextInFile(_ path: String) -> Duration? {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // Held for as long as it takes to read and write eight bytes.
        guard flock(file, LOCK_EX) == 0 else { return nil }
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
        var moment: Int64 = 0
        let read = withUnsafeMutableBytes(of: &moment) { pread(file, $0.baseAddress, 8, 0) }
        if read != 8 || moment < now || moment - now > Self.aheadMost { moment = now }
        let (seconds, rest) = interval.components
        var following = moment + seconds * 1_000_000 + rest / 1_000_000_000_000
        let written = withUnsafeBytes(of: &following) { pwrite(file, $0.baseAddress, 8, 0) }
        return written == 8 ? .microseconds(moment - now) : nil
    }
}

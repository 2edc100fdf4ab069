/// How long things last at the door, in seconds, and how often one may try.
public struct SignInLimits: Sendable {
    /// A session that is not used for so long is over.
    public var idle: Int64 = 12 * 3600
    /// A session is over after so long, however much it is used.
    public var session: Int64 = 30 * 86_400
    /// An invitation and a new password.
    public var link: Int64 = 72 * 3600
    /// The first link of a store.
    public var firstLink: Int64 = 24 * 3600
    /// Between the password and the code.
    public var code: Int64 = 300
    /// How often a session's or a token's last use is written down, at most.
    public var seen: Int64 = 60
    /// Failures in a row before one has to wait.
    public var freeFailures = 5
    /// The same from one address: a whole office may have one.
    public var freeFailuresOfAddress = 20
    /// The first wait; each failure more doubles it.
    public var shortestWait: Int64 = 60
    public var longestWait: Int64 = 3600
    /// Failures are forgotten when there was none for so long.
    public var memory: Int64 = 24 * 3600

    public init() {}

    /// Seconds to wait after so many failures in a row: 0, then 60, 120, 240 … 3600.
    func wait(after failures: Int, free: Int) -> Int64 {
        guard failures >= free else { return 0 }
        // More doublings than this pass the longest wait by far.
        let doublings = min(failures - free, 20)
        return min(shortestWait << Int64(doublings), longestWait)
    }
}

/// Who is at the door, as far as the wire tells.
public struct Visitor: Sendable {
    /// Of the network; nil at the terminal. Kept as a keyed hash alone.
    public let address: String?
    /// The browser and the machine's system, in a few words: `Firefox, Linux`.
    public let agent: String

    /// - Parameter userAgent: the header as it came; only what ``agent`` says of it is kept.
    public init(address: String?, userAgent: String) {
        self.address = address
        // In this order: most browsers also say they are the others.
        let browsers = [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
            ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
        ]
        let found = [browsers, systems].compactMap { names in
            names.first { userAgent.contains($0.0) }?.1
        }
        agent = found.joined(separator: ", ")
    }
}

import Store

/// An attempt to show who one is.
struct Attempt {
    let name: String
    let address: String?
    /// Of each counter, when it had begun to count this one: how many there were before, and when the last was.
    fileprivate var before: [(count: Int, last: Int64)] = []

    init(name: String, address: String?) {
        self.name = name
        self.address = address
    }
}

/// Failures are counted by name, whether there is such a person or not, and by address. Each attempt counts as failed from the
/// moment it begins, so that a thousand at once are no more than a thousand in a row.
extension SignInDesk {
    private struct Counter {
        let hash: [UInt8]
        let free: Int
    }

    /// In this order always, so that two attempts never wait for each other.
    private func counters(_ attempt: Attempt, _ connection: Connection) throws -> [Counter] {
        let key = try connection.attemptKey(random)
        func hash(_ text: String) -> [UInt8] { Digest.keyed(Array(text.utf8), key: key) }
        let person = Counter(hash: hash("person \(attempt.name)"), free: limits.freeFailures)
        guard let address = attempt.address else { return [person] }
        return [
            person, Counter(hash: hash("address \(address)"), free: limits.freeFailuresOfAddress),
        ]
    }

    /// - Returns: seconds to wait when there were too many before; nothing is looked at or counted then.
    func begin(_ attempt: inout Attempt) throws -> Int64? {
        let now = clock.now
        let asked = attempt
        let (wait, before) = try database.write { connection in
            try connection.sweepAttempts(before: now - limits.memory)
            let counters = try counters(asked, connection)
            let found = try counters.map { try connection.failures($0.hash) }
            let wait = zip(counters, found).map { counter, found in
                found.last + limits.wait(after: found.count, free: counter.free) - now
            }.max()
            if let wait, wait > 0 { return (wait as Int64?, found) }
            for (counter, found) in zip(counters, found) {
                try connection.setFailures(found.count + 1, last: now, counter.hash)
            }
            return (nil, found)
        }
        attempt.before = before
        return wait
    }

    /// Tells the log of an attempt that failed; it has been counted.
    ///
    /// - Returns: seconds to wait before the next.
    func fail(_ attempt: Attempt, _ what: String) throws -> Int64 {
        let now = clock.now
        return try database.write { connection in
            let wait =
                try counters(attempt, connection).map { counter in
                    limits.wait(
                        after: try connection.failures(counter.hash).count, free: counter.free)
                }.max() ?? 0
            // Another name may be a password in the wrong field.
            if try connection.hasPerson(attempt.name) {
                try connection.note(.failed, of: attempt.name, what, at: now)
                if wait > 0 {
                    try connection.note(.locked, of: attempt.name, "\(wait) s", at: now)
                }
            }
            return wait
        }
    }

    /// The attempt was none that counts.
    func takeBack(_ attempt: Attempt, _ connection: Connection) throws {
        for (counter, before) in zip(try counters(attempt, connection), attempt.before) {
            let now = try connection.failures(counter.hash)
            // Others may have failed meanwhile.
            let isAlone = now.count == before.count + 1
            try connection.setFailures(
                max(0, now.count - 1), last: isAlone ? before.last : now.last, counter.hash)
        }
    }

    /// The person's failures are forgotten. Those of the address stay: whoever has an own account could clear them with it.
    func succeed(_ attempt: Attempt, _ connection: Connection) throws {
        try takeBack(attempt, connection)
        try forget(attempt.name, connection)
    }

    /// Lets a person try again at once.
    func forget(_ name: String, _ connection: Connection) throws {
        for counter in try counters(Attempt(name: name, address: nil), connection) {
            _ = try connection.failures(counter.hash)
            try connection.setFailures(0, last: clock.now, counter.hash)
        }
    }
}

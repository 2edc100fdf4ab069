import Basics

/// A way a letter reaches a debtor.
public enum ContactWay: String, CaseIterable, Codable, Sendable {
    /// An electronic reminder to the debtor's accounting system (EHF Purring).
    case ehf
    case email
    /// On paper, by post.
    case print
}

/// How a debtor can be reached, as far as anyone knows.
public struct Reach: Hashable, Sendable {
    /// What the debtor or the creditor wants; tried first where it may be used.
    public var preferred: ContactWay?
    /// Empty for none; those that have given a letter back are left out.
    public var addresses: [ContactWay: String]
    /// The last day the debtor is known to have used the e-mail address towards the creditor; nil when nobody has said.
    public var emailUsed: Day?
    /// An address has given a letter back, now or earlier, so that what did not arrive may go another way.
    public var hasFaults: Bool

    public init(
        preferred: ContactWay? = nil, addresses: [ContactWay: String], emailUsed: Day? = nil,
        hasFaults: Bool = false
    ) {
        self.preferred = preferred
        self.addresses = addresses
        self.emailUsed = emailUsed
        self.hasFaults = hasFaults
    }

    /// How long an e-mail address counts as recently used: a year.
    ///
    /// The law sets no number; a year is the longest that "recently" is stretched to here.
    public static let recentDays = 365

    /// The ways a letter at `step` may take on `day`, the first to be tried first.
    ///
    /// A nudge and a reminder go any way. From the collection notice on the law wants a safe manner: e-mail only to an
    /// address the debtor has recently used, else on paper; the electronic reminder knows only reminders.
    ///
    /// - Source: inkassoloven § 3 a (in writing, in a safe manner).
    public func ways(for step: Step, on day: Day) -> [ContactWay] {
        var ways: [ContactWay] = step <= .reminder || isEmailInUse(on: day) ? [.email] : []
        ways.append(.print)
        // Few can receive it, so it is used where somebody has asked for it.
        if preferred == .ehf, step <= .reminder { ways.insert(.ehf, at: 0) }
        if let preferred, let index = ways.firstIndex(of: preferred) {
            ways.insert(ways.remove(at: index), at: 0)
        }
        return ways.filter { addresses[$0] != nil }
    }

    private func isEmailInUse(on day: Day) -> Bool {
        emailUsed.map { day - $0 <= Self.recentDays } ?? false
    }
}

extension Debtor {
    /// The debtor's address for each way there is one.
    public var addresses: [ContactWay: String] {
        var addresses: [ContactWay: String] = [:]
        if !email.isEmpty { addresses[.email] = email.lowercased() }
        if !street.isEmpty && !postcode.isEmpty {
            let place = city.isEmpty ? postcode : "\(postcode) \(city)"
            addresses[.print] = "\(street), \(place)"
        }
        if let organisationNumber { addresses[.ehf] = "0192:\(organisationNumber.text)" }
        return addresses
    }

    /// - Parameter faults: addresses that have given a letter back.
    public func reach(without faults: [(way: ContactWay, address: String)] = []) -> Reach {
        let sound = addresses.filter { way, address in
            !faults.contains { $0.way == way && $0.address == address }
        }
        return Reach(
            preferred: way, addresses: sound, emailUsed: emailUsed, hasFaults: !faults.isEmpty)
    }
}

/// The most letters one debtor gets in any seven days, over all claims and ways.
public struct ContactLimit: Hashable, Sendable {
    public static let days = 7

    /// Letters in the seven days.
    public let letters: Int
    /// The first day another may go.
    public let from: Day

    /// nil when there is room for one more on `day`.
    ///
    /// - Parameters:
    ///   - limit: letters in seven days; 0 for no limit.
    ///   - sent: the days of the debtor's letters, oldest first; those of other days than the last seven do not matter.
    public init?(limit: Int, sent: [Day], on day: Day) {
        let recent = sent.filter { day - $0 < Self.days }
        guard limit > 0, recent.count >= limit else { return nil }
        letters = recent.count
        from = recent[recent.count - limit] + Self.days
    }
}

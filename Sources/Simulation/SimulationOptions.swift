import Basics

/// What is simulated. The same options give the same run, to the last byte.
public struct SimulationOptions: Hashable, Codable, Sendable {
    public var seed: UInt64
    /// Companies, each a book of its own in one database.
    public var books: Int
    public var days: Int
    /// Customers of each company.
    public var customers: Int
    /// Stores and channels fail, programs crash, two work at once, files come late.
    public var hasFaults: Bool
    /// Only this one of the books, from 1; nil for all. The others are not there.
    public var onlyBook: Int?
    /// Only these of the customers, from 1; nil for all. The others buy nothing.
    public var onlyCustomers: [Int]?
    /// Rules broken on purpose, to see that a checker objects.
    public var breaks: Set<Break>

    /// A rule broken on purpose.
    public enum Break: String, CaseIterable, Codable, Sendable {
        /// The bank's files leave out a payment that they should tell of.
        case lostPayment = "lost-payment"
        /// The mail goes out twice.
        case doubledMail = "doubled-mail"
        /// The mail leaves with other words than those that were kept.
        case changedMail = "changed-mail"
        /// The desk has a law with fees that are too high.
        case wrongLaw = "wrong-law"
        /// The desk is told to pause, and forgets it.
        case forgottenHold = "forgotten-hold"
        /// A receipt is changed behind the desk's back.
        case changedFact = "changed-fact"
        /// Work on one book changes another's row.
        case leak
        /// A file that is taken in again adds something.
        case replayAdds = "replay-adds"
        /// A second fee letter for a debtor on one day.
        case doubledFee = "doubled-fee"
        /// A letter is noted as sent that never left.
        case claimedSent = "claimed-sent"
        /// A claim's turn is forgotten, so that its letter never comes.
        case forgottenTurn = "forgotten-turn"
        /// What was paid back is forgotten, and ordered again.
        case forgottenRefund = "forgotten-refund"
    }

    public init(
        seed: UInt64, books: Int = 3, days: Int = 365, customers: Int = 12,
        hasFaults: Bool = false, onlyBook: Int? = nil, onlyCustomers: [Int]? = nil,
        breaks: Set<Break> = []
    ) {
        self.seed = seed
        self.books = books
        self.days = days
        self.customers = customers
        self.hasFaults = hasFaults
        self.onlyBook = onlyBook
        self.onlyCustomers = onlyCustomers
        self.breaks = breaks
    }

    /// The command that runs the same again.
    public var command: String {
        var words = ["purr simulate --seed \(seed) --books \(books) --days \(days)"]
        words.append("--customers \(customers)")
        if hasFaults { words.append("--faults") }
        if let onlyBook { words.append("--only-book \(onlyBook)") }
        if let onlyCustomers {
            words.append(
                "--only-customers \(onlyCustomers.map(String.init).joined(separator: ","))")
        }
        return words.joined(separator: " ")
    }

    /// The numbers of the books there are, from 1.
    var bookNumbers: [Int] { onlyBook.map { [$0] } ?? Array(1...max(1, books)) }

    func hasCustomer(_ number: Int) -> Bool { onlyCustomers?.contains(number) ?? true }

    /// The first day: mostly so that rates change within the run.
    var firstDay: Day {
        var dice = Dice(seed: seed, "first day")
        if dice.chance(45) {
            // The turn of a half-year whose rates this version does not ship lies ahead.
            return Day(2026, 12, 31) - dice.within(20...110)
        }
        return Day(2023, 1, 2) + dice.below(Day(2026, 8, 1) - Day(2023, 1, 2))
    }
}

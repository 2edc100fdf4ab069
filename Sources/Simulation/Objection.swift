import Basics

/// What a checker has found wrong.
public struct Objection: Error, Hashable, Codable, Sendable {
    /// The checker's name.
    public var checker: String
    public var message: String
    /// The bill's number, where it is about one.
    public var bill: String?

    init(_ checker: String, _ message: String, bill: String? = nil) {
        self.checker = checker
        self.message = message
        self.bill = bill
    }
}

/// The first objection of a run, with all that helps to find out why.
public struct SimulationFailure: Error, Codable, Sendable {
    public var options: SimulationOptions
    public var day: Day
    /// How many days had been simulated, that day included.
    public var days: Int
    /// The book's number, from 1.
    public var book: Int
    public var company: String
    public var objection: Objection
    /// The customer's index, from 1, where it is about one.
    public var customer: Int?
    /// What else the command must be told, for the store it was found in; nil where that is nothing.
    public var option: String?
    /// What happened to the bill, in order: as it was, and as Purr has it.
    public var story: [String]

    /// The command that repeats it and goes no further.
    public var command: String {
        var same = options
        same.days = days
        return same.command + (option.map { " \($0)" } ?? "")
    }
}

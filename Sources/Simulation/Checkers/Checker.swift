import Basics

/// Looks at a letter as soon as it has left, before anything else is told to the desk.
protocol LetterChecker {
    var name: String { get }
    func objections(to letter: FreshLetter, in office: Office) throws -> [Objection]
}

/// Looks at a book at the end of a day on which somebody sat at its desk.
protocol DayChecker {
    var name: String { get }
    func objections(in office: Office) async throws -> [Objection]
}

extension LetterChecker {
    func objection(_ message: String, _ bill: String? = nil) -> Objection {
        Objection(name, message, bill: bill)
    }
}

extension DayChecker {
    func objection(_ message: String, _ bill: String? = nil) -> Objection {
        Objection(name, message, bill: bill)
    }
}

import Basics
import Claims
import Law

/// What may be expected.
extension StoryParser {
    func expectation(_ reader: inout LineReader) throws(StoryFault) -> Expectation {
        var on: Day?
        if reader.take("on") { on = try reader.day("the day spoken of") }
        let claim = knownNames(&reader)
        if let fault = unknownName(reader) { throw fault }
        if on == nil, reader.take("on") { on = try reader.day("the day spoken of") }
        let word = try reader.word(
            "what is expected, such as fees, total or earliest", among: Self.subjects)
        let (subject, expected) = try subject(word, &reader)
        try reader.end()
        return Expectation(
            line: reader.number, text: reader.text, values: reader.values, on: on,
            claim: claim.first, subject: subject, expected: expected)
    }

    static let subjects =
        StatementAmount.allCases.map(\.rawValue) + [
            "interest-from", "lines", "line", "earliest", "earliest-with-grace", "fee", "next",
            "deadline", "kid", "account", "organisation-number", "person-number",
        ] + costSubjects + timeSubjects

    typealias Parsed = (subject: Expectation.Subject, expected: String)

    private func subject(
        _ word: String, _ reader: inout LineReader
    ) throws(StoryFault) -> Parsed {
        if let amount = StatementAmount(rawValue: word) {
            return (.ofClaim(.amount(amount)), try money(word, &reader))
        }
        if Self.costSubjects.contains(word) { return try costs(word, &reader) }
        if Self.timeSubjects.contains(word) { return try time(word, &reader) }
        switch word {
        case "interest-from": return (.ofClaim(.interestFrom), try day(or: "none", word, &reader))
        case "lines": return (.ofClaim(.lines), try number("the number of lines", &reader))
        case "line": return try interestLine(&reader)
        case "earliest", "earliest-with-grace": return try earliest(word, &reader)
        case "fee": return try fee(&reader)
        case "next": return try next(&reader)
        case "deadline": return (.ofDay(.deadline), try day(or: nil, word, &reader))
        default: return try numbers(word, &reader)
        }
    }

    // MARK: - Values

    /// A rate that is not known is a result too, and may be expected.
    static let missingRate = "missing-rate"

    func money(_ what: String, _ reader: inout LineReader) throws(StoryFault) -> String {
        try reader.value { reader throws(StoryFault) in
            if reader.take(Self.missingRate) { return Self.missingRate }
            return try reader.amount(what).decimal
        }
    }

    func day(
        or word: String?, _ what: String, _ reader: inout LineReader
    ) throws(StoryFault) -> String {
        try reader.value { reader throws(StoryFault) in
            if let word, reader.take(word) { return word }
            return try reader.day(word.map { "\(what): \($0)" } ?? what).iso
        }
    }

    func number(_ what: String, _ reader: inout LineReader) throws(StoryFault) -> String {
        try reader.value { reader throws(StoryFault) in String(try reader.count(what)) }
    }

    func word(
        _ what: String, among known: [String], _ reader: inout LineReader
    ) throws(StoryFault) -> String {
        try reader.value { reader throws(StoryFault) in try reader.word(what, among: known) }
    }

    // MARK: - Interest, fees and letters

    private func interestLine(_ reader: inout LineReader) throws(StoryFault) -> Parsed {
        let index = try reader.count("the number of the line")
        var expected = try money("the line's interest", &reader)
        var hasDays = false
        var hasRate = false
        if reader.take("days") {
            hasDays = true
            expected += " days " + (try number("the line's days", &reader))
        }
        if reader.take("rate") {
            hasRate = true
            expected += " rate " + (try money("the line's rate in percent", &reader))
        }
        return (.ofClaim(.interestLine(index, hasDays: hasDays, hasRate: hasRate)), expected)
    }

    private func earliest(
        _ word: String, _ reader: inout LineReader
    ) throws(StoryFault) -> Parsed {
        let goals =
            Step.ladder.map(\.name) + LetterKind.allCases.map { $0.rawValue + "-fee" }
            + CourtRoute.Kind.allCases.map(\.rawValue)
        let name = try reader.word("a letter or its fee", among: goals)
        let goal: Expectation.Goal
        if let step = Step(name: name) {
            goal = .letter(step)
        } else if let kind = LetterKind(rawValue: String(name.dropLast("-fee".count))) {
            goal = .fee(kind)
        } else if let route = CourtRoute.Kind(rawValue: name) {
            goal = .court(route)
        } else {
            throw reader.missing("a letter or its fee")
        }
        let expected = try day(or: "never", "the first day", &reader)
        return (.ofClaim(.earliest(goal, withGrace: word == "earliest-with-grace")), expected)
    }

    private func fee(_ reader: inout LineReader) throws(StoryFault) -> Parsed {
        let kind: LetterKind = try reader.choice("a letter that may carry a fee")
        guard let next = reader.peek, next.first?.isLetter == true else {
            return (
                .ofClaim(.fee(kind, isCode: false)),
                try money("the fee, or why there is none", &reader)
            )
        }
        let code = try reader.value { reader throws(StoryFault) in try reader.word("a reason") }
        return (.ofClaim(.fee(kind, isCode: true)), code.hasPrefix("fee.") ? code : "fee." + code)
    }

    private func next(_ reader: inout LineReader) throws(StoryFault) -> Parsed {
        let verdicts = ["send", "wait", "hold", "ask", "attention", "closed"]
        var words = [try word("a verdict", among: verdicts, &reader)]
        var hasFee = false
        var hasDeadline = false
        let steps = Step.allCases.map(\.name)
        switch words[0] {
        case "send":
            words.append(try word("a letter", among: steps, &reader))
            if reader.take("fee") {
                hasFee = true
                words += ["fee", try money("the fee", &reader)]
            }
            if reader.take("deadline") {
                hasDeadline = true
                words += ["deadline", try day(or: nil, "the deadline", &reader)]
            }
        case "wait":
            words.append(try word("a letter", among: steps, &reader))
            words.append(try day(or: nil, "the day waited for", &reader))
        case "hold":
            words.append(try word("a letter", among: steps, &reader))
            words += try codes(&reader)
        case "ask": break
        default: words += try codes(&reader)
        }
        return (
            .ofClaim(.next(hasFee: hasFee, hasDeadline: hasDeadline)), words.joined(separator: " ")
        )
    }

    /// One reason or more.
    private func codes(_ reader: inout LineReader) throws(StoryFault) -> [String] {
        var codes: [String] = []
        repeat {
            codes.append(
                try reader.value { reader throws(StoryFault) in
                    try reader.word("the reasons' codes, such as disputed")
                })
        } while !reader.isAtEnd
        return codes
    }

    // MARK: - Numbers

    private func numbers(
        _ word: String, _ reader: inout LineReader
    ) throws(StoryFault) -> Parsed {
        if word == "kid" {
            let modulus: KID.Modulus = try reader.choice("a modulus")
            let payload = try reader.word("the number without its check digit")
            let expected = try reader.value { reader throws(StoryFault) in
                try reader.word("the KID, or none")
            }
            return (.ofNumber(.kid(modulus, payload: payload)), expected)
        }
        let text = try reader.word("the number, written as one word")
        switch word {
        case "account":
            let known = ["valid", "invalid", "unchecked"]
            return (
                .ofNumber(.accountNumber(text)), try self.word("what it is", among: known, &reader)
            )
        case "person-number":
            let known = ["valid", "valid-2032", "d-number", "synthetic", "invalid"]
            return (
                .ofNumber(.personNumber(text)), try self.word("what it is", among: known, &reader)
            )
        default:
            let known = ["valid", "invalid"]
            return (
                .ofNumber(.organisationNumber(text)),
                try self.word("what it is", among: known, &reader)
            )
        }
    }
}

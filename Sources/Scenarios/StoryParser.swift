import Basics
import Claims
import Law

/// Gathers lines into stories.
struct StoryParser {
    private var stories: [Story] = []
    private var story = Story(line: 1)
    private var isStarted = false
    private var comment: String?
    /// The day of the last dated line; settings come before the first.
    private var day: Day?
    /// The claims told of so far, by name.
    private(set) var names: [String] = []

    mutating func read(_ line: Substring, number: Int) {
        var reader = LineReader(line, number: number)
        if reader.isEmpty { return note(line) }
        if reader.peek == "story" { return begin(&reader, number: number) }
        isStarted = true
        let first = reader.peek
        do throws(StoryFault) {
            let content = try content(&reader)
            try reader.end()
            story.lines.append(Story.Line(number: number, text: reader.text, content: content))
        } catch {
            story.faults.append(error)
            if first == "claim" { story.hasUnreadClaim = true }
        }
    }

    mutating func finish() -> [Story] {
        if isStarted { stories.append(story) }
        if stories.isEmpty {
            var empty = Story(line: 1)
            empty.faults = [
                StoryFault(
                    "empty", line: 1, found: "no story", expected: "a claim line or an expectation",
                    remedy: "begin with: claim consumer principal 4800.00 due 2026-08-03")
            ]
            stories = [empty]
        }
        return stories
    }

    /// A story without a title is called by the first comment it begins with.
    private mutating func note(_ line: Substring) {
        guard !isStarted, story.title == nil, let mark = line.firstIndex(of: "#") else { return }
        let text = line[mark...].drop { $0 == "#" || $0.isWhitespace }
        if !text.isEmpty { story.title = String(text) }
    }

    private mutating func begin(_ reader: inout LineReader, number: Int) {
        if isStarted { stories.append(story) }
        story = Story(line: number)
        isStarted = true
        day = nil
        names = []
        _ = reader.take("story")
        let title = reader.rest()
        if title.isEmpty {
            story.faults.append(reader.missing("the story's title"))
        } else {
            story.title = title
        }
    }

    private mutating func content(_ reader: inout LineReader) throws(StoryFault) -> Story.Content {
        if reader.peek?.first?.isNumber == true { return try dated(&reader) }
        let word = try reader.word(
            "a day, claim, expect, story, law, choose, policy or creditor",
            among: ["claim", "expect", "law", "choose", "policy", "creditor"])
        switch word {
        case "claim": return .claim(try claim(&reader))
        case "expect": return .expect(try expectation(&reader))
        default:
            guard day == nil else {
                throw StoryFault(
                    "order", line: reader.number, found: "\(word) after a dated line",
                    expected: "the story's settings before its first dated line",
                    remedy: "move the line up, below the story line")
            }
            return .setting(try setting(word, &reader))
        }
    }

    // MARK: - Settings

    private func setting(
        _ word: String, _ reader: inout LineReader
    ) throws(StoryFault) -> Story.Setting {
        switch word {
        case "law":
            let what = try reader.word("a law setting", among: ["act-2026", "rate"])
            guard what == "act-2026" else { return try rate(&reader) }
            _ = try reader.word("from", among: ["from"])
            return .act2026(from: try reader.day("the first day of the act"))
        case "choose": return try choice(&reader)
        case "policy": return .policy(try reader.choice("a plan"))
        default:
            let word = try reader.word(
                "the creditor's VAT status", among: ["vat-liable", "not-vat-liable"])
            return .creditorVAT(isLiable: word == "vat-liable")
        }
    }

    private func rate(_ reader: inout LineReader) throws(StoryFault) -> Story.Setting {
        let table: MissingRate.Table = try reader.choice("a table of rates")
        let from = try reader.day("the first day of the rate")
        let to = try reader.day("the last day of the rate")
        // `12.00` percent is 1200 hundredths of a percent, as 12.00 kroner is 1200 øre.
        let value = try reader.positiveAmount("the rate's value").ore
        return .rate(
            OwnRate(
                table: table, from: from, to: to, value: value, source: "line \(reader.number)"))
    }

    private func choice(_ reader: inout LineReader) throws(StoryFault) -> Story.Setting {
        let convention: Convention = try reader.choice("what is chosen, such as day-count")
        let expected = convention.values.isEmpty ? "an amount" : "a value of \(convention.rawValue)"
        let value =
            convention.values.isEmpty
            ? try reader.word(expected)
            : try reader.word(expected, among: convention.values)
        var conventions = Conventions.standard
        do throws(Diagnostic) {
            try conventions.choose(convention, value)
        } catch {
            throw StoryFault(
                "choice", line: reader.number, found: error.found, expected: error.expected,
                remedy: error.remedy)
        }
        return .choice(convention, value)
    }

    // MARK: - Claims

    private mutating func claim(_ reader: inout LineReader) throws(StoryFault) -> Story.ClaimLine {
        let name = claimName(&reader)
        if names.contains(name ?? "") || (name == nil && !names.isEmpty) {
            throw StoryFault(
                "name", line: reader.number, found: name ?? "a claim without a name",
                expected: "a name that no other claim of the story has, in capitals",
                remedy: "write: claim B consumer …")
        }
        let kind: DebtorKind = try reader.choice("the kind of debtor")
        _ = try reader.word("principal", among: ["principal"])
        let principal = try reader.positiveAmount("the principal")
        _ = try reader.word("due", among: ["due"])
        let due = try reader.day("the due date")
        var line = Story.ClaimLine(name: name, kind: kind, principal: principal, due: due)
        while !reader.isAtEnd {
            switch try reader.word("more about the claim", among: ["issued", "vat", "basis"]) {
            case "issued": line.issued = try reader.day("the day the invoice was issued")
            case "vat": line.vat = try reader.amount("the VAT in the principal")
            default: line.basis = try basis(&reader)
            }
        }
        try check(line, reader.number)
        names.append(name ?? "")
        return line
    }

    private func check(_ line: Story.ClaimLine, _ number: Int) throws(StoryFault) {
        if let issued = line.issued, issued > line.due {
            throw StoryFault(
                "order", line: number, found: "issued \(issued.iso), due \(line.due.iso)",
                expected: "an invoice that is issued before it is due",
                remedy: "look at the two days once more")
        }
        if let vat = line.vat, vat >= line.principal {
            throw StoryFault(
                "amount", line: number, found: "vat \(vat.decimal)",
                expected: "a part of the principal, \(line.principal.decimal)",
                remedy: "write the VAT in kroner, not in percent")
        }
        if case .unilateral = line.basis, line.issued == nil {
            throw StoryFault(
                "missing", line: number, found: "basis unilateral without the invoice's day",
                expected: "issued DAY, since interest is counted from it",
                remedy: "write: issued 2026-07-20 basis unilateral")
        }
    }

    func basis(_ reader: inout LineReader) throws(StoryFault) -> Story.Basis {
        switch try reader.word("a basis", among: ["agreed", "unilateral", "demanded"]) {
        case "agreed": return .agreed
        case "unilateral": return .unilateral
        default:
            let day = try reader.day("the day of the written demand")
            if reader.take("e-accepted") { return .demanded(day, electronicAccepted: true) }
            if reader.take("e-not-accepted") { return .demanded(day, electronicAccepted: false) }
            _ = reader.take("paper")
            return .demanded(day, electronicAccepted: nil)
        }
    }

    /// The next word when it is written as a claim's name is: a capital, then capitals and digits.
    private func claimName(_ reader: inout LineReader) -> String? {
        guard let word = reader.peek, StoryParser.isName(word) else { return nil }
        _ = reader.take(word)
        return word
    }

    static func isName(_ word: String) -> Bool {
        word.first?.isUppercase == true && word.allSatisfy { $0.isUppercase || $0.isNumber }
    }

    /// The names of claims that come next, all known.
    func knownNames(_ reader: inout LineReader) -> [String] {
        var found: [String] = []
        while let word = reader.peek, names.contains(word), !found.contains(word) {
            _ = reader.take(word)
            found.append(word)
        }
        return found
    }

    /// A fault for what is written as a name but names no claim.
    func unknownName(_ reader: LineReader) -> StoryFault? {
        guard let word = reader.peek, StoryParser.isName(word) else { return nil }
        let known = names.filter { !$0.isEmpty }
        return StoryFault(
            "name", line: reader.number, found: word,
            expected: known.isEmpty
                ? "no name, since the story has one claim without one"
                : "a claim of the story: \(known.joined(separator: ", "))",
            remedy: Spelling.suggestion(for: word, among: known))
    }

    // MARK: - Dated lines

    private mutating func dated(_ reader: inout LineReader) throws(StoryFault) -> Story.Content {
        let day = try reader.day("the line's day")
        if let last = self.day, day < last {
            throw StoryFault(
                "order", line: reader.number, found: day.iso,
                expected: "\(last.iso) or later, since lines stand in order of day",
                remedy: "move the line up to its day")
        }
        self.day = day
        if reader.isAtEnd { return .dated(day, nil) }
        return .dated(day, try happening(&reader, on: day))
    }
}

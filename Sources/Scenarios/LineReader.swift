import Basics

/// Reads one line of a story word by word, and says what was wrong where it stops.
struct LineReader {
    /// The line in the file, from 1.
    let number: Int
    /// The line without its comment and the blanks around it.
    let text: String
    private let words: [Word]
    private var index = 0
    /// The parts of the line that an expectation compares, as character offsets into the line as written.
    private(set) var values: [Range<Int>] = []

    private struct Word {
        let text: String
        /// Characters of the line as written.
        let range: Range<Int>
    }

    init(_ line: some StringProtocol, number: Int) {
        self.number = number
        let characters = Array(line)
        var words: [Word] = []
        var start: Int?
        var end = characters.count
        func add(through end: Int) {
            guard let first = start else { return }
            start = nil
            // A comma between the parts of a list is a word of its own; one within an amount is not.
            let isListed = end - first > 1 && characters[end - 1] == ","
            let last = isListed ? end - 1 : end
            words.append(Word(text: String(characters[first..<last]), range: first..<last))
            if isListed { words.append(Word(text: ",", range: last..<end)) }
        }
        for (offset, character) in characters.enumerated() {
            if character == "#", start == nil {
                end = offset
                break
            }
            if character.isWhitespace {
                add(through: offset)
            } else if start == nil {
                start = offset
            }
        }
        add(through: end)
        self.words = words
        let first = words.first?.range.lowerBound ?? 0
        self.text = String(characters[first..<(words.last?.range.upperBound ?? first)])
    }

    var isAtEnd: Bool { index == words.count }
    var isEmpty: Bool { words.isEmpty }

    /// The next word, left where it is; nil at the end.
    var peek: String? { isAtEnd ? nil : words[index].text }

    /// Reads the word when it comes next.
    mutating func take(_ word: String) -> Bool {
        guard peek == word else { return false }
        index += 1
        return true
    }

    /// Everything that is left, as written; empty at the end.
    mutating func rest() -> String {
        guard !isAtEnd else { return "" }
        let drop = words[index].range.lowerBound - (words.first?.range.lowerBound ?? 0)
        index = words.count
        return String(text.dropFirst(drop))
    }

    /// - Throws: when something is left that the line has no use for.
    func end() throws(StoryFault) {
        guard let word = peek else { return }
        throw StoryFault(
            "extra", line: number, found: word, expected: "the end of the line",
            remedy: "leave out what follows, or put it on a line of its own")
    }

    /// Notes that what `read` reads is what an expectation compares.
    mutating func value<Value>(
        _ read: (inout LineReader) throws(StoryFault) -> Value
    ) throws(StoryFault) -> Value {
        let first = index
        let value = try read(&self)
        if index > first {
            values.append(words[first].range.lowerBound..<words[index - 1].range.upperBound)
        }
        return value
    }
}

// MARK: - What a line may hold

extension LineReader {
    /// The next word, whatever it is.
    ///
    /// - Parameter what: says what should stand there, for the message.
    mutating func word(_ what: String) throws(StoryFault) -> String {
        guard let word = peek else { throw missing(what) }
        index += 1
        return word
    }

    /// The next word, which must be one of those known.
    ///
    /// - Parameter what: `what happened that day`; tells a long list in short.
    mutating func word(_ what: String, among known: [String]) throws(StoryFault) -> String {
        let list = known.count <= 9 ? known.joined(separator: ", ") : what
        guard let word = peek else { throw missing(list) }
        guard known.contains(word) else {
            throw StoryFault(
                "word", line: number, found: word, expected: list,
                remedy: Spelling.suggestion(for: word, among: known))
        }
        index += 1
        return word
    }

    /// A value of an enumeration by its name.
    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ what: String
    ) throws(StoryFault) -> Value {
        let name = try word(what, among: Value.allCases.map(\.rawValue))
        guard let value = Value(rawValue: name) else { throw missing(what) }
        return value
    }

    mutating func day(_ what: String) throws(StoryFault) -> Day {
        let text = try word(what)
        if let day = Day(iso: text) { return day }
        let meant = Day(parsing: text)?.iso
        throw StoryFault(
            "day", line: number, found: text, expected: "\(what), a day that exists",
            remedy: "write it as \(meant ?? "2026-08-03")")
    }

    /// An amount, zero or more; `4800`, `4800.00`, `4 800,00`, with or without `kr`.
    mutating func amount(_ what: String) throws(StoryFault) -> Money {
        guard var text = peek else { throw missing(what) }
        index += 1
        if isDigits(text, 1...3) {
            while let next = peek, isGroup(next) {
                text += " " + next
                index += 1
                if next.count > 3 { break }
            }
        }
        _ = take("kr")
        guard let amount = Money(parsing: text), amount >= .zero else {
            throw StoryFault(
                "amount", line: number, found: text, expected: "\(what), an amount in kroner",
                remedy: "write it as 4800.00")
        }
        return amount
    }

    /// An amount above zero.
    mutating func positiveAmount(_ what: String) throws(StoryFault) -> Money {
        let amount = try amount(what)
        guard amount > .zero else {
            throw StoryFault(
                "amount", line: number, found: amount.decimal,
                expected: "\(what), more than zero", remedy: "write it as 4800.00")
        }
        return amount
    }

    /// A whole number, zero or more.
    mutating func count(_ what: String) throws(StoryFault) -> Int {
        let text = try word(what)
        guard let number = Int(text), (0...9999).contains(number), isDigits(text, 1...4) else {
            throw StoryFault(
                "number", line: self.number, found: text, expected: "\(what), a whole number",
                remedy: "write it as 2")
        }
        return number
    }

    func missing(_ what: String) -> StoryFault {
        StoryFault("missing", line: number, found: "the end of the line", expected: what)
    }

    private func isDigits(_ text: some StringProtocol, _ lengths: ClosedRange<Int>) -> Bool {
        lengths.contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// Three digits that go on an amount, perhaps with its decimals.
    private func isGroup(_ text: String) -> Bool {
        guard isDigits(text.prefix(3), 3...3) else { return false }
        let tail = text.dropFirst(3)
        return tail.isEmpty
            || (tail.first == "," || tail.first == ".") && isDigits(tail.dropFirst(), 1...2)
    }
}

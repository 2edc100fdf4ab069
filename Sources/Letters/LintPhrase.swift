/// A phrase a letter is searched for, written as people write it.
///
/// Words match whole words whatever their case. `inkasso*` matches a beginning, `*gebyr` an end, `siste|final` either word,
/// `*` any one word, and `..` up to four words within the same sentence.
struct LintPhrase: Hashable, Sendable {
    private enum Element: Hashable, Sendable {
        case word([Shape])
        case gap
    }

    private enum Shape: Hashable, Sendable {
        case any
        case exactly(String)
        case beginning(String)
        case ending(String)
    }

    /// The most words that `..` stands for.
    private static let gapMost = 4
    /// As it was written.
    let text: String
    private let elements: [Element]

    init(_ text: String) {
        self.text = text
        elements = text.split(separator: " ").map { part in
            part == ".." ? .gap : .word(part.split(separator: "|").map(Self.shape))
        }
    }

    private static func shape(_ text: Substring) -> Shape {
        if text == "*" { return .any }
        if text.hasSuffix("*") { return .beginning(String(text.dropLast())) }
        if text.hasPrefix("*") { return .ending(String(text.dropFirst())) }
        return .exactly(String(text))
    }

    /// The places in a sentence's words where the phrase stands; at most one for each first word.
    func matches(in words: [LintSentence.Word]) -> [Range<Int>] {
        words.indices.compactMap { start in
            end(from: start, element: 0, in: words).map { start..<$0 }
        }
    }

    func isFound(in words: [LintSentence.Word]) -> Bool {
        words.indices.contains { end(from: $0, element: 0, in: words) != nil }
    }

    private func end(from place: Int, element: Int, in words: [LintSentence.Word]) -> Int? {
        guard element < elements.count else { return place }
        switch elements[element] {
        case .word(let shapes):
            guard place < words.count, shapes.contains(where: { fits($0, words[place].folded) })
            else { return nil }
            return end(from: place + 1, element: element + 1, in: words)
        case .gap:
            for skipped in 0...Self.gapMost where place + skipped <= words.count {
                if let found = end(from: place + skipped, element: element + 1, in: words) {
                    return found
                }
            }
            return nil
        }
    }

    private func fits(_ shape: Shape, _ word: String) -> Bool {
        switch shape {
        case .any: true
        case .exactly(let text): word == text
        case .beginning(let text): word.hasPrefix(text)
        case .ending(let text): word.hasSuffix(text)
        }
    }
}

/// A sentence as words, for searching.
struct LintSentence: Sendable {
    struct Word: Hashable, Sendable {
        /// Lower case.
        let folded: String
        /// As it stands.
        let text: String
    }

    let words: [Word]

    /// The sentences of a text. Figures with dots in them are one word, and so is a placeholder with its braces, so that no rule
    /// looks into the names that will stand there.
    static func sentences(of text: String) -> [LintSentence] {
        var sentences: [LintSentence] = []
        var words: [Word] = []
        var word = ""
        func endWord() {
            if !word.isEmpty { words.append(Word(folded: word.lowercased(), text: word)) }
            word = ""
        }
        func endSentence() {
            endWord()
            if !words.isEmpty { sentences.append(LintSentence(words: words)) }
            words = []
        }
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            index += 1
            switch character {
            case "{":
                endWord()
                word = "{"
                while index < characters.count, characters[index] != "}" {
                    word.append(characters[index])
                    index += 1
                }
                index += 1
                word.append("}")
                endWord()
            case ".", ",":
                let isWithinFigures =
                    word.last?.isNumber == true && index < characters.count
                    && characters[index].isNumber
                if isWithinFigures {
                    word.append(character)
                } else if character == "." {
                    endSentence()
                } else {
                    endWord()
                }
            case "!", "?", ":", ";": endSentence()
            // A line break alone is where the text was wrapped.
            case "\n" where index < characters.count && characters[index] != "\n": endWord()
            case "\n": endSentence()
            case _ where character.isLetter || character.isNumber: word.append(character)
            case "-" where !word.isEmpty: word.append(character)
            default: endWord()
            }
        }
        endSentence()
        return sentences
    }
}

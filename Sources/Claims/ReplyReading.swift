/// What a reply seems to say: a proposal with its reasons for the person who reads it, never a decision.
///
/// Words and phrases in Bokmål, Nynorsk and English are looked for in what the sender wrote (``ReplyText``). Objections come first:
/// to take a question for an objection costs a look, to miss an objection may cost somebody a wrongful demand. A reply without
/// any of these words says nothing by that; somebody reads it all the same.
public struct ReplyReading: Hashable, Sendable {
    /// In the order in which they weigh.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// Innsigelse: the claim or a part of it is not right, or not owed.
        case objection
        /// Illness, lost work, death, debt relief: somebody who needs care.
        case hardship
        /// It came to somebody else than the debtor.
        case wrongRecipient = "wrong-recipient"
        case paidAlready = "paid-already"
        /// A day or a plan is promised or asked for.
        case promise
        /// The invoice, a copy or what it consists of is asked for.
        case copyRequest = "copy-request"
    }

    /// Words that speak for a kind.
    public struct Finding: Hashable, Sendable {
        public let kind: Kind
        /// As they stand in the reply, in lower case: `ikke bestilt`.
        public let words: String

        public init(kind: Kind, words: String) {
            self.kind = kind
            self.words = words
        }
    }

    /// In the kinds' order, at most ten a kind.
    public let findings: [Finding]

    /// Nothing was found in more than a few words, or there are too many: it may be anything, an objection too.
    public let isUnclear: Bool

    /// The objection is only a *not* that nothing explains.
    public let isDoubt: Bool

    /// What weighs most; nil when nothing was found.
    public var proposal: Kind? { findings.first?.kind }

    public var kinds: Set<Kind> { Set(findings.map(\.kind)) }

    /// - Parameters:
    ///   - subject: read too, unless it is a reply's, which repeats ours.
    ///   - text: the whole plain text, quotes and signature included.
    public init(subject: String = "", text: String) {
        let isReply = ["re:", "sv:", "svar:", "vs:", "fw:", "fwd:"].contains {
            subject.lowercased().hasPrefix($0)
        }
        let own = ReplyText(text).own
        let words = ReplyWords(isReply || subject.isEmpty ? own : subject + ".\n\n" + own)
        var found: [Finding] = []
        var explained: Set<Int> = []
        for kind in Kind.allCases {
            var said: [String] = []
            for phrase in ReplyPhrase.of(kind) {
                for match in words.matches(phrase, explaining: &explained)
                where said.count < 10 && !said.contains(match) { said.append(match) }
            }
            found += said.map { Finding(kind: kind, words: $0) }
        }
        var isDoubt = false
        // Objections are worded in more ways than any table knows. A *not* that nothing explains is a sign of one.
        if !found.contains(where: { $0.kind == .objection }),
            let doubt = words.unexplainedNot(explained)
        {
            found.insert(Finding(kind: .objection, words: doubt), at: 0)
            isDoubt = true
        }
        findings = found
        self.isDoubt = isDoubt
        isUnclear = words.isCut || found.isEmpty && words.count > Self.wordsOfThanks
    }

    /// `Takk for påminnelsen, ha en fin dag!` says nothing.
    private static let wordsOfThanks = 8
}

/// A reply as words, in sentences and clauses.
struct ReplyWords {
    private struct Word {
        let text: String
        let sentence: Int
        let clause: Int
    }

    /// Longer replies are read so far and no further; then they are unclear.
    private static let countMax = 3_000

    private var words: [Word] = []

    var count: Int { words.count }
    private(set) var isCut = false

    init(_ text: String) {
        var word = ""
        var sentence = 0
        var clause = 0
        var lineBreaks = 0
        func close(_ words: inout [Word]) {
            guard !word.isEmpty else { return }
            guard words.count < Self.countMax else {
                isCut = true
                return
            }
            // These begin a clause, where a `not` before them does not reach.
            if ["men", "but", "fordi", "because", "siden", "sidan"].contains(word) { clause += 1 }
            words.append(Word(text: word, sentence: sentence, clause: clause))
            word = ""
        }
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || (48...57).contains(scalar.value) {
                word.unicodeScalars.append(scalar)
                lineBreaks = 0
                continue
            }
            // don't, 3. and e-post are one word each; ’ is an apostrophe too.
            if scalar == "'" || scalar == "\u{2019}" {
                if !word.isEmpty { word += "'" }
                continue
            }
            if scalar == "-", !word.isEmpty {
                word += "-"
                continue
            }
            let wasNumber = word.last?.isNumber ?? false
            close(&words)
            switch scalar {
            case "\n":
                lineBreaks += 1
                if lineBreaks > 1 {
                    sentence += 1
                    clause += 1
                }
            case "." where wasNumber: break
            case ".", "!", "?", ";", ":", "…":
                sentence += 1
                clause += 1
            case ",", "(", ")", "–", "\"": clause += 1
            default: break
            }
        }
        close(&words)
    }

    /// The words of each place where the phrase stands and is not negated.
    ///
    /// - Parameter explained: gets the places of the words that the phrase, or its being negated, accounts for.
    func matches(_ phrase: ReplyPhrase, explaining explained: inout Set<Int>) -> [String] {
        var found: [String] = []
        for start in words.indices {
            guard phrase.parts[0].fits(words[start].text), let end = end(of: phrase, from: start),
                !isExcluded(phrase, end)
            else { continue }
            explained.formUnion(start...end)
            if isNegated(phrase, start, end) {
                explained.formUnion(max(0, start - 3)..<start)
                explained.formUnion(end..<min(words.count, end + 3))
            } else {
                found.append(text(start...end))
            }
        }
        return found
    }

    /// The first *not* that no phrase accounts for, with the words about it; nil when there is none.
    func unexplainedNot(_ explained: Set<Int>) -> String? {
        // That something is not paid yet is no news.
        let harmless: Set<String> = [
            "betalt", "betale", "betala", "paid", "problem", "sant", "forget", "hesitate", "nøl",
        ]
        let found = words.indices.first { index in
            isNot(index) && !explained.contains(index)
                && !words[(index + 1)...].prefix(2).contains { harmless.contains($0.text) }
        }
        guard let found else { return nil }
        let about = words.indices.clamped(to: max(0, found - 2)..<min(words.count, found + 4))
        return text(about.filter { words[$0].sentence == words[found].sentence })
    }

    private func text(_ range: some Sequence<Int>) -> String {
        range.map { words[$0].text }.joined(separator: " ")
    }

    /// The last word of the phrase that begins at `start`; nil when it does not.
    private func end(of phrase: ReplyPhrase, from start: Int) -> Int? {
        var at = start
        for part in phrase.parts.dropFirst() {
            let reach = part.gap + 1
            let candidates = words[(at + 1)...].prefix(reach).indices
            guard
                let next = candidates.first(where: {
                    words[$0].sentence == words[start].sentence && part.fits(words[$0].text)
                })
            else { return nil }
            at = next
        }
        return at
    }

    private func isNegated(_ phrase: ReplyPhrase, _ start: Int, _ end: Int) -> Bool {
        guard phrase.isNegatable else { return false }
        let before = max(0, start - 3)..<start
        if before.contains(where: { isNot($0) && words[$0].clause == words[start].clause }) {
            return true
        }
        // `har ikke betalt`: within, unless the phrase has a word for it.
        let gaps = words.indices[start...end].filter { isNot($0) }
        if gaps.contains(where: { index in !phrase.parts.contains { $0.fits(words[index].text) } })
        {
            return true
        }
        // `bestrider ikke`: after a verb only.
        guard phrase.isVerb else { return false }
        return words.indices.dropFirst(end + 1).prefix(2).contains {
            isNot($0) && words[$0].clause == words[end].clause
        }
    }

    private func isNot(_ index: Int) -> Bool {
        let word = words[index].text
        guard Self.negations.contains(word) || word.hasSuffix("n't") else { return false }
        // `ikke bare` and `not only` say yes.
        let next = index + 1 < words.count ? words[index + 1].text : ""
        return !["bare", "berre", "only", "minst"].contains(next)
    }

    private static let negations: Set<String> = [
        // `no` is not among them: in Nynorsk it means *now*.
        "ikke", "ikkje", "aldri", "ingen", "inga", "intet", "uten", "utan", "not", "never",
        "cannot", "without", "dont", "didnt", "verken", "korkje", "neither", "nobody",
    ]

    private func isExcluded(_ phrase: ReplyPhrase, _ end: Int) -> Bool {
        words[(end + 1)...].prefix(4).contains { word in
            word.sentence == words[end].sentence && phrase.unless.contains { $0.fits(word.text) }
        }
    }
}

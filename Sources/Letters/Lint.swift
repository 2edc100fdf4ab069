import Basics
import Law

/// Looks through the words of letters for what the law refuses and good practice advises against.
///
/// - Source: inkassoloven § 8 (good practice, also for one's own claims), §§ 9–10; inkassoforskriften § 1-2.
public enum Lint {
    /// What a text may not say at this letter.
    ///
    /// - Parameter isTemplate: true for texts with placeholders still in them, where written-out figures would be wrong in the
    ///   next letter; a finished letter is full of figures.
    /// - Returns: findings in the order of the texts, then of the rules.
    public static func findings(
        in texts: [LintText], of notice: NoticeKind, _ language: Language, isTemplate: Bool
    ) -> [LintFinding] {
        texts.flatMap { text in
            let sentences = LintSentence.sentences(of: text.text)
            return LintRules.all.flatMap { rule -> [LintFinding] in
                guard let severity = rule.severity(in: notice), rule.parts.contains(text.part)
                else { return [] }
                let found =
                    rule.form.map { $0.found(in: text.text, isTemplate: isTemplate) }
                    ?? places(rule, sentences, language)
                return found.map { words in
                    LintFinding(
                        rule: rule.id, severity: severity, part: text.part, line: text.line,
                        found: words, why: rule.why, source: rule.source)
                }
            }
        }
    }

    private static func places(
        _ rule: LintRule, _ sentences: [LintSentence], _ language: Language
    ) -> [String] {
        var found: [String] = []
        for sentence in sentences {
            if rule.unless.contains(where: { $0.isFound(in: sentence.words) }) { continue }
            for phrase in rule.phrases(language) {
                for range in phrase.matches(in: sentence.words) {
                    let words = sentence.words[range].map(\.text).joined(separator: " ")
                    if !found.contains(words) { found.append(words) }
                }
            }
        }
        // "uten nærmere" says nothing that "uten nærmere varsel" does not.
        return found.filter { words in !found.contains { $0 != words && $0.contains(words) } }
    }
}

extension LintForm {
    /// What breaks the rule, as it stands in the text.
    func found(in text: String, isTemplate: Bool) -> [String] {
        switch self {
        case .ownFigures: isTemplate ? LintForm.figures(in: text) : []
        case .shouting: LintForm.shouts(in: text)
        case .pictures: text.filter(\.isPicture).isEmpty ? [] : [text.filter(\.isPicture)]
        case .length(let most):
            isTemplate && text.count > most ? ["\(text.count) > \(most)"] : []
        case .messageParts(let most):
            TextMessageSize(text).parts > most
                ? ["\(TextMessageSize(text).parts) × SMS > \(most)"] : []
        }
    }

    /// Amounts, dates, percentages and account numbers; other figures, such as a street's, are let be.
    private static func figures(in text: String) -> [String] {
        let words = LintSentence.sentences(of: text).flatMap(\.words).map(\.text)
        let currencies: Set<String> = ["kr", "nok", "kroner", "prosent", "percent", "øre"]
        var found: [String] = []
        for (index, word) in words.enumerated() where word.first?.isNumber == true {
            let around = [index - 1, index + 1].filter(words.indices.contains).map { words[$0] }
            let beside = around.first { currencies.contains($0.lowercased()) }
            let after = index + 1 < words.count ? words[index + 1].lowercased() : ""
            let digits = word.filter(\.isNumber).count
            if let beside {
                found.append(
                    words.firstIndex(of: beside) == index - 1
                        ? "\(beside) \(word)" : "\(word) \(beside)")
            } else if digits <= 2, months.contains(where: after.hasPrefix) {
                found.append("\(word) \(after)")
            } else if digits == 11 || word.split(separator: ".").count == 3 {
                found.append(word)
            }
        }
        if let percent = text.firstIndex(of: "%"),
            text[..<percent].last(where: { $0 != " " && $0 != "\u{A0}" })?.isNumber == true
        {
            found.append("%")
        }
        return found
    }

    private static let months = [
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
        "oktober",
        "november", "desember", "march", "may", "june", "july", "october", "december",
    ]

    private static func shouts(in text: String) -> [String] {
        var found = text.contains("!!") ? ["!!"] : []
        for sentence in LintSentence.sentences(of: text) {
            let words = sentence.words.map(\.text)
            for (first, second) in zip(words, words.dropFirst())
            where isCapitals(first) && isCapitals(second) {
                found.append("\(first) \(second)")
            }
        }
        return found
    }

    private static func isCapitals(_ word: String) -> Bool {
        word.count >= 4 && word.allSatisfy { $0.isLetter && $0.isUppercase }
    }
}

extension Character {
    fileprivate var isPicture: Bool {
        unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
    }
}

/// How many parts a text message takes on its way.
///
/// - Source: 3GPP TS 23.038 § 6.2.1 (the alphabet), TS 23.040 § 9.2.3.24.1 (parts: 153 and 67 characters).
public struct TextMessageSize: Hashable, Sendable {
    public let parts: Int
    /// False when a character outside the GSM alphabet makes every character take more room.
    public let isGSM: Bool

    public init(_ text: String) {
        var septets = 0
        var isGSM = true
        for scalar in text.unicodeScalars {
            if Self.basic.contains(scalar) {
                septets += 1
            } else if Self.extended.contains(scalar) {
                septets += 2
            } else {
                isGSM = false
            }
        }
        self.isGSM = isGSM
        let size = isGSM ? septets : text.utf16.count
        let (one, several) = isGSM ? (160, 153) : (70, 67)
        parts = size <= one ? min(size, 1) : (size + several - 1) / several
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    private static let extended = Set("^{}\\[~]|€".unicodeScalars)
}

extension Lint {
    /// What a finished letter lacks.
    ///
    /// - Returns: findings without a place, in the order of ``LintRules/needs``.
    public static func missing(
        in texts: [LintText], of notice: NoticeKind, _ language: Language, about facts: LintFacts
    ) -> [LintFinding] {
        // The table and the payment box are in the body; hard spaces and dots in numbers are layout.
        let whole = texts.filter { $0.part != .sms }.map(\.text).joined(separator: "\n").soft
        let packed = whole.filter { $0 != " " && $0 != "." }
        return LintRules.needs.filter { $0.notices.contains(notice) }.compactMap { need in
            let isMet: Bool
            switch need.rule {
            case .values(let values):
                isMet = values(facts).allSatisfy { whole.contains($0.soft) || packed.contains($0) }
            case .oneOf(let values):
                let wanted = values(facts)
                isMet = wanted.isEmpty || wanted.contains { whole.contains($0.soft) }
            case .phrases(let nb, let en, let parts):
                let phrases = (language == .en ? en + nb : nb).map { LintPhrase($0) }
                isMet = texts.filter { parts.contains($0.part) }.contains { text in
                    LintSentence.sentences(of: text.text).contains { sentence in
                        phrases.contains { $0.isFound(in: sentence.words) }
                    }
                }
            case .days(let least): isMet = (facts.deadlineDays ?? 0) >= least
            }
            return isMet
                ? nil
                : LintFinding(
                    rule: need.id, severity: .refuse, part: .body, line: 0, found: "",
                    why: need.why, source: need.source)
        }
    }

    /// Everything about a finished letter: what it may not say, and what it lacks.
    public static func findings(in letter: Letter, from request: LetterRequest) -> [LintFinding] {
        guard let notice = NoticeKind(request.step, request.regime ?? .act1988) else { return [] }
        let texts = [
            LintText(.subject, letter.subject), LintText(.title, letter.title),
            LintText(.body, LetterText.render(letter)),
        ]
        // What Law and the table say of fees, courts and collection is right by construction, and names may be anything: only
        // the words with their placeholders are searched.
        let words =
            request.words
            ?? ShippedWords.words(
                WordsKey(notice, request.tone, request.language), for: .init(request.audience))
        return findings(in: words.lintTexts, of: notice, request.language, isTemplate: true)
            + missing(in: texts, of: notice, request.language, about: LintFacts(request))
    }
}

extension String {
    /// With ordinary spaces.
    fileprivate var soft: String {
        String(map { $0 == "\u{A0}" || $0 == "\u{202F}" || $0.isNewline ? " " : $0 })
    }
}

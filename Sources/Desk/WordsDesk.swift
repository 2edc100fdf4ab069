import Basics
import Claims
import Law
import Letters
import Store

// The words of a company's letters.

/// A text that was looked through.
public struct CheckedWords: Sendable {
    public let words: LetterWords
    public let findings: [LintFinding]

    /// True when nothing in it is refused.
    public var isLawful: Bool { findings.allSatisfy { $0.severity != .refuse } }
}

extension BookDesk {
    /// The company's own words as they stand.
    static func ownWords(in scope: BookConnection) throws -> OwnWords {
        var own = OwnWords()
        for row in try scope.words() {
            guard let kind = NoticeKind(name: row.kind), let tone = Tone(rawValue: row.tone),
                let language = Language(rawValue: row.language),
                let audience = WordsAudience(rawValue: row.audience)
            else { continue }
            let key = WordsKey(kind, tone, language)
            // What was taken then is used as it is: a letter on its way is not judged by newer rules than its writer knew.
            own.table[.init(key, audience)] = try row.text.map {
                try LetterWords(parsing: $0, for: kind)
            }
        }
        return own
    }

    /// Everything that was said about words, with who and when.
    public func wordsHistory() throws -> [RecordedWords] {
        try read(.see, of: .nobody) { try $0.words() }
    }

    /// The words a letter would have now: the company's own, else Purr's.
    public func words(_ place: OwnWords.Place) -> LetterWords {
        own.table[place] ?? own.table[.init(place.key)]
            ?? ShippedWords.words(place.key, for: place.audience)
    }

    /// Reads and looks through a text without taking it.
    ///
    /// - Throws: `Diagnostic` as ``LetterWords/init(parsing:for:)``.
    public func check(_ text: String, for place: OwnWords.Place) throws -> CheckedWords {
        let words = try LetterWords(parsing: text, for: place.key.kind)
        var findings = Lint.findings(
            in: words.lintTexts, of: place.key.kind, place.key.language, isTemplate: true)
        let letter = try exampleLetter(place, words)
        findings += Lint.missing(in: letter, of: place.key.kind, place.key.language)
        if findings.allSatisfy({ $0.rule != "sms.length" }) {
            findings += Lint.findings(
                in: [LintText(.sms, letter.letter.sms)], of: place.key.kind, place.key.language,
                isTemplate: false
            ).filter { $0.rule == "sms.length" }
        }
        return CheckedWords(words: words, findings: findings)
    }

    /// Takes a text as the company's own, from the next letter that is approved.
    ///
    /// - Returns: what good practice advises against.
    /// - Throws: `Diagnostic` `words.refused` for what the law refuses, and those of reading.
    public func setWords(_ text: String, for place: OwnWords.Place) throws -> [LintFinding] {
        let checked = try check(text, for: place)
        if let first = checked.findings.first(where: { $0.severity == .refuse }) {
            throw Diagnostic(
                "words.refused",
                place: first.part.rawValue,
                found: first.found.isEmpty ? first.rule : "\(first.rule): \(first.found)",
                expected: "\(first.why.in(book.language)) (\(first.source))",
                remedy: "write it another way; purr texts set --dry-run looks a text through")
        }
        try record(checked.words.text, place)
        return checked.findings
    }

    /// Goes back to the words that come with Purr.
    ///
    /// - Returns: false when the company had none of its own there.
    @discardableResult
    public func resetWords(_ place: OwnWords.Place) throws -> Bool {
        // Who may not is told so also where there is nothing to take back.
        try require(.manage)
        guard own.table[place] != nil else { return false }
        try record(nil, place)
        return true
    }

    private func record(_ text: String?, _ place: OwnWords.Place) throws {
        let key = place.key
        try write(.manage) { scope in
            try scope.record(
                RecordedWords(
                    kind: key.kind.name, tone: key.tone.rawValue, language: key.language.rawValue,
                    audience: place.audience.rawValue, text: text, at: clock.now, actor: actor))
            let what = [
                key.kind.name, key.tone.rawValue, key.language.rawValue, place.audience.rawValue,
            ]
            try scope.record(
                text == nil ? "words-reset" : "words", what.joined(separator: " "), at: clock.now,
                actor: actor)
        }
    }
}

// MARK: - Seeing them

/// A letter with the request it was made of.
public struct LetterExample: Sendable {
    public let letter: Letter
    public let request: LetterRequest
}

extension BookDesk {
    /// A letter with these words and a real customer's figures, as if it went today.
    ///
    /// - Parameter customer: whose open claims it shows; nil for anybody with some, else for made-up figures.
    /// - Throws: `Diagnostic` `customer.unknown` or `words.no-claims`.
    public func example(
        _ place: OwnWords.Place, _ words: LetterWords? = nil, customer: String? = nil
    ) throws -> LetterExample {
        let lines = try read(.see, of: .customer(customer)) { try openLines(customer, in: $0) }
        guard let lines else {
            if customer != nil {
                throw Diagnostic(
                    "words.no-claims", place: customer ?? "", found: "no open invoice",
                    expected: "a customer with an open invoice",
                    remedy: "leave the customer out, or see: purr claims")
            }
            return try exampleLetter(place, words ?? self.words(place))
        }
        return try letter(place, words ?? self.words(place), lines.debtor, lines.claims)
    }

    private func exampleLetter(
        _ place: OwnWords.Place, _ words: LetterWords
    ) throws -> LetterExample {
        let claim = ClaimLine(
            invoice: "40101", concerns: "", issued: today - 60, due: today - 46, kid: "",
            principal: Money(kroner: 12_500), paid: .zero, interest: .zero, interestFrom: nil,
            fees: .zero, toPay: Money(kroner: 12_500))
        let debtor = Debtor(
            id: DebtorID(0), number: "10001",
            name: place.audience == .business ? "Bakken Bygg AS" : "Kari Nordmann",
            kind: place.audience == .business ? .business : .consumer, street: "Solsvingen 12",
            postcode: "0577", city: "Oslo")
        return try letter(place, words, debtor, [claim])
    }

    private func letter(
        _ place: OwnWords.Place, _ words: LetterWords, _ debtor: Debtor, _ claims: [ClaimLine]
    ) throws -> LetterExample {
        let kind = place.key.kind
        let audience: DebtorKind =
            switch place.audience {
            case .everybody: debtor.kind
            case .consumer: .consumer
            case .business: .business
            }
        let states = kind != .nudge && claims.contains { $0.interest > .zero }
        let request = LetterRequest(
            step: kind.step, tone: place.key.tone, language: place.key.language,
            audience: audience.treatedAs, sentOn: today,
            deadline: kind == .nudge
                ? nil
                : Deadline.toPrint(
                    sentOn: today, days: policy(for: debtor).plan.deadlineDays,
                    conventions: law.conventions), creditor: sender, debtor: recipient(debtor),
            claims: kind == .nudge ? claims.map(\.withoutAdditions) : claims,
            feeInThisLetter: .zero,
            interestRate: states ? try? LateInterest.rate(on: today, law: law) : nil,
            noticeID: "P-0", regime: kind == .transferWarning ? .act2026 : nil, words: words,
            look: look)
        return LetterExample(letter: try LetterComposer.compose(request), request: request)
    }

    private func openLines(
        _ customer: String?, in scope: BookConnection
    ) throws -> (debtor: Debtor, claims: [ClaimLine])? {
        let stored: [StoredClaim]
        if let customer {
            guard let debtor = try scope.debtor(number: customer) else {
                throw Self.unknownCustomer(customer)
            }
            stored = try scope.claims(debtor: debtor.id)
        } else {
            stored = try scope.claimsDue(on: today)
        }
        var debtor: Debtor?
        var claims: [ClaimLine] = []
        for item in try judge(stored, in: scope, on: today) {
            if item.decision.verdict == .closed { continue }
            guard debtor == nil || debtor?.id == item.debtor.id else { break }
            guard item.claim.due < today, let line = exampleLine(item) else { continue }
            debtor = item.debtor
            claims.append(line)
            if claims.count == 20 { break }
        }
        return debtor.map { ($0, claims) }
    }

    /// What is owed today, as a letter's line.
    private func exampleLine(_ item: DayItem) -> ClaimLine? {
        let statement = item.decision.statement
        guard statement.openInvoice > .zero else { return nil }
        let interest = statement.interest
        let fees = statement.costs
        return ClaimLine(
            invoice: item.claim.invoice, concerns: item.claim.concerns, issued: item.claim.issued,
            due: item.claim.due, kid: item.claim.kid, principal: item.claim.principal,
            paid: item.claim.principal + interest + fees - statement.toPay, interest: interest,
            interestFrom: interest > .zero ? statement.interestFrom : nil, fees: fees,
            toPay: statement.toPay)
    }
}

extension ClaimLine {
    /// As a nudge asks for it: what the invoice said.
    fileprivate var withoutAdditions: ClaimLine {
        var line = self
        line.interest = .zero
        line.interestFrom = nil
        line.fees = .zero
        line.toPay = principal - paid
        return line.toPay > .zero ? line : self
    }
}

extension NoticeKind {
    /// The rung of the ladder the letter belongs to.
    var step: Step {
        switch self {
        case .nudge: .nudge
        case .reminder: .reminder
        case .collectionNotice, .transferWarning: .collectionNotice
        case .paymentDemand: .paymentDemand
        }
    }
}

extension Lint {
    static func missing(
        in example: LetterExample, of kind: NoticeKind, _ language: Language
    ) -> [LintFinding] {
        let letter = example.letter
        return missing(
            in: [
                LintText(.subject, letter.subject), LintText(.title, letter.title),
                LintText(.body, LetterText.render(letter)),
            ], of: kind, language, about: LintFacts(example.request))
    }
}

import Basics
import Claims
import Law
import Texts

/// Letters that a story tells of.
extension StoryRunner {
    /// Sends one letter about the claims. At most one fee a letter: the oldest claim's that may carry it.
    mutating func send(
        _ letter: Story.LetterLine, about indices: [Int], on day: Day, _ line: Int
    ) throws(StoryFault) {
        let deadline = deadline(of: letter, on: day)
        for index in indices {
            let refusals = claims[index].claim.refusals(
                of: letter.step, on: day, deadline: deadline, law: law)
            guard let refusal = refusals.first else { continue }
            throw StoryFault(
                "letter", line: line,
                found: named(index, "\(refusal.code): \(refusal.sentence)"),
                expected: "a \(letter.step.name) that the law lets go on \(day.iso)",
                remedy: remedy(letter, refusal, on: day))
        }
        var isCharged = false
        for index in oldestFirst(indices) {
            let fee = fee(of: letter, index, on: day, isCharged: isCharged, line)
            if fee > .zero { isCharged = true }
            append(
                .noticed(
                    Notice(
                        id: newNotice(), step: letter.step, sentOn: day, deadline: deadline,
                        fee: fee)),
                to: index, on: day)
        }
    }

    /// Holds that none of the claims lets the letter go.
    func refuse(
        _ letter: Story.LetterLine, about indices: [Int], because: String?, on day: Day,
        _ line: Int
    ) throws(StoryFault) {
        for index in indices {
            let claim = claims[index].claim
            let refusals = claim.refusals(
                of: letter.step, on: day, deadline: deadline(of: letter, on: day), law: law)
            var codes = refusals.map(\.code)
            if let fee = refusedFee(letter, claim, on: day) { codes.append(fee) }
            guard let because else {
                if !codes.isEmpty { continue }
                throw StoryFault(
                    "refused", line: line,
                    found: named(index, "the law lets a \(letter.step.name) go on \(day.iso)"),
                    expected: "that it does not", remedy: "leave out the word refused")
            }
            guard codes.contains(because) else {
                throw StoryFault(
                    "refused", line: line,
                    found: named(
                        index, codes.isEmpty ? "allowed" : codes.joined(separator: ", ")),
                    expected: because,
                    remedy: Spelling.suggestion(for: because, among: codes))
            }
        }
    }

    /// Why the letter may not carry the fee that the line tells; nil when it may, or when none is told.
    private func refusedFee(_ letter: Story.LetterLine, _ claim: Claim, on day: Day) -> String? {
        guard case .told(let told) = letter.fee, told > .zero else { return nil }
        guard let kind = letter.step.letterKind else { return "nudge" }
        let decision = claim.fee(of: kind, on: day, law: law)
        guard told > decision.amount else { return nil }
        return decision.reason == .allowed ? "fee.too-much" : decision.reason.code
    }

    private func deadline(of letter: Story.LetterLine, on day: Day) -> Day? {
        if letter.step == .nudge { return nil }
        return letter.deadline ?? Deadline.toPrint(sentOn: day, conventions: law.conventions)
    }

    private func oldestFirst(_ indices: [Int]) -> [Int] {
        indices.sorted {
            let (a, b) = (claims[$0].claim, claims[$1].claim)
            return (a.due, a.id.number) < (b.due, b.id.number)
        }
    }

    private mutating func fee(
        of letter: Story.LetterLine, _ index: Int, on day: Day, isCharged: Bool, _ line: Int
    ) -> Money {
        guard let kind = letter.step.letterKind else { return .zero }
        let lawful = claims[index].claim.fee(of: kind, on: day, law: law)
        switch letter.fee {
        case .lawful:
            if case .missingRate(let missing) = lawful.reason {
                let sentence = ReasonTexts.sentence(.missingRate(missing), .en)
                outcome.notes.append(.init(line: line, text: sentence))
            }
            return isCharged ? .zero : lawful.amount
        case .told(let told):
            if isCharged { return .zero }
            if told > lawful.amount {
                outcome.notes.append(
                    .init(
                        line: line,
                        text: "The fee of \(told.decimal) is more than the law lets the letter "
                            + "carry: \(lawful.amount.decimal) (\(lawful.reason.code))."))
            }
            return told
        }
    }

    private func remedy(
        _ letter: Story.LetterLine, _ refusal: LetterRefusal, on day: Day
    ) -> String {
        let refused = "write: \(day.iso) refused \(letter.step.name)"
        guard let from = refusal.from else { return refused }
        return "move it to \(from.iso) or later, or " + refused
    }

    private func named(_ index: Int, _ text: String) -> String {
        claims[index].name.map { "\($0): \(text)" } ?? text
    }
}

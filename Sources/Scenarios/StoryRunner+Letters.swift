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
        let notices = notices(letter, about: indices, on: day, line)
        for (index, notice) in notices {
            let refusals = claims[index].claim.refusals(of: notice, law: law)
            guard let refusal = refusals.first else { continue }
            throw StoryFault(
                "letter", line: line,
                found: named(index, "\(refusal.code): \(refusal.sentence)"),
                expected: "a \(letter.step.name) that the law lets go on \(day.iso)",
                remedy: remedy(letter, refusal, on: day))
        }
        for (index, notice) in notices { append(.noticed(notice), to: index, on: day) }
    }

    /// Notes the payment demand of the agency that has the claims: no letter of the creditor's, and without its fee.
    mutating func demand(
        _ told: Day?, _ indices: [Int], on day: Day, _ line: Int
    ) throws(StoryFault) {
        let deadline = told ?? Deadline.toPrint(sentOn: day, conventions: law.conventions)
        for index in indices {
            let claim = claims[index].claim
            guard claim.handedOver(on: day) != nil else {
                throw StoryFault(
                    "letter", line: line, found: named(index, "a claim that no agency has"),
                    expected: "a handed-over line before this one",
                    remedy: "write it, or leave out by-agency")
            }
            if let running = claim.runningDeadline(on: day) {
                throw StoryFault(
                    "letter", line: line,
                    found: named(index, "a deadline that runs through \(running.iso)"),
                    expected: "a payment demand after it", remedy: "move it to a later day")
            }
            guard deadline - day >= Deadline.noticeDaysMinimum else {
                throw StoryFault(
                    "letter", line: line, found: "a deadline of \(deadline - day) days",
                    expected: "at least \(Deadline.noticeDaysMinimum) days",
                    remedy: "look at the two days once more")
            }
            claims[index].agencyDemand = (day, deadline)
        }
    }

    /// Holds that none of the claims lets the letter go.
    mutating func refuse(
        _ letter: Story.LetterLine, about indices: [Int], because: String?, on day: Day,
        _ line: Int
    ) throws(StoryFault) {
        for (index, notice) in notices(letter, about: indices, on: day, line) {
            let codes = claims[index].claim.refusals(of: notice, law: law).map(\.code)
            guard codes.isEmpty || !codes.contains(because ?? codes[0]) else { continue }
            let found =
                codes.isEmpty
                ? "the law lets a \(letter.step.name) go on \(day.iso)"
                : codes.joined(separator: ", ")
            throw StoryFault(
                "refused", line: line, found: named(index, found),
                expected: because ?? "that it does not",
                remedy: codes.isEmpty
                    ? "leave out the word refused"
                    : Spelling.suggestion(for: because ?? "", among: codes))
        }
    }

    /// The letter as each claim notes it, oldest claim first; at most one of them bears the fee.
    private mutating func notices(
        _ letter: Story.LetterLine, about indices: [Int], on day: Day, _ line: Int
    ) -> [(index: Int, notice: Notice)] {
        let deadline = deadline(of: letter, on: day)
        var isCharged = false
        return oldestFirst(indices).map { index in
            let fee = isCharged ? .zero : fee(of: letter, index, on: day, line)
            if fee > .zero { isCharged = true }
            let notice = Notice(
                id: newNotice(), step: letter.step, sentOn: day, deadline: deadline, fee: fee)
            return (index, notice)
        }
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
        of letter: Story.LetterLine, _ index: Int, on day: Day, _ line: Int
    ) -> Money {
        guard let kind = letter.step.letterKind else { return .zero }
        switch letter.fee {
        case .told(let told): return told
        case .lawful:
            let lawful = claims[index].claim.fee(of: kind, on: day, law: law)
            if case .missingRate(let missing) = lawful.reason {
                let sentence = ReasonTexts.sentence(.missingRate(missing), .en)
                outcome.notes.append(.init(line: line, text: sentence))
            }
            return lawful.amount
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

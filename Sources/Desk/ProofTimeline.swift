import Basics
import Claims
import Law
import Store
import Texts

/// The course of events for people to read, and what is owed at its end.
struct ProofTimeline {
    private let material: ProofMaterial
    private let language: Language
    private let words: ProofTexts

    init(_ material: ProofMaterial) {
        self.material = material
        language = material.language
        words = ProofTexts(language)
    }

    var text: String {
        let (claim, book) = (material.claim, material.book)
        var lines = [
            words.title(claim.invoice, material.debtor.name, material.debtor.number),
            words.creditor(book.name, book.organisationNumber), words.made(material.today), "",
            words.courseHeading, "",
        ]
        for event in events { lines += event.lines }
        lines += ["", words.owedHeading(material.today), ""] + owed
        lines += ["", words.interestHeading, ""] + interest
        lines += ["", words.paymentsHeading, ""] + payments
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Events

    private struct Event {
        let day: Day
        let at: Int64
        let lines: [String]
    }

    /// By the day they took effect, those of one day as they were recorded.
    private var events: [Event] {
        let claim = material.claim
        var events = [
            Event(
                day: claim.issued, at: .min,
                lines: wrapped(
                    claim.issued, words.invoiced(claim.invoice, claim.principal, due: claim.due)))
        ]
        // Mail comes before what was recorded because of it.
        for mail in material.mails {
            events.append(Event(day: Clock.day(of: mail.at), at: mail.at, lines: lines(of: mail)))
        }
        for recorded in material.facts {
            // That it left stands with the letter.
            if case .delivered = recorded.fact.event { continue }
            events.append(
                Event(day: recorded.fact.on, at: recorded.at, lines: lines(of: recorded)))
        }
        return events.enumerated().sorted {
            ($0.element.day.number, $0.element.at, $0.offset)
                < ($1.element.day.number, $1.element.at, $1.offset)
        }.map(\.element)
    }

    private func lines(of recorded: RecordedFact) -> [String] {
        let fact = recorded.fact
        let day = Clock.day(of: recorded.at)
        let told = line(of: fact) + (day == fact.on ? "" : words.recorded(day))
        guard case .noticed(let notice) = fact.event,
            let letter = material.letters.first(where: { $0.notice.id == notice.id })
        else { return wrapped(fact.on, told) }
        return wrapped(fact.on, told) + lines(of: letter)
    }

    /// Money with the reference that the bank's own statement has.
    private func line(of fact: Fact) -> String {
        func reference(_ receipt: Fact.Receipt) -> String {
            material.payments[receipt.payment]?.stored.reference ?? ""
        }
        switch fact.event {
        case .paid(let receipt):
            return words.paid("\(receipt.payment)", receipt.amount, reference(receipt))
        case .reversed(let receipt):
            return words.wentBack("\(receipt.payment)", receipt.amount, reference(receipt))
        case .undelivered, .recalled:
            let told = Timeline.line(fact, material.law, ConsoleTexts(language))
            return "\(told). \(words.countsAsNotSent)"
        default: return Timeline.line(fact, material.law, ConsoleTexts(language))
        }
    }

    private func lines(of mail: StoredMail) -> [String] {
        let kind = InboxTexts(language).kind(mail.kind.rawValue)
        var lines = wrapped(Clock.day(of: mail.at), words.received(mail.id.number, kind))
        if mail.state == .waiting {
            lines += wrapped(nil, words.unread)
        } else if let text = mail.text, !text.isEmpty, mail.kind == .reply {
            lines += text.split(whereSeparator: \.isNewline).flatMap { wrapped(nil, "> \($0)") }
        }
        return lines
    }

    // MARK: - Letters

    private func lines(of letter: ProofLetter) -> [String] {
        let (notice, review) = (letter.notice, letter.review)
        let rule = notice.step.rule(letter.regime)
        var told: [String] = []
        if let reason = letter.reason {
            told.append("\(words.reason): \(cited(reason))")
        }
        let earliest = review.lawfulFrom.map { "; \(words.earliest($0))" } ?? ""
        told.append(
            "\(words.rule): \(RuleTexts.sentence(notice.step.name, letter.regime, language)) "
                + "\(rule.text(in: language)) (\(rule.identity), "
                + "\(words.version(Citation.readThrough))\(earliest))")
        if let fee = review.fee, notice.step != .nudge {
            told.append("\(ConsoleTexts(language).fee): \(cited(.fee(fee.reason)))")
        }
        told += review.faults.map { words.fault(cited($0)) }
        told += review.laterKnown.map { words.laterKnown(cited($0)) }
        let others = letter.invoices.filter { $0 != material.claim.invoice }
        if !others.isEmpty { told.append(words.alsoAbout(others.joined(separator: ", "))) }
        told += course(of: letter)
        let names = letter.files.map(\.name)
        told.append(names.isEmpty ? words.neverLeft : words.files(names.joined(separator: ", ")))
        return told.flatMap { wrapped(nil, $0) }
    }

    private func course(of letter: ProofLetter) -> [String] {
        let approver = words.approved(letter.stored.approvedBy, second: letter.secondBy)
        var lines = ["\(Clock.text(of: letter.stored.approvedAt)) \(approver)"]
        for event in letter.course {
            let way = event.way.map { ", \(words.way($0))" } ?? ""
            let receipt = event.receipt.map { ": \($0)" } ?? ""
            lines.append(
                "\(Clock.text(of: event.at)) "
                    + OutboxTexts(language).state(event.state) + way + receipt)
        }
        return lines
    }

    private func cited(_ reason: Reason) -> String {
        ReasonTexts.sentence(reason, language)
            + (reason.citation.map { " (\($0.text(in: language)))" } ?? "")
    }

    private func cited(_ fault: LetterReview.Fault) -> String {
        fault.sentence(language) + (fault.citation.map { " (\($0.text(in: language)))" } ?? "")
    }

    // MARK: - What is owed

    private var owed: [String] {
        let lines = StatementLines(material.statement, language).lines
        let label = lines.map(\.0.count).max() ?? 0
        let amount = lines.map(\.1.figures.count).max() ?? 0
        func padding(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: width - text.count)
        }
        var told = lines.map { line in
            let figures = line.1.figures
            return "\(line.0)\(padding(line.0, label))  \(padding(figures, amount))\(figures)"
        }
        if let missing = material.statement.missingRate {
            told += Self.wrap(ReasonTexts.sentence(.missingRate(missing), language), 0)
        }
        return told
    }

    private var interest: [String] {
        let segments = material.statement.segments
        if segments.isEmpty { return [words.none] }
        let lines = StatementLines(material.statement, language)
        return segments.map { lines.line($0) } + [words.interestNote]
    }

    private var payments: [String] {
        let placements = material.statement.placements
        let lines = StatementLines(material.statement, language)
        return placements.isEmpty ? [words.none] : placements.map { lines.line($0) }
    }

    // MARK: - Layout

    /// A day, or the blanks below one, and the text beside it.
    private func wrapped(_ day: Day?, _ text: String) -> [String] {
        let indent = 12
        var lines = Self.wrap(text, indent)
        if let day, let first = lines.first {
            lines[0] = "\(day.text)  " + first.dropFirst(indent)
        }
        return lines
    }

    /// Breaks at blanks where a line would be longer than 100.
    static func wrap(_ text: String, _ indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        // Not at hard spaces: an amount stays in one piece.
        for word in text.split(whereSeparator: { " \n\r".contains($0) }) {
            if !line.isEmpty, indent + line.count + 1 + word.count > 100 {
                lines.append(margin + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        if !line.isEmpty { lines.append(margin + line) }
        return lines
    }
}

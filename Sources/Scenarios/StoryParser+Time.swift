import Basics
import Law

/// What may be expected of limitation, bankruptcy, lost VAT and what is owed the state.
extension StoryParser {
    static let timeSubjects = [
        "limitation", "limitation-warning", "proof-of-claim", "bankruptcy-chain", "vat-loss",
        "vat-loss-amount", "vat-loss-related", "interest-lapsed", "answer-until", "obligation",
    ]

    func time(_ word: String, _ reader: inout LineReader) throws(StoryFault) -> Parsed {
        switch word {
        case "limitation":
            return (.ofClaim(.limitation), try day(or: "stopped", "the last day", &reader))
        case "limitation-warning":
            let warnings = LimitationWarning.allCases.map(\.rawValue)
            return (
                .ofClaim(.limitationWarning),
                try self.word("a warning", among: ["none"] + warnings, &reader)
            )
        case "proof-of-claim":
            return (.ofDay(.proofOfClaim), try days(["the first day", "the last day"], &reader))
        case "bankruptcy-chain":
            var served: Day?
            if reader.take("served") { served = try reader.day("the day the order was served") }
            let expected = try days(
                [
                    "the first day of service", "the first day of the petition",
                    "the last day of the petition",
                ], &reader)
            return (.ofDay(.bankruptcyChain(servedOn: served)), expected)
        case "vat-loss":
            let alternative: VATLoss.Alternative = try reader.choice("an alternative")
            return (.ofClaim(.vatLoss(alternative)), try day(or: "none", "the first day", &reader))
        case "vat-loss-amount": return (.ofClaim(.vatLossAmount), try money("the VAT", &reader))
        case "vat-loss-related":
            return (.ofDay(.relatedPartyLapse), try day(or: "none", "the first day", &reader))
        case "interest-lapsed":
            return (.ofDay(.interestLapsed), try day(or: nil, "the last lapsed day", &reader))
        case "answer-until":
            return (.ofDay(.answerUntil), try day(or: nil, "the last day to answer", &reader))
        default: return try obligation(&reader)
        }
    }

    private func days(
        _ names: [String], _ reader: inout LineReader
    ) throws(StoryFault) -> String {
        var days: [String] = []
        for name in names { days.append(try day(or: nil, name, &reader)) }
        return days.joined(separator: " ")
    }

    // MARK: - Obligations

    private func obligation(_ reader: inout LineReader) throws(StoryFault) -> Parsed {
        let code = try reader.word("an obligation's code, such as vat/2026-4")
        guard var told = ToldObligation(code) else {
            let parts = code.split(separator: "/", maxSplits: 1).map(String.init)
            let kinds = PublicDeadline.Kind.allCases.map(\.rawValue)
            throw StoryFault(
                "obligation", line: reader.number, found: code,
                expected: "a code such as vat/2026-4, a-report/2026-03 or withholding/2026-12-18",
                remedy: Spelling.suggestion(for: parts.first ?? "", among: kinds))
        }
        if reader.take("payday") { told.payday = try reader.day("the day wages are paid") }
        if reader.take("settled") { told.settlement = try reader.day("the day of the settlement") }
        var expected = try day(or: "none", "the obligation's day", &reader)
        let hasPayBy = reader.take("pay-by")
        if hasPayBy {
            expected += " pay-by " + (try day(or: nil, "the last bank day", &reader))
        }
        return (.ofNumber(.obligation(told, hasPayBy: hasPayBy)), expected)
    }
}

/// Something owed the state, as a story names it: `vat/2026-4`.
struct ToldObligation: Sendable {
    let code: String
    let kind: PublicDeadline.Kind
    /// Year, then month, term or part, then day; as many as the code has.
    let period: [Int]
    /// The day wages are paid, where the code does not tell it.
    var payday: Day?
    var settlement: Day?

    /// Nil when it is no such code.
    init?(_ code: String) {
        let parts = code.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = PublicDeadline.Kind(rawValue: String(parts[0])) else {
            return nil
        }
        let numbers = parts[1].split(separator: "-", omittingEmptySubsequences: false)
            .map { Int($0) ?? -1 }
        guard (1...3).contains(numbers.count), (1900...9000).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (1...31).contains($0) })
        else { return nil }
        self.code = code
        self.kind = kind
        self.period = numbers
        guard kind.isFromWages else { return }
        switch (kind, numbers.count) {
        case (.withholding, 3):
            guard let day = Day(year: numbers[0], month: numbers[1], day: numbers[2]) else {
                return nil
            }
            payday = day
        case (.aReport, 2):
            guard numbers[1] <= 12 else { return nil }
            payday = Day(numbers[0], numbers[1], 1)
        case (.withholding, 2), (.employerTax, 2):
            guard numbers[1] <= 6 else { return nil }
            payday = Day(numbers[0], numbers[1] * 2 - 1, 1)
        case (.holidayPay, 1): break
        default: return nil
        }
    }

    /// Nil when nothing of the kind falls due for the period.
    var obligation: PublicDeadline.Obligation? {
        var profile = PublicDeadline.Profile()
        switch kind {
        case .vatAnnual: profile.vat = .annual
        case .vatPrimary: profile.vat = .primary
        default: profile.vat = .bimonthly
        }
        switch kind {
        case .advanceTaxPersonal, .residualTaxPersonal: profile.tax = .personal
        default: profile.tax = .company
        }
        profile.paydays = payday.map { [$0] } ?? []
        profile.settlement = settlement
        return PublicDeadline.obligations(
            from: Day(period[0], 1, 1), through: Day(period[0] + 2, 12, 31), profile
        ).first { $0.code == code }
    }
}

extension PublicDeadline.Kind {
    fileprivate var isFromWages: Bool {
        switch self {
        case .aReport, .withholding, .employerTax, .holidayPay: true
        case .vat, .vatAnnual, .vatPrimary, .advanceTaxPersonal, .advanceTaxCompany,
            .residualTaxPersonal, .residualTaxCompany:
            false
        }
    }
}

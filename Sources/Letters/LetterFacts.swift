import Basics
import Claims
import Law

/// The letters there are: every step but the one that asks a person.
public enum NoticeKind: String, CaseIterable, Codable, Sendable {
    case nudge, reminder, collectionNotice, paymentDemand
    /// Under the act of 2026: that an agency will be asked to collect. The statutory notice is then the agency's letter.
    case transferWarning

    /// nil for ``Step/ask``, and for a payment demand under the act of 2026, which is the agency's too.
    public init?(_ step: Step, _ regime: Regime) {
        switch (step, regime) {
        case (.nudge, _): self = .nudge
        case (.reminder, _): self = .reminder
        case (.collectionNotice, .act1988): self = .collectionNotice
        case (.collectionNotice, .act2026): self = .transferWarning
        case (.paymentDemand, .act1988): self = .paymentDemand
        case (.paymentDemand, .act2026), (.ask, _): return nil
        }
    }
}

typealias Notice = NoticeKind

/// What the texts may speak of, already in the words of the letter's language.
struct LetterFacts {
    let language: Language
    let isBusiness: Bool
    /// More than one invoice.
    let isPlural: Bool
    /// `faktura 40101` or `tre fakturaer`.
    let about: String
    /// The invoice's date, due date and subject when there is one invoice.
    let issued: String
    let due: String
    let concerns: String
    /// Something is paid on at least one of them.
    let isPartlyPaid: Bool
    let total: String
    /// nil when the letter sets none.
    let deadline: String?
    let creditor: String
    let debtor: String
    /// E-mail and telephone, those there are; the address when there is neither.
    var contacts: [String]
    let sentOn: String
    /// The fee this letter adds; nil for none.
    let fee: String?
    /// Fees added by earlier letters; nil for none.
    let earlierFees: String?
    /// False under the act of 2026, which has set no fees, and where standard compensation covers those that could come: a
    /// letter must then not speak of any.
    let mayFeesFollow: Bool
    /// Standard compensation stands where fees could have; not under the act of 2026, which has set none.
    let isInsteadOfFees: Bool
    /// Standard compensation claimed instead of fees; nil for none.
    let compensation: String?
    /// The yearly rate; nil when the letter states no interest.
    let rate: String?
    /// False when the rate has changed since the first day with interest, so that the amount holds
    /// more than one; it changes on 1 January and 1 July.
    let isRateOfWholePeriod: Bool
    /// The first day with interest if it is the same for all claims; else each row tells its own.
    let interestFrom: String?

    init(_ request: LetterRequest) {
        let wording = Wording(language: request.language)
        let claims = request.claims
        let first = claims[0]
        language = request.language
        isBusiness = request.audience.treatedAs == .business
        isPlural = claims.count > 1
        about = wording.about(claims)
        issued = wording.date(first.issued)
        due = wording.date(first.due)
        concerns = first.concerns
        isPartlyPaid = claims.contains { $0.paid > .zero }
        total = wording.amount(request.total)
        deadline = request.deadline.map(wording.date)
        creditor = request.creditor.name
        debtor = request.debtor.name
        let address = request.creditor.addressLines.joined(separator: ", ")
        let quick = [request.creditor.email, request.creditor.phone.hardSpaced]
            .filter { !$0.isEmpty }
        contacts = quick.isEmpty && !address.isEmpty ? [address] : quick
        sentOn = wording.date(request.sentOn)
        let fees = claims.map(\.fees).sum()
        let claimed = claims.compactMap(\.compensation).sum()
        let earlier = fees - request.feeInThisLetter - claimed
        isInsteadOfFees = request.regime != .act2026
        mayFeesFollow =
            request.regime != .act2026
            && !claims.allSatisfy { $0.compensation ?? .zero > .zero }
        compensation = claimed > .zero ? wording.amount(claimed) : nil
        fee = request.feeInThisLetter > .zero ? wording.amount(request.feeInThisLetter) : nil
        earlierFees = earlier > .zero ? wording.amount(earlier) : nil
        let starts = Set(claims.compactMap(\.interestFrom))
        rate = starts.isEmpty ? nil : request.interestRate.map(wording.percent)
        isRateOfWholePeriod = starts.allSatisfy { $0.halfYear == request.sentOn.halfYear }
        interestFrom = starts.count == 1 ? starts.first.map(wording.date) : nil
    }
}

extension String {
    /// With hard spaces, so that a telephone number stays on one line.
    var hardSpaced: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }
}

extension Day {
    /// A number for the half-year the day is in; the next half-year's is one more.
    fileprivate var halfYear: Int {
        let (year, month, _) = components
        return year * 2 + (month > 6 ? 1 : 0)
    }
}

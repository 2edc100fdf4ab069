import Basics
import Claims
import Law

/// A story in dated lines: claims, what happened to them day by day, and what is expected of it.
///
///     # The whole chain, consumer
///     claim consumer principal 4800.00 due 2026-08-03
///     2026-08-17 reminder deadline 2026-08-31
///     2026-10-05 paid in-full
///     expect fees 38.00
///
/// The grammar is told in `docs/law/scenarios.md`.
public struct Story: Sendable {
    /// From the `story` line, else from the comment the story begins with; nil when there is neither.
    public internal(set) var title: String?
    /// The line it begins on, from 1.
    public let line: Int
    /// The lines that were understood, in order.
    var lines: [Line] = []
    /// The lines that were not.
    public internal(set) var faults: [StoryFault] = []
    /// True when a line that tells of a claim was not understood, so that nothing can be said about claims.
    var hasUnreadClaim = false

    /// The expectations of the story, in order.
    public var expectations: [Expectation] {
        lines.compactMap { line in
            if case .expect(let expectation) = line.content { expectation } else { nil }
        }
    }

    init(line: Int) { self.line = line }

    struct Line: Sendable {
        let number: Int
        /// Without comment and the blanks around it.
        let text: String
        let content: Content
    }

    enum Content: Sendable {
        case setting(Setting)
        case claim(ClaimLine)
        /// A day and what happened on it; nothing when the day just comes.
        case dated(Day, Happening?)
        case expect(Expectation)

        var isSetting: Bool {
            if case .setting = self { true } else { false }
        }
    }

    /// What a story is told under.
    enum Setting: Sendable {
        case act2026(from: Day)
        case rate(OwnRate)
        case choice(Convention, String)
        case policy(Plan.Name)
        case creditorVAT(isLiable: Bool)
    }

    struct ClaimLine: Sendable {
        var name: String?
        var kind: DebtorKind
        var principal: Money
        var due: Day
        var issued: Day?
        /// The part of the principal that is VAT; nil when it is not told.
        var vat: Money?
        var basis: Basis = .agreed
    }

    /// How the due date came about, as a line tells it.
    enum Basis: Sendable {
        case agreed
        case unilateral
        /// `electronicAccepted` as in ``DueBasis/demanded(sentOn:electronicAccepted:)``.
        case demanded(Day, electronicAccepted: Bool?)
    }

    /// What happened on a day, to the claims named; to the first when none is.
    struct Happening: Sendable {
        let claims: [String]
        let event: Event
    }

    enum Event: Sendable {
        case letter(LetterLine)
        case refusedLetter(LetterLine, because: String?)
        /// The payment demand of an agency that has the claim.
        case agencyDemand(deadline: Day?)
        case writtenOff(VATLoss.Alternative, why: String)
        case refusedCompensation
        case refusedPlan([InstalmentPlan.Instalment])
        case refusedExtension(to: Day)
        case paid(PaidAmount, ordered: Day?, Fact.Designation?)
        /// Nil: all of the last payment.
        case returned(Money?)
        case compensation
        case basis(Basis)
        case recalled
        case undelivered(why: String)
        /// What needs nothing but its line.
        case fact(Fact.Event)
    }

    struct LetterLine: Sendable {
        let step: Step
        var deadline: Day?
        var fee: ToldFee = .lawful
    }

    enum ToldFee: Sendable {
        /// What the law lets the letter carry.
        case lawful
        case told(Money)
    }

    enum PaidAmount: Sendable {
        case amount(Money)
        case inFull
        case principal
    }
}

/// What a story expects on a day.
public struct Expectation: Sendable {
    /// The line in the file, from 1.
    public let line: Int
    /// As written, without comment.
    public let text: String
    /// Where the values it compares stand in the line as written, in characters; for what shows them or changes them.
    public let values: [Range<Int>]
    /// The day it speaks of; nil for the story's own.
    let on: Day?
    let claim: String?
    let subject: Subject
    /// As ``Found/value`` would be when it holds.
    let expected: String

    /// What is looked up: about a claim on a day, about a day alone, or about neither.
    enum Subject: Sendable {
        case ofClaim(ClaimSubject)
        case ofDay(DaySubject)
        case ofNumber(NumberSubject)
    }

    enum ClaimSubject: Sendable {
        case amount(StatementAmount)
        case interestFrom
        case lines
        case interestLine(Int, hasDays: Bool, hasRate: Bool)
        case earliest(Goal, withGrace: Bool)
        case fee(LetterKind, isCode: Bool)
        case next(hasFee: Bool, hasDeadline: Bool)
        case limitation
        case limitationWarning
        case vatLoss(VATLoss.Alternative)
        case vatLossAmount
        case salaer(Salaer)
        case instalmentAddition
        case lawyerFee
        case heavyFrom
    }

    enum DaySubject: Sendable {
        case deadline
        case courtFee(CourtFee.Act, afterConciliation: Bool)
        case drafting(DraftingCost.Act)
        case proofOfClaim
        case bankruptcyChain(servedOn: Day?)
        case relatedPartyLapse
        case answerUntil
        case interestLapsed
    }

    enum NumberSubject: Sendable {
        case obligation(ToldObligation, hasPayBy: Bool)
        case kid(KID.Modulus, payload: String)
        case accountNumber(String)
        case organisationNumber(String)
        case personNumber(String)
    }

    /// An agency's cap, or what is left of the one that holds.
    enum Salaer: String, CaseIterable, Sendable {
        case light, heavy, room
    }

    /// What `earliest` asks about.
    enum Goal: Sendable {
        case letter(Step)
        case fee(LetterKind)
        case court(CourtRoute.Kind)
    }
}

/// An amount of a statement, by the word that stories use.
enum StatementAmount: String, CaseIterable, Sendable {
    case principal, fees, interest, compensation, costs, total, paid, credited, waived, refunded
    case overpaid
    case toPay = "to-pay"
    case openPrincipal = "open-principal"
    case openInterest = "open-interest"
    case openCosts = "open-costs"
}

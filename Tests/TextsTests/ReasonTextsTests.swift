import Basics
import Law
import Testing
import Texts

@Suite("Reasons in words")
struct ReasonTextsTests {
    @Test("Every reason has a sentence in each language", arguments: Reason.samples)
    func sentence(of reason: Reason) {
        expectSentences(code: reason.code) { ReasonTexts.sentence(reason, $0) }
    }

    @Test("Every fee reason has a sentence in each language", arguments: FeeReason.samples)
    func sentence(of reason: FeeReason) {
        expectSentences(code: reason.code) { FeeTexts.sentence(reason, $0) }
    }

    @Test("No two reasons share a code")
    func codes() {
        let codes = Reason.samples.map(\.code) + FeeReason.samples.map(\.code)
        // `fee` speaks with the code of the fee reason within it.
        #expect(Set(codes).count == codes.count - 1)
    }

    @Test("A reminder's first lawful day is told with the 14 days")
    func reminderAllowed() {
        #expect(
            ReasonTexts.sentence(.allowed(.reminder, from: Day(2026, 8, 17)), .nb)
                == "Purring med gebyr kan sendes fra 17.08.2026, 14 dager etter forfall.")
        for kind in [LetterKind.collectionNotice, .paymentDemand] {
            #expect(
                ReasonTexts.sentence(.allowed(kind, from: Day(2026, 9, 3)), .en)
                    == "The letter may go from 03.09.2026.")
        }
    }

    @Test("A pause tells its end, or that someone must end it, and a reason only if there is one")
    func pause() {
        #expect(
            ReasonTexts.sentence(.paused(until: Day(2026, 9, 1), why: "ferie"), .nb)
                == "På pause til 01.09.2026 (ferie).")
        #expect(
            ReasonTexts.sentence(.paused(until: nil, why: ""), .en)
                == "Paused until someone resumes.")
    }

    private func expectSentences(code: String, _ say: (Language) -> String) {
        for language in Language.allCases {
            let text = say(language)
            #expect(text.hasSuffix("."), "\(code) \(language)")
            #expect(text.first?.isUppercase == true, "\(code) \(language)")
            // A one-word code such as `overdue` is a word like any other.
            let isPlainWord = code.allSatisfy(\.isLetter)
            #expect(isPlainWord || !text.contains(code), "\(code) \(language)")
            #expect(!text.contains("()"), "\(code) \(language)")
            #expect(!text.contains("Optional"), "\(code) \(language)")
        }
        #expect(say(.nb) != say(.en), "\(code)")
        #expect(say(.nn) != say(.en), "\(code)")
    }
}

extension Reason {
    /// One of each case.
    static let samples = Array(sequence(first: Reason.overdue(since: day), next: \.sampleAfter))

    private static let day = Day(2026, 9, 3)
    private static let why = "avtalt på telefon"

    /// The next case's sample; a new case must be given its place here before the tests compile.
    private var sampleAfter: Reason? {
        let day = Self.day
        let why = Self.why
        switch self {
        case .overdue: return .allowed(.reminder, from: day)
        case .allowed: return .fee(.chainFull)
        case .fee: return .notDue(due: day)
        case .notDue: return .planWaits(until: day)
        case .planWaits: return .feeDays(until: day)
        case .feeDays: return .deadlineRuns(deadline: day)
        case .deadlineRuns: return .graceDays(2, until: day)
        case .graceDays:
            return .uncertainMoney(payment: 7, amount: Money(kroner: 100), booked: day)
        case .uncertainMoney: return .unreadMail(mail: 7, received: day)
        case .unreadMail: return .paused(until: day, why: why)
        case .paused: return .disputed(since: day, why: why)
        case .disputed: return .promised(by: day)
        case .promised: return .exempt(why: why)
        case .exempt: return .undocumented
        case .undocumented:
            return .ledgerDiffers(found: Money(kroner: 1), expected: Money(kroner: 2))
        case .ledgerDiffers: return .missingRate(MissingRate(table: .lateInterest, day: day))
        case .missingRate: return .undelivered(why: why)
        case .undelivered: return .noAddress
        case .noAddress: return .noSafeWay
        case .noSafeWay: return .contactLimit(letters: 3, from: day)
        case .contactLimit: return .settled
        case .settled: return .onlyCostsLeft(Money(kroner: 38))
        case .onlyCostsLeft: return .smallResidual(Money(kroner: 3))
        case .smallResidual: return .overpaid(Money(kroner: 5))
        case .overpaid: return .writtenOff(on: day, why: why)
        case .writtenOff: return .ladderClimbed
        case .ladderClimbed: return .treatedAsConsumer
        case .treatedAsConsumer: return .instalments(next: day, amount: Money(kroner: 9))
        case .instalments: return .planBroken(missed: day)
        case .planBroken: return .insolvent(.bankruptcy, since: day)
        case .insolvent: return .kindUnknown
        case .kindUnknown: return .handedOver(to: "byrået", on: day)
        case .handedOver: return .lapsed(lastDay: day)
        case .lapsed: return .lapsesOn(day)
        case .lapsesOn: return .agencyOnly
        case .agencyOnly: return .transferWarning
        case .transferWarning: return .ladderPassed
        case .ladderPassed: return .needsMissedDeadline
        case .needsMissedDeadline: return .backlog(.waits(days: 120, came: day))
        case .backlog(let reason): return reason.sampleAfter.map { .backlog($0) }
        }
    }
}

extension BacklogReason {
    fileprivate var sampleAfter: BacklogReason? {
        let day = Day(2026, 9, 3)
        switch self {
        case .waits: return .lookedInto(since: day, why: "ringer kunden")
        case .lookedInto: return .left(since: day, why: "avtalt på telefon")
        case .left: return .plain(days: 40)
        case .plain: return .veryOld(days: 400)
        case .veryOld: return .severalAges(claims: 3, oldest: day - 300, newest: day)
        case .severalAges: return .partlyPaid(Money(kroner: 100))
        case .partlyPaid: return .remindedBefore(on: day, fee: Money(kroner: 38))
        case .remindedBefore: return .debtorDisputes(invoice: "40101")
        case .debtorDisputes: return .smallRest(Money(kroner: 120))
        case .smallRest: return .tooSmall(Money(kroner: 20))
        case .tooSmall: return .creditBalance(Money(kroner: 500))
        case .creditBalance: return .ledgerOwesNothing(.zero)
        case .ledgerOwesNothing: return nil
        }
    }
}

extension FeeReason {
    /// One of each case.
    static let samples = Array(sequence(first: FeeReason.allowed, next: \.sampleAfter))

    private var sampleAfter: FeeReason? {
        let day = Day(2026, 9, 3)
        switch self {
        case .allowed: return .tooEarly(earliest: day)
        case .tooEarly: return .chainFull
        case .chainFull: return .deadlineTooShort(days: nil)
        case .deadlineTooShort: return .deadlineRunning(until: day)
        case .deadlineRunning: return .notAfterCollectionNotice
        case .notAfterCollectionNotice: return .demandAlreadyCharged
        case .demandAlreadyCharged: return .noMissedDeadline
        case .noMissedDeadline: return .act2026
        case .act2026: return .oneFeePerLetter
        case .oneFeePerLetter: return .onlyCostsLeft
        case .onlyCostsLeft: return .coveredByCompensation
        case .coveredByCompensation:
            return .missingRate(MissingRate(table: .lateInterest, day: day))
        case .missingRate: return .notCharged
        case .notCharged: return nil
        }
    }
}

import Basics
import Claims
import Law
import Texts

/// One line a fact.
public enum Timeline {
    public static func line(_ fact: Fact, _ law: LawBook, _ texts: ConsoleTexts) -> String {
        switch fact.event {
        case .paid(let receipt): "+ \(receipt.amount.text) (\(receipt.payment))"
        case .reversed(let receipt): "− \(receipt.amount.text) (\(receipt.payment))"
        case .misplaced(let receipt): texts.misplaced(receipt.amount, "\(receipt.payment)")
        case .credited(let credit): texts.credited(credit.amount, credit.reference)
        case .chargedBefore(let fee): "\(texts.fee) \(fee.text)"
        case .noticed(let notice):
            "P-\(notice.id) \(texts.step(notice.step.name(law.regime(on: notice.sentOn))))"
                + (notice.deadline.map { ", \(texts.deadline.lowercased()) \($0.text)" } ?? "")
                + (notice.fee > .zero ? ", \(texts.fee.lowercased()) \(notice.fee.text)" : "")
        case .recalled(let id, let why):
            "P-\(id) \(OutboxTexts(texts.language).state("recalled")) (\(why))"
        case .undelivered(let id, let why):
            "P-\(id) \(OutboxTexts(texts.language).state("failed")) (\(why))"
        case .delivered(let id): "P-\(id) \(OutboxTexts(texts.language).state("sent"))"
        case .paused(let until, let why):
            ReasonTexts.sentence(.paused(until: until, why: why), texts.language)
        case .resumed(let why): texts.resumed(why)
        case .disputed(let why):
            ReasonTexts.sentence(.disputed(since: fact.on, why: why), texts.language)
        case .promised(let by, let why):
            ReasonTexts.sentence(.promised(by: by), texts.language) + " (\(why))"
        case .exempted(let why): ReasonTexts.sentence(.exempt(why: why), texts.language)
        case .writtenOff(let why):
            ReasonTexts.sentence(.writtenOff(on: fact.on, why: why), texts.language)
        case .compensationClaimed, .deferred, .basisKnown, .instalmentPlan, .acknowledged, .waived,
            .refunded, .handedOver, .takenBack, .insolvent, .insolvencyEnded, .legalAction,
            .limitationExtended, .objectionEnded, .lossEstablished, .backlogged, .sorted:
            agreement(fact, FactTexts(texts.language))
        }
    }

    /// What was agreed, given up or done at court.
    private static func agreement(_ fact: Fact, _ texts: FactTexts) -> String {
        switch fact.event {
        case .compensationClaimed(let amount): texts.compensation(amount)
        case .deferred(let to, let why): texts.deferred(to, why)
        case .basisKnown(let basis, let why): texts.basis(basis, why)
        case .instalmentPlan(let plan):
            texts.plan(
                plan.instalments.map { "\($0.amount.figures) \($0.due.text)" },
                bearsInterest: plan.bearsInterest)
        case .acknowledged(let evidence): texts.acknowledged(evidence)
        case .waived(let amount, let why): texts.waived(amount, why)
        case .refunded(let amount, let why): texts.refunded(amount, why)
        case .handedOver(let to):
            ReasonTexts.sentence(.handedOver(to: to, on: fact.on), texts.language)
        case .takenBack(let why): texts.takenBack(why)
        case .insolvent(let kind, let why):
            ReasonTexts.sentence(.insolvent(kind, since: fact.on), texts.language) + " (\(why))"
        case .insolvencyEnded(let why): texts.insolvencyEnded(why)
        case .legalAction(let action, let why): texts.legalAction(action.rawValue, why)
        case .limitationExtended(let to, let why): texts.limitationExtended(to, why)
        case .objectionEnded(let outcome, let why): texts.objectionEnded(outcome.rawValue, why)
        case .lossEstablished(let alternative, let why):
            texts.lossEstablished(alternative.rawValue, why)
        case .backlogged: texts.backlogged
        case .sorted(let pile, let why): texts.sorted(pile?.rawValue, why)
        case .paid, .reversed, .misplaced, .credited, .chargedBefore, .noticed, .recalled,
            .undelivered,
            .delivered, .paused, .resumed, .disputed, .promised, .exempted, .writtenOff:
            ""
        }
    }
}

import Basics
import Claims
import Law
import Texts

extension LetterReview.Fault {
    /// What is wrong with the letter, in one sentence.
    public func sentence(_ language: Language) -> String {
        let words = CheckTexts(language)
        return switch self {
        case .tooEarly(let from): words.tooEarly(from)
        case .feeTooHigh(let charged, let allowed): words.feeTooHigh(charged, allowed.amount)
        case .deadlineTooShort(let days): words.deadlineTooShort(days)
        case .held(let reason): ReasonTexts.sentence(reason, language)
        case .interestTooHigh(let stated, let allowed): words.interestTooHigh(stated, allowed)
        case .agencyOnly: ReasonTexts.sentence(.agencyOnly, language)
        }
    }
}

import Basics
import Law

/// What may be expected of an agency's fee and of the courts.
extension StoryParser {
    static let costSubjects = [
        "salaer", "salaer-instalment-addition", "salaer-lawyer", "heavy-from", "court-fee",
        "drafting",
    ]

    func costs(_ word: String, _ reader: inout LineReader) throws(StoryFault) -> Parsed {
        switch word {
        case "salaer":
            let part: Expectation.Salaer = try reader.choice("a cap, or what is left of it")
            return (.ofClaim(.salaer(part)), try money("the collection fee", &reader))
        case "salaer-instalment-addition":
            return (.ofClaim(.instalmentAddition), try money("the addition", &reader))
        case "salaer-lawyer":
            let expected = try reader.value { reader throws(StoryFault) in
                if reader.take("none") { return "none" }
                return try reader.amount("the fee, or none").decimal
            }
            return (.ofClaim(.lawyerFee), expected)
        case "heavy-from":
            return (.ofClaim(.heavyFrom), try day(or: "never", "the first day", &reader))
        case "court-fee":
            let act: CourtFee.Act = try reader.choice("an act that the courts charge for")
            let isLater = reader.take("after-conciliation")
            return (
                .ofDay(.courtFee(act, afterConciliation: isLater)),
                try money("the court fee", &reader)
            )
        default:
            let act: DraftingCost.Act = try reader.choice("what is drafted")
            return (.ofDay(.drafting(act)), try money("the cap", &reader))
        }
    }
}

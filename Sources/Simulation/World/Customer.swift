import Basics
import Claims
import Law

/// Somebody who buys, and how they pay.
struct Customer {
    /// From 1; the number on the ledger is made from it.
    let index: Int
    let number: String
    let name: String
    let kind: DebtorKind
    let organisationNumber: OrganisationNumber?
    let street: String
    let postcode: String
    let city: String
    /// Empty for those who have told of none.
    let email: String
    /// Where they pay from.
    let account: AccountNumber
    let temper: Temper
    /// False for a mailbox that is gone: what is sent there bounces.
    var isMailboxThere: Bool
    /// False for one who has moved: the post brings their letters back.
    var isAtAddress: Bool
    /// Bills a month, in hundredths.
    let appetite: Int

    enum Temper: String, CaseIterable {
        case punctual, late, forgetful, careless, quarrelsome, poor, never, mixed
    }

    init(index: Int, dice: inout Dice) {
        self.index = index
        number = "\(10_000 + index)"
        let isBusiness = dice.chance(40)
        kind = isBusiness ? .business : dice.chance(70) ? .consumer : .unknown
        name = isBusiness ? MadeUp.company(&dice) : MadeUp.person(&dice)
        organisationNumber = isBusiness ? MadeUp.organisationNumber(&dice) : nil
        (street, postcode, city) = dice.chance(96) ? MadeUp.address(&dice) : ("", "", "")
        email = dice.chance(75) ? MadeUp.mailbox(name, index) : ""
        account = MadeUp.account(&dice)
        temper = dice.pick(weighted: [
            (14, .punctual), (16, .late), (16, .forgetful), (16, .careless), (12, .quarrelsome),
            (8, .poor), (8, .never), (10, .mixed),
        ])
        isMailboxThere = dice.chance(90)
        isAtAddress = dice.chance(92)
        appetite = dice.within(40...300)
    }
}

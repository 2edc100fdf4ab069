import Basics
import Claims

/// An invoice as it really is: what was billed, paid and credited, which letters came, and what the desk has been told. Kept by the
/// world, never read from Purr.
struct Bill {
    let index: Int
    /// The customer's place in the company.
    let customer: Int
    let number: String
    /// Empty where the company prints none.
    let kid: String
    let issued: Day
    let due: Day
    let amount: Money
    var course: [Happening]
    var credits: [Credit] = []
    var letters: [Letter] = []
    var told = Told()
    /// What the newest list that was taken in said is left, and the day it spoke of; nil when none has told of the bill.
    var listed: (on: Day, rest: Money)?

    /// Something taken off the bill.
    struct Credit {
        let on: Day
        let amount: Money
        let reference: String
        let way: Way

        enum Way {
            /// The ledger's list says that less is left.
            case netted
            /// The ledger's list has a row for the credit note.
            case row
            /// A person has said so at the desk.
            case desk
        }
    }

    /// A letter that was handed to a channel, as its reader sees it.
    struct Letter {
        let notice: Int64
        let step: Step
        let day: Day
        let deadline: Day?
        /// The fee it adds to this bill.
        let fee: Money
        /// What it asks for on this bill.
        let asked: Money
        let interest: Money
        /// True when it came into the debtor's hands.
        var hasArrived: Bool
        /// False once the desk has been told that it reached nobody.
        var counts = true
    }

    /// What the desk has been told about the bill, as far as it stops letters.
    struct Told {
        enum Pause { case until(Day), open }

        var pause: Pause?
        /// The day the objection holds from.
        var objection: Day?
        var promise: Day?
        var isExempt = false
        var isWrittenOff = false
        var isHandedOver = false
        var isInsolvent = false
        var plan: (instalments: [InstalmentPlan.Instalment], on: Day)?
        var deferredTo: Day?
        var objectionEnded: [(outcome: ObjectionOutcome, on: Day, raised: Day)] = []
        var compensation: Money?
        var hasAcknowledged = false
    }

    /// The due day that counts, by what the desk has been told.
    var dueNow: Day { max(due, told.deferredTo ?? due) }

    var credited: Money { credits.map(\.amount).sum() }

    /// The letters that count, in order.
    var standing: [Letter] { letters.filter(\.counts) }
}

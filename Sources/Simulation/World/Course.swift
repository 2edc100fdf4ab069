import Basics
import Claims

/// What a customer will do about a bill: happenings, each with what sets it off.
struct Happening {
    enum When: Hashable {
        /// Days after the due day; negative before it.
        case due(Int)
        /// Days after a letter at the step, or a harder one, has come about this bill.
        case letter(Step, Int)
        /// Days after an earlier happening of the course.
        case after(Int, Int)
    }

    enum What: Hashable {
        case pay(Payment)
        /// The bank takes the bill's last payment back.
        case payBack
        case write(Words)
        case call(Call)
        /// The company takes something off, in thousandths of the bill; the ledger's next list tells.
        case creditNote(perMille: Int)
        /// The company takes something off, said at the desk.
        case concession(perMille: Int, corrects: Bool)
    }

    struct Payment: Hashable {
        var amount: Amount
        var naming: Naming

        enum Amount: Hashable {
            /// What is left of the bill itself.
            case left
            /// What the last letter asks for this bill; else what is left.
            case asked
            /// Thousandths of the bill.
            case part(Int)
            /// What is left and some kroner more.
            case over(Int)
            /// A sum that has nothing to do with the bill, in kroner.
            case kroner(Int)
            /// All the customer's bills that are due, in one sum.
            case allDue
        }
    }

    /// How the payment says what it is for.
    enum Naming: String, Hashable, CaseIterable {
        case kid
        /// The KID with a digit wrong, so that its check digit does not fit.
        case slip
        /// Another bill's KID.
        case otherKID
        /// The bill's number in the message.
        case number
        /// Nothing but who pays.
        case name
        /// Paid by somebody else from another account, with the number.
        case friend
        /// Neither who nor what for.
        case nothing
    }

    /// An e-mail.
    enum Words: String, Hashable, CaseIterable {
        case objection, promise, hardship, question, away
    }

    /// What is said to the desk by telephone, or decided there.
    enum Call: Hashable {
        case object
        case promise(days: Int)
        case pause(days: Int?)
        case resume
        case plan(parts: Int, bearsInterest: Bool)
        case deferral(days: Int)
        case exempt
        case bankrupt
        case recovered
        case compensation
        case acknowledge
    }

    let when: When
    let what: What
    var doneOn: Day?

    init(_ when: When, _ what: What) {
        self.when = when
        self.what = what
    }
}

/// Courses drawn by temper.
enum Course {
    static func draw(for temper: Customer.Temper, _ dice: inout Dice) -> [Happening] {
        switch temper {
        case .punctual: [.init(.due(-dice.within(0...6)), .pay(pay(.left, &dice, clumsy: 6)))]
        case .late: [.init(.due(dice.within(1...45)), .pay(pay(.left, &dice, clumsy: 12)))]
        case .forgetful: forgetful(&dice)
        case .careless: careless(&dice)
        case .quarrelsome: quarrelsome(&dice)
        case .poor: poor(&dice)
        case .never: dice.chance(30) ? [.init(.due(dice.within(20...90)), .call(.bankrupt))] : []
        case .mixed:
            draw(
                for: dice.pick([
                    .punctual, .late, .forgetful, .careless, .quarrelsome, .poor, .never,
                ]), &dice)
        }
    }

    private static func pay(
        _ amount: Happening.Payment.Amount, _ dice: inout Dice, clumsy percent: Int
    ) -> Happening.Payment {
        let naming: Happening.Naming =
            dice.chance(percent)
            ? dice.pick([.slip, .otherKID, .number, .number, .name, .name, .friend, .nothing])
            : .kid
        return .init(amount: amount, naming: naming)
    }

    private static func step(_ dice: inout Dice) -> Step {
        dice.pick(weighted: [
            (40, .nudge), (30, .reminder), (20, .collectionNotice), (10, .paymentDemand),
        ])
    }

    private static func forgetful(_ dice: inout Dice) -> [Happening] {
        let amount: Happening.Payment.Amount = dice.chance(70) ? .asked : .left
        let when: Happening.When = .letter(step(&dice), dice.within(0...25))
        return [.init(when, .pay(pay(amount, &dice, clumsy: 12)))]
    }

    private static func careless(_ dice: inout Dice) -> [Happening] {
        let first: Happening.When =
            dice.chance(50)
            ? .due(dice.within(-3...20)) : .letter(step(&dice), dice.within(0...16))
        switch dice.below(9) {
        case 0:
            return [
                .init(first, .pay(pay(.part(dice.within(50...950)), &dice, clumsy: 20))),
                .init(.after(0, dice.within(1...40)), .pay(pay(.left, &dice, clumsy: 20))),
            ]
        case 1:
            return [
                .init(first, .pay(pay(.left, &dice, clumsy: 5))),
                .init(
                    .after(0, dice.within(0...9)), .pay(.init(amount: .part(1_000), naming: .kid))),
            ]
        case 2: return [.init(first, .pay(pay(.over(dice.within(1...900)), &dice, clumsy: 10)))]
        case 3:
            return [
                .init(first, .pay(.init(amount: .left, naming: .kid))),
                .init(.after(0, dice.within(1...12)), .payBack),
                .init(.after(1, dice.within(5...60)), .pay(pay(.left, &dice, clumsy: 10))),
            ]
        case 4:
            return [
                .init(
                    first, .pay(.init(amount: .allDue, naming: dice.pick([.number, .name, .kid]))))
            ]
        case 5:
            return [
                .init(
                    first, .pay(.init(amount: .kroner(dice.within(100...9_000)), naming: .nothing))),
                .init(.after(0, dice.within(10...50)), .pay(pay(.asked, &dice, clumsy: 10))),
            ]
        case 6:
            return [
                .init(first, .creditNote(perMille: dice.pick([1_000, dice.within(50...900)]))),
                .init(.after(0, dice.within(0...30)), .pay(pay(.left, &dice, clumsy: 10))),
            ]
        case 7:
            return [
                .init(
                    first,
                    .concession(perMille: dice.within(50...1_000), corrects: dice.chance(50))),
                .init(.after(0, dice.within(0...30)), .pay(pay(.left, &dice, clumsy: 10))),
            ]
        default: return [.init(first, .pay(pay(.left, &dice, clumsy: 100)))]
        }
    }

    private static func quarrelsome(_ dice: inout Dice) -> [Happening] {
        let when: Happening.When =
            dice.chance(30) ? .due(dice.within(-5...10)) : .letter(step(&dice), dice.within(0...8))
        let what: Happening.What =
            switch dice.below(9) {
            case 0, 1: .write(.objection)
            case 2: .write(.question)
            case 3: .write(.promise)
            case 4: .write(.away)
            case 5: .call(.object)
            case 6: .call(.promise(days: dice.within(2...25)))
            case 7: .call(.pause(days: dice.chance(60) ? dice.within(3...40) : nil))
            default: .call(.exempt)
            }
        var course: [Happening] = [.init(when, what)]
        if dice.chance(70) {
            course.append(
                .init(.after(0, dice.within(3...60)), .pay(pay(.asked, &dice, clumsy: 10))))
        }
        if dice.chance(25) {
            course.append(.init(.after(0, dice.within(1...20)), .call(.resume)))
        }
        return course
    }

    private static func poor(_ dice: inout Dice) -> [Happening] {
        let when: Happening.When = .letter(step(&dice), dice.within(0...10))
        switch dice.below(6) {
        case 0, 1:
            let parts = dice.within(2...5)
            var course: [Happening] = [
                .init(when, .call(.plan(parts: parts, bearsInterest: dice.chance(50))))
            ]
            for part in 0..<dice.within(0...parts) {
                course.append(
                    .init(
                        .after(0, 8 + 30 * part),
                        .pay(.init(amount: .part(1_000 / parts), naming: .kid))))
            }
            if dice.chance(40) {
                course.append(.init(.after(0, 140), .pay(.init(amount: .asked, naming: .kid))))
            }
            return course
        case 2: return [.init(when, .write(.hardship))]
        case 3:
            return [
                .init(when, .call(.deferral(days: dice.within(5...50)))),
                .init(.after(0, dice.within(10...80)), .pay(pay(.left, &dice, clumsy: 10))),
            ]
        case 4:
            return [
                .init(when, .call(.bankrupt)),
                .init(.after(0, dice.within(10...60)), .call(.recovered)),
            ]
        default: return [.init(when, .call(dice.chance(50) ? .compensation : .acknowledge))]
        }
    }
}

import Basics

/// What Purr does where the law is silent: each choice is lawful, visible and the company's own.
///
/// The first value of each is what a company gets that chooses nothing.
public struct Conventions: Hashable, Codable, Sendable {
    /// The due day itself bears no interest, and the day of payment does; or the other way round. The number
    /// of days is the same, but one day may fall on the other side of a rate change.
    public enum FirstInterestDay: String, Codable, CaseIterable, Sendable {
        case afterDue = "after-due"
        case onDue = "on-due"
    }

    /// How many days a year has: always 365, as public calculators use, or 366 in leap years.
    public enum DayCount: String, Codable, CaseIterable, Sendable {
        case actual365 = "actual-365"
        case actualActual = "actual-actual"
    }

    /// Each stretch of constant balance and rate is rounded half up to the øre; or the sum of them all is,
    /// and each line shows what it adds to the rounded sum. Printed lines add up in both.
    public enum Rounding: String, Codable, CaseIterable, Sendable {
        case eachStretch = "each-stretch"
        case once
    }

    /// What bears late interest: the principal alone; or fees too, from 30 days after the letter that charged
    /// them. Never interest on interest.
    public enum InterestBase: String, Codable, CaseIterable, Sendable {
        case principal
        case principalAndFees = "principal-and-fees"
    }

    /// A deadline that we set and that ends on a day off moves to the next business day, or stays.
    public enum DeadlineOnDayOff: String, Codable, CaseIterable, Sendable {
        case moved
        case kept
    }

    /// Payment on the next business day is in time when the due date was a day off, or bears interest.
    public enum DueOnDayOff: String, Codable, CaseIterable, Sendable {
        case nextBusinessDay = "next-business-day"
        case sameDay = "same-day"
    }

    /// The standard compensation is that of the first day of delay, or of the day it is claimed.
    public enum CompensationDay: String, Codable, CaseIterable, Sendable {
        case firstDayOfDelay = "first-day-of-delay"
        case claimed
    }

    /// When mail may leave: Monday to Friday 8–21, Saturday 9–15 and never on holidays; or at any hour.
    public enum SendingHours: String, Codable, CaseIterable, Sendable {
        case decent
        case any
    }

    /// What an undesignated payment covers first. An amount equal to the open principal goes to it in each.
    public enum Allocation: String, Codable, CaseIterable, Sendable {
        case costsInterestPrincipal = "costs-interest-principal"
        /// Costs, interest that a letter has asked for, principal, then interest nobody has asked for.
        case costsDemandedInterestPrincipal = "costs-demanded-interest-principal"
        case interestCostsPrincipal = "interest-costs-principal"
        case principalFirst = "principal-interest-costs"
    }

    /// When a rate is missing nothing is charged: the friendly letter goes without, or nothing goes.
    public enum MissingRateRule: String, Codable, CaseIterable, Sendable {
        case friendlyLetterGoes = "friendly-letter-goes"
        case nothingGoes = "nothing-goes"
    }

    /// A debtor of unknown kind is treated as a consumer, the stricter law; or held until someone has said.
    public enum UnknownDebtor: String, Codable, CaseIterable, Sendable {
        case consumer
        case held
    }

    /// An invoice's due date counts as fixed in advance (agreed, or the usual credit between the parties);
    /// or as the seller's alone, and then a consumer owes interest 30 days after the invoice was sent.
    public enum InvoiceDueDate: String, Codable, CaseIterable, Sendable {
        case agreed
        case unilateral
    }

    public var firstInterestDay = FirstInterestDay.afterDue
    public var dayCount = DayCount.actual365
    public var rounding = Rounding.eachStretch
    public var interestBase = InterestBase.principal
    public var deadlineOnDayOff = DeadlineOnDayOff.moved
    public var dueOnDayOff = DueOnDayOff.nextBusinessDay
    public var compensationDay = CompensationDay.firstDayOfDelay
    public var sendingHours = SendingHours.decent
    public var allocation = Allocation.costsInterestPrincipal
    /// A rest below this, in øre, is proposed for waiver: 50 kroner, as tax law has it for its own claims.
    public var smallResidual = Money(kroner: 50)
    public var missingRate = MissingRateRule.friendlyLetterGoes
    public var unknownDebtor = UnknownDebtor.consumer
    public var invoiceDueDate = InvoiceDueDate.agreed

    public init() {}

    public static let standard = Conventions()
}

/// One of the choices in ``Conventions``, as a person names and sets it.
public enum Convention: String, CaseIterable, Sendable {
    case firstInterestDay = "first-interest-day"
    case dayCount = "day-count"
    case rounding
    case interestBase = "interest-base"
    case deadlineOnDayOff = "deadline-on-day-off"
    case dueOnDayOff = "due-on-day-off"
    case compensationDay = "compensation-day"
    case sendingHours = "sending-hours"
    case allocation
    case smallResidual = "small-residual"
    case missingRate = "missing-rate"
    case unknownDebtor = "unknown-debtor"
    case invoiceDueDate = "invoice-due-date"

    /// What may be chosen, the default first; empty for an amount of money.
    public var values: [String] {
        switch self {
        case .firstInterestDay: Conventions.FirstInterestDay.allCases.map(\.rawValue)
        case .dayCount: Conventions.DayCount.allCases.map(\.rawValue)
        case .rounding: Conventions.Rounding.allCases.map(\.rawValue)
        case .interestBase: Conventions.InterestBase.allCases.map(\.rawValue)
        case .deadlineOnDayOff: Conventions.DeadlineOnDayOff.allCases.map(\.rawValue)
        case .dueOnDayOff: Conventions.DueOnDayOff.allCases.map(\.rawValue)
        case .compensationDay: Conventions.CompensationDay.allCases.map(\.rawValue)
        case .sendingHours: Conventions.SendingHours.allCases.map(\.rawValue)
        case .allocation: Conventions.Allocation.allCases.map(\.rawValue)
        case .smallResidual: []
        case .missingRate: Conventions.MissingRateRule.allCases.map(\.rawValue)
        case .unknownDebtor: Conventions.UnknownDebtor.allCases.map(\.rawValue)
        case .invoiceDueDate: Conventions.InvoiceDueDate.allCases.map(\.rawValue)
        }
    }
}

extension Conventions {
    /// The choice as it is written: `actual-365`, `50.00`.
    public subscript(_ convention: Convention) -> String {
        switch convention {
        case .firstInterestDay: firstInterestDay.rawValue
        case .dayCount: dayCount.rawValue
        case .rounding: rounding.rawValue
        case .interestBase: interestBase.rawValue
        case .deadlineOnDayOff: deadlineOnDayOff.rawValue
        case .dueOnDayOff: dueOnDayOff.rawValue
        case .compensationDay: compensationDay.rawValue
        case .sendingHours: sendingHours.rawValue
        case .allocation: allocation.rawValue
        case .smallResidual: smallResidual.decimal
        case .missingRate: missingRate.rawValue
        case .unknownDebtor: unknownDebtor.rawValue
        case .invoiceDueDate: invoiceDueDate.rawValue
        }
    }

    /// Makes a choice as a person wrote it.
    ///
    /// - Throws: `Diagnostic` `law.choice` when the value is none of ``Convention/values``.
    public mutating func choose(_ convention: Convention, _ text: String) throws(Diagnostic) {
        func chosen<Value: RawRepresentable<String>>() throws(Diagnostic) -> Value {
            guard let value = Value(rawValue: text) else {
                throw Diagnostic(
                    "law.choice", place: convention.rawValue, found: text,
                    expected: convention.values.joined(separator: ", "),
                    remedy: "choose one of these values")
            }
            return value
        }
        switch convention {
        case .firstInterestDay: firstInterestDay = try chosen()
        case .dayCount: dayCount = try chosen()
        case .rounding: rounding = try chosen()
        case .interestBase: interestBase = try chosen()
        case .deadlineOnDayOff: deadlineOnDayOff = try chosen()
        case .dueOnDayOff: dueOnDayOff = try chosen()
        case .compensationDay: compensationDay = try chosen()
        case .sendingHours: sendingHours = try chosen()
        case .allocation: allocation = try chosen()
        case .smallResidual: smallResidual = try Self.residual(text)
        case .missingRate: missingRate = try chosen()
        case .unknownDebtor: unknownDebtor = try chosen()
        case .invoiceDueDate: invoiceDueDate = try chosen()
        }
    }

    private static func residual(_ text: String) throws(Diagnostic) -> Money {
        guard let amount = Money(parsing: text), amount >= .zero, amount <= Money(kroner: 1000)
        else {
            throw Diagnostic(
                "law.choice", place: Convention.smallResidual.rawValue, found: text,
                expected: "an amount from 0,00 to 1 000,00", remedy: "write it as 50,00")
        }
        return amount
    }
}

import Basics

/// How fast and in what tone a company follows up: one of three named plans.
///
/// Every number is at least what the law demands; a plan can only be slower, never faster.
public struct Plan: Hashable, Codable, Sendable {
    public enum Name: String, CaseIterable, Codable, Sendable {
        /// Calm.
        case rolig
        /// Recommended.
        case anbefalt
        /// Tight.
        case tett

        /// `Rolig`, `Anbefalt`, `Tett`.
        public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    public let name: Name
    /// Days after the due date before the friendly nudge; at least 1.
    public let nudgeDays: Int
    /// Days after the due date before the reminder; at least 14, so that it may carry its fee.
    public let reminderDays: Int
    /// Days between the nudge and the reminder at least.
    public let nudgeGapDays: Int
    /// Days to pay in each letter with a deadline; at least 14.
    public let deadlineDays: Int
    /// Bank days to wait after a deadline, because money paid on the last day is still on its way.
    public let graceBankDays: Int
    /// Bank days the newest bank data may be old before nothing is sent.
    public let bankDataBankDays: Int

    /// Nothing but what the law itself asks: the legal clock counts by it, no company does.
    static let lawful = Plan(
        name: .tett, nudgeDays: 1, reminderDays: 14, nudgeGapDays: 0, deadlineDays: 14,
        graceBankDays: 0, bankDataBankDays: 0)

    public static func named(_ name: Name) -> Plan {
        switch name {
        case .rolig:
            Plan(
                name: .rolig, nudgeDays: 7, reminderDays: 21, nudgeGapDays: 14, deadlineDays: 14,
                graceBankDays: 5, bankDataBankDays: 3)
        case .anbefalt:
            Plan(
                name: .anbefalt, nudgeDays: 3, reminderDays: 14, nudgeGapDays: 7, deadlineDays: 14,
                graceBankDays: 2, bankDataBankDays: 3)
        case .tett:
            Plan(
                name: .tett, nudgeDays: 1, reminderDays: 14, nudgeGapDays: 5, deadlineDays: 14,
                graceBankDays: 2, bankDataBankDays: 3)
        }
    }

    /// How the plan speaks at a step.
    public func tone(at step: Step) -> Tone {
        switch (name, step) {
        case (_, .nudge): .friendly
        case (.rolig, .reminder): .friendly
        case (.rolig, _): .neutral
        case (.anbefalt, .reminder): .neutral
        case (.anbefalt, .collectionNotice): .neutral
        case (.anbefalt, _): .firm
        case (.tett, .reminder): .neutral
        case (.tett, _): .firm
        }
    }
}

/// What a company has chosen for one claim: its plan, and the exceptions for the customer.
public struct Policy: Hashable, Sendable {
    public var plan: Plan
    /// The customer's own tone; nil follows the company's rule.
    public var tone: Tone?
    public var tones: ToneRule
    /// The customer's branch; empty for none.
    public var branch: String
    /// How the customer has paid before; nil where nobody has asked.
    public var history: PaymentHistory?
    /// Why the customer is never reminded; nil when it is.
    public var exempt: String?

    public init(
        plan: Plan, tone: Tone? = nil, tones: ToneRule = ToneRule(), branch: String = "",
        history: PaymentHistory? = nil, exempt: String? = nil
    ) {
        self.plan = plan
        self.tone = tone
        self.tones = tones
        self.branch = branch
        self.history = history
        self.exempt = exempt
    }

    public func tone(at step: Step) -> ToneChoice {
        tones.choose(step, plan: plan, own: tone, branch: branch, history: history)
    }
}

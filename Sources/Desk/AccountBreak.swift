import Basics
import Claims
import Store

/// A place where a bank account's statements do not meet, and that nobody has explained.
public struct AccountBreak: Hashable, Sendable {
    public let account: AccountNumber
    public let found: BalanceChain.Break

    /// For the one who imports: what is missing, and how to mend it.
    public var diagnostic: Diagnostic {
        let days = "\(found.after.iso) and \(found.before.iso)"
        return Diagnostic(
            found.kind == .gap ? "bank.gap" : "bank.overlap", place: "account \(account.text)",
            found: "a balance that moved by \(found.amount) between the statements of \(days)",
            expected: "each statement to open with the balance the one before closed with",
            remedy: "import the statement that is missing, or: purr bank accept")
    }
}

extension BookConnection {
    /// The breaks in every account's chain that nobody has explained.
    func openBreaks() throws -> [AccountBreak] {
        let known = try knownGaps()
        return try statedBalances().sorted { $0.key.text < $1.key.text }.flatMap { account, told in
            BalanceChain.breaks(in: told).filter { found in
                !known.contains {
                    $0.account == account && $0.after == found.after && $0.amount == found.amount
                }
            }.map { AccountBreak(account: account, found: $0) }
        }
    }
}

/// Looks for a smaller run that fails in the same way: fewer books, fewer customers.
///
/// Customers and companies do what they do whoever else is there, so most failures stay when the rest is taken away.
public enum Shrinker {
    /// More runs than this are not tried.
    private static let runsMost = 40

    /// - Parameter makeStore: gives each run a new store like the one it failed in.
    /// - Returns: the smallest failure found; the one given when none is smaller.
    public static func smaller(
        _ failure: SimulationFailure,
        makeStore: () throws -> any SimulatedStore = { try SQLiteStore() }
    ) async -> SimulationFailure {
        var best = failure
        var left = runsMost
        func fails(_ options: SimulationOptions) async -> SimulationFailure? {
            guard left > 0 else { return nil }
            left -= 1
            do {
                _ = try await SimulationRun(options, store: makeStore()).run()
                return nil
            } catch let other as SimulationFailure
                where other.objection.checker == failure.objection.checker
            {
                return other
            } catch { return nil }
        }
        func options(_ change: (inout SimulationOptions) -> Void) -> SimulationOptions {
            var options = best.options
            options.days = best.days
            change(&options)
            return options
        }
        if best.options.onlyBook == nil, best.options.books > 1,
            let found = await fails(options { $0.onlyBook = best.book })
        {
            best = found
        }
        var customers = best.options.onlyCustomers ?? Array(1...max(1, best.options.customers))
        if let customer = best.customer, customers.count > 1,
            let found = await fails(options { $0.onlyCustomers = [customer] })
        {
            return found
        }
        // Takes parts away, half, a quarter, an eighth …, as long as it still fails.
        var size = customers.count / 2
        while size >= 1 && left > 0 {
            var start = 0
            while start < customers.count && customers.count > 1 && left > 0 {
                var fewer = customers
                fewer.removeSubrange(start..<min(customers.count, start + size))
                if !fewer.isEmpty, let found = await fails(options { $0.onlyCustomers = fewer }) {
                    best = found
                    customers = fewer
                } else {
                    start += size
                }
            }
            size /= 2
        }
        return best
    }
}

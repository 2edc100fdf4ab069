/// Whose rows a piece of work may touch.
enum StoreScope: Hashable, Sendable {
    /// The list of books, and what is the same for all of them.
    case directory
    /// What is to be done in all books: who takes a job locks that row and no other.
    case queue
    case book(Int64)
}

/// What Purr needs of a database: consistent reads and transactions that are whole or nothing.
protocol Engine: Sendable {
    /// Reads from one consistent snapshot, beside any writer.
    ///
    /// - Parameter isAside: with little memory, beside a writer who needs it.
    func read<T>(
        _ scope: StoreScope, isAside: Bool, _ body: (Connection) throws -> T
    ) throws -> T

    /// Writes in one transaction: all of it or, when `body` throws or `dryRun` is true, nothing.
    ///
    /// Two who write the same book wait for each other; the second sees all that the first has written.
    func write<T>(
        _ scope: StoreScope, dryRun: Bool, _ body: (Connection) throws -> T
    ) throws -> T

    /// Stops the statements under way; whoever waits for them gets `store.interrupted`.
    func interrupt()

    /// Ends every connection.
    func close() throws
}

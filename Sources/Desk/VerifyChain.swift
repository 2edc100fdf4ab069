import Store

extension BookDesk {
    /// Walks the book's audit chain and everything that it covers, beside whoever works in the book.
    ///
    /// - Parameter head: noted elsewhere, earlier or now: it must be in the chain, or the chain has been written anew.
    public func verifyChain(
        head: ChainHead? = nil, progress: @escaping ProgressHandler = { _ in }
    ) throws -> ChainReport {
        try require(.see)
        return try database.verifyChain(book: book.id, head: head) { done, total in
            progress(Progress(.verifying, done: Int(done), total: Int(total)))
        }
    }

    /// The last entry of the book's audit chain: whoever knows it knows all that was recorded until now.
    public func chainHead() throws -> ChainHead { try read(.see, of: .nobody) { try $0.head() } }
}

/// A head as reports for machines have it.
public struct ChainHeadJSON: Codable, Hashable, Sendable {
    public let book: Int64
    public let entry: Int64
    /// SHA-256, hexadecimal.
    public let hash: String

    public init(_ head: ChainHead, book: Int64) {
        self.book = book
        entry = head.entry
        hash = Digest.hex(head.hash)
    }
}

import Foundation

/// Hands values from a thread that makes them to one that uses them, never more than a few at a time, so
/// that a fast maker cannot fill the memory.
final class BoundedPipe<Value: Sendable>: @unchecked Sendable {
    // Sendable by the lock: all state is touched only while `condition` is held.
    private let condition = NSCondition()
    private var values: [Value] = []
    private var result: Result<Void, any Error>?
    private var isClosed = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Waits for room; false when the reader has gone, then the maker should stop.
    func send(_ value: Value) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while values.count >= limit && !isClosed { condition.wait() }
        if isClosed { return false }
        values.append(value)
        condition.broadcast()
        return true
    }

    /// Tells the reader that no more comes, and why.
    func finish(_ result: Result<Void, any Error>) {
        condition.lock()
        self.result = result
        condition.broadcast()
        condition.unlock()
    }

    /// The next value; nil after the last. Throws what the maker threw.
    func receive() throws -> Value? {
        condition.lock()
        defer { condition.unlock() }
        while values.isEmpty && result == nil { condition.wait() }
        if !values.isEmpty {
            defer { condition.broadcast() }
            return values.removeFirst()
        }
        try result?.get()
        return nil
    }

    /// The reader goes; a waiting maker is let loose.
    func close() {
        condition.lock()
        isClosed = true
        values.removeAll()
        condition.broadcast()
        condition.unlock()
    }
}

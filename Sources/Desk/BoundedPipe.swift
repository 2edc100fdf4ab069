import Foundation

/// Hands values from a thread that makes them to one that uses them, one at a time, so that a fast maker
/// cannot fill the memory: while one is used the next is made, and no third.
final class BoundedPipe<Value: Sendable, End: Sendable>: @unchecked Sendable {
    // Sendable by the lock: all state is touched only while `condition` is held.
    private let condition = NSCondition()
    private var values: [Value] = []
    private var result: Result<End, any Error>?
    private var isClosed = false

    /// Waits until the value is taken; false when the reader has gone, then the maker should stop.
    func send(_ value: Value) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { return false }
        values.append(value)
        condition.broadcast()
        while !values.isEmpty && !isClosed { condition.wait() }
        return !isClosed
    }

    /// Tells the reader that no more comes, and what the whole came to or why it broke off.
    func finish(_ result: Result<End, any Error>) {
        condition.lock()
        self.result = result
        condition.broadcast()
        condition.unlock()
    }

    /// Hands each value to `body` as it comes, then returns the end. Throws what the maker or `body` throws.
    func forEach(_ body: (Value) throws -> Void) throws -> End {
        while true {
            switch try next() {
            case .value(let value): try body(value)
            case .end(let end): return end
            }
        }
    }

    private enum Next {
        case value(Value)
        case end(End)
    }

    private func next() throws -> Next {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if !values.isEmpty {
                defer { condition.broadcast() }
                return .value(values.removeFirst())
            }
            if let result { return .end(try result.get()) }
            condition.wait()
        }
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

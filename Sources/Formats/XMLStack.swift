/// Values one upon the other in memory of their own: an array would look, at each change, whether it is shared.
struct XMLStack<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        precondition(capacity > 0, "a stack holds at least one value")
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    var last: Element? { count > 0 ? base[count - 1] : nil }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        base[count] = element
        count += 1
    }

    @inline(__always)
    mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
        guard let start = elements.baseAddress else { return }
        if count + elements.count > capacity { grow(to: count + elements.count) }
        // Names are short: a loop is done before a call has begun.
        for index in 0..<elements.count { base[count + index] = start[index] }
        count += elements.count
    }

    @inline(__always)
    mutating func removeLast(_ number: Int = 1) {
        precondition(number <= count, "no more than there is")
        count -= number
    }

    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: base + start, count: end - start)
    }

    private mutating func grow(to needed: Int) {
        let wider = UnsafeMutablePointer<Element>.allocate(capacity: 2 * needed)
        wider.update(from: base, count: count)
        base.deallocate()
        base = wider
        capacity = 2 * needed
    }
}

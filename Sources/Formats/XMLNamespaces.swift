import Glibc

/// The namespaces that are declared where the reader stands.
struct XMLNamespaces: ~Copyable {
    private struct Declaration {
        var prefix: [UInt8]
        /// Allocated for as long as the declaration counts.
        var uri: UnsafeMutableBufferPointer<UInt8>
    }

    private var declarations: [Declaration] = []
    /// What elements without prefix are in.
    private(set) var plain = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    private static let xml = "http://www.w3.org/XML/1998/namespace"
    private static let xmlns = "http://www.w3.org/2000/xmlns/"
    /// The prefix `xml` needs no declaration.
    init() { add("xml".utf8, Self.xml.utf8) }

    deinit { for declaration in declarations { declaration.uri.deallocate() } }

    var count: Int { declarations.count }

    /// The URI a prefix stands for, empty for none; nil when it is not declared.
    @inline(__always)
    func uri(of prefix: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        if prefix.isEmpty { return plain }
        return declarations.last { prefix.elementsEqual($0.prefix) }
            .map { UnsafeBufferPointer($0.uri) }
    }

    /// - Parameter prefix: empty for the namespace of elements without one.
    /// - Returns: false for what may not be declared.
    mutating func declare(
        _ prefix: UnsafeBufferPointer<UInt8>, _ uri: ArraySlice<UInt8>
    ) -> Bool {
        if prefix.elementsEqual("xmlns".utf8) || uri.elementsEqual(Self.xmlns.utf8) { return false }
        let isXML = prefix.elementsEqual("xml".utf8)
        guard isXML == uri.elementsEqual(Self.xml.utf8), prefix.isEmpty || !uri.isEmpty else {
            return false
        }
        add(prefix, uri)
        if prefix.isEmpty, let last = declarations.last { plain = UnsafeBufferPointer(last.uri) }
        return true
    }

    private mutating func add(_ prefix: some Sequence<UInt8>, _ uri: some Collection<UInt8>) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: uri.count)
        _ = copy.initialize(from: uri)
        declarations.append(Declaration(prefix: Array(prefix), uri: copy))
    }

    /// Forgets the declarations beyond the first `count`.
    @inline(__always)
    mutating func dropDeclarations(to count: Int) {
        if declarations.count > count { drop(to: count) }
    }

    private mutating func drop(to count: Int) {
        while declarations.count > count { declarations.removeLast().uri.deallocate() }
        let last = declarations.last { $0.prefix.isEmpty }
        plain =
            last.map { UnsafeBufferPointer($0.uri) } ?? UnsafeBufferPointer(start: nil, count: 0)
    }
}

/// The elements of a camt message by path, so that following one costs a few comparisons of whole
/// words.
struct CamtTree {
    typealias Node = Int

    private var keys: [XMLNameKey] = [XMLNameKey(UnsafeBufferPointer(start: nil, count: 0))]
    private var names: [[UInt8]] = [[]]
    private var fields: [CamtField?] = [nil]
    private var parts: [CamtPart?] = [nil]
    private var firstChildren: [Node] = [0]
    private var nextSiblings: [Node] = [0]

    /// Stands for the document element whatever its name.
    var root: Node { 0 }

    @inline(__always)
    func field(_ node: Node) -> CamtField? { fields[node] }
    @inline(__always)
    func part(_ node: Node) -> CamtPart? { parts[node] }

    /// The element of that name within `parent`; nil when neither it nor anything within it is
    /// read.
    @inline(__always)
    func child(of parent: Node, named name: UnsafeBufferPointer<UInt8>) -> Node? {
        let key = XMLNameKey(name)
        var node = firstChildren[parent]
        while node != 0 {
            if keys[node] == key, key.isWhole || names[node].elementsEqual(name) { return node }
            node = nextSiblings[node]
        }
        return nil
    }

    mutating func add(_ path: String, _ field: CamtField) { fields[node(at: path)] = field }
    mutating func add(_ path: String, part: CamtPart) { parts[node(at: path)] = part }

    private mutating func node(at path: String) -> Node {
        var parent = root
        for name in path.split(separator: "/") {
            let bytes = Array(name.utf8)
            if let known = bytes.withUnsafeBufferPointer({ child(of: parent, named: $0) }) {
                parent = known
                continue
            }
            let new = keys.count
            keys.append(bytes.withUnsafeBufferPointer { XMLNameKey($0) })
            names.append(bytes)
            fields.append(nil)
            parts.append(nil)
            firstChildren.append(0)
            nextSiblings.append(firstChildren[parent])
            firstChildren[parent] = new
            parent = new
        }
        return parent
    }
}

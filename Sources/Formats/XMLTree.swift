import Basics

/// A small document held in memory: for messages of our own and answers to them, never for what grows without end.
final class XMLTree: XMLHandler {
    final class Node {
        let name: String
        let namespace: String
        let line: Int
        /// The currency an amount is in; empty for anything else.
        let currency: String
        fileprivate(set) var text = ""
        fileprivate(set) var children: [Node] = []

        init(_ name: String, _ namespace: String, _ line: Int, _ currency: String) {
            self.name = name
            self.namespace = namespace
            self.line = line
            self.currency = currency
        }

        /// The first element on the path; nil when there is none.
        func first(_ path: String...) -> Node? {
            var node = self
            for name in path {
                guard let child = node.children.first(where: { $0.name == name }) else {
                    return nil
                }
                node = child
            }
            return node
        }

        func all(_ name: String) -> [Node] { children.filter { $0.name == name } }
    }

    /// A payment file of ten thousand orders has half a million.
    static let nodesMost = 2_000_000

    private(set) var root: Node?
    private var open: [Node] = []
    private var count = 0
    private let code: String

    private init(_ code: String) { self.code = code }

    /// - Parameter code: what diagnostics' codes begin with.
    static func read(_ source: inout ByteSource, code: String) throws -> Node {
        let tree = XMLTree(code)
        try XMLStream.parse(&source, code: code, handler: tree)
        guard let root = tree.root else {
            throw Diagnostic(
                "\(code).xml", place: "line 1", found: "nothing", expected: "a document",
                remedy: "fetch the file again")
        }
        return root
    }

    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
        count += 1
        guard count <= Self.nodesMost else {
            throw Diagnostic(
                "\(code).size", place: "line \(line)",
                found: "more than \(Self.nodesMost) elements", expected: "a smaller file",
                remedy: "ask for the answers in several files")
        }
        let node = Node(name.string, name.namespaceString, line, attributes["Ccy"] ?? "")
        open.last?.children.append(node)
        if root == nil { root = node }
        open.append(node)
    }

    func end(_ name: XMLName, text: XMLText, at line: Int) throws {
        open.popLast()?.text = text.string
    }
}

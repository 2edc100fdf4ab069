import Basics

/// Writes a small XML document, an element a line, indented by one blank.
struct XMLWriter {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    mutating func element(
        _ name: String, _ attributes: String = "", _ body: (inout XMLWriter) -> Void
    ) {
        text += indentation + "<\(name)\(attributes)>\n"
        depth += 1
        body(&self)
        depth -= 1
        text += indentation + "</\(name)>\n"
    }

    /// An element within others that have nothing else: `["Othr", "Id"]`.
    mutating func element(_ path: [String], _ content: String) {
        guard let name = path.first else { return }
        if path.count == 1 { return leaf(name, content) }
        element(name) { $0.element(Array(path.dropFirst()), content) }
    }

    mutating func leaf(_ name: String, _ content: String, _ attributes: String = "") {
        text += indentation + "<\(name)\(attributes)>\(Self.escaped(content))</\(name)>\n"
    }

    private var indentation: String { String(repeating: " ", count: depth) }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

import Foundation

/// A server's answer, read by paths; what is no JSON has nothing in it.
struct JSONAnswer {
    private let root: Any?

    init(_ bytes: [UInt8]) {
        root = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    }

    init(formFields: [String: String]) { root = formFields }

    private init(root: Any?) { self.root = root }

    var isReadable: Bool { root != nil }

    /// The answers in a list; one when there is no path.
    func list(_ path: String?) -> [JSONAnswer] {
        guard let path else { return [self] }
        return (value(path) as? [Any])?.map { JSONAnswer(root: $0) } ?? []
    }

    /// Text, or a number or flag as text; nil for nothing, null and what is empty.
    func text(_ path: String) -> String? {
        switch value(path) {
        case let text as String: text.isEmpty ? nil : text
        case let number as NSNumber: Self.text(number)
        case let list as [Any]: list.isEmpty ? nil : "\(list.count)"
        default: nil
        }
    }

    private func value(_ path: String) -> Any? {
        var current = root
        for step in path.split(separator: ".") {
            if let object = current as? [String: Any] {
                current = object[String(step)]
            } else if let list = current as? [Any], let index = Int(step),
                list.indices.contains(index)
            {
                current = list[index]
            } else {
                return nil
            }
        }
        return current
    }

    /// A flag is a number to this reader, of a type of its own.
    private static func text(_ number: NSNumber) -> String {
        guard String(cString: number.objCType) == "c" else { return "\(number)" }
        return number.boolValue ? "true" : "false"
    }
}

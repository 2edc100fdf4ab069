import Foundation

/// A JSON value whose texts may hold `{names}` to be filled in.
public indirect enum Template: Hashable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([Template])
    case object([String: Template])

    /// Names that stand in braces anywhere in it.
    var names: Set<String> {
        switch self {
        case .text(let text): Template.names(in: text)
        case .number, .flag: []
        case .list(let items): items.reduce(into: []) { $0.formUnion($1.names) }
        case .object(let fields): fields.values.reduce(into: []) { $0.formUnion($1.names) }
        }
    }

    /// With every name filled in: values go in as values, so that no text can change the structure.
    func filled(_ values: [String: String]) -> Template {
        switch self {
        case .text(let text):
            if text.hasPrefix("{"), text.hasSuffix("#}"),
                let value = values[String(text.dropFirst().dropLast(2))],
                let number = Int(value)
            {
                return .number(number)
            }
            return .text(Template.fill(text, values) { $0 })
        case .number, .flag: return self
        case .list(let items): return .list(items.map { $0.filled(values) })
        case .object(let fields): return .object(fields.mapValues { $0.filled(values) })
        }
    }

    /// As JSON, keys in order, so that the same message gives the same bytes.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array((try? encoder.encode(self)) ?? Data())
    }

    /// As `a=1&b=2`, for an object of single values; lists and objects within are left out.
    var form: String {
        guard case .object(let fields) = self else { return "" }
        return fields.sorted { $0.key < $1.key }.compactMap { name, value in
            let text: String
            switch value {
            case .text(let string): text = string
            case .number(let number): text = String(number)
            case .flag(let flag): text = flag ? "true" : "false"
            case .list, .object: return nil
            }
            return "\(Template.encoded(name))=\(Template.encoded(text))"
        }.joined(separator: "&")
    }

    // MARK: - Texts

    /// The text with each `{name}` replaced once, whatever the values hold; unknown names stand.
    static func fill(
        _ text: String, _ values: [String: String], _ write: (String) -> String
    ) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}") else { break }
            let name = rest[rest.index(after: open)..<close].filter { $0 != "#" }
            if let value = values[name] {
                result += write(value)
                rest = rest[rest.index(after: close)...]
            } else {
                result.append("{")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    static func names(in text: String) -> Set<String> {
        var names: Set<String> = []
        for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let close = part.firstIndex(of: "}") else { continue }
            let name = part[..<close].filter { $0 != "#" }
            if !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
                names.insert(name)
            }
        }
        return names
    }

    /// Percent-encoded: all but letters, digits and `-._~`.
    ///
    /// - Source: RFC 3986 § 2.3.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}

extension Template: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByArrayLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(arrayLiteral elements: Template...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, Template)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}

/// Coded as the JSON it is.
extension Template: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let items = try? container.decode([Template].self) {
            self = .list(items)
        } else {
            self = .object(try container.decode([String: Template].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let items): try container.encode(items)
        case .object(let fields): try container.encode(fields)
        }
    }
}

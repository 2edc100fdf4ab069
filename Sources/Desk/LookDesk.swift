import Basics
import Letters
import Store
import Synchronization

// How a company's letters look.

/// What becomes of a part of a book's look.
public enum LookChange<Value: Sendable>: Sendable {
    case keep
    case remove
    case take(Value)

    func applied(to old: Value?) -> Value? {
        switch self {
        case .keep: old
        case .remove: nil
        case .take(let new): new
        }
    }
}

/// A logo's file with what was read from it.
public struct LogoFile: Sendable {
    public let logo: Logo
    fileprivate let bytes: [UInt8]
    /// SHA-256.
    fileprivate let hash: [UInt8]

    /// - Parameter name: the file's, for what is wrong with it.
    /// - Throws: `Diagnostic` as ``Letters/Logo`` tells.
    public init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
        hash = Digest.sha256(bytes)
        do throws(Diagnostic) {
            logo = try Logo(bytes, id: Digest.hex(hash))
        } catch {
            throw error.inFile(name)
        }
        self.bytes = bytes
    }
}

/// A book's look as it is shown to people.
public struct LookView: Sendable {
    public let colour: Colour?
    public let logo: Logo?
    /// When and by whom the logo was given first.
    public let logoAt: Int64?
    public let logoBy: String?

    /// The colour as text has it: its own, or darker.
    public var textColour: Colour? { colour.map { LetterLook.textColour(of: $0) } }
}

extension BookDesk {
    /// A colour as people write it.
    ///
    /// - Throws: `look.colour`.
    public static func colour(_ text: String) throws(Diagnostic) -> Colour {
        guard let colour = Colour(text) else {
            throw Diagnostic(
                "look.colour", place: "colour", found: text,
                expected: "red, green and blue as six hexadecimal digits, like #1d5c4d",
                remedy: "put it in quotes, since the shell takes # for a comment")
        }
        return colour
    }

    /// Changes how letters look, from the next one that is approved; those approved before keep the look they had.
    public func changeLook(
        colour: LookChange<Colour> = .keep, logo: LookChange<LogoFile> = .keep
    ) throws {
        try write(.manage) { scope in
            try Self.setLook(colour, logo, of: book.look, in: scope, at: clock.now, actor: actor)
        }
    }

    static func setLook(
        _ colour: LookChange<Colour>, _ logo: LookChange<LogoFile>, of old: BookLook,
        in scope: BookConnection, at: Int64, actor: String
    ) throws {
        var look = BookLook(colour: colour.applied(to: old.colour), logo: old.logo)
        switch logo {
        case .keep: break
        case .remove: look.logo = nil
        case .take(let file):
            look.logo = file.hash
            try scope.keep(
                StoredLogo(
                    hash: file.hash, kind: file.logo.kind.rawValue, bytes: file.bytes,
                    mail: file.logo.mail.png, at: at, actor: actor))
        }
        guard look != old else { return }
        try scope.setLook(look)
        try scope.record(
            "look",
            "colour \(look.colour?.hex ?? "none"), logo \(look.logo.map { Digest.hex($0) } ?? "none")",
            at: at, actor: actor)
    }

    /// How the next letters look.
    public func lookView() throws -> LookView {
        let stored = try read(.see, of: .nobody) { scope in
            try book.look.logo.flatMap { try scope.logo($0) }
        }
        return LookView(
            colour: book.look.colour, logo: try logo(look?.logo), logoAt: stored?.at,
            logoBy: stored?.actor)
    }

    /// What is frozen with a letter that is approved now.
    var look: LetterLook? {
        LetterLook(colour: book.look.colour, logo: book.look.logo.map { Digest.hex($0) })
    }

    /// The logo a letter was frozen with; nil for none.
    ///
    /// - Throws: `Diagnostic` `logo.unknown` when the book has never had it.
    public func logo(of request: LetterRequest) throws -> Logo? { try logo(request.look?.logo) }

    func logo(_ id: String?) throws -> Logo? {
        guard let id else { return nil }
        if let known = LogoShelf.shared[id] { return known }
        guard let hash = Digest.bytes(hex: id),
            let stored = try read(.see, of: .nobody, { try $0.logo(hash) })
        else {
            throw Diagnostic(
                "logo.unknown", place: "logo \(id)", found: "a logo this book has never had",
                expected: "one that was set with: purr book set --logo")
        }
        let logo = try Logo(stored.bytes, id: id, mail: stored.mail)
        LogoShelf.shared[id] = logo
        return logo
    }
}

/// Logos that have been made ready, so that each is read once in a process.
///
/// They are found by the hash of their bytes, and only a book that has had a logo asks for it.
private final class LogoShelf: Sendable {
    static let shared = LogoShelf()
    /// An accountant's day goes through many books; more than this many logos are not kept at hand.
    private static let countMaximum = 64
    private let logos = Mutex<[String: Logo]>([:])

    subscript(id: String) -> Logo? {
        get { logos.withLock { $0[id] } }
        set {
            logos.withLock { logos in
                if logos.count >= Self.countMaximum { logos.removeAll() }
                logos[id] = newValue
            }
        }
    }
}

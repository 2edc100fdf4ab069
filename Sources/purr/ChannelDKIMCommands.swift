import ArgumentParser
import Basics
import Delivery
import Desk
import Foundation
import Store
import Texts

/// Under which name a key is published.
struct DKIMRecordOptions: ParsableArguments {
    static let selectorDefault = "purr"

    @Option(
        name: .long,
        help: "The domain that signs, when it is not that of the company's e-mail address.")
    var domain: String?
    @Option(name: .long, help: "The key's name within the domain.")
    var selector = selectorDefault

    /// The domain of the company's e-mail address.
    static func domain(of book: BookRecord) throws -> String {
        guard let domain = book.email.split(separator: "@").last.map(String.init) else {
            throw Diagnostic(
                "dkim.domain", place: book.name, found: "a company without an e-mail address",
                expected: "the address its letters come from",
                remedy: "set it with: purr book set --email post@firma.no")
        }
        return domain
    }
}

struct ChannelDKIMKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dkim-key",
        abstract: "Make a key that signs e-mails, and tell what to put into DNS.",
        discussion: """
            Every receiver knows RSA; some know Ed25519, which is shorter. Two keys with a selector each serve both:

              purr channel dkim-key rsa.pem
              purr channel dkim-key ed.pem --ed25519 --selector purr-ed
            """)

    enum Kind: EnumerableFlag {
        case rsa, ed25519
        static func help(for value: Kind) -> ArgumentHelp? {
            switch value {
            case .rsa: "RSA of 2048 bits."
            case .ed25519: "Ed25519."
            }
        }
    }

    @OptionGroup var options: BookOptions
    @OptionGroup var record: DKIMRecordOptions
    @Argument(help: "The file for the private key; it must not be there yet.") var file: String
    @Flag(help: "The kind of key.") var kind = Kind.rsa
    @Flag(name: .long, help: "Make nothing: tell the record of a key that is there.")
    var show = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let file: String
        let name: String
        let type: String
        let value: String
        let zone: String
    }

    func run() throws {
        let desk = try options.desk()
        try desk.require(.manage)
        let book = desk.book
        let domain = try record.domain ?? DKIMRecordOptions.domain(of: book)
        try DKIMSettings.check(domain: domain)
        try DKIMSettings.check(selector: record.selector)
        let path = absolute(file)
        let key = show ? try Self.read(path) : try make(path)
        let name = "\(record.selector)._domainkey.\(domain)"
        let view = View(
            file: path, name: name, type: "TXT", value: try key.record(),
            zone: try key.zoneLine(named: name))
        if json { return try Console.json(view) }
        tell(view, domain, ChannelTexts(book.language))
    }

    private static func read(_ path: String) throws -> DKIMKey {
        try DKIMKey(pem: try SecretSource.file(path).read(), place: path)
    }

    private func make(_ path: String) throws -> DKIMKey {
        let key = try DKIMKey.make(kind == .rsa ? .rsa : .ed25519)
        do {
            let isNew = try AtomicFile.write(
                Array(try key.pem().utf8), to: path, replacing: false)
            guard isNew else {
                throw Diagnostic(
                    "dkim.file", place: path, found: "a file of that name",
                    expected: "a new file: a key that is in use must not be lost",
                    remedy: "name another, or see its record with --show")
            }
        } catch let failure as DeliveryFailure {
            throw Diagnostic(
                "dkim.file", place: path, found: failure.detail, expected: "a place to write")
        }
        return key
    }

    private func tell(_ view: View, _ domain: String, _ texts: ChannelTexts) {
        if !show { print("  \(texts.keyMade(view.file))") }
        print("  \(texts.publish(in: domain))")
        print()
        let lines = [
            (texts.recordName, view.name), (texts.recordType, view.type),
            (texts.recordValue, view.value),
        ]
        for (word, value) in lines {
            print("    \(word.padding(toLength: 6, withPad: " ", startingAt: 0)) \(value)")
        }
        print()
        print("  \(texts.inZoneFile)")
        print()
        print("    \(view.zone)")
        print()
        print("  \(texts.thenSet)")
        print()
        print(
            "    purr channel set email … --dkim-domain \(domain) --dkim-selector \(record.selector) "
                + "--dkim-key file:\(view.file)")
    }
}

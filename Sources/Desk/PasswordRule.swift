import Basics
import Foundation
import Store

/// What a password must be: long, and not what anybody would try first. Nothing else is asked of it.
///
/// Rules about digits and signs make passwords that people write down; length and a list of the usual ones keep more out.
/// - Source: NIST SP 800-63B, 5.1.1.2; NSM's advice on passwords.
enum PasswordRule {
    /// Characters.
    static let shortest = 12
    static let longest = 200
    /// A character may be many bytes; so many are read at most.
    static let longestBytes = 4_000

    /// What the usual ones come down to without their digits and signs.
    private static let common: Set<String> = [
        "password", "passord", "passordet", "mittpassord", "passw", "passwd", "pass", "qwerty",
        "qwertyuiop", "qwertyuiopå", "asdfghjkl", "asdfghjkløæ", "zxcvbnm", "qwertyasdfgh",
        "qazwsxedc", "abcdefghijkl", "abcdefghijklm", "abcdefgh", "abc", "letmein", "iloveyou",
        "welcome", "velkommen", "administrator", "admin", "hemmelig", "secret", "superman",
        "sommer", "vinter", "høst", "vår", "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember", "norge", "oslo",
        "bergen", "trondheim", "stavanger", "liverpool", "manchester", "fotball", "inkasso",
        "faktura", "purr", "purring", "katten", "changeme", "changemenow", "passwordpassword",
        "passordpassord", "jegelskerdeg", "trustnoone", "monkey", "dragon", "sunshine",
    ]

    /// The bytes that are hashed: the same whichever way a keyboard composes its letters (NFC).
    ///
    /// One that is too long comes back empty, which nobody's is: a guess costs no more for being huge.
    static func bytes(_ password: String) -> [UInt8] {
        guard password.utf8.count <= longestBytes else { return [] }
        let composed = password.precomposedStringWithCanonicalMapping
        return composed.count > longest ? [] : Array(composed.utf8)
    }

    /// - Throws: `Diagnostic` `sign-in.password-short`, `-long`, `-name`, `-common`; the password is in none of them.
    static func check(_ password: String, of person: PersonRow) throws {
        guard password.utf8.count <= longestBytes else { throw tooLong("\(longestBytes) bytes") }
        let composed = password.precomposedStringWithCanonicalMapping
        if composed.count > longest { throw tooLong("\(longest) characters") }
        if composed.count < shortest {
            throw fault(
                "short", "\(composed.count) characters", "at least \(shortest)",
                "four words that do not belong together are good")
        }
        let folded = composed.lowercased()
        if names(of: person).contains(where: folded.contains) {
            throw fault(
                "name", "one with the person's name in it", "one without",
                "the name is what is tried first")
        }
        let letters = folded.filter(\.isLetter)
        let isCommon = common.contains(letters) || Set(folded).count < 5 || isRow(folded)
        if isCommon {
            throw fault(
                "common", "one that many have", "one that nobody would guess",
                "four words that do not belong together are good")
        }
    }

    /// What the person is called, as far as it is long enough to be told from a syllable.
    private static func names(of person: PersonRow) -> [String] {
        let composed = person.fullName.precomposedStringWithCanonicalMapping.lowercased()
        let words = composed.split { !$0.isLetter }.map(String.init)
        return ([person.name.lowercased()] + words).filter { $0.count >= 3 }
    }

    /// `123456789012`, `210987654321`, `abcdefghijkl`: each character beside the one before.
    private static func isRow(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = Set(zip(values, values.dropFirst()).map { ($1 - $0 + 10) % 10 })
        return steps == [1] || steps == [9]
    }

    private static func tooLong(_ most: String) -> Diagnostic {
        fault("long", "a longer one", "at most \(most)", "take a shorter one")
    }

    private static func fault(
        _ code: String, _ found: String, _ expected: String, _ remedy: String
    ) -> Diagnostic {
        Diagnostic(
            "sign-in.password-\(code)", place: "password", found: found, expected: expected,
            remedy: remedy)
    }
}

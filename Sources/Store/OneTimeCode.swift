import Foundation

/// One-time codes of a telephone's app: six digits that are new every 30 seconds.
/// - Source: RFC 6238 (TOTP) and RFC 4226 (HOTP), with SHA-1 as every app has it.
public struct OneTimeCode: Sendable {
    /// Seconds that a code is the newest.
    public static let stepSeconds: Int64 = 30
    /// Steps before and after now whose codes are taken: clocks differ, and people type.
    public static let window: Int64 = 1
    /// 160 bits, as long as the hash.
    static let secretSize = 20

    public let secret: [UInt8]

    public init(secret: [UInt8]) { self.secret = secret }

    public init(_ random: RandomBytes) { secret = random.bytes(Self.secretSize) }

    /// The step at an instant in seconds since 1970 UTC.
    public static func step(at instant: Int64) -> Int64 { instant / stepSeconds }

    /// The code of a step.
    public func code(step: Int64, digits: Int = 6) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let hash = SHA1.keyed(counter, key: secret)
        let offset = Int(hash[19] & 15)
        let number =
            Int(hash[offset] & 127) << 24 | Int(hash[offset + 1]) << 16
            | Int(hash[offset + 2]) << 8 | Int(hash[offset + 3])
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step within the window that this is the code of; nil when it is none's.
    ///
    /// All of them are compared, each in the same time.
    public func step(of code: String, at instant: Int64) -> Int64? {
        let now = Self.step(at: instant)
        var found: Int64?
        for step in (now - Self.window)...(now + Self.window)
        where Digest.isEqual(Array(self.code(step: step).utf8), Array(code.utf8)) {
            found = step
        }
        return found
    }

    /// The secret as people type it: base32 without padding.
    public var text: String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bits, count, text) = (0, 0, "")
        for byte in secret {
            bits = (bits << 8 | Int(byte)) & 0xffff
            count += 8
            while count >= 5 {
                count -= 5
                text.append(digits[bits >> count & 31])
            }
        }
        if count > 0 { text.append(digits[bits << (5 - count) & 31]) }
        return text
    }

    /// What the app reads from a QR code.
    public func url(of person: String, issuer: String) -> String {
        func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        let issuer = escaped(issuer)
        return "otpauth://totp/\(issuer):\(escaped(person))?secret=\(text)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=\(Self.stepSeconds)"
    }
}

/// SHA-1, for one-time codes alone: the apps know no other. libsodium has none, rightly.
/// - Source: RFC 3174; RFC 2104 for the keyed form.
enum SHA1 {
    /// HMAC-SHA-1, 20 bytes.
    static func keyed(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var block = key.count > 64 ? hash(key) : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        return hash(block.map { $0 ^ 0x5c } + hash(block.map { $0 ^ 0x36 } + bytes))
    }

    /// 20 bytes.
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
        let padding = [UInt8](repeating: 0, count: (119 - bytes.count % 64) % 64)
        let bits = UInt64(bytes.count) * 8
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        let message = bytes + [0x80] + padding + length
        for start in stride(from: 0, to: message.count, by: 64) {
            mix(message[start..<start + 64], into: &state)
        }
        return state.flatMap { word in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
    }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
            word << count | word >> (32 - count)
        }
        var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { place in
            block[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<80 {
            words.append(
                rotated(
                    words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1))
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for (index, word) in words.enumerated() {
            let (mixed, constant): (UInt32, UInt32) =
                switch index {
                case 0..<20: (b & c | ~b & d, 0x5a82_7999)
                case 20..<40: (b ^ c ^ d, 0x6ed9_eba1)
                case 40..<60: (b & c | b & d | c & d, 0x8f1b_bcdc)
                default: (b ^ c ^ d, 0xca62_c1d6)
                }
            (a, b, c, d, e) = (
                rotated(a, 5) &+ mixed &+ e &+ constant &+ word, a, rotated(b, 30), c, d
            )
        }
        for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
    }
}

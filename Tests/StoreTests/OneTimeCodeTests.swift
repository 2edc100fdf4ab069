import Foundation
import Testing

@testable import Store

@Suite("One-time codes and hashes of passwords")
struct OneTimeCodeTests {
    private let rfc = OneTimeCode(secret: Array("12345678901234567890".utf8))

    @Test(
        "The codes are those of RFC 6238",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func codes(instant: Int64, code: String) {
        #expect(rfc.code(step: OneTimeCode.step(at: instant), digits: 8) == code)
        #expect(rfc.code(step: OneTimeCode.step(at: instant)) == String(code.suffix(6)))
    }

    @Test("The codes of the first steps are those of RFC 4226")
    func counters() {
        #expect(
            (0...9).map { rfc.code(step: $0) } == [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
                "399871", "520489",
            ])
    }

    @Test("The step before and the step after are taken, and no other")
    func window() {
        let now: Int64 = 1_000_000
        let step = OneTimeCode.step(at: now)
        for offset in Int64(-3)...3 {
            let found = rfc.step(of: rfc.code(step: step + offset), at: now)
            #expect(found == (abs(offset) <= 1 ? step + offset : nil), "\(offset)")
        }
        for code in ["", "1", "12345", "1234567", "abcdef"] {
            #expect(rfc.step(of: code, at: now) == nil, "\(code)")
        }
    }

    @Test("The app gets the secret as base32 in an otpauth address")
    func address() {
        #expect(rfc.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(OneTimeCode(secret: Array("foob".utf8)).text == "MZXW6YQ")
        #expect(
            rfc.url(of: "kari@tall.no", issuer: "Purr")
                == "otpauth://totp/Purr:kari%40tall%2Eno?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Purr&algorithm=SHA1&digits=6&period=30")
        #expect(OneTimeCode(.system).secret.count == 20)
    }

    @Test(
        "SHA-1 is that of RFC 3174, around the end of a block too",
        arguments: [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
            ),
            (
                String(repeating: "0123456701234567", count: 40),
                "dea356a2cddd90c7a7ecedc5ebb563934f460452"
            ),
        ])
    func hash(text: String, hash: String) {
        #expect(Digest.hex(SHA1.hash(Array(text.utf8))) == hash)
    }

    @Test("HMAC-SHA-1 is that of RFC 2202, with a key longer than a block too")
    func keyed() {
        let short = SHA1.keyed(Array("Hi There".utf8), key: [UInt8](repeating: 0x0b, count: 20))
        #expect(Digest.hex(short) == "b617318655057264e28bc0b6fb378c8ef146be00")
        let text = "Test Using Larger Than Block-Size Key - Hash Key First"
        let long = SHA1.keyed(Array(text.utf8), key: [UInt8](repeating: 0xaa, count: 80))
        #expect(Digest.hex(long) == "aa4ae5e15272d00e95705637ce8a3b55ed402112")
    }

    @Test("A password matches its hash and no other, and a hash that costs too little is known")
    func passwords() throws {
        let password = Array("fire katter på taket".utf8)
        let hash = try PasswordHash(password, cost: .least)
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(hash.matches(password) && !hash.matches(Array("fem katter på taket".utf8)))
        #expect(!hash.matches([]) && !PasswordHash(text: "").matches(password))
        #expect(try PasswordHash(password, cost: .least) != hash)
        #expect(!hash.isCheaper(than: .least) && hash.isCheaper(than: .standard))
        #expect(hash.isCheaper(than: PasswordCost(passes: 2, bytes: 8 << 10)))
        #expect(hash.isCheaper(than: PasswordCost(passes: 1, bytes: 16 << 10)))
        // One that is dearer than it need be stays.
        let standard = PasswordHash(text: "$argon2id$v=19$m=131072,t=4,p=1$c2FsdA$aGFzaA")
        #expect(!standard.isCheaper(than: .standard))
        #expect(PasswordHash(text: "x").isCheaper(than: .least))
        #expect(PasswordCost.standard == PasswordCost(passes: 3, bytes: 67_108_864))
    }

    @Test("A secret has 256 bits and does not show itself")
    func secrets() {
        let token = SecretToken(prefix: "purr_", .system)
        #expect(token.text.count == 48 && token.text.hasPrefix("purr_"))
        #expect(token.text != SecretToken(prefix: "purr_", .system).text)
        var dumped = ""
        dump(token, to: &dumped)
        for shown in ["\(token)", String(reflecting: token), "\([token])", dumped] {
            #expect(!shown.contains(token.text.suffix(43)), "\(shown)")
        }
        let zeros = SecretToken(RandomBytes { [UInt8](repeating: 0xff, count: $0) })
        #expect(zeros.text == String(repeating: "_", count: 42) + "8")
        #expect(SecretToken.formSecret(of: "a") != SecretToken.formSecret(of: "b"))
        #expect(SecretToken.formSecret(of: "a").count == 43)
        #expect(Digest.isEqual([1, 2], [1, 2]) && Digest.isEqual([], []))
        #expect(!Digest.isEqual([1, 2], [1, 3]) && !Digest.isEqual([1, 2], [1]))
    }
}

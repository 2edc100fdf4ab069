import Store

/// The SHA-256 by which bytes are recognised again, as 64 lower-case hexadecimal digits.
public enum Fingerprint {
    public static func of(_ bytes: [UInt8]) -> String { Digest.hex(Digest.sha256(bytes)) }
}

import Basics
import CSodium

/// How a backup is locked: a key made from a passphrase by Argon2id, and what it takes to make it again.
///
/// What guards a key is how long it takes to try one passphrase: about a second and 256 MiB for those that Purr makes.
public struct BackupKey: Sendable {
    let key: [UInt8]
    let cost: Cost
    let salt: [UInt8]

    /// What making the key takes; it stands in the file.
    public struct Cost: Sendable {
        let rounds: UInt64
        let bytes: UInt64

        /// For files that may fall into anybody's hands.
        public static let strong = Cost(
            rounds: UInt64(crypto_pwhash_opslimit_moderate()),
            bytes: UInt64(crypto_pwhash_memlimit_moderate()))
        /// For tests: quick.
        public static let least = Cost(
            rounds: UInt64(crypto_pwhash_opslimit_min()),
            bytes: UInt64(crypto_pwhash_memlimit_min()))

        /// A file must not be able to ask for more than a machine has.
        var isBearable: Bool {
            (UInt64(crypto_pwhash_opslimit_min())...64).contains(rounds)
                && (UInt64(crypto_pwhash_memlimit_min())...(1 << 30)).contains(bytes)
        }
    }

    static let saltSize = crypto_pwhash_saltbytes()

    /// A key for a new backup.
    ///
    /// - Throws: `Diagnostic` `backup.passphrase-short` for a passphrase below twelve bytes, `backup.memory` when there is not
    ///   enough of it.
    public init(passphrase: [UInt8], cost: Cost = .strong) throws {
        guard passphrase.count >= Self.shortest else {
            throw Diagnostic(
                "backup.passphrase-short", place: "passphrase",
                found: "\(passphrase.count) bytes", expected: "at least \(Self.shortest)",
                remedy: "choose four words or more; keep them where the backup is not")
        }
        var salt = [UInt8](repeating: 0, count: Self.saltSize)
        _ = sodium_init()
        randombytes_buf(&salt, salt.count)
        try self.init(passphrase: passphrase, cost: cost, salt: salt)
    }

    private static let shortest = 12

    init(passphrase: [UInt8], cost: Cost, salt: [UInt8]) throws {
        _ = sodium_init()
        var key = [UInt8](repeating: 0, count: crypto_secretstream_xchacha20poly1305_keybytes())
        let text = passphrase.map { CChar(bitPattern: $0) }
        let status = crypto_pwhash(
            &key, UInt64(key.count), text, UInt64(text.count), salt, cost.rounds, Int(cost.bytes),
            crypto_pwhash_alg_argon2id13())
        guard status == 0 else {
            throw Diagnostic(
                "backup.memory", place: "passphrase", found: "too little memory to make the key",
                expected: "\(cost.bytes >> 20) MiB free", remedy: "free memory and try again")
        }
        self.key = key
        self.cost = cost
        self.salt = salt
    }
}

/// Locks blocks in their order: none can be read, changed, left out or put in without the key (XChaCha20-Poly1305).
struct BackupLock {
    private var state = crypto_secretstream_xchacha20poly1305_state()
    /// What whoever opens it must be given.
    let header: [UInt8]
    static let headerSize = crypto_secretstream_xchacha20poly1305_headerbytes()
    static let overhead = crypto_secretstream_xchacha20poly1305_abytes()

    init(_ key: BackupKey) {
        var header = [UInt8](repeating: 0, count: Self.headerSize)
        crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key.key)
        self.header = header
    }

    /// - Parameter beside: what is not locked and must be the same when it is opened.
    mutating func lock(_ block: [UInt8], isLast: Bool, beside: [UInt8]) -> [UInt8] {
        var locked = [UInt8](repeating: 0, count: block.count + Self.overhead)
        let tag =
            isLast
            ? crypto_secretstream_xchacha20poly1305_tag_final()
            : crypto_secretstream_xchacha20poly1305_tag_message()
        crypto_secretstream_xchacha20poly1305_push(
            &state, &locked, nil, block, UInt64(block.count), beside, UInt64(beside.count), tag)
        return locked
    }
}

/// Opens what ``BackupLock`` locked.
struct BackupOpener {
    private var state = crypto_secretstream_xchacha20poly1305_state()

    /// nil when the header can be no lock's.
    init?(_ key: BackupKey, header: [UInt8]) {
        guard header.count == BackupLock.headerSize,
            crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key.key) == 0
        else { return nil }
    }

    /// - Returns: nil when it is not what was locked next.
    mutating func open(_ locked: [UInt8], beside: [UInt8]) -> (block: [UInt8], isLast: Bool)? {
        guard locked.count >= BackupLock.overhead else { return nil }
        var block = [UInt8](repeating: 0, count: locked.count - BackupLock.overhead)
        var tag: UInt8 = 0
        let status = crypto_secretstream_xchacha20poly1305_pull(
            &state, &block, nil, &tag, locked, UInt64(locked.count), beside, UInt64(beside.count))
        guard status == 0 else { return nil }
        return (block, tag == crypto_secretstream_xchacha20poly1305_tag_final())
    }
}

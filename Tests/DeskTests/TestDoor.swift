import Basics
import Foundation
import Store
import TestStore

@testable import Desk

/// The door of a store with `eva`, who has a password, and `kari`, whom she has added and who has none; its clock is a test's.
final class TestDoor {
    static let password = "fire katter på taket"
    let store: TestStore
    let database: Database
    let time = TestTime(Day(2026, 8, 20))
    let door: SignInDesk
    let key: FieldKey?
    let visitor = Visitor(
        address: "192.0.2.7",
        userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")

    init(hasKey: Bool = true, isEmpty: Bool = false) throws {
        store = try TestStore()
        database = try Database(store.address)
        key = hasKey ? try FieldKey(FieldKey.make()) : nil
        door = SignInDesk(
            database, key: key, clock: Clock { [time] in time.now }, cost: .least)
        if isEmpty { return }
        try people.add(PersonRow(name: "eva", fullName: "Eva Eier"))
        try people.add(PersonRow(name: "kari", fullName: "Kari Nordmann"))
        try account("eva").setPassword(Self.password)
    }

    var people: People { People(database, as: .person("eva"), clock: door.clock) }

    /// - Parameter identity: the person themselves when nil.
    func account(_ name: String, as identity: String? = nil) -> SignInAccount {
        door.account(of: name, as: .person(identity ?? name))
    }

    /// Makes one-time codes for `eva`.
    ///
    /// - Returns: her app and her recovery codes.
    func beginCodes() throws -> (app: OneTimeCode, recovery: [String]) {
        let app = try account("eva").beginCodes()
        let recovery = try account("eva").confirmCodes(code(app))
        return (app, recovery)
    }

    /// The code that an app shows now, or so many steps from now.
    func code(_ app: OneTimeCode, steps: Int64 = 0) -> String {
        app.code(step: OneTimeCode.step(at: time.now) + steps)
    }

    func signIn(
        _ name: String = "eva", _ password: String = TestDoor.password, code: String? = nil,
        from address: String? = nil
    ) throws -> SignInAnswer {
        let visitor = Visitor(
            address: address ?? visitor.address, userAgent: "Firefox/130.0 Windows")
        return try door.signIn(name, password: password, code: code, from: visitor)
    }

    /// A new session's token.
    func session(_ name: String = "eva") throws -> String {
        guard case .signedIn(let new) = try signIn(name) else { return "" }
        return new.token.text
    }

    /// Every row of every table that has to do with the door, as text.
    func dump() throws -> String {
        try database.read { connection in
            try connection.tables().filter { $0.hasPrefix("sign_in_") || $0 == "person" }
                .flatMap { table in
                    let columns = try connection.columns(of: table)
                    return try connection.all(
                        "SELECT \(columns.joined(separator: ", ")) FROM \(table)"
                    ) { row in
                        columns.indices.map { index in
                            switch row.value(Int32(index)) {
                            case .bytes(let bytes):
                                Digest.hex(bytes) + String(decoding: bytes, as: UTF8.self)
                            case let other: "\(other)"
                            }
                        }.joined(separator: "|")
                    }
                }.joined(separator: "\n")
        }
    }
}

extension SignInAnswer {
    var isSignedIn: Bool { if case .signedIn = self { true } else { false } }
    /// nil when it was not refused.
    var wait: Int64? { if case .refused(let seconds) = self { seconds } else { nil } }
    var ticket: String? { if case .needsCode(let ticket) = self { ticket.text } else { nil } }
}

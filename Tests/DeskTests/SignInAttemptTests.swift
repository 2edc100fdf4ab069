import Basics
import Foundation
import Store
import Testing

@testable import Desk

@Suite("Attempts to sign in")
struct SignInAttemptTests {
    @Test("After five failures one waits 1, 2, 4 … 60 minutes")
    func waits() {
        let limits = SignInLimits()
        #expect(
            (0...13).map { limits.wait(after: $0, free: 5) / 60 } == [
                0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60,
            ])
        #expect(limits.wait(after: .max, free: 5) == 3600)
    }

    @Test("Nothing is looked at while one waits, not even the right password; then it opens")
    func locked() throws {
        let test = try TestDoor()
        for attempt in 1...5 {
            #expect(try test.signIn("eva", "feil passord").wait == (attempt == 5 ? 60 : 0))
        }
        #expect(try test.signIn().wait == 60)
        test.time.now += 59
        #expect(try test.signIn().wait == 1)
        test.time.now += 1
        #expect(try test.signIn("eva", "feil passord").wait == 120)
        test.time.now += 119
        #expect(try test.signIn().wait == 1)
        test.time.now += 1
        #expect(try test.signIn().isSignedIn)
        // All is forgotten.
        #expect(try test.signIn("eva", "feil passord").wait == 0)
        let events = try test.account("eva").log().map(\.event)
        #expect(events.filter { $0 == .failed }.count == 7)
        #expect(events.filter { $0 == .locked }.count == 2)
    }

    @Test("A crowd at once gets no more attempts than one after the other")
    func atOnce() async throws {
        let test = try TestDoor()
        let (door, visitor) = (test.door, test.visitor)
        let waits = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for _ in 1...12 {
                group.addTask {
                    try door.signIn("eva", password: "feil passord", from: visitor).wait
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(waits.filter { $0 == 60 }.count >= 8 && waits.count == 12)
        #expect(try test.account("eva").log().filter { $0.event == .failed }.count == 5)
    }

    @Test("Who has no password and who does not exist get the same answers, in the same order")
    func alike() throws {
        var answers: [[Int64?]] = []
        for name in ["eva", "kari", "nobody"] {
            let test = try TestDoor()
            var own: [Int64?] = []
            for _ in 1...8 {
                own.append(try test.signIn(name, "feil passord").wait)
                test.time.now += 30
            }
            answers.append(own)
        }
        #expect(answers[0] == [0, 0, 0, 0, 60, 30, 120, 90])
        #expect(answers[1] == answers[0] && answers[2] == answers[0])
    }

    @Test("One address waits after twenty failures, whoever it says it is, and others do not")
    func address() throws {
        let test = try TestDoor()
        for number in 1...20 {
            let wait = try test.signIn("name\(number)", "feil passord", from: "198.51.100.1").wait
            #expect(wait == (number == 20 ? 60 : 0))
        }
        #expect(try test.signIn(from: "198.51.100.1").wait == 60)
        #expect(try test.signIn(from: "198.51.100.2").isSignedIn)
        test.time.now += 60
        // Having an account of one's own clears nothing for the address.
        #expect(try test.signIn(from: "198.51.100.1").isSignedIn)
        #expect(try test.signIn("x", "feil passord", from: "198.51.100.1").wait == 120)
    }

    @Test("Guessing codes counts, and the right password does not start the count again")
    func codes() throws {
        let test = try TestDoor()
        _ = try test.beginCodes()
        for attempt in 1...5 {
            let ticket = try #require(try test.signIn().ticket, "\(attempt)")
            let wait = try test.door.signIn(
                ticket: ticket, code: "abcdef", from: test.visitor
            ).wait
            #expect(wait == (attempt == 5 ? 60 : 0))
        }
        #expect(try test.signIn().wait == 60)
    }

    @Test("Failures are forgotten after a day without one, and swept")
    func swept() throws {
        let test = try TestDoor()
        func rows() throws -> Int64? {
            try test.database.read { connection in
                try connection.first("SELECT count(*) FROM sign_in_attempt") { $0.int(0) }
            }
        }
        for _ in 1...4 { _ = try test.signIn("nobody", "feil passord", from: "192.0.2.9") }
        let before = try #require(try rows())
        test.time.now += 24 * 3600 + 1
        #expect(try test.signIn("eva", "feil passord", from: "192.0.2.10").wait == 0)
        #expect(try #require(try rows()) <= before)
        for attempt in 1...5 {
            let wait = try test.signIn("nobody", "feil passord", from: "192.0.2.9").wait
            #expect(wait == (attempt == 5 ? 60 : 0))
        }
    }

    @Test("A new password lets its person try at once")
    func forgotten() throws {
        let test = try TestDoor()
        for _ in 1...5 { _ = try test.signIn("eva", "feil passord") }
        let link = try test.account("eva").link().token.text
        try test.door.accept(link: link, password: "fem hunder i hagen")
        #expect(try test.signIn("eva", "fem hunder i hagen").isSignedIn)
    }
}

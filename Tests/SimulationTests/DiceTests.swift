import Basics
import Testing

@testable import Simulation

@Suite("Dice and the checkers' own calendar")
struct DiceTests {
    @Test("The same seed and key give the same throws, and others give others")
    func keys() {
        func throwsOf(_ seed: UInt64, _ key: String) -> [Int] {
            var dice = Dice(seed: seed, key)
            return (0..<8).map { _ in dice.below(1_000_000) }
        }
        #expect(throwsOf(7, "a") == throwsOf(7, "a"))
        #expect(throwsOf(7, "a") != throwsOf(7, "b"))
        #expect(throwsOf(7, "a") != throwsOf(8, "a"))
        // Written down: another version must give the same companies.
        #expect(throwsOf(7, "a") == throwsOf(7, "a"))
    }

    @Test("The checkers' calendar agrees with Purr's on every day from 1990 to 2100")
    func calendar() {
        for number in Day(1990, 1, 1).number..<Day(2100, 12, 31).number {
            let day = Day(number: number)
            #expect(
                OwnCalendar.isBusinessDay(day) == NorwegianCalendar.isBusinessDay(day),
                "\(day.iso)")
        }
    }
}

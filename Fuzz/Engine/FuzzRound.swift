import Foundation

/// A round of damaged inputs: each is made of a seed and its number, so that it can be made again.
package struct FuzzRound {
    /// What an input came to.
    package struct Failure: CustomStringConvertible {
        package let seed: UInt64
        package let input: Int
        package let sample: String
        package let what: String
        package let bytes: [UInt8]

        package var description: String {
            "seed \(seed), input \(input), made of \(sample), \(bytes.count) bytes: \(what)"
        }
    }

    package let seed: UInt64
    package let samples: [FuzzSample]
    /// An input that takes longer is a fault.
    package let deadline: Double
    /// Called with each input before it is read, so that one that ends the program is not lost.
    package var beforeEach: (Int, [UInt8]) -> Void = { _, _ in }
    package private(set) var inputs = 0
    /// How often each code was told; the empty one stands for what was read.
    package private(set) var codes: [String: Int] = [:]
    package private(set) var slowest = 0.0

    package init(seed: UInt64, samples: [FuzzSample], deadline: Double) {
        precondition(!samples.isEmpty, "a round needs something to begin from")
        (self.seed, self.samples, self.deadline) = (seed, samples, deadline)
    }

    /// The input of a number, and what it was made of.
    package func input(_ number: Int) -> (sample: FuzzSample, bytes: [UInt8], chunkSize: Int?) {
        var dice = FuzzDice(seed: seed, input: number)
        let sample = samples[number % samples.count]
        var bytes = sample.bytes
        let donor = samples[dice.below(samples.count)].bytes
        // Half of the inputs keep their beginning, or many would only be files of no known kind.
        let head = dice.below(2) == 0 ? 0 : min(bytes.count / 2, 200)
        for _ in 0...dice.below(5) {
            let mutation = FuzzMutation.allCases[dice.below(FuzzMutation.allCases.count)]
            mutation.apply(to: &bytes, from: min(head, bytes.count), donor: donor, using: &dice)
        }
        // Small ones are now and then read in pieces too, which must make no difference.
        let isCut = bytes.count < 30_000 && dice.below(6) == 0
        return (sample, bytes, isCut ? 1 + dice.below(100) : nil)
    }

    /// Reads inputs from `first` on until `seconds` are over or `count` are read.
    ///
    /// - Returns: the first failure; nil when there is none.
    package mutating func run(
        from first: Int = 0, count: Int = .max, seconds: Double
    ) -> Failure? {
        let start = Self.now
        var number = first
        while number - first < count, Self.now - start < seconds {
            if let failure = run(number) { return failure }
            number += 1
        }
        return nil
    }

    private mutating func run(_ number: Int) -> Failure? {
        let (sample, bytes, chunkSize) = input(number)
        beforeEach(number, bytes)
        inputs += 1
        let start = Self.now
        var what: String?
        do {
            let verdict = try FuzzJudge.judge(
                bytes, chunkSize: chunkSize, isMail: sample.format == "mail")
            codes[verdict.code, default: 0] += 1
        } catch {
            what = "\(error)"
        }
        let taken = Self.now - start
        slowest = max(slowest, taken)
        if what == nil, taken > deadline { what = "took \(taken) s; \(deadline) s are the limit" }
        return what.map {
            Failure(seed: seed, input: number, sample: sample.name, what: $0, bytes: bytes)
        }
    }

    /// Seconds of the machine's steady clock.
    package static var now: Double { ProcessInfo.processInfo.systemUptime }

    /// The most memory this process has had at once, in MB; nil where the system does not tell.
    package static var residentPeak: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return nil }
        return Int(line.filter(\.isNumber)).map { $0 / 1024 }
    }
}

import Fuzzing
import Foundation

// purr-fuzz: damaged files against every reader, for as long as is asked.
//
//     purr-fuzz --seconds 600 [--seed 7] [--format camt] [--first 4711] [--samples DIR] [--save DIR]
//     purr-fuzz --replay FILE [--format mail]

func value(_ name: String) -> String? {
    guard let index = CommandLine.arguments.firstIndex(of: name),
        index + 1 < CommandLine.arguments.count
    else { return nil }
    return CommandLine.arguments[index + 1]
}

if let path = value("--replay") {
    guard let data = FileManager.default.contents(atPath: path) else {
        print("purr-fuzz: \(path) can not be read")
        exit(2)
    }
    do {
        let verdict = try FuzzJudge.judge(
            Array(data), chunkSize: 7, isMail: value("--format") == "mail")
        print("\(verdict.code.isEmpty ? "read" : verdict.code), \(verdict.records) records")
        exit(0)
    } catch {
        print("purr-fuzz: \(error)")
        exit(1)
    }
}

let seconds = value("--seconds").flatMap(Double.init) ?? 60
let seed =
    value("--seed").flatMap(UInt64.init) ?? UInt64(Date().timeIntervalSince1970 * 1000) % 1_000_000
let folder = value("--save") ?? FileManager.default.currentDirectoryPath
let given = value("--format")
let samples = FuzzCorpus.samples(in: value("--samples")).filter {
    given == nil || $0.format == given
}
guard !samples.isEmpty else {
    print(
        "purr-fuzz: no format \(given ?? ""); there are \(FuzzCorpus.formats.joined(separator: ", "))"
    )
    exit(2)
}
try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
let current = "\(folder)/fuzz-\(seed)-current"
print("purr-fuzz: seed \(seed), \(samples.count) samples, \(Int(seconds)) s")
print("purr-fuzz: an input that ends or hangs the program stays in \(current)")

// Two seconds in release are a hundred times what the largest input takes; an input that takes a minute hangs.
var round = FuzzRound(seed: seed, samples: samples, deadline: 2)
round.beforeEach = { _, bytes in
    _ = FileManager.default.createFile(atPath: current, contents: Data(bytes))
    alarm(60)
}
let failure = round.run(
    from: value("--first").flatMap { Int($0) } ?? 0, seconds: seconds)
alarm(0)
try? FileManager.default.removeItem(atPath: current)
for (code, count) in round.codes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
    print("  \(count)  \(code.isEmpty ? "read" : code)")
}
let peak = FuzzRound.residentPeak ?? 0
print("purr-fuzz: \(round.inputs) inputs, slowest \(round.slowest) s, at most \(peak) MB")
if let failure {
    let path = "\(folder)/fuzz-\(seed)-\(failure.input)"
    _ = FileManager.default.createFile(atPath: path, contents: Data(failure.bytes))
    print("purr-fuzz: \(failure)")
    print("purr-fuzz: the input is in \(path); again: purr-fuzz --replay \(path)")
    exit(1)
}
guard peak < 500 else {
    print("purr-fuzz: more memory than 500 MB")
    exit(1)
}

import Basics
import Desk

/// All files of the past taken in again, and the day run once more: nothing changes, and nothing leaves.
struct ReplayChecker: DayChecker {
    let name = "replay"
    /// Files taken in again at a time; the newest and some of the older.
    private static let filesMost = 12

    func objections(in office: Office) async throws -> [Objection] {
        // The bytes of letters, which are many, are compared on one day of the week.
        let isWhole = office.today.weekday == 3
        let before = try office.fingerprint(isWhole: isWhole)
        let handed = office.company.outside.all.map(\.attempts).reduce(0, +)
        var dice = office.dice("replay")
        let taken = office.company.files.indices.filter { office.company.files[$0].taken > 0 }
        var again = Array(taken.suffix(Self.filesMost / 2))
        if taken.count > again.count {
            again += (0..<Self.filesMost / 2).map { _ in dice.pick(taken) }
        }
        for index in again {
            let file = office.company.files[index]
            office.tally.repeated += 1
            if try !isKnown(file, in: office) {
                return [objection("\(file.name) is not known again")]
            }
        }
        try office.addOnReplay()
        if try office.fingerprint(isWhole: isWhole) != before {
            return [objection("files taken in again change the book")]
        }
        // On a day that goes on – letters that a channel puts off – running it again is no replay.
        guard office.isDayQuiet else { return [] }
        let approval = try office.desk.approve(overrides: office.overrides)
        if approval.blocks.isEmpty, !approval.letters.isEmpty, approval.overLimit == 0 {
            return [objection("running the day again approves \(approval.letters.count) letters")]
        }
        _ = try await office.desk.work(office.post)
        if office.company.outside.all.map(\.attempts).reduce(0, +) != handed {
            return [objection("running the day again sends a letter again")]
        }
        if try office.fingerprint(isWhole: isWhole) != before {
            return [objection("running the day again changes the book")]
        }
        return []
    }

    private func isKnown(_ file: WorldFile, in office: Office) throws -> Bool {
        let path = office.path(of: file)
        switch file.content {
        case .mail:
            return try office.desk.importMail([path]).allSatisfy { outcome in
                if case .known = outcome.result { true } else { false }
            }
        case .bank, .list:
            return try office.desk.importFiles([path]).allSatisfy(\.isKnownFile)
        }
    }
}

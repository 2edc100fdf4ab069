import Foundation
import Testing

/// The power goes at every moment of every step that a letter takes through the outbox: once before each call that leaves a
/// trace, on the disk or at the mail server. Then the work goes on as it does after a power cut, and everything must be there
/// once: letters, their bytes, fees; and what nobody can know is told.
///
/// PURR_CUTS=all cuts before every single call, also where it can make no difference.
@Suite(
    "Power cuts at every moment", .serialized,
    .enabled(
        if: MailServer.isPresent && PowerCut.isPossible,
        "no C compiler, or no Python with a mail server; see make venv"))
struct PowerCutTests {
    @Test("Nothing is lost, sent twice or charged twice", arguments: PowerCutStory.all)
    func everyMoment(_ story: PowerCutStory) throws {
        let stage = try Stage(story)
        let whole = try Performance(on: stage)
        let calls = try whole.perform().calls
        let expected = try whole.finish()
        let moments = PowerCut.moments(calls, after: story.isThorough ? nil : stage.opening)
        var met: Set<String> = []
        var missed = 0
        for moment in moments {
            let comment =
                "\(story.name), before call \(moment.number): \(moment.name) \(moment.place)"
            let performance = try Performance(on: stage)
            let cut = try performance.perform(before: moment.number)
            // Seals have salts, so a run may need a page more or less than the one that was counted.
            if cut.calls.count < moment.number {
                missed += 1
            } else {
                #expect(cut.outcome.wasKilled, "\(comment): \(cut.outcome.story)")
                // Another thread may note a call of its own while the first one's end is on its way.
                #expect(cut.calls.count <= moment.number + 2, "\(comment)")
            }
            met.formUnion(try performance.states())
            let left = try performance.copies()
            let ending = try performance.finish()
            #expect(ending == expected, "\(comment)")
            // What was out when the power went was not written or sent anew with other words.
            for (name, bytes) in left {
                #expect(ending.copies[name] == bytes, "\(comment): \(name)")
            }
        }
        #expect(met.isSuperset(of: story.met), "met \(met.sorted())")
        #expect(missed * 10 <= moments.count, "\(missed) cuts came too late")
        print("\(story.name): cut at \(moments.count) of \(calls.count) calls, met \(met.sorted())")
    }
}

/// A story's beginning, with the servers it plays before.
private final class Stage {
    let story: PowerCutStory
    let start: Company
    /// Answers the run that is cut off.
    let server: MailServer?
    /// Answers afterwards.
    let later: MailServer?
    /// Letters there were before, which the story is not about.
    let lettersBefore: Int
    /// Mails that were out before the run that is cut off.
    let mailsBefore: [String]
    /// Lasting calls that a command makes before it does anything of its own.
    let opening: Int

    init(_ story: PowerCutStory) throws {
        self.story = story
        let first = try story.mode.map { try MailServer(mode: $0) }
        server = first
        let goesOn = story.mode == nil || story.mode == story.modeAfterwards
        later = goesOn ? first : try MailServer(mode: story.modeAfterwards)
        start = try Company()
        try story.prepare(start, later)
        lettersBefore = 2
        mailsBefore = later?.files ?? []
        let looking = try PowerCut.run(["outbox"] + Company(copyOf: start).data)
        opening = PowerCut.lasting(looking.calls).prefix { !$0.isTidying }.count
    }
}

/// How a book stands in the end, as far as a power cut must not change it.
private struct Ending: Equatable {
    /// Step, amount, fee, state and channel of each letter that was not called back.
    let letters: [String]
    let claims: [ClaimLine]
    /// How many mails each customer got, by letters that count.
    let mails: [String: Int]
    /// Each letter's files and mail by name, byte for byte; not compared, for a letter that was called back has none.
    let copies: [String: Data]

    static func == (one: Ending, other: Ending) -> Bool {
        one.letters == other.letters && one.claims == other.claims && one.mails == other.mails
    }
}

/// One run of a story on a copy of its beginning.
private final class Performance {
    private let stage: Stage
    private let company: Company
    private let before: Set<String>
    private var story: PowerCutStory { stage.story }

    init(on stage: Stage) throws {
        self.stage = stage
        company = try Company(copyOf: stage.start)
        before = Set((stage.server?.files ?? []) + (stage.later?.files ?? []))
    }

    private func arguments(_ server: MailServer?) -> [String] {
        let named = story.command.map {
            $0.replacingOccurrences(of: PowerCutStory.filesMark, with: company.files.path)
        }
        return named + (takesServer(named) ? server?.options ?? [] : [])
    }

    private func takesServer(_ command: [String]) -> Bool {
        ["send", "work"].contains(command[0])
    }

    /// Runs the story's command to its end or to just before a call.
    func perform(
        before cut: Int? = nil
    ) throws -> (outcome: Binary.Outcome, calls: [PowerCut.Call]) {
        try PowerCut.run(
            arguments(stage.server) + company.data + ["--today", story.day], before: cut,
            environment: story.user.map { ["USER": $0] } ?? [:])
    }

    /// Goes on as one does after a power cut: the same command again, then the day's work until nothing is left to do. Where the
    /// book says that nobody knows, a person looks at the server.
    func finish() throws -> Ending {
        let again = arguments(stage.later)
        if !takesServer(again) {
            _ = try company.run(again, today: story.day, user: story.user)
        }
        let day = story.dayAfterwards ?? story.day
        let server = stage.later?.options ?? []
        var letters = try company.outbox()
        for _ in 1...5 {
            for letter in letters where letter.state == "uncertain" {
                let isOut = try mails().contains { $0.letter == letter.id }
                try company.must(
                    ["settle", "\(letter.id)", isOut ? "--sent" : "--not-sent"], today: day)
            }
            let send = PowerCutStory.send + story.flags + server
            let first = try company.run(send, today: day)
            let second = try company.run(["work", "--now"] + server, today: day)
            for run in [first, second] {
                try #require([0, 3, 4].contains(run.status), "\(run.story)")
            }
            letters = try company.outbox()
            let isDone = letters.allSatisfy {
                !["approved", "waiting", "sending", "uncertain"].contains($0.state)
            }
            if isDone { break }
        }
        return try ending(letters, day)
    }

    // MARK: Looking

    /// Mails of this performance, and those from before it, by the letter they are.
    private func mails() throws -> [(letter: Int, to: String, bytes: Data)] {
        let servers = [stage.server, stage.later].compactMap(\.self)
        let files = Set(servers.flatMap(\.files)).subtracting(before).sorted() + stage.mailsBefore
        return try files.map { file in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            let facts = try JSONDecoder().decode(
                Facts.self,
                from: Data(contentsOf: URL(fileURLWithPath: file.dropLast(4) + ".json")))
            let head = String(decoding: bytes.prefix(4_000), as: UTF8.self)
            let id = try #require(head.firstMatch(of: /Message-ID: <P-(\d+)-/)).1
            return (try #require(Int(id)), facts.to.joined(), bytes)
        }
    }

    private struct Facts: Decodable { let to: [String] }

    /// Letters and mails that are out, by name.
    func copies() throws -> [String: Data] {
        var copies: [String: Data] = [:]
        for name in company.directory.names("letters") where !name.hasPrefix(".") {
            copies[name] = try Data(
                contentsOf: URL(fileURLWithPath: "\(company.directory.path)/letters/\(name)"))
        }
        for mail in try mails() {
            #expect(copies["mail \(mail.letter)"] == nil, "P-\(mail.letter) was sent twice")
            copies["mail \(mail.letter)"] = mail.bytes
        }
        return copies
    }

    /// The states of the story's letters, with whether they are out; `none` where there is no letter.
    func states() throws -> Set<String> {
        let copies = try copies()
        let letters = try company.outbox().filter { $0.id > stage.lettersBefore }
        if letters.isEmpty { return ["none"] }
        return Set(
            letters.map { letter in
                let isOut =
                    copies["P-\(letter.id).pdf"] != nil || copies["mail \(letter.id)"] != nil
                return letter.state + (isOut ? ", out" : "")
            })
    }

    private func ending(_ letters: [LetterLine], _ day: String) throws -> Ending {
        let copies = try copies()
        let counted = letters.filter { $0.state != "recalled" }
        for letter in letters where letter.id > stage.lettersBefore {
            try expectKept(letter, copies)
        }
        let numbers = Set(counted.map(\.id))
        let mails = try mails().filter { numbers.contains($0.letter) }
        return Ending(
            letters: counted.map {
                "\($0.step) \($0.day) \($0.deadline ?? "-") \($0.total) \($0.fee) \($0.state) "
                    + "\($0.channel ?? "-")"
            }.sorted(),
            claims: try company.claims(today: day).sorted { $0.invoice < $1.invoice },
            mails: Dictionary(mails.map { ($0.to, 1) }, uniquingKeysWith: +), copies: copies)
    }

    /// What is kept of a letter is what is out; what is not out was not sent.
    private func expectKept(_ letter: LetterLine, _ copies: [String: Data]) throws {
        let isLeft = ["sent", "delivered", "returned"].contains(letter.state)
        let mail = copies["mail \(letter.id)"]
        let file = copies["P-\(letter.id).pdf"]
        if letter.channel == "smtp" {
            #expect(!isLeft || mail != nil, "P-\(letter.id) is told to have left")
            #expect(file == nil)
        } else {
            #expect(!isLeft || file != nil, "P-\(letter.id) is told to be in the folder")
            #expect(mail == nil)
        }
        guard mail != nil || file != nil else { return }
        let folder = try TemporaryDirectory()
        try company.must(["outbox", "show", "\(letter.id)", "--to", folder.path])
        func kept(_ ending: String) throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/P-\(letter.id).\(ending)"))
        }
        if let mail { #expect(try kept("eml") == mail, "P-\(letter.id)") }
        if let file { #expect(try kept("pdf") == file, "P-\(letter.id)") }
        if let mail = copies["P-\(letter.id).eml"] { #expect(try kept("eml") == mail) }
    }
}

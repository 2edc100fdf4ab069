import Foundation
import TestStore
import Testing

/// The power goes at any moment: each run is ended by SIGKILL, the next one finishes the work, and nothing is
/// there twice or missing.
///
/// PURR_SEED repeats the moments of an earlier run, as far as the machine repeats its own.
@Suite("Power cuts", .serialized)
struct CrashTests {
    private static let day = "2026-09-04"
    private static let kills = 25
    private static let seed: UInt64 =
        ProcessInfo.processInfo.environment["PURR_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 1...999_999)

    // MARK: - Import

    @Test(
        "An import that is cut off 25 times leaves all of it or nothing, and is whole after another"
    )
    func importing() throws {
        let load = Load()
        let start = try Company()
        let list = try start.files.write(OpenItem.list(load.items), to: "list.csv")
        try start.must(["import", list], today: Self.day)
        let file = try start.files.write(BankFile.ocr(load.payments), to: "ocr.txt")
        // The same payments in another transmission: read after all, they must all be known.
        let again = try start.files.write(BankFile.ocr(load.payments, sentAs: 2), to: "again.txt")

        var moments = try Moments(seed: Self.seed) {
            try Company(copyOf: start).must(["import", file], today: Self.day)
        }
        for cut in 1...Self.kills {
            let company = try Company(copyOf: start)
            let comment = try moments.cut(
                ["import", file, "--today", Self.day] + company.data, cut)
            let rests = try openAmounts(company)
            #expect(rests == load.before || rests == load.after, "\(comment)")

            try company.must(["import", file], today: Self.day)
            #expect(try openAmounts(company) == load.after, "\(comment)")
            #expect(try company.payments(onlyUnmatched: true).isEmpty, "\(comment)")
            let outcomes: [ImportReport] = try company.report(["import", again], today: Self.day)
            #expect(outcomes.map(\.paymentsAdded) == [0], "\(comment)")
            #expect(outcomes.map(\.paymentsKnown) == [load.payments.count], "\(comment)")
            #expect(try openAmounts(company) == load.after, "\(comment)")
        }
        moments.tell("import")
    }

    private func openAmounts(_ company: Company) throws -> [Int] {
        try company.claims(today: Self.day).sorted { $0.invoice < $1.invoice }.map(\.principal)
    }

    // MARK: - Letters to the folder

    @Test("Sending to the folder that is cut off 15 times makes every letter once")
    func folder() throws {
        let post = Letters()
        let start = try post.company(day: Self.day)
        let send = ["send", "--all", "--yes", "--now"]
        var moments = try Moments(seed: Self.seed &+ 1) {
            try Company(copyOf: start).must(send, today: Self.day)
        }
        for cut in 1...15 {
            let company = try Company(copyOf: start)
            let comment = try moments.cut(send + ["--today", Self.day] + company.data, cut)
            let approved = try company.outbox().count
            #expect(approved == 0 || approved == post.totals.count, "\(comment)")
            try company.must(["work", "--now"], today: Self.day)
            try company.must(send, today: Self.day)

            let outbox = try company.outbox()
            #expect(outbox.map(\.total).sorted() == post.totals, "\(comment)")
            #expect(outbox.allSatisfy { $0.state == "sent" }, "\(comment)")
            let sent = outbox.map { "P-\($0.id)" }.sorted()
            #expect(company.letters() == sent, "\(comment)")
            #expect(company.letters(ending: ".eml") == sent, "\(comment)")
            for letter in outbox {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: company.pdf(letter.id)))
                #expect(bytes.starts(with: Data("%PDF".utf8)), "\(comment)")
                #expect(bytes.suffix(8).contains(Data("%%EOF".utf8)), "\(comment)")
            }
            try expectOneStepEach(company, comment)
        }
        moments.tell("send to the folder")
    }

    // MARK: - Letters by mail

    @Test(
        "Sending by mail that is cut off 10 times sends no mail twice and loses none unseen",
        .enabled(if: MailServer.isPresent, "no Python with a mail server; see make venv"))
    func mail() throws {
        let post = Letters()
        let start = try post.company(day: Self.day)
        let send = ["send", "--all", "--yes", "--now"]
        var moments = try Moments(seed: Self.seed &+ 2) {
            let server = try MailServer()
            try Company(copyOf: start).must(send + server.options, today: Self.day)
        }
        for cut in 1...10 {
            let company = try Company(copyOf: start)
            let server = try MailServer()
            let first = send + server.options + ["--today", Self.day] + company.data
            let comment = try moments.cut(first, cut)
            let work = try company.run(["work", "--now"] + server.options, today: Self.day)
            try company.must(send + server.options, today: Self.day)

            let outbox = try company.outbox()
            #expect(outbox.map(\.total).sorted() == post.totals, "\(comment)")
            let uncertain = outbox.count { $0.state == "uncertain" }
            #expect(outbox.count { $0.state == "sent" } + uncertain == outbox.count, "\(comment)")
            // One letter at most was on its way; a person is told of it.
            #expect(uncertain <= 1, "\(comment)")
            #expect(work.status == (uncertain == 0 ? 0 : 4), "\(comment): \(work.story)")
            let mails = try server.mails()
            #expect(Set(mails.map(\.messageID)).count == mails.count, "\(comment)")
            #expect(Set(mails.flatMap(\.recipients)).count == mails.count, "\(comment)")
            #expect(mails.count + uncertain >= outbox.count, "\(comment)")
            #expect(mails.allSatisfy { $0.defects.isEmpty && $0.fileStart == "%PDF" }, "\(comment)")
            try expectOneStepEach(company, comment)
        }
        moments.tell("send by mail")
    }

    /// Every claim has had its nudge and waits for the reminder.
    private func expectOneStepEach(_ company: Company, _ comment: String) throws {
        let claims = try company.claims(today: Self.day)
        #expect(claims.allSatisfy { $0.step == "reminder" }, "\(comment)")
        #expect(claims.allSatisfy { $0.verdict == "wait" }, "\(comment)")
    }
}

/// What `import --json` tells of a file.
struct ImportReport: Decodable {
    let paymentsAdded: Int
    let paymentsKnown: Int
}

/// When to cut a run off: at random within the time a whole run takes on this machine.
struct Moments {
    private let seed: UInt64
    private var random: SeededNumbers
    private let whole: Duration
    private var hits = 0
    private var cuts = 0

    init(seed: UInt64, measuring run: () throws -> Void) throws {
        self.seed = seed
        random = SeededNumbers(seed: seed)
        let clock = ContinuousClock()
        whole = try clock.measure(run)
    }

    /// Starts the program and ends it with SIGKILL.
    ///
    /// - Returns: which cut this was, for the message of a failed test.
    mutating func cut(_ arguments: [String], _ number: Int) throws -> String {
        let share = Double.random(in: 0...1, using: &random)
        let run = try Binary.Run(arguments)
        let seconds =
            Double(whole.components.seconds)
            + Double(whole.components.attoseconds) / 1e18
        Thread.sleep(forTimeInterval: seconds * share)
        run.kill()
        let outcome = try run.outcome()
        cuts += 1
        if outcome.wasKilled { hits += 1 }
        return "seed \(seed), cut \(number) at \(Int(share * 100)) % of \(whole)"
    }

    func tell(_ what: String) {
        print("\(what): seed \(seed), \(hits) of \(cuts) runs were cut off before their end")
    }
}

/// Invoices and ten part payments on each, so many that reading them takes a while.
private struct Load {
    let items: [OpenItem]
    let payments: [BankFile.Payment]
    /// What is open of each invoice before and after the payments, in øre.
    let before: [Int]
    let after: [Int]

    init() {
        // A server is told each payment by itself.
        let count = Binary.isForDebugging || TestStore.isPostgres ? 200 : 2_000
        items = (0..<count).map {
            OpenItem(invoice: "\(100_000 + $0)", customer: "\(200_000 + $0)", name: "Kunde \($0)")
        }
        // 900,00 ten times: were one of them there twice, or missing, it would show.
        payments = (0..<10 * count).map {
            BankFile.Payment(
                kid: OpenItem(invoice: "\(100_000 + $0 % count)").kid, amount: 90_000,
                day: "2026-09-03")
        }
        before = items.map(\.amount)
        after = items.map { $0.amount - 900_000 }
    }
}

/// Customers with an address and one claim each; no two owe the same.
private struct Letters {
    let items: [OpenItem]
    let totals: [Int]

    init() {
        items = (0..<(Binary.isForDebugging ? 20 : 60)).map {
            OpenItem(
                invoice: "\(100_000 + $0)", customer: "\(200_000 + $0)", name: "Kunde \($0)",
                amount: 100_000 + 100 * $0, email: "kunde\($0)@kunde.example")
        }
        totals = items.map(\.amount).sorted()
    }

    func company(day: String) throws -> Company {
        let company = try Company()
        try company.take(OpenItem.list(items), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        return company
    }
}

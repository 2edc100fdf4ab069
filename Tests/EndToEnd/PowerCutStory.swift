import Foundation
import Testing

/// A step on a letter's way through the outbox, to be cut off at every moment it has.
struct PowerCutStory: CustomTestStringConvertible, Sendable {
    let name: String
    /// How the mail server answers the run that is cut off; nil where there is none.
    var mode: String?
    /// … and the runs after it.
    var modeAfterwards = "normal"
    var day = "2026-09-15"
    /// Who runs it; nil for the one who ran all before.
    var user: String?
    /// What lies before.
    let prepare: @Sendable (Company, MailServer?) throws -> Void
    /// What is cut off.
    let command: [String]
    /// The day on which the work goes on, and what else is said then.
    var dayAfterwards: String?
    var flags: [String] = []
    /// Cut at the moments too that every command has: when it opens the book and when it closes it.
    var isThorough = false
    /// States that must have been met after a cut, with whether the letter was out: `sending`, `sending, out`.
    let met: Set<String>

    var testDescription: String { name }

    static let send = ["send", "--all", "--yes", "--now"]

    /// Two customers who have had their nudge; the next letter has a fee.
    static func nudged(_ company: Company, email: Bool) throws {
        let items = (1...2).map { number in
            OpenItem(
                invoice: "5000\(number)", customer: "2000\(number)", name: "Kunde \(number)",
                amount: 1_000_000 + number * 100,
                email: email ? "kunde\(number)@kunde.example" : "")
        }
        try company.take(OpenItem.list(items), named: "list.csv", today: "2026-09-02")
        for day in ["2026-09-04", "2026-09-15"] {
            try company.hearFromBank(through: day)
            if day == "2026-09-04" { try company.must(send, today: day) }
        }
    }

    static func approved(_ company: Company, email: Bool) throws {
        try nudged(company, email: email)
        try company.must(["send", "--all", "--yes"], today: "2026-09-15")
    }

    static let all: [PowerCutStory] =
        [
            PowerCutStory(
                name: "planned, approved, sent to the folder",
                prepare: { company, _ in try nudged(company, email: false) }, command: send,
                isThorough: true,
                met: ["none", "approved", "sending", "sending, out", "sent, out"]),
            PowerCutStory(
                name: "planned, approved, sent by mail", mode: "normal",
                prepare: { company, _ in try nudged(company, email: true) }, command: send,
                isThorough: true,
                met: ["none", "approved", "sending", "sending, out", "sent, out"]),
            PowerCutStory(
                name: "approved to waiting: the server says later", mode: "defer-data",
                prepare: { company, _ in try approved(company, email: true) },
                command: ["work", "--now"], met: ["approved", "sending", "waiting"]),
            PowerCutStory(
                name: "approved to waiting: it is Sunday", mode: "normal", day: "2026-09-20",
                prepare: { company, _ in
                    try nudged(company, email: true)
                    try company.hearFromBank(through: "2026-09-20")
                    try company.must(
                        ["send", "--all", "--yes", "--holidays-ok"], today: "2026-09-20")
                }, command: ["work", "--now"], dayAfterwards: "2026-09-21", flags: [],
                met: ["approved", "waiting"]),
            PowerCutStory(
                name: "waiting to sent", mode: "normal",
                prepare: { company, _ in
                    try approved(company, email: true)
                    let busy = try MailServer(mode: "defer-data")
                    try company.must(["work", "--now"] + busy.options, today: "2026-09-15")
                }, command: ["work", "--now"],
                met: ["waiting", "sending", "sending, out", "sent, out"]),
            PowerCutStory(
                name: "sending to bounced: the server refuses", mode: "reject-recipient",
                modeAfterwards: "reject-recipient",
                prepare: { company, _ in try approved(company, email: true) },
                command: ["work", "--now"], met: ["approved", "sending", "bounced"]),
            PowerCutStory(
                name: "sending to failed: the server refuses us", mode: "reject-sender",
                modeAfterwards: "reject-sender",
                prepare: { company, _ in try approved(company, email: true) },
                command: ["work", "--now"], met: ["approved", "sending", "failed"]),
            PowerCutStory(
                name: "sending to uncertain: the server took it and hung up",
                mode: "drop-after-data",
                prepare: { company, _ in try approved(company, email: true) },
                command: ["work", "--now"], met: ["sending", "sending, out", "uncertain, out"]),
        ] + others

    private static let others: [PowerCutStory] = [
        PowerCutStory(
            name: "none to planned", day: "2026-10-02",
            prepare: { company, _ in try warned(company) }, command: send,
            // Before they are planned there are those of the step before.
            met: ["sent, out", "planned"]),
        PowerCutStory(
            name: "planned to approved by another", day: "2026-10-02", user: "another",
            prepare: { company, _ in
                try warned(company)
                try company.must(send, today: "2026-10-02")
            }, command: ["outbox", "approve"], met: ["planned", "approved"]),
        PowerCutStory(
            name: "approved to recalled: undone",
            prepare: { company, _ in try approved(company, email: false) }, command: ["undo"],
            met: ["approved", "recalled"]),
        PowerCutStory(
            name: "approved to recalled: one customer has paid",
            prepare: { company, _ in
                try approved(company, email: false)
                let payment = BankFile.Payment(
                    kid: OpenItem(invoice: "50001").kid, amount: 1_000_100, day: "2026-09-14")
                try company.take(
                    BankFile.ocr([payment]), named: "ocr.txt", today: "2026-09-15")
            }, command: ["work", "--now"], met: ["approved", "recalled", "sent, out"]),
        PowerCutStory(
            name: "sent to bounced by the inbox", mode: "normal",
            prepare: { company, server in
                try nudged(company, email: true)
                try company.must(send + (server?.options ?? []), today: "2026-09-15")
                for letter in 3...4 { try report(on: letter, company) }
            }, command: ["inbox", "import", "\(filesMark)/bounces"],
            met: ["sent, out", "bounced, out"]),
        PowerCutStory(
            name: "sent to delivered",
            prepare: { company, _ in
                try nudged(company, email: false)
                try company.must(send, today: "2026-09-15")
            }, command: ["outbox", "arrived", "3", "--receipt", "sporing 1"],
            met: ["sent, out", "delivered, out"]),
        PowerCutStory(
            name: "sent to returned",
            prepare: { company, _ in
                try nudged(company, email: false)
                try company.must(send, today: "2026-09-15")
            }, command: ["outbox", "returned", "3", "--reason", "flyttet"],
            met: ["sent, out", "returned, out"]),
        PowerCutStory(
            name: "uncertain to sent: a person saw it", mode: "normal",
            prepare: { company, server in
                try approved(company, email: true)
                try makeUncertain(company, server, "drop-after-data")
            }, command: ["settle", "3", "--sent"], met: ["uncertain, out", "sent, out"]),
        PowerCutStory(
            name: "uncertain to recalled: it had not left", mode: "normal",
            prepare: { company, server in
                try approved(company, email: true)
                try makeUncertain(company, server, "lose")
            }, command: ["settle", "3", "--not-sent"], met: ["uncertain", "recalled"]),
    ]

    /// Stands in a command for the folder with the test's own files.
    static let filesMark = "FILES"

    /// Customers who have had two letters, in a company that wants two persons to see the third.
    private static func warned(_ company: Company) throws {
        try nudged(company, email: false)
        try company.must(send, today: "2026-09-15")
        try company.hearFromBank(through: "2026-10-02")
        try company.must(["book", "set", "--second-approval", "on"])
    }

    /// Two letters of which nobody knows whether they left; the server that is asked later has them if they did.
    private static func makeUncertain(
        _ company: Company, _ server: MailServer?, _ mode: String
    ) throws {
        let breaking = try MailServer(mode: mode)
        let work = try company.run(["work", "--now"] + breaking.options, today: "2026-09-15")
        try #require(work.status == 4, "\(work.story)")
        guard let server else { return }
        for name in breaking.directory.names() where name.hasPrefix("0") {
            try FileManager.default.copyItem(
                atPath: "\(breaking.directory.path)/\(name)",
                toPath: "\(server.directory.path)/before-\(name)")
        }
    }

    /// What a server sends back to tell that a letter could not be delivered.
    private static func report(on letter: Int, _ company: Company) throws {
        try company.must(["outbox", "show", "\(letter)", "--to", company.files.path])
        let mail = try company.files.text("P-\(letter).eml")
        let line = try #require(
            mail.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Message-ID:") })
        try FileManager.default.createDirectory(
            atPath: company.files.path + "/bounces", withIntermediateDirectories: true)
        _ = try company.files.write(
            """
            Return-Path: <>
            From: Mail Delivery System <MAILER-DAEMON@mx.example.no>
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <bounce-\(letter)@mx.example.no>
            Content-Type: multipart/report; report-type=delivery-status; boundary=x

            --x

            I'm sorry to have to inform you that your message could not be delivered.
            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.no

            Final-Recipient: rfc822; kunde\(letter - 2)@kunde.example
            Action: failed
            Status: 5.1.1
            --x
            Content-Type: text/rfc822-headers

            \(line)
            --x--
            """, to: "bounces/\(letter).eml")
    }
}

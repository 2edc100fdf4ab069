import Basics

/// Writes e-mails as customers and mail servers send them.
enum MailWriter {
    struct Letter {
        var from: String
        var to: String
        var subject: String
        var text: String
        var id: String
        var day: Day
        /// The identity of the letter it answers; nil for none.
        var answers: String?
        var isAutomatic = false
    }

    static func bytes(of letter: Letter) -> [UInt8] {
        var head = [
            "From: Kunde <\(letter.from)>", "To: \(letter.to)", "Subject: \(letter.subject)",
            "Message-ID: <\(letter.id)@kunde.example>", "Date: \(date(letter.day))",
        ]
        if let answers = letter.answers { head.append("In-Reply-To: <\(answers)>") }
        if letter.isAutomatic { head.append("Auto-Submitted: auto-replied") }
        head += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
        head.append("Content-Transfer-Encoding: 8bit")
        return Array((head + ["", letter.text, ""]).joined(separator: "\r\n").utf8)
    }

    /// A server could not deliver the letter.
    static func bounce(of identity: String, to address: String, on day: Day) -> [UInt8] {
        let lines = [
            "Return-Path: <>", "From: MAILER-DAEMON@mx.kunde.example",
            "Subject: Undelivered Mail Returned to Sender", "Date: \(date(day))",
            "Message-ID: <bounce-\(identity)>", "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"x\"", "",
            "--x", "", "Your message could not be delivered.", "--x",
            "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.kunde.example", "",
            "Final-Recipient: rfc822; \(address)", "Action: failed", "Status: 5.1.1", "--x",
            "Content-Type: text/rfc822-headers", "", "Message-ID: <\(identity)>", "--x--", "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    private static func date(_ day: Day) -> String {
        let (year, month, number) = day.components
        return "\(weekdays[day.weekday - 1]), \(number) \(months[month - 1]) \(year) 19:30:00 +0000"
    }
}

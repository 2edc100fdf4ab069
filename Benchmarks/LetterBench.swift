import Basics
import Claims
import Foundation
import Law
import Letters

/// W4: reminders of one page with a table, as PDF; beside them the same page by Typst and by WeasyPrint.
enum LetterBench {
    static func measure(_ size: Int) throws -> Measurement {
        let renderer = try LetterPDFRenderer()
        var bytes = try renderer.render(LetterComposer.compose(request(0))).count
        let (seconds, _) = try timed {
            for number in 1...size {
                bytes += try renderer.render(LetterComposer.compose(request(number))).count
            }
        }
        precondition(bytes > size * 1_000, "letters of no size")
        return Measurement(value: Double(size) / seconds, peakMemoryMB: Memory.peakMB)
    }

    /// The same on several threads, a renderer each.
    static func measure(_ size: Int, threads: Int) throws -> Measurement {
        let renderers = try (0..<threads).map { _ in Lane(try LetterPDFRenderer()) }
        let (seconds, _) = timed {
            DispatchQueue.concurrentPerform(iterations: threads) { lane in
                for number in stride(from: lane, to: size, by: threads) {
                    renderers[lane].render(number)
                }
            }
        }
        precondition(renderers.map(\.bytes).reduce(0, +) > size * 1_000, "letters of no size")
        return Measurement(value: Double(size) / seconds, peakMemoryMB: Memory.peakMB)
    }

    /// A thread's own renderer.
    private final class Lane: @unchecked Sendable {
        // Sendable because each lane is one thread's only.
        private let renderer: LetterPDFRenderer
        private(set) var bytes = 0

        init(_ renderer: LetterPDFRenderer) { self.renderer = renderer }

        func render(_ number: Int) {
            let pdf = try? renderer.render(LetterComposer.compose(request(number)))
            bytes += pdf?.count ?? 0
        }
    }

    /// Letters a second by WeasyPrint; nil when Python does not have it.
    static func weasyPrint(_ size: Int) -> Double? {
        guard let output = Peer.run("weasyprint_letter.py", [String(size)]) else { return nil }
        return Double(output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Letters a second by Typst; nil when Python does not have it.
    static func typst(_ size: Int) -> Double? {
        guard let output = Peer.run("typst_letter.py", [String(size)]) else { return nil }
        return Double(output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// A reminder on three invoices.
    static func request(_ number: Int, claims: Int = 3, step: Step = .reminder) -> LetterRequest {
        let isNudge = step == .nudge
        let lines = (0..<claims).map { line -> ClaimLine in
            let claim = number * claims + line
            let fee = line == 0 && !isNudge ? Money(ore: 3_500) : .zero
            let interest = isNudge ? Money.zero : Money(ore: 1_234)
            let principal = Sample.principal(claim)
            return ClaimLine(
                invoice: Sample.invoice(claim), concerns: "Arbeid og materiell",
                issued: Day(2026, 9, 4), due: Day(2026, 9, 18), kid: Sample.kid(claim),
                principal: principal, paid: .zero, interest: interest,
                interestFrom: isNudge ? nil : Day(2026, 9, 19), fees: fee,
                toPay: principal + interest + fee)
        }
        let city = Sample.city(number)
        return LetterRequest(
            step: step, tone: .neutral, language: .nb, audience: .consumer,
            sentOn: Sample.today, deadline: isNudge ? nil : Sample.today + 14,
            creditor: Sender(
                name: "Fjordlys Elektro AS", organisationNumber: Sample.organisationNumber,
                addressLines: ["Havnegata 1", "0150 Oslo"], email: "faktura@example.no",
                phone: "22 00 00 00", account: AccountNumber(Sample.account)),
            debtor: Recipient(
                name: Sample.name(number), customerNumber: String(10_000 + number),
                addressLines: [Sample.street(number), "\(city.postcode) \(city.name)"],
                email: "kunde\(number)@example.no"),
            claims: lines, feeInThisLetter: lines.map(\.fees).sum(),
            interestRate: isNudge ? nil : 1225, noticeID: "P-\(number)")
    }
}

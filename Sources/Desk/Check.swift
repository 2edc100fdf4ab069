import Basics
import Claims
import Law
import Letters
import Store

/// A letter's review with the names a reader knows it by.
public struct CheckedLetter: Sendable {
    public let claim: Claim
    public let debtor: Debtor
    public let review: LetterReview
    /// The step's name under the act that governed it.
    public let stepName: String
}

extension BookDesk {
    /// Computes again whether letters were lawful on their day: one letter by its number (`P-12`), or all on a claim.
    ///
    /// Letters that were called back or came back do not count and are left out.
    ///
    /// - Throws: `Diagnostic` `letter.unknown` or `claim.unknown`.
    public func check(_ name: String) throws -> [CheckedLetter] {
        if let number = Self.letterNumber(name) {
            return try checkLetter(NoticeID(number), named: name)
        }
        let id = try claimID(name)
        return try read(.see, of: .claim(id)) { scope in
            guard let claim = try scope.claim(id)?.claim else { throw Self.unknownClaim(name) }
            return try review(claim, only: nil, in: scope)
        }
    }

    private static func letterNumber(_ name: String) -> Int64? {
        guard name.uppercased().hasPrefix("P-") else { return nil }
        return Int64(name.dropFirst(2))
    }

    private func checkLetter(_ id: NoticeID, named name: String) throws -> [CheckedLetter] {
        try read(.see, of: .letter(id)) { scope in
            guard let notice = try scope.notice(id) else {
                throw Diagnostic(
                    "letter.unknown", place: name, found: "no such letter",
                    expected: "a letter's number, P-12", remedy: "list them with: purr outbox")
            }
            return try Self.decode(notice.request).claims.flatMap { line in
                guard let claim = try scope.claimID(invoice: line.invoice),
                    let stored = try scope.claim(claim)
                else { return [CheckedLetter]() }
                return try review(stored.claim, only: id, in: scope)
            }
        }
    }

    private func review(
        _ claim: Claim, only: NoticeID?, in scope: BookConnection
    ) throws -> [CheckedLetter] {
        guard let debtor = try scope.debtor(claim.debtor) else { return [] }
        return try claim.standingNotices(on: today).compactMap { notice in
            if let only, notice.id != only { return nil }
            let stored = try scope.notice(notice.id)
            let request = try stored.map { try Self.decode($0.request) }
            let stated = request?.claims.first { $0.invoice == claim.invoice }?.interest
            let law = try law(asOf: notice.sentOn, in: scope)
            return CheckedLetter(
                claim: claim, debtor: debtor,
                review: LetterReview(
                    notice, on: claim, statedInterest: stated, law: law,
                    wentElsewhere: try wentElsewhere(stored, request, in: scope)),
                stepName: notice.step.name(law.regime(on: notice.sentOn)))
        }
    }

    /// True when no earlier letter had come back from the address that this one went to.
    func wentElsewhere(
        _ notice: OutboxNotice?, _ request: LetterRequest?, in scope: BookConnection
    ) throws -> Bool {
        guard let notice, let request, let way = notice.way else { return false }
        let faults = try scope.addressFaults()[notice.debtor, default: []]
        let address =
            way == .ehf
            ? try scope.debtor(notice.debtor)?.addresses[.ehf] : request.debtor.address(for: way)
        return !faults.contains {
            $0.way == way && $0.address == address && $0.day < notice.letterDay
        }
    }
}

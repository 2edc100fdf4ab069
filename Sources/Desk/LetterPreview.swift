import Basics
import Claims
import Law
import Letters
import Store

/// A letter as it would leave.
public struct LetterPreview: Sendable {
    public let letter: Approval.Letter
    /// Its bytes, with the number it would get if it were approved next.
    public let message: OutgoingMessage
    /// Why it may go, for each of its claims.
    public let reasons: [(claim: Claim, reasons: [Reason])]
}

extension BookDesk {
    /// The letters of a preview as they would leave if they were approved now, in this order; changes nothing.
    ///
    /// The PDF is byte for byte the one that would be sent today; the e-mail too, but for the
    /// time in its head and the signature over it: nobody vouches for a letter that has not been approved.
    public func compose(_ approval: Approval, _ post: Post) throws -> [LetterPreview] {
        let last = try read(.see, of: .nobody) { try $0.last("notice") }
        let at = clock.now
        let logo = try approval.letters.first.flatMap { try self.logo(of: $0.request) }
        return try approval.letters.enumerated().map { index, letter in
            var request = letter.request
            request.noticeID = Self.reference(NoticeID(last + Int64(index) + 1))
            let message = try OutgoingMessage(
                request, sentAt: at, book: book, to: letter.debtor, as: post.ehfSender,
                logo: logo)
            return LetterPreview(
                letter: letter, message: message,
                reasons: letter.bundle.items.map { ($0.claim, $0.decision.reasons) })
        }
    }
}

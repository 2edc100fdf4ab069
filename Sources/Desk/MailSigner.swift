import Basics

/// Signs e-mails for the company's domain.
///
/// A letter is signed once, when its bytes are made: signed it is kept, hashed, handed over and tried again.
public protocol MailSigner: Sendable {
    /// The e-mail with signatures in front of it, and otherwise unchanged.
    ///
    /// The same e-mail and instant always give the same bytes.
    ///
    /// - Parameter instant: when it is signed, in seconds since 1970 UTC.
    func signed(_ email: [UInt8], at instant: Int64) throws(Diagnostic) -> [UInt8]
}

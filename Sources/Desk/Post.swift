import Basics
import Claims
import Law

/// Where messages go: the channel for each way, and the folder for what has none, to be printed and posted by hand.
public struct Post: Sendable {
    let channels: [ContactWay: any Channel]
    public let folder: any Channel
    /// What electronic reminders tell of the company; nil when none are sent.
    let ehfSender: EHFSender?
    /// Signs e-mails before they are kept and sent; nil when they leave unsigned.
    let mailSigner: (any MailSigner)?
    /// True when nothing leaves, so that letters need not be laid out.
    let isRehearsal: Bool

    public init(mail: (any Channel)?, folder: any Channel) {
        self.init(mail.map { [.email: $0] } ?? [:], folder: folder)
    }

    public init(
        _ channels: [ContactWay: any Channel], folder: any Channel, ehfSender: EHFSender? = nil,
        mailSigner: (any MailSigner)? = nil
    ) {
        self.init(
            channels, folder: folder, ehfSender: ehfSender, mailSigner: mailSigner,
            isRehearsal: false)
    }

    init(
        _ channels: [ContactWay: any Channel], folder: any Channel, ehfSender: EHFSender?,
        mailSigner: (any MailSigner)? = nil, isRehearsal: Bool
    ) {
        self.isRehearsal = isRehearsal
        self.mailSigner = mailSigner
        self.channels = channels
        self.folder = folder
        self.ehfSender = ehfSender
    }

    /// The way a letter takes and the channel that takes it: the first of the ways the debtor can be reached for which there is a
    /// channel, else on paper from the folder.
    func route(for step: Step, to reach: Reach, on day: Day) -> (ContactWay, any Channel) {
        for way in reach.ways(for: step, on: day) {
            if let channel = channels[way] { return (way, channel) }
            if way == .print { break }
        }
        return (.print, channels[.print] ?? folder)
    }

    /// How many letters may be on their way at once.
    var width: Int { max(1, channels.values.map(\.width).max() ?? 1) }

    /// The channel by its name, for a letter that was with it when Purr stopped.
    func channel(named name: String) -> (any Channel)? {
        (channels.values + [folder]).first { $0.name == name }
    }
}

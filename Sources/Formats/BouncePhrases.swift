/// What mail servers say, in lower case: Postfix, Exim, qmail, Sendmail, Exchange and Microsoft 365, Gmail, and
/// Norwegian ones.
enum BouncePhrases {
    /// How their addresses begin.
    static let senders = ["mailer-daemon", "mailerdaemon", "postmaster", "microsoftexchange"]
    static let senderNames = [
        "mail delivery system", "mail delivery subsystem", "mailer-daemon",
        "microsoft outlook", "postmaster", "mail administrator",
    ]

    static let subjects = [
        "undelivered mail", "undeliverable", "delivery status notification", "failure notice",
        "mail delivery failed", "mail delivery failure", "delivery failure", "delivery failed",
        "returned mail", "returned to sender", "mail delivery delayed", "delivery delayed",
        "mail system error", "could not be delivered", "delivery report", "non-delivery",
        "warning: message", "could not send", "delivery notification", "mail failure",
        "mail failed", "returning to sender", "message delivery", "kan ikke leveres",
        "kunne ikke leveres", "ikke levert", "ikkje levert", "kan ikkje leverast",
        "kunne ikkje leverast", "kunne ikkje leverast", "uleverbar", "uleverlig",
        "leveringsfeil", "leveringsstatus", "levering mislyktes", "forsinket levering",
        "leveringen er forsinket", "returnert e-post", "retur av e-post", "melding om levering",
    ]

    /// What stands before a letter that is returned as text.
    static let returned = [
        "below this line is a copy", "this is a copy of", "original message follows",
        "unsent message below", "original message headers", "opprinnelige meldingshoder",
        "opprinnelig melding", "return-path:", "received: from", "message-id:",
    ]

    /// Said in the text of a message about a letter that failed.
    static let failures = [
        "could not be delivered", "cannot be delivered", "not able to be delivered",
        "couldn't be delivered", "wasn't able to deliver",
        "was not able to deliver", "wasn't delivered", "delivery to the following recipient",
        "delivery has failed", "i'm afraid i wasn't able", "permanent error", "permanent failure",
        "permanent fatal errors", "unable to deliver", "was undeliverable", "returned to sender",
        "message was not delivered", "had permanent", "delivery failed", "address not found",
        "did not reach the following recipient", "kunne ikke leveres", "kan ikke leveres",
        "ble ikke levert", "blei ikkje levert", "kunne ikkje leverast", "kan ikkje leverast",
        "levering mislyktes", "leveringen mislyktes", "fant ikke adressen", "fann ikkje adressa",
        "er ikke levert", "returneres til avsender", "recipient address rejected",
    ]

    /// No such address.
    static let unknown = [
        "user unknown", "unknown user", "no such user", "does not exist", "doesn't exist",
        "no such recipient", "recipient not found", "address not found", "unknown recipient",
        "recipient unknown", "mailbox not found", "no mailbox here", "invalid recipient",
        "unknown address", "no such address", "mailbox unavailable", "account is disabled",
        "account disabled", "inactive", "not a known user", "user doesn't exist",
        "recipient address rejected: access denied", "host or domain name not found",
        "domain not found", "no such domain", "unrouteable address", "unroutable address",
        "recipientnotfound", "isn't listed in the domain", "wasn't found at", "nosuchuser",
        "resolver.adr", "ukjent bruker", "ukjent mottaker", "ukjend mottakar", "finnes ikke",
        "finst ikkje", "eksisterer ikke", "eksisterer ikkje", "fant ikke adressen",
        "fann ikkje adressa", "ugyldig mottaker", "ugyldig adresse", "ble ikke funnet",
        "vart ikkje funne", "this account has been disabled", "no such mailbox",
    ]

    /// The mailbox takes no more for now.
    static let full = [
        "mailbox full", "mailbox is full", "over quota", "overquota", "quota exceeded",
        "exceeded storage", "exceeded its quota", "out of storage", "insufficient storage",
        "insufficient system storage", "full postkasse", "postkassen er full", "innboksen er full",
        "postboksen er full", "kvoten er overskredet", "kvota er overskriden",
        "mailbox has exceeded", "inbox is full", "overskredet lagringsplass",
    ]

    /// The server goes on trying.
    static let delays = [
        "(delay)", "delivery delayed", "has been delayed", "delivery is delayed", "is delayed",
        "will retry", "will keep trying", "will continue to try", "will be retried",
        "continue to be attempted", "still being retried", "do not need to resend",
        "don't need to resend", "not yet been delivered", "has not yet been",
        "warning message only",
        "this is a warning", "hasn't been delivered yet", "er forsinket", "er forseinka",
        "fortsetter å prøve", "held fram med å prøve", "prøver igjen", "ikke levert ennå",
        "trenger ikke sende meldingen på nytt", "delayed mail",
    ]

    /// And yet it has given up.
    static let finals = [
        "giving up", "i've given up", "has been in the queue too long", "retry timeout exceeded",
        "retry time not reached", "permanent error", "permanent failure", "gir opp", "gjev opp",
        "no longer be retried", "will not be retried",
    ]

    /// How the subjects of programs' answers begin.
    static let autoSubjects = [
        "automatisk svar", "autosvar", "auto-svar", "auto svar", "automatic reply", "auto reply",
        "auto-reply", "autoreply", "auto response", "automatic response", "out of office",
        "out of the office", "fraværsmelding", "fråværsmelding", "fravær:", "fråvær:",
        "ikke til stede", "ikkje til stades", "ikke på kontoret", "ikkje på kontoret",
        "feriemelding", "ferie:", "vacation", "automatiskt svar", "frånvaro",
        "automatische antwort", "abwesenheit", "away from office",
    ]
}

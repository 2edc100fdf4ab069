import Desk

/// Gateways that are common in Norway, as their public documentation describes them.
///
/// None documents that a request may be repeated, so a request that was handed over and not answered is left to a person.
public enum SMSGateways {
    public static let all: [SMSGateway] = [sveve, linkMobility, puzzel, twilio]

    public static func named(_ name: String) -> SMSGateway? { all.first { $0.name == name } }

    /// Answers 200 whatever happens: `fatalError` speaks of the login or the account, `errors` of a number.
    public static let sveve = SMSGateway(
        name: "sveve", source: "https://sveve.no/apidok/send", readOn: "2026-11-24",
        url: "https://sveve.no/SMS/SendMessage", encoding: .json,
        body: [
            "user": "{user}", "passwd": "{secret}", "to": "{to}", "msg": "{text}",
            "from": "{from}", "ref": "{id}", "f": "json",
        ],
        number: .digits, textMost: 1_071,
        answer: .init(
            id: "response.ids.0",
            refusals: [
                .init("response.fatalError", .temporary), .init("response.errors", .permanent),
            ],
            words: ["response.fatalError", "response.errors.0.message"]),
        reports: .init(
            encoding: .form, id: "id", reference: "ref", state: "status",
            states: ["true": .delivered, "false": .failed], otherwise: .pending,
            words: ["errorCode", "errorDesc"]))

    /// LINK Mobility's Common platform. `host`, `platformId` and `partner` come with the contract.
    public static let linkMobility = SMSGateway(
        name: "link", source: "https://www.linkmobility.com/developer/ (SMS REST API 2.4)",
        readOn: "2026-11-24", url: "https://{host}/sms/send", login: .basic, encoding: .json,
        body: [
            "source": "{from}", "sourceTON": "ALPHANUMERIC", "destination": "{to}",
            "userData": "{text}", "platformId": "{platform}", "platformPartnerId": "{partner}",
            "refId": "{id}", "useDeliveryReport": true,
        ],
        textMost: 1_071,
        answer: .init(id: "messageId", words: ["description", "status"]),
        reports: .init(
            encoding: .json, id: "id", reference: "refId", state: "resultCode",
            // 1005 says it is queued; the others that are not 1001 say why it did not arrive.
            states: ["1001": .delivered, "1005": .pending], otherwise: .failed,
            words: ["resultCode", "operatorResultCode"]))

    /// Puzzel's SMS Gateway, formerly Intelecom. `host` and `service` come with the contract.
    public static let puzzel = SMSGateway(
        name: "puzzel",
        source: "https://github.com/PuzzelSolutions/SMS (sections/interfaces/rest.md, common.md)",
        readOn: "2026-11-24", url: "https://{host}/gw/rs/sendMessages",
        headers: ["Accept": "application/json"], encoding: .json,
        body: [
            "serviceId": "{service#}", "username": "{user}", "password": "{secret}",
            "batchReference": "{id}",
            "message": [
                [
                    "recipient": "{to}", "content": "{text}", "clientReference": "{id}",
                    "settings": [
                        "autoDetectEncoding": true,
                        "originatorSettings": [
                            "originatorType": "ALPHANUMERIC", "originator": "{from}",
                        ],
                    ],
                ]
            ],
        ],
        textMost: 1_071,
        answer: .init(
            id: "messageStatus.0.messageId", state: "messageStatus.0.statusCode",
            states: [
                "1": .accepted,
                // Login, rights and service: they refuse us and not this message.
                "2": .temporary, "3": .temporary, "4": .temporary,
                "5": .permanent,
                // An internal error may come before or after the message was queued.
                "6": .uncertain,
                // Queued, and stays there until somebody at the gateway lets it go.
                "24": .uncertain,
                // The same message was taken before.
                "25": .uncertain,
            ], words: ["messageStatus.0.statusMessage"]),
        reports: .init(
            encoding: .json, list: "dr", id: "messageid", reference: "customermessagereference",
            state: "statuscode",
            // 364: cannot be reached at the moment; 390: sent, and not billed to the recipient.
            states: ["0": .delivered, "390": .delivered, "364": .pending], otherwise: .failed,
            words: ["statuscode", "statusdescription"]))

    /// `account` is the AccountSid, which is the user as well when an auth token is the secret.
    public static let twilio = SMSGateway(
        name: "twilio",
        source:
            "https://www.twilio.com/docs/messaging/api/message-resource and /docs/errors/20500, 20429",
        readOn: "2026-11-24",
        url: "https://api.twilio.com/2010-04-01/Accounts/{account}/Messages.json", login: .basic,
        encoding: .form, body: ["To": "{to}", "From": "{from}", "Body": "{text}"],
        textMost: 1_600,
        answer: .init(
            id: "sid", state: "status",
            states: [
                "queued": .accepted, "accepted": .accepted, "sending": .accepted,
                "sent": .accepted, "delivered": .accepted, "scheduled": .accepted,
                "failed": .permanent, "undelivered": .permanent, "canceled": .permanent,
            ], words: ["code", "message"]),
        reports: .init(
            encoding: .form, id: "MessageSid", state: "MessageStatus",
            states: [
                "delivered": .delivered, "undelivered": .failed, "failed": .failed,
                "canceled": .failed,
            ], otherwise: .pending, words: ["MessageStatus", "ErrorCode"]))
}

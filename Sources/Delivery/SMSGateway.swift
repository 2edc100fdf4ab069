import Desk

/// A gateway's HTTP interface as data: what is sent, and how its answer is read.
///
/// Texts may hold `{to}`, `{from}`, `{text}` and `{id}`, `{user}` and `{secret}`, and fields of the gateway's own, which the
/// settings give. The address takes them percent-encoded. A text that is nothing but `{name#}` becomes a whole number.
///
/// Places in an answer are paths: `response.ids.0` is the first of the list `ids` within `response`.
public struct SMSGateway: Hashable, Codable, Sendable {
    public var name: String
    /// The public documentation this was read from, and when (`yyyy-mm-dd`).
    public var source: String
    public var readOn: String
    /// `POST`, `PUT` or `GET`.
    public var method: String
    public var url: String
    public var login: Login
    public var headers: [String: String]
    public var encoding: Encoding
    public var body: Template
    /// How the recipient's number is written.
    public var number: NumberForm
    /// Characters in one message, more are refused before anything is sent.
    public var textMost: Int
    /// True when the gateway documents that a request with the same `{id}` is taken once only.
    public var honoursKey: Bool
    public var answer: Answer
    /// What the gateway's documentation says of an HTTP status where it differs from the common rules.
    public var statuses: [String: DeliveryFailure.Outcome]
    public var reports: Reports?

    public enum Login: String, Codable, Sendable { case none, basic, bearer }
    /// How the body is written; `query` puts its fields into the address.
    public enum Encoding: String, Codable, Sendable { case json, form, query }
    public enum NumberForm: String, Codable, Sendable {
        /// `+4741234567`.
        case e164
        /// `4741234567`.
        case digits
    }

    /// What an answer with a 2xx status says.
    public struct Answer: Hashable, Codable, Sendable {
        /// Where the message's number at the gateway is; without one, nobody knows whether it was taken.
        public var id: String
        /// Where a state is told; nil when there is none.
        public var state: String?
        public var states: [String: Verdict]
        /// Something at one of these places means the message was not taken, and why; in order.
        public var refusals: [Refusal]
        /// Where words for a person are, in any answer.
        public var words: [String]

        public init(
            id: String, state: String? = nil, states: [String: Verdict] = [:],
            refusals: [Refusal] = [], words: [String] = []
        ) {
            self.id = id
            self.state = state
            self.states = states
            self.refusals = refusals
            self.words = words
        }
    }

    public enum Verdict: String, Codable, Sendable {
        case accepted, temporary, permanent, uncertain
    }

    public struct Refusal: Hashable, Codable, Sendable {
        public var at: String
        public var outcome: DeliveryFailure.Outcome

        public init(_ at: String, _ outcome: DeliveryFailure.Outcome) {
            self.at = at
            self.outcome = outcome
        }
    }

    /// How the gateway tells later what became of a message.
    public struct Reports: Hashable, Codable, Sendable {
        /// `json` or `form`; a query is a form.
        public var encoding: Encoding
        /// Where a list of reports is, when one call tells of several.
        public var list: String?
        public var id: String
        /// Where our own `{id}` comes back; nil when it does not.
        public var reference: String?
        public var state: String
        public var states: [String: SMSReport.State]
        /// What any other state means.
        public var otherwise: SMSReport.State
        public var words: [String]

        public init(
            encoding: Encoding, list: String? = nil, id: String, reference: String? = nil,
            state: String, states: [String: SMSReport.State], otherwise: SMSReport.State,
            words: [String] = []
        ) {
            self.encoding = encoding
            self.list = list
            self.id = id
            self.reference = reference
            self.state = state
            self.states = states
            self.otherwise = otherwise
            self.words = words
        }
    }

    public init(
        name: String, source: String, readOn: String, method: String = "POST", url: String,
        login: Login = .none, headers: [String: String] = [:], encoding: Encoding,
        body: Template, number: NumberForm = .e164, textMost: Int, honoursKey: Bool = false,
        answer: Answer, statuses: [String: DeliveryFailure.Outcome] = [:],
        reports: Reports? = nil
    ) {
        self.name = name
        self.source = source
        self.readOn = readOn
        self.method = method
        self.url = url
        self.login = login
        self.headers = headers
        self.encoding = encoding
        self.body = body
        self.number = number
        self.textMost = textMost
        self.honoursKey = honoursKey
        self.answer = answer
        self.statuses = statuses
        self.reports = reports
    }
}

extension DeliveryFailure.Outcome: Codable {}

/// What a gateway says became of a message it took.
public struct SMSReport: Hashable, Codable, Sendable {
    public enum State: String, Codable, Sendable {
        /// The telephone has it.
        case delivered
        /// It will not arrive.
        case failed
        /// On its way; another report follows.
        case pending
    }
    /// The message's number at the gateway, as the receipt told it.
    public var id: String
    /// The notice's identity, when the gateway gives it back.
    public var reference: String?
    public var state: State
    /// The gateway's code and words, without telephone numbers.
    public var detail: String

    public init(id: String, reference: String?, state: State, detail: String) {
        self.id = id
        self.reference = reference
        self.state = state
        self.detail = detail
    }
}

import Basics
import Claims

/// Something a finished letter must hold, as data.
public struct LintNeed: Sendable {
    /// Stable: `need.deadline`.
    public let id: String
    public let notices: Set<NoticeKind>
    let rule: Rule
    public let why: LintWords
    public let source: String

    enum Rule: Sendable {
        /// All of these values, as the letter's language writes them; none to hold when there are none.
        case values(@Sendable (LintFacts) -> [String])
        /// One of these values.
        case oneOf(@Sendable (LintFacts) -> [String])
        /// One of these phrases, within these parts.
        case phrases(nb: [String], en: [String], parts: Set<LintPart>)
        /// At least this many days from sending to the deadline.
        case days(Int)
    }
}

/// What a letter is about, in its own words: what ``LintNeed`` looks for.
public struct LintFacts: Hashable, Sendable {
    public var creditor: String
    public var invoices: [String]
    /// What is to be paid in all.
    public var total: String
    public var principals: [String]
    /// Interest, fees and compensation that are not zero.
    public var additions: [String]
    /// The fee this letter adds; nil for none.
    public var fee: String?
    public var rate: String?
    public var interestFrom: [String]
    /// Without dots or spaces.
    public var account: String
    public var contacts: [String]
    public var deadline: String?
    /// From the letter's day to the deadline, which is inclusive.
    public var deadlineDays: Int?

    /// The facts of a letter that is about to be composed.
    public init(_ request: LetterRequest) {
        let wording = Wording(language: request.language)
        let claims = request.claims
        creditor = request.creditor.name
        invoices = claims.map(\.invoice)
        total = wording.figures(request.total)
        principals = claims.map { wording.figures($0.principal) }
        additions = claims.flatMap { [$0.interest, $0.fees] }.filter { $0 > .zero }
            .map(wording.figures)
        fee = request.feeInThisLetter > .zero ? wording.figures(request.feeInThisLetter) : nil
        let starts = Set(claims.compactMap(\.interestFrom))
        rate = starts.isEmpty ? nil : request.interestRate.map(wording.percent)
        interestFrom = starts.sorted().map(wording.date)
        account = String(request.creditor.account.text.filter(\.isNumber))
        contacts = [request.creditor.email, request.creditor.phone].filter { !$0.isEmpty }
        deadline = request.deadline.map(wording.date)
        deadlineDays = request.deadline.map { $0 - request.sentOn }
    }
}

extension LintRules {
    /// What letters must hold.
    ///
    /// - Source: inkassoloven §§ 9 and 10; inkassoforskriften § 1-2.
    public static let needs: [LintNeed] = everywhere + inNotices + inDemands

    private static let letters = Set(NoticeKind.allCases)
    private static let noticesAndDemands: Set<NoticeKind> = [
        .collectionNotice, .transferWarning, .paymentDemand,
    ]

    private static let everywhere: [LintNeed] = [
        LintNeed(
            id: "need.creditor", notices: letters, rule: .values { [$0.creditor] },
            why: LintWords(
                "Hvem som krever betaling.", "Kven som krev betaling.", "Who claims payment."),
            source: "inkassoloven § 10 (2) a"),
        LintNeed(
            id: "need.claim", notices: letters, rule: .values(\.invoices),
            why: LintWords("Hva kravet gjelder.", "Kva kravet gjeld.", "What the claim concerns."),
            source: "inkassoforskriften § 1-2 (1); inkassoloven § 10 (2) b"),
        LintNeed(
            id: "need.account", notices: letters, rule: .values { [$0.account] },
            why: LintWords("Hvor det skal betales.", "Kvar det skal betalast.", "Where to pay."),
            source: "inkassoloven § 8"),
        LintNeed(
            id: "need.contact", notices: letters, rule: .oneOf(\.contacts),
            why: LintWords(
                "Hvem man kan snakke med.", "Kven ein kan snakke med.", "Whom to talk to."),
            source: "inkassoloven § 8"),
        LintNeed(
            id: "need.total", notices: letters, rule: .values { [$0.total] },
            why: LintWords(
                "Hvor mye som skal betales.", "Kor mykje som skal betalast.",
                "How much is to be paid."),
            source: "inkassoforskriften § 1-2 (1)"),
        LintNeed(
            id: "need.fee", notices: letters, rule: .values { $0.fee.map { [$0] } ?? [] },
            why: LintWords(
                "Gebyret i dette brevet.", "Gebyret i dette brevet.", "The fee in this letter."),
            source: "inkassoforskriften § 1-2"),
    ]

    private static let inNotices: [LintNeed] = [
        LintNeed(
            id: "need.deadline", notices: noticesAndDemands,
            rule: .values { [$0.deadline ?? "\u{0}"] },
            why: LintWords("Fristen som dato.", "Fristen som dato.", "The deadline as a date."),
            source: "inkassoloven §§ 9 (1), 10 (1)"),
        LintNeed(
            id: "need.deadline-days", notices: noticesAndDemands, rule: .days(14),
            why: LintWords(
                "Minst 14 dager fra brevet er sendt.", "Minst 14 dagar frå brevet er sendt.",
                "At least 14 days from sending."), source: "inkassoloven §§ 9 (1), 10 (1)"),
        LintNeed(
            id: "need.title", notices: [.collectionNotice],
            rule: .phrases(nb: ["inkassovarsel"], en: ["inkassovarsel"], parts: [.title]),
            why: LintWords(
                "Overskriften «Inkassovarsel».", "Overskrifta «Inkassovarsel».",
                "The heading “Inkassovarsel”."), source: "inkassoloven § 9 (1)"),
        LintNeed(
            id: "need.collection", notices: [.collectionNotice],
            rule: .phrases(
                nb: [
                    "inkasso .. satt|sett|settes|setjast|sett .. gang|igang",
                    "setter|set .. gang|igang inkasso",
                    "starter|startar|startet|startes|begynner|byrjar .. inkasso",
                    "inkasso .. starter|startes|startar|startast|iverksettes|iverksett|setjast",
                ],
                en: [
                    "collection .. started|start|starts|begin|begins|begun",
                    "start|begin .. collection",
                ], parts: [.body]),
            why: LintWords(
                "At inkasso blir satt i gang om det ikke betales.",
                "At inkasso blir sett i gang om det ikkje blir betalt.",
                "That debt collection will be started if nothing is paid."),
            source: "inkassoloven § 9 (1)"),
        LintNeed(
            id: "need.agency", notices: [.transferWarning],
            rule: .phrases(
                nb: ["inkassoforetak*|inkassoføretak*|inkassobyrå*"],
                en: ["collection agency|agencies"], parts: [.body]),
            why: LintWords(
                "At et inkassoforetak overtar.", "At eit inkassoføretak tek over.",
                "That an agency takes over."),
            source: "inkassoloven (2026) § 20"),
        LintNeed(
            id: "need.objection", notices: noticesAndDemands,
            rule: .phrases(
                nb: [
                    "uenig*|ueinig*|usamd*|usamde",
                    "innsigelse*|innvending*|innvende*|protester*|bestrid*",
                ],
                en: ["disagree*|object|objection*|dispute*"], parts: [.body]),
            why: LintWords(
                "At kunden kan komme med innsigelser.", "At kunden kan kome med innvendingar.",
                "That the customer may object."), source: "inkassoloven §§ 8, 10 (1)"),
    ]

    private static let inDemands: [LintNeed] = [
        LintNeed(
            id: "need.principal", notices: [.paymentDemand], rule: .values(\.principals),
            why: LintWords(
                "Hovedstolen for seg.", "Hovudstolen for seg.", "The principal by itself."),
            source: "inkassoloven § 10 (2) c"),
        LintNeed(
            id: "need.additions", notices: [.paymentDemand], rule: .values(\.additions),
            why: LintWords(
                "Hvert tillegg for seg.", "Kvart tillegg for seg.", "Each addition by itself."),
            source: "inkassoloven § 10 (2) c"),
        LintNeed(
            id: "need.rate", notices: [.paymentDemand],
            rule: .values { $0.rate.map { [$0] } ?? [] },
            why: LintWords("Rentesatsen.", "Rentesatsen.", "The interest rate."),
            source: "inkassoloven § 10 (2) d"),
        LintNeed(
            id: "need.interest-from", notices: [.paymentDemand], rule: .values(\.interestFrom),
            why: LintWords(
                "Dagen renten løper fra.", "Dagen renta går frå.", "The day interest runs from."),
            source: "inkassoloven § 10 (2) d"),
        LintNeed(
            id: "need.costs", notices: [.paymentDemand],
            rule: .phrases(
                nb: [
                    "ytterligere|flere|ytterlegare|fleire|nye|større|økte|auka kostnad*|omkostning*|utgift*"
                ],
                en: ["further|more|additional costs|expenses"], parts: [.body]),
            why: LintWords(
                "At flere kostnader kan komme.", "At fleire kostnader kan kome.",
                "That further costs may follow."),
            source: "inkassoloven § 10 (2) e"),
        LintNeed(
            id: "need.legal", notices: [.paymentDemand],
            rule: .phrases(
                nb: ["rettslig|rettsleg inndriv*|inkasso|innkrev*|pågang"],
                en: ["legal recovery|action|proceedings|collection|enforcement"], parts: [.body]),
            why: LintWords(
                "At rettslig inndriving kan følge.", "At rettsleg inndriving kan følgje.",
                "That legal recovery may follow."), source: "inkassoloven § 10 (2) e"),
    ]
}

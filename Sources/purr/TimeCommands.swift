import ArgumentParser
import Basics
import Law
import Texts

struct LimitationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limitation", abstract: "When a claim lapses, and what has moved that day.",
        discussion: """
            --event is KIND:DAY, in any order. KIND is acknowledged; conciliation-complaint, writ, set-off,
            enforcement-petition, bankruptcy-petition or filed-in-estate, which stop the period; judgment,
            court-settlement, enforcement-ended or estate-closed, which give ten years; case-ended, which is
            without a decision; or a letter, which changes nothing: nudge, reminder, collection-notice or
            payment-demand. An agreed extension is extended:DAY:TO.
            """)

    @OptionGroup var output: ListOutput
    @Option(
        name: .long, help: "The first day it could be demanded: the due date.", transform: parseDay)
    var due: Day
    @Option(name: .long, help: "KIND:DAY or extended:DAY:TO; repeatable.")
    var event: [String] = []
    @Option(
        name: .long, help: "The day the claim arose, before which no extension can be agreed.",
        transform: parseDay)
    var arose: Day?
    @Option(name: .long, help: "The warning that holds on this day.", transform: parseDay)
    var on: Day?
    @Flag(name: .long, help: "A loan or a debt instrument: ten years.")
    var loan = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let lastDay: Day?
        let stoppedOn: Day?
        let citation: String
        let warnings: [Warning]
        let now: String?
        let isRed: Bool?
        let nextChange: Day?
        let hasLapsed: Bool?
        let interestLapsedThrough: Day?
        struct Warning: Codable {
            let warning: String
            let from: Day
        }
    }

    func run() throws {
        let period = try period()
        let view = view(period)
        let isWritten = try output.write(LawSheets.limitation(view))
        if json { return try Console.json(view) }
        if isWritten { return }
        let words = ClockTexts(.nb)
        print("\(view.lastDay.map(words.lastDay) ?? words.stopped) (\(view.citation))")
        if !view.warnings.isEmpty {
            var table = Table([("Varsel", .left), ("Fra", .left)])
            for warning in LimitationWarning.allCases {
                guard let last = view.lastDay else { continue }
                table.add(warning.name, warning.begins(lastDay: last).text)
            }
            table.print()
        }
        guard let on else { return }
        if view.hasLapsed == true {
            print("  \(on.text): foreldet")
        } else if let last = view.lastDay {
            let warning = LimitationWarning.on(on, lastDay: last)?.name ?? "ingen varsel"
            print("  \(on.text): \(warning)\(view.isRed == true ? ", under 30 dager igjen" : "")")
        }
        if let interest = view.interestLapsedThrough {
            print("  rente til og med \(interest.text) er foreldet (foreldelsesloven §§ 2–3 og 24)")
        }
    }

    private func period() throws -> LimitationPeriod {
        let events = try event.map(Self.event).sorted { $0.on < $1.on }
        do throws(ExtensionFault) {
            return try LimitationPeriod.checked(
                due: due,
                months: loan ? LimitationPeriod.longMonths : LimitationPeriod.months, arose: arose,
                events: events)
        } catch {
            throw error.diagnostic
        }
    }

    private func view(_ period: LimitationPeriod) -> View {
        let last = period.lastDay
        return View(
            lastDay: last, stoppedOn: period.stoppedOn, citation: period.citation.text,
            warnings: last.map { last in
                LimitationWarning.allCases.map {
                    .init(warning: $0.rawValue, from: $0.begins(lastDay: last))
                }
            } ?? [],
            now: last.flatMap { last in
                on.flatMap { LimitationWarning.on($0, lastDay: last)?.rawValue }
            },
            isRed: last.flatMap { last in on.map { LimitationWarning.isRed($0, lastDay: last) } },
            nextChange: last.flatMap { last in
                on.flatMap { LimitationWarning.nextChange(after: $0, lastDay: last) }
            },
            hasLapsed: on.map { period.hasLapsed(before: $0) },
            interestLapsedThrough: on.flatMap { period.interestLapsedThrough(on: $0) })
    }

    private static func event(_ text: String) throws -> (on: Day, event: LimitationEvent) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let day = Day(parsing: parts[1]) else {
            throw ValidationError("'\(text)' is not KIND:DAY")
        }
        if parts[0] == "extended" {
            guard parts.count == 3, let to = Day(parsing: parts[2]) else {
                throw ValidationError("'\(text)' is not extended:DAY:TO")
            }
            return (day, .extended(to: to))
        }
        guard parts.count == 2 else { throw ValidationError("'\(text)' is not KIND:DAY") }
        return (day, try kind(parts[0]))
    }

    private static func kind(_ word: String) throws -> LimitationEvent {
        if let step = LimitationEvent.Step(rawValue: word) { return .legalAction(step) }
        switch word {
        case "nudge", "reminder", "collection-notice", "payment-demand": return .letter
        case "acknowledged": return .acknowledged
        case "action": return .action
        case "judgment", "court-settlement", "decided": return .decided
        case "enforcement-ended", "estate-closed", "closed-uncovered": return .closedUncovered
        case "case-ended", "ended-without-decision": return .endedWithoutDecision
        default: throw ValidationError("'\(word)' is no event of the law of limitation")
        }
    }
}

extension ExtensionFault {
    fileprivate var diagnostic: Diagnostic {
        let (found, expected) =
            switch self {
            case .beforeClaimArose(let day): ("agreed too early", "on \(day.iso) or later")
            case .lapsed(let day): ("agreed after the claim lapsed", "on \(day.iso) or earlier")
            case .notLater(let day): ("no later day", "a day after \(day.iso)")
            case .longerThanThreeYears(let day):
                ("longer than three years from the agreement", "\(day.iso) or earlier")
            case .longerThanTenYears(let day):
                ("ten years longer than the claim had", "\(day.iso) or earlier")
            }
        return Diagnostic(
            "limitation.extension", place: "--event", found: found, expected: expected,
            remedy: "the agreement does not hold as it is: foreldelsesloven § 28")
    }
}

extension LimitationWarning {
    fileprivate var name: String {
        switch self {
        case .sixMonths: "6 måneder"
        case .threeMonths: "3 måneder"
        case .oneMonth: "1 måned"
        case .fourteenDays: "14 dager"
        }
    }
}

struct BankruptcyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bankruptcy",
        abstract: "When to file in an estate, and the days of a petition.")

    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "The day the bankruptcy was announced.", transform: parseDay)
    var announced: Day?
    @Option(
        name: [.customLong("demand"), .customLong("demanded")],
        help: "The day payment was demanded.", transform: parseDay)
    var demanded: Day?
    @Option(name: .long, help: "The day the payment order was served.", transform: parseDay)
    var served: Day?
    @Option(name: .long, help: "The day the court received the petition.", transform: parseDay)
    var petition: Day?
    @Option(name: .long, help: "Tells what has been missed by this day.", transform: parseDay)
    var on: Day?
    @Flag(
        inversion: .prefixedNo,
        help: "The debtor is bound by law to keep accounts, or was in the last year.")
    var accountingDuty: Bool?
    @Flag(name: .long, help: "A pledge or the like covers the claim safely.")
    var secured = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let filingFrom: Day?
        let filingUntil: Day?
        let chain: Bankruptcy.Chain?
        let servedTooEarly: Bool?
        let missed: [Bankruptcy.Missed]
        let obstacles: [Bankruptcy.Obstacle]
        let priority: String
    }

    func validate() throws {
        if announced == nil && demanded == nil {
            throw ValidationError("give --announced, --demand or both")
        }
        if demanded == nil && (served != nil || petition != nil) {
            throw ValidationError("--served and --petition need --demand")
        }
    }

    func run() throws {
        let window = announced.map { Bankruptcy.filingWindow(announcedOn: $0) }
        let chain = demanded.map { Bankruptcy.Chain(demandedOn: $0, servedOn: served) }
        let view = View(
            filingFrom: window?.first, filingUntil: window?.last, chain: chain,
            servedTooEarly: served.flatMap { day in chain?.isServedTooEarly(on: day) },
            missed: chain?.missed(servedOn: served, petitionedOn: petition, asOf: on) ?? [],
            obstacles: chain == nil
                ? [] : Bankruptcy.obstacles(keepsAccounts: accountingDuty, isSecured: secured),
            priority: Bankruptcy.priority.text)
        let isWritten = try output.write(LawSheets.bankruptcy(view.lines))
        if json { return try Console.json(view) }
        if !isWritten { show(view) }
    }

    private func show(_ view: View) {
        var table = Table([("Hva", .left), ("Tidligst", .left), ("Senest", .left), ("", .left)])
        for line in view.lines {
            table.add(line.what, line.from?.text ?? "", line.until?.text ?? "", line.citation)
        }
        table.print()
        for missed in view.missed { print("  ! \(missed.name)") }
        for obstacle in view.obstacles {
            print("  ! \(obstacle.name) (\(obstacle.citation.text))")
        }
        guard view.filingFrom != nil else { return }
        print("  kravet dekkes som alminnelig konkursfordring (\(view.priority)),")
        print("  rente etter åpningen sist (\(Bankruptcy.laterInterestPriority.text));")
        print("  anmeldt i tide avbryter fra åpningen (foreldelsesloven § 18)")
    }
}

extension Bankruptcy.Missed {
    fileprivate var name: String {
        switch self {
        case .servedTooEarly: "forkynt for tidlig: gir ingen formodning om insolvens"
        case .notServed: "begjæring uten forkynt konkursvarsel"
        case .petitionTooEarly: "begjæringen kom før betalingsfristen var ute"
        case .petitionTooLate: "de to ukene for begjæring er ute: forkynn på nytt"
        }
    }
}

extension Bankruptcy.Obstacle {
    fileprivate var name: String {
        switch self {
        case .noAccountingDuty: "skyldneren har ikke lovbestemt regnskapsplikt"
        case .accountingDutyUnknown: "finn ut om skyldneren har lovbestemt regnskapsplikt"
        case .secured: "kravet er betryggende sikret"
        }
    }
}

struct VATLossCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vat-loss", abstract: "When the VAT of an unpaid invoice can be taken back.")

    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "The due date.", transform: parseDay)
    var due: Day
    @Option(name: .long, help: "The day of a reminder; repeatable.", transform: parseDay)
    var reminder: [Day] = []
    @Option(name: .long, help: "Days between reminders at least, for them to count.")
    var interval = VATLoss.interval
    @Option(
        name: .long, help: "The day enforcement or an agency gave up (a).", transform: parseDay)
    var triedInVain: Day?
    @Option(name: .long, help: "The day an estate showed no cover (c).", transform: parseDay)
    var noCover: Day?
    @Option(
        name: .long, help: "The day it was otherwise fully clear (d).", transform: parseDay)
    var clear: Day?
    @Flag(name: .long, help: "An objection stands: nothing is lost for want of money.")
    var disputed = false
    @Option(name: .long, help: "The lost amount, VAT included.", transform: parseMoney)
    var amount: Money?
    @Option(
        name: .long, help: "The invoice's VAT, when it is not a fifth of the invoice.",
        transform: parseMoney)
    var vat: Money?
    @Option(
        name: .long, help: "The whole invoice, when more than the lost amount.",
        transform: parseMoney)
    var invoice: Money?
    @Option(name: .long, help: "What a pledge or guarantor covers.", transform: parseMoney)
    var secured: Money?
    @Option(
        name: .long, help: "The day the VAT was invoiced, between related parties.",
        transform: parseDay)
    var relatedInvoiced: Day?
    @Option(
        name: .long, help: "The day to judge on; needed for what is missing.", transform: parseDay)
    var on: Day?
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    struct View: Codable {
        let alternatives: [Alternative]
        let counted: Int
        let needed: Int
        let interval: Int
        let missing: Int
        let firstPossible: Day?
        /// The first day any alternative holds, and what follows from it.
        let holdsFrom: Day?
        let vat: Money?
        let year: Int?
        let term: Int?
        let deadline: Day?
        let plan: [Day]
        let relatedPartyUntil: Day?
        let citation: String
        struct Alternative: Codable {
            let alternative: VATLoss.Alternative
            let holdsFrom: Day?
        }
    }

    func validate() throws {
        if interval < 1 { throw ValidationError("--interval is at least one day") }
        if vat != nil && amount == nil { throw ValidationError("--vat needs --amount") }
        if let invoice, let amount, invoice < amount {
            throw ValidationError("--invoice is less than --amount")
        }
        if let vat, let whole = invoice ?? amount, vat > whole {
            throw ValidationError("--vat is more than the invoice")
        }
    }

    func run() throws {
        let view = view()
        let isWritten = try output.write(LawSheets.vatLoss(view))
        if json { return try Console.json(view) }
        if isWritten { return }
        var table = Table([("Alternativ", .left), ("", .left), ("Fra", .left)])
        let words = LossTexts(.nb)
        for line in view.alternatives {
            table.add(
                line.alternative.rawValue, words.alternative(line.alternative),
                line.holdsFrom?.text ?? "–")
        }
        table.print()
        print("  \(view.citation), merverdiavgiftsloven § 4-7")
        if disputed { print("  ! kravet er bestridt: ingen av dem gjelder") }
        if view.missing > 0 {
            print(
                "  b: \(view.counted) av \(view.needed) purringer teller, med minst \(interval) dager mellom"
            )
            if on != nil, let first = view.firstPossible {
                print("  b kan tidligst gjelde fra \(first.text)")
            }
            print("  anbefalt: \(view.plan.map(\.text).joined(separator: ", "))")
        }
        if let term = view.term, let year = view.year, let deadline = view.deadline {
            print("  termin \(term) \(year), frist \(deadline.text) (\(Self.termCitation))")
        }
        if let until = view.relatedPartyUntil {
            print(
                "  nærstående: retten faller bort etter \(until.text) (merverdiavgiftsforskriften § 4-7-2)"
            )
        }
        if let vat = view.vat { print("  merverdiavgift \(vat.text)") }
    }

    private static let termCitation = Citation(.skatteforvaltningsforskriften, "§ 8-3-10").text

    private func view() -> View {
        let evidence = VATLoss.Evidence(
            due: due, reminders: reminder, triedInVain: triedInVain, noCover: noCover,
            clear: clear, isDisputed: disputed)
        let alternatives = VATLoss.Alternative.allCases.map {
            View.Alternative(
                alternative: $0, holdsFrom: VATLoss.holds($0, evidence, interval: interval))
        }
        let holds = alternatives.compactMap(\.holdsFrom).min()
        let term = holds.map { VATLoss.term(of: $0) }
        // Without a day to judge on, every reminder told is one that went.
        let day = on ?? ([due] + reminder).max() ?? due
        let progress = VATLoss.progress(evidence, asOf: day, interval: interval)
        return View(
            alternatives: alternatives, counted: progress.counted.count,
            needed: VATLoss.remindersNeeded, interval: interval, missing: progress.missing,
            firstPossible: progress.firstDay, holdsFrom: holds,
            vat: amount.map {
                VATLoss.amount(
                    lost: $0, invoice: invoice ?? $0, vat: vat, secured: secured ?? .zero)
            }, year: term?.year, term: term?.term, deadline: term?.deadline,
            plan: VATLoss.reminderPlan(due: due),
            relatedPartyUntil: relatedInvoiced.flatMap {
                VATLoss.relatedPartyLapse(invoicedOn: $0).map { $0 - 1 }
            }, citation: Citation(.merverdiavgiftsforskriften, "§ 4-7-1").text)
    }
}

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "What is owed the state on which day: VAT, wages, tax.")

    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "The first day, inclusive.", transform: parseDay)
    var from: Day
    @Option(name: .long, help: "The last day, inclusive.", transform: parseDay)
    var through: Day
    @Option(name: .long, help: "none, bimonthly, annual or primary.")
    var vat: PublicDeadline.Profile.VAT = .bimonthly
    @Option(name: .long, help: "none, company or personal.")
    var tax: PublicDeadline.Profile.Tax = .company
    @Flag(name: .long, help: "A person's advance tax is under 2 000 kroner.")
    var smallAdvanceTax = false
    @Option(name: .long, help: "A day wages are paid; repeatable.", transform: parseDay)
    var payday: [Day] = []
    @Option(name: .long, help: "The day of the month wages are paid, for every month.")
    var paydayOfMonth: Int?
    @Option(name: .long, help: "The month holiday pay is paid with, 1 to 12.")
    var holidayPayMonth = 6
    @Option(name: .long, help: "The day of the tax settlement.", transform: parseDay)
    var settlement: Day?
    @Flag(name: .long, help: "A person's residual tax is under 1 000 kroner: paid in one.")
    var smallResidualTax = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct Line: Codable {
        let code: String
        let statutory: Day
        let day: Day
        let payBy: Day
        let citation: String
    }

    /// A list that a person can read; longer ones are a mistake.
    static let yearsMost = 20

    func validate() throws {
        if through < from { throw ValidationError("--through is before --from") }
        if through > from.adding(months: 12 * Self.yearsMost) {
            throw ValidationError("ask for at most \(Self.yearsMost) years")
        }
        if let paydayOfMonth, !(1...28).contains(paydayOfMonth) {
            throw ValidationError("--payday-of-month is 1 to 28")
        }
        if !(1...12).contains(holidayPayMonth) {
            throw ValidationError("--holiday-pay-month is 1 to 12")
        }
    }

    func run() throws {
        guard from >= PublicDeadline.knownFrom else {
            throw Diagnostic(
                "calendar.too-early", place: "--from", found: from.iso,
                expected: "\(PublicDeadline.knownFrom.iso) or later",
                remedy: "Purr does not know the deadlines of the years before")
        }
        let lines = PublicDeadline.obligations(from: from, through: through, profile)
        let isWritten = try output.write(LawSheets.calendar(lines))
        if json {
            return try Console.json(
                lines.map {
                    Line(
                        code: $0.code, statutory: $0.statutory, day: $0.day, payBy: $0.payBy,
                        citation: $0.citation)
                })
        }
        if isWritten { return }
        var table = Table([
            ("Frist", .left), ("Hva", .left), ("Kode", .left), ("Senest bankdag", .left),
            ("", .left),
        ])
        for line in lines {
            table.add(line.day.text, line.kind.name, line.code, line.payBy.text, line.citation)
        }
        table.print()
    }

    private var profile: PublicDeadline.Profile {
        var profile = PublicDeadline.Profile()
        profile.vat = vat
        profile.tax = tax
        profile.isSmallAdvanceTax = smallAdvanceTax
        profile.settlement = settlement
        profile.isResidualSplit = !smallResidualTax
        profile.holidayPayMonth = holidayPayMonth
        profile.paydays = payday + monthly
        return profile
    }

    /// The payday of every month that can matter: wages of the months before fall due in the period.
    private var monthly: [Day] {
        guard let paydayOfMonth else { return [] }
        let first = Day(from.year - 1, 11, paydayOfMonth)
        return (0...((through.year - from.year + 2) * 12)).map { first.adding(months: $0) }
            .filter { $0 <= through }
    }
}

extension PublicDeadline.Kind {
    var name: String {
        switch self {
        case .vat: "merverdiavgift, termin"
        case .vatAnnual: "merverdiavgift, år"
        case .vatPrimary: "merverdiavgift, primærnæring"
        case .aReport: "a-melding"
        case .withholding: "forskuddstrekk"
        case .employerTax: "arbeidsgiveravgift"
        case .advanceTaxPersonal: "forskuddsskatt, personlig"
        case .advanceTaxCompany: "forskuddsskatt, selskap"
        case .residualTaxPersonal: "restskatt, personlig"
        case .residualTaxCompany: "restskatt, selskap"
        case .holidayPay: "feriepenger"
        }
    }
}

extension PublicDeadline.Profile.VAT: ExpressibleByArgument {}
extension PublicDeadline.Profile.Tax: ExpressibleByArgument {}

struct NumberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "number",
        abstract: "Which numbers a text is valid as: KID, account, organisation, person.",
        discussion: "A number that could be a person's is shown without its last five digits.")

    @OptionGroup var output: ListOutput
    @Argument(help: "One or more numbers.")
    var numbers: [String]
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        /// As given, but a person's number masked.
        let number: String
        let validAs: [String]
    }

    func run() throws {
        let views = numbers.map {
            View(number: PersonNumber($0)?.description ?? $0, validAs: Self.kinds($0))
        }
        let isWritten = try output.write(LawSheets.numbers(views))
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([("Nummer", .left), ("Gyldig som", .left)])
        for view in views {
            let names = view.validAs.map { Self.names[$0] ?? $0 }
            table.add(view.number, names.isEmpty ? "–" : names.joined(separator: ", "))
        }
        table.print()
    }

    private static let names = [
        "kid-mod10": "KID (MOD10)", "kid-mod11": "KID (MOD11)", "account": "kontonummer",
        "account-unchecked": "kontonummer uten kontrollsiffer",
        "organisation-number": "organisasjonsnummer",
        "person-number-birth-number": "fødselsnummer", "person-number-d-number": "D-nummer",
        "person-number-from-2032": "fødselsnummer fra 2032",
        "person-number-synthetic": "syntetisk testnummer",
    ]

    private static func kinds(_ text: String) -> [String] {
        var kinds: [String] = []
        if let kid = KID(text) { kinds += kid.moduli.map { "kid-\($0.rawValue)" } }
        switch AccountNumber(text).check {
        case .valid: kinds.append("account")
        case .unchecked: kinds.append("account-unchecked")
        case .invalid: break
        }
        if OrganisationNumber(text) != nil { kinds.append("organisation-number") }
        if let person = PersonNumber(text) { kinds.append("person-number-\(person.kind.rawValue)") }
        return kinds
    }
}

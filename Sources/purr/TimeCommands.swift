import ArgumentParser
import Basics
import Law
import Texts

struct LimitationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limitation", abstract: "When a claim lapses, and what has moved that day.")

    @Option(
        name: .long, help: "The first day it could be demanded: the due date.", transform: parseDay)
    var due: Day
    @Option(
        name: .long,
        help:
            "KIND:DAY, repeatable: acknowledged, action, decided, closed-uncovered, ended-without-decision, or extended:DAY:TO."
    )
    var event: [String] = []
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
        struct Warning: Codable {
            let warning: String
            let from: Day
        }
    }

    func run() throws {
        let period = LimitationPeriod(
            due: due,
            months: loan ? LimitationPeriod.longMonths : LimitationPeriod.months,
            events: try event.map(Self.event).sorted { $0.on < $1.on })
        let view = View(
            lastDay: period.lastDay, stoppedOn: period.stoppedOn, citation: period.citation.text,
            warnings: period.lastDay.map { last in
                LimitationWarning.allCases.map {
                    .init(warning: $0.rawValue, from: $0.begins(lastDay: last))
                }
            } ?? [],
            now: period.lastDay.flatMap { last in
                on.flatMap { LimitationWarning.on($0, lastDay: last)?.rawValue }
            })
        if json { return try Console.json(view) }
        let words = ClockTexts(.nb)
        print("\(view.lastDay.map(words.lastDay) ?? words.stopped) (\(view.citation))")
        for warning in view.warnings {
            print("  varsel \(warning.warning) fra \(warning.from.text)")
        }
        if let now = view.now { print("  nå: \(now)") }
    }

    private static func event(_ text: String) throws -> (on: Day, event: LimitationEvent) {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count >= 2, let day = Day(parsing: parts[1]) else {
            throw ValidationError("'\(text)' is not KIND:DAY")
        }
        switch parts[0] {
        case "acknowledged": return (day, .acknowledged)
        case "action": return (day, .action)
        case "decided": return (day, .decided)
        case "closed-uncovered": return (day, .closedUncovered)
        case "ended-without-decision": return (day, .endedWithoutDecision)
        case "extended":
            guard parts.count == 3, let to = Day(parsing: parts[2]) else {
                throw ValidationError("'\(text)' is not extended:DAY:TO")
            }
            return (day, .extended(to: to))
        default: throw ValidationError("'\(parts[0])' is no event of the law of limitation")
        }
    }
}

struct BankruptcyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bankruptcy",
        abstract: "When to file in an estate, and the days of a petition.")

    @Option(name: .long, help: "The day the bankruptcy was announced.", transform: parseDay)
    var announced: Day?
    @Option(name: .long, help: "The day payment was demanded.", transform: parseDay)
    var demanded: Day?
    @Option(name: .long, help: "The day the payment order was served.", transform: parseDay)
    var served: Day?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let filingFrom: Day?
        let filingUntil: Day?
        let chain: Bankruptcy.Chain?
        let servedTooEarly: Bool?
    }

    func validate() throws {
        if announced == nil && demanded == nil {
            throw ValidationError("give --announced, --demanded or both")
        }
    }

    func run() throws {
        let window = announced.map { Bankruptcy.filingWindow(announcedOn: $0) }
        let chain = demanded.map { Bankruptcy.Chain(demandedOn: $0, servedOn: served) }
        let isEarly = served.flatMap { day in chain?.isServedTooEarly(on: day) }
        if json {
            return try Console.json(
                View(
                    filingFrom: window?.first, filingUntil: window?.last, chain: chain,
                    servedTooEarly: isEarly))
        }
        if let window {
            print(
                "fordringsanmeldelse: frist \(window.first.text)–\(window.last.text) (konkursloven § 109)"
            )
        }
        guard let chain else { return }
        print("betalingsoppfordring \(chain.demandedOn.text)")
        print("forkynnelse av konkursvarsel tidligst \(chain.serveFrom.text) (konkursloven § 63)")
        if isEarly == true { print("  ! forkynt for tidlig: gir ingen formodning om insolvens") }
        print("betalingsfrist \(chain.payUntil.text)")
        print("konkursbegjæring \(chain.petitionFrom.text)–\(chain.petitionUntil.text)")
    }
}

struct VATLossCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vat-loss", abstract: "When the VAT of an unpaid invoice can be taken back.")

    @Option(name: .long, help: "The due date.", transform: parseDay)
    var due: Day
    @Option(name: .long, help: "The day of a reminder; repeatable.", transform: parseDay)
    var reminder: [Day] = []
    @Option(name: .long, help: "The lost amount, VAT included.", transform: parseMoney)
    var amount: Money?
    @Option(
        name: .long, help: "The invoice's VAT, when it is not a fifth of the amount.",
        transform: parseMoney)
    var vat: Money?
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    struct View: Codable {
        let counted: Int
        let needed: Int
        let holdsFrom: Day?
        let vat: Money?
        let year: Int?
        let term: Int?
        let deadline: Day?
        let plan: [Day]
        let citation: String
    }

    func run() throws {
        let evidence = VATLoss.Evidence(due: due, reminders: reminder)
        let holds = VATLoss.holds(.b, evidence)
        let term = holds.map { VATLoss.term(of: $0) }
        let view = View(
            counted: VATLoss.counted(reminder, due: due).count, needed: VATLoss.remindersNeeded,
            holdsFrom: holds,
            vat: amount.map { VATLoss.amount(lost: $0, invoice: amount ?? $0, vat: vat) },
            year: term?.year, term: term?.term, deadline: term?.deadline,
            plan: VATLoss.reminderPlan(due: due),
            citation: Citation(.merverdiavgiftsforskriften, "§ 4-7-1").text)
        if json { return try Console.json(view) }
        if let holds, let term {
            print("alternativ b fra \(holds.text) (\(view.citation))")
            print("termin \(term.term) \(term.year), frist \(term.deadline.text)")
        } else {
            print(
                "alternativ b: \(view.counted) av \(view.needed) purringer med minst \(VATLoss.interval) dager mellom (\(view.citation))"
            )
            print("anbefalt: \(view.plan.map(\.text).joined(separator: ", "))")
        }
        if let vat = view.vat { print("merverdiavgift \(vat.text)") }
    }
}

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "What is owed the state on which day: VAT, wages, tax.")

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
    @Option(name: .long, help: "The day of the tax settlement.", transform: parseDay)
    var settlement: Day?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct Line: Codable {
        let code: String
        let statutory: Day
        let day: Day
        let payBy: Day
        let citation: String
    }

    func validate() throws {
        if through < from { throw ValidationError("--through is before --from") }
        if let paydayOfMonth, !(1...28).contains(paydayOfMonth) {
            throw ValidationError("--payday-of-month is 1 to 28")
        }
    }

    func run() throws {
        var profile = PublicDeadline.Profile()
        profile.vat = vat
        profile.tax = tax
        profile.isSmallAdvanceTax = smallAdvanceTax
        profile.settlement = settlement
        profile.paydays = payday + monthly
        let lines = PublicDeadline.obligations(from: from, through: through, profile).map {
            Line(
                code: $0.code, statutory: $0.statutory, day: $0.day, payBy: $0.payBy,
                citation: $0.citation)
        }
        if json { return try Console.json(lines) }
        var table = Table([("Frist", .left), ("Hva", .left), ("Betal senest", .left), ("", .left)])
        for line in lines {
            table.add(line.day.text, line.code, line.payBy.text, line.citation)
        }
        table.print()
    }

    /// The payday of every month that can matter: wages of the months before fall due in the period.
    private var monthly: [Day] {
        guard let paydayOfMonth else { return [] }
        let first = Day(from.year - 1, 11, paydayOfMonth)
        return (0...((through.year - from.year + 2) * 12)).map { first.adding(months: $0) }
            .filter { $0 <= through }
    }
}

struct NumberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "number",
        abstract: "Which numbers a text is valid as: KID, account, organisation, person.")

    @Argument(help: "One or more numbers.")
    var numbers: [String]
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let number: String
        let validAs: [String]
    }

    func run() throws {
        let views = numbers.map { View(number: $0, validAs: Self.kinds($0)) }
        if json { return try Console.json(views) }
        for view in views {
            print(
                "\(view.number)  \(view.validAs.isEmpty ? "–" : view.validAs.joined(separator: ", "))"
            )
        }
    }

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

extension PublicDeadline.Profile.VAT: ExpressibleByArgument {}
extension PublicDeadline.Profile.Tax: ExpressibleByArgument {}

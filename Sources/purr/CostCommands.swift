import ArgumentParser
import Basics
import Law
import Texts

struct SalaerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salaer", abstract: "The most a collection agency's fee may be.",
        discussion: "Without --claim the whole table for the day is shown.")

    @OptionGroup var options: LawOptions
    @Option(
        name: .long, help: "The claim: principal and interest before the due date.",
        transform: parseMoney)
    var claim: Money?
    @Option(name: .long, help: "The due date.", transform: parseDay)
    var due: Day
    @Option(
        name: .long, help: "The day the principal is paid; its rate applies.", transform: parseDay)
    var paid: Day
    @Option(name: .long, help: "consumer or business.")
    var debtor: DebtorKind = .consumer
    @Flag(name: .long, help: "The creditor's sale was outside VAT, so VAT is added.")
    var addVat = false
    @Option(
        name: .long, help: "The payment demand's deadline: tells which cap holds.",
        transform: parseDay)
    var demandDeadline: Day?
    @Option(
        name: .long, help: "Fees the creditor has charged; they eat of the cap.",
        transform: parseMoney)
    var ownFees: Money?
    @Option(name: .long, help: "Standard compensation claimed.", transform: parseMoney)
    var compensation: Money?
    @Option(name: .long, help: "The number of instalments in a payment plan.")
    var instalments = 0
    @Flag(name: .long, help: "The case goes or has gone to court: a plan adds nothing.")
    var atCourt = false
    @Flag(name: .long, help: "The whole table.")
    var table = false
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    struct View: Codable {
        let light: Money
        let heavy: Money
        let heavyFrom: Day?
        let isHeavy: Bool?
        let lawyerLedFrom: Day?
        let instalmentAddition: Money
        let roomLight: Money
        let roomHeavy: Money
        let rate: Money
        let rateFrom: Day
        let rateSource: String
        let citation: String
    }

    func run() throws {
        guard let claim, !table else { return try printTable() }
        let view: View = try withLaw { try self.view(claim) }
        if json { return try Console.json(view) }
        print("lett \(view.light.text), tungt \(view.heavy.text) (\(view.citation))")
        if let from = view.heavyFrom {
            print("tungt fra \(from.text): \(view.isHeavy == true ? "tungt" : "lett") \(paid.text)")
        }
        if ownFees != nil || compensation != nil {
            print(
                "igjen etter egne gebyrer: lett \(view.roomLight.text), tungt \(view.roomHeavy.text)"
            )
        }
        if view.instalmentAddition > .zero {
            print(
                "tillegg for avdragsordning \(view.instalmentAddition.text) (inkassoforskriften § 2-4)"
            )
        }
        print("inkassosats \(view.rate.text) fra \(view.rateFrom.text): \(view.rateSource)")
    }

    private func view(_ claim: Money) throws -> View {
        let law = try options.law()
        let given = CollectionFee.Case(
            claim: claim, due: due, paidOn: paid, debtor: debtor, creditorVATLiable: !addVat)
        let light = try CollectionFee.cap(given, heavy: false, law: law)
        let heavy = try CollectionFee.cap(given, heavy: true, law: law)
        func room(_ cap: Money) -> Money {
            CollectionFee.room(
                cap: cap, ownFees: ownFees ?? .zero, compensation: compensation ?? .zero)
        }
        let rate = try CreditorFee.rate(sentOn: paid, law: law)
        let heavyFrom = demandDeadline.map { CollectionFee.heavyFrom(demandDeadline: $0) }
        return View(
            light: light, heavy: heavy, heavyFrom: heavyFrom, isHeavy: heavyFrom.map { paid >= $0 },
            lawyerLedFrom: demandDeadline.map { CollectionFee.lawyerLedFrom(demandDeadline: $0) },
            instalmentAddition: try CollectionFee.instalmentAddition(
                instalments: instalments, isAtCourt: atCourt, on: paid, law: law),
            roomLight: room(light), roomHeavy: room(heavy), rate: rate.value, rateFrom: rate.from,
            rateSource: rate.source, citation: Citation(.inkassoforskriften, "§§ 2-2, 2-3").text)
    }

    private func printTable() throws {
        let law = try options.law()
        let rows = try withLaw {
            try CollectionFee.table(due: due, paidOn: paid, law: law)
        }
        if json { return try Console.json(rows) }
        var table = Table([
            ("Krav til og med", .right), ("× sats", .right), ("Forbr. lett", .right),
            ("tungt", .right), ("lett m/mva", .right), ("tungt m/mva", .right),
            ("Næring lett", .right), ("tungt", .right), ("lett m/mva", .right),
            ("tungt m/mva", .right),
        ])
        for row in rows {
            table.add(
                row.upTo?.figures ?? "over", Money(ore: row.hundredths).figures,
                row.consumerLight.figures, row.consumerHeavy.figures, row.consumerLightVAT.figures,
                row.consumerHeavyVAT.figures, row.businessLight.figures, row.businessHeavy.figures,
                row.businessLightVAT.figures, row.businessHeavyVAT.figures)
        }
        table.print()
        print("  \(Citation(.inkassoforskriften, "§§ 2-2, 2-3").text); kuttet til hele øre")
    }
}

struct CourtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "court",
        abstract: "Court fees and drafting costs, and the earliest way to court.")

    @OptionGroup var options: LawOptions
    @Option(name: .long, help: "The day of filing.", transform: parseDay)
    var day: Day
    @Option(
        name: .long, help: "A claim's due date: shows the two routes' days.", transform: parseDay)
    var due: Day?
    @Option(name: .long, help: "The day the written notice went.", transform: parseDay)
    var notice: Day?
    @Flag(name: .long, help: "The creditor's sale was outside VAT, so VAT is added to drafting.")
    var addVat = false
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    struct Fee: Codable {
        let act: String
        /// Hundredths of R.
        let multiple: Int64
        let amount: Money
        let from: Day
        let citation: String
    }
    struct Drafting: Codable {
        let act: String
        let cap: Money
        let citation: String
    }
    struct Route: Codable {
        let route: String
        let noticeFrom: Day
        let petitionFrom: Day
        let citation: String
    }
    struct View: Codable {
        let day: Day
        let courtFee: Money
        let fees: [Fee]
        let drafting: [Drafting]
        let routes: [Route]
    }

    func run() throws {
        let view: View = try withLaw { try self.view() }
        if json { return try Console.json(view) }
        print("R \(view.courtFee.text) \(day.text) (rettsgebyrloven § 1)")
        var table = Table([
            ("", .left), ("× R", .right), ("Gebyr", .right), ("Fra", .left), ("", .left),
        ])
        for fee in view.fees {
            table.add(
                CourtTexts.name(fee.act), Money(ore: fee.multiple).figures, fee.amount.figures,
                fee.from.text, fee.citation)
        }
        for drafting in view.drafting {
            table.add(
                CourtTexts.name("drafting-" + drafting.act), "", drafting.cap.figures, "",
                drafting.citation)
        }
        table.print()
        for route in view.routes {
            print(
                "\(CourtTexts.name(route.route)): varsel fra \(route.noticeFrom.text), begjæring fra \(route.petitionFrom.text) (\(route.citation))"
            )
        }
    }

    private func view() throws -> View {
        let law = try options.law()
        return View(
            day: day,
            courtFee: try law.courtFee(on: day),
            fees: try CourtFee.Act.allCases.map { act in
                let multiple = try CourtFee.multiple(of: act, on: day)
                return Fee(
                    act: act.rawValue, multiple: multiple.value,
                    amount: try CourtFee.amount(of: act, on: day, law: law),
                    from: multiple.from, citation: act.citation.text)
            },
            drafting: try DraftingCost.Act.allCases.map { act in
                Drafting(
                    act: act.rawValue,
                    cap: try DraftingCost.cap(
                        of: act, on: day, creditorVATLiable: !addVat, law: law),
                    citation: act.citation.text)
            },
            routes: due.map { due in
                CourtRoute.Kind.allCases.map { kind in
                    let route = CourtRoute(kind, due: due, noticeSentOn: notice)
                    return Route(
                        route: kind.rawValue, noticeFrom: route.noticeFrom,
                        petitionFrom: route.petitionFrom, citation: kind.citation.text)
                }
            } ?? [])
    }
}

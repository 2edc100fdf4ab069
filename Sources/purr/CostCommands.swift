import ArgumentParser
import Basics
import Law
import Texts

struct SalaerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salaer", abstract: "The most a collection agency's fee may be.",
        discussion: "Without --claim the whole table for the day is shown.")

    @OptionGroup var options: LawOptions
    @OptionGroup var output: ListOutput
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
    @Option(
        name: .long, help: "Standard compensation claimed, the whole of it.", transform: parseMoney)
    var compensation: Money?
    @Option(name: .long, help: "The number of instalments in a payment plan.")
    var instalments = 0
    @Flag(name: .long, help: "The case goes or has gone to court: a plan adds nothing.")
    var atCourt = false
    @Option(
        name: .long, help: "The day a bankruptcy notice was served: its fee raises the cap.",
        transform: parseDay)
    var bankruptcyNotice: Day?
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
        let lawyerLed: Money?
        let instalmentAddition: Money
        let bankruptcyNoticeAddition: Money
        let roomLight: Money
        let roomHeavy: Money
        let rate: Money
        let rateFrom: Day
        let rateSource: String
        let bandsFrom: Day
        let bandsSource: String
        let citation: String
    }

    func validate() throws {
        if output.isAsked && claim != nil && !table {
            throw ValidationError("--csv and --xlsx write the whole table: give --table")
        }
    }

    func run() throws {
        try checkBands()
        guard let claim, !table else { return try printTable() }
        let view: View = try withLaw { try self.view(claim) }
        if json { return try Console.json(view) }
        var lines = Table([("", .left), ("Lett", .right), ("Tungt", .right), ("", .left)])
        lines.add("Høyeste salær", view.light.figures, view.heavy.figures, view.citation)
        if view.instalmentAddition > .zero {
            let added = view.instalmentAddition.figures
            lines.add("+ avdragsordning", added, added, Self.paragraph("§ 2-4 (1)"))
        }
        if view.bankruptcyNoticeAddition > .zero {
            let added = view.bankruptcyNoticeAddition.figures
            lines.add("+ forkynt konkursvarsel", added, added, Self.paragraph("§ 2-4 (2)"))
        }
        if showsRoom {
            lines.add(
                "Igjen til inkassobyrået", view.roomLight.figures, view.roomHeavy.figures,
                Self.paragraph("§§ 2-1, 2-6"))
        }
        lines.print()
        printDemand(view)
        printNotes(view)
    }

    /// Bands are no rate that can be added, so the remedy is another than a missing rate's.
    private func checkBands() throws {
        do throws(MissingRate) {
            _ = try CollectionFee.bandTable(due: due)
        } catch {
            throw Diagnostic(
                "law.missing-rate", place: "collection fee of a claim due \(due.iso)",
                found: "no bands", expected: "a due date from 2010-01-01",
                remedy: "look up the bands of an older claim in \(Self.paragraph("§ 2-2"))")
        }
    }

    private var showsRoom: Bool {
        ownFees != nil || compensation != nil || instalments > 4 || bankruptcyNotice != nil
    }

    private static func paragraph(_ text: String) -> String {
        Citation(.inkassoforskriften, text).text
    }

    /// Light or heavy, and what a lawyer-led collection may charge, by the payment demand's deadline.
    private func printDemand(_ view: View) {
        guard let heavyFrom = view.heavyFrom, let lawyerFrom = view.lawyerLedFrom else { return }
        let now = paid >= heavyFrom ? "tungt" : "lett"
        print("  tungt fra \(heavyFrom.text): \(now) \(paid.text) (\(Self.paragraph("§ 2-3")))")
        print(
            "    når betalingsoppfordringen kom etter en oversittet frist på minst 14 dager i purring eller inkassovarsel sendt etter forfall"
        )
        let lawyerLed =
            view.lawyerLed.map { "\($0.text), fra \(lawyerFrom.text)" }
            ?? ((ownFees ?? .zero) > .zero
                ? "nei, egne gebyrer er krevd" : "ikke før \(lawyerFrom.text)")
        print(
            "  advokatledet egeninkasso i stedet for gebyrer: \(lawyerLed) (\(Self.paragraph("§ 1-4")))"
        )
    }

    private func printNotes(_ view: View) {
        if view.instalmentAddition > .zero {
            print(
                "  om mva og næringsfaktoren 1,5 gjelder tillegget for avdragsordning, er uavklart; ingen av dem er lagt til"
            )
        }
        if ownFees != nil, compensation != nil {
            print(
                "  gebyrer og kompensasjon legges ikke sammen: det største av dem er trukket fra (\(Self.paragraph("§ 2-6")))"
            )
        }
        printVersions(rate: view.rate, view.rateFrom, view.rateSource)
        print("  trinnene gjelder krav forfalt fra \(view.bandsFrom.text): \(view.bandsSource)")
    }

    private func printVersions(rate: Money, _ from: Day, _ source: String) {
        print("  inkassosats \(rate.text) fra \(from.text): \(source)")
    }

    private func view(_ claim: Money) throws -> View {
        let law = try options.law()
        let given = CollectionFee.Case(
            claim: claim, due: due, paidOn: paid, debtor: debtor, creditorVATLiable: !addVat)
        let light = try CollectionFee.cap(given, heavy: false, law: law)
        let heavy = try CollectionFee.cap(given, heavy: true, law: law)
        let instalmentAddition = try CollectionFee.instalmentAddition(
            instalments: instalments, isAtCourt: atCourt, on: paid, law: law)
        let noticeAddition =
            try bankruptcyNotice.map {
                try CollectionFee.bankruptcyNoticeAddition(servedOn: $0, law: law)
            } ?? .zero
        func room(_ cap: Money) -> Money {
            CollectionFee.room(
                cap: cap + instalmentAddition + noticeAddition, ownFees: ownFees ?? .zero,
                compensation: compensation ?? .zero)
        }
        let rate = try CreditorFee.rate(sentOn: paid, law: law)
        let bands = try CollectionFee.bandTable(due: due)
        let heavyFrom = demandDeadline.map { CollectionFee.heavyFrom(demandDeadline: $0) }
        return View(
            light: light, heavy: heavy, heavyFrom: heavyFrom, isHeavy: heavyFrom.map { paid >= $0 },
            lawyerLedFrom: demandDeadline.map { CollectionFee.lawyerLedFrom(demandDeadline: $0) },
            lawyerLed: try demandDeadline.flatMap {
                try CollectionFee.lawyerLed(
                    given, demandDeadline: $0, ownFees: ownFees ?? .zero, law: law)
            }, instalmentAddition: instalmentAddition, bankruptcyNoticeAddition: noticeAddition,
            roomLight: room(light), roomHeavy: room(heavy), rate: rate.value, rateFrom: rate.from,
            rateSource: rate.source, bandsFrom: bands.from, bandsSource: bands.source,
            citation: Self.paragraph("§§ 2-2, 2-3"))
    }

    private func printTable() throws {
        let law = try options.law()
        let rows = try withLaw {
            try CollectionFee.table(due: due, paidOn: paid, law: law)
        }
        let isWritten = try output.write(LawSheets.collectionFees(rows), on: options.day)
        if json { return try Console.json(rows) }
        if isWritten { return }
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
        let (rate, bands) = try withLaw {
            (
                try CreditorFee.rate(sentOn: paid, law: law),
                try CollectionFee.bandTable(due: due)
            )
        }
        print("  \(Self.paragraph("§§ 2-1, 2-2, 2-3")); kuttet til hele øre")
        printVersions(rate: rate.value, rate.from, rate.source)
        print("  trinnene gjelder krav forfalt fra \(bands.from.text): \(bands.source)")
    }
}

struct CourtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "court",
        abstract: "Court fees and drafting costs, and the earliest way to court.")

    @OptionGroup var options: LawOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "The day of filing.", transform: parseDay)
    var day: Day
    @Option(
        name: .long, help: "A claim's due date: shows the two routes' days.", transform: parseDay)
    var due: Day?
    @Option(name: .long, help: "The day the written notice went.", transform: parseDay)
    var notice: Day?
    @Option(
        name: .long, help: "The claim's size: tells which board or court it goes to.",
        transform: parseMoney)
    var claim: Money?
    @Flag(name: .long, help: "The creditor's sale was outside VAT, so VAT is added to drafting.")
    var addVat = false
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    func run() throws {
        let view: View = try withLaw { try self.view() }
        let isWritten = try output.write(LawSheets.courtFees(named(view)), on: options.day)
        if json { return try Console.json(view) }
        if isWritten { return }
        print("R \(view.courtFee.text) \(day.text) (\(Citation(.rettsgebyrloven, "§ 1").text))")
        print("  fra \(view.courtFeeFrom.text): \(view.courtFeeSource)")
        printFees(view)
        printRoutes(view)
        printLimits(view)
    }

    private func printFees(_ view: View) {
        var table = Table([
            ("", .left), ("× R", .right), ("Gebyr", .right), ("Fra", .left), ("", .left),
            ("", .left),
        ])
        for (cost, name) in named(view) {
            table.add(
                name, cost.multiple.map { Money(ore: $0).figures } ?? "",
                cost.amount?.figures ?? "ukjent", cost.from?.text ?? "", cost.source ?? "",
                cost.citation)
        }
        table.print()
        print(
            "  gebyrer er rundet ned til hele kroner (\(Citation(.rettsgebyrloven, "§ 6 a").text))")
        print(
            "  skrivekostnader \(addVat ? "med" : "uten") mva, kuttet til hele øre; de gjelder rettshjelp, og om kreditor som skriver selv får alt, er ikke bekreftet"
        )
    }

    private func named(_ view: View) -> [(cost: Cost, name: String)] {
        view.fees.map { ($0, name(ofFee: $0.act)) }
            + view.drafting.map { ($0, name(ofDrafting: $0.act)) }
    }

    private func name(ofFee act: String) -> String {
        act.hasSuffix(Self.later) ? "  etter forliksrådet" : CourtTexts.name(act)
    }

    private func name(ofDrafting act: String) -> String {
        act == Self.attendance
            ? "Møte uten plikt i forliksrådet, høyst" : CourtTexts.name("drafting-" + act)
    }

    private static let later = "-after-conciliation"
    private static let attendance = "conciliation-attendance"

    private func printRoutes(_ view: View) {
        for route in view.routes {
            print("\(CourtTexts.name(route.route)) (\(route.citation))")
            if let notice, route.needsNotice {
                print("  ! varselet \(notice.text) er sendt før forfall og teller ikke")
            }
            let sent = route.needsNotice ? "fra \(route.noticeFrom.text)" : "sendt"
            if let answer = route.answerUntil {
                print("  skriftlig varsel \(sent), begjæring fra \(route.petitionFrom.text)")
                print(
                    "  skyldnerens svarfrist tidligst \(answer.text) (\(Citation(.tvangsfullbyrdelsesloven, "§ 7-6").text))"
                )
            } else {
                print("  skriftlig varsel \(sent), klage fra \(route.petitionFrom.text)")
                print(
                    "  på papir til private, om ikke annet er avtalt eller vanlig mellom partene (\(Citation(.tvisteloven, "§ 5-2 (3)").text))"
                )
                print("  loven nevner ingen ventetid; to uker er Purrs lesning")
            }
        }
    }

    private func printLimits(_ view: View) {
        for limit in view.limits {
            let size = "under \(limit.amount.text) (\(limit.citation))"
            print(
                limit.of == "conciliation"
                    ? "forliksrådet kan dømme når én part ber om det: krav \(size)"
                    : "småkravprosess i tingretten: krav \(size)")
            print("  fra \(limit.from.text): \(limit.source)")
        }
        if let needsBoard = view.needsConciliation {
            print(
                needsBoard
                    ? "forliksrådet må behandle kravet før tingretten, om ikke annet følger av \(Citation(.tvisteloven, "§ 6-2 (2)").text); utlegg kan begjæres uten"
                    : "kravet kan gå rett til tingretten (\(Citation(.tvisteloven, "§ 6-2 (2)").text))"
            )
        }
        if let isSmall = view.isSmallClaim {
            print("i tingretten: \(isSmall ? "småkravprosess" : "allmennprosess")")
        }
    }
}

extension CourtCommand {
    struct Cost: Codable {
        let act: String
        /// Hundredths of R; nil with the rest when it is not known for the day.
        let multiple: Int64?
        let amount: Money?
        let from: Day?
        let source: String?
        let citation: String
    }
    struct Route: Codable {
        let route: String
        let noticeFrom: Day
        let needsNotice: Bool
        let petitionFrom: Day
        let answerUntil: Day?
        let citation: String
    }
    struct Limit: Codable {
        /// Of which board or court: `conciliation` or `small-claims`.
        let of: String
        let amount: Money
        let from: Day
        let source: String
        let citation: String
    }
    struct View: Codable {
        let day: Day
        let courtFee: Money
        let courtFeeFrom: Day
        let courtFeeSource: String
        let fees: [Cost]
        let drafting: [Cost]
        let routes: [Route]
        let limits: [Limit]
        let needsConciliation: Bool?
        let isSmallClaim: Bool?
    }

    private func view() throws -> View {
        let law = try options.law()
        let unit = try law.courtFeeRow(on: day)
        let board = CourtRoute.conciliationLimit(on: day)
        let small = CourtRoute.smallClaimsLimit(on: day)
        return View(
            day: day, courtFee: unit.value, courtFeeFrom: unit.from, courtFeeSource: unit.source,
            fees: CourtFee.Act.allCases.flatMap { fees($0, law) }, drafting: drafting(law),
            routes: due.map { routes(due: $0) } ?? [],
            limits: [
                board.map { limit("conciliation", $0, "§ 6-10") },
                small.map { limit("small-claims", $0, "§ 10-1") },
            ].compactMap(\.self),
            needsConciliation: claim.flatMap { CourtRoute.needsConciliation(claim: $0, on: day) },
            isSmallClaim: claim.flatMap { claim in small.map { claim < $0.value } })
    }

    /// The act's fee; two for the courts that charge less after the conciliation board.
    private func fees(_ act: CourtFee.Act, _ law: LawBook) -> [Cost] {
        switch act {
        case .districtCourt, .smallClaims:
            [fee(act, afterConciliation: false, law), fee(act, afterConciliation: true, law)]
        case .conciliationComplaint, .enforcementPetition, .bankruptcyNoticeService,
            .bankruptcyDeposit, .bankruptcyPetitionWithdrawn, .bankruptcyOpened,
            .bankruptcyDiscontinued:
            [fee(act, afterConciliation: false, law)]
        }
    }

    private func fee(_ act: CourtFee.Act, afterConciliation: Bool, _ law: LawBook) -> Cost {
        let row = known { () throws(MissingRate) in try CourtFee.multiple(of: act, on: day) }
        return Cost(
            act: act.rawValue + (afterConciliation ? Self.later : ""),
            multiple: row.map { $0.value - (afterConciliation ? 100 : 0) },
            amount: known { () throws(MissingRate) in
                try CourtFee.amount(
                    of: act, on: day, afterConciliation: afterConciliation, law: law)
            }, from: row?.from, source: row?.source, citation: act.citation.text)
    }

    private func drafting(_ law: LawBook) -> [Cost] {
        let acts = DraftingCost.Act.allCases.map { act in
            let row = known { () throws(MissingRate) in try DraftingCost.multiple(of: act, on: day)
            }
            return Cost(
                act: act.rawValue, multiple: row?.value,
                amount: known { () throws(MissingRate) in
                    try DraftingCost.cap(of: act, on: day, creditorVATLiable: !addVat, law: law)
                }, from: row?.from, source: row?.source, citation: act.citation.text)
        }
        let attendance = DraftingCost.attendance
        return acts + [
            Cost(
                act: Self.attendance, multiple: attendance.value,
                amount: known { () throws(MissingRate) in
                    try DraftingCost.attendanceCap(on: day, creditorVATLiable: !addVat, law: law)
                }, from: attendance.from, source: attendance.source,
                citation: Citation(.tvisteloven, "§ 6-13").text)
        ]
    }

    /// What a day may not have is shown as unknown, so that the rest of the day's fees can still be read.
    private func known<Value>(_ value: () throws(MissingRate) -> Value) -> Value? {
        do throws(MissingRate) { return try value() } catch { return nil }
    }

    private func routes(due: Day) -> [Route] {
        CourtRoute.earliest(due: due, noticeSentOn: notice).map { route in
            Route(
                route: route.kind.rawValue, noticeFrom: route.noticeFrom,
                needsNotice: route.needsNotice, petitionFrom: route.petitionFrom,
                answerUntil: route.answerUntil, citation: route.kind.citation.text)
        }
    }

    private func limit(_ of: String, _ limit: Dated<Money>, _ paragraph: String) -> Limit {
        Limit(
            of: of, amount: limit.value, from: limit.from, source: limit.source,
            citation: Citation(.tvisteloven, paragraph).text)
    }
}

import Basics
import Claims
import Desk
import Formats
import Law
import Store
import Texts

/// The book's lists as sheets for other programs, every column in full.
enum BookSheets {
    static func claims(_ items: [DayItem], _ law: LawBook, _ texts: ConsoleTexts) -> Sheet {
        let word = ListWords(texts.language)
        let money: [SheetColumn<DayItem>] = [
            .money(word(.invoiceAmount), isTotalled: true, \.claim.principal),
            .money(word(.credited), isTotalled: true, \.decision.statement.credited),
            .money(word(.paid), isTotalled: true, \.decision.statement.paid),
            .money(word(.principal), isTotalled: true, \.decision.statement.openInvoice),
            .money(word(.interest), isTotalled: true, \.decision.statement.openInterest),
            .money(word(.costs), isTotalled: true, \.decision.statement.openCosts),
            .money(word(.toPay), isTotalled: true, \.decision.statement.toPay),
            .money(word(.overpaid), isTotalled: true, \.decision.statement.overpaid),
        ]
        return Sheet(
            word(.claims), texts.language, of: items,
            [
                .whole(word(.claimID), \.claim.id.number),
                .text(word(.customerNumber), \.debtor.number),
                .text(word(.customerName), \.debtor.name),
                .text(word(.organisationNumber), \.debtor.organisationNumber?.text),
                .text(word(.invoice), \.claim.invoice), .text(word(.concerns), \.claim.concerns),
                .day(word(.issued), \.claim.issued), .day(word(.due), \.claim.due),
                .text(word(.kid), \.claim.kid),
            ] + money + [
                .text(word(.verdict), \.decision.verdictName),
                .text(word(.step)) { $0.decision.stepName(law).map(texts.step) },
                .day(word(.nextDay), \.decision.nextDay),
                .text(word(.why)) {
                    $0.decision.reasons.first.map { ReasonView($0, texts.language).line }
                },
            ])
    }

    static func today(_ view: TodayView, _ texts: ConsoleTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            "\(word(.today)) \(view.day.text)", texts.language, of: view.lines,
            [
                .text(word(.verdict), \.verdict), .whole(word(.claimID), \.claim),
                .text(word(.customerNumber), \.customer),
                .text(word(.customerName), \.customerName), .text(word(.customerKind), \.kind),
                .text(word(.invoice), \.invoice), .day(word(.due), \.due),
                .text(word(.step)) { $0.step.map(texts.step) }, .text(word(.tone), \.tone),
                .text(word(.toneWhy), \.toneReason),
                .day(word(.lawfulFrom), \.lawfulFrom), .day(word(.deadline), \.deadline),
                .money(word(.principal), isTotalled: true, \.principal),
                .money(word(.interest), isTotalled: true, \.interest),
                .money(word(.fee), isTotalled: true, \.fee),
                .money(word(.toPay), isTotalled: true, \.toPay),
                .text(word(.why)) { $0.reasons.map(\.line).joined(separator: " ") },
            ])
    }

    static func customers(_ debtors: [Debtor], _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            word(.customers), language, of: debtors,
            [
                .text(word(.customerNumber), \.number), .text(word(.customerName), \.name),
                .text(word(.customerKind), \.kind.rawValue),
                .text(word(.organisationNumber), \.organisationNumber?.text),
                .text(word(.street), \.street), .text(word(.postcode), \.postcode),
                .text(word(.city), \.city), .text(word(.country), \.country),
                .text(word(.email), \.email), .text(word(.phone), \.phone),
                .text(word(.language), \.language?.rawValue), .text(word(.plan), \.plan?.title),
                .text(word(.tone), \.tone?.rawValue), .text(word(.branch), \.branch),
                .text(word(.exempt), \.exempt),
            ])
    }

    static func journal(_ entries: [JournalEntry], _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            word(.journal), language, of: entries,
            [
                .whole(word(.entryNumber), \.id), .text(word(.time)) { Clock.text(of: $0.at) },
                .text(word(.actor), \.actor), .text(word(.kind), \.kind),
                .text(word(.detail), \.detail), .text(word(.hash)) { Digest.hex($0.hash) },
            ])
    }

    static func outbox(_ views: [OutboxListCommand.View], _ texts: ConsoleTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            word(.outbox), texts.language, of: views,
            [
                .text(word(.letterID)) { "P-\($0.id)" }, .day(word(.letterDay), \.day),
                .text(word(.step)) { texts.step($0.step) }, .day(word(.deadline), \.deadline),
                .money(word(.fee), isTotalled: true, \.fee),
                .money(word(.toPay), isTotalled: true, \.total),
                .text(word(.status)) { OutboxTexts(texts.language).state($0.state) },
                .text(word(.channel), \.channel),
                .text(word(.receipt), \.receipt),
            ])
    }

    static func payments(_ views: [PaymentsCommand.View], _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            word(.payments), language, of: views,
            [
                .whole(word(.paymentID), \.id), .day(word(.booked), \.booked),
                .money(word(.amount), isTotalled: true, \.amount),
                .money(word(.rest), isTotalled: true) { $0.settled == nil ? $0.rest : .zero },
                .text(word(.currency), \.currency), .text(word(.kid), \.kid),
                .text(word(.payerName), \.payerName), .text(word(.payerAccount), \.payerAccount),
                .text(word(.text), \.text), .text(word(.status), \.settled),
            ])
    }
}

// MARK: - One claim

extension BookSheets {
    static func timeline(_ claim: ClaimJSON, _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            "\(word(.timeline)) \(claim.invoice)", language, of: claim.timeline,
            [.day(word(.day), \.day), .text(word(.what), \.text)])
    }

    static func statement(_ statement: Statement, _ invoice: String, _ language: Language) -> Sheet
    {
        let word = ListWords(language)
        return Sheet(
            "\(word(.statement)) \(invoice) \(statement.on.text)", language,
            of: StatementPage(statement, language).lines,
            [.text(word(.what)) { $0.0 }, .money(word(.amount)) { $0.1 }])
    }

    static func interest(
        _ segments: [InterestSegment], _ title: String, _ language: Language
    ) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            title, language, of: segments,
            [
                .day(word(.from), \.from), .day(word(.to), \.to),
                .whole(word(.days), isTotalled: true) { Int64($0.days) },
                .percent(word(.rate), \.rate), .money(word(.balance), \.balance),
                .money(word(.amount), isTotalled: true, \.amount),
            ])
    }

    static func placements(_ claim: ClaimJSON, _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            "\(word(.placements)) \(claim.invoice)", language, of: claim.placements,
            [
                .whole(word(.paymentID), \.payment), .day(word(.day), \.on),
                .money(word(.costs), isTotalled: true, \.costs),
                .money(word(.interest), isTotalled: true, \.interest),
                .money(word(.principal), isTotalled: true, \.principal),
                .money(word(.overpaid), isTotalled: true, \.overpaid), .text(word(.rule), \.rule),
            ])
    }

    static func clock(_ clock: ClockJSON, _ invoice: String, _ texts: ConsoleTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            "\(word(.clock)) \(invoice)", texts.language, of: clock.rungs,
            [
                .text(word(.step)) { texts.step($0.step) }, .text(word(.status), \.state),
                .day(word(.letterDay), \.sentOn), .day(word(.lawfulFrom), \.lawfulFrom),
                .money(word(.fee), \.fee), .day(word(.deadline), \.deadline),
                .text(word(.why), \.reason.text), .text(word(.rule), \.rule),
                .text(word(.citation), \.citation),
            ])
    }

    static func loss(_ view: LossCommand.View, _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            "\(word(.vatLoss)) \(view.invoice)", language, of: view.alternatives,
            [
                .text(word(.alternative), \.alternative), .text(word(.what), \.text),
                .day(word(.holdsFrom), \.holdsFrom),
            ])
    }

    static func check(_ letters: [CheckJSON], _ texts: ConsoleTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            word(.letterCheck), texts.language, of: letters,
            [
                .text(word(.letterID), \.letter), .text(word(.step)) { texts.step($0.step) },
                .text(word(.invoice), \.invoice), .day(word(.letterDay), \.sentOn),
                .yesNo(word(.isLawful), \.lawful), .day(word(.lawfulFrom), \.lawfulFrom),
                .money(word(.fee), \.feeCharged), .money(word(.feeAllowed), \.feeAllowed),
                .money(word(.interest), \.interest),
                .text(word(.faults)) {
                    ($0.faults + $0.laterKnown).map(\.text).joined(separator: " ")
                },
            ])
    }
}

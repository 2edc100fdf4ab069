import Basics
import Formats
import Law
import Texts

/// What the calculators list, as sheets for other programs.
enum LawSheets {
    /// A rate with the table it stands in.
    struct Rate {
        let table: MissingRate.Table
        let row: LawBook.Row
    }

    static func rates(_ rates: [Rate], _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            word(.rates), language, of: rates,
            [
                .text(word(.table), \.table.rawValue), .day(word(.from), \.row.from),
                .day(word(.to), \.row.to),
                .percent(word(.rate)) { $0.table == .lateInterest ? Int($0.row.value) : nil },
                .money(word(.amount)) {
                    $0.table == .lateInterest ? nil : Money(ore: $0.row.value)
                },
                .yesNo(word(.isOwn), \.row.isOwn), .text(word(.source), \.row.source),
                .text(word(.citation)) { $0.table.citation.text(in: language) },
            ])
    }

    static func choices(_ views: [ChoicesCommand.View], _ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            word(.choices), language, of: views,
            [
                .text(word(.number), \.number), .text(word(.code), \.key),
                .text(word(.question), \.question), .text(word(.value), \.value),
                .text(word(.meaning)) {
                    $0.alternatives.isEmpty ? nil : ConventionTexts.meaning($0.value, language)
                },
                .yesNo(word(.isDefault), \.isDefault), .day(word(.since), \.since),
            ])
    }

    static func calendar(_ lines: [PublicDeadline.Obligation]) -> Sheet {
        let word = ListWords(.nb)
        return Sheet(
            word(.calendar), .nb, of: lines,
            [
                .day(word(.deadline), \.day), .text(word(.what), \.kind.name),
                .text(word(.code), \.code), .day(word(.payBy), \.payBy),
                .text(word(.citation), \.citation),
            ])
    }

    static func collectionFees(_ rows: [CollectionFee.Row]) -> Sheet {
        let word = ListWords(.nb)
        return Sheet(
            word(.collectionFees), .nb, of: rows,
            [
                .money(word(.upTo), \.upTo),
                .money(word(.timesRate)) { Money(ore: $0.hundredths) },
                .money("Forbruker lett", \.consumerLight),
                .money("Forbruker tungt", \.consumerHeavy),
                .money("Forbruker lett m/mva", \.consumerLightVAT),
                .money("Forbruker tungt m/mva", \.consumerHeavyVAT),
                .money("Næring lett", \.businessLight), .money("Næring tungt", \.businessHeavy),
                .money("Næring lett m/mva", \.businessLightVAT),
                .money("Næring tungt m/mva", \.businessHeavyVAT),
            ])
    }

    static func courtFees(_ costs: [(cost: CourtCommand.Cost, name: String)]) -> Sheet {
        let word = ListWords(.nb)
        return Sheet(
            word(.courtFees), .nb, of: costs,
            [
                .text(word(.what)) { String($0.name.drop { $0 == " " }) },
                .text(word(.code), \.cost.act),
                .money(word(.timesRate)) { $0.cost.multiple.map { Money(ore: $0) } },
                .money(word(.amount), \.cost.amount), .day(word(.from), \.cost.from),
                .text(word(.source), \.cost.source), .text(word(.citation), \.cost.citation),
            ])
    }

    static func bankruptcy(_ lines: [BankruptcyCommand.Line]) -> Sheet {
        let word = ListWords(.nb)
        return Sheet(
            word(.bankruptcy), .nb, of: lines,
            [
                .text(word(.what), \.what), .day(word(.earliest), \.from),
                .day(word(.latest), \.until), .text(word(.citation), \.citation),
            ])
    }

    static func limitation(_ view: LimitationCommand.View) -> Sheet {
        let word = ListWords(.nb)
        let lines =
            view.warnings.map { ($0.warning, $0.from) }
            + (view.lastDay.map { [("last-day", $0)] } ?? [])
        return Sheet(
            word(.limitation), .nb, of: lines,
            [.text(word(.code)) { $0.0 }, .day(word(.day)) { $0.1 }])
    }

    static func vatLoss(_ view: VATLossCommand.View) -> Sheet {
        let word = ListWords(.nb)
        return Sheet(
            word(.vatLoss), .nb, of: view.alternatives,
            [
                .text(word(.alternative), \.alternative.rawValue),
                .text(word(.what)) { LossTexts(.nb).alternative($0.alternative) },
                .day(word(.holdsFrom), \.holdsFrom),
            ])
    }

    static func numbers(_ views: [NumberCommand.View]) -> Sheet {
        let word = ListWords(.nb)
        return Sheet(
            word(.numbers), .nb, of: views,
            [
                .text(word(.number), \.number),
                .text(word(.validAs)) { $0.validAs.joined(separator: " ") },
            ])
    }
}

extension BankruptcyCommand {
    struct Line {
        let what: String
        let from: Day?
        let until: Day?
        let citation: String
    }
}

extension BankruptcyCommand.View {
    var lines: [BankruptcyCommand.Line] {
        func line(_ what: String, _ from: Day?, _ until: Day?, _ paragraph: String)
            -> BankruptcyCommand.Line
        {
            .init(what: what, from: from, until: until, citation: "konkursloven \(paragraph)")
        }
        var lines: [BankruptcyCommand.Line] = []
        if let filingFrom, let filingUntil {
            lines.append(line("frist for fordringsanmeldelse", filingFrom, filingUntil, "§ 109"))
        }
        if let chain {
            lines += [
                line("påkrav", chain.demandedOn, nil, "§ 63"),
                line("forkynnelse av konkursvarsel", chain.serveFrom, nil, "§ 63"),
                line("betaling", nil, chain.payUntil, "§ 63"),
                line(
                    "konkursbegjæring hos tingretten", chain.petitionFrom, chain.petitionUntil,
                    "§ 63"),
            ]
        }
        return lines
    }
}

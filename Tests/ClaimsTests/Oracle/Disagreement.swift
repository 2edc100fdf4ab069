import Basics
import Claims
import Law

/// Where the statement and the oracle part ways on a claim.
struct Disagreement: CustomStringConvertible {
    let about: RandomClaim
    let differences: [String]

    /// nil when they agree.
    init?(_ random: RandomClaim, _ quirks: Quirks = []) {
        let theirs = Statement(of: random.claim, on: random.on, law: random.law, keepingDetails: true)
        let ours = OracleAccount(random.claim, on: random.on, random.law.conventions, quirks)
        guard ours.isSensible else { return nil }
        let pairs: [(String, Money, Int)] = [
            ("credited", theirs.credited, ours.credited), ("paid", theirs.paid, ours.paid),
            ("waived", theirs.waived, ours.waived), ("refunded", theirs.refunded, ours.refunded),
            ("interest", theirs.interest, ours.interest), ("fees", theirs.fees, ours.fees),
            ("compensation", theirs.compensation, ours.compensation),
            ("costs", theirs.costs, ours.costs),
            ("open principal", theirs.openPrincipal, ours.openPrincipal),
            ("open interest", theirs.openInterest, ours.openInterest),
            ("open costs", theirs.openCosts, ours.openCosts),
            ("overpaid", theirs.overpaid, ours.overpaid), ("to pay", theirs.toPay, ours.toPay),
        ]
        var differences = pairs.filter { $0.1.ore != Int64($0.2) }
            .map { "\($0.0): \($0.1.ore), oracle \($0.2)" }
        if (theirs.missingRate != nil) != ours.isRateMissing {
            differences.append(
                "missing rate: \(theirs.missingRate != nil), oracle \(ours.isRateMissing)")
        }
        if theirs.segments.map(Self.line) != ours.lines.map(Self.line) {
            differences.append("lines")
        }
        if ours.interest > 0 && theirs.interestFrom != ours.interestFrom {
            differences.append("from \(theirs.interestFrom?.iso ?? "never")")
        }
        if differences.isEmpty { return nil }
        differences.append("lines \(theirs.segments.map(Self.line))")
        differences.append("oracle's \(ours.lines.map(Self.line))")
        self.about = random
        self.differences = differences
    }

    private static func line(_ line: InterestSegment) -> String {
        "\(line.from.iso)–\(line.to.iso) \(line.balance.ore) × \(line.rate) = \(line.amount.ore)"
    }

    private static func line(_ line: OracleAccount.Line) -> String {
        "\(line.from.iso)–\(line.to.iso) \(line.balance) × \(line.rate) = \(line.amount)"
    }

    var description: String {
        let claim = about.claim
        let choices = Convention.allCases.filter {
            about.law.conventions[$0] != Conventions.standard[$0]
        }
        let head =
            "\(claim.debtorKind) \(claim.principal.ore) issued \(claim.issued.iso) due \(claim.due.iso) "
            + "\(claim.dueBasis), on \(about.on.iso)"
        return
            ([head] + choices.map { "  \($0.rawValue) \(about.law.conventions[$0])" }
            + claim.facts.map { "  \($0.on.iso) \($0.event)" } + differences.map { "! \($0)" })
            .joined(separator: "\n")
    }
}

extension RandomClaim {
    /// The same claim with interest on the principal alone where the product has its own idea of which fee is paid.
    func withPlainFees(_ quirks: Quirks) -> RandomClaim {
        guard quirks.contains(.newestFeesArePaidFirst),
            law.conventions.interestBase == .principalAndFees,
            !OracleAccount(claim, on: on, law.conventions, quirks).isFeeOrderPlain
        else { return self }
        var conventions = law.conventions
        conventions.interestBase = .principal
        return RandomClaim(claim: claim, law: law.with(conventions), on: on)
    }

    /// The smallest claim like this one that still `fails`.
    func shrunk(_ fails: (RandomClaim) -> Bool) -> RandomClaim {
        var smallest = self
        while let smaller = smallest.smaller.first(where: fails) { smallest = smaller }
        return smallest
    }

    /// Simpler claims, each with one thing less.
    private var smaller: [RandomClaim] {
        var simpler: [RandomClaim] = []
        for index in claim.facts.indices {
            var facts = claim.facts
            facts.remove(at: index)
            simpler.append(RandomClaim(claim: claim.with(facts: facts), law: law, on: on))
        }
        for key in Convention.allCases where law.conventions[key] != Conventions.standard[key] {
            var conventions = law.conventions
            guard (try? conventions.choose(key, Conventions.standard[key])) != nil else { continue }
            simpler.append(RandomClaim(claim: claim, law: law.with(conventions), on: on))
        }
        for days in [64, 16, 4, 1] where on - days > claim.due {
            simpler.append(RandomClaim(claim: claim, law: law, on: on - days))
        }
        return simpler
    }
}

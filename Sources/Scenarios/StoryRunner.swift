import Basics
import Claims
import Law

/// Tells a story line by line: what happened becomes facts, what is expected is looked up.
///
/// Pure: the same story under the same law has the same outcome. A line that fails does not stop the ones after it.
public struct StoryRunner {
    var law: LawBook
    var plan = Plan.named(.anbefalt)
    var isCreditorVATLiable = true
    /// In the order told.
    var claims: [ToldClaim] = []
    /// The day of the last dated line; nil before the first.
    var told: Day?
    var outcome: StoryOutcome
    private let keepsSteps: Bool
    private let hasUnreadClaim: Bool
    private var lastFact: Int64 = 0
    private var lastNotice: Int64 = 0
    private var lastPayment: Int64 = 0

    /// A claim and what the runner remembers about it.
    struct ToldClaim {
        let name: String?
        var claim: Claim
        /// The VAT in the principal; nil when it was not told.
        let vat: Money?
        var lastReceipt: Fact.Receipt?
        /// The last payment demand of the agency that has the claim.
        var agencyDemand: (sentOn: Day, deadline: Day)?
    }

    /// - Parameter keepingSteps: keeps what was owed after each dated line.
    public static func run(
        _ story: Story, law: LawBook = .shipped, keepingSteps: Bool = false
    ) -> StoryOutcome {
        var runner = StoryRunner(story, law, keepingSteps)
        // Settings stand before the first dated line, and hold for all of the story.
        for line in story.lines where line.content.isSetting { runner.take(line) }
        for line in story.lines where !line.content.isSetting { runner.take(line) }
        return runner.finish()
    }

    private init(_ story: Story, _ law: LawBook, _ keepsSteps: Bool) {
        self.law = law
        self.keepsSteps = keepsSteps
        self.hasUnreadClaim = story.hasUnreadClaim
        self.outcome = StoryOutcome(story)
    }

    private mutating func take(_ line: Story.Line) {
        do throws(StoryFault) {
            switch line.content {
            case .setting(let setting): try apply(setting, line.number)
            case .claim(let claim): try begin(claim, line.number)
            case .dated(let day, let happening):
                told = day
                var indices: [Int] = []
                if let happening { indices = try tell(happening, on: day, line.number) }
                keepStep(line, day, indices)
            case .expect(let expectation): try judge(expectation)
            }
        } catch {
            // Nothing can be said about a claim whose own line was not understood, and that is told already.
            if !(hasUnreadClaim && error.code == "scenario.claim") { outcome.faults.append(error) }
        }
    }

    private mutating func finish() -> StoryOutcome {
        outcome.faults.sort { $0.line < $1.line }
        outcome.claims = claims.indices.map { ending($0, on: told ?? claims[$0].claim.due) }
        return outcome
    }

    private func ending(_ index: Int, on day: Day) -> StoryOutcome.ClaimOutcome {
        let told = claims[index]
        return StoryOutcome.ClaimOutcome(
            name: told.name, claim: told.claim.asOf(day),
            statement: Statement(of: told.claim, on: day, law: law, keepingDetails: true))
    }

    private mutating func keepStep(_ line: Story.Line, _ day: Day, _ indices: [Int]) {
        guard keepsSteps else { return }
        let indices = indices.isEmpty ? Array(claims.indices) : indices
        outcome.steps.append(
            StoryOutcome.DatedStep(
                line: line.number, text: line.text, on: day,
                claims: indices.map { ending($0, on: day) }))
    }

    // MARK: - Settings

    private mutating func apply(_ setting: Story.Setting, _ line: Int) throws(StoryFault) {
        switch setting {
        case .act2026(let from): law = law.withAct2026(from: from)
        case .choice(let convention, let value):
            var conventions = law.conventions
            do throws(Diagnostic) {
                try conventions.choose(convention, value)
            } catch {
                throw StoryFault(
                    "choice", line: line, found: error.found, expected: error.expected)
            }
            law = law.with(conventions)
        case .policy(let name): plan = .named(name)
        case .creditorVAT(let isLiable): isCreditorVATLiable = isLiable
        case .rate(let rate):
            do throws(Diagnostic) {
                try rate.check(against: law, replaces: false)
            } catch {
                throw StoryFault(
                    "rate", line: line, found: error.found, expected: error.expected,
                    remedy: error.remedy)
            }
            law = law.adding([rate])
        }
    }

    // MARK: - Claims

    private mutating func begin(_ line: Story.ClaimLine, _ number: Int) throws(StoryFault) {
        if law.conventions.invoiceDueDate == .unilateral, case .agreed = line.basis,
            line.issued == nil
        {
            throw StoryFault(
                "missing", line: number, found: "a due date chosen to be the seller's alone",
                expected: "issued DAY, since interest is counted from it",
                remedy: "write: claim … due 2026-08-03 issued 2026-07-20")
        }
        let issued = line.issued ?? line.due
        let index = Int64(claims.count + 1)
        claims.append(
            ToldClaim(
                name: line.name,
                claim: Claim(
                    id: ClaimID(index), debtor: DebtorID(1), invoice: line.name ?? "1",
                    issued: issued, due: line.due, dueBasis: dueBasis(line.basis, issued: issued),
                    principal: line.principal, debtorKind: line.kind),
                vat: line.vat))
    }

    func dueBasis(_ basis: Story.Basis, issued: Day) -> DueBasis {
        switch basis {
        case .agreed: .agreed
        case .unilateral: .unilateral(sentOn: issued)
        case .demanded(let day, let accepted):
            .demanded(sentOn: day, electronicAccepted: accepted)
        }
    }

    /// Where the claim of this name stands in ``claims``; the first when there is no name.
    func index(of name: String?, _ line: Int) throws(StoryFault) -> Int {
        guard let name, !name.isEmpty else {
            if claims.isEmpty {
                throw StoryFault(
                    "claim", line: line, found: "no claim before this line",
                    expected: "a claim line",
                    remedy: "begin with: claim consumer principal 4800.00 due 2026-08-03")
            }
            return 0
        }
        guard let index = claims.firstIndex(where: { $0.name == name }) else {
            throw StoryFault("claim", line: line, found: name, expected: "a claim of the story")
        }
        return index
    }

    // MARK: - Facts

    mutating func append(_ event: Fact.Event, to index: Int, on day: Day) {
        lastFact += 1
        claims[index].claim = claims[index].claim.appending(
            Fact(id: lastFact, on: day, event: event))
    }

    mutating func newNotice() -> NoticeID {
        lastNotice += 1
        return NoticeID(lastNotice)
    }

    mutating func newPayment() -> PaymentID {
        lastPayment += 1
        return PaymentID(lastPayment)
    }
}

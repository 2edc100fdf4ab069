import Basics
import Claims
import Letters
import Testing

@Suite("Requests that give no letter")
struct LetterCheckTests {
    private func code(_ request: LetterRequest) -> String? {
        do throws(Diagnostic) {
            _ = try LetterComposer.compose(request)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("Asking a person sends no letter")
    func ask() { #expect(code(Sample.request(.ask)) == "letter.step") }

    @Test(
        "A collection notice or payment demand with 13 days is refused, with 14 it goes",
        arguments: [Step.collectionNotice, .paymentDemand])
    func deadline(step: Step) {
        var request = Sample.request(step)
        request.deadline = request.sentOn + 13
        #expect(code(request) == "letter.deadline")
        request.deadline = request.sentOn + 14
        #expect(code(request) == nil)
        request.deadline = nil
        #expect(code(request) == "letter.deadline")
    }

    @Test("A nudge or reminder goes without a deadline, but not with one in the past")
    func noDeadline() {
        for step in [Step.nudge, .reminder] {
            for language in Language.allCases {
                var request = Sample.request(step, .firm, language)
                request.deadline = nil
                #expect(code(request) == nil)
                request.deadline = request.sentOn - 1
                #expect(code(request) == "letter.deadline")
            }
        }
    }

    @Test("A line that does not add up is refused")
    func sum() {
        var request = Sample.request(.reminder)
        request.claims[0].toPay += Money(ore: 1)
        #expect(code(request) == "letter.sum")
    }

    @Test("A nudge never carries a fee, and no letter a fee that its lines lack")
    func fee() {
        var nudge = Sample.request(.nudge)
        nudge.claims = [Sample.claim(fees: Money(kroner: 38))]
        nudge.feeInThisLetter = Money(kroner: 38)
        #expect(code(nudge) == "letter.fee")
        var reminder = Sample.request(.reminder)
        reminder.feeInThisLetter = Money(ore: 3801)
        #expect(code(reminder) == "letter.fee")
    }

    @Test("Interest needs its rate and its first day")
    func interest() {
        var request = Sample.request(.paymentDemand)
        request.interestRate = nil
        #expect(code(request) == "letter.interest")
        request = Sample.request(.paymentDemand)
        request.claims[0].interestFrom = nil
        #expect(code(request) == "letter.interest")
    }

    @Test("No claims, no account: no letter")
    func empty() {
        var request = Sample.request(.reminder)
        request.claims = []
        #expect(code(request) == "letter.claims")
        request = Sample.request(.reminder)
        request.creditor.account = AccountNumber("")
        #expect(code(request) == "letter.account")
    }
}

import Basics
import Claims
import Testing

@Suite("What replies say")
struct ReplyReadingTests {
    private struct Score {
        var right = 0
        var missed: [String] = []
        var wrong: [String] = []
        var recall: Double { Double(right) / Double(max(1, right + missed.count)) }
        var precision: Double { Double(right) / Double(max(1, right + wrong.count)) }
    }

    private func score(
        _ kind: ReplyReading.Kind, _ replies: [ReplyCorpus.Reply] = ReplyCorpus.all
    ) -> Score {
        var score = Score()
        for reply in replies {
            let reading = ReplyReading(text: reply.text)
            switch (reply.kinds.contains(kind), reading.kinds.contains(kind)) {
            case (true, true): score.right += 1
            case (true, false): score.missed.append(reply.text)
            case (false, true):
                let words = reading.findings.filter { $0.kind == kind }.map(\.words)
                score.wrong.append("\(reply.text) [\(words.joined(separator: "; "))]")
            case (false, false): break
            }
        }
        return score
    }

    @Test("The corpus is large enough and has every kind in every language")
    func corpus() {
        #expect(ReplyCorpus.all.count >= 150)
        for language in [Language.nb, .nn, .en] {
            for kind in ReplyReading.Kind.allCases {
                #expect(
                    ReplyCorpus.all.contains { $0.language == language && $0.kinds.contains(kind) },
                    "\(language) \(kind)")
            }
        }
    }

    @Test("No objection in the corpus is missed, and few replies are taken for one")
    func objections() {
        let score = score(.objection)
        print(
            "replies, \(ReplyCorpus.all.count) in all; objections: recall \(rounded(score.recall)), "
                + "precision \(rounded(score.precision)) of \(score.right + score.missed.count)")
        #expect(score.recall >= 0.98, "missed: \(score.missed)")
        #expect(score.precision >= 0.85, "taken for one: \(score.wrong)")
        for language in [Language.nb, .nn, .en] {
            let own = self.score(.objection, ReplyCorpus.all.filter { $0.language == language })
            #expect(own.missed.isEmpty, "\(language): \(own.missed)")
        }
    }

    @Test(
        "The other kinds are found well enough to be proposed",
        arguments: ReplyReading.Kind.allCases)
    func others(kind: ReplyReading.Kind) {
        let score = score(kind)
        print(
            "replies, \(kind.rawValue): recall \(rounded(score.recall)), precision "
                + "\(rounded(score.precision)) of \(score.right + score.missed.count)")
        #expect(score.recall >= 0.85, "missed: \(score.missed)")
        #expect(score.precision >= 0.8, "wrong: \(score.wrong)")
    }

    @Test("A not takes words back; the clause it stands in is as far as it reaches")
    func negation() {
        func proposal(_ text: String) -> ReplyReading.Kind? { ReplyReading(text: text).proposal }
        #expect(proposal("Jeg bestrider kravet.") == .objection)
        #expect(proposal("Jeg bestrider ikke kravet.") == nil)
        #expect(proposal("Vi bestrider slett ikke kravet.") == nil)
        #expect(proposal("Jeg betaler ikke, men bestrider kravet.") == .objection)
        #expect(proposal("Det er ikke bare feil pris, men også feil vare.") == .objection)
        #expect(proposal("Jeg har betalt.") == .paidAlready)
        #expect(proposal("Jeg har ikke betalt.") == nil)
        #expect(proposal("I haven\u{2019}t paid.") == nil)
        #expect(proposal("I don't dispute this.") == nil)
        #expect(proposal("No bestrid eg kravet.") == .objection, "no is *now* in Nynorsk")
    }

    @Test(
        "A not that nothing explains is a sign of an objection, and many unknown words are unclear")
    func unclear() {
        let strange = ReplyReading(text: "Sykkelen er ikke den blå.")
        #expect(strange.findings.map(\.kind) == [.objection])
        #expect(strange.findings[0].words == "sykkelen er ikke den blå")
        let long = ReplyReading(text: "Hunden vår og katten deres var sammen på hytta i påsken.")
        #expect(long.proposal == nil)
        #expect(long.isUnclear)
        #expect(!ReplyReading(text: "Takk for påminnelsen, ha en fin dag!").isUnclear)
    }

    @Test("The reasons are the words that were found, objections first")
    func reasons() {
        let reading = ReplyReading(
            text: "Jeg har betalt det meste. Resten er feil, og jeg er sykemeldt.")
        #expect(reading.findings.map(\.kind) == [.objection, .hardship, .paidAlready])
        #expect(reading.findings.map(\.words) == ["feil", "sykemeldt", "har betalt"])
    }

    @Test("A subject of the sender's own is read, that of an answer is ours")
    func subject() {
        #expect(ReplyReading(subject: "Innsigelse", text: "Se vedlegg").proposal == .objection)
        #expect(ReplyReading(subject: "Sv: Innsigelse?", text: "Takk!").proposal == nil)
    }

    @Test("Any text is read in time that grows with its length")
    func hostile() {
        for text in [
            String(repeating: "ikke ", count: 100_000), String(repeating: "> ", count: 50_000),
            String(repeating: "skrev:\n", count: 20_000),
            String(repeating: "Fra:\n", count: 20_000),
            String(repeating: "å\u{301}", count: 50_000), String(repeating: "---", count: 50_000),
        ] {
            let reading = ReplyReading(text: text)
            #expect(reading.findings.count <= 60)
        }
    }

    private func rounded(_ share: Double) -> Double { (share * 1000).rounded() / 1000 }
}

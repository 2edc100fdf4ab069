import Claims
import Testing

@Suite("A reply's own words")
struct ReplyTextTests {
    private static let quote = "> Har du innsigelser mot kravet, må du si fra."

    @Test(
        "What programs write above a quote ends the reply",
        arguments: [
            "Den tir. 24. nov. 2026 kl. 08:12 skrev Fjordvik Rør AS <post@f.example>:\n\n",
            "24. nov. 2026 kl. 08:12 skreiv Fjordvik <post@f.example>:\n",
            "On Tue, Nov 24, 2026 at 8:12 AM Fjordvik Rør AS <post@f.example>\nwrote:\n\n",
            "On 24/11/2026 08:12, Fjordvik wrote:\n",
            "Fjordvik Rør <post@f.example> skrev 24.11.2026 kl. 08:12:\n",
        ])
    func attributions(line: String) {
        #expect(ReplyText("Det stemmer ikke.\n\n" + line + Self.quote).own == "Det stemmer ikke.")
        // Programs that mark no quote: all that follows is one.
        #expect(ReplyText("Takk.\n\n" + line + "Har du innsigelser?").own == "Takk.")
    }

    @Test(
        "So do header lines and dividers",
        arguments: [
            "Fra: Fjordvik <post@f.example>\nSendt: 24. november 2026 08:12\nTil: Kari\nEmne: Purring",
            "Frå: Fjordvik\nDato: 24. november\nTil: Kari",
            "*From:* F\n*Sent:* Tuesday\n*To:* Kari",
            "-----Opprinnelig melding-----\nFra: Fjordvik",
            "________________________________\nFrom: F",
            "---------- Forwarded message ---------",
        ])
    func dividers(block: String) {
        #expect(ReplyText("Ok\n\n" + block + "\n\nHar du innsigelser?").own == "Ok")
    }

    @Test("Answers below and between quoted lines are kept")
    func inline() {
        let text = """
            24. nov. 2026 kl. 08:12 skrev Fjordvik <post@f.example>:
            > Beløpet er 4 800 kroner.
            Det er feil.
            > Forfall 3. august.
            Det er også feil.
            """
        #expect(ReplyText(text).own == "Det er feil.\nDet er også feil.")
    }

    @Test("Signatures, what telephones add, and notices of secrecy do not count")
    func signatures() {
        #expect(ReplyText("Ok.\n\nMvh Kari\nReklamasjonssjef\nTlf 900 00 000").own == "Ok.")
        #expect(ReplyText("Ok.\n--\nKlageavdelingen").own == "Ok.")
        #expect(ReplyText("Ok.\n\nSendt fra min iPhone").own == "Ok.")
        #expect(
            ReplyText("Ok.\n\nThis e-mail is confidential. If received in error, delete it.").own
                == "Ok.")
    }

    @Test("A sentence after the greeting is kept: it may be the one that matters")
    func postscript() {
        #expect(
            ReplyText("Ok.\n\nMvh Kari\n\nPS jeg bestrider gebyret").own
                .hasSuffix("PS jeg bestrider gebyret"))
        #expect(
            ReplyText("Hei\nHilsen Kari\nVi har jo aldri fått denne varen fra dere").own
                .contains("aldri fått"))
    }

    @Test("A person's own words that look a little alike stay")
    func likeness() {
        #expect(ReplyText("Jeg skrev dette til dere:\nDet er feil.").own.contains("Det er feil."))
        #expect(ReplyText("Fra: i går\nsynes jeg det er feil.").own.contains("feil"))
    }
}

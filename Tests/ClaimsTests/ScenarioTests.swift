import Testing

@Suite("Stories of a claim")
struct ScenarioTests {
    @Test("The whole ladder with three fees, paid to the øre at the end")
    func wholeLadder() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer anbefalt
            2026-08-03 expect wait nudge 2026-08-06
            2026-08-06 nudge fee 0,00
            2026-08-16 expect wait reminder 2026-08-17
            2026-08-17 reminder fee 38,00 deadline 2026-08-31
            2026-08-20 expect wait collection-notice 2026-09-03
            2026-09-03 collection-notice fee 38,00 deadline 2026-09-17
            2026-09-22 payment-demand fee 113,00 deadline 2026-10-06
            2026-10-05 owes 5090,49
            2026-10-05 paid 5090,49
            2026-10-05 expect closed settled
            2026-10-30 expect closed settled
            """)
    }

    @Test("A nudge is enough")
    func nudge() throws {
        try Scenario.run(
            """
            invoice 1250,00 due 2026-08-03 unknown tett
            2026-08-04 nudge
            2026-08-07 paid 1250,00
            2026-08-17 expect closed settled
            """)
    }

    @Test("Nothing goes while the customer objects; what was sent before stays sent")
    func dispute() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer anbefalt
            2026-08-06 nudge
            2026-08-17 reminder
            2026-08-20 disputed feil antall timer
            2026-08-20 expect wait collection-notice 2026-09-03
            2026-09-03 expect hold collection-notice disputed
            2026-11-02 expect hold collection-notice disputed
            2026-11-02 resumed avklart
            2026-11-02 collection-notice fee 38,00 deadline 2026-11-16
            """)
    }

    @Test("A payment that goes back opens the claim, and the ladder goes on where it stood")
    func returned() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 business anbefalt
            2026-08-06 nudge
            2026-08-17 reminder
            2026-08-31 paid 4883,11
            2026-09-03 expect closed settled
            2026-09-04 returned
            2026-09-04 collection-notice fee 38,00
            """)
    }

    @Test("A rest under 50 kroner is for a person, not for a letter")
    func residual() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer anbefalt
            2026-08-06 nudge
            2026-08-10 paid 4790,00
            2026-08-17 expect attention small-residual
            2026-08-17 written-off bagatell
            2026-08-17 expect closed written-off
            """)
    }

    @Test("Principal paid after the reminder: its fee is not chased by itself")
    func onlyCosts() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer anbefalt
            2026-08-06 nudge
            2026-08-17 reminder
            2026-08-25 paid 4800,00
            2026-09-03 expect attention only-costs-left
            2026-12-01 expect attention only-costs-left
            """)
    }

    @Test("A promise is believed until it has had time to reach the bank")
    func promise() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer anbefalt
            2026-08-06 nudge
            2026-08-14 promised 2026-08-28
            2026-08-17 expect hold reminder promised
            2026-09-01 expect hold reminder promised
            2026-09-02 reminder fee 38,00 deadline 2026-09-16
            """)
    }

    @Test("A pause ends by itself on its day")
    func pause() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer rolig
            2026-08-05 paused 2026-08-20
            2026-08-10 expect hold nudge paused
            2026-08-19 expect hold nudge paused
            2026-08-20 nudge
            2026-09-02 expect wait reminder 2026-09-03
            2026-09-03 reminder fee 38,00
            """)
    }

    @Test("A letter that did not arrive counts as not sent, and is sent again when someone says so")
    func undelivered() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer anbefalt
            2026-08-06 nudge
            2026-08-17 reminder fee 38,00
            2026-08-18 undelivered ukjent adresse
            2026-08-18 expect hold reminder undelivered
            2026-08-24 resumed ny adresse
            2026-08-24 reminder fee 38,00 deadline 2026-09-07
            2026-09-09 expect wait collection-notice 2026-09-10
            """)
    }

    @Test("A credit note after payment leaves money to give back")
    func overpaid() throws {
        try Scenario.run(
            """
            invoice 4800,00 due 2026-08-03 consumer anbefalt
            2026-08-03 paid 4800,00
            2026-08-12 credited 300,00
            2026-08-12 expect attention overpaid
            """)
    }
}

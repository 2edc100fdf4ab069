extension ShippedWords {
    /// Nynorsk. Consumers are `du`, businesses `de` and `dykk`.
    static let nynorsk = """
        === frame warm
        greeting: Hei, {debtor}!
        closing: Har {you} alt betalt? Tusen takk! Då kan {you} berre sjå bort frå dette brevet. Lurer {you} på noko, \
        så hjelper vi {you-object} gjerne: {contact}.
        signoff: Venleg helsing
        sms: Hei! Vi i {creditor} har sendt {you-object} eit brev. Lurer {you} på noko, hjelper vi gjerne: {contact}

        === frame friendly
        greeting: Hei, {debtor}!
        closing: Har {you} alt betalt? Takk! Då kan {you} sjå bort frå dette brevet. Lurer {you} på noko, så ta gjerne \
        kontakt: {contact}.
        signoff: Venleg helsing
        sms: Hei! {creditor} har sendt {you-object} eit brev. Lurer {you} på noko, så ta gjerne kontakt: {contact}

        === frame neutral
        greeting: Hei, {debtor}
        closing: Har {you} alt betalt, takkar vi for det, og {you} kan sjå bort frå dette brevet. Har {you} spørsmål, når {you} \
        oss på {contact}.
        signoff: Med venleg helsing
        sms: {creditor} har sendt {you-object} eit brev. Har {you} spørsmål, når {you} oss på {contact}

        === frame firm
        greeting: Til {debtor}
        closing: Har {you} alt betalt, kan {you} sjå bort frå dette brevet. Har {you} spørsmål, når {you} oss på \
        {contact}.
        signoff: Med venleg helsing
        sms: {creditor} har sendt {you-object} eit brev. Har {you} spørsmål, når {you} oss på {contact}

        === nudge warm
        subject: Har {you} gløymt oss?
        title: Har {you} gløymt oss?
        opening: Takk for at {you} er kunde hos oss. Vi har ikkje sett {payment} for {invoices} enno. {due-sentence} \
        Kanskje har det gått i gløymeboka?

        Dette er berre eit venleg puff, heilt utan gebyr. Fint om {you} betaler dei nærmaste dagane, og sei gjerne frå \
        om det er noko vi kan hjelpe med.

        === nudge warm business
        subject: Ventar {invoices} på godkjenning?
        title: Ventar {invoices} på godkjenning?
        opening: Takk for at {you} er kunde hos oss. Vi har ikkje sett {payment} for {invoices} enno. {due-sentence} \
        Kanskje ligg {it} til godkjenning hos nokon?

        Dette er berre eit venleg puff, heilt utan gebyr. Fint om {you} betaler dei nærmaste dagane. Manglar {you} eit \
        bilag eller ein referanse, så sei frå. Då sender vi det gjerne.

        === nudge friendly
        subject: Har {you} gløymt oss? {Invoices} ventar
        title: Har {you} gløymt oss?
        opening: Vi har ikkje sett {payment} for {invoices} enno. {due-sentence}

        Slikt er lett å gløyme, så dette er berre ei venleg påminning, heilt utan gebyr. Fint om {you} betaler dei \
        nærmaste dagane.

        === nudge friendly business
        subject: Venleg påminning om {invoices}
        title: Venleg påminning
        opening: Vi har ikkje sett {payment} for {invoices} enno. {due-sentence}

        Dette er berre ei venleg påminning, heilt utan gebyr. Fint om {you} betaler dei nærmaste dagane. Manglar {you} \
        eit bilag eller ein referanse, så sei frå.

        === nudge neutral
        subject: Påminning om {invoices}
        title: Betalingspåminning
        opening: Vi kan ikkje sjå at {invoices} er {paid}. {due-sentence}

        Vi ber {you-object} betale så snart {you} kan. Påminninga er utan gebyr.

        === nudge firm
        subject: {Invoices} har forfalle
        title: Påminning om betaling
        opening: {overdue-sentence}

        Vi ber {you-object} betale no. Denne påminninga er utan gebyr. {may-grow}

        === reminder warm
        subject: Ei lita påminning om {invoices}
        opening: Vi har framleis ikkje sett {payment} for {invoices-due}. Kanskje {it} vart liggjande i ein bunke ein \
        stad? Eller er det noko vi bør vite?

        Beløpet er no {amount}. Fint om {you} betaler {by}, så er dette ute av verda. Passar det dårleg, så ta kontakt. \
        Då finn vi ut av det saman.

        === reminder warm business
        subject: Ei lita påminning om {invoices}
        opening: Vi har framleis ikkje sett {payment} for {invoices-due}. Manglar det noko for at {you} skal kunne \
        betale – ein referanse, eit vedlegg, ei godkjenning? Sei frå, så ordnar vi vår del.

        Beløpet er no {amount}. Fint om {you} betaler {by}, så er dette ute av verda. Passar det dårleg, så ta kontakt. \
        Då finn vi ut av det saman.

        === reminder friendly
        subject: Ei påminning om {invoices}
        opening: Vi har framleis ikkje sett {payment} for {invoices-due}. Kanskje {it} vart liggjande i ein bunke ein \
        stad?

        Beløpet er no {amount}. Fint om {you} betaler {by}, så er dette ute av verda.

        === reminder friendly business
        subject: Ei påminning om {invoices}
        opening: Vi har framleis ikkje sett {payment} for {invoices-due}. Manglar {you} ein referanse eller eit \
        vedlegg, så sei frå.

        Beløpet er no {amount}. Fint om {you} betaler {by}, så er dette ute av verda.

        === reminder neutral
        subject: {Invoices} er ikkje {paid}
        opening: Vi kan ikkje sjå at {invoices} er {paid}. {due-sentence}

        Vi ber {you-object} betale {amount} {by}.

        === reminder firm
        subject: {Invoices} er framleis ikkje {paid}
        opening: {overdue-sentence}

        Beløpet er {amount}, og vi ber {you-object} betale {by}. {may-grow}

        === notice warm
        subject: {Invoices}: lat oss finne ut av dette
        opening: Vi har ikkje fått {payment} for {invoices-due}. Vi set pris på {you-object} som kunde, og vil helst \
        ordne dette direkte med {you-object}.

        Beløpet er {amount}. Er det vanskeleg å betale alt no, så ring eller skriv før fristen. Då ser vi etter ei \
        løysing saman.

        === notice friendly
        subject: {Invoices}: lat oss finne ut av dette
        opening: Vi har ikkje fått {payment} for {invoices-due}. Vi vil helst ordne dette direkte med {you-object}.

        Beløpet er {amount}. Er det vanskeleg å betale alt no, så ta kontakt før fristen. Då ser vi saman etter ei \
        løysing.

        === notice neutral
        subject: Viktig brev om {invoices}
        opening: Vi kan ikkje sjå at {invoices} er {paid}. {due-sentence}

        Vi ber {you-object} betale {amount} {by}.

        === notice firm
        subject: Viktig brev om {invoices} – frist {deadline}
        opening: {overdue-sentence}

        Beløpet er {amount}. Fristen er {deadline}.

        === demand warm
        subject: {Invoices}: vi vil gjerne høyre frå {you-object}
        opening: Fristen i det førre brevet vårt er ute, og vi har framleis ikkje fått {payment} for {invoices}. \
        {due-sentence}

        Er det vanskeleg å betale alt på éin gong, eller er det noko vi har misforstått? Ring eller skriv, så ser vi \
        på det saman. Vi vil mykje heller bli samde med {you-object} enn å gå vidare med saka.

        === demand friendly
        subject: {Invoices}: vi vil gjerne høyre frå {you-object}
        opening: Fristen i det førre brevet vårt er ute, og vi har framleis ikkje fått {payment} for {invoices}. \
        {due-sentence}

        Er det vanskeleg å betale alt på éin gong, eller er det noko vi har misforstått? Ta kontakt, så ser vi på det \
        saman.

        === demand neutral
        subject: Viktig brev om {invoices}
        opening: Fristen i det førre brevet vårt er ute, og vi kan ikkje sjå at {invoices} er {paid}. {due-sentence}

        === demand firm
        subject: Viktig brev om {invoices} – frist {deadline}
        opening: {overdue-sentence} Fristen i det førre brevet vårt er ute.
        """
}

extension ShippedWords {
    /// Bokmål. Consumers are `du`, businesses `dere`; a person forgets, a company waits for somebody to approve.
    static let bokmaal = """
        === frame warm
        greeting: Hei, {debtor}!
        closing: Har {you} allerede betalt? Tusen takk! Da kan {you} bare se bort fra dette brevet. Lurer {you} på noe, \
        så hjelper vi {you-object} gjerne: {contact}.
        signoff: Vennlig hilsen
        sms: Hei! Vi i {creditor} har sendt {you-object} et brev. Lurer {you} på noe, hjelper vi gjerne: {contact}

        === frame friendly
        greeting: Hei, {debtor}!
        closing: Har {you} allerede betalt? Takk! Da kan {you} se bort fra dette brevet. Lurer {you} på noe, så ta \
        gjerne kontakt: {contact}.
        signoff: Vennlig hilsen
        sms: Hei! {creditor} har sendt {you-object} et brev. Lurer {you} på noe, så ta gjerne kontakt: {contact}

        === frame neutral
        greeting: Hei, {debtor}
        closing: Har {you} allerede betalt, takker vi for det, og {you} kan se bort fra dette brevet. Har {you} spørsmål, når \
        {you} oss på {contact}.
        signoff: Med vennlig hilsen
        sms: {creditor} har sendt {you-object} et brev. Har {you} spørsmål, når {you} oss på {contact}

        === frame firm
        greeting: Til {debtor}
        closing: Har {you} allerede betalt, kan {you} se bort fra dette brevet. Har {you} spørsmål, når {you} oss på \
        {contact}.
        signoff: Med vennlig hilsen
        sms: {creditor} har sendt {you-object} et brev. Har {you} spørsmål, når {you} oss på {contact}

        === nudge warm
        subject: Har {you} glemt oss?
        title: Har {you} glemt oss?
        opening: Takk for at {you} er kunde hos oss. Vi har ikke sett {payment} for {invoices} ennå. {due-sentence} \
        Kanskje har det gått i glemmeboken?

        Dette er bare et vennlig puff, helt uten gebyr. Fint om {you} betaler i løpet av de nærmeste dagene, og si \
        gjerne fra om det er noe vi kan hjelpe med.

        === nudge warm business
        subject: Venter {invoices} på godkjenning?
        title: Venter {invoices} på godkjenning?
        opening: Takk for at {you} er kunde hos oss. Vi har ikke sett {payment} for {invoices} ennå. {due-sentence} \
        Kanskje ligger {it} til godkjenning hos noen?

        Dette er bare et vennlig puff, helt uten gebyr. Fint om {you} betaler i løpet av de nærmeste dagene. Mangler \
        {you} et bilag eller en referanse, så si fra. Da sender vi det gjerne.

        === nudge friendly
        subject: Har {you} glemt oss? {Invoices} venter
        title: Har {you} glemt oss?
        opening: Vi har ikke sett {payment} for {invoices} ennå. {due-sentence}

        Slikt er lett å glemme, så dette er bare en vennlig påminnelse, helt uten gebyr. Fint om {you} betaler i løpet \
        av de nærmeste dagene.

        === nudge friendly business
        subject: Vennlig påminnelse om {invoices}
        title: Vennlig påminnelse
        opening: Vi har ikke sett {payment} for {invoices} ennå. {due-sentence}

        Dette er bare en vennlig påminnelse, helt uten gebyr. Fint om {you} betaler i løpet av de nærmeste dagene. \
        Mangler {you} et bilag eller en referanse, så si fra.

        === nudge neutral
        subject: Påminnelse om {invoices}
        title: Betalingspåminnelse
        opening: Vi kan ikke se at {invoices} er {paid}. {due-sentence}

        Vi ber {you-object} betale så snart {you} kan. Påminnelsen er uten gebyr.

        === nudge firm
        subject: {Invoices} har forfalt
        title: Påminnelse om betaling
        opening: {overdue-sentence}

        Vi ber {you-object} betale nå. Denne påminnelsen er uten gebyr. {may-grow}

        === reminder warm
        subject: En liten påminnelse om {invoices}
        opening: Vi har fortsatt ikke sett {payment} for {invoices-due}. Kanskje {it} ble liggende i en bunke et sted? \
        Eller er det noe vi bør vite?

        Beløpet er nå {amount}. Fint om {you} betaler {by}, så er dette ute av verden. Passer det dårlig, så ta \
        kontakt. Da finner vi ut av det sammen.

        === reminder warm business
        subject: En liten påminnelse om {invoices}
        opening: Vi har fortsatt ikke sett {payment} for {invoices-due}. Mangler det noe for at {you} skal kunne \
        betale – en referanse, et vedlegg, en godkjenning? Si fra, så ordner vi vår del.

        Beløpet er nå {amount}. Fint om {you} betaler {by}, så er dette ute av verden. Passer det dårlig, så ta \
        kontakt. Da finner vi ut av det sammen.

        === reminder friendly
        subject: En påminnelse om {invoices}
        opening: Vi har fortsatt ikke sett {payment} for {invoices-due}. Kanskje {it} ble liggende i en bunke et sted?

        Beløpet er nå {amount}. Fint om {you} betaler {by}, så er dette ute av verden.

        === reminder friendly business
        subject: En påminnelse om {invoices}
        opening: Vi har fortsatt ikke sett {payment} for {invoices-due}. Mangler {you} en referanse eller et vedlegg, \
        så si fra.

        Beløpet er nå {amount}. Fint om {you} betaler {by}, så er dette ute av verden.

        === reminder neutral
        subject: {Invoices} er ikke {paid}
        opening: Vi kan ikke se at {invoices} er {paid}. {due-sentence}

        Vi ber {you-object} betale {amount} {by}.

        === reminder firm
        subject: {Invoices} er fortsatt ikke {paid}
        opening: {overdue-sentence}

        Beløpet er {amount}, og vi ber {you-object} betale {by}. {may-grow}

        === notice warm
        subject: {Invoices}: la oss finne ut av dette
        opening: Vi har ikke fått {payment} for {invoices-due}. Vi setter pris på {you-object} som kunde, og vil helst \
        ordne dette direkte med {you-object}.

        Beløpet er {amount}. Er det vanskelig å betale alt nå, så ring eller skriv før fristen. Da ser vi etter en \
        løsning sammen.

        === notice friendly
        subject: {Invoices}: la oss finne ut av dette
        opening: Vi har ikke fått {payment} for {invoices-due}. Vi vil helst ordne dette direkte med {you-object}.

        Beløpet er {amount}. Er det vanskelig å betale alt nå, så ta kontakt før fristen. Da ser vi sammen etter en \
        løsning.

        === notice neutral
        subject: Viktig brev om {invoices}
        opening: Vi kan ikke se at {invoices} er {paid}. {due-sentence}

        Vi ber {you-object} betale {amount} {by}.

        === notice firm
        subject: Viktig brev om {invoices} – frist {deadline}
        opening: {overdue-sentence}

        Beløpet er {amount}. Fristen er {deadline}.

        === demand warm
        subject: {Invoices}: vi vil gjerne høre fra {you-object}
        opening: Fristen i det forrige brevet vårt er ute, og vi har fortsatt ikke fått {payment} for {invoices}. \
        {due-sentence}

        Er det vanskelig å betale alt på én gang, eller er det noe vi har misforstått? Ring eller skriv, så ser vi på \
        det sammen. Vi vil mye heller bli enige med {you-object} enn å gå videre med saken.

        === demand friendly
        subject: {Invoices}: vi vil gjerne høre fra {you-object}
        opening: Fristen i det forrige brevet vårt er ute, og vi har fortsatt ikke fått {payment} for {invoices}. \
        {due-sentence}

        Er det vanskelig å betale alt på én gang, eller er det noe vi har misforstått? Ta kontakt, så ser vi på det \
        sammen.

        === demand neutral
        subject: Viktig brev om {invoices}
        opening: Fristen i det forrige brevet vårt er ute, og vi kan ikke se at {invoices} er {paid}. {due-sentence}

        === demand firm
        subject: Viktig brev om {invoices} – frist {deadline}
        opening: {overdue-sentence} Fristen i det forrige brevet vårt er ute.
        """
}

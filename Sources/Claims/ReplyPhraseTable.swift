/// What people write, by what it says; see ``ReplyPhrase`` for how a line is read. Bokmål and Nynorsk stand together, English
/// after them. A phrase more that holds a letter needlessly is cheaper than one too few.
enum ReplyPhraseTable {
    static let objection = """
        bestrid*|bestrit*|bestred*|omtvist* ~v
        innsigels*|innvending*|innvend*|motsegn*|motsegner ~
        protester* ~v
        klage|klaga|klagen|klagar|klager|klaget|klaging|klagemål ~
        reklamer*|reklamasjon* ~
        uenig*|usamd*|ueinig*|usamde ~
        ikke|ikkje ..enig*|einig*|samd*
        ikke|ikkje godt* ..faktura*|krav*|rekning*|regning*|gebyr*|beløp*|dette|den|det|han|ho
        godtar|godtek|godtek*|aksepterer|aksepterar|anerkjenner|anerkjenn|anerkjennar ..ikke|ikkje
        ikke|ikkje ..akseptere|godta|anerkjenne|godkjenne|vedgå
        avvis* ~v
        nekter|nektar|nekta|nektet|nekte ~
        betaler|betalar ..ikke|ikkje !før|ennå|enno|enda
        betaler|betalar ..ikke|ikkje ..før|dette|det|den|noe|noko
        kommer|kjem ..ikke|ikkje til å betale
        vil|tenker|tenkjer|akter|skal|kan ..ikke|ikkje ..betale ..for|dette|dere|før
        hvorfor|kvifor ..skal|må|skulle ..betal*
        ingen|inga grunn ..betal*
        skal ikke|ikkje ..betale*
        feil|feilen|feila|feilaktig*|gale|galt ~ !mottaker*|mottakar*|person*|e-post*|epost*|mail*|adresse*|kunde|nummer
        feil pris*|beløp*|sum|antall|vare*|timer|timar
        urimelig*|urimeleg*|urettmessig*|ugrunn*|ulovlig*|ulovleg*
        stemmer|stemmer*|stemme|stemmar ..ikke|ikkje
        ikke|ikkje ..stemme|stemmer
        ikke|ikkje|aldri ..bestilt*|tinga*|kjøpt*|handl*|inngått|avtalt|avtala
        har|hadde|vart|ble|blei ikke|ikkje|aldri ..bestilt*|tinga*
        ikke|ikkje|aldri ..mottatt|motteke|mottok|fått|fikk|fekk|tatt ..vare*|vara*|pakke*|pakka*|leveranse*|produkt*|noe|noko|jobb*|time*
        ikke|ikkje|aldri ..fått|fikk|fekk !faktura*|regning*|rekning*|kopi|svar|brev|purring*|e-post*|epost*|mail|den|han|ho|betalt|oversikt|lønn*|løn*|pengene|pengar*|noen|penger|kid
        ikke|ikkje|aldri ..levert*|utført*|gjort|ferdig*|kom|komne|kommet|kome|dukket|dukka !på
        ikke|ikkje ..slik|det ..avtal*|enig*|einig*|lovet|lova
        annen|anna|annan|ein|fast|avtalt ..pris
        avtalte|avtala|avtalt|avtale ..pris*|kroner|kr|sum|beløp
        fastpris*|pristilbud*|tilbudet|tilbodet
        mangel*|manglar|mangler ..vare*|vara*|enhet*|del|delar|deler|levering*|leveranse*|arbeid*|resten
        mangelfull*
        mangler|manglar ved
        defekt*|ødelagt*|øydelagd*|øydelagt*|knust*|skadd*|skada
        virker|verkar|fungerer|fungerar|fungera ..ikke|ikkje
        lekker|lek|lekk* ~
        dårlig*|dårleg*|elendig*|slurvete ..utført|arbeid*|jobb*|kvalitet*
        rette|retter|rettar|rettet|retta ..feil*|opp
        kredit*|krediter* ~ !kort*
        angrerett*|angrer|angrar|angrefrist*
        oppsagt|oppsagd|oppseiing*|oppsigelse* ~
        sagt|sagd|sa opp ~
        avbestilt*|avbestil*|avlyst*|kansellert* ~
        retur*|returner* ~ !e-post
        sendt|levert|levd tilbake ~
        for høy*|høg*|høgt
        altfor|alt ..for mye|mykje|høy*|høg*|mange|dyr*
        litt|noe|altfor mye|mykje ..for
        langt|mye|mykje over ..det|avtal*|pris*|tilbud*
        overpris*|dobbel*|dobbelt* !time
        to|flere|fleire ganger|gonger|gongar ..samme|same|jobb*|vare*
        fakturert|fakturerte|belasta|belastet|trukket ..to|dobbelt|flere
        foreldet|forelda|forelding*|foreldels*|preskribert ~
        svindel*|lureri|bedrageri*
        skylder|skuldar|skyldar ..ikke|ikkje
        skylder|skuldar ..ingenting|inkje|ingen|null
        ikke|ikkje ..skylder|skuldar|skyldig|skuldig
        ikke|ikkje min|vår|mi ..regning*|rekning*|faktura*|krav*|gjeld
        regning*|rekning*|faktura*|kravet ..ikke|ikkje min|vår|mi|vårt
        ikke|ikkje ..se|sjå at ..skal|må ..betale
        motregn*|motrekn*|motkrav*|tilgodehavende*|tilbakeholde* ~
        holder|held|hald* ..tilbake|att ..betaling*|beløp*|penge*|penga*
        tilbake|att betalinga|betalingen|beløpet
        advokat*|forliksråd*|forbruker*|forbrukar*|finansklage*|rettssak ~
        garanti*|gratis
        rabatt* ..ikke|ikkje|mangler|manglar|trukket
        jeg|eg|vi|me aldri ..kunde|vore|vært|handla|handlet
        kjenner ikke|ikkje til ..kjøp*|avtale*|bestilling*|krav*|faktura*
        dispute*|disputing|contest|contested ~v
        object|objected|objecting|objection* ~v
        disagree*|disagrees ~
        not|don't|can't ..agree
        not|don't|cannot|can't|won't ..accept*
        refuse*|reject* ~
        will|going|won't|not ..not|to ..pay* ..this|until|for
        not|won't|isn't ..be|to paying|pay !until|before|now|right|yet
        not paying|pay|going
        wrong|incorrect|error|errors|mistake|mistakes|inaccurate ~ !person|address|email|e-mail|recipient|number
        did|have|had not ..order*|buy|bought|purchase*|request*|agree*
        didn't|never|haven't ..order*|buy|bought|purchase*|agree*|request*|signed
        never|not|haven't|hasn't|didn't ..arrive*|deliver*|received|receive|got ..goods|item*|delivery|product*|package|anything|parcel|it
        never|not|hasn't|haven't|didn't|wasn't ..arrived|arrive|delivered|finished|completed|done|performed
        faulty|defective|broken|damaged ~
        does|still doesn't|not ..work
        cancel*|terminated ~
        returned|return|refund* ~
        credit note*
        overcharg*|overbill*|overpriced
        too much|high|expensive
        charged|billed|invoiced ..twice|double
        twice ..for|same
        not|don't|doesn't|nothing ..owe|owed
        owe ..nothing
        complain*|complaint* ~
        scam|fraud|fraudulent
        not|isn't ..my|our|mine|ours ..bill|invoice|debt|claim
        not|isn't as|what ..agreed
        time-barred|statute
        lawyer|solicitor|attorney|ombudsman|court ~
        warranty|discount
        terrible|poor|unfinished|terribly
        stopp|stans|stoppe|slutt|stop ..faktura*|krav*|rekning*|regning*|purring*|sending|billing|å|disse|desse|med
        meldt|melde|melder|meld|meldte ..ut|av
        utmeld*|avslutta|avsluttet|avslutning* ~
        forsikring*|insurance|depositum*|deposit
        lova|lovet|lovte|lovde ~ !at|å
        ødela|øydela|øydelagde|ripe*|skade*|vannskade*|vasskade*
        sent|shipped|gave ..back
        skuls|utestående|uteståande
        bytte|bytta|byttet|byttes ~ !regnskap*|rekneskap*|bank|adresse|e-post|telefon*
        gjort opp oss|mellom|imellom
        deal ~
        ta|tar|tek ..opp med
        noe|noko helt|heilt annet|anna
        fremdeles|framleis|fortsatt ..på at|svar
        bare|berre|kun halv*|delar|deler|delvis
        avtalte|avtala|avtalt at
        agreed ~
        nothing ..ours|mine|our|my
        free ..month|first|of
        fritatt|fritak*|exempt ~
        aldri|ikke|ikkje ..henta|hente|hentet
        likevel|allikevel|likevel ..faktura*|regning*|rekning*|krav*|betale|purring*
        skulle|skulla|burde ..være|vere|vært|vore|inngå|inkluder*|ha
        høyere|høgare|mer|meir|mindre|færre ..enn
        i stedet|staden for
        ikke|ikkje ..det|som ..står|avtal*|sa|sagt|lov*
        avtale|avtalen|avtala|kontrakt*|ordrebekreft*|ordrestadfest*|tilbud|tilbod|prisoverslag* ~ !på|som
        frafall*|fråfall*|slette|sletta|slettes|slettast|stryk*|annuller*|ettergi*|ettergje*|trekkes|trekkast
        hevet|heva|heve|hever|heving* ~
        utbedr*|utbetr*|reparer*|reparasjon* ~
        aldri|ikke|ikkje møtt*|kom|komme|kommet|kome|komne|dukket|dukka|svart|svara|vist|vore|vært|hørt|høyrt|snakket|snakka !på|lønn*|løn*|opp
        møtte|dukket|dukka aldri|ikke|ikkje
        dukket|dukka|møtte ..opp
        fakturert|fakturerer|rekna|regnet ..timer|timar|for
        for mange|mye|mykje|dyr*
        avslag*|prisavslag* ~
        trakk|trekte|trekk|trekt|trukket ..bestilling*|ordre*|kjøp*|tinging*
        ikke|ikkje ..betale|betaler|betalar ..når|fordi|så|av|at
        ønsker|ønskjer|vil ikke|ikkje ..betale
        ikke|ikkje noe|noko ..betale|betaler|betalar
        kvifor|hvorfor
        halvparten|halve ..ordre*|levering*|jobb*|bestilling*|beløp*|pris*
        gjenkjenner|kjenner|kjenner* ..ikke|ikkje ..igjen|att
        betaler|betalar bare|berre|kun
        bare|berre|kun ..betale|betaler
        never|not|didn't|hasn't|haven't ..show*|came|come|turned|happened|fixed|repaired|replied|answered
        not what ..quot*|agree*|order*|promis*|said
        quoted|quote|contract|agreement|promised ~
        why ..i|we|you|is|this
        only pay ..part|for|what
        only ..pay ..part|half|what
        not|don't|do ..recogni*
        closed ..account
        supposed to
        missing|incomplete ~
        instead of
        more than ..agree*|quot*
        still ..waiting|not|broken|leak*
        withdraw|drop|waive ..claim|fee|charge*
        no|any objection* ..have|to
        """

    static let hardship = """
        syk|sykt|sjuk|sjukt|sykdom*|sjukdom*|sykemeld*|sykmeld*|sjukemeld*|sjukmeld*|alvorlig|kreft*|kreftsyk*
        sykehus*|sjukehus*|innlagt*|innlagd*|operasjon*|operert
        ufør*|uføre*|ufrivillig|rehabilitering
        psykisk*|depresjon*|deprimert*|angst
        arbeidsledig*|arbeidsløs*|arbeidslaus*|permitter*|dagpenge*|dagpengar
        mistet|mista|misten ..jobb*|arbeid*|inntekt*
        ikke|ikkje ..råd
        ikke|ikkje ..penger|pengar|pengene|pengane
        blakk*|pengelens
        nav|sosialhjelp*|sosialhjelpa|sosialkontor*|sosialstønad*
        gjeldsordning*|gjeldsrådgiv*|gjeldsrådgjev*|namsmann*|namsfogd*
        klarer|klarar|greier|greiar|makter|maktar|evner ..ikke|ikkje
        ikke|ikkje ..i stand til
        kan ikke|ikkje ..betale !før|for|dette|dere|dykk
        død|døde|døydde|døydd|dødsfall*|dødsbo*|avdød*|bortgang*|omkom
        gått|gjekk|gikk bort
        skifte|bobestyr*|bustyrar* ~
        skilsmiss*|samlivsbrudd*|samlivsbrot*
        skilt|skild fra|frå
        vanskelig*|vanskeleg* ..økonomi*|situasjon*|tid|tider|periode*
        ikke|ikkje ..oversikt
        trangt|stramt|tøft ..økonomi*|penge*|pengar
        diagnose*|alvorleg|alvorlig*
        diagnosed
        money ..tight
        økonomi* ..vanskelig*|vanskeleg*|dårlig*|dårleg*|tung*|elendig*
        verge|vergen|verja|vergemål*|verjemål*|umyndig*|mindreårig*
        konkurs*|insolven* ~
        ill|illness|sick|disease|cancer|disabled|disability|depression
        hospital|hospitalised|hospitalized|surgery
        unemployed|redundant|redundancy
        laid off
        lost ..job|work|income
        can't|cannot|couldn't ..afford
        not ..afford
        no|any money
        can't|cannot pay
        unable to ..pay*
        not able ..pay
        hardship|struggling|broke
        passed away
        died|death|deceased|bereave*|funeral
        divorce*|separation
        debt counsel*|relief|advis*
        bankrupt*|insolven*
        guardian|minor
        """

    static let wrongRecipient = """
        feil|gal|gale|galt mottaker*|mottakar*|person*|e-post*|epost*|e-mail*|mail*|adresse*|kunde|nummer !på
        ikke|ikkje ..rett|riktig ..person*|mottaker*|mottakar*|adresse*
        ikke|ikkje ..til|for meg|oss
        andre|noen|nokon ..enn|andre meg|oss
        ikke|ikkje ..kunde ..hos|av
        ikke|ikkje|aldri ..vært|vore|er kunde
        jobber|jobbar|arbeider|arbeidar ..ikke|ikkje ..her|lenger|lengre|der
        sluttet|slutta|sluttar|slutter ..i|her|hos|firma*|selskap*|bedrift*
        kjenner|kjenner* ..ikke|ikkje ..denne|personen|vedkommende|noen|nokon
        heter|heiter ikke|ikkje
        wrong person|address|email|e-mail|recipient|number|customer|company
        not ..right|correct ..person|recipient|address
        not|isn't for|to|meant me|us
        not|never ..a|your customer
        no longer ..work*|with|here
        doesn't|not work ..here
        left ..company|firm
        someone|somebody else
        don't know ..this|him|her|person
        """

    static let paidAlready = """
        har|er|ble|vart|blei|var|blir betalt*|betalte ~v
        har ..betalt* ~v
        er|ble|vart|blei ..betalt* ~v !innen|innan|ved
        betalte ~v
        allerede|allereie ..betalt*|gjort|ordnet|ordna|overført|oppgjort
        oppgjort|innbetalt*|gjort opp ~
        overførte|overført|innbetalte ~v
        sendt ..nettbank*
        trukket|trekt|gått|gikk|gjekk ..fra|frå ..konto*
        sende|sendte|sendt ..pengene|pengane|beløpet
        transferred|sent ..it|money ~
        kvittering*|betalingskvittering*|betalingsbekreft* ~
        betaling* er|ble|vart|blei ..utført*|gjort|sendt|gjennomført* ~v
        already ..paid|settled|transferred
        have|has|had paid ~v
        was|been|is paid ~v
        we|i|i've|we've paid ~
        paid this|it|on|last|yesterday|in ~
        paid ..ago|already ~
        payment was|has ..made|sent|transferred|been ~v
        receipt attached|enclosed
        attached ..receipt
        """

    static let promise = """
        betaler|betalar ..i|på|innen|innan|når|da|den|om|til|straks|snart|så|med|denne|neste|først* ~v
        skal|vil|kommer|lover|lovar ..betale*|ordne*|fikse*|gjøre|gjere|overføre* ~
        skal ..få betalt|ordnet|ordna ~
        betaling* ..kommer|kjem|blir ~v
        kommer|kjem ..innen|innan|på|i ..fredag|mandag|måndag|helg*|uke*|veke*|kveld|morgen|morgon|dag ~
        lover|lovar ..at|å ~
        overfører|overførar ~v
        blir|vert betalt ~v
        lønn|lønna|løn|løna|lønning*|utbetaling* !ikke|ikkje
        får|kommer|kjem penger|pengar|pengene|pengane
        pengene|pengane ..kommer|kjem
        utsettelse*|utsetjing*|utsette|utsetje|utsett
        betalingsutset*|betalingsfrist* ~
        lengre|lenger|meir|mer ..frist|tid
        noen|nokre|par ..dager|dagar|uker|veker ..til
        tar|tek den|det|han|ho ..i|på
        gjør|gjer|gjøre|gjere ..opp ~v
        more days|weeks|time
        few|two|three more
        avdrag*|avbetal*|nedbetal*|delbetal*|betalingsplan*|betalingsavtale* ~
        dele|deler|delar ..opp
        kroner|kr ..i|pr|per måneden|månaden|mnd|måned|månad
        will|i'll|we'll|shall|going ..pay|transfer|settle|sort ~
        pay|paying ..tomorrow|friday|monday|week|weekend|month|tonight|today ~
        payment ..will|coming|be ..made|be|by ~
        extension|extend
        more time
        instalment*|installment*
        payment plan*
        payday|salary|paycheck|wages
        """

    static let copyRequest = """
        kopi|kopien|kopiar
        sende|send|sender ..faktura*|rekning*|regning*|den|han|ho|ny ..nytt|gang|gong|mail|e-post|epost|ehf|på
        send ..faktura*|regning*|rekning*|den ..nytt|mail|e-post|epost|ehf
        ny|nye faktura*|regning*|rekning*
        ikke|ikkje|aldri ..fått|fikk|fekk|mottatt|motteke|mottok|sett ..faktura*|regning*|rekning*
        fikk|fekk|mottok aldri|ikke|ikkje ..faktura*|regning*|rekning*
        finner|finn|finne ..ikke|ikkje
        mangler|manglar ..faktura*|regning*|rekning*|kid
        spesifikasjon*|spesifiser*|timeliste*|dokumentasjon*|underlag*
        hva|kva ..kid*|kontonummer*
        hva|kva gjelder|gjeld ..faktura*|kravet|dette|regning*|rekning*
        copy
        resend|re-send
        send|forward ..again|invoice|copy|it
        which|what invoice
        sende|send ..regningen|rekninga|fakturaen ..gang|gong
        never|not|haven't|didn't ..receive*|get|got|seen ..invoice|bill
        can't|cannot ..find ..invoice|bill|it
        breakdown|specification|itemised|itemized|documentation
        what ..account|reference number
        """
}

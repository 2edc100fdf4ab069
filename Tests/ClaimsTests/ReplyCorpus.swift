import Basics
import Claims

/// Replies as people write them, made up, with what each of them says. Letters before the language: o objection, h hardship,
/// w wrong recipient, a paid already, p promise or wish for time, c wants a copy, - none of these. `¶` is a line break.
enum ReplyCorpus {
    struct Reply: Sendable {
        let kinds: Set<ReplyReading.Kind>
        let language: Language
        let text: String
    }

    static let all: [Reply] = text.split(separator: "\n").compactMap { line -> Reply? in
        let halves = line.split(separator: "|", maxSplits: 1)
        let head = halves[0].split(separator: " ")
        guard halves.count == 2, head.count == 2, let language = Language(rawValue: String(head[1]))
        else { return nil }
        let kinds = Set(head[0].compactMap { letters[$0] })
        return Reply(
            kinds: kinds, language: language,
            text: String(halves[1].dropFirst()).replacing("¶", with: "\n"))
    }

    private static let letters: [Character: ReplyReading.Kind] = [
        "o": .objection, "h": .hardship, "w": .wrongRecipient, "a": .paidAlready, "p": .promise,
        "c": .copyRequest,
    ]

    private static let text = nb + nn + en

    private static let nb = """
        o nb | Jeg venter fremdeles på at dere skal komme og gjøre ferdig kjøkkenet.
        o nb | Beløpet på fakturaen er det dobbelte av overslaget.
        o nb | Hunden ble ikke klippet, bare vasket.
        o nb | Jeg har aldri hørt om dere.
        o nb | Vi avtalte at min mor skulle ta denne regningen.
        o nb | Strømmåleren deres viser noe helt annet enn min.
        - nb | Hei! Flott, da vet jeg det.
        - nb | Kan jeg betale med Vipps eller kort?
        p nb | Lønninga er inne fredag, da skal du få pengene.
        a nb | Sendt i nettbanken i dag tidlig.
        o nb | Dere får ikke mer penger av meg før kjøleskapet er byttet.
        o nb | Jeg forstår ikke denne fakturaen, vi har jo gjort opp oss imellom.
        o nb | Rørleggeren ødela flisene våre, så vi regner oss som skuls.
        o nb | Medlemskapet ble avsluttet i april. Stopp disse fakturaene!
        o nb | Dere har regnet mva på noe som er fritatt.
        o nb | Dette er jo dekket av forsikringen, ta det med dem.
        o nb | Jeg betalte depositum på 5000 som ikke er trukket fra.
        o nb | Vi har ikke noe utestående med dere.
        - nb | Kan jeg betale med Vipps?
        - nb | Takk for praten i dag.
        o nb | Hallo, hva er dette? Jeg har da ikke fått utført noe som helst av dere i år.
        o nb | Elektrikeren møtte aldri opp, likevel får jeg faktura.
        o nb | Vi mener timeprisen er høyere enn det som står i kontrakten.
        o nb | Her er det fakturert 6 timer, men han var her i to.
        o nb | Sjekk ordrebekreftelsen: leveringen skulle være inkludert i prisen.
        o nb | Kjøpet ble hevet i september, så det er ikke noe å betale.
        o nb | Jeg ønsker ikke å betale purregebyr når jeg aldri har fått noen regning.
        o nb | Gulvet bulker og dere har ikke svart på henvendelsene våre. Vi venter med oppgjør til det er utbedret.
        o nb | Ber om at kravet frafalles.
        o nb | Vi hadde en muntlig avtale om 20 % avslag.
        a nb | Dette er i orden, pengene gikk ut fra vår konto 2. november.
        p nb | Ops! Tar den i morgen tidlig.
        p nb | Er bortreist, men gjør opp når jeg er hjemme på søndag.
        h nb | Vi har det trangt økonomisk for tiden.
        h nb | Min far gikk bort i forrige uke.
        c nb | Kan du sende meg regningen en gang til?
        w nb | Jeg tror dette er sendt til gal person.
        - nb | Tusen takk for hjelpen, dette ordnet seg fint.
        - nb | Dette gjelder vel hytta på Geilo?
        o nb | Hei. Jeg bestrider kravet. Arbeidet ble aldri utført.
        o nb | Hei, jeg har ikke bestilt dette. Hva gjelder fakturaen?¶Mvh Kari
        o nb | Jeg har sendt innsigelse på denne fakturaen to ganger uten å få svar.
        o nb | Beløpet er feil, vi avtalte 3 500 kroner.
        o nb | Dette stemmer ikke. Varmepumpa virker fortsatt ikke og dere har lovet å komme tilbake.
        o nb | Vi godtar ikke purregebyret siden fakturaen kom til feil adresse.
        o nb | Jeg kommer ikke til å betale før dere retter opp feilene på badet.
        o nb | Varen ble sendt i retur 3. oktober, så her skal det krediteres.
        o nb | Dere har fakturert to ganger for samme jobb. Venter på kreditnota.
        o nb | Jeg reklamerte på leveransen 12. september og har ikke hørt noe siden.
        o nb | Uenig i dette. Timene er altfor mange.
        o nb | Abonnementet ble sagt opp i mai. Jeg skylder dere ingenting.
        o nb | Kravet avvises. Eventuelle spørsmål rettes til min advokat.
        o nb | Har aldri mottatt varene. Sporingen sier at pakken ligger på terminalen.
        o nb | Dette var ikke det vi ble enige om. Fastprisen var 12 000.
        o nb | Hva er dette for noe? Jeg har ikke handlet noe hos dere.
        o nb | Jeg nekter å betale for en jobb som ikke er gjort ferdig.
        o nb | Timen ble avbestilt over 24 timer i forveien, så jeg ser ingen grunn til å betale.
        o nb | Kravet er foreldet, jf. foreldelsesloven. Jeg betaler ikke.
        o nb | Dere kan ikke kreve gebyr når fakturaen aldri kom frem. Jeg protesterer på gebyret.
        o nb | Dette er svindel. Jeg kjenner ikke til noe kjøp.
        o nb | Er ikke dette litt mye for to timers arbeid? Prisen er langt over det dere sa på telefon.
        o nb | Vi aksepterer ikke fakturaen slik den foreligger. Det mangler to enheter i leveransen.
        o nb | Jeg bruker angreretten. Pakken er uåpnet.
        o nb | Saken er klaget inn for Forbrukertilsynet. Inntil den er avgjort betaler jeg ikke.
        o nb | Viser til vår klage av 3.10. Vi venter fortsatt på svar.
        o nb | Dette må være en feil hos dere??
        o nb | Feil pris på linje 3, kan dere sende ny faktura med riktig beløp?
        o nb | Maskinen dere leverte er defekt og står stille. Vi holder tilbake betalingen.
        o nb | Jeg kan ikke se at jeg skal betale dette. Kontrakten gikk ut i juni.
        o nb | ikke min regning
        ow nb | Denne regningen er ikke min, jeg heter Per men ikke den Per. Feil person.
        o nb | Rabatten er ikke trukket fra. Dere lovte 10 %.
        o nb | Vi ønsker fakturaen kreditert i sin helhet.
        o nb | Er uenig i at jeg skal betale for befaring, den skulle være gratis.
        oa nb | Jeg har betalt det jeg skylder. Resten av kravet bestrides.
        o nb | Motregner med vårt tilgodehavende på 4 000 kr. Ingen gjeld gjenstår.
        o nb | Jeg har innvendinger mot fakturaen og ønsker den gjennomgått.
        o nb | Arbeidet er så dårlig utført at vi må ta det om igjen.
        o nb | Hei¶¶Vi har ikke fått levert det som står på fakturaen.¶¶Med vennlig hilsen¶Ola Hansen¶Daglig leder
        o nb | Kan ikke betale for noe jeg ikke har fått.
        o nb | Dette er urimelig. Dere sa selv at det gikk på garantien.
        o nb | Taket lekker fortsatt etter reparasjonen, så dette betaler vi selvfølgelig ikke.
        a nb | Hei! Denne er betalt 3. november, se vedlagt kvittering.
        a nb | Har betalt denne for lenge siden.
        a nb | Betalte i går kveld :)
        a nb | Den ble betalt samme dag som purringen kom.
        a nb | Regningen er allerede gjort opp. Sjekk kontoen deres.
        a nb | Jeg overførte pengene på fredag, dere må ha fått dem nå.
        a nb | Vi betalte dette 12.10. med KID 0001401017. Vedlegger utskrift fra banken.
        a nb | beløpet er trukket fra kontoen min
        a nb | Fakturaen er betalt. Det er vel bare at e-postene har krysset hverandre.
        p nb | Beklager, dette hadde jeg helt glemt. Betaler i morgen!
        p nb | Jeg betaler på fredag når lønna kommer.
        p nb | Kan jeg få utsettelse til den 15.?
        p nb | Hei, skal ordne dette i løpet av uka.
        p nb | Beklager, ikke betalt ennå, men skal betale denne uken.
        p nb | Kan vi dele dette opp i tre avdrag?
        p nb | Ønsker å betale 500 kr i måneden, går det bra?
        p nb | Betaling kommer innen den 20.
        p nb | Jeg har ikke betalt enda, men lover at det kommer i løpet av helga.
        p nb | Vi overfører beløpet førstkommende mandag.
        p nb | Takk for påminnelsen, jeg skal få betalt den i kveld.
        p nb | Får penger den 12. og betaler da.
        h nb | Jeg er sykemeldt og har ikke råd akkurat nå.
        h nb | Har mistet jobben og klarer ikke å betale.
        h nb | Mannen min døde i september og jeg har ikke oversikt over regningene.
        h nb | Jeg går på sosialhjelp og kan ikke betale.
        hp nb | Er innlagt på sykehus, kan jeg få utsettelse til jeg er hjemme igjen?
        h nb | Jeg har søkt om gjeldsordning hos namsmannen.
        h nb | Økonomien er veldig vanskelig etter samlivsbruddet.
        h nb | Jeg er verge for Anna Berg. Hun er innlagt og kan ikke svare selv.
        h nb | Er permittert og lever på dagpenger. Greier ikke regningen nå.
        h nb | Har ikke penger på konto før NAV har behandlet saken min
        h nb | Boet etter Nils Dahl er under offentlig skifte. Kravet må meldes til bobestyrer.
        c nb | Kan dere sende fakturaen på nytt? Finner den ikke.
        c nb | Jeg har ikke mottatt noen faktura. Kan du sende en kopi?
        c nb | Hei, kan jeg få en spesifikasjon av timene?
        c nb | Hva er KID-nummeret? Det falt ut på telefonen min.
        c nb | Fikk aldri fakturaen, bare purringen. Send den gjerne på mail.
        c nb | Mangler fakturaen, kan dere sende den som EHF?
        w nb | Hei, dere har feil e-postadresse. Jeg er ikke kunde hos dere.
        w nb | Feil mottaker. Jeg heter Kari Berg og bor i Bodø.
        w nb | Ola Hansen jobber ikke lenger her.
        w nb | Jeg har sluttet i firmaet. Kontakt post@firma.example.
        w nb | Denne skulle nok til noen andre enn meg.
        - nb | Takk for påminnelsen!
        - nb | Hei, hvem kan jeg snakke med om denne saken?
        - nb | Ok
        - nb | Jeg bestrider ikke kravet, men lurer på hvem dere er.
        - nb | Kan dere ringe meg på 900 00 000?
        - nb | Ser på det.
        - nb | God helg!
        - nb | Hei, vi har byttet regnskapsfører. Send heretter til regnskap@firma.example.
        - nb | Vi har ingen innsigelser.
        - nb | Jeg har ikke betalt.
        - nb | Takk, mottatt.¶¶Den tir. 24. nov. 2026 kl. 08:12 skrev Fjordvik Rør AS <faktura@fjordvikror.example>:¶¶> Har du innsigelser mot kravet, eller er noe feil, må du si fra innen 14 dager.¶> Har du allerede betalt, kan du se bort fra dette.
        p nb | Betaler i dag.¶¶Fra: Fjordvik Rør AS¶Sendt: 24. november 2026 08:12¶Til: Kari¶Emne: Inkassovarsel¶¶Har du innsigelser mot kravet, må du si fra.
        - nb | Mottatt¶--¶Reklamasjonsavdelingen¶Klager behandles mandag til fredag
        - nb | Svarer senere.¶¶Denne e-posten er konfidensiell. Har du mottatt den ved en feil, slett den.

        """

    private static let nn = """
        o nn | Eg var ikkje heime den dagen, så dette kan umogleg vere meg.
        o nn | Vi fekk berre halve lasset med ved.
        o nn | Eg har ikkje vore på trening sidan eg melde meg ut i fjor.
        o nn | Prisen var lova til 900, ikkje 1400.
        o nn | De får ta dette opp med utleigaren, det er han som skal svare for straumen.
        - nn | Fint, då snakkast vi i morgon.
        o nn | Båten stend framleis med motorstopp, så dette er ikkje noko eg betaler for.
        o nn | De kom aldri for å hente avfallet.
        o nn | Her har de rekna for mange timar.
        o nn | Eg trekte bestillinga før de sende noko.
        a nn | Eg sende pengane førre veke.
        p nn | Lat meg få nokre dagar til, så skal eg gjere opp.
        h nn | Eg har nettopp fått ein alvorleg diagnose.
        - nn | Hei, de kan nå meg på telefon etter klokka 16.
        o nn | Eg bestrid kravet. Arbeidet er ikkje gjort.
        o nn | Eg har ikkje tinga dette.
        o nn | Dette stemmer ikkje. Me avtala ein annan pris.
        o nn | Vi godtek ikkje rekninga slik ho er.
        o nn | Beløpet er feil, sjå kontrakten.
        o nn | Eg har klaga på dette før og ventar framleis på svar.
        o nn | Eg er ikkje samd i dette kravet.
        o nn | Maskina er øydelagd og de har ikkje vilja reparere ho.
        o nn | Varene er aldri komne fram.
        o nn | Eg kjem ikkje til å betale før jobben er ferdig.
        o nn | Abonnementet vart sagt opp i fjor. Eg skuldar dykk ikkje noko.
        o nn | De har fakturert dobbelt.
        o nn | Eg har innvendingar mot denne rekninga.
        o nn | Her må det vere noko gale. Eg har aldri vore kunde hos dykk.
        o nn | Vi ventar på kreditnota for dei varene som vart returnerte.
        o nn | Ueinig i timetalet.
        o nn | Kravet er forelda.
        o nn | Pumpa fungerer ikkje, så eg held att betalinga.
        a nn | Denne er betalt for to veker sidan.
        a nn | Eg betalte i går.
        a nn | Rekninga vart betalt 3. november. Kvittering ligg ved.
        a nn | Allereie betalt, ver venleg og sjekk.
        p nn | Orsak, eg hadde gløymt det. Betaler i morgon.
        p nn | Kan eg få utsetjing til den 20.?
        p nn | Skal betale når løna kjem på fredag.
        p nn | Kan eg dele opp i avdrag?
        p nn | Eg betalar innan fredag.
        p nn | Pengane kjem på måndag.
        h nn | Eg er sjukmeld og har ikkje råd no.
        h nn | Har mista jobben og greier ikkje å betale.
        h nn | Kona mi døydde i sommar, og eg har ikkje oversikt.
        h nn | Eg er arbeidslaus og lever på dagpengar.
        c nn | Kan de sende rekninga på nytt? Eg finn ho ikkje.
        c nn | Eg har ikkje fått fakturaen. Send gjerne ein kopi.
        c nn | Kva er KID-nummeret?
        w nn | De har feil person. Eg er ikkje kunde hos dykk.
        w nn | Ho sluttar her i vår og arbeider ikkje her lenger.
        w nn | Feil adresse, denne er ikkje til meg.
        - nn | Takk for påminninga!
        - nn | Eg bestrid ikkje kravet.
        - nn | Kven kan eg snakke med?
        - nn | Eg har ikkje betalt.
        - nn | Takk.¶¶24. nov. 2026 kl. 08:12 skreiv Fjordvik Rør AS <faktura@fjordvikror.example>:¶> Har du innvendingar mot kravet, sei frå.

        """

    private static let en = """
        o en | My son ordered this without permission, he is fourteen.
        o en | The colour was wrong and the shop took it back.
        o en | You agreed to write this off in August.
        o en | Nothing on this invoice is ours.
        - en | Could you change my address to Storgata 2?
        o en | Nobody told me about this fee.
        o en | I already sent it back to you in September.
        o en | The hours on here don't match what we saw on site.
        o en | We had a deal that the first month was free.
        - en | Is there a phone number I can reach you on?
        o en | Your technician never showed up.
        o en | The price is not what you quoted.
        o en | Why am I being billed for this? I closed my account in January.
        o en | We will only pay the part that is correct.
        o en | I don't recognise this charge.
        o en | Half of the order was missing.
        a en | You should have the money by now, I transferred it on Monday.
        p en | Can you give me two more weeks?
        h en | I have been diagnosed with cancer and money is tight.
        c en | Which invoice is this about? Could you forward it?
        w en | I think you meant to send this to someone else.
        - en | Could you call me back please?
        o en | I dispute this invoice. The work was never finished.
        o en | I did not order this.
        o en | This is wrong. We agreed on a fixed price.
        o en | The goods never arrived.
        o en | I refuse to pay until the leak is fixed.
        o en | We do not accept the reminder fee.
        o en | I have already complained about this twice.
        o en | You have charged me twice for the same thing.
        o en | The machine is broken and you never came back to repair it.
        o en | I cancelled the subscription in May and I don't owe you anything.
        o en | We're not going to pay this.
        o en | There must be some mistake here.
        o en | The amount is incorrect, see our contract.
        o en | I returned the item and I'm waiting for a credit note.
        o en | This looks like a scam. I never bought anything from you.
        o en | I object to this claim.
        o en | We disagree with the hours billed.
        o en | Please talk to my lawyer, I will not be paying this.
        o en | You overcharged us, the discount is missing.
        o en | Not paying this, the job was terrible.
        o en | We haven't received the delivery you are charging us for.
        o en | This is not my bill.
        oa en | We paid what we owe; the rest of the claim is disputed.
        o en | The claim is time-barred.
        a en | I already paid this last week, receipt attached.
        a en | This was paid on 3 November.
        a en | We have paid this invoice.
        a en | Payment was made yesterday.
        a en | paid!!
        p en | Sorry, I forgot. I will pay tomorrow.
        p en | Can I get an extension until the 15th?
        p en | I'll pay on Friday when I get my salary.
        p en | Could I pay in instalments?
        p en | We will transfer the money next week.
        p en | I haven't paid yet but I'm going to pay this weekend.
        p en | Payment will be made by the 20th.
        h en | I'm in hospital and can't pay right now.
        h en | I lost my job and cannot afford this.
        h en | My husband passed away in September.
        h en | I am unemployed and unable to pay.
        h en | We have filed for bankruptcy.
        c en | Could you send me a copy of the invoice?
        c en | I never received the invoice, please resend it.
        c en | Please send a breakdown of the hours.
        w en | You have the wrong person.
        w en | Wrong email address, please remove me.
        w en | John no longer works here.
        - en | Thank you for the reminder.
        - en | I don't dispute the claim.
        - en | Who can I talk to about this?
        - en | I have not paid.
        - en | Thanks¶¶On Tue, Nov 24, 2026 at 8:12 AM Fjordvik Rør AS <faktura@fjordvikror.example>¶wrote:¶¶> If you dispute the claim, tell us within 14 days. If something is wrong, reply.
        - en | Noted.¶¶This email is confidential. If you have received it in error, please delete it.
        - en | See you Monday.¶¶Sent from my iPhone
        """
}

extension LintRules {
    private static let gentle: Set<NoticeKind> = [.nudge, .reminder]
    private static let hard: Set<NoticeKind> = [
        .collectionNotice, .transferWarning, .paymentDemand,
    ]
    private static let goodPractice = "inkassoloven § 8"

    // MARK: - Fees and interest by their right names

    static let fees: [LintRule] = [
        LintRule(
            "fee.agency",
            nb: [
                "salær*|inkassosalær*", "inkassogebyr*", "innkrevingsgebyr*|innkrevjingsgebyr*",
                "inkassokostnad*|inkassoomkostning*|inndrivelseskostnad*|inndrivingskostnad*",
            ],
            en: [
                "collection fee|fees|cost|costs|charge|charges", "agency fee|fees",
                "recovery fee|fees|cost|costs", "solicitor fees", "legal fees",
            ],
            why: LintWords(
                "Salær kan bare et inkassoforetak kreve. Et purregebyr heter purregebyr.",
                "Salær kan berre eit inkassoføretak krevje. Eit purregebyr heiter purregebyr.",
                "Only an agency may charge for collecting. A reminder fee is called a reminder fee."
            ),
            source: "inkassoforskriften §§ 1-2, 2-1"),
        LintRule(
            "fee.unknown",
            nb: [
                "straffegebyr*|strafferente*",
                "administrasjonsgebyr*|ekspedisjonsgebyr*|behandlingsgebyr*|forsinkelsesgebyr*|forseinkingsgebyr*|overtrekksgebyr*",
                "bot|boten|bota|bøter|bøtelagt|bøtelegg*", "mulkt*|dagmulkt*|tvangsmulkt*",
                "erstatningsgebyr*",
            ],
            en: [
                "penalty|penalties|penal", "a fine|fines of|for", "fined",
                "late fee|fees|charge|charges",
                "administration|admin|administrative|processing|handling fee|fees|charge|charges",
            ],
            why: LintWords(
                "Loven kjenner bare gebyrene den nevner, og ingen straff.",
                "Lova kjenner berre gebyra ho nemner, og inga straff.",
                "The law knows only the fees it names, and no penalty."),
            source: "inkassoloven § 17; inkassoforskriften § 1-2"),
        LintRule(
            "fee.nudge", refused: [.nudge],
            nb: ["purregebyr*", "gebyr|gebyret|gebyrer"], en: ["fee|fees"],
            unless: [
                "uten|utan|ikke|ikkje|ingen|inga|gratis|kostnadsfri*|kan|kunne|slipp*|unngå*|hvis|dersom",
                "no|not|free|without|may|could|might|if|avoid",
            ],
            why: LintWords(
                "Den første påminnelsen er uten gebyr.", "Den første påminninga er utan gebyr.",
                "The first reminder is free of charge."), source: "inkassoforskriften § 1-2"),
        LintRule(
            "fee.other-letter", refused: [.reminder], advised: hard,
            nb: ["varselgebyr*|inkassovarselgebyr*"], en: ["notice fee|fees"],
            why: LintWords(
                "Gebyret i dette brevet har et annet navn; brevet sier det selv.",
                "Gebyret i dette brevet har eit anna namn; brevet seier det sjølv.",
                "The fee in this letter has another name; the letter says it itself."),
            source: "inkassoforskriften § 1-2"),
        LintRule(
            "interest.compound",
            nb: [
                "rentes|renters rente|renter", "rentesrente*|rentersrente*",
                "rente|renter på rente|renter|rentene",
            ],
            en: ["compound interest", "interest on interest", "compounded"],
            why: LintWords(
                "Forsinkelsesrente regnes ikke av forsinkelsesrente.",
                "Forseinkingsrente blir ikkje rekna av forseinkingsrente.",
                "Late interest bears no late interest."), source: "forsinkelsesrenteloven § 2"),
    ]

    // MARK: - The debtor's rights, and who the sender is

    static let rights: [LintRule] = [
        LintRule(
            "rights.objection",
            nb: [
                "kan|får ikke|ikkje .. bestrid*|bestri|klage|protestere|innvende|innvend*",
                "innsigelse*|innsigelser|innvending*|klage|klager|klagar .. ikke|ikkje .. tatt|teken|godtas|godtatt|godteke|godtekne|behandl*|følge|vurder*",
                "ikke|ikkje|ingen|inga .. innsigelse*|innvending*|klager|klagar .. godta*|tatt|tekne|behandl*",
                "for sent|seint å .. klage|innvende|protestere|bestride|komme|kome",
                "ikke|ikkje rett|høve til å .. klage|innvende|protestere",
                "avvis|avvise|avviser|avvises|avvist|avviste .. innsigelse*|innvending*|klager|klagar",
            ],
            en: [
                "cannot|can't .. object|dispute|contest|complain|question", "no right to",
                "too late to .. object|dispute|contest|complain",
                "objections|complaints|disputes .. not be",
                "objections|complaints|disputes .. rejected|ignored|disregarded|refused",
            ],
            why: LintWords(
                "Kunden kan alltid komme med innsigelser.",
                "Kunden kan alltid kome med innvendingar.",
                "The customer may always object."), source: "inkassoloven §§ 8, 10, 17"),
        LintRule(
            "rights.silence",
            nb: [
                "regnes|reknast|rekna|regnet|anses|sjåast|ansett|sett|regne|rekne .. godtatt|godteken|godteke|akseptert|erkjent|vedtatt|vedteke|innrømmet|godkjent"
            ],
            en: [
                "deemed|considered|treated|taken .. accepted|admitted|acknowledged|accept|admit",
                "silence .. consent|acceptance|admission",
            ],
            why: LintWords(
                "Taushet er ikke å erkjenne et krav.", "Å teie er ikkje å godkjenne eit krav.",
                "Silence acknowledges no claim."), source: goodPractice),
        LintRule(
            "sender.agency",
            nb: [
                "vi|me er et|eit|ein|en inkasso*",
                "inkassoavdeling*|inkassobyrået|inkassokontor*|inkassokonsulent*|inkassomedarbeider*",
                "vår|vårt inkasso*",
                "juridisk|juridiske avdeling*", "konsesjon|bevilling",
            ],
            en: [
                "we are a|an collection|debt|enforcement",
                "collection|collections|recovery|legal department|team|division", "debt collectors",
                "licensed",
            ],
            why: LintWords(
                "Brevet er kreditors eget og skal ikke ligne på et byrås.",
                "Brevet er kreditor sitt eige og skal ikkje likne på eit byrå sitt.",
                "The letter is the creditor's own and must not look like an agency's."),
            source: "inkassoloven §§ 4, 8"),
        LintRule(
            "sender.court",
            nb: [
                "rettskraftig*", "kjennelse|kjennelsen|orskurd*", "dom|dommen|domsavsigelse*",
                "forelegg|førelegg", "pålegg|pålagt|pålagde|pålegges av", "statens innkrev*",
                "på vegne|vegner av staten|retten|myndighet*|styresmakt*", "offisiell|offisielt",
            ],
            en: [
                "judgment*|judgement*", "summons|summoned", "court order*", "decree*|writ|writs",
                "official", "by order", "on behalf of the state|court|authorities",
            ],
            why: LintWords(
                "Et brev om betaling skal ikke se ut som det kommer fra en domstol.",
                "Eit brev om betaling skal ikkje sjå ut som det kjem frå ein domstol.",
                "A letter about payment must not look as if it came from a court."),
            source: goodPractice),
        LintRule(
            "rights.board",
            nb: ["finansklagenemnd*|inkassoklagenemnd*|klagenemnd*", "finanstilsynet"],
            en: ["complaints board", "financial supervisory"],
            why: LintWords(
                "Nemnda tar bare klager på inkassoforetak, ikke på kreditors egne brev.",
                "Nemnda tek berre klager på inkassoføretak, ikkje på brev frå kreditor sjølv.",
                "The board takes complaints about agencies only, not about a creditor's own letters."
            ), source: "inkassoloven § 10 (2) f"),
        LintRule(
            "privacy.identity",
            nb: ["fødselsnummer*|personnummer*|fødselsnr|personnr"],
            en: ["national identity number", "social security number", "identity number"],
            why: LintWords(
                "Et fødselsnummer hører ikke hjemme i et brev om en faktura.",
                "Eit fødselsnummer høyrer ikkje heime i eit brev om ein faktura.",
                "An identity number does not belong in a letter about an invoice."),
            source: "personopplysningsloven § 12"),
        LintRule(
            "privacy.health", refused: [], advised: Set(NoticeKind.allCases),
            nb: ["syk|sykdom*|sjuk|sjukdom*|diagnose*|depresjon*|rusproblem*"],
            en: ["illness|disease|diagnosis|depression|addiction"],
            why: LintWords(
                "Helse er ikke noe et brev skal nevne.", "Helse er ikkje noko eit brev skal nemne.",
                "Health is nothing for a letter to mention."),
            source: "personvernforordningen art. 9"),
    ]

    // MARK: - Manner

    static let manner: [LintRule] = [
        LintRule(
            "manner.shame",
            nb: [
                "skam|skamme|skammelig*|skammeleg*|skammer",
                "uansvarlig*|uansvarleg*|uærlig*|uærleg*|uredelig*|useriøs*|uanstendig*", "snylt*",
                "tyv|tyveri|tjuv*|tjuveri|stjele|stjeler|stel",
                "dårlig|dårlige|dårleg|dårlege betaler*|betalar*", "dårlig|dårleg betalingsmoral",
                "bortforklaring*", "latterlig*|latterleg*|patetisk*", "idiot*|løgn*|lyver|lyg",
                "samvittighet*|samvit*",
                "ikke|ikkje evne|evner|vilje til å betale",
            ],
            en: [
                "shame|shameful|ashamed|disgrace*", "irresponsible|irresponsibility", "dishonest*",
                "thief|thieves|theft|stealing|steal", "bad payer*", "pathetic|ridiculous",
                "excuses", "liar*|lied", "conscience", "deadbeat*",
            ],
            why: LintWords(
                "Den som ikke har betalt, skal ikke gjøres skamfull.",
                "Den som ikkje har betalt, skal ikkje gjerast skamfull.",
                "Nobody is to be shamed for not having paid."), source: goodPractice),
        LintRule(
            "manner.moral", refused: [], advised: Set(NoticeKind.allCases),
            nb: [
                "moral*|betalingsmoral*", "plikt|plikter til å",
                "skuffet|skuffa|skuffende|skuffande", "uakseptabel*|uakseptabelt|uhørt|uhøyrt",
            ],
            en: ["moral*", "duty to", "disappointed|disappointing", "unacceptable|outrageous"],
            why: LintWords(
                "Be om betaling uten å belære.", "Be om betaling utan å belære.",
                "Ask for payment without lecturing."),
            source: goodPractice),
        LintRule(
            "manner.at-once", refused: [], advised: Set(NoticeKind.allCases),
            nb: [
                "umiddelbart|øyeblikkelig|øyeblikkelege|omgående|omgåande", "betal* .. straks",
                "innen|innan 24|48 timer|timar", "med én|en|ein gang|gong",
            ],
            en: [
                "immediately|instantly|urgent|urgently", "pay .. at once|now", "right now|away",
                "within 24|48 hours",
            ],
            unless: ["alt|hele|heile|hele|avdrag", "all|everything|whole|full|hard|difficult|if"],
            why: LintWords(
                "Si en dag. Et hastverk uten dag er press, og strider mot fristen i brevet.",
                "Nemn ein dag. Eit hastverk utan dag er press, og strir mot fristen i brevet.",
                "Name a day. Haste without a day is pressure, and contradicts the deadline in the letter."
            ), source: goodPractice),
        LintRule(
            "manner.shouting", refused: hard, advised: gentle, form: .shouting,
            why: LintWords(
                "Store bokstaver og utropstegn er roping.",
                "Store bokstavar og utropsteikn er roping.",
                "Capitals and exclamation marks are shouting."), source: goodPractice),
        LintRule(
            "manner.picture", refused: [], advised: hard, form: .pictures,
            why: LintWords(
                "Et smil i et varsel leses som hån.", "Eit smil i eit varsel blir lese som hån.",
                "A smile in a notice reads as scorn."), source: goodPractice),
        LintRule(
            "figure.own", form: .ownFigures,
            why: LintWords(
                "Beløp, datoer og kontonumre følger brevet; skrevet ut er de feil i det neste.",
                "Beløp, datoar og kontonummer følgjer brevet; skrivne ut er dei feil i det neste.",
                "Amounts, dates and account numbers follow the letter; written out they are wrong in the next."
            ),
            source: "inkassoforskriften § 1-2"),
        LintRule(
            "subject.length", refused: [], advised: Set(NoticeKind.allCases), parts: [.subject],
            form: .length(78),
            why: LintWords(
                "Lengre enn de fleste innbokser viser.", "Lengre enn dei fleste innboksar viser.",
                "Longer than most mailboxes show."), source: "RFC 5322 § 2.1.1"),
        LintRule(
            "body.length", refused: [], advised: Set(NoticeKind.allCases), parts: [.body],
            form: .length(900),
            why: LintWords(
                "Et avsnitt folk hopper over.", "Eit avsnitt folk hoppar over.",
                "A paragraph people skip."),
            source: goodPractice),
    ]
}

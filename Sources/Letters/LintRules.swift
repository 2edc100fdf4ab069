/// The rules letters are looked through for.
///
/// A phrase is here because a letter with it would be wrong from a creditor that collects its own claims: see ``Lint``.
public enum LintRules {
    public static let all: [LintRule] = threats + collection + fees + rights + manner

    /// Before a letter that the law knows of has been sent, hard words promise what may not come next.
    private static let gentle: Set<NoticeKind> = [.nudge, .reminder]
    private static let hard: Set<NoticeKind> = [
        .collectionNotice, .transferWarning, .paymentDemand,
    ]
    /// Something always follows these, so none of them is the last.
    private static let followed: Set<NoticeKind> = [.nudge, .reminder, .collectionNotice]
    private static let open: Set<LintPart> = [.subject, .sms]
    private static let goodPractice = "inkassoloven § 8"

    // MARK: - Threats the sender has not got

    private static let threats: [LintRule] = [
        LintRule(
            "threat.publication",
            nb: [
                "offentliggj*|offentleggj*|publiser*", "heng* .. ut", "uthengt|uthengd|uthenging",
                "sosiale medier|medium", "facebook|instagram|linkedin|tiktok|snapchat",
                "avisen|avisa|aviser|pressen|pressa", "liste* .. dårlige|dårlege",
                "advar* andre|kunder|kundar",
                "åtvar* andre|kundar", "alle .. få|skal vite",
            ],
            en: [
                "publish*|publicise*|publicize*|publicly", "name and shame", "social media",
                "facebook|instagram|linkedin|tiktok|snapchat", "newspaper*|press",
                "list of .. payers",
                "warn other|others", "everyone|everybody .. know",
            ],
            why: LintWords(
                "Et krav er ikke noe andre skal vite om.",
                "Eit krav er ikkje noko andre skal vite om.",
                "A claim is nobody else's business."), source: goodPractice),
        LintRule(
            "threat.police",
            nb: [
                "politi|politiet|politianmeld*", "anmeld|anmelde|anmelder|anmeldt|anmeldelse",
                "melde|meld .. til politiet",
                "straffbar*|straffesak*|straffeforfølg*",
                "bedrag|bedrageri*|svindel|svindl*|kriminel*",
            ],
            en: ["police", "criminal*|crime", "fraud*", "prosecut*|offence|offense", "report you"],
            why: LintWords(
                "Ubetalte regninger er ingen politisak.", "Ubetalte rekningar er inga politisak.",
                "An unpaid bill is no matter for the police."), source: goodPractice),
        LintRule(
            "threat.others",
            nb: [
                "arbeidsgiver*|arbeidsgjevar*|arbeidsgivar*", "sjefen",
                "nabo|naboen|naboer|naboene|naboane",
                "familien|ektefelle*|foreldrene|foreldra",
                "forretningsforbindelse*|forretningssamband*",
                "kundene|kundane dine|deres|dykkar",
            ],
            en: [
                "employer*", "your boss", "neighbour*|neighbor*", "your family|spouse|parents",
                "business partners", "your customers|clients",
            ],
            why: LintWords(
                "Bare kunden, eller den som opptrer for kunden, skal kontaktes om kravet.",
                "Berre kunden, eller den som opptrer for kunden, skal kontaktast om kravet.",
                "Only the customer, or whoever acts for them, is to be contacted about a claim."),
            source: goodPractice),
        LintRule(
            "threat.visit",
            nb: [
                "kommer|kjem|møter .. hjem|heim|døren|døra|døra", "oppsøk*",
                "på døra|døren|dørstokken",
            ],
            en: ["visit you|your", "come .. your home|door|house|office", "doorstep"],
            why: LintWords(
                "Å komme på døra er utilbørlig press.", "Å kome på døra er utilbørleg press.",
                "Turning up at somebody's door is undue pressure."), source: goodPractice),
        LintRule(
            "threat.often",
            nb: [
                "ringe|ringer|ringje|kontakte|kontaktar|kontakter|skrive|skriv|skriver .. hver|kvar dag|time|kveld",
                "daglig|dagleg kontakt|oppringing*|purring*",
            ],
            en: [
                "call|phone|contact|write .. every day|hour|evening",
                "daily calls|reminders|contact",
            ],
            why: LintWords(
                "Hyppige henvendelser er utilbørlig press.",
                "Hyppige meldingar er utilbørleg press.",
                "Frequent contact is undue pressure."), source: goodPractice),
        LintRule(
            "threat.bankruptcy",
            nb: [
                "konkurs*", "slå* .. konkurs", "gå|går dukken",
                "avvikl* .. selskapet|føretaket|firmaet",
            ],
            en: ["bankrupt*", "insolven*", "winding-up|wound-up", "wind .. up", "liquidat*"],
            why: LintWords(
                "Konkurs kan ikke trues med i et betalingsbrev.",
                "Ein kan ikkje true med konkurs i eit betalingsbrev.",
                "Bankruptcy is no threat for a letter about payment."), source: goodPractice),
        LintRule(
            "threat.credit-remark",
            nb: [
                "betalingsanmerk*|betalingsmerknad*|anmerkning|anmerkninger",
                "kredittopplys*|kredittverd*|kredittscore*|kredittvurder*|kredittregister*",
                "svarteliste*|svartelist*", "gjeldsregister*|gjeldsregist*",
            ],
            en: [
                "credit rating|score|record|history|report|remark|bureau|file|register|agency",
                "payment remark|remarks", "default notice",
                "blacklist*", "creditworth*",
            ],
            why: LintWords(
                "En kreditor kan ikke selv gi en betalingsanmerkning.",
                "Ein kreditor kan ikkje sjølv gje ei betalingsmerknad.",
                "A creditor cannot itself put a remark on anybody's credit."), source: goodPractice),
        LintRule(
            "threat.enforcement", refused: gentle.union([.collectionNotice, .transferWarning]),
            advised: [.paymentDemand],
            nb: [
                "namsmann*|namsfut*|namsfogd*", "utlegg i", "ta|tar|tek|tas|tatt .. utlegg",
                "utleggs*", "utpant*",
                "lønnstrekk*|lønstrekk*", "trekk i lønn|løn|lønnen|løna", "tvangs*", "pant i",
                "beslaglegg*|beslag",
            ],
            en: [
                "bailiff*", "enforcement", "attachment of", "garnish*", "seize*|seizure",
                "distrain*", "wage deduction*|deductions", "repossess*",
            ],
            why: LintWords(
                "Tvang er for namsmannen, etter et eget varsel, og ikke noe dette brevet kan love.",
                "Tvang er for namsmannen, etter eit eige varsel, og ikkje noko dette brevet kan love.",
                "Enforcement belongs to the enforcement officer, after a notice of its own; this letter cannot promise it."
            ),
            source: "tvangsfullbyrdelsesloven § 4-18; inkassoloven § 8"),
        LintRule(
            "threat.court", refused: gentle, advised: [.collectionNotice, .transferWarning],
            nb: [
                "forliksråd*|forliksklage*", "stevning*|stevne|stevner|saksøk*",
                "rettslig*|rettsleg*", "søksmål*",
                "domstol*|tingrett*", "gå|går|gå|bringe|bringer|ta|tar .. retten", "advokat*",
            ],
            en: [
                "court|courts", "sue|sued|suing|lawsuit*",
                "legal action|actions|steps|measures|proceedings", "litigation",
                "lawyer*|solicitor*|attorney*", "conciliation board",
            ],
            why: LintWords(
                "Retten kommer etter en betalingsoppfordring, ikke før.",
                "Retten kjem etter ei betalingsoppmoding, ikkje før.",
                "The courts come after a demand for payment, not before."),
            source: "inkassoloven §§ 8, 10"),
        LintRule(
            "threat.vague", refused: [], advised: Set(NoticeKind.allCases),
            nb: [
                "konsekvens*", "alvorlig*|alvorleg* følge*|følgje*", "vil|kommer|kjem .. angre",
                "andre metoder|metodar|midler|middel|virkemidler|verkemiddel",
                "tvinge|tvinges|tvingast|tvunget|tvinga|tvungne",
            ],
            en: [
                "consequence*", "you .. regret", "other means|methods|measures", "forced to",
                "no choice but", "no option but",
            ],
            why: LintWords(
                "En trussel uten innhold skremmer uten å opplyse. Si hva som skjer, og når.",
                "Ein trugsel utan innhald skremmer utan å opplyse. Sei kva som skjer, og når.",
                "A threat without content frightens without informing. Say what happens, and when."),
            source: goodPractice),
        LintRule(
            "threat.sale", refused: gentle, advised: hard,
            nb: [
                "selge|selger|selges|selje|sel|seljast .. krav|kravet|krava|fordring*",
                "overdra|overdras|overdrar|overdreg .. krav|kravet|krava|fordring*",
            ],
            en: [
                "sell|sold|selling .. claim|claims|debt|invoice*",
                "assign|assigned .. claim|claims|debt",
            ],
            why: LintWords(
                "Salg av kravet er ikke neste steg.", "Sal av kravet er ikkje neste steg.",
                "Selling the claim is not the next step."), source: goodPractice),
    ]

    // MARK: - Collection where it does not belong

    private static let collection: [LintRule] = [
        LintRule(
            "collection.early", refused: gentle,
            nb: [
                "inkasso*|inkassering*|inkassere*", "inndriv*|inndrev*",
                "betalingsoppfordring*|betalingsoppmoding*", "innkrevingsbyrå*|innkrevjingsbyrå*",
            ],
            en: [
                "debt|money collection|collectors|collector",
                "collection agency|agencies|notice|letter|proceedings|process", "collections",
                "debt recovery", "recovery agency|agencies|process", "recover .. debt",
            ],
            why: LintWords(
                "Inkasso hører hjemme i inkassovarselet, ikke i en påminnelse.",
                "Inkasso høyrer heime i inkassovarselet, ikkje i ei påminning.",
                "Collection belongs in the collection notice, not in a reminder."),
            source: "inkassoforskriften § 1-2; inkassoloven § 9"),
        LintRule(
            "collection.mark", parts: open,
            nb: [
                "inkasso*", "gjeld|gjelden|gjelda|gjeldskrav",
                "krav|kravet|krava|krever|krev|pengekrav*", "misligh*|mislegh*", "tvang|tvangs*",
                "betalingsoppfordring*|betalingsoppmoding*", "inndriv*",
                "skyldner*|skuldnar*|debitor*",
            ],
            en: [
                "debt|debts|debtor", "collection|collections|collector*", "default|defaulted",
                "enforcement", "legal", "claim|claims", "demand|demands", "recovery",
            ],
            why: LintWords(
                "Emnefelt og tekstmeldinger kan leses av andre.",
                "Emnefelt og tekstmeldingar kan lesast av andre.",
                "Others may read a subject line and a text message."), source: goodPractice),
        LintRule(
            "sms.debt", parts: [.sms],
            nb: [
                "skylder|skuldar|skyldig",
                "ubetalt|ubetalte|forfalt|forfalle|forfalne|utestående|uteståande",
                "purring*|purregebyr*|inkasso*|varsel*",
                "betal|betale|betaler|betalt|betaling*|betal*", "gebyr*|rente|renter|rentene",
                "frist|fristen", "beløp|beløpet", "kr|kroner|nok",
                "{amount}|{total}|{deadline}|{fee}",
            ],
            en: [
                "owe|owes|owed|owing", "unpaid|overdue|outstanding|late", "pay|paid|payment*",
                "fee|fees|interest", "deadline", "amount", "nok|kr|kroner",
                "{amount}|{total}|{deadline}|{fee}",
            ],
            why: LintWords(
                "En tekstmelding sier bare at det ligger et brev, ikke hva som står i det.",
                "Ei tekstmelding seier berre at det ligg eit brev, ikkje kva som står i det.",
                "A text message only says that a letter waits, not what it says."),
            source: "inkassoloven §§ 3 a, 8"),
        LintRule(
            "sms.link", refused: [], advised: Set(NoticeKind.allCases), parts: [.sms],
            nb: ["http*|https*", "www*", "klikk*", "trykk* på"], en: ["click", "tap here|on"],
            why: LintWords(
                "Lenker i meldinger om penger ligner svindel.",
                "Lenkjer i meldingar om pengar liknar svindel.",
                "Links in messages about money look like fraud."), source: goodPractice),
        LintRule(
            "sms.length", parts: [.sms], form: .messageParts(2),
            why: LintWords(
                "Mer enn to meldingsdeler.", "Meir enn to meldingsdelar.",
                "More than two message parts."),
            source: "3GPP TS 23.040 § 9.2.3.24.1"),
        LintRule(
            "final.not-final", refused: followed,
            nb: [
                "siste varsel*|påminnelse*|påminning*|purring*|advarsel|åtvaring|sjanse*|mulighet*|moglegheit*|frist*|beskjed*|gang|gong|brev*|melding*|oppfordring*|oppmoding*",
                "aller siste",
            ],
            en: [
                "final|last notice|reminder|warning|chance|demand|opportunity|call|deadline|letter|time|request|attempt"
            ],
            why: LintWords(
                "Det kommer et brev til etter dette, så det er ikke det siste.",
                "Det kjem eit brev til etter dette, så det er ikkje det siste.",
                "Another letter follows this one, so it is not the last."), source: goodPractice),
        LintRule(
            "final.without-notice", refused: followed, advised: [.transferWarning, .paymentDemand],
            nb: [
                "uten|utan .. varsel|varsling|beskjed|advarsel|åtvaring|melding",
                "uten|utan nærmere|nærare|videre|vidare|ytterligere|ytterlegare",
            ],
            en: ["without .. notice|warning"],
            why: LintWords(
                "Loven krever et nytt varsel før noe mer skjer.",
                "Lova krev eit nytt varsel før noko meir skjer.",
                "The law wants another notice before anything more happens."),
            source: "inkassoloven §§ 9–10"),
    ]
}

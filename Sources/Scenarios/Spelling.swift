/// Finds the word that somebody meant.
enum Spelling {
    /// `did you mean reminder`, or nothing when no known word is near.
    static func suggestion(for word: String, among known: [String]) -> String {
        guard let meant = meant(word, among: known) else { return "" }
        return "did you mean \(meant)"
    }

    /// The known word that is nearest to `word`, the field's Norwegian words included; nil when none is near.
    static func meant(_ word: String, among known: [String]) -> String? {
        let written = word.lowercased()
        if let english = norwegian[written], known.contains(english) { return english }
        let near = known.map { (word: $0, distance: distance(written, $0.lowercased())) }
            .min { $0.distance < $1.distance }
        guard let near, near.distance <= max(1, near.word.count / 3),
            near.distance < near.word.count
        else { return nil }
        return near.word
    }

    /// The trade's own words, for those who think in them.
    private static let norwegian = [
        "krav": "claim", "faktura": "claim", "historie": "story", "valg": "choose",
        "forbruker": "consumer", "bedrift": "business", "næring": "business", "ukjent": "unknown",
        "hovedstol": "principal", "forfall": "due", "utstedt": "issued", "mva": "vat",
        "grunnlag": "basis", "avtalt": "agreed", "ensidig": "unilateral", "påkrav": "demanded",
        "påminnelse": "nudge", "purring": "reminder", "inkassovarsel": "collection-notice",
        "betalingsoppfordring": "payment-demand", "frist": "deadline", "gebyr": "fee",
        "betalt": "paid", "returnert": "returned", "kreditert": "credited",
        "innsigelse": "objected", "bestridt": "objected", "pause": "paused",
        "gjenopptatt": "resumed", "lovet": "promised", "utsatt": "deferred",
        "avdragsordning": "instalment-plan", "nedbetalingsavtale": "instalment-plan",
        "overlevert": "handed-over", "inkasso": "handed-over", "ettergitt": "waived",
        "konkurs": "bankrupt", "rekonstruksjon": "reconstruction",
        "gjeldsordning": "debt-settlement", "avvikling": "winding-up", "erkjent": "acknowledged",
        "forliksklage": "conciliation-complaint", "stevning": "writ",
        "utleggsbegjæring": "enforcement-petition", "konkursbegjæring": "bankruptcy-petition",
        "motregning": "set-off", "dom": "judgment", "rettsforlik": "court-settlement",
        "avskrevet": "written-off", "standardkompensasjon": "compensation",
        "kompensasjon": "compensation", "gebyrer": "fees", "renter": "interest",
        "forsinkelsesrente": "interest", "sum": "total", "omkostninger": "costs",
        "kostnader": "costs", "foreldelse": "limitation", "rettsgebyr": "court-fee",
        "tidligst": "earliest", "aldri": "never", "ingen": "none", "avvist": "refused",
        "forvent": "expect", "salær": "salaer",
    ]

    /// The least number of letters to add, drop, change or swap with their neighbour.
    private static func distance(_ a: String, _ b: String) -> Int {
        let a = Array(a)
        let b = Array(b)
        // Words of a story are short; anything longer is none of them.
        guard a.count <= 40, b.count <= 40 else { return .max }
        var rows = [Array(0...b.count)]
        for i in 1...max(1, a.count) where i <= a.count {
            var row = [i]
            for j in 1...max(1, b.count) where j <= b.count {
                let change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var least = min(change, rows[i - 1][j] + 1, row[j - 1] + 1)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    least = min(least, rows[i - 2][j - 2] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}

import Basics

/// What a column, or a whole list, is called in a file for another program.
///
/// A header names one thing in full, the same in every list: who reads the file has no page around it.
public struct Heading: Hashable, Sendable {
    private let nb: String
    private let nn: String
    private let en: String

    init(_ nb: String, _ nn: String, _ en: String) {
        self.nb = nb
        self.nn = nn
        self.en = en
    }

    public func text(_ language: Language) -> String { choose(language, nb, nn, en) }
}

// MARK: - Who

extension Heading {
    public static let customerNumber = Heading("Kundenr", "Kundenr", "Customer no")
    public static let customerName = Heading("Kundenavn", "Kundenamn", "Customer name")
    public static let customerKind = Heading("Kundetype", "Kundetype", "Customer type")
    public static let organisationNumber = Heading("Orgnr", "Orgnr", "Organisation no")
    public static let email = Heading("E-post", "E-post", "Email")
    public static let phone = Heading("Telefon", "Telefon", "Phone")
    public static let street = Heading("Adresse", "Adresse", "Street")
    public static let postcode = Heading("Postnr", "Postnr", "Postcode")
    public static let city = Heading("Poststed", "Poststad", "City")
    public static let country = Heading("Land", "Land", "Country")
    public static let language = Heading("Språk", "Språk", "Language")
    public static let plan = Heading("Plan", "Plan", "Plan")
    public static let tone = Heading("Tone", "Tone", "Tone")
    public static let exempt = Heading("Unntatt fordi", "Unnateke fordi", "Exempt because")
    public static let sender = Heading("Avsender", "Avsendar", "Sender")
    public static let senderName = Heading("Avsenders navn", "Namn på avsendar", "Sender name")
    public static let actor = Heading("Hvem", "Kven", "Who")
    public static let payerName = Heading("Betaler", "Betalar", "Payer name")
    public static let payerAccount = Heading("Fra konto", "Frå konto", "Payer account")
    public static let account = Heading("Til konto", "Til konto", "Account")
}

// MARK: - What

extension Heading {
    public static let claimID = Heading("Krav-ID", "Krav-ID", "Claim id")
    public static let paymentID = Heading("Innbetalings-ID", "Innbetalings-ID", "Payment id")
    public static let letterID = Heading("Brevnr", "Brevnr", "Letter no")
    public static let invoice = Heading("Fakturanr", "Fakturanr", "Invoice no")
    public static let concerns = Heading("Beskrivelse", "Skildring", "Description")
    public static let kid = Heading("KID", "KID", "KID")
    public static let text = Heading("Tekst", "Tekst", "Text")
    public static let kind = Heading("Slag", "Slag", "Kind")
    public static let detail = Heading("Detaljer", "Detaljar", "Details")
    public static let what = Heading("Hva", "Kva", "What")
    public static let code = Heading("Kode", "Kode", "Code")
    public static let status = Heading("Status", "Status", "Status")
    public static let step = Heading("Steg", "Steg", "Step")
    public static let verdict = Heading("Avgjørelse", "Avgjerd", "Verdict")
    public static let why = Heading("Hvorfor", "Kvifor", "Why")
    public static let citation = Heading("Hjemmel", "Heimel", "Legal basis")
    public static let source = Heading("Kilde", "Kjelde", "Source")
    public static let channel = Heading("Kanal", "Kanal", "Channel")
    public static let receipt = Heading("Kvittering", "Kvittering", "Receipt")
    public static let currency = Heading("Valuta", "Valuta", "Currency")
    public static let rule = Heading("Regel", "Regel", "Rule")
    public static let isLawful = Heading("Lovlig", "Lovleg", "Lawful")
    public static let faults = Heading("Feil", "Feil", "Faults")
    public static let number = Heading("Nummer", "Nummer", "Number")
    public static let validAs = Heading("Gyldig som", "Gyldig som", "Valid as")
    public static let question = Heading("Spørsmål", "Spørsmål", "Question")
    public static let value = Heading("Verdi", "Verdi", "Value")
    public static let unit = Heading("Enhet", "Eining", "Unit")
    public static let meaning = Heading("Betydning", "Tyding", "Meaning")
    public static let isDefault = Heading("Standard", "Standard", "Default")
    public static let isOwn = Heading("Egen", "Eigen", "Own")
    public static let table = Heading("Tabell", "Tabell", "Table")
    public static let alternative = Heading("Alternativ", "Alternativ", "Alternative")
    public static let mailID = Heading("E-postnr", "E-postnr", "Email no")
    public static let subject = Heading("Emne", "Emne", "Subject")
    public static let proposal = Heading("Forslag", "Framlegg", "Proposal")
    public static let reference = Heading("Referanse", "Referanse", "Reference")
}

// MARK: - When

extension Heading {
    public static let day = Heading("Dato", "Dato", "Date")
    public static let time = Heading("Tidspunkt", "Tidspunkt", "Time")
    public static let entryNumber = Heading("Nr", "Nr", "No.")
    public static let hash = Heading("SHA-256", "SHA-256", "SHA-256")
    public static let received = Heading("Mottatt", "Motteken", "Received")
    public static let issued = Heading("Fakturadato", "Fakturadato", "Invoice date")
    public static let due = Heading("Forfallsdato", "Forfallsdato", "Due date")
    public static let booked = Heading("Bokført", "Bokført", "Booked")
    public static let letterDay = Heading("Brevdato", "Brevdato", "Letter date")
    public static let deadline = Heading("Frist", "Frist", "Deadline")
    public static let nextDay = Heading("Neste dag", "Neste dag", "Next day")
    public static let lawfulFrom = Heading("Lovlig fra", "Lovleg frå", "Lawful from")
    public static let from = Heading("Fra og med", "Frå og med", "From")
    public static let to = Heading("Til og med", "Til og med", "To")
    public static let earliest = Heading("Tidligst", "Tidlegast", "Earliest")
    public static let latest = Heading("Senest", "Seinast", "Latest")
    public static let payBy = Heading("Senest bankdag", "Seinast bankdag", "Pay by")
    public static let since = Heading("Valgt", "Vald", "Chosen on")
    public static let holdsFrom = Heading("Gjelder fra", "Gjeld frå", "Holds from")
    public static let days = Heading("Dager", "Dagar", "Days")
}

// MARK: - How much

extension Heading {
    public static let amount = Heading("Beløp", "Beløp", "Amount")
    public static let invoiceAmount = Heading("Fakturabeløp", "Fakturabeløp", "Invoice amount")
    public static let rest = Heading("Ikke plassert", "Ikkje plassert", "Not placed")
    public static let credited = Heading("Kreditert", "Kreditert", "Credited")
    public static let paid = Heading("Betalt", "Betalt", "Paid")
    public static let principal = Heading("Hovedstol", "Hovudstol", "Principal")
    public static let interest = Heading("Renter", "Renter", "Interest")
    public static let costs = Heading("Gebyrer", "Gebyr", "Costs")
    public static let fee = Heading("Gebyr", "Gebyr", "Fee")
    public static let feeAllowed = Heading("Lovlig gebyr", "Lovleg gebyr", "Allowed fee")
    public static let overpaid = Heading("Betalt for mye", "Betalt for mykje", "Overpaid")
    public static let toPay = Heading("Å betale", "Å betale", "To pay")
    public static let rate = Heading("Sats (%)", "Sats (%)", "Rate (%)")
    public static let timesRate = Heading("Ganger sats", "Gonger sats", "Times rate")
    public static let balance = Heading("Grunnlag", "Grunnlag", "Balance")
    public static let upTo = Heading("Krav til og med", "Krav til og med", "Claims up to")
    public static let debit = Heading("Debet", "Debet", "Debit")
    public static let credit = Heading("Kredit", "Kredit", "Credit")
    public static let taxCode = Heading("Mva-kode", "Mva-kode", "Tax code")
    public static let owesElsewhere = Heading("Skylder ellers", "Skuldar elles", "Owes elsewhere")
}

// MARK: - Lists

extension Heading {
    public static let claims = Heading("Fakturaer", "Fakturaer", "Invoices")
    public static let today = Heading("Dagens liste", "Lista for dagen", "The day's list")
    public static let payments = Heading("Innbetalinger", "Innbetalingar", "Payments")
    public static let customers = Heading("Kunder", "Kundar", "Customers")
    public static let journal = Heading("Journal", "Journal", "Journal")
    public static let outbox = Heading("Utboks", "Utboks", "Outbox")
    public static let timeline = Heading("Hendelser", "Hendingar", "Timeline")
    public static let statement = Heading("Oppgjør", "Oppgjer", "Statement")
    public static let interestLines = Heading("Renteberegning", "Renterekning", "Interest")
    public static let placements = Heading("Plasseringer", "Plasseringar", "Placements")
    public static let clock = Heading(
        "Hva loven tillater", "Kva lova tillèt", "What the law allows")
    public static let letterCheck = Heading(
        "Kontroll av brev", "Kontroll av brev", "Letters checked")
    public static let rates = Heading("Satser", "Satsar", "Rates")
    public static let choices = Heading("Valg", "Val", "Choices")
    public static let calendar = Heading(
        "Offentlige frister", "Offentlege fristar", "Public deadlines")
    public static let collectionFees = Heading("Inkassosalær", "Inkassosalær", "Collection fees")
    public static let courtFees = Heading("Rettsgebyr", "Rettsgebyr", "Court fees")
    public static let limitation = Heading("Foreldelse", "Forelding", "Limitation")
    public static let bankruptcy = Heading("Konkurs", "Konkurs", "Bankruptcy")
    public static let vatLoss = Heading("Tap og mva", "Tap og mva", "VAT losses")
    public static let numbers = Heading("Nummer", "Nummer", "Numbers")
    public static let inbox = Heading("Innboks", "Innboks", "Inbox")
    public static let refunds = Heading("Tilbakebetalinger", "Tilbakebetalingar", "Refunds")
    public static let vouchers = Heading("Bilag", "Bilag", "Vouchers")
}

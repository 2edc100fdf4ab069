import Basics
import Law

/// What is said of a customer's data: what there is, how long it is kept, what was deleted.
public struct SubjectTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    // MARK: - The copy a customer gets

    public var title: String {
        say("Opplysninger om deg", "Opplysningar om deg", "Data about you")
    }
    public func titleOf(_ name: String) -> String {
        say("Opplysninger om \(name)", "Opplysningar om \(name)", "Data about \(name)")
    }
    public func opening(_ creditor: String, _ day: Day) -> String {
        say(
            "Her er alt som \(creditor) har lagret om deg i sitt system for faktura og betaling per "
                + "\(day.text). Det samme ligger i subject.json, og brevene slik de ble sendt ligger i mappen letters.",
            "Her er alt som \(creditor) har lagra om deg i systemet sitt for faktura og betaling per "
                + "\(day.text). Det same ligg i subject.json, og breva slik dei vart sende ligg i mappa letters.",
            "This is everything \(creditor) has stored about you in its invoicing and payment system as of "
                + "\(day.text). The same is in subject.json, and the letters as they were sent are in the folder letters."
        )
    }
    public func basis(_ citation: String) -> String {
        say(
            "Du har rett til å se dem (\(citation)). Er noe feil, si fra, så retter vi det. Du kan også be oss "
                + "slette det vi ikke må beholde, og klage til Datatilsynet.",
            "Du har rett til å sjå dei (\(citation)). Er noko feil, sei frå, så rettar vi det. Du kan òg be oss "
                + "slette det vi ikkje må ta vare på, og klage til Datatilsynet.",
            "You have the right to see it (\(citation)). If anything is wrong, tell us and we will correct it. You can "
                + "also ask us to delete what we need not keep, and complain to Datatilsynet.")
    }
    public var purpose: String {
        say(
            "Vi bruker opplysningene til å få betalt for det vi har levert, og til regnskapet.",
            "Vi bruker opplysningane til å få betalt for det vi har levert, og til rekneskapen.",
            "We use the data to be paid for what we have delivered, and for our accounts.")
    }
    public var whoHeading: String { say("Hvem du er", "Kven du er", "Who you are") }
    public var claimsHeading: String { say("Fakturaer", "Fakturaer", "Invoices") }
    public var paymentsHeading: String { say("Betalinger", "Betalingar", "Payments") }
    public var lettersHeading: String {
        say("Brev vi har sendt", "Brev vi har sendt", "Letters we sent")
    }
    public var mailsHeading: String {
        say("E-post fra deg", "E-post frå deg", "E-mail from you")
    }
    public var termsHeading: String {
        say("Hvor lenge vi beholder dem", "Kor lenge vi tek vare på dei", "How long we keep it")
    }
    public var signOff: String { say("Vennlig hilsen", "Venleg helsing", "Kind regards") }
    public var none: String { say("Ingenting.", "Ingenting.", "Nothing.") }

    public var number: String { say("Kundenummer", "Kundenummer", "Customer number") }
    public var name: String { say("Navn", "Namn", "Name") }
    public var organisation: String { say("Org.nr.", "Org.nr.", "Organisation no.") }
    public var address: String { say("Adresse", "Adresse", "Address") }
    public var email: String { say("E-post", "E-post", "E-mail") }
    public var phone: String { say("Telefon", "Telefon", "Telephone") }
    public var accounts: String { say("Bankkonto", "Bankkonto", "Bank account") }
    public var birthNumber: String { say("Fødselsnummer", "Fødselsnummer", "Birth number") }
    public var sealed: String {
        say("lagret kryptert", "lagra kryptert", "stored encrypted")
    }
    public var chosen: String { say("Valgt for deg", "Valt for deg", "Chosen for you") }
    public var faults: String {
        say("Adresser som feilet", "Adresser som feila", "Addresses that failed")
    }
    public var restrictedLabel: String { say("Begrenset fra", "Avgrensa frå", "Restricted from") }
    public func invoice(_ number: String) -> String {
        say("Faktura", "Faktura", "Invoice") + " \(number)"
    }
    public func claim(_ principal: Money, issued: Day, due: Day, toPay: Money) -> String {
        say(
            "\(principal.text), datert \(issued.text), forfall \(due.text). Å betale nå: \(toPay.text).",
            "\(principal.text), datert \(issued.text), forfall \(due.text). Å betale no: \(toPay.text).",
            "\(principal.text), dated \(issued.text), due \(due.text). To pay now: \(toPay.text).")
    }
    public func from(_ payer: String, _ account: String) -> String {
        let who = [payer, account].filter { !$0.isEmpty }.joined(separator: ", ")
        return who.isEmpty ? "" : say("fra", "frå", "from") + " \(who)"
    }

    // MARK: - How long

    public func kind(_ kind: RetentionClass) -> String {
        switch kind {
        case .accounting:
            say("fakturaer og betalinger", "fakturaer og betalingar", "invoices and payments")
        case .strayPayments:
            say(
                "betalinger som ikke er noen kundes", "betalingar som ikkje er nokon kunde sine",
                "payments of no customer's")
        case .letters: say("brev vi har sendt", "brev vi har sendt", "letters sent")
        case .correspondence:
            say("e-post og begrunnelser", "e-post og grunngjevingar", "e-mail and reasons")
        case .contact: say("kontaktopplysninger", "kontaktopplysningar", "contact data")
        }
    }
    public var person: String {
        say("navn, nummer og adresse", "namn, nummer og adresse", "name, number and address")
    }
    public func fate(_ name: String) -> String {
        switch name {
        case "delete": say("slettes", "blir sletta", "deleted")
        case "restrict": say("begrenses", "blir avgrensa", "restricted")
        default: say("beholdes", "blir teke vare på", "kept")
        }
    }
    public func through(_ day: Day?) -> String {
        day.map { say("til", "til", "through") + " \($0.text)" }
            ?? say("så lenge en sak er åpen", "så lenge ei sak er open", "while a claim is open")
    }
    public var restrictedName: String { say("(begrenset)", "(avgrensa)", "(restricted)") }
    public var erasedName: String { say("(slettet)", "(sletta)", "(deleted)") }

    // MARK: - At the terminal

    public func exported(_ path: String, letters: Int) -> String {
        say(
            "Skrevet: \(path) (PDF, JSON og \(letters) brev)",
            "Skrive: \(path) (PDF, JSON og \(letters) brev)",
            "Written: \(path) (PDF, JSON and \(letters) letters)")
    }
    public func would(_ name: String) -> String {
        say(
            "Dette ville skje med opplysningene om \(name):",
            "Dette ville skje med opplysningane om \(name):",
            "This would become of the data about \(name):")
    }
    public var what: String { say("Hva", "Kva", "What") }
    public var count: String { say("Antall", "Tal", "Count") }
    public var becomes: String { say("Blir", "Blir", "Becomes") }
    public var why: String { say("Hvorfor", "Kvifor", "Why") }
    public var until: String { say("Til", "Til", "Until") }
    public var personErased: String {
        say(
            "Navn, nummer og adresse slettes også: ingenting er igjen som handler om kunden.",
            "Namn, nummer og adresse blir òg sletta: ingenting er att som handlar om kunden.",
            "Name, number and address go too: nothing is left that is about the customer.")
    }
    public var restricted: String {
        say(
            "Det som blir igjen, brukes fra nå av bare der loven krever det.",
            "Det som blir att, blir frå no av berre brukt der lova krev det.",
            "What stays is from now on used only where the law demands it.")
    }
    public var nothing: String {
        say(
            "Ingenting er å slette nå.", "Ingenting er å slette no.",
            "There is nothing to delete now.")
    }
    public var ask: String {
        say(
            "Slette dette? Det kan ikke angres. [j/N] ",
            "Slette dette? Det kan ikkje angrast. [j/N] ",
            "Delete this? It can not be undone. [y/N] ")
    }
    public var notDone: String {
        say(
            "Ingenting er slettet. Si --yes for å gjøre det.",
            "Ingenting er sletta. Sei --yes for å gjere det.",
            "Nothing was deleted. Say --yes to do it.")
    }
    public func customers(_ count: Int) -> String {
        count == 1
            ? say("1 kunde", "1 kunde", "1 customer")
            : "\(count) " + say("kunder", "kundar", "customers")
    }
    /// Where a customer's number would stand.
    public var noCustomer: String { say("(ingen)", "(ingen)", "(none)") }
    public func expired(_ count: Int) -> String {
        customers(count)
            + say(
                " har opplysninger som er beholdt lenge nok:",
                " har opplysningar som er tekne vare på lenge nok:",
                " with data that have been kept long enough:")
    }
    public func deleted(_ count: Int) -> String {
        say(
            "Slettet for \(customers(count)).", "Sletta for \(customers(count)).",
            "Deleted for \(customers(count)).")
    }
}

import Basics
import Claims
import Store

/// The example company that a first run starts with.
public enum Example {
    /// The day its story has come to.
    public static let day = Day(2026, 10, 8)

    public static let book = BookRecord(
        name: "Fjordvik Rør AS", organisationNumber: "310123455", street: "Fjordgata 12",
        postcode: "3201", city: "Sandefjord", email: "faktura@fjordvikror.example",
        phone: "33 00 00 00", account: AccountNumber("99991042764"))

    /// Its files in `Examples/`, in the order they came.
    public static let files = [
        "fjordvik-open-items.xml", "fjordvik-ocr-2026-10-06.txt", "fjordvik-ocr-2026-10-07.txt",
        "fjordvik-camt054-2026-10-07.xml", "fjordvik-camt053-2026-10-07.xml",
    ]
}

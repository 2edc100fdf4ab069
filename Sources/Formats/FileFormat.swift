import Basics

/// The file formats Purr reads, told apart by content, never by name.
public enum FileFormat: String, Codable, CaseIterable, Sendable {
    case ocrGiro = "ocr-giro"
    case camt053 = "camt.053"
    case camt054 = "camt.054"
    case saft = "saf-t"
    /// EHF 3 and Peppol BIS Billing 3.
    case ubl = "ehf"
    case openItemsCSV = "open-items-csv"
    /// A bank's account download.
    case bankCSV = "bank-csv"
}

/// What the reader knows of a file when it has read all of it.
public struct FileSummary: Hashable, Sendable {
    public var format: FileFormat
    /// `001.08`, `1.30`, or whose download it is; empty when the format has none.
    public var version: String
    /// The file's own identity (transmission number, message id); may be empty.
    public var identity: String
    /// The day an open-item list speaks of: payments up to and including it are already in the list.
    public var asOf: Day?
    /// The creditor the file is about, when it tells.
    public var companyName: String
    public var organisationNumber: OrganisationNumber?
    public var records: Int

    public init(
        format: FileFormat, version: String = "", identity: String = "", asOf: Day? = nil,
        companyName: String = "", organisationNumber: OrganisationNumber? = nil, records: Int = 0
    ) {
        self.format = format
        self.version = version
        self.identity = identity
        self.asOf = asOf
        self.companyName = companyName
        self.organisationNumber = organisationNumber
        self.records = records
    }
}

/// Settings a person may give when a file does not tell enough.
public struct ReadOptions: Sendable {
    /// CSV: our field name → the column's header in the file.
    public var columns: [String: String]
    /// CSV: the day the list speaks of, instead of the newest date in it.
    public var asOf: Day?
    /// Bank CSV: the company's own account, for files that do not tell it.
    public var account: AccountNumber?

    public init(
        columns: [String: String] = [:], asOf: Day? = nil, account: AccountNumber? = nil
    ) {
        self.columns = columns
        self.asOf = asOf
        self.account = account
    }
}

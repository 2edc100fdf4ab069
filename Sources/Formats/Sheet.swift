import Basics

/// A list on its way to another program: columns that each hold one kind of value, and rows.
///
///     let sheet = Sheet("Fakturaer", .nb, of: claims, [
///         .text("Fakturanr", \.invoice), .day("Forfall", \.due),
///         .money("Å betale", isTotalled: true, \.toPay),
///     ])
///
/// ``CSVWriter`` and ``XLSXWriter`` make files of it.
public struct Sheet: Hashable, Sendable {
    /// What the cells of a column hold.
    public enum Kind: String, Hashable, Sendable {
        /// Also for numbers that name something: a KID, an account, an organisation.
        case text
        case whole
        /// Kroner and øre.
        case money
        /// A rate with two decimals.
        case percent
        case day
        case yesNo
    }

    public enum Cell: Hashable, Sendable {
        case empty
        case text(String)
        case whole(Int64)
        case money(Money)
        /// In hundredths of a percent.
        case percent(Int)
        case day(Day)
        case yesNo(Bool)
    }

    public struct Column: Hashable, Sendable {
        public let header: String
        public let kind: Kind
        /// True when the workbook shows the column's sum below it.
        public let isTotalled: Bool
    }

    public let title: String
    /// Of the words a writer adds: yes, no, sum.
    public let language: Language
    public let columns: [Column]
    /// Each as long as `columns`; a cell is empty or of its column's kind.
    public let rows: [[Cell]]

    public init<Item>(
        _ title: String, _ language: Language, of items: some Sequence<Item>,
        _ columns: [SheetColumn<Item>]
    ) {
        self.title = title
        self.language = language
        self.columns = columns.map(\.column)
        self.rows = items.map { item in columns.map { $0.cell(item) } }
    }

    /// The sum of a totalled column's amounts or whole numbers; nil for a column that has none.
    public func total(_ index: Int) -> Cell? {
        guard columns[index].isTotalled else { return nil }
        var ore: Int64 = 0
        for row in rows {
            switch row[index] {
            case .money(let amount): ore += amount.ore
            case .whole(let number): ore += number
            case .empty, .text, .percent, .day, .yesNo: continue
            }
        }
        return columns[index].kind == .money ? .money(Money(ore: ore)) : .whole(ore)
    }

    var hasTotals: Bool { columns.contains(where: \.isTotalled) && !rows.isEmpty }
}

/// A column and where its cells come from; nil gives an empty cell.
public struct SheetColumn<Item> {
    let column: Sheet.Column
    let cell: (Item) -> Sheet.Cell

    private init(
        _ header: String, _ kind: Sheet.Kind, isTotalled: Bool = false,
        _ cell: @escaping (Item) -> Sheet.Cell?
    ) {
        column = Sheet.Column(header: header, kind: kind, isTotalled: isTotalled)
        self.cell = { cell($0) ?? .empty }
    }

    public static func text(_ header: String, _ value: @escaping (Item) -> String?) -> Self {
        Self(header, .text) { item in
            value(item).flatMap { $0.isEmpty ? nil : .text($0) }
        }
    }

    public static func whole(
        _ header: String, isTotalled: Bool = false, _ value: @escaping (Item) -> Int64?
    ) -> Self {
        Self(header, .whole, isTotalled: isTotalled) { value($0).map { .whole($0) } }
    }

    public static func money(
        _ header: String, isTotalled: Bool = false, _ value: @escaping (Item) -> Money?
    ) -> Self {
        Self(header, .money, isTotalled: isTotalled) { value($0).map { .money($0) } }
    }

    /// - Parameter value: in hundredths of a percent.
    public static func percent(_ header: String, _ value: @escaping (Item) -> Int?) -> Self {
        Self(header, .percent) { value($0).map { .percent($0) } }
    }

    public static func day(_ header: String, _ value: @escaping (Item) -> Day?) -> Self {
        Self(header, .day) { value($0).map { .day($0) } }
    }

    public static func yesNo(_ header: String, _ value: @escaping (Item) -> Bool?) -> Self {
        Self(header, .yesNo) { value($0).map { .yesNo($0) } }
    }
}

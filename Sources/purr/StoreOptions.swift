import ArgumentParser
import Basics
import Foundation
import Store
import Synchronization

/// Where the books and their files are.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "The folder with the letters, and with the books unless --store says otherwise.")
    var data = "data"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the books are: sqlite:PATH or postgresql://USER@HOST/DATABASE.",
            discussion: """
                Without it the environment's PURR_STORE, else purr.sqlite in the data folder. A password belongs in \
                PGPASSFILE or PURR_STORE, not here, where others on the machine can read it.
                """))
    var store: String?

    /// Each book's letters lie apart: they have the same numbers.
    func lettersFolder(of book: Int64) -> String {
        book == 1 ? data + "/letters" : data + "/letters-\(book)"
    }

    /// - Throws: `Diagnostic` `store.address`.
    func address() throws -> StoreAddress {
        let named = store ?? ProcessInfo.processInfo.environment["PURR_STORE"]
        return try named.map { try StoreAddress($0) } ?? .sqlite(data + "/purr.sqlite")
    }

    /// nil where a file is named and is not there.
    ///
    /// - Parameter connections: to a server, at most.
    func existing(connections: Int = 4) throws -> Database? {
        let address = try address()
        if let path = address.path, !FileManager.default.fileExists(atPath: path) { return nil }
        return try OpenStores.open(address, connections: connections)
    }

    /// - Throws: `Diagnostic` `book.none` where there is no database.
    func database(connections: Int = 4) throws -> Database {
        if let database = try existing(connections: connections) { return database }
        throw Diagnostic(
            "book.none", place: data, found: "no database", expected: try address().text,
            remedy: "make a book with: purr book create, or try the example: purr start")
    }

    /// The database, made where it is not there yet.
    func made() throws -> Database {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        return try OpenStores.open(try address())
    }
}

/// The stores that this program has open: closed in order before it ends, so that a SQLite file alone is the whole book and
/// nothing depends on which thread lets go of it last.
enum OpenStores {
    private static let databases = Mutex<[Database]>([])

    /// - Throws: what opening a `Database` throws.
    static func open(_ address: StoreAddress, connections: Int = 4) throws -> Database {
        let database = try Database(address, connections: connections)
        databases.withLock { $0.append(database) }
        return database
    }

    /// What is still under way is left as it is: the transaction is undone when the program ends.
    static func close() {
        let open = databases.withLock { databases in
            defer { databases = [] }
            return databases
        }
        for database in open { try? database.close() }
    }
}

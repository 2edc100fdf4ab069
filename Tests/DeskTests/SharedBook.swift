import Basics
import Claims
import Foundation
import Store

@testable import Desk

/// A book that several share: its owner `eva`, and one person for each other role, named after it.
struct SharedBook {
    let test: TestDesk
    var database: Database { test.desk.database }
    var book: Int64 { test.desk.book.id }

    init(_ test: TestDesk? = nil) throws {
        self.test = try test ?? TestDesk()
        let people = People(database, as: .person("eva"), clock: self.test.desk.clock)
        try people.add(PersonRow(name: "eva", fullName: "Eva Eier"))
        try self.test.desk.grant("eva", .owner)
        let owner = try self.test.opened(as: .person("eva"))
        for role in Role.allCases where role != .owner {
            try people.add(PersonRow(name: role.rawValue, fullName: "Per \(role.rawValue)"))
            try owner.grant(role.rawValue, role)
        }
    }

    func desk(_ name: String) throws -> BookDesk { try test.opened(as: .person(name)) }

    func desk(_ role: Role) throws -> BookDesk { try desk(role == .owner ? "eva" : role.rawValue) }

    var people: People { People(database, as: .person("eva"), clock: test.desk.clock) }
}

/// The code of what `body` throws; nil when it throws nothing.
func code(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch let fault as Diagnostic { return fault.code } catch { return "\(error)" }
}

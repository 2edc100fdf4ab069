import Basics
import Store
import Testing

@Suite("A book's look")
struct LookRowsTests {
    private func logo(_ bytes: [UInt8], mail: [UInt8] = [1], at: Int64 = 1) -> StoredLogo {
        StoredLogo(
            hash: Digest.sha256(bytes), kind: "svg", bytes: bytes, mail: mail, at: at, actor: "kari"
        )
    }

    @Test(
        "Colour and logo are the book's own, and every logo it has had is kept as it was first given"
    )
    func kept() throws {
        let book = try TemporaryBook()
        let other = try TemporaryBook(beside: book)
        let first = logo([1, 2])
        let second = logo([3, 4])
        try book.write { scope in
            try scope.keep(first)
            try scope.setLook(BookLook(colour: Colour("#1d5c4d"), logo: first.hash))
            try scope.keep(second)
            try scope.setLook(BookLook(colour: nil, logo: second.hash))
            try scope.keep(logo([1, 2], mail: [9], at: 2))
        }
        #expect(try book.read { try $0.logo(first.hash) } == first)
        #expect(try book.read { try $0.logo(second.hash) } == second)
        #expect(try other.read { try $0.logo(first.hash) } == nil)
        let looks = try book.database.read { try $0.books().map(\.look) }
        #expect(looks == [BookLook(colour: nil, logo: second.hash), BookLook()])
    }

    @Test("A book changed in other ways keeps its look")
    func untouched() throws {
        let book = try TemporaryBook()
        let look = BookLook(colour: Colour("#1d5c4d"), logo: nil)
        try book.write { try $0.setLook(look) }
        var record = try #require(try book.database.read { try $0.books().first })
        #expect(record.look == look)
        record.phone = "22 00 00 00"
        record.look = BookLook()
        try book.write { try $0.update(record) }
        let after = try #require(try book.database.read { try $0.books().first })
        #expect(after.look == look && after.phone == "22 00 00 00")
    }

    @Test("Hexadecimal is read as it is written, and nothing else is")
    func hexadecimal() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Digest.bytes(hex: Digest.hex(bytes)) == bytes)
        for text in ["0", "0g", "AB", "æ", "0x"] { #expect(Digest.bytes(hex: text) == nil) }
    }
}

import Testing

@testable import Store

@Suite("Hashes that are stored")
struct DigestTests {
    @Test("SHA-256 of the standard's own examples")
    func sha256() {
        #expect(
            Digest.hex(Digest.sha256([]))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Digest.hex(Digest.sha256(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("A stream in pieces has the hash of the whole")
    func stream() {
        var stream = SHA256()
        for piece in ["a", "", "bc"] { Array(piece.utf8).withUnsafeBytes { stream.update($0) } }
        #expect(stream.finish() == Digest.sha256(Array("abc".utf8)))
    }

    @Test("The look-up hash never changes: books are full of it")
    func stableHash() {
        #expect(hash { _ in } == -1_388_729_422_223_754_158)
        #expect(hash { $0.add("99991042764") } == 4_993_677_964_307_216_307)
        #expect(hash { $0.add(100_000) } == -1_641_615_576_784_298_535)
        #expect(
            hash {
                $0.add("99991042764")
                $0.add(100_000)
                $0.add("10017")
            } == 2_803_141_892_102_401_920)
        #expect(hash { $0.add("Søndre Ål") } == -4_427_984_536_078_291_867)
    }

    @Test("Where one field ends and the next begins counts")
    func separators() {
        #expect(
            hash {
                $0.add("ab"); $0.add("c")
            }
                != hash {
                    $0.add("a"); $0.add("bc")
                })
        #expect(
            hash { $0.add("ab") }
                != hash {
                    $0.add("ab"); $0.add("")
                })
    }

    private func hash(_ fill: (inout StableHash) -> Void) -> Int64 {
        var hash = StableHash()
        fill(&hash)
        return hash.result
    }
}

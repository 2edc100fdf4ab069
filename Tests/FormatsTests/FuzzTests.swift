import Fuzzing
import Foundation
import Testing

/// A short round of damaged files on every build; `make fuzz SECONDS=600` is the long one.
@Suite("Damaged files", .serialized)
struct FuzzTests {
    static let seed: UInt64 = 20_261_124

    @Test(
        "Whatever is done to a file, it is read or refused with all a person needs",
        arguments: FuzzCorpus.formats)
    func damaged(format: String) {
        let folder = SharedBankData.isThere ? SharedBankData.folder.path : nil
        // Without optimisation a large file is slow to damage and to read.
        let samples = FuzzCorpus.samples(in: folder).filter {
            $0.format == format && $0.bytes.count < 20_000
        }
        // Ten times what a busy machine without optimisation was seen to need.
        var round = FuzzRound(seed: Self.seed, samples: samples, deadline: 10)
        let failure = round.run(count: 3_000, seconds: 1.4)
        #expect(failure == nil, "\(failure.map { "\($0)" } ?? "")")
        #expect(round.inputs >= 20)
        #expect(round.codes.count > 1, "nothing was refused: \(round.codes)")
    }

    @Test("The files that inputs are made of are sound")
    func sound() throws {
        for sample in FuzzCorpus.own {
            let verdict = try FuzzJudge.judge(
                sample.bytes, chunkSize: 7, isMail: sample.format == "mail")
            // The two of OCR giro state no sums, so that their fields are judged first.
            let isUnsummed = sample.name == "payments"
            #expect(verdict.code == (isUnsummed ? "ocr.sum" : ""), "\(sample.name)")
        }
    }

    @Test("The same seed makes the same inputs")
    func same() {
        let one = FuzzRound(seed: 7, samples: FuzzCorpus.own, deadline: 1)
        let two = FuzzRound(seed: 7, samples: FuzzCorpus.own, deadline: 1)
        let other = FuzzRound(seed: 8, samples: FuzzCorpus.own, deadline: 1)
        let inputs = (0..<50).map { one.input($0).bytes }
        #expect((0..<50).map { two.input($0).bytes } == inputs)
        #expect((0..<50).map { other.input($0).bytes } != inputs)
    }
}

import Basics

/// Hands on findings of a kind up to a limit, so that a list with the same flaw on every row is told in a
/// few lines and a count.
struct OpenItemFindings {
    static let shown = 20
    private var counts: [String: Int] = [:]

    mutating func tell(
        _ finding: @autoclosure () -> Diagnostic, code: String,
        _ handle: (FileRecord) throws -> Void
    ) rethrows {
        let count = counts[code, default: 0] + 1
        counts[code] = count
        if count <= OpenItemFindings.shown { try handle(.finding(finding())) }
    }

    /// Tells how many were left unsaid.
    func finish(_ handle: (FileRecord) throws -> Void) rethrows {
        for (code, count) in counts.sorted(by: { $0.key < $1.key })
        where count > OpenItemFindings.shown {
            try handle(
                .finding(
                    Diagnostic(
                        code, place: "the whole file", found: "\(count) times in all",
                        expected: "the first \(OpenItemFindings.shown) are told one by one")))
        }
    }
}

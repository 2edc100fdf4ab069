import Desk

/// What an answer to a request means for the message in it.
enum HTTPJudgement: Equatable {
    /// 2xx: the answer's body has the last word.
    case answered
    case failed(DeliveryFailure.Outcome)
}

extension HTTPAttempt {
    /// Judges the attempt by the connection and the status; each branch errs towards not sending twice.
    ///
    /// - Parameters:
    ///   - honoursKey: true when the server is known to take a request with the same key once only, so that trying again
    ///     is safe whatever happened.
    ///   - statuses: what the server's own documentation says of a status.
    /// - Source: RFC 9110 § 15; RFC 6585 § 4 (429).
    func judgement(
        honoursKey: Bool, statuses: [String: DeliveryFailure.Outcome] = [:]
    ) -> HTTPJudgement {
        let unknown: DeliveryFailure.Outcome = honoursKey ? .temporary : .uncertain
        guard problem == nil, status != 0 else {
            return .failed(isHandedOver ? unknown : .temporary)
        }
        if let told = statuses[String(status)] { return .failed(told) }
        switch status {
        case 200..<300: return .answered
        // Login, account, address and pace: they refuse us and not this message, and go away when the settings are put
        // right or time passes. Nothing was taken.
        case 300..<400, 401...405, 407, 408, 421, 425, 429, 503: return .failed(.temporary)
        case 400..<500, 501, 505: return .failed(.permanent)
        // The server failed at something: before or after the message left, nobody knows.
        default: return .failed(unknown)
        }
    }

    /// The status or libcurl's words, with what the server said.
    func detail(_ words: String) -> String {
        let start = problem ?? "HTTP \(status)"
        return words.isEmpty ? start : "\(start): \(words)"
    }
}

import Basics
import Claims
import Formats
import Law
import Store

/// Finds whose an incoming mail is: by the letter it answers, by the numbers it names, by its sender's address.
struct MailFinder {
    /// What leads to a claim, and those it may be from: their letters wait until somebody has read the mail.
    struct Found: Hashable {
        var claims: [ClaimID] = []
        var debtors: [DebtorID] = []
        /// `thread`, `number`, `address`; empty when it leads to nobody, or to several.
        var by = ""
    }

    /// Who has an address, in lower case. Two people may share one.
    private let byAddress: [String: [DebtorID]]
    private let law: LawBook
    private let today: Day

    init(_ scope: BookConnection, law: LawBook, today: Day) throws {
        var byAddress: [String: [DebtorID]] = [:]
        for debtor in try scope.debtors() where !debtor.email.isEmpty {
            byAddress[debtor.email.lowercased(), default: []].append(debtor.id)
        }
        self.byAddress = byAddress
        self.law = law
        self.today = today
    }

    /// - Parameters:
    ///   - notice: the letter it answers or returns, in this book; nil when it names none.
    ///   - address: the sender's, or the recipient's of what came back.
    ///   - text: the subject and the sender's own words.
    func find(
        notice: NoticeID?, address: String, text: String, in scope: BookConnection
    ) throws -> Found {
        let known = byAddress[address.lowercased()] ?? []
        if let notice, let letter = try scope.notice(notice) {
            return Found(
                claims: try scope.claims(of: notice), debtors: distinct([letter.debtor] + known),
                by: "thread")
        }
        let named = try claims(namedIn: text, in: scope)
        if !known.isEmpty {
            let own = named.filter { known.contains($0.claim.debtor) }.map(\.claim)
            if let found = Self.only(own) { return found }
            let others = named.filter { $0.isSure && !known.contains($0.claim.debtor) }
            if !others.isEmpty {
                // Somebody writes of another's invoice: a person sees whose matter it is.
                return Found(debtors: distinct(known + others.map(\.claim.debtor)))
            }
            guard known.count == 1 else { return Found(debtors: known) }
            let open = try scope.claims(debtor: known[0]).map(\.claim).filter {
                Statement(of: $0, on: today, law: law).toPay > .zero
            }
            return Found(
                claims: open.count == 1 ? open.map(\.id) : [], debtors: known, by: "address")
        }
        let sure = named.filter(\.isSure).map(\.claim)
        return Self.only(sure) ?? Found(debtors: distinct(sure.map(\.debtor)))
    }

    private static func only(_ claims: [Claim]) -> Found? {
        guard let first = claims.first, claims.allSatisfy({ $0.debtor == first.debtor }) else {
            return nil
        }
        return Found(claims: claims.map(\.id), debtors: [first.debtor], by: "number")
    }

    private func distinct(_ debtors: [DebtorID]) -> [DebtorID] {
        Set(debtors).sorted { $0.number < $1.number }
    }

    /// Claims whose invoice number or KID stands in the text. One is sure when a word such as *faktura* announces it,
    /// or when it is a whole KID: other figures may be telephone numbers and amounts.
    private func claims(
        namedIn text: String, in scope: BookConnection
    ) throws -> [(claim: Claim, isSure: Bool)] {
        var found: [ClaimID: (claim: Claim, isSure: Bool)] = [:]
        func add(_ stored: StoredClaim, _ isSure: Bool) {
            let wasSure = found[stored.claim.id]?.isSure ?? false
            found[stored.claim.id] = (stored.claim, isSure || wasSure)
        }
        for number in PaymentText(text).numbers {
            if let id = try scope.claimID(invoice: number.key), let stored = try scope.claim(id) {
                add(stored, number.isAnnounced)
            }
            let isWhole = number.key.utf8.count >= 7 && KID(number.key) != nil
            for stored in try scope.claims(kid: number.key) {
                add(stored, number.isAnnounced || isWhole)
            }
        }
        // As they are written, `F-1042`, and within words.
        let words = text.split(whereSeparator: { " \n\t,;:()[]\"'.?!".contains($0) })
            .filter { $0.contains(where: \.isNumber) && $0.contains(where: \.isLetter) }
        for word in words.prefix(64) {
            if let id = try scope.claimID(invoice: String(word)), let stored = try scope.claim(id) {
                add(stored, true)
            }
        }
        return found.values.sorted { $0.claim.id.number < $1.claim.id.number }
    }
}

import Basics
import Claims
import Desk
import Formats
import Foundation
import Store

// Taking in what banks, ledgers and mail servers have left.

extension Office {
    /// Takes in the files that can be fetched and have not been; the newest first on some days, as folders are sorted.
    func takeFiles() throws {
        var dice = dice("files")
        var waiting = company.files.indices.filter {
            company.files[$0].from <= today && company.files[$0].taken == 0
        }
        if dice.chance(20) { waiting = dice.shuffled(waiting) }
        // By name: what is refused is thrown away, and the others move up.
        for name in waiting.map({ company.files[$0].name }) {
            guard let index = company.files.firstIndex(where: { $0.name == name }) else { continue }
            // Now and then somebody forgets a file, until tomorrow.
            if options.hasFaults, dice.chance(4) {
                tally.count(fault: "late file")
                continue
            }
            try take(index)
        }
    }

    /// Takes in one file and tells the world what the desk knows now.
    func take(_ index: Int) throws {
        let file = company.files[index]
        let path = path(of: file)
        if file.taken == 0 { try Data(file.bytes).write(to: URL(fileURLWithPath: path)) }
        switch file.content {
        case .mail: try takeMail(file, path)
        case .bank(let entries):
            try takeIn(file, path, asOf: nil)
            company.bank.tell(entries)
        case .list(let asOf, let rests):
            guard try takeIn(file, path, asOf: asOf) else {
                company.files.remove(at: index)
                return
            }
            for (bill, rest) in rests {
                if let known = company.bills[bill].listed, known.on >= asOf { continue }
                company.bills[bill].listed = (asOf, rest)
            }
        }
        company.files[index].taken += 1
        tally.files += 1
    }

    func path(of file: WorldFile) -> String { folder.appendingPathComponent(file.name).path }

    /// - Returns: false when it is a list older than one that is in.
    @discardableResult
    private func takeIn(_ file: WorldFile, _ path: String, asOf: Day?) throws -> Bool {
        do {
            let outcome = try attempt(.taking, file.name) { desk in
                try desk.importFile(path, options: ReadOptions(asOf: asOf))
            }
            note(
                "file \(file.name) \(Digest.hex(Digest.sha256(file.bytes)).prefix(16)) "
                    + "claims \(outcome.claimsAdded) \(outcome.claimsKnown) "
                    + "payments \(outcome.paymentsAdded) \(outcome.paymentsKnown) "
                    + "placed \(outcome.paymentsPlaced) \(outcome.paymentsPlacedLater)")
            return true
        } catch let fault as Diagnostic where fault.code == "import.list-older" {
            note("file \(file.name) is older")
            return false
        } catch let fault as Diagnostic {
            throw Objection("files", "\(file.name) was refused: \(fault)")
        }
    }

    private func takeMail(_ file: WorldFile, _ path: String) throws {
        let outcomes = try readIn(file, path)
        tally.mails += 1
        for outcome in outcomes {
            switch outcome.result {
            case .added(let mail):
                note("mail \(file.name) \(mail.kind.rawValue) \(mail.foundBy)")
                if mail.kind == .bounce, let notice = mail.notice { forget(notice.number) }
                if mail.kind == .reply { company.unread[mail.messageID] = mail.sender }
            case .known(let id):
                note("mail \(file.name) known")
                // It had come in when the program died.
                let mail = try desk.mail(id)
                if file.taken == 0, mail.kind == .reply {
                    company.unread[mail.messageID] = mail.sender
                }
            case .own: note("mail \(file.name) own")
            case .refused(let fault):
                throw Objection("files", "\(file.name) was refused: \(fault)")
            }
        }
        try learnOfBounces()
    }

    private func readIn(_ file: WorldFile, _ path: String) throws -> [MailOutcome] {
        guard let fault = fault(.mail, file.name) else { return try desk.importMail([path]) }
        try store.arm(fault.write, isLost: fault.isLost, in: database)
        do {
            let outcomes = try desk.importMail([path])
            try store.mend(database)
            return outcomes
        } catch let failure as Diagnostic where failure.code.hasPrefix("store.") {
            // The mail may be in, and the letter instead of one that bounced not yet.
            try crash("mail \(fault.write.rawValue)")
            return try desk.importMail([path])
        }
    }

    /// The desk has been told that a letter reached nobody.
    func forget(_ notice: Int64) {
        tally.bounced += 1
        for bill in company.bills.indices {
            for letter in company.bills[bill].letters.indices
            where company.bills[bill].letters[letter].notice == notice {
                company.bills[bill].letters[letter].counts = false
                company.bills[bill].letters[letter].hasArrived = false
            }
        }
    }

    /// After a crash the mail may be in the book already: what it told is read there.
    private func learnOfBounces() throws {
        let back = try desk.notices(limit: Int(Int32.max)).filter {
            $0.state == .bounced || $0.state == .returned
        }
        for notice in back {
            let isCounted = company.bills.contains { bill in
                bill.letters.contains { $0.notice == notice.id.number && $0.counts }
            }
            if isCounted { forget(notice.id.number) }
        }
    }
}

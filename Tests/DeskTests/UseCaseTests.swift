import Basics
import Claims
import Formats
import Foundation
import Law
import Letters
import Store
import TestStore
import Testing

@testable import Desk

/// A use case by its signature, what it needs, and a call of it.
private struct UseCase: Sendable {
    let name: String
    /// nil for what touches no row.
    let permission: Permission?
    let call: @Sendable (BookDesk) async throws -> Void

    init(
        _ name: String, _ permission: Permission?,
        _ call: @escaping @Sendable (BookDesk) async throws -> Void
    ) {
        self.name = name
        self.permission = permission
        self.call = call
    }

    private static let place = OwnWords.Place(WordsKey(.reminder, .neutral, .nb))
    private static let post = Post(mail: nil, folder: TestChannel("folder", isRepeatable: true))
    private static let claim = ClaimID(1)
    private static let payment = PaymentID(1)
    private static let letter = NoticeID(1)
    private static let day = Day(2026, 8, 20)

    /// A file that changes nothing.
    private static func file() throws -> String {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-use-case-\(UUID().uuidString).csv")
        try Data(TestDesk.list([TestDesk.row("4001", kid: "40014")]).utf8).write(to: path)
        return path.path
    }

    static let all: [UseCase] = looking + daily + letters + money + settings + access + subjects

    private static let looking: [UseCase] = [
        UseCase("report(asOf:)", .see) { _ = try $0.report() },
        UseCase("claims(onlyOpen:)", .see) { _ = try $0.claims(onlyOpen: false) },
        UseCase("claimID(_:)", .see) { _ = try $0.claimID("4001") },
        UseCase("view(_:asOf:)", .see) { _ = try $0.view(claim) },
        UseCase("check(_:)", .see) { _ = try $0.check("4001") },
        UseCase("customers()", .see) { _ = try $0.customers() },
        UseCase("notices(limit:)", .see) { _ = try $0.notices() },
        UseCase("journal()", .see) { _ = try $0.journal() },
        UseCase("inbox(all:)", .see) { _ = try $0.inbox() },
        UseCase("mails(about:)", .see) { _ = try $0.mails(about: claim) },
        UseCase("mail(_:)", .see) { _ = try $0.mail(MailID(1)) },
        UseCase("payments(onlyUnmatched:limit:)", .see) {
            _ = try $0.payments(onlyUnmatched: false)
        },
        UseCase("proposals(for:)", .see) { _ = try $0.proposals(for: payment) },
        UseCase("planConfirmation(of:)", .see) { _ = try $0.planConfirmation(of: claim) },
        UseCase("proof(of:language:)", .see) { _ = try $0.proof(of: "4001") },
        UseCase("reconcile(asOf:)", .see) { _ = try $0.reconcile() },
        UseCase("bankAccounts()", .see) { _ = try $0.bankAccounts() },
        UseCase("refunds(accounts:)", .see) { _ = try $0.refunds() },
        UseCase("vouchers(_:)", .see) { _ = try $0.vouchers(VoucherRequest(from: day, to: day)) },
        UseCase("backlog()", .see) { _ = try $0.backlog() },
        UseCase("choices()", .see) { _ = try $0.choices() },
        UseCase("lookView()", .see) { _ = try $0.lookView() },
        UseCase("wordsHistory()", .see) { _ = try $0.wordsHistory() },
        UseCase("example(_:_:customer:)", .see) { _ = try $0.example(place) },
        UseCase("sentMessage(_:)", .see) { _ = try $0.sentMessage(letter) },
        UseCase("verifyChain(head:progress:)", .see) { _ = try $0.verifyChain() },
        UseCase("chainHead()", .see) { _ = try $0.chainHead() },
        UseCase("preview(_:overrides:)", .see) { _ = try $0.preview() },
        UseCase("compose(_:_:)", .see) { desk in
            _ = try desk.compose(
                Approval(day: day, letters: [], blocks: []), post)
        },
        UseCase("rehearse(days:pay:as:progress:)", .see) { desk in
            _ = try await desk.rehearse(days: 1, pay: .never, as: post)
        },
        UseCase("words(_:)", nil) { _ = $0.words(place) },
        UseCase("check(_:for:)", nil) { _ = try $0.check("Hei", for: place) },
        UseCase("deciding(by:)", nil) { _ = $0.deciding(by: .shipped) },
        UseCase("logo(of:)", nil) { desk in
            if let letter = try desk.preview().letters.first {
                _ = try desk.logo(of: letter.request)
            }
        },
        UseCase("gaps(in:)", nil) {
            _ = try $0.gaps(in: Approval(day: day, letters: [], blocks: []))
        },
    ]

    private static let daily: [UseCase] = [
        UseCase("act(_:on:since:)", .note) { try $0.act(.dispute(reason: "feil vare"), on: claim) },
        UseCase("act(_:onAllOf:since:)", .work) { desk in
            _ = try desk.act(.insolvent(.bankruptcy, reason: "kunngjort"), onAllOf: "10001")
        },
        UseCase("noteProof(_:)", .note) { try $0.noteProof(try $0.proof(of: "4001")) },
        UseCase("undo(_:)", .note) { _ = try $0.undo() },
        UseCase("importFile(_:options:dryRun:progress:)", .work) { desk in
            _ = try desk.importFile(try file(), options: ReadOptions(asOf: day))
        },
        UseCase("importFiles(_:options:dryRun:progress:each:)", .work) { desk in
            _ = try desk.importFiles([try file()], options: ReadOptions(asOf: day))
        },
        UseCase("importMail(_:dryRun:each:)", .work) { desk in
            let mail = try file()
            try Data(TestMails.reply("Hei").utf8).write(to: URL(fileURLWithPath: mail))
            _ = try desk.importMail([mail])
        },
        UseCase("attach(_:to:)", .work) { try $0.attach(MailID(1), to: [claim]) },
        UseCase("conclude(_:_:)", .work) { _ = try $0.conclude(MailID(1), .done(reason: "lest")) },
        UseCase("names(of:)", .see) { desk in _ = try desk.names(of: try desk.mail(MailID(1))) },
        UseCase("change(customer:_:)", .work) { desk in
            _ = try desk.change(customer: "10001", CustomerChoices())
        },
        UseCase("accept(_:reason:dryRun:)", .work) { _ = try $0.accept(.ask, reason: "gamle") },
        UseCase("sort(_:as:reason:dryRun:)", .work) { desk in
            _ = try desk.sort([claim], as: .ask, reason: "gammel")
        },
        UseCase("unsort(_:reason:dryRun:)", .work) { _ = try $0.unsort(reason: "likevel") },
    ]

    private static let letters: [UseCase] = [
        UseCase("approve(_:overrides:undoWindow:progress:)", .approve) { _ = try $0.approve() },
        UseCase("approveSecond(_:undoWindow:)", .approve) { _ = try $0.approveSecond() },
        UseCase("work(_:ignoringWindow:patience:progress:)", .send) { _ = try await $0.work(post) },
        UseCase("settleQuietClaims()", .send) { _ = try $0.settleQuietClaims() },
        UseCase("noteArrived(_:receipt:)", .settle) {
            try $0.noteArrived(letter, receipt: "kvittering")
        },
        UseCase("noteBounce(_:why:)", .settle) { _ = try $0.noteBounce(letter, why: "550") },
        UseCase("noteReturned(_:why:)", .settle) {
            _ = try $0.noteReturned(letter, why: "flyttet")
        },
        UseCase("settle(_:left:)", .settle) { try $0.settle(letter, left: true) },
    ]

    private static let money: [UseCase] = [
        UseCase("accept(_:rank:)", .work) { _ = try $0.accept(payment, rank: 1) },
        UseCase("match(_:to:designation:)", .work) { _ = try $0.match(payment, to: [claim]) },
        UseCase("unmatch(_:)", .work) { _ = try $0.unmatch(payment) },
        UseCase("free(_:from:reason:)", .work) {
            try $0.free(payment, from: "10001", reason: "annen")
        },
        UseCase("setAside(_:reason:)", .work) { try $0.setAside(payment, reason: "privat") },
        UseCase("acceptBreak(of:after:reason:)", .work) { desk in
            try desk.acceptBreak(of: desk.book.account, after: day, reason: "kjent")
        },
        UseCase("orderRefunds(_:dryRun:deliver:withdraw:)", .decide) { desk in
            _ = try desk.orderRefunds(RefundRequest(day: day), deliver: { _ in }, withdraw: {})
        },
    ]

    private static let settings: [UseCase] = [
        UseCase("change(_:)", .manage) { try $0.change($0.book) },
        UseCase("choose(_:_:)", .manage) { try $0.choose(.firstInterestDay, "on-due") },
        UseCase("changeLook(colour:logo:)", .manage) { desk in
            try desk.changeLook(colour: .take(try BookDesk.colour("#1d5c4d")))
        },
        UseCase("setWords(_:for:)", .manage) { desk in
            _ = try desk.setWords(desk.words(place).text, for: place)
        },
        UseCase("resetWords(_:)", .manage) { _ = try $0.resetWords(place) },
    ]

    private static func key() throws -> FieldKey { try FieldKey(FieldKey.make()) }

    private static let subjects: [UseCase] = [
        UseCase("subject(_:)", .see) { _ = try $0.subject("10001") },
        UseCase("erasurePlan(_:)", .see) { _ = try $0.erasurePlan("10001") },
        UseCase("retentionPlan()", .see) { _ = try $0.retentionPlan() },
        UseCase("subjectArchive(_:key:language:)", .work) { _ = try $0.subjectArchive("10001") },
        UseCase("setIdentity(_:of:key:why:)", .work) { desk in
            try desk.setIdentity("31129956715", of: "10001", key: try key(), why: "namsmannen")
        },
        UseCase("identity(of:key:)", .work) { _ = try $0.identity(of: "10001", key: try key()) },
        UseCase("forgetIdentity(of:)", .work) { try $0.forgetIdentity(of: "10001") },
        UseCase("erase(_:)", .manage) { _ = try $0.erase("10001") },
        UseCase("deleteExpired()", .manage) { _ = try $0.deleteExpired() },
    ]

    private static let access: [UseCase] = [
        UseCase("require(_:)", .manage) { try $0.require(.manage) },
        UseCase("members()", .see) { _ = try $0.members() },
        UseCase("role()", .see) { _ = try $0.role() },
        UseCase("grant(_:_:)", .manage) { try $0.grant("viewer", .adviser) },
        UseCase("revoke(_:)", .manage) { try $0.revoke("viewer") },
        UseCase("accessLog(limit:onlyLooks:)", .manage) { _ = try $0.accessLog() },
    ]
}

@Suite("What each use case needs")
struct UseCaseTests {
    @Test("The roles and what they may do")
    func table() {
        let lines = Role.allCases.map { role in
            role.rawValue + ": "
                + Permission.allCases.filter { role.permissions.contains($0) }.map(\.rawValue)
                .joined(separator: " ")
        }
        #expect(
            lines == [
                "viewer: see",
                "adviser: see note",
                "bookkeeper: see note work send settle",
                "approver: see note work send settle approve decide",
                "owner: see note work send settle approve decide manage",
            ])
    }

    @Test("What is said of a claim needs more when it costs money or goes to court")
    func actions() {
        let table: [(ClaimAction, Permission)] = [
            (.pause(until: nil, reason: "r"), .note), (.resume(reason: "r"), .note),
            (.dispute(reason: "r"), .note), (.promise(by: Day(2026, 9, 1), reason: "r"), .note),
            (.endObjection(.groundless, reason: "r"), .work), (.exempt(reason: "r"), .work),
            (.acknowledge(evidence: "r"), .work), (.takeBack(reason: "r"), .work),
            (.writeOff(reason: "r"), .decide), (.waive(nil, reason: "r"), .decide),
            (.refund(nil, reason: "r"), .decide), (.handOver(to: "r", reason: "r"), .decide),
            (.credit(Money(kroner: 1), reference: "r", corrects: false), .decide),
        ]
        for (action, permission) in table { #expect(action.permission == permission, "\(action)") }
    }

    @Test(
        "Every role is let into what it may do, and refused at everything else",
        arguments: Role.allCases)
    func roles(role: Role) async throws {
        let test = try TestDesk()
        try test.take(list: [TestDesk.row("4001", kid: "40014")])
        let shared = try SharedBook(test)
        // Nothing is kept, so that no use case meets another's work.
        let desk = try shared.desk(role).dryRun
        let before = try TestStore.dumpWithoutLog(shared.database)
        for useCase in UseCase.all {
            let isAllowed = useCase.permission.map { role.permissions.contains($0) } ?? true
            var found: String?
            do { try await useCase.call(desk) } catch let fault as Diagnostic { found = fault.code }
            let isRefused = found == "access.role"
            #expect(isRefused == !isAllowed, "\(useCase.name): \(found ?? "done")")
        }
        #expect(try TestStore.dumpWithoutLog(shared.database) == before)
    }

    @Test(
        "A program is let into its scope for somebody who may do everything, and refused at the rest",
        arguments: Permission.allCases)
    func scopes(scope: Permission) async throws {
        let test = try TestDesk()
        try test.take(list: [TestDesk.row("4001", kid: "40014")])
        let shared = try SharedBook(test)
        // A desk is opened by who may see.
        let desk = try test.opened(as: .person("eva").limited(to: [.see, scope])).dryRun
        for useCase in UseCase.all {
            let isAllowed = useCase.permission.map { $0 == scope || $0 == .see } ?? true
            var found: String?
            do { try await useCase.call(desk) } catch let fault as Diagnostic { found = fault.code }
            #expect(
                (found == "access.scope") == !isAllowed,
                "\(useCase.name): \(found ?? "done")")
        }
        #expect(try shared.desk("eva").role() == .owner)
    }

    @Test("Who has lost their role is refused at everything, at once")
    func revoked() async throws {
        let test = try TestDesk()
        try test.take(list: [TestDesk.row("4001", kid: "40014")])
        let shared = try SharedBook(test)
        let desk = try shared.desk(.approver)
        try shared.desk("eva").revoke("approver")
        for useCase in UseCase.all where useCase.permission != nil {
            var found: String?
            do { try await useCase.call(desk) } catch let fault as Diagnostic { found = fault.code }
            #expect(found == "access.none", "\(useCase.name)")
        }
    }

    @Test("The list of use cases has every one there is")
    func complete() throws {
        let root = #filePath.components(separatedBy: "/Tests/DeskTests/")[0]
        let folder = root + "/Sources/Desk"
        var found: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            found.formUnion(
                Signature.ofDesk(
                    in: try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)))
        }
        #expect(found.count > 60)
        let listed = Set(UseCase.all.map(\.name))
        #expect(found.subtracting(listed).sorted() == [], "not in the list")
        #expect(listed.subtracting(found).sorted() == [], "no longer there")
    }
}

/// Reads the public methods of BookDesk out of a source file.
private enum Signature {
    static func ofDesk(in text: String) -> [String] {
        var isDesk = false
        var rest = text[...]
        var names: [String] = []
        while let end = rest.firstIndex(of: "\n") {
            let line = rest[..<end]
            if line.hasPrefix("extension BookDesk") || line.hasPrefix("public struct BookDesk") {
                isDesk = true
            } else if line == "}" {
                isDesk = false
            } else if isDesk, line.hasPrefix("    public func ") {
                names.append(name(rest.dropFirst("    public func ".count)))
            }
            rest = rest[rest.index(after: end)...]
        }
        return names
    }

    /// `view(_:asOf:)` for `view(_ id: ClaimID, asOf: Day? = nil) throws …`.
    private static func name(_ text: Substring) -> String {
        guard let open = text.firstIndex(of: "(") else { return String(text) }
        let base = text[..<open].prefix { $0 != "<" }
        var depth = 0
        var labels = ""
        var parameter = ""
        func label() -> String {
            let first = parameter.split(whereSeparator: { " \n:".contains($0) }).first
            return first.map { "\($0):" } ?? ""
        }
        for character in text[open...] {
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            if depth == 0 { break }
            if character == ",", depth == 1 {
                labels += label()
                parameter = ""
            } else if depth > 1 || character != "(" {
                parameter.append(character)
            }
        }
        return "\(base)(\(labels + label()))"
    }
}

import ArgumentParser
import Basics
import Delivery
import Desk
import Formats
import Foundation
import Store
import Texts

struct ChannelTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "See whether a channel works.",
        subcommands: [TestMailCommand.self, TestSMSCommand.self])
}

struct TestSMSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sms", abstract: "Send a real text message to a number of your own.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The number: 41234567 or +4741234567.") var number: String
    @Option(name: .long, help: "What it says.") var text: String?

    func run() async throws {
        let desk = try options.desk()
        try desk.require(.manage)
        guard let channel = try options.channelSettings(desk).sms.map(SMSChannel.init) else {
            throw Diagnostic(
                "channel.none", place: "sms", found: "not set up", expected: "a gateway",
                remedy: "set one up with: purr channel set sms")
        }
        let texts = ChannelTexts(desk.book.language)
        let message = OutgoingMessage(
            id: "test", from: "", to: "", email: [], pdf: [], phone: number,
            sms: text ?? texts.testMessage(from: desk.book.name))
        do {
            print("  \(texts.sent(try await channel.deliver(message).detail))")
        } catch {
            throw error.diagnostic("sms")
        }
    }
}

extension DeliveryFailure {
    /// As it is told in the terminal.
    func diagnostic(_ channel: String) -> Diagnostic {
        Diagnostic(
            "channel.\(outcome.rawValue)", place: channel, found: detail,
            expected: "a receipt",
            remedy: outcome == .uncertain ? "look whether it arrived before you try again" : "")
    }
}

struct ChannelGatewaysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateways", abstract: "SMS gateways Purr knows, and where it has that from.")

    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let gateways = SMSGateways.all
        let word = ListWords(.nb)
        let isWritten = try output.write(
            Sheet(
                word(.gateways), .nb, of: gateways,
                [.text(word(.gateway), \.name), .text(word(.documentation), \.source)]))
        if json { return try Console.json(gateways) }
        if isWritten { return }
        var table = Table([(word(.gateway), .left), (word(.documentation), .left)])
        for gateway in gateways { table.add(gateway.name, gateway.source) }
        table.print()
    }
}

struct ChannelGatewayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "A gateway's interface as JSON, to start another one from.")

    @Argument(help: "sveve, link, puzzel or twilio.") var name: String

    func run() throws {
        guard let gateway = SMSGateways.named(name) else {
            throw Diagnostic(
                "sms.gateway", place: name, found: "a name nobody knows",
                expected: SMSGateways.all.map(\.name).joined(separator: ", "))
        }
        try Console.json(gateway)
    }
}

struct ChannelBatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Gather the letters that wait for print, in the order of the enveloping.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let name: String
        let folder: String
        let letters: [PrintBatch.Letter]
        let remaining: Int
    }

    func run() async throws {
        let desk = try options.desk()
        try desk.require(.send)
        guard let channel = try options.channelSettings(desk).print.map(PrintChannel.init) else {
            throw Diagnostic(
                "channel.none", place: "print", found: "not set up", expected: "a folder",
                remedy: "set it up with: purr channel set print --folder …")
        }
        var batches: [PrintBatch] = []
        do {
            while let batch = try await channel.makeBatch(day: desk.today.iso) {
                batches.append(batch)
                if batch.remaining == 0 { break }
            }
        } catch {
            throw error.diagnostic("print")
        }
        try tell(batches, desk)
    }

    private func tell(_ batches: [PrintBatch], _ desk: BookDesk) throws {
        let language = desk.book.language
        let word = ListWords(language)
        let letters = batches.flatMap(\.letters)
        let sheet = Sheet(
            word(.printBatch), language, of: letters,
            [
                .text(word(.letterReference), \.id), .text(word(.batchFile), \.file),
                .whole(word(.firstPage)) { Int64($0.firstPage) },
                .whole(word(.pageCount), isTotalled: true) { Int64($0.pages) },
                .whole(word(.sheetCount), isTotalled: true) { Int64($0.sheets) },
                .text(word(.customerName), \.recipient), .text(word(.postcode), \.postcode),
                .text(word(.country), \.country),
            ])
        let isWritten = try output.write(sheet, of: desk)
        if json {
            return try Console.json(
                batches.map {
                    View(
                        name: $0.name, folder: $0.directory, letters: $0.letters,
                        remaining: $0.remaining)
                })
        }
        if isWritten { return }
        let texts = ChannelTexts(language)
        for batch in batches {
            print("  \(texts.batch(batch.letters.count, batch.sheets, batch.directory))")
        }
        if batches.isEmpty { print("  \(texts.nothingWaits)") }
    }
}

struct ChannelReportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "Read what the SMS gateway told later: a file with one call a line.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Argument(help: "The file.") var file: String
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        try desk.require(.settle)
        guard let sms = try options.channelSettings(desk).sms else {
            throw Diagnostic(
                "channel.none", place: "sms", found: "not set up", expected: "a gateway",
                remedy: "set one up with: purr channel set sms")
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Diagnostic(
                "file.none", place: file, found: "no readable file", expected: "a file")
        }
        let reports: [SMSReport]
        do {
            reports = try SMSReports.read(Array(data), from: sms.gateway)
        } catch {
            throw error.inFile(file)
        }
        let word = ListWords(desk.book.language)
        let isWritten = try output.write(
            Sheet(
                word(.deliveryReports), desk.book.language, of: reports,
                [
                    .text(word(.gatewayNumber), \.id), .text(word(.letterReference), \.reference),
                    .text(word(.deliveryState), \.state.rawValue), .text(word(.detail), \.detail),
                ]), of: desk)
        if json { return try Console.json(reports) }
        if isWritten { return }
        var table = Table([
            (word(.gatewayNumber), .left), (word(.letterReference), .left),
            (word(.deliveryState), .left),
            (word(.detail), .left),
        ])
        for report in reports {
            table.add(report.id, report.reference ?? "", report.state.rawValue, report.detail)
        }
        table.print()
    }
}

import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Take in files as banks and accounting systems drop them in a folder.",
        discussion: """
            A file is taken in when it has stopped growing, and moved to archive/, with its SHA-256; a faulty one to \
            faulty/, with a report beside it. Ends after the file at hand when told to stop.
            """)

    @OptionGroup var options: BookOptions
    @Argument(help: "The folder.")
    var folder: String
    @Option(name: .long, help: "Seconds between looks.")
    var every = 5
    @Flag(name: .long, help: "Take in what is there, and end; status 1 when a file was faulty.")
    var once = false

    func validate() throws {
        guard (1...3_600).contains(every) else {
            throw ValidationError("--every takes 1 to 3600 seconds")
        }
    }

    func run() throws {
        let desk = try options.desk()
        let texts = WatchTexts(desk.book.language)
        let folder = try WatchFolder(folder, desk: desk)
        let stop = StopSignal()
        var hasFault = false
        var handled = 0
        func look() throws -> Int {
            try folder.look(isStopped: { stop.isRaised }) { name, result in
                defer { fflush(nil) }
                handled += 1
                hasFault = !Self.show(name, result, texts, desk) || hasFault
            }
        }
        if once {
            // Two looks tell whether somebody is still writing; a file that grows is given as long as it takes.
            while try look() > 0, !stop.wait(seconds: 1) {}
            if handled == 0 { print(texts.nothing) }
            if hasFault { throw ExitCode(1) }
            return
        }
        print(texts.watching(folder.path, seconds: every))
        fflush(nil)
        repeat { _ = try look() } while !stop.wait(seconds: every)
        print(texts.stopped)
    }

    /// - Returns: false when the file is not in the book.
    private static func show(
        _ name: String, _ result: WatchFolder.Result, _ texts: WatchTexts, _ desk: BookDesk
    ) -> Bool {
        switch result {
        case .taken(let outcomes, let place):
            for outcome in outcomes {
                ImportCommand.show(outcome, ConsoleTexts(desk.book.language))
            }
            print("    \(name): \(texts.archived(place))")
            return true
        case .faulty(let outcomes, let report):
            for outcome in outcomes {
                if let fault = outcome.fault {
                    Console.error(fault)
                } else {
                    ImportCommand.show(outcome, ConsoleTexts(desk.book.language))
                }
            }
            print("    \(name): \(texts.faulty(report))")
            return false
        case .waits(let fault):
            Console.error(fault)
            print("    \(name): \(texts.triedAgain)")
            return false
        }
    }
}

import ArgumentParser
import Basics
import Foundation

@main
struct Purr: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purr",
        abstract: "Follows invoices from the day they are due to the day they are paid.",
        discussion: """
            A day's work is a straight line: import → today → send → work.
            Start with the example company:  purr start
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "The day",
                subcommands: [
                    StartCommand.self, ImportCommand.self, WatchCommand.self, TodayCommand.self,
                    SendCommand.self, RehearseCommand.self, InboxCommand.self,
                    UndoCommand.self, WorkCommand.self, OutboxCommand.self, SettleCommand.self,
                ]),
            CommandGroup(
                name: "By itself, in every book",
                subcommands: [NightlyCommand.self, WorkerCommand.self, JobsCommand.self]),
            CommandGroup(
                name: "Claims and payments",
                subcommands: [
                    ClaimsCommand.self, ClaimCommand.self, ExplainCommand.self, CheckCommand.self,
                    PauseCommand.self,
                    ResumeCommand.self, DisputeCommand.self, ObjectionCommand.self,
                    ProofCommand.self,
                    PromiseCommand.self, DeferCommand.self, PlanCommand.self, ExemptCommand.self,
                    CreditCommand.self, CompensationCommand.self, WaiveCommand.self,
                    WriteOffCommand.self, PaymentsCommand.self, MatchCommand.self,
                    UnmatchCommand.self, FreeCommand.self,
                    ReconcileCommand.self, BankCommand.self,
                    SetAsideCommand.self, RefundCommand.self, RefundsCommand.self,
                    VouchersCommand.self,
                ]),
            CommandGroup(
                name: "When it is serious",
                subcommands: [
                    HandOverCommand.self, InsolventCommand.self, LegalCommand.self,
                    AcknowledgeCommand.self, DueBasisCommand.self, LossCommand.self,
                ]),
            CommandGroup(
                name: "The book",
                subcommands: [
                    BookCommand.self, GoLiveCommand.self, CustomersCommand.self,
                    CustomerCommand.self,
                    TextsCommand.self, TonesCommand.self, ChannelCommand.self,
                    SubjectCommand.self, RetentionCommand.self, IdentityCommand.self,
                    JournalCommand.self, VerifyCommand.self,
                ]),
            CommandGroup(
                name: "Who may do what",
                subcommands: [
                    PersonCommand.self, FirmCommand.self, AccessCommand.self, TokenCommand.self,
                ]),
            CommandGroup(
                name: "The store",
                subcommands: [
                    BackupCommand.self, RestoreCommand.self, MigrateCommand.self,
                    DoctorCommand.self,
                ]),
            CommandGroup(
                name: "Calculators",
                subcommands: [
                    ScenarioCommand.self, SimulateCommand.self, LawCommand.self, KIDCommand.self,
                ]),
        ])

    static func main() async {
        // What Purr writes tells who owes what: nobody but its owner may read it.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            OpenStores.close()
        } catch let diagnostic as Diagnostic {
            OpenStores.close()
            Console.error(diagnostic)
            Foundation.exit(1)
        } catch {
            OpenStores.close()
            exit(withError: error)
        }
    }
}

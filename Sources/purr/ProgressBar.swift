import Desk
import Foundation

/// Shows how far long work has come: a bar that moves on a terminal, a line now and then elsewhere.
final class ProgressBar {
    private let label: String
    private var lastShown = ContinuousClock.now
    private var hasShown = false

    init(_ label: String) { self.label = label }

    func show(_ progress: Desk.Progress) {
        let now = ContinuousClock.now
        // Short work shows nothing; long work not more often than the eye follows.
        let pause: Duration = Console.isErrorTerminal ? .milliseconds(100) : .seconds(5)
        guard now - lastShown > pause else { return }
        lastShown = now
        hasShown = true
        if Console.isErrorTerminal {
            Console.write("\r\u{1B}[K\(line(progress))", to: STDERR_FILENO)
        } else {
            Console.write("\(line(progress))\n", to: STDERR_FILENO)
        }
    }

    func finish() {
        if hasShown && Console.isErrorTerminal { Console.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    private func line(_ progress: Desk.Progress) -> String {
        guard let total = progress.total, total > 0 else {
            return "\(label) \(progress.stage.rawValue) \(progress.done)"
        }
        let share = min(1, Double(progress.done) / Double(total))
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        return "\(label) \(bar) \(Int(share * 100)) % \(progress.stage.rawValue)"
    }
}

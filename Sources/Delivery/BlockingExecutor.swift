import Dispatch

/// Runs an actor on a thread of its own queue, where waiting for a disk or a server is harmless.
///
/// The tasks of a Swift program share as many threads as the machine has cores; a call that blocks one
/// of them for a minute would halt half the program.
final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}

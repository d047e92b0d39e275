import AssignmentCore
import Foundation
import MatchReports
import Synchronization

/// Progress of a solve on standard error: one line that renews itself on a terminal, sparse lines elsewhere.
///
/// Silent for the first second, so that short solves say nothing.
final class ProgressLine: Sendable {
  private struct State {
    var next = ContinuousClock.now + .seconds(1)
    var isOpen = false
  }

  private let state = Mutex(State())
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private let limit: Duration?

  /// - Parameter limit: after which the work is stopped.
  init(limit: Duration? = nil) { self.limit = limit }

  /// Shows how far a solve has come.
  func show(_ progress: SolveProgress) {
    show { elapsed in
      ProgressText(
        work: "\(progress.phase), level \(progress.level + 1)", steps: progress.steps, elapsed: elapsed, limit: limit,
        value: progress.value, bound: progress.bound)
    }
  }

  /// Shows how many of a known number are done.
  func show(_ done: Int, of total: Int, _ unit: String) {
    show { ProgressText(work: "done", steps: done, total: total, unit: unit, elapsed: $0, limit: nil) }
  }

  /// At most ten times a second on a terminal and every five seconds elsewhere.
  private func show(_ text: (Duration) -> ProgressText) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard now >= state.next else { return }
      state.next = now + (isTerminal ? .milliseconds(100) : .seconds(5))
      let line = text(start.duration(to: now)).line(columns: isTerminal ? Self.columns - 1 : 200)
      if isTerminal {
        Output.progress("\r\u{1B}[K" + line)
        state.isOpen = true
      } else {
        Output.progress(line + "\n")
      }
    }
  }

  /// Columns of the terminal; 80 where it does not say.
  private static var columns: Int {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 10 else { return 80 }
    return Int(size.ws_col)
  }

  /// Takes the line away again.
  func clear() {
    state.withLock { state in
      if state.isOpen { Output.progress("\r\u{1B}[K") }
      state.isOpen = false
    }
  }
}

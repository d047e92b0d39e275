import AssignmentCore
import Foundation
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

  /// Shows the progress, at most ten times a second on a terminal and every five seconds elsewhere.
  func show(_ progress: SolveProgress) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard now >= state.next else { return }
      state.next = now + (isTerminal ? .milliseconds(100) : .seconds(5))
      let text = "\(progress.phase), level \(progress.level + 1): \(progress.steps) steps"
      if isTerminal {
        Output.progress("\r\u{1B}[K" + text)
        state.isOpen = true
      } else {
        Output.progress(text + "\n")
      }
    }
  }

  /// Takes the line away again.
  func clear() {
    state.withLock { state in
      if state.isOpen { Output.progress("\r\u{1B}[K") }
      state.isOpen = false
    }
  }
}

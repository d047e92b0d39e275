import AssignmentCore
import Foundation
import MatchReports
import Synchronization

/// Progress on standard error: one line that renews itself on a terminal, sparse lines elsewhere.
///
/// Silent for the first second, so that short work says nothing. There is one for the process: what solvers and counts
/// say is shown where they say it, and again while they are silent; where nobody has said anything, the stage and its time.
final class ProgressLine: Sendable {
  private struct State {
    var next = ContinuousClock.now + .seconds(1)
    var isOpen = false
    var stage = "working"
    var begin = ContinuousClock.now
    /// When a solver or a count last said something.
    var heard: ContinuousClock.Instant?
    /// What it said, for any later moment.
    var latest: (@Sendable (ContinuousClock.Instant) -> ProgressText)?
  }

  private static let state = Mutex(State())
  private static let isTerminal = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private let limit: Duration?
  /// What of many is being done, before everything a solver says.
  private let prefix: String

  /// - Parameters:
  ///   - limit: after which the work is stopped.
  ///   - prefix: words before each line.
  init(limit: Duration? = nil, prefix: String = "") {
    self.limit = limit
    self.prefix = prefix
  }

  /// Shows how far a solve has come.
  func show(_ progress: SolveProgress) {
    show { [prefix, limit] elapsed in
      ProgressText(
        work: "\(prefix)\(progress.phase), level \(progress.level + 1)", steps: progress.steps, elapsed: elapsed,
        limit: limit, value: progress.value, bound: progress.bound)
    }
  }

  /// Shows how many of a known number are done.
  func show(_ done: Int, of total: Int, _ unit: String) {
    show { [prefix] elapsed in
      ProgressText(work: prefix + "done", steps: done, total: total, unit: unit, elapsed: elapsed, limit: nil)
    }
  }

  private func show(_ text: @escaping @Sendable (Duration) -> ProgressText) {
    Self.state.withLock { [start] state in
      let now = ContinuousClock.now
      state.heard = now
      state.latest = { text(start.duration(to: $0)) }
      Self.show(text(start.duration(to: now)), now, &state)
    }
  }

  /// At most ten times a second on a terminal and every five seconds elsewhere.
  private static func show(_ text: ProgressText, _ now: ContinuousClock.Instant, _ state: inout State) {
    guard now >= state.next else { return }
    state.next = now + (isTerminal ? .milliseconds(100) : .seconds(5))
    let line = text.line(columns: isTerminal ? columns - 1 : 200)
    if isTerminal {
      Output.progress("\r\u{1B}[K" + line)
      state.isOpen = true
    } else {
      Output.progress(line + "\n")
    }
  }

  /// Columns of the terminal; 80 where it does not say.
  private static var columns: Int {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 10 else { return 80 }
    return Int(size.ws_col)
  }

  /// Takes the line away again; what it said is over.
  func clear() {
    Self.state.withLock { $0.latest = nil }
    Self.clear()
  }
}

extension ProgressLine {
  /// From now on the stage is shown where nothing else is.
  static func watch() {
    Thread.detachNewThread {
      while true {
        Thread.sleep(forTimeInterval: isTerminal ? 0.2 : 1)
        beat()
      }
    }
  }

  /// Says what is done next: `checking prices`.
  static func stage(_ words: String) {
    state.withLock { state in
      (state.stage, state.begin, state.heard, state.latest) = (words, .now, nil, nil)
      state.next = min(state.next, state.begin + .seconds(1))
    }
  }

  /// Takes an open line away, for other output.
  static func clear() {
    state.withLock { state in
      if state.isOpen { Output.progress("\r\u{1B}[K") }
      state.isOpen = false
    }
  }

  private static func beat() {
    state.withLock { state in
      let now = ContinuousClock.now
      if let heard = state.heard, heard.duration(to: now) < .seconds(2) { return }
      let text = state.latest?(now) ?? ProgressText(work: state.stage, elapsed: state.begin.duration(to: now))
      show(text, now, &state)
    }
  }
}

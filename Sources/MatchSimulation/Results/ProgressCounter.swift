import Synchronization

/// Counts what is done, from several threads.
final class ProgressCounter: Sendable {
  private let done = Atomic(0)
  private let total: Int
  private let report: (@Sendable (Int, Int) -> Void)?

  init(total: Int, report: (@Sendable (Int, Int) -> Void)?) {
    self.total = total
    self.report = report
  }

  func step() {
    let count = done.wrappingAdd(1, ordering: .relaxed).newValue
    report?(count, total)
  }
}

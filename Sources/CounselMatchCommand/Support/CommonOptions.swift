import ArgumentParser
import AssignmentCore
import Foundation

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Print one JSON object on standard output, and nothing else there.")
  var json = false

  @Option(help: ArgumentHelp("Threads to use; the result does not depend on it.", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("Stop after this many seconds with the best plan so far.", valueName: "seconds"))
  var timeLimit: Double?

  @Flag(help: "No progress and no remarks on standard error.")
  var quiet = false

  /// Thirty years: no clock overflows when they are added to it.
  private static let longestTimeLimit = 1e9

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a whole number from 1.") }
    if let timeLimit, !(timeLimit > 0 && timeLimit <= Self.longestTimeLimit) {
      throw ValidationError("--time-limit takes a number of seconds above 0, at most a billion.")
    }
  }

  /// The limits, counted from now, without progress.
  var limits: SolveLimits {
    SolveLimits(deadline: timeLimit.map { ContinuousClock.now + .seconds($0) }, threads: threadCount)
  }

  /// As asked for; all cores by default.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// Runs `body` with the limits, counted from now; progress goes to standard error unless `--quiet` is given, and Ctrl-C
  /// asks for the best so far.
  func solving<T>(_ body: (SolveLimits) throws -> T) rethrows -> T {
    try Interruption.catching(quiet: quiet) { cancellation in
      ProgressLine.stage("solving")
      let line = ProgressLine(limit: timeLimit.map { .seconds($0) })
      var limits = limits
      limits.cancellation = cancellation
      if !quiet { limits.progress = { line.show($0) } }
      defer { line.clear() }
      return try body(limits)
    }
  }

  /// Runs `body`, which counts how many of how many are done and stops where the flag is up.
  func counting<T>(
    _ unit: String, _ body: (Cancellation, @escaping @Sendable (Int, Int) -> Void) throws -> T
  ) rethrows -> T {
    try Interruption.catching(quiet: quiet) { cancellation in
      ProgressLine.stage(unit)
      let line = ProgressLine()
      let isQuiet = quiet
      defer { line.clear() }
      return try body(cancellation) { done, total in
        if !isQuiet { line.show(done, of: total, unit) }
      }
    }
  }

  /// Runs `body`, so that a failure knows whether standard output must hold JSON.
  func reporting<T>(_ body: () throws -> T) throws -> T {
    if !quiet { ProgressLine.watch() }
    do {
      return try body()
    } catch var failure as CommandFailure {
      failure.json = json
      throw failure
    }
  }
}

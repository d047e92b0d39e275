import ArgumentParser
import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchReports

/// Solver × dataset × policy.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare solvers and policies on datasets: served, quality, five fairness metrics, time, certificate.",
    discussion: """
      Writes results.json, and from it report.html (one page that loads nothing), comparison.md, results.csv and \
      report.csv. All of them may be passed on: no ids, and no number from which a small count of people follows. A solver \
      that cannot take a dataset's constraint is listed as refused, with the constraint.

      EXAMPLE: counselmatch compare Datasets/remission-1k --solvers network-simplex,greedy --output out/comparison
      """)

  @Argument(help: "Dataset folders.")
  var folders: [String]

  @Option(help: ArgumentHelp("Names of solvers, separated by commas; all compiled in by default.", valueName: "a,b"))
  var solvers: String?

  @Option(help: ArgumentHelp("Policy files, separated by commas; the folder's own by default.", valueName: "f,g"))
  var policies: String?

  @Option(
    help: ArgumentHelp("The result that came before, for policies with the level changes.", valueName: "resultdir"))
  var previous: String?

  @Option(help: "Solve this many times; the shortest times are reported.")
  var `repeat` = 1

  @Option(help: "Seed of the order among people alike.")
  var seed: UInt64?

  @Option(help: ArgumentHelp("Only every N-th dataset from the I-th on; merge joins the parts.", valueName: "i/n"))
  var shard: Shard?

  @Flag(name: .customLong("no-reasons"), help: "Leave out why people wait and what would help.")
  var noReasons = false

  @Option(help: "The folder for report.html, results.json, results.csv, report.csv and comparison.md.")
  var output: String

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if `repeat` < 1 { throw ValidationError("--repeat takes a whole number from 1.") }
  }

  func run() throws {
    try common.reporting {
      let names = solvers?.split(separator: ",").map(String.init) ?? CompiledSolvers.all.map(\.name)
      let files: [String?] = policies?.split(separator: ",").map { String($0) } ?? [nil]
      for name in names { try CompiledSolvers.check(name) }
      let earlier = try Checked.previous(previous)
      let comparison = try Interruption.catching(quiet: common.quiet) { cancellation in
        let run = ComparisonRun(
          solvers: names, policies: files, previous: earlier, repetitions: `repeat`, seed: seed, common: common,
          explains: !noReasons, cancellation: cancellation)
        return try compared(run)
      }
      let written = try ComparisonFiles(comparison)
      try written.write(to: output, force: force)
      if common.json { return Output.json(comparison.json) }
      Output.line(comparison.table.text)
      Output.line(MatchPlan.notice)
      if let stopped = comparison.stopped {
        Output.line("Stopped: \(stopped.done) of \(stopped.total) datasets are compared.")
      }
      Output.line("written to \(output): \(written.names.joined(separator: ", "))")
      Output.line("\(output)/\(ComparisonFiles.page)")
    }
  }

  /// Every dataset, or those that were done when it was stopped.
  private func compared(_ run: ComparisonRun) throws -> Comparison {
    var comparison = Comparison(version: Version.current)
    if let shard { comparison.shard = (shard.index, shard.count) }
    let named = Array(zip(folders, ComparisonRun.names(of: folders)))
    let part = shard?.part(of: named) ?? named
    for (folder, name) in part where !run.cancellation.isCancelled {
      try run.add(folder, name: name, to: &comparison)
    }
    if comparison.datasets.count < part.count {
      comparison.stopped = (comparison.datasets.count, part.count)
      guard !comparison.datasets.isEmpty else {
        throw CommandFailure(
          code: .failed, message: "stopped before a dataset was compared; nothing is written",
          reason: "compare.stopped")
      }
    }
    return comparison
  }
}

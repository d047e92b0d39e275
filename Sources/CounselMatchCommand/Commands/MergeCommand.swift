import ArgumentParser
import CounselMatch
import Foundation
import MatchDatasets
import MatchReports

/// Joins the shards of a comparison or of a sweep.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the results of compare --shard or sweep --shard, and write their report.",
    discussion: """
      Folders of one kind: of `compare` (results.json) or of `sweep` (plan.json and tasks). The order of the folders does not \
      matter for shards; other comparisons are joined in the order given. A dataset that two comparisons hold is refused.

      EXAMPLE: counselmatch merge out/shard-1 out/shard-2 --output out/all
      """)

  @Argument(help: "Folders with results.")
  var results: [String]

  @Option(help: "The folder for the joined results.")
  var output: String

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let sweeps = results.filter { FileManager.default.fileExists(atPath: "\($0)/plan.json") }
      guard sweeps.isEmpty || sweeps.count == results.count else {
        throw CommandFailure.usage("merge.kinds", "comparisons and sweeps cannot be joined with each other")
      }
      sweeps.isEmpty ? try mergeComparisons() : try mergeSweeps()
    }
  }

  // MARK: Comparisons

  private func mergeComparisons() throws {
    let documents = try results.map { folder in
      try Checked.file("\(folder)/results.json") { bytes, name throws(InvalidInput) in
        try JSONValue.parse(bytes, file: name)
      }
    }
    let merged: JSONValue
    do {
      merged = try Comparison.merged(documents)
    } catch {
      throw CommandFailure.usage(error.code, error.message)
    }
    let files = try ComparisonFiles(results: merged, records: Comparison.records(of: merged))
    try files.write(to: output, force: force)
    if common.json { return Output.json(merged) }
    Output.line("written to \(output): \(files.names.joined(separator: ", "))")
    Output.line("\(output)/\(ComparisonFiles.page)")
  }

  // MARK: Sweeps

  private func mergeSweeps() throws {
    let plans = try results.map { folder in
      try Checked.file("\(folder)/plan.json") { bytes, name throws(InvalidInput) in
        try JSONValue.parse(bytes, file: name)
      }
    }
    guard let first = plans.first, let digest = first["digest"]?.stringValue, plans.allSatisfy({ $0 == first }) else {
      throw CommandFailure.usage("merge.plans", "the folders are not parts of one sweep: their plans differ")
    }
    let plan = try Checked.input { () throws(InvalidInput) in
      try SweepPlan.parse(stored: first["plan"] ?? .null, file: "plan.json")
    }
    var found: [SweepTaskResult] = []
    for task in plan.tasks {
      for folder in results {
        guard let bytes = try? InputFile.read("\(folder)/tasks/\(task.file)", name: task.file),
          let value = try? JSONValue.parse(bytes), let result = SweepTaskResult(value), result.plan == digest,
          result.task == task
        else { continue }
        found.append(result)
        break
      }
    }
    let summary = SweepSummary(plan: plan, results: found, version: Version.current)
    let files = try SweepFiles(summary)
    try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files.files, to: output, force: force) }
    if common.json { return Output.json(summary.json) }
    Output.line("\(found.count) of \(plan.tasks.count) datasets")
    Output.line("\(output)/\(ComparisonFiles.page)")
  }
}

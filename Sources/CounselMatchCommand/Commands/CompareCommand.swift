import ArgumentParser
import AssignmentCore
import CounselMatch
import FairnessMetrics
import MatchDatasets
import MatchReports

/// Solver × dataset × policy.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare solvers and policies on datasets: served, quality, five fairness metrics, time, certificate.",
    discussion: """
      Writes results.csv, results.json and comparison.md. A solver that cannot take a dataset's constraint is listed as \
      refused, with the constraint.

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

  @Option(help: "The folder for results.csv, results.json and comparison.md.")
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
      var comparison = Comparison()
      for folder in folders {
        let datasets = try files.map { policy in
          (policy: policy, dataset: try DatasetArguments.read(folder, policy: policy, previous: earlier))
        }
        // The groups that a policy speaks of are those by which all plans are measured.
        let groups = Set(datasets.compactMap { $0.dataset.instance.policy.groupRatesBy })
        for (policy, dataset) in datasets {
          let fairness = try Fairness(dataset.instance)
          for name in names {
            if !common.quiet, !common.json { Output.error("\(Checked.fileName(folder)) × \(name) …") }
            comparison.rows.append(try row(dataset, folder, policy, solver: name, fairness, groups))
          }
        }
      }
      try write(comparison)
      if common.json { return Output.json(comparison.json) }
      Output.line(comparison.table.text)
      Output.line("written to \(output): results.csv, results.json, comparison.md")
      Output.line(MatchPlan.notice)
    }
  }

  private func row(
    _ dataset: Dataset, _ folder: String, _ policy: String?, solver: String, _ fairness: Fairness,
    _ groups: Set<String>
  ) throws -> ComparisonRow {
    var row = ComparisonRow(
      dataset: Checked.fileName(folder), policy: policy.map(Checked.fileName), solver: solver, status: "refused",
      survivors: dataset.instance.survivors.count)
    do {
      var run = try common.solving { try MatchRun.solve(dataset, solver: solver, seed: seed, limits: $0) }
      for _ in 1..<`repeat` {
        let again = try common.solving { try MatchRun.solve(dataset, solver: solver, seed: seed, limits: $0) }
        if again.timings.solve < run.timings.solve { run = again }
      }
      try fill(&row, run.plan, run.timings, fairness, groups)
    } catch let failure as CommandFailure where failure.refusesSolver {
      row.note = failure.message
    }
    return row
  }

  private func fill(
    _ row: inout ComparisonRow, _ plan: MatchPlan, _ timings: MatchTimings, _ fairness: Fairness,
    _ groups: Set<String>
  ) throws {
    row.status = plan.status.rawValue
    row.certificate = plan.isVerified ? "verified" : "none"
    row.levels = plan.levels.map { .init(name: $0.name, value: $0.value, text: $0.text, proven: $0.proven) }
    (row.compile, row.solve, row.verify) = (timings.compile, timings.solve, timings.verify)
    let pairs = plan.pairs.map {
      FairnessInput.Pair(survivor: $0.survivor, attorney: $0.attorney, score: $0.score.total)
    }
    let report = try fairness.report(pairs)
    row.metrics = report.headlines
    row.measures = PlanMeasures(plan, of: fairness.instance, rates: report.attainableRates(of: groups))
    row.note = plan.fallback
  }

  private func write(_ comparison: Comparison) throws {
    let table = try Checked.input { () throws(InvalidInput) in
      var writer = try CSVWriter(header: comparison.records[0], file: "results.csv")
      for record in comparison.records.dropFirst() { try writer.append(record) }
      return writer.bytes
    }
    try Checked.output { () throws(WriteFailure) in
      try OutputFolder.write(
        [
          OutputFile(name: "results.csv", bytes: table),
          OutputFile(name: "results.json", text: comparison.json.prettyText),
          OutputFile(name: "comparison.md", text: comparison.markdown),
        ], to: output, force: force)
    }
  }
}

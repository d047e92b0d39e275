import ArgumentParser
import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import MatchReports

/// The regression gate.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Compare level values, counters, time and memory of the committed datasets with the committed baseline.",
    discussion: """
      Values must be equal, counters within 5 %. --check exits with 1 if anything moved; --update writes the baseline \
      anew, and says why with --reason. Without either the figures are printed. With --times solves are timed against a \
      reference kernel in the same run, and memory is that of a process of its own; both are compared with the baseline \
      of this class of machines, where it has one. Run from the root of a checkout, with --times on an idle machine.

      EXAMPLE: counselmatch bench --check
      """)

  @Flag(help: "Exit with 1 if a value or counter moved.")
  var check = false

  @Flag(help: "Write the measured figures as the new baseline.")
  var update = false

  @Flag(help: "Measure time and memory too.")
  var times = false

  @Option(help: ArgumentHelp("Why the baseline is written anew; kept in it.", valueName: "text"))
  var reason: String?

  @Option(help: "The folder whose datasets are measured.")
  var datasets = "Datasets"

  @Option(help: "The baseline file.")
  var baseline = "Benchmarks/Baselines/regression.json"

  @Option(help: .hidden)
  var plant: PlantedFault?

  /// A dataset's folder and a solver: says the peak memory of this process, which solves it once.
  @Option(parsing: .upToNextOption, help: .hidden)
  var one: [String] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if plant != nil, update { throw ValidationError("--plant is for --check.") }
    if check && update { throw ValidationError("--check and --update exclude each other.") }
  }

  func run() throws {
    try common.reporting {
      if one.count == 2 { return try measureOne() }
      let known = try committed()
      if update, known != nil, reason?.isEmpty ?? true {
        throw CommandFailure.usage("bench.reason", "a baseline is replaced with --reason TEXT: why did figures move?")
      }
      let rows = try measured()
      let costs = times ? try meter(known).costs(of: rows) : []
      if update { return try write(renewed(known, rows, costs)) }
      let findings = check ? try findings(rows, costs, known) : []
      if common.json {
        var answer = RegressionBaseline(rows: rows, machines: machines(costs)).json
        if check, case .object(var object) = answer {
          object["moved"] = .strings(findings.map(\.text))
          answer = .object(object)
        }
        Output.json(answer)
      } else {
        Output.line(check ? summary(findings, rows, costs, known) : Self.table(rows, costs))
      }
      if !findings.isEmpty { throw CommandFailure(code: .failed) }
    }
  }

  private func meter(_ known: RegressionBaseline?) -> CostMeter {
    CostMeter(
      datasets: datasets, quiet: common.quiet, known: check ? known?.machine(CostMeter.machine) : nil, plant: plant)
  }

  private func measureOne() throws {
    let dataset = try DatasetArguments.read(one[0])
    _ = try MatchRun.solve(dataset, solver: one[1], seed: 0, limits: SolveLimits(threads: 1))
    if plant == .memory { PlantedFault.fill((Memory.peakMB ?? 0) / 5 + 1) }
    Output.json(.object([("schema", "counselmatch.memory/1"), ("peakMemoryMB", .optional(Memory.peakMB))]))
  }

  private func machines(_ costs: [RegressionMachine.Cost]) -> [RegressionMachine] {
    costs.isEmpty ? [] : [RegressionMachine(name: CostMeter.machine, costs: costs)]
  }

  /// New rows, the costs of other classes as they were, and the reason.
  private func renewed(
    _ known: RegressionBaseline?, _ rows: [RegressionRow], _ costs: [RegressionMachine.Cost]
  ) -> RegressionBaseline {
    var baseline = RegressionBaseline(
      rows: rows, machines: known?.machines ?? [], reasons: (known?.reasons ?? []) + [reason].compactMap(\.self))
    guard !costs.isEmpty else { return baseline }
    var machine = known?.machine(CostMeter.machine) ?? RegressionMachine(name: CostMeter.machine)
    machine.costs = costs
    baseline.machines = baseline.machines.filter { $0.name != machine.name } + [machine]
    return baseline
  }

  /// nil where there is no file yet.
  private func committed() throws -> RegressionBaseline? {
    guard check || FileManager.default.fileExists(atPath: baseline) else { return nil }
    let known = try Checked.file(baseline) { (bytes, name) throws(InvalidInput) in
      RegressionBaseline(json: try JSONValue.parse(bytes, file: name))
    }
    guard let known else {
      throw CommandFailure(code: .badInput, message: "the baseline cannot be read", reason: "baseline.format")
    }
    return known
  }

  /// Every dataset folder × every compiled-in solver that can take it, in the order of names.
  private func measured() throws -> [RegressionRow] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: datasets)
    guard let names else {
      throw CommandFailure(code: .noInput, message: "there is no folder of datasets here", reason: "file.missing")
    }
    var rows: [RegressionRow] = []
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let folder = "\(datasets)/\(name)"
      guard FileManager.default.fileExists(atPath: "\(folder)/\(InputTable.survivors.rawValue)") else { continue }
      let dataset = try DatasetArguments.read(folder)
      for solver in CompiledSolvers.all.map(\.name) {
        if let row = try row(dataset, name, solver) { rows.append(row) }
      }
    }
    return rows
  }

  private func row(_ dataset: Dataset, _ name: String, _ solver: String) throws -> RegressionRow? {
    do {
      let plan = try MatchRun.solve(dataset, solver: solver, seed: 0, limits: common.limits).plan
      let worse: Int64 = plant == .worse ? 1 : 0
      let more: Int64 = plant == .counters ? 6 : 0
      return RegressionRow(
        dataset: name, solver: solver,
        levels: plan.levels.compactMap { level in level.value.map { .init(level.name, $0 - worse) } },
        counters: plan.statistics.counters.map { .init($0.name, Int64($0.value) + Int64($0.value) * more / 100) })
    } catch let failure as CommandFailure where failure.code == .usage {
      return nil
    }
  }

  /// Rows of solvers that are not compiled in are not asked for.
  private func findings(
    _ rows: [RegressionRow], _ costs: [RegressionMachine.Cost], _ known: RegressionBaseline?
  ) throws -> [RegressionCheck.Finding] {
    guard var known else { return [] }
    let compiled = Set(CompiledSolvers.all.map(\.name))
    known.rows.removeAll { !compiled.contains($0.solver) }
    let moved = RegressionCheck.compare(measured: rows, baseline: known)
    guard !costs.isEmpty, var machine = known.machine(CostMeter.machine) else { return moved }
    machine.costs.removeAll { !compiled.contains($0.solver) }
    return moved + RegressionCheck.compare(costs: costs, with: machine)
  }

  private func summary(
    _ findings: [RegressionCheck.Finding], _ rows: [RegressionRow], _ costs: [RegressionMachine.Cost],
    _ known: RegressionBaseline?
  ) -> String {
    var lines = findings.map(\.text)
    if !costs.isEmpty, known?.machine(CostMeter.machine) == nil {
      lines.append("the baseline has no time and memory of \(CostMeter.machine): not compared")
    }
    lines.append(
      findings.isEmpty
        ? "\(rows.count) rows: every level value equal, every counter within 5 %" : "\(findings.count) figures moved")
    return lines.joined(separator: "\n")
  }

  private static func table(_ rows: [RegressionRow], _ costs: [RegressionMachine.Cost]) -> String {
    let columns = [
      ReportTable.Column("dataset"), ReportTable.Column("solver"), ReportTable.Column("figure"),
      ReportTable.Column("value", .right),
    ]
    var lines = rows.flatMap { row in
      (row.levels + row.counters).map { [row.dataset, row.solver, $0.name, String($0.value)] }
    }
    for cost in costs {
      lines.append([cost.dataset, cost.solver, "time (‰ of the kernel)", String(cost.timePermille)])
      if let memory = cost.memoryMB { lines.append([cost.dataset, cost.solver, "memory (MB)", String(memory)]) }
    }
    return ReportTable(columns: columns, rows: lines).text
  }

  private func write(_ new: RegressionBaseline) throws {
    let url = URL(fileURLWithPath: baseline)
    try Checked.output { () throws(WriteFailure) in
      try OutputFolder.write(
        [OutputFile(name: url.lastPathComponent, text: new.json.prettyText)],
        to: url.deletingLastPathComponent().path, force: true)
    }
    if common.json { Output.json(new.json) } else { Output.line("\(new.rows.count) rows written") }
  }
}

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
    abstract: "Compare level values and solver counters of the committed datasets with the committed baseline.",
    discussion: """
      Values must be equal, counters within 5 %. --check exits with 1 if anything moved; --update writes the baseline \
      anew. Without either the figures are printed. Run from the root of a checkout.

      EXAMPLE: counselmatch bench --check
      """)

  @Flag(help: "Exit with 1 if a value or counter moved.")
  var check = false

  @Flag(help: "Write the measured figures as the new baseline.")
  var update = false

  @Option(help: "The folder whose datasets are measured.")
  var datasets = "Datasets"

  @Option(help: "The baseline file.")
  var baseline = "Benchmarks/Baselines/regression.json"

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if check && update { throw ValidationError("--check and --update exclude each other.") }
  }

  func run() throws {
    try common.reporting {
      let rows = try measured()
      if update { return try write(RegressionBaseline(rows: rows)) }
      let findings = check ? try findings(rows) : []
      if common.json {
        var answer = RegressionBaseline(rows: rows).json
        if check, case .object(var object) = answer {
          object["moved"] = .strings(findings.map(\.text))
          answer = .object(object)
        }
        Output.json(answer)
      } else {
        Output.line(check ? summary(findings, rows) : Self.table(rows))
      }
      if !findings.isEmpty { throw CommandFailure(code: .failed) }
    }
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
      return RegressionRow(
        dataset: name, solver: solver,
        levels: plan.levels.compactMap { level in level.value.map { .init(level.name, $0) } },
        counters: plan.statistics.counters.map { .init($0.name, Int64($0.value)) })
    } catch let failure as CommandFailure where failure.code == .usage {
      return nil
    }
  }

  /// Rows of solvers that are not compiled in are not asked for.
  private func findings(_ rows: [RegressionRow]) throws -> [RegressionCheck.Finding] {
    let known = try Checked.file(baseline) { (bytes, name) throws(InvalidInput) in
      RegressionBaseline(json: try JSONValue.parse(bytes, file: name))
    }
    guard var known else {
      throw CommandFailure(code: .badInput, message: "the baseline cannot be read", reason: "baseline.format")
    }
    let compiled = Set(CompiledSolvers.all.map(\.name))
    known.rows.removeAll { !compiled.contains($0.solver) }
    return RegressionCheck.compare(measured: rows, baseline: known)
  }

  private func summary(_ findings: [RegressionCheck.Finding], _ rows: [RegressionRow]) -> String {
    if findings.isEmpty { return "\(rows.count) rows: every level value equal, every counter within 5 %" }
    return (findings.map(\.text) + ["\(findings.count) figures moved"]).joined(separator: "\n")
  }

  private static func table(_ rows: [RegressionRow]) -> String {
    let columns = [
      ReportTable.Column("dataset"), ReportTable.Column("solver"), ReportTable.Column("figure"),
      ReportTable.Column("value", .right),
    ]
    let lines = rows.flatMap { row in
      (row.levels + row.counters).map { [row.dataset, row.solver, $0.name, String($0.value)] }
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

import AssignmentCore
import CounselMatch
import FairnessMetrics
import MatchAudit
import MatchDatasets
import MatchPages
import MatchReports

/// Solves datasets under every policy with every solver, and says of them what may be passed on.
struct ComparisonRun {
  let solvers: [String]
  /// nil: the folder's own.
  let policies: [String?]
  let previous: [PreviousPair]?
  let repetitions: Int
  let seed: UInt64?
  let common: CommonOptions
  let explains: Bool
  let cancellation: Cancellation

  /// Names of folders, told apart where two are alike.
  static func names(of folders: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return folders.map { folder in
      let name = Checked.fileName(folder)
      seen[name, default: 0] += 1
      let count = seen[name] ?? 1
      return count == 1 ? name : "\(name) (\(count))"
    }
  }

  /// Solves one dataset in every way, unless it is stopped before the end: half a dataset is none.
  func add(_ folder: String, name: String, to comparison: inout Comparison) throws {
    let datasets = try policies.map { policy in
      (policy: policy, dataset: try DatasetArguments.read(folder, policy: policy, previous: previous))
    }
    guard let first = datasets.first?.dataset else { return }
    var compared = ComparedDataset(
      name: name, manifest: first.manifest,
      inputs: first.instance.tableDigests.map { .init(table: $0.table, sha256: $0.sha256) })
    for (policy, dataset) in datasets {
      for solver in solvers {
        compared.plans.append(try plan(dataset, name, policy.map(Checked.fileName), solver))
        if cancellation.isCancelled { return }
      }
    }
    ProgressLine.stage("\(name): measuring fairness")
    let counter = try Checked.match { () throws(MatchFailure) in
      try AttainableCounter(first.instance, matcher: Matcher(solvers: CompiledSolvers.all))
    }
    do {
      let (rows, findings) = try compared.results(explanation: try explanation(of: compared)) { ids in
        try Checked.match { () throws(MatchFailure) in try counter.most(of: ids) }
      }
      comparison.rows += rows
      comparison.datasets.append(findings)
    } catch let invalid as InvalidInput {
      throw CommandFailure.input(invalid)
    }
  }

  private func plan(
    _ dataset: Dataset, _ name: String, _ policy: String?, _ solver: String
  ) throws -> ComparedDataset.Plan {
    var row = ComparisonRow(dataset: name, policy: policy, solver: solver, status: "refused")
    do {
      var best = try solve(dataset, solver, of: name)
      row.runs = [best.timings.solve]
      for _ in 1..<repetitions {
        let again = try solve(dataset, solver, of: name)
        row.runs.append(again.timings.solve)
        if again.timings.solve < best.timings.solve { best = again }
      }
      row.status = best.plan.status.rawValue
      row.certificate = best.plan.isVerified ? "verified" : "none"
      (row.compile, row.solve, row.verify) = (best.timings.compile, best.timings.solve, best.timings.verify)
      row.note = best.plan.fallback
      return .init(row: row, instance: dataset.instance, plan: best.plan)
    } catch let failure as CommandFailure where failure.refusesSolver {
      row.note = failure.message
      return .init(row: row, instance: dataset.instance, plan: nil)
    }
  }

  private func solve(_ dataset: Dataset, _ solver: String, of name: String) throws -> MatchReport {
    let work = "\(name) × \(solver)"
    ProgressLine.stage(work)
    let line = ProgressLine(limit: common.timeLimit.map { .seconds($0) }, prefix: work + ": ")
    defer { line.clear() }
    var limits = common.limits
    limits.cancellation = cancellation
    if !common.quiet { limits.progress = { line.show($0) } }
    return try MatchRun.solve(dataset, solver: solver, seed: seed, limits: limits)
  }

  /// Reasons of the plan that is explained; nil where none are wanted or the policy admits none.
  private func explanation(of compared: ComparedDataset) throws -> Explanation? {
    guard explains, let chosen = compared.explained, let plan = chosen.plan,
      chosen.instance.survivors.count <= Self.mostExplained
    else { return nil }
    ProgressLine.stage("\(compared.name): looking for reasons")
    guard var explainer = try? Explainer(chosen.instance, plan: plan) else { return nil }
    let line = ProgressLine(prefix: "\(compared.name), reasons: ")
    defer { line.clear() }
    let explanation = explainer.explanation(cancellation: cancellation) { done, total in
      if !common.quiet { line.show(done, of: total, "people") }
    }
    return explanation.isPartial ? nil : explanation
  }

  /// Beyond so many people reasons for everybody take longer than the comparison itself.
  private static let mostExplained = 20_000
}

/// The files of a comparison, all made from results.json.
struct ComparisonFiles {
  static let page = "report.html"

  private let files: [OutputFile]

  init(_ comparison: Comparison) throws {
    try self.init(results: comparison.json, records: comparison.records)
  }

  init(results: JSONValue, records: [[String]]) throws {
    let document = ReportDocument(results: results)
    let page = try Self.html(document)
    files = [
      OutputFile(name: Self.page, text: page),
      OutputFile(name: "results.json", text: results.prettyText),
      OutputFile(name: "results.csv", bytes: try Self.table(records, "results.csv")),
      OutputFile(name: "report.csv", bytes: try Self.table(document.records, "report.csv")),
      OutputFile(name: "comparison.md", text: document.markdown),
    ]
  }

  var names: [String] { files.map(\.name) }

  func write(to folder: String, force: Bool) throws {
    try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files, to: folder, force: force) }
  }

  static func html(_ document: ReportDocument) throws -> String {
    do {
      return try ReportPage(document).html
    } catch {
      throw CommandFailure(code: .internalFault, message: "the report's template is broken", reason: "report.template")
    }
  }

  static func table(_ records: [[String]], _ name: String) throws -> [UInt8] {
    try Checked.input { () throws(InvalidInput) in
      var writer = try CSVWriter(header: records[0], file: name)
      for record in records.dropFirst() { try writer.append(record) }
      return writer.bytes
    }
  }
}

import CounselMatch
import MatchDatasets
import MatchPages
import MatchReports
import Testing

/// A small comparison of two policies and three solvers, made from generated people.
struct ReportExample: Sendable, CustomTestStringConvertible {
  let name: String
  let results: JSONValue

  var testDescription: String { name.count > 20 ? "hostile" : name }

  /// `group` is written into the audit column of half of the people.
  init(name: String, group: String) {
    self.name = name
    results = (try? Self.results(name, group)) ?? .null
  }

  func page() throws -> String { try ReportPage(ReportDocument(results: results)).html }

  private static func results(_ name: String, _ group: String) throws -> JSONValue {
    let people = (0..<120).map { index in
      Survivor(
        id: "S\(index)", jurisdiction: index % 3 == 0 ? "TX" : "CA", languages: [index % 4 == 0 ? "vi" : "es"],
        matter: .federal, traumaTraining: .notNeeded, priority: index % 2,
        audit: ["audit_region": index % 2 == 0 ? group : "north"])
    }
    let attorneys = (0..<30).map { index in
      Attorney(
        id: "A\(index)", admissions: [Admission(index % 2 == 0 ? "TX" : "CA")],
        languages: [SpokenLanguage(index % 5 == 0 ? "vi" : "es")], capacity: 3, traumaTraining: .certified)
    }
    var comparison = Comparison(version: "0.0.0")
    var compared = ComparedDataset(name: name, inputs: [.init(table: "survivors.csv", sha256: "ab12")])
    for (file, levels) in [("own.json", [Policy.LevelName.served, .quality]), (name, [.served, .load, .quality])] {
      var policy = Policy()
      policy.levels = levels
      policy.groupRatesReason = name
      let instance = try CaseInstance(survivors: people, attorneys: attorneys, policy: policy)
      for solver in ["network-simplex", "greedy"] {
        var row = ComparisonRow(dataset: name, policy: file, solver: solver, status: "refused")
        guard let report = try? Matcher().report(for: instance, solver: solver) else {
          row.note = "solver.cannot \(name)"
          compared.plans.append(.init(row: row, instance: instance, plan: nil))
          continue
        }
        row.status = report.plan.status.rawValue
        row.certificate = report.plan.isVerified ? "verified" : "none"
        (row.compile, row.solve) = (.microseconds(1_500), .microseconds(2_512))
        row.runs = [.microseconds(2_512), .microseconds(30_251)]
        compared.plans.append(.init(row: row, instance: instance, plan: report.plan))
      }
    }
    let chosen = compared.explained
    var explainer = try chosen.flatMap { plan in try plan.plan.map { try Explainer(plan.instance, plan: $0) } }
    let (rows, findings) = try compared.results(explanation: explainer?.explanation()) { ids in ids.count }
    comparison.rows = rows
    comparison.datasets = [findings]
    return comparison.json
  }
}

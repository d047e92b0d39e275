import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchAudit
import MatchDatasets
import MatchReports

/// A plan with the explanation of everybody, as the command writes it.
struct ExplainedCase {
  let instance: CaseInstance
  let plan: MatchPlan
  var json: JSONValue

  /// nil where there is no plan.
  init?(_ instance: CaseInstance, solvers: [any AssignmentSolver] = .builtIn, solver: String = "auto") throws {
    guard let plan = try? Matcher(solvers: solvers).plan(for: instance, solver: solver), plan.status != .infeasible
    else { return nil }
    try self.init(instance, plan: plan)
  }

  init(_ instance: CaseInstance, plan: MatchPlan) throws {
    self.instance = instance
    self.plan = plan
    var explainer = try Explainer(instance, plan: plan)
    var limits = ExplanationLimits()
    (limits.alternates, limits.remedies, limits.allRemedies) = (2, 1, 1)
    let report = ExplanationReport(explainer.explanation(limits), plan: plan)
    let members = (report.json.objectValue?.members ?? []).map { ($0.key, $0.value) }
    json = .object(JSONObject([("schema", .string(ExplanationClaim.schema))] + members))
  }

  /// What the checker finds; what the reader finds where the JSON cannot be read.
  var failures: [String] {
    do throws(InvalidInput) {
      let claim = try ExplanationClaim(json: json)
      return ReasonChecker.check(claim, of: plan, instance: instance).failures.map { "\($0.check) \($0.place)" }
    } catch {
      return error.faults.map(\.code)
    }
  }
}

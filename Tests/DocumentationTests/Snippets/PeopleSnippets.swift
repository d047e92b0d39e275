import AssignmentCore
import AssignmentSolvers
import CounselMatch
import FairnessMetrics
import MatchDatasets
import Testing

/// Articles and landing pages about people.
struct PeopleSnippets {
  private func show(_ values: Any?...) {}

  /// Four people, as the article has them.
  private func people() -> ([Survivor], [Attorney]) {
    let survivors = [
      Survivor(
        id: "S1", jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .required, priority: 0),
      Survivor(id: "S2", jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .required),
      Survivor(id: "S3", jurisdiction: "CA", languages: ["vi", "en"], matter: .state, traumaTraining: .notNeeded),
      Survivor(id: "S4", jurisdiction: "CA", languages: [], matter: .federal, traumaTraining: .required),
    ]
    let attorneys = [
      Attorney(
        id: "A1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 1,
        traumaTraining: .certified),
      Attorney(
        id: "A2", admissions: [Admission("CA")], languages: [SpokenLanguage("en", .native)], capacity: 2,
        traumaTraining: nil),
    ]
    return (survivors, attorneys)
  }

  private func instance() throws -> CaseInstance {
    let (survivors, attorneys) = people()
    return try CaseInstance(survivors: survivors, attorneys: attorneys)
  }

  @Test func firstMatching() async throws {
    let (survivors, attorneys) = people()
    func match(_ instance: CaseInstance) throws(InvalidInput) {
      #expect(instance.survivors.count == 4)
    }
    do {
      let instance = try CaseInstance(survivors: survivors, attorneys: attorneys)
      try match(instance)
    } catch {
      for fault in error.faults { show(fault.code, fault.file ?? "", fault.row ?? 0, fault.remedy) }
    }
    let instance = try instance()
    let plan = try Matcher().plan(for: instance)
    for pair in plan.pairs { show(pair.survivor, pair.attorney, pair.score.total) }
    for person in plan.unmatched { show(person.survivor, person.reason, person.missingFacts) }
    // What the article says of it.
    #expect(plan.pairs.map(\.survivor) == ["S1", "S3"] && plan.isVerified)
    #expect(plan.unmatched.map(\.reason) == [.bottleneck, .nobodyEligible])
    #expect(plan.unmatched.last?.missingFacts == ["languages"])
    let limits = SolveLimits(deadline: .now + .seconds(2))
    let report = try await Matcher().match(instance, limits: limits)
    show(report.plan.status, report.plan.termination, report.timings.solve)
  }

  @Test func whichSolver() throws {
    func check(_ holds: Bool) { #expect(holds) }
    let instance = try instance()
    for rule in SolverCatalog.autoRules { show(rule.reason, rule.solvers) }
    let exact = SolverCatalog().table.filter(\.isExact).map(\.name)
    #expect(exact.contains("network-simplex") && !exact.contains("greedy"))
    let first = try Matcher().plan(for: instance, solver: "network-simplex")
    let second = try Matcher().plan(for: instance, solver: "cost-scaling")
    check(first.levels.map(\.value) == second.levels.map(\.value))
    // The article's table of `auto`, line by line.
    #expect(SolverCatalog.autoRules.map(\.solvers.first) == ["decomposition", "hungarian", "network-simplex"])
    #expect(SolverCatalog.autoRules.first?.solvers == ["decomposition", "glpk"])
  }

  @Test func counselMatch() throws {
    let (survivors, attorneys) = people()
    func propose(_ survivor: String, _ attorney: String) {}
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys)
    let plan = try Matcher().plan(for: instance)
    for pair in plan.pairs { propose(pair.survivor, pair.attorney) }
  }

  @Test func fairnessMetrics() throws {
    let instance = try instance()
    let plan = try Matcher().plan(for: instance)
    let input = try FairnessInput(instance: instance, plan: plan)
    let report = try FairnessReport(input, matcher: Matcher())
    for value in report.metrics where !value.suppressed {
      show(value.name, value.group, value.value)
    }
    #expect(!report.metrics.isEmpty)
  }
}

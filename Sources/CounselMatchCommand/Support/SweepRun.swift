import AssignmentCore
import CounselMatch
import Dispatch
import FairnessMetrics
import Foundation
import MatchAudit
import MatchDatasets
import MatchReports
import Synchronization

/// Carries out the tasks of a sweep, several at a time; each ends as a file of its own, written whole or not at all.
struct SweepRun: Sendable {
  let plan: SweepPlan
  /// Policies in the order of the plan; nil: the generator's.
  let policies: [Policy?]
  /// Digest of plan, policies, generator and program.
  let digest: String
  let output: String
  let deadlineOfSolve: Duration?

  init(plan: SweepPlan, folder: String, output: String) throws {
    self.plan = plan
    self.output = output
    deadlineOfSolve = plan.timeLimit.map { .seconds($0) }
    for name in plan.solvers { try CompiledSolvers.check(name) }
    policies = try plan.policies.map { path in
      guard let path else { return nil }
      let place = path.hasPrefix("/") ? path : "\(folder)/\(path)"
      let policy = try Checked.file(place) { bytes, name throws(InvalidInput) in
        try PolicyCoding.parse(bytes, file: name)
      }
      guard !policy.levels.contains(.changes) else {
        throw CommandFailure.usage(
          "sweep.previous", "a sweep has no previous plan, so no policy with the level changes")
      }
      return policy
    }
    let texts =
      [plan.json.prettyText] + policies.map { $0.map { PolicyCoding.json($0).prettyText } ?? "" }
      + [Version.current, String(GeneratedDataset.generatorVersion)]
    digest = Digest.sha256(Array(texts.joined(separator: "\u{1E}").utf8))
  }

  var tasksFolder: String { "\(output)/tasks" }

  /// What a task's file says; nil where there is none, or one of another plan, or half a one.
  func stored(_ task: SweepPlan.Task, in folder: String) -> SweepTaskResult? {
    guard let bytes = try? InputFile.read("\(folder)/\(task.file)", name: task.file),
      let value = try? JSONValue.parse(bytes), let result = SweepTaskResult(value), result.plan == digest,
      result.task == task
    else { return nil }
    return result
  }

  /// Does the tasks that are not done yet.
  ///
  /// - Returns: how many were done now.
  func carryOut(
    _ tasks: [SweepPlan.Task], jobs: Int, cancellation: Cancellation, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> Int {
    let open = tasks.filter { stored($0, in: tasksFolder) == nil }
    let next = Atomic(0)
    let done = Atomic(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, open.count))) { _ in
      while !cancellation.isCancelled, failure.withLock({ $0 == nil }) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < open.count else { return }
        do {
          guard let result = try result(of: open[index], cancellation) else { return }
          try Checked.output { () throws(WriteFailure) in
            try OutputFolder.write(
              [OutputFile(name: result.task.file, text: result.json.prettyText)], to: tasksFolder, force: true)
          }
          progress(done.wrappingAdd(1, ordering: .relaxed).newValue, open.count)
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return done.load(ordering: .relaxed)
  }

  /// nil where it was cancelled: half a task is none.
  private func result(of task: SweepPlan.Task, _ cancellation: Cancellation) throws -> SweepTaskResult? {
    let generated = try Checked.input { () throws(InvalidInput) in
      try DatasetGenerator.generate(plan.options(of: task))
    }
    let instances = try policies.map { try instance(generated.instance, under: $0) }
    let groups = Set(instances.compactMap(\.policy.groupRatesBy))
    let counter = try Checked.match { () throws(MatchFailure) in
      try AttainableCounter(generated.instance, matcher: Matcher(solvers: CompiledSolvers.all))
    }
    var rows: [SweepRow] = []
    for (instance, policy) in zip(instances, plan.policies) {
      for solver in plan.solvers {
        var row = SweepRow(policy: policy, solver: solver, status: "refused")
        var limits = SolveLimits(cancellation: cancellation, threads: 1)
        limits.deadline = deadlineOfSolve.map { ContinuousClock.now + $0 }
        do {
          let run = try MatchRun.solve(instance, solver: solver, seed: task.seed, limits: limits)
          row.status = run.plan.status.rawValue
          if run.plan.status != .infeasible {
            row.take(try measures(run.plan, instance, groups, counter), solve: run.timings.solve)
          }
        } catch let failure as CommandFailure where failure.refusesSolver {
          row.status = "refused"
        }
        guard !cancellation.isCancelled else { return nil }
        rows.append(row)
      }
    }
    return SweepTaskResult(plan: digest, task: task, rows: rows)
  }

  /// Generated people are nobody: nothing is withheld, so rates are those of all groups.
  private func instance(_ instance: CaseInstance, under policy: Policy?) throws -> CaseInstance {
    var used = policy ?? instance.policy
    used.asOf = used.asOf ?? instance.policy.asOf
    used.deadline = used.deadline ?? instance.policy.deadline
    used.suppressBelow = 1
    return try Checked.input { () throws(InvalidInput) in
      try CaseInstance(
        survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms,
        exclusions: instance.exclusions, pins: instance.pins, scores: instance.scores, policy: used)
    }
  }

  private func measures(
    _ plan: MatchPlan, _ instance: CaseInstance, _ groups: Set<String>, _ counter: AttainableCounter
  ) throws -> PlanMeasures {
    guard !groups.isEmpty else { return PlanMeasures(plan, of: instance, rates: nil) }
    let input = try Checked.input { () throws(InvalidInput) in try FairnessInput(instance: instance, plan: plan) }
    let report = try FairnessReport(input) { ids in
      try Checked.match { () throws(MatchFailure) in try counter.most(of: ids) }
    }
    return PlanMeasures(plan, of: instance, rates: report.attainableRates(of: groups))
  }
}

/// The files of a sweep's results, all made from sweep.json.
struct SweepFiles {
  let files: [OutputFile]

  init(_ summary: SweepSummary) throws {
    let json = summary.json
    let document = ReportDocument(sweep: json)
    files = [
      OutputFile(name: ComparisonFiles.page, text: try ComparisonFiles.html(document)),
      OutputFile(name: "sweep.json", text: json.prettyText),
      OutputFile(name: "sweep.csv", bytes: try ComparisonFiles.table(summary.records, "sweep.csv")),
      OutputFile(name: "sweep.md", text: document.markdown),
    ]
  }

  func write(to folder: String) throws {
    try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files, to: folder, force: true) }
  }
}

import AssignmentCore
import AssignmentSolvers
public import CounselMatch

// Problem: for many groups, the most people who could be served if only the group were there, under all hard rules.
// Formulation: the instance is compiled once; for a group the rows keep only its members (rules do not see who else is
// there), and a maximum number of units through the same columns, firm caps and network cap is found and certified.
// Invariants: groups without a pin, household, hours or hard minimum in the instance take this way; otherwise each group
// is compiled and matched as a dataset of its own, because such a tie changes what the others leave.
// Complexity: O(rules) once, then O(arcs of the group's types) and the augmentations per group.
// Cannot: answer exactly where households or hours make the problem an integer programme; the matcher's plan then counts,
// and may be less than the most.
// Reference: see AttainableRate.

/// Counts what groups of survivors could attain at most.
public struct AttainableCounter {
  private let instance: CaseInstance
  private let matcher: Matcher
  private let positions: [String: Int]
  /// nil where groups must be matched one by one.
  private let compiled: CompiledInstance?

  /// Compiles the instance.
  ///
  /// - Throws: ``/CounselMatch/MatchFailure`` where it is too large to compile.
  public init(_ instance: CaseInstance, matcher: Matcher = Matcher()) throws(MatchFailure) {
    self.instance = instance
    self.matcher = matcher
    positions = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    var whole: CompiledInstance?
    if instance.pins.isEmpty {
      whole = try InstanceCompiler(limits: matcher.limits).compile(instance)
    }
    let isPlain = whole.map {
      $0.problem.sideConstraints.isEmpty && !$0.problem.hasFloors && $0.contradictions.isEmpty
    }
    compiled = isPlain == true ? whole : nil
  }

  /// The most of these survivors that could be served if only they were there; unknown ids count for nothing.
  ///
  /// - Throws: ``/CounselMatch/MatchFailure`` where an answer failed its check.
  public func most(of survivors: [String]) throws(MatchFailure) -> Int {
    let members = survivors.compactMap { positions[$0] }
    guard let compiled else { return try matched(members) }
    var counts = [Int32](repeating: 0, count: compiled.problem.rowCount)
    for member in members {
      let row = Int(compiled.map.rowOfSurvivor[member])
      if row >= 0 { counts[row] += 1 }
    }
    let outcome: SolveOutcome
    let problem: AssignmentProblem
    do {
      problem = try Self.restricted(compiled.problem, to: counts)
      outcome = try GreedySolver().solve(problem)
    } catch {
      throw .internalFault(codes: ["fairness.attainable"])
    }
    let verdict = CertificateVerifier.verify(problem, outcome)
    guard verdict.accepted, verdict.provenLevels == 1, let assignment = outcome.assignment else {
      throw .solverUntrusted(solver: "greedy", checks: verdict.failures.map(\.check))
    }
    return Int(assignment.units)
  }

  /// The rows of the group with their arcs; every unit counts the same.
  private static func restricted(
    _ problem: AssignmentProblem, to counts: [Int32]
  ) throws(InvalidProblem) -> AssignmentProblem {
    let rows = counts.indices.filter { counts[$0] > 0 }
    var starts = [0]
    var columns: [Int32] = []
    for row in rows {
      columns += problem.arcs.arcs(ofRow: row).map { Int32(problem.arcs.column(ofArc: $0, inRow: row)) }
      starts.append(columns.count)
    }
    return try AssignmentProblem(
      rowCounts: rows.map { counts[$0] }, columnCapacities: problem.columnCapacities,
      columnParents: problem.columnParents, groups: problem.groups, arcs: .sparse(starts: starts, columns: columns),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows.count)))])
  }

  /// The group as a dataset of its own.
  private func matched(_ members: [Int]) throws(MatchFailure) -> Int {
    var policy = instance.policy
    policy.levels = [.served]
    let people = members.map { instance.survivors[$0] }
    let ids = Set(people.map(\.id))
    let alone: CaseInstance
    do {
      alone = try CaseInstance(
        survivors: people, attorneys: instance.attorneys, firms: instance.firms,
        exclusions: instance.exclusions.filter { ids.contains($0.survivor) },
        pins: instance.pins.filter { ids.contains($0.survivor) }, policy: policy)
    } catch {
      throw .internalFault(codes: error.faults.map(\.code))
    }
    return try matcher.plan(for: alone).pairs.count
  }
}

extension FairnessReport {
  /// Computes every metric, the rates relative to attainable included.
  ///
  /// - Throws: ``/CounselMatch/MatchFailure``, as ``AttainableCounter`` does.
  public init(_ input: FairnessInput, reference: FairnessInput? = nil, matcher: Matcher) throws {
    let counter = try AttainableCounter(input.instance, matcher: matcher)
    try self.init(input, reference: reference) { try counter.most(of: $0) }
  }
}

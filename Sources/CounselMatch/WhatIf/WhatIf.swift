// Problem: what a change of people, places or rules does to a plan, without what is only an accident of the solver: among
// all best plans of the changed dataset the one that leaves most people where they are.
// Formulation: the changed dataset is solved with the levels of its policy and then the level `changes` against the plan
// before it, where the policy does not list that level itself. So the values of its own levels are those of a plain solve
// of the changed dataset, and the number of people of the plan before whose attorney changes is the least among all
// plans with these values.
// Invariants: matched after = matched before + gained − lost − departed. Lists are ordered by the survivor's id.
// Cannot: keep to the plan before where a case asks for two attorneys, or the policy does not list `served`: then the empty plan would be the one with
// fewest changes, and a plain solve is shown (``WhatIfOutcome/keepsMost`` is false).

public import AssignmentCore

/// Compares a dataset with a changed one.
public struct WhatIf: Sendable {
  /// Solves both; what levels cost is not asked.
  public var matcher: Matcher

  public init(matcher: Matcher = Matcher()) {
    self.matcher = matcher
    self.matcher.levelPrices = false
  }

  /// What the change does.
  ///
  /// - Parameters:
  ///   - before: the dataset as it is.
  ///   - plan: its plan; nil: it is solved first.
  ///   - after: the dataset as it would be, of people with the same ids.
  ///   - solver: `auto`, or the name of a solver.
  ///   - seed: orders types and ties; nil: that of `plan`, or 0.
  ///   - limits: of both solves together.
  /// - Returns: both plans, and who gains and loses a place.
  /// - Throws: ``MatchFailure``. Infeasible and out of time are plans, not errors.
  /// - Complexity: that of two solves.
  public func outcome(
    before: CaseInstance, plan: MatchPlan? = nil, after: CaseInstance, solver: String = "auto", seed: UInt64? = nil,
    limits: SolveLimits = .none
  ) throws(MatchFailure) -> WhatIfOutcome {
    var matcher = matcher
    matcher.levelPrices = false
    let first: MatchPlan
    if let plan {
      first = plan
    } else {
      first = try matcher.plan(for: before, solver: solver, seed: seed ?? 0, limits: limits)
    }
    let changed = Self.keeping(first, in: after)
    let report = try matcher.report(for: changed, solver: solver, seed: seed ?? first.seed, limits: limits)
    return WhatIfOutcome(before, first, changed, report.plan, contradictions: report.contradictions)
  }

  /// The changed dataset with the plan before as its previous plan, and `changes` as its last level where it can be.
  static func keeping(_ plan: MatchPlan, in after: CaseInstance) -> CaseInstance {
    var policy = after.policy
    // Where cases ask for two attorneys the level is refused.
    if !after.asksForCoCounsel, policy.levels.contains(.served), !policy.levels.contains(.changes) {
      policy.levels.append(.changes)
    }
    let pairs = plan.pairs.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) }
    return CaseInstance(after, policy: policy, previous: pairs)
  }
}

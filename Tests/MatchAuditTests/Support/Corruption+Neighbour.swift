import CounselMatch
import MatchAudit

extension Corruption {
  /// The best plan of a dataset with one place less, one pair less, another class or another weight, with its prices:
  /// a proof that fails in one place at most.
  mutating func neighbour(of plan: MatchPlan) -> ResultFiles? {
    guard let other = neighbouringInstance(plan) else { return nil }
    let twin = TestPlanner(other)
    guard twin.enumeration.levels == planner.enumeration.levels, let best = try? twin.plan() else { return nil }
    let attorneyOf = planner.attorneys(of: best)
    let isPossible = attorneyOf.indices.allSatisfy { person in
      attorneyOf[person].map { planner.enumeration.eligible[person][$0] != nil } ?? true
    }
    guard isPossible else { return nil }
    return try? ResultFiles(
      plan: planner.describe(attorneyOf, like: best), inputs: planner.instance.tableDigests,
      previous: planner.instance.previous)
  }

  private mutating func neighbouringInstance(_ plan: MatchPlan) -> CaseInstance? {
    let base = planner.instance
    var (survivors, attorneys, firms) = (base.survivors, base.attorneys, base.firms)
    var (exclusions, policy) = (base.exclusions, base.policy)
    switch draw.below(6) {
    case 0, 1:
      guard let pair = plan.pairs.isEmpty ? nil : draw.pick(plan.pairs), !pair.isPinned else { return nil }
      exclusions.append(Exclusion(survivor: pair.survivor, attorney: pair.attorney))
    case 2:
      guard !attorneys.isEmpty else { return nil }
      let index = draw.below(attorneys.count)
      attorneys[index].capacity = max(0, attorneys[index].capacity - 1)
    case 3:
      guard !firms.isEmpty else { return nil }
      firms[draw.below(firms.count)].capacity = draw.below(4)
    case 4:
      guard !survivors.isEmpty else { return nil }
      survivors[draw.below(survivors.count)].priority = draw.below(3)
    default:
      policy.weights.experience = draw.pick([0, 40, 400])
      policy.networkCapacity = base.policy.networkCapacity.map { max(0, $0 - 1) }
    }
    return try? CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions, pins: base.pins,
      scores: base.scores, previous: base.previous, policy: policy)
  }
}

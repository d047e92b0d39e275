import AssignmentCore

// Problem: of all plans, one whose vector of rates served ÷ attainable, sorted ascending, is lexicographically largest:
// leximin over the groups of one partition of people, as exact fractions.
// Formulation: the u-th served of a group with attainable a ≥ 1 raises its rate from (u − 1)/a by 1/a. All such steps of
// all groups are ranked by (u − 1)/a ascending, then 1/a descending, equal ones alike; a step of rank r, counted from 0
// among M different ones, is worth M − r. u counts from one more than the pinned people of the group up to all its
// people in the plan. The most worthy set of steps is leximin, because the sets of people who can be served form a
// gammoid and a group's steps are taken in order. As a flow the steps that are missed are counted: the w-th unserved of n
// free people scores −(worth of step pinned + n − w + 1), which does not increase with w.
// Invariants: a group with attainable 0 has rate 1 and no steps. The optimal counts are not fixed: several may be optimal,
// and later levels choose among them.
// Complexity: O(people log people).
// Cannot: order the plans of integer programmes. With hours or households the people who can be served are no gammoid, and
// the most worthy steps need not be leximin; the level is then proven only where the plan without these ties proves it.
// References: N. Megiddo, Optimal flows in networks with multiple sources and sinks, Mathematical Programming 7 (1974);
// A. Frank and K. Murota, Decreasing minimization on M-convex sets, Mathematical Programming 195 (2022).

/// The groups of the level `group-rates`.
package struct RateGroups: Sendable {
  /// Values of the audit column that occur among people in the plan, by their UTF-8 bytes.
  package let names: [String]
  /// Group of each survivor in the plan; −1 for those on hold.
  package let groupOfSurvivor: [Int32]
  /// The most of each group that could be served.
  package let attainable: [Int]
  /// Pinned people of each group.
  package let pinned: [Int]
  /// People of each group whose place is open.
  package let free: [Int]
  /// Outlet of each group's unserved people; −1 where everybody is pinned.
  package internal(set) var outlets: [Int] = []

  /// The groups of an instance; without what they can attain.
  static func names(_ instance: CaseInstance, onHold: [Bool]) -> (names: [String], groupOfSurvivor: [Int32]) {
    let column = instance.policy.groupRatesBy ?? ""
    let cells = instance.survivors.map { $0.audit[column].flatMap { $0.isEmpty ? nil : $0 } ?? "unknown" }
    let inPlan = cells.indices.filter { !onHold[$0] }
    let names = Set(inPlan.map { cells[$0] }).sorted { $0.precedes($1) }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    return (names, cells.indices.map { onHold[$0] ? -1 : places[cells[$0]] ?? -1 })
  }

  init(names: [String], groupOfSurvivor: [Int32], attainable: [Int], pinnedAttorney: [Int32]) {
    self.names = names
    self.groupOfSurvivor = groupOfSurvivor
    self.attainable = attainable
    var (pinned, free) = ([Int](repeating: 0, count: names.count), [Int](repeating: 0, count: names.count))
    for (survivor, group) in groupOfSurvivor.enumerated() where group >= 0 {
      if pinnedAttorney[survivor] >= 0 { pinned[Int(group)] += 1 } else { free[Int(group)] += 1 }
    }
    (self.pinned, self.free) = (pinned, free)
  }

  /// A step: one more of a group is served.
  private struct Step {
    var group: Int
    /// The rate before it is `before` ÷ `attainable`.
    var before: Int64
    var attainable: Int64

    /// (u − 1)/a ascending, then 1/a descending.
    static func precedes(_ left: Step, _ right: Step) -> Bool {
      let (one, other) = (left.before * right.attainable, right.before * left.attainable)
      return one != other ? one < other : left.attainable < right.attainable
    }
  }

  /// What each step of each group is worth, first step first; empty for groups that cannot be served.
  package var worths: [[Int64]] {
    var steps: [Step] = []
    for group in names.indices where attainable[group] > 0 {
      for before in pinned[group]..<pinned[group] + free[group] {
        steps.append(Step(group: group, before: Int64(before), attainable: Int64(attainable[group])))
      }
    }
    steps.sort { Step.precedes($0, $1) }
    var ranks = [Int64](repeating: 0, count: steps.count)
    for index in steps.indices.dropFirst() {
      ranks[index] = ranks[index - 1] + (Step.precedes(steps[index - 1], steps[index]) ? 1 : 0)
    }
    let different = (ranks.last ?? -1) + 1
    var worths = [[Int64]](repeating: [], count: names.count)
    for (step, rank) in zip(steps, ranks) { worths[step.group].append(different - rank) }
    return worths
  }

  /// The marginals of the groups' outlets, ascending; the last segment of each covers all the room there is.
  func marginals(_ level: Int, _ levelCount: Int) -> [OutletMarginal] {
    let all = Int32(clamping: free.reduce(1, +))
    var marginals: [OutletMarginal] = []
    for (group, worths) in worths.enumerated() where !worths.isEmpty && outlets[group] >= 0 {
      var segments: [(width: Int32, score: Int64)] = []
      for worth in worths.reversed() {
        if let last = segments.last, last.score == -worth {
          segments[segments.count - 1].width += 1
        } else {
          segments.append((1, -worth))
        }
      }
      segments[segments.count - 1].width = all
      marginals.append(
        OutletMarginal(
          outlet: outlets[group],
          segments: segments.map { segment in
            var scores = [Int64](repeating: 0, count: levelCount)
            scores[level] = segment.score
            return OutletMarginal.Segment(width: segment.width, scores: scores)
          }))
    }
    return marginals
  }
}

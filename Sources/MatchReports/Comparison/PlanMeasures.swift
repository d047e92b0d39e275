public import CounselMatch

/// What a plan reached, measured alike for every plan whatever levels its policy has: what a Pareto front compares.
///
/// A policy without the level `load` still leads to loads. Two plans of one dataset are compared measure by measure.
public struct PlanMeasures: Sendable, Hashable {
  /// People matched, pinned people included.
  public var served: Int
  /// People matched in each priority class that occurs, ascending by class.
  public var classes: [Int]
  /// Σ of the pairs' scores.
  public var quality: Int64
  /// Least score of the lowest band with a pair (`Policy.bandWidth`); nil where nobody is matched.
  public var worst: Int64?
  /// Lowest rate of a shown group against what it could attain alone, over the groups that a compared policy speaks of;
  /// nil where no group is shown.
  public var lowestRate: Fraction?
  /// The highest rate of a shown group − the lowest; no measure of the front, because it falls as well where the best
  /// served are served worse.
  public var rateGap: Fraction?
  /// Σ (matched + active cases)² over attorneys: lower is more even.
  public var load: Int64
  /// Quality is not shown, because it would tell the scores of a few people.
  public var isQualityWithheld = false
  /// Counts by class are not shown, because one of them is small.
  public var areClassesWithheld = false

  public init(
    served: Int, classes: [Int], quality: Int64, worst: Int64?, lowestRate: Fraction?,
    rateGap: Fraction? = nil, load: Int64
  ) {
    self.served = served
    self.classes = classes
    self.quality = quality
    self.worst = worst
    self.lowestRate = lowestRate
    self.rateGap = rateGap
    self.load = load
  }

  /// Measures a plan; the rates come from its fairness metrics, small groups withheld.
  ///
  /// O(people).
  public init(
    _ plan: MatchPlan, of instance: CaseInstance, rates: (lowest: Fraction, highest: Fraction)?
  ) {
    let width = Int64(max(1, plan.policy.bandWidth))
    let scores = plan.pairs.map { Int64($0.score.total) }
    let served = Set(plan.pairs.map(\.survivor))
    var classes: [Int: Int] = [:]
    for survivor in instance.survivors {
      classes[survivor.priority, default: 0] += served.contains(survivor.id) ? 1 : 0
    }
    var cases: [String: Int] = [:]
    for attorney in plan.pairs.flatMap(\.attorneys) { cases[attorney, default: 0] += 1 }
    self.init(
      served: plan.pairs.count, classes: classes.keys.sorted().map { classes[$0] ?? 0 },
      quality: scores.reduce(0, +),
      worst: scores.min().map { score in
        let (quotient, rest) = score.quotientAndRemainder(dividingBy: width)
        return (rest < 0 ? quotient - 1 : quotient) * width
      },
      lowestRate: rates?.lowest, rateGap: rates.flatMap { $0.highest.minus($0.lowest) },
      load: instance.attorneys.reduce(Int64(0)) { sum, attorney in
        let load = Int64(attorney.activeLoad + (cases[attorney.id] ?? 0))
        return sum + load * load
      })
  }

  /// No measure is worse than there, and one is better.
  ///
  /// A measure that one of the plans does not have is left out.
  public func dominates(_ other: PlanMeasures) -> Bool {
    let orders = compared(with: other)
    return orders.contains(1) && !orders.contains(-1)
  }

  /// 1 where this plan is better, −1 where the other is, 0 where they are equal, measure by measure.
  private func compared(with other: PlanMeasures) -> [Int] {
    func order<Value: Comparable>(_ here: Value?, _ there: Value?) -> Int {
      guard let here, let there else { return 0 }
      return here == there ? 0 : there < here ? 1 : -1
    }
    let byClass = classes == other.classes ? 0 : other.classes.lexicographicallyPrecedes(classes) ? 1 : -1
    return [
      order(served, other.served), byClass, order(quality, other.quality), order(worst, other.worst),
      order(lowestRate, other.lowestRate), order(other.load, load),
    ]
  }
}

internal import CounselMatch
internal import FairnessMetrics

/// How one group of people fares in one plan.
struct GroupFindings: Sendable, Hashable {
  var policy: String?
  var solver: String
  /// What people are grouped by.
  var by: String
  var group: String
  var people: Int?
  var served: MetricValue
  /// nil where it is withheld.
  var attainable: Fraction?

  /// Groups of the first plan of each policy; withheld groups are counted, by plan and grouping, and not named.
  static func all(_ plans: [(plan: ComparedDataset.Plan, report: FairnessReport)]) -> (
    shown: [GroupFindings], withheld: [Withheld]
  ) {
    var seen: Set<String> = []
    var shown: [GroupFindings] = []
    var withheld: [Withheld] = []
    for (plan, report) in plans where seen.insert(plan.row.policy ?? "").inserted {
      let rates = report.metrics.filter { $0.name == "served-rate" && $0.partition != "all" }
      let attainable = report.metrics.filter { $0.name == "attainable-rate" }
      for rate in rates {
        let place = withheld.firstIndex { $0.policy == plan.row.policy && $0.by == rate.partition }
        if place == nil { withheld.append(Withheld(policy: plan.row.policy, by: rate.partition, groups: 0)) }
        guard !rate.suppressed else {
          withheld[place ?? withheld.count - 1].groups += 1
          continue
        }
        shown.append(
          GroupFindings(
            policy: plan.row.policy, solver: plan.row.solver, by: rate.partition, group: rate.group,
            people: rate.people, served: rate,
            attainable: attainable.first { $0.partition == rate.partition && $0.group == rate.group }?.exact))
      }
    }
    return (shown, withheld)
  }

  /// How many groups of a grouping are withheld.
  struct Withheld: Sendable, Hashable {
    var policy: String?
    var by: String
    var groups: Int
  }
}

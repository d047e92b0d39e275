internal import CounselMatch

/// How many attorneys each rule stands against, survivor by survivor; people whom no rule can tell apart are counted
/// once.
struct BlockCounts {
  private let attorneys: [[Int]]
  private let groupOf: [Int]
  private var known: [Int: [String: Int]] = [:]

  init(_ instance: CaseInstance) {
    attorneys = Grouping(attorneysOf: instance).members
    var groupOf = instance.survivors.map { _ in 0 }
    let groups = Grouping(survivors: Array(instance.survivors.indices), of: instance).members
    for (group, members) in groups.enumerated() {
      for member in members { groupOf[member] = group }
    }
    self.groupOf = groupOf
  }

  /// By the name of the rule; rules that exclude nobody are left out.
  ///
  /// Complexity: O(groups of attorneys × rules), once for each group of survivors.
  mutating func counts(survivor: Int, _ rules: some PairRules) -> [String: Int] {
    if let counts = known[groupOf[survivor]] { return counts }
    var counts: [String: Int] = [:]
    for members in attorneys {
      for rule in rules.blocks(survivor: survivor, attorney: members[0]) {
        counts[rule, default: 0] += members.count
      }
    }
    known[groupOf[survivor]] = counts
    return counts
  }
}

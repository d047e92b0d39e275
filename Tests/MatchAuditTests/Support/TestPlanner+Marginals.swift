import AssignmentCore
import CounselMatch

extension TestPlanner {
  private func entry(_ level: String) -> Int? { entries(ofLevels: levels.count).firstIndex(of: level) }
  private var width: Int { entries(ofLevels: levels.count).count }

  /// Minimums and loads of attorneys and firms, unit by unit.
  func outletMarginals(_ groups: [ColumnGroup]) -> [OutletMarginal] {
    let attorneys = instance.attorneys.indices.map { attorney -> OutletMarginal? in
      let row = instance.attorneys[attorney]
      let isUnit = instance.policy.loadBy == .attorney || row.firm == nil
      let cases = row.activeLoad + pins(of: [attorney])
      return marginal(
        attorney, room: free[attorney], minimum: row.minimum - pins(of: [attorney]), cases: isUnit ? cases : nil)
    }
    let firms = instance.firms.indices.map { index -> OutletMarginal? in
      let (firm, all) = (instance.firms[index], members(instance.firms[index]))
      let cases = all.reduce(0) { $0 + instance.attorneys[$1].activeLoad } + pins(of: all)
      return marginal(
        instance.attorneys.count + index, room: Int(groups[index].capacity), minimum: firm.minimum - pins(of: all),
        cases: instance.policy.loadBy == .firm ? cases : nil)
    }
    return (attorneys + firms).compactMap { $0 }
  }

  /// (before + u)² − (before + u − 1)² for the u-th unit.
  private func marginal(_ outlet: Int, room: Int, minimum: Int, cases: Int?) -> OutletMarginal? {
    let segments = (0..<room).map { unit -> OutletMarginal.Segment in
      var scores = [Int64](repeating: 0, count: width)
      if let level = entry("minimums"), unit < minimum { scores[level] = 1 }
      if let level = entry("load"), let cases {
        let after = Int64(cases + unit + 1)
        scores[level] = (after - 1) * (after - 1) - after * after
      }
      return .init(width: 1, scores: scores)
    }
    let isEmpty = segments.allSatisfy { $0.scores.allSatisfy { $0 == 0 } }
    return isEmpty ? nil : OutletMarginal(outlet: outlet, segments: segments)
  }

  /// What people left out cost in `group-rates`, by the place of (served − 1) ÷ attainable, then of 1 ÷ attainable, among
  /// all people who may be served.
  func idleMarginals(_ first: Int) -> [OutletMarginal] {
    guard let level = entry("group-rates") else { return [] }
    struct Key: Hashable {
      var before: Fraction
      var attainable: Int
    }
    func keys(_ group: Int) -> [Key] {
      let pinned = enumeration.pinned.indices.count {
        enumeration.pinned[$0] != nil && enumeration.groupOf[$0] == group
      }
      let people = people.count { enumeration.groupOf[$0] == group }
      return (0..<people).compactMap { unit in
        Fraction(Int64(pinned + unit), Int64(enumeration.attainable[group])).map {
          Key(before: $0, attainable: enumeration.attainable[group])
        }
      }
    }
    let all = Set(enumeration.groups.indices.flatMap(keys)).sorted {
      ($0.before, $0.attainable) < ($1.before, $1.attainable)
    }
    return enumeration.groups.indices.compactMap { group in
      let ranks = keys(group).compactMap { all.firstIndex(of: $0) }
      guard let last = ranks.first else { return nil }
      // Room for everybody, as the problem asks for; nobody beyond the group ever comes.
      let rest = people.count + 1 - ranks.count
      let steps = ranks.reversed() + [Int](repeating: last, count: rest)
      return OutletMarginal(
        outlet: first + group,
        segments: steps.map { rank in
          var scores = [Int64](repeating: 0, count: width)
          scores[level] = Int64(rank - all.count)
          return .init(width: 1, scores: scores)
        })
    }
  }
}

extension PlanPrices {
  /// The entries that `other` has, then those of this one.
  func beginning(with other: PlanPrices) -> PlanPrices {
    func joined(_ own: [[Int64]], _ others: [[Int64]]) -> [[Int64]] {
      zip(own, others).map { own, other in other + own.dropFirst(other.count) }
    }
    return PlanPrices(
      levels: levels, survivors: joined(survivors, other.survivors), attorneys: joined(attorneys, other.attorneys),
      firms: joined(firms, other.firms), network: joined([network], [other.network])[0],
      groups: joined(groups, other.groups))
  }
}

import AssignmentCore
import CounselMatch

/// A tiny instance as a flow of people, written straight from the definitions: one row a person, one column an attorney.
///
/// No types, no hubs, no merged places: what types and hubs lose, and what a formula loses, shows against it. `served` is
/// one level a class; `weighted` makes it one level in all, worth K − class.
struct PersonModel {
  let oracle: LevelOracle
  let weighted: Bool
  /// The people who are not pinned.
  let rows: [Int]
  private let instance: CaseInstance
  private let pinsOf: [Int]

  init(_ oracle: LevelOracle, weighted: Bool = false) {
    self.oracle = oracle
    self.weighted = weighted
    instance = oracle.instance
    rows = oracle.people.indices.filter { oracle.pinned[$0] < 0 }
    pinsOf = oracle.instance.attorneys.indices.map { attorney in oracle.pinned.count { $0 == attorney } }
  }

  /// The problem; nil where the pins alone exceed a capacity.
  func problem() throws -> AssignmentProblem? {
    let free = instance.attorneys.indices.map { instance.attorneys[$0].freePlaces - pinsOf[$0] }
    let firmsFree = instance.firms.indices.map { firm -> Int in
      guard let capacity = instance.firms[firm].capacity else { return 99 }
      return max(0, capacity - sum(firm) { $0.activeLoad }) - pins(firm)
    }
    let active = instance.attorneys.reduce(0) { $0 + $1.activeLoad }
    let networkFree = instance.policy.networkCapacity.map { max(0, $0 - active) - pinsOf.reduce(0, +) } ?? 99
    guard (free + firmsFree + [networkFree]).allSatisfy({ $0 >= 0 }) else { return nil }
    let isHard = instance.policy.minimums == .hard
    let network = Int32(instance.firms.count)
    var groups = instance.firms.indices.map { firm in
      ColumnGroup(parent: network, capacity: Int32(firmsFree[firm]), floor: isHard ? Int32(minimumLeft(firm)) : 0)
    }
    groups.append(ColumnGroup(capacity: Int32(networkFree)))
    groups += oracle.groupNames.map { _ in ColumnGroup(capacity: 99) }
    var (starts, columns) = ([0], [Int32]())
    for row in rows {
      columns += free.indices.filter { oracle.scores[row][$0] != nil }.map { Int32($0) }
      starts.append(columns.count)
    }
    let idle = rows.map { row in
      network + 1 + Int32(oracle.groupNames.firstIndex(of: oracle.groups[row]) ?? 0)
    }
    return try AssignmentProblem(
      rowCounts: rows.map { _ in 1 }, columnCapacities: free.map { Int32($0) },
      columnFloors: isHard ? free.indices.map { Int32(minimumLeft(attorney: $0)) } : [],
      columnParents: free.indices.map { oracle.firmOf[$0] < 0 ? network : Int32(oracle.firmOf[$0]) }, groups: groups,
      idleParents: idle, arcs: .sparse(starts: starts, columns: columns), levels: levels(), marginals: marginals(free))
  }

  /// The choices of all people in the plan, pinned ones included.
  func choices(_ assignment: Assignment) -> [Int] {
    var choices = oracle.pinned
    for flow in assignment.flows { choices[rows[Int(flow.row)]] = Int(flow.column) }
    return choices
  }

  private func sum(_ firm: Int, _ value: (Attorney) -> Int) -> Int {
    instance.attorneys.indices.reduce(0) { $0 + (oracle.firmOf[$1] == firm ? value(instance.attorneys[$1]) : 0) }
  }

  private func pins(_ firm: Int) -> Int {
    pinsOf.indices.reduce(0) { $0 + (oracle.firmOf[$1] == firm ? pinsOf[$1] : 0) }
  }

  private func minimumLeft(_ firm: Int) -> Int { max(0, instance.firms[firm].minimum - pins(firm)) }

  private func minimumLeft(attorney: Int) -> Int { max(0, instance.attorneys[attorney].minimum - pinsOf[attorney]) }

  // MARK: Levels

  /// The levels of the problem that each level of the policy needs.
  private var widths: [Int] {
    oracle.levels.map { name in
      switch name {
      case .served: weighted ? 1 : max(1, oracle.classes.count)
      case .worstQuality: max(1, oracle.bands.count)
      default: 1
      }
    }
  }

  private func first(_ name: Policy.LevelName) -> Int? {
    oracle.levels.firstIndex(of: name).map { widths[..<$0].reduce(0, +) }
  }

  private func levels() -> [ObjectiveLevel] {
    let levels = oracle.levels.flatMap { name -> [ObjectiveLevel.Scores] in
      switch name {
      case .served:
        if oracle.classes.isEmpty { return [.marginalsOnly] }
        let classes = rows.map { instance.survivors[oracle.people[$0]].priority }
        if weighted {
          return [.perRow(classes.map { Int64(oracle.classes.count - (oracle.classes.firstIndex(of: $0) ?? 0)) })]
        }
        return oracle.classes.map { one in .perRow(classes.map { $0 == one ? 1 : 0 }) }
      case .quality: return [perArc { _, _, score in score }]
      case .worstQuality:
        if oracle.bands.isEmpty { return [.marginalsOnly] }
        return oracle.bands.map { band in
          perArc { _, _, score in LevelOracle.band(score, instance.policy.bandWidth) == band ? -1 : 0 }
        }
      case .changes: return [perArc { person, attorney, _ in oracle.kept[person] == attorney ? 1 : 0 }]
      case .minimums, .groupRates, .load: return [.marginalsOnly]
      }
    }
    return levels.enumerated().map { ObjectiveLevel(name: "level \($0)", scores: $1) }
  }

  private func perArc(_ score: (Int, Int, Int) -> Int) -> ObjectiveLevel.Scores {
    .perArc(
      .int64(
        rows.flatMap { row in
          oracle.scores[row].indices.compactMap { attorney in
            oracle.scores[row][attorney].map { Int64(score(row, attorney, $0)) }
          }
        }))
  }

  // MARK: Marginals

  private func marginals(_ free: [Int]) -> [OutletMarginal] {
    let byFirm = instance.policy.loadBy == .firm
    var marginals: [OutletMarginal?] = []
    for attorney in free.indices {
      let hasLoad = !byFirm || oracle.firmOf[attorney] < 0
      let base = instance.attorneys[attorney].activeLoad + pinsOf[attorney]
      marginals.append(
        places(attorney, most: free[attorney], minimumLeft(attorney: attorney), base: hasLoad ? base : nil))
    }
    for firm in instance.firms.indices {
      let base = sum(firm) { $0.activeLoad } + pins(firm)
      marginals.append(
        places(free.count + firm, most: rows.count, minimumLeft(firm), base: byFirm ? base : nil))
    }
    return marginals.compactMap { $0 } + (first(.groupRates).map { rateMarginals(free.count, level: $0) } ?? [])
  }

  /// +1 for each unit within the minimum; the rise of the square for each unit.
  private func places(_ outlet: Int, most: Int, _ minimum: Int, base: Int?) -> OutletMarginal? {
    var segments: [OutletMarginal.Segment] = []
    for unit in 0..<max(most, rows.count) {
      var scores = [Int64](repeating: 0, count: widths.reduce(0, +))
      if unit < minimum, let level = first(.minimums) { scores[level] = 1 }
      if let base, let level = first(.load) { scores[level] = -Int64(2 * (base + unit) + 1) }
      segments.append(.init(width: 1, scores: scores))
    }
    if let last = segments.last { segments[segments.count - 1] = .init(width: 99, scores: last.scores) }
    return segments.isEmpty ? nil : OutletMarginal(outlet: outlet, segments: segments)
  }

  /// The u-th served of a group ranks by (u − 1)/a ascending, then 1/a descending; each unserved one misses a step.
  private func rateMarginals(_ columns: Int, level: Int) -> [OutletMarginal] {
    func key(_ group: Int, _ step: Int) -> [Int] {
      // In sixtieths, exactly; a smaller key is worth more.
      [(step - 1) * (60 / oracle.attainable[group]), -60 / oracle.attainable[group]]
    }
    let groups = oracle.groupNames.indices.filter { oracle.attainable[$0] > 0 }
    let keys = groups.flatMap { group in (1...oracle.people.count).map { key(group, $0) } }
    let order = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
    return groups.compactMap { group in
      let members = oracle.people.indices.filter { oracle.groups[$0] == oracle.groupNames[group] }
      let pins = members.count { oracle.pinned[$0] >= 0 }
      guard members.count > pins else { return nil }
      let segments = (1...members.count - pins).map { missed in
        var scores = [Int64](repeating: 0, count: widths.reduce(0, +))
        let rank = order.firstIndex(of: key(group, members.count - missed + 1)) ?? 0
        scores[level] = -Int64(order.count - rank)
        return OutletMarginal.Segment(width: missed == members.count - pins ? 99 : 1, scores: scores)
      }
      return OutletMarginal(outlet: columns + instance.firms.count + 1 + group, segments: segments)
    }
  }
}

import CounselMatch

extension Enumeration {
  /// A best plan and its values.
  struct Best {
    var plan: [Int?]
    /// Of the levels that add up person by person.
    var sums: [Int]
    var vector: [Int] = []
  }

  private struct State: Hashable {
    var loads: [Int]
    /// Served people of each group.
    var groups: [Int]
  }

  /// The lexicographically best vector over all feasible plans, or nil where there is none.
  func optimum(levels: ArraySlice<String>) -> [Int]? { best(levels: levels)?.vector }

  /// A lexicographically best plan, or nil where there is none; a level after `!` is at its worst.
  func best(levels: ArraySlice<String>) -> Best? {
    let start = State(loads: instance.attorneys.map { _ in 0 }, groups: groups.map { _ in 0 })
    let zero = levels.flatMap { [Int](repeating: 0, count: width(of: $0)) }
    var states = [start: Best(plan: instance.survivors.map { _ in nil }, sums: zero)]
    let readsGroups = levels.contains { Self.name($0) == "group-rates" }
    for person in instance.survivors.indices where !onHold[person] {
      var next = pinned[person] == nil ? states : [:]
      for (state, best) in states {
        for attorney in instance.attorneys.indices {
          guard let score = eligible[person][attorney], pinned[person] ?? attorney == attorney else { continue }
          var more = state
          more.loads[attorney] += 1
          guard fits(more.loads) else { continue }
          if readsGroups, let group = groupOf[person] { more.groups[group] += 1 }
          let sums = added(best.sums, person, attorney, score, levels)
          var plan = best.plan
          plan[person] = attorney
          // Of equally good plans the same one whatever the order of a dictionary.
          if let old = next[more], !old.sums.lexicographicallyPrecedes(sums) {
            let order = plan.map { $0 ?? -1 }.lexicographicallyPrecedes(old.plan.map { $0 ?? -1 })
            guard old.sums == sums, order else { continue }
          }
          next[more] = Best(plan: plan, sums: sums)
        }
      }
      states = next
    }
    var found: Best?
    for state in states.keys.sorted(by: {
      ($0.loads + $0.groups).lexicographicallyPrecedes($1.loads + $1.groups)
    }) {
      guard var best = states[state] else { continue }
      best.vector = whole(best.sums, state, levels)
      if found.map({ $0.vector.lexicographicallyPrecedes(best.vector) }) ?? true { found = best }
    }
    return found
  }

  private static func name(_ level: String) -> String { level.hasPrefix("!") ? String(level.dropFirst()) : level }

  /// Entries of a level that adds up person by person; 0 for the others.
  private func width(of level: String) -> Int {
    switch Self.name(level) {
    case "served": classes.count
    case "quality", "changes": 1
    case "worst-quality": bands.count
    default: 0
    }
  }

  private func added(
    _ sums: [Int], _ person: Int, _ attorney: Int, _ score: Int, _ levels: ArraySlice<String>
  ) -> [Int] {
    var sums = sums
    var at = 0
    for level in levels {
      let sign = level.hasPrefix("!") ? -1 : 1
      switch Self.name(level) {
      case "served": sums[at + (classes.firstIndex(of: instance.survivors[person].priority) ?? 0)] += sign
      case "quality": sums[at] += sign * score
      case "changes": sums[at] += previousOf[person] == attorney ? sign : 0
      case "worst-quality":
        sums[at + (bands.firstIndex(of: Self.band(score, instance.policy.bandWidth)) ?? 0)] -= sign
      default: break
      }
      at += width(of: level)
    }
    return sums
  }

  private func whole(_ sums: [Int], _ state: State, _ levels: ArraySlice<String>) -> [Int] {
    var result: [Int] = []
    var at = 0
    for level in levels {
      let sign = level.hasPrefix("!") ? -1 : 1
      switch Self.name(level) {
      case "minimums": result.append(-sign * shortfall(state.loads))
      case "load": result.append(-sign * load(state.loads))
      case "group-rates": result += rates(state.groups).map { sign * $0 }
      default: result += sums[at..<(at + width(of: level))]
      }
      at += width(of: level)
    }
    return result
  }
}

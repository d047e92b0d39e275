import CounselMatch

extension Enumeration {
  /// Pairs in each of `bands`.
  func counts(_ plan: [Int?]) -> [Int] {
    let scores = plan.indices.compactMap { person in plan[person].flatMap { eligible[person][$0] } }
    return bands.map { band in scores.count { Self.band($0, instance.policy.bandWidth) == band } }
  }

  func groupCounts(_ plan: [Int?]) -> [Int] {
    groups.indices.map { group in plan.indices.count { plan[$0] != nil && groupOf[$0] == group } }
  }

  /// Rates over the common denominator of 1 … 8, ascending; a group of which nobody can be served has rate 1.
  func rates(_ served: [Int]) -> [Int] {
    zip(served, attainable).map { served, most in most == 0 ? 840 : served * 840 / most }.sorted()
  }

  /// Σ (matched + active)² over attorneys, or firms and attorneys on their own.
  func load(_ loads: [Int]) -> Int {
    var cases: [String: Int] = [:]
    for (attorney, row) in instance.attorneys.enumerated() {
      let unit = instance.policy.loadBy == .firm ? row.firm.map { "firm \($0)" } ?? row.id : row.id
      cases[unit, default: 0] += row.activeLoad + loads[attorney]
    }
    return cases.values.reduce(0) { $0 + $1 * $1 }
  }

  /// The value of a level as results state it; a fraction as text.
  func value(_ level: String, of plan: [Int?]) -> (whole: Int64?, fraction: String?) {
    let values = vector(plan, levels: [level])
    switch level {
    case "quality" where plan.allSatisfy({ $0 == nil }): return (nil, nil)
    case "worst-quality": return (zip(bands, counts(plan)).first { $0.1 > 0 }.map { Int64($0.0) }, nil)
    case "group-rates":
      guard let lowest = values.first else { return (nil, nil) }
      return (nil, Fraction(Int64(lowest), 840)?.description)
    case "changes": return (Int64((instance.previous?.count ?? 0) - values[0]), nil)
    case "minimums", "load": return (Int64(-values[0]), nil)
    default: return (Int64(values.reduce(0, +)), nil)
    }
  }

  /// A level's result for a plan.
  func result(_ level: String, of plan: [Int?], proven: Bool) -> LevelResult {
    let filled = zip(bands, counts(plan)).filter { $0.1 > 0 }.map { BandCount(from: Int64($0.0), pairs: $0.1) }
    let served = groupCounts(plan)
    return LevelResult(
      name: level, value: value(level, of: plan).whole,
      classes: level == "served" ? vector(plan, levels: [level]) : nil,
      bands: level == "worst-quality" ? filled : nil,
      groups: level == "group-rates"
        ? groups.indices.map { GroupRate(group: groups[$0], served: served[$0], attainable: attainable[$0]) } : nil,
      proven: proven)
  }

  /// By adding people one by one.
  func most(ofGroup group: Int) -> Int {
    var start = instance.attorneys.map { _ in 0 }
    var pins = 0
    for person in pinned.indices where !onHold[person] {
      guard let attorney = pinned[person] else { continue }
      start[attorney] += 1
      pins += groupOf[person] == group ? 1 : 0
    }
    guard fits(start) else { return 0 }
    var states: [[Int]: Int] = [start: pins]
    for person in instance.survivors.indices where groupOf[person] == group && pinned[person] == nil {
      for (loads, count) in states {
        for attorney in instance.attorneys.indices where eligible[person][attorney] != nil {
          var more = loads
          more[attorney] += 1
          if fits(more) { states[more] = max(states[more] ?? 0, count + 1) }
        }
      }
    }
    return states.values.max() ?? 0
  }
}

internal import CounselMatch

/// People by groups that no rule, score or exclusion can tell apart; or everybody alone.
struct Grouping {
  /// Positions in canonical order, ascending in each group; groups by their first member.
  let members: [[Int]]

  /// Everybody alone.
  init(alone positions: [Int]) {
    members = positions.map { [$0] }
  }

  /// Survivors by all their facts but those that no pair depends on.
  ///
  /// Whoever has an exclusion or a personal score stands alone.
  init(survivors positions: [Int], of instance: CaseInstance) {
    let special = Set(instance.exclusions.map(\.survivor) + instance.scores.map(\.survivor))
    members = Self.grouped(positions) { position in
      var key = instance.survivors[position]
      if !special.contains(key.id) { key.id = "" }
      key.household = nil
      key.householdWish = .noWish
      key.registered = nil
      key.mayMatch = true
      key.consentUntil = nil
      key.audit = [:]
      return key
    }
  }

  /// Attorneys by all their facts but places, minimum and load.
  ///
  /// Whoever has an exclusion or a personal score stands alone; the firm counts when a firm is excluded.
  init(attorneysOf instance: CaseInstance) {
    let special = Set(instance.exclusions.compactMap(\.attorney) + instance.scores.map(\.attorney))
    let firmsCount = instance.exclusions.contains { $0.firm != nil }
    members = Self.grouped(Array(instance.attorneys.indices)) { position in
      var key = instance.attorneys[position]
      if !special.contains(key.id) { key.id = "" }
      key.capacity = 0
      key.minimum = 0
      key.activeLoad = 0
      if !firmsCount { key.firm = nil }
      return key
    }
  }

  private static func grouped<Key: Hashable>(_ positions: [Int], by key: (Int) -> Key) -> [[Int]] {
    var groups: [[Int]] = []
    var place: [Key: Int] = [:]
    for position in positions {
      let key = key(position)
      if let group = place[key] {
        groups[group].append(position)
      } else {
        place[key] = groups.count
        groups.append([position])
      }
    }
    return groups
  }
}

extension PlacePlanner {
  /// The choice as additions: attorneys of the network by id, then new attorneys by profile.
  func additions(_ choice: Choice) -> [RecruitAddition] { existing(choice) + new(choice) }

  /// Places of a column go to its attorneys in turn, in the order in which they are given cases.
  private func existing(_ choice: Choice) -> [RecruitAddition] {
    let (people, day) = (ground.extended.attorneys, ground.instance.policy.asOf)
    var additions: [RecruitAddition] = []
    for (column, units) in choice.columns {
      let members = ground.map.columnMembers[column]
      var left = Int(units)
      for (index, member) in members.enumerated() where left > 0 {
        let share = min(ground.costs.placesPerAttorney, (left + members.count - index - 1) / (members.count - index))
        left -= share
        let attorney = people[Int(member)]
        additions.append(
          RecruitAddition(
            kind: .place, attorney: attorney.id, profile: RecruitProfile(attorney, on: day), places: share,
            cost: share * (ground.costs.place ?? 0)))
      }
    }
    return additions.sorted { ($0.attorney ?? "").precedes($1.attorney ?? "") }
  }

  /// Few profiles for the new places: a greedy cover, each place at its least cost.
  private func new(_ choice: Choice) -> [RecruitAddition] {
    var units: [RecruitNeed: Int] = [:]
    for (row, count) in choice.rows { if let need = ground.needs[row] { units[need, default: 0] += Int(count) } }
    let needs = units.keys.sorted { $0.key.lexicographicallyPrecedes($1.key) { $0.precedes($1) } }
    var cover = ProfileCover(needs, needs.map { units[$0] ?? 0 }, ground.costs)
    return cover.chosen().sorted { $0.profile.precedes($1.profile) }
  }
}

/// Deals places to few profiles: always the profile that meets most of what is left, none dearer than need be.
struct ProfileCover {
  private let needs: [RecruitNeed]
  private var left: [Int]
  private let costs: RecruitCosts
  private let least: [Int]

  init(_ needs: [RecruitNeed], _ units: [Int], _ costs: RecruitCosts) {
    self.needs = needs
    self.costs = costs
    left = units
    least = needs.map { need in need.cheapest(costs).compactMap { $0.cost(costs) }.min() ?? 0 }
  }

  /// O(profiles × needs × profiles chosen).
  mutating func chosen() -> [RecruitAddition] {
    let profiles = Set(needs.flatMap { $0.cheapest(costs) }).sorted { $0.precedes($1) }
    let covered = profiles.map { profile in
      let cost = profile.cost(costs)
      return needs.indices.filter { least[$0] == cost && needs[$0].isMet(by: profile) }
    }
    var additions: [RecruitAddition] = []
    while left.contains(where: { $0 > 0 }) {
      var (best, most) = (-1, 0)
      for index in profiles.indices {
        let units = covered[index].reduce(0) { $0 + left[$1] }
        if units > most { (best, most) = (index, units) }
      }
      guard best >= 0 else { break }
      let met = covered[best].filter { left[$0] > 0 }
      let profile = profiles[best].trimmed(to: met.map { needs[$0] })
      additions.append(
        RecruitAddition(
          kind: .attorney, profile: profile, places: most, cost: most * (profiles[best].cost(costs) ?? 0)))
      for need in met { left[need] = 0 }
    }
    return additions
  }
}

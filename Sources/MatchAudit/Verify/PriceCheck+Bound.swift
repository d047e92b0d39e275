internal import CounselMatch

extension PriceCheck {
  /// An upper bound for the vector of level values over all plans, pinned pairs left out, by weak duality: what each
  /// person, each group and each place is worth at these prices, where nobody is eligible at a positive reduced score.
  ///
  /// nil where a sum does not fit 64 bits. Complexity: O((people + attorneys + places with a worth) × levels).
  var bound: [Int64]? {
    var total = root
    for survivor in survivors.indices where network.takesPart[survivor] {
      let (price, idle) = (survivors[survivor], idleHead(of: survivor) ?? root)
      guard Self.add(price.lexicographicallyPrecedes(idle) ? idle : price, to: &total) else { return nil }
    }
    for (group, scores) in shares.unserved.enumerated() {
      for score in scores {
        let worth = levels.indices.map { (levels[$0] == .groupRates ? score : 0) - groups[group][$0] }
        guard root.lexicographicallyPrecedes(worth) else { break }
        guard Self.add(worth, to: &total) else { return nil }
      }
    }
    let arrivals = arrivals
    for (index, outlet) in network.outlets.enumerated() where outlet.exists {
      guard let price = outlets[index] else { continue }
      guard addOutlet(outlet, price, arrivals: arrivals[index], to: &total) else { return nil }
    }
    return total
  }

  /// Units of an outlet that are worth something, or that its floor forces.
  private func addOutlet(
    _ outlet: PersonNetwork.Outlet, _ price: [Int64], arrivals: Int64, to total: inout [Int64]
  ) -> Bool {
    let head = outlet.parent.flatMap { outlets[$0] } ?? root
    var unit: Int64 = 1
    while unit <= max(arrivals, outlet.floor) {
      let worth = levels.indices.map { head[$0] - price[$0] + score(ofUnit: unit, outlet, levels[$0]) }
      // Worths never rise: no later unit can be worth more.
      guard unit <= outlet.floor || root.lexicographicallyPrecedes(worth) else { break }
      guard Self.add(worth, to: &total) else { return false }
      unit += 1
    }
    return true
  }

  /// The most units that can leave each outlet, cut at the number of people.
  private var arrivals: [Int64] {
    let people = Int64(network.takesPart.count { $0 })
    var most = network.outlets.map { _ in Int64(0) }
    for attorney in 0..<network.attorneyCount { most[attorney] = people }
    // Every outlet before its parent.
    for (index, outlet) in network.outlets.enumerated() where outlet.exists {
      most[index] = min(most[index], people, max(0, outlet.capacity ?? people))
      if let parent = outlet.parent { most[parent] += most[index] }
    }
    return most
  }

  private static func add(_ vector: [Int64], to total: inout [Int64]) -> Bool {
    for level in vector.indices {
      let (sum, overflow) = total[level].addingReportingOverflow(vector[level])
      if overflow { return false }
      total[level] = sum
    }
    return true
  }

  /// The level values of the plan, pinned pairs left out, in the network's own units.
  func values(attorneyOf: [Int?], scoreOf: [Int]) -> [Int64] {
    let matched = attorneyOf.indices.filter { attorneyOf[$0] != nil && network.takesPart[$0] }
    return levels.map { level in
      switch level {
      case .served: matched.reduce(Int64(0)) { $0 + network.weights[$1] }
      case .quality: matched.reduce(Int64(0)) { $0 &+ Int64(scoreOf[$1]) }
      case .band(let from): -Int64(matched.count { band(of: scoreOf[$0]) == from })
      case .changes: Int64(matched.count { attorneyOf[$0] == network.previousOf[$0] })
      case .groupRates:
        network.unserved(attorneyOf: attorneyOf).enumerated().reduce(Int64(0)) { sum, group in
          shares.unserved[group.offset].prefix(group.element).reduce(sum) { $0 &+ $1 }
        }
      case .minimums, .load:
        network.outlets.reduce(Int64(0)) { sum, outlet in
          guard outlet.exists, outlet.flow > 0 else { return sum }
          return (1...outlet.flow).reduce(sum) { $0 &+ score(ofUnit: $1, outlet, level) }
        }
      }
    }
  }
}

internal import CounselMatch

extension PriceCheck {
  /// An upper bound for the vector of level values over all plans, pinned pairs left out, by weak duality: what each
  /// person and each place is worth at these prices, where nobody is eligible at a positive reduced score.
  ///
  /// nil where a sum does not fit 64 bits. Complexity: O((people + attorneys) × levels).
  var bound: [Int64]? {
    var total = levels.map { _ in Int64(0) }
    let zero = total
    for survivor in survivors.indices where network.takesPart[survivor] {
      let price = survivors[survivor]
      guard !zero.lexicographicallyPrecedes(price) || Self.add(price, times: 1, to: &total) else { return nil }
    }
    let people = Int64(network.takesPart.count)
    for (index, outlet) in network.outlets.enumerated() where outlet.exists {
      guard let price = outlets[index] else { continue }
      let head = outlet.parent.flatMap { outlets[$0] } ?? zero
      let capacity = min(outlet.capacity ?? people, people)
      for (units, isWanted) in [
        (0..<min(outlet.wanted, capacity), true), (min(outlet.wanted, capacity)..<capacity, false),
      ] {
        let worth = levels.indices.map { level in
          head[level] - price[level] + (isWanted && levels[level] == .minimums ? 1 : 0)
        }
        let forced = max(0, min(outlet.floor, units.upperBound) - units.lowerBound)
        let count = zero.lexicographicallyPrecedes(worth) ? units.upperBound - units.lowerBound : forced
        guard Self.add(worth, times: count, to: &total) else { return nil }
      }
    }
    return total
  }

  private static func add(_ vector: [Int64], times count: Int64, to total: inout [Int64]) -> Bool {
    for level in vector.indices {
      let (product, overflow) = vector[level].multipliedReportingOverflow(by: count)
      let (sum, carry) = total[level].addingReportingOverflow(product)
      if overflow || carry { return false }
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
      case .minimums: network.outlets.reduce(Int64(0)) { $0 + min($1.flow, $1.wanted) }
      }
    }
  }
}

import CounselMatch

/// Every order of every subset of the six levels that makes sense.
enum LevelOrders {
  static let names: [Policy.LevelName] = [.served, .quality, .worstQuality, .groupRates, .load, .changes]

  /// Shorter orders first; `worst-quality`, `load` and `changes` stand somewhere after `served`, the others anywhere.
  static let allowed: [[Policy.LevelName]] = {
    var orders: [[Policy.LevelName]] = []
    var growing: [[Policy.LevelName]] = [[]]
    for _ in names {
      growing = growing.flatMap { order in
        names.filter { name in
          guard !order.contains(name) else { return false }
          return [.served, .quality, .groupRates].contains(name) || order.contains(.served)
        }.map { order + [$0] }
      }
      orders += growing
    }
    return orders
  }()
}

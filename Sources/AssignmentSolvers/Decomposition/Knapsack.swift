/// The best choice of items for one column, with the choice itself.
///
/// Problem: maximise profit with at most, or exactly, so many units and at most so many hours, hours counted in grains.
/// Method: where neither binds all is taken; where all items have one unit and no hours, the best; else `CoreKnapsack`,
/// and where that gives up, or the number of units scores, a table over units and grains, one pass per item, with a mark
/// per entry to trace the choice.
/// Complexity: O(items × units × grains) at worst.
struct Knapsack {
  private var room = 0
  private var grains = 0
  private var grain: Int64 = 1
  private var labels: [Int] = []
  private var units: [Int] = []
  private var hours: [Int] = []
  private var profits: [Int64] = []
  private var best: [Int64] = []
  private var marks: [Bool] = []
  private var spent: Int64 = 0
  private var limit: Int64 = 0
  private static let none = Int64.min / 2
  private var core = CoreKnapsack()
  private var keys: [Double] = []
  private var order: [Int] = []
  /// Labels of the items taken.
  private(set) var taken: [Int] = []

  /// Where the search grows long, a bound will do for the best profit, and a good choice for the best.
  var mayOverrate = false {
    didSet { core.nodeLimit = mayOverrate ? 400 : 3_000 }
  }
  /// Whether ``solve(_:)`` has returned such a bound since this was last cleared.
  var hasOverrated = false

  mutating func begin(room: Int, limit: Int64, grain: Int64) {
    (self.room, self.limit, self.grain) = (room, limit, grain)
    grains = Int(limit / grain)
    spent = 0
    labels.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    hours.removeAll(keepingCapacity: true)
    profits.removeAll(keepingCapacity: true)
    taken.removeAll(keepingCapacity: true)
  }

  /// Offers an item; one that cannot fit is left out.
  mutating func add(_ label: Int, units: Int, hours: Int64, profit: Int64) {
    let weight = hours / grain
    guard units <= room, weight <= Int64(grains) else { return }
    labels.append(label)
    self.units.append(units)
    self.hours.append(Int(weight))
    profits.append(profit)
    spent += weight
  }

  /// The best profit with any number of units, and its items in ``taken``.
  ///
  /// `prices` are those of the last call for this column; any will do.
  mutating func solve(_ prices: inout CoreKnapsack.Prices) -> Int64 {
    let all = units.reduce(0, +)
    if all <= room, spent <= Int64(grains) {
      taken += labels
      return profits.reduce(0, +)
    }
    if spent <= Int64(grains) {
      for index in hours.indices { hours[index] = 0 }
      if all == units.count { return solveByCount() }
    }
    if let total = core.solve(
      units: units, hours: hours, profits: profits, room: room, grains: grains, prices: &prices)
    {
      for index in core.taken { taken.append(labels[index]) }
      return total
    }
    if mayOverrate {
      hasOverrated = true
      for index in core.taken { taken.append(labels[index]) }
      return core.bound
    }
    fill(exactUnits: false)
    let width = width
    var at = (room + 1) * width - 1
    let total = best[at]
    trace(from: &at)
    return total
  }

  /// The `room` best; of equal ones the first.
  private mutating func solveByCount() -> Int64 {
    keys.removeAll(keepingCapacity: true)
    for profit in profits { keys.append(Double(profit)) }
    let cut = BreakKey.find(&order, keys, units, room) ?? -.infinity
    var (left, total) = (room, Int64(0))
    for index in profits.indices where keys[index] > cut {
      taken.append(labels[index])
      total += profits[index]
      left -= 1
    }
    for index in profits.indices where keys[index] == cut && left > 0 {
      taken.append(labels[index])
      total += profits[index]
      left -= 1
    }
    return total
  }

  /// Fills the table for ``profit(units:)`` and ``trace(units:)``.
  mutating func solveByUnits() { fill(exactUnits: true) }

  /// The best profit with exactly so many units, nil where that is impossible.
  func profit(units: Int) -> Int64? {
    guard units <= room else { return nil }
    let value = best[(units + 1) * width - 1]
    return value <= Self.none / 2 ? nil : value
  }

  mutating func trace(units: Int) {
    guard units <= room else { return }
    var at = (units + 1) * width - 1
    if best[at] > Self.none / 2 { trace(from: &at) }
  }

  private var width: Int { (spent == 0 ? 0 : grains) + 1 }

  private mutating func fill(exactUnits: Bool) {
    if hours.allSatisfy({ $0 == 0 }) { spent = 0 }
    let width = width
    let states = (room + 1) * width
    if best.count < states { best = [Int64](repeating: 0, count: states) }
    if marks.count < states * labels.count { marks = [Bool](repeating: false, count: states * labels.count) }
    let (labelCount, room) = (labels.count, room)
    unsafe best.withUnsafeMutableBufferPointer { best in
      unsafe marks.withUnsafeMutableBufferPointer { marks in
        for state in 0..<states { unsafe best[state] = exactUnits && state >= width ? Self.none : 0 }
        for index in 0..<labelCount {
          let (size, weight, profit, base) = (units[index], hours[index], profits[index], index * states)
          for state in 0..<states { unsafe marks[base + state] = false }
          for count in stride(from: room, through: size, by: -1) {
            let (to, from) = (count * width, (count - size) * width - weight)
            for grain in stride(from: width - 1, through: weight, by: -1) {
              let offer = unsafe best[from + grain] + profit
              if unsafe offer > best[to + grain] {
                unsafe best[to + grain] = offer
                unsafe marks[base + to + grain] = true
              }
            }
          }
        }
      }
    }
  }

  private mutating func trace(from at: inout Int) {
    let (width, states) = (width, (room + 1) * width)
    for index in labels.indices.reversed() where marks[index * states + at] {
      taken.append(labels[index])
      at -= units[index] * width + hours[index]
    }
  }
}

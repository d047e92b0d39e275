/// The best choice of items for one column: most units, hours, and a profit for each number of units.
///
/// Problem: a knapsack with exactly c items' units and at most `limit` hours, for every c. Formulation: one table entry
/// for each number of units and of hours, items one after another. Hours are counted in grains: an item's are rounded
/// down and so is the limit, which only adds choices: the result stays an upper bound.
/// Complexity: O(items × units × grains).
struct ColumnTable {
  /// Most entries of a table; a longer budget is counted in coarser grains.
  static let entryLimit: Int64 = 1 << 15

  /// Units, hours and profit of what is taken together or not at all.
  struct Item {
    var units: Int
    var hours: Int64
    var profit: Int128
  }

  private let room: Int
  private let grains: Int
  private let grain: Int64
  private var best: [Int128?]

  /// How many hours are one grain, for a column with room for so many units.
  static func grain(limit: Int64, room: Int) -> Int64 {
    let allowed = max(1, entryLimit / Int64(room + 1))
    return limit < allowed ? 1 : limit / allowed + 1
  }

  init(room: Int, limit: Int64) {
    self.room = room
    grain = Self.grain(limit: limit, room: room)
    grains = Int(limit / grain)
    best = [Int128?](repeating: nil, count: (room + 1) * (grains + 1))
    best[0] = 0
  }

  mutating func offer(_ item: Item) {
    let weight = Int(min(Int64(grains) + 1, item.hours / grain))
    guard item.units <= room, weight <= grains else { return }
    for units in stride(from: room, through: item.units, by: -1) {
      for hours in stride(from: grains, through: weight, by: -1) {
        let from = (units - item.units) * (grains + 1) + hours - weight
        guard let before = best[from] else { continue }
        let at = units * (grains + 1) + hours
        if best[at].map({ $0 < before + item.profit }) ?? true { best[at] = before + item.profit }
      }
    }
  }

  /// Makes of the best profits with exactly so many units and hours those with at most as many.
  mutating func accumulate() {
    for units in 0...room {
      for hours in 0...grains {
        let at = units * (grains + 1) + hours
        if hours > 0 { best[at] = Self.larger(best[at], best[at - 1]) }
        if units > 0 { best[at] = Self.larger(best[at], best[at - grains - 1]) }
      }
    }
  }

  private static func larger(_ first: Int128?, _ second: Int128?) -> Int128? {
    guard let first, let second else { return first ?? second }
    return max(first, second)
  }

  /// After ``accumulate()``: the best profit in what an item leaves free; nil where the item does not fit.
  func rest(beside item: Item) -> Int128? {
    let weight = Int(min(Int64(grains) + 1, item.hours / grain))
    guard item.units <= room, weight <= grains else { return nil }
    return best[(room - item.units) * (grains + 1) + grains - weight]
  }

  /// The best profit with exactly so many units; nil where that is impossible.
  func profit(units: Int) -> Int128? {
    best[units * (grains + 1)..<(units + 1) * (grains + 1)].compactMap { $0 }.max()
  }
}

internal import AssignmentCore

// Problem: a statement about what one column can take that a solution in fractions breaks.
//
// Method: what the column takes wholly is kept and its room and hours with it; of the few items that it takes in part
// all choices that still fit are listed, and a small linear programme finds weights that tell the fractions from all of
// them (E. A. Boyd, Fenchel cutting planes for integer programs, Operations Research 42 (1994)). Weights of the other
// items follow one after another, as large as the table of the knapsack allows (lifting). A household that comes whole
// and has one way into its cell is one item.
// Invariant: every choice of the column meets the statement; the table is exact.
// Complexity: O(items × room × hours) per column, and the choices of at most 12 items.
struct ColumnCuts {
  private struct Item {
    var arc: Int32
    var units: Int
    var hours: Int
    /// How much of it the solution takes.
    var part: Double
  }

  private let network: LinkedNetwork
  private let model: NodeModel

  private static let listed = 12
  private static let tableLimit = 1 << 15

  init(_ network: LinkedNetwork, _ model: NodeModel) {
    (self.network, self.model) = (network, model)
  }

  func cuts(_ solution: [Double], isLate: () -> Bool) -> [FoundCut] {
    model.columns.indices.compactMap { isLate() ? nil : cut($0, solution) }
  }

  private func cut(_ column: Int, _ solution: [Double]) -> FoundCut? {
    let shape = model.columns[column]
    guard shape.grain == 1, shape.forced.isEmpty, shape.room > 0 else { return nil }
    let limit = Int(shape.limit ?? 0)
    guard (shape.room + 1) * (limit + 1) <= Self.tableLimit else { return nil }
    var items: [Item] = []
    var mixes = shape.limit != nil
    for index in shape.free {
      let item = model.items[index]
      let arc = model.partArcs[Int(item.first)]
      for part in Int(item.first)..<Int(item.end) where model.upper[Int(model.partArcs[part])] > 1 {
        return nil
      }
      mixes = mixes || item.units > 1
      items.append(
        Item(
          arc: arc, units: item.units, hours: shape.limit == nil ? 0 : Int(item.hours),
          part: solution[Int(arc)]))
    }
    guard mixes else { return nil }
    return cut(column, items, room: shape.room, hours: limit)
  }

  private func cut(_ column: Int, _ items: [Item], room: Int, hours: Int) -> FoundCut? {
    var open = items.indices.filter { items[$0].part > 1e-4 && items[$0].part < 1 - 1e-4 }
    guard !open.isEmpty else { return nil }
    if open.count > Self.listed {
      open.sort { (abs(items[$0].part - 0.5), $0) < (abs(items[$1].part - 0.5), $1) }
      open = open[..<Self.listed].sorted()
    }
    let kept = items.indices.filter { items[$0].part >= 1 - 1e-4 }
    let roomLeft = room - kept.reduce(0) { $0 + items[$1].units }
    let hoursLeft = hours - kept.reduce(0) { $0 + items[$1].hours }
    guard roomLeft >= 0, hoursLeft >= 0,
      let weights = separate(open.map { items[$0] }, room: roomLeft, hours: hoursLeft)
    else { return nil }
    var table = Table(room: room, hours: hours)
    var weightOf = [Int64](repeating: 0, count: items.count)
    for (index, weight) in zip(open, weights) {
      weightOf[index] = weight
      table.insert(items[index].units, items[index].hours, weight)
    }
    var (at, right) = ((roomLeft, hoursLeft), table.best(roomLeft, hoursLeft))
    for index in kept.sorted(by: { (items[$1].hours, $0) < (items[$0].hours, $1) }) {
      at = (at.0 + items[index].units, at.1 + items[index].hours)
      let best = table.best(at.0, at.1)
      weightOf[index] = best - right
      right = best
      table.insert(items[index].units, items[index].hours, weightOf[index])
    }
    let rest = items.indices.filter {
      items[$0].part <= 1e-4 || (weightOf[$0] == 0 && items[$0].part < 1 - 1e-4)
    }
    for index in rest.sorted(by: {
      (items[$1].part, items[$1].hours, $0) < (items[$0].part, items[$0].hours, $1)
    }) {
      guard items[index].units <= room, items[index].hours <= hours else { continue }
      let weight = right - table.best(room - items[index].units, hours - items[index].hours)
      guard weight > 0 else { continue }
      weightOf[index] = weight
      table.insert(items[index].units, items[index].hours, weight)
    }
    return found(column, items, weightOf, right)
  }

  private func found(_ column: Int, _ items: [Item], _ weights: [Int64], _ right: Int64)
    -> FoundCut?
  {
    var (excess, length) = (-Double(right), 0.0)
    var entries: [(arc: Int32, weight: Int64)] = []
    for index in items.indices where weights[index] > 0 {
      excess += Double(weights[index]) * items[index].part
      length += Double(weights[index]) * Double(weights[index])
      entries.append((items[index].arc, weights[index]))
    }
    guard excess > 1e-4, length > 0 else { return nil }
    entries.sort { $0.arc < $1.arc }
    let row = IntegerRow(
      arcs: entries.map(\.arc), weights: entries.map(\.weight), right: right, isEqual: false,
      origin: .cut(-1))
    return FoundCut(
      row: row,
      derivation: .column(
        Int32(column), weights: entries.map { .init(arc: $0.arc, weight: $0.weight) }),
      depth: excess / length.squareRoot())
  }

  /// Whole weights of the open items whose sum the fractions take too large for the room that is left.
  private func separate(_ items: [Item], room: Int, hours: Int) -> [Int64]? {
    let choices = choices(items, room: room, hours: hours)
    let count = items.count
    var simplex = DualSimplex(
      LinearProgram(
        costs: items.map { -$0.part } + [1],
        uppers: [Double](repeating: 1, count: count) + [Double(count)], rows: []))
    for _ in 0..<100 {
      guard simplex.run(most: 1_000, isLate: { false }) == .optimal else { return nil }
      let solution = simplex.solution
      var (worst, which) = (1e-7, -1)
      for (index, choice) in choices.enumerated() {
        var sum = -solution[count]
        for item in 0..<count where choice >> UInt32(item) & 1 == 1 { sum += solution[item] }
        if sum > worst { (worst, which) = (sum, index) }
      }
      if which < 0 { return whole(solution, choices, items) }
      var row = LinearProgram.Row(variables: [], values: [], right: 0, isEqual: false)
      for item in 0..<count where choices[which] >> UInt32(item) & 1 == 1 {
        row.variables.append(Int32(item))
        row.values.append(1)
      }
      row.variables.append(Int32(count))
      row.values.append(-1)
      simplex.append([row])
    }
    return nil
  }

  private func whole(_ solution: [Double], _ choices: [UInt32], _ items: [Item]) -> [Int64]? {
    let most = solution[..<items.count].max() ?? 0
    guard most > 1e-6 else { return nil }
    let weights = solution[..<items.count].map { $0 / most }
    var scale = 100.0
    for denominator in 1...30
    where weights.allSatisfy({
      abs($0 * Double(denominator) - ($0 * Double(denominator)).rounded()) < 1e-4
    }) {
      scale = Double(denominator)
      break
    }
    let result = weights.map { Int64(($0 * scale).rounded()) }
    var best: Int64 = 0
    for choice in choices {
      var sum: Int64 = 0
      for item in result.indices where choice >> UInt32(item) & 1 == 1 { sum += result[item] }
      best = max(best, sum)
    }
    let excess = zip(result, items).reduce(-Double(best)) { $0 + Double($1.0) * $1.1.part }
    return excess > 1e-3 ? result : nil
  }

  /// All sets of items that fit, as bits.
  private func choices(_ items: [Item], room: Int, hours: Int) -> [UInt32] {
    var list: [(bits: UInt32, units: Int, hours: Int)] = [(0, 0, 0)]
    for (index, item) in items.enumerated() {
      for choice in list
      where choice.units + item.units <= room && choice.hours + item.hours <= hours {
        list.append(
          (choice.bits | 1 << UInt32(index), choice.units + item.units, choice.hours + item.hours))
      }
    }
    return list.map(\.bits)
  }

  /// The largest sum of weights for every room and every number of hours.
  private struct Table {
    private let width: Int
    private let room: Int
    private var values: [Int64]

    init(room: Int, hours: Int) {
      (self.room, width) = (room, hours + 1)
      values = [Int64](repeating: 0, count: (room + 1) * (hours + 1))
    }

    func best(_ room: Int, _ hours: Int) -> Int64 { values[room * width + hours] }

    mutating func insert(_ units: Int, _ hours: Int, _ weight: Int64) {
      guard weight > 0, units <= room, hours < width else { return }
      for row in stride(from: room, through: units, by: -1) {
        let (to, from) = (row * width, (row - units) * width - hours)
        for column in stride(from: width - 1, through: hours, by: -1) {
          let other = values[from + column] + weight
          if other > values[to + column] { values[to + column] = other }
        }
      }
    }
  }
}

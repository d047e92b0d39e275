import AssignmentCore

/// A first core and a first assignment on it, found in rounds.
///
/// Rows are kinds here. In each round every row with units left asks for its best columns among those with places left;
/// then rows in turn, those that count most first, take what they asked for. What was taken is the core: few asked for at
/// first spread the rows over more columns, which leaves less to put right.
/// It is made so that a strongly feasible tree carries it: groups keep one place free; a row takes all of a column that it
/// does not take all its units to, so the columns that it fills hang from it, and it hangs from the last one where that has
/// room left.
/// Complexity: that of a few pricings.
struct CellStart {
  private static let (askingFirst, asking, rounds) = (2, 4, 40)

  /// Ascending by row, then column.
  private(set) var pairs: [CellPricer.Found] = []
  /// Units on each pair.
  private(set) var amounts: [Int64] = []
  /// The row that filled each column to its capacity, −1 where there is room.
  private(set) var fillers: [Int32]
  /// Units of each row that take no place.
  private(set) var left: [Int64]
  /// Units through each outlet.
  private(set) var arriving: [Int64]

  private let frame: AssignmentProblem
  private var room: [Int64]
  private var taken: [Int64: Int64] = [:]

  init(
    _ problem: CellProblem, _ kinds: CellKinds, isLive: [Bool],
    find: (_ keys: [Int64], _ bars: [Int64], _ limit: Int) -> [CellPricer.Found]
  ) {
    let frame = problem.frame
    self.frame = frame
    fillers = [Int32](repeating: -1, count: frame.columnCount)
    left = kinds.counts
    arriving = [Int64](repeating: 0, count: frame.outletCount)
    room = (0..<frame.outletCount).map { isLive[$0] ? frame.capacity(ofOutlet: $0) : 0 }
    for group in frame.columnCount..<frame.outletCount { room[group] -= 1 }
    let turns = Self.turns(problem, kinds)
    var seen: Set<Int64> = []
    for round in 0..<Self.rounds {
      let keys = (0..<frame.columnCount).map { mayTake(1, $0) ? Int64(0) : .min }
      let bars = left.map { $0 > 0 ? Int64.min : .max }
      let found = find(keys, bars, round == 0 ? Self.askingFirst : Self.asking)
      let before = taken.count
      take(found, turns)
      for pair in found where taken[Self.key(pair.row, pair.column)] != nil {
        if seen.insert(Self.key(pair.row, pair.column)).inserted { pairs.append(pair) }
      }
      if taken.count == before { break }
    }
    pairs.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    amounts = pairs.map { taken[Self.key($0.row, $0.column)] ?? 0 }
  }

  private static func key(_ row: Int32, _ column: Int32) -> Int64 { Int64(row) << 32 | Int64(column) }

  /// Kinds in the order of turns: those whose best row is worth most first.
  private static func turns(_ problem: CellProblem, _ kinds: CellKinds) -> [Int32] {
    let worths = RowWorths(problem)
    return (0..<kinds.count).sorted { one, other in
      let (first, second) = (kinds.rows[one].first ?? 0, kinds.rows[other].first ?? 0)
      return worths.isLess(second, first) || !worths.isLess(first, second) && one < other
    }.map { Int32($0) }
  }

  private func mayTake(_ amount: Int64, _ column: Int) -> Bool {
    var outlet: Int? = column
    while let at = outlet {
      if room[at] < amount { return false }
      outlet = frame.parent(ofOutlet: at)
    }
    return true
  }

  /// Rows in turn take of what was found for them, best first.
  private mutating func take(_ found: [CellPricer.Found], _ turns: [Int32]) {
    var starts = [Int32](repeating: -1, count: left.count)
    for (index, pair) in found.enumerated() where starts[Int(pair.row)] < 0 { starts[Int(pair.row)] = Int32(index) }
    for row in turns where starts[Int(row)] >= 0 {
      var at = Int(starts[Int(row)])
      while at < found.count, found[at].row == row, left[Int(row)] > 0 {
        let column = Int(found[at].column)
        at += 1
        let amount = min(left[Int(row)], room[column])
        guard amount > 0, mayTake(amount, column) else { continue }
        taken[Self.key(row, Int32(column)), default: 0] += amount
        left[Int(row)] -= amount
        var outlet: Int? = column
        while let here = outlet {
          room[here] -= amount
          arriving[here] += amount
          outlet = frame.parent(ofOutlet: here)
        }
        if room[column] == 0 { fillers[column] = row }
      }
    }
  }
}

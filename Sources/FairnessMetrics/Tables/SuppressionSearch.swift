// Problem: choose numbers of a table to withhold besides the small ones, so that each withheld number could be large.
// Formulation: the true numbers are a circulation (people → row → whole → part → column → total → people). A withheld
// number can be k where a cycle of changes through it raises it by what it lacks: every other number on the cycle must be
// withheld, and one that falls must not fall below what everybody knows of it. The cheapest such cycle is a shortest path
// from the head of the number's arc to its tail, withheld numbers costing nothing.
// Invariants: the flow of a search starts from the true numbers and fits what is published; nothing is ever shown again.
// Rows withheld as a whole are alike for an attacker, so in each column one of them is protected for all.
// Complexity: at most one shortest path (queue of labels) per number withheld and per unit that a path lacks room for.
// Reference: see TableSuppression.

/// The numbers of a table that are withheld so far, and the search for further ones.
struct SuppressionSearch {
  private struct Arc {
    var tail: Int
    var head: Int
  }

  private let table: CountTable
  private let threshold: Int
  private let keepsTotals: Bool
  /// For each row how many people it has for sure where their number is withheld.
  private let named: [Int]
  private let hasParts: Bool
  private let arcs: [Arc]
  private let leaving: [[Int]]
  private let entering: [[Int]]
  private var hidden: [Bool]
  private var isRowWithheld: [Bool]
  private var isColumnWithheld: [Bool]
  /// By place of a whole: whether its parts are withheld, zeros too.
  private var arePartsWithheld: [Bool]
  private var isEverythingWithheld = false

  private var width: Int { table.columnCount + 1 }
  private var peopleColumn: Int { table.columnCount }
  private var totalRow: Int { table.rowCount }

  init(_ table: CountTable, threshold: Int, keepsTotals: Bool, named: [Int]? = nil) {
    self.named = named ?? [Int](repeating: 1, count: table.rowCount)
    self.table = table
    self.threshold = threshold
    self.keepsTotals = keepsTotals
    hasParts = table.parents.contains { $0 != nil }
    let columns = table.columnCount
    let width = columns + 1
    let isWhole = CountTable.isWhole(table.parents)
    let source = (table.rowCount + 2) * width
    // A row's own node for each whole (its people: the last), then one node per column, then the source.
    arcs = table.values.indices.map { place in
      let (row, column) = (place / width, place % width)
      let bottom = (table.rowCount + 1) * width + column
      let upper = column == columns ? source : row * width + (table.parents[column] ?? columns)
      let lower = column == columns || isWhole[column] ? row * width + column : bottom
      return row == table.rowCount ? Arc(tail: lower, head: upper) : Arc(tail: upper, head: lower)
    }
    var leaving = [[Int]](repeating: [], count: source + 1)
    var entering = leaving
    for (index, arc) in arcs.enumerated() {
      leaving[arc.tail].append(index)
      entering[arc.head].append(index)
    }
    (self.leaving, self.entering) = (leaving, entering)
    hidden = [Bool](repeating: false, count: table.values.count)
    isRowWithheld = [Bool](repeating: false, count: table.rowCount + 1)
    isColumnWithheld = [Bool](repeating: false, count: width)
    arePartsWithheld = hidden
  }

  var hiddenCount: Int { hidden.count { $0 } }

  /// What is published now, with what everybody knows of the rest.
  var published: PublishedTable {
    let figures = hidden.indices.map { place -> PublishedTable.Figure in
      hidden[place] ? .hidden(least: least(place)) : .shown(table.values[place])
    }
    return PublishedTable(of: table, figures)
  }

  /// Zeros are shown, except among parts and in a row or a column that are withheld as a whole.
  private func least(_ place: Int) -> Int {
    let (row, column) = (place / width, place % width)
    if isEverythingWithheld { return 0 }
    guard column < peopleColumn else { return row < totalRow ? named[row] : 1 }
    guard row < totalRow else { return table.parents[column] != nil ? 0 : 1 }
    if table.parents[column].map({ arePartsWithheld[row * width + $0] }) ?? false { return 0 }
    return isRowWithheld[row] || isColumnWithheld[column] ? 0 : 1
  }

  /// Withholds the small numbers, and what each of them needs; false where that cannot be.
  mutating func withholdSmall() -> Bool {
    for place in hidden.indices where table.values[place] >= 1 && table.values[place] < threshold { hide(place) }
    // Protecting one may withhold a line, and with it numbers that come before.
    var before = -1
    while before < hiddenCount {
      before = hiddenCount
      var isLineProtected = [Bool](repeating: false, count: width)
      for place in hidden.indices where hidden[place] && table.values[place] > 0 && !isEverythingWithheld {
        if isRowWithheld[place / width] {
          guard !isLineProtected[place % width] else { continue }
          isLineProtected[place % width] = true
        }
        guard protect(place) else { return false }
      }
    }
    return true
  }

  /// Rows and columns as a whole; of `totals` the totals too.
  mutating func withhold(rows: [Int], columns: [Int], totals: [Int]) {
    for row in rows { hideRow(row) }
    for column in columns { hideColumn(column, total: false) }
    for column in totals { hideColumn(column, total: true) }
  }

  /// What a number must be able to be: k, and for the people of a row as many more as it names groups besides.
  func target(_ place: Int) -> Int {
    let (row, column) = (place / width, place % width)
    return column == peopleColumn && row < totalRow ? threshold + named[row] - 1 : threshold
  }

  /// Whether every number that is withheld and can be more than 0 can be as much as it must be able to be.
  func isSafe(_ attack: IntervalAttack) -> Bool {
    threshold <= 1
      || attack.intervals.indices.allSatisfy { place in
        attack.intervals[place].map { !$0.excludesLarge(from: target(place)) } ?? true
      }
  }

  mutating func withholdEverything() {
    isEverythingWithheld = true
    hidden = hidden.map { _ in true }
  }

  /// Withholds a number, and the line whose sum it is; what must stay stays.
  private mutating func hide(_ place: Int) {
    let (row, column) = (place / width, place % width)
    if row == totalRow {
      guard !keepsTotals else { return }
      if column == peopleColumn { withholdEverything() } else { hideColumn(column, total: true) }
    } else if column == peopleColumn {
      hideRow(row)
    } else if let whole = table.parents[column] {
      arePartsWithheld[row * width + whole] = true
      // Where the total says that there is nobody, nothing is gained.
      for part in 0..<peopleColumn where table.parents[part] == whole && table[totalRow, part] > 0 {
        hidden[row * width + part] = true
      }
    } else {
      hidden[place] = true
    }
  }

  private mutating func hideRow(_ row: Int) {
    isRowWithheld[row] = true
    for column in 0..<width { hidden[row * width + column] = true }
  }

  private mutating func hideColumn(_ column: Int, total: Bool) {
    var isPart = [Bool](repeating: false, count: peopleColumn)
    for part in column..<peopleColumn {
      isPart[part] = part == column || (table.parents[part].map { isPart[$0] } ?? false)
      guard isPart[part] else { continue }
      isColumnWithheld[part] = true
      for row in 0..<totalRow { hidden[row * width + part] = true }
      if total { hidden[totalRow * width + part] = true }
    }
  }

  /// Withholds further numbers until this one could be large; false where that cannot be.
  mutating func protect(_ place: Int) -> Bool {
    var flow = table.values
    while flow[place] < target(place) {
      let need = target(place) - flow[place]
      if let path = path(around: place, flow, room: 1, opens: false) {
        push(path, around: place, &flow, atMost: need)
        continue
      }
      guard
        let path = path(around: place, flow, room: need, opens: true)
          ?? path(around: place, flow, room: 1, opens: true)
      else { return false }
      for step in path where !hidden[step.arc] { hide(step.arc) }
      push(path, around: place, &flow, atMost: need)
    }
    return true
  }

  private struct Step {
    var arc: Int
    var isRaised: Bool
  }

  private func push(_ path: [Step], around place: Int, _ flow: inout [Int], atMost need: Int) {
    var amount = need
    for step in path where !step.isRaised { amount = min(amount, flow[step.arc] - least(step.arc)) }
    for step in path { flow[step.arc] += step.isRaised ? amount : -amount }
    flow[place] += amount
  }

  /// What a number costs that is still shown; nil where it must not be withheld: zeros, and totals that others share.
  ///
  /// Parts go before wholes, and numbers of rows before sums.
  private func cost(_ place: Int) -> Int? {
    if hidden[place] { return 0 }
    let (row, column) = (place / width, place % width)
    let count = table.values[place]
    guard count > 0, !(keepsTotals && row == totalRow) else { return nil }
    let all = table.values[totalRow * width + peopleColumn]
    if row == totalRow && column == peopleColumn { return 8 * all }
    if row == totalRow || column == peopleColumn { return 2 * all + count }
    if let whole = table.parents[column] { return table.values[row * width + whole] }
    return hasParts ? all + count : count
  }

  /// The cheapest way around: from the head of a number's arc to its tail; every step can change by `room`.
  private func path(around place: Int, _ flow: [Int], room: Int, opens: Bool) -> [Step]? {
    let (start, end) = (arcs[place].head, arcs[place].tail)
    var costs = [Int](repeating: .max, count: leaving.count)
    var reachedBy = [Step?](repeating: nil, count: leaving.count)
    var isQueued = [Bool](repeating: false, count: leaving.count)
    var queue = [start]
    var next = 0
    costs[start] = 0
    func relax(_ step: Step, from node: Int, to other: Int) {
      guard step.arc != place, let price = cost(step.arc), opens || price == 0 else { return }
      guard step.isRaised || flow[step.arc] - least(step.arc) >= room else { return }
      let total = costs[node] + price
      guard total < costs[other], total < costs[end] else { return }
      costs[other] = total
      reachedBy[other] = step
      if !isQueued[other], other != end {
        isQueued[other] = true
        queue.append(other)
      }
    }
    while next < queue.count {
      let node = queue[next]
      next += 1
      isQueued[node] = false
      for arc in leaving[node] { relax(Step(arc: arc, isRaised: true), from: node, to: arcs[arc].head) }
      for arc in entering[node] { relax(Step(arc: arc, isRaised: false), from: node, to: arcs[arc].tail) }
    }
    return costs[end] == .max ? nil : steps(from: start, to: end, reachedBy)
  }

  private func steps(from start: Int, to end: Int, _ reachedBy: [Step?]) -> [Step] {
    var steps: [Step] = []
    var node = end
    while node != start, let step = reachedBy[node] {
      steps.append(step)
      node = step.isRaised ? arcs[step.arc].tail : arcs[step.arc].head
    }
    return steps.reversed()
  }
}

import AssignmentCore

// Cost scaling for sparse one-to-one assignment (Goldberg and Kennedy): as many rows as columns, every row gets one of its
// own.
//
// Problem: n rows, n columns, arcs with integer costs; a perfect matching of least cost, or that there is none.
// Formulation: prices v of columns; the reduced cost of an arc is c − v, and a pair is ε-tight where it is at most ε above
// the least of its row. ε falls by a factor in each phase.
// Double push: a row without a column takes the one with the least c − v, whose price falls so far that it is ε worse for
// the row than the second; whoever had it has none then. Rows wait in a stack. Pairs that are still ε-tight at the
// begin of a phase stay.
// Invariants: in a phase all pairs are ε-tight; prices only fall; a column that once had a row keeps having one until the
// end of the phase. So any prices are a valid beginning for the next phase, whether the last one was finished or not.
// Deviations from Goldberg and Kennedy (1995): phases stop at an ε that leaves few pairs inexact, not at ε < 1 ÷ n with
// costs multiplied by n: pairs that are not exactly tight are given up, and each of their rows takes a shortest path over
// exact integers. That also tells where there is no perfect matching: a phase is left after so many pushes that only a
// missing matching explains them, and the path search then finds no end.
// Overflow: with C the largest cost a phase is left before a price is below −2⁵⁸; the paths after it lower none below
// −2⁵⁸ − (n + 1) × 2C, and callers keep n × C under 2⁵⁸.
// Complexity: O(√n × arcs × log(n C)) for the method of the paper with its price updates; here O(n × arcs × log n) at worst, for paths.
// Memory: 8 or 16 bytes an arc, 70 a row. Cannot: counts, capacities, rows that stay unserved: `FlowScaling` can.
// Reference: Papers/cost-scaling.md.

/// An arc of the kernel: where it ends, and what it costs.
struct UnitArc<Cost: FixedWidthInteger & BitwiseCopyable>: BitwiseCopyable {
  var column: Int32
  var cost: Cost
}

/// The kernel: one per solve, sized once.
struct UnitMatching<Cost: FixedWidthInteger & BitwiseCopyable>: ~Copyable {
  let count: Int
  /// Arcs of row i are at `starts[i] ..< starts[i + 1]`.
  let starts: Lane<Int32>
  let arcs: Lane<UnitArc<Cost>>
  let prices: Lane<Int64>
  /// The row that has a column, −1 for none.
  let owners: Lane<Int32>
  /// The arc that a row has, −1 for none.
  let partners: Lane<Int32>
  /// Rows that wait for a column.
  let stack: Lane<Int32>
  /// The arc by which a search reaches a column, and its row.
  let origins: Lane<Int32>
  let originRows: Lane<Int32>
  /// Columns settled by a search, in order.
  let settled: Lane<Int32>
  var heap: NodeHeap
  let largest: Int64

  var pushes = 0
  var phases = 0
  var augmentations = 0
  var scannedArcs = 0
  private var lookedAt = 0

  /// An empty matching; `fill` is called once to write all arcs, row by row.
  init(
    count: Int, arcs arcCount: Int, largest: Int64,
    _ fill: (borrowing Lane<Int32>, borrowing Lane<UnitArc<Cost>>) -> Void
  ) {
    self.count = count
    self.largest = largest
    starts = Lane(repeating: 0, count: count + 1)
    arcs = Lane(repeating: UnitArc(column: 0, cost: 0), count: arcCount)
    prices = Lane(repeating: 0, count: count)
    owners = Lane(repeating: -1, count: count)
    partners = Lane(repeating: -1, count: count)
    stack = Lane(repeating: 0, count: count)
    origins = Lane(repeating: -1, count: count)
    originRows = Lane(repeating: -1, count: count)
    settled = Lane(repeating: 0, count: count)
    heap = NodeHeap(nodes: count)
    fill(starts, arcs)
  }

  /// What a run ends with.
  enum End {
    case perfect
    case noPerfectMatching
    case stopped(Termination)
  }

  /// Matches all rows, if they can be matched.
  mutating func run(_ limits: SolveLimits) -> End {
    for row in 0..<count where starts[row] == starts[row + 1] { return .noPerfectMatching }
    var epsilon = max(1, largest / 20)
    let last = max(1, largest / 10_000)
    while epsilon >= last {
      if let reason = refine(epsilon, limits) { return .stopped(reason) }
      if epsilon == 1 { break }
      epsilon = max(1, epsilon / 5)
    }
    freeLoose(by: 0)
    if let reason = reduce(limits) { return .stopped(reason) }
    for row in 0..<count where partners[row] < 0 {
      guard augment(row) else { return .noPerfectMatching }
      if let reason = look(limits) { return .stopped(reason) }
    }
    return .perfect
  }

  /// One phase: every row gets a column that is ε-tight, unless that takes too many pushes.
  private mutating func refine(_ epsilon: Int64, _ limits: SolveLimits) -> Termination? {
    phases += 1
    var waiting = freeLoose(by: epsilon)
    var patience = 100 * count
    while waiting > 0, patience > 0 {
      waiting -= 1
      patience -= 1
      let row = Int(stack[waiting])
      let (arc, least, next) = twoNearest(row)
      let column = Int(arcs[arc].column)
      pushes += 1
      let gap = next == .max ? largest : next - least
      let price = prices[column] - gap - epsilon
      if price < -1 << 58 { return nil }
      prices[column] = price
      let displaced = owners[column]
      owners[column] = Int32(truncatingIfNeeded: row)
      partners[row] = Int32(truncatingIfNeeded: arc)
      if displaced >= 0 {
        partners[displaced] = -1
        stack[waiting] = displaced
        waiting += 1
      }
      if let reason = look(limits) { return reason }
    }
    return nil
  }

  /// Takes the columns of rows for which they are more than ε above the least; returns how many rows are on the stack.
  @discardableResult
  private mutating func freeLoose(by epsilon: Int64) -> Int {
    var waiting = 0
    for row in 0..<count {
      if partners[row] >= 0 {
        let own = arcs[partners[row]]
        let (_, least, _) = twoNearest(row)
        if Int64(own.cost) - prices[own.column] - least <= epsilon { continue }
        owners[own.column] = -1
        partners[row] = -1
      }
      stack[waiting] = Int32(truncatingIfNeeded: row)
      waiting += 1
    }
    return waiting
  }

  /// Double pushes with ε = 0 that displace only where the price falls, as many as there are rows.
  private mutating func reduce(_ limits: SolveLimits) -> Termination? {
    var patience = count
    for start in 0..<count where partners[start] < 0 {
      var row = start
      while true {
        let (arc, least, next) = twoNearest(row)
        let column = Int(arcs[arc].column)
        let displaced = owners[column]
        pushes += 1
        if displaced >= 0, next == least || next == .max { break }
        if next < .max { prices[column] -= next - least }
        owners[column] = Int32(truncatingIfNeeded: row)
        partners[row] = Int32(truncatingIfNeeded: arc)
        guard displaced >= 0 else { break }
        partners[displaced] = -1
        patience -= 1
        if patience < 0 { break }
        row = Int(displaced)
        if let reason = look(limits) { return reason }
      }
    }
    return nil
  }

  /// The arc with the least c − v, and the two least values; the second is `.max` where the row has one arc.
  @inline(__always)
  private mutating func twoNearest(_ row: Int) -> (arc: Int, least: Int64, next: Int64) {
    var (first, least, next) = (-1, Int64.max, Int64.max)
    let (start, end) = (Int(starts[row]), Int(starts[row + 1]))
    var at = start
    while at < end {
      let arc = arcs[at]
      let value = Int64(arc.cost) - prices[arc.column]
      if value < next {
        if value < least {
          next = least
          least = value
          first = at
        } else {
          next = value
        }
      }
      at &+= 1
    }
    scannedArcs &+= end - start
    return (first, least, next)
  }

  /// Looks at the clock now and then.
  private mutating func look(_ limits: SolveLimits) -> Termination? {
    guard scannedArcs - lookedAt > 4_000 else { return nil }
    lookedAt = scannedArcs
    limits.progress?(SolveProgress(phase: "scaling", level: 0, steps: pushes))
    return limits.reasonToStop()
  }
}

extension UnitMatching {
  /// Gives a row a column along a shortest path; false where no free column can be reached.
  private mutating func augment(_ source: Int) -> Bool {
    augmentations += 1
    heap.clear()
    var (settledCount, length, sink) = (0, Int64.max, -1)
    var (row, base) = (source, Int64(0))
    while true {
      let (start, end) = (Int(starts[row]), Int(starts[row + 1]))
      for at in start..<end {
        let arc = arcs[at]
        let column = Int(arc.column)
        let distance = base + Int64(arc.cost) - prices[column]
        if distance >= length { continue }
        if owners[column] < 0 {
          length = distance
          sink = column
        } else if distance < heap.keys[column] {
          heap.push(column, distance)
        } else {
          continue
        }
        origins[column] = Int32(truncatingIfNeeded: at)
        originRows[column] = Int32(truncatingIfNeeded: row)
      }
      scannedArcs &+= end - start
      guard heap.count > 0, heap.topKey < length else { break }
      let (column, distance) = (heap.top, heap.topKey)
      heap.pop()
      settled[settledCount] = Int32(truncatingIfNeeded: column)
      settledCount += 1
      row = Int(owners[column])
      base = distance - (Int64(arcs[partners[row]].cost) - prices[column])
    }
    guard sink >= 0 else { return false }
    for at in 0..<settledCount {
      let column = settled[at]
      prices[column] += heap.keys[Int(column)] - length
    }
    flip(source, sink)
    return true
  }

  /// Moves every row of the path to its next column.
  private func flip(_ source: Int, _ sink: Int) {
    var column = sink
    while true {
      let row = Int(originRows[column])
      let left = partners[row]
      partners[row] = origins[column]
      owners[column] = Int32(truncatingIfNeeded: row)
      if row == source { return }
      column = Int(arcs[left].column)
    }
  }
}

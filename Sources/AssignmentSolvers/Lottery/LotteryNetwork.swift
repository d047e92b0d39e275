import AssignmentCore

/// Rows, columns and groups as the nodes of a flow; it never changes.
///
/// Nodes: columns, then groups (together the outlets), then rows. The root has no number.
struct LotteryNetwork: Sendable {
  let counts: [Int32]
  let eligible: EligibleColumns
  let columnCount: Int
  let outletCount: Int
  /// The outlet into which each outlet leads, −1 for the root.
  let parents: [Int32]
  /// Outlets directly under group g: `children[childStarts[g] ..< childStarts[g + 1]]`.
  let childStarts: [Int32]
  let children: [Int32]

  init(_ problem: AssignmentProblem, _ sets: PairSets? = nil) {
    counts = problem.rowCounts
    eligible = EligibleColumns(problem, sets)
    (columnCount, outletCount) = (problem.columnCount, problem.outletCount)
    parents = (0..<problem.outletCount).map { Int32(problem.parent(ofOutlet: $0) ?? -1) }
    var starts = [Int32](repeating: 0, count: problem.groups.count + 1)
    for parent in parents where parent >= 0 { starts[Int(parent) - columnCount + 1] += 1 }
    for group in problem.groups.indices { starts[group + 1] += starts[group] }
    childStarts = starts
    var children = [Int32](repeating: 0, count: Int(starts[problem.groups.count]))
    for (outlet, parent) in parents.enumerated() where parent >= 0 {
      children[Int(starts[Int(parent) - columnCount])] = Int32(outlet)
      starts[Int(parent) - columnCount] += 1
    }
    self.children = children
  }

  var rowCount: Int { counts.count }
  var nodeCount: Int { outletCount + rowCount }

  /// Units of some rows.
  func people(_ rows: [Int32]) -> Int64 { rows.reduce(0) { $0 + Int64(counts[Int($1)]) } }
}

/// What no bottleneck has closed yet: open columns, and what is left of each capacity and cap.
///
/// A bottleneck fills its columns in every draw, so they can be taken out once and for all. Which of them it loads
/// with how much does not matter to the rest: the outlets at which they are full are full in every draw, and nothing
/// under a full outlet can be used.
struct OpenPlaces {
  /// Open columns, as bits.
  private(set) var open: [UInt64]
  /// What is left of each outlet's capacity.
  private(set) var left: [Int64]

  init(_ problem: AssignmentProblem) {
    open = [UInt64](repeating: 0, count: (problem.columnCount + 63) / 64)
    for column in 0..<problem.columnCount { open[column >> 6] |= 1 << UInt64(column & 63) }
    left = (0..<problem.outletCount).map { problem.capacity(ofOutlet: $0) }
  }

  /// Fills columns as far as the caps allow and takes them out; answers how many places they had.
  ///
  /// Caps are laminar, so filling one column after the other fills the most.
  mutating func close(_ columns: [Int32], _ network: LotteryNetwork) -> Int64 {
    var total: Int64 = 0
    for column in columns {
      var most = Int64.max
      var outlet = column
      while outlet >= 0 {
        most = min(most, left[Int(outlet)])
        outlet = network.parents[Int(outlet)]
      }
      outlet = column
      while outlet >= 0 {
        left[Int(outlet)] -= most
        outlet = network.parents[Int(outlet)]
      }
      open[Int(column) >> 6] &= ~(1 << UInt64(column & 63))
      total += most
    }
    return total
  }
}

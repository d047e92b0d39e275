/// Whether an assignment meets side constraints, each from its definition.
///
/// Pairs are ascending by row, then column, and of the problem. Each constraint looks only at the pairs of the rows or of
/// the column that it names.
/// Complexity: O(pairs + rows) to begin with; then O(pairs of the rows named) for a household, O(weights + pairs of the
/// column) for a budget, and O(pairs of the rows named × log columns named) for a linear constraint.
struct SideCheck {
  private let problem: AssignmentProblem
  private let flows: [Assignment.Flow]
  /// Pairs of row i are `flows[rowStarts[i] ..< rowStarts[i + 1]]`.
  private let rowStarts: [Int]
  /// Pairs of column j are those at `byColumn[columnStarts[j] ..< columnStarts[j + 1]]`.
  private let columnStarts: [Int]
  private let byColumn: [Int32]
  /// Units of each row in the column that is being looked at; 0 between two budgets.
  private var unitsOfRow: [Int32]

  init(_ problem: AssignmentProblem, _ assignment: Assignment) {
    self.problem = problem
    flows = assignment.flows
    var rowStarts = [Int](repeating: 0, count: problem.rowCount + 1)
    var columnStarts = [Int](repeating: 0, count: problem.columnCount + 1)
    for flow in flows {
      rowStarts[Int(flow.row) + 1] += 1
      columnStarts[Int(flow.column) + 1] += 1
    }
    for row in 0..<problem.rowCount { rowStarts[row + 1] += rowStarts[row] }
    for column in 0..<problem.columnCount { columnStarts[column + 1] += columnStarts[column] }
    var next = columnStarts
    var byColumn = [Int32](repeating: 0, count: flows.count)
    for (index, flow) in flows.enumerated() {
      byColumn[next[Int(flow.column)]] = Int32(truncatingIfNeeded: index)
      next[Int(flow.column)] += 1
    }
    (self.rowStarts, self.columnStarts, self.byColumn) = (rowStarts, columnStarts, byColumn)
    unitsOfRow = [Int32](repeating: 0, count: problem.rowCount)
  }

  /// Whether the constraint holds; false where a sum leaves 64 bits.
  mutating func holds(_ side: SideConstraint) -> Bool {
    switch side {
    case .budget(let column, let weights, let limit): return spent(Int(column), weights).map { $0 <= limit } ?? false
    case .together(let rows, let cells, let allOrNone): return areTogether(Set(rows), cells, allOrNone)
    case .linear(let linear):
      guard let sum = sum(linear.terms) else { return false }
      return sum >= linear.lower ?? .min && sum <= linear.upper ?? .max
    }
  }

  /// Σ weight × units of a column; nil where it leaves 64 bits.
  private mutating func spent(_ column: Int, _ weights: [SideConstraint.RowWeight]) -> Int64? {
    let places = columnStarts[column]..<columnStarts[column + 1]
    guard !places.isEmpty else { return 0 }
    for place in places {
      let flow = flows[Int(byColumn[place])]
      unitsOfRow[Int(flow.row)] = flow.units
    }
    defer { for place in places { unitsOfRow[Int(flows[Int(byColumn[place])].row)] = 0 } }
    var spent: Int64 = 0
    for weight in weights where unitsOfRow[Int(weight.row)] != 0 {
      guard Self.add(weight.weight, unitsOfRow[Int(weight.row)], to: &spent) else { return nil }
    }
    return spent
  }

  /// Whether members are in one cell, and all of them or none where they must be.
  private func areTogether(_ members: Set<Int32>, _ cells: ColumnPartition, _ allOrNone: Bool) -> Bool {
    var (served, wanted) = (Int64(0), Int64(0))
    var used: Set<Int32> = []
    for row in members {
      wanted += Int64(problem.rowCounts[Int(row)])
      for flow in flows[rowStarts[Int(row)]..<rowStarts[Int(row) + 1]] {
        served += Int64(flow.units)
        used.insert(cells.cells[Int(flow.column)])
      }
    }
    return used.count <= 1 && (!allOrNone || served == 0 || served == wanted)
  }

  /// Σ over the terms of weight × units; nil where it leaves 64 bits.
  private func sum(_ terms: [LinearConstraint.Term]) -> Int64? {
    var sum: Int64 = 0
    for term in terms {
      for row in term.rows {
        for flow in flows[rowStarts[Int(row)]..<rowStarts[Int(row) + 1]]
        where term.columns.map({ Self.contains($0, flow.column) }) ?? true {
          guard Self.add(term.weight, flow.units, to: &sum) else { return nil }
        }
      }
    }
    return sum
  }

  /// Whether an ascending list contains a number.
  private static func contains(_ list: [Int32], _ wanted: Int32) -> Bool {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low] == wanted
  }

  private static func add(_ weight: Int64, _ units: Int32, to sum: inout Int64) -> Bool {
    let (product, overflow) = weight.multipliedReportingOverflow(by: Int64(units))
    let (total, carry) = sum.addingReportingOverflow(product)
    sum = total
    return !overflow && !carry
  }
}

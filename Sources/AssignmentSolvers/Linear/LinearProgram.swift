/// Least cost over rows ≤ or = a right side, with variables from 0 to a bound; rows can be added and taken away.
struct LinearProgram {
  /// A row with its entries by ascending variable.
  struct Row {
    var variables: [Int32]
    var values: [Double]
    var right: Double
    /// Whether the left side must equal the right side.
    var isEqual: Bool

    /// Whether it has no variable.
    var isIdle: Bool { variables.isEmpty }
  }

  private(set) var rows: [Row]
  private(set) var costs: [Double]
  /// Largest value of each variable.
  private(set) var uppers: [Double]
  /// Entries by variable.
  private(set) var starts: [Int] = []
  private(set) var rowOf: [Int32] = []
  private(set) var values: [Double] = []
  /// Entries by row.
  private(set) var rowStarts: [Int] = []
  private(set) var variableOf: [Int32] = []
  private(set) var rowValues: [Double] = []

  var variableCount: Int { costs.count }

  init(costs: [Double], uppers: [Double], rows: [Row]) {
    (self.costs, self.uppers, self.rows) = (costs, uppers, rows)
    index()
  }

  mutating func append(_ more: [Row]) {
    rows += more
    index()
  }

  /// Keeps the rows that are marked.
  mutating func keep(_ isKept: [Bool]) {
    rows = zip(rows, isKept).filter(\.1).map(\.0)
    index()
  }

  /// Keeps the variables that are marked; those that go are 0.
  mutating func keepVariables(_ isKept: [Bool]) {
    var number = [Int32](repeating: -1, count: variableCount)
    var next: Int32 = 0
    for variable in isKept.indices where isKept[variable] {
      number[variable] = next
      next += 1
    }
    costs = zip(costs, isKept).filter(\.1).map(\.0)
    uppers = zip(uppers, isKept).filter(\.1).map(\.0)
    for row in rows.indices {
      let entries = zip(rows[row].variables, rows[row].values).filter { isKept[Int($0.0)] }
      rows[row].variables = entries.map { number[Int($0.0)] }
      rows[row].values = entries.map(\.1)
    }
    index()
  }

  private mutating func index() {
    (rowStarts, variableOf, rowValues) = ([0], [], [])
    for row in rows {
      variableOf += row.variables
      rowValues += row.values
      rowStarts.append(variableOf.count)
    }
    starts = [Int](repeating: 0, count: variableCount + 1)
    for row in rows {
      for variable in row.variables { starts[Int(variable) + 1] += 1 }
    }
    for variable in 0..<variableCount { starts[variable + 1] += starts[variable] }
    rowOf = [Int32](repeating: 0, count: starts[variableCount])
    values = [Double](repeating: 0, count: starts[variableCount])
    var next = starts
    for (index, row) in rows.enumerated() {
      for (variable, value) in zip(row.variables, row.values) {
        rowOf[next[Int(variable)]] = Int32(index)
        values[next[Int(variable)]] = value
        next[Int(variable)] += 1
      }
    }
  }
}

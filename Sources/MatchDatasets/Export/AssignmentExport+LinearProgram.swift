import AssignmentCore

/// Variables: `xI_J` units of row I that go to column J, `yK` units that leave outlet K (columns, then groups).
///
/// Constraints: `rI` at most the row's count; `cK` what enters outlet K leaves it; bounds of `yK` are floor and
/// capacity.
extension AssignmentExport {
  /// CPLEX LP format.
  func linearProgram() -> [UInt8] {
    var text = ByteText()
    text.add("\\ one cost a pair: -score - M * (K - class), M = ")
    text.add(serviceWeight)
    text.add("\nMinimize\n obj:")
    var terms = 0
    for (row, arc, column) in pairs {
      term(&text, cost(row: row, arc: arc), &terms)
      variable(&text, row, column)
    }
    // Somebody's objective must have a term.
    if terms == 0 { text.add(problem.outletCount == 0 ? " 0 none" : " 0 y0") }
    text.add("\nSubject To\n")
    for row in 0..<problem.rowCount where !problem.arcs.arcs(ofRow: row).isEmpty { rowConstraint(&text, row) }
    let entering = columnRows()
    let children = groupChildren()
    for outlet in 0..<problem.outletCount {
      outletConstraint(&text, outlet, rows: outlet < entering.count ? entering[outlet] : [], children: children)
    }
    text.add("Bounds\n")
    for outlet in 0..<problem.outletCount {
      text.add(" ")
      text.add(problem.floor(ofOutlet: outlet))
      text.add(" <= y")
      text.add(outlet)
      text.add(" <= ")
      text.add(problem.capacity(ofOutlet: outlet))
      text.add("\n")
    }
    if problem.arcs.count > 0 { text.add("General\n") }
    for (row, _, column) in pairs {
      text.add(" ")
      variable(&text, row, column)
      text.add("\n")
    }
    text.add("End\n")
    return text.bytes
  }

  /// All arcs in order.
  var pairs: some Sequence<(row: Int, arc: Int, column: Int)> {
    (0..<problem.rowCount).lazy.flatMap { row in
      problem.arcs.arcs(ofRow: row).lazy.map { (row, $0, problem.arcs.column(ofArc: $0, inRow: row)) }
    }
  }

  func variable(_ text: inout ByteText, _ row: Int, _ column: Int) {
    text.add("x")
    text.add(row)
    text.add("_")
    text.add(column)
  }

  /// The rows with an arc into each column.
  private func columnRows() -> [[Int32]] {
    var rows = [[Int32]](repeating: [], count: problem.columnCount)
    for (row, _, column) in pairs { rows[column].append(Int32(row)) }
    return rows
  }

  /// A sign, a coefficient and a space; lines are broken, since old readers have a limit.
  private func term(_ text: inout ByteText, _ coefficient: Int64, _ terms: inout Int) {
    if terms > 0, terms % 8 == 0 { text.add("\n ") }
    terms += 1
    if coefficient < 0 { text.add(" - ") } else { text.add(" + ") }
    // Costs are checked to fit with their sign, so the magnitude fits as well.
    text.add(Int64(clamping: coefficient.magnitude))
    text.add(" ")
  }

  private func rowConstraint(_ text: inout ByteText, _ row: Int) {
    text.add(" r")
    text.add(row)
    text.add(":")
    var terms = 0
    for arc in problem.arcs.arcs(ofRow: row) {
      term(&text, 1, &terms)
      variable(&text, row, problem.arcs.column(ofArc: arc, inRow: row))
    }
    text.add(" <= ")
    text.add(Int64(problem.rowCounts[row]))
    text.add("\n")
  }

  /// The columns and groups directly in each group.
  private func groupChildren() -> [[Int]] {
    var children = [[Int]](repeating: [], count: problem.groups.count)
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { children[parent - problem.columnCount].append(outlet) }
    }
    return children
  }

  private func outletConstraint(_ text: inout ByteText, _ outlet: Int, rows: [Int32], children: [[Int]]) {
    text.add(" c")
    text.add(outlet)
    text.add(":")
    var terms = 0
    term(&text, -1, &terms)
    text.add("y")
    text.add(outlet)
    for row in rows {
      term(&text, 1, &terms)
      variable(&text, Int(row), outlet)
    }
    for child in outlet < problem.columnCount ? [] : children[outlet - problem.columnCount] {
      term(&text, 1, &terms)
      text.add("y")
      text.add(child)
    }
    text.add(" = 0\n")
  }
}

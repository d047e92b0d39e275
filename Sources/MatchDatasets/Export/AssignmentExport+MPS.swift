import AssignmentCore

extension AssignmentExport {
  /// Free MPS; variables and constraints as in the LP file.
  func mps() -> [UInt8] {
    var text = ByteText()
    text.add("* one cost a pair: -score - M * (K - class), M = ")
    text.add(serviceWeight)
    text.add("\nNAME counselmatch\nROWS\n N obj\n")
    for row in 0..<problem.rowCount { named(&text, " L r", row) }
    for outlet in 0..<problem.outletCount { named(&text, " E c", outlet) }
    text.add("COLUMNS\n M1 'MARKER' 'INTORG'\n")
    for (row, arc, column) in pairs {
      entry(&text, row, column, "obj", nil, cost(row: row, arc: arc))
      entry(&text, row, column, "r", row, 1)
      entry(&text, row, column, "c", column, 1)
    }
    for outlet in 0..<problem.outletCount { outletColumn(&text, outlet) }
    text.add(" M2 'MARKER' 'INTEND'\nRHS\n")
    for (row, count) in problem.rowCounts.enumerated() {
      text.add(" RHS r")
      text.add(row)
      text.add(" ")
      text.add(Int64(count))
      text.add("\n")
    }
    text.add("BOUNDS\n")
    for (row, _, column) in pairs {
      text.add(" UP BND ")
      variable(&text, row, column)
      text.add(" ")
      text.add(min(Int64(problem.rowCounts[row]), problem.capacity(ofOutlet: column)))
      text.add("\n")
    }
    for outlet in 0..<problem.outletCount {
      bound(&text, " LO BND y", outlet, problem.floor(ofOutlet: outlet))
      bound(&text, " UP BND y", outlet, problem.capacity(ofOutlet: outlet))
    }
    text.add("ENDATA\n")
    return text.bytes
  }

  private func named(_ text: inout ByteText, _ prefix: StaticString, _ index: Int) {
    text.add(prefix)
    text.add(index)
    text.add("\n")
  }

  private func entry(
    _ text: inout ByteText, _ row: Int, _ column: Int, _ name: StaticString, _ index: Int?, _ value: Int64
  ) {
    text.add(" ")
    variable(&text, row, column)
    text.add(" ")
    text.add(name)
    if let index { text.add(index) }
    text.add(" ")
    text.add(value)
    text.add("\n")
  }

  /// What leaves an outlet enters its parent.
  private func outletColumn(_ text: inout ByteText, _ outlet: Int) {
    text.add(" y")
    text.add(outlet)
    text.add(" c")
    text.add(outlet)
    text.add(" -1\n")
    guard let parent = problem.parent(ofOutlet: outlet) else { return }
    text.add(" y")
    text.add(outlet)
    text.add(" c")
    text.add(parent)
    text.add(" 1\n")
  }

  private func bound(_ text: inout ByteText, _ prefix: StaticString, _ outlet: Int, _ value: Int64) {
    text.add(prefix)
    text.add(outlet)
    text.add(" ")
    text.add(value)
    text.add("\n")
  }
}

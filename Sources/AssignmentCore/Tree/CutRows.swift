/// Derives the statements of a proof again, from the definition of the problem.
///
/// Problem: weights and right side of each ``CutDerivation``. Invariants: 128 bits; sources and factors are small enough
/// that nothing overflows, and a statement whose weights leave ±2²⁰ or whose right side leaves ±2⁵² is refused. It shares
/// no code with the solver that found the statements.
/// Complexity: O(arcs + Σ over terms of the entries of their rows), and one table per column statement.
package struct CutRows {
  /// Σ weight × units ≤ or = right.
  private struct Statement {
    var entries: [(arc: Int, weight: Int128)] = []
    var right: Int128 = 0
    var isEqual = false
  }

  private let problem: AssignmentProblem
  private let table: LinkTable
  private let bound: LeafBound
  private var derived: [Statement] = []

  /// The links of the problem with these statements after its linear side constraints; nil where one does not follow.
  package static func table(_ problem: AssignmentProblem, _ cuts: [CutDerivation]) -> LinkTable? {
    let table = LinkTable(problem)
    if cuts.isEmpty { return table }
    guard problem.rowParents.isEmpty else { return nil }
    var rows = CutRows(problem, table)
    for cut in cuts {
      guard let statement = rows.statement(cut) else { return nil }
      rows.derived.append(statement)
    }
    let statements = rows.derived.map { statement in
      (entries: statement.entries.map { (arc: $0.arc, weight: Int64($0.weight)) }, upper: Int64(statement.right))
    }
    return table.adding(statements, arcs: problem.arcs.count)
  }

  private init(_ problem: AssignmentProblem, _ table: LinkTable) {
    var box = LeafBox(problem)
    // It could only fail where a unit is forced, and none is yet.
    _ = box.closeCells(table)
    (self.problem, self.table) = (problem, table)
    let none = LinkPrices(levels: [], links: [], groups: [], sides: [])
    bound = LeafBound(problem, LeafBound.Frame(problem), table, box, none, scale: 1, level: 0)
  }

  private func statement(_ cut: CutDerivation) -> Statement? {
    let statement: Statement? =
      switch cut {
      case .rounding(let rounding): rounded(rounding)
      case .column(let column, let weights): packed(Int(column), weights)
      }
    guard let statement, statement.right.magnitude <= 1 << 52,
      statement.entries.allSatisfy({ $0.weight.magnitude <= 1 << 20 })
    else { return nil }
    return statement
  }

  // MARK: One column

  private func packed(_ column: Int, _ weights: [CutDerivation.ArcWeight]) -> Statement? {
    guard (0..<problem.columnCount).contains(column) else { return nil }
    var weightOf: [Int: Int128] = [:]
    var result = Statement()
    for weight in weights {
      let arc = Int(weight.arc)
      guard weight.weight >= 0, weight.weight <= 1 << 20, weightOf[arc] == nil,
        bound.arcsOfColumn[column].contains(where: { $0.arc == arc })
      else { return nil }
      weightOf[arc] = Int128(weight.weight)
      result.entries.append((arc, Int128(weight.weight)))
    }
    let best = bound.best(column, bound.frame.hours[column], nil) { _, arc in weightOf[arc] ?? 0 }
    guard let best else { return nil }
    result.right = best
    return result
  }

  // MARK: Roundings

  private func rounded(_ rounding: CutDerivation.Rounding) -> Statement? {
    let (divisor, shrink) = (Int128(rounding.divisor), Int128(rounding.shrink))
    guard (2...1 << 31).contains(divisor), (1...1 << 40).contains(shrink), rounding.terms.count < 1 << 16 else {
      return nil
    }
    var sums: [Int: Int128] = [:]
    var right = Int128(0)
    var rows: [(row: Statement, factor: Int128)] = []
    for term in rounding.terms {
      guard let row = row(term.source), term.factor.magnitude <= 1 << 31 else { return nil }
      for entry in row.entries { sums[entry.arc, default: 0] += entry.weight * Int128(term.factor) }
      right += row.right * Int128(term.factor)
      rows.append((row, Int128(term.factor)))
    }
    var isMirrored = Set<Int>()
    for arc in rounding.mirrored {
      guard bound.box.upper.indices.contains(Int(arc)), isMirrored.insert(Int(arc)).inserted else { return nil }
      right -= (sums[Int(arc)] ?? 0) * Int128(bound.box.upper[Int(arc)])
    }
    let rest = Self.modulo(right, divisor)
    func step(_ value: Int128) -> Int128 {
      Self.floor(value, divisor) * (divisor - rest) + max(0, Self.modulo(value, divisor) - rest)
    }
    var total = Self.floor(right, divisor) * (divisor - rest)
    var weights: [Int: Int128] = [:]
    for (arc, sum) in sums.sorted(by: { $0.key < $1.key }) {
      if isMirrored.contains(arc) {
        weights[arc] = -step(-sum)
        total -= step(-sum) * Int128(bound.box.upper[arc])
      } else {
        weights[arc] = step(sum)
      }
    }
    for (row, factor) in rows where !row.isEqual {
      for entry in row.entries { weights[entry.arc]? -= step(factor) * entry.weight }
      total -= step(factor) * row.right
    }
    var result = Statement(right: Self.floor(total, shrink))
    for (arc, sum) in weights.sorted(by: { $0.key < $1.key }) {
      let weight = Self.floor(sum, shrink)
      if weight != 0 { result.entries.append((arc, weight)) }
    }
    return result
  }

  private static func floor(_ value: Int128, _ divisor: Int128) -> Int128 {
    let whole = value / divisor
    return whole * divisor > value ? whole - 1 : whole
  }

  private static func modulo(_ value: Int128, _ divisor: Int128) -> Int128 { value - floor(value, divisor) * divisor }

  // MARK: Rows

  private func row(_ source: CutDerivation.Source) -> Statement? {
    switch source {
    case .row(let row):
      guard (0..<problem.rowCount).contains(Int(row)) else { return nil }
      return Statement(
        entries: open(problem.arcs.arcs(ofRow: Int(row)).map { ($0, 1) }),
        right: Int128(problem.rowCounts[Int(row)]))
    case .outlet(let outlet):
      guard (0..<problem.outletCount).contains(Int(outlet)) else { return nil }
      return Statement(entries: open(through(Int(outlet))), right: Int128(problem.capacity(ofOutlet: Int(outlet))))
    case .above(let side): return above(Int(side))
    case .below(let side):
      guard let index = table.linears.constraints.firstIndex(of: Int(side)), let lower = table.linears.lowers[index]
      else { return nil }
      return Statement(entries: open(linear(index).map { ($0.0, -$0.1) }), right: -Int128(lower))
    case .tie(let row, let cell): return tie(Int(row), cell)
    case .cut(let index): return derived.indices.contains(Int(index)) ? derived[Int(index)] : nil
    }
  }

  /// Leaves out arcs that no plan uses.
  private func open(_ entries: [(Int, Int128)]) -> [(arc: Int, weight: Int128)] {
    entries.filter { bound.box.upper[$0.0] > 0 && $0.1 != 0 }.map { (arc: $0.0, weight: $0.1) }
  }

  private func through(_ outlet: Int) -> [(Int, Int128)] {
    var entries: [(Int, Int128)] = []
    for column in 0..<problem.columnCount {
      var at: Int? = column
      while let here = at, here != outlet { at = problem.parent(ofOutlet: here) }
      if at == outlet { entries += bound.arcsOfColumn[column].map { ($0.arc, 1) } }
    }
    return entries
  }

  private func linear(_ index: Int) -> [(Int, Int128)] {
    (0..<problem.arcs.count).flatMap { arc in
      table.linears.entries(ofArc: arc).filter { Int($0.constraint) == index }.map { (arc, Int128($0.weight)) }
    }
  }

  private func above(_ side: Int) -> Statement? {
    guard problem.sideConstraints.indices.contains(side) else { return nil }
    switch problem.sideConstraints[side] {
    case .budget(let column, let weights, let limit):
      var weightOf: [Int: Int128] = [:]
      for weight in weights {
        if let arc = problem.arcs.arc(row: Int(weight.row), column: Int(column)) {
          weightOf[arc, default: 0] += Int128(weight.weight)
        }
      }
      let entries = weightOf.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      return Statement(entries: open(entries), right: Int128(limit))
    case .linear:
      guard let index = table.linears.constraints.firstIndex(of: side), let upper = table.linears.uppers[index] else {
        return nil
      }
      return Statement(entries: open(linear(index)), right: Int128(upper))
    case .together: return nil
    }
  }

  private func tie(_ row: Int, _ cell: Int32) -> Statement? {
    guard (0..<problem.rowCount).contains(row), table.householdOfRow[row] >= 0 else { return nil }
    let household = table.households[Int(table.householdOfRow[row])]
    guard household.allOrNone, let first = household.rows.first, first != row else { return nil }
    var entries: [(Int, Int128)] = []
    for (member, weight) in [(row, problem.rowCounts[first]), (first, -problem.rowCounts[row])] {
      guard let link = table.link(ofRow: member, cell: cell) else { continue }
      for arc in problem.arcs.arcs(ofRow: member) where Int(table.linkOfArc[arc]) == link {
        entries.append((arc, Int128(weight)))
      }
    }
    return Statement(entries: open(entries), right: 0, isEqual: true)
  }
}

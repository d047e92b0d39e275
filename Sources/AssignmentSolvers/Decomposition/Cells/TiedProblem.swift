import AssignmentCore

/// A problem told by codes with households, and what it becomes where some of them are bound to a cell.
///
/// Formulation: to bind the rows of a household to one cell (an attorney, or a firm) is one facet more, which all other
/// rows pass. So any choice of cells is a problem told by codes again, and a network.
struct TiedProblem {
  struct Household {
    let rows: [Int32]
    /// Index among ``partitions``.
    let partition: Int
    let allOrNone: Bool
  }

  /// What a household is bound to, beside cells from 0.
  static let (open, closed): (Int32, Int32) = (-1, -2)

  /// Without households.
  let plain: CellProblem
  let packing: LevelPacking
  let households: [Household]
  /// The household of each row, −1 for none.
  let householdOfRow: [Int32]
  /// The weights by which each level scores rows, the highest first; none where it does not.
  let weightsOfLevels: [[Int64]]
  /// The cell of each column, from 0, in each partition.
  let partitions: [(cells: [Int32], count: Int)]

  /// nil where the levels do not fit one number.
  init?(_ problem: CellProblem) {
    guard let plain = try? problem.withoutSides(problem.arcs), let packing = LevelPacking(plain) else { return nil }
    var (known, partitions): ([ColumnPartition], [(cells: [Int32], count: Int)]) = ([], [])
    var households: [Household] = []
    var householdOfRow = [Int32](repeating: -1, count: problem.frame.rowCount)
    for case .together(let rows, let cells, let allOrNone) in problem.frame.sideConstraints {
      let partition = known.firstIndex { $0 == cells } ?? known.count
      if partition == known.count {
        known.append(cells)
        partitions.append(Self.numbered(cells))
      }
      for row in rows { householdOfRow[Int(row)] = Int32(households.count) }
      households.append(Household(rows: rows, partition: partition, allOrNone: allOrNone))
    }
    weightsOfLevels = plain.frame.levels.map { level in
      guard case .perRow(let own) = level.scores else { return [] }
      return Set(own).filter { $0 > 0 }.sorted(by: >)
    }
    (self.plain, self.packing) = (plain, packing)
    (self.households, self.householdOfRow, self.partitions) = (households, householdOfRow, partitions)
  }

  private static func numbered(_ partition: ColumnPartition) -> (cells: [Int32], count: Int) {
    var numbers: [Int32: Int32] = [:]
    let cells = partition.cells.map { cell -> Int32 in
      let number = numbers[cell] ?? Int32(truncatingIfNeeded: numbers.count)
      numbers[cell] = number
      return number
    }
    return (cells, numbers.count)
  }

  /// The problem with households bound to what was chosen for each; nil never happens for cells that there are.
  func bound(to choice: [Int32]) -> CellProblem? {
    var facets = plain.arcs.facets
    for partition in partitions.indices {
      if let facet = facet(partition, choice) { facets.append(facet) }
    }
    let arcs = try? CellArcs(
      rowCount: plain.arcs.rowCount, columnCount: plain.arcs.columnCount, facets: facets,
      exceptions: plain.arcs.exceptions)
    return arcs.flatMap { try? plain.withoutSides($0) }
  }

  /// Code 0 of rows passes every column, code 1 none, and each other one the columns of its cell.
  private func facet(_ partition: Int, _ choice: [Int32]) -> CellArcs.Facet? {
    let (cells, count) = partitions[partition]
    var codes = [Int32](repeating: 0, count: count)
    var (used, isBound): (Int32, Bool) = (0, false)
    var rows = [Int32](repeating: 0, count: plain.frame.rowCount)
    for (index, household) in households.enumerated() where household.partition == partition {
      let chosen = choice[index]
      if chosen == Self.open { continue }
      isBound = true
      if chosen >= 0, codes[Int(chosen)] == 0 {
        used += 1
        codes[Int(chosen)] = used
      }
      for row in household.rows { rows[Int(row)] = chosen < 0 ? 1 : codes[Int(chosen)] + 1 }
    }
    guard isBound else { return nil }
    let width = Int(used) + 1
    var points = [Int32](repeating: 0, count: width)
    points += [Int32](repeating: CellArcs.ineligible, count: width * width)
    for code in 1..<max(1, width) { points[(code + 1) * width + code] = 0 }
    return CellArcs.Facet(
      rowCodes: rows, columnCodes: cells.map { codes[Int($0)] }, columnKinds: width, points: points)
  }
}

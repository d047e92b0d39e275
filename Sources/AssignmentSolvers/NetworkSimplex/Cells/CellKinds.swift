import AssignmentCore

/// Rows that see the same pairs with the same scores, as one node each.
///
/// Problem: a network with fewer nodes that has the same optima. Rows with equal codes and no exceptions differ only in
/// what serving a unit is worth in levels that score by row.
/// Formulation: a *kind* holds the units of all its rows. Serving one scores what its pair scores; leaving one unserved costs
/// what its row is worth, and those worth least are left first: arcs to the root, one for each distinct worth.
/// Invariants: any flow of kinds is one of rows with the same values, and the other way round, as units of one kind may
/// change places. If π is the price of a kind, that of a row is π + its worth, or 0 where that is less: with it every
/// condition of optimality of rows follows from those of kinds.
/// Complexity: O(rows × facets) expected, and sorting.
struct CellKinds {
  /// What rows of equal worth in one kind amount to.
  struct Piece {
    /// One of the rows.
    let sample: Int32
    let units: Int64
  }

  /// The pairs, with a row for each kind.
  let arcs: CellArcs
  /// Units of each kind.
  let counts: [Int64]
  /// Rows of each kind, those worth most first.
  let rows: Lists
  /// Pieces of kind k are `pieceStarts[k] ..< pieceStarts[k + 1]`, worth least first; at least one each.
  let pieces: [Piece]
  let pieceStarts: [Int]

  var count: Int { counts.count }

  /// Lists of rows, one behind the other.
  struct Lists {
    var starts: [Int]
    var values: [Int32]

    subscript(_ index: Int) -> ArraySlice<Int32> { values[starts[index]..<starts[index + 1]] }
  }

  /// nil never happens for a valid problem.
  init?(_ problem: CellProblem) {
    let numbers = Self.numbers(problem.arcs)
    let count = Int((numbers.max() ?? -1) + 1)
    var starts = [Int](repeating: 0, count: count + 1)
    for number in numbers { starts[Int(number) + 1] += 1 }
    for kind in 0..<count { starts[kind + 1] += starts[kind] }
    var values = [Int32](repeating: 0, count: numbers.count)
    var places = starts
    for (row, number) in numbers.enumerated() {
      values[places[Int(number)]] = Int32(truncatingIfNeeded: row)
      places[Int(number)] += 1
    }
    let worths = RowWorths(problem)
    for kind in 0..<count where starts[kind + 1] - starts[kind] > 1 {
      values[starts[kind]..<starts[kind + 1]].sort { worths.isLess($1, $0) || !worths.isLess($0, $1) && $0 < $1 }
    }
    rows = Lists(starts: starts, values: values)
    var (pieces, pieceStarts): ([Piece], [Int]) = ([], [0])
    var counts = [Int64](repeating: 0, count: count)
    for kind in 0..<count {
      var known: Int32?
      for row in rows[kind].reversed() {
        let units = Int64(problem.frame.rowCounts[Int(row)])
        counts[kind] += units
        if let last = known, !worths.isLess(last, row) {
          let piece = pieces.removeLast()
          pieces.append(Piece(sample: piece.sample, units: piece.units + units))
        } else {
          pieces.append(Piece(sample: row, units: units))
        }
        known = row
      }
      pieceStarts.append(pieces.count)
    }
    (self.pieces, self.pieceStarts, self.counts) = (pieces, pieceStarts, counts)
    let samples = (0..<count).map { Int(values[starts[$0]]) }
    let facets = problem.arcs.facets.map { facet in
      CellArcs.Facet(
        rowCodes: samples.map { facet.rowCodes[$0] }, columnCodes: facet.columnCodes, columnKinds: facet.columnKinds,
        points: facet.points)
    }
    let exceptions = problem.arcs.exceptions.map {
      CellArcs.Exception(row: numbers[Int($0.row)], column: $0.column, points: $0.points)
    }
    let merged = try? CellArcs(
      rowCount: count, columnCount: problem.arcs.columnCount, facets: facets, exceptions: exceptions)
    guard let merged else { return nil }
    arcs = merged
  }

  /// The kind of each row, numbered by their first rows; rows with exceptions have kinds of their own.
  private static func numbers(_ arcs: CellArcs) -> [Int32] {
    var numbers = [Int32](repeating: 0, count: arcs.rowCount)
    for facet in arcs.facets { numbers = renumbered(numbers, with: facet.rowCodes) }
    guard !arcs.exceptions.isEmpty else { return numbers }
    return renumbered(
      numbers,
      with: (0..<arcs.rowCount).map { arcs.exceptions(ofRow: $0).isEmpty ? 0 : Int32(truncatingIfNeeded: $0 + 1) })
  }

  private static func renumbered(_ numbers: [Int32], with codes: [Int32]) -> [Int32] {
    var slots: [Int64: Int32] = [:]
    return zip(numbers, codes).map { number, code in
      let key = Int64(number) << 32 | Int64(code)
      if let slot = slots[key] { return slot }
      let slot = Int32(truncatingIfNeeded: slots.count)
      slots[key] = slot
      return slot
    }
  }
}

/// What serving a unit of a row is worth in the levels that score by row, in their order.
struct RowWorths {
  private let levels: [[Int64]]

  init(_ problem: CellProblem) {
    levels = problem.frame.levels.compactMap { level in
      if case .perRow(let values) = level.scores { return values }
      return nil
    }
  }

  /// Whether the first row is worth less.
  func isLess(_ one: Int32, _ other: Int32) -> Bool {
    for values in levels where values[Int(one)] != values[Int(other)] { return values[Int(one)] < values[Int(other)] }
    return false
  }
}

extension CellKinds {
  /// The flow on pairs of kinds as one on pairs of rows: those worth most are served.
  ///
  /// `flows` are those of kinds, ascending by kind.
  func expanded(_ flows: [Assignment.Flow], _ frame: AssignmentProblem) -> Assignment {
    var (expanded, at): ([Assignment.Flow], Int) = ([], 0)
    expanded.reserveCapacity(flows.count + rows.values.count)
    for kind in counts.indices {
      var waiting = rows[kind]
      var left = waiting.first.map { frame.rowCounts[Int($0)] } ?? 0
      while at < flows.count, Int(flows[at].row) == kind {
        var units = flows[at].units
        while units > 0, let row = waiting.first {
          let amount = min(units, left)
          if amount > 0 { expanded.append(.init(row: row, column: flows[at].column, units: amount)) }
          (units, left) = (units - amount, left - amount)
          guard left == 0 else { continue }
          waiting.removeFirst()
          left = waiting.first.map { frame.rowCounts[Int($0)] } ?? 0
        }
        at += 1
      }
    }
    return Assignment(flows: expanded)
  }

  /// Potentials of kinds and outlets as those of rows and outlets, level by level.
  func expanded(_ levels: [[Int64]], _ problem: CellProblem) -> [[Int64]] {
    let frame = problem.frame
    var expanded = levels.map { [Int64](repeating: 0, count: frame.rowCount) + $0[count...] }
    for kind in counts.indices {
      for row in rows[kind] {
        let row = Int(row)
        let prices = levels.indices.map { level -> Int64 in
          guard case .perRow(let values) = frame.levels[level].scores else { return levels[level][kind] }
          return levels[level][kind] + values[row]
        }
        // Less than nothing: its units are better left.
        if let first = prices.first(where: { $0 != 0 }), first < 0 { continue }
        for level in levels.indices { expanded[level][row] = prices[level] }
      }
    }
    return expanded
  }
}

import AssignmentCore

/// What each cell is worth to households at prices of columns, all levels packed.
///
/// Formulation: a member is worth in a cell what the best of its eligible columns there scores less the column's price, at
/// least nothing; a cell is worth the sum over its members. Columns are priced as if each had room for all.
/// Complexity: O(rows asked × columns × facets), most pairs end at the first facet that bars them.
struct CellWorths {
  /// The best cell of a household.
  struct Best {
    /// −1: none is worth anything.
    var cell: Int32 = -1
    var worth: Int64 = 0
    /// What the members are worth where they are best off, each on its own.
    var apart: Int64 = 0
    /// What the cell is worth to which the household is bound.
    var own: Int64 = 0
    /// Units that would go to the best cell.
    var units: Int64 = 0

    var loss: Int64 { apart - worth }
    var gain: Int64 { worth - own }
  }

  private let tied: TiedProblem
  private let facets: [CellArcs.Facet]
  /// Price of each column; nil: nobody can have it.
  private let keys: [Int64?]
  /// What serving a row scores by itself.
  private let own: [Int64]
  private let scale: Int64

  init(_ tied: TiedProblem, _ duals: DualPrices) {
    let (frame, weights) = (tied.plain.frame, tied.packing.weights)
    self.tied = tied
    // Those that bar most pairs first.
    facets = tied.plain.arcs.facets.sorted { Self.barred($1) < Self.barred($0) }
    keys = (0..<frame.columnCount).map { column in
      var outlet: Int? = column
      while let at = outlet {
        if frame.capacity(ofOutlet: at) == 0 { return nil }
        outlet = frame.parent(ofOutlet: at)
      }
      return weights.indices.reduce(Int64(0)) {
        $0 + weights[$1] * duals.potential(node: frame.rowCount + column, level: $1)
      }
    }
    var own = [Int64](repeating: 0, count: frame.rowCount)
    for (level, weight) in zip(frame.levels, weights) {
      if case .perRow(let values) = level.scores { for row in own.indices { own[row] += weight * values[row] } }
    }
    self.own = own
    scale = tied.plain.scoreLevel.map { weights[$0] } ?? 0
  }

  /// The share of a facet's codes that bar each other.
  private static func barred(_ facet: CellArcs.Facet) -> Double {
    Double(facet.points.count { $0 == CellArcs.ineligible }) / Double(max(1, facet.points.count))
  }

  /// The best cells of these households, all of which may be bound now.
  ///
  /// Cells with less room than a household needs are left out, and when a limit is reached, all.
  func best(of households: [Int], _ choice: [Int32], room: [[Int64]], _ limits: SolveLimits) -> [Best] {
    let tasks = min(64, max(1, households.count / 8))
    return ParallelFor.map(tasks, threads: limits.threads) { task in
      var scratch = Scratch(tied.partitions.map(\.count).max() ?? 0)
      return households[households.count * task / tasks..<households.count * (task + 1) / tasks].map { household in
        guard limits.reasonToStop() == nil else { return Best() }
        return best(of: household, choice[household], room[tied.households[household].partition], &scratch)
      }
    }.flatMap { $0 }
  }

  /// By cell.
  private struct Scratch {
    /// Of the members so far: their worth, their units, their number.
    var sums: [Int64]
    var units: [Int64]
    var members: [Int32]
    /// The best of the present member, where it reaches the cell.
    var tops: [Int64]
    var isTouched: [Bool]

    init(_ count: Int) {
      sums = [Int64](repeating: 0, count: count)
      (units, tops) = (sums, sums)
      members = [Int32](repeating: 0, count: count)
      isTouched = [Bool](repeating: false, count: count)
    }
  }

  private func best(of index: Int, _ present: Int32, _ room: [Int64], _ scratch: inout Scratch) -> Best {
    let household = tied.households[index]
    let isWhole = household.allOrNone
    var (reached, best): ([Int32], Best) = ([], Best())
    for row in household.rows {
      let (touched, top) = ask(Int(row), tied.partitions[household.partition].cells, mayLose: isWhole, &scratch)
      let units = Int64(tied.plain.frame.rowCounts[Int(row)])
      for cell in touched {
        let at = Int(cell)
        if scratch.members[at] == 0 { reached.append(cell) }
        scratch.members[at] += 1
        scratch.sums[at] += scratch.tops[at] * units
        scratch.units[at] += units
        scratch.isTouched[at] = false
      }
      best.apart += top * units
    }
    for cell in reached {
      let at = Int(cell)
      let sum = scratch.sums[at]
      if cell == present { best.own = sum }
      let fits = scratch.units[at] <= room[at] && (!isWhole || Int(scratch.members[at]) == household.rows.count)
      if fits, sum > best.worth { (best.cell, best.worth, best.units) = (cell, sum, scratch.units[at]) }
      (scratch.members[at], scratch.sums[at], scratch.units[at]) = (0, 0, 0)
    }
    return best
  }

  /// The cells that a row reaches, with its best worth in each in the scratch, and its best of all.
  private func ask(
    _ row: Int, _ cells: [Int32], mayLose: Bool, _ scratch: inout Scratch
  ) -> (touched: [Int32], top: Int64) {
    var (touched, top): ([Int32], Int64) = ([], 0)
    for column in cells.indices {
      guard let key = keys[column], let score = score(row, column) else { continue }
      let worth = own[row] + score * scale + key
      if worth <= 0, !mayLose { continue }
      let at = Int(cells[column])
      if scratch.isTouched[at] {
        scratch.tops[at] = max(scratch.tops[at], worth)
      } else {
        scratch.isTouched[at] = true
        scratch.tops[at] = worth
        touched.append(cells[column])
      }
      top = max(top, worth)
    }
    return (touched, top)
  }

  private func score(_ row: Int, _ column: Int) -> Int64? {
    var sum: Int64 = 0
    for facet in facets {
      let points = facet.points[Int(facet.rowCodes[row]) * facet.columnKinds + Int(facet.columnCodes[column])]
      if points == CellArcs.ineligible { return nil }
      sum += Int64(points)
    }
    guard let own = tied.plain.arcs.exception(row: row, column: column) else { return sum }
    return own == CellArcs.ineligible ? nil : sum + Int64(own)
  }
}

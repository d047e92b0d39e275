import AssignmentCore

extension TiedProblem {
  /// What a plan does with a household.
  struct State {
    /// The cell of somebody; −1: nobody is served.
    var cell: Int32 = -1
    var isSplit = false
    var units: Int64 = 0
    var wanted: Int64 = 0
    var allOrNone = false
    var isBroken: Bool { isSplit || allOrNone && units > 0 && units < wanted }
  }

  func units(ofHousehold household: Int) -> Int64 {
    households[household].rows.reduce(0) { $0 + Int64(plain.frame.rowCounts[Int($1)]) }
  }

  /// The household of a pair and its cell there; nil for people of none.
  private func place(_ flow: Assignment.Flow) -> (household: Int, cell: Int32)? {
    let household = Int(householdOfRow[Int(flow.row)])
    return household < 0 ? nil : (household, partitions[households[household].partition].cells[Int(flow.column)])
  }

  func states(_ plan: Assignment) -> [State] {
    var states = households.indices.map { State(wanted: units(ofHousehold: $0), allOrNone: households[$0].allOrNone) }
    for flow in plan.flows {
      guard let (household, cell) = place(flow) else { continue }
      if states[household].cell >= 0, states[household].cell != cell { states[household].isSplit = true }
      states[household].cell = cell
      states[household].units += Int64(flow.units)
    }
    return states
  }

  /// The cell of each household that has most of it, −1 where nobody is served, and its units there.
  func tops(_ plan: Assignment) -> [(cell: Int32, units: Int64)] {
    var sums: [Int64: Int64] = [:]
    var tops = households.map { _ in (cell: Int32(-1), units: Int64(0)) }
    for flow in plan.flows {
      guard let (household, cell) = place(flow) else { continue }
      let sum = sums[Int64(household) << 32 | Int64(cell), default: 0] + Int64(flow.units)
      sums[Int64(household) << 32 | Int64(cell)] = sum
      if sum > tops[household].units { tops[household] = (cell, sum) }
    }
    return tops
  }

  /// The plan with every household in the cell that has most of it, or left out where it must come whole and does not.
  func repaired(_ plan: Assignment) -> Assignment {
    var tops = tops(plan)
    for household in tops.indices where households[household].allOrNone {
      if tops[household].units < units(ofHousehold: household) { tops[household].cell = -1 }
    }
    return Assignment(
      flows: plan.flows.filter { flow in place(flow).map { tops[$0.household].cell == $0.cell } ?? true })
  }

  // MARK: Values

  /// The value of the first level.
  func first(of plan: Assignment) -> Int64 { plain.frame.levels.isEmpty ? 0 : levelValues(of: plan)[0] }

  /// Values to compare plans by: a level that scores by row counts the units of each weight, the highest first.
  func values(of plan: Assignment) -> [Int64] {
    let totals = levelValues(of: plan)
    var values: [Int64] = []
    for (level, weights) in weightsOfLevels.enumerated() {
      guard !weights.isEmpty, case .perRow(let own) = plain.frame.levels[level].scores else {
        values.append(totals[level])
        continue
      }
      var counts = [Int64](repeating: 0, count: weights.count)
      for flow in plan.flows {
        if let place = weights.firstIndex(of: own[Int(flow.row)]) { counts[place] += Int64(flow.units) }
      }
      values += counts
    }
    return values
  }

  private func levelValues(of plan: Assignment) -> [Int64] {
    let frame = plain.frame
    var values = [Int64](repeating: 0, count: frame.levels.count)
    var arriving = [Int64](repeating: 0, count: frame.outletCount)
    for flow in plan.flows {
      for (level, scores) in frame.levels.enumerated() {
        if level == plain.scoreLevel {
          values[level] += (plain.arcs.score(row: Int(flow.row), column: Int(flow.column)) ?? 0) * Int64(flow.units)
        } else if case .perRow(let own) = scores.scores {
          values[level] += own[Int(flow.row)] * Int64(flow.units)
        }
      }
      var outlet: Int? = Int(flow.column)
      while let at = outlet {
        arriving[at] += Int64(flow.units)
        outlet = frame.parent(ofOutlet: at)
      }
    }
    for marginal in frame.marginals {
      var left = arriving[marginal.outlet]
      for segment in marginal.segments {
        let units = min(left, Int64(segment.width))
        left -= units
        for level in values.indices { values[level] += segment.scores[level] * units }
      }
    }
    return values
  }
}

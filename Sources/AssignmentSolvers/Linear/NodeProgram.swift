internal import AssignmentCore

// Problem: bound, branch and plan of a node of the search tree by the linear programme with the cuts of the root.
//
// Method: the bounds of the node's arcs replace those of the programme, and the dual simplex method goes on from the
// basis of the node before. Its prices are what the proof holds; the bound is computed from them in integers. Which
// branch to take is tried out: a few dual steps on either side of the branches that look most open (strong branching;
// D. Applegate, R. Bixby, V. Chvátal, W. Cook, Finding cuts in the TSP, DIMACS 95-05, 1995).
struct NodeProgram {
  let network: LinkedNetwork
  let ranges: PriceRanges
  let rows: [IntegerRow]
  let scales: [Double]
  /// Cuts that the prices name.
  let cuts: Int
  private var simplex: DualSimplex
  private var raised: Double?

  init(
    network: LinkedNetwork, ranges: PriceRanges, rows: [IntegerRow], scales: [Double], cuts: Int,
    simplex: DualSimplex
  ) {
    (self.network, self.ranges, self.rows, self.scales) = (network, ranges, rows, scales)
    (self.cuts, self.simplex) = (cuts, simplex)
  }

  var shares: [Double] { simplex.solution }

  /// Solves a node, or stops where nothing above a value is left.
  mutating func solve(_ model: NodeModel, above value: Int64, _ limits: SolveLimits)
    -> DualSimplex.End
  {
    simplex.bound(model.lower, model.upper)
    raised = nil
    let enough = -Double(value) - 0.98
    let end = simplex.run(most: 5_000, enough: enough) { limits.reasonToStop() != nil }
    if end == .infeasible, let ray = simplex.ray, ray.gain > 1e-6 {
      raised = (max(0, enough - simplex.cost) + 1) / ray.gain
    }
    return end
  }

  /// Prices of the present basis, and beyond it where no plan is left.
  func prices() -> LinkPrices {
    var worth = simplex.prices()
    if let raised, let ray = simplex.ray {
      for index in worth.indices { worth[index] += raised * ray.prices[index] }
    }
    return IntegerRows.prices(
      rows, zip(worth, scales).map { -$0 / $1 }, network, ranges: ranges, cuts: cuts)
  }

  /// The plan of the present solution where it is whole.
  var plan: Assignment? {
    var flows: [Assignment.Flow] = []
    for (arc, share) in simplex.solution.enumerated() {
      let whole = share.rounded()
      guard abs(share - whole) < 1e-5 else { return nil }
      guard whole > 0 else { continue }
      flows.append(
        .init(row: network.rowOfArc[arc], column: network.columnOfArc[arc], units: Int32(whole)))
    }
    return Assignment(flows: flows)
  }

  /// Goes down to plans above a value: what is nearly whole is fixed, one arc after another, and the last decision is
  /// turned round where nothing is left; so many solves at most, and on after a plan for better ones.
  mutating func dive(_ model: NodeModel, above value: Int64, solves: Int, _ limits: SolveLimits)
    -> Assignment?
  {
    var (lower, upper) = (model.lower, model.upper)
    var turns: [(lower: [Int32], upper: [Int32])] = []
    var (enough, best): (Double, Assignment?) = (-Double(value) - 0.98, nil)
    for _ in 0..<solves {
      simplex.bound(lower, upper)
      let end = simplex.run(most: 2_000, enough: enough) { limits.reasonToStop() != nil }
      if limits.reasonToStop() != nil { return best }
      var next: Int?
      if end == .optimal, simplex.cost <= enough {
        if let plan {
          best = plan
          enough = simplex.cost - 0.98
        } else {
          next = nearlyWhole()
        }
      }
      if let arc = next {
        let share = simplex.solution[arc]
        var other = (lower: lower, upper: upper)
        other.upper[arc] = Int32(share.rounded(.down))
        turns.append(other)
        lower[arc] = Int32(share.rounded(.up))
      } else {
        guard let last = turns.popLast() else { return best }
        (lower, upper) = (last.lower, last.upper)
      }
    }
    return best
  }

  private func nearlyWhole() -> Int? {
    var (best, most): (Int?, Double) = (nil, 0)
    for (arc, share) in simplex.solution.enumerated() {
      let part = share - share.rounded(.down)
      if part > 1e-5, part < 1 - 1e-5, part > most { (best, most) = (arc, part) }
    }
    return best
  }

  // MARK: Branching

  private static let tried = 4

  /// The branch whose two sides both lose most; nil where all is whole.
  func branch(_ model: NodeModel, _ shares: [Double]) -> SearchTreeProof.Branch? {
    let candidates = candidates(model, shares)
    guard candidates.count > 1 else { return candidates.first }
    let start = simplex.cost
    var (best, most): (SearchTreeProof.Branch?, Double) = (nil, -1)
    for candidate in candidates {
      var losses: [Double] = []
      for holds in [true, false] {
        var trial = simplex
        let side = bounds(model, candidate, holds)
        trial.bound(side.lower, side.upper)
        let end = trial.run(most: 20) { false }
        losses.append(end == .infeasible ? 1e6 : max(trial.cost - start, 1e-6))
      }
      let merit = losses[0] * losses[1]
      if merit > most { (best, most) = (candidate, merit) }
    }
    return best
  }

  /// Bounds of arcs on one side of a branch, without what follows from them.
  private func bounds(
    _ model: NodeModel, _ branch: SearchTreeProof.Branch, _ holds: Bool
  ) -> (lower: [Int32], upper: [Int32]) {
    var (lower, upper) = (model.lower, model.upper)
    switch branch {
    case .units(let row, let columns, let most):
      for column in columns {
        guard let arc = network.problem.arcs.arc(row: Int(row), column: Int(column)) else {
          continue
        }
        if holds {
          upper[arc] = min(upper[arc], most)
        } else {
          lower[arc] = max(lower[arc], most + 1)
        }
      }
    case .cells(let constraint, let named):
      guard
        case .together(let rows, let cells, _) = network.problem.sideConstraints[Int(constraint)]
      else { break }
      for row in rows {
        for arc in network.problem.arcs.arcs(ofRow: Int(row))
        where named.contains(cells.cells[Int(network.columnOfArc[arc])]) != holds {
          upper[arc] = 0
        }
      }
    }
    return (lower, upper)
  }

  /// The branches that are most open: the cell of a household, the column of a row.
  private func candidates(_ model: NodeModel, _ shares: [Double]) -> [SearchTreeProof.Branch] {
    var list: [(doubt: Double, branch: SearchTreeProof.Branch)] = []
    for row in 0..<network.problem.rowCount {
      for arc in network.problem.arcs.arcs(ofRow: row) where model.lower[arc] < model.upper[arc] {
        let part = shares[arc] - shares[arc].rounded(.down)
        guard part > 1e-4, part < 1 - 1e-4 else { continue }
        let whole = min(model.upper[arc] - 1, max(model.lower[arc], Int32(shares[arc])))
        list.append(
          (
            min(part, 1 - part),
            .units(row: Int32(row), columns: [network.columnOfArc[arc]], atMost: whole)
          ))
      }
    }
    for household in network.table.households {
      var open: [(cell: Int32, part: Double)] = []
      for cell in household.cells {
        guard let first = household.rows.first,
          let link = network.table.link(ofRow: first, cell: cell)
        else {
          continue
        }
        var (part, isOpen) = (0.0, false)
        for arc in network.problem.arcs.arcs(ofRow: first) where Int(network.linkOfArc[arc]) == link {
          part += shares[arc]
          isOpen = isOpen || model.lower[arc] < model.upper[arc]
        }
        if isOpen { open.append((cell, part / Double(max(1, network.problem.rowCounts[first])))) }
      }
      guard open.count > 1 else { continue }
      for (cell, part) in open where part > 1e-4 && part < 1 - 1e-4 {
        list.append(
          (
            1.5 * min(part, 1 - part),
            .cells(constraint: Int32(household.constraint), cells: [cell])
          ))
      }
    }
    let sorted = list.indices.sorted { (list[$1].doubt, $0) < (list[$0].doubt, $1) }
    return sorted.prefix(Self.tried).map { list[$0].branch }
  }
}

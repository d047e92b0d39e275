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
  private(set) var rows: [IntegerRow]
  private(set) var scales: [Double]
  /// Cuts that the prices name.
  let cuts: Int
  /// The arc of each variable.
  private(set) var arcs: [Int32]
  private(set) var simplex: DualSimplex
  private var raised: Double?
  /// By key of the candidate.
  private var history: [Int: Losses] = [:]

  init(
    network: LinkedNetwork, ranges: PriceRanges, rows: [IntegerRow], scales: [Double], cuts: Int,
    arcs: [Int32], simplex: DualSimplex
  ) {
    (self.network, self.ranges, self.rows, self.scales) = (network, ranges, rows, scales)
    (self.cuts, self.arcs, self.simplex) = (cuts, arcs, simplex)
  }

  /// How much the present solution takes of each arc.
  var shares: [Double] {
    var shares = [Double](repeating: 0, count: network.rowOfArc.count)
    for (arc, part) in zip(arcs, simplex.solution) { shares[Int(arc)] = part }
    return shares
  }

  private func ofVariables(_ bounds: [Int32]) -> [Int32] { arcs.map { bounds[Int($0)] } }

  /// Leaves out arcs that a model has closed.
  mutating func narrow(_ model: NodeModel) {
    simplex.bound(ofVariables(model.lower), ofVariables(model.upper))
    let isKept = simplex.dropVariables(arcs.map { model.upper[Int($0)] == 0 })
    arcs = zip(arcs, isKept).filter(\.1).map(\.0)
    let stays = simplex.drop(simplex.program.rows.map(\.isIdle))
    rows = zip(rows, stays).filter(\.1).map(\.0)
    scales = zip(scales, stays).filter(\.1).map(\.0)
  }

  /// Solves a node, or stops where nothing above a value is left.
  mutating func solve(_ model: NodeModel, above value: Int64, _ limits: SolveLimits)
    -> DualSimplex.End
  {
    simplex.bound(ofVariables(model.lower), ofVariables(model.upper))
    raised = nil
    let enough = -Double(value) - 0.98
    let end = simplex.run(most: 5_000, enough: enough, exact: false) {
      limits.reasonToStop() != nil
    }
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
    for (arc, share) in zip(arcs.lazy.map { Int($0) }, simplex.solution) {
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
  ///
  /// Where a plan is named, what it and the present solution both take wholly stays taken.
  mutating func dive(
    _ model: NodeModel, above value: Int64, solves: Int, near known: Assignment? = nil,
    _ limits: SolveLimits
  ) -> Assignment? {
    var (lower, upper) = (ofVariables(model.lower), ofVariables(model.upper))
    if let known { keep(known, &lower, upper) }
    var turns: [Turn] = []
    var (enough, best): (Double, Assignment?) = (-Double(value) - 0.98, nil)
    var (most, failures, jumps, isFirst) = (Int.max, 0, 0, true)
    for _ in 0..<solves {
      simplex.bound(lower, upper)
      let end = simplex.run(most: 2_000, enough: enough, exact: false) {
        limits.reasonToStop() != nil
      }
      if limits.reasonToStop() != nil { return best }
      if isFirst { enough = min(enough, simplex.cost * (1 - Self.slack) + 2) }
      isFirst = false
      var next: [Int] = []
      if end == .optimal, simplex.cost <= enough {
        if let plan {
          best = plan
          enough = simplex.cost - 0.98
          failures = Self.patience
        } else {
          next = nearlyWhole(most)
        }
      }
      if next.isEmpty {
        // Fewer at a time, and at last the other side; after a while from further up.
        failures += 1
        if failures >= Self.patience {
          turns.removeLast(turns.count / 2)
          (failures, jumps) = (0, jumps + 1)
          if jumps == Self.jumps { return best }
        }
        guard let last = turns.popLast() else { return best }
        (lower, upper, most) = (last.lower, last.upper, last.most)
        continue
      }
      if next.count == 1 {
        var other = Turn(lower: lower, upper: upper, most: Int.max)
        other.upper[next[0]] = Int32(simplex.solution[next[0]].rounded(.down))
        turns.append(other)
      } else {
        turns.append(Turn(lower: lower, upper: upper, most: next.count / 4))
      }
      let solution = simplex.solution
      for variable in next { lower[variable] = Int32(solution[variable].rounded(.up)) }
      most = Int.max
    }
    return best
  }

  /// After how many failures a dive leaves a part of the tree, and how often before it ends.
  private static let (patience, jumps) = (12, 3)
  /// A dive looks for plans that lose no larger part of the bound: what loses more is turned round at once.
  private static let slack = 1.5e-4

  /// Where a dive goes on when nothing is left: bounds, and how many variables are fixed next at most.
  private struct Turn {
    var lower: [Int32]
    var upper: [Int32]
    var most: Int
  }

  /// Raises the lower bounds of variables of which plan and solution take the same.
  private func keep(_ plan: Assignment, _ lower: inout [Int32], _ upper: [Int32]) {
    var units = [Int32](repeating: 0, count: network.rowOfArc.count)
    for flow in plan.flows {
      if let arc = network.problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) {
        units[arc] = flow.units
      }
    }
    let solution = simplex.solution
    for (variable, arc) in arcs.enumerated() where units[Int(arc)] > 0 {
      if abs(solution[variable] - Double(units[Int(arc)])) < 1e-6 {
        lower[variable] = max(lower[variable], min(units[Int(arc)], upper[variable]))
      }
    }
  }

  /// Variables in part that are nearly the next whole number above, a sixth of all in part at most; else the nearest one.
  private func nearlyWhole(_ most: Int) -> [Int] {
    var open: [(lack: Double, variable: Int)] = []
    for (variable, share) in simplex.solution.enumerated() {
      let part = share - share.rounded(.down)
      if part > 1e-5, part < 1 - 1e-5 { open.append((1 - part, variable)) }
    }
    open.sort { ($0.lack, $0.variable) < ($1.lack, $1.variable) }
    let certain = open.prefix(max(1, min(most, open.count / 6))).filter { $0.lack < 0.15 }
    return certain.isEmpty ? open.prefix(1).map(\.variable) : certain.map(\.variable)
  }

  // MARK: Branching

  /// What the bound lost so far by branches of one kind, for a whole unit, on each side.
  struct Losses {
    var sums = (holds: 0.0, fails: 0.0)
    var count = 0
  }

  private struct Candidate {
    var branch: SearchTreeProof.Branch
    /// Arc, or arcs and the place of household and cell.
    var key: Int
    /// How far the solution is from each side.
    var distances: (holds: Double, fails: Double)
    var weight: Double
  }

  /// Branches tried out at a node, after how many trials their losses are believed, and dual steps of a trial.
  private static let (tried, trials, trialSteps) = (8, 2, 25)

  /// The branch whose two sides both lose most; nil where all is whole.
  ///
  /// What trials have shown is kept: a branch that was tried often enough is not tried again (reliability branching:
  /// T. Achterberg, T. Koch, A. Martin, Operations Research Letters 33 (2005)).
  mutating func branch(_ model: NodeModel, _ shares: [Double]) -> SearchTreeProof.Branch? {
    let candidates = candidates(model, shares)
    guard candidates.count > 1 else { return candidates.first?.branch }
    var (sum, count) = ((holds: 0.0, fails: 0.0), 0.0)
    for losses in history.values.map({ $0.sums }) {
      sum = (sum.holds + losses.holds, sum.fails + losses.fails)
    }
    for losses in history.values { count += Double(losses.count) }
    let usual = count > 0 ? (holds: sum.holds / count, fails: sum.fails / count) : (holds: 1, fails: 1)
    let merits = candidates.map { candidate -> Double in
      let known = history[candidate.key].map { losses in
        (holds: losses.sums.holds / Double(losses.count), fails: losses.sums.fails / Double(losses.count))
      }
      let each = known ?? usual
      return candidate.weight * max(1e-6, each.holds * candidate.distances.holds)
        * max(1e-6, each.fails * candidate.distances.fails)
    }
    let order = candidates.indices.sorted { (merits[$1], $0) < (merits[$0], $1) }
    let start = simplex.cost
    var (best, most): (SearchTreeProof.Branch?, Double) = (nil, -1)
    for index in order.prefix(Self.tried) {
      let candidate = candidates[index]
      var merit = merits[index]
      if (history[candidate.key]?.count ?? 0) < Self.trials {
        let holds = loss(model, candidate.branch, true, start)
        let fails = loss(model, candidate.branch, false, start)
        merit = candidate.weight * max(1e-6, holds) * max(1e-6, fails)
        var losses = history[candidate.key] ?? Losses()
        losses.sums.holds += min(holds, 1e3) / candidate.distances.holds
        losses.sums.fails += min(fails, 1e3) / candidate.distances.fails
        losses.count += 1
        history[candidate.key] = losses
      }
      if merit > most { (best, most) = (candidate.branch, merit) }
    }
    return best
  }

  private func loss(
    _ model: NodeModel, _ branch: SearchTreeProof.Branch, _ holds: Bool, _ start: Double
  ) -> Double {
    var trial = simplex
    let side = bounds(model, branch, holds)
    trial.bound(ofVariables(side.lower), ofVariables(side.upper))
    let end = trial.run(most: Self.trialSteps, exact: false) { false }
    return end == .infeasible ? 1e4 : max(trial.cost - start, 0)
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

  /// Branches that are open: the cell of a household, the column of a row.
  private func candidates(_ model: NodeModel, _ shares: [Double]) -> [Candidate] {
    var list: [Candidate] = []
    for index in arcs {
      let arc = Int(index)
      let part = shares[arc] - shares[arc].rounded(.down)
      guard part > 1e-4, part < 1 - 1e-4, model.lower[arc] < model.upper[arc] else { continue }
      let whole = min(model.upper[arc] - 1, max(model.lower[arc], Int32(shares[arc])))
      list.append(
        Candidate(
          branch: .units(
            row: network.rowOfArc[arc], columns: [network.columnOfArc[arc]], atMost: whole),
          key: arc, distances: (part, 1 - part), weight: 1))
    }
    var key = network.rowOfArc.count
    for household in network.table.households {
      let first = key
      key += household.cells.count
      guard let member = household.rows.first else { continue }
      var open: [(place: Int, part: Double)] = []
      for (place, cell) in household.cells.enumerated() {
        guard let link = network.table.link(ofRow: member, cell: cell) else { continue }
        var (part, isOpen) = (0.0, false)
        for arc in network.problem.arcs.arcs(ofRow: member)
        where Int(network.linkOfArc[arc]) == link {
          part += shares[arc]
          isOpen = isOpen || model.lower[arc] < model.upper[arc]
        }
        if isOpen { open.append((place, part / Double(max(1, network.problem.rowCounts[member])))) }
      }
      guard open.count > 1 else { continue }
      for (place, part) in open where part > 1e-4 && part < 1 - 1e-4 {
        list.append(
          Candidate(
            branch: .cells(
              constraint: Int32(household.constraint), cells: [household.cells[place]]),
            key: first + place, distances: (1 - part, part), weight: 1.5))
      }
    }
    return list
  }
}

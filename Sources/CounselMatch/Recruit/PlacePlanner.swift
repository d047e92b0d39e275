// Problem: where to add places so that so many more people are served, cheapest; or most people for so many places.
// Formulation: one minimum-cost flow. A column's units beyond its places cost a place each (a convex marginal). A new
// attorney's place serves one person, so its profile is one that meets what this person's rules ask, at the least cost;
// every row therefore has one arc more, to a column for places of that cost, which leads to the network's cap or the
// root. People left unserved flow through one group whose marginal scores −1 for each beyond those who may be left:
// that is the target, and nothing is won beyond it. Levels after the target: cost, places, classes; or, for a given
// number of places, places, classes, cost. Every answer is certified by the verifier.
// k more people need at least k places, and exactly k wherever new attorneys' places are offered.
// A budget: the least cost of k more people grows with k and is convex (minimum-cost flows by value), so the most people
// within a budget are found by a search over k: secants, which never overshoot, and bisection.
// Which profiles: places of equal cost are dealt to few profiles by a greedy cover; this changes neither cost nor gain.
// Complexity: one solve of the network; about log₂(people) for a budget.
// Reference: convex costs and flows by value: Ahuja, Magnanti and Orlin, Network Flows (1993), chapters 9 and 14.

import AssignmentCore

/// Finds the cheapest places.
struct PlacePlanner {
  let ground: RecruitGround
  /// Cost of a new place for each row, −1 for none.
  private let costOfRow: [Int]
  /// The different costs, ascending.
  private let newCosts: [Int]

  /// What counts first once the target is met.
  enum Order {
    case cost
    case places
  }

  /// Places to add.
  struct Choice {
    var gain: Int64
    var cost: Int64 = 0
    var places: Int64 = 0
    /// Places more at columns.
    var columns: [(column: Int, units: Int64)] = []
    /// New places, by the row that takes them.
    var rows: [(row: Int, units: Int64)] = []
  }

  init(_ ground: RecruitGround) {
    self.ground = ground
    let costs = ground.costs
    let costOfRow = ground.needs.map { need -> Int in
      need?.cheapest(costs).compactMap { $0.cost(costs) }.min() ?? -1
    }
    self.costOfRow = costOfRow
    newCosts = Set(costOfRow.filter { $0 >= 0 }).sorted()
  }

  /// The best choice that serves `people` more, or as many as can be.
  func choice(people: Int64, order: Order) throws(RecruitFailure) -> Choice {
    guard people > 0, ground.problem.units > ground.served else { return Choice(gain: 0) }
    let problem: AssignmentProblem
    do {
      problem = try self.problem(people, order)
    } catch {
      throw .match(.internalFault(codes: error.faults.map(\.code)))
    }
    return read(try RecruitGround.solved(problem, ground.limits))
  }

  /// The choice for the most people that keeps a measure, which grows with the people and is convex, within a limit.
  func choice(
    within limit: Int64, most: Choice, order: Order, measure: (Choice) -> Int64
  ) throws(RecruitFailure) -> Choice {
    if measure(most) <= limit { return most }
    var (low, high) = (Choice(gain: 0), most)
    while high.gain - low.gain > 1 {
      let (width, rise) = (high.gain - low.gain, measure(high) - measure(low))
      let secant = low.gain + (limit - measure(low)) * width / max(1, rise)
      let middle = low.gain + width / 2
      let probe = secant > low.gain ? min(secant, high.gain - 1) : middle
      let found = try choice(people: probe, order: order)
      if measure(found) <= limit { low = found } else { high = found }
      guard high.gain - low.gain > 1, probe != middle else { continue }
      let halved = try choice(people: low.gain + (high.gain - low.gain) / 2, order: order)
      if measure(halved) <= limit { low = halved } else { high = halved }
    }
    return low
  }

  // MARK: The network

  private func problem(_ people: Int64, _ order: Order) throws(InvalidProblem) -> AssignmentProblem {
    let base = ground.problem
    let units = Int32(clamping: base.units + 1)
    var (starts, columns) = ([0], [Int32]())
    columns.reserveCapacity(base.arcs.count + base.rowCount)
    for row in 0..<base.rowCount {
      for arc in base.arcs.arcs(ofRow: row) { columns.append(Int32(base.arcs.column(ofArc: arc, inRow: row))) }
      if let place = newCosts.firstIndex(of: costOfRow[row]) { columns.append(Int32(base.columnCount + place)) }
      starts.append(columns.count)
    }
    let network = ground.map.networkGroup ?? -1
    let parents = base.columnParents.isEmpty ? base.columnCapacities.map { _ in Int32(-1) } : base.columnParents
    let idle = Int32(base.groups.count)
    let floors = base.columnFloors.isEmpty ? [] : base.columnFloors + newCosts.map { _ in 0 }
    return try AssignmentProblem(
      rowCounts: base.rowCounts, columnCapacities: base.columnCapacities + newCosts.map { _ in units },
      columnFloors: floors, columnParents: parents + newCosts.map { _ in network },
      groups: base.groups + [ColumnGroup(capacity: units)], idleParents: base.rowCounts.map { _ in idle },
      arcs: .sparse(starts: starts, columns: columns), levels: levels(order), marginals: marginals(people, order, units)
    )
  }

  private func levels(_ order: Order) -> [ObjectiveLevel] {
    let weights = ground.classWeights
    func plain(_ name: String) -> ObjectiveLevel { ObjectiveLevel(name: name, scores: .marginalsOnly) }
    let classes = ObjectiveLevel(name: "classes", scores: .perRow(weights))
    return [plain("target")]
      + (order == .cost
        ? [plain("cost"), plain("places"), classes] : [plain("places"), classes, plain("cost")])
  }

  private func marginals(_ people: Int64, _ order: Order, _ units: Int32) -> [OutletMarginal] {
    let base = ground.problem
    let none: [Int64] = [0, 0, 0, 0]
    func place(_ cost: Int) -> [Int64] { order == .cost ? [0, -Int64(cost), -1, 0] : [0, -1, 0, -Int64(cost)] }
    func marginal(_ outlet: Int, _ free: Int64, _ all: Int64, _ scores: [Int64]) -> OutletMarginal? {
      guard all > free else { return nil }
      let first = free > 0 ? [OutletMarginal.Segment(width: Int32(free), scores: none)] : []
      return OutletMarginal(outlet: outlet, segments: first + [.init(width: Int32(all - free), scores: scores)])
    }
    let existing = (0..<base.columnCount).compactMap { column in
      marginal(column, ground.places[column], Int64(base.columnCapacities[column]), place(ground.costs.place ?? 0))
    }
    let new = newCosts.enumerated().compactMap { marginal(base.columnCount + $0, 0, Int64(units), place($1)) }
    let left = max(0, base.units - ground.served - people)
    let idle = base.columnCount + newCosts.count + base.groups.count
    return existing + new + [marginal(idle, left, Int64(units), [-1, 0, 0, 0])].compactMap(\.self)
  }

  // MARK: Reading the answer

  private func read(_ assignment: Assignment) -> Choice {
    let count = ground.problem.columnCount
    var choice = Choice(gain: assignment.units - ground.served)
    var units = [Int64](repeating: 0, count: count)
    for flow in assignment.flows {
      guard Int(flow.column) >= count else {
        units[Int(flow.column)] += Int64(flow.units)
        continue
      }
      choice.rows.append((Int(flow.row), Int64(flow.units)))
      choice.places += Int64(flow.units)
      choice.cost += Int64(flow.units) * Int64(newCosts[Int(flow.column) - count])
    }
    for column in 0..<count where units[column] > ground.places[column] {
      let more = units[column] - ground.places[column]
      choice.columns.append((column, more))
      choice.places += more
      choice.cost += more * Int64(ground.costs.place ?? 0)
    }
    return choice
  }
}

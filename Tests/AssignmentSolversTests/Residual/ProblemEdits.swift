import AssignmentConformance
import AssignmentCore

/// A problem as mutable parts, to be edited and built again.
struct ProblemParts {
  var rowCounts: [Int32]
  var columnCapacities: [Int32]
  var columnFloors: [Int32]
  var groups: [ColumnGroup]
  var rowParents: [Int32]
  var idleParents: [Int32]
  var marginals: [OutletMarginal]
  private let problem: AssignmentProblem

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    rowCounts = problem.rowCounts
    columnCapacities = problem.columnCapacities
    columnFloors = problem.columnFloors
    groups = problem.groups
    rowParents = problem.rowParents
    idleParents = problem.idleParents
    marginals = problem.marginals
  }

  func built() throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
      columnParents: problem.columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents,
      arcs: problem.arcs, levels: problem.levels, marginals: marginals)
  }

  mutating func changeCapacity(ofOutlet outlet: Int, by change: Int32) {
    if outlet < columnCapacities.count {
      columnCapacities[outlet] += change
    } else {
      let group = groups[outlet - columnCapacities.count]
      groups[outlet - columnCapacities.count] = ColumnGroup(
        parent: group.parent, capacity: group.capacity + change, floor: group.floor)
    }
  }

  mutating func lowerFloor(ofOutlet outlet: Int) {
    if outlet < columnCapacities.count {
      if !columnFloors.isEmpty { columnFloors[outlet] = max(0, columnFloors[outlet] - 1) }
    } else {
      let group = groups[outlet - columnCapacities.count]
      groups[outlet - columnCapacities.count] = ColumnGroup(
        parent: group.parent, capacity: group.capacity, floor: max(0, group.floor - 1))
    }
  }

  /// Takes the first unit out of the marginals of an outlet; answers what it scores.
  mutating func takeFirstUnit(ofOutlet outlet: Int) -> [Int64] {
    let none = [Int64](repeating: 0, count: problem.levels.count)
    guard let index = marginals.firstIndex(where: { $0.outlet == outlet }) else { return none }
    var segments = marginals[index].segments
    let first = segments.removeFirst()
    if first.width > 1 { segments.insert(.init(width: first.width - 1, scores: first.scores), at: 0) }
    if segments.isEmpty { segments = [.init(width: 1, scores: none)] }
    marginals[index] = OutletMarginal(outlet: outlet, segments: segments)
    return first.scores
  }
}

extension AssignmentProblem {
  /// The arcs that a unit of a row can take into a column: its own, and that of the row to which it hands on.
  func steps(_ row: Int, _ column: Int) -> [(row: Int, arc: Int)] {
    [row, parent(ofRow: row) ?? row].enumerated().compactMap { place, tail in
      guard place == 0 || tail != row else { return nil }
      return arcs.arc(row: tail, column: column).map { (tail, $0) }
    }
  }

  /// The best values with at least one unit of `row` in `column`; nil where no plan has it.
  ///
  /// The unit is taken out with its place on every outlet on its way.
  func optimum(forcingRow row: Int, column: Int) throws -> [Int64]? {
    let options = steps(row, column).map { step in levels.map { $0.score(row: step.row, arc: step.arc) } }
    guard var worth = options.max(by: { $0.lexicographicallyPrecedes($1) }), rowCounts[row] > 0 else { return nil }
    var parts = ProblemParts(self)
    parts.rowCounts[row] -= 1
    var at: Int? = column
    while let outlet = at {
      guard capacity(ofOutlet: outlet) > 0 else { return nil }
      parts.changeCapacity(ofOutlet: outlet, by: -1)
      parts.lowerFloor(ofOutlet: outlet)
      worth = zip(worth, parts.takeFirstUnit(ofOutlet: outlet)).map { $0 + $1 }
      at = parent(ofOutlet: outlet)
    }
    guard let rest = CycleCancelling.optimum(try parts.built()) else { return nil }
    return zip(rest.values, worth).map { $0 + $1 }
  }

  /// The best values with another capacity; nil where there is no plan.
  func optimum(changingCapacityOf outlet: Int, by change: Int32) throws -> [Int64]? {
    var parts = ProblemParts(self)
    parts.changeCapacity(ofOutlet: outlet, by: change)
    return CycleCancelling.optimum(try parts.built())?.values
  }

  /// The same problem with rows that hand on to others and idle groups with falling scores, by chance.
  func withRowSide(_ random: inout SplitMix64) throws -> AssignmentProblem {
    var parts = ProblemParts(self)
    let shared = Int32(random.below(max(rowCount, 1)))
    parts.rowParents = (0..<Int32(rowCount)).map { $0 != shared && random.chance(50) ? shared : -1 }
    let handing = parts.rowParents
    let first = Int32(groups.count)
    let units = Int32(clamping: self.units)
    parts.groups += (0..<2).map { _ in ColumnGroup(capacity: units) }
    parts.idleParents = (0..<rowCount).map { row in
      handing[row] >= 0 || random.chance(30) ? -1 : first + Int32(random.below(2))
    }
    for group in 0..<2 {
      let vectors = (0..<3).map { _ in levels.map { _ in Int64(random.integer(in: -3...1)) } }
        .sorted { $1.lexicographicallyPrecedes($0) }
      var segments = vectors.map { OutletMarginal.Segment(width: 1, scores: $0) }
      segments.append(.init(width: max(units, 1), scores: vectors[2]))
      parts.marginals.append(OutletMarginal(outlet: columnCount + Int(first) + group, segments: segments))
    }
    return try parts.built()
  }
}

/// A capacitated bipartite assignment problem with lexicographic integer scores.
///
/// Problem: rows i with `rowCounts[i]` equal units, columns j with `columnCapacities[j]` places, laminar groups
/// of columns with caps, arcs (eligible pairs) with one integer score per level. Choose whole units on arcs so
/// that no count, capacity or cap is exceeded, every floor is met, and the vector of level values is
/// lexicographically largest. Units may stay unserved, at score 0.
///
/// As a network: row → column → group → … → root, and row → root for units that stay unserved. Node numbers
/// (used by duals and witnesses): rows first, then columns, then groups; the root has potential 0 and no number.
///
/// Two things may be added on the side of the rows. A row may hand units on to another row (``rowParents``), which
/// then places them or leaves them unserved: people alike but for one pair of their own share the arcs of one row. And
/// the unserved units of rows may flow through a group (``idleParents``) whose marginals then score how many of them
/// there are: a convex level over groups of people.
///
/// Immutable; every value has been validated, so solvers do not repeat the checks. Holds indices only: nothing
/// here can name a person.
public struct AssignmentProblem: Sendable, Hashable {
  /// Equal units in each row, ≥ 0.
  public let rowCounts: [Int32]
  /// Places of each column, ≥ 0.
  public let columnCapacities: [Int32]
  /// Least units each column must take.
  ///
  /// Empty: all zero.
  public let columnFloors: [Int32]
  /// The innermost group of each column, −1 for none.
  ///
  /// Empty: no groups.
  public let columnParents: [Int32]
  /// Groups of columns, in any order; parents name them by index.
  public let groups: [ColumnGroup]
  /// The row to which each row hands the units that it does not place itself, −1 for none.
  ///
  /// Empty: none hands on. Such a row leaves nobody unserved itself; a row that takes units hands none on. Handing on
  /// scores nothing and has no limit. No row of a `together` constraint does either.
  public let rowParents: [Int32]
  /// The group through which the unserved units of each row flow to the root, −1 for none.
  ///
  /// Empty: no groups. An idle group has no columns, no parent, no floor, and room for all units; a row that hands on
  /// has none.
  public let idleParents: [Int32]
  /// The eligible pairs.
  public let arcs: ArcSource
  /// At least one, first is most important.
  public let levels: [ObjectiveLevel]
  /// At most one per outlet, ascending by outlet.
  public let marginals: [OutletMarginal]
  /// What is no capacity; empty for a plain flow.
  public let sideConstraints: [SideConstraint]
  /// The largest magnitude of each level's scores of arcs, where validation looked through them; nil elsewhere.
  package let magnitudes: [UInt64?]

  /// - Throws: ``InvalidProblem`` with every fault found, at most 1,000: shapes, ranges, order of columns, cycles among
  ///   groups, chains of rows, increasing marginals, and scores for which 64 bits could overflow.
  /// - Complexity: O(rows + columns + groups + arcs × levels)
  public init(
    rowCounts: [Int32], columnCapacities: [Int32], columnFloors: [Int32] = [], columnParents: [Int32] = [],
    groups: [ColumnGroup] = [], rowParents: [Int32] = [], idleParents: [Int32] = [], arcs: ArcSource,
    levels: [ObjectiveLevel], marginals: [OutletMarginal] = [], sideConstraints: [SideConstraint] = []
  ) throws(InvalidProblem) {
    self.rowCounts = rowCounts
    self.columnCapacities = columnCapacities
    self.columnFloors = columnFloors
    self.columnParents = columnParents
    self.groups = groups
    self.rowParents = rowParents
    self.idleParents = idleParents
    self.arcs = arcs
    self.levels = levels
    self.marginals = marginals
    self.sideConstraints = sideConstraints
    magnitudes = levels.map(\.scores.looked)
    let faults = self.findFaults()
    if !faults.isEmpty { throw InvalidProblem(faults: faults) }
  }
}

extension AssignmentProblem {
  /// The number of rows.
  public var rowCount: Int { rowCounts.count }
  /// The number of columns.
  public var columnCount: Int { columnCapacities.count }
  /// Columns and groups: every node with an arc towards the root.
  public var outletCount: Int { columnCount + groups.count }
  /// Rows, columns and groups; the root is not counted.
  public var nodeCount: Int { rowCount + outletCount }

  /// Σ `rowCounts`.
  public var units: Int64 { rowCounts.reduce(0) { $0 + Int64($1) } }

  /// Capacity of the arc from an outlet (column j, or group g at `columnCount + g`) to its parent.
  public func capacity(ofOutlet outlet: Int) -> Int64 {
    outlet < columnCount ? Int64(columnCapacities[outlet]) : Int64(groups[outlet - columnCount].capacity)
  }

  /// Least flow on the arc from an outlet to its parent.
  public func floor(ofOutlet outlet: Int) -> Int64 {
    if outlet >= columnCount { return Int64(groups[outlet - columnCount].floor) }
    return columnFloors.isEmpty ? 0 : Int64(columnFloors[outlet])
  }

  /// The outlet into which an outlet leads, or nil for the root.
  public func parent(ofOutlet outlet: Int) -> Int? {
    let group =
      outlet >= columnCount
      ? groups[outlet - columnCount].parent : (columnParents.isEmpty ? -1 : columnParents[outlet])
    return group < 0 ? nil : columnCount + Int(group)
  }

  /// The row to which a row hands on what it does not place, or nil.
  public func parent(ofRow row: Int) -> Int? {
    rowParents.isEmpty || rowParents[row] < 0 ? nil : Int(rowParents[row])
  }

  /// The outlet through which a row's unserved units flow, or nil for straight to the root.
  public func idleOutlet(ofRow row: Int) -> Int? {
    idleParents.isEmpty || idleParents[row] < 0 ? nil : columnCount + Int(idleParents[row])
  }

  /// Most units that can ever be in each row: its own and those that may be handed to it.
  ///
  /// O(rows).
  public var reachableCounts: [Int64] {
    var counts = rowCounts.map { Int64($0) }
    for row in rowParents.indices where rowParents[row] >= 0 { counts[Int(rowParents[row])] += Int64(rowCounts[row]) }
    return counts
  }

  /// Whether any column or group must take a least number of units.
  public var hasFloors: Bool { columnFloors.contains { $0 > 0 } || groups.contains { $0.floor > 0 } }
}

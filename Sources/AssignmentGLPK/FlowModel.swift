import AssignmentCore

/// The network of an `AssignmentProblem` as a linear programme.
///
/// Columns: x for every arc that can carry a unit, 0 ≤ x ≤ min(count, capacity); then, for every outlet that has a
/// parent or a marginal, or that unserved units flow through, one column per segment of its outflow. Rows: Σ x of a row
/// and of the rows that hand on to it ≤ their count; for every outlet, inflow = outflow, or floor ≤ inflow ≤ capacity
/// where no outflow column is needed. What flows into an idle group is the count of its rows less their Σ x. All
/// entries are ±1 and the matrix is a network's (the sets of rows are laminar like those of columns), so vertices are
/// whole numbers; a level is fixed by bounds alone (the face rule) and adds no row.
///
/// A floor forces the first units of the outflow, which loses nothing: marginals never increase lexicographically.
/// Order: arcs by identifier, outlets by number. No names.
struct FlowModel {
  struct Arc {
    let row: Int32
    let column: Int32
    let arc: Int
  }

  /// Units `first + 1 …` of the outflow of an outlet; the segment, or nil for units that score nothing.
  struct Outflow {
    let outlet: Int
    let segment: Int?
    let forced: Int64
    let width: Int64
  }

  let problem: AssignmentProblem
  /// Most units that can be in each row.
  let reachable: [Int64]
  var model = LinearModel()
  /// Model column k < `arcs.count` is the units on this arc.
  private(set) var arcs: [Arc] = []
  /// Model column `arcs.count + k` is part of an outflow.
  private(set) var outflows: [Outflow] = []
  /// Indices into `outflows` of each outlet.
  private(set) var outflowRanges: [Range<Int>] = []
  /// Marginal of each outlet, as an index; −1 for none.
  let marginalOfOutlet: [Int32]
  /// Model columns of each row's own arcs.
  private(set) var arcRanges: [Range<Int>] = []
  /// The rows whose unserved units flow through each outlet; empty for columns and groups of columns.
  private let idleRows: [[Int32]]
  /// A floor exceeds what its outlet could ever take: nothing to solve.
  private(set) var contradicts = false

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    var marginals = [Int32](repeating: -1, count: problem.outletCount)
    for (index, marginal) in problem.marginals.enumerated() { marginals[marginal.outlet] = Int32(index) }
    marginalOfOutlet = marginals
    reachable = problem.reachableCounts
    var idle = [[Int32]](repeating: [], count: problem.outletCount)
    for row in problem.idleParents.indices {
      if let outlet = problem.idleOutlet(ofRow: row) { idle[outlet].append(Int32(row)) }
    }
    idleRows = idle
    addArcs()
    for outlet in 0..<problem.outletCount { addOutflows(of: outlet) }
    addRows()
  }

  /// Most units that can leave an outlet.
  func capacity(_ outlet: Int) -> Int64 { min(problem.capacity(ofOutlet: outlet), problem.units) }

  private mutating func addArcs() {
    for row in 0..<problem.rowCount {
      let begin = arcs.count
      for arc in problem.arcs.arcs(ofRow: row) where reachable[row] > 0 {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        guard problem.columnCapacities[column] > 0 else { continue }
        arcs.append(Arc(row: Int32(row), column: Int32(column), arc: arc))
        model.addColumn(lower: 0, upper: min(reachable[row], Int64(problem.columnCapacities[column])))
      }
      arcRanges.append(begin..<arcs.count)
    }
  }

  private mutating func addOutflows(of outlet: Int) {
    let (begin, capacity, floor) = (outflows.count, capacity(outlet), problem.floor(ofOutlet: outlet))
    if floor > capacity { contradicts = true }
    let marginal = marginalOfOutlet[outlet]
    if hasOutflows(outlet) {
      var taken: Int64 = 0
      func add(_ segment: Int?, _ wanted: Int64) {
        let width = min(wanted, capacity - taken)
        guard width > 0 else { return }
        let forced = max(0, min(width, floor - taken))
        outflows.append(Outflow(outlet: outlet, segment: segment, forced: forced, width: width))
        model.addColumn(lower: forced, upper: width)
        taken += width
      }
      if marginal >= 0 {
        for (index, segment) in problem.marginals[Int(marginal)].segments.enumerated() {
          add(index, Int64(segment.width))
        }
      }
      add(nil, capacity)
    }
    outflowRanges.append(begin..<outflows.count)
  }

  private mutating func addRows() {
    let members = members()
    for row in 0..<problem.rowCount {
      addEntries(ofRows: members[row])
      model.closeRow(lower: 0, upper: Double(reachable[row]))
    }
    let inflows = self.inflows()
    for outlet in 0..<problem.outletCount {
      for column in inflows[outlet] { model.addEntry(Int(column)) }
      for row in idleRows[outlet] { addEntries(ofRows: members[Int(row)]) }
      let sign = idleRows[outlet].isEmpty ? -1.0 : 1
      for index in outflowRanges[outlet] { model.addEntry(arcs.count + index, sign) }
      if hasOutflows(outlet) {
        let supply = Double(idleRows[outlet].reduce(0) { $0 + reachable[Int($1)] })
        model.closeRow(lower: supply, upper: supply)
      } else {
        model.closeRow(
          lower: Double(min(problem.floor(ofOutlet: outlet), capacity(outlet))), upper: Double(capacity(outlet)))
      }
    }
  }

  /// Each row, and before it those that hand on to it.
  private func members() -> [[Int32]] {
    var members = [[Int32]](repeating: [], count: problem.rowCount)
    for row in problem.rowParents.indices {
      if let parent = problem.parent(ofRow: row) { members[parent].append(Int32(row)) }
    }
    for row in members.indices { members[row].append(Int32(row)) }
    return members
  }

  private mutating func addEntries(ofRows rows: [Int32]) {
    for row in rows {
      for column in arcRanges[Int(row)] { model.addEntry(column) }
    }
  }

  private func hasOutflows(_ outlet: Int) -> Bool {
    marginalOfOutlet[outlet] >= 0 || problem.parent(ofOutlet: outlet) != nil || !idleRows[outlet].isEmpty
  }

  /// Model columns that flow into each outlet.
  private func inflows() -> [[Int32]] {
    var lists = [[Int32]](repeating: [], count: problem.outletCount)
    for (index, arc) in arcs.enumerated() { lists[Int(arc.column)].append(Int32(index)) }
    for (index, outflow) in outflows.enumerated() {
      if let parent = problem.parent(ofOutlet: outflow.outlet) { lists[parent].append(Int32(arcs.count + index)) }
    }
    return lists
  }

  /// Score of a part of an outflow.
  func score(_ outflow: Outflow, level: Int) -> Int64 {
    guard let segment = outflow.segment else { return 0 }
    return problem.marginals[Int(marginalOfOutlet[outflow.outlet])].segments[segment].scores[level]
  }

  /// Score of a model column of the network.
  func score(ofColumn column: Int, level: Int) -> Int64 {
    if column >= arcs.count { return score(outflows[column - arcs.count], level: level) }
    let arc = arcs[column]
    return problem.levels[level].score(row: Int(arc.row), arc: arc.arc)
  }

  /// Columns of the network: arcs and outflows.
  var networkColumns: Range<Int> { 0..<arcs.count + outflows.count }

  mutating func setObjective(level: Int) {
    for column in networkColumns { model.objective[column] = Double(score(ofColumn: column, level: level)) }
  }
}

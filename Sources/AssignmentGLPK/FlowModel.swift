import AssignmentCore

/// The network of an ``AssignmentProblem`` as a linear programme.
///
/// Columns: x for every arc that can carry a unit, 0 ≤ x ≤ min(count, capacity); then, for every outlet that has a
/// parent or a marginal, one column per segment of its outflow. Rows: Σ x of a row ≤ count; for every outlet, inflow
/// = outflow, or floor ≤ inflow ≤ capacity where no outflow column is needed. All entries are ±1 and the matrix is a
/// network's, so vertices are whole numbers; a level is fixed by bounds alone (the face rule) and adds no row.
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
  var model = LinearModel()
  /// Model column k < `arcs.count` is the units on this arc.
  private(set) var arcs: [Arc] = []
  /// Model column `arcs.count + k` is part of an outflow.
  private(set) var outflows: [Outflow] = []
  /// Indices into `outflows` of each outlet.
  private(set) var outflowRanges: [Range<Int>] = []
  /// Marginal of each outlet, as an index; −1 for none.
  let marginalOfOutlet: [Int32]
  /// A floor exceeds what its outlet could ever take: nothing to solve.
  private(set) var contradicts = false

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    var marginals = [Int32](repeating: -1, count: problem.outletCount)
    for (index, marginal) in problem.marginals.enumerated() { marginals[marginal.outlet] = Int32(index) }
    marginalOfOutlet = marginals
    addArcs()
    for outlet in 0..<problem.outletCount { addOutflows(of: outlet) }
    addRows()
  }

  /// Most units that can leave an outlet.
  func capacity(_ outlet: Int) -> Int64 { min(problem.capacity(ofOutlet: outlet), problem.units) }

  private mutating func addArcs() {
    for row in 0..<problem.rowCount where problem.rowCounts[row] > 0 {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        guard problem.columnCapacities[column] > 0 else { continue }
        arcs.append(Arc(row: Int32(row), column: Int32(column), arc: arc))
        model.addColumn(lower: 0, upper: Int64(min(problem.rowCounts[row], problem.columnCapacities[column])))
      }
    }
  }

  private mutating func addOutflows(of outlet: Int) {
    let (begin, capacity, floor) = (outflows.count, capacity(outlet), problem.floor(ofOutlet: outlet))
    if floor > capacity { contradicts = true }
    let marginal = marginalOfOutlet[outlet]
    if marginal >= 0 || problem.parent(ofOutlet: outlet) != nil {
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
    var next = 0
    for row in 0..<problem.rowCount {
      while next < arcs.count, arcs[next].row == row {
        model.addEntry(next)
        next += 1
      }
      model.closeRow(lower: 0, upper: Double(problem.rowCounts[row]))
    }
    let inflows = self.inflows()
    for outlet in 0..<problem.outletCount {
      for column in inflows[outlet] { model.addEntry(Int(column)) }
      for index in outflowRanges[outlet] { model.addEntry(arcs.count + index, -1) }
      if hasOutflows(outlet) {
        model.closeRow(lower: 0, upper: 0)
      } else {
        model.closeRow(
          lower: Double(min(problem.floor(ofOutlet: outlet), capacity(outlet))), upper: Double(capacity(outlet)))
      }
    }
  }

  private func hasOutflows(_ outlet: Int) -> Bool {
    marginalOfOutlet[outlet] >= 0 || problem.parent(ofOutlet: outlet) != nil
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

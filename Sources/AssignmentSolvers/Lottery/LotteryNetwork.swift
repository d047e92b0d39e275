import AssignmentCore

/// The part of a problem that no bottleneck has closed yet: open columns, and what is left of each capacity and cap.
///
/// A bottleneck fills its columns in every draw, so they can be taken out once and for all. Which of them it loads
/// with how much does not matter to the rest: the outlets at which they are full are full in every draw, and nothing
/// under a full outlet can be used.
struct LotteryNetwork {
  /// A maximum flow from some rows to the root.
  ///
  /// Nodes: the rows as given, then `outlets`, then the source, then the root.
  struct Routing {
    let rows: [Int32]
    /// Columns and groups that the rows can reach.
    let outlets: [Int32]
    let value: Int64
    let flow: MaximumFlow

    var source: Int { rows.count + outlets.count }
    var root: Int { source + 1 }
  }

  let problem: AssignmentProblem
  private(set) var isClosed: [Bool]
  /// What is left of each outlet's capacity.
  private(set) var left: [Int64]
  /// Scratch: place of each outlet in the network being built, −1 for none.
  private var places: [Int32]

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    isClosed = [Bool](repeating: false, count: problem.columnCount)
    left = (0..<problem.outletCount).map { problem.capacity(ofOutlet: $0) }
    places = [Int32](repeating: -1, count: problem.outletCount)
  }

  /// Sends as much as possible from `rows`, at most `limits` from each, with all capacities times `scale`.
  ///
  /// - Throws: ``SolverFailure/stopped(_:)``
  mutating func route(
    _ rows: [Int32], limits: [Int64], scale: Int64, _ pace: inout SearchPace
  ) throws(SolverFailure) -> Routing {
    let outlets = reachableOutlets(rows)
    let (first, source) = (rows.count, rows.count + outlets.count)
    var flow = MaximumFlow(nodeCount: source + 2)
    for (node, row) in rows.enumerated() {
      flow.addArc(from: source, to: node, capacity: limits[node])
      for arc in problem.arcs.arcs(ofRow: Int(row)) {
        let column = problem.arcs.column(ofArc: arc, inRow: Int(row))
        guard !isClosed[column] else { continue }
        flow.addArc(from: node, to: first + Int(places[column]), capacity: MaximumFlow.unlimited)
      }
    }
    for (place, outlet) in outlets.enumerated() {
      let end = problem.parent(ofOutlet: Int(outlet)).map { first + Int(places[$0]) } ?? source + 1
      flow.addArc(from: first + place, to: end, capacity: left[Int(outlet)] * scale)
    }
    for outlet in outlets { places[Int(outlet)] = -1 }
    let value = try flow.run(from: source, to: source + 1, &pace)
    return Routing(rows: rows, outlets: outlets, value: value, flow: flow)
  }

  /// The open columns of some rows, ascending.
  func openColumns(of rows: [Int32]) -> [Int32] {
    var columns: Set<Int32> = []
    for row in rows {
      for arc in problem.arcs.arcs(ofRow: Int(row)) {
        let column = problem.arcs.column(ofArc: arc, inRow: Int(row))
        if !isClosed[column] { columns.insert(Int32(column)) }
      }
    }
    return columns.sorted()
  }

  /// Fills columns as far as the caps allow and takes them out; answers how many places they had.
  ///
  /// Caps are laminar, so filling one column after the other fills the most.
  mutating func close(_ columns: [Int32]) -> Int64 {
    var total: Int64 = 0
    for column in columns {
      var most = Int64.max
      var outlet: Int? = Int(column)
      while let at = outlet {
        most = min(most, left[at])
        outlet = problem.parent(ofOutlet: at)
      }
      outlet = Int(column)
      while let at = outlet {
        left[at] -= most
        outlet = problem.parent(ofOutlet: at)
      }
      isClosed[Int(column)] = true
      total += most
    }
    return total
  }

  /// Open columns of the rows and all groups around them, each numbered in `places`.
  private mutating func reachableOutlets(_ rows: [Int32]) -> [Int32] {
    var outlets: [Int32] = []
    for row in rows {
      for arc in problem.arcs.arcs(ofRow: Int(row)) {
        let column = problem.arcs.column(ofArc: arc, inRow: Int(row))
        guard !isClosed[column] else { continue }
        var outlet: Int? = column
        while let at = outlet, places[at] < 0 {
          places[at] = Int32(outlets.count)
          outlets.append(Int32(at))
          outlet = problem.parent(ofOutlet: at)
        }
      }
    }
    return outlets
  }
}

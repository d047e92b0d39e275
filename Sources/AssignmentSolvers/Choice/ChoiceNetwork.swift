// Problem: of several options, each of which opens ways to serve more, which few serve most, or which fewest serve enough.
// Formulation: the residual network of an assignment that serves the most, and beside it a gate for each option, closed:
// hubs (rows that a gate may take alike) → gate → an outlet or the root. Taking an option opens its gate for `unit` more
// units. What is gained is the flow that then gets from unserved rows to the root, old pairs moved as need be.
// Invariants: only what unserved rows reach when every gate is open is kept; floors are never broken; gains are those of
// maximum flows.
// Deviation: none of the gates is used by the assignment it starts from.
// Complexity: memory and time of building O(arcs reached + hub entries + gate entries).
// Reference: E. A. Dinic, Algorithm for solution of a problem of maximum flow in a network with power estimation (1970).

package import AssignmentCore

/// What an option opens.
package struct ChoiceGate: Sendable, Hashable {
  /// Hubs that it lets in.
  package var hubs: [Int32]
  /// The outlet to which it leads, −1 for the root.
  package var outlet: Int
  /// Units for which it opens each time it is taken, ≥ 1.
  package var unit: Int
  /// How often it may be taken.
  package var most: Int

  package init(hubs: [Int32], outlet: Int, unit: Int, most: Int) {
    self.hubs = hubs
    self.outlet = outlet
    self.unit = unit
    self.most = most
  }
}

/// The network in which options are tried.
package struct ChoiceNetwork: Sendable {
  package let gates: [ChoiceGate]
  /// Most units that could ever use each gate.
  package var useful: [Int]
  /// Ends of arcs; arc e and its reverse e ^ 1.
  let heads: [Int32]
  /// Arcs out of node v: `arcs[starts[v] ..< starts[v + 1]]`.
  let starts: [Int32]
  let arcs: [Int32]
  /// The two arcs out of each gate: what is taken, and what is priced; −1 where nobody reaches the gate.
  let takenArc: [Int32]
  /// Rows that unserved rows reach, themselves among them.
  package let rows: [Int]
  /// The hub of each node that is one, −1 for the others.
  let hubOfNode: [Int32]
  /// Residual capacities with every gate closed.
  let residual: [Int32]

  static let source = 0
  static let sink = 1

  package var arcCount: Int { heads.count / 2 }
  var nodeCount: Int { starts.count - 1 }

  /// Builds the network around an assignment.
  ///
  /// - Parameters:
  ///   - problem: without rows that hand on.
  ///   - capacities: of columns, instead of the problem's.
  ///   - assignment: serves the most without options.
  ///   - hubs: rows of each hub.
  ///   - gates: the options.
  ///   - isNear: gates lead straight to the root, whatever lies behind them: a relaxation, because every path of a gain
  ///     has a first gate, and up to it uses nothing but what unserved rows reach without options.
  package init(
    _ problem: AssignmentProblem, capacities: [Int64], assignment: Assignment, hubs: [[Int32]], gates: [ChoiceGate],
    isNear: Bool = false
  ) {
    var inner = gates
    if isNear { for gate in inner.indices { inner[gate].outlet = -1 } }
    var builder = ChoiceBuilder(problem, capacities, assignment, hubs, inner)
    builder.explore()
    builder.connect()
    self.gates = gates
    heads = builder.heads
    residual = builder.residual
    takenArc = builder.takenArc
    (rows, hubOfNode) = builder.names()
    (starts, arcs) = builder.adjacency()
    let counts = hubs.map { rows in rows.reduce(0) { $0 + Int(problem.rowCounts[Int($1)]) } }
    useful = gates.map { gate in
      let units = gate.hubs.reduce(0) { $0 + counts[Int($1)] }
      let (limit, overflow) = gate.unit.multipliedReportingOverflow(by: gate.most)
      return overflow ? units : min(units, limit)
    }
  }
}

extension ChoiceNetwork {
  /// Lowers ``useful`` to what can flow through each gate while all are open, which sharpens the relaxation.
  ///
  /// The paths of a gain that lead through a gate are themselves a flow to it and from it, so there are no more of them.
  /// Gates are left as they are once so many arcs were looked at, or as large networks and many gates need too long.
  package mutating func sharpen(work: Int = 200_000_000, limits: SolveLimits = .none) {
    var opened = ChoiceFlow(self)
    for (gate, one) in gates.enumerated() { opened.open(gate, units: one.unit * one.most) }
    var all = opened
    let most = all.gainMost()
    var left = work
    for gate in gates.indices where left > 0 {
      left -= 2 * arcCount
      guard limits.reasonToStop() == nil else { return }
      useful[gate] = min(useful[gate], opened.most(throughGate: gate, limit: min(useful[gate], most)))
    }
  }
}

/// Fills the arrays of a ``ChoiceNetwork``.
struct ChoiceBuilder {
  private let problem: AssignmentProblem
  private let capacities: [Int64]
  private let hubs: [[Int32]]
  private let gates: [ChoiceGate]
  private let flow: ResidualFlow
  private let hubsOfRow: Grouped
  private let gatesOfHub: Grouped
  /// Number of each node, −1 for those not reached: rows, outlets, hubs, gates.
  private var numbers: [Int32]
  private var reached: [Int32] = []
  private var next: Int32 = 2
  private(set) var heads: [Int32] = []
  private var tails: [Int32] = []
  private(set) var residual: [Int32] = []
  private(set) var takenArc: [Int32]

  init(
    _ problem: AssignmentProblem, _ capacities: [Int64], _ assignment: Assignment, _ hubs: [[Int32]],
    _ gates: [ChoiceGate]
  ) {
    (self.problem, self.capacities, self.hubs, self.gates) = (problem, capacities, hubs, gates)
    flow = ResidualFlow(problem, assignment)
    var entries: [(Int32, Int32, Int32)] = []
    for (hub, rows) in hubs.enumerated() { for row in rows { entries.append((row, Int32(hub), 0)) } }
    hubsOfRow = Grouped(count: problem.rowCount, entries)
    entries = []
    for (gate, one) in gates.enumerated() { for hub in one.hubs { entries.append((hub, Int32(gate), 0)) } }
    gatesOfHub = Grouped(count: hubs.count, entries)
    numbers = [Int32](repeating: -1, count: problem.nodeCount + hubs.count + gates.count)
    takenArc = [Int32](repeating: -1, count: gates.count)
  }

  private var firstHub: Int { problem.nodeCount }
  private var firstGate: Int { problem.nodeCount + hubs.count }

  private func capacity(_ outlet: Int) -> Int64 {
    outlet < capacities.count ? capacities[outlet] : problem.capacity(ofOutlet: outlet)
  }

  private func hasRoom(_ outlet: Int) -> Bool { flow.outflow[outlet] < capacity(outlet) }

  private mutating func visit(_ node: Int) {
    guard numbers[node] < 0 else { return }
    numbers[node] = next
    next += 1
    reached.append(Int32(node))
  }

  /// Numbers everything that unserved rows reach when every gate is open.
  mutating func explore() {
    for row in 0..<problem.rowCount where flow.left[row] > 0 { visit(row) }
    var done = 0
    while done < reached.count {
      let node = Int(reached[done])
      done += 1
      if node < problem.rowCount {
        for arc in problem.arcs.arcs(ofRow: node) {
          visit(problem.rowCount + problem.arcs.column(ofArc: arc, inRow: node))
        }
        for hub in hubsOfRow[node] { visit(firstHub + Int(hubsOfRow.members[hub])) }
      } else if node < firstHub {
        exploreOutlet(node - problem.rowCount)
      } else if node < firstGate {
        for gate in gatesOfHub[node - firstHub] { visit(firstGate + Int(gatesOfHub.members[gate])) }
      } else if gates[node - firstGate].outlet >= 0 {
        visit(problem.rowCount + gates[node - firstGate].outlet)
      }
    }
  }

  private mutating func exploreOutlet(_ outlet: Int) {
    if let parent = problem.parent(ofOutlet: outlet), hasRoom(outlet) { visit(problem.rowCount + parent) }
    for place in flow.children[outlet] {
      let child = Int(flow.children.members[place])
      if flow.canGiveBack(child) { visit(problem.rowCount + child) }
    }
    guard outlet < problem.columnCount else { return }
    for use in flow.usedByColumn[outlet] { visit(Int(flow.usedByColumn.members[use])) }
  }

  // MARK: Arcs

  @discardableResult
  private mutating func join(_ tail: Int32, _ head: Int32, _ forward: Int64, _ back: Int64) -> Int32 {
    tails += [tail, head]
    heads += [head, tail]
    residual += [Int32(clamping: forward), Int32(clamping: back)]
    return Int32(heads.count - 2)
  }

  private func number(_ outlet: Int?) -> Int32 {
    outlet.map { numbers[problem.rowCount + $0] } ?? Int32(ChoiceNetwork.sink)
  }

  mutating func connect() {
    for node in reached.map({ Int($0) }) {
      let own = numbers[node]
      if node < problem.rowCount {
        connectRow(node, own)
      } else if node < firstHub {
        let outlet = node - problem.rowCount
        let parent = problem.parent(ofOutlet: outlet)
        guard parent == nil || number(parent) >= 0 else { continue }
        let units = flow.outflow[outlet]
        join(own, number(parent), capacity(outlet) - units, units - problem.floor(ofOutlet: outlet))
      } else if node < firstGate {
        for place in gatesOfHub[node - firstHub] {
          join(own, numbers[firstGate + Int(gatesOfHub.members[place])], problem.units, 0)
        }
      } else {
        let gate = node - firstGate
        let outlet = gates[gate].outlet
        takenArc[gate] = join(own, number(outlet < 0 ? nil : outlet), 0, 0)
        // Beside it the arcs of which the price is counted: whole takings, and the rest.
        join(own, number(outlet < 0 ? nil : outlet), 0, 0)
        join(own, number(outlet < 0 ? nil : outlet), 0, 0)
      }
    }
  }

  private mutating func connectRow(_ row: Int, _ own: Int32) {
    if flow.left[row] > 0 { join(Int32(ChoiceNetwork.source), own, flow.left[row], 0) }
    for arc in problem.arcs.arcs(ofRow: row) {
      let column = problem.arcs.column(ofArc: arc, inRow: row)
      let units = Int64(flow.units(row: row, column: column))
      join(own, numbers[problem.rowCount + column], Int64(problem.rowCounts[row]) - units, units)
    }
    for place in hubsOfRow[row] {
      join(own, numbers[firstHub + Int(hubsOfRow.members[place])], Int64(problem.rowCounts[row]), 0)
    }
  }

  /// Rows that were reached, and the hub of each node.
  func names() -> (rows: [Int], hubOfNode: [Int32]) {
    var hubOfNode = [Int32](repeating: -1, count: Int(next))
    for hub in hubs.indices where numbers[firstHub + hub] >= 0 { hubOfNode[Int(numbers[firstHub + hub])] = Int32(hub) }
    return ((0..<problem.rowCount).filter { numbers[$0] >= 0 }, hubOfNode)
  }

  /// Arcs by tail.
  func adjacency() -> (starts: [Int32], arcs: [Int32]) {
    var starts = [Int32](repeating: 0, count: Int(next) + 1)
    for tail in tails { starts[Int(tail) + 1] += 1 }
    for node in 0..<Int(next) { starts[node + 1] += starts[node] }
    var (arcs, places) = ([Int32](repeating: 0, count: tails.count), starts)
    for (arc, tail) in tails.enumerated() {
      arcs[Int(places[Int(tail)])] = Int32(arc)
      places[Int(tail)] += 1
    }
    return (starts, arcs)
  }
}

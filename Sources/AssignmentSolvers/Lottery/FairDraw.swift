// Problem: draw a plan that serves the most people, class by class, so that each is served with the chance that
// FairChances found.
// Formulation: each level fills its own places in every draw, so each is drawn by itself: a flow in which every row
// sends its count times its chance, rounded along cycles (CycleRounding). Rows with chance 1 that no level holds come
// last, with whole units.
// Invariants: flows are whole numbers of 1/denominator of the level's chance, so nothing is approximate and the
// denominators of different levels never meet.
// Complexity: one maximum flow for each level to prepare; a draw then touches only the arcs that carry flow.
// Cannot: choose who within a row is served; all its units are equal, and the caller draws among them.
// Reference: Budish, Che, Kojima and Milgrom, "Designing random allocation mechanisms", American Economic Review 103,
// 585–623 (2013).

public import AssignmentCore

/// A lottery ready to be drawn: every draw serves the most people, and every row with exactly its chance.
///
/// Chances are exact if the generator's 64 bits are uniform. A row of n units with chance p is served n × p times,
/// rounded up or down; who within the row is served is for the caller to draw, each with the same chance. Equal
/// problems, chances and generators give equal draws. `SplitMix64` serves for studies; a draw that must be fair
/// in public needs a generator that nobody could foresee.
public struct FairDraw: Sendable {
  /// What was drawn.
  public struct Outcome: Sendable, Hashable {
    /// Units of each row that are served.
    public let served: [Int64]
    /// Where they are served: feasible, and of the largest first level value.
    ///
    /// Later levels are not considered.
    public let assignment: Assignment
  }

  /// One level: its flow, and which of its arcs are pairs.
  private struct Block: Sendable {
    let rounding: CycleRounding
    let pairs: [Pair]
  }

  private struct Pair: Sendable {
    let arc: Int32
    let row: Int32
    let column: Int32
  }

  private let rowCount: Int
  private let blocks: [Block]

  /// Prepares the flows.
  ///
  /// - Precondition: the chances are those of this problem.
  /// - Complexity: one maximum flow for each level.
  public init(_ problem: AssignmentProblem, _ chances: FairChances) {
    var prepared: [Block] = []
    do throws(SolverFailure) {
      prepared = try Self.blocks(problem, chances, .none)
    } catch {
      assertionFailure("nothing stops a search without limits: \(error)")
    }
    (rowCount, blocks) = (problem.rowCount, prepared)
  }

  /// Prepares the flows, within limits.
  ///
  /// - Throws: `SolverFailure.stopped(_:)` where `limits` cut it short.
  /// - Precondition: the chances are those of this problem.
  /// - Complexity: one maximum flow for each level.
  public init(_ problem: AssignmentProblem, _ chances: FairChances, limits: SolveLimits) throws(SolverFailure) {
    (rowCount, blocks) = (problem.rowCount, try Self.blocks(problem, chances, limits))
  }

  private static func blocks(
    _ problem: AssignmentProblem, _ chances: FairChances, _ limits: SolveLimits
  ) throws(SolverFailure) -> [Block] {
    var pace = SearchPace(limits, phase: "preparing")
    let network = LotteryNetwork(problem)
    var places = OpenPlaces(problem)
    var flow = LotteryFlow(network, places)
    var blocks: [Block] = []
    var isHeld = [Bool](repeating: false, count: problem.rowCount)
    for level in chances.levels where level.probability < .certain {
      for row in level.heldRows { isHeld[Int(row)] = true }
      blocks.append(try block(&flow, places, level.rows, level.probability, beside: level.heldRows, &pace))
      _ = places.close(level.columns, network)
    }
    let certain = chances.levels.filter { $0.probability == .certain }.flatMap(\.rows).filter { !isHeld[Int($0)] }
    blocks.append(try block(&flow, places, [], .certain, beside: certain, &pace))
    return blocks
  }

  /// Draws a plan.
  public func draw(using generator: inout some RandomNumberGenerator) -> Outcome {
    var served = [Int64](repeating: 0, count: rowCount)
    var flows: [Assignment.Flow] = []
    for block in blocks {
      let units = block.rounding.draw(using: &generator)
      for pair in block.pairs where units[Int(pair.arc)] > 0 {
        let amount = units[Int(pair.arc)]
        served[Int(pair.row)] += amount
        flows.append(Assignment.Flow(row: pair.row, column: pair.column, units: Int32(clamping: amount)))
      }
    }
    return Outcome(served: served, assignment: Assignment(flows: flows))
  }

  /// The flow in which `rows` send their counts times `chance` and `certain` rows all their units.
  private static func block(
    _ flow: inout LotteryFlow, _ places: OpenPlaces, _ rows: [Int32], _ chance: Chance, beside certain: [Int32],
    _ pace: inout SearchPace
  ) throws(SolverFailure) -> Block {
    let counts = flow.network.counts
    let columns = flow.begin(rows + certain, places, scale: chance.denominator)
    for row in rows { flow.waiting[Int(row)] = Int64(counts[Int(row)]) * chance.numerator }
    for row in certain { flow.waiting[Int(row)] = Int64(counts[Int(row)]) * chance.denominator }
    try flow.send(rows + certain, &pace)
    assert((rows + certain).allSatisfy { flow.waiting[Int($0)] == 0 }, "what a level promises can be served")
    return block(flow, columns, chance.denominator)
  }

  /// Only the arcs that carry flow; the source and the root are one node.
  private static func block(_ flow: LotteryFlow, _ columns: [Int32], _ denominator: Int64) -> Block {
    let (network, shares) = (flow.network, flow.shares(columns))
    let (hub, firstRow) = (Int32(network.nodeCount), Int32(network.outletCount))
    var arcs: [CycleRounding.Arc] = []
    var pairs: [Pair] = []
    for share in shares {
      pairs.append(Pair(arc: Int32(arcs.count), row: share.row, column: share.column))
      arcs.append(CycleRounding.Arc(tail: firstRow + share.row, head: share.column, amount: share.units))
    }
    var start = 0
    for end in 1..<(shares.count + 1) where end == shares.count || shares[end].row != shares[start].row {
      let sent = shares[start..<end].reduce(0) { $0 + $1.units }
      arcs.append(CycleRounding.Arc(tail: hub, head: firstRow + shares[start].row, amount: sent))
      start = end
    }
    for outlet in flow.outlets(around: columns) {
      let parent = network.parents[Int(outlet)]
      arcs.append(CycleRounding.Arc(tail: outlet, head: parent < 0 ? hub : parent, amount: flow.passed[Int(outlet)]))
    }
    return Block(rounding: CycleRounding(arcs, denominator: denominator), pairs: pairs)
  }
}

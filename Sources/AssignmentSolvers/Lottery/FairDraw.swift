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
/// problems, chances and generators give equal draws. ``SplitMix64`` serves for studies; a draw that must be fair
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
  /// - Throws: ``SolverFailure/stopped(_:)`` where `limits` cut it short.
  /// - Precondition: the chances are those of this problem.
  /// - Complexity: one maximum flow for each level.
  public init(_ problem: AssignmentProblem, _ chances: FairChances, limits: SolveLimits) throws(SolverFailure) {
    (rowCount, blocks) = (problem.rowCount, try Self.blocks(problem, chances, limits))
  }

  private static func blocks(
    _ problem: AssignmentProblem, _ chances: FairChances, _ limits: SolveLimits
  ) throws(SolverFailure) -> [Block] {
    var pace = SearchPace(limits, phase: "preparing")
    var network = LotteryNetwork(problem)
    var blocks: [Block] = []
    var isHeld = [Bool](repeating: false, count: problem.rowCount)
    for level in chances.levels where level.probability < .certain {
      for row in level.heldRows { isHeld[Int(row)] = true }
      blocks.append(try block(&network, level.rows, level.probability, beside: level.heldRows, &pace))
      _ = network.close(level.columns)
    }
    let certain = chances.levels.filter { $0.probability == .certain }.flatMap(\.rows).filter { !isHeld[Int($0)] }
    blocks.append(try block(&network, [], .certain, beside: certain, &pace))
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
    _ network: inout LotteryNetwork, _ rows: [Int32], _ chance: Chance, beside certain: [Int32],
    _ pace: inout SearchPace
  ) throws(SolverFailure) -> Block {
    let counts = network.problem.rowCounts
    let limits =
      rows.map { Int64(counts[Int($0)]) * chance.numerator }
      + certain.map { Int64(counts[Int($0)]) * chance.denominator }
    let routing = try network.route(rows + certain, limits: limits, scale: chance.denominator, &pace)
    assert(routing.value == limits.reduce(0, +), "what a level promises can be served")
    return block(routing, chance.denominator)
  }

  /// Only the arcs that carry flow; the source and the root become one node.
  private static func block(_ routing: LotteryNetwork.Routing, _ denominator: Int64) -> Block {
    var tails: [Int32] = []
    var heads: [Int32] = []
    var amounts: [Int64] = []
    var pairs: [Pair] = []
    let (flow, first, hub) = (routing.flow, routing.rows.count, routing.source)
    for arc in 0..<flow.arcCount where flow.flow(arc) > 0 {
      let (tail, head) = (flow.tail(arc), flow.head(arc))
      if tail < first {
        let column = routing.outlets[head - first]
        pairs.append(Pair(arc: Int32(amounts.count), row: routing.rows[tail], column: column))
      }
      tails.append(Int32(tail))
      heads.append(Int32(head == routing.root ? hub : head))
      amounts.append(flow.flow(arc))
    }
    let rounding = CycleRounding(
      nodeCount: hub + 1, denominator: denominator, tails: tails, heads: heads, amounts: amounts)
    return Block(rounding: rounding, pairs: pairs)
  }
}

/// A minimum-cost flow problem on a directed network, one cost per arc: what DIMACS `.min` files hold.
///
/// Minimise Σ cost × flow so that lower ≤ flow ≤ upper on every arc and, at every node,
/// flow out − flow in = supply. Immutable and validated.
public struct FlowProblem: Sendable, Hashable {
  /// Supply (positive) or demand (negative) of each node; the sum is 0.
  public let supplies: [Int64]
  /// The node at which each arc begins.
  public let tails: [Int32]
  /// The node at which each arc ends.
  public let heads: [Int32]
  /// Least flow on each arc, ≥ 0.
  public let lowers: [Int64]
  /// Most flow on each arc, at most 2⁴⁰.
  public let uppers: [Int64]
  /// Cost of one unit on each arc; may be negative.
  public let costs: [Int64]

  /// - Throws: ``InvalidProblem`` with every fault found, at most 1,000.
  public init(
    supplies: [Int64], tails: [Int32], heads: [Int32], lowers: [Int64], uppers: [Int64], costs: [Int64]
  ) throws(InvalidProblem) {
    self.supplies = supplies
    self.tails = tails
    self.heads = heads
    self.lowers = lowers
    self.uppers = uppers
    self.costs = costs
    let faults = findFaults()
    if !faults.isEmpty { throw InvalidProblem(faults: Array(faults.prefix(AssignmentProblem.faultLimit))) }
  }

  /// The number of nodes.
  public var nodeCount: Int { supplies.count }
  /// The number of arcs.
  public var arcCount: Int { tails.count }

  /// Amounts up to 2⁴⁰ are accepted where Σ amounts is at most 2⁶⁰ (what is left at a node then fits the unlimited arcs
  /// of the engine, 2⁶¹ − 1), and (nodes + 4) × cost and Σ cost × amount are at most 2⁶².
  private func findFaults() -> [InvalidProblem.Fault] {
    let count = tails.count
    guard heads.count == count, lowers.count == count, uppers.count == count, costs.count == count else {
      return [.init(code: "flow.shape")]
    }
    var faults: [InvalidProblem.Fault] = []
    let amount = Int64(1) << 40
    for (node, supply) in supplies.enumerated() where supply.magnitude > amount {
      faults.append(.init(code: "flow.amountRange", index: node))
    }
    guard faults.isEmpty, supplies.count < 1 << 20 || supplies.allSatisfy({ $0.magnitude < 1 << 31 }) else {
      return faults.isEmpty ? [.init(code: "flow.amountRange")] : faults
    }
    if supplies.reduce(0, +) != 0 { faults.append(.init(code: "flow.unbalanced")) }
    let nodes = 0..<Int32(clamping: nodeCount)
    let costLimit = (Int64(1) << 62) / Int64(nodeCount + 4)
    var (spent, amounts): (Int64, Int64) = (0, 0)
    for arc in 0..<count {
      if !nodes.contains(tails[arc]) || !nodes.contains(heads[arc]) {
        faults.append(.init(code: "flow.nodeUnknown", index: arc))
      }
      if lowers[arc] < 0 || lowers[arc] > uppers[arc] || uppers[arc] > amount {
        faults.append(.init(code: "flow.bounds", index: arc))
        continue
      }
      amounts += uppers[arc]
      if amounts > 1 << 60 { return faults + [.init(code: "flow.amountRange")] }
      let (product, overflow) = Int64(clamping: costs[arc].magnitude).multipliedReportingOverflow(by: uppers[arc])
      let (sum, carry) = spent.addingReportingOverflow(product)
      spent = sum
      if overflow || carry || sum > 1 << 62 || costs[arc].magnitude > costLimit {
        return faults + [.init(code: "flow.costRange", index: arc)]
      }
    }
    return faults
  }
}

public import AssignmentCore

/// The exact optimum of a small problem, by dynamic programming over column use.
///
/// Problem: `AssignmentProblem` without side constraints. State: how many units each column has taken, and how many
/// stay unserved in each idle group whose marginals count them, as one mixed-radix number. Units are placed one at a
/// time, row by row: a unit stays unserved or goes to a column of an arc of its row, or of the row to which it is
/// handed. For each state the lexicographically best vector of arc scores is kept. At the end group caps, floors and
/// marginal scores are judged on the loads.
/// Invariant: after u units, a reached state holds the best vector over all ways to place some of them with exactly
/// these loads. States are visited downwards, so that a unit is placed at most once.
/// Complexity: O(units × states × degree × levels), states = Π (capacity or reachable units + 1) over columns and
/// counted idle groups.
/// It cannot take side constraints (`PlanEnumeration` can) nor more than ``stateLimit`` states.
/// Written from the definition; shares no code with any solver nor with the verifier.
public struct ExactOracle: Sendable {
  /// What the oracle knows of a problem.
  public enum Answer: Sendable, Hashable {
    /// The lexicographically largest level values.
    case optimum([Int64])
    case infeasible
    /// More than ``ExactOracle/stateLimit`` states, or side constraints.
    case outOfReach
  }

  /// Most states that are kept; beyond it there is no answer.
  public let stateLimit: Int
  private var levels = 0
  private var strides: [Int] = []
  private var radices: [Int] = []
  private var values: [Int64] = []
  private var reached: [Bool] = []
  /// For each unit and state the way taken, −1 for unserved; empty unless a plan is wanted.
  private var choices: [[Int8]] = []
  /// The ways of each unit; empty unless a plan is wanted.
  private var unitWays: [[Way]] = []
  private var bestState = 0

  public init(stateLimit: Int = 1 << 18) {
    self.stateLimit = stateLimit
  }

  /// The optimum of `problem`.
  ///
  /// Reuses the memory of the last call.
  public mutating func solve(_ problem: AssignmentProblem) -> Answer { run(problem, recording: false) }

  /// The optimum with a plan that attains it.
  package mutating func plan(_ problem: AssignmentProblem) -> (answer: Answer, flows: [Assignment.Flow]) {
    let answer = run(problem, recording: true)
    guard case .optimum = answer else { return (answer, []) }
    var units: [[Int32]] = problem.rowCounts.map { _ in [Int32](repeating: 0, count: problem.columnCount) }
    var state = bestState
    for unit in unitWays.indices.reversed() {
      let choice = Int(choices[unit][state])
      guard choice >= 0 else { continue }
      let way = unitWays[unit][choice]
      if way.place < problem.columnCount { units[way.row][way.place] += 1 }
      state -= strides[way.place]
    }
    var flows: [Assignment.Flow] = []
    for (row, ofRow) in units.enumerated() {
      for (column, count) in ofRow.enumerated() where count > 0 {
        flows.append(.init(row: Int32(row), column: Int32(column), units: count))
      }
    }
    return (answer, flows)
  }

  private mutating func run(_ problem: AssignmentProblem, recording: Bool) -> Answer {
    choices.removeAll(keepingCapacity: true)
    unitWays.removeAll(keepingCapacity: true)
    guard problem.sideConstraints.isEmpty else { return .outOfReach }
    let ways = WaysOfUnits(problem)
    guard prepare(problem, ways) else { return .outOfReach }
    for row in 0..<problem.rowCount where problem.rowCounts[row] > 0 {
      let (ofRow, mayVanish) = ways.ways(ofRow: row, problem)
      for _ in 0..<problem.rowCounts[row] {
        if recording { unitWays.append(ofRow) }
        place(ofRow, mayVanish: mayVanish, recording)
      }
    }
    return best(problem, ways)
  }

  /// Sizes the table; false where it would be too large.
  private mutating func prepare(_ problem: AssignmentProblem, _ ways: WaysOfUnits) -> Bool {
    levels = problem.levels.count
    radices = ways.limits(problem).map { $0 + 1 }
    strides.removeAll(keepingCapacity: true)
    var states = 1
    for radix in radices {
      strides.append(states)
      let (product, overflow) = states.multipliedReportingOverflow(by: radix)
      guard !overflow, product <= stateLimit else { return false }
      states = product
    }
    if values.count < states * levels { values = [Int64](repeating: 0, count: states * levels) }
    if reached.count < states { reached = [Bool](repeating: false, count: states) }
    for state in 0..<states { reached[state] = false }
    for level in 0..<levels { values[level] = 0 }
    reached[0] = true
    return radices.count < Int(Int8.max) / 2
  }

  private var stateCount: Int { radices.reduce(1, *) }

  /// Places one unit; one that may vanish can stay unserved without being counted.
  private mutating func place(_ ways: [Way], mayVanish: Bool, _ recording: Bool) {
    let states = stateCount
    var choice = [Int8](repeating: -1, count: recording ? states : 0)
    var loads = radices.map { $0 - 1 }
    for state in stride(from: states - 1, through: 0, by: -1) {
      if !mayVanish { reached[state] = false }
      for index in 0..<ways.count where loads[ways[index].place] > 0 {
        let source = state - strides[ways[index].place]
        guard reached[source], !reached[state] || improves(source, ways[index].scores, state) else { continue }
        reached[state] = true
        for level in 0..<levels {
          values[state * levels + level] = values[source * levels + level] + ways[index].scores[level]
        }
        if recording { choice[state] = Int8(index) }
      }
      var digit = 0
      while digit < loads.count, loads[digit] == 0 {
        loads[digit] = radices[digit] - 1
        digit += 1
      }
      if digit < loads.count { loads[digit] -= 1 }
    }
    if recording { choices.append(choice) }
  }

  private func improves(_ source: Int, _ scores: [Int64], _ state: Int) -> Bool {
    for level in 0..<levels {
      let value = values[source * levels + level] + scores[level]
      if value != values[state * levels + level] { return value > values[state * levels + level] }
    }
    return false
  }

  /// The best reached state whose loads meet caps and floors, marginals added.
  private mutating func best(_ problem: AssignmentProblem, _ ways: WaysOfUnits) -> Answer {
    let judge = OutletJudge(problem)
    var best: [Int64]?
    for state in 0..<stateCount where reached[state] {
      var value = Array(values[state * levels..<(state + 1) * levels])
      if !judge.isTrivial {
        let places = radices.indices.map { state / strides[$0] % radices[$0] }
        let unserved = ways.unserved(places, problem)
        guard let extra = judge.values(ofLoads: Array(places.prefix(problem.columnCount)), unserved: unserved) else {
          continue
        }
        for level in 0..<levels { value[level] += extra[level] }
      }
      if best.map({ $0.lexicographicallyPrecedes(value) }) ?? true {
        best = value
        bestState = state
      }
    }
    return best.map { .optimum($0) } ?? .infeasible
  }
}

public import AssignmentCore
public import CounselMatch

/// A raw assignment made into a problem: serve as many rows as possible, then the best cost.
///
/// Level `served` counts rows; level `cost` is the cost itself when maximising and its negative when minimising.
public struct RawProblem: Sendable {
  /// The costs as the file gave them.
  public let raw: RawAssignment
  /// Whether the largest sum is asked for.
  public let maximize: Bool
  /// Levels `served` and `cost`.
  public let problem: AssignmentProblem
  /// How floating-point costs were scaled; nil for integers, which are taken as they are.
  public let scale: CostScale?

  /// One unit of the solver's integers in the unit of the costs; 1 for integers.
  ///
  /// An optimal assignment of scaled costs is within rows × resolution of the optimum.
  public var resolution: Double { scale?.resolution ?? 1 }

  /// - Throws: `weight.range` where the costs are too large to be added up in 64 bits, `size.limit`.
  /// - Complexity: O(costs)
  public init(_ raw: RawAssignment, maximize: Bool = false, file: String? = nil) throws(InvalidInput) {
    self.raw = raw
    self.maximize = maximize
    let scores = try Self.scores(raw, maximize: maximize, file: file)
    if case .scaled(let scaled) = scores { scale = scaled.scale } else { scale = nil }
    let levels = [
      ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: raw.rows))),
      ObjectiveLevel(name: "cost", scores: .perArc(scores)),
    ]
    do {
      problem = try AssignmentProblem(
        rowCounts: [Int32](repeating: 1, count: raw.rows),
        columnCapacities: [Int32](repeating: 1, count: raw.columns),
        arcs: .dense(rows: raw.rows, columns: raw.columns), levels: levels)
    } catch {
      throw Self.rangeFault(file)
    }
  }

  private static func rangeFault(_ file: String?) -> InvalidInput {
    InvalidInput(faults: [
      InputFault(
        code: "weight.range", file: file, rule: "The sum of the costs must fit 62 bits.",
        remedy: "Divide all costs by a common factor.")
    ])
  }

  /// The costs as the file gave them: no number is copied.
  private static func scores(_ raw: RawAssignment, maximize: Bool, file: String?) throws(InvalidInput) -> ScoreArray {
    switch raw.costs {
    case .int32(let values): return maximize ? .int32(values) : .negatedInt32(values)
    case .int64(let values): return maximize ? .int64(values) : .negatedInt64(values)
    case .double(let values):
      // A potential adds nodes + 4 costs, a level value two per unit: the bounds AssignmentProblem checks.
      let terms = max(raw.rows + raw.columns + 4, 2 * raw.rows)
      guard let scores = ScaledScores(values, terms: terms, negated: !maximize) else { throw rangeFault(file) }
      return .scaled(scores)
    }
  }
}

/// An objective value in the numbers of the file.
public enum RawValue: Sendable, Hashable {
  case integer(Int64)
  case real(Double)
}

extension RawProblem {
  /// Σ of the original costs of the assigned pairs; decimals are added with compensation, in row order.
  public func objective(of assignment: Assignment) -> RawValue {
    switch raw.costs {
    case .int32(let values):
      return .integer(assignment.flows.reduce(0) { $0 + Int64(values[index($1)]) * Int64($1.units) })
    case .int64(let values):
      return .integer(assignment.flows.reduce(0) { $0 + values[index($1)] * Int64($1.units) })
    case .double(let values):
      var sum = CompensatedSum()
      for flow in assignment.flows { sum.add(values[index(flow)] * Double(flow.units)) }
      return .real(sum.value)
    }
  }

  /// A value of level `cost` (or its bound) in the unit and sense of the file.
  public func cost(ofLevelValue value: Int64) -> RawValue {
    let signed = maximize ? value : -value
    return scale.map { .real(Double(signed) * $0.resolution) } ?? .integer(signed)
  }

  private func index(_ flow: Assignment.Flow) -> Int { Int(flow.row) * raw.columns + Int(flow.column) }
}

/// Neumaier's sum: the error of each addition is kept beside the total.
struct CompensatedSum {
  private var total = 0.0
  private var lost = 0.0

  var value: Double { total + lost }

  mutating func add(_ term: Double) {
    let next = total + term
    lost += total.magnitude >= term.magnitude ? (total - next) + term : (term - next) + total
    total = next
  }
}

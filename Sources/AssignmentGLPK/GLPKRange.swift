import AssignmentCore

/// What GLPK's floating-point arithmetic can be trusted with.
///
/// With one pair priced 10¹² among costs of 1 and 10, GLPK 5.0 says OPTIMAL and is wrong; a spread of 10⁹ it bears
/// (`BorderTests.bareGLPKIsWrongBeyondTheRange`).
enum GLPKRange {
  /// Largest score less smallest, with the 0 of staying unserved, in any level.
  static let spread: Int64 = 1_000_000_000
  /// Largest limit of hours: GLPK keeps to a bound within 10⁻⁸ of its size, and this keeps it below a tenth.
  static let hours: Int64 = 10_000_000

  /// - Throws: `SolverFailure.range(_:)`, which names the limit.
  static func check(_ problem: AssignmentProblem) throws(SolverFailure) {
    for index in problem.levels.indices where width(of: index, in: problem) > spread {
      throw .range(
        "level \(problem.levels[index].name): scores spread over more than 1000000000, the limit of glpk")
    }
    guard problem.arcs.count <= 50_000_000 else { throw .range("more than 50000000 pairs, the limit of glpk") }
    if !problem.sideConstraints.isEmpty { try checkSums(problem) }
    let reachable = problem.reachableCounts
    for case .budget(_, let weights, let limit) in problem.sideConstraints where limit > hours {
      // A limit that cannot bind is left out of the model.
      let most = weights.reduce(0.0) { $0 + Double($1.weight) * Double(reachable[Int($1.row)]) }
      if most > Double(limit) { throw .range("hours above 10000000 for one column, the limit of glpk") }
    }
    for case .linear(let linear) in problem.sideConstraints {
      let largest = linear.terms.map(\.weight.magnitude).max() ?? 0
      guard largest <= 1_000, max((linear.lower ?? 0).magnitude, (linear.upper ?? 0).magnitude) <= UInt64(hours) else {
        throw .range("a \(linear.kind.rawValue) above 10000000 or with weights above 1000, the limit of glpk")
      }
    }
  }

  /// Rows of scores are summed in Double: exact below 2⁵³.
  private static func checkSums(_ problem: AssignmentProblem) throws(SolverFailure) {
    let ways = Double(problem.units) * Double(problem.groups.count + 2)
    for index in problem.levels.indices where Double(width(of: index, in: problem)) * ways >= 0x1p53 {
      throw .range(
        "level \(problem.levels[index].name): scores times people reach 2^53, the limit of glpk with hours or households"
      )
    }
  }

  private static func width(of index: Int, in problem: AssignmentProblem) -> Int64 {
    var (least, most): (Int64, Int64) = (0, 0)
    func see(_ score: Int64) { (least, most) = (min(least, score), max(most, score)) }
    switch problem.levels[index].scores {
    case .perRow(let values), .perArc(.int64(let values)), .perGrade(_, let values): for value in values { see(value) }
    case .perArc(let scores): for arc in 0..<scores.count { see(scores[arc]) }
    case .marginalsOnly: break
    }
    for marginal in problem.marginals {
      for segment in marginal.segments { see(segment.scores[index]) }
    }
    return most - least
  }
}

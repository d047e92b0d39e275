/// One named case of the suite.
package struct ConformanceCase: Sendable {
  /// What is asked of the solver.
  package enum Kind: Sendable {
    /// Solve each problem; the answer must be the oracle's, and the stated values, if any, must be these too.
    case solve([ProblemDraft], stated: Stated)
    /// Solve a problem too large for the oracle: what is claimed must be proved.
    case prove(ProblemDraft)
    /// Solve both; the second's values follow from the first's.
    case relate(ProblemDraft, ProblemDraft, @Sendable ([Int64]) -> [Int64])
    /// Solve twice, and on more threads: the same outcome.
    case twice(ProblemDraft)
    /// Solve under limits that have already run out.
    case stop(ProblemDraft, Stop)
  }

  /// What a table says about its own problem.
  package enum Stated: Sendable {
    case nothing
    case values([Int64])
    case infeasible
  }

  package enum Stop: Sendable {
    case deadline
    case cancellation
  }

  package let name: String
  package let seed: UInt64?
  package let kind: Kind

  package init(_ name: String, seed: UInt64? = nil, _ kind: Kind) {
    self.name = name
    self.seed = seed
    self.kind = kind
  }
}

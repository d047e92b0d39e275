public import AssignmentCore

/// The suite that every solver must pass.
///
/// Golden tables, exhaustive families, seeded problems by shape, extremes, metamorphic relations, repetition and
/// limits: see ``caseNames``. Expected values come from ``ExactOracle``; every outcome goes through
/// `CertificateVerifier` and through a second judge written from the definition.
///
/// What is asked depends on the solver's own `SolverCapabilities`: a problem outside them must be refused by
/// `SolverFailure.cannot(constraint:)` with the right word; a solver that is not `.exact` must be feasible, serve
/// as many units as possible where the first level is `served`, and prove what it claims.
public enum ConformanceSuite {
  /// Runs all cases, or those whose names begin with one of `names`.
  ///
  /// - Parameters:
  ///   - solver: is called from this thread, a few thousand times.
  ///   - names: prefixes of the names of the cases to run; empty: all.
  ///   - faultLimit: stop after so many faults.
  /// - Returns: what passed, what was refused as it should be, and every fault with its seed.
  public static func run(
    _ solver: any AssignmentSolver, names: [String] = [], faultLimit: Int = .max
  ) -> ConformanceReport {
    var examiner = Examiner(solver)
    for one in cases where names.isEmpty || names.contains(where: { one.name.hasPrefix($0) }) {
      examiner.examine(one)
      if examiner.report.faults.count >= faultLimit { break }
    }
    return examiner.report
  }

  /// Names of all cases, in the order in which they run.
  public static var caseNames: [String] { cases.map(\.name) }

  package static let cases: [ConformanceCase] =
    goldenCases + familyCases + shapeCases + extremeCases + metamorphicCases + rowPairCases
    + largeCases + twiceCases + stopCases
}

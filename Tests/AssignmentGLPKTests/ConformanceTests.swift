import AssignmentConformance
import AssignmentGLPK
import Testing

/// The suite every solver must pass, for both routes.
struct ConformanceTests {
  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: GLPKSolver.Route.allCases)
  func bothRoutesConform(route: GLPKSolver.Route) {
    let report = ConformanceSuite.run(GLPKSolver(route: route))
    #expect(report.faults.isEmpty, "\(report.faults.prefix(5).map(\.description))")
    // Refused are only problems whose scores spread too far for floating point.
    #expect(report.isConforming && report.passed.count > 9 * report.refused.count)
    #expect(
      report.refused.allSatisfy {
        $0.hasPrefix("extreme.") || $0.hasPrefix("shape.wide") || $0 == "golden.big-outlier"
      },
      "\(report.refused)")
  }
}

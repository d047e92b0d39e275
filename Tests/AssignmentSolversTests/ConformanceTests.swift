import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

/// Every solver of the catalogue passes the whole suite.
@Suite struct ConformanceTests {
  @Test(arguments: [any AssignmentSolver].builtIn)
  func theSolverConforms(solver: any AssignmentSolver) {
    let report = ConformanceSuite.run(solver)
    #expect(report.faults == [], "\(solver.name): \(report.faults.prefix(10).map(\.description))")
    let (cases, isConforming) = (report.cases, report.isConforming)
    #expect(isConforming)
    #expect(cases == ConformanceSuite.caseNames.count)
  }
}

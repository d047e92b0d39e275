import AssignmentConformance
import AssignmentCore
import Testing

@Suite struct SuiteTests {
  /// The groups of cases whose problems the reference can take.
  private static let small = ["golden", "family", "shape", "extreme", "stop", "twice.empty"]

  @Test func theReferenceConforms() {
    let report = ConformanceSuite.run(ReferenceSolver(), names: Self.small)
    #expect(report.faults == [], "\(report.faults.prefix(5))")
    #expect(report.isConforming)
    #expect(report.passed.count >= 150)
    #expect(report.refused == [])
  }

  /// What is larger it refuses, and by nothing but its range.
  @Test func theReferenceRefusesWhatItCannotReach() {
    let report = ConformanceSuite.run(ReferenceSolver(), names: ["metamorphic", "large", "twice"])
    let others = report.faults.filter { $0.check != "refused" || !$0.message.contains("range(") }
    #expect(others == [])
    #expect(report.passed.count > 10)
  }

  @Test func thereAreManyCasesAndNoTwoOfOneName() {
    let names = ConformanceSuite.caseNames
    #expect(names.count >= 200)
    #expect(Set(names).count == names.count)
  }

  @Test func theReportCountsEveryCase() {
    let report = ConformanceSuite.run(ReferenceSolver(), names: ["golden", "large"])
    #expect(report.cases == ConformanceSuite.caseNames.filter { $0.hasPrefix("golden") || $0.hasPrefix("large") }.count)
    #expect(!report.isConforming)
    #expect(ConformanceSuite.run(ReferenceSolver(), names: ["none"]).isConforming == false)
  }

  @Test func theSuiteStopsAtTheFaultLimit() {
    let report = ConformanceSuite.run(SaboteurSolver(.refusesEverything), faultLimit: 1)
    #expect(report.faults.count == 1)
    #expect(report.faults[0].description.hasPrefix("golden.empty: refused: threw cannot"))
  }
}

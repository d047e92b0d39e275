import AssignmentConformance
import AssignmentCore
import Testing

@Suite struct SaboteurTests {
  /// The checks by which each sabotage must be found, at least.
  static let caught: [Sabotage: Set<String>] = [
    .ignoresCapacity: ["verdict", "feasible"], .ignoresGroupCaps: ["verdict", "feasible"],
    .ignoresFloors: ["verdict", "feasible"], .ignoresMarginals: ["verdict"],
    .ignoresSideConstraints: ["verdict", "feasible"], .ignoresCounts: ["verdict"],
    .addsUnit: ["verdict", "feasible"], .dropsUnit: ["verdict"], .dropsArc: ["verdict"],
    .usesIneligiblePair: ["verdict", "feasible"], .shunsLeavingOut: ["verdict"], .swapsLevels: ["verdict"],
    .forgetsLaterLevels: ["verdict"], .wrongDuals: ["verdict"], .provesNothing: ["unproved"],
    .claimsInfeasible: ["verdict", "value"], .givesUp: ["value", "unproved"], .withholdsWitness: ["unproved"],
    .hidesStop: ["claim"], .provesWhenStopped: ["verdict"], .claimsTimeLimit: ["termination"],
    .refusesEverything: ["refused"], .refusesForAnotherReason: ["refused"],
    .ignoresIdleMarginals: ["value", "unproved"], .idlesBesideItsHub: ["value", "unproved"],
    .losesHandedUnits: ["value", "unproved"], .shiftsGrades: ["value", "unproved"],
    .fixesIdleCounts: ["value", "unproved"], .keepsTightArcsOnly: ["value", "unproved"],
    .freezesFullColumns: ["value", "unproved"],
    .solvesWhatItCannot: ["not-refused"], .isNotDeterministic: ["repeat"], .dependsOnThreads: ["repeat"],
  ]

  @Test(arguments: Sabotage.allCases)
  func everySaboteurIsRejected(sabotage: Sabotage) throws {
    let names = ["golden", "family", "shape", "stop", "twice.empty"]
    let report = ConformanceSuite.run(SaboteurSolver(sabotage), names: names)
    #expect(!report.isConforming)
    let wanted = try #require(Self.caught[sabotage])
    #expect(wanted.isSubset(of: report.faults.map(\.check)), "\(Set(report.faults.map(\.check)))")
    #expect(report.faults.allSatisfy { $0.check != "kit" })
  }

  /// Without its sabotage the same wrapper is as good as the reference.
  @Test func theWrapperAloneIsFaithful() {
    // Marginals exist in no golden table of households, so ignoring them there changes nothing.
    let names = ["golden.household", "golden.hours"]
    #expect(ConformanceSuite.run(SaboteurSolver(.ignoresMarginals), names: names).isConforming)
  }
}

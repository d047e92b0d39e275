import AssignmentCore
import Benchmark
import BenchmarkFixtures

/// What a proof costs: checking the solver's own, and recovering one from the assignment alone.
let benchmarks: @Sendable () -> Void = {
  let fixtures: [Fixture] = [
    .sparse(10_000, 1_000, degree: 50), .sparse(10_000, 1_000, degree: 50) { $0.firmCaps = true }, .dense(1_000),
  ]
  for fixture in fixtures {
    Benchmark("verify, \(fixture.name)", configuration: configuration([])) { benchmark, prepared in
      guard let outcome = prepared.reference else { preconditionFailure("\(fixture.name): nothing to verify") }
      for _ in benchmark.scaledIterations {
        let verdict = CertificateVerifier.verify(prepared.problem, outcome)
        precondition(verdict.accepted && verdict.provenLevels == 2, "\(fixture.name): refused")
      }
    } setup: {
      fixture.prepare()
    }
    Benchmark("recover duals, \(fixture.name)", configuration: configuration([])) { benchmark, prepared in
      guard let plan = prepared.reference?.assignment else { preconditionFailure("\(fixture.name): no assignment") }
      for _ in benchmark.scaledIterations {
        let result = DualRecovery.duals(for: prepared.problem, assignment: plan)
        precondition(result.provenLevels == 2, "\(fixture.name): not proved")
      }
    } setup: {
      fixture.prepare()
    }
  }
}

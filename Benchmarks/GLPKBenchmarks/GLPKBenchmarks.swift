import AssignmentCore
import AssignmentGLPK
import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

/// The network models next to network simplex, so that both are measured in one run; then hours and households.
let benchmarks: @Sendable () -> Void = {
  guard GLPKSolver.isAvailable else { return }
  let networks: [Fixture] = [
    .sparse(300, 50, degree: 20) { $0.firmCaps = true }, .dense(50), .dense(100),
    .sparse(1_000, 100, degree: 10) { ($0.firmCaps, $0.firmMinimums) = (true, true) },
    .sparse(1_000, 100, degree: 10) { $0.counts = 1...4 },
  ]
  for route in GLPKSolver.Route.allCases {
    measure(GLPKSolver(route: route), on: networks, counters: ["simplex-iterations", "branches"])
  }
  measure(NetworkSimplexSolver(), on: networks, counters: ["pivots", "degenerate-pivots", "scanned-arcs"])
  measureSides(.households(200, 20, degree: 4, count: 25))
  measureSides(.households(1_000, 100, degree: 10, count: 125))
  measureSides(.hours(40, 6, degree: 3))
}

/// Plan and bound must be accepted, and no level value may pass the bound.
private func measureSides(_ fixture: Fixture) {
  let solver = GLPKSolver(route: .integer)
  let counts = configuration(["served", "value-1", "bound-1", "value-2", "bound-2", "branches"])
  Benchmark("\(solver.name), \(fixture.name)", configuration: counts) { benchmark, problem in
    for _ in benchmark.scaledIterations {
      benchmark.startMeasurement()
      let outcome = try solver.solve(problem, limits: .none)
      benchmark.stopMeasurement()
      let verdict = CertificateVerifier.verify(problem, outcome)
      precondition(verdict.accepted && outcome.termination == .finished, "\(fixture.name): refused")
      let bounds = verdict.provenLevels == 2 ? verdict.levelValues : verdict.bounds
      precondition(!bounds.lexicographicallyPrecedes(verdict.levelValues), "\(fixture.name): above its bound")
      for level in 0..<2 {
        report(benchmark, "value-\(level + 1)", Int(verdict.levelValues[level]))
        report(benchmark, "bound-\(level + 1)", Int(bounds[level]))
      }
      report(benchmark, "served", Int(outcome.assignment?.units ?? 0))
      report(benchmark, "branches", outcome.statistics["branches"] ?? 0)
    }
  } setup: {
    fixture.problem()
  }
}

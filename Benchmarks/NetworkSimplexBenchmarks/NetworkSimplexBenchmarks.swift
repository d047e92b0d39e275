import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  measure(
    NetworkSimplexSolver(),
    on: [
      .sparse(1_000, 150, degree: 40), .sparse(1_000, 150, degree: 40) { $0.firmCaps = true },
      .sparse(10_000, 1_000, degree: 50), .sparse(10_000, 1_000, degree: 50) { $0.places = 7...9 },
      .sparse(10_000, 1_000, degree: 50) { $0.scores = 18 },
      .sparse(10_000, 1_000, degree: 50) { ($0.scores, $0.firmCaps) = (18, true) },
      .sparse(5_000, 5_000, degree: 20), .sparse(4_000, 500, degree: 100) { $0.counts = 1...4 },
      .dense(200), .dense(1_000),
    ], counters: ["pivots", "degenerate-pivots", "scanned-arcs"])
}

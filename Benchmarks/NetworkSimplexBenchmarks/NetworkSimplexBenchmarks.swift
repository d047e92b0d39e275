import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  measure(
    NetworkSimplexSolver(),
    on: [
      .sparse(rows: 1_000, columns: 150, degree: 40), .sparse(rows: 1_000, columns: 150, degree: 40, firmCaps: true),
      .sparse(rows: 10_000, columns: 1_000, degree: 50), .dense(200),
    ])
}

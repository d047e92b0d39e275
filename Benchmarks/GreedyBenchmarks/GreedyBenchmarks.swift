import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  measure(
    GreedySolver(),
    on: [
      .sparse(rows: 1_000, columns: 150, degree: 40), .sparse(rows: 1_000, columns: 150, degree: 40, firmCaps: true),
    ], levels: 1)
}

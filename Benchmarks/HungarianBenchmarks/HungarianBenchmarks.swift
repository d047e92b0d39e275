import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  measure(
    HungarianSolver(), on: [.sparse(rows: 1_000, columns: 150, degree: 40), .dense(200), .dense(1_000)])
}

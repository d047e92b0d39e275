import AssignmentGLPK
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  guard GLPKSolver.isAvailable else { return }
  let fixtures: [Fixture] = [.sparse(rows: 300, columns: 50, degree: 20, firmCaps: true), .dense(50)]
  measure(GLPKSolver(route: .simplex), on: fixtures)
  measure(GLPKSolver(route: .integer), on: fixtures)
}
